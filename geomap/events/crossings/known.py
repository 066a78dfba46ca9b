"""The crossings that a story may name: those of its countries, by all their names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geomap.model import Mention, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["Known", "crossing_toponyms", "known_crossings", "plain", "spelled_otherwise"]

_NOUN_AT_END: Final = re.compile(
    r"(?: international)? (?:bridge|gate|crossing|port of entry|border)$"
)
#: Words for the kind of a crossing, and those between them and its name.
_NOUNS: Final = re.compile(
    r"\b(?:the|border|crossing|point|gate|bridge|post|checkpoint|terminal|port|of|at|in|entry)\b",
    re.IGNORECASE,
)
#: Consonants that a name must have to be known by them.
_ENOUGH: Final = 4
_ONE_WORD: Final = re.compile(r"(\w{5,}) (?:international )?(?:bridge|port of entry)$")
#: "Thai-Myanmar Friendship Bridge" names no towns.
_OF_COUNTRIES: Final = re.compile(r"\b(?:friendship|bridge|unity|peace)\b")
_SHORT: Final = 3
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """Crossings by their folded names; ``sure`` are those of which both countries are told."""

    names: re.Pattern[str] | None
    places: Mapping[str, Place]
    sure: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Named:
    """A crossing, its folded names with their words, and what stands for it: one town, one word."""

    place: Place
    countries: frozenset[str]
    names: tuple[tuple[str, frozenset[str]], ...]
    sides: tuple[str, ...]


def known_crossings(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Known:
    """Return the crossings that a text may name without the help of the geoparser.

    One of the two countries, at least, is told in the text.
    """
    countries = frozenset(t.place.country for t in toponyms if t.place and t.place.country)
    return _known(text, countries, gazetteer)


@lru_cache(maxsize=1)  # events and reports ask the same
def _known(text: str, countries: frozenset[str], gazetteer: Gazetteer) -> Known:
    words = frozenset(_WORD.findall(plain(text)))
    both: dict[str, Place] = {}
    half: dict[str, Place] = {}
    ends: dict[str, list[Place]] = defaultdict(list)
    lone: dict[str, list[Place]] = defaultdict(list)
    for crossing in _catalog(gazetteer):
        told = len(countries & crossing.countries)
        for name, name_words in crossing.names if told else ():
            if words.issuperset(name_words):
                (both if told > 1 else half).setdefault(name, crossing.place)
        for name in crossing.sides if told else ():
            if name in words:
                (ends if told > 1 else lone)[name].append(crossing.place)
    for name, found in ends.items():
        half.setdefault(name, found[0])
    for name, found in lone.items():
        if len(found) == 1:
            half.setdefault(name, found[0])
    places = {**half, **both}
    if not places:
        return Known(None, {}, frozenset())
    names = sorted(places, key=lambda n: (-len(n), n))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    return Known(pattern, places, frozenset(both))


@lru_cache(maxsize=4)  # asked for in every document
def _catalog(gazetteer: Gazetteer) -> tuple[_Named, ...]:
    """Return the crossings of the world with all that they are called."""
    catalog = []
    for crossing in gazetteer.crossings():
        names = _names(crossing.place.name, *crossing.aliases)
        words = tuple((name, frozenset(_WORD.findall(name))) for name in names)
        countries = frozenset({crossing.country_a, crossing.country_b})
        catalog.append(_Named(crossing.place, countries, words, tuple(_sides(names))))
    return tuple(catalog)


def _names(*names: str) -> tuple[str, ...]:
    """Return names folded, also without the noun that ends them: "Simon Bolivar (Bridge)"."""
    folded = [plain(name) for name in names]
    bare = [_NOUN_AT_END.sub("", name) for name in folded]
    return (
        *folded,
        *(b for b, name in zip(bare, folded, strict=True) if re.search(r"[ -]", b) and b != name),
    )


def spelled_otherwise(name: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Place | None:
    """Return the one crossing of the countries told whose name sounds like this one.

    "Pul-e-Abresham" is written "Pol-e Abrisham" elsewhere: consonants stay, vowels do not.
    """
    wanted = _consonants(_NOUNS.sub(" ", name))
    if len(wanted) < _ENOUGH:
        return None
    countries = {t.place.country for t in toponyms if t.place and t.place.country}
    found = {
        crossing.place.id: crossing.place
        for crossing in _catalog(gazetteer)
        if crossing.countries <= countries
        and any(_consonants(_NOUNS.sub(" ", n)) == wanted for n, _ in crossing.names)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _consonants(name: str) -> str:
    """Return what a name keeps in every spelling.

    >>> _consonants("Pul-e-Abresham") == _consonants("Pol-e Abrisham")
    True
    """
    letters = re.sub(r"[^a-z]|[aeiouyhw]", "", plain(name).translate(_SOUNDS))
    return re.sub(r"(.)\1+", r"\1", letters)


def _sides(names: Iterable[str]) -> Iterator[str]:
    """Yield the towns of names such as "kuznica-grodno", where each is one word.

    And the one word of such as "gateway international bridge".
    """
    for name in names:
        if alone := _ONE_WORD.match(name):
            yield alone[1]
        first, mark, second = name.partition("-")
        if mark and "-" not in second and not _OF_COUNTRIES.search(name):
            yield from (s for s in (first, second) if len(s) > _SHORT)


def crossing_toponyms(
    text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Return toponyms with the crossings that the text names and the geoparser did not see."""
    known = known_crossings(text, toponyms, gazetteer)
    if known.names is None:
        return tuple(toponyms)
    placed = [t.mention for t in toponyms if t.place]
    added = []
    for match in known.names.finditer(plain(text)):
        start, end = match.span()
        over = any(m.start < end and start < m.end for m in placed)
        sure = match.group() in known.sure and " " in match.group()
        if sure and text[start].isupper() and not over:
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


def plain(text: str) -> str:
    """Return a text without case, accents and long dashes, as long as it was.

    >>> plain("Jimaní–Malpasse")
    'jimani-malpasse'
    """
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", c)[0].lower()[:1] or c for c in text).translate(
        _DASHES
    )


_SOUNDS: Final = {ord("q"): "k", ord("c"): "k", ord("z"): "s", ord("v"): "w"}
_DASHES: Final = {ord("–"): "-", ord("—"): "-"}
