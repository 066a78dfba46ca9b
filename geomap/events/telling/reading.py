"""A sentence with all that was found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geomap.events.actors import ActorMention
from geomap.events.dates import DateMention
from geomap.events.seams import Seams
from geomap.events.status import status_of
from geomap.events.text import Sentence, Span, clause_at
from geomap.events.tolls import TollMention
from geomap.events.triggers import Trigger
from geomap.model import Status, Toponym

__all__ = ["Read", "main_of", "span_of", "standing_of"]


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with all that was found in it."""

    sentence: Sentence
    clauses: tuple[Span, ...]
    toponyms: tuple[Toponym, ...]
    tolls: tuple[TollMention, ...]
    dates: tuple[DateMention, ...]
    actors: tuple[ActorMention, ...]
    seams: Seams


_KILLS: Final = re.compile(r"kill|dead|died|slain|gunned|eliminat|neutrali[sz]", re.IGNORECASE)


def standing_of(read: Read, trigger: Trigger) -> Status:
    """Return the status that the words around a trigger give it."""
    clause = read.clauses[clause_at(read.clauses, trigger.start)]
    return status_of(read.sentence.text, read.sentence.start, clause, span_of(trigger))


def span_of(trigger: Trigger) -> Span:
    """Return the characters of a trigger."""
    return Span(trigger.start, trigger.end)


def main_of(group: Sequence[Trigger]) -> Trigger:
    """Return the heaviest trigger that is no cue; what burns or is found counts less than death."""
    bloody = any(t.family == "violence" and t.kind in ("act", "toll") for t in group)

    deadly = any(t.family == "violence" and _KILLS.search(t.words) for t in group)

    def rank(trigger: Trigger) -> tuple[bool, bool, int, int]:
        burning = bloody and trigger.sub_event_type == "Looting/property destruction"
        lesser = burning or (deadly and trigger.sub_event_type == "Disrupted weapons use")
        return trigger.kind != "cue", not lesser, trigger.weight, -trigger.start

    return max(group, key=rank)
