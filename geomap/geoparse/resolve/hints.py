"""What is known of a text beforehand: countries to keep to, likely places, its publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geomap.errors import GazetteerError, InputError
from geomap.geoparse.scan import Names, longest, scan
from geomap.geoparse.tokens import tokenize

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.model import Document, Place

__all__ = ["Hints", "home_places", "make_hints"]

#: Two-letter domains that the whole world uses, not their countries.
_EVERYBODY: Final = frozenset("ai am cc co fm gg io ly me nu re sh so tk to tv ws".split())
_DOMAIN: Final = re.compile(
    r"^(?:[a-z]+://)?(?:[^/@]*@)?[^/:]*\.([a-z]{2})(?:[:/]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hints:
    """``countries``: ISO codes outside which no place is taken; ``places``: likely ones.

    The first is a rule, the second only counts as one more name in the text.
    """

    countries: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()


def make_hints(
    gazetteer: Gazetteer, countries: Sequence[str] = (), places: Sequence[str] = ()
) -> Hints:
    """Return hints from words: countries by ISO code or name, places by name or gazetteer id.

    Raises
    ------
    InputError
        When a country or place is not in the gazetteer.
    """
    return Hints(
        frozenset(_country(gazetteer, name) for name in countries),
        tuple(_place(gazetteer, name) for name in places),
    )


def _country(gazetteer: Gazetteer, name: str) -> str:
    """Return the ISO code of a country."""
    place = _by_code(gazetteer, name)
    found = [place] if place else [match.place for match in gazetteer.lookup(name)]
    for place in found:
        if place.feature_code.startswith("PCL"):
            return place.country
    msg = f"{name!r} is not a country; give its ISO code or its name, such as PK or Pakistan."
    raise InputError(msg)


def _place(gazetteer: Gazetteer, name: str) -> Place:
    """Return the place of an id, or the most prominent one of a name ("Moscow, Idaho")."""
    if ":" in name:
        try:
            return gazetteer.get(name)
        except GazetteerError as error:
            raise InputError(str(error)) from error
    head, _, tail = (part.strip() for part in name.partition(","))
    found = gazetteer.lookup(head)
    around = {(m.place.country, m.place.admin1) for m in gazetteer.lookup(tail)} if tail else set()
    inside = [m for m in found if (m.place.country, m.place.admin1) in around] or [
        m for m in found if m.place.country in {country for country, _ in around}
    ]
    if not found or (tail and not inside):
        msg = f"{name!r} is not in the gazetteer; try `geomap gazetteer search`."
        raise InputError(msg)
    return (inside or list(found))[0].place


def home_places(document: Document, gazetteer: Gazetteer) -> Iterator[Place]:
    """Yield where a publisher is at home: places in its name, the country of its address."""
    if document.publisher:
        tokens = tokenize(document.publisher)
        for hit in longest(scan(document.publisher, tokens, Names(gazetteer))):
            yield hit.matches[0].place
    found = _DOMAIN.match(document.url)
    code = found.group(1).lower() if found else ""
    if code and code not in _EVERYBODY:
        country = _by_code(gazetteer, {"uk": "gb"}.get(code, code))
        if country:
            yield country


def _by_code(gazetteer: Gazetteer, code: str) -> Place | None:
    """Return the country of an ISO code, None when there is none."""
    try:
        return gazetteer.get(f"country:{code.strip().upper()}")
    except GazetteerError:
        return None
