"""What the frame of a map holds: the main cluster fills it, far events get insets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from geomap.model import Extent

__all__ = ["Frame", "Spot", "choose_frames", "merge_extents", "pad_extent"]

#: Places closer than this (km) belong to one cluster: about a day's drive, so that a border story
#: of two neighbors stays whole while a summit elsewhere stands apart.
LINK_KM = 700.0
#: The main cluster must hold this share of the events, else the map shows them all in one frame.
MAIN_SHARE = 0.5
MAX_INSETS = 3
#: No frame is smaller than this (degrees of latitude), so that one event still has surroundings.
MIN_DEGREES = 1.6
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing to be framed: its id, its reference point, its box and its weight."""

    id: str
    lat: float
    lon: float
    extent: Extent
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A box and the ids of what it shows."""

    extent: Extent
    ids: tuple[str, ...]


def merge_extents(extents: Iterable[Extent]) -> Extent:
    """Return the smallest box around boxes."""
    boxes = list(extents)
    return Extent(
        min(b.west for b in boxes),
        min(b.south for b in boxes),
        max(b.east for b in boxes),
        max(b.north for b in boxes),
    )


def pad_extent(extent: Extent, share: float = 0.12, least: float = MIN_DEGREES) -> Extent:
    """Return a box with a margin on each side, at least ``least`` degrees of latitude high."""
    middle_lat = (extent.south + extent.north) / 2
    middle_lon = (extent.west + extent.east) / 2
    stretch = max(0.2, cos(radians(middle_lat)))
    height = max((extent.north - extent.south) * (1 + 2 * share), least)
    width = max((extent.east - extent.west) * (1 + 2 * share), least / stretch)
    return Extent(
        max(-360.0, middle_lon - width / 2),
        max(-85.0, middle_lat - height / 2),
        min(360.0, middle_lon + width / 2),
        min(85.0, middle_lat + height / 2),
    )


def _near(a: tuple[int, int], b: tuple[int, int]) -> bool:
    lat = (a[0] + b[0]) / 2
    north = abs(a[0] - b[0]) * KM_PER_DEGREE
    turn = abs(a[1] - b[1])
    east = min(turn, 360 - turn) * KM_PER_DEGREE * cos(radians(min(89.0, abs(lat))))
    return north * north + east * east <= LINK_KM * LINK_KM


def _clusters(cells: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return single-linkage clusters of one-degree cells (few, however many the events)."""
    waiting, clusters = list(cells), []
    while waiting:
        cluster = [waiting.pop(0)]
        for cell in cluster:  # the list grows while it is walked
            linked = [other for other in waiting if _near(cell, other)]
            cluster += linked
            waiting = [other for other in waiting if other not in set(linked)]
        clusters.append(cluster)
    return clusters


def choose_frames(spots: Sequence[Spot]) -> tuple[Frame, ...]:
    """Return the main frame first, then at most three insets; one frame when nothing dominates."""
    weights: Counter[tuple[int, int]] = Counter()
    for spot in spots:
        weights[_cell(spot)] += spot.weight
    ranked = sorted(
        _clusters(sorted(weights)), key=lambda c: (-sum(weights[cell] for cell in c), c[0])
    )
    if not ranked:
        return ()
    main = sum(weights[cell] for cell in ranked[0])
    if len(ranked) - 1 > MAX_INSETS or main < MAIN_SHARE * sum(weights.values()):
        return (_frame(spots),)
    return tuple(_frame([s for s in spots if _cell(s) in set(cluster)]) for cluster in ranked)


def _cell(spot: Spot) -> tuple[int, int]:
    return round(spot.lat), round(spot.lon)


def _frame(spots: Sequence[Spot]) -> Frame:
    box = merge_extents(s.extent for s in _unwrapped(spots))
    return Frame(pad_extent(box), tuple(s.id for s in spots))


def _unwrapped(spots: Sequence[Spot]) -> list[Spot]:
    """Return spots with the western ones moved by 360 where that makes the box narrower."""
    lons = [s.lon for s in spots]
    if max(lons) - min(lons) <= 180:
        return list(spots)
    moved = [_moved(s) if s.lon < 0 else s for s in spots]
    narrower = max(s.lon for s in moved) - min(s.lon for s in moved) < max(lons) - min(lons)
    return moved if narrower else list(spots)


def _moved(spot: Spot) -> Spot:
    box = spot.extent
    return Spot(
        spot.id,
        spot.lat,
        spot.lon + 360,
        Extent(box.west + 360, box.south, box.east + 360, box.north),
        spot.weight,
    )
