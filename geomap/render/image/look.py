"""How a picture looks: for which purpose it is sized, and in which theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from geomap.errors import InputError
from geomap.render.image.paper import Sheet, Words
from geomap.style import PALETTE, Palette

if TYPE_CHECKING:
    from geomap.render.image.paper import Item

__all__ = ["SIZES", "THEMES", "Look", "Size", "themed"]

THEMES: tuple[str, ...] = tuple(PALETTE)
_OWN_SIZE = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)mm")
#: The least and the most (mm) of a page's sides.
LEAST, MOST = (120.0, 85.0), 1200.0
LEAST_DPI, MOST_DPI = 50, 1200


@dataclass(frozen=True, slots=True)
class Size:
    """A page: width and height in mm (None: as tall as it needs), dots an inch of its PNG.

    ``zoom`` enlarges everything, so that words on a slide are larger than in print; ``turns``
    says that the page may lie on its side where the map is larger so.
    """

    width: float
    height: float | None
    dpi: float = 220.0
    zoom: float = 1.0
    turns: bool = False


#: Pages by purpose. ``page`` is as wide as the text of an A4 report and as tall as it needs;
#: ``slide`` is 1920 x 1080 pixels, ``square`` 1080 x 1080 and ``social`` 1200 x 630.
SIZES: Mapping[str, Size] = MappingProxyType(
    {
        "page": Size(190.0, None),
        "a4": Size(210.0, 297.0, turns=True),
        "a5": Size(148.0, 210.0, turns=True),
        "half": Size(190.0, 130.0),
        "slide": Size(1920 / 144 * 25.4, 1080 / 144 * 25.4, 144.0, 1.45),
        "square": Size(150.0, 150.0, 1080 / 150 * 25.4),
        "social": Size(180.0, 94.5, 1200 / 180 * 25.4),
    }
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the user chose of a picture's looks.

    ``size`` is a name of `SIZES` or ``WIDTHxHEIGHTmm``; ``dpi`` None takes the size's own.

    >>> Look(size="120x90mm").page
    Size(width=120.0, height=90.0, dpi=220.0, zoom=1.0, turns=False)
    """

    size: str = "page"
    theme: str = "light"
    dpi: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no picture can have."""
        if self.theme not in THEMES:
            msg = f"{self.theme!r} is no theme; use {', '.join(THEMES)}."
            raise InputError(msg)
        if self.dpi is not None and not LEAST_DPI <= self.dpi <= MOST_DPI:
            msg = f"{self.dpi:g} dots an inch cannot be drawn; use {LEAST_DPI} to {MOST_DPI}."
            raise InputError(msg)
        _page(self.size)

    @property
    def page(self) -> Size:
        """The size of the page, with the dots an inch that were asked for."""
        page = _page(self.size)
        return page if self.dpi is None else replace(page, dpi=float(self.dpi))


def _page(size: str) -> Size:
    if size in SIZES:
        return SIZES[size]
    match = _OWN_SIZE.fullmatch(size)
    if match is None:
        msg = f"{size!r} is no size; use {', '.join(SIZES)} or WIDTHxHEIGHTmm, as in 120x90mm."
        raise InputError(msg)
    width, height = float(match[1]), float(match[2])
    if not (LEAST[0] <= width <= MOST and LEAST[1] <= height <= MOST):
        msg = f"{size!r} has no room for a map; use {LEAST[0]:g}x{LEAST[1]:g}mm to {MOST:g}mm."
        raise InputError(msg)
    return Size(width, height)


def themed(sheet: Sheet, theme: str) -> Sheet:
    """Return a sheet that was drawn in the light theme with the colors of another."""
    if theme == "light":
        return sheet
    colors = _colors(PALETTE["light"], PALETTE[theme])
    items = tuple(_recolored(item, colors) for item in sheet.items)
    return replace(sheet, paper=colors.get(sheet.paper, sheet.paper), items=items)


def _colors(light: Palette, other: Palette) -> dict[str | None, str]:
    return {getattr(light, f.name): getattr(other, f.name) for f in fields(Palette)}


def _recolored(item: Item, colors: Mapping[str | None, str]) -> Item:
    if isinstance(item, Words):
        color = colors.get(item.color, item.color)
        return replace(item, color=color, halo=colors.get(item.halo, item.halo))
    fill, stroke = colors.get(item.fill, item.fill), colors.get(item.stroke, item.stroke)
    return cast("Item", replace(item, fill=fill, stroke=stroke))
