"""Which crossing a sentence speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geomap.events.crossings.sayings import NOUN, STATUS, sayings
from geomap.events.cues import cue, source
from geomap.events.frontier import neighbors
from geomap.events.text import Sentence, Span, clause_at, mentions_before, split_clauses
from geomap.model import Mention, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = [
    "Known",
    "all_between",
    "crossing_toponyms",
    "is_definite",
    "is_subject",
    "known_crossings",
    "named_crossings",
    "unknown_name",
]

_AFTER_NAME: Final = re.compile(
    rf"^(?:[-–][A-Z]\w+)?(?:,? (?:and|or) [A-Z][\w’'-]+)?\s(?:\w+\s)?{NOUN}\b", re.IGNORECASE
)
_BEFORE_NAME: Final = re.compile(
    rf"\b(?:{NOUN}|border|frontier)\s(?:at|of|in|near|between)\s(?:the\s)?(?:[A-Z][\w’'-]+ and )?$",
    re.IGNORECASE,
)
#: "traffic through X", "trucks rolled over X": what moves over a crossing.
_OVER_NAME: Final = re.compile(
    rf"\b{source('crossing', 'movement')}\b(?:\s[\w’'-]+){{0,6}}?"
    r"\s(?:through|via|at|over|across)\s$",
    re.IGNORECASE,
)
_DEFINITE: Final = re.compile(
    rf"\b(?:the|that|this|its|busier|both) (?:\w+ )?{NOUN}\b|^[\"“]?(?:It|The border)\b"
    r"|\b(?:said|but|and) it (?:was|is|has|had|would|re)",
    re.IGNORECASE,
)

_IN: Final = re.compile(r"\b(?:in|near|around|outside|of|from)\s$", re.IGNORECASE)
_STATUS_NEXT: Final = re.compile(
    r"^(?:\s(?:was|were|is|are|has|have|had|remain\w*|stay\w*|still|also|been)){1,3}"
    r"\s(?:\w+ly\s)?(?:re-?open|clos|shut|open|back in|unaffected|sealed|out of|passable|normal)"
)
_STATUS_BEFORE: Final = re.compile(rf"\b{STATUS}\s(?:the\s)?$", re.IGNORECASE)
_UNKNOWN: Final = re.compile(
    rf"(?:\b[Tt]he|[a-z,])\s(?P<name>(?!The\s)(?:[A-Z][\w’'-]+\s){{1,3}}{NOUN})\b"
)
_SUBJECT: Final = re.compile(
    r"^(?:(?:while|and|but|whereas|though|although)\s)?(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*\s"
    r"(?:(?:road|highway|crossing|bridge|gate|checkpoint|post|port|border|pass|route|terminal)\s)?"
    r"(?:(?:has|have|had|was|were|is|are|been|also|still|remain\w*|stay\w*)\s)*$"
)
_ANOTHER: Final = re.compile(
    rf"\b(?:first|second|third|other|another|old|new|older|newer)\s{NOUN}\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Known:
    """The crossings of the countries of a story by all their names, folded."""

    names: re.Pattern[str] | None
    places: Mapping[str, Place]


def known_crossings(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Known:
    """Return the crossings that a text may name without the help of the geoparser."""
    countries = {t.place.country for t in toponyms if t.place and t.place.country}
    places: dict[str, Place] = {}
    for crossing in gazetteer.crossings():
        if {crossing.country_a, crossing.country_b} <= countries:
            for name in (crossing.place.name, *crossing.aliases):
                places.setdefault(_plain(name), crossing.place)
    if not places:
        return Known(None, {})
    names = sorted(places, key=lambda n: (-len(n), n))
    return Known(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"), places)


def crossing_toponyms(
    text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Return toponyms with the crossings that the text names and the geoparser did not see."""
    known = known_crossings(toponyms, gazetteer)
    if known.names is None:
        return tuple(toponyms)
    placed = [t.mention for t in toponyms if t.place]
    added = []
    for match in known.names.finditer(_plain(text)):
        start, end = match.span()
        over = any(m.start < end and start < m.end for m in placed)
        if " " in match.group() and text[start].isupper() and not over:
            mention = Mention(start, end, text[start:end], "literal", "crossing")
            added.append(Toponym(mention, known.places[match.group()], 0.8, ("crossing_name",)))
    kept = (
        t
        for t in toponyms
        if not any(
            a.mention.start < t.mention.end and t.mention.start < a.mention.end for a in added
        )
    )
    return tuple(sorted((*kept, *added), key=lambda t: t.mention.start))


def _plain(text: str) -> str:
    """Return a text without case and accents, as long as it was."""
    return "".join(unicodedata.normalize("NFD", c)[0].lower()[:1] or c for c in text)


def is_definite(text: str) -> bool:
    """Say whether a sentence points back to a crossing: "the gate", "it was shut"."""
    if _UNKNOWN.search(text) or _ANOTHER.search(text):
        return False
    return bool(_DEFINITE.search(text)) and not cue("crossing", "generic").search(text)


def is_subject(clause: str) -> bool:
    """Say whether a clause up to its word of status has a name as its subject."""
    return bool(_SUBJECT.match(clause))


def unknown_name(text: str, named: Sequence[tuple[Place, Span]]) -> str:
    """Return the crossing that a sentence names and nobody knows, or "": "Santa Rita bridge"."""
    found = None if named else _UNKNOWN.search(text)
    return found["name"] if found else ""


def named_crossings(
    sentence: Sentence, inside: Sequence[Toponym], known: Known, gazetteer: Gazetteer
) -> tuple[tuple[Place, Span], ...]:
    """Return the crossings named in a sentence, with the words that name them."""
    found = []
    if known.names:
        for match in known.names.finditer(_plain(sentence.text)):
            start, end = (sentence.start + at for at in match.span())
            span = Span(start, end)
            if " " in match.group() or _with_noun(sentence, span):
                found.append((known.places[match.group()], span))
    for toponym in inside:
        span = Span(toponym.mention.start, toponym.mention.end)
        if any(k.start < span.end and span.start < k.end for _, k in found):
            continue
        crossing = _meant(toponym, sentence, span, gazetteer)
        if crossing:
            found.append((crossing, span))
    return tuple(sorted(found, key=lambda f: f[1].start))


_ASIDE: Final = ("dateline", "credit", "boilerplate", "demonym")


def _meant(toponym: Toponym, sentence: Sentence, span: Span, gazetteer: Gazetteer) -> Place | None:
    """Return the crossing that a name of the geoparser's means, if it means one."""
    place = toponym.place
    if place is None or toponym.mention.role in _ASIDE:
        return None
    if place.feature_code == "PSTB":
        return None if _is_ground(sentence, span) else place
    if place.feature_class not in ("P", "A", "S"):
        return None
    if _with_noun(sentence, span):
        return _crossing_at(toponym, gazetteer)
    return _namesake(toponym, gazetteer) if _has_status(sentence, span) else None


def _has_status(sentence: Sentence, span: Span) -> bool:
    """Say whether a word of status governs a name: "reopened X", "X was shut"."""
    before = sentence.text[: span.start - sentence.start]
    after = sentence.text[span.end - sentence.start :]
    moves = _OVER_NAME.search(before)
    return bool(_STATUS_BEFORE.search(before) or _STATUS_NEXT.match(after) or moves)


def _is_ground(sentence: Sentence, span: Span) -> bool:
    """Say whether a crossing's name means the town around it: "a grenade attack in Gatumba"."""
    if not _IN.search(sentence.text[: span.start - sentence.start]) or _with_noun(sentence, span):
        return False
    clauses = split_clauses(sentence)
    here = clause_at(clauses, span.start)
    words = sayings(sentence.text)
    return not any(clause_at(clauses, sentence.start + word.start) == here for word in words)


def _with_noun(sentence: Sentence, span: Span) -> bool:
    before = sentence.text[: span.start - sentence.start]
    after = sentence.text[span.end - sentence.start :]
    opens = re.match(r"^(?:In|At)\s$", before) and re.search(
        rf"\bthe {NOUN}\b", after, re.IGNORECASE
    )
    return bool(
        _AFTER_NAME.match(after)
        or _BEFORE_NAME.search(before)
        or opens
        or re.match(r"^At\s$", before)
        or (_STATUS_NEXT.match(after) and re.search(rf"\b{NOUN}\b", sentence.text, re.IGNORECASE))
    )


_NEAR_KM: Final = 20.0
_MEMORY: Final = 200
_GENERIC: Final = source("crossing", "generic")
#: Words of status right at the words for all crossings.
_ALL: Final = re.compile(
    rf"\b(?:{STATUS}(?:\s[\w-]+){{0,3}}?\s{_GENERIC}|{_GENERIC}(?:\s[\w’',-]+){{0,7}}?\s{STATUS})\b",
    re.IGNORECASE,
)


def _crossing_at(toponym: Toponym, gazetteer: Gazetteer) -> Place | None:
    """Return the crossing that bears a town's name, or the nearest one to it."""
    place = toponym.place
    if place is None:
        return None
    named = _namesake(toponym, gazetteer)
    if named:
        return named
    near = gazetteer.near(place.lat, place.lon, _NEAR_KM, codes=("PSTB",), limit=1)
    return near[0].place if near else None


def _namesake(toponym: Toponym, gazetteer: Gazetteer) -> Place | None:
    """Return the crossing near a place that bears its name."""
    place = toponym.place
    if place is None:
        return None
    for name in (toponym.mention.text, place.name):
        for match in gazetteer.lookup(name):
            if match.place.feature_code == "PSTB" and _close(match.place, place):
                return match.place
    return None


def _close(a: Place, b: Place) -> bool:
    return abs(a.lat - b.lat) < 0.8 and abs(a.lon - b.lon) < 0.8


def all_between(
    sentence: Sentence,
    inside: Sequence[Toponym],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> tuple[Place, ...]:
    """Return the major crossings between the two countries of a generic statement."""
    if not _ALL.search(sentence.text):
        return ()
    so_far = mentions_before(toponyms, sentence.end, _MEMORY)
    for mentions in (inside, so_far, toponyms[:_MEMORY]):
        for pair in neighbors(mentions):
            found = gazetteer.crossings(*pair, major=True)
            if found:
                return tuple(c.place for c in found)
    return ()
