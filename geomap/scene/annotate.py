"""Columns that the scene adds to the frames: which symbol, which mark, which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from geomap.scene.words import (
    crossing_status_words,
    event_headline,
    span_words,
    toll_words,
    where_words,
    whole,
)
from geomap.style import PRECISION_WORDS, STATUS_FILL, STATUS_WORDS, symbol_key
from geomap.style.language import ENGLISH, Strings, say

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["annotate_crossings", "annotate_events", "let_crossings_carry"]

#: UCDP GED codebook 21.1: where_prec 2 is "within 25 km around a known point".
NEAR_KM = 25.0
#: What a crossing's own mark tells.
CARRIED = ("Crossing closed", "Crossing reopened", "Crossing restricted")
#: The columns from which the words and the mark of an event are made.
WHERE = ("place_name", "admin1", "country", "where_prec")
WHEN = ("date_start", "date_end", "date_prec")
TOLLS = tuple(
    f"{m}_{e}" for m in ("fatalities", "injured", "displaced") for e in ("low", "best", "high")
)
USED = (
    *"event_type sub_event_type status actors tags geometry".split(),
    *WHERE,
    *WHEN,
    *TOLLS,
)


def annotate_events(events: GeoDataFrame, strings: Strings = ENGLISH) -> GeoDataFrame:
    """Return the events with the scene's columns; ``frame`` is still to be chosen."""
    rows = _records(events)
    marks = [_mark(row) for row in rows]
    return events.assign(
        symbol=[symbol_key(row["event_type"]) for row in rows],
        fill=[STATUS_FILL.get(row["status"], "faded") for row in rows],
        mark=marks,
        radius_km=[NEAR_KM if mark == "ring" else None for mark in marks],
        headline=[event_headline(row, strings) for row in rows],
        where_words=_told(rows, WHERE, lambda row: where_words(row, strings)),
        when_words=_told(rows, WHEN, lambda row: _when(row, strings)),
        toll_words=_told(rows, TOLLS, lambda row: toll_words(row, strings)),
        frame="",
        why_unmapped=[_why_unmapped(row, m, strings) for row, m in zip(rows, marks, strict=True)],
    )


def _records(events: GeoDataFrame) -> list[dict[str, Any]]:
    """Return what the words need of each row; ten times faster than a frame's own records."""
    cells = [events[name].to_numpy(object) for name in USED]
    return [dict(zip(USED, row, strict=True)) for row in zip(*cells, strict=True)]


def _told(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], tell: Callable[[Any], str]
) -> list[str]:
    """Return the words of each row; rows that agree in what they are made of are told once."""
    key_of = itemgetter(*names)
    known: dict[Any, str] = {}
    words = []
    for row in rows:
        key = key_of(row)
        if key not in known:
            known[key] = tell(row)
        words.append(known[key])
    return words


def annotate_crossings(crossings: GeoDataFrame, strings: Strings = ENGLISH) -> GeoDataFrame:
    """Return the crossings with the scene's columns."""
    rows = crossings.to_dict("records")
    return crossings.assign(
        symbol=[row["status"] for row in rows],
        inherited=[row["scope"] == "generic" for row in rows],
        when_words=[_as_of(row, strings) for row in rows],
        status_words=[crossing_status_words(row, strings) for row in rows],
    )


def let_crossings_carry(events: GeoDataFrame, crossings: GeoDataFrame) -> GeoDataFrame:
    """Return the events with the mark "crossing" where a crossing's own mark tells them.

    A crossing that was closed, reopened or restricted and that is on the map needs no second mark.
    """
    placed = set(crossings["crossing_id"][~crossings.geometry.isna()])
    carried = events["sub_event_type"].isin(CARRIED) & events["place_id"].isin(placed)
    carried &= events["mark"].isin(["point", "ring"])
    return events.assign(mark=events["mark"].mask(carried, "crossing"))


def _day(text: Any) -> date | None:  # noqa: ANN401 - a cell of a frame
    return date.fromisoformat(text[:10]) if isinstance(text, str) and text else None


def _when(row: Mapping[str, Any], strings: Strings) -> str:
    start, end = _day(row["date_start"]), _day(row["date_end"])
    return span_words(start, end, whole(row["date_prec"]), strings)


def _as_of(row: Mapping[str, Any], strings: Strings) -> str:
    as_of = _day(row["as_of"])
    if as_of is None:
        return say(strings, "date not given")
    return say(strings, "as of {day}", day=span_words(as_of, as_of, strings=strings))


def _mark(row: Mapping[str, Any]) -> str:
    """Return how an event is drawn; only an exactly known place gets a point."""
    shape, precision = row["geometry"], whole(row["where_prec"])
    if row["status"] in ("negated", "hypothetical") or shape is None or shape.is_empty:
        return "none"
    if precision == 1:
        return "point"
    if precision == 2:
        return "ring"
    if precision not in (3, 4, 5):
        return "none"
    kinds = {"Polygon": "area", "LineString": "line"}
    return kinds.get(shape.geom_type.removeprefix("Multi"), "none")


def _why_unmapped(row: Mapping[str, Any], mark: str, strings: Strings) -> str:
    if mark != "none":
        return ""
    if row["status"] in ("negated", "hypothetical"):
        return say(strings, STATUS_WORDS[row["status"]])
    precision = whole(row["where_prec"])
    if precision is None:
        name = (row.get("place_words") or "").strip()
        if name:
            return say(strings, "place not in the gazetteer: {place}", place=name)
        return say(strings, "no place given")
    words = say(strings, PRECISION_WORDS[precision])
    if precision >= 6:
        return f"{words} ({say(strings, row['country'] or row['place_name'])})"
    place = say(strings, row["place_name"])
    return say(
        strings, "{place}: {precision}, and its area is not known", place=place, precision=words
    )
