"""A window on the world: which projection, and where a longitude and latitude fall on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.model import Extent
from geomap.render.image.paper import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.render.image.kinds import Numbers, Points

__all__ = ["EARTH_KM", "View", "circle", "make_view", "unit_size"]

EARTH_KM = 6371.0088
#: Wider than this (degrees of longitude or twice the latitude) a map shows the world.
WORLD_DEGREES = 110.0
#: Coefficients of Equal Earth (Savric, Patterson, Jenny 2018, doi 10.1080/13658816.2018.1504949).
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)


@dataclass(frozen=True, slots=True)
class View:
    """A box on the sheet with a projection: Lambert azimuthal equal-area or, wide, Equal Earth.

    Both keep areas true; the azimuthal one also keeps the scale true at its middle
    (``lat``, ``lon``), where the scale bar is measured.
    """

    box: Box
    lat: float
    lon: float
    world: bool
    scale: float
    shift_x: float = 0.0
    shift_y: float = 0.0

    def place(self, lon: Numbers, lat: Numbers) -> Points:
        """Return positions on the sheet, n x 2 in mm; longitudes may run past 180."""
        turn = np.asarray(lon, dtype=float) - self.lon
        flat = _equal_earth(turn, lat) if self.world else _azimuthal(turn, lat, self.lat)
        x, y = self.box.center
        return np.column_stack(
            [x + flat[0] * self.scale - self.shift_x, y - flat[1] * self.scale + self.shift_y]
        )

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the position of one place, on the side of the globe that the view shows."""
        ((x, y),) = self.spots([lon], [lat])
        return float(x), float(y)

    def spots(self, lon: Numbers, lat: Numbers) -> Points:
        """Return the positions of places, each on the side of the globe that the view shows."""
        turn = (np.asarray(lon, dtype=float) - self.lon + 180) % 360 - 180
        return self.place(self.lon + turn, lat)

    @property
    def mm_per_km(self) -> float:
        """The scale at the middle of the map."""
        return self.scale / EARTH_KM

    def window(self) -> Extent:
        """Return the longitudes and latitudes that the box shows, a little more on each side."""
        if self.world:
            return Extent(self.lon - 180, -90.0, self.lon + 180, 90.0)
        x0, y0 = self.box.center
        edge = [
            ((x - x0 + self.shift_x) / self.scale, (y0 + self.shift_y - y) / self.scale)
            for x, y in _rim(self.box.grown(2.0))
        ]
        turn, lat = _azimuthal_inverse(np.array(edge), self.lat)
        if np.isnan(turn).any() or self._shows_pole():
            pole = 90.0 if self.lat > 0 else -90.0
            south, north = sorted((pole, float(np.nanmin(lat) if pole > 0 else np.nanmax(lat))))
            return Extent(self.lon - 180, south, self.lon + 180, north)
        west, east = self.lon + turn.min(), self.lon + turn.max()
        return Extent(float(west), float(lat.min()), float(east), float(lat.max()))

    def _shows_pole(self) -> bool:
        x, y = self.place([self.lon], [90.0 if self.lat > 0 else -90.0])[0]
        return self.box.grown(2.0).overlaps(Box(x, y, x, y))


def make_view(extent: Extent, box: Box) -> View:
    """Return the view that shows ``extent`` as large as ``box`` allows."""
    first = _raw_view(extent, box)
    x, y = _outline(first, extent)
    scale = min(box.width / np.ptp(x), box.height / np.ptp(y))
    middle_x, middle_y = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    return View(box, first.lat, first.lon, first.world, scale, middle_x * scale, middle_y * scale)


def unit_size(extent: Extent) -> tuple[float, float]:
    """Return width and height of an extent in its projection, in kilometers at the middle."""
    x, y = _outline(_raw_view(extent, Box(0, 0, 1, 1)), extent)
    return float(np.ptp(x)) * EARTH_KM, float(np.ptp(y)) * EARTH_KM


def _raw_view(extent: Extent, box: Box) -> View:
    wide = extent.east - extent.west > WORLD_DEGREES or extent.north - extent.south > 90
    lon, lat = (extent.west + extent.east) / 2, (extent.south + extent.north) / 2
    return View(box, lat, lon, wide, 1.0)


def _outline(view: View, extent: Extent) -> tuple[Points, Points]:
    """Return the extent's edge in units of the projection, relative to its origin, y up."""
    lon = np.linspace(extent.west, extent.east, 15)
    lat = np.linspace(extent.south, extent.north, 15)
    lons = np.concatenate([lon, lon, np.full(15, extent.west), np.full(15, extent.east)])
    lats = np.concatenate([np.full(15, extent.south), np.full(15, extent.north), lat, lat])
    x, y = view.place(lons, lats).T
    middle = view.box.center
    return x - middle[0], middle[1] - y


def _azimuthal(turn: Numbers, lat: Numbers, lat0: float) -> tuple[Numbers, Numbers]:
    """Lambert azimuthal equal-area on the sphere (Snyder 1987, p. 185); unit radius."""
    turn, lat, lat0 = np.radians(turn), np.radians(np.asarray(lat, dtype=float)), np.radians(lat0)
    depth = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(turn)
    k = np.sqrt(2 / np.maximum(1 + depth, 1e-6))
    x = k * np.cos(lat) * np.sin(turn)
    return x, k * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(turn))


def _azimuthal_inverse(flat: Points, lat0: float) -> tuple[Numbers, Numbers]:
    """Return degrees of longitude from the middle, and latitudes; NaN off the globe."""
    x, y = flat.T
    lat0 = np.radians(lat0)
    rho = np.hypot(x, y)
    rho = np.where(rho == 0, 1e-12, rho)
    angle = 2 * np.arcsin(np.where(rho <= 2, rho / 2, np.nan))
    lat = np.arcsin(np.cos(angle) * np.sin(lat0) + y * np.sin(angle) * np.cos(lat0) / rho)
    bottom = rho * np.cos(lat0) * np.cos(angle) - y * np.sin(lat0) * np.sin(angle)
    return np.degrees(np.arctan2(x * np.sin(angle), bottom)), np.degrees(lat)


def _equal_earth(turn: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
    """Equal Earth on the sphere; unit radius."""
    a1, a2, a3, a4 = _EQUAL_EARTH
    t = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(np.asarray(lat, dtype=float))))
    t2, t6 = t**2, t**6
    bottom = 3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)
    x = 2 * np.sqrt(3) * np.radians(turn) * np.cos(t) / bottom
    return x, a4 * t6 * t2 * t + a3 * t6 * t + a2 * t2 * t + a1 * t


def _rim(box: Box) -> Iterator[tuple[float, float]]:
    for x in np.linspace(box.left, box.right, 13):
        yield from ((float(x), box.top), (float(x), box.bottom))
    for y in np.linspace(box.top, box.bottom, 13):
        yield from ((box.left, float(y)), (box.right, float(y)))


def circle(lat: float, lon: float, km: float) -> tuple[Points, Points]:
    """Return longitudes and latitudes of the circle ``km`` around a place, on the sphere."""
    bearing = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    lat1, arc = np.radians(lat), km / EARTH_KM
    lats = np.arcsin(np.sin(lat1) * np.cos(arc) + np.cos(lat1) * np.sin(arc) * np.cos(bearing))
    turn = np.arctan2(
        np.sin(bearing) * np.sin(arc) * np.cos(lat1), np.cos(arc) - np.sin(lat1) * np.sin(lats)
    )
    return lon + np.degrees(turn), np.degrees(lats)
