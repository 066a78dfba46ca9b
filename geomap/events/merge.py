"""Events told by several documents -> one event with all their words and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from geomap.events.claims import toll
from geomap.events.draft import same_place
from geomap.events.triggers import family
from geomap.model import Event, Interval, Toll

__all__ = ["merge_events"]

#: Days that two reports of one event may differ by, when a day was only inferred.
_SLACK = 1
_UNREAL = ("negated", "hypothetical", "planned")


def merge_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with those told more than once made one; the order of the input is kept.

    Two reports are of one event when type family, place and days agree and their tolls or actors
    do not speak against it. All evidence, claims and sources are kept; the same document given
    twice changes nothing but the sources.
    """
    merged: list[Event] = []
    for event in events:
        index = next((i for i, known in enumerate(merged) if _same(known, event)), None)
        if index is None:
            merged.append(event)
        else:
            merged[index] = _joined(merged[index], event)
    return tuple(merged)


def _same(a: Event, b: Event) -> bool:
    if a.source_system != "article" or b.source_system != "article":
        return False
    if family(a.event_type) != family(b.event_type) or (a.status in _UNREAL) != (
        b.status in _UNREAL
    ):
        return False
    if family(a.event_type) != "violence" and a.sub_event_type != b.sub_event_type:
        return False
    if a.evidence and a.evidence == b.evidence and a.event_id == b.event_id:
        return True
    if not same_place(a.place, b.place) or not _days_agree(a.when, b.when):
        return False
    return _tolls_agree(a, b)


def _days_agree(a: Interval, b: Interval) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return a == b
    sure = a.basis in ("stated", "relative") and b.basis in ("stated", "relative")
    slack = timedelta(days=0 if sure else _SLACK)
    return a.start - slack <= b.end and b.start - slack <= a.end


def _tolls_agree(a: Event, b: Event) -> bool:
    """Say whether two tolls may be of one event: one unknown, or the same, or rival claims."""
    if a.fatalities.best is None or b.fatalities.best is None:
        return True
    if a.fatalities.best == b.fatalities.best:
        return True
    other_document = {e.document_id for e in a.evidence}.isdisjoint(
        e.document_id for e in b.evidence
    )
    return other_document and a.sub_event_type == b.sub_event_type


def _joined(a: Event, b: Event) -> Event:
    claims = tuple(dict.fromkeys((*a.claims, *b.claims)))
    return replace(
        a,
        when=_surer(a.when, b.when),
        actors=tuple({actor.name: actor for actor in (*b.actors, *a.actors)}.values()),
        claims=claims,
        fatalities=toll(claims, "killed") if claims else _either(a.fatalities, b.fatalities),
        injured=toll(claims, "injured") if claims else _either(a.injured, b.injured),
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
        sources=tuple(dict.fromkeys((*a.sources, *b.sources))),
        confidence=max(a.confidence, b.confidence),
        reasons=tuple(dict.fromkeys((*a.reasons, *b.reasons))),
    )


def _either(a: Toll, b: Toll) -> Toll:
    return a if a.best is not None else b


def _surer(a: Interval, b: Interval) -> Interval:
    """Return the narrower of two intervals, the stated one before the inferred."""
    ranks = {
        "stated": 0,
        "relative": 0,
        "imported": 0,
        "statement_day": 1,
        "inferred": 1,
        "publication": 2,
    }

    def rank(when: Interval) -> tuple[int, Sequence[int]]:
        return ranks[when.basis], (when.precision or 9,)

    return min(a, b, key=rank)
