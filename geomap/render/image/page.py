"""The page: title, map, legend, insets and notes, put together on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from geomap.errors import InputError
from geomap.render.image.blocks import shifted, text_block
from geomap.render.image.furniture import Furniture, slot_of
from geomap.render.image.ground import THEME
from geomap.render.image.look import Look, themed
from geomap.render.image.marks import main_group
from geomap.render.image.names import named
from geomap.render.image.paper import Box, Item, Shape, Sheet, Words, words_box
from geomap.render.image.paths import box_path
from geomap.render.image.phrases import Telling, common_year
from geomap.render.image.plan import Plan, best_plan
from geomap.render.image.side import bubble_key, scale_bar
from geomap.render.image.window import MOST_LISTED, Window, draw_locator, draw_window
from geomap.style import SYMBOLS

if TYPE_CHECKING:
    from geomap.model import Scene
    from geomap.render.image.kinds import Row
    from geomap.render.image.look import Size

__all__ = ["area_groups", "compose", "rows_of"]

#: What a picture reads of an event.
COLUMNS = (
    "event_id symbol fill mark radius_km frame headline place_id place_name when_words toll_words "
    "lat lon geometry"
).split()
#: The scale bar is at most this wide (mm); the key of the circles stands beside it.
LONGEST_SCALE = 36.0

Numbered = tuple[int, "Row"]


def compose(scene: Scene, look: Look | None = None, style: str = "") -> Sheet:
    """Return the finished page of a scene; ``style`` is how labels must name events.

    Raises
    ------
    InputError
        When the page is too small for what it must carry.
    """
    look = look or Look()
    scene = named(scene)
    rows = rows_of(scene)
    telling = Telling(common_year(scene.events), scene.strings)
    main = tuple((i, row) for i, row in rows if row.frame == "main")
    furniture = Furniture(scene, main, telling, areas=area_groups(rows))
    plan, window = _drawn(furniture, look.page, style)
    items = [*window.items, *_framed(plan, scene, rows, telling), *_scale_row(plan, window, scene)]
    if not rows and not len(scene.crossings):
        items += _statement(scene, plan.box)
    sheet = Sheet(plan.width, plan.height, THEME.paper, tuple(items), plan.zoom)
    return themed(sheet, look.theme)


def _drawn(furniture: Furniture, size: Size, style: str) -> tuple[Plan, Window]:
    """Return the plan and the map; where labels need a list, the map makes room for it."""
    scene, main, telling = furniture.scene, furniture.main, furniture.telling
    if len(main) > MOST_LISTED and not style:
        furniture = replace(furniture, listed="places")
    plan = best_plan(furniture, size)
    window = draw_window(scene, main, scene.extent, plan.box, telling=telling, style=style)
    if window.style != "numbers":
        return plan, window
    try:
        listed = best_plan(replace(furniture, listed="numbers"), size)
    except InputError:  # a card has no room for a list: names alone, the rest is in the report
        return plan, draw_window(
            scene, main, scene.extent, plan.box, telling=telling, style="names"
        )
    if listed.box != plan.box:
        window = draw_window(
            scene, main, scene.extent, listed.box, telling=telling, style="numbers"
        )
    return listed, window


def rows_of(scene: Scene) -> list[Numbered]:
    """Return the events as (number, row), only with the columns that a picture reads."""
    plain = pd.DataFrame(scene.events[COLUMNS]).astype(object)
    return list(enumerate(plain.itertuples(index=False), 1))


def area_groups(rows: Sequence[Numbered]) -> tuple[str, ...]:
    """Return the groups of event types that have areas, in the order of the legend."""
    shared: dict[bytes, list[Row]] = {}
    for _, row in rows:
        if row.mark == "area":
            shared.setdefault(row.geometry.wkb, []).append(row)
    found = {main_group(events) for events in shared.values()}
    return tuple(
        group for group in dict.fromkeys(s.group for s in SYMBOLS.values()) if group in found
    )


def _framed(plan: Plan, scene: Scene, rows: Sequence[Numbered], telling: Telling) -> list[Item]:
    """Return what stands around the map, with insets and locator drawn into their frames."""
    items: list[Item] = []
    for item in plan.items:
        box = slot_of(item)
        if box is None:
            items.append(item)
        elif item.tag == "locator":
            items += draw_locator(scene, box)
        else:
            inset = scene.insets[int(item.tag.removeprefix("inset "))]
            ids = set(inset.event_ids)
            members = [(i, row) for i, row in rows if row.event_id in ids]
            items += draw_window(
                scene, members, inset.extent, box, telling=telling, inset=True
            ).items
    return items


def _scale_row(plan: Plan, window: Window, scene: Scene) -> list[Item]:
    """Return the scale bar and the key of the circles on one line under the map."""
    x, y = plan.scale_at
    scale = scale_bar(window.view.mm_per_km, min(LONGEST_SCALE, plan.box.width * 0.25))
    items = [] if window.view.world else shifted(scale.items, x, y)
    if any(group.counted for group in window.groups):
        start = 0.0 if window.view.world else max(*_right_of(scale.items), 0.0) + 6.0
        key = bubble_key(plan.box.width - start, scene.strings)
        items += shifted(key.items, x + start, y - 0.4)
    return items


def _right_of(items: Sequence[Item]) -> list[float]:
    """Return the right ends of the words among items."""
    return [0.0, *(words_box(item).right for item in items if isinstance(item, Words))]


def _statement(scene: Scene, box: Box) -> list[Item]:
    words = text_block(scene.summary, box.width * 0.6, 9)
    x, y = box.center
    high, wide = words.height / 2 + 4, box.width * 0.33
    frame = Box(x - wide, y - high, x + wide, y + high)
    plate = Shape(box_path(frame), THEME.paper, THEME.muted, 0.6, opacity=0.95)
    return [plate, *shifted(words.items, frame.left + box.width * 0.03, y - words.height / 2)]
