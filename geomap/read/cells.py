"""Cells of tables -> values: days in any of their forms, numbers, points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from geomap.read.dates import parse_day

__all__ = [
    "CellError",
    "DayOrder",
    "day",
    "day_order",
    "number",
    "point",
    "whole",
]

DayOrder = Literal["dmy", "mdy", "unknown", "mixed"]

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:[,  ']\d{3})+(?:\.\d+)?")
_DEGREES: Final = re.compile(r"([^NSEW]*?)°?\s*([NSEW])", re.IGNORECASE)


class CellError(ValueError):
    """A cell that does not hold what its column promises: which field, and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def day(text: str, order: DayOrder = "unknown", field: str = "date") -> date:
    """Return the day that a cell holds: ISO, compact, with a month's name, or with slashes.

    ``order`` tells which of 03/04/2025 is the month. Raises CellError with the cure.

    >>> day("2025-05-16 00:00:00.000"), day("16 May 2025"), day("16/5/2025")
    (datetime.date(2025, 5, 16), datetime.date(2025, 5, 16), datetime.date(2025, 5, 16))
    """
    words = text.strip()
    if not words:
        raise CellError(field, "the date is empty")
    if match := _YEAR_FIRST.match(words) or _COMPACT.fullmatch(words):
        found = _day(match[1], match[2], match[3])
    elif match := _YEAR_LAST.match(words):
        known = "dmy" if "." in words[:3] else order  # dots are written where the day comes first
        found = _day(match[3], *_month_day(match[1], match[2], known, field))
    else:
        found = parse_day(words)
    if found is None:
        raise CellError(field, f"{text!r} is not a day; write it as YYYY-MM-DD")
    return found


def day_order(cells: Iterable[str]) -> DayOrder:
    """Return which of the first two numbers of a column's days is the day of the month.

    >>> day_order(["03/04/2025", "25/04/2025"]), day_order(["03/04/2025"])
    ('dmy', 'unknown')
    """
    pairs = [(int(m[1]), int(m[2])) for cell in cells if (m := _YEAR_LAST.match(cell.strip()))]
    first, second = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if first and second:
        return "mixed"
    return "dmy" if first else "mdy" if second else "unknown"


def number(text: str, field: str) -> float:
    """Return the number that a cell holds; a decimal comma, N/S/E/W and "+" are understood.

    A comma before three digits parts thousands, except in a latitude or longitude.

    >>> number("34,521", "lat"), number("70.25 W", "lon"), number("1,234", "fatalities")
    (34.521, -70.25, 1234.0)
    """
    words, sign = text.strip().replace("−", "-"), 1
    if match := _DEGREES.fullmatch(words):
        words, sign = match[1].strip(), -1 if match[2].upper() in "SW" else 1
    if _NUMBER.fullmatch(words):
        return sign * float(words)
    if field not in ("lat", "lon") and _THOUSANDS.fullmatch(words):
        return sign * float(re.sub(r"[,  ']", "", words))
    if _NUMBER.fullmatch(decimal := words.replace(",", ".")):
        return sign * float(decimal)
    raise CellError(field, f"{text!r} is not a number")


def whole(text: str, field: str) -> int | None:
    """Return the count that a cell holds, None when it is empty; CellError below zero."""
    words = text.strip()
    if not words or words.lower() in ("na", "nan", "none", "null", "-"):
        return None
    value = number(words, field)
    if value != int(value) or value < 0:
        raise CellError(field, f"{text!r} is not a count; a whole number from 0 was expected")
    return int(value)


def point(lat: str, lon: str) -> tuple[float, float] | None:
    """Return (lat, lon) of two cells, None when both are empty.

    Raises CellError for half a point, 0/0 (which stands for "unknown") and a point off the globe.
    """
    if not lat.strip() and not lon.strip():
        return None
    if not lat.strip() or not lon.strip():
        raise CellError("lat" if lon.strip() else "lon", "one of lat and lon is empty")
    y, x = number(lat, "lat"), number(lon, "lon")
    if y == 0 and x == 0:
        raise CellError("lat", "lat 0, lon 0 stands for an unknown place; leave both empty")
    if -90 <= y <= 90 and -180 <= x <= 180:
        return y, x
    swapped = -90 <= x <= 90 and -180 <= y <= 180
    cure = "they look swapped, name them with --columns lat=...,lon=..." if swapped else (
        "degrees are wanted, WGS 84")  # fmt: skip
    raise CellError("lat", f"lat {lat}, lon {lon} lies off the globe; {cure}")


def _month_day(first: str, second: str, order: DayOrder, field: str) -> tuple[str, str]:
    """Return month and day of two numbers; CellError when it cannot be told which is which."""
    if int(first) > 12 or order == "dmy" or first == second:
        return second, first
    if int(second) > 12 or order == "mdy":
        return first, second
    reason = (
        f"'{first}/{second}' may be day/month or month/day; write dates as YYYY-MM-DD or give "
        "--columns date_order=dmy (or mdy)"
    )
    raise CellError(field, reason)


def _day(year: str, month: str, day_of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        return None
