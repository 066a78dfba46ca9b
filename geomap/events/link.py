"""Which place an event happened at: grammar first, "none" is an answer.

Every literal mention in the sentence is a candidate. Its score is that of the word that governs it,
of standing in the trigger's clause, after the trigger, or at the head of the sentence ("In Oruro,
..."). Of "Oruro, Bolivia" only the most specific counts. When no candidate is good enough, definite
words ("the capital", "there", "the bridge") and, where the story goes on, the place of the event
before may answer. A dateline, a credit line or the place a story is mostly about never does.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from geomap.events.cues import cue, cue_names, source
from geomap.events.status import SPEECH
from geomap.events.text import Sentence, Span, clause_at
from geomap.model import Place, Toponym

__all__ = [
    "Link",
    "definite_link",
    "definite_words",
    "host_link",
    "link_sentence",
    "precision",
    "usable",
]

THRESHOLD: Final = 2.5
_SAME_CLAUSE, _NEXT_CLAUSE, _HEAD, _AFTER = 2.0, 0.8, 2.0, 0.7
_PER_CHARACTER: Final = 1 / 150
#: How specific a place is: crossing and town before district, province, region, country.
_GRANULARITY: Final = {1: 1.0, 2: 1.0, 3: 0.7, 4: 0.5, 5: -0.4, 6: -1.5, 7: -0.5}
_KIND: Final = cue("place", "kind", after="$")
_NEAR_NOUN: Final = cue("place", "near_noun", after="$")
_DIRECTION: Final = cue("place", "direction", after="$")
_OBJECT_VERB: Final = re.compile(
    rf"\b{source('place', 'object_verb')}\w*\s(?:{source('place', 'between_verb_and_name')}\s)*$",
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    r"^(?:,[^,]{1,50},)?\s(?:was|were|is|came|comes|(?:has|had|have) been|remained|fell|saw)\b"
)
_CHAIN: Final = re.compile(
    r"^(?:,|,? in|,? \(?in|\s\(|,? \w+ district of|'s|’s|,?\s(?:in )?the \w+ (?:of )?)\s?$"
)
_HEAD_PHRASE: Final = re.compile(
    r"^[\"“'‘]?(?:But |And |Also |(?:Meanwhile|Elsewhere|Separately|Earlier|Later),? "
    r"|(?:Further|Farther) \w+, )?(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Oo]n|[Aa]cross)\s"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place for an event: the toponym, the words of its phrase, how sure, and by which rule."""

    toponym: Toponym | None
    place: Place
    where_prec: int
    words: Span
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    toponym: Toponym
    place: Place
    frame: float
    level: int
    words: Span
    head: bool


_WHOSE: Final = re.compile(
    r"\b(?:residents?|natives?|citizens?|mayor|governor|capital|people|man|woman|king|president|"
    r"prime minister|leader|bishop|university|university|state) of$",
    re.IGNORECASE,
)
_SPEAKER_AFTER: Final = re.compile(rf"^[^,;.]{{0,30}}?\s(?:have |has )?{SPEECH}\b")
_SPEAKER_OF: Final = re.compile(
    r"\b(?:officials?|officers?|spokes\w+|sources?|doctors?|hospitals?|police|residents|prosecutors|"
    r"department|ministry|staff|authorities|correspondents?|reporters?|journalists?|witnesses) "
    r"(?:in|at)$",
    re.IGNORECASE,
)
_MOVES: Final = cue("place", "moves", after=r" (?:\S+ ){0,6}?to$")
_DIRECTED: Final = re.compile(
    r"\b(?:(?:north|south|east|west|north-?(?:east|west)|south-?(?:east|west)|centr)(?:ern|al)?)\s$",
    re.IGNORECASE,
)


def usable(toponym: Toponym) -> bool:
    """Say whether a mention may place an event: literal, resolved, not the place of a speaker."""
    mention = toponym.mention
    literal = mention.role == "literal" and mention.cue != "statement_location"
    return literal and toponym.place is not None


def precision(place: Place, *, near: bool = False) -> int:
    """Return UCDP's where_prec: 1 town, 3 district, 4 province, 5 line, 6 country, 7 sea."""
    code = place.feature_code
    if code.startswith("PCL"):
        return 6
    if code in ("ADM1", "ADM1H"):
        return 4
    if code.startswith("ADM"):
        return 3
    if code in ("SEA", "OCN", "GULF"):
        return 7
    if code == "BDRY" or place.feature_class in ("R",) or code in _WIDE:
        return 5
    return 2 if near else 1


_WIDE: Final = frozenset(
    "RGN RGNE RGNH CONT STM STMS MTS VAL VALS LK LKS DSRT ISLS PEN PLAT PLN CST FRST RD AREA BAY "
    "STRT COAST TERR ZN".split()
)


def link_sentence(
    sentence: Sentence, clauses: tuple[Span, ...], trigger: Span, toponyms: Sequence[Toponym]
) -> Link | None:
    """Return the best place among the mentions of a sentence for a trigger, or None."""
    found = list(_candidates(sentence, toponyms))
    if not found:
        return None
    scored = [(_score(sentence, clauses, trigger, c), -i, c) for i, c in enumerate(found)]
    score, _, best = max(scored, key=lambda item: item[:2])
    if score < THRESHOLD:
        return None
    same = clause_at(clauses, best.words.start) == clause_at(clauses, trigger.start)
    reason = "sentence_head" if best.head else "same_clause" if same else "same_sentence"
    return Link(best.toponym, best.place, best.level, best.words, score, reason)


def _score(
    sentence: Sentence, clauses: tuple[Span, ...], trigger: Span, candidate: _Candidate
) -> float:
    here, there = clause_at(clauses, trigger.start), clause_at(clauses, candidate.words.start)
    mention = candidate.toponym.mention
    score = candidate.frame + _GRANULARITY[candidate.level]
    score += _SAME_CLAUSE if here == there else _NEXT_CLAUSE if abs(here - there) == 1 else 0.0
    after = mention.start >= trigger.start
    score += _AFTER if after else _HEAD if candidate.head else 0.0
    before = sentence.text[: mention.start - sentence.start]
    if _OBJECT_VERB.search(before) and candidate.frame < 2:
        score += 4.0
    if not after and _PASSIVE.match(sentence.text[mention.end - sentence.start :]):
        score += 3.0
    distance = mention.start - trigger.end if after else trigger.start - mention.end
    return score - max(0, distance) * _PER_CHARACTER


def _candidates(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[_Candidate]:
    """Yield one candidate for each chain of names, the most specific of it."""
    chain: list[Toponym] = []
    for toponym in (t for t in toponyms if sentence.holds(t.mention.start, t.mention.end)):
        if not usable(toponym):
            continue
        if chain and _chained(sentence, chain[-1], toponym):
            chain.append(toponym)
            continue
        if chain:
            yield _candidate(sentence, chain)
        chain = [toponym]
    if chain:
        yield _candidate(sentence, chain)


def _speaks(text: str, start: int) -> bool:
    """Say whether "in X" belongs to a speaker: no event words stand before it in its clause."""
    clause = re.split(r"[,;:.]", text[:start])[-1]
    return len(clause.split()) <= 5 and not re.search(r"\b(?:was|were|had|has)\b", clause)


def _chained(sentence: Sentence, left: Toponym, right: Toponym) -> bool:
    """Say whether two mentions are one place and what holds it: "Oruro, Bolivia"."""
    between = sentence.text[
        left.mention.end - sentence.start : right.mention.start - sentence.start
    ]
    a, b = left.place, right.place
    if a is None or b is None or not _CHAIN.match(between):
        return False
    return a.country == b.country and precision(a) != precision(b)


def _candidate(sentence: Sentence, chain: Sequence[Toponym]) -> _Candidate:
    finest = min(chain, key=lambda t: precision(t.place) if t.place else 9)
    first = chain[0].mention
    frame, near, start = _frame(sentence.text, first.start - sentence.start)
    words = Span(sentence.start + start, chain[-1].mention.end)
    head = start <= 25 and bool(_HEAD_PHRASE.match(sentence.text)) and frame > 1
    place = finest.place
    if place is None:
        msg = "A candidate must have a place."
        raise ValueError(msg)
    spoken = _SPEAKER_AFTER.match(sentence.text[chain[-1].mention.end - sentence.start :])
    if spoken and frame >= 0 and _speaks(sentence.text, start):
        frame = -3.0
    directed = _DIRECTED.search(sentence.text[: first.start - sentence.start])
    level = 5 if directed and precision(place) == 6 else precision(place, near=near)
    return _Candidate(finest, place, frame, level, words, head)


@cache
def _frames() -> dict[str, tuple[float, bool]]:
    path = Path(__file__).parent / "words" / "frames.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["word"]: (float(row["weight"]), row["near"] == "near") for row in rows}


_REACH: Final = 9


def _frame(text: str, position: int) -> tuple[float, bool, int]:
    """Return weight, nearness and start of the phrase that governs the name at a position.

    The walk goes back over articles, adjectives and nouns of kind ("the eastern province of") to
    the first preposition, and stops at a mark.
    """
    before = text[:position]
    words = list(re.finditer(r"[\w’'-]+|[^\w\s]", before))[-_REACH:]
    near = False
    for word in reversed(words):
        plain = word.group().lower()
        if not re.match(r"\w", plain):
            if plain in "\"“‘'(":
                continue
            return 0.0, near, position
        head = before[: word.start()].rstrip()
        if plain in ("of", "from") and _DIRECTION.search(head):
            return -0.5, True, position
        if plain == "of" and _NEAR_NOUN.search(head):
            near = True
            continue
        if plain == "of" and _KIND.search(head):
            continue
        if plain in _frames():
            weight, is_near = _frames()[plain]
            return _reframed(before[: word.end()], weight), near or is_near, word.start()
        if plain in ("and", "or", "that", "said", "is", "was", "has", "have", "had", "were"):
            return (
                (3.0 if plain in ("and", "or") and _listed(before, word.start()) else 0.0),
                near,
                position,
            )
    return 0.0, near, position


def _reframed(before: str, weight: float) -> float:
    """Return the weight of a preposition in the company before it."""
    if _WHOSE.search(before) or _SPEAKER_OF.search(before):
        return -3.0
    return 2.0 if _MOVES.search(before) else weight


def _listed(before: str, position: int) -> bool:
    """Say whether a list of names led by a preposition ends here: "in Quba and"."""
    return bool(
        re.search(
            r"\b(?:in|at|near|around)\s(?:the\s)?[A-Z][\w’'-]+(?:,?\s[A-Z][\w’'-]+)*,?\s?$",
            before[:position],
        )
    )


# ------------------------------------------------------------------ definite words


_HOSTS: Final = re.compile(
    r"^(?:['’]s \w+)?,?\s(?:to host|hosted|hosts|hosting|will host|had hosted)\b"
)
_HOSTED_BY: Final = re.compile(r"\bhosted by (?:the )?$")


def definite_words(sentence: Sentence, start: int, end: int) -> str:
    """Return the first words that point back to a place between two positions, or ""."""
    text = sentence.text[: end - sentence.start]
    found = [
        match
        for kind in ("capital", "part")
        if (match := cue("definite", kind).search(text, start - sentence.start))
    ]
    return min(found, key=lambda m: m.start()).group() if found else ""


def host_link(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return the country that hosts talks, whatever its role as an actor."""
    for toponym in toponyms:
        place, mention = toponym.place, toponym.mention
        after = sentence.text[mention.end - sentence.start :]
        before = sentence.text[: mention.start - sentence.start]
        if place and (_HOSTS.match(after) or _HOSTED_BY.search(before)):
            words = Span(mention.start, mention.end)
            return Link(toponym, place, precision(place), words, THRESHOLD, "host")
    return None


def definite_link(
    sentence: Sentence, trigger: Span, before: Sequence[Toponym], last: Link | None
) -> Link | None:
    """Return the place that "the capital", "the city", "the gate" or "there" points back to.

    ``before`` are the mentions up to the trigger's sentence end, ``last`` the place of the event
    told last.
    """
    for kind in cue_names("definite"):
        found = min(
            cue("definite", kind).finditer(sentence.text),
            key=lambda m: abs(sentence.start + m.start() - trigger.start),
            default=None,
        )
        if found is None:
            continue
        words = Span(sentence.start + found.start(), sentence.start + found.end())
        earlier = [t for t in before if t.mention.end <= words.start and t.place]
        place = _antecedent(kind, earlier, last)
        if place:
            level = 5 if kind == "part" else precision(place)
            return Link(None, place, level, words, THRESHOLD, f"definite_{kind}")
    return None


def _antecedent(kind: str, earlier: Sequence[Toponym], last: Link | None) -> Place | None:
    if kind == "there" and last:
        return last.place
    for toponym in reversed(earlier):
        place = toponym.place
        if (
            place
            and toponym.mention.role not in ("dateline", "credit", "boilerplate", "nested")
            and _fits(kind, toponym, place)
        ):
            return place
    return None


def _fits(kind: str, toponym: Toponym, place: Place) -> bool:
    if kind == "capital":
        return place.feature_code == "PPLC"
    if kind == "part":
        return place.feature_code.startswith("PCL")
    if kind == "gate":
        return place.feature_code == "PSTB"
    return usable(toponym) and (kind == "there" or place.feature_class == "P")
