"""The legend: only what is on the map, in the order of `style`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.model import LegendEntry
from geomap.style import CROSSING_SYMBOLS, FILLS, SYMBOLS

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
    events: GeoDataFrame, crossings: GeoDataFrame, contested: Sequence[str]
) -> tuple[LegendEntry, ...]:
    """Return the legend's lines for what is drawn, with counts; ``contested`` names lines."""
    drawn = events[events["mark"] != "none"]
    types, fills, marks = Counter(drawn["symbol"]), Counter(drawn["fill"]), Counter(drawn["mark"])
    entries = [LegendEntry("event", k, s.label, types[k]) for k, s in SYMBOLS.items() if types[k]]
    if set(fills) - {"solid"}:
        entries += [LegendEntry("status", k, w, fills[k]) for k, w in FILLS.items() if fills[k]]
    entries += [LegendEntry("precision", k, w, marks[k]) for k, w in _MARKS.items() if marks[k]]
    return (*entries, *_crossing_entries(crossings), *_line_entries(contested))


def _crossing_entries(crossings: GeoDataFrame) -> list[LegendEntry]:
    placed = crossings[~crossings.geometry.isna()]
    states = Counter(placed["symbol"])
    entries = [
        LegendEntry("crossing", k, s.label, states[k])
        for k, s in CROSSING_SYMBOLS.items()
        if states[k]
    ]
    inherited = int(placed["inherited"].sum())
    if inherited:
        words = "Hollow: inferred from a general statement"
        entries.append(LegendEntry("crossing", "inherited", words, inherited))
    return entries


def _line_entries(contested: Sequence[str]) -> list[LegendEntry]:
    if not contested:
        return []
    named = len(contested) <= MOST_NAMED
    words = f"Contested line ({', '.join(contested)})" if named else "Contested line"
    return [LegendEntry("line", "contested", words, len(contested))]
