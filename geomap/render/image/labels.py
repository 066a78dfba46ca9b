"""Which words go on the map, in the order of their worth, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geomap.render.image.ground import THEME
from geomap.render.image.lettering import spots_in
from geomap.render.image.marks import CROSSING_MM, Group, Region
from geomap.render.image.paper import MM_PER_POINT, Box, Item, Shape, Words, leading, text_width
from geomap.render.image.paths import box_path, circle_path, line_path
from geomap.render.image.phrases import Line, Telling, block_size, label_lines
from geomap.render.image.placing import FARTHEST_MM, Canvas, Placed
from geomap.render.image.view import View
from geomap.render.text import clean, isolate

if TYPE_CHECKING:
    from geomap.render.image.kinds import Frame, Row

__all__ = [
    "label_crossings",
    "label_groups",
    "label_regions",
    "label_towns",
]

#: Sizes of towns' names by rank: capital, large, orienting.
_TOWN_PT = (7.5, 7.0, 6.5)
#: A town is named for so many square mm of map, and none nearer than this (mm) to another.
TOWN_ROOM, TOWN_GAP, MOST_TOWNS = 700.0, 11.0, 20
#: Words stand at most so far (mm) from their mark; else the map is numbered.
FARTHEST_WORDS_MM = 13.0
_ALIGN = {-1.0: "right", 0.0: "center", 1.0: "left"}


def label_groups(
    groups: Sequence[Group], canvas: Canvas, style: str, telling: Telling
) -> tuple[list[Item], int]:
    """Return labels beside marks, and how many found no place."""
    items: list[Item] = []
    left = 0
    for group in sorted(groups, key=lambda g: (-len(g.events), g.numbers)):
        if style == "places" and not group.counted:
            continue
        found = _beside([group.box], label_lines(group, style, telling), canvas, _reach(style))
        items += found
        left += not found
    return items, left


def label_regions(
    regions: Sequence[Region], canvas: Canvas, style: str, telling: Telling
) -> tuple[list[Item], int]:
    """Return labels inside areas and beside lines, and how many found no place."""
    items: list[Item] = []
    left = 0
    for region in sorted(regions, key=lambda r: (r.shape.area, r.numbers)):
        lines = label_lines(region, style, telling)
        width, height = block_size(lines)
        box = canvas.place_within(spots_in(region.shape, width, height), width + 1, height + 1)
        if box is not None:
            canvas.take(box)
            items += _block(lines, Placed(box.grown(-0.5), 0.0), THEME.land)
            continue
        found = _beside(_anchors(region), lines, canvas, _reach(style))
        items += found
        left += not found
    return items, left


def _anchors(region: Region) -> list[Box]:
    """Return places of an area or along a line at which its label may begin."""
    if region.small:
        return [region.box]
    if region.kind == "area":
        points = [region.shape.representative_point()]
    else:
        longest = max(shapely.get_parts(region.shape), key=lambda part: part.length)
        shares = (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9)
        points = [longest.interpolate(share, normalized=True) for share in shares]
    return [Box(p.x, p.y, p.x, p.y) for p in points]


def _reach(style: str) -> float:
    """Return how far a label may stand off: words with a long leader read worse than a number."""
    return FARTHEST_MM if style in ("numbers", "places") else FARTHEST_WORDS_MM


def _beside(
    marks: Sequence[Box], lines: Sequence[Line], canvas: Canvas, reach: float = FARTHEST_MM
) -> list[Item]:
    """Return a label beside the first of marks that has room for it, or nothing."""
    width, height = block_size(lines)
    for mark in marks:
        placed = canvas.place_beside(mark, width + 0.6, height, reach)
        if placed is not None:
            canvas.take(placed.box)
            return [*_leader(placed, canvas), *_block(lines, placed, THEME.land)]
    return []


def _leader(placed: Placed, canvas: Canvas) -> list[Item]:
    if placed.leader is None:
        return []
    line = np.array(placed.leader)
    for x, y in np.linspace(*placed.leader, 12):
        canvas.take(Box(x, y, x, y))
    path = line_path([line])
    return [
        Shape(path, None, THEME.land, 1.4, tag="leader"),
        Shape(path, None, THEME.label, 0.5, tag="leader"),
    ]


def _block(lines: Sequence[Line], placed: Placed, halo: str, color: str = THEME.ink) -> list[Item]:
    box = placed.box.grown(0) if not placed.side else placed.box
    x = {-1.0: box.right - 0.3, 0.0: box.center[0], 1.0: box.left + 0.3}[placed.side]
    items, y = [], box.top
    for text, size, bold, italic in lines:
        step = size * leading(text) * MM_PER_POINT
        items.append(
            Words(
                text,
                x,
                y + step * 0.78,
                size,
                color,
                bold,
                italic,
                _ALIGN[placed.side],
                halo=halo,
                tag="label",
            )
        )
        y += step
    return list(items)


def label_crossings(
    crossings: Sequence[tuple[Row, float, float]],
    canvas: Canvas,
    named: set[str],
    told: Mapping[str, Sequence[Line]],
) -> list[Item]:
    """Return the names of crossings, with what is ``told`` of them by their id.

    One that finds no place is left to the table. Where an event's label beside the crossing has its
    name already, it is not repeated.
    """
    items: list[Item] = []
    for row, x, y in crossings:
        lines = list(told.get(row.crossing_id, ()))
        name = isolate(clean(row.name))
        if clean(row.name).casefold() in named and not lines:
            continue
        mark = [Box(x, y, x, y).grown(CROSSING_MM / 2)]
        found = _beside(mark, [(name, 7.0, bool(lines), False), *lines], canvas)
        items += found or _beside(mark, [(name, 7.0, False, False)], canvas)
    return items


def label_towns(towns: Frame, view: View, canvas: Canvas, named: set[str]) -> list[Item]:
    """Return towns for orientation, most important first; names on the map are not repeated."""
    items: list[Item] = []
    shown: list[tuple[float, float]] = []
    most = min(MOST_TOWNS, int(view.box.width * view.box.height / TOWN_ROOM))
    for row in _largest(towns, view, most):
        x, y = view.spot(row.geometry.x, row.geometry.y)
        name, rank = clean(row.name), min(int(row.rank), 2)
        spot = Box(x, y, x, y).grown(0.75)
        near = rank and any(hypot(x - a, y - b) < TOWN_GAP for a, b in shown)
        inside = view.box.holds(spot.grown(1))
        if near or len(shown) >= most or name.casefold() in named or not inside:
            continue
        drawn = _town(spot, isolate(name), rank, canvas)
        if drawn:
            items += drawn
            shown.append((x, y))
            named.add(name.casefold())
    return items


def _largest(towns: Frame, view: View, most: int) -> list[Row]:
    """Return the largest towns that a view shows, a few more than will be named."""
    spots = view.spots(towns.geometry.x.to_numpy(), towns.geometry.y.to_numpy())
    box = view.box
    inside = (spots[:, 0] > box.left) & (spots[:, 0] < box.right)
    inside &= (spots[:, 1] > box.top) & (spots[:, 1] < box.bottom)
    return list(towns[inside].head(max(4, int(most * 1.6))).itertuples(index=False))


def _town(spot: Box, name: str, rank: int, canvas: Canvas) -> list[Item]:
    """Return a town's dot and name, or nothing when one of them finds no place."""
    size = _TOWN_PT[rank]
    width, height = text_width(name, size), size * leading(name) * MM_PER_POINT
    if not canvas.is_free(spot):
        return []
    placed = canvas.place_beside(spot, width + 0.6, height)
    if placed is None or placed.leader is not None:
        return []
    canvas.take(spot)
    canvas.take(placed.box)
    radius = 0.62 if rank else 0.7
    (x, y) = spot.center
    dot = Shape(circle_path(x, y, radius), THEME.town, THEME.land, 0.6)
    if rank == 0:
        side = Box(x - radius, y - radius, x + radius, y + radius)
        dot = Shape(box_path(side), THEME.town, THEME.land, 0.6)
    return [dot, *_block([(name, size, False, False)], placed, THEME.land, THEME.label)]
