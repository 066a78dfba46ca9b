"""How long geomap takes to start and to do its main job, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

EXAMPLE = Path(__file__).parents[1] / "examples" / "durand-line.txt"


def _seconds(command: list[str], runs: int) -> float:
    """Return the median wall time of a command, after one run that warms the disk."""
    times = []
    for _ in range(runs + 1):
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(perf_counter() - start)
    return median(times[1:])


def _import_milliseconds() -> float:
    """Return what ``python -X importtime`` says of ``import geomap``."""
    command = [sys.executable, "-X", "importtime", "-c", "import geomap"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    line = next(x for x in done.stderr.splitlines() if x.rstrip().endswith(" geomap"))
    return int(line.split("|")[1]) / 1000


def run(runs: int = 5) -> list[tuple[str, float, str, float]]:
    """Return rows of name, measured figure, unit and the limit that we promise."""
    geomap = [sys.executable, "-m", "geomap"]
    with tempfile.TemporaryDirectory() as folder:
        job = [*geomap, "map", str(EXAMPLE), "-o", folder]
        return [
            ("import geomap", median(_import_milliseconds() for _ in range(runs)), "ms", 150),
            ("geomap --help", 1000 * _seconds([*geomap, "--help"], runs), "ms", 300),
            ("geomap map ARTICLE, cold process", _seconds(job, runs), "s", 4),
        ]
