"""What collides on a finished sheet, measured from the outlines that the renderer draws."""

from itertools import groupby
from math import cos, radians, sin

import numpy as np
import shapely

from geomap.render.image.paper import MM_PER_POINT, Words
from geomap.render.image.sheet import _outline, _start

#: Ink that shares less than this (square mm) only touches.
TOUCH = 0.02


def ink(words):
    """The rectangle around the ink of a line, turned as the line is (mm on the sheet)."""
    outline = np.asarray(_outline(words.text, words.face).vertices, dtype=float).reshape(-1, 2)
    if not len(outline):
        return shapely.Polygon()
    scale, turn = words.size * MM_PER_POINT, radians(words.angle)
    (left, low), (right, high) = outline.min(axis=0) * scale, outline.max(axis=0) * scale
    x, y = _start(words)
    corners = [(left, low), (right, low), (right, high), (left, high)]
    return shapely.Polygon(
        [(x + a * cos(turn) - b * sin(turn), y - a * sin(turn) - b * cos(turn)) for a, b in corners]
    )


def marks(sheet):
    """The boxes of marks of events and crossings, by their tags; those of each map by itself."""
    found = []
    for tag, run in groupby(sheet.items, lambda item: item.tag):
        parts = [part for part in run if not isinstance(part, Words) and part.fill]
        if parts and tag.startswith(("mark ", "crossing ")):
            corners = np.concatenate([np.asarray(part.path.vertices) for part in parts])
            found.append((tag, shapely.box(*corners.min(axis=0), *corners.max(axis=0))))
    return found


def collisions(sheet):
    """Pairs of words, or of words and marks, or of marks, whose ink shares an area; words cut off."""
    words = [item for item in sheet.items if isinstance(item, Words)]
    named = [(item.text, ink(item), item.tag) for item in words]
    named += [(tag, shape, tag) for tag, shape in marks(sheet)]
    named = [cell for cell in named if not cell[1].is_empty]
    shapes = [cell[1] for cell in named]
    tree = shapely.STRtree(shapes)
    faults = []
    for i, j in tree.query(shapes, predicate="intersects").T.tolist():
        one, other = named[i], named[j]
        same = one[2] == other[2] and one[2].startswith(("mark ", "crossing "))
        if i < j and not same and one[1].intersection(other[1]).area > TOUCH:
            faults.append((one[0], other[0]))
    page = shapely.box(0, 0, sheet.width, sheet.height)
    return faults + [text for text, shape, _ in named if not page.covers(shape)]
