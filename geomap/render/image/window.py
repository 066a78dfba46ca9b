"""One map in its box: ground, areas, marks and labels. The main map and every inset are made so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

import shapely

from geomap.model import Extent, Layer
from geomap.render.image.geometry import Cutter
from geomap.render.image.ground import THEME, Ground, draw_ground, layer
from geomap.render.image.labels import (
    label_crossings,
    label_groups,
    label_regions,
    label_towns,
)
from geomap.render.image.lettering import label_countries, label_divisions, label_line, label_seas
from geomap.render.image.marks import (
    CROSSING_ROOM,
    Group,
    Region,
    crossing_mark,
    draw_group,
    draw_region,
    draw_ring,
    find_groups,
    find_regions,
    settle,
    stem,
)
from geomap.render.image.paper import Box, Item, Shape
from geomap.render.image.paths import box_path, rings_path
from geomap.render.image.phrases import Line, Telling, crossing_lines, place_of
from geomap.render.image.placing import Canvas
from geomap.render.image.view import View, make_view
from geomap.render.text import clean
from geomap.style import SYMBOLS

if TYPE_CHECKING:
    from geomap.model import Scene
    from geomap.render.image.kinds import Frame, Geometry, Numbers, Row

__all__ = ["Window", "draw_locator", "draw_window"]

#: How labels name events, the most telling first, with the most marks that each allows.
STYLES = (("full", 6), ("short", 12), ("numbers", 10_000))
#: More events than this are not listed beside the map; only places with many are named.
MOST_LISTED = 48

#: The layer of the wider region, how wide it is at least, and how many countries it names.
LOCATOR, LOCATOR_DEGREES, MOST_NAMES = "locator", 30.0, 6
#: A map wider than this (degrees) says by itself where it is.
WIDEST_LOCATED = 30.0
#: Areas smaller than this (square mm) are not named.
SMALLEST_AREA = 60.0


#: More areas than this are drawn faintly; so many places at most are named on a crowded map.
MOST_STRONG, MOST_NAMED_PLACES = 12, 12
Found = TypeVar("Found", Group, Region)


@dataclass(frozen=True, slots=True)
class Window:
    """A drawn map: its items, its view, how its labels name events, and what it shows.

    ``carried`` are the numbers of events that crossings' marks tell.
    """

    items: tuple[Item, ...]
    view: View
    style: str
    groups: tuple[Group, ...]
    regions: tuple[Region, ...]
    carried: tuple[int, ...] = ()


@dataclass(slots=True)
class _Content:
    """What a window has to show, placed on the sheet."""

    ground: Ground
    groups: tuple[Group, ...]
    regions: tuple[Region, ...]
    crossings: list[tuple[Row, float, float]] = field(default_factory=list)
    carried: tuple[tuple[int, Row], ...] = ()
    told: dict[str, list[Line]] = field(default_factory=dict)


def draw_window(
    scene: Scene,
    numbered: Sequence[tuple[int, Row]],
    extent: Extent,
    box: Box,
    *,
    telling: Telling = Telling(),  # noqa: B008 - frozen
    inset: bool = False,
    style: str = "",
) -> Window:
    """Return the map of an extent with the events given as (number, row).

    ``inset`` leaves out what a small map cannot carry; ``style`` is how labels must name events.
    """
    view = make_view(extent, box)
    cutter = Cutter(view)
    space = Canvas(box)
    crossings = _crossings(scene, view, space)
    content = _Content(
        draw_ground(scene, cutter, fine=not inset),
        settle(find_groups(numbered, cutter, len(numbered) > MOST_LISTED), space),
        find_regions(numbered, cutter),
        crossings,
        tuple(cell for cell in numbered if cell[1].mark == "crossing"),
    )
    styles = [style] if style else _styles(content, inset)
    style, labels = _labels(scene, cutter, content, styles, telling, inset)
    items: list[Item] = [*content.ground.shapes]
    faint = len(content.regions) > MOST_STRONG
    for region in content.regions:
        items += draw_region(region, box, faint)
    rings = [e for g in content.groups if not g.counted for e in g.events if e.mark == "ring"]
    items += [draw_ring(event, cutter) for event in rings]
    for row, x, y in content.crossings:
        items += stem(view.spot(row.lon, row.lat), (x, y))
        mark = crossing_mark(row.symbol, bool(row.inherited), x, y)
        items += [replace(item, tag=f"crossing {row.name}") for item in mark]
    for group in reversed(content.groups):
        items += draw_group(group)
    items += labels
    items.append(Shape(box_path(box), None, THEME.muted, 0.6))
    carried = tuple(number for number, _ in content.carried)
    return Window(tuple(items), view, style, content.groups, content.regions, carried)


def draw_locator(scene: Scene, box: Box) -> tuple[Item, ...]:
    """Return a map of the wider region with the main map's frame; nothing without such a layer.

    The scene's layer "locator" has the land of the region, as coarse as it may be.
    """
    frame, main = layer(scene, LOCATOR), scene.extent
    size = max(main.east - main.west, main.north - main.south)
    if not len(frame) or size > WIDEST_LOCATED:
        return ()
    reach = max(size * 1.6, LOCATOR_DEGREES / 2)
    lon, lat = (main.west + main.east) / 2, (main.south + main.north) / 2
    north, south = min(85.0, lat + reach / 3), max(-85.0, lat - reach / 3)
    cutter = Cutter(make_view(Extent(lon - reach, south, lon + reach, north), box))
    land = replace(scene, layers=(Layer("land", "", frame),))
    ground = draw_ground(land, cutter, fine=False)
    corners = [(main.west, main.south), (main.west, main.north), (main.east, main.north)]
    outline = cutter.view.place(*zip(*corners, (main.east, main.south), strict=True))
    canvas = Canvas(box.grown(-0.5))
    x, y = outline.T
    canvas.take(Box(float(x.min()), float(y.min()), float(x.max()), float(y.max())))
    names = label_countries(_areas(land, "land", cutter), canvas)
    mark = Shape(rings_path([outline]), None, SYMBOLS["battles"].color, 1.2, clip=box)
    edge = Shape(box_path(box), None, THEME.muted, 0.6)
    return (*ground.shapes, *names[:MOST_NAMES], mark, edge)


def _crossings(scene: Scene, view: View, space: Canvas) -> list[tuple[Row, float, float]]:
    """Return the crossings of a view and where their marks stand, major ones first."""
    rows = [r for r in scene.crossings.itertuples(index=False) if r.geometry is not None]
    placed = []
    for row in sorted(rows, key=lambda r: (bool(r.inherited), not r.major, r.name)):
        x, y = view.spot(row.lon, row.lat)
        if view.box.holds(Box(x, y, x, y)):
            box = space.nearest_free(Box(x, y, x, y).grown(CROSSING_ROOM))
            space.take(box)
            placed.append((row, *box.center))
    return placed


def _canvas(box: Box, content: _Content) -> Canvas:
    canvas = Canvas(box.grown(-0.8))
    for line in content.ground.lines:
        canvas.take_line(line)
    for group in content.groups:
        canvas.take(group.box)
        for x, y in () if group.counted else group.anchors:
            canvas.take(Box(x, y, x, y).grown(0.5))
    for region in content.regions:
        if region.small:
            canvas.take(region.box)
        for ring in shapely.get_parts(shapely.boundary(region.shape)):
            canvas.take_line(shapely.get_coordinates(ring))
    for _, x, y in content.crossings:
        canvas.take(Box(x, y, x, y).grown(CROSSING_ROOM))
    return canvas


def _labels(
    scene: Scene,
    cutter: Cutter,
    content: _Content,
    styles: Sequence[str],
    telling: Telling,
    inset: bool,
) -> tuple[str, list[Item]]:
    """Return the most telling style whose labels all find a place, and all labels."""
    for style in styles:
        content.told = crossing_lines(content.carried, style, telling)
        canvas = _canvas(cutter.view.box, content)
        regions, left = label_regions(_worthy(content.regions, style), canvas, style, telling)
        groups, more = label_groups(_worthy(content.groups, style), canvas, style, telling)
        if not left + more:
            break
    return style, [*_orienting(scene, cutter, content, canvas, style, inset), *regions, *groups]


def _worthy(found: Sequence[Found], style: str) -> list[Found]:
    """Return what gets a label: on a map of very many events the places with the most."""
    if style != "places":
        return list(found)
    return sorted(found, key=lambda f: (-len(f.events), f.numbers))[:MOST_NAMED_PLACES]


def _styles(content: _Content, inset: bool) -> list[str]:
    """Return the ways to name events that their number allows; the last one is always taken."""
    shown: list[Group | Region] = [*content.groups, *content.regions]
    count = len(shown) + len({event.place_id for _, event in content.carried})
    if sum(len(found.events) for found in shown) > MOST_LISTED:
        return ["places"]
    return [style for style, most in STYLES if count <= most or (inset and style == "short")]


def _orienting(
    scene: Scene, cutter: Cutter, content: _Content, canvas: Canvas, style: str, inset: bool
) -> list[Item]:
    """Return the labels that are not events': crossings, countries, lines, towns, divisions."""
    named = set() if style in ("numbers", "places") else _names(content)
    lands = _areas(scene, "land", cutter)
    countries = label_countries([land for land in lands if land[2]], canvas)
    crossings = label_crossings(content.crossings, canvas, named, content.told)
    named |= {clean(row.name).casefold() for row, _, _ in content.crossings}
    towns = layer(scene, "towns")
    towns = towns.iloc[:0] if cutter.view.world else towns
    capitals = (
        label_towns(towns[towns["rank"] == 0], cutter.view, canvas, named) if len(towns) else []
    )
    countries += label_countries([land for land in lands if not land[2]], canvas)
    lines: list[Item] = []
    for name in dict.fromkeys(name for name, _ in content.ground.contested if name):
        if clean(name).casefold() in named:
            continue
        lines += label_line(name, [x for n, x in content.ground.contested if n == name], canvas)
    if inset or cutter.view.world:
        return [*countries, *lines, *capitals, *crossings]
    lines += label_seas(_waters(scene, cutter), canvas)
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
        name.casefold() for x in found for name in clean(place_of(x)).removesuffix(" …").split(", ")
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


def _waters(scene: Scene, cutter: Cutter) -> list[tuple[str, Geometry]]:
    """Return the water of each sea that a map shows: name, its largest part on the sheet."""
    seas = _areas(scene, "seas", cutter)
    if not seas:
        return []
    land = shapely.union_all(
        [cutter.polygon(shape) for shape in layer(scene, "land").geometry if shape is not None]
    )
    waters = [(name, _largest(shape.difference(land))) for name, shape, _ in seas]
    return [(name, water) for name, water in waters if water.area > SMALLEST_AREA]


def _near(shapes: Frame, w: Extent) -> Numbers:
    bounds = shapely.bounds(shapes.to_numpy())
    west, east = bounds[:, 0], bounds[:, 2]
    within = (bounds[:, 1] < w.north) & (bounds[:, 3] > w.south)
    turns = [(west + t < w.east) & (east + t > w.west) for t in (-360, 0, 360)]
    return within & (turns[0] | turns[1] | turns[2])


def _largest(shape: Geometry) -> Geometry:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return max(parts, key=lambda p: p.area) if parts else shapely.Polygon()
