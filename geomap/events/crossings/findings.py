"""What each sentence says of crossings, with its days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from geomap.events.crossings.sayings import Saying, sayings, verdict
from geomap.events.crossings.which import (
    Known,
    all_between,
    is_definite,
    is_subject,
    known_crossings,
    named_crossings,
    unknown_name,
)
from geomap.events.dates import DateMention, anchored, find_dates
from geomap.events.telling import statement_date
from geomap.events.text import Sentence, Span, clause_at, mentions_within, split_clauses
from geomap.model import CrossingStatus, Document, Interval, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

#: How much nearer words of time before a word of status must be than those after it.
_BEFORE: Final = 12

#: "four of its six crossings": nobody knows which.
_SOME: Final = re.compile(
    r"\b(?:some|several|most|half|two|three|four|five|six|seven|\d+) "
    r"(?:of (?:its|their|the|all) (?:\w+ )?)?"
    r"(?:land |border |official |main )*(?:crossings|checkpoints|gates|border p|bridges)",
    re.IGNORECASE,
)

__all__ = ["Act", "Finding", "findings"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to a crossing, and when."""

    kind: CrossingStatus
    when: Interval | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence says of crossings.

    ``unknown`` is a name that the gazetteer does not have; ``holds`` says that the status is told
    as one that lasts, not only as an act; ``some`` that it is of crossings that are not named.
    """

    sentence: Sentence
    crossings: tuple[Place, ...]
    scope: Literal["named", "generic"]
    status: CrossingStatus
    acts: tuple[Act, ...]
    since: date | None
    detail: str
    unknown: str = ""
    holds: bool = False
    some: bool = False


@dataclass(frozen=True, slots=True)
class _Story:
    """What the sentences so far have told: crossings that "it" may mean, the last day."""

    document: Document
    toponyms: Sequence[Toponym]
    known: Known
    gazetteer: Gazetteer
    last: tuple[Place, ...] = ()
    anchor: Interval | None = None


def findings(
    document: Document,
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> Iterator[Finding]:
    """Yield what the sentences of a document say of crossings, in their order."""
    told = _Story(document, toponyms, known_crossings(toponyms, gazetteer), gazetteer)
    for sentence in sentences:
        inside = mentions_within(toponyms, sentence.start, sentence.end)
        dates = find_dates(sentence.text, document.published)
        named = named_crossings(sentence, inside, told.known, gazetteer)
        last = tuple(dict.fromkeys(p for p, _ in named)) or told.last
        for finding in _in_sentence(sentence, inside, dates, named, told):
            yield finding
            if finding.crossings and finding.scope == "named":
                last = finding.crossings
        if unknown_name(sentence.text, named):
            last = ()
        told = replace(told, last=last, anchor=_last_day(sentence, dates) or told.anchor)


def _last_day(sentence: Sentence, dates: Sequence[DateMention]) -> Interval | None:
    own = (d.interval for d in dates if not d.opens and not statement_date(sentence.text, d))
    return next((i for i in reversed(list(own)) if i), None)


def _in_sentence(
    sentence: Sentence,
    inside: Sequence[Toponym],
    dates: Sequence[DateMention],
    named: Sequence[tuple[Place, Span]],
    told: _Story,
) -> Iterator[Finding]:
    """Yield one finding for each crossing or set of crossings that a sentence speaks of."""
    words = tuple(sayings(sentence.text))
    if not words:
        return
    for crossings, said in _by_subject(sentence, words, named, told.last):
        scope: Literal["named", "generic"] = "named" if crossings else "generic"
        own_dates = _without_others(sentence, said, words, dates)
        found = crossings
        if crossings is None or not crossings:
            found = all_between(sentence, inside, told.toponyms, told.gazetteer)
        unknown = unknown_name(sentence.text, named)
        if unknown and not crossings:
            finding = _finding(sentence, (), "named", said, own_dates, told.anchor)
            yield replace(finding, unknown=unknown)
        elif found and crossings is not None:
            yield _finding(sentence, found, scope, said, own_dates, told.anchor)


def _without_others(
    sentence: Sentence,
    said: Sequence[Saying],
    words: Sequence[Saying],
    dates: Sequence[DateMention],
) -> list[DateMention]:
    """Return words of time without those in clauses that speak only of another crossing."""
    clauses = split_clauses(sentence)

    def clause(position: int) -> int:
        return clause_at(clauses, sentence.start + position)

    own = {clause(s.start) for s in said}
    others = {clause(s.start) for s in words if s not in said} - own
    return [d for d in dates if clause(d.start) not in others]


def _by_subject(
    sentence: Sentence,
    words: Sequence[Saying],
    named: Sequence[tuple[Place, Span]],
    last: tuple[Place, ...],
) -> list[tuple[tuple[Place, ...] | None, list[Saying]]]:
    """Return words of status with the crossings of their clauses; "it" is the one before.

    The crossings are None where a name that is not known is the subject.
    """
    clauses = split_clauses(sentence)
    groups: list[tuple[tuple[Place, ...] | None, list[Saying]]] = []
    for saying in words:
        here = clause_at(clauses, sentence.start + saying.start)
        close = tuple(
            dict.fromkeys(p for p, span in named if clause_at(clauses, span.start) == here)
        )
        clause = sentence.text[clauses[here].start - sentence.start : saying.start]
        if groups and not close and is_subject(clause):
            groups.append((None, [saying]))
            continue
        if groups and (not close or set(close) & set(groups[-1][0] or ())):
            groups[-1][1].append(saying)
            continue
        before = [p for p, span in named if span.start < sentence.start + saying.start]
        other = (before[-1:] or [p for p, _ in named][:1]) if not groups else []
        back = last[:1] if is_definite(sentence.text) else ()
        groups.append((close or tuple(other) or back, [saying]))
    return groups


def _finding(
    sentence: Sentence,
    crossings: tuple[Place, ...],
    scope: Literal["named", "generic"],
    said: Sequence[Saying],
    dates: Sequence[DateMention],
    anchor: Interval | None,
) -> Finding:
    status, detail = verdict(sentence.text, said)
    since = _since(sentence, said, dates)
    acts = tuple(
        Act(_kind(s), _day(sentence, s, dates, anchor))
        for s in said
        if s.act and not (since and s.kind == "closed")
    )
    lasts = None if status == "open" else since
    holds = any(not s.act for s in said)
    some = scope == "generic" and bool(_SOME.search(sentence.text))
    return Finding(sentence, crossings, scope, status, acts, lasts, detail, holds=holds, some=some)


def _kind(saying: Saying) -> CrossingStatus:
    """Return what was done: who closes to trucks alone restricts."""
    return "partial" if saying.part and saying.kind == "closed" else saying.kind


def _since(sentence: Sentence, said: Sequence[Saying], dates: Sequence[DateMention]) -> date | None:
    """Return the day since when what is said has lasted: in the clauses that say it."""
    clauses = split_clauses(sentence)
    here = {clause_at(clauses, sentence.start + s.start) for s in said}
    last = max(here)
    for mention in dates:
        at = clause_at(clauses, sentence.start + mention.start)
        inside = at in here or at == last + 1
        if mention.opens and mention.interval and inside:
            return mention.interval.start
    return None


def _day(
    sentence: Sentence, saying: Saying, dates: Sequence[DateMention], anchor: Interval | None
) -> Interval | None:
    """Return the day told nearest to a word of status, after it rather than before it."""

    def distance(mention: DateMention) -> int:
        after = mention.start >= saying.end
        return mention.start - saying.end if after else saying.start - mention.end + _BEFORE

    own = (
        d
        for d in dates
        if not (d.opens or d.ends or statement_date(sentence.text, d))
        and (d.interval or (d.offset is not None and anchor))
    )
    nearest = min(own, key=distance, default=None)
    if nearest is None:
        return replace(anchor, basis="inferred") if anchor else None
    if nearest.interval or anchor is None:
        return nearest.interval
    words = sentence.text[nearest.start : nearest.end]
    if words.endswith("after") and nearest.end <= saying.start and nearest.offset:
        nearest = replace(nearest, offset=-nearest.offset)  # "B came a day after A": A was earlier
    return anchored(nearest, anchor)
