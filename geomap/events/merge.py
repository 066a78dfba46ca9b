"""Events told by several documents -> one event with all their words and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from geomap.events.claims import toll
from geomap.events.draft import same_place
from geomap.events.rivals import SLACK_DAYS, Rivals, kind, words_of
from geomap.model import Event, Interval, Toll

__all__ = ["Merger", "in_order_of_telling", "join_events", "merge_events"]


def merge_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with those told more than once made one; the order of the input is kept.

    Two reports are of one event when type family, place and days agree and their tolls or actors
    do not speak against it. All evidence, claims and sources are kept; the same document given
    twice changes nothing but the sources.
    """
    merger = Merger()
    for event in events:
        merger.add(event)
    return merger.take()


class Merger:
    """Takes events one by one and keeps those told more than once as one.

    A stream of events in the order of their days can be merged without holding all of them:
    `take` gives away those that nothing to come can retell.
    """

    def __init__(self) -> None:
        """Begin with no event."""
        self._events: dict[int, Event] = {}
        self._rivals = Rivals()
        self._next = 0

    def __len__(self) -> int:
        """Return how many events are held."""
        return len(self._events)

    def add(self, event: Event) -> None:
        """Join an event to the first that it retells, else keep it as new."""
        number = self._retold(event)
        if number is None:
            number, self._next = self._next, self._next + 1
        else:
            event = join_events(self._events[number], event)
        self._events[number] = event
        self._rivals.add(number, event)

    def take(self, done: Callable[[Event], bool] = lambda _: True) -> tuple[Event, ...]:
        """Return the events that are ``done``, in the order in which they came; they are gone."""
        taken = tuple(event for event in self._events.values() if done(event))
        self._events = {n: event for n, event in self._events.items() if not done(event)}
        self._rivals = Rivals()
        for number, event in self._events.items():
            self._rivals.add(number, event)
        return taken

    def _retold(self, event: Event) -> int | None:
        return next((n for n in self._rivals.of(event) if _same(self._events[n], event)), None)


def _same(a: Event, b: Event) -> bool:
    if a.source_system != "article" or b.source_system != "article":
        return False
    if kind(a) != kind(b):
        return False
    if a.evidence and words_of(a) == words_of(b):
        return _is_copy(a, b)
    if not same_place(a.place, b.place) or not _days_agree(a.when, b.when):
        return False
    return _tolls_agree(a, b)


def _is_copy(a: Event, b: Event) -> bool:
    """Say whether two events of the same words are one told by a copy of the document."""
    if not {e.document_id for e in a.evidence}.isdisjoint(e.document_id for e in b.evidence):
        return a.event_id == b.event_id
    if a.place is None and not (a.when.start or a.when.end):
        return False
    places = [(e.place.id if e.place else "", e.place_words) for e in (a, b)]
    return (a.sub_event_type, a.when) == (b.sub_event_type, b.when) and places[0] == places[1]


def _days_agree(a: Interval, b: Interval) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return a == b
    sure = a.basis in ("stated", "relative") and b.basis in ("stated", "relative")
    slack = timedelta(days=0 if sure else SLACK_DAYS)
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


def in_order_of_telling(events: Iterable[Event]) -> list[Event]:
    """Return events by day of publication, document and place in it, whatever their order was."""

    def order(event: Event) -> tuple[str, str, int, str]:
        day = min((s.date.isoformat() for s in event.sources if s.date), default="")
        first = event.evidence[0] if event.evidence else None
        where = (first.document_id, first.start) if first else ("", 0)
        return day, *where, event.event_id

    return sorted(events, key=order)


def join_events(a: Event, b: Event) -> Event:
    """Return one event of two: all claims, words and sources, the surer day; words only once."""
    claims = tuple(dict.fromkeys((*a.claims, *b.claims)))
    return replace(
        a,
        when=_surer(a.when, b.when),
        actors=tuple({actor.name: actor for actor in (*b.actors, *a.actors)}.values()),
        claims=claims,
        fatalities=toll(claims, "killed") if claims else _either(a.fatalities, b.fatalities),
        injured=toll(claims, "injured") if claims else _either(a.injured, b.injured),
        evidence=tuple({e.text: e for e in (*b.evidence, *a.evidence)}.values()),
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
