"""How long geomap takes to start and to do its main job, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

EXAMPLE = Path(__file__).parents[1] / "examples" / "durand-line.txt"


def _seconds(command: list[str], runs: int) -> tuple[float, float]:
    """Return the median wall and CPU time of a command, after one run that warms the disk."""
    walls, loads = [], []
    for _ in range(runs + 1):
        start, before = perf_counter(), os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        walls.append(perf_counter() - start)
        loads.append(after.children_user + after.children_system
                     - before.children_user - before.children_system)  # fmt: skip
    return median(walls[1:]), median(loads[1:])


def _import_milliseconds() -> float:
    """Return what ``python -X importtime`` says of ``import geomap``."""
    command = [sys.executable, "-X", "importtime", "-c", "import geomap"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    line = next(x for x in done.stderr.splitlines() if x.rstrip().endswith(" geomap"))
    return int(line.split("|")[1]) / 1000


def figures(runs: int = 5) -> list[tuple[str, float, str]]:
    """Return rows of name, measured figure and unit."""
    geomap = [sys.executable, "-m", "geomap"]
    with tempfile.TemporaryDirectory() as folder:
        job = [*geomap, "map", str(EXAMPLE), "-o", folder]
        told, _ = _seconds([*geomap, "--help"], runs)
        wall, cpu = _seconds(job, runs)
    return [
        ("import geomap", median(_import_milliseconds() for _ in range(runs)), "ms"),
        ("geomap --help", 1000 * told, "ms"),
        ("geomap map ARTICLE, cold process", wall, "s"),
        ("geomap map ARTICLE, CPU", cpu, "s"),
    ]


if __name__ == "__main__":
    for name, value, unit in figures():
        print(f"{name}: {value:,.2f} {unit}")
