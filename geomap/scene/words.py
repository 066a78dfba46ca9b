"""Words for the reader, written from the data: the same on page, picture and report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from geomap.style import PRECISION_WORDS

__all__ = [
    "crossing_status_words",
    "date_words",
    "event_headline",
    "join_words",
    "plural",
    "span_words",
    "toll_words",
    "where_words",
]

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTHS_LONG = (
    "January February March April May June July August September October November December"
).split()


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun.

    >>> plural(1, "event"), plural(7, "event"), plural(2, "country", "countries")
    ('1 event', '7 events', '2 countries')
    """
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def join_words(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> join_words(["Kunar", "Khost", "Paktia"])
    'Kunar, Khost and Paktia'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def date_words(day: date) -> str:
    """Return one day, e.g. "Oct 12, 2025"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _month_words(start: date, end: date) -> str:
    first, last = _MONTHS_LONG[start.month - 1], _MONTHS_LONG[end.month - 1]
    if start.year != end.year:
        return f"{first} {start.year} – {last} {end.year}"
    return f"{first} {end.year}" if first == last else f"{first}–{last} {end.year}"


def span_words(start: date | None, end: date | None, precision: int | None = None) -> str:
    """Return an interval in words; coarse precision (month or longer) is not shown as days.

    >>> span_words(date(2025, 10, 12), date(2025, 10, 15))
    'Oct 12–15, 2025'
    >>> span_words(date(2025, 10, 1), date(2025, 10, 29), 4)
    'October 2025'
    >>> span_words(None, None)
    'date not given'
    """
    if start is None and end is None:
        return "date not given"
    if start is None or end is None:
        return f"from {date_words(start)}" if start else f"until {date_words(end)}"  # type: ignore[arg-type]
    if start == end:
        return date_words(start)
    if precision is not None and precision >= 4:
        return _month_words(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month - 1]} {start.day}–{end.day}, {start.year}"
    first = date_words(start) if start.year != end.year else date_words(start).split(",")[0]
    return f"{first} – {date_words(end)}"


def _count_words(low: int | None, best: int | None, high: int | None, verb: str) -> str:
    figure = best if best is not None else low if low is not None else high
    if figure is None:
        return ""
    low, high = figure if low is None else low, figure if high is None else high
    if figure == 0 and not high:
        return ""
    spread = f" (claims {low:,} to {high:,})" if low != high else ""
    return f"{figure:,} {verb}{spread}"


def toll_words(row: Mapping[str, Any]) -> str:
    """Return the toll of an event's row; claims are given as a range, never added.

    >>> toll_words({"fatalities_low": 23, "fatalities_best": 23, "fatalities_high": 58})
    '23 killed (claims 23 to 58)'
    """
    parts = []
    for metric, verb in (
        ("fatalities", "killed"),
        ("injured", "injured"),
        ("displaced", "displaced"),
    ):
        low, best, high = (whole(row.get(f"{metric}_{end}")) for end in ("low", "best", "high"))
        parts.append(_count_words(low, best, high, verb))
    return ", ".join(p for p in parts if p)


def whole(value: Any) -> int | None:  # noqa: ANN401 - any cell of a frame
    """Return a cell as int, or None when it is missing."""
    if type(value) is int:  # nearly always, and asking pandas is slow
        return value
    return None if value is None or pd.isna(value) else int(value)


def where_words(row: Mapping[str, Any]) -> str:
    """Return the place of an event's row and how precisely it is known."""
    name = row.get("place_name") or ""
    precision = whole(row.get("where_prec"))
    if not name or precision is None:
        return "place not given"
    if precision == 1:
        return with_admin(row)
    return f"{with_admin(row)} ({PRECISION_WORDS[precision]})"


def with_admin(row: Mapping[str, Any]) -> str:
    """Return "place, first-order division, country" without repeating a name."""
    names = [row.get(key) or "" for key in ("place_name", "admin1", "country")]
    return ", ".join(dict.fromkeys(n for n in names if n))


def _actor_words(actors: Sequence[Mapping[str, str]]) -> str:
    sides = {slot: [a["name"] for a in actors if a["slot"] == slot] for slot in ("a", "b")}
    if sides["a"] and sides["b"]:
        return f"{join_words(sides['a'])} – {join_words(sides['b'])}"
    return join_words(sides["a"] or sides["b"])


def event_headline(row: Mapping[str, Any]) -> str:
    """Return one line for an event: what, who, where."""
    what = row.get("sub_event_type") or row["event_type"]
    if what == "Other":
        what = row["event_type"]
    who = _actor_words(row.get("actors") or [])
    where = row.get("place_name") or ""
    return ", ".join(part for part in (f"{what}: {who}" if who else what, where) if part)


def crossing_status_words(row: Mapping[str, Any]) -> str:
    """Return a crossing's status with its date and scope, never more than was reported."""
    words = {"open": "open", "closed": "closed", "partial": "partly open"}.get(
        row["status"], "status unknown"
    )
    if row.get("detail"):
        words += f" ({row['detail']})"
    if row.get("since"):
        words += f" since {date_words(date.fromisoformat(row['since']))}"
    if row.get("as_of"):
        words += f", as of {date_words(date.fromisoformat(row['as_of']))}"
    if row.get("scope") == "generic":
        words += "; inferred from a statement about the crossings as a whole"
    return words
