"""Triggers of a sentence -> groups that tell one event each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from geomap.events.link import definite_words, link_sentence, plain_link, usable
from geomap.events.telling.news import asserts, is_definite
from geomap.events.telling.reading import Read, span_of, standing_of
from geomap.events.text import clause_at
from geomap.events.triggers import Trigger
from geomap.model import Toponym

__all__ = ["group_triggers"]

_BACK: Final = re.compile(
    r"^(?:a day |two days |\w+ days |hours |days |shortly )?(?:after|before)\b"
)
_LED: Final = re.compile(r"(?:after|following)\b")
_COUNTRY: Final = 6
_GAP: Final = re.compile(r"\b(?:days?|weeks?|months?|years?|hours)\s?$")


def group_triggers(read: Read, triggers: Sequence[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    """Yield groups of triggers that tell one event: by kind of story, then by place."""
    talks = any(t.sub_event_type == "Talks" and asserts(read.sentence, t, None) for t in triggers)

    def diplomatic(trigger: Trigger) -> bool:
        agreed = trigger.sub_event_type == "Agreement" and talks
        return trigger.family == "diplomacy" or agreed

    yield from _by_place(read, [t for t in triggers if not diplomatic(t)])
    yield from _by_place(read, [t for t in triggers if diplomatic(t)])


def _by_place(read: Read, triggers: Sequence[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    """Cut a story where an act has a place of its own, or another standing in the world."""
    group: list[Trigger] = []
    place, standing = "", ""
    for position, trigger in enumerate(triggers):
        if trigger.kind not in ("act", "noun"):
            if trigger.kind == "toll" and _long_before(read, group, trigger):
                yield from _with_news(group)
                group, place, standing = [], "", ""
            group.append(trigger)
            continue
        here, status = _own_place(read, triggers, position), standing_of(read, trigger)
        moved = here and place and here != place and _apart(read, group, trigger, here)
        turned = standing and status != standing and _apart(read, group, trigger)
        beside = (
            _meanwhile(read, group, trigger)
            or _long_before(read, group, trigger)
            or _led_to(read, group, trigger)
        )
        if group and (moved or turned or beside or _goes_back(read, group, trigger)):
            kept, group = _cut(read, group, trigger)
            yield from _with_news(kept)
        group.append(trigger)
        place, standing = here or place, status
    yield from _with_news(group)


def _cut(read: Read, group: list[Trigger], trigger: Trigger) -> tuple[list[Trigger], list[Trigger]]:
    """Cut a group before a trigger; the deaths told in the trigger's own clause go with it."""
    here = clause_at(read.clauses, trigger.start)
    at = len(group)
    while at and group[at - 1].kind not in ("act", "noun"):
        if clause_at(read.clauses, group[at - 1].start) != here:
            break
        at -= 1
    return group[:at], group[at:]


def _with_news(group: list[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    if any(t.kind != "cue" for t in group):
        yield tuple(group)


def _meanwhile(read: Read, group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Say whether a trigger stands in a clause of what else went on: "as fighting raged near X"."""
    clause = read.clauses[clause_at(read.clauses, trigger.start)]
    words = read.sentence.text[clause.start - read.sentence.start :]
    told = [t for t in group if t.kind in ("act", "noun")]
    here = clause_at(read.clauses, trigger.start)
    apart = bool(told) and clause_at(read.clauses, told[-1].start) != here
    return apart and bool(re.match(r"(?:as|while|amid|even as)\b(?!\s\w+ing\b)", words))


def _long_before(read: Read, group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Say whether a trigger tells what came earlier: "..., days after gunmen killed 26 in X"."""
    start = read.clauses[clause_at(read.clauses, trigger.start)].start - read.sentence.start
    told = any(t.kind in ("act", "noun") for t in group)
    text = read.sentence.text
    return told and bool(_GAP.search(text[:start]) and _BACK.match(text[start:]))


def _led_to(read: Read, group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Say whether a trigger tells what led to the rest: "..., after two farmers were abducted".

    It does when it is of another kind of story, or has days of its own.
    """
    told = [t for t in group if t.kind in ("act", "noun")]
    here = clause_at(read.clauses, trigger.start)
    clause = read.clauses[here]
    words = read.sentence.text[clause.start - read.sentence.start :]
    if not told or not _LED.match(words) or is_definite(read.sentence, trigger):
        return False
    if clause_at(read.clauses, told[-1].start) == here:
        return False
    dates = [clause.holds(at, at) for d in read.dates if (at := read.sentence.start + d.start)]
    own = any(dates) and not all(dates)
    bloody = trigger.family in ("violence", "crowd") and trigger.family != told[-1].family
    return bloody or own


def _goes_back(read: Read, group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Say whether known words come first, then news: "The shelling came a day after X fell"."""
    clause = read.clauses[clause_at(read.clauses, trigger.start)]
    told = [t for t in group if t.kind in ("act", "noun")]
    known = bool(told) and all(is_definite(read.sentence, t) for t in told)
    words = read.sentence.text[clause.start - read.sentence.start :]
    return trigger.kind == "act" and known and bool(_BACK.match(words))


def _own_place(read: Read, triggers: Sequence[Trigger], position: int) -> str:
    """Return the words of "the capital" after a trigger, else the id of the place in its clause."""
    trigger = triggers[position]
    words = definite_words(read.sentence, trigger.end, _next_act(read, triggers, position))
    if words:
        return words
    zone = _zone(read, triggers, position)
    link = read.seams.linker(read.sentence, read.clauses, span_of(trigger), zone)
    if link is None and read.seams.linker is link_sentence and trigger.kind == "act":
        link = plain_link(read.sentence, read.clauses, span_of(trigger), zone)
    here = link and link.reason == "same_clause" and link.where_prec < _COUNTRY
    return link.key if link and here else ""


def _zone(read: Read, triggers: Sequence[Trigger], position: int) -> Sequence[Toponym]:
    """Return the mentions between a trigger and the next act when there are any, else all."""
    end = _next_act(read, triggers, position)
    after = [t for t in read.toponyms if triggers[position].end <= t.mention.start < end]
    return after if any(map(usable, after)) else read.toponyms


def _next_act(read: Read, triggers: Sequence[Trigger], position: int) -> int:
    later = (t.start for t in triggers[position + 1 :] if t.kind == "act")
    return next(later, read.sentence.end)


def _apart(read: Read, group: Sequence[Trigger], trigger: Trigger, place: str = "") -> bool:
    """Say whether a trigger stands in a clause of its own, or after the place of those before."""
    told = [t for t in group if t.kind in ("act", "noun")] or group
    if told and clause_at(read.clauses, told[-1].start) != clause_at(read.clauses, trigger.start):
        return True
    between = [t for t in read.toponyms if group[-1].end <= t.mention.start < trigger.start]
    back = definite_words(read.sentence, group[-1].end, trigger.start)
    return bool(place) and (any(map(usable, between)) or bool(back))
