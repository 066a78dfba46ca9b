"""What surrounds the map: title, legend, frames for insets, list and notes, as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from geomap.render.image.blocks import Block, columns, mirrored, shifted, stack, text_block
from geomap.render.image.ground import THEME
from geomap.render.image.paper import LEADING, MM_PER_POINT, Box, Item, Shape, Words
from geomap.render.image.paths import box_path
from geomap.render.image.side import legend_rows, list_blocks, note_lines, place_counts
from geomap.style.language import is_rtl, say

if TYPE_CHECKING:
    from geomap.model import Scene
    from geomap.render.image.kinds import Row
    from geomap.render.image.phrases import Telling
    from geomap.style.language import Strings

__all__ = [
    "COLUMN",
    "NOTE_PT",
    "SIDE",
    "Furniture",
    "band_block",
    "foot_block",
    "frames_of",
    "grouped",
    "head_block",
    "listing",
    "side_block",
    "slot_of",
    "with_notes",
]

#: The width (mm) of a column beside the map, and about that of columns under it.
SIDE, COLUMN = 52.0, 60.0
#: What the tags of empty frames begin with.
_SLOTS = ("inset ", "locator")
#: The groups of the legend without which a small page can do.
_SPARED = ("status", "precision", "line")
#: As many notes stand on every page: what is not mapped, sources, disclaimer, credits.
NEEDED_NOTES = 4
#: On a page of a given height, notes and list take at most these shares of it.
MOST_NOTES, MOST_LIST = 0.2, 0.3
NOTE_PT = 6.5
STEP = NOTE_PT * LEADING * MM_PER_POINT


@dataclass(frozen=True, slots=True)
class Furniture:
    """What surrounds the map, before it is known how wide it may be."""

    scene: Scene
    main: tuple[tuple[int, Row], ...]
    telling: Telling
    listed: Literal["", "numbers", "places"] = ""
    locator: bool = True
    lean: bool = False
    areas: tuple[str, ...] = ()

    def legend(self, width: float) -> list[tuple[Block, float]]:
        """Return the rows of the legend."""
        entries = self.scene.legend
        if self.lean:
            entries = tuple(entry for entry in entries if entry.group not in _SPARED)
        rows = legend_rows(entries, width, self.areas, self.scene.strings)
        return [(self.sided(block, width), gap) for block, gap in rows]

    def sided(self, block: Block, width: float) -> Block:
        """Return words on the side at which the map's language begins its lines."""
        return mirrored(block, width) if is_rtl(self.scene.strings) else block


def head_block(furniture: Furniture, width: float) -> Block:
    """Return title and subtitle."""
    scene = furniture.scene
    title = text_block(scene.title or "Map", width, 14, bold=True)
    if title.height > 15:
        title = text_block(scene.title, width, 11, bold=True, lines=2)
    subtitle = text_block(scene.subtitle, width, 9, color=THEME.label, lines=2)
    return furniture.sided(stack([(title, 0.6), (subtitle, 2.4)]), width)


def side_block(furniture: Furniture, width: float, inset_mm: float) -> Block:
    """Return the column beside the map: legend, insets and locator."""
    two = width > SIDE + 1
    legend_width = (width - 3) / 2 if two else width
    rows = furniture.legend(legend_width)
    legend = columns(grouped(rows), 2, width) if two else stack(rows)
    slots = frames_of(furniture, SIDE if not two else (width - 3) / 2, inset_mm)
    windows = columns(slots, 2, width) if two else stack([(slot, 2.0) for slot in slots])
    return stack([(legend, 2.5 if slots else 0.0), (windows, -2.0 if slots and not two else 0.0)])


def band_block(furniture: Furniture, full: float, inset_mm: float) -> Block:
    """Return the legend and, to the right of it, insets and locator, in columns."""
    count = max(2, round(full / COLUMN))
    width = full / count - 3
    slots = frames_of(furniture, width, inset_mm)
    rows = grouped(furniture.legend(width))
    if len(slots) >= count:
        return stack([(columns(rows, count, full), 2.0), (columns(slots, count, full), 0.0)])
    left = count - len(slots)
    legend = columns(rows, left, full * left / count)
    items = [*legend.items]
    for i, slot in enumerate(slots):
        items += shifted(slot.items, full * (left + i) / count, 0.0)
    return Block(tuple(items), max(legend.height, *(s.height for s in slots), 0.0))


def grouped(rows: Sequence[tuple[Block, float]]) -> list[Block]:
    """Return blocks with the space after them as part of their height."""
    return [Block(block.items, block.height + gap) for block, gap in rows]


def frames_of(furniture: Furniture, width: float, height: float) -> list[Block]:
    """Return empty frames for insets, with their captions, and for the locator."""
    slots = []
    for i, inset in enumerate(furniture.scene.insets):
        caption = text_block(inset.label, width, NOTE_PT, color=THEME.label, lines=2)
        named = furniture.sided(caption, width)
        slots.append(stack([(_frame(f"inset {i}", width, height), 0.6), (named, 0.0)]))
    has_land = any(layer.name == "locator" for layer in furniture.scene.layers)
    if furniture.locator and has_land:
        slots.append(_frame("locator", width, height))
    return slots


def _frame(tag: str, width: float, height: float) -> Block:
    return Block((Shape(box_path(Box(0, 0, width, height)), tag=tag),), height)


def slot_of(item: Item) -> Box | None:
    """Return the box of an empty frame; None for everything else."""
    if isinstance(item, Words) or not item.tag.startswith(_SLOTS):
        return None
    corners = np.asarray(item.path.vertices)
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Box(left, top, right, bottom)


def foot_block(furniture: Furniture, full: float, height: float | None) -> Block:
    """Return the numbered list and the notes; on a page of a given height what fits of them."""
    count = 1 if furniture.listed == "places" else max(2, round(full / COLUMN))
    room = None if height is None else height * MOST_LIST * count
    rows = listing(furniture, full / count - 2, room)
    listed = columns(rows, count, full)
    lines = None if height is None else max(2, int(height * MOST_NOTES / STEP))
    text = _fitting_notes(note_lines(furniture.scene), full, lines)
    notes = text_block(text, full, NOTE_PT, color=THEME.muted)
    return stack([(listed, 2.0 if rows else 0.0), (furniture.sided(notes, full), 0.0)])


def listing(furniture: Furniture, width: float, room: float | None) -> list[Block]:
    """Return the rows of the numbered list, or how many events each place has."""
    if furniture.listed == "places":
        counts = place_counts((row for _, row in furniture.main), furniture.telling.strings)
        text = text_block(counts, width, NOTE_PT, lines=99 if room is None else 3)
        return [furniture.sided(text, width)]
    if furniture.listed == "numbers":
        rows = list_blocks(furniture.main, width, furniture.telling)
        fitting = _fitting(rows, room, width, furniture.telling.strings)
        return [furniture.sided(row, width) for row in fitting]
    return []


def _fitting(
    rows: Sequence[Block], room: float | None, width: float, strings: Strings
) -> list[Block]:
    """Return the rows of the list that have room; the rest are named as being in the table."""
    kept: list[Block] = []
    used = 0.0
    for row in rows:
        used += row.height
        if room is not None and used > room - 8.0:
            left = len(rows) - len(kept)
            return [
                *kept,
                text_block(say(strings, "and {n} more: see table", n=left), width, NOTE_PT),
            ]
        kept.append(row)
    return kept


def _fitting_notes(notes: Sequence[str], width: float, lines: int | None) -> str:
    """Return as many whole notes, the most needed first, as stand in ``lines``."""
    kept: list[str] = []
    for note in notes:
        longer = " ".join([*kept, note])
        if lines is None or text_block(longer, width, NOTE_PT).height <= lines * STEP + 0.01:
            kept.append(note)
    return " ".join(kept)


def with_notes(
    furniture: Furniture, rows: Sequence[Block], width: float, count: int, room: float
) -> Block:
    """Return rows in columns, followed by as many notes as there is room for."""
    notes = note_lines(furniture.scene)
    for kept in range(len(notes), NEEDED_NOTES - 1, -1):
        told = text_block(" ".join(notes[:kept]), width, NOTE_PT, color=THEME.muted)
        text = furniture.sided(told, width)
        space = [Block((), 1.5)] if rows else []
        step = text.height / max(1, len(text.items))
        lines = [Block((item,), 0.0) for item in text.items]
        lines = [Block(tuple(shifted(b.items, 0, -i * step)), step) for i, b in enumerate(lines)]
        made = columns([*rows, *space, *lines], count, (width + 3) * count)
        if made.height <= room:
            break
    return made
