"""Outlines of disputed areas, cut from the polygons of countries as ``disputed.csv`` says.

``shape NAME`` is one of world-atlas's own shapes, ``country XX`` a whole country,
``part XX lon lat`` the part of a country's polygon around a point, ``box XX west south east north``
and ``ring XX lon lat lon lat ...`` what lies of it inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.rows import listed
from geomap.gazetteer.write import AreaRow

from .topology import Topology


def outlines(
    table: Iterable[Mapping[str, str]], topology: Topology, countries: Mapping[str, BaseGeometry]
) -> Iterator[AreaRow]:
    """Yield the outline of every disputed area that has one."""
    for cells in table:
        parts = [_outline(spec, topology, countries) for spec in listed(cells["outline"])]
        if parts:
            shape = shapely.make_valid(shapely.union_all(parts))
            if any(part.is_empty for part in parts):
                raise SystemExit(f"geomap build: the outline of {cells['id']} is empty.")
            yield cells["id"], "official", cells["note"], "", "RGN", shape


def _outline(spec: str, topology: Topology, countries: Mapping[str, BaseGeometry]) -> BaseGeometry:
    kind, _, rest = spec.partition(" ")
    if kind == "shape":
        return topology.named_shape(rest)
    code, *words = rest.split()
    country, numbers = countries[code], [float(word) for word in words]
    if kind == "country":
        return country
    if kind == "part":
        point = shapely.Point(*numbers)
        return shapely.union_all([p for p in shapely.get_parts(country) if p.covers(point)])
    if kind == "box":
        return country.intersection(shapely.box(*numbers))
    if kind == "ring":
        ring = shapely.Polygon(list(zip(numbers[::2], numbers[1::2], strict=True)))
        return country.intersection(ring)
    raise SystemExit(f"geomap build: disputed.csv has an outline {spec!r} of no known kind.")
