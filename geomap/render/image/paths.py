"""Paths for matplotlib: from the symbols of `style` (SVG) and from geometry."""

from __future__ import annotations

import re
from functools import lru_cache
from math import acos, cos, hypot, pi, sin
from typing import TYPE_CHECKING

import numpy as np

from geomap.render.image.paper import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.path import Path

    from geomap.render.image.kinds import Points

__all__ = ["box_path", "circle_path", "line_path", "moved", "rings_path", "symbol_path"]

_TOKEN = re.compile(r"[MLHVAZ]|-?\d*\.?\d+")
_STEPS = 16


def symbol_path(data: str, x: float, y: float, size: float) -> Path:
    """Return the SVG path ``data`` (box -10..10) drawn ``size`` mm wide around a point."""
    return moved(_parsed(data), x, y, size / 20)


def moved(path: Path, x: float, y: float, scale: float) -> Path:
    """Return a path scaled about its origin and moved to a point."""
    from matplotlib.path import Path

    return Path(np.asarray(path.vertices) * scale + np.array([x, y]), path.codes)


@lru_cache(maxsize=64)
def _parsed(data: str) -> Path:
    """Parse M, L, H, V, A (circles) and Z, all absolute: what the symbols of `style` use."""
    tokens = iter(_TOKEN.findall(data))
    rings: list[list[tuple[float, float]]] = []
    command = ""
    for token in tokens:
        if token in "MLHVAZ":
            command = token
            if token == "Z":
                continue
            token = next(tokens)
        if command == "M":
            rings.append([(float(token), float(next(tokens)))])
            command = "L"
            continue
        rings[-1] += _step(command, float(token), tokens, rings[-1][-1])
    return rings_path([np.array(ring) for ring in rings])


def _step(
    command: str,
    first: float,
    tokens: Iterator[str],
    here: tuple[float, float],
) -> list[tuple[float, float]]:
    if command == "H":
        return [(first, here[1])]
    if command == "V":
        return [(here[0], first)]
    if command == "L":
        return [(first, float(next(tokens)))]
    _ry, _turn, large, sweep, x, y = (float(next(tokens)) for _ in range(6))
    return _arc(here, (x, y), first, bool(large), bool(sweep))


def _arc(
    start: tuple[float, float], end: tuple[float, float], radius: float, large: bool, sweep: bool
) -> list[tuple[float, float]]:
    """Return points along an SVG arc of a circle (SVG 1.1, appendix F.6.5)."""
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    half = min(hypot(dx, dy), radius)
    reach = (radius * radius - half * half) ** 0.5 / max(half, 1e-9)
    sign = 1 if large == sweep else -1
    center = (
        (start[0] + end[0]) / 2 + sign * reach * -dy,
        (start[1] + end[1]) / 2 + sign * reach * dx,
    )
    first = np.arctan2(start[1] - center[1], start[0] - center[0])
    turn = 2 * acos(max(-1.0, min(1.0, (radius**2 - half**2) ** 0.5 / radius)))
    turn = (2 * pi - turn if large else turn) * (1 if sweep else -1)
    angles = [first + turn * i / _STEPS for i in range(1, _STEPS + 1)]
    return [(center[0] + radius * cos(a), center[1] + radius * sin(a)) for a in angles]


def rings_path(rings: list[Points]) -> Path:
    """Return one path of closed rings (each an n x 2 array, not repeated at the end)."""
    from matplotlib.path import Path

    if not rings:
        return Path(np.empty((0, 2)))
    vertices = np.concatenate([np.vstack([ring, ring[:1]]) for ring in rings])
    codes = np.concatenate(
        [
            np.r_[Path.MOVETO, np.full(len(r) - 1, Path.LINETO), Path.CLOSEPOLY].astype(np.uint8)
            for r in rings
        ]
    )
    return Path(vertices, codes)


def line_path(lines: list[Points]) -> Path:
    """Return one path of open lines, each an n x 2 array."""
    from matplotlib.path import Path

    if not lines:
        return Path(np.empty((0, 2)))
    codes = np.full(sum(len(line) for line in lines), Path.LINETO, dtype=np.uint8)
    codes[np.cumsum([0, *(len(line) for line in lines[:-1])])] = Path.MOVETO
    return Path(np.concatenate(lines), codes)


def box_path(box: Box) -> Path:
    """Return a rectangle."""
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
    return rings_path([np.array([*corners, (box.left, box.bottom)])])


def circle_path(x: float, y: float, radius: float) -> Path:
    """Return a circle."""
    angles = np.linspace(0, 2 * pi, 48, endpoint=False)
    return rings_path([np.column_stack([x + radius * np.cos(angles), y + radius * np.sin(angles)])])
