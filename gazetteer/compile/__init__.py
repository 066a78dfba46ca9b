"""Compiles the place store: packages and curated files -> one SQLite file.

From a checkout: ``python -m gazetteer.compile WORLD_ATLAS`` where WORLD_ATLAS is the folder of
npm's world-atlas 2.0.2 (its ``countries-10m.json``).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

__all__ = ["Summary", "compile_store"]

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What went into a store."""

    places: int
    names: int
    areas: int
    borders: int
    crossings: int
    size: int
    by_source: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """Return one line."""
        held = ", ".join(f"{n:,} from {source}" for source, n in self.by_source)
        return (
            f"{self.places:,} places ({held}), {self.names:,} names, {self.areas:,} areas, "
            f"{self.borders} borders, {self.crossings} crossings, {self.size / 1e6:.0f} MB"
        )


def compile_store(target: Path, world_atlas: Path, report: Report = print) -> Summary:
    """Compile the store into ``target``; the same sources give the same bytes.

    The curated files stand in the folder above this one; ``geomap`` itself (its folding of names)
    is imported from the working directory, as a build front end runs in the source tree.
    """
    if (Path.cwd() / "geomap" / "gazetteer" / "fold.py").exists():
        sys.path.insert(0, str(Path.cwd()))
    story: ModuleType = import_module(f"{__name__}.story")
    result: Summary = Summary(*story.tell(target, Path(__file__).parents[1], world_atlas, report))
    return result


def count_sources(rows: Sequence[object]) -> tuple[tuple[str, int], ...]:
    """Return the number of rows of each source, most first."""
    counts = Counter(getattr(row, "source", "") for row in rows)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
