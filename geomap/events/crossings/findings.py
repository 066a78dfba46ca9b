"""What each sentence says of crossings, with its days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from geomap.events.crossings.days import day_of, ended, lasts, since_when
from geomap.events.crossings.echoes import echoed, echoes
from geomap.events.crossings.finding import Act, Finding
from geomap.events.crossings.known import known_crossings, spelled_otherwise
from geomap.events.crossings.naming import named_crossings, namesakes, with_status
from geomap.events.crossings.sayings import Saying, sayings, to_reopen, verdict
from geomap.events.crossings.subjects import Story, by_subject, without_others
from geomap.events.crossings.which import (
    all_between,
    excepted,
    is_definite,
    town_crossing,
    unknown_name,
    unlocated,
)
from geomap.events.dates import DateMention
from geomap.events.reference import references
from geomap.events.seams import Resolver
from geomap.events.telling import statement_date
from geomap.events.text import (
    Sentence,
    Span,
    mentions_before,
    mentions_within,
)
from geomap.model import CrossingStatus, Document, Interval, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


#: "four of its six crossings": nobody knows which.
_SOME: Final = re.compile(
    r"\b(?:some|several|most|half|two|three|four|five|six|seven|\d+) "
    r"(?:of (?:its|their|the|all) (?:\w+ )?)?"
    r"(?:land |border |official |main )*(?:crossings|checkpoints|gates|border p|bridges)",
    re.IGNORECASE,
)

#: How far back a day may be that later sentences go on with.
_WEEKS_BACK: Final = 30
#: How many names back "Gate No 2" looks for its town.
_MEMORY: Final = 30
#: "was shut for two days": it is over.
_OVER: Final = re.compile(
    r"\b(?:was|were|had been)\s(?:\w+\s)?(?:closed|shut|sealed|locked|blocked)\sfor\s"
    r"(?!the\b|an?\s\w+\sday)[\w-]+\s"
    r"(?:\w+\s)?(?:hours?|days?|weeks?|minutes)\b"
    r"|\b(?:closed|shut|sealed|blocked|halted|stopped|suspended)\s(?:the\s)?(?:[\w-]+\s){1,9}for\s(?:[\w-]+\s){1,2}(?:hours?|minutes)\b",
    re.IGNORECASE,
)
#: Shut for hours only, on a day before that of the text: open again.
_HOURS: Final = re.compile(r"\bfor\s(?:[\w-]+\s){1,3}(?:hours?|minutes)\b", re.IGNORECASE)
_CROSSES_AT: Final = re.compile(
    r"^\W*(?:(?:Meanwhile|Elsewhere),? )?(?:At|Through) $|\b(?:at|through|via) $"
)
_CROSSES: Final = re.compile(
    r"\b(?:cross\w*|pass(?:es)? freely|border|frontier|immigration|customs)\b", re.IGNORECASE
)

__all__ = ["findings"]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence with words of status of one subject; ``spared`` are crossings it leaves out."""

    sentence: Sentence
    inside: Sequence[Toponym]
    said: Sequence[Saying]
    dates: Sequence[DateMention]
    spared: tuple[Place, ...]


@lru_cache(maxsize=1)  # events and reports ask the same
def findings(
    document: Document,
    sentences: tuple[Sentence, ...],
    toponyms: tuple[Toponym, ...],
    gazetteer: Gazetteer,
    resolver: Resolver,
) -> tuple[Finding, ...]:
    """Return what the sentences of a document say of crossings, in their order."""
    return tuple(_findings(document, sentences, toponyms, gazetteer, resolver))


def _findings(
    document: Document,
    sentences: tuple[Sentence, ...],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    resolver: Resolver,
) -> Iterator[Finding]:
    known = known_crossings(document.text, toponyms, gazetteer)
    told = Story(document, toponyms, known, gazetteer)
    spoken_from = references(sentences, document.published, resolver)
    for sentence, at in zip(sentences, spoken_from, strict=True):
        inside = mentions_within(toponyms, sentence.start, sentence.end)
        dates = resolver(sentence.text, at.day, None)
        named = named_crossings(sentence, inside, told.known, gazetteer)
        found = list(_in_sentence(sentence, inside, dates, named, told))
        yield from found
        told = _gone_on(told, sentence, dates, named, found)


def _gone_on(
    told: Story,
    sentence: Sentence,
    dates: Sequence[DateMention],
    named: Sequence[tuple[Place, Span]],
    found: Sequence[Finding],
) -> Story:
    """Return the story with what a sentence has told: the last crossing, the last day."""
    last, town = tuple(dict.fromkeys(p for p, _ in named)), told.town
    for finding in found:
        if finding.crossings and finding.scope == "named":
            last, town = finding.crossings, finding.town
    at = sentence.paragraph if last else told.last_at
    last = last or told.last
    if unknown_name(sentence.text, named) and not any(f.crossings for f in found):
        last = ()
    day = _last_day(sentence, dates, told.document.published)
    goes_on = sentence.paragraph - told.anchor_at < 1
    anchor, anchor_at = (day, sentence.paragraph) if day else (told.anchor, told.anchor_at)
    anchor = anchor if day or goes_on else None
    near = namesakes(sentence, told.known)
    near_at = sentence.paragraph if near else told.near_at
    return replace(
        told, last=last, last_at=at, near=near or told.near, near_at=near_at, town=town,
        anchor=anchor, anchor_at=anchor_at, said=tuple(found),
    )  # fmt: skip


def _last_day(
    sentence: Sentence, dates: Sequence[DateMention], published: date | None
) -> Interval | None:
    """Return the last day told, of the weeks before publication."""
    own = (d.interval for d in dates if not d.opens and not statement_date(sentence.text, d))
    return next((i for i in reversed(list(own)) if i and _recent(i, published)), None)


def _recent(when: Interval, published: date | None) -> bool:
    if published is None or when.start is None or when.end is None:
        return True
    return when.start >= published - timedelta(days=_WEEKS_BACK) and when.end <= published


def _in_sentence(
    sentence: Sentence,
    inside: Sequence[Toponym],
    dates: Sequence[DateMention],
    named: Sequence[tuple[Place, Span]],
    told: Story,
) -> Iterator[Finding]:
    """Yield one finding for each crossing or set of crossings that a sentence speaks of."""
    words = tuple(sayings(sentence.text))
    first = [n for n in named if echoed(sentence, n[1], words) is None]
    found = list(_plainly(sentence, inside, dates, (words, first), told))
    yield from found
    before = told.said if sentence.paragraph == told.last_at else ()
    yield from echoes(sentence, named, words, found or before, dates)


def _plainly(
    sentence: Sentence,
    inside: Sequence[Toponym],
    dates: Sequence[DateMention],
    words_and_names: tuple[Sequence[Saying], Sequence[tuple[Place, Span]]],
    told: Story,
) -> Iterator[Finding]:
    """Yield what is said of crossings in words of status."""
    words, named = words_and_names
    if not words:
        yield from _implied(sentence, named, told)
        return
    spared = excepted(sentence, named)
    if spared:
        named = [n for n in named if n[0] not in spared]
    for crossings, said in by_subject(sentence, words, named, told):
        own_dates = without_others(sentence, said, words, dates)
        heard = _Heard(sentence, inside, tuple(said), own_dates, spared)
        yield from _of(heard, crossings, unknown_name(sentence.text, named), told)


def _implied(
    sentence: Sentence, named: Sequence[tuple[Place, Span]], told: Story
) -> Iterator[Finding]:
    """Yield that a crossing is closed where the sentence only tells that it is to reopen."""
    back = told.last if is_definite(sentence.text) else ()
    crossings = tuple(dict.fromkeys(p for p, _ in named)) or back
    if crossings and to_reopen(sentence.text):
        yield Finding(sentence, crossings, "named", "closed", (), None, "", implied=True)


def _of(
    heard: _Heard, crossings: tuple[Place, ...] | None, unknown: str, told: Story
) -> Iterator[Finding]:
    """Yield what is said of the crossings of a group of words of status."""
    if crossings:
        town = told.town if crossings == told.last else None
        yield replace(_finding(heard, crossings, "named", told), town=town)
    elif unknown:
        finding = _of_unknown(heard, unknown, told)
        if finding:
            yield finding
    elif crossings is not None:
        every = all_between(heard.sentence, heard.inside, told.toponyms, told.gazetteer)
        found = tuple(c for c in every if c not in heard.spared)
        if found:
            yield _finding(heard, found, "generic", told)
        elif not heard.spared and any(s.flow for s in heard.said):
            yield from _at_town(heard, told)
    yield from _spared(heard)


def _of_towns(unknown: str, inside: Sequence[Toponym]) -> bool:
    """Say whether the ends of "the post between X and Y" are towns, and not the two countries."""
    return not any(
        t.place and t.place.feature_code.startswith("PCL") and t.mention.text in unknown
        for t in inside
    )


def _of_unknown(heard: _Heard, unknown: str, told: Story) -> Finding | None:
    """Return what is said of a crossing that the gazetteer does not have, at its town if known."""
    finding = _finding(heard, (), "named", told)
    like = spelled_otherwise(unknown, told.toponyms, told.gazetteer)
    if like:
        return _finding(heard, (like,), "named", told)
    before = mentions_before(told.toponyms, heard.sentence.end, _MEMORY)
    near = [*heard.inside, *reversed(before)]
    placed = town_crossing(unknown, near, heard.sentence.text, told.gazetteer)
    if placed:
        return replace(finding, crossings=placed[:1], town=placed[1])
    if " between " in unknown and not _of_towns(unknown, heard.inside):
        return None
    nowhere = unlocated(unknown, (*heard.inside, *told.toponyms), told.gazetteer)
    return replace(finding, crossings=nowhere, unknown=unknown)


def _spared(heard: _Heard) -> Iterator[Finding]:
    """Yield the crossings that a sentence on all of them leaves out: they are the other way."""
    status, _ = verdict(heard.sentence.text, heard.said)
    if heard.spared and status != "partial":
        other: CrossingStatus = "open" if status == "closed" else "closed"
        yield Finding(heard.sentence, heard.spared, "named", other, (), None, "", holds=True)


def _at_town(heard: _Heard, told: Story) -> Iterator[Finding]:
    """Yield what is said of traffic at a border town: "at X, lorries crossed as usual"."""
    sentence = heard.sentence
    literal = [t for t in heard.inside if t.mention.role != "dateline"]
    for toponym in literal if _CROSSES.search(sentence.text) else ():
        span = Span(toponym.mention.start, toponym.mention.end)
        before = sentence.text[: span.start - sentence.start]
        at = _CROSSES_AT.search(before) or with_status(sentence, span)
        placed = town_crossing(toponym.mention.text, [toponym], sentence.text, told.gazetteer)
        if at and placed:
            yield replace(_finding(heard, placed[:1], "named", told), town=placed[1])
            return


def _finding(
    heard: _Heard, crossings: tuple[Place, ...], scope: Literal["named", "generic"], told: Story
) -> Finding:
    sentence, said, dates = heard.sentence, heard.said, heard.dates
    status, detail = verdict(sentence.text, said)
    over = status != "open" and bool(_OVER.search(sentence.text))
    if over and _HOURS.search(sentence.text):
        status = "open"
    since = since_when(sentence, said, dates)
    acts = tuple(
        Act(_kind(s), day_of(sentence, s, dates, told.anchor))
        for s in said
        if s.act and not (since and s.kind == "closed")
    )
    return Finding(
        sentence, crossings, scope, status, acts, None if status == "open" else since, detail,
        holds=any(not s.act for s in said) or lasts(dates, told.document.published),
        some=scope == "generic" and bool(_SOME.search(sentence.text)),
        soft=status == "open" and all(s.soft for s in said),
        over=over,
        implied=all(s.beside for s in said),
        ended=ended(dates, told.document.published),
        barred=all(s.kind == "closed" and s.part for s in said),
        blocked=all(sentence.text[s.start : s.end].lower().startswith("block") for s in said),
    )  # fmt: skip


def _kind(saying: Saying) -> CrossingStatus:
    """Return what was done: who closes to trucks alone restricts."""
    return "partial" if saying.part and saying.kind == "closed" else saying.kind
