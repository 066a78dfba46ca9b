"""The groups of a matched pattern -> an interval, relative to the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from geomap.events.dates.forms import DAYS
from geomap.events.dates.intervals import interval
from geomap.events.dates.offsets import STEPS, count, ordinal
from geomap.events.dates.periods import PERIODS, month_number, period
from geomap.model import Interval

__all__ = ["RESOLVERS"]

_MONTHS: Final = 12
_DAY: Final = timedelta(days=1)


def _iso(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    day = date(int(g["y"]), int(g["m"]), int(g["d"]))
    return interval(day, day)


def _day(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    month = month_number(g["month"])
    start = _day_in_year(month, int(g["d"]), g.get("y"), base, future)
    if start is None:
        return None
    end = start.replace(day=int(g["d2"])) if "d2" in g else start
    return interval(start, end) if start <= end else None


def _span(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    """Return days that go over the end of a month: the year told is that of the last."""
    first, last = month_number(g["month"]), month_number(g["month2"])
    end = _day_in_year(last, int(g["d2"]), g.get("y"), base, future)
    start = end and _safe(end.year - (first > last), first, int(g["d"]))
    return interval(start, end) if start and end and start <= end else None


def _numbers(g: dict[str, str], _base: date | None, _future: bool) -> Interval | None:
    """Return the days of "03.09.2024", "24/9/2024" or "26/06/2024 - 02/07/2024".

    Nothing where slashes leave the order of day and month open.
    """
    rows = [(int(g["d"]), int(g["m"]), int(g["y"]))]
    if "d2" in g:
        rows.append((int(g["d2"]), int(g["m2"]), int(g["y2"])))
    month_first = any(second > _MONTHS for _, second, _ in rows)
    plain = month_first or any(first > _MONTHS or first == second for first, second, _ in rows)
    if g["mark"] == "/" and not plain:
        return None
    days = [_safe(y, a, b) if month_first else _safe(y, b, a) for a, b, y in rows]
    start, end = days[0], days[-1]
    return interval(start, end) if start and end and start <= end else None


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
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    if base is None:
        return None
    wanted = DAYS[g["day"].lower()]
    back = (base.weekday() - wanted) % 7
    if future or not {"next", "week"}.isdisjoint((g.get("post", ""), g.get("after", ""))):
        ahead = (7 - back) or 7
        day = base + timedelta(days=(ahead if back else 0) + (7 if "after" in g else 0))
        if g.get("pre", "").lower() == "next" and day == base:
            day += timedelta(days=7)
    else:
        last = g.get("pre", "").lower() == "last"
        back = back or (7 if g.get("post", "").lower() == "last" else 0)
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


def _ago(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    if base is None:
        return None
    step = STEPS[g["unit"].lower().rstrip("s")]
    day = base - timedelta(days=step * count(g["n"]))
    if step == 1:
        return interval(day, day, "relative")
    if step in (7, 14):
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


#: Weekdays, from Monday 0, of the parts of a week.
_OF_WEEK: Final = {
    "early": (0, 2), "earlier": (0, 3), "start": (0, 1), "beginning": (0, 1), "mid": (1, 3),
    "middle": (1, 3), "late": (3, 6), "later": (3, 6), "end": (4, 6),
}  # fmt: skip


def _week(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    if base is None:
        return None
    unit, which = g["unit"].lower(), g.get("which", "this").lower()
    step, pre = {"last": -1, "next": 1}.get(which, 0), g.get("pre", "").lower()
    if unit == "weekend" and which.endswith("coming"):
        saturday = base + timedelta(days=(5 - base.weekday()) % 7)
        return interval(saturday, saturday + _DAY, "relative")
    if which.endswith("past") and unit != "weekend":
        return interval(base - timedelta(days=STEPS[unit]), base, "relative")
    if which.endswith("coming"):
        return interval(base, base + timedelta(days=STEPS[unit]), "relative")
    start, end = period(unit, step, base)
    if unit == "week" and pre in _OF_WEEK and (step or pre not in ("earlier", "later")):
        first, last = _OF_WEEK[pre]
        day, end = start + timedelta(days=first), start + timedelta(days=last)
        return interval(day, max(day, end if step or future else min(end, base)), "relative")
    if step == 0 and unit != "weekend":
        start, end = (base, end) if pre == "later" else (start, base)
    return interval(start, end, "relative")


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
    days = -(-n // 24) if unit == "hour" else n * STEPS[unit]
    return interval(base - timedelta(days=days), base, "relative")


def _ahead(g: dict[str, str], base: date | None, future: bool) -> Interval | None:
    """Return the days of a plan: "in two weeks", "within a week", "in the coming days"."""
    if base is None or not future:
        return None
    step, within = STEPS[g["unit"].lower().rstrip("s")], g["how"].lower() == "within"
    if "n" not in g:
        days = {1: 10, 7: 35}.get(step, 120) if "few" in g or g["unit"].endswith("s") else step
        return interval(base, base + timedelta(days=days), "relative")
    day = base + timedelta(days=step * count(g["n"].strip()))
    slack = timedelta(days=step // 2)
    return interval(base if within else day - slack, day if within else day + slack, "relative")


def _nth_day(g: dict[str, str], base: date | None, _future: bool) -> Interval | None:
    """Return the days of "for a third day", when no other day is told."""
    if base is None:
        return None
    return interval(base - timedelta(days=ordinal(g["nth"]) - 1), base, "relative")


RESOLVERS: Final = {
    "nth_day": _nth_day,
    **PERIODS,
    "iso": _iso,
    "days": _day,
    "span": _span,
    "numbers": _numbers,
    "nth": _nth,
    "day": _day,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "weeks": _weeks,
    "in_week": _in_week,
    "ago": _ago,
    "near": _near,
    "week": _week,
    "recent": _recent,
    "past": _past,
    "ahead": _ahead,
}
