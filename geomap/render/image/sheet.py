"""Sheet -> PNG, SVG, PDF: one matplotlib figure, the same bytes every time."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any, cast
from xml.sax.saxutils import escape

import numpy as np

from geomap.render.image.paper import (
    MM_PER_POINT,
    Shape,
    Sheet,
    Words,
    font,
    is_arabic,
    text_width,
)
from geomap.render.text import RTL_MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.render.image.kinds import Tool

__all__ = ["FORMATS", "Description", "render"]

#: Dots an inch of the PNG, unless another number is asked for.
DPI = 220.0
HALO_PT = 1.2
#: How hard zlib tries, 0 to 9: from 6 on a PNG hardly gets smaller.
PNG_EFFORT = 6
_ISOLATES = re.compile("[\u2066-\u2069]")
_UNUSED_TABLES = "GSUB GPOS GDEF kern MATH name post".split()
#: Nothing of the user's own settings of matplotlib changes a map.
_SETTINGS: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "geomap",
    "font.sans-serif": ["Verdana"],
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": False,
    "path.sketch": None,
    "path.effects": [],
    "text.usetex": False,
    "text.hinting": "none",  # as lines are measured
    "text.parse_math": False,
    "agg.path.chunksize": 0,
}
Description = Mapping[str, str]
_Data = Mapping[str, Any] | None


def render(sheet: Sheet, form: str, about: Description, dpi: float = DPI) -> bytes:
    """Return the sheet as a file of one of `FORMATS`; ``about`` has title, alt and description."""
    import matplotlib
    from matplotlib.figure import Figure

    size = sheet.width * sheet.zoom / 25.4, sheet.height * sheet.zoom / 25.4
    dots = dpi if form == "png" else 72.0
    with matplotlib.rc_context(cast(Any, dict(_SETTINGS))), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=size, dpi=dots, facecolor=sheet.paper)
        figure.add_artist(_artist(sheet, form, dots))
        return FORMATS[form](figure, about)


def _artist(sheet: Sheet, form: str, dpi: float) -> Tool:
    """Return the one artist of the figure, which draws every item in its order."""
    from matplotlib.artist import Artist

    class Drawing(Artist):
        def draw(self, renderer: Tool) -> None:
            pen = Pen(renderer, sheet, form, dpi)
            for is_words, items in groupby(sheet.items, lambda item: isinstance(item, Words)):
                (pen.words if is_words else pen.shapes)(list(items))

    return Drawing()


class Pen:
    """Draws items on one of matplotlib's renderers."""

    def __init__(self, renderer: Tool, sheet: Sheet, form: str, dpi: float) -> None:
        """Measure the sheet in the dots of the renderer."""
        from matplotlib.transforms import Affine2D

        self.renderer, self.form, self.zoom = renderer, form, sheet.zoom
        self.dots = dpi * sheet.zoom / 25.4
        self.height = sheet.height
        self.turned = Affine2D().scale(self.dots, -self.dots).translate(0, sheet.height * self.dots)

    def shapes(self, items: Sequence[Any]) -> None:
        """Draw shapes in their order."""
        for item in items:
            if len(item.path.vertices):
                self._shape(item)

    def words(self, items: Sequence[Any]) -> None:
        """Draw lines of text, all halos first, so that no halo covers a neighbor's letters."""
        for item in items:
            if item.halo and self.form == "svg":
                width = round(200 * HALO_PT * self.zoom)
                self.renderer.open_group(f"halo-{item.halo.removeprefix('#')}-{width}")
                self._text(item)
                self.renderer.close_group("halo")
            elif item.halo:
                self._halo(item)
        for item in items:
            if self.form == "pdf":
                self._runs(item)
            else:
                self._text(item)

    def _runs(self, item: Words) -> None:
        """Draw a line in a PDF run by run.

        Shaped letters of Arabic script are drawn as outlines, with the same letters unseen under
        them: a font whose letters are put together from parts gives each part when it is copied.
        """
        for run in _runs(item):
            if is_arabic(run.text):
                self._outlined(run, run.color)
                self._hidden(run)
            else:
                self._text(run)

    def _hidden(self, item: Words) -> None:
        """Write a line that is found and copied but not seen (PDF 32000-1, 9.3.6, mode 3)."""
        gc = self.renderer.new_gc()
        x, y = _start(item)
        place = x * self.dots, (self.height - y) * self.dots
        look = font(item.face, item.size * self.zoom)
        self.renderer.check_gc(gc, gc._rgb)
        self.renderer.file.write(b"3 Tr\n")
        self.renderer.draw_text(gc, *place, item.text, look, item.angle, False, _Plain())
        self.renderer.file.write(b"0 Tr\n")
        gc.restore()

    def _shape(self, item: Shape) -> None:
        from matplotlib.colors import to_rgba

        gc = self.renderer.new_gc()
        gc.set_foreground(to_rgba(item.stroke or "#000000", item.opacity), isRGBA=True)
        gc.set_linewidth(item.width * self.zoom if item.stroke else 0)
        gc.set_joinstyle("round")
        gc.set_capstyle("butt")
        if item.dash:
            gc.set_dashes(0, [n * self.zoom for n in item.dash])
        if item.clip:
            gc.set_clip_rectangle(self._bbox(item))
        fill = to_rgba(item.fill, item.opacity) if item.fill else None
        self.renderer.draw_path(gc, item.path, self.turned, fill)
        gc.restore()

    def _text(self, item: Words) -> None:
        from matplotlib.colors import to_rgba

        x, y = _start(item)
        gc = self.renderer.new_gc()
        gc.set_foreground(to_rgba(item.color), isRGBA=True)
        drop = self.renderer.flipy()
        place = x * self.dots, (y if drop else self.height - y) * self.dots
        look = font(item.face, item.size * self.zoom, item.bold, item.italic)
        anchor = _Anchor(item, self.turned) if self.form == "svg" else None
        text = item.text
        if self.form == "svg" and text.startswith(RTL_MARK):
            text = f"\u2067{text[1:]}\u2069"  # a browser takes the direction from an isolate only
        self.renderer.draw_text(gc, *place, text, look, item.angle, False, anchor)
        gc.restore()

    def _halo(self, item: Words) -> None:
        self._outlined(item, item.halo or item.color, 2 * HALO_PT * self.zoom)

    def _outlined(self, item: Words, color: str, width: float = 0.0) -> None:
        """Draw a line's outlines: filled, or stroked when they have a width."""
        from matplotlib.colors import to_rgba
        from matplotlib.transforms import Affine2D

        path = _outline(item.text, item.face)
        if not len(path.vertices):
            return
        x, y = _start(item)
        scale = item.size * MM_PER_POINT
        onto = Affine2D().scale(scale, -scale).rotate_deg(-item.angle).translate(x, y)
        gc = self.renderer.new_gc()
        gc.set_foreground(to_rgba(color), isRGBA=True)
        gc.set_linewidth(width)
        gc.set_joinstyle("round")
        self.renderer.draw_path(gc, path, onto + self.turned, None if width else to_rgba(color))
        gc.restore()

    def _bbox(self, item: Shape) -> Tool:
        from matplotlib.transforms import Bbox

        clip = item.clip
        assert clip is not None
        corners = [(clip.left, clip.bottom), (clip.right, clip.top)]
        return Bbox(self.turned.transform(corners))


def _runs(item: Words) -> list[Words]:
    """Return the parts of a line between isolates, each where the line has it.

    The PDF writer of matplotlib 3.11 misplaces what follows an isolate; parts need none.
    """
    parts = [part for part in _ISOLATES.split(item.text) if part]
    if len(parts) < 2 and parts == [item.text]:
        return [item]
    x, y = _start(item)
    turn, runs = radians(item.angle), []
    for part in parts:
        runs.append(replace(item, text=part, x=x, y=y, align="left"))
        width = text_width(part, item.size, item.bold, item.italic)
        x, y = x + width * cos(turn), y - width * sin(turn)
    return runs


def _start(item: Words) -> tuple[float, float]:
    """Return the left end of a line's baseline on the sheet."""
    width = text_width(item.text, item.size, item.bold, item.italic)
    back = {"left": 0.0, "center": width / 2, "right": width}[item.align]
    turn = radians(item.angle)
    return item.x - back * cos(turn), item.y + back * sin(turn)


@lru_cache(maxsize=1000)
def _outline(text: str, face: str) -> Tool:
    """Return the outline of a line of text one unit high."""
    from matplotlib.path import Path
    from matplotlib.textpath import text_to_path

    vertices, codes = text_to_path.get_text_path(font(face, 10.0), text, ismath=False)
    return Path(np.asarray(vertices).reshape(-1, 2) / text_to_path.FONT_SCALE, codes or None)


class _Plain:
    """Tells the PDF renderer to write one plain glyph a letter, without forms and parts."""

    def get_fontfeatures(self) -> tuple[str, ...]:
        return tuple("-ccmp -init -medi -fina -isol -rlig -liga -calt".split())

    def get_language(self) -> None:
        return None


class _Anchor:
    """Tells the SVG renderer where a line of text is anchored, as an artist of its own would."""

    def __init__(self, item: Words, turned: Tool) -> None:
        self._item, self._turned = item, turned

    def get_rotation_mode(self) -> str:
        return "anchor"

    def get_transform(self) -> Tool:
        return self._turned

    def get_unitless_position(self) -> tuple[float, float]:
        return self._item.x, self._item.y

    def get_ha(self) -> str:
        return self._item.align


def _png(figure: Tool, about: Description) -> bytes:
    """Return the PNG without a channel for transparency, which would cost a third of its size."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for key, name in (("Title", "title"), ("Description", "alt"), ("Comment", "description")):
        if about.get(name):
            info.add_itxt(key, about[name], lang=about.get("language", "en"))
    canvas: Tool = FigureCanvasAgg(figure)
    canvas.draw()
    target = io.BytesIO()
    image = Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3])
    image.save(target, "PNG", pnginfo=info, dpi=(figure.dpi,) * 2, compress_level=PNG_EFFORT)
    return target.getvalue()


def _pdf(figure: Tool, about: Description) -> bytes:
    data = {
        "Title": about["title"],
        "Subject": _told(about),
        "Creator": "geomap",
        "Producer": None,
        "CreationDate": None,
    }
    with _glyphs_only():
        return _saved(figure, "pdf", data)


@contextmanager
def _glyphs_only() -> Iterator[None]:
    """Spare fontTools the tables that a PDF does not use, since it places every glyph itself.

    Taking them apart costs as much as all the rest of a PDF. Where a later fontTools has no such
    list, the PDF is the same, only slower.
    """
    from fontTools.subset import Options  # type: ignore[import-untyped]

    known = getattr(Options, "_drop_tables_default", None)
    if known is None:
        yield
        return
    Options._drop_tables_default = [*known, *_UNUSED_TABLES]
    try:
        yield
    finally:
        Options._drop_tables_default = known


def _told(about: Description) -> str:
    """Return the alt text and the long description, for formats that have one place for both."""
    return "\n".join(text for text in (about["alt"], about.get("description", "")) if text)


_HALO = re.compile(r'<g id="halo-([0-9a-f]{6})-(\d+)_\d+">')


def _svg(figure: Tool, about: Description) -> bytes:
    """Return the SVG with halos as wide strokes of hidden copies, a title and a description."""
    data = {"Title": about["title"], "Creator": "geomap", "Date": None}
    text = _saved(figure, "svg", data).decode("utf-8")
    text = _HALO.sub(_halo_group, text)
    end = text.index("</title>") + len("</title>")
    text = f"{text[:end]}\n <desc>{escape(_told(about))}</desc>{text[end:]}"
    return text.replace("<svg ", '<svg role="img" ', 1).encode("utf-8")


def _halo_group(match: re.Match[str]) -> str:
    stroke = f'stroke-width="{int(match[2]) / 100:g}" stroke-linejoin="round"'
    return f'<g aria-hidden="true" stroke="#{match[1]}" {stroke}>'


def _saved(figure: Tool, form: str, data: _Data) -> bytes:
    target = io.BytesIO()
    figure.savefig(target, format=form, dpi=figure.dpi, metadata=data)
    return target.getvalue()


#: The formats of a picture: name -> how a figure becomes bytes.
FORMATS: Mapping[str, Callable[[Tool, Description], bytes]] = {
    "png": _png,
    "svg": _svg,
    "pdf": _pdf,
}
