"""Symbols, colors and words of every event type and status: data, not code.

The same tables serve the page, the picture and the report, so that a mark looks and is called the
same everywhere. Shapes are SVG paths in a box from -10 to 10, y down; every type is told apart by
shape alone, color only groups. Contrast: hues are those of ``docs/look.md``, each drawn with an ink
outline so that 3:1 against the land (WCAG 2.2, 1.4.11) is carried by the outline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = [
    "CROSSING_SYMBOLS",
    "DISCLAIMER",
    "EVENT_TYPES",
    "FILLS",
    "GROUP_WORDS",
    "HATCHES",
    "PALETTE",
    "PRECISION_WORDS",
    "STATUS_FILL",
    "STATUS_WORDS",
    "SYMBOLS",
    "Palette",
    "Symbol",
    "symbol_key",
]


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one kind of mark is drawn: ``path`` is an SVG path in a box from -10 to 10, y down."""

    key: str
    label: str
    group: str
    path: str
    color: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors of one theme: the quiet ground, and one hue for each group of events."""

    land: str
    neighbor: str
    sea: str
    country_line: str
    contested_line: str
    admin1_line: str
    town: str
    label: str
    water_label: str
    ink: str
    paper: str
    muted: str
    coast: str
    division_label: str
    violence: str
    unrest: str
    state: str
    diplomacy: str
    other: str
    #: Counts of events, from few to many.
    shade_1: str
    shade_2: str
    shade_3: str
    shade_4: str
    shade_5: str


_VIOLENCE, _UNREST, _STATE, _TALKS, _OTHER = "#c8401f", "#e0a000", "#1f5fa8", "#2e7d6b", "#77736c"

#: Themes: ``light`` and ``dark`` for screens, ``print`` for black and white. Colors that are one in
#: the light theme are one in every theme, so that a finished picture can be recolored.
PALETTE: Mapping[str, Palette] = MappingProxyType(
    {
        "light": Palette(
            land="#f4f2ee",
            neighbor="#ebe8e2",
            sea="#dfe8ee",
            country_line="#8a8680",
            contested_line="#8a8680",
            admin1_line="#cfcac2",
            town="#6b6760",
            label="#4a4742",
            water_label="#6d8796",
            ink="#1d1c1a",
            paper="#ffffff",
            muted="#6b6760",
            coast="#a9bcc8",
            division_label="#8b867e",
            violence=_VIOLENCE,
            unrest=_UNREST,
            state=_STATE,
            diplomacy=_TALKS,
            other=_OTHER,
            # One hue that no group of events has, in even steps of lightness: ColorBrewer's
            # Purples (https://colorbrewer2.org, Apache License 2.0).
            shade_1="#bcbddc",
            shade_2="#9e9ac8",
            shade_3="#807dba",
            shade_4="#6a51a3",
            shade_5="#4a1486",
        ),
        "dark": Palette(
            land="#2b3034",
            neighbor="#262a2e",
            sea="#1a1e21",
            country_line="#8d9398",
            contested_line="#8d9398",
            admin1_line="#43494e",
            town="#a4aab0",
            label="#c9ced2",
            water_label="#6f8797",
            ink="#f1f2f3",
            paper="#1f2326",
            muted="#a4aab0",
            coast="#3c474e",
            division_label="#868d93",
            violence="#f0714f",
            unrest="#f2bd3a",
            state="#6ea6e6",
            diplomacy="#5fb8a2",
            other="#a9a59d",
            shade_1="#5b4a94",
            shade_2="#7a64b5",
            shade_3="#9e8fcf",
            shade_4="#c3b9e4",
            shade_5="#efeafa",
        ),
        "print": Palette(
            land="#ffffff",
            neighbor="#f3f3f3",
            sea="#e3e3e3",
            country_line="#6f6f6f",
            contested_line="#6f6f6f",
            admin1_line="#c4c4c4",
            town="#555555",
            label="#333333",
            water_label="#6b6b6b",
            ink="#111111",
            paper="#ffffff",
            muted="#555555",
            coast="#a8a8a8",
            division_label="#777777",
            violence="#1a1a1a",
            unrest="#cccccc",
            state="#747474",
            diplomacy="#474747",
            other="#8c8c8c",
            shade_1="#d9d9d9",
            shade_2="#bdbdbd",
            shade_3="#969696",
            shade_4="#636363",
            shade_5="#252525",
        ),
    }
)

_OPEN, _CLOSED, _PARTIAL, _UNKNOWN = "#2e7d6b", "#c8401f", "#e0a000", "#ffffff"

_CIRCLE = "M8 0A8 8 0 1 1 -8 0A8 8 0 1 1 8 0Z"
_SMALL_CIRCLE = "M6 0A6 6 0 1 1 -6 0A6 6 0 1 1 6 0Z"
_BURST = (
    "M0 -10L2.3 -5.5L7.1 -7.1L5.5 -2.3L10 0L5.5 2.3L7.1 7.1L2.3 5.5"
    "L0 10L-2.3 5.5L-7.1 7.1L-5.5 2.3L-10 0L-5.5 -2.3L-7.1 -7.1L-2.3 -5.5Z"
)
_DIAMOND = "M0 -9.5L9.5 0L0 9.5L-9.5 0Z"
_SQUARE = "M-7 -7H7V7H-7Z"
_NOTCHED = "M-7 -7L0 -2.5L7 -7V7H-7Z"
_PENTAGON = "M0 -9L8.6 -2.8L5.3 7.3H-5.3L-8.6 -2.8Z"
_GATE = "M-8.5 -8H-4.5V-2.5H4.5V-8H8.5V8H4.5V2.5H-4.5V8H-8.5Z"
_RING = (
    "M8.5 0A8.5 8.5 0 1 1 -8.5 0A8.5 8.5 0 1 1 8.5 0Z"
    "M5 0A5 5 0 1 0 -5 0A5 5 0 1 0 5 0Z"
    "M2.6 0A2.6 2.6 0 1 1 -2.6 0A2.6 2.6 0 1 1 2.6 0Z"
)

_EVENT_SYMBOLS = (
    Symbol("battles", "Battles", "violence", _CIRCLE, _VIOLENCE),
    Symbol("explosions", "Explosions/Remote violence", "violence", _BURST, _VIOLENCE),
    Symbol("civilians", "Violence against civilians", "violence", _DIAMOND, _VIOLENCE),
    Symbol("protests", "Protests", "unrest", _SQUARE, _UNREST),
    Symbol("riots", "Riots", "unrest", _NOTCHED, _UNREST),
    Symbol("strategic", "Strategic developments", "state", _PENTAGON, _STATE),
    Symbol("border", "Border control", "state", _GATE, _STATE),
    Symbol("diplomacy", "Diplomacy", "diplomacy", _RING, _TALKS),
    Symbol("other", "Other", "other", _SMALL_CIRCLE, _OTHER),
)

#: Every event symbol by key, in the order of the legend.
SYMBOLS: Mapping[str, Symbol] = MappingProxyType({s.key: s for s in _EVENT_SYMBOLS})

#: The event types in the order in which every list names them.
EVENT_TYPES: tuple[str, ...] = tuple(s.label for s in _EVENT_SYMBOLS)

#: The groups of event types in words, where an area stands for a group.
GROUP_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "violence": "Violence",
        "unrest": "Unrest",
        "state": "State and border",
        "diplomacy": "Diplomacy",
        "other": "Other",
    }
)

#: How the area of a group is hatched: degrees of its lines, counterclockwise from the level.
HATCHES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "violence": (45.0,),
        "unrest": (135.0,),
        "state": (45.0, 135.0),
        "diplomacy": (0.0,),
        "other": (90.0,),
    }
)

_POSTS = "M-10 -7H-7V7H-10ZM7 -7H10V7H7Z"

#: A bar between two posts: open has a gap, closed is solid, partial is half, unknown is outlined.
CROSSING_SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {
        s.key: s
        for s in (
            Symbol("open", "Crossing open", "crossing", _POSTS, _OPEN),
            Symbol(
                "partial", "Crossing partly open", "crossing", _POSTS + "M-7 -3H0V3H-7Z", _PARTIAL
            ),
            Symbol("closed", "Crossing closed", "crossing", _POSTS + "M-7 -3H7V3H-7Z", _CLOSED),
            Symbol(
                "unknown",
                "Crossing, status unknown",
                "crossing",
                _POSTS + "M-7 -3H7V3H-7Z",
                _UNKNOWN,
            ),
        )
    }
)

#: How sure we are, as a fill: the status of an event decides it.
FILLS: Mapping[str, str] = MappingProxyType(
    {
        "solid": "Occurred or ongoing",
        "hollow": "Alleged or claimed",
        "dashed": "Planned",
        "faded": "Background",
    }
)

STATUS_FILL: Mapping[str, str] = MappingProxyType(
    {
        "occurred": "solid",
        "ongoing": "solid",
        "alleged": "hollow",
        "claimed": "hollow",
        "planned": "dashed",
        "background": "faded",
    }
)

STATUS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "occurred": "reported",
        "ongoing": "ongoing",
        "planned": "planned",
        "alleged": "alleged",
        "claimed": "claimed",
        "hypothetical": "hypothetical",
        "negated": "reported not to have happened",
        "background": "background",
    }
)

#: UCDP GED where_prec 1-7 (codebook 21.1, "where_prec") in words for the reader.
PRECISION_WORDS: Mapping[int, str] = MappingProxyType(
    {
        1: "exact place",
        2: "near this place",
        3: "district, not exact",
        4: "province, not exact",
        5: "along a line or in a region, not exact",
        6: "known only to the country",
        7: "at sea or in the air",
    }
)

DISCLAIMER = (
    "The boundaries and names shown do not imply endorsement or acceptance by the publisher."
)


def symbol_key(event_type: str) -> str:
    """Return the key of the symbol for an event type; an unknown type is "other".

    >>> symbol_key("Explosions/Remote violence")
    'explosions'
    """
    return next((s.key for s in _EVENT_SYMBOLS if s.label == event_type), "other")
