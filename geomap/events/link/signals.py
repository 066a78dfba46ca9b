"""What speaks for and against a name as the place of an event, as names of signals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from geomap.events.cues import source
from geomap.events.link.candidates import Candidate
from geomap.events.link.grounds import ground, list_of
from geomap.events.link.names import cluster, fine_cluster, name_signals
from geomap.events.text import Sentence, Span, clause_at

__all__ = ["signals"]

_WORD: Final = re.compile(r"[\w’'-]+|[^\w\s]")
_OBJECT_VERB: Final = re.compile(
    rf"\b{source('place', 'object_verb')}\w*\s(?:{source('place', 'between_verb_and_name')}\s)*$",
    re.IGNORECASE,
)
_BARE_OBJECT: Final = re.compile(
    rf"^\s*(?:{source('place', 'between_verb_and_name')}\s)*$", re.IGNORECASE
)
_PASSIVE: Final = re.compile(
    r"^(?:,[^,]{1,50},)?\s(?:was|were|is|came|comes|(?:has|had|have) been|remained|fell|saw)\b"
)
#: What may stand between a name and what holds it: "the X area of southern Y".
_HELD_BY: Final = re.compile(
    r"^(?:['’]s)?(?:,|\s\()?(?:\s(?:areas?|districts?|villages?|towns?|suburbs?|neighbou?rhoods?|"
    r"cit(?:y|ies)|quarters?|countryside|camp|province|regions?|capital|sub-division|block|the|of|"
    r"a|an|in|(?:south|north|east|west)\w*|central))*,?\s?$"
)
_HELD_REACH: Final = 40
_STEM: Final = 5
_DISTANCES: Final = ((1, "1"), (3, "3"), (6, "6"), (12, "12"), (20, "20"))
#: Words looked at on each side.
_REACH: Final = 60


def signals(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    trigger: Span,
    candidate: Candidate,
    others: Sequence[Candidate],
) -> Iterator[str]:
    """Yield what is so about a candidate for a trigger; every signal has one weight."""
    text, offset = sentence.text, sentence.start
    mention = candidate.toponym.mention
    after = mention.start >= trigger.start
    side = "after" if after else "before"
    between = text[trigger.end - offset : candidate.words.start - offset] if after else (
        text[mention.end - offset : trigger.start - offset]
    )  # fmt: skip
    words = [w.lower() for w in _WORD.findall(between[:400])]
    steps = abs(clause_at(clauses, trigger.start) - clause_at(clauses, candidate.words.start))
    clause = f"clause{min(steps, 2)}"
    listed = list_of(text, offset, candidate, others)
    word, role = listed[0].phrase.word, mention.role
    where, kind = _ground(text, offset, candidate, listed)
    level = str(candidate.level) if candidate.place else f"?{kind}"
    head = " head" if candidate.head else ""
    verb = _verb(text[trigger.start - offset : trigger.end - offset].lower())
    yield f"{side} {clause}{head}"
    yield f"word {word}"
    yield f"word {word} {side} {clause}"
    yield f"role {role} {candidate.level > 5}"
    yield f"role {role} {word}"
    yield f"level {level}"
    yield f"level {level} {word}"
    yield f"{side} words {next((name for most, name in _DISTANCES if len(words) <= most), 'far')}"
    yield f"{side} commas {min(3, words.count(','))}"
    yield f"weight {round(candidate.phrase.weight)}"
    if candidate.place is None:
        yield from name_signals(text, mention.start - offset, mention.end - offset)
        yield f"name word {word}"
    if kind and word != "from":
        yield from _of_kind(candidate, word, where, kind)
        yield f"kind {candidate.place is not None} {side} {clause}"
    if len(listed) > 1:
        yield from _of_list(candidate, listed, side)
    for one in sorted(set(words)):
        yield f"{side} over {one}"
    for group in sorted({cluster(w) for w in words if w.isalpha()}):
        yield f"{side} group {group}"
    for doubt in candidate.doubts:
        yield f"doubt {doubt}"
        yield f"doubt {doubt} {side} {clause}"
    yield from _pieces(mention.text)
    yield from _held(text, offset, candidate, others)
    yield from _company(text, offset, candidate)
    yield from _among(candidate, others, trigger, side)
    if after and len(words) <= 5 and _BARE_OBJECT.match(between):
        yield "object"
        yield f"object {verb[:_STEM]}"
    elif _OBJECT_VERB.search(text[max(0, mention.start - offset - 80) : mention.start - offset]):
        yield "object of a verb of place"
    if not after and _PASSIVE.match(text[mention.end - offset : mention.end - offset + 90]):
        yield "passive"
    yield f"verb {verb[:_STEM]}"
    yield f"verb {verb[:_STEM]} {side} {word}"
    yield f"verb group {cluster(verb)}"
    yield f"verb group {cluster(verb)} {side} {word}"


def _ground(
    text: str, offset: int, candidate: Candidate, listed: Sequence[Candidate]
) -> tuple[str, str]:
    """Return where a kind of place stands beside a name or another of its list, and which."""
    for one in (candidate, *reversed(listed)):
        mention = one.toponym.mention
        where, kind = ground(text, mention.start - offset, mention.end - offset)
        if kind:
            return (where if one is candidate else "list"), kind
    return "", ""


def _pieces(name: str) -> Iterator[str]:
    for piece in sorted({w.lower() for w in _WORD.findall(name)}):
        yield f"name piece {piece}"
        yield f"name group {fine_cluster(piece)}"


def _of_kind(candidate: Candidate, word: str, where: str, kind: str) -> Iterator[str]:
    yield f"kind {kind} {where}"
    yield f"kind {kind} {word}"
    yield f"kind {candidate.place is not None} {where}"


def _of_list(candidate: Candidate, listed: Sequence[Candidate], side: str) -> Iterator[str]:
    head = f"listed {listed[0] is candidate} {candidate.place is not None}"
    yield f"{head} {side}"
    yield f"{head} {any(x.place for x in listed)}"


def _verb(words: str) -> str:
    """Return the verb of an event's words: the first that looks like one, else the first."""
    found: list[str] = _WORD.findall(words)
    return next((w for w in found if w.endswith(("ed", "ing"))), (found or [""])[0])


def _company(text: str, offset: int, candidate: Candidate) -> Iterator[str]:
    """Yield the words around a name and before its phrase."""
    mention = candidate.toponym.mention
    start = max(0, mention.start - offset - _REACH)
    before = _WORD.findall(text[start : mention.start - offset])[-2:]
    behind = _WORD.findall(text[mention.end - offset : mention.end - offset + _REACH])[:2]
    yield f"before {' '.join(before[-1:]).lower()}"
    yield f"before2 {' '.join(before).lower()}"
    yield f"behind {' '.join(behind[:1]).lower()}"
    yield f"behind2 {' '.join(behind).lower()}"
    at = candidate.words.start - offset
    governor = _WORD.findall(text[max(0, at - _REACH) : at])[-1:]
    yield f"governor {' '.join(governor).lower()} {candidate.phrase.word}"
    if candidate.chained:
        yield f"chained {candidate.toponym.place is not None}"


def _held(
    text: str, offset: int, candidate: Candidate, others: Sequence[Candidate]
) -> Iterator[str]:
    """Yield whether a name stands right before or behind another one, and what is between."""
    mention, known = candidate.toponym.mention, candidate.place is not None
    for other in others:
        beside = other.toponym.mention
        ahead = mention.end <= beside.start
        first, last = (mention, beside) if ahead else (beside, mention)
        between = text[first.end - offset : last.start - offset]
        if other is candidate or len(between) > _HELD_REACH or not _HELD_BY.match(between):
            continue
        word = (other if ahead else candidate).phrase.word
        finer = (other.level > candidate.level) - (other.level < candidate.level)
        label = "within" if ahead else "holds"
        yield f"{label} {word} {finer} {known} {other.place is not None}"
        yield f"{label} {' '.join(between.split()[:2])}"


def _among(
    candidate: Candidate, others: Sequence[Candidate], trigger: Span, side: str
) -> Iterator[str]:
    """Yield how a candidate stands among the others of the sentence."""
    at = candidate.words.start
    if len(others) == 1:
        yield "only"
        return
    nearer = [o for o in others if min(trigger.start, at) < o.words.start < max(trigger.start, at)]
    yield f"{side} nearer {min(3, len(nearer))}"
    later = any(o.words.start >= trigger.start for o in others if o is not candidate)
    yield f"{side} others after {later}"
    finer = any(o.level < candidate.level for o in others if o is not candidate)
    yield f"finer {finer} {candidate.level > 5}"
