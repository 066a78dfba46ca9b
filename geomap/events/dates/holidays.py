"""Feasts with a day that can be computed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

__all__ = ["HOLIDAYS", "days_of"]

#: Feasts on a fixed day: month and day.
_FIXED: Final = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "valentine's day": (2, 14), "may day": (5, 1), "all saints' day": (11, 1),
}  # fmt: skip
#: Days from the Sunday of Easter in the Western churches.
_EASTER: Final = {
    "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "holy saturday": -1,
    "easter sunday": 0, "easter monday": 1, "easter": 0, "ascension day": 39,
    "pentecost": 49, "whit monday": 50,
}  # fmt: skip
#: Month and day of the tabular Islamic calendar; what is seen of the moon shifts them by a day.
_ISLAMIC: Final = {
    "ashura": (1, 10), "eid al-fitr": (10, 1), "eid-ul-fitr": (10, 1), "eid ul-fitr": (10, 1),
    "eid al-adha": (12, 10), "eid-ul-azha": (12, 10), "eid ul-adha": (12, 10),
    "eid-ul-adha": (12, 10), "first day of ramadan": (9, 1),
}  # fmt: skip
_EPOCH: Final = date(622, 7, 19).toordinal()  # 1 Muharram of year 1, proleptic Gregorian
_MOON: Final = 1

#: The names as one pattern, with either apostrophe.
HOLIDAYS: Final = "|".join(
    name.replace("'", "['’]").replace(" ", r"\s")
    for name in sorted((*_FIXED, *_EASTER, *_ISLAMIC), key=len, reverse=True)
    if name not in ("christmas", "easter")  # "a Christmas party" is no day
)


def days_of(name: str, year: int) -> tuple[date, date] | None:
    """Return the first and last day of a feast in a year of our calendar, None if it has none.

    Easter by the rule of the Gregorian calendar (Meeus, Jones and Butcher); Islamic feasts by the
    tabular calendar with a day either side.

    >>> days_of("good friday", 2022)
    (datetime.date(2022, 4, 15), datetime.date(2022, 4, 15))
    """
    name = " ".join(name.lower().replace("’", "'").split())
    if name in _FIXED:
        day = date(year, *_FIXED[name])
    elif name in _EASTER:
        day = _easter(year) + timedelta(days=_EASTER[name])
    else:
        return _islamic(*_ISLAMIC[name], year)
    return day, day


def _easter(year: int) -> date:
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    lead = moon - weekday
    month = 3 + (lead + 40) // 44
    return date(year, month, lead + 28 - 31 * (month // 4))


def _islamic(month: int, day: int, year: int) -> tuple[date, date] | None:
    for hijri in (int((year - 622) * 33 / 32) + step for step in (0, 1, 2)):
        passed = (hijri - 1) * 354 + (3 + 11 * hijri) // 30
        ordinal = _EPOCH + passed + 29 * (month - 1) + month // 2 + day - 1
        found = date.fromordinal(ordinal)
        if found.year == year:
            return found - timedelta(days=_MOON), found + timedelta(days=_MOON)
    return None
