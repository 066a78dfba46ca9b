"""The groups of a matched pattern -> an interval, relative to the day of publication."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from geomap.events.dates.forms import DAYS, MONTHS
from geomap.events.dates.intervals import interval
from geomap.events.numbers import parse_number
from geomap.model import Interval

__all__ = ["RESOLVERS", "count", "offset"]

_MONTHS: Final = 12
_SEASON: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def _iso(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    day = date(int(g["y"]), int(g["m"]), int(g["d"]))
    return interval(day, day)


def _month_number(words: str) -> int:
    return MONTHS[words.lower().rstrip(".")]


def _day(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    month = _month_number(g["month"])
    start = _day_in_year(month, int(g["d"]), g.get("y"), base, future)
    if start is None:
        return None
    end = start.replace(day=int(g["d2"])) if "d2" in g else start
    return interval(start, end) if start <= end else None


def _span(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    """Return days that go over the end of a month: the year told is that of the last."""
    first, last = _month_number(g["month"]), _month_number(g["month2"])
    end = _day_in_year(last, int(g["d2"]), g.get("y"), base, future)
    start = end and _safe(end.year - (first > last), first, int(g["d"]))
    return interval(start, end) if start and end and start <= end else None


def _numbers(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    """Return the day of "03.09.2024" or "24/9/2024": none where slashes leave the order open."""
    first, second, year = int(g["d"]), int(g["m"]), int(g["y"])
    if g["mark"] == "/" and max(first, second) <= _MONTHS and first != second:
        return None
    day, month = (second, first) if second > _MONTHS else (first, second)
    found = _safe(year, month, day)
    return interval(found, found) if found else None


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
    if found and found <= base + timedelta(days=_AHEAD):
        return found
    return _safe(base.year - 1, month, day)


def _nth(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    """Return the day of a month that is not told: the last one, or the next in a plan."""
    if base is None:
        return None
    here = base.year * 12 + base.month - 1
    steps = (0, 1) if future else (0, -1)
    for month in (here + step for step in steps):
        day = _safe(month // 12, month % 12 + 1, int(g["d"]))
        if day and (day >= base if future else day <= base):
            return interval(day, day)
    return None


#: So many days ahead a day without a year is still this year's: the last one was long ago.
_AHEAD: Final = 45


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
    if base and start <= base <= end and not future:
        end = base
    return interval(start, end)


_PARTS: Final = {
    "first half": (1, 15), "second half": (16, 31), "first days": (1, 5), "first week": (1, 7),
    "beginning": (1, 7), "start": (1, 7), "middle": (11, 20), "end": (24, 31),
    "last week": (24, 31), "last days": (26, 31),
}  # fmt: skip


def _part(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    month = _month({k: v for k, v in g.items() if k in ("month", "y")}, base, future)
    if month is None or month.start is None:
        return None
    first, last = _PARTS[" ".join(g["part"].lower().split())]
    days = calendar.monthrange(month.start.year, month.start.month)[1]
    return interval(month.start.replace(day=first), month.start.replace(day=min(last, days)))


def _months(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    year, last = int(g["y"]), _month_number(g["month2"])
    end = date(year, last, calendar.monthrange(year, last)[1])
    start = date(year, _month_number(g["month"]), 1)
    return interval(start, end) if start <= end else None


def _weekday(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    if base is None:
        return None
    wanted = DAYS[g["day"].lower()]
    back = (base.weekday() - wanted) % 7
    if future:
        ahead = (7 - back) or 7
        day = base + timedelta(days=ahead if back else 0)
        if g.get("pre", "").lower() == "next" and day == base:
            day += timedelta(days=7)
    else:
        last = g.get("pre", "").lower() == "last"
        # Who means yesterday says so: "last Thursday", written on a Friday, is a week before.
        day = base - timedelta(days=back + (7 if last and back < _SAYS_SO else 0))
        if last and back == _SAYS_SO:
            return interval(day - timedelta(days=7), day, "relative")
    return interval(day, day, "relative")


#: So many days back a weekday with "last" may be of either week.
_SAYS_SO: Final = 2


def _weekdays(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    ends = _weekday({"day": g["day2"]}, base, False)
    if ends is None or ends.end is None:
        return None
    width = (DAYS[g["day2"].lower()] - DAYS[g["day"].lower()]) % 7
    return interval(ends.end - timedelta(days=width), ends.end, "relative")


def _weeks(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    """Return the weekday of "two Sundays ago" or "Sunday two weeks ago"."""
    latest = _weekday({"day": g.get("day") or g["day2"]}, base, False)
    if latest is None or latest.start is None:
        return None
    # "Two Sundays ago" counts last Sunday in; "Sunday two weeks ago" counts from it.
    counted = "day2" not in g and "weeks" not in g and latest.start != base
    day = latest.start - timedelta(weeks=count(g.get("n") or g["n2"]) - counted)
    return interval(day, day, "relative")


def _in_week(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    step = {"last": -1, "next": 1}.get((g.get("which") or g["which2"]).lower(), 0)
    monday = base - timedelta(days=base.weekday())
    day = monday + timedelta(days=DAYS[(g.get("day") or g["day2"]).lower()] + 7 * step)
    return interval(day, day, "relative")


_STEP: Final = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}


def count(words: str) -> int:
    """Return the number that words say, 1 when they say none."""
    plain = words.lower()
    if plain in ("a", "an"):
        return 1
    value = parse_number(plain.removesuffix(" of"))
    return value[1] if value else 1


def _ago(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    step = _STEP[g["unit"].lower().rstrip("s")]
    day = base - timedelta(days=step * count(g["n"]))
    if step == 1:
        return interval(day, day, "relative")
    if step == 7:
        return interval(day - timedelta(days=3), day + timedelta(days=3), "relative")
    slack = step // 2
    return interval(day - timedelta(days=slack), min(base, day + timedelta(days=slack)), "relative")


_SHIFTS: Final = {
    "yesterday": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}


def _near(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    word = g["near"].lower()
    if word == "overnight":
        return interval(base - timedelta(days=1), base, "relative")
    shift = _SHIFTS.get(word, -1 if word.startswith("last") else 0)
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


def _past(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    """Return the days of "over the past 48 hours", that of publication among them."""
    if base is None:
        return None
    unit, n = g["unit"].lower().rstrip("s"), count(g["n"])
    days = -(-n // 24) if unit == "hour" else n * _STEP[unit]
    return interval(base - timedelta(days=days), base, "relative")


def _year(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    year, part = int(g["y"]), g.get("pre", "").lower()
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return interval(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def offset(g: dict[str, str]) -> int:
    """Return the days between words such as "two days later" and what they hang on."""
    if "same" in g:
        return 0
    if "next" in g:
        return -1 if g["next"].lower() in ("previous", "before") else 1
    days = count(g["n"]) * _STEP[g["unit"].lower().rstrip("s")]
    return days if g["way"].lower() in ("later", "after") else -days


RESOLVERS: Final = {
    "iso": _iso,
    "days": _day,
    "span": _span,
    "numbers": _numbers,
    "nth": _nth,
    "day": _day,
    "months": _months,
    "month": _month,
    "part": _part,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "weeks": _weeks,
    "in_week": _in_week,
    "ago": _ago,
    "near": _near,
    "week": _week,
    "recent": _recent,
    "past": _past,
    "year": _year,
}
