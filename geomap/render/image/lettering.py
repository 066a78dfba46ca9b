"""Names of the ground: countries in spaced capitals, divisions, seas in italics, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geomap.render.image.ground import THEME
from geomap.render.image.paper import MM_PER_POINT, Box, Item, Words, leading, text_width
from geomap.render.image.placing import Canvas
from geomap.render.text import clean, isolate

if TYPE_CHECKING:
    from geomap.render.image.kinds import Geometry, Points

__all__ = ["label_countries", "label_divisions", "label_line", "label_seas", "spots_in"]


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


def label_seas(seas: Sequence[tuple[str, Geometry]], canvas: Canvas) -> list[Item]:
    """Return names of seas (name, its water on the sheet) in italics, where they have room.

    Water that has a name gets no second one.
    """
    items: list[Item] = []
    shown: list[Geometry] = []
    for name, shape in seas:
        if any(shape.intersection(other).area > shape.area / 2 for other in shown):
            continue
        text = isolate(clean(name))
        width, height = text_width(text, 7.5, italic=True), 7.5 * leading(text) * MM_PER_POINT
        box = canvas.place_within(spots_in(shape, width, height, True), width + 2.0, height + 1.0)
        if box is None:
            continue
        canvas.take(box)
        shown.append(shape)
        x, y = box.center
        items.append(
            Words(
                text, x, y + 7.5 * MM_PER_POINT * 0.37, 7.5, THEME.water_label, italic=True,
                align="center", halo=THEME.sea, tag="label",
            )
        )  # fmt: skip
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
    spots = spots_in(shape, width, height, strict)
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


def spots_in(
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
