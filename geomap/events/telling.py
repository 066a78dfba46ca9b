"""A sentence -> what it tells: groups of triggers with place, time, status, numbers and actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geomap.events.actors import ActorMention, find_actors, slots
from geomap.events.claims import make_claims
from geomap.events.cues import cue, source
from geomap.events.dates import DateMention, find_dates, window
from geomap.events.link import Link, definite_words, host_link, link_sentence, usable
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
_ALSO_DAY: Final = re.compile(r"^Also\s(?:on\s)?$")
_VICTIMS: Final = cue("telling", "victims")
#: Who or what a relative clause speaks of is not what the sentence tells.
_RELATIVE: Final = re.compile(r"^(?:who|which|where|whose|when)\b")
_BACK: Final = re.compile(
    r"^(?:a day |two days |\w+ days |hours |days |shortly )?(?:after|before)\b"
)


#: where_prec of a country; a link this good is in the phrase of its trigger.
_COUNTRY: Final = 6
_SURE: Final = 6.0


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
        return _main(self.triggers)

    @property
    def refined(self) -> Trigger:
        """The heaviest trigger of the main one's family: cues refine the type."""
        kin = [t for t in self.triggers if t.family == self.family]
        return max(kin, key=lambda t: (t.weight, t.kind != "cue", -t.start))

    @property
    def family(self) -> str:
        """The family that the group belongs to: a crowd or a border takes violence in."""
        kinds = {t.family for t in self.triggers if t.kind in ("act", "noun")}
        for name in ("crowd", "border", "diplomacy"):
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
    talks = any(t.sub_event_type == "Talks" and t.kind != "cue" for t in triggers)

    def diplomatic(trigger: Trigger) -> bool:
        agreed = trigger.sub_event_type == "Agreement" and talks
        return trigger.family == "diplomacy" or agreed

    yield from _by_place(read, [t for t in triggers if not diplomatic(t)])
    yield from _by_place(read, [t for t in triggers if diplomatic(t)])


def _by_place(read: _Read, triggers: Sequence[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    """Cut a story where an act has a place of its own, or another standing in the world."""
    group: list[Trigger] = []
    place, standing = "", ""
    for position, trigger in enumerate(triggers):
        if trigger.kind not in ("act", "noun"):
            group.append(trigger)
            continue
        here, status = _own_place(read, triggers, position), _status(read, trigger)
        moved = here and place and here != place and _apart(read, group, trigger, here)
        turned = standing and status != standing and _apart(read, group, trigger)
        if group and (moved or turned or _goes_back(read, group, trigger)):
            yield from _with_news(group)
            group = []
        group.append(trigger)
        place, standing = here or place, status
    yield from _with_news(group)


def _with_news(group: list[Trigger]) -> Iterator[tuple[Trigger, ...]]:
    if any(t.kind != "cue" for t in group):
        yield tuple(group)


def _goes_back(read: _Read, group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Say whether known words come first, then news: "The shelling came a day after X fell"."""
    clause = read.clauses[clause_at(read.clauses, trigger.start)]
    known = all(_definite(read.sentence, t) for t in group if t.kind in ("act", "noun"))
    words = read.sentence.text[clause.start - read.sentence.start :]
    return trigger.kind == "act" and known and bool(_BACK.match(words))


def _own_place(read: _Read, triggers: Sequence[Trigger], position: int) -> str:
    """Return the id of the place in a trigger's clause, else the words of "the country's east"."""
    trigger = triggers[position]
    link = link_sentence(
        read.sentence, read.clauses, _span(trigger), _zone(read, triggers, position)
    )
    if link and link.reason == "same_clause":
        return link.key
    return definite_words(read.sentence, trigger.end, _next_act(read, triggers, position))


def _zone(read: _Read, triggers: Sequence[Trigger], position: int) -> Sequence[Toponym]:
    """Return the mentions between a trigger and the next act when there are any, else all."""
    end = _next_act(read, triggers, position)
    after = [t for t in read.toponyms if triggers[position].end <= t.mention.start < end]
    return after if any(map(usable, after)) else read.toponyms


def _next_act(read: _Read, triggers: Sequence[Trigger], position: int) -> int:
    later = (t.start for t in triggers[position + 1 :] if t.kind == "act")
    return next(later, read.sentence.end)


def _apart(read: _Read, group: Sequence[Trigger], trigger: Trigger, place: str = "") -> bool:
    """Say whether a trigger stands in a clause of its own, or after the place of those before."""
    if clause_at(read.clauses, group[-1].start) != clause_at(read.clauses, trigger.start):
        return True
    between = [t for t in read.toponyms if group[-1].end <= t.mention.start < trigger.start]
    told = definite_words(read.sentence, group[-1].end, trigger.start)
    return bool(place) and (any(map(usable, between)) or bool(told))


def _status(read: _Read, trigger: Trigger) -> Status:
    clause = read.clauses[clause_at(read.clauses, trigger.start)]
    return status_of(read.sentence.text, read.sentence.start, clause, _span(trigger))


def _span(trigger: Trigger) -> Span:
    return Span(trigger.start, trigger.end)


# ------------------------------------------------------------------ one group


def _telling(
    read: _Read, group: tuple[Trigger, ...], groups: Sequence[tuple[Trigger, ...]]
) -> Telling:
    sentence = read.sentence
    main = _main(group)
    link = _best_link(read, group, groups)
    when, sure, anchor = _when(read, group)
    claims = make_claims(
        sentence, [t for t in read.tolls if _nearest(t, group, groups, sentence)], read.actors
    )
    return Telling(
        sentence, group, link, _status(read, main), when, sure, anchor, claims,
        slots(sentence.text, sentence.start, read.actors, _span(main)),
        anaphoric=_anaphoric(sentence, group, groups),
        asserts=any(_asserts(sentence, t, link) for t in group)
        or any(c.metric == "killed" for c in claims),
    )  # fmt: skip


def _best_link(
    read: _Read, group: Sequence[Trigger], groups: Sequence[tuple[Trigger, ...]]
) -> Link | None:
    """Return the place of the main trigger, else the best of what the group does and costs."""
    main = _main(group)
    if main.event_type == "Diplomacy" and main.sub_event_type not in ("Talks", "Mediation"):
        return None
    toponyms = _of_group(read, group, groups)
    first = link_sentence(read.sentence, read.clauses, _span(main), toponyms)
    if first is None:
        others = [t for t in group if t.kind in ("act", "toll") and t is not main]
        links = [link_sentence(read.sentence, read.clauses, _span(t), toponyms) for t in others]
        first = max((x for x in links if x), key=lambda x: x.score, default=None)
    talks = main.event_type == "Diplomacy"
    vague = first is None or (first.where_prec >= _COUNTRY and first.score < _SURE)
    if talks and vague:
        return host_link(read.sentence, read.toponyms)
    return first


def _of_group(
    read: _Read, group: Sequence[Trigger], groups: Sequence[tuple[Trigger, ...]]
) -> Sequence[Toponym]:
    """Return the mentions that may place a group: those not after the next group's first words."""
    later = [g[0].start for g in groups if g[0].start > group[0].start and _same_story(g, group)]
    before = [g[-1].end for g in groups if g[0].start < group[0].start and _same_story(g, group)]
    low, high = max(before, default=read.sentence.start), min(later, default=read.sentence.end)
    inside = [t for t in read.toponyms if low <= t.mention.start < high]
    return inside if any(map(usable, inside)) else read.toponyms


def _same_story(a: Sequence[Trigger], b: Sequence[Trigger]) -> bool:
    return (a[0].family == "diplomacy") == (b[0].family == "diplomacy")


def _main(group: Sequence[Trigger]) -> Trigger:
    """Return the heaviest trigger that is no cue; what burns counts less than who is killed."""
    bloody = any(t.family == "violence" and t.kind in ("act", "toll") for t in group)

    def rank(trigger: Trigger) -> tuple[bool, bool, int, int]:
        burning = bloody and trigger.sub_event_type == "Looting/property destruction"
        return trigger.kind != "cue", not burning, trigger.weight, -trigger.start

    return max(group, key=rank)


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


def _anaphoric(
    sentence: Sentence, group: Sequence[Trigger], groups: Sequence[Sequence[Trigger]]
) -> bool:
    """Say whether a group goes on with something told before; of several only the first does."""
    first = all(group[0].start <= other[0].start for other in groups)
    back = first and (_ANAPHOR.match(sentence.text) or _VICTIMS.search(sentence.text))
    return bool(back) or any(_definite(sentence, t) for t in group)


def _asserts(sentence: Sentence, trigger: Trigger, link: Link | None) -> bool:
    """Say whether a trigger stands as news of its own."""
    if trigger.kind in ("act", "noun") and link and link.reason == "same_clause":
        return not _definite(sentence, trigger) or link.score > _SURE
    if _definite(sentence, trigger):
        return False
    if trigger.kind != "noun":
        return trigger.kind == "act"
    before = sentence.text[: trigger.start - sentence.start]
    after = sentence.text[trigger.end - sentence.start :]
    return bool(_SUPPORT.match(after)) or not _WEAK.search(before)


def _definite(sentence: Sentence, trigger: Trigger) -> bool:
    """Say whether a noun is told as known: "the attack", "Monday's blast"."""
    before = sentence.text[: trigger.start - sentence.start]
    named = trigger.kind == "noun" or trigger.words.endswith("ing")
    return named and bool(_DEFINITE.search(before))


# ------------------------------------------------------------------ time


def statement_date(text: str, mention: DateMention) -> bool:
    """Say whether words of time date a statement: "said on Monday", "on Monday said"."""
    before, after = text[: mention.start], text[mention.end :]
    return bool(_SAID.search(before) or _SAYS_NEXT.match(after) or _ALSO_DAY.match(before))


def _when(read: _Read, group: Sequence[Trigger]) -> tuple[Interval | None, int, DateMention | None]:
    """Return the interval of a group, how sure it is, and an anchor that waits for its event."""
    text, offset = read.sentence.text, read.sentence.start
    usable = [d for d in read.dates if d.interval or d.offset is not None]
    main = _main(group)
    here = clause_at(read.clauses, main.start)
    own = [
        d
        for d in usable
        if not statement_date(text, d) and not d.ends and not _aside(read, d, group)
    ]

    def distance(mention: DateMention) -> tuple[bool, int]:
        other = clause_at(read.clauses, offset + mention.start) != here
        return other, abs(offset + mention.start - main.start)

    best = min(own, key=distance, default=None)
    if best and best.interval:
        return best.interval, 2, None
    if best:
        return None, 2, _turned(text, offset, best, main)
    said = next((d for d in usable if d.interval and statement_date(text, d)), None)
    if said and said.interval:
        return window(said.interval.end, 1, "statement_day"), 1, None
    return None, 0, None


def _aside(read: _Read, mention: DateMention, group: Sequence[Trigger]) -> bool:
    """Say whether words of time stand in a relative clause without any of the group's words."""
    at = clause_at(read.clauses, read.sentence.start + mention.start)
    clause = read.clauses[at]
    words = read.sentence.text[clause.start - read.sentence.start :]
    told = (t for t in group if t.kind in ("act", "noun"))
    holds = any(clause_at(read.clauses, t.start) == at for t in told)
    return bool(_RELATIVE.match(words)) and not holds


def _turned(text: str, offset: int, anchor: DateMention, trigger: Trigger) -> DateMention:
    """Return an anchor seen from its trigger: in "B came a day after A", A was a day before."""
    after = re.search(r"\bafter$", text[anchor.start : anchor.end])
    if after and trigger.start - offset > anchor.end and anchor.offset:
        return replace(anchor, offset=-anchor.offset)
    return anchor
