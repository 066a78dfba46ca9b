"""Blocks of a known height, and how they stand under and beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geomap.render.image.ground import THEME
from geomap.render.image.paper import MM_PER_POINT, Box, Item, Words, leading, wrap
from geomap.render.image.paths import moved
from geomap.render.text import turned

__all__ = ["Block", "columns", "mirrored", "shifted", "stack", "text_block"]


_OTHER_SIDE = {"left": "right", "right": "left", "center": "center"}


@dataclass(frozen=True, slots=True)
class Block:
    """Items drawn from the upper left corner 0, 0 and the height that they take."""

    items: tuple[Item, ...]
    height: float


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


def text_block(
    text: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    color: str = THEME.ink,
    lines: int = 99,
) -> Block:
    """Return a paragraph of at most ``lines`` lines."""
    wrapped = wrap(text, width, size, bold, lines)
    step = size * leading(text) * MM_PER_POINT
    items = [Words(t, 0, (i + 0.78) * step, size, color, bold) for i, t in enumerate(wrapped)]
    return Block(tuple(items), len(wrapped) * step)


def mirrored(block: Block, width: float) -> Block:
    """Return a block for a script that runs from right to left: words aligned on the other side.

    Shapes (the mark before a line of the legend) move there together, they are not turned.
    """
    shapes = [item for item in block.items if not isinstance(item, Words)]
    corners = np.concatenate(
        [np.empty((0, 2)), *(np.asarray(item.path.vertices, dtype=float) for item in shapes)]
    )
    off = 0.0
    if len(corners):
        across = corners[:, 0]
        off = width - float(across.min() + across.max())
    items = [
        replace(item, text=turned(item.text), x=width - item.x, align=_OTHER_SIDE[item.align])
        if isinstance(item, Words)
        else shifted([item], off, 0.0)[0]
        for item in block.items
    ]
    return Block(tuple(items), block.height)


def stack(blocks: Iterable[tuple[Block, float]], left: float = 0.0) -> Block:
    """Return blocks under each other, each with the space that follows it."""
    items: list[Item] = []
    top = 0.0
    for block, gap in blocks:
        items += shifted(block.items, left, top)
        top += block.height + gap
    return Block(tuple(items), top)


def columns(blocks: Sequence[Block], count: int, width: float) -> Block:
    """Return blocks in reading order in at most ``count`` columns, as low as they can be."""
    if not blocks:
        return Block((), 0.0)
    goal = _lowest([b.height for b in blocks], count)
    made: list[list[tuple[Block, float]]] = [[]]
    for block in blocks:
        if made[-1] and sum(b.height for b, _ in made[-1]) + block.height > goal + 1e-6:
            made.append([])
        made[-1].append((block, 0.0))
    stacks = [stack(column) for column in made]
    items = [item for n, b in enumerate(stacks) for item in shifted(b.items, n * width / count, 0)]
    return Block(tuple(items), max(b.height for b in stacks))


def _lowest(heights: Sequence[float], count: int) -> float:
    """Return the least height in which blocks, kept in order, stand in ``count`` columns."""
    ends = {0.0, *(sum(heights[i:j]) for i in range(len(heights)) for j in range(i, len(heights)))}
    starts = sorted(h for h in ends if h >= max(heights)) or [sum(heights)]
    return next((goal for goal in starts if _columns_of(heights, goal) <= count), sum(heights))


def _columns_of(heights: Sequence[float], goal: float) -> int:
    count, used = 1, 0.0
    for height in heights:
        if used and used + height > goal + 1e-6:
            count, used = count + 1, 0.0
        used += height
    return count
