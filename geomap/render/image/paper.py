"""What stands on the sheet: frozen shapes and words, in millimeters from the upper left corner."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.render.image.kinds import Face
from geomap.render.text import clean, isolate

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

__all__ = [
    "MM_PER_POINT",
    "Box",
    "Item",
    "Shape",
    "Sheet",
    "Words",
    "font",
    "font_file",
    "is_arabic",
    "leading",
    "text_width",
    "words_box",
    "wrap",
]

MM_PER_POINT = 25.4 / 72
#: Height of capitals and depth of descenders of DejaVu Sans, as shares of the type size.
ASCENT, DESCENT = 0.76, 0.24
#: Baseline to baseline, as a share of the type size; Arabic script stands higher and hangs lower.
LEADING, ARABIC_LEADING = 1.28, 1.55


#: Where a line may break: at a space before anything but a figure, and after a slash.
_BREAK, _SLASH = re.compile(r" (?!\d)"), re.compile(r"(?<=[^\W\d]/)(?=[^\W\d])")


_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")


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

    path: Outline
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
    def face(self) -> str:
        """The file of its face."""
        return font_file(self.text, self.bold, self.italic)


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


@lru_cache(maxsize=8)
def _face(path: str) -> Face:
    """Return the face as FreeType sees it at 72 dots an inch, ten points per point."""
    from matplotlib.ft2font import FT2Font

    face = FT2Font(path)
    face.set_size(100, 72)
    return face


@lru_cache(maxsize=20_000)
def font_file(text: str, bold: bool = False, italic: bool = False) -> str:
    """Return the file of the face for a line: DejaVu Sans, or Noto Sans Arabic for that script.

    DejaVu Sans lacks letters of Urdu and Pashto (U+06C1, U+06CD, U+06D2).
    """
    if is_arabic(text) and (arabic := _arabic_file()):
        return arabic
    from matplotlib import get_data_path

    name = {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}
    style = name[int(bold), int(italic and _slants(text))]
    return f"{get_data_path()}/fonts/ttf/DejaVuSans{style}.ttf"


def is_arabic(text: str) -> bool:
    """Tell whether text has letters of Arabic script."""
    return _ARABIC.search(text) is not None


def leading(text: str) -> float:
    """Return baseline to baseline for a line, as a share of its size."""
    return ARABIC_LEADING if is_arabic(text) else LEADING


@lru_cache(maxsize=1)
def _arabic_file() -> str:
    """Return the file of Noto Sans Arabic, found without importing its package; "" if absent."""
    spec = find_spec("fontpkg_noto_sans_arabic")
    folders = spec.submodule_search_locations if spec else None
    found = [p for folder in folders or () for p in Path(folder).glob("files/NotoSansArabic*.ttf")]
    return str(min(found)) if found else ""


@lru_cache(maxsize=64)
def font(path: str, size: float, bold: bool = False, italic: bool = False) -> Face:
    """Return matplotlib's description of a face from its own file, so no font is searched."""
    from matplotlib.font_manager import FontProperties

    arabic = path == _arabic_file()
    return FontProperties(
        family=["Noto Sans Arabic", "Tahoma", "sans-serif"]
        if arabic
        else ["DejaVu Sans", "sans-serif"],
        weight="bold" if bold else "normal",
        style="oblique" if italic else "normal",
        size=size,
        fname=path,
    )


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Return the width of a line in millimeters."""
    if not text:
        return 0.0
    path = font_file("" if text.isascii() else text, bold, italic)
    if text.isascii():
        return sum(_advance(c, path) for c in text) * size * MM_PER_POINT
    return _advance(text, path) * size * MM_PER_POINT


def _slants(text: str) -> bool:
    """Tell whether DejaVu Sans Oblique has a text's letters: Latin, Greek and Cyrillic."""
    return all(c < "\u0590" or "\u1e00" <= c <= "\u2060" for c in text)


@lru_cache(maxsize=20_000)
def _advance(text: str, path: str) -> float:
    """Return how far text of size 1 moves the pen."""
    from matplotlib.ft2font import LoadFlags

    face, widths = _face(path), []
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
