"""Geometry of the scene (EPSG:4326) -> rings and lines on the sheet, cut to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geomap.render.image.view import View

if TYPE_CHECKING:
    from geomap.render.image.kinds import Geometry, Points

__all__ = ["Cutter"]

#: Detail finer than this (mm) is not drawn.
FINEST_MM = 0.08


class Cutter:
    """Cuts geometry to a view's window, once measured, and brings it onto the sheet."""

    def __init__(self, view: View) -> None:
        """Measure the window and the finest detail in degrees."""
        self.view = view
        self._window = view.window()
        self._finest = np.degrees(FINEST_MM / view.scale)

    def cut(self, shapes: Geometry) -> list[Geometry]:
        """Return what of each geometry lies in the window, longitudes unwrapped around it."""
        found = np.asarray(shapes, dtype=object)
        found = found[~(shapely.is_missing(found) | shapely.is_empty(found))]
        cut = []
        for turn in (-360.0, 0.0, 360.0):
            cut += self._cut_turned(found, turn)
        return cut

    def _cut_turned(self, shapes: Geometry, turn: float) -> list[Geometry]:
        w = self._window
        box = (w.west - turn, w.south, w.east - turn, w.north)
        bounds = shapely.bounds(shapes)
        seen = (bounds[:, 0] < box[2]) & (bounds[:, 2] > box[0])
        seen &= (bounds[:, 1] < box[3]) & (bounds[:, 3] > box[1])
        parts = shapely.clip_by_rect(shapes[seen], *box)
        parts = shapely.simplify(parts, self._finest, preserve_topology=False)
        parts = parts[~shapely.is_empty(parts)]
        return list(
            shapely.transform(parts, lambda c: c + np.array([turn, 0.0])) if turn else parts
        )

    def rings(self, shapes: Geometry) -> list[Points]:
        """Return the rings of polygons on the sheet, holes included."""
        parts = shapely.get_parts(shapely.get_parts(self.cut(shapes)))
        polygons = parts[shapely.get_type_id(parts) == 3]
        return [ring[:-1] for ring in self._placed(shapely.get_rings(polygons))]

    def lines(self, shapes: Geometry) -> list[Points]:
        """Return lines on the sheet."""
        parts = shapely.get_parts(shapely.get_parts(self.cut(shapes)))
        return self._placed(parts[shapely.get_type_id(parts) == 1])

    def polygon(self, shape: Geometry) -> Geometry:
        """Return one area on the sheet (in mm) as a valid shapely geometry; may be empty."""
        parts = shapely.get_parts(shapely.get_parts(self.cut([shape])))
        polygons = parts[shapely.get_type_id(parts) == 3]
        if not len(polygons):
            return shapely.Polygon()
        placed = shapely.transform(polygons, lambda c: self.view.place(c[:, 0], c[:, 1]))
        whole = shapely.union_all(shapely.make_valid(placed))
        b = self.view.box
        return shapely.intersection(whole, shapely.box(b.left, b.top, b.right, b.bottom))

    def _placed(self, lines: Geometry) -> list[Points]:
        """Return the coordinates of lines or rings, all placed in one step."""
        if not len(lines):
            return []
        coords, index = shapely.get_coordinates(lines, return_index=True)
        placed = self.view.place(coords[:, 0], coords[:, 1])
        return np.split(placed, np.flatnonzero(np.diff(index)) + 1)
