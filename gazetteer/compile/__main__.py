"""``python -m gazetteer.compile WORLD_ATLAS [TARGET]``."""

import sys
from pathlib import Path
from time import perf_counter

from . import compile_store

ROOT = Path(__file__).resolve().parents[2]
START = perf_counter()


def say(message: str) -> None:
    """Print a message with the seconds since the start."""
    print(f"{perf_counter() - START:6.1f} s  {message}", flush=True)


if __name__ == "__main__":
    target = ROOT / "geomap" / "gazetteer" / "data" / "gazetteer.sqlite"
    say(str(compile_store(Path(sys.argv[2]) if sys.argv[2:] else target, Path(sys.argv[1]), say)))
