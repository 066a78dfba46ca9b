"""Marks of events and crossings: a point is a promise, so only a known place gets one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, sin, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geomap.render.image.geometry import Cutter
from geomap.render.image.ground import THEME
from geomap.render.image.paper import Box, Item, Shape, Words
from geomap.render.image.paths import (
    box_path,
    circle_path,
    line_path,
    rings_path,
    symbol_path,
)
from geomap.render.image.placing import Canvas
from geomap.render.image.view import circle
from geomap.style import CROSSING_SYMBOLS, HATCHES, SYMBOLS

if TYPE_CHECKING:
    from geomap.render.image.kinds import Geometry, Points, Row

__all__ = [
    "CROSSING_MM",
    "CROSSING_ROOM",
    "MARK_MM",
    "Group",
    "Region",
    "crossing_mark",
    "event_mark",
    "find_groups",
    "find_regions",
    "hatch",
    "main_group",
    "settle",
    "stem",
]

MARK_MM = 3.3
#: Areas whose box is smaller than this (square mm) are labeled beside, never inside.
SMALL_AREA = 90.0
CROSSING_MM = 3.8
#: Half of the room that a crossing's mark takes, its pale ground included.
CROSSING_ROOM = 2.3
#: More marks than this at one spot become one circle with their number.
MOST_MARKS = 6
ROW = 3
HATCH_MM = 1.5
#: On a dense map marks nearer than this (mm) are counted together; farther in a crowd of events.
WIDE_MM, WIDEST_MM, CROWD = 5.6, 8.5, 500


@dataclass(frozen=True, slots=True)
class Group:
    """Events whose marks would cover each other: where they are and where their marks stand.

    One mark for several events is a circle with their number.
    """

    events: tuple[Row, ...]
    numbers: tuple[int, ...]
    anchors: tuple[tuple[float, float], ...]
    marks: tuple[tuple[float, float], ...]
    radius: float

    @property
    def box(self) -> Box:
        """The box around all marks."""
        xs, ys = zip(*self.marks, strict=True)
        whole = Box(min(xs), min(ys), max(xs), max(ys))
        return whole.grown(self.radius)

    @property
    def counted(self) -> bool:
        """Whether the marks are one circle with a number."""
        return len(self.marks) < len(self.events)


@dataclass(frozen=True, slots=True)
class Region:
    """Events known only to one area or line: drawn once, however many they are."""

    events: tuple[Row, ...]
    numbers: tuple[int, ...]
    shape: Geometry
    group: str
    kind: str

    @property
    def box(self) -> Box:
        """The box around it."""
        return Box(*self.shape.bounds)

    @property
    def small(self) -> bool:
        """Whether it is an area too small for words, which therefore stand beside it."""
        return self.kind == "area" and bool(self.shape.envelope.area < SMALL_AREA)

    @property
    def color(self) -> str:
        """The color of the group."""
        return str(getattr(THEME, self.group))


def find_groups(
    numbered: Sequence[tuple[int, Row]], cutter: Cutter, dense: bool = False
) -> tuple[Group, ...]:
    """Return the point and ring events of a view, those gathered whose marks would overlap.

    On a ``dense`` map marks are gathered from farther, and two already become a circle.
    """
    marked = [(n, event) for n, event in numbered if event.mark in ("point", "ring")]
    box, lons, lats = cutter.view.box, [e.lon for _, e in marked], [e.lat for _, e in marked]
    spots = cutter.view.spots(lons, lats).tolist()
    placed = [
        (number, event, (x, y))
        for (number, event), (x, y) in zip(marked, spots, strict=True)
        if box.left <= x <= box.right and box.top <= y <= box.bottom
    ]
    return tuple(_group(members, dense) for members in _gathered(placed, dense))


def _gathered(placed: list[Any], dense: bool) -> list[list[Any]]:
    """Gather marks nearer to a group's first than a mark is wide, by cells so that it is linear."""
    reach = MARK_MM * 1.05 if not dense else WIDE_MM if len(placed) < CROWD else WIDEST_MM
    cells: dict[tuple[int, int], list[list[Any]]] = defaultdict(list)
    groups = []
    for item in placed:
        x, y = item[2]
        cell = int(x // reach), int(y // reach)
        near = [
            group
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for group in cells.get((cell[0] + i, cell[1] + j), ())
            if hypot(group[0][2][0] - x, group[0][2][1] - y) < reach
        ]
        if near:
            near[0].append(item)
        else:
            cells[cell].append([item])
            groups.append(cells[cell][-1])
    return groups


def _group(members: list[Any], dense: bool) -> Group:
    numbers, events, anchors = zip(*members, strict=True)
    if len(members) > (1 if dense else MOST_MARKS):
        x, y = np.mean(anchors, axis=0)
        radius = min(WIDEST_MM / 2, 1.7 + 0.2 * sqrt(len(members)))
        return Group(events, numbers, anchors, ((float(x), float(y)),), radius)
    if len(members) == 1:
        return Group(events, numbers, anchors, anchors, MARK_MM / 2)
    return Group(events, numbers, anchors, _rows(anchors), MARK_MM / 2)


def _rows(anchors: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Return places for marks in rows of three just above their anchors."""
    x, top = float(np.mean([a[0] for a in anchors])), min(a[1] for a in anchors)
    step, count = MARK_MM * 1.12, len(anchors)
    places = []
    for i in range(count):
        row, column = divmod(i, ROW)
        in_row = min(ROW, count - row * ROW)
        places.append((x + (column - (in_row - 1) / 2) * step, top - MARK_MM * 0.85 - row * step))
    return tuple(places)


def settle(groups: Sequence[Group], canvas: Canvas) -> tuple[Group, ...]:
    """Return groups moved, where they must, off what is taken and off each other."""
    settled = {}
    for group in sorted(groups, key=lambda g: (len(g.marks), g.numbers)):
        box = group.box
        free = canvas.nearest_free(box)
        canvas.take(free)
        x, y = free.left - box.left, free.top - box.top
        marks = tuple((mark[0] + x, mark[1] + y) for mark in group.marks)
        settled[group.numbers] = replace(group, marks=marks)
    return tuple(settled[group.numbers] for group in groups)


def find_regions(numbered: Sequence[tuple[int, Row]], cutter: Cutter) -> tuple[Region, ...]:
    """Return areas and lines of a view, one for all events that share it."""
    shared: dict[tuple[str, bytes], list[tuple[int, Row]]] = defaultdict(list)
    for number, event in numbered:
        if event.mark in ("area", "line") and event.geometry is not None:
            shared[event.mark, event.geometry.wkb].append((number, event))
    regions = []
    for (kind, _), members in shared.items():
        numbers, events = zip(*members, strict=True)
        if kind == "area":
            shape = cutter.polygon(events[0].geometry)
        else:
            pieces = [line for line in cutter.lines([events[0].geometry]) if len(line) > 1]
            shape = shapely.MultiLineString(pieces)
        if not shape.is_empty:
            regions.append(Region(events, numbers, shape, main_group(events), kind))
    return tuple(sorted(regions, key=lambda r: (-r.shape.area, r.numbers)))


def main_group(events: Sequence[Row]) -> str:
    """Return the group of the symbol that most of the events have."""
    counts = Counter(event.symbol for event in events)
    return SYMBOLS[max(SYMBOLS, key=lambda key: counts[key])].group


def draw_region(region: Region, clip: Box, faint: bool = False) -> list[Shape]:
    """Return the shapes of an area (hatched, no center) or of a line; ``faint`` where many lie."""
    if region.kind == "line":
        lines = [shapely.get_coordinates(part) for part in shapely.get_parts(region.shape)]
        width, opacity = (1.6, 0.25) if faint else (3.2, 0.35)
        return [Shape(line_path(lines), None, region.color, width, opacity=opacity, clip=clip)]
    rings = shapely.get_rings(shapely.get_parts(region.shape))
    outline = rings_path([shapely.get_coordinates(ring)[:-1] for ring in rings])
    width, fill = (0.5, 0.05) if faint else (1.2, 0.12)
    return [
        Shape(outline, region.color, opacity=fill, clip=clip),
        *hatch(region.shape, region.color, clip, HATCHES[region.group]),
        Shape(outline, None, region.color, width, opacity=0.6 if faint else 1.0, clip=clip),
    ]


def hatch(shape: Geometry, color: str, clip: Box, angles: Sequence[float] = (45.0,)) -> list[Shape]:
    """Return parallel lines over an area, one set for each angle (degrees from the level)."""
    lines: list[Points] = []
    for angle in angles:
        cut = shapely.intersection(_parallels(shape, angle), shape)
        lines += [shapely.get_coordinates(part) for part in shapely.get_parts(cut)]
    lines = [line for line in lines if len(line) > 1]
    return [Shape(line_path(lines), None, color, 0.6, opacity=0.35, clip=clip)] if lines else []


def _parallels(shape: Geometry, angle: float) -> Geometry:
    """Return lines `HATCH_MM` apart that cover an area, at the same places for every area."""
    turn = np.radians(angle)
    along, across = np.array([cos(turn), -sin(turn)]), np.array([sin(turn), cos(turn)])
    left, top, right, bottom = shape.bounds
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    off, far = corners @ across, corners @ along
    steps = np.arange(np.floor(off.min() / HATCH_MM), np.ceil(off.max() / HATCH_MM) + 1) * HATCH_MM
    ends = [
        (step * across + far.min() * along, step * across + far.max() * along) for step in steps
    ]
    return shapely.multilinestrings([np.array(pair) for pair in ends])


def draw_ring(event: Row, cutter: Cutter) -> Shape:
    """Return the dashed circle around a place that is known only nearly, at its true radius."""
    lon, lat = circle(event.lat, event.lon, float(event.radius_km))
    near = cutter.view.lon + (event.lon - cutter.view.lon + 180) % 360 - 180
    path = rings_path([cutter.view.place(lon - event.lon + near, lat)])
    color = SYMBOLS[event.symbol].color
    return Shape(path, None, color, 0.8, (3.0, 2.0), clip=cutter.view.box)


def draw_group(group: Group) -> list[Item]:
    """Return the marks of a group, with stems to the true places where they stand apart."""
    if group.counted:
        return _bubble(group)
    items: list[Item] = []
    for anchor, mark in zip(group.anchors, group.marks, strict=True):
        items += stem(anchor, mark)
    for number, event, (x, y) in zip(group.numbers, group.events, group.marks, strict=True):
        drawn = event_mark(event.symbol, event.fill, x, y)
        items += [replace(item, tag=f"mark {number}") for item in drawn]
    return items


def stem(place: tuple[float, float], mark: tuple[float, float]) -> list[Item]:
    """Return a line and a dot from a mark to its true place, unless it stands there."""
    if hypot(place[0] - mark[0], place[1] - mark[1]) < 0.1:
        return []
    line = Shape(line_path([np.array([place, mark])]), None, THEME.ink, 0.5)
    return [line, Shape(circle_path(*place, 0.45), THEME.ink)]


def _bubble(group: Group) -> list[Item]:
    (x, y), count = group.marks[0], len(group.events)
    kind = main_group(group.events)
    color, ink = getattr(THEME, kind), THEME.ink if kind == "unrest" else THEME.paper
    size = 7.0 if count < 1000 else 6.5
    tag = f"mark {group.numbers[0]}"
    true = np.mean(group.anchors, axis=0).tolist()
    return [
        *(stem((true[0], true[1]), (x, y)) if hypot(true[0] - x, true[1] - y) > 1.5 else ()),
        Shape(circle_path(x, y, group.radius), color, THEME.ink, 0.7, tag=tag),
        Words(f"{count:,}", x, y + 0.9, size, ink, bold=True, align="center", tag=tag),
    ]


def event_mark(symbol: str, fill: str, x: float, y: float, size: float = MARK_MM) -> list[Item]:
    """Return the mark of an event type with the fill of its status."""
    found = SYMBOLS[symbol]
    if fill == "faded":
        path = symbol_path(found.path, x, y, size * 0.75)
        return [Shape(path, THEME.paper), Shape(path, found.color, THEME.ink, 0.5, opacity=0.45)]
    path = symbol_path(found.path, x, y, size)
    if fill == "solid":
        return [
            Shape(path, THEME.paper, THEME.paper, 1.6),
            Shape(path, found.color, THEME.ink, 0.6),
        ]
    dash = (1.6, 1.2) if fill == "dashed" else ()
    return [
        Shape(path, THEME.paper, THEME.paper, 2.6),
        Shape(path, None, THEME.ink, 1.7, dash),
        Shape(path, THEME.paper, found.color, 1.0, dash),
    ]


def crossing_mark(
    symbol: str, inherited: bool, x: float, y: float, size: float = CROSSING_MM
) -> list[Item]:
    """Return the bar and posts of a crossing; hollow when its status is inferred."""
    found = CROSSING_SYMBOLS[symbol]
    path = symbol_path(found.path, x, y, size)
    back = Shape(
        box_path(Box(x - size / 2, y - size * 0.35, x + size / 2, y + size * 0.35).grown(0.35)),
        THEME.paper,
        opacity=0.75,
    )
    if inherited:
        return [
            back,
            Shape(path, THEME.paper, found.color if symbol != "unknown" else THEME.ink, 0.8),
        ]
    items: list[Item] = [back, Shape(path, found.color, THEME.ink, 0.45)]
    if symbol == "unknown":
        items.append(
            Words("?", x, y + 0.85, 6.5, THEME.ink, bold=True, align="center", halo=THEME.land)
        )
    return items
