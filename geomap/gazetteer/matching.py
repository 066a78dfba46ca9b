"""Names of a table or a query -> places: exact, alias or similar spelling, within what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, radians
from typing import Final, Literal

from geomap.gazetteer.countries import country_code
from geomap.gazetteer.fold import fold
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.values import Match
from geomap.model import Candidate, Place

__all__ = ["CUTOFF", "Answer", "Matcher", "precision_of", "search"]

How = Literal["exact", "alias", "fuzzy", "unresolved"]

#: Least similarity in percent (Indel, rapidfuzz) of a spelling that counts as fuzzy.
CUTOFF: Final = 88.0
#: How sure a match is before its rivals are weighed.
_BASE: Final = {"exact": 1.0, "alias": 0.95, "fuzzy": 0.8}
#: What is left of that when a division or country that was given is not known.
_UNSURE: Final = 0.8
#: Degrees of latitude within which a place of the same name is the same town's, about 50 km.
_NAMESAKE_DEGREES: Final = 0.45
_MOST_RIVALS: Final = 5
#: GeoNames feature code or class -> UCDP where_prec; whatever else is a point of its own.
_PRECISION: Final = {
    "PCL": 6, "ADM1": 4, "ADM": 3, "BDRY": 5, "RGN": 5, "CONT": 7, "SEA": 7, "OCN": 7, "GULF": 7,
}  # fmt: skip
_WIDE_CLASSES: Final = {"L": 5, "H": 5, "V": 5}
_WIDE_CODES: Final = ("MTS", "PEN", "ISLS", "VAL", "DSRT", "PLAT", "PLN", "ISTH")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name means: the place (None when unresolved), how it was found, how sure, or what."""

    place: Place | None
    how: How = "unresolved"
    confidence: float = 0.0
    rivals: tuple[Candidate, ...] = ()

    @property
    def where_prec(self) -> int | None:
        """UCDP's where_prec of the place, None when there is none."""
        return precision_of(self.place) if self.place else None


class Matcher:
    """Resolves names, each distinct one once; ``cutoff`` 100 turns similar spellings off."""

    def __init__(self, gazetteer: Gazetteer, cutoff: float = CUTOFF) -> None:
        self.gazetteer = gazetteer
        self.cutoff = cutoff
        self.match = lru_cache(maxsize=1 << 16)(self._match)

    def _match(self, name: str, admin1: str = "", country: str = "") -> Answer:
        """Return the place of a name within a division and a country (a name or code), if given.

        Words after a comma are the division or country too ("Portland, Maine").
        """
        head, *after = [part.strip() for part in name.split(",") if part.strip()] or [""]
        context = [part for part in (*after, admin1.strip(), country.strip()) if part]
        if not fold(head):
            return Answer(None)
        answer = self._best(head, context)
        known = [part for part in context if self.gazetteer.lookup(part) or country_code(part)]
        if answer.place is None and len(known) < len(context):
            answer = self._best(head, known)  # "Khybar Province" is no reason to find nothing
            answer = replace(answer, confidence=round(_UNSURE * answer.confidence, 3))
        return answer

    def _best(self, name: str, context: Sequence[str]) -> Answer:
        exact = self._within(self.gazetteer.lookup(name), context)
        if exact or self.cutoff >= 100:
            return _answer(exact, fold(name))
        similar = self.gazetteer.fuzzy(name, limit=20, cutoff=self.cutoff)
        return _answer(self._within(similar, context), "")

    def _within(self, matches: Sequence[Match], context: Sequence[str]) -> tuple[Match, ...]:
        return within(self.gazetteer, [m for m in matches if m.kind != "demonym"], context)


def _answer(matches: Sequence[Match], folded: str) -> Answer:
    if not matches:
        return Answer(None)
    first = matches[0]
    how = _how(first, folded)
    rivals = tuple(Candidate(m.place, m.score) for m in matches[1 : 1 + _MOST_RIVALS])
    others = [m.score for m in matches[1:] if not _is_around(m.place, first.place)]
    rival = others[0] / first.score if others and first.score else 0.0
    return Answer(first.place, how, round(_BASE[how] * (1 - 0.5 * min(1.0, rival)), 3), rivals)


def _is_around(place: Place, other: Place) -> bool:
    """Whether a place is another's namesake beside it, as a district of its town: no rival."""
    turn = (place.lon - other.lon + 180) % 360 - 180
    apart = hypot(place.lat - other.lat, turn * cos(radians(other.lat)))
    return place.country == other.country and apart <= _NAMESAKE_DEGREES


def _how(match: Match, folded: str) -> How:
    if not folded:
        return "fuzzy"
    own = match.kind == "official" or fold(match.place.name) == folded
    return "exact" if own else "alias"


def precision_of(place: Place) -> int:
    """Return UCDP's where_prec of a place: 1 town, 3 district, 4 province, 5 region, 6 country."""
    code = place.feature_code
    for start, precision in _PRECISION.items():
        if code.startswith(start):
            return precision
    return 5 if code in _WIDE_CODES else _WIDE_CLASSES.get(place.feature_class, 1)


def search(
    gazetteer: Gazetteer, query: str, country_codes: Iterable[str] = ()
) -> tuple[Match, ...]:
    """Return the places of a query such as "Portland, Maine", best first.

    What stands after a comma must be the country or a division of the place; where no place fits,
    similar spellings are tried.
    """
    codes = {code.upper() for code in country_codes}
    name, *context = [part.strip() for part in query.split(",") if part.strip()] or [""]
    for found in _tries(gazetteer, query, name, context):
        kept = tuple(m for m in found if not codes or m.place.country in codes)
        if kept:
            return kept
    return ()


def _tries(
    gazetteer: Gazetteer, query: str, name: str, context: Sequence[str]
) -> Iterator[tuple[Match, ...]]:
    if context:
        yield within(gazetteer, gazetteer.lookup(name), context)
        yield within(gazetteer, gazetteer.fuzzy(name, limit=20), context)
        yield gazetteer.lookup(query)
    else:
        yield gazetteer.lookup(name)
        yield gazetteer.fuzzy(name, limit=5)


def within(
    gazetteer: Gazetteer, matches: Sequence[Match], context: Sequence[str]
) -> tuple[Match, ...]:
    """Return the matches that lie in each place of the context."""
    kept = tuple(matches)
    for part in context if kept else ():
        uppers = [m.place for m in gazetteer.lookup(part) if m.kind != "demonym"]
        kept = tuple(m for m in kept if _fits(m.place, fold(part), uppers))
    return kept


def _fits(place: Place, folded: str, uppers: Sequence[Place]) -> bool:
    """Whether what stands after the comma is a code or name of what a place lies in."""
    own = (fold(place.admin1), fold(place.admin2), place.country.lower())
    if folded in own or (place.country and country_code(folded) == place.country):
        return True
    return any(_holds(upper, place) for upper in uppers)


def _holds(upper: Place, place: Place) -> bool:
    """Whether a place lies in another, by country and division."""
    if upper.country != place.country:
        return False
    if upper.id == place.id or upper.feature_code.startswith("PCL"):
        return upper.feature_code.startswith("PCL") or upper.id == place.id
    return upper.feature_code == "ADM1" and fold(upper.admin1 or upper.name) == fold(place.admin1)
