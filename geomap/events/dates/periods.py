"""Months, seasons, years and their parts, feasts -> intervals."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from geomap.events.dates.forms import DAYS, MONTHS
from geomap.events.dates.holidays import days_of
from geomap.events.dates.intervals import interval
from geomap.events.dates.offsets import count, ordinal
from geomap.model import Interval

__all__ = ["PERIODS", "month_number", "period"]

_THIRDS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def month_number(words: str) -> int:
    """Return the number of a month, 1 to 12, by its name or the short form of it."""
    return MONTHS[words.lower().rstrip(".")]


def _month(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    month, words = month_number(g["month"]), g.get("y", "")
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
    third = _THIRDS.get(g.get("pre", "").lower())
    if third:
        first, last = third[0], min(third[1], last)
    start, end = date(year, month, first), date(year, month, last)
    if base and start <= base <= end and not future:
        end = base
    return interval(start, end)


_PARTS: Final = {
    "first half": (1, 15), "second half": (16, 31), "first days": (1, 5), "first week": (1, 7),
    "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28), "beginning": (1, 7),
    "start": (1, 7), "middle": (11, 20), "end": (24, 31), "last week": (24, 31),
    "last days": (26, 31), "first day": (1, 1), "last day": (31, 31), **_THIRDS,
}  # fmt: skip


def _plain(part: str) -> str:
    """Return the name of a part as the tables have it."""
    return " ".join(w for w in part.lower().split() if w != "few").replace("final", "last")


def _part(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    if "month" in g:
        month = _month({k: v for k, v in g.items() if k in ("month", "y")}, base, future)
    else:
        month = _whole(g["which"], "month", base)
    if month is None or month.start is None:
        return None
    first, last = _PARTS[_plain(g["part"])]
    days = calendar.monthrange(month.start.year, month.start.month)[1]
    return interval(
        month.start.replace(day=min(first, days)), month.start.replace(day=min(last, days))
    )


def _nth_weekday(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    """Return the day of "the first Saturday of October"."""
    month = _part({**g, "part": "first day"}, base, future)
    if month is None or month.start is None:
        return None
    first, last = month.start, calendar.monthrange(month.start.year, month.start.month)[1]
    ahead = (DAYS[g["day"].lower()] - first.weekday()) % 7
    if g["nth"].lower() == "last":
        number = ahead + 1 + 7 * ((last - ahead - 1) // 7)
    else:
        number = ahead + 1 + 7 * (ordinal(g["nth"]) - 1)
    if number > last:
        return None
    day = first.replace(day=number)
    return interval(day, day)


def _whole(which: str, unit: str, base: date | None) -> Interval | None:
    """Return the whole of this, last or next month or year."""
    if base is None:
        return None
    return interval(*period(unit, {"last": -1, "next": 1}.get(which.lower(), 0), base))


#: First and last month of the parts of a year.
_MONTHS_OF: Final = {
    "first half": (1, 6), "second half": (7, 12), "first quarter": (1, 3),
    "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12),
    "last quarter": (10, 12), "first months": (1, 3), "last months": (10, 12),
    "beginning": (1, 2), "start": (1, 2), "middle": (5, 8), "end": (12, 12), "last weeks": (12, 12),
    "first weeks": (1, 1),
}  # fmt: skip
_FEW: Final = 10


def _of_year(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    words, part = g["y"], _plain(g["part"])
    if not words:
        return None
    year = int(words)
    if part == "last days":
        return interval(date(year, 12, 31 - _FEW), date(year, 12, 31))
    if part == "first days":
        return interval(date(year, 1, 1), date(year, 1, _FEW))
    first, last = _MONTHS_OF[part]
    start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    return interval(start, max(start, end if base is None or future else min(end, base)))


#: First and last month; winter goes on into the next year.
_SEASONS: Final = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14),
}  # fmt: skip


def _season(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    """Return the months of a season on the northern half of the earth."""
    first, last = _SEASONS[g["season"].lower()]
    if g.get("y"):
        return _season_of(int(g["y"]), first, last)
    if base is None or "y" in g:
        return None
    years = (base.year, base.year + 1) if future else (base.year, base.year - 1)
    for year in years:
        found = _season_of(year, first, last)
        if found.start and found.end and (found.end >= base if future else found.start <= base):
            return found if future else interval(found.start, min(found.end, base), "relative")
    return None


def _season_of(year: int, first: int, last: int) -> Interval:
    end_year, month = (year + 1, last - 12) if last > 12 else (year, last)
    end = date(end_year, month, calendar.monthrange(end_year, month)[1])
    return interval(date(year, first, 1), end)


def _holiday(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    """Return the feast nearest before publication; in a plan the nearest of all."""
    if g.get("y"):
        days = days_of(g["holiday"], int(g["y"]))
        return interval(*days) if days else None
    if base is None:
        return None
    told = [days_of(g["holiday"], base.year + step) for step in (-1, 0, 1)]
    known = [days for days in told if days and (future or days[0] <= base)]
    nearest = min(known, key=lambda days: abs((days[0] - base).days), default=None)
    return interval(*nearest) if nearest else None


def _months(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    year, last = int(g["y"]), month_number(g["month2"])  # the words for a year are digits by now
    end = date(year, last, calendar.monthrange(year, last)[1])
    start = date(year, month_number(g["month"]), 1)
    return interval(start, end) if start <= end else None


def period(unit: str, step: int, base: date) -> tuple[date, date]:
    """Return the first and last day of the week, weekend, month or year so many steps away."""
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


def _years_ago(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    """Return the day, week or month of "two years ago this week"."""
    if base is None:
        return None
    year, near = base.year - count(g["n"]), " ".join(g.get("near", "").lower().split())
    if "month" in g:
        month = month_number(g["month"])
        return interval(
            date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        )
    day = base.replace(year=year, day=min(base.day, calendar.monthrange(year, base.month)[1]))
    if near.endswith("month"):
        step = {"last": -1, "next": 1}.get(near.split()[0], 0)
        return interval(*period("month", step, day))
    slack = timedelta(days=4 if near == "this week" else 0)
    return interval(day - slack, day + slack, "relative")


def _year(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    year, part = int(g["y"]), g.get("pre", "").lower()
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    until = int(g.get("y2", year))
    if until < year:
        return None
    return interval(date(year, first, 1), date(until, last, calendar.monthrange(until, last)[1]))


def _decade(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get(
        g.get("pre", "").lower(), (0, 9)
    )
    start = int(g["decade"])
    return interval(date(start + first, 1, 1), date(start + last, 12, 31))


PERIODS: Final = {
    "nth_weekday": _nth_weekday,
    "months": _months,
    "month": _month,
    "part": _part,
    "year": _year,
    "years_ago": _years_ago,
    "decade": _decade,
    "of_year": _of_year,
    "season": _season,
    "holiday": _holiday,
}
