"""A sentence -> what it tells: groups of triggers with place, time, status, numbers and actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from geomap.events.actors import ActorMention, find_actors, slots
from geomap.events.claims import make_claims
from geomap.events.cues import cue, source
from geomap.events.dates import DateMention, find_dates, window
from geomap.events.link import Link, link_sentence
from geomap.events.status import SPEECH, status_of
from geomap.events.text import Sentence, Span, clause_at, split_clauses
from geomap.events.tolls import TollMention, find_tolls
from geomap.events.triggers import Trigger, find_triggers
from geomap.model import Actor, Claim, Interval, Status, Toponym

__all__ = ["Telling", "statement_date", "tellings"]

_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that|these|those|its|their|latest|\w+['’]s)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
_WEAK: Final = cue("telling", "weak", after=r"\s(?:\w+\s){0,2}$")
_SUPPORT: Final = cue("telling", "support", before=r"^\s(?:\S+\s){0,4}?")
_ANAPHOR: Final = re.compile(rf"^[\"“]?{source('telling', 'anaphor')}\b")
_SAID: Final = re.compile(
    rf"\b{SPEECH}\s(?:\S+\s){{0,1}}?(?:in a (?:statement|report|post)\s)?"
    r"(?:on\s|late\s|early\s|late on\s)?$",
    re.IGNORECASE,
)
_SAYS_NEXT: Final = re.compile(rf"^\s{SPEECH}\b", re.IGNORECASE)
_ALSO_DAY: Final = re.compile(r"^(?:Also|Earlier|Later)\s(?:on\s)?$")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence tells of one event.

    ``when`` is None where the sentence does not say; ``sure`` ranks it (2 said of the event, 1 said
    of the statement, 0 nothing). ``anaphoric`` tells that the words go on with something told
    before; ``asserts`` that they stand on their own as news.
    """

    sentence: Sentence
    triggers: tuple[Trigger, ...]
    link: Link | None
    status: Status
    when: Interval | None
    sure: int
    anchor: DateMention | None
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    anaphoric: bool
    asserts: bool

    @property
    def main(self) -> Trigger:
        """The heaviest trigger, the first of equals."""
        return max(self.triggers, key=lambda t: (t.kind != "cue", t.weight, -t.start))

    @property
    def refined(self) -> Trigger:
        """The heaviest trigger of the main one's family: cues refine the type."""
        kin = [t for t in self.triggers if t.family == self.family]
        return max(kin, key=lambda t: (t.weight, t.kind != "cue", -t.start))

    @property
    def family(self) -> str:
        """The family that the group belongs to: a crowd or a border takes violence in."""
        kinds = {t.family for t in self.triggers if t.kind in ("act", "noun")}
        for name in ("crowd", "border"):
            if name in kinds:
                return name
        return self.main.family


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with all that was found in it."""

    sentence: Sentence
    clauses: tuple[Span, ...]
    toponyms: tuple[Toponym, ...]
    tolls: tuple[TollMention, ...]
    dates: tuple[DateMention, ...]
    actors: tuple[ActorMention, ...]


def tellings(
    sentence: Sentence, toponyms: Sequence[Toponym], published: date | None, year: int | None = None
) -> tuple[Telling, ...]:
    """Return what a sentence tells, one telling an event; ``toponyms`` are the sentence's."""
    triggers = find_triggers(sentence.text, sentence.start)
    if not any(t.kind != "cue" for t in triggers):
        return ()
    read = _Read(
        sentence,
        split_clauses(sentence),
        tuple(toponyms),
        find_tolls(sentence.text),
        find_dates(sentence.text, published, year),
        find_actors(sentence.text, sentence.start, toponyms),
    )
    groups = list(_groups(read, triggers))
    return tuple(_telling(read, group, groups) for group in groups)


# ------------------------------------------------------------------ grouping


def _groups(read: _Read, triggers: Sequence[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    """Yield groups of triggers that tell one event: by kind of story, then by place."""
    stories = [
        [t for t in triggers if t.family != "diplomacy"],
        [t for t in triggers if t.family == "diplomacy"],
    ]
    for story in stories:
        yield from _by_place(read, story)


def _by_place(read: _Read, triggers: Sequence[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    """Cut a story where a later clause has a place of its own and an act of its own."""
    group: list[Trigger] = []
    place = ""
    for trigger in triggers:
        here = _own_place(read, trigger) if trigger.kind in ("act", "noun") else ""
        if group and here and place and here != place and _apart(read, group, trigger):
            yield from _with_news(group)
            group = []
        group.append(trigger)
        place = here or place
    yield from _with_news(group)


def _with_news(group: list[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    if any(t.kind != "cue" for t in group):
        yield tuple(group)


def _own_place(read: _Read, trigger: Trigger) -> str:
    link = link_sentence(read.sentence, read.clauses, _span(trigger), read.toponyms)
    return link.place.id if link and link.reason == "same_clause" else ""


def _apart(read: _Read, group: Sequence[Trigger], trigger: Trigger) -> bool:
    return clause_at(read.clauses, group[-1].start) != clause_at(read.clauses, trigger.start)


def _span(trigger: Trigger) -> Span:
    return Span(trigger.start, trigger.end)


# ------------------------------------------------------------------ one group


def _telling(
    read: _Read, group: tuple[Trigger, ...], groups: Sequence[tuple[Trigger, ...]]
) -> Telling:
    sentence = read.sentence
    main = max(group, key=lambda t: (t.kind != "cue", t.weight, -t.start))
    link = _best_link(read, group)
    when, sure, anchor = _when(read, group)
    claims = make_claims(
        sentence, [t for t in read.tolls if _nearest(t, group, groups, sentence)], read.actors
    )
    clause = read.clauses[clause_at(read.clauses, main.start)]
    status = status_of(sentence.text, sentence.start, clause, _span(main))
    return Telling(
        sentence, group, link, status, when, sure, anchor, claims,
        slots(sentence.text, sentence.start, read.actors, _span(main)),
        anaphoric=_anaphoric(sentence, group),
        asserts=any(_asserts(sentence, t) for t in group)
        or any(c.metric == "killed" for c in claims),
    )  # fmt: skip


def _best_link(read: _Read, group: Sequence[Trigger]) -> Link | None:
    links = [
        link_sentence(read.sentence, read.clauses, _span(t), read.toponyms)
        for t in group
        if t.kind != "cue"
    ]
    found = [link for link in links if link]
    return max(found, key=lambda link: link.score, default=None)


def _nearest(
    toll: TollMention,
    group: tuple[Trigger, ...],
    groups: Sequence[tuple[Trigger, ...]],
    sentence: Sentence,
) -> bool:
    """Say whether a toll belongs to a group: the group whose trigger stands nearest to it."""
    if toll.metric == "detained":
        return False
    rivals = [g for g in groups if any(t.family != "diplomacy" for t in g)]
    if len(rivals) < 2:
        return group in rivals
    at = sentence.start + toll.start
    return group == min(rivals, key=lambda g: min(abs(t.start - at) for t in g))


def _anaphoric(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    if _ANAPHOR.match(sentence.text):
        return True
    return any(
        t.kind == "noun" and _DEFINITE.search(sentence.text[: t.start - sentence.start])
        for t in group
    )


def _asserts(sentence: Sentence, trigger: Trigger) -> bool:
    """Say whether a trigger stands as news of its own."""
    if trigger.kind == "act":
        return True
    if trigger.kind != "noun":
        return False
    before = sentence.text[: trigger.start - sentence.start]
    after = sentence.text[trigger.end - sentence.start :]
    if _SUPPORT.match(after):
        return not _DEFINITE.search(before)
    return not _DEFINITE.search(before) and not _WEAK.search(before)


# ------------------------------------------------------------------ time


def statement_date(text: str, mention: DateMention) -> bool:
    """Say whether words of time date a statement: "said on Monday", "on Monday said"."""
    before, after = text[: mention.start], text[mention.end :]
    return bool(_SAID.search(before) or _SAYS_NEXT.match(after) or _ALSO_DAY.match(before))


def _when(read: _Read, group: Sequence[Trigger]) -> tuple[Interval | None, int, DateMention | None]:
    """Return the interval of a group, how sure it is, and an anchor that waits for its event."""
    text, offset = read.sentence.text, read.sentence.start
    usable = [d for d in read.dates if d.interval or d.offset is not None]
    own = [d for d in usable if not statement_date(text, d) and not d.ends]
    main = max(group, key=lambda t: (t.kind != "cue", t.weight, -t.start))
    here = clause_at(read.clauses, main.start)

    def distance(mention: DateMention) -> tuple[bool, int]:
        other = clause_at(read.clauses, offset + mention.start) != here
        return other, abs(offset + mention.start - main.start)

    best = min(own, key=distance, default=None)
    if best and best.interval:
        return best.interval, 2, None
    if best:
        return None, 2, best
    said = next((d for d in usable if d.interval and statement_date(text, d)), None)
    if said and said.interval:
        return window(said.interval.end, 1, "statement_day"), 1, None
    return None, 0, None
