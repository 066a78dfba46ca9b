"""Names that the geoparser did not see or left open: in labels, after "near", "the village of"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.events.distance import km_apart
from geomap.events.link import precision, unseen
from geomap.events.telling import label_name
from geomap.events.text import Sentence, mentions_within
from geomap.gazetteer.fold import fold
from geomap.model import Mention, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["with_unnoticed"]

_CONFIDENCE: Final = 0.5
#: Countries told less often than this share of the most told one say nothing of where a name is.
_SHARE: Final = 0.2
_ROLES: Final = ("literal", "associative")
_DISTRICT: Final = 3
#: Kilometers within which places of one name are one, and within which of another place told.
_ONE_PLACE, _AMONG = 60.0, 400.0
#: "X in Y", "X, a village of Y": what holds a name stands behind it.
_HELD: Final = re.compile(r",?\s(?:in|near)\s|,\s(?:[A-ZÀ-Þ]|an?\s)")
#: Kilometers within which one of several places of a name is close, and from which the rest is far.
_CLOSE, _FAR = 80.0, 150.0
#: Kilometers from a gate to the town it is named after.
_BESIDE: Final = 80.0
_GATE: Final = re.compile(
    r"\b(?:cross\w*|borders?|gates?|posts?|checkpoints?|bridges?|ports? of entry|terminals?|"
    r"customs|frontier|(?:re)?open\w*|clos\w+|shut\w*|through|via)\b",
    re.IGNORECASE,
)
#: The next name of a list, and kilometers to it.
_NEXT: Final = re.compile(
    r"(?:,| and|, and) (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2})(?![\w’'-])"
)
_LISTED: Final = 250.0
#: People from which a town is no village.
_CITY: Final = 100_000
_SMALL: Final = re.compile(r"\b(?:villages?|hamlets?) of (?:the )?$")
_SMALL_BEHIND: Final = re.compile(r"\s(?:village|hamlet)\b")
_WORDS: Final = 40
_DIVISIONS: Final = ("ADM1", "ADM2")
#: What leads to a town, not to a division that holds another place ("Leilek in Batken").
_AT_TOWN: Final = re.compile(
    r"\b(?:[a-z]\w*|\d+|[A-Z]\w*day)[,;]? (?:in|at|near|outside)\s$"
    r"|^[\"“‘]?(?:In|At|Near|Outside)\s$"
)
_DIVISION_BEHIND: Final = re.compile(
    r"(?:,? (?:and|or) [A-ZÀ-Þ][\w’'-]+)*['’s]*\s(?:provinces?|regions?|oblasts?|districts?|"
    r"states?|count(?:y|ies)|governorates?|departments?|divisions?|prefectures?|woredas?|zones?|tehsils?)\b"
)


def with_unnoticed(
    sentences: Sequence[Sentence], toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Return toponyms with the names that nobody saw, in order.

    Such a name is the place of that name which the text tells elsewhere, else the settlement of
    that name in the countries of the story; else it has no place. A name that the geoparser left
    open is the one place of that name in those countries, where it lies among the others told.
    """
    told = {t.mention.text.casefold(): t.place for t in toponyms if t.place}
    countries = _countries(toponyms)
    added = [
        Toponym(m, _place(m.text, told, countries, gazetteer), _CONFIDENCE, ("unnoticed",))
        for m in _names(sentences, toponyms)
    ]
    added += _in_lists(sentences, toponyms, countries, gazetteer)
    known = [
        _settled(t, toponyms, countries, gazetteer, _around(sentences, t.mention)) for t in toponyms
    ]
    return tuple(sorted((*known, *added), key=lambda t: t.mention.start))


def _in_lists(
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    countries: frozenset[str],
    gazetteer: Gazetteer,
) -> Iterator[Toponym]:
    """Yield names that nobody saw behind a town in a list: "shells hit Quba, Sake and Minova"."""
    for sentence in sentences:
        inside = mentions_within(toponyms, sentence.start, sentence.end)
        for first in (t for t in inside if t.place and precision(t.place) <= _DISTRICT):
            at, place = first.mention.end, first.place
            while found := _NEXT.match(sentence.text, at - sentence.start):
                start, at = (sentence.start + x for x in found.span("name"))
                near = _in_story(found["name"], countries, gazetteer)
                one = _like(place, near) if place else None
                if one is None or any(
                    t.mention.start < at and start < t.mention.end for t in inside
                ):
                    break
                mention = Mention(start, at, found["name"], "literal", "unseen")
                yield Toponym(mention, one, _CONFIDENCE, ("unnoticed",))


def _like(place: Place, found: Sequence[Place]) -> Place | None:
    """Return the one of places that goes in a list with another: near it, of its kind if can be."""
    near = [p for p in found if km_apart(p, place) < _LISTED]
    same = (p for p in near if p.feature_class == place.feature_class)
    return next(same, next(iter(near), None))


def _settled(
    toponym: Toponym,
    toponyms: Sequence[Toponym],
    countries: frozenset[str],
    gazetteer: Gazetteer,
    words: tuple[str, str],
) -> Toponym:
    """Return a name with the place it is as the scene of an event; ``words`` stand around it.

    A name left open is the only place it can be, the name of a gate without a word for one the town
    that it is named after, and a "village of X" no city.
    """
    place, mention = toponym.place, toponym.mention
    if mention.role not in _ROLES:
        return toponym
    if place is None:
        held = bool(_HELD.match(words[1]))
        one = _inside(toponym, toponyms, gazetteer) if held else None
        one = one or _only(mention.text, toponyms, countries, gazetteer, held=held)
        found = one and replace(toponym, place=one, reasons=("unnoticed",), confidence=_CONFIDENCE)
        return found or toponym
    if place.feature_code == "PSTB" and not _GATE.search(" ".join(words)):
        towns = (p for p in _in_story(mention.text, countries, gazetteer) if p.feature_class == "P")
        town = next((p for p in towns if km_apart(p, place) < _BESIDE), None)
        return replace(toponym, place=town) if town else toponym
    if place.feature_code in _DIVISIONS and _AT_TOWN.search(words[0]):
        return _seat(toponym, place, countries, gazetteer, words[1])
    if place.population > _CITY and (_SMALL.search(words[0]) or _SMALL_BEHIND.match(words[1])):
        return replace(toponym, place=None, reasons=("unnoticed",))
    return toponym


def _seat(
    toponym: Toponym,
    division: Place,
    countries: frozenset[str],
    gazetteer: Gazetteer,
    after: str,
) -> Toponym:
    """Return a name said of a division as its town of that name: they "met in Gabala".

    Not where a word behind it asks for a division ("in Batken region").
    """
    if _DIVISION_BEHIND.match(after):
        return toponym
    named = _in_story(toponym.mention.text, countries | {division.country}, gazetteer)
    towns = (p for p in named if p.feature_class == "P" and p.country == division.country)
    town = next((p for p in towns if km_apart(p, division) < _BESIDE * 2), None)
    return replace(toponym, place=town) if town else toponym


def _only(
    name: str,
    toponyms: Sequence[Toponym],
    countries: frozenset[str],
    gazetteer: Gazetteer,
    *,
    held: bool,
) -> Place | None:
    """Return the one place of a name in some countries that lies among the other places told.

    Of several with just this name, the one close to a place told when all others lie far off,
    unless the text goes on with what holds it (``held``).
    """
    found = _in_story(name, countries, gazetteer)
    ground = (t.place for t in toponyms if t.place and t.place.feature_code != "PPLC")
    fine = [place for place in ground if precision(place) <= _DISTRICT]
    one = next((p for p in found if p.feature_class == "P"), next(iter(found), None))
    if one is None:
        return None
    if any(km_apart(one, p) > _ONE_PLACE for p in found):
        return None if held else _closest([p for p in found if fold(p.name) == fold(name)], fine)
    return None if fine and all(km_apart(one, p) > _AMONG for p in fine) else one


def _inside(toponym: Toponym, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Place | None:
    """Return the one place of a name in the division told behind it: "X, a port in Y province"."""
    end, name = toponym.mention.end, toponym.mention.text
    behind = (t.place for t in toponyms if end < t.mention.start < end + _WORDS and t.place)
    division = next((p for p in behind if p.feature_code in _DIVISIONS and p.admin1), None)
    if division is None:
        return None
    region = (division.country, division.admin1)
    found = [m.place for m in gazetteer.lookup(name) if m.place.feature_class == "P"]
    own = [
        p for p in found if (p.country, p.admin1) == region and fold(p.name).startswith(fold(name))
    ]
    one = next(iter(own), None)
    return None if one is None or any(km_apart(one, p) > _ONE_PLACE for p in own) else one


def _closest(found: Sequence[Place], fine: Sequence[Place]) -> Place | None:
    """Return the place that lies close to one of those told, if no other of its name does."""
    if not (found and fine):
        return None
    away = [min(km_apart(p, told) for told in fine) for p in found]
    ranked = sorted(
        zip(away, (p.feature_class != "P" for p in found), found, strict=True), key=_rank
    )
    first, _, one = ranked[0]
    others = (km for km, _, p in ranked[1:] if km_apart(p, one) > _ONE_PLACE)
    alone = next(others, _AMONG) > max(_FAR, 3 * first)
    return one if first < _CLOSE and alone else None


def _rank(found: tuple[float, bool, Place]) -> tuple[int, bool, float]:
    """Order places by rough distance, settlements first, then by distance."""
    return int(found[0] // _ONE_PLACE), found[1], found[0]


def _around(sentences: Sequence[Sentence], mention: Mention) -> tuple[str, str]:
    """Return some words of the sentence before and behind a mention."""
    at = bisect_right(sentences, mention.start, key=lambda s: s.start) - 1
    if at < 0 or mention.end > sentences[at].end:
        return "", ""
    text, offset = sentences[at].text, sentences[at].start
    start, end = mention.start - offset, mention.end - offset
    return text[max(0, start - _WORDS) : start], text[end : end + _WORDS]


def _in_story(name: str, countries: frozenset[str], gazetteer: Gazetteer) -> list[Place]:
    """Return the settlements, districts and gates of a name in some countries."""
    found = (m.place for m in gazetteer.lookup(name) if m.place.country in countries)
    return [p for p in found if p.feature_class in ("P", "A") or p.feature_code == "PSTB"]


def _names(sentences: Sequence[Sentence], toponyms: Sequence[Toponym]) -> Iterator[Mention]:
    for sentence in sentences:
        inside = mentions_within(toponyms, sentence.start, sentence.end)
        label = label_name(sentence, inside)
        if label:
            yield label
        for toponym in unseen(sentence, inside):
            mention = toponym.mention
            if label is None or not (mention.start < label.end and label.start < mention.end):
                yield mention


def _countries(toponyms: Sequence[Toponym]) -> frozenset[str]:
    """Return the countries that a story is about, by how often they are told."""
    counts = Counter(
        t.place.country
        for t in toponyms
        if t.place and t.place.country and t.mention.role not in ("credit", "boilerplate")
    )
    most = max(counts.values(), default=0)
    return frozenset(c for c, count in counts.items() if count >= _SHARE * most)


def _place(
    name: str, told: Mapping[str, Place | None], countries: frozenset[str], gazetteer: Gazetteer
) -> Place | None:
    if name.casefold() in told:
        return told[name.casefold()]
    settled = _in_story(name, countries, gazetteer)
    return next((p for p in settled if p.feature_class == "P"), next(iter(settled), None))
