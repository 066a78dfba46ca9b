"""Geometry on its way into the page: simplified, quantized, as steps of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from shapely import Geometry

__all__ = ["SCALE", "anchors", "lines_of", "rings_of", "shape_of"]

#: Units of a degree: 1/1000 is about 110 m, a pixel at zoom 10.
SCALE = 1000
#: Ground and areas are simplified to this many degrees: under a pixel up to zoom 9.
TOLERANCE = 0.002
#: Candidates for the place of an area's name, and how many of the best are kept.
GRID, KEPT = 18, 10

_AREAS = ("Polygon", "MultiPolygon")


def steps(points: np.ndarray) -> list[int]:
    """Return points (n x 2: longitude, latitude) as ``[x0, y0, dx, dy, ...]`` in 1/SCALE degree.

    Points that fall together are kept once.
    """
    import numpy as np

    whole = np.rint(points[:, :2] * SCALE).astype(np.int64)
    moves = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    keep = np.any(moves != 0, axis=1)
    keep[0] = True
    flat: list[int] = moves[keep].ravel().tolist()
    return flat


def rings_of(shape: Geometry, tolerance: float = TOLERANCE) -> list[list[int]]:
    """Return the rings of an area, outer and inner alike (to be filled even-odd)."""
    import shapely

    rings = shapely.get_rings(shapely.get_parts(_simple(shape, tolerance)))
    coded = [steps(shapely.get_coordinates(ring)) for ring in rings]
    return [ring for ring in coded if len(ring) >= 8]


def lines_of(shapes: Iterable[Geometry], tolerance: float = TOLERANCE) -> list[list[int]]:
    """Return lines as steps; an area gives its outline."""
    import shapely

    coded = []
    for shape in shapes:
        if shape is None or shape.is_empty:
            continue
        line = shapely.boundary(shape) if shape.geom_type in _AREAS else shape
        merged = shapely.line_merge(line) if line.geom_type == "MultiLineString" else line
        parts = shapely.get_parts(_simple(merged, tolerance))
        coded += [steps(shapely.get_coordinates(part)) for part in parts]
    return [line for line in coded if len(line) >= 4]


def shape_of(shape: Geometry) -> dict[str, Any]:
    """Return an event's area or line with places for its name.

    ``polygons`` says how many of an area's rings belong to each of its polygons, the outer first.
    """
    import shapely

    if shape.geom_type not in _AREAS:
        return {"kind": "line", "parts": lines_of([shape]), "anchors": []}
    polygons = [rings_of(part) for part in shapely.get_parts(shape)]
    return {
        "kind": "area",
        "parts": [ring for rings in polygons for ring in rings],
        "polygons": [len(rings) for rings in polygons if rings],
        "anchors": anchors(shape),
    }


def _simple(shape: Geometry, tolerance: float) -> Geometry:
    import shapely

    return shapely.simplify(shape, tolerance, preserve_topology=True)


def anchors(shape: Geometry) -> list[list[float]]:
    """Return places for an area's name, best first: longitude, latitude, clearance in degrees.

    They lie on a grid over the box of the area, spaced so that some lie in any view of it.
    """
    import numpy as np
    import shapely

    coarse = _simple(shape, 0.02)
    if coarse.is_empty:
        return []
    west, south, east, north = coarse.bounds
    shares = (np.arange(GRID) + 0.5) / GRID
    xs, ys = np.meshgrid(west + shares * (east - west), south + shares * (north - south))
    shapely.prepare(coarse)
    inside = shapely.contains_xy(coarse, xs, ys)
    points = shapely.points(np.column_stack([xs[inside], ys[inside]]))
    clear = shapely.distance(points, shapely.boundary(coarse))
    return _spaced(points, clear, np.hypot(east - west, north - south) / 6) or _middle(coarse)


def _spaced(points: Sequence[Geometry], clear: np.ndarray, apart: float) -> list[list[float]]:
    """Keep the clearest points that lie apart."""
    import numpy as np
    import shapely

    places = shapely.get_coordinates(points)
    kept: list[int] = []
    for i in np.argsort(-clear, kind="stable"):
        if all(np.hypot(*(places[i] - places[j])) >= apart for j in kept):
            kept.append(int(i))
        if len(kept) == KEPT:
            break
    return [[round(float(v), 3) for v in (*places[i], clear[i])] for i in kept]


def _middle(shape: Geometry) -> list[list[float]]:
    point = shape.representative_point()
    return [[round(point.x, 3), round(point.y, 3), 0.0]]
