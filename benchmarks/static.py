"""How long pictures take and how large they are; every size and theme of an input, to be looked at.

Seconds are of the processor: all is done in one thread, so that on an idle machine they are what
the clock shows, and other work does not change them.

python -m benchmarks.static                     # the table of docs/quality.md
python -m benchmarks.static INPUT FOLDER        # INPUT in every size and theme, and in series
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import Event, Scene

EXAMPLE = Path(__file__).parents[1] / "examples" / "durand-line.txt"
PICTURE = "import sys, geomap; geomap.map(sys.argv[1]).save(sys.argv[2])"
MEGABYTE = 1_000_000


def cold_seconds(runs: int = 5) -> float:
    """Return the median time of a cold process that makes the PNG of one article."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs + 1):
            start = _children_seconds()
            command = [sys.executable, "-c", PICTURE, str(EXAMPLE), f"{folder}/map.png"]
            subprocess.run(command, check=True)
            times.append(_children_seconds() - start)
    return median(times[1:])


def _children_seconds() -> float:
    used = os.times()
    return used.children_user + used.children_system


def made_up(count: int) -> list[Event]:
    """Return events at random places around a border, the same on every run."""
    import numpy as np

    from geomap.model import Event, Interval, Place
    from geomap.style import EVENT_TYPES

    draw = np.random.default_rng(7)
    spots = draw.normal((33.0, 70.0), (1.8, 2.4), (count, 2)).tolist()
    return [
        Event(
            event_id=f"m{i}",
            event_type=EVENT_TYPES[i % 7],
            when=Interval(),
            place=Place(f"p{i % 900}", f"Place {i % 900}", lat, lon, "P", "PPL", "AF"),
            where_prec=1 + i % 2,
        )
        for i, (lat, lon) in enumerate(spots)
    ]


def crowded(count: int) -> tuple[Scene, float]:
    """Return the scene of many events and the seconds that it took from their frame."""
    from datetime import date

    from geomap.borders import add_border_columns
    from geomap.events import crossings_frame, events_frame
    from geomap.gazetteer import open as open_gazetteer
    from geomap.scene import build_scene

    store = open_gazetteer()
    events = add_border_columns(events_frame(made_up(count), store), store)
    crossings = crossings_frame([], store)
    start = process_time()
    scene = build_scene(events, crossings, store, as_of=date(2025, 1, 1))
    return scene, process_time() - start


def run() -> list[tuple[str, float, str, float]]:
    """Return rows of name, measured figure, unit and the limit that we promise."""
    from geomap.render import save_image

    rows = [("PNG of one article, cold process", cold_seconds(), "s", 2.5)]
    with tempfile.TemporaryDirectory() as folder:
        for count, limit in ((10_000, 6.0), (100_000, 10.0)):
            scene, built = crowded(count)
            for form in ("png", "svg", "pdf"):
                start = process_time()
                path = save_image(scene, f"{folder}/map.{form}")
                took = built + process_time() - start
                rows.append(
                    (f"{form.upper()} of {count:,} events, scene included", took, "s", limit)
                )
                if form != "png":
                    size = path.stat().st_size / MEGABYTE
                    rows.append((f"size of the {form.upper()} of {count:,}", size, "MB", 5.0))
    return rows


def gallery(source: str, folder: Path) -> int:
    """Draw a source in every size and theme, and in series; return how many pictures."""
    import geomap
    from geomap.errors import InputError
    from geomap.render import Look, save_image, save_series
    from geomap.render.image.look import SIZES, THEMES

    folder.mkdir(parents=True, exist_ok=True)
    scene, drawn = geomap.map(source).scene, 0
    for size in SIZES:
        for theme in THEMES:
            save_image(scene, folder / f"{size}-{theme}.png", Look(size, theme))
            drawn += 1
    for by in ("week", "month", "type"):
        try:
            save_series(scene, folder / f"series-{by}.png", by)
            drawn += 1
        except InputError as error:
            print(f"no series by {by}: {error}", file=sys.stderr)
    return drawn


def main(words: list[str]) -> int:
    """Print the table, exit 1 when a limit is passed; or draw the gallery of an input."""
    if words:
        print(f"{gallery(words[0], Path(words[1]))} pictures in {words[1]}")
        return 0
    print("| what | measured | limit |\n|---|---|---|")
    rows = run()
    for name, figure, unit, limit in rows:
        print(f"| {name} | {figure:.2f} {unit} | {limit:g} {unit} |")
    return int(any(figure > limit for _, figure, _, limit in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
