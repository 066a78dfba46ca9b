"""The story of a compilation, from sources to file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from math import isnan
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.fold import fold
from geomap.gazetteer.prominence import prominence
from geomap.gazetteer.rows import Row, SourceRow
from geomap.gazetteer.write import AreaRow, Writer

from . import curated, divisions, packages
from .approach import place_by_towns
from .areas import all_areas
from .cells import division_areas
from .english import correct, everyday_words, unlike_words
from .lines import Line, lines
from .outlines import outlines
from .topology import Topology
from .write import write_borders, write_disputed

Report = Callable[[str], None]

NATURAL_EARTH = SourceRow(
    "natural-earth", "Natural Earth 1:10m countries, from world-atlas", "2.0.2", "public domain",
    "Boundaries and land: Natural Earth", "https://www.naturalearthdata.com/",
)  # fmt: skip


def tell(
    target: Path, folder: Path, world_atlas: Path, report: Report
) -> tuple[int, int, int, int, int, int, tuple[tuple[str, int], ...]]:
    """Compile and return the counts of places, names, areas, borders, crossings, bytes, sources."""
    table = packages.countries()
    countries = {row.country: row for row in curated.countries(folder, table)}
    cities = list(packages.cities())
    correct(cities, curated.read(folder, "corrections"))
    report(f"{len(cities):,} populated places read")
    topology = Topology(world_atlas / "countries-10m.json", packages.iso_numbers())
    polygons = topology.countries()
    report(f"{len(polygons)} country polygons unwrapped and repaired")
    first = {r.id: r for r in divisions.first_order(folder, cities, packages.subdivisions())}
    cells = division_areas(cities, polygons)
    _place_at_centers(first, cells)
    _place_as_typed(first, curated.read(folder, "admin1_points"))
    _name_divisions(cities, first)
    report(f"{len(cells):,} approximate areas of {len(first):,} first-order divisions")
    found = list(lines(topology, countries, curated.read(folder, "borders")))
    crossings = curated.crossings(folder)
    place_by_towns(crossings, chain(curated.towns(folder), cities), found)
    crossings = [(r, c) for r, c in crossings if not isnan(r.lat)]
    rows = list(chain(countries.values(), first.values(), divisions.second_order(folder, first)))
    typed = chain(
        curated.regions(folder), _unnamed(curated.disputed(folder), curated.regions(folder)),
        curated.divisions(folder), curated.towns(folder),
    )  # fmt: skip
    rows += [row for row in typed if not isnan(row.lat)]
    rows += [*(row for row, _ in crossings), *(line.row for line in found), *cities]
    rows = _checked(rows, report)
    curated.add_aliases(folder, {row.id: row for row in rows}, report)
    _use_division_names(rows, first.values())
    words = everyday_words(folder)
    for row in rows:
        row.prominence = prominence(row)
        unlike_words(row, words)
    contested = list(outlines(curated.read(folder, "disputed"), topology, polygons))
    outlined = {area[0] for area in contested}
    areas = chain(all_areas(rows, polygons, cells, outlined), contested)
    return _write(target, folder, rows, areas, found, crossings)


def _write(
    target: Path,
    folder: Path,
    rows: Sequence[Row],
    areas: Iterable[AreaRow],
    found: Sequence[Line],
    crossings: Sequence[tuple[Row, dict[str, str]]],
) -> tuple[int, int, int, int, int, int, tuple[tuple[str, int], ...]]:
    writer = Writer(target)
    writer.add(rows)
    writer.begin()
    writer.sources([*packages.sources(), divisions.SOURCE, NATURAL_EARTH, *curated.SOURCES])
    writer.areas(areas)
    write_borders(writer, found)
    writer.crossings(crossings)
    write_disputed(writer, curated.read(folder, "disputed"))
    count = {table: writer.count(table) for table in ("names", "areas")}
    writer.finish(pack=True)
    sources = sorted(Counter(row.source for row in rows).items(), key=lambda s: (-s[1], s[0]))
    size = target.stat().st_size
    return (
        len(rows), count["names"], count["areas"], len(found), len(crossings), size, tuple(sources)
    )  # fmt: skip


def _place_at_centers(first: Mapping[str, Row], cells: Mapping[str, BaseGeometry]) -> None:
    """Give each division the center of its area: nearer to gazetteers' points than any other."""
    for key, row in first.items():
        if key in cells:
            center = cells[key].centroid
            row.lat, row.lon = round(center.y, 4), round(center.x, 4)


def _place_as_typed(first: Mapping[str, Row], points: Iterable[Mapping[str, str]]) -> None:
    """Give a division the reference point of other gazetteers where its center is far from it."""
    for point in points:
        row = first[f"adm1:{point['country']}.{point['admin1']}"]
        row.lat, row.lon = float(point["lat"]), float(point["lon"])


def _name_divisions(cities: Iterable[Row], first: Mapping[str, Row]) -> None:
    """Write the name of its division to each place."""
    for city in cities:
        upper = first.get(f"adm1:{city.country}.{city.admin1_code}")
        city.admin1 = upper.name if upper else ""


def _use_division_names(rows: Iterable[Row], first: Iterable[Row]) -> None:
    """Write the division's own name and code to typed places that give one of its other names."""
    uppers: dict[tuple[str, str], Row] = {}
    for upper in first:
        for name in {fold(n) for n in (upper.name, *(n for n, _ in upper.names))}:
            known = uppers.setdefault((upper.country, name), upper)
            if known is not upper and fold(upper.name) == name:
                uppers[upper.country, name] = upper
    for row in rows:
        upper = uppers.get((row.country, fold(row.admin1))) if row.admin1 else None
        if upper is not None and not row.admin1_code:
            row.admin1, row.admin1_code = upper.name, upper.admin1_code


def _unnamed(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """Return the rows whose name is not also that of one of the others."""
    taken = {fold(row.name) for row in others}
    return [row for row in rows if fold(row.name) not in taken]


def _checked(rows: Iterable[Row], report: Report) -> list[Row]:
    """Return the rows without a second one of the same id."""
    seen: dict[str, Row] = {}
    for row in rows:
        if row.id in seen:
            report(f"{row.id} is there twice; the second is left out")
        seen.setdefault(row.id, row)
    return list(seen.values())
