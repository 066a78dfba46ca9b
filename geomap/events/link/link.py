"""A place for an event, and what may be one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geomap.events.text import Span
from geomap.model import Place, Toponym

__all__ = ["Link", "is_government", "may_place", "precision", "usable"]

_TOWN: Final = 1
_WIDE: Final = (
    "BDRY|RGN[EH]?|CONT|STMS?|MTS|VALS?|LKS?|DSRT|ISLS|PEN|PLAT|PLN|CST|FRST|RD|AREA|BAY|STRT|COAST|"
    "TERR|ZN"
)
#: Countries and capitals stand for governments.
_SEATS: Final = r"PCL.*|PPLC"
#: Where somebody speaks, forces and origins, and names of another event of the sentence.
_NO_PLACE_OF_IT: Final = ("statement_location", "no_ground", "other_event")
_ZONES: Final = ("dateline", "credit", "boilerplate", "demonym")


@dataclass(frozen=True, slots=True)
class Link:
    """Where an event happened: toponym, place, words of its phrase, how sure, by which rule.

    ``place`` is None when the text names a place that the gazetteer does not know: the event has a
    place, and no other will do. ``where_prec`` is that of the place, 1 for such a name.
    """

    toponym: Toponym | None
    place: Place | None
    where_prec: int
    words: Span
    score: float
    reason: str

    @property
    def key(self) -> str:
        """What tells this place from others: the gazetteer's id, else the name in the text."""
        if self.place:
            return self.place.id
        return self.toponym.mention.text.casefold() if self.toponym else ""


def usable(toponym: Toponym) -> bool:
    """Say whether a mention is a literal one, not the place of a speaker or another event.

    It need not have a place in the gazetteer.
    """
    return toponym.mention.role == "literal" and toponym.mention.cue not in _NO_PLACE_OF_IT


def may_place(toponym: Toponym) -> bool:
    """Say whether a mention stands in the story and may be weighed as the place of an event."""
    mention = toponym.mention
    return mention.role not in _ZONES and mention.cue not in _NO_PLACE_OF_IT


def is_government(toponym: Toponym) -> bool:
    """Say whether a mention is a country or capital that may stand for its government."""
    place = toponym.place
    seat = place is not None and re.fullmatch(_SEATS, place.feature_code)
    return bool(seat) and toponym.mention.role != "literal"


def precision(place: Place | None, *, near: bool = False) -> int:
    """Return UCDP's where_prec: 1 town, 3 district, 4 province, 5 line, 6 country, 7 sea."""
    town = 2 if near else _TOWN
    if place is None:
        return _TOWN
    if place.feature_class == "R":
        return 5
    by_code = ((r"PCL.*", 6), (r"ADM1H?", 4), (r"ADM.*", 3), (r"SEA|OCN|GULF", 7), (_WIDE, 5))
    return next((p for code, p in by_code if re.fullmatch(code, place.feature_code)), town)
