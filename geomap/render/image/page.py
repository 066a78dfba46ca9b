"""The page: title, map, side column and notes, put together on one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from geomap.render.image.ground import THEME
from geomap.render.image.paper import Box, Item, Shape, Sheet, Words
from geomap.render.image.paths import moved
from geomap.render.image.phrases import common_year
from geomap.render.image.side import (
    Block,
    bubble_key,
    legend_rows,
    list_blocks,
    note_lines,
    place_counts,
    scale_bar,
    stack,
    text_block,
)
from geomap.render.image.view import unit_size
from geomap.render.image.window import Window, draw_locator, draw_window

if TYPE_CHECKING:
    from geomap.model import Extent, Scene
    from geomap.render.image.kinds import Row

__all__ = ["compose", "shifted"]

WIDTH, MARGIN, GUTTER, SIDE = 190.0, 6.0, 5.0, 52.0
FULL = WIDTH - 2 * MARGIN
#: A column beside the map that would be shorter than this (mm) goes under a wider map.
SHORTEST_SIDE = 32.0
INSET_MM = 34.0
#: The map is never flatter or taller than these shares of its width.
FLATTEST, TALLEST, FLATTEST_WIDE, TALLEST_WIDE = 0.72, 1.3, 0.5, 0.68
#: A list longer than this (mm) stands under the map in columns.
LONGEST_LIST = 70.0
LIST_COLUMNS = 3
#: What a picture reads of an event.
COLUMNS = (
    "event_id symbol fill mark radius_km frame headline place_name when_words toll_words lat lon "
    "geometry"
).split()


def compose(scene: Scene) -> Sheet:
    """Return the finished page of a scene."""
    rows = _rows(scene)
    year = common_year(scene.events)
    head = _head(scene)
    main = [(i, row) for i, row in rows if row.frame == "main"]
    side = _side(scene, rows, year)
    wide = not scene.insets and side.height < SHORTEST_SIDE
    box = _map_box(scene.extent, head.height, None if wide else side.height)
    window = draw_window(scene, main, scene.extent, box, year=year)
    items: list[Item] = [*shifted(head.items, MARGIN, MARGIN), *window.items]
    bottom = box.bottom
    if not wide:
        items += shifted(side.items, box.right + GUTTER, box.top)
        bottom = max(bottom, box.top + side.height)
    foot = _foot(scene, window, main, year, wide)
    items += shifted(foot.items, MARGIN, bottom + 1.6)
    if not rows and not len(scene.crossings):
        items += _statement(scene, box)
    height = bottom + 1.6 + foot.height + MARGIN
    return Sheet(WIDTH, height, THEME.paper, tuple(items))


def _rows(scene: Scene) -> list[tuple[int, Row]]:
    """Return the events as (number, row), only with the columns that a picture reads."""
    plain = pd.DataFrame(scene.events[COLUMNS]).astype(object)
    return list(enumerate(plain.itertuples(index=False), 1))


def shifted(items: Iterable[Item], x: float, y: float) -> list[Item]:
    """Return items moved by millimeters."""
    made: list[Item] = []
    for item in items:
        if isinstance(item, Words):
            made.append(replace(item, x=item.x + x, y=item.y + y))
        else:
            clip = item.clip
            box = clip and Box(clip.left + x, clip.top + y, clip.right + x, clip.bottom + y)
            made.append(replace(item, path=moved(item.path, x, y, 1.0), clip=box))
    return made


def _head(scene: Scene) -> Block:
    title = text_block(scene.title or "Map", FULL, 14, bold=True)
    subtitle = text_block(scene.subtitle, FULL, 9, color=THEME.label)
    return stack([(title, 0.6), (subtitle, 2.4)])


def _map_box(extent: Extent, head: float, side: float | None) -> Box:
    """Return the box of the map: as tall as its extent, or as the column beside it, asks."""
    across, down = unit_size(extent)
    if side is None:
        width = FULL
        share = min(TALLEST_WIDE, max(FLATTEST_WIDE, down / across))
    else:
        width = FULL - GUTTER - SIDE
        share = min(TALLEST, max(FLATTEST, down / across, side / width))
    top = MARGIN + head
    return Box(MARGIN, top, MARGIN + width, top + width * share)


def _side(scene: Scene, rows: Sequence[tuple[int, Row]], year: str) -> Block:
    blocks = [(stack(legend_rows(scene.legend, SIDE)), 2.5)]
    box = Box(0, 0, SIDE, INSET_MM)
    for inset in scene.insets:
        ids = set(inset.event_ids)
        members = [(i, row) for i, row in rows if row.event_id in ids]
        drawn = draw_window(scene, members, inset.extent, box, year=year, inset=True)
        blocks.append((Block(drawn.items, box.height), 0.6))
        blocks.append((text_block(inset.label, SIDE, 6.5, color=THEME.label), 2.5))
    if stack(blocks).height + INSET_MM < TALLEST * (FULL - GUTTER - SIDE):
        locator = draw_locator(scene, box)
        blocks += [(Block(locator, box.height), 0.0)] if locator else []
    return stack([*blocks[:-1], (blocks[-1][0], 0.0)])


def _foot(
    scene: Scene, window: Window, main: Sequence[tuple[int, Row]], year: str, wide: bool
) -> Block:
    blocks: list[tuple[Block, float]] = []
    scale = [] if window.view.world else [scale_bar(window.view.mm_per_km, FULL * 0.2)]
    counted = [bubble_key(FULL * 0.4)] if any(g.counted for g in window.groups) else []
    if scale or counted:
        blocks.append((_beside(scale, counted), 2.2))
    if wide:
        rows = [block for block, _ in legend_rows(scene.legend, FULL / LIST_COLUMNS - 3)]
        blocks.append((_columns(rows), 2.2))
    if window.style == "numbers":
        blocks.append((_columns(list_blocks(main, FULL / LIST_COLUMNS - 2, year)), 2.5))
    if window.style == "places":
        blocks.append((text_block(place_counts(row for _, row in main), FULL, 6.5), 2.5))
    notes = text_block(" ".join(note_lines(scene)), FULL, 6.5, color=THEME.muted)
    return stack([*blocks, (notes, 0.0)])


def _beside(left: Sequence[Block], right: Sequence[Block]) -> Block:
    """Return the scale bar and the key of the circles on one line under the map."""
    items = [item for block in left for item in block.items]
    for block in right:
        items += shifted(block.items, FULL * 0.32, 0.0)
    return Block(tuple(items), max(block.height for block in (*left, *right)))


def _columns(blocks: Sequence[Block]) -> Block:
    """Return blocks in columns of about the same height."""
    goal = sum(b.height for b in blocks) / LIST_COLUMNS
    columns: list[list[tuple[Block, float]]] = [[]]
    for block in blocks:
        if sum(b.height for b, _ in columns[-1]) >= goal and len(columns) < LIST_COLUMNS:
            columns.append([])
        columns[-1].append((block, 0.0))
    made = [stack(column) for column in columns]
    items = [i for n, b in enumerate(made) for i in shifted(b.items, n * FULL / LIST_COLUMNS, 0)]
    return Block(tuple(items), max(b.height for b in made))


def _statement(scene: Scene, box: Box) -> list[Item]:
    from geomap.render.image.paths import box_path

    words = text_block(scene.summary, box.width * 0.6, 9)
    x, y = box.center
    frame = Box(x - box.width * 0.33, y - 6, x + box.width * 0.33, y + words.height + 4)
    plate = Shape(box_path(frame), THEME.paper, THEME.muted, 0.6, opacity=0.95)
    return [plate, *shifted(words.items, frame.left + box.width * 0.03, y - 1)]
