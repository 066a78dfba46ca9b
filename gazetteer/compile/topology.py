"""world-atlas (TopoJSON of Natural Earth) -> country polygons and the lines between countries.

The file is made for the sphere: rings run over the antimeridian and, in the Antarctic, around the
pole, and some rings cross themselves. Rings are unwrapped, cut at 180 degrees and repaired here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

#: Shapes of world-atlas without an ISO number, and the country that holds them in fact.
UNNUMBERED = {
    "Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "GB", "Akrotiri": "GB", "USNB Guantanamo Bay": "CU", "Siachen Glacier": "IN",
    "Baikonur": "KZ", "Coral Sea Is.": "AU", "Indian Ocean Ter.": "CX", "Clipperton I.": "FR",
}  # fmt: skip


#: Radius of a country that the file's grid makes a speck, in degrees: Vatican City's.
SPECK = 0.005


class Topology:
    """The decoded arcs and the shapes of each country code."""

    def __init__(self, path: Path, codes: Mapping[str, str]) -> None:
        """Read ``countries-10m.json``; ``codes`` are ISO alpha-2 codes by ISO number."""
        data = json.loads(path.read_text(encoding="utf-8"))
        scale, shift = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs = [np.cumsum(a, axis=0) * scale + shift for a in data["arcs"]]
        self.shapes: dict[str, list[list[list[int]]]] = defaultdict(list)
        self.named: dict[str, list[list[list[int]]]] = {}
        for shape in data["objects"]["countries"]["geometries"]:
            code = codes.get(shape.get("id", ""), "") or UNNUMBERED.get(
                shape["properties"]["name"], ""
            )
            self.named[shape["properties"]["name"]] = _polygons(shape)
            if code:
                self.shapes[code] += _polygons(shape)

    def countries(self) -> dict[str, BaseGeometry]:
        """Return the valid (multi)polygon of every country, by code."""
        found = {code: self._country(self.shapes[code]) for code in sorted(self.shapes)}
        for code in [code for code, shape in found.items() if shape.is_empty]:
            del found[code]
            self._add_speck(code, found)
        return found

    def _add_speck(self, code: str, found: dict[str, BaseGeometry]) -> None:
        """Add a country too small for the file's grid (Vatican City) as a disc, cut from others."""
        x, y = np.concatenate([self._ring(ring) for rings in self.shapes[code] for ring in rings])[
            0
        ]
        disc = shapely.Point(x, y).buffer(SPECK)
        for other, shape in found.items():
            if shape.intersects(disc):
                found[other] = shape.difference(disc)
        found[code] = disc

    def borders(self) -> dict[tuple[str, str], MultiLineString]:
        """Return the line between every two countries that share arcs; codes in order."""
        users: dict[int, set[str]] = defaultdict(set)
        for code, polygons in self.shapes.items():
            for arc in _arcs(polygons):
                users[arc if arc >= 0 else ~arc].add(code)
        lines: dict[tuple[str, str], list[int]] = defaultdict(list)
        for arc, codes in users.items():
            ordered = sorted(codes)
            for i, first in enumerate(ordered):
                for second in ordered[i + 1 :]:
                    lines[first, second].append(arc)
        return {pair: self._line(lines[pair]) for pair in sorted(lines)}

    def named_shape(self, name: str) -> BaseGeometry:
        """Return the polygon of one of the file's own shapes ("Siachen Glacier")."""
        return self._country(self.named[name])

    def inner_line(self, name: str) -> MultiLineString:
        """Return the line between one of the file's own shapes and the others."""
        others = {
            arc if arc >= 0 else ~arc
            for key, polygons in self.named.items() if key != name
            for arc in _arcs(polygons)
        }  # fmt: skip
        own = (arc if arc >= 0 else ~arc for arc in _arcs(self.named[name]))
        return self._line(arc for arc in own if arc in others)

    def _line(self, arcs: Iterable[int]) -> MultiLineString:
        merged = shapely.line_merge(MultiLineString([self.arcs[i] for i in sorted(arcs)]))
        return MultiLineString([merged]) if merged.geom_type == "LineString" else merged

    def _country(self, polygons: Sequence[Sequence[Sequence[int]]]) -> BaseGeometry:
        parts = [part for rings in polygons for part in self._polygon(rings)]
        return _only_areas(shapely.union_all(parts))

    def _polygon(self, rings: Sequence[Sequence[int]]) -> list[BaseGeometry]:
        shell, *holes = [unwrap(self._ring(ring)) for ring in rings]
        if len(shell) < 4:
            return []
        made = shapely.make_valid(Polygon(shell, holes), method="structure", keep_collapsed=False)
        return [] if made.is_empty else [cut(made)]

    def _ring(self, arcs: Sequence[int]) -> np.ndarray[Any, Any]:
        points = [self.arcs[i] if i >= 0 else self.arcs[~i][::-1] for i in arcs]
        return np.concatenate([points[0], *(p[1:] for p in points[1:])])


def unwrap(ring: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return a ring without jumps of 360 degrees; one around the pole is closed over it."""
    steps = np.diff(ring[:, 0])
    turns = np.concatenate(
        [[0], np.cumsum(np.where(steps > 180, -360, np.where(steps < -180, 360, 0)))]
    )
    out = ring.copy()
    out[:, 0] += turns
    if abs(out[-1, 0] - out[0, 0]) < 180:
        return out
    pole = -90.0 if out[:, 1].mean() < 0 else 90.0
    ends = np.array([[out[-1, 0], pole], [out[0, 0], pole], out[0]])
    return np.concatenate([out, ends])


def cut(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape cut at the antimeridian, every part within -180..180."""
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    parts = []
    for turn in (-720, -360, 0, 360, 720):
        piece = translate(shape, turn).intersection(box(-180, -90, 180, 90))
        if not piece.is_empty:
            parts.append(piece)
    return shapely.union_all(parts)


def _arcs(polygons: Sequence[Sequence[Sequence[int]]]) -> Iterator[int]:
    return (arc for rings in polygons for ring in rings for arc in ring)


def _polygons(shape: Mapping[str, Any]) -> list[list[list[int]]]:
    if shape["type"] == "Polygon":
        return [shape["arcs"]]
    return list(shape["arcs"]) if shape["type"] == "MultiPolygon" else []


def _only_areas(shape: BaseGeometry) -> BaseGeometry:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
