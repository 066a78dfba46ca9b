"""Placing labels: eight positions around a mark, near before far, never over what is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

import numpy as np

from geomap.render.image.paper import Box

if TYPE_CHECKING:
    from geomap.render.image.kinds import Points

__all__ = ["FARTHEST_MM", "Canvas", "Placed"]

CELL_MM = 0.5
#: Directions (across, down) in order of preference: the right before the left, above before below.
_SIDES = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
#: How far labels stand from their marks (mm); from the second on a leader joins the two.
_GAPS = (0.9, 3.8, 6.0, 9.0, 13.0, 18.0, 24.0)
FARTHEST_MM = _GAPS[-1]
#: Costs in the units of "one step down in the order of sides".
_LINE_COST, _GAP_COST, _CROWD_COST = 0.25, 3.0, 0.02
#: How far a mark may move off its place (mm), with a stem back to it.
_STEPS = (3.0, 4.5, 6.0, 8.0, 10.0, 13.0, 17.0, 22.0, 28.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands, and the two ends of its leader when it stands apart."""

    box: Box
    side: float
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None


class Canvas:
    """What is taken of a box of the sheet: marks and labels for good, lines at a cost."""

    def __init__(self, box: Box) -> None:
        """Start with an empty canvas."""
        self.box = box
        rows, columns = (int(n / CELL_MM) + 2 for n in (box.height, box.width))
        self._taken = np.zeros((rows, columns), dtype=bool)
        self._lines = np.zeros((rows, columns), dtype=np.float32)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self._taken[self._cells(box)] = True

    def take_line(self, line: Points) -> None:
        """Give the cells under a line a cost."""
        if len(line) < 2:
            return
        points = _along(line)
        columns = ((points[:, 0] - self.box.left) / CELL_MM).astype(int)
        rows = ((points[:, 1] - self.box.top) / CELL_MM).astype(int)
        inside = (columns >= 0) & (rows >= 0)
        inside &= (columns < self._lines.shape[1]) & (rows < self._lines.shape[0])
        self._lines[rows[inside], columns[inside]] = 1.0

    def is_free(self, box: Box) -> bool:
        """Tell whether a box lies inside and touches nothing taken."""
        return self.box.holds(box) and not self._taken[self._cells(box)].any()

    def cost(self, box: Box) -> float:
        """Return how much of the ground's lines a box would cover."""
        return float(self._lines[self._cells(box)].sum()) * _LINE_COST

    def place_beside(
        self, mark: Box, width: float, height: float, reach: float = FARTHEST_MM
    ) -> Placed | None:
        """Return the best free place for a label beside a mark, at most ``reach`` mm off it."""
        best: tuple[float, Placed] | None = None
        for penalty, placed in self._candidates(mark, width, height, reach):
            if best and penalty >= best[0]:
                continue
            if not self.is_free(placed.box) or not self._leader_is_free(placed):
                continue
            cost = penalty + self.cost(placed.box)
            if best is None or cost < best[0]:
                best = (cost, placed)
        return best[1] if best else None

    def place_within(
        self, spots: Iterable[tuple[float, float, float]], width: float, height: float
    ) -> Box | None:
        """Return the free box around the cheapest of spots (x, y, cost), or None."""
        best: tuple[float, Box] | None = None
        for x, y, penalty in spots:
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if (best and penalty >= best[0]) or not self.is_free(box):
                continue
            cost = penalty + self.cost(box) + self._crowd(box)
            if best is None or cost < best[0]:
                best = (cost, box)
        return best[1] if best else None

    def nearest_free(self, box: Box) -> Box:
        """Return the box itself, or the nearest place where it is free; itself if there is none."""
        for far in (0.0, *_STEPS):
            for across, down in ((0, -1), *_SIDES) if far else ((0, 0),):
                moved = box.moved(across * far, down * far)
                if self.is_free(moved):
                    return moved
        return box

    def _crowd(self, box: Box) -> float:
        """Return a cost for standing close to marks and labels, as if belonging to them."""
        return float(self._taken[self._cells(box.grown(5.0))].sum()) * _CROWD_COST

    def _cells(self, box: Box) -> tuple[slice, slice]:
        return (
            slice(
                max(0, int((box.top - self.box.top) / CELL_MM)),
                max(0, int((box.bottom - self.box.top) / CELL_MM) + 1),
            ),
            slice(
                max(0, int((box.left - self.box.left) / CELL_MM)),
                max(0, int((box.right - self.box.left) / CELL_MM) + 1),
            ),
        )

    def _candidates(
        self, mark: Box, width: float, height: float, reach: float
    ) -> Iterator[tuple[float, Placed]]:
        for ring, gap in enumerate(gap for gap in _GAPS if gap <= reach):
            for order, (across, down) in enumerate(_SIDES):
                box = _beside(mark, width, height, (across, down), gap)
                leader = _leader(mark, box) if ring else None
                yield ring * _GAP_COST + order * 0.4, Placed(box, across, leader)

    def _leader_is_free(self, placed: Placed) -> bool:
        if placed.leader is None:
            return True
        points = _along(np.array(placed.leader))[1:]
        return not any(self._taken[self._cells(Box(x, y, x, y))].any() for x, y in points)


def _beside(mark: Box, width: float, height: float, side: tuple[float, float], gap: float) -> Box:
    (x, y), (across, down) = mark.center, side
    if across:
        left = mark.right + gap if across > 0 else mark.left - gap - width
        middle = y + down * (height / 2 + mark.height * 0.1 + gap * 0.8)
        return Box(left, middle - height / 2, left + width, middle + height / 2)
    top = mark.bottom + gap if down > 0 else mark.top - gap - height
    return Box(x - width / 2, top, x + width / 2, top + height)


def _leader(mark: Box, box: Box) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return a line from just outside the mark to the nearest point of the label."""
    x, y = mark.center
    end = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
    length = hypot(end[0] - x, end[1] - y)
    start = max(mark.width, mark.height) / 2 + CELL_MM
    if length <= start + 1.0:
        return None
    first, last = start / length, 1 - CELL_MM / length
    across, down = end[0] - x, end[1] - y
    return (x + across * first, y + down * first), (x + across * last, y + down * last)


def _along(line: Points) -> Points:
    """Return points along a line, no farther apart than a cell."""
    points = np.asarray(line, dtype=float)
    steps = np.hypot(*np.diff(points, axis=0).T)
    far = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.arange(0.0, far[-1] + CELL_MM, CELL_MM * 0.8).clip(max=far[-1])
    return np.column_stack([np.interp(wanted, far, points[:, i]) for i in (0, 1)])
