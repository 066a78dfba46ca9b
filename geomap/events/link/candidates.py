"""The names in a sentence that may place an event: one of each chain, with the phrase it is in."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Final

from geomap.events.cues import cue
from geomap.events.link.link import may_place, precision
from geomap.events.link.names import unseen_names, whole_names
from geomap.events.status import SPEECH
from geomap.events.text import Sentence, Span
from geomap.geoparse import displace
from geomap.geoparse.lexicon import feature_words
from geomap.model import Mention, Place, Toponym

__all__ = ["Candidate", "Phrase", "candidates", "unseen"]

_KIND: Final = cue("place", "kind", after="$")
_NEAR: Final = 2
_NEAR_NOUN: Final = cue("place", "near_noun", after="$")
_DIRECTION: Final = cue("place", "direction", after="$")
_BESIDE: Final = re.compile(r"\b(?:next|close|adjacent)$", re.IGNORECASE)
_CHAIN: Final = re.compile(
    r"^(?:,|,? in|,? \(?in|\s\(|,? \w+ district of|'s|’s|,?\s(?:in )?the \w+ (?:of )?)\s?$"
)
_UNSEEN: Final = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round"
    r"|(?:town|village|city|district|area|hamlet|island|edge|outskirts) of)"
    r"\s(?P<name>(?:[A-ZÀ-Þ][a-zà-ÿ’'-]+(?:-[A-Z][a-zà-ÿ]+)?)(?:\s[A-ZÀ-Þ][a-zà-ÿ’'-]+){0,2})(?![\w-])"
)
_TIME_OR_BODY: Final = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|Ramadan|Christmas|Easter|Operation|University|Court|Ministry|Parliament|Congress|"
    r"Senate|Council|Army|Police|Twitter|Facebook|Telegram|Islam|English|French|Arabic|Spanish|"
    r"The|This|That|His|Her|Its|Their|Our|My|He|She|It|They|We|No|All|Both|Some|Many)"
)
_HOSPITAL_IN: Final = re.compile(r"\b(?:hospitals?|clinics?)\s$", re.IGNORECASE)
_HOSPITAL_NEXT: Final = re.compile(
    r"^(?:['’]s)?(?:\s\w+){0,2}\s(?:hospital|clinic)\b", re.IGNORECASE
)
_BROUGHT: Final = re.compile(
    r"\b(?:died|treated|taken|rushed|admitted|transferred|evacuated|airlifted|flown|brought)\b"
)
#: Who is warned or asked is no place.
_TOLD: Final = re.compile(
    r"\b(?:warn|told|tell|ask|urg|accus|blam|press|allow|persuad|inform|invit|thank|condemn|criti\w+|"
    r"support|assur|help|demand|expect)(?:ed|ing|s|es|e)?\s$",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r"^(?:,|,? in|\s\()\s?$")
_HEAD_PHRASE: Final = re.compile(
    r"^[\"“'‘]?(?:But |And |Also |(?:Meanwhile|Elsewhere|Separately|Earlier|Later),? "
    r"|(?:Further|Farther) \w+, )?(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Oo]n|[Aa]cross)\s"
)
_WHOSE: Final = re.compile(
    r"\b(?:residents?|natives?|citizens?|mayor|governor|capital|people|man|woman|king|president|"
    r"prime minister|leader|bishop|university|state) of$"
    r"|\b(?:relatives|relations|families|kin|kinsmen|cousins|friends) in$",
    re.IGNORECASE,
)
_SPEAKER_AFTER: Final = re.compile(rf"^[^,;.]{{0,30}}?\s(?:have |has )?{SPEECH}\b")
_SPEAKER_OF: Final = re.compile(
    r"\b(?:officials?|officers?|spokes\w+|sources?|doctors?|police|residents|prosecutors|"
    r"department|ministry|staff|authorities|correspondents?|reporters?|journalists?|witnesses)"
    r" (?:in|at)$",
    re.IGNORECASE,
)
#: "officers at X found": they do not speak.
_ACTS: Final = re.compile(
    r"^[A-ZÀ-Þ][\w’'-]*(?:[ -][A-ZÀ-Þ][\w’'-]*)*\s(?:(?:on \w+|\w+ly|have|has)\s)?"
    r"(?:found|seized|stopped|arrested|detained|intercepted|confiscated|discovered|recovered|caught|turned|foiled|impounded)\b"
)
_HANDED_TO: Final = re.compile(
    r"\bto (?:the )?(?:\w+ )?(?:authorities|police|officials) (?:in|at)$"
)
#: "fired from X", "refugees from X": not where it happened.
_ORIGIN: Final = re.compile(
    r"\b(?:fired|launched|flown|came|comes|coming|arriv\w+|originat\w+|shells?|rockets?|missiles?|drones?|"
    r"people|refugees|migrants|fighters|troops|soldiers|forces|men|militants|insurgents|nationals|"
    r"imports?|exports?|fire|firing|shelling|return\w*|back|hail(?:s|ed|ing)?|notes?|statements?|"
    r"letters?|messages?|\d{1,3},) (?:\w+ )?from$",
    re.IGNORECASE,
)
#: "fire was reported from X": it happened there.
_REPORTED: Final = re.compile(r"\b(?:reported|heard|seen|known) (?:\w+ )?from$", re.IGNORECASE)
_HEARD: Final = 3.5
_BANK: Final = re.compile(r"from (?:the|an?)(?: [\w-]+){0,2} (?:banks?|shores?) of ")
_MOVES: Final = cue("place", "moves", after=r" (?:\S+ ){0,6}?to$")
_DIRECTED: Final = re.compile(
    r"\b(?:(?:north|south|east|west|north-?(?:east|west)|south-?(?:east|west)|centr)(?:ern|al)?)\s$",
    re.IGNORECASE,
)
_REACH: Final = 9
_JOINERS: Final = frozenset("the a an of and or s in".split())
#: The weight of a phrase that speaks of people from a place.
_OTHERS: Final = -9.0
#: Doubts that leave none: a resident of X, fired from X, warned X, to a hospital in X, police in X
#: said.
_NO_GROUND: Final = frozenset(("whose", "origin", "told", "nurses", "says"))
_HEAD_REACH: Final = 25
_LEAD: Final = 90


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that govern a name: the preposition or "", its weight, where the phrase starts."""

    word: str
    weight: float
    near: bool
    start: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may place an event, with all that its phrase says.

    ``toponym`` is the most specific of its chain ("Oruro, Bolivia"), ``place`` the most specific
    that the gazetteer knows. ``doubts`` are reasons why nothing happened there.
    """

    toponym: Toponym
    place: Place | None
    level: int
    phrase: Phrase
    words: Span
    head: bool
    chained: bool
    doubts: tuple[str, ...] = ()


def candidates(sentence: Sentence, toponyms: Sequence[Toponym]) -> tuple[Candidate, ...]:
    """Return one candidate for each chain of names, the most specific of it.

    Runs of capitals that nobody knows are candidates too. Where somebody comes from is none ("a
    resident of X"); that somebody may only speak there ("officials in X said") is in ``doubts``.
    """
    told = [t for t in toponyms if sentence.holds(t.mention.start, t.mention.end)]
    inside = list(whole_names(sentence, told))
    names = sorted([*inside, *unseen_names(sentence, inside)], key=lambda t: t.mention.start)
    chains = list(_chains(sentence, names))
    floors = [sentence.start, *(chain[-1].mention.end for chain in chains[:-1])]
    found = map(partial(_candidate, sentence), chains, floors)
    doubted = (replace(c, doubts=tuple(_doubts(sentence, c))) for c in found)
    return tuple(c for c in doubted if not _NO_GROUND.intersection(c.doubts))


def _doubts(sentence: Sentence, candidate: Candidate) -> Iterator[str]:
    lead = sentence.text[: candidate.words.start - sentence.start + len(candidate.phrase.word)]
    lead = lead[-_LEAD:]
    for name, pattern in (("whose", _WHOSE), ("speaker", _SPEAKER_OF), ("origin", _ORIGIN)):
        if pattern.search(lead) and not _of_water(sentence, candidate):
            yield name
    if _speaks(sentence, candidate):
        yield "says" if _SPEAKER_OF.search(lead) else "speaks"
    if _nurses(sentence, candidate):
        yield "nurses"
    if _is_told(sentence, candidate):
        yield "told"


def _of_water(sentence: Sentence, candidate: Candidate) -> bool:
    """Say whether fire comes over a water that the phrase names: "from the far bank of the X"."""
    return bool(_BANK.match(sentence.text, candidate.words.start - sentence.start))


def _chains(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Sequence[Toponym]]:
    """Yield the mentions of a sentence, those of one place with what holds it together."""
    chain: list[Toponym] = []
    for toponym in toponyms:
        if not may_place(toponym):
            continue
        if chain and _chained(sentence, chain[-1], toponym):
            chain.append(toponym)
            continue
        if chain:
            yield chain
        chain = [toponym]
    if chain:
        yield chain


def unseen(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield names after a word of place that nobody knows: "near Santa Rita", "village of Kibi".

    They have no place, but an event there is not at another place of the sentence. ``toponyms``
    are the names known there.
    """
    for found in _UNSEEN.finditer(sentence.text):
        start, end = (sentence.start + at for at in found.span("name"))
        over = any(t.mention.start < end and start < t.mention.end for t in toponyms)
        if not over and not _TIME_OR_BODY.search(found.group()):
            yield Toponym(Mention(start, end, found["name"], "literal", "unseen"), None)


def _chained(sentence: Sentence, left: Toponym, right: Toponym) -> bool:
    """Say whether two mentions are one place and what holds it: "Oruro, Bolivia"."""
    between = sentence.text[
        left.mention.end - sentence.start : right.mention.start - sentence.start
    ]
    a, b = left.place, right.place
    if b is None or not _CHAIN.match(between):
        return False
    if a is None:
        return precision(b) in (3, 4, 6) and bool(_COMMA.match(between))
    return a.country == b.country and precision(a) != precision(b)


def _candidate(sentence: Sentence, chain: Sequence[Toponym], floor: int) -> Candidate:
    finest = min(chain, key=lambda t: precision(t.place))
    first = chain[0].mention
    phrase = _phrase(sentence.text, first.start - sentence.start, floor - sentence.start)
    start, end = sentence.start + phrase.start, chain[-1].mention.end
    head = phrase.start <= _HEAD_REACH and bool(_HEAD_PHRASE.match(sentence.text))
    known = [t.place for t in chain if t.place]
    place = min(known, key=precision) if known else None
    directed = _DIRECTED.search(sentence.text[: first.start - sentence.start])
    level = 5 if directed and precision(place) == 6 else precision(place, near=phrase.near)
    offset = next((t.offset for t in chain if t.offset and t.place is place), None)
    if place and offset and offset.km and level <= _NEAR:
        place, level = displace(place, offset), _NEAR
    return Candidate(
        finest, place, level, phrase, Span(start, end),
        head=head and phrase.weight > 1,
        chained=len(chain) > 1,
    )  # fmt: skip


def _speaks(sentence: Sentence, candidate: Candidate) -> bool:
    """Say whether "in X" belongs to a speaker: few words before it, words of saying after it."""
    start = candidate.words.start - sentence.start
    clause = re.split(r"[,;:.]", sentence.text[max(0, start - 200) : start])[-1]
    short = len(clause.split()) <= 5 and not re.search(r"\b(?:was|were|had|has)\b", clause)
    after = sentence.text[candidate.words.end - sentence.start :][:60]
    return short and bool(_SPEAKER_AFTER.match(after))


def _is_told(sentence: Sentence, candidate: Candidate) -> bool:
    at = candidate.toponym.mention.start - sentence.start
    return bool(_TOLD.search(sentence.text[max(0, at - 20) : at]))


def _nurses(sentence: Sentence, candidate: Candidate) -> bool:
    """Say whether the name is that of a hospital where the hurt were brought."""
    start, end = (at - sentence.start for at in (candidate.words.start, candidate.words.end))
    around = sentence.text[max(0, start - 20) : start], sentence.text[end : end + 30]
    beside = _HOSPITAL_IN.search(around[0]) or _HOSPITAL_NEXT.match(around[1])
    return bool(beside and _BROUGHT.search(sentence.text))


# ------------------------------------------------------------------ the phrase of a name


@cache
def _frames() -> dict[str, tuple[float, bool]]:
    path = Path(__file__).parents[1] / "words" / "frames.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["word"]: (float(row["weight"]), row["near"] == "near") for row in rows}


def _phrase(text: str, position: int, floor: int = 0) -> Phrase:
    """Return the phrase that governs the name at a position.

    The walk goes back over articles, adjectives and nouns of kind ("the eastern province of") to
    the first preposition, and stops at a mark. ``floor`` is where the name before ends: the "from"
    of "fired from X hit Y" does not govern Y.
    """
    before = text[:position]
    near = False
    barred = floor and not _only_kinds(text[floor:position])
    for word in reversed(list(re.finditer(r"[\w’'-]+|[^\w\s]", before[-120:]))[-_REACH:]):
        shift = max(0, len(before) - 120)
        start, end, plain = shift + word.start(), shift + word.end(), word.group().lower()
        if not re.match(r"\w", plain):
            if plain in "\"“‘'(":
                continue
            return Phrase(plain, 0.0, near, position)
        head = before[:start].rstrip()
        if plain in ("of", "from") and _DIRECTION.search(head[-40:]):
            return Phrase(f"direction {plain}", -0.5, True, position)
        if plain == "of" and _NEAR_NOUN.search(head[-40:]):
            near = True
            continue
        if plain == "of" and _KIND.search(head[-40:]):
            continue
        plain = "beside" if plain == "to" and _BESIDE.search(head[-12:]) else plain
        if plain in _frames():
            weight, is_near = _frames()[plain]
            banked = _BANK.match(text, start)
            weight = _HEARD if banked else _reframed(before[:end], text[position:], weight)
            if barred and end <= floor and weight == _OTHERS:
                return Phrase("", 0.0, near, position)
            return Phrase(plain, weight, near or is_near, start)
        if plain in ("and", "or", "that", "said", "is", "was", "has", "have", "had", "were"):
            listed = plain in ("and", "or") and _listed(before, start)
            return Phrase("listed" if listed else plain, 3.0 if listed else 0.0, near, position)
    return Phrase("", 0.0, near, position)


def _only_kinds(gap: str) -> bool:
    """Say whether only articles, joiners and nouns of kind stand between two names."""
    small = (w for w in re.findall(r"[\w’'-]+", gap) if w[0].islower())
    return all(w in _JOINERS or w in feature_words() for w in small)


def _reframed(before: str, after: str, weight: float) -> float:
    """Return the weight of a preposition in the company before it, and after the name."""
    recent = before[-_LEAD:]
    if _REPORTED.search(recent):
        return _HEARD
    if _WHOSE.search(recent) or _ORIGIN.search(recent):
        return _OTHERS
    acts = _ACTS.match(after[:80]) or _HANDED_TO.search(recent)
    if _SPEAKER_OF.search(recent) and not acts:
        return _OTHERS
    return 2.0 if _MOVES.search(recent) else weight


def _listed(before: str, position: int) -> bool:
    """Say whether a list of names led by a preposition ends here: "in Quba and"."""
    return bool(
        re.search(
            r"\b(?:in|at|near|around)\s(?:the\s)?[A-Z][\w’'-]+(?:,?\s[A-Z][\w’'-]+)*,?\s?$",
            before[max(0, position - 150) : position],
        )
    )
