"""Words that count days: how many, and how far from another event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geomap.events.dates.forms import DAYS
from geomap.events.numbers import parse_number

__all__ = ["STEPS", "Offset", "count", "offset", "ordinal"]

#: Days of a unit of time.
STEPS: Final = {
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}


_ORDINALS: Final = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()


def ordinal(words: str) -> int:
    """Return the number of "third" or "12th"."""
    plain = words.lower()
    return _ORDINALS.index(plain) if plain in _ORDINALS else int(plain[:-2])


def count(words: str) -> int:
    """Return the number that words say, 1 when they say none."""
    plain = words.lower()
    if plain in ("a", "an"):
        return 1
    value = parse_number(plain.removesuffix(" of"))
    return value[1] if value else 1


@dataclass(frozen=True, slots=True)
class Offset:
    """How far from another event: days, with as many either side, or whole calendar months.

    ``weekday`` (0 is Monday) is the one to go to: forwards, or backwards if ``days`` is negative.
    """

    days: int = 0
    slack: int = 0
    months: int = 0
    weekday: int | None = None

    def __neg__(self) -> Offset:
        """Return as far in the other direction."""
        return Offset(-self.days, self.slack, -self.months, self.weekday)


#: Days, and days either side, of "days later".
_VAGUE: Final = {"days": (5, 4), "week": (4, 3), "weeks": (21, 10), "months": (120, 90)}


def offset(g: dict[str, str]) -> Offset:
    """Return how far words such as "two days later" are from what they hang on."""
    if "same" in g or "same2" in g:
        return Offset()
    unit = g.get("unit", "day").lower().rstrip("s")
    back = g.get("next", g.get("way", "")).lower() in ("previous", "preceding", "before", "earlier")
    sign = -1 if back else 1
    if "day" in g:
        return Offset(sign, weekday=DAYS[g["day"].lower()])
    if "vague" in g:
        days, slack = _VAGUE[g["vague"].lower()]
        return Offset(sign * days, slack)
    n = count(g["n"]) if "n" in g else 1
    if unit in ("month", "year"):
        return Offset(sign * n * STEPS[unit], 0, sign * n * (12 if unit == "year" else 1))
    slack = 3 if unit == "week" and "next" in g else 0
    return Offset(sign * n * STEPS.get(unit, 1), slack)
