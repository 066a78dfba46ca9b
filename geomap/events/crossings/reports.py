"""Findings -> reports on crossings, and events: what was closed or opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from geomap.events.crossings.finding import Finding
from geomap.events.crossings.findings import findings
from geomap.events.crossings.known import crossing_toponyms, known_crossings
from geomap.events.crossings.naming import named_crossings, with_noun
from geomap.events.dates import interval
from geomap.events.draft import document_source, event_id
from geomap.events.seams import Resolver, Seams
from geomap.events.status import is_background
from geomap.events.text import Sentence, mentions_within
from geomap.model import (
    CrossingReport,
    CrossingStatus,
    Document,
    Event,
    Evidence,
    Interval,
    Place,
    Status,
    Toponym,
)

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["crossing_events", "find_crossing_reports"]

_UNTIL_TOLD: Final = re.compile(
    r"\b(?:indefinitely|permanently|until further notice|for good)\b", re.IGNORECASE
)
_YEAR: Final = 365
#: "Both kept the major crossings closed": the writer means those that everybody knows.
_EVERY: Final = re.compile(r"\b(?:all|every|each|any|no)\b", re.IGNORECASE)
_MAJOR: Final = re.compile(
    r"\b(?:major|main|key|principal|biggest|busiest|largest)\s(?:[\w-]+\s){0,2}"
    r"(?:crossings?|gates?|checkpoints?|border posts?|points?|ports?)\b",
    re.IGNORECASE,
)

#: A heading that asks: "Which crossings are open, and why".
_ASKS: Final = re.compile(r"^\W*(?:Which|What|Why|How|When|Where|Who)\b[^.!]*$")
#: Sentences from a reopening to what is told of the closure before it.
_FEW: Final = 2
_HAS_OPENED: Final = re.compile(
    r"\b(?:has|have)\b[^.;]{0,40}?\b(?:let|lifted|allowed|(?:re)?open\w*|resum\w*)\b"
    r"|\b(?:is|are) (?:\w+ )?(?:open|working|operating)\b|\breopens?\b"
)
_WAS_SHUT: Final = re.compile(
    r"\b(?:was|were|had been) (?:\w+ )?(?:shut|closed|sealed|suspended)\b"
)
_AGAIN: Final = re.compile(
    r"\b(?:again|still|since|later|then|now|remains?|until)\b", re.IGNORECASE
)


def find_crossing_reports(
    document: Document,
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    seams: Seams | None = None,
) -> tuple[CrossingReport, ...]:
    """Return what a document says of crossings, in the order of the text.

    A statement about all crossings between two countries is one of their border as a whole, and of
    the crossings that the document names without telling their status; one about the major
    crossings is one of each of these. Both have the ``scope`` "generic". Of ``seams`` only the
    resolver of dates is asked.
    """
    from geomap.events.find import story

    toponyms = crossing_toponyms(document.text, toponyms, gazetteer)
    sentences = story(document, toponyms)
    resolver = (seams or Seams()).resolver
    told = _told(document, sentences, toponyms, gazetteer, resolver)
    told = [f for f in told if not (_is_old(f, document) or _ASKS.match(f.sentence.text))]
    told = _weighed([f for f in told if not _was_before(f, told)])
    listed = named = frozenset[str]()
    if any(f.scope == "generic" for f in told):
        named = frozenset(p.id for f in told if f.scope == "named" for p in f.crossings)
        listed = _mentioned(document, sentences, toponyms, gazetteer) - named
    return tuple(
        CrossingReport(
            place, f.status, _as_of(f, document), f.since, f.scope, f.detail,
            Evidence(document.id, f.sentence.start, f.sentence.end, f.sentence.text),
        )
        for f in told
        if not (f.some or _told_singly(f, told, gazetteer))
        for place in (f.crossings if f.scope == "named" else _general(f, listed, named, gazetteer))
    )  # fmt: skip


def _was_before(finding: Finding, told: Sequence[Finding]) -> bool:
    """Say whether a closure is told behind the reopening that ended it.

    "Jordan has let traffic resume at X. The crossing was shut at 7 this morning when shots fell."
    """
    text, ids = finding.sentence.text, {p.id for p in finding.crossings}
    if finding.status != "closed" or not _WAS_SHUT.search(text) or _AGAIN.search(text):
        return False
    return any(
        f.status == "open"
        and 0 < finding.sentence.index - f.sentence.index <= _FEW
        and f.sentence.paragraph == finding.sentence.paragraph
        and ids & {p.id for p in f.crossings}
        and _HAS_OPENED.search(f.sentence.text)
        for f in told
    )


def _told_singly(finding: Finding, told: Sequence[Finding], gazetteer: Gazetteer) -> bool:
    """Say whether what is said of a border is that of its crossings that the text names.

    "Both its crossings are shut", "it closed the border" are, where X and Y are told shut; "all
    crossings are shut" says more.
    """
    if finding.scope != "generic" or _EVERY.search(finding.sentence.text):
        return False
    if _MAJOR.search(finding.sentence.text):
        return False
    border = _border_of(finding.crossings, gazetteer)
    return border is not None and any(
        f.status == finding.status
        and f.scope == "named"
        and _border_of(f.crossings, gazetteer) == border
        for f in told
    )


def _mentioned(
    document: Document,
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> frozenset[str]:
    """Return the ids of the crossings that a document names, whatever it says of them."""
    known = known_crossings(document.text, toponyms, gazetteer)
    return frozenset(
        place.id
        for s in sentences
        for place, span in named_crossings(
            s, mentions_within(toponyms, s.start, s.end), known, gazetteer
        )
        if with_noun(s, span)
    )


def _general(
    finding: Finding, listed: frozenset[str], named: frozenset[str], gazetteer: Gazetteer
) -> Iterator[Place]:
    """Yield what a general statement holds for: each major crossing that nothing else is said of.

    When it does not speak of major crossings, the border, and its crossings that are listed.
    """
    if _MAJOR.search(finding.sentence.text):
        yield from (place for place in finding.crossings if place.id not in named)
        return
    border = _border_of(finding.crossings, gazetteer)
    if border:
        yield border
    yield from (place for place in finding.crossings if place.id in listed)


def crossing_events(
    document: Document,
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    resolver: Resolver,
) -> list[Event]:
    """Return closures and reopenings that are told as acts, or as lasting since a day."""
    events: list[Event] = []
    for finding in _told(document, sentences, toponyms, gazetteer, resolver):
        for event in _events_of(finding, document, gazetteer):
            index = next((i for i, e in enumerate(events) if _same(e, event)), None)
            if index is None:
                events.append(event)
            else:
                events[index] = _joined(events[index], event)
    return events


def _same(a: Event, b: Event) -> bool:
    """Say whether two events are one: the same done at one crossing, on days that are not apart."""
    at = a.place.id if a.place else a.place_words, b.place.id if b.place else b.place_words
    if at[0] != at[1] or a.sub_event_type != b.sub_event_type:
        return False
    vague = {"publication", "inferred"} & {a.when.basis, b.when.basis}
    if vague or not (a.when.start and a.when.end and b.when.start and b.when.end):
        return a.status != "background" and b.status != "background"
    day = timedelta(days=1)
    return a.when.start <= b.when.end + day and b.when.start <= a.when.end + day


def _joined(a: Event, b: Event) -> Event:
    """Return an event with the words of another, and its day where only that one is told."""
    surer = b if a.when.basis in ("publication", "inferred") else a
    return replace(surer, event_id=a.event_id, evidence=(*a.evidence, *b.evidence))


def _told(
    document: Document,
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    resolver: Resolver,
) -> list[Finding]:
    """Return the findings, without those of the headline that the text tells in full."""
    found = findings(document, tuple(sentences), tuple(toponyms), gazetteer, resolver)
    end = document.text.find(document.title) + len(document.title) if document.title else 0
    full = {p.id for f in found if f.sentence.end > end for p in f.crossings}
    return [f for f in found if f.sentence.end > end or full.isdisjoint(p.id for p in f.crossings)]


def _is_old(finding: Finding, document: Document) -> bool:
    """Say whether a finding only tells what was done long before publication.

    What was opened within the year counts as open on that day, as long as nothing newer is told.
    """
    if finding.ended:
        return True
    days = [a.when for a in finding.acts if a.when]
    if not days or finding.since or finding.holds:
        return False
    recent = document.published and document.published - timedelta(days=_YEAR)
    opened = all(a.kind == "open" for a in finding.acts)
    if _UNTIL_TOLD.search(finding.sentence.text):
        return False
    if opened and recent and all(d.start and d.start > recent for d in days):
        return False
    return all(is_background(d, document.published) for d in days)


def _weighed(told: Sequence[Finding]) -> list[Finding]:
    """Return findings without what a plan implies of a crossing whose status is told.

    Where some may pass a crossing that was told shut, or shut to others, it is open in part.
    """
    firm = (f for f in told if f.scope == "named" and not (f.implied or f.over))
    plain = {p.id for f in firm for p in f.crossings}
    narrow: set[str] = set()
    shut: set[str] = set()
    kept: list[Finding] = []
    for finding in told:
        ids = {p.id for p in finding.crossings}
        if (finding.implied or finding.over) and ids & plain:
            continue
        kept.append(_beside(finding, narrow=bool(ids & narrow), shut=bool(ids & shut)))
        status = kept[-1].status
        narrow = narrow - ids if status == "open" else narrow | ids
        shut = shut | ids if status == "closed" else shut - ids
    return kept


def _beside(finding: Finding, *, narrow: bool, shut: bool) -> Finding:
    """Return a finding as it stands beside the one before: what is shut is not open to others."""
    if finding.soft and narrow:
        return replace(finding, status="partial")
    still = shut and finding.barred
    return replace(finding, status="closed") if still else finding


def _events_of(finding: Finding, document: Document, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield what was done, and what has lasted since a day or, for all crossings, lasts."""
    if finding.implied or finding.blocked:
        return
    if finding.unknown:
        yield from _events_at(finding, document, None, None)
    elif finding.scope == "named":
        for place in finding.crossings:
            yield from _events_at(
                finding, document, finding.town or place, 2 if finding.town else 1
            )
    elif border := _border_of(finding.crossings, gazetteer):
        yield from _events_at(finding, document, border, 5)


def _events_at(
    finding: Finding, document: Document, place: Place | None, precision: int | None
) -> Iterator[Event]:
    for act in finding.acts:
        day = act.when or _publication(document)
        status: Status = "background" if is_background(day, document.published) else "occurred"
        yield _event(finding, document, place, precision, act.kind, status, day)
    lasting = finding.status == "closed" or (finding.status == "partial" and finding.since)
    if lasting and (finding.since or not finding.acts):
        day = _lasting_days(finding, document)
        yield _event(finding, document, place, precision, finding.status, "ongoing", day)


def _as_of(finding: Finding, document: Document) -> date | None:
    days = [a.when.end for a in finding.acts if a.when and a.when.end]
    now = document.published
    lasts = finding.holds and now is not None and all(day < now for day in days)
    if not days or finding.since or lasts:
        return now
    return min(max(days), now) if now else max(days)


_SUB_TYPES: Final = {
    "closed": "Crossing closed",
    "open": "Crossing reopened",
    "partial": "Crossing restricted",
}


def _event(
    finding: Finding,
    document: Document,
    place: Place | None,
    precision: int | None,
    kind: CrossingStatus,
    status: Status,
    when: Interval,
) -> Event:
    sentence, sub = finding.sentence, _SUB_TYPES[kind]
    return Event(
        event_id=event_id(document.id, sentence.text, place.id if place else finding.unknown, sub),
        event_type="Border control",
        sub_event_type=sub,
        status=status,
        when=when,
        place=place,
        where_prec=precision,
        place_words=place.name if place else finding.unknown,
        evidence=(Evidence(document.id, sentence.start, sentence.end, sentence.text),),
        sources=(document_source(document),),
        confidence=0.85,
        reasons=("crossing", finding.scope),
        notes=finding.detail,
        codes={"cameo": "191", "plover": "COERCE"} if kind != "open" else {},
    )


def _publication(document: Document) -> Interval:
    """Return the day of publication, or an unknown interval."""
    day = document.published
    return interval(day, day, "publication") if day else Interval(basis="publication")


def _lasting_days(finding: Finding, document: Document) -> Interval:
    if finding.since and document.published and finding.since <= document.published:
        return interval(finding.since, document.published)
    return _publication(document)


def _border_of(crossings: Sequence[Place], gazetteer: Gazetteer) -> Place | None:
    wanted = {p.id for p in crossings}
    for crossing in gazetteer.crossings():
        if crossing.place.id in wanted:
            border = gazetteer.border(crossing.country_a, crossing.country_b)
            return border.place if border else None
    return None
