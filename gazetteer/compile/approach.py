"""Points of crossings that are known only by name: where their town comes nearest to the border.

A point typed by hand says how well it is known; where none is known, the town on one side gives
one: the spot of the border nearest to it, with its distance as the accuracy. A crossing whose town
is unknown or lies far from the border stays without a point and out of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.fold import fold
from geomap.gazetteer.rows import Row

from .lines import Line

#: A town farther from the border than this (km) says too little about a crossing.
MOST_KM = 15.0
#: A city of more people is larger than a point at its border could tell.
MOST_PEOPLE = 250_000
#: No such point is better than this (km).
LEAST_ACCURACY_KM = 6.0
KM_PER_DEGREE = 111.2


def place_by_towns(
    crossings: Iterable[tuple[Row, Mapping[str, str]]],
    towns: Iterable[Row],
    found: Iterable[Line],
) -> None:
    """Give crossings without a point that of the border at their town."""
    lines = {(x.country_a, x.country_b): x.geometry for x in found if "/" not in x.row.id}
    bare = [(row, cells) for row, cells in crossings if row.lat != row.lat]
    wanted = {
        (cells[f"country_{side}"], fold(cells[f"settlement_{side}"]))
        for _, cells in bare for side in "ab" if cells[f"settlement_{side}"]
    }  # fmt: skip
    index: dict[tuple[str, str], list[Row]] = {}
    countries = {country for country, _ in wanted}
    for town in (town for town in towns if town.country in countries):
        for key in {
            (town.country, fold(name)) for name in (town.name, *(n for n, _ in town.names))
        }:
            if key in wanted:
                index.setdefault(key, []).append(town)
    for row, cells in bare:
        line = lines.get((cells["country_a"], cells["country_b"]))
        if line is not None:
            _place(row, cells, line, index)


def _place(
    row: Row,
    cells: Mapping[str, str],
    line: BaseGeometry,
    index: Mapping[tuple[str, str], list[Row]],
) -> None:
    spots = [
        (*_nearest(line, town), town)
        for side in "ab"
        for town in index.get((cells[f"country_{side}"], fold(cells[f"settlement_{side}"])), ())
    ]
    spots = [s for s in spots if s[0] <= MOST_KM and s[3].population < MOST_PEOPLE]
    if not spots:
        return
    km, lat, lon, town = min(spots, key=lambda spot: (spot[0], spot[3].id))
    row.lat, row.lon = round(lat, 3), round(lon, 3)
    row.accuracy_km = max(LEAST_ACCURACY_KM, round(km + 3))
    row.note = f"Point where the border comes nearest to {town.name}."
    row.origin = f"derived from {town.id}"


def _nearest(line: BaseGeometry, town: Row) -> tuple[float, float, float]:
    """Return the distance (km) and the spot (lat, lon) of a line nearest to a town."""
    width = cos(radians(town.lat))
    around = shapely.clip_by_rect(line, town.lon - 1, town.lat - 1, town.lon + 1, town.lat + 1)
    if around.is_empty:
        return float("inf"), 0.0, 0.0
    flat = shapely.transform(around, lambda xy: (xy - (town.lon, town.lat)) * (width, 1.0))
    x, y = shapely.shortest_line(flat, shapely.Point(0, 0)).coords[0]
    return (x * x + y * y) ** 0.5 * KM_PER_DEGREE, town.lat + y, town.lon + x / width
