"""What the frame of a map holds: the main cluster fills it, far events get insets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from geomap.model import Extent

__all__ = ["Frame", "Spot", "choose_frames", "merge_extents", "pad_extent"]

#: Places closer than this (km) belong to one cluster: about a day's drive, so that a border story
#: of two neighbors stays whole while a summit elsewhere stands apart.
LINK_KM = 700.0
#: The main cluster must hold this share of the weight, else the map shows all in one frame.
MAIN_SHARE = 0.4
MAX_INSETS = 3
#: Talks join the main frame when they lie within so many degrees around it.
TALK_DEGREES = 1.0
#: No frame is smaller than this (degrees of latitude), so that one event still has surroundings.
MIN_DEGREES = 1.6
KM_PER_DEGREE = 111.2


#: A cell of one degree: latitude, longitude.
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing to be framed: its id, its reference point and its box.

    ``talk`` marks words said or meant elsewhere: they do not widen the frame of what happened.
    """

    id: str
    lat: float
    lon: float
    extent: Extent
    talk: bool = False


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


def _near(a: Cell, b: Cell) -> bool:
    return _gap(a, b) <= LINK_KM


def _gap(a: Cell, b: Cell) -> float:
    """Return about how far (km) two cells lie apart."""
    lat = (a[0] + b[0]) / 2
    north = abs(a[0] - b[0]) * KM_PER_DEGREE
    turn = abs(a[1] - b[1])
    east = min(turn, 360 - turn) * KM_PER_DEGREE * cos(radians(min(89.0, abs(lat))))
    return hypot(north, east)


def _clusters(cells: Sequence[Cell], mates: Mapping[Cell, set[Cell]]) -> list[list[Cell]]:
    """Return single-linkage clusters of one-degree cells (few, however many the events).

    ``mates`` are cells that one area or line covers: they stay together.
    """
    waiting, clusters = list(cells), []
    while waiting:
        cluster = [waiting.pop(0)]
        for cell in cluster:  # the list grows while it is walked
            held = mates.get(cell, set())
            linked = [other for other in waiting if other in held or _near(cell, other)]
            cluster += linked
            waiting = [other for other in waiting if other not in set(linked)]
        clusters.append(cluster)
    return clusters


def choose_frames(spots: Sequence[Spot]) -> tuple[Frame, ...]:
    """Return the main frame first, then at most three insets; one frame when nothing dominates.

    An area counts where it begins, not where its middle is: a province beside a border belongs to
    the border's story. Talks belong to the frame of what happened where they lie in it, else to an
    inset.
    """
    firm = [spot for spot in spots if not spot.talk]
    if not firm or len(firm) == len(spots):
        return _framed(spots)
    frames = _framed(firm)
    box = frames[0].extent
    around = Extent(
        box.west - TALK_DEGREES,
        box.south - TALK_DEGREES,
        box.east + TALK_DEGREES,
        box.north + TALK_DEGREES,
    )
    within = [spot for spot in spots if spot.talk and _holds(around, spot)]
    apart = [spot for spot in spots if spot.talk and not _holds(around, spot)]
    main = {*frames[0].ids, *(spot.id for spot in within)}
    groups = [[spot for spot in spots if spot.id in main]]
    rest = [*(spot for spot in firm if spot.id not in main), *apart]
    weights, mates = _weighed(rest)
    for cluster in _gathered(_clusters(sorted(weights), mates)):
        groups.append([spot for spot in rest if _cell(spot) in set(cluster)])
    ranked = sorted(groups[1:], key=lambda group: -len(group))
    return tuple(_frame(group) for group in (groups[0], *ranked))


def _framed(spots: Sequence[Spot]) -> tuple[Frame, ...]:
    weights, mates = _weighed(spots)
    ranked = sorted(
        _clusters(sorted(weights), mates), key=lambda c: (-sum(weights[cell] for cell in c), c[0])
    )
    if not ranked:
        return ()
    main = sum(weights[cell] for cell in ranked[0])
    if main < MAIN_SHARE * sum(weights.values()):
        return (_frame(spots),)
    groups = [ranked[0], *_gathered(ranked[1:])]
    return tuple(_frame([s for s in spots if _cell(s) in set(cluster)]) for cluster in groups)


def _weighed(spots: Sequence[Spot]) -> tuple[Counter[Cell], Mapping[Cell, set[Cell]]]:
    """Return how much lies in each cell, and which cells one area covers."""
    weights: Counter[Cell] = Counter()
    mates: defaultdict[Cell, set[Cell]] = defaultdict(set)
    for spot in spots:
        weights[_cell(spot)] += 1
        covered = _cells_of(spot)
        for cell in covered if len(covered) > 1 else ():
            weights[cell] += 0
            mates[cell] |= covered
    return weights, mates


def _holds(box: Extent, spot: Spot) -> bool:
    inside = any(box.west <= spot.lon + turn <= box.east for turn in (-360, 0, 360))
    return inside and box.south <= spot.lat <= box.north


def _gathered(far: list[list[Cell]]) -> list[list[Cell]]:
    """Return at most `MAX_INSETS` clusters: of more, the two nearest are joined until few are."""
    far = list(far)
    while len(far) > MAX_INSETS:
        pairs = [(i, j) for i in range(len(far)) for j in range(i + 1, len(far))]
        i, j = min(pairs, key=lambda pair: _gap(far[pair[0]][0], far[pair[1]][0]))
        far[i] = far[i] + far.pop(j)
    return far


def _cell(spot: Spot) -> Cell:
    return round(spot.lat), round(spot.lon)


def _cells_of(spot: Spot) -> set[Cell]:
    """Return the cells at the reference point and around the box of an area or line."""
    box, shares = spot.extent, (0.0, 0.5, 1.0)
    if box.east - box.west > 60:  # a shape on both sides of the antimeridian says nothing
        return {_cell(spot)}
    lats = {round(box.south + share * (box.north - box.south)) for share in shares}
    lons = {round(box.west + share * (box.east - box.west)) for share in shares}
    return {_cell(spot), *((lat, lon) for lat in lats for lon in lons)}


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
        spot.talk,
    )
