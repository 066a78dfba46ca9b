"""Areas of regions and districts: unions of their parts, or discs of their size."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from math import cos, pi, radians, sin

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.rows import Row
from geomap.gazetteer.write import AreaRow

from .topology import cut

KM_PER_DEGREE = 111.32
COUNTRY_NOTE = "Natural Earth 1:10m, boundaries as they are in fact"
CELL_NOTE = "cells of populated places, approximate"


def all_areas(
    rows: Iterable[Row],
    countries: Mapping[str, BaseGeometry],
    divisions: Mapping[str, BaseGeometry],
    outlined: Container[str] = (),
) -> Iterator[AreaRow]:
    """Yield the area of every place that has one, but of those outlined elsewhere."""
    known = {f"country:{code}": shape for code, shape in countries.items()} | dict(divisions)
    coarse = _Coarse(known)
    for row in rows:
        if row.id in outlined:
            continue
        if row.id in known:
            kind = "official" if row.id.startswith("country:") else "approximate"
            note = COUNTRY_NOTE if kind == "official" else CELL_NOTE
            yield row.id, kind, note, row.country, row.feature_code, known[row.id]
            continue
        parts = [coarse[p] for p in row.parts if p in known]
        if parts:
            shape = shapely.union_all(parts)
            note = "union of its parts"
            yield row.id, "approximate", note, row.country, row.feature_code, shape
        elif row.radius_km:
            note = f"disc of {row.radius_km:g} km"
            shape = _clipped(disc(row.lat, row.lon, row.radius_km), row, countries)
            yield row.id, "disc", note, row.country, row.feature_code, shape


class _Coarse(dict[str, BaseGeometry]):
    """Simplified shapes, made when first asked for: regions need no coast of 1:10m."""

    def __init__(self, shapes: Mapping[str, BaseGeometry]) -> None:
        super().__init__()
        self.shapes = shapes

    def __missing__(self, key: str) -> BaseGeometry:
        self[key] = shapely.make_valid(self.shapes[key].simplify(0.03, preserve_topology=False))
        return self[key]


def disc(lat: float, lon: float, km: float, points: int = 48) -> BaseGeometry:
    """Return a disc as a polygon in degrees, cut at the antimeridian."""
    high = km / KM_PER_DEGREE
    wide = high / max(cos(radians(lat)), 0.05)
    turns = [2 * pi * i / points for i in range(points)]
    ring = [(lon + wide * cos(t), max(-90.0, min(90.0, lat + high * sin(t)))) for t in turns]
    return cut(shapely.make_valid(Polygon(ring)))


def _clipped(shape: BaseGeometry, row: Row, countries: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """Return a division's disc without what lies in other countries."""
    country = countries.get(row.country)
    if country is None or row.feature_class != "A":
        return shape
    land = shapely.make_valid(shapely.clip_by_rect(country, *shape.bounds))
    held = land.intersection(shape)
    return held if held.area > 0.3 * shape.area else shape
