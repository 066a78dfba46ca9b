"""How far two places are from each other."""

from __future__ import annotations

from math import cos, hypot, radians

from geomap.model import Place

__all__ = ["km_apart"]


def km_apart(a: Place, b: Place) -> float:
    """Return about how far two places are from each other, in kilometers."""
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))
