"""What a text says of border crossings: open, closed, partly open; since when, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from geomap.events.cues import cue, source
from geomap.events.dates import DateMention, anchored, find_dates, interval
from geomap.events.draft import document_source, event_id
from geomap.events.telling import statement_date
from geomap.events.text import Sentence, Span, clause_at, split_clauses
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

Kind = Literal["closed", "open"]

_NOUN: Final = source("crossing", "noun")
_AFTER_NAME: Final = re.compile(
    rf"^(?:[-–][A-Z]\w+)?(?:,? (?:and|or) [A-Z][\w’'-]+)?\s(?:\w+\s)?{_NOUN}\b", re.IGNORECASE
)
_BEFORE_NAME: Final = re.compile(
    rf"\b{_NOUN}\s(?:at|of|in|near|between)\s(?:the\s)?(?:[A-Z][\w’'-]+ and )?$", re.IGNORECASE
)
_DEFINITE: Final = re.compile(
    rf"\b(?:the|that|this|its|busier|both) (?:\w+ )?{_NOUN}\b|^[\"“]?(?:It|The border)\b"
    r"|\b(?:said|but|and) it (?:was|is|has|had|would|re)",
    re.IGNORECASE,
)
_NEVER: Final = re.compile(r"\b(?:never|not|n[’']t|no longer)\s(?:been\s)?$", re.IGNORECASE)
_HAD: Final = re.compile(r"\bhad\s(?:been\s)?(?:\w+ly\s)?$", re.IGNORECASE)
_LASTING: Final = re.compile(r"\b(?:remain|stay|kept|keep)\w*\s(?:\S+\s){0,4}$", re.IGNORECASE)
_DONE: Final = re.compile(r"\b(?:was|were|has been|have been)\s(?:\w+\s)?$", re.IGNORECASE)
_WHOM: Final = source("crossing", "whom")
_FOR_WHOM: Final = re.compile(
    rf"^(?:\s\w+)?\s(?:for|to)\s(?P<whom>{_WHOM}\b(?:\s(?:and\s)?{_WHOM}\b)*)", re.IGNORECASE
)
_PART_SUBJECT: Final = cue("crossing", "part_subject", after=r"[^,;]{0,40}$")
_FUTURE: Final = cue("crossing", "future", after=r"\s(?:\S+\s){0,4}$")
_STATE: Final = cue("crossing", "state", after=r"\s(?:\w+\s)?$")


@dataclass(frozen=True, slots=True)
class _Saying:
    """One word of status in a sentence."""

    kind: Kind
    start: int
    end: int
    part: str
    act: bool


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a sentence says of crossings."""

    sentence: Sentence
    crossings: tuple[Place, ...]
    scope: Literal["named", "generic"]
    status: CrossingStatus
    act: CrossingStatus | None
    since: date | None
    when: Interval | None
    detail: str


def find_crossing_reports(
    document: Document, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[CrossingReport, ...]:
    """Return what a document says of crossings, in the order of the text.

    A statement about the crossings between two countries as a whole applies to the major ones that
    the document does not report on by name.
    """
    from geomap.events.find import story

    findings = tuple(_findings(document, story(document, toponyms), toponyms, gazetteer))
    named = {p.id for f in findings if f.scope == "named" for p in f.crossings}
    return tuple(
        CrossingReport(
            place, f.status, _as_of(f, document), f.since, f.scope, f.detail,
            Evidence(document.id, f.sentence.start, f.sentence.end, f.sentence.text),
        )
        for f in findings
        for place in f.crossings
        if f.scope == "named" or place.id not in named
    )  # fmt: skip


def crossing_events(
    document: Document,
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> list[Event]:
    """Return closures and reopenings that are told as acts, or as lasting since a day."""
    events: dict[tuple[str, str, str], Event] = {}
    for finding in _findings(document, sentences, toponyms, gazetteer):
        for event in _events_of(finding, document, gazetteer):
            key = (event.sub_event_type, event.place.id if event.place else "", str(event.when))
            known = events.get(key)
            words = (*known.evidence, *event.evidence) if known else event.evidence
            events[key] = replace(known or event, evidence=words)
    return list(events.values())


def _events_of(finding: _Finding, document: Document, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield what was done, and what has lasted since a day or, for all crossings, lasts."""
    place, precision = finding.crossings[0], 1
    if finding.scope == "generic":
        border = _border_of(finding.crossings, gazetteer)
        if border is None:
            return
        place, precision = border, 5
    if finding.act:
        day = finding.when or _publication(document)
        yield _event(finding, document, place, precision, finding.act, "occurred", day)
    lasting: CrossingStatus | None = finding.status if finding.status != "open" else None
    if lasting and (finding.since or (finding.scope == "generic" and not finding.act)):
        day = _lasting_days(finding, document)
        yield _event(finding, document, place, precision, lasting, "ongoing", day)


def _as_of(finding: _Finding, document: Document) -> date | None:
    if finding.act and finding.when:
        return finding.when.end
    return document.published


_SUB_TYPES: Final = {
    "closed": "Crossing closed",
    "open": "Crossing reopened",
    "partial": "Crossing restricted",
}


def _event(
    finding: _Finding,
    document: Document,
    place: Place,
    precision: int,
    kind: CrossingStatus,
    status: Status,
    when: Interval,
) -> Event:
    sentence, sub = finding.sentence, _SUB_TYPES[kind]
    return Event(
        event_id=event_id(document.id, sentence.start, place.id, sub),
        event_type="Border control",
        sub_event_type=sub,
        status=status,
        when=when,
        place=place,
        where_prec=precision,
        place_words=place.name,
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


def _lasting_days(finding: _Finding, document: Document) -> Interval:
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


# ------------------------------------------------------------------ sentences


def _findings(
    document: Document,
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> Iterator[_Finding]:
    last: tuple[Place, ...] = ()
    anchor: Interval | None = None
    for sentence in sentences:
        inside = [t for t in toponyms if sentence.holds(t.mention.start, t.mention.end)]
        dates = find_dates(sentence.text, document.published)
        named = _named(sentence, inside, gazetteer)
        finding = _finding(sentence, inside, toponyms, dates, named, last, anchor, gazetteer)
        if finding:
            yield finding
            if finding.scope == "named":
                last = finding.crossings
        last = tuple(dict.fromkeys(p for p, _ in named)) or last
        told = [
            d.interval
            for d in dates
            if d.interval and not d.opens and not statement_date(sentence.text, d)
        ]
        anchor = told[-1] if told else anchor


def _finding(  # noqa: PLR0913 - one sentence with its context
    sentence: Sentence,
    inside: Sequence[Toponym],
    toponyms: Sequence[Toponym],
    dates: Sequence[DateMention],
    named: Sequence[tuple[Place, Span]],
    last: tuple[Place, ...],
    anchor: Interval | None,
    gazetteer: Gazetteer,
) -> _Finding | None:
    sayings = list(_sayings(sentence.text))
    if not sayings:
        return None
    crossings, scope = _subject(sentence, sayings, named, last), "named"
    if not crossings:
        crossings, scope = _all_between(sentence, inside, toponyms, gazetteer), "generic"
    if not crossings:
        return None
    status, detail = _verdict(sentence.text, sayings)
    since = next((d.interval.start for d in dates if d.opens and d.interval), None)
    if since and status == "open":
        since = None
    when = _days(sentence, dates, anchor)
    done = [s.kind for s in sayings if s.act]
    act = done[-1] if done else None
    return _Finding(sentence, crossings, scope, status, act, since, when, detail)  # type: ignore[arg-type]


def _days(
    sentence: Sentence, dates: Sequence[DateMention], anchor: Interval | None
) -> Interval | None:
    for mention in dates:
        if mention.opens or mention.ends or statement_date(sentence.text, mention):
            continue
        if mention.interval:
            return mention.interval
        if mention.offset is not None and anchor:
            return anchored(mention, anchor)
    return replace(anchor, basis="inferred") if anchor else None


def _sayings(text: str) -> Iterator[_Saying]:
    """Yield the words of status of a sentence: no plans, no wishes, nothing long past."""
    kinds: tuple[Kind, ...] = ("closed", "open")
    found = [(m.start(), m.end(), k) for k in kinds for m in cue("crossing", k).finditer(text)]
    for start, end, kind in sorted(found):
        before = text[:start]
        lasting = bool(_LASTING.search(before))
        if (_FUTURE.search(before) and not lasting) or _HAD.search(before):
            continue
        negated = bool(_NEVER.search(before))
        told: Kind = "open" if (kind == "open") != negated else "closed"
        part = _for_whom(before, text[end:])
        done = bool(_DONE.search(before)) and not part
        act = not negated and (done or not (lasting or _STATE.search(before)))
        yield _Saying(told, start, end, part, act)


def _for_whom(before: str, after: str) -> str:
    """Return whom a status is limited to: "shut to vehicles", "trade remains suspended"."""
    whom = _FOR_WHOM.match(after)
    if whom:
        return whom["whom"]
    subject = _PART_SUBJECT.search(before)
    if subject and not re.search(_NOUN, subject.group(), re.IGNORECASE):
        return subject.group().split()[0]
    return ""


def _verdict(text: str, sayings: Sequence[_Saying]) -> tuple[CrossingStatus, str]:
    """Return the status that the words add up to, and for whom."""
    open_, closed = ([s for s in sayings if s.kind == k] for k in ("open", "closed"))
    detail = "; ".join(f"{s.kind} to {s.part}" for s in sayings if s.part)
    if any(s.part for s in closed) and not any(not s.part for s in closed):
        return "partial", detail
    if open_ and closed and any(s.part for s in sayings):
        return "partial", detail
    final = sayings[-1].kind
    limited = cue("crossing", "limited").search(text, sayings[-1].end - 1)
    people = any(s.part and not re.search(r"aid|all", s.part) for s in open_)
    if final == "open" and (people or limited):
        return "partial", detail or (limited.group() if limited else "")
    return final, detail


# ------------------------------------------------------------------ which crossing


def _subject(
    sentence: Sentence,
    sayings: Sequence[_Saying],
    named: Sequence[tuple[Place, Span]],
    last: tuple[Place, ...],
) -> tuple[Place, ...]:
    """Return the crossings that a sentence speaks of: named in the clause, named, or "the gate"."""
    clauses = split_clauses(sentence)
    here = {clause_at(clauses, sentence.start + s.start) for s in sayings}
    close = [p for p, span in named if clause_at(clauses, span.start) in here]
    found = close or [p for p, _ in named]
    if (
        not found
        and last
        and _DEFINITE.search(sentence.text)
        and not cue("crossing", "generic").search(sentence.text)
    ):
        return last[:1]
    return tuple(dict.fromkeys(found))[:1] if len(sayings) else ()


def _named(
    sentence: Sentence, inside: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[tuple[Place, Span], ...]:
    """Return the crossings named in a sentence, with the words that name them."""
    found = []
    for toponym in inside:
        if toponym.place is None or toponym.mention.role in (
            "dateline",
            "credit",
            "boilerplate",
            "demonym",
        ):
            continue
        span = Span(toponym.mention.start, toponym.mention.end)
        if toponym.place.feature_code == "PSTB":
            found.append((toponym.place, span))
        elif toponym.place.feature_class in ("P", "A", "S") and _with_noun(sentence, span):
            crossing = _crossing_at(toponym, gazetteer)
            if crossing:
                found.append((crossing, span))
    return tuple(found)


def _with_noun(sentence: Sentence, span: Span) -> bool:
    before = sentence.text[: span.start - sentence.start]
    after = sentence.text[span.end - sentence.start :]
    opens = re.match(r"^(?:In|At)\s$", before) and re.search(
        rf"\bthe {_NOUN}\b", after, re.IGNORECASE
    )
    return bool(
        _AFTER_NAME.match(after)
        or _BEFORE_NAME.search(before)
        or opens
        or re.match(r"^At\s$", before)
    )


_NEAR_KM: Final = 20.0


def _crossing_at(toponym: Toponym, gazetteer: Gazetteer) -> Place | None:
    """Return the crossing that bears a town's name, or the nearest one to it."""
    place = toponym.place
    if place is None:
        return None
    for name in (toponym.mention.text, place.name):
        for match in gazetteer.lookup(name):
            if match.place.feature_code == "PSTB" and _close(match.place, place):
                return match.place
    near = gazetteer.near(place.lat, place.lon, _NEAR_KM, codes=("PSTB",), limit=1)
    return near[0].place if near else None


def _close(a: Place, b: Place) -> bool:
    return abs(a.lat - b.lat) < 0.8 and abs(a.lon - b.lon) < 0.8


def _all_between(
    sentence: Sentence,
    inside: Sequence[Toponym],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> tuple[Place, ...]:
    """Return the major crossings between the two countries of a generic statement."""
    if not cue("crossing", "generic").search(sentence.text):
        return ()
    countries = _two_countries(inside) or _two_countries(
        [t for t in toponyms if t.mention.end <= sentence.end]
    )
    if countries is None:
        return ()
    return tuple(c.place for c in gazetteer.crossings(*countries, major=True))


def _two_countries(toponyms: Sequence[Toponym]) -> tuple[str, str] | None:
    """Return the two countries told most often, None when there are not two."""
    counts: dict[str, int] = {}
    for toponym in toponyms:
        if (
            toponym.place
            and toponym.place.country
            and toponym.mention.role not in ("credit", "boilerplate", "dateline")
        ):
            counts[toponym.place.country] = counts.get(toponym.place.country, 0) + 1
    ranked = sorted(counts, key=lambda c: (-counts[c], c))
    return (ranked[0], ranked[1]) if len(ranked) > 1 else None
