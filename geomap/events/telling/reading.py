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

__all__ = ["Read", "lesser", "main_of", "span_of", "standing_of"]


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


_BESIDE_DEATH: Final = ("Disrupted weapons use", "Abduction/forced disappearance")
_KILLS: Final = re.compile(
    r"kill|dead|died|slain|gunned|eliminat|neutrali[sz]|to death|massacr|murder", re.IGNORECASE
)


def standing_of(read: Read, trigger: Trigger) -> Status:
    """Return the status that the words around a trigger give it."""
    clause = read.clauses[clause_at(read.clauses, trigger.start)]
    return status_of(read.sentence.text, read.sentence.start, clause, span_of(trigger))


def span_of(trigger: Trigger) -> Span:
    """Return the characters of a trigger."""
    return Span(trigger.start, trigger.end)


def main_of(group: Sequence[Trigger]) -> Trigger:
    """Return the heaviest trigger that is no cue, the first of equals."""

    def rank(trigger: Trigger) -> tuple[bool, bool, int, int]:
        return trigger.kind != "cue", not lesser(group, trigger), trigger.weight, -trigger.start

    return max(group, key=rank)


def lesser(group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Say whether a trigger counts less than others of its group: who is killed comes first.

    What burns counts less than any violence; what is found and who is taken, less than death.
    """
    others = [t for t in group if t.family == "violence" and t.kind in ("act", "toll")]
    if trigger.sub_event_type == "Looting/property destruction":
        return bool(others)
    dead = any(t.sub_event_type not in _BESIDE_DEATH and _KILLS.search(t.words) for t in others)
    return dead and trigger.sub_event_type in _BESIDE_DEATH
