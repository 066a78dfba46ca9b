"""Where everything stands on the page: several arrangements, of which the largest map wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.render.image.blocks import Block, shifted
from geomap.render.image.furniture import (
    SIDE,
    Furniture,
    band_block,
    foot_block,
    frames_of,
    grouped,
    head_block,
    listing,
    side_block,
    with_notes,
)
from geomap.render.image.paper import Box, Item
from geomap.render.image.view import make_view, unit_size

if TYPE_CHECKING:
    from geomap.model import Extent
    from geomap.render.image.look import Size

__all__ = ["MARGIN", "Plan", "best_plan"]

MARGIN, GUTTER, GAP = 6.0, 5.0, 1.6
#: A second column of the legend beside the map.
SECOND = 44.0
#: A column beside the map that would be shorter than this (mm) goes under a wider map.
SHORTEST_SIDE = 32.0
#: Heights of insets that are tried, the largest first, and the room of the scale bar's row.
INSETS_MM, SCALE_ROW = (34.0, 27.0, 21.0), 5.2
#: What a page of a given height may do without, step by step: locator, height of insets, all but
#: the symbols of the legend and the first rows of the list.
_STEPS = (
    (True, 34.0, False),
    (True, 27.0, False),
    (False, 27.0, False),
    (False, 21.0, False),
    (False, 21.0, True),
)
#: How long (mm) the list beside a small map is at most, the longest first.
_LISTS_MM = (None, 70.0, 50.0, 35.0, 24.0)
#: How much smaller everything is drawn where a page has no room, step by step.
_SHRINKS = (1.0, 0.88, 0.76)
#: The map is never flatter or taller than these shares of its width, where the height is free.
FLATTEST, TALLEST, FLATTEST_WIDE, TALLEST_WIDE = 0.72, 1.3, 0.5, 0.68


@dataclass(frozen=True, slots=True)
class Plan:
    """A page: its size, the map's box and all that stands around it, already in its place.

    Insets and locator are empty frames whose tags say what is to be drawn in them.
    """

    width: float
    height: float
    box: Box
    items: tuple[Item, ...]
    scale_at: tuple[float, float]
    score: float
    zoom: float = 1.0


def best_plan(furniture: Furniture, size: Size) -> Plan:
    """Return the arrangement with the largest map; of equals the first.

    Where a page is too small for what it must carry, everything is drawn a little smaller.

    Raises
    ------
    InputError
        When the page is too small for its legend, its insets and the notes that it must carry.
    """
    for shrink in _SHRINKS:
        zoom = size.zoom * shrink
        pages = [(size.width / zoom, size.height and size.height / zoom)]
        if size.turns and size.height:
            pages.append((size.height / zoom, size.width / zoom))
        plans = [plan for width, height in pages for plan in _plans(furniture, width, height)]
        if plans:
            best = max(plans, key=lambda plan: round(plan.score, 9))
            return replace(best, zoom=zoom)
    msg = (
        f"A page of {size.width:g} x {size.height:g} mm has no room for this map's legend and "
        "insets; choose a larger --size."
    )
    raise InputError(msg)


def _plans(furniture: Furniture, width: float, height: float | None) -> Iterator[Plan]:
    if height is None:
        yield _free_plan(furniture, width)
        return
    for locator, inset_mm, lean in _STEPS:
        tried = replace(furniture, locator=locator, lean=lean)
        plans = [p for p in _fixed_plans(tried, width, height, inset_mm) if p.score > 0]
        if plans:
            yield from plans
            return


def _fixed_plans(
    furniture: Furniture, width: float, height: float, inset_mm: float
) -> Iterator[Plan]:
    full = width - 2 * MARGIN
    for side in (SIDE, SIDE + SECOND):
        if side < full * 0.55:
            beside = side_block(furniture, side, inset_mm)
            yield _beside(furniture, (width, height), beside, side)
    for count in (1, 2):
        if SIDE + SECOND * (count - 1) < full * 0.62:
            yield _aside(furniture, (width, height), count, inset_mm)
    yield _under(furniture, (width, height), inset_mm)


def _free_plan(furniture: Furniture, width: float) -> Plan:
    side = side_block(furniture, SIDE, INSETS_MM[0])
    if not furniture.scene.insets and side.height < SHORTEST_SIDE:
        return _under(furniture, (width, None), INSETS_MM[0])
    locator = side.height < TALLEST * (width - 2 * MARGIN - GUTTER - SIDE)
    if not locator:
        side = side_block(replace(furniture, locator=False), SIDE, INSETS_MM[0])
    return _beside(furniture, (width, None), side, SIDE)


def _beside(
    furniture: Furniture, page: tuple[float, float | None], side: Block, side_width: float
) -> Plan:
    """Return the page with the legend and the insets in a column on the right."""
    (width, height), extent = page, furniture.scene.extent
    full = width - 2 * MARGIN
    head, foot = head_block(furniture, full), foot_block(furniture, full, height)
    top, map_width = MARGIN + head.height, full - GUTTER - side_width
    if height is None:
        across, down = unit_size(extent)
        share = min(TALLEST, max(FLATTEST, down / across, side.height / map_width))
        map_height = map_width * share
    else:
        map_height = height - top - MARGIN - foot.height - SCALE_ROW
    box = Box(MARGIN, top, MARGIN + map_width, top + map_height)
    bottom = max(box.bottom, top + (side.height if height is None else 0))
    foot_top = bottom + SCALE_ROW
    items = (
        *shifted(head.items, MARGIN, MARGIN),
        *shifted(side.items, box.right + GUTTER, top),
        *shifted(foot.items, MARGIN, foot_top),
    )
    fits = map_height > 20 and side.height <= max(map_height, 0) + 0.01
    end = foot_top + foot.height + MARGIN if height is None else height
    return Plan(width, end, box, items, (MARGIN, bottom + GAP), _score(extent, box, fits))


def _aside(furniture: Furniture, page: tuple[float, float], count: int, inset_mm: float) -> Plan:
    """Return the page with everything but the title in columns on the right of the map."""
    (width, height), scene = page, furniture.scene
    full, side = width - 2 * MARGIN, SIDE + SECOND * (count - 1)
    column = (side + 3) / count - 3
    head = head_block(furniture, full)
    top = MARGIN + head.height
    box = Box(MARGIN, top, MARGIN + full - GUTTER - side, height - MARGIN - SCALE_ROW + 1.0)
    rows = grouped(furniture.legend(column))
    rows += [
        Block(slot.items, slot.height + 2.0) for slot in frames_of(furniture, column, inset_mm)
    ]
    room = height - MARGIN - top
    for longest in _LISTS_MM if furniture.lean else (None,):
        rest = listing(furniture, column, longest)
        beside = with_notes(furniture, [*rows, *rest], column, count, room)
        if beside.height <= room:
            break
    items = (
        *shifted(head.items, MARGIN, MARGIN),
        *shifted(beside.items, box.right + GUTTER, top),
    )
    score = _score(scene.extent, box, beside.height <= room + 0.01)
    return Plan(width, height, box, items, (MARGIN, box.bottom + GAP), score)


def _under(furniture: Furniture, page: tuple[float, float | None], inset_mm: float) -> Plan:
    """Return the page with the legend and the insets in columns under a wide map."""
    (width, height), extent = page, furniture.scene.extent
    full = width - 2 * MARGIN
    head, foot = head_block(furniture, full), foot_block(furniture, full, height)
    band = band_block(furniture, full, inset_mm)
    top = MARGIN + head.height
    if height is None:
        across, down = unit_size(extent)
        map_height = full * min(TALLEST_WIDE, max(FLATTEST_WIDE, down / across))
    else:
        map_height = height - top - MARGIN - foot.height - SCALE_ROW - band.height - 2.0
    box = Box(MARGIN, top, MARGIN + full, top + map_height)
    band_top = box.bottom + SCALE_ROW
    foot_top = band_top + band.height + 2.0
    items = (
        *shifted(head.items, MARGIN, MARGIN),
        *shifted(band.items, MARGIN, band_top),
        *shifted(foot.items, MARGIN, foot_top),
    )
    end = foot_top + foot.height + MARGIN if height is None else height
    score = _score(extent, box, map_height > 20)
    return Plan(width, end, box, items, (MARGIN, box.bottom + GAP), score)


def _score(extent: Extent, box: Box, fits: bool) -> float:
    """Return the map's scale, or how far it is from fitting as a negative figure."""
    return make_view(extent, box).scale if fits and box.height > 0 else -1.0
