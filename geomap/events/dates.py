"""Words of time -> intervals, relative to the day of publication.

A weekday is the latest one not after publication; in a frame of the future, the next one. A month
and day without a year is the nearest not later than a week after publication. Words that hang on
another event ("the same day", "two days later") keep their offset and wait for that event; a
duration ("four days of talks") is no date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from geomap.events.numbers import parse_number
from geomap.model import DateBasis, Interval

__all__ = ["DateMention", "anchored", "find_dates", "interval", "window"]

_MONTHS: Final = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAYS: Final = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_MONTH: Final = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY: Final = rf"(?:{'|'.join(_DAYS)})"
_NUM: Final = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of)"
)
_UNIT: Final = r"(?:day|week|month|year|decade)s?"
_PART: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"

_FORMS: Final = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{source})(?![\w-])", re.IGNORECASE))
    for name, source in (
        ("iso", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
        (
            "days",
            rf"(?P<month>{_MONTH})\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|–|to|and|through)\s?"
            rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<y>\d{{4}}))?",
        ),
        (
            "day",
            rf"(?P<month>{_MONTH})\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s(?P<y>\d{{4}}))?",
        ),
        (
            "day",
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<y>\d{{4}}))?",
        ),
        (
            "months",
            rf"(?P<month>{_MONTH})\s(?:and|to|until|-|–)\s(?P<month2>{_MONTH})\s(?P<y>\d{{4}})",
        ),
        (
            "month",
            rf"(?:(?P<pre>since|in|by|until|during|of|from|late|early|mid|last|this|next)[\s-])+"
            rf"(?P<month>{_MONTH})(?:\s(?:of\s)?(?P<y>\d{{4}}|that\syear|last\syear|this\syear))?",
        ),
        ("month", rf"(?P<month>{_MONTH})\s(?P<y>\d{{4}})"),
        ("weekdays", rf"(?:from\s)?(?P<day>{_DAY})\s(?:to|through|until)\s(?P<day2>{_DAY})"),
        ("weekday", rf"(?:(?P<pre>last|next|this|this\spast|late|early)\s)?(?P<day>{_DAY}){_PART}"),
        ("anchor", r"(?:the|that)\s(?P<same>same)\s(?:day|night|morning|evening|afternoon)"),
        (
            "anchor",
            r"the\s(?P<next>next|following|previous)\s(?:day|night|morning|evening|afternoon)",
        ),
        ("anchor", rf"(?P<n>{_NUM})\s(?P<unit>days?|weeks?)\s(?P<way>later|earlier|after|before)"),
        ("ago", rf"(?P<n>{_NUM})\s(?P<unit>{_UNIT})\sago"),
        ("near", r"(?P<near>today|tonight|tomorrow|yesterday|overnight)"),
        ("near", r"(?P<near>last\snight|this\s(?:morning|afternoon|evening))"),
        (
            "week",
            r"(?:(?P<pre>earlier|later)\s)?(?P<which>this|last|next|the\spast)\s"
            r"(?P<unit>week|month|year|weekend)",
        ),
        ("week", r"over\s(?P<which>the)\s(?P<unit>weekend)"),
        ("recent", r"(?:in|over|for|during)\s(?:the\s)?(?P<recent>recent|past|last)\s"
                   r"(?:few\s|several\s)?(?P<unit>days|weeks|months|years)"),
        ("duration", rf"(?:for|within|after|in)\s(?P<n>{_NUM}|[\w-]+)\s(?:{_UNIT}|hours?)"),
        ("duration", rf"(?P<n>{_NUM})\s{_UNIT}\sof"),
        ("year", r"(?:(?P<pre>in|since|during|of|late|early|mid|by)[\s-])+(?P<y>(?:19|20)\d{2})"),
    )
)  # fmt: skip
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|plan(?:s|ned)|scheduled|expected|due|set|next|upcoming|remains?|ahead of)\b",
    re.IGNORECASE,
)
_SEASON: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of time: ``text[start:end]``; ``offset`` is days from the event that they hang on.

    ``opens`` tells that the words begin a span that lasts ("since Oct. 12"), ``ends`` that they end
    one ("until Dec. 31").
    """

    start: int
    end: int
    form: str
    interval: Interval | None
    offset: int | None = None
    opens: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    published: date | None
    year: int | None


def interval(start: date, end: date, basis: DateBasis = "stated") -> Interval:
    """Return an interval whose precision is that of its width (UCDP date_prec)."""
    width = (end - start).days + 1
    steps = ((1, 1), (6, 2), (7, 3), (31, 4))
    return Interval(start, end, next((p for days, p in steps if width <= days), 5), basis)


def window(day: date | None, back: int, basis: DateBasis) -> Interval:
    """Return the days from ``back`` before a day to that day, or an unknown interval."""
    if day is None:
        return Interval(basis=basis)
    return interval(day - timedelta(days=back), day, basis)


def anchored(mention: DateMention, anchor: Interval) -> Interval:
    """Return the days of words that hang on another event ("two days later").

    >>> from geomap.model import Interval
    >>> m = find_dates("two days later", None)[0]
    >>> anchored(m, interval(date(2025, 3, 4), date(2025, 3, 4))).start
    datetime.date(2025, 3, 6)
    """
    if anchor.start is None or anchor.end is None or mention.offset is None:
        return Interval(basis="relative")
    shift = timedelta(days=mention.offset)
    return interval(anchor.start + shift, anchor.end + shift, "relative")


def find_dates(
    text: str, published: date | None, year: int | None = None
) -> tuple[DateMention, ...]:
    """Return the words of time in a sentence, with intervals where they can be told.

    ``year`` is the one that "that year" speaks of.

    >>> found = find_dates("Guards shut the gate on Tuesday.", date(2025, 10, 30))
    >>> [(m.interval.start, m.interval.precision) for m in found]
    [(datetime.date(2025, 10, 28), 1)]
    """
    context = _Context(published, year)
    taken: list[tuple[int, int]] = []
    mentions: list[DateMention] = []
    for form, pattern in _FORMS:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < b and a < end for a, b in taken):
                continue
            mention = _mention(text, found, form, context)
            if mention:
                taken.append((start, end))
                mentions.append(mention)
    return tuple(sorted(mentions, key=lambda m: m.start))


def _mention(text: str, found: re.Match[str], form: str, context: _Context) -> DateMention | None:
    start, end = found.span()
    words = found.group().lower()
    before = text[max(0, start - 40) : start]
    groups = {k: v for k, v in found.groupdict().items() if v}
    if form == "anchor":
        return DateMention(start, end, form, None, _offset(groups))
    if groups.get("y", "").lower() == "that year":
        groups["y"] = str(context.year or "")
    future = bool(_FUTURE.search(re.split(r"[,;.]", before)[-1])) or "next" in words.split()
    try:
        value = None if form == "duration" else _RESOLVERS[form](groups, context.published, future)
    except (ValueError, OverflowError):
        return None
    last = re.findall(r"[a-z]+", before.lower())[-1:] + words.split()[:1]
    opens, ends = "since" in last, not {"until", "till", "by"}.isdisjoint(last)
    return DateMention(start, end, form, value, None, opens, ends)


def _iso(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    day = date(int(g["y"]), int(g["m"]), int(g["d"]))
    return interval(day, day)


def _month_number(words: str) -> int:
    return _MONTHS[words.lower().rstrip(".")]


def _day(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    month = _month_number(g["month"])
    start = _day_in_year(month, int(g["d"]), g.get("y"), base, future)
    if start is None:
        return None
    end = start.replace(day=int(g["d2"])) if "d2" in g else start
    return interval(start, end) if start <= end else None


def _day_in_year(
    month: int, day: int, year: str | None, base: date | None, future: bool
) -> date | None:
    if year:
        return date(int(year), month, day)
    if base is None:
        return None
    found = _safe(base.year, month, day)
    if future:
        return found if found and found >= base else _safe(base.year + 1, month, day)
    if found and found <= base + timedelta(days=7):
        return found
    return _safe(base.year - 1, month, day)


def _safe(year: int, month: int, day: int) -> date | None:
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day) if 1 <= day <= last else None


def _month(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    month, words = _month_number(g["month"]), g.get("y", "")
    if words.isdigit():
        year = int(words)
    elif base is None:
        return None
    else:
        year = base.year - (1 if words.lower().startswith("last") else 0)
        if not words and not future and (month > base.month):
            year -= 1
        elif not words and future and month < base.month:
            year += 1
    first, last = 1, calendar.monthrange(year, month)[1]
    season = _SEASON.get(g.get("pre", "").lower())
    if season:
        first, last = season[0], min(season[1], last)
    start, end = date(year, month, first), date(year, month, last)
    if base and start < base <= end and not future:
        end = base
    return interval(start, end)


def _months(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    year, last = int(g["y"]), _month_number(g["month2"])
    end = date(year, last, calendar.monthrange(year, last)[1])
    start = date(year, _month_number(g["month"]), 1)
    return interval(start, end) if start <= end else None


def _weekday(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    if base is None:
        return None
    wanted = _DAYS[g["day"].lower()]
    back = (base.weekday() - wanted) % 7
    if future:
        ahead = (7 - back) or 7
        day = base + timedelta(days=ahead if back else 0)
        if g.get("pre", "").lower() == "next" and day == base:
            day += timedelta(days=7)
    else:
        last = g.get("pre", "").lower().startswith("last")
        day = base - timedelta(days=back or (7 if last else 0))
    return interval(day, day, "relative")


def _weekdays(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    ends = _weekday({"day": g["day2"]}, base, False)
    if ends is None or ends.end is None:
        return None
    width = (_DAYS[g["day2"].lower()] - _DAYS[g["day"].lower()]) % 7
    return interval(ends.end - timedelta(days=width), ends.end, "relative")


_STEP: Final = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}


def _count(words: str) -> int:
    plain = words.lower()
    if plain in ("a", "an"):
        return 1
    value = parse_number(plain.removesuffix(" of"))
    return value[1] if value else 1


def _ago(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    step = _STEP[g["unit"].lower().rstrip("s")]
    day = base - timedelta(days=step * _count(g["n"]))
    if step == 1:
        return interval(day, day, "relative")
    if step == 7:
        return interval(day - timedelta(days=3), day + timedelta(days=3), "relative")
    slack = step // 2
    return interval(day - timedelta(days=slack), min(base, day + timedelta(days=slack)), "relative")


def _near(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    word = g["near"].lower()
    if word == "overnight":
        return interval(base - timedelta(days=1), base, "relative")
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, -1 if word.startswith("last") else 0)
    day = base + timedelta(days=shift)
    return interval(day, day, "relative")


def _week(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    unit, which = g["unit"].lower(), g["which"].lower()
    step = {"last": -1, "next": 1}.get(which, 0)
    if which == "the past":
        return interval(base - timedelta(days=_STEP[unit]), base, "relative")
    start, end = _period(unit, step, base)
    if step == 0 and unit != "weekend":
        later = g.get("pre", "").lower() == "later"
        start, end = (base, end) if later else (start, base)
    return interval(start, end, "relative")


def _period(unit: str, step: int, base: date) -> tuple[date, date]:
    monday = base - timedelta(days=base.weekday())
    if unit == "week":
        start = monday + timedelta(days=7 * step)
        return start, start + timedelta(days=6)
    if unit == "weekend":
        saturday = monday + timedelta(days=5 + 7 * step)
        if step == 0 and saturday > base:
            saturday -= timedelta(days=7)
        return saturday, min(saturday + timedelta(days=1), max(saturday, base))
    if unit == "year":
        return date(base.year + step, 1, 1), date(base.year + step, 12, 31)
    month0 = base.year * 12 + base.month - 1 + step
    year, month = divmod(month0, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _recent(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    days = {"days": 6, "weeks": 28, "months": 120, "years": 1000}[g["unit"].lower()]
    return interval(base - timedelta(days=days), base, "relative")


def _year(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    year, part = int(g["y"]), g.get("pre", "").lower()
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return interval(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _offset(g: dict[str, str]) -> int:
    if "same" in g:
        return 0
    if "next" in g:
        return -1 if g["next"].lower() == "previous" else 1
    days = _count(g["n"]) * _STEP[g["unit"].lower().rstrip("s")]
    return days if g["way"].lower() in ("later", "after") else -days


_RESOLVERS: Final = {
    "iso": _iso,
    "days": _day,
    "day": _day,
    "months": _months,
    "month": _month,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "ago": _ago,
    "near": _near,
    "week": _week,
    "recent": _recent,
    "year": _year,
}
