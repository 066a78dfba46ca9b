"""The legend: only what is on the map, in the order of `style`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.model import LegendEntry
from geomap.scene.titles import is_report
from geomap.style import CROSSING_SYMBOLS, FILLS, SYMBOLS
from geomap.style.language import ENGLISH, Strings, say

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["make_legend"]

_MARKS = {
    "ring": "Near this place (dashed ring: 25 km)",
    "area": "Known only to this area",
    "line": "Known only along this line",
}
#: More contested lines than this are named on the map only.
MOST_NAMED = 3


def make_legend(
    events: GeoDataFrame,
    crossings: GeoDataFrame,
    contested: Sequence[str],
    strings: Strings = ENGLISH,
) -> tuple[LegendEntry, ...]:
    """Return the legend's lines for what is drawn, with counts; ``contested`` names lines."""
    drawn = events[~events["mark"].isin(["none", "crossing"])]
    types, fills, marks = Counter(drawn["symbol"]), Counter(drawn["fill"]), Counter(drawn["mark"])
    entries = [_entry("event", k, s.label, types[k], strings) for k, s in SYMBOLS.items()]
    if set(fills) - {"solid"}:
        labels = {**FILLS, "hollow": _hollow(drawn)}
        entries += [_entry("status", k, words, fills[k], strings) for k, words in labels.items()]
    entries += [_entry("precision", k, words, marks[k], strings) for k, words in _MARKS.items()]
    found = (*entries, *_crossing_entries(crossings, strings), *_line_entries(contested, strings))
    return tuple(entry for entry in found if entry.count)


def _hollow(drawn: GeoDataFrame) -> str:
    """Return what a hollow mark means on this map."""
    hollow = (drawn["fill"] == "hollow").to_numpy(bool)
    if hollow.any() and is_report(drawn)[hollow].all():
        return "News report coded by machine, not verified"
    return FILLS["hollow"]


def _entry(group: str, key: str, words: str, count: int, strings: Strings) -> LegendEntry:
    return LegendEntry(group, key, say(strings, words), count)


def _crossing_entries(crossings: GeoDataFrame, strings: Strings) -> list[LegendEntry]:
    placed = crossings[~crossings.geometry.isna()]
    states, inherited = Counter(placed["symbol"]), int(placed["inherited"].sum())
    words = "Hollow: inferred from a general statement"
    return [
        *(_entry("crossing", k, s.label, states[k], strings) for k, s in CROSSING_SYMBOLS.items()),
        _entry("crossing", "inherited", words, inherited, strings),
    ]


def _line_entries(contested: Sequence[str], strings: Strings) -> list[LegendEntry]:
    named = ", ".join(say(strings, name) for name in contested)
    words = say(strings, "Contested line")
    if len(contested) <= MOST_NAMED:
        words = f"{words} ({named})"
    return [LegendEntry("line", "contested", words, len(contested))]
