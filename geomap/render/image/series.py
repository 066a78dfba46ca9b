"""Series of maps: small multiples on one sheet, and one picture a step for an animation."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from geomap.render.image.blocks import Block, columns, shifted, stack, text_block
from geomap.render.image.furniture import COLUMN, NOTE_PT, Furniture, grouped, head_block
from geomap.render.image.ground import THEME
from geomap.render.image.look import Look, themed
from geomap.render.image.names import named
from geomap.render.image.page import area_groups, compose, rows_of
from geomap.render.image.paper import Box, Item, Sheet
from geomap.render.image.phrases import Telling, common_year
from geomap.render.image.plan import MARGIN
from geomap.render.image.side import note_lines
from geomap.render.image.view import make_view, unit_size
from geomap.render.image.window import draw_window
from geomap.scene.legend import make_legend
from geomap.scene.steps import By, Step, split_scene
from geomap.style.language import say, say_count

if TYPE_CHECKING:
    from geomap.model import Scene

__all__ = ["MOST_FRAMES", "MOST_PANELS", "compose_series", "frames", "gif_bytes"]

MOST_PANELS, MOST_FRAMES = 16, 120
GAP, CAPTION_PT = 3.0, 8.0
#: A panel is never flatter or taller than these shares of its width where the height is free.
FLATTEST, TALLEST = 0.6, 1.25
#: How long (ms) a frame of an animation stands.
FRAME_MS = 1200


def compose_series(scene: Scene, by: By, look: Look | None = None) -> Sheet:
    """Return small multiples: one panel a step, all of one frame, with one legend.

    Crossings are left out of panels by time: their status holds for the as-of day only.

    Raises
    ------
    InputError
        When there are no steps or too many.
    """
    look = look or Look()
    steps = split_scene(scene, by, MOST_PANELS)
    if by == "type":
        main = set(scene.events["event_id"][scene.events["frame"] == "main"])
        steps = tuple(step for step in steps if main & set(step.event_ids)) or steps
    scene = named(scene)
    scene = _shown(scene, by)
    size = look.page
    width, height = size.width / size.zoom, size.height and size.height / size.zoom
    head, foot = _head(scene, width), _foot(scene, width, height)
    top = MARGIN + head.height
    room = height and height - top - foot.height - MARGIN - GAP
    boxes = _panels(scene, len(steps), width - 2 * MARGIN, room)
    items: list[Item] = [*shifted(head.items, MARGIN, MARGIN)]
    for step, box in zip(steps, boxes, strict=True):
        items += _panel(scene, step, box.moved(MARGIN, top))
    bottom = top + max(box.bottom for box in boxes) + GAP
    items += shifted(
        foot.items, MARGIN, bottom if height is None else height - MARGIN - foot.height
    )
    end = bottom + foot.height + MARGIN if height is None else height
    return themed(Sheet(width, end, THEME.paper, tuple(items), size.zoom), look.theme)


def _shown(scene: Scene, by: By) -> Scene:
    """Return the scene with what panels show: the main frame; by time, no crossings."""
    crossings = scene.crossings if by == "type" else scene.crossings.iloc[:0]
    main = scene.events[scene.events["frame"] == "main"]
    lines = tuple(entry for entry in scene.legend if entry.group == "line")
    legend = make_legend(main, crossings, (), scene.strings) + lines
    return replace(scene, crossings=crossings, legend=legend)


def _head(scene: Scene, width: float) -> Block:
    return head_block(Furniture(scene, (), Telling("", scene.strings)), width - 2 * MARGIN)


def _foot(scene: Scene, width: float, height: float | None) -> Block:
    """Return legend and notes; on a page of a given height only the needed notes."""
    full = width - 2 * MARGIN
    count = max(2, round(full / COLUMN))
    telling = Telling("", scene.strings)
    furniture = Furniture(scene, (), telling, areas=area_groups(rows_of(scene)))
    legend = columns(grouped(furniture.legend(full / count - 3)), count, full)
    notes = note_lines(scene) if height is None else note_lines(scene)[:4]
    away = int((~scene.events["frame"].isin(["main", ""])).sum())
    if away:
        one, many = "{n} event elsewhere is not shown.", "{n} events elsewhere are not shown."
        notes = [say_count(scene.strings, away, one, many), *notes]
    told = text_block(" ".join(notes), full, NOTE_PT, color=THEME.muted)
    return stack([(legend, 2.0), (furniture.sided(told, full), 0.0)])


def _panels(scene: Scene, count: int, width: float, room: float | None) -> list[Box]:
    """Return the boxes of panels in rows, each under its caption, with the largest maps."""
    best: tuple[float, list[Box]] = (-1.0, [])
    across, down = unit_size(scene.extent)
    caption = CAPTION_PT * 0.47
    for in_row in range(1, min(count, 5) + 1):
        rows = ceil(count / in_row)
        wide = (width - (in_row - 1) * GAP) / in_row
        high = wide * min(TALLEST, max(FLATTEST, down / across))
        if room is not None:
            high = (room - (rows - 1) * GAP) / rows - caption
        if high < 12 or (room is None and in_row < min(count, 2)):
            continue
        boxes = [
            Box(x, y + caption, x + wide, y + caption + high)
            for i in range(count)
            for x, y in [(i % in_row * (wide + GAP), i // in_row * (high + caption + GAP))]
        ]
        scale = make_view(scene.extent, boxes[0]).scale
        score = scale if room is not None else -abs(in_row - 3 if count > 4 else in_row - 2) + 100
        if score > best[0]:
            best = score, boxes
    return best[1]


def _panel(scene: Scene, step: Step, box: Box) -> list[Item]:
    ids = set(step.event_ids)
    shown = replace(scene, events=scene.events[scene.events["event_id"].isin(ids)])
    rows = [(i, row) for i, row in rows_of(scene) if row.event_id in ids and row.frame == "main"]
    telling = Telling(common_year(shown.events), scene.strings)
    window = draw_window(shown, rows, scene.extent, box, telling=telling, inset=True, style="names")
    count = say_count(scene.strings, len(rows), "{n} event", "{n} events")
    told = text_block(f"{step.label}: {count}", box.width, CAPTION_PT, bold=True, lines=1)
    words = Furniture(scene, (), telling).sided(told, box.width)
    return [*shifted(words.items, box.left, box.top - CAPTION_PT * 0.47), *window.items]


def frames(scene: Scene, by: By, look: Look | None = None) -> list[Sheet]:
    """Return one page a step, all alike but for the events and the subtitle.

    Raises
    ------
    InputError
        When there are no steps or too many.
    """
    made = []
    base = scene if by == "type" else replace(scene, crossings=scene.crossings.iloc[:0])
    for step in split_scene(scene, by, MOST_FRAMES):
        held = base.events["event_id"].isin(step.event_ids)
        events = base.events.assign(
            mark=base.events["mark"].where(held, "none"), frame=base.events["frame"].where(held, "")
        )
        count = say_count(scene.strings, len(step.event_ids), "{n} event", "{n} events")
        subtitle = say(scene.strings, "{step}: {count}", step=step.label, count=count)
        shown = replace(base, events=events, subtitle=subtitle)
        made.append(compose(shown, look, style="names"))
    return made


def gif_bytes(pngs: Sequence[bytes]) -> bytes:
    """Return an animation of pictures of one size; the same pictures give the same bytes."""
    from PIL import Image

    images = [Image.open(io.BytesIO(png)).convert("RGB") for png in pngs]
    small = [image.quantize(128, dither=Image.Dither.NONE) for image in images]
    target = io.BytesIO()
    small[0].save(target, "GIF", save_all=True, append_images=small[1:], duration=FRAME_MS, loop=0)
    return target.getvalue()
