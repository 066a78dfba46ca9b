"""Which words go on the map, in the order of their worth, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, hypot
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geomap.render.image.ground import THEME
from geomap.render.image.marks import CROSSING_MM, Group, Region
from geomap.render.image.paper import MM_PER_POINT, Box, Item, Shape, Words, leading, text_width
from geomap.render.image.paths import box_path, circle_path, line_path
from geomap.render.image.phrases import Line, Telling, block_size, label_lines
from geomap.render.image.placing import FARTHEST_MM, Canvas, Placed
from geomap.render.image.view import View
from geomap.render.text import clean, isolate

if TYPE_CHECKING:
    from geomap.render.image.kinds import Frame, Geometry, Points, Row

__all__ = [
    "label_countries",
    "label_crossings",
    "label_divisions",
    "label_groups",
    "label_line",
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
        box = canvas.place_within(_spots(region.shape, width, height), width + 1, height + 1)
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


def label_countries(countries: Sequence[tuple[str, Geometry, bool]], canvas: Canvas) -> list[Item]:
    """Return names of countries (name, area on the sheet, focus) in letter-spaced capitals."""
    items: list[Item] = []
    for name, shape, focus in sorted(countries, key=lambda c: (not c[2], -c[1].area)):
        for size, spaced in ((9.0, True), (7.5, True), (6.5, True), (6.5, False))[
            0 if focus else 1 :
        ]:
            text = _spaced(name) if spaced else clean(name).upper()
            found = _inside(text, shape, canvas, size, strict=True)
            if found:
                items += found
                break
    return items


def label_divisions(divisions: Sequence[tuple[str, Geometry]], canvas: Canvas) -> list[Item]:
    """Return names of first-order divisions that have room for them."""
    items: list[Item] = []
    for name, shape in sorted(divisions, key=lambda d: -d[1].area):
        items += _inside(
            isolate(clean(name)), shape, canvas, 6.5, THEME.division_label, strict=True
        )
    return items


def _spaced(name: str) -> str:
    """Return capitals with hair spaces between; a script that joins its letters stays whole."""
    text = clean(name).upper()
    return "\u2009".join(text).replace("\u2009 \u2009", "  ") if text.isascii() else text


def _inside(
    text: str,
    shape: Geometry,
    canvas: Canvas,
    size: float,
    color: str = THEME.muted,
    strict: bool = False,
) -> list[Item]:
    width, height = text_width(text, size), size * leading(text) * MM_PER_POINT
    spots = _spots(shape, width, height, strict)
    box = canvas.place_within(spots, width + 1.2, height + 0.6)
    if box is None:
        return []
    canvas.take(box)
    x, y = box.center
    return [
        Words(
            text,
            x,
            y + size * MM_PER_POINT * 0.37,
            size,
            color,
            align="center",
            halo=THEME.land,
            tag="label",
        )
    ]


def _spots(
    shape: Geometry,
    width: float,
    height: float,
    strict: bool = False,
) -> Iterator[tuple[float, float, float]]:
    """Yield places for a label within an area, each with a cost that grows away from the middle."""
    if shape.is_empty:
        return
    left, top, right, bottom = shape.bounds
    xs, ys = (np.arange(a + 1, b, 2.0) for a, b in ((left, right), (top, bottom)))
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    corners = [(0, 0), *((i * width / 2, j * height / 2) for i in (-1, 0, 1) for j in (-1, 1))]
    shapely.prepare(shape)
    inside = np.array([shapely.contains_xy(shape, x + dx, y + dy) for dx, dy in corners])
    share = inside.mean(axis=0)
    far = np.hypot(x - shape.centroid.x, (y - shape.centroid.y) * 1.5)
    cost = far * 0.12 + (1 - share) * 12
    keep = inside[0] & (share >= (0.99 if strict else 0.4))
    order = np.argsort(cost[keep], kind="stable")
    yield from zip(*(values[keep][order].tolist() for values in (x, y, cost)), strict=True)


def label_line(name: str, lines: Sequence[Points], canvas: Canvas) -> list[Item]:
    """Return the name of a contested line along its straightest free stretch, or nothing."""
    size = 7.0
    text = isolate(clean(name))
    width = text_width(text, size, italic=True)
    best: tuple[float, Item, list[Box]] | None = None
    for line in lines:
        for start, end, bend in _stretches(line, width + 2):
            for side in (-1, 1):
                words, boxes = _along(text, start, end, side, size, width)
                if not all(canvas.is_free(box) for box in boxes):
                    continue
                middle = canvas.box.center
                off = np.hypot(words.x - middle[0], words.y - middle[1])
                cost = (
                    bend * 6
                    + off * 0.03
                    + (side > 0) * 0.5
                    + sum(canvas.cost(b) for b in boxes) * 0.5
                )
                if best is None or cost < best[0]:
                    best = cost, words, boxes
    if best is None:
        return []
    for box in best[2]:
        canvas.take(box)
    return [best[1]]


def _stretches(line: Points, length: float) -> Iterator[tuple[Points, Points, float]]:
    """Yield the ends of stretches of a line as long as its name, and how much they bend."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    far = np.concatenate([[0.0], np.cumsum(steps)])
    for first in np.arange(0.0, far[-1] - length, 3.0):
        at = np.linspace(first, first + length, 9)
        points = np.column_stack([np.interp(at, far, line[:, i]) for i in (0, 1)])
        chord = points[-1] - points[0]
        reach = float(np.hypot(*chord))
        if reach < 0.75 * length:
            continue
        across = np.abs(
            np.cross(np.append(chord / reach, 0), np.c_[points - points[0], np.zeros(9)])[:, 2]
        )
        yield points[0], points[-1], float(across.max())


def _along(
    text: str,
    start: Points,
    end: Points,
    side: int,
    size: float,
    width: float,
) -> tuple[Words, list[Box]]:
    """Return a name parallel to a chord, above it (side -1) or below, and the boxes it covers."""
    if start[0] > end[0]:
        start, end = end, start
    chord = (end - start) / np.hypot(*(end - start))
    normal = np.array([-chord[1], chord[0]])  # y grows downward: this one points down
    height = size * MM_PER_POINT
    off = height * 0.75 + 0.9
    middle = (start + end) / 2 + normal * side * off
    base = middle + normal * height * 0.36
    angle = -float(np.degrees(np.arctan2(chord[1], chord[0])))
    words = Words(
        text,
        float(base[0]),
        float(base[1]),
        size,
        THEME.label,
        italic=True,
        align="center",
        angle=angle,
        halo=THEME.land,
        tag="label",
    )
    steps = max(9, ceil(width / height) + 1)
    spots = [middle + chord * width * share for share in np.linspace(-0.5, 0.5, steps)]
    return words, [
        Box(float(x), float(y), float(x), float(y)).grown(height * 0.55) for x, y in spots
    ]
