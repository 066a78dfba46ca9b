"""Words for the reader, written from the data: the same on page, picture and report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geomap.gazetteer import fold
from geomap.style import PRECISION_WORDS
from geomap.style.language import ENGLISH, Strings, say

__all__ = [
    "crossing_status_words",
    "date_words",
    "event_headline",
    "join_words",
    "span_words",
    "toll_words",
    "where_words",
]

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTHS_LONG = (
    "January February March April May June July August September October November December"
).split()


def join_words(words: Sequence[str], strings: Strings = ENGLISH) -> str:
    """Return words as a list in a sentence.

    >>> join_words(["Kunar", "Khost", "Paktia"])
    'Kunar, Khost and Paktia'
    """
    if len(words) < 2:
        return "".join(words)
    return say(strings, "{list} and {last}", list=", ".join(words[:-1]), last=words[-1])


def date_words(day: date, strings: Strings = ENGLISH) -> str:
    """Return one day, e.g. "Oct 12, 2025"."""
    month = say(strings, _MONTHS[day.month - 1])
    return say(strings, "{month} {day}, {year}", month=month, day=day.day, year=day.year)


def _month_words(start: date, end: date, strings: Strings) -> str:
    first, last = (say(strings, _MONTHS_LONG[day.month - 1]) for day in (start, end))
    if start.year != end.year:
        months = [
            say(strings, "{month} {year}", month=month, year=day.year)
            for month, day in ((first, start), (last, end))
        ]
        return " – ".join(months)
    if start.month == end.month:
        return say(strings, "{month} {year}", month=first, year=end.year)
    return say(strings, "{first}–{last} {year}", first=first, last=last, year=end.year)


def span_words(
    start: date | None,
    end: date | None,
    precision: int | None = None,
    strings: Strings = ENGLISH,
) -> str:
    """Return an interval in words; coarse precision (month or longer) is not shown as days.

    >>> span_words(date(2025, 10, 12), date(2025, 10, 15))
    'Oct 12–15, 2025'
    >>> span_words(date(2025, 10, 1), date(2025, 10, 29), 4)
    'October 2025'
    >>> span_words(None, None)
    'date not given'
    """
    if start is None or end is None:
        return _open_words(start, end, strings)
    if start == end:
        return date_words(start, strings)
    if precision is not None and precision >= 4:
        return _month_words(start, end, strings)
    month = say(strings, _MONTHS[start.month - 1])
    if (start.year, start.month) == (end.year, end.month):
        days = f"{start.day}–{end.day}"
        return say(strings, "{month} {day}, {year}", month=month, day=days, year=end.year)
    if start.year != end.year:
        return f"{date_words(start, strings)} – {date_words(end, strings)}"
    first = say(strings, "{month} {day}", month=month, day=start.day)
    return f"{first} – {date_words(end, strings)}"


def _open_words(start: date | None, end: date | None, strings: Strings) -> str:
    if start:
        return say(strings, "from {day}", day=date_words(start, strings))
    if end:
        return say(strings, "until {day}", day=date_words(end, strings))
    return say(strings, "date not given")


#: Counts that a text gives only as a word: what the reader is told instead of the figure.
_VAGUE: Final = {
    (12, 12, 99): "dozens",
    (20, 40, 99): "scores",
    (100, 100, 999): "hundreds",
    (1000, 1000, 9999): "thousands",
}


def _count_words(
    low: int | None, best: int | None, high: int | None, phrase: str, strings: Strings
) -> str:
    figure = best if best is not None else low if low is not None else high
    if figure is None:
        return ""
    low, high = figure if low is None else low, figure if high is None else high
    if figure == 0 and not high:
        return ""
    vague = _VAGUE.get((low, figure, high))
    if vague:
        return say(strings, phrase, n=say(strings, vague))
    words = say(strings, phrase, n=f"{figure:,}")
    if low == high:
        return words
    return f"{words} ({say(strings, 'claims {low} to {high}', low=f'{low:,}', high=f'{high:,}')})"


def toll_words(row: Mapping[str, Any], strings: Strings = ENGLISH) -> str:
    """Return the toll of an event's row; claims are given as a range, never added.

    >>> toll_words({"fatalities_low": 23, "fatalities_best": 23, "fatalities_high": 58})
    '23 killed (claims 23 to 58)'
    """
    parts = []
    for metric, phrase in (
        ("fatalities", "{n} killed"),
        ("injured", "{n} injured"),
        ("displaced", "{n} displaced"),
    ):
        low, best, high = (whole(row.get(f"{metric}_{end}")) for end in ("low", "best", "high"))
        parts.append(_count_words(low, best, high, phrase, strings))
    return ", ".join(p for p in parts if p)


def whole(value: Any) -> int | None:  # noqa: ANN401 - any cell of a frame
    """Return a cell as int, or None when it is missing."""
    if type(value) is int:  # nearly always, and asking pandas is slow
        return value
    return None if value is None or pd.isna(value) else int(value)


def where_words(row: Mapping[str, Any], strings: Strings = ENGLISH) -> str:
    """Return the place of an event's row and how precisely it is known."""
    name = row.get("place_name") or ""
    precision = whole(row.get("where_prec"))
    if not name or precision is None:
        return say(strings, "place not given")
    if precision == 1:
        return with_admin(row, strings)
    return f"{with_admin(row, strings)} ({say(strings, PRECISION_WORDS[precision])})"


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold(name)


def with_admin(row: Mapping[str, Any], strings: Strings = ENGLISH) -> str:
    """Return "place, first-order division, country" without repeating a name.

    >>> with_admin({"place_name": "Kabul", "admin1": "Kābul", "country": "Afghanistan"})
    'Kabul, Afghanistan'
    """
    names = [row.get(key) or "" for key in ("place_name", "admin1", "country")]
    kept = {_folded(name): name for name in reversed(names) if name}
    return ", ".join(say(strings, name) for name in reversed(kept.values()))


def _actor_words(actors: Sequence[Mapping[str, str]], strings: Strings) -> str:
    sides = {slot: [a["name"] for a in actors if a["slot"] == slot] for slot in ("a", "b")}
    if sides["a"] and sides["b"]:
        return f"{join_words(sides['a'], strings)} – {join_words(sides['b'], strings)}"
    return join_words(sides["a"] or sides["b"], strings)


def event_headline(row: Mapping[str, Any], strings: Strings = ENGLISH) -> str:
    """Return one line for an event: what, who, where."""
    what = row.get("sub_event_type") or row["event_type"]
    if what == "Other":
        what = row["event_type"]
    what = say(strings, what)
    if "report" in (row.get("tags") or []):  # what a machine read in one article, see read.gdelt
        what = f"{say(strings, 'News report')}: {what}"
    who = _actor_words(row.get("actors") or [], strings)
    where = say(strings, row.get("place_name") or "")
    return ", ".join(part for part in (f"{what}: {who}" if who else what, where) if part)


def crossing_status_words(row: Mapping[str, Any], strings: Strings = ENGLISH) -> str:
    """Return a crossing's status with its date and scope, never more than was reported."""
    states = {"open": "open", "closed": "closed", "partial": "partly open"}
    words = say(strings, states.get(row["status"], "status unknown"))
    if row.get("detail"):
        words += f" ({row['detail']})"
    if row.get("since"):
        day = date_words(date.fromisoformat(row["since"]), strings)
        words += f" {say(strings, 'since {day}', day=day)}"
    if row.get("as_of"):
        day = date_words(date.fromisoformat(row["as_of"]), strings)
        words += f", {say(strings, 'as of {day}', day=day)}"
    if row.get("scope") == "generic":
        inferred = "inferred from a statement about the crossings as a whole"
        words += f"; {say(strings, inferred)}"
    return words
