"""Calendar days as files write them: ISO, or a day, a month's name and a year."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["parse_day"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]+([A-Za-z]{3,9})\.?,?[ -]+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\b")


def parse_day(text: str) -> date | None:
    """Return the first calendar day in ``text``; None when there is none or it is impossible.

    >>> parse_day("Thursday, 30 October 2025, 09:12 GMT")
    datetime.date(2025, 10, 30)
    >>> parse_day("2025-02-31") is None
    True
    """
    if found := _ISO.search(text):
        return _day(*found.groups())
    if found := _DAY_FIRST.search(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.search(text):
        return _day(found[3], _month(found[1]), found[2])
    return None


def _month(name: str) -> str:
    short = name[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
