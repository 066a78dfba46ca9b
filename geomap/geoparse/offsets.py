"""Distances in words: "40 km east of Quetta", "near the Torkham crossing", "north of Kunduz"."""

from __future__ import annotations

import re
from dataclasses import replace
from math import asin, atan2, cos, degrees, radians, sin
from typing import Final

from geomap.model import Mention, Offset, Place

__all__ = ["displace", "find_offset"]

_EARTH_KM: Final = 6371.0088
_REACH: Final = 90
_KM: Final = (("k", 1.0), ("mi", 1.609344), ("m", 0.001))
_DEGREES: Final = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0,
    "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "a two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"one": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "half a": 0.5}
_NUMBER: Final = rf"(?P<number>\d+(?:[.,]\d+)*|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT: Final = r"[\s-]?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m)\b\.?"
_WAY: Final = r"(?P<way>(?:north|south)[\s-]?(?:east|west)|north|south|east|west)"
#: Words that may stand between "east of" and the name: "the town of", "the Pakistani city of".
_KIND: Final = (
    r"(?:the\s+)?(?:(?:(?!(?:in|at|on|near|to|from|and|or)\b)[\w'’-]+\s+){0,3}?"
    r"(?:of|called|named)\s+)?(?:(?!(?:in|at|on|near|to|from|and|or|of)\b)[\w'’-]+\s+){0,2}"
)
_MEASURED: Final = re.compile(
    rf"\b{_NUMBER}{_UNIT}(?:\s+\([^)]*\))?"
    r"(?:\s+(?:away|inland|(?:up|down)(?:stream|river)?|by road|further|farther))?"
    rf"(?:,?\s+(?:to\s+the\s+|due\s+)?{_WAY}(?:ern)?)?"
    rf"\s+(?:of|from|outside|inside|beyond|off|away\s+from|out\s+of)\s+{_KIND}$",
    re.IGNORECASE,
)
_DIRECTED: Final = re.compile(
    rf"\b(?:(?:just|due|further|farther)\s+|to\s+the\s+)?{_WAY}\s+of\s+{_KIND}$", re.IGNORECASE
)
_NEAR: Final = re.compile(
    r"\b(?:near|nearby|close\s+to|next\s+to|not\s+far\s+from|outside|just\s+outside|around"
    r"|(?:on|in|at)\s+the\s+(?:outskirts|edge|vicinity|suburbs|approaches)\s+(?:of|to))"
    rf"\s+{_KIND}$",
    re.IGNORECASE,
)

#: Every pattern above holds one of these words: without one none need be tried.
_HINT: Final = re.compile(
    r"\b(?:of|from|outside|inside|beyond|off|near|nearby|to|around)\s", re.IGNORECASE
)


def find_offset(text: str, mention: Mention) -> Offset | None:
    """Return how far and which way from a mention its sentence points, None when at it.

    >>> text = "A bomb went off 40 km east of Quetta."
    >>> find_offset(text, Mention(30, 36, "Quetta"))
    Offset(words='40 km east of', km=40.0, bearing=90.0)
    """
    before = _same_sentence(text, mention.start)
    if not _HINT.search(before):
        return None
    for pattern in (_MEASURED, _DIRECTED, _NEAR):
        found = pattern.search(before)
        if found:
            parts = found.groupdict()
            words = " ".join(found.group().split())
            return Offset(words, _kilometers(parts), _bearing(parts))
    return None


def displace(place: Place, offset: Offset) -> Place:
    """Return the point that an offset leads to from a place, on the sphere.

    Only a distance with a direction moves the point; else the place's own point stays, as the
    middle of a ring. The id stays that of the place; the name says the offset.
    """
    named = replace(place, name=f"{offset.words} {place.name}")
    if offset.km is None or offset.bearing is None:
        return named
    lat, lon, way = radians(place.lat), radians(place.lon), radians(offset.bearing)
    arc = offset.km / _EARTH_KM
    to_lat = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(way))
    to_lon = lon + atan2(sin(way) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(to_lat))
    return replace(
        named, lat=round(degrees(to_lat), 5), lon=round((degrees(to_lon) + 540) % 360 - 180, 5)
    )


def _same_sentence(text: str, end: int) -> str:
    """Return the words before a mention that stand in its sentence and line."""
    before = text[max(0, end - _REACH) : end]
    return re.split(r"\n|[.!?;]\s+(?=[A-Z\"“])", before)[-1]


def _kilometers(parts: dict[str, str | None]) -> float | None:
    """Return the distance that was found, in kilometers."""
    number, unit = parts.get("number"), parts.get("unit")
    if not number or not unit:
        return None
    count = _NUMBERS.get(number.lower())
    if count is None:
        digits = number.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", number) else number
        count = float(re.sub(r"[.,](?=.*[.,])", "", digits).replace(",", "."))
    unit = unit.lower()
    scale = next(km for start, km in _KM if unit.startswith(start))
    return round(count * scale, 3)


def _bearing(parts: dict[str, str | None]) -> float | None:
    """Return the direction that was found, in degrees clockwise from north."""
    way = parts.get("way")
    return _DEGREES[re.sub(r"[\s-]", "", way.lower())] if way else None
