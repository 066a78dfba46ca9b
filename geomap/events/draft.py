"""An event while it is being read: the tellings that add up to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from geomap.events.claims import toll
from geomap.events.dates import window
from geomap.events.distance import km_apart
from geomap.events.link import Link
from geomap.events.status import is_background
from geomap.events.telling import Telling
from geomap.events.text import Sentence
from geomap.events.tolls import side_of
from geomap.events.triggers import Trigger
from geomap.model import (
    Actor,
    Document,
    Event,
    Evidence,
    Interval,
    Place,
    Source,
    Status,
)

__all__ = [
    "SAME_KM", "Draft", "document_source", "event_id", "finish", "same_link", "same_place",
]  # fmt: skip

#: Sub-types that only refine "Other" become tags; the event types stay those of the schema.
_OTHER: Final = "Other"
#: Talks so many days ago are no news.
_TALKS_AGO: Final = 21
_CONFIDENCE: Final = {
    "same_clause": 0.9,
    "sentence_head": 0.85,
    "same_sentence": 0.75,
    "crossing": 0.85,
}
_FAR_LINK: Final = 0.6
_UNPLACED: Final = 0.4
SAME_KM: Final = 3.0
#: From this weight on a trigger names a kind of event rather than violence as such.
_PLAIN: Final = 5


@dataclass(frozen=True)  # no slots: what is asked of a draft again and again is kept
class Draft:
    """Tellings of one event in the order of the text, with the place and time they add up to.

    ``more`` are sentences that only say more of it, such as where it was.
    """

    tellings: tuple[Telling, ...]
    link: Link | None
    when: Interval | None
    sure: int
    more: tuple[Sentence, ...] = ()

    @cached_property
    def family(self) -> str:
        """The family of the first telling."""
        return self.tellings[0].family

    @cached_property
    def last(self) -> Telling:
        """The telling that came last."""
        return self.tellings[-1]

    @cached_property
    def status(self) -> Status:
        """The status of the first telling, or of a later one that tells anew that it happened."""
        first, *later = self.tellings
        happened = any(
            t.status == "occurred" and t.asserts and t.family == self.family for t in later
        )
        return "occurred" if happened else first.status

    @cached_property
    def killed(self) -> int | None:
        """The best figure of the dead so far."""
        return toll([c for t in self.tellings for c in t.claims], "killed").best


def same_place(a: Place | None, b: Place | None) -> bool:
    """Say whether two places are the same, or so near each other that a text may mix them."""
    if a is None or b is None:
        return False
    return a.id == b.id or km_apart(a, b) <= SAME_KM


def same_link(a: Link, b: Link) -> bool:
    """Say whether two links are to one place, or to one name that the gazetteer does not know."""
    return a.key == b.key or same_place(a.place, b.place)


def finish(draft: Draft, document: Document) -> Event:
    """Return the event that a draft has become."""
    trigger = _kind(draft)
    claims = tuple(dict.fromkeys(c for t in draft.tellings for c in t.claims))
    back = 0 if draft.status == "planned" else 1
    when = draft.when or window(document.published, back, "publication")
    other = trigger.event_type == _OTHER
    first = draft.tellings[0]
    return Event(
        event_id=event_id(
            document.id, first.sentence.text, first.main.start - first.sentence.start
        ),
        event_type=trigger.event_type,
        sub_event_type=_OTHER if other else trigger.sub_event_type,
        status=_status(draft, when, document),
        when=when,
        place=draft.link.place if draft.link else None,
        where_prec=draft.link.where_prec if draft.link and draft.link.place else None,
        place_words=_words(document, draft.link),
        actors=_actors(draft.tellings),
        fatalities=toll(claims, "killed"),
        injured=toll(claims, "injured"),
        displaced=toll(claims, "displaced"),
        claims=claims,
        evidence=_in_order(
            {_evidence(document, s) for s in (*(t.sentence for t in draft.tellings), *draft.more)}
        ),
        sources=(document_source(document),),
        confidence=_confidence(draft.link),
        reasons=tuple(
            r for r in (draft.link.reason if draft.link else "no_place", trigger.words) if r
        ),
        tags=(trigger.sub_event_type.lower(),)
        if other and trigger.sub_event_type != _OTHER
        else (),
        codes={k: v for k, v in (("cameo", trigger.cameo), ("plover", trigger.plover)) if v},
    )


def _kind(draft: Draft) -> Trigger:
    """Return the trigger that names the kind: the first plain one told, else the heaviest.

    What is only alleged of something that did happen does not name it.
    """
    kin = [t for t in draft.tellings if t.family == draft.family]
    refined = [t.refined for t in kin if t.status == draft.status] or [t.refined for t in kin]
    kind = next((t for t in refined if t.weight >= _PLAIN), max(refined, key=lambda t: t.weight))
    if kind.sub_event_type == "Attack" and _armed(draft):
        return replace(kind, event_type="Battles", sub_event_type="Armed clash")
    return kind


def _armed(draft: Draft) -> bool:
    """Say whether all the dead and wounded told bore arms: that is no attack on civilians."""
    hurt = [c for t in draft.tellings for c in t.claims if c.metric in ("killed", "injured")]
    sides = {side for c in hurt if (side := side_of(c.victims))}
    return bool(sides) and sides <= {"State forces", "Rebel group"} and "State forces" in sides


def event_id(document_id: str, *parts: object) -> str:
    """Return 12 hexadecimal digits of a SHA-1: the same in every run.

    The parts are words and positions within a sentence, so that a change elsewhere in the text
    leaves an event its id.
    """
    text = "\x1f".join((document_id, *map(str, parts)))
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]


def document_source(document: Document) -> Source:
    """Return who published a document."""
    return Source(document.publisher, document.url, document.published, document.title)


def _status(draft: Draft, when: Interval, document: Document) -> Status:
    status = draft.status
    published = document.published
    if status == "occurred" and when.start and published and when.start > published:
        return "planned"
    days_ago = (published - when.end).days if published and when.end else 0
    old_talks = draft.family == "diplomacy" and days_ago > _TALKS_AGO
    if status == "occurred" and (old_talks or draft.tellings[0].sums_up):
        return "background"
    if status in ("occurred", "claimed", "alleged") and is_background(when, document.published):
        return "background"
    return status


def _words(document: Document, link: Link | None) -> str:
    return document.text[link.words.start : link.words.end] if link else ""


def _evidence(document: Document, sentence: Sentence) -> Evidence:
    return Evidence(document.id, sentence.start, sentence.end, sentence.text)


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: e.start))


def _actors(tellings: Sequence[Telling]) -> tuple[Actor, ...]:
    """Return the actors of what is told anew; "soldiers" are those of a country told as well."""
    first, *later = tellings
    told = [a for t in (first, *(t for t in later if t.asserts)) for a in t.actors]
    named = {a.type for a in told if a.country}
    chosen: dict[tuple[str, str], Actor] = {}
    for actor in told:
        if actor.country:
            chosen.setdefault((actor.country, actor.type), actor)
        elif actor.type not in named:
            chosen.setdefault((actor.name, ""), actor)
    return tuple(chosen.values())


def _confidence(link: Link | None) -> float:
    return _CONFIDENCE.get(link.reason, _FAR_LINK) if link else _UNPLACED
