"""One map in its box: ground, areas, marks and labels. The main map and every inset are made so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely

from geomap.model import Extent
from geomap.render.image.geometry import Cutter
from geomap.render.image.ground import THEME, Ground, draw_ground, layer
from geomap.render.image.labels import (
    label_countries,
    label_crossings,
    label_divisions,
    label_groups,
    label_line,
    label_regions,
    label_towns,
)
from geomap.render.image.marks import (
    CROSSING_MM,
    Group,
    Region,
    crossing_mark,
    draw_group,
    draw_region,
    draw_ring,
    find_groups,
    find_regions,
)
from geomap.render.image.paper import Box, Item, Shape
from geomap.render.image.paths import box_path
from geomap.render.image.phrases import place_of
from geomap.render.image.placing import Canvas
from geomap.render.image.view import View, make_view
from geomap.render.text import clean

if TYPE_CHECKING:
    from geomap.model import Scene
    from geomap.render.image.kinds import Frame, Geometry, Numbers, Row

__all__ = ["Window", "draw_window"]

#: How labels name events, the most telling first, with the most labels that each allows.
STYLES = (("full", 6), ("short", 12), ("numbers", 10_000))

#: Areas smaller than this (square mm) are not named.
SMALLEST_AREA = 60.0


@dataclass(frozen=True, slots=True)
class Window:
    """A drawn map: its items, its view, how its labels name events, and what it shows."""

    items: tuple[Item, ...]
    view: View
    style: str
    groups: tuple[Group, ...]
    regions: tuple[Region, ...]


@dataclass(slots=True)
class _Content:
    """What a window has to show, placed on the sheet."""

    ground: Ground
    groups: tuple[Group, ...]
    regions: tuple[Region, ...]
    crossings: list[tuple[Row, float, float]] = field(default_factory=list)


def draw_window(
    scene: Scene,
    numbered: Sequence[tuple[int, Row]],
    extent: Extent,
    box: Box,
    *,
    year: str = "",
    inset: bool = False,
    keep: Sequence[Box] = (),
) -> Window:
    """Return the map of an extent with the events given as (number, row).

    ``keep`` are boxes that stay free of marks' labels, ``inset`` leaves out what a small map cannot
    carry.
    """
    view = make_view(extent, box)
    cutter = Cutter(view)
    content = _Content(
        draw_ground(scene, cutter, fine=not inset),
        find_groups(numbered, cutter),
        find_regions(numbered, cutter),
        _crossings(scene, view),
    )
    style, labels = _labels(scene, cutter, content, keep, year, inset)
    items: list[Item] = [*content.ground.shapes]
    for region in content.regions:
        items += draw_region(region, box)
    rings = [e for g in content.groups if not g.counted for e in g.events if e.mark == "ring"]
    items += [draw_ring(event, cutter) for event in rings]
    for row, x, y in content.crossings:
        items += crossing_mark(row.symbol, bool(row.inherited), x, y)
    for group in reversed(content.groups):
        items += draw_group(group)
    items += labels
    items.append(Shape(box_path(box), None, THEME.muted, 0.6))
    return Window(tuple(items), view, style, content.groups, content.regions)


def _crossings(scene: Scene, view: View) -> list[tuple[Row, float, float]]:
    """Return the placed crossings of a view, major ones first."""
    rows = [r for r in scene.crossings.itertuples(index=False) if r.geometry is not None]
    placed = [(row, *view.spot(row.lon, row.lat)) for row in rows]
    seen = [p for p in placed if view.box.holds(Box(p[1], p[2], p[1], p[2]))]
    return sorted(seen, key=lambda p: (bool(p[0].inherited), not p[0].major, p[0].name))


def _canvas(box: Box, content: _Content, keep: Sequence[Box]) -> Canvas:
    canvas = Canvas(box.grown(-0.8))
    for line in content.ground.lines:
        if len(line) > 1:
            canvas.take_line(line)
    for group in content.groups:
        canvas.take(group.box.grown(0.2))
        for x, y in group.anchors:
            canvas.take(Box(x, y, x, y).grown(0.5))
    for _, x, y in content.crossings:
        canvas.take(Box(x, y, x, y).grown(CROSSING_MM / 2))
    for taken in keep:
        canvas.take(taken)
    return canvas


def _labels(
    scene: Scene, cutter: Cutter, content: _Content, keep: Sequence[Box], year: str, inset: bool
) -> tuple[str, list[Item]]:
    """Return the most telling style whose labels all find a place, and all labels."""
    box = cutter.view.box
    count = len(content.groups) + len(content.regions)
    for style, most in STYLES:
        if count > most and not inset:
            continue
        canvas = _canvas(box, content, keep)
        regions = label_regions(content.regions, canvas, style, year)
        groups = label_groups(content.groups, canvas, style, year)
        if regions is not None and groups is not None:
            rest = _orienting(scene, cutter, content, canvas, style, inset)
            return style, [*rest, *regions, *groups]
    canvas = _canvas(box, content, keep)
    return "list", _orienting(scene, cutter, content, canvas, "list", inset)


def _orienting(
    scene: Scene, cutter: Cutter, content: _Content, canvas: Canvas, style: str, inset: bool
) -> list[Item]:
    """Return the labels that are not events': crossings, countries, lines, towns, divisions."""
    named = set() if style in ("numbers", "list") else _names(content)
    lands = _areas(scene, "land", cutter)
    countries = label_countries([land for land in lands if land[2]], canvas)
    crossings = label_crossings(content.crossings, canvas)
    named |= {clean(row.name).casefold() for row, _, _ in content.crossings}
    towns = layer(scene, "towns")
    capitals = (
        label_towns(towns[towns["rank"] == 0], cutter.view, canvas, named) if len(towns) else []
    )
    countries += label_countries([land for land in lands if not land[2]], canvas)
    lines: list[Item] = []
    for name in dict.fromkeys(name for name, _ in content.ground.contested if name):
        lines += label_line(name, [x for n, x in content.ground.contested if n == name], canvas)
    if inset:
        return [*countries, *lines, *capitals, *crossings]
    rest = label_towns(towns[towns["rank"] > 0], cutter.view, canvas, named) if len(towns) else []
    divisions = [
        (name, shape)
        for name, shape, _ in _areas(scene, "admin1", cutter)
        if name.casefold() not in named
    ]
    return [*countries, *label_divisions(divisions, canvas), *lines, *capitals, *rest, *crossings]


def _names(content: _Content) -> set[str]:
    found: list[Group | Region] = [*content.groups, *content.regions]
    return {
        name.casefold() for x in found for name in place_of(x).removesuffix(" and near").split(", ")
    }


def _areas(scene: Scene, name: str, cutter: Cutter) -> list[tuple[str, Geometry, bool]]:
    """Return the areas of a layer that the window shows: name, shape on the sheet, focus."""
    frame = layer(scene, name)
    if not len(frame):
        return []
    seen = frame[_near(frame.geometry, cutter.view.window())]
    areas: dict[str, tuple[str, Geometry, bool]] = {}
    for row in seen.itertuples(index=False):
        if row.name and shapely.get_type_id(row.geometry) in (3, 6, 7):
            shape = _largest(cutter.polygon(row.geometry))
            known = areas.get(row.name)
            if shape.area > max(SMALLEST_AREA, known[1].area if known else 0.0):
                areas[row.name] = (row.name, shape, bool(getattr(row, "focus", False)))
    return list(areas.values())


def _near(shapes: Frame, w: Extent) -> Numbers:
    bounds = shapely.bounds(shapes.to_numpy())
    west, east = bounds[:, 0], bounds[:, 2]
    within = (bounds[:, 1] < w.north) & (bounds[:, 3] > w.south)
    turns = [(west + t < w.east) & (east + t > w.west) for t in (-360, 0, 360)]
    return within & (turns[0] | turns[1] | turns[2])


def _largest(shape: Geometry) -> Geometry:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return max(parts, key=lambda p: p.area) if parts else shapely.Polygon()
