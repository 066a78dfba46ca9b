"""What stands on the sheet: frozen shapes and words, in millimeters from the upper left corner."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.render.image.kinds import Face
from geomap.render.text import clean, isolate

if TYPE_CHECKING:
    from matplotlib.path import Path

__all__ = [
    "MM_PER_POINT",
    "Box",
    "Item",
    "Shape",
    "Sheet",
    "Words",
    "font",
    "text_width",
    "words_box",
    "wrap",
]

MM_PER_POINT = 25.4 / 72
#: Height of capitals and depth of descenders of DejaVu Sans, as shares of the type size.
ASCENT, DESCENT = 0.76, 0.24
#: Baseline to baseline, as a share of the type size.
LEADING = 1.28


#: Where a line may break: at a space before anything but a figure, and after a slash.
_BREAK, _SLASH = re.compile(r" (?!\d)"), re.compile(r"(?<=[^\W\d]/)(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimeters; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Top to bottom."""
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        """The middle: x, y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        """Return the box with every side moved out."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, x: float, y: float) -> Box:
        """Return the box moved by millimeters."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def overlaps(self, other: Box) -> bool:
        """Tell whether two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Tell whether the other box lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with fill and stroke. ``width`` and ``dash`` are in points; ``clip`` cuts it off.

    ``tag`` says what it belongs to ("mark 12", "crossing Torkham", "leader"), "" for the ground.
    """

    path: Path
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.5
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    clip: Box | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. ``y`` is the baseline, ``size`` in points, ``angle`` counterclockwise.

    ``tag`` is "label" for the names on a map, else what the words belong to.
    """

    text: str
    x: float
    y: float
    size: float = 7.5
    color: str = "#1d1c1a"
    bold: bool = False
    italic: bool = False
    align: str = "left"
    angle: float = 0.0
    halo: str | None = None
    tag: str = ""

    @property
    def slanted(self) -> bool:
        """Whether the italic face is used: it lacks the scripts that the upright faces have."""
        return self.italic and _slants(self.text)


Item = Shape | Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished page: its size, its ground and what stands on it, undermost first.

    It is printed ``zoom`` times as large as it is measured here.
    """

    width: float
    height: float
    paper: str
    items: tuple[Item, ...]
    zoom: float = 1.0


@lru_cache(maxsize=4)
def _face(bold: bool, italic: bool) -> Face:
    """Return the face as FreeType sees it at 72 dots an inch, ten points per point."""
    from matplotlib.ft2font import FT2Font

    face = FT2Font(_font_file(bold, italic))
    face.set_size(100, 72)
    return face


def _font_file(bold: bool, italic: bool) -> str:
    from matplotlib import get_data_path

    name = {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}
    return f"{get_data_path()}/fonts/ttf/DejaVuSans{name[int(bold), int(italic)]}.ttf"


@lru_cache(maxsize=64)
def font(size: float, bold: bool = False, italic: bool = False) -> Face:
    """Return matplotlib's description of DejaVu Sans from its own file, so no font is searched."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(
        family=["DejaVu Sans", "sans-serif"],
        weight="bold" if bold else "normal",
        style="oblique" if italic else "normal",
        size=size,
        fname=_font_file(bold, italic),
    )


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Return the width of a line in millimeters."""
    if not text:
        return 0.0
    italic = italic and _slants(text)
    if text.isascii():
        return sum(_advance(c, bold, italic) for c in text) * size * MM_PER_POINT
    return _advance(text, bold, italic) * size * MM_PER_POINT


def _slants(text: str) -> bool:
    """Tell whether DejaVu Sans Oblique has a text's letters: Latin, Greek and Cyrillic."""
    return all(c < "\u0590" or "\u1e00" <= c <= "\u2060" for c in text)


@lru_cache(maxsize=20_000)
def _advance(text: str, bold: bool, italic: bool) -> float:
    """Return how far text of size 1 moves the pen."""
    from matplotlib.ft2font import LoadFlags

    face, widths = _face(bold, italic), []
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        for measured in (f"{text}|", "|"):  # the bar, so that spaces count at the end of a line
            face.set_text(measured, 0.0, flags=LoadFlags.NO_HINTING)
            widths.append(float(face.get_width_height()[0]))
    return (widths[0] - widths[1]) / 64 / 100


def words_box(words: Words) -> Box:
    """Return the box around a level line of text."""
    width = text_width(words.text, words.size, words.bold, words.italic)
    left = words.x - {"left": 0.0, "center": width / 2, "right": width}[words.align]
    size = words.size * MM_PER_POINT
    return Box(left, words.y - ASCENT * size, left + width, words.y + DESCENT * size)


def wrap(text: str, width: float, size: float, bold: bool = False, lines: int = 99) -> list[str]:
    """Return text as lines no wider than ``width`` mm; what does not fit ends in an ellipsis.

    A figure stays with the word before it ("Oct 9"); words joined by a slash may part after it.
    """
    made: list[str] = []
    for gap, word in _pieces(clean(text), width, size, bold):
        longer = f"{made[-1]}{gap}{word}" if made else word
        if made and text_width(isolate(longer), size, bold) <= width:
            made[-1] = longer
        else:
            made.append(word)
    if len(made) > lines:
        made = [*made[: lines - 1], _cut(f"{made[lines - 1]} …", width, size, bold)]
    return [isolate(line) for line in made if line]


def _pieces(text: str, width: float, size: float, bold: bool) -> Iterator[tuple[str, str]]:
    """Yield the pieces between which a line may break, each with the space before it.

    What is wider than the line by itself (an address, a hostile run of letters) is cut anywhere.
    """
    for word in _BREAK.split(text):
        gap = " "
        for part in _SLASH.split(word):
            rest = part
            while text_width(rest, size, bold) > width and len(rest) > 1:
                share = width / text_width(rest, size, bold)
                cut = max(1, min(len(rest) - 1, int(len(rest) * share * 0.95)))
                while cut > 1 and text_width(isolate(rest[:cut]), size, bold) > width:
                    cut -= 1
                yield gap, rest[:cut]
                rest, gap = rest[cut:], ""
            yield gap, rest
            gap = ""


def _cut(text: str, width: float, size: float, bold: bool) -> str:
    while text_width(text, size, bold) > width and len(text) > 2:
        text = text.removesuffix("…").rstrip()[:-1].rstrip(" ,;:–") + "…"
    return text
