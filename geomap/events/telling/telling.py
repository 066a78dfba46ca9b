"""A sentence -> what it tells: groups of triggers with place, time, status, numbers and actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from geomap.events.actors import find_actors, slots
from geomap.events.claims import make_claims
from geomap.events.cues import cue
from geomap.events.dates import DateMention
from geomap.events.link import (
    Link,
    definite_words,
    host_link,
    link_sentence,
    passage_link,
    plain_link,
    unseen,
    usable,
    venue_link,
)
from geomap.events.seams import Seams
from geomap.events.status import is_background
from geomap.events.telling.ground import grounded
from geomap.events.telling.grouping import group_triggers
from geomap.events.telling.label import label_link, source_link
from geomap.events.telling.news import asserts, is_anaphoric, of_illness
from geomap.events.telling.places import listed, shared
from geomap.events.telling.reading import Read, lesser, main_of, span_of, standing_of
from geomap.events.telling.unworded import unworded
from geomap.events.telling.when import when_of
from geomap.events.text import Sentence, Span, clause_at, split_clauses
from geomap.events.tolls import TollMention, find_tolls
from geomap.events.triggers import Trigger, find_triggers
from geomap.model import Actor, Claim, Interval, Status, Toponym

__all__ = ["Telling", "tellings"]

#: where_prec of a country, and the log odds from which a country is where talks are.
_COUNTRY: Final = 6
#: A clause that only adds to the one before.
_ADDS: Final = re.compile(r"(?:including|among|who|which|[a-z]+ing)\b")
_HAD: Final = re.compile(r"\bhad (?:been |also |already |since |\w+ly )*$")
_SURE: Final = 2.5
#: "on the eve of X talks".
_OF_TALKS: Final = re.compile(
    r"\s(?:peace\s|ceasefire\s|border\s)?(?:talks|summit|meeting|negotiations|conference|accord|"
    r"agreement|process)\b"
)
#: "who crossed", "trying to enter": who somebody is.
_WHO: Final = re.compile(r"\b(?:who|which|that) (?:had |have |has )?$")
_TRYING: Final = re.compile(r"(?:\w+ )?(?:trying|attempting|seeking) to\b")
_SUMS_UP: Final = cue("telling", "sums_up")


@dataclass(frozen=True)  # no slots: what is asked of a telling again and again is kept
class Telling:
    """What one sentence tells of one event.

    ``when`` is None where the sentence does not say; ``sure`` ranks it (2 said of the event, 1 said
    of the statement, 0 nothing). ``anaphoric`` tells that the words go on with something told
    before; ``asserts`` that they stand on their own as news; ``old`` that it was long before
    publication.
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
    old: bool = False

    @cached_property
    def main(self) -> Trigger:
        """The heaviest trigger, the first of equals."""
        return main_of(self.triggers)

    @cached_property
    def refined(self) -> Trigger:
        """The heaviest trigger of the main one's family: cues refine the type."""
        kin = [t for t in self.triggers if t.family == self.family]
        plain = [t for t in kin if not lesser(self.triggers, t)] or kin
        return max(plain, key=lambda t: (t.weight, t.kind != "cue", -t.start))

    @cached_property
    def family(self) -> str:
        """The family that the group belongs to: a crowd or a border takes violence in.

        An attack by those who crossed a border stays one.
        """
        kinds = {t.family for t in self.triggers if t.kind in ("act", "noun")}
        if self.main.family == "violence" and self.main.kind == "act":
            kinds.discard("border")
        for name in ("crowd", "border", "diplomacy"):
            if name in kinds:
                return name
        return self.main.family

    @cached_property
    def sums_up(self) -> bool:
        """Whether it tells the toll of a whole conflict: "13 killed since the fighting began"."""
        plain = not any(t.kind == "act" for t in self.triggers)
        return bool(self.claims and plain and _SUMS_UP.search(self.sentence.text))


def tellings(
    sentence: Sentence,
    toponyms: Sequence[Toponym],
    published: date | None,
    year: int | None = None,
    seams: Seams | None = None,
) -> tuple[Telling, ...]:
    """Return what a sentence tells, one telling an event; ``toponyms`` are the sentence's."""
    steps = seams or Seams()
    triggers = _first_hand(sentence, steps.coder(sentence.text, sentence.start))
    names_here = (*toponyms, *unseen(sentence, toponyms))
    if steps.coder is find_triggers and all(t.kind == "cue" for t in triggers):
        dates = steps.resolver(sentence.text, published, year) if names_here else ()
        triggers = (*triggers, *unworded(sentence, names_here, dates))
    if not any(t.kind != "cue" for t in triggers):
        return ()
    known = grounded(sentence, names_here)
    names = sorted(known, key=lambda t: t.mention.start)
    read = Read(
        sentence,
        split_clauses(sentence),
        tuple(names),
        find_tolls(sentence.text),
        tuple(steps.resolver(sentence.text, published, year)),
        find_actors(sentence.text, sentence.start, toponyms),
        steps,
    )
    groups = list(group_triggers(read, triggers))
    told = (t for group in groups for t in _each_place(read, _telling(read, group, groups), groups))
    return tuple(
        replace(t, old=t.when is not None and is_background(t.when, published)) for t in told
    )


def _first_hand(sentence: Sentence, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Return the triggers without crossings that only tell who was in an act of violence.

    "Gunmen who crossed from X killed five", "guards shot at men trying to enter X".
    """
    acts = [t for t in triggers if t.family == "violence" and t.kind == "act"]

    def aside(trigger: Trigger) -> bool:
        if trigger.sub_event_type != "Infiltration attempt":
            return False
        before = sentence.text[: trigger.start - sentence.start]
        who = _WHO.search(before) or " who " in trigger.words
        return any(
            (t.end > trigger.end and who)
            or (t.end < trigger.start and _TRYING.match(trigger.words))
            for t in acts
        )

    return tuple(t for t in triggers if not aside(t))


def _telling(
    read: Read, group: tuple[Trigger, ...], groups: Sequence[tuple[Trigger, ...]]
) -> Telling:
    sentence = read.sentence
    main = main_of(group)
    link = _with_label(read, main, _best_link(read, group, groups))
    when, sure, anchor = when_of(read, group)
    status = standing_of(read, main)
    claims = make_claims(
        sentence, [t for t in read.tolls if _nearest(t, group, groups, sentence)], read.actors
    )
    rest = link is None and _only_part(claims)
    # "accuses both sides of looting": no place, day or number, no event.
    told = status != "alleged" or bool(link or when or claims)
    return Telling(
        sentence, group, link, status, when, sure, anchor, claims,
        slots(sentence.text, sentence.start, read.actors, span_of(main), _extent(read, group)),
        anaphoric=rest
        or is_anaphoric(sentence, group, groups)
        or (link is None and when is None and _had(sentence, group)),
        asserts=(told and any(asserts(sentence, t, link) for t in group))
        or (_hurts(group, claims, link) and not rest and not of_illness(sentence)),
    )  # fmt: skip


def _each_place(
    read: Read, telling: Telling, groups: Sequence[tuple[Trigger, ...]]
) -> Iterator[Telling]:
    """Yield a telling for each place of a list: "shells hit X and Y" tells of two events."""
    happened = telling.asserts and telling.status not in ("negated", "hypothetical")
    others = listed(read, telling.link) if happened and telling.link else ()
    if telling.link is None or not others or telling.family in ("diplomacy", "other"):
        yield telling
        return
    links = (telling.link, *others)
    tolls = [t for t in read.tolls if _nearest(t, telling.triggers, groups, read.sentence)]
    for link, share in zip(links, shared(read, tolls, links), strict=True):
        claims = make_claims(read.sentence, share, read.actors)
        yield replace(telling, link=link, claims=claims, anaphoric=telling.anaphoric)


def _with_label(read: Read, main: Trigger, link: Link | None) -> Link | None:
    """Return the place of the line's label unless the sentence has a finer one, or a witness's."""
    if main.event_type == "Diplomacy" and main.sub_event_type not in ("Talks", "Mediation"):
        return link
    if read.seams.linker is not link_sentence:
        return link
    label = label_link(read.sentence, read.toponyms)
    if label and (link is None or link.place is None or label.where_prec <= link.where_prec):
        return label
    known = [t for t in read.toponyms if usable(t) or t.mention.role in ("literal", "associative")]
    return link or source_link(read.sentence, known)


def _had(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Say whether an act is told as one before: "soldiers had left their posts at dawn"."""
    acts = [t for t in group if t.kind == "act"]
    return any(_HAD.search(sentence.text[: t.start - sentence.start]) for t in acts)


def _hurts(group: Sequence[Trigger], claims: Sequence[Claim], link: Link | None) -> bool:
    """Say whether people are told dead, or hurt by what a cue names: "injured by a landmine".

    That nobody was hurt "in the attack on X" tells that it happened.
    """
    hurt = any(c.metric in ("killed", "injured") for c in claims)
    if link and hurt and any(t.kind == "noun" for t in group):
        return True
    metrics = {c.metric for c in claims if c.best}
    by = any(t.kind == "cue" and t.family == "violence" for t in group)
    return "killed" in metrics or ("injured" in metrics and by)


def _only_part(claims: Sequence[Claim]) -> bool:
    """Say whether the dead are some of those told before: "two of them died overnight"."""
    dead = [c for c in claims if c.metric == "killed"]
    return bool(dead) and all(c.victims.startswith("partial: ") for c in dead)


def _extent(read: Read, group: Sequence[Trigger]) -> Span:
    """Return the clauses that a group's words stand in, from the first to the last."""
    told = [t for t in group if t.kind != "cue"] or list(group)
    places = [clause_at(read.clauses, t.start) for t in told]
    first, text = min(places), read.sentence.text
    while first and _ADDS.match(text, read.clauses[first].start - read.sentence.start):
        first -= 1
    return Span(read.clauses[first].start, read.clauses[max(places)].end)


def _best_link(
    read: Read, group: Sequence[Trigger], groups: Sequence[tuple[Trigger, ...]]
) -> Link | None:
    """Return the place of the main trigger, else the best of what the group does and costs."""
    main = main_of(group)
    if main.event_type == "Diplomacy" and main.sub_event_type not in ("Talks", "Mediation"):
        return None
    toponyms = _names_of(read, group, groups)
    if main.sub_event_type == "Deportation/return" and (
        passed := passage_link(read.sentence, toponyms)
    ):
        return passed
    first = read.seams.linker(read.sentence, read.clauses, span_of(main), toponyms)
    if first is None:
        others = [t for t in group if t.kind in ("act", "toll") and t is not main]
        links = [
            read.seams.linker(read.sentence, read.clauses, span_of(t), toponyms) for t in others
        ]
        first = max((x for x in links if x), key=lambda x: x.score, default=None)
    own = read.seams.linker is link_sentence
    for trigger in (main, *(t for t in group if t.kind == "toll")):
        if first is None and own and (trigger is not main or main.kind in ("act", "noun")):
            first = plain_link(read.sentence, read.clauses, span_of(trigger), toponyms)
    if first and (_points_back(read, group, first) or _acts(read, first)):
        return None
    talks = any(t.event_type == "Diplomacy" for t in group)
    venue = venue_link(read.sentence, toponyms) if talks and own else None
    if venue:
        return venue
    vague = first is None or (first.where_prec >= _COUNTRY and first.score < _SURE)
    if talks and vague:
        return host_link(read.sentence, read.toponyms)
    return first


def _acts(read: Read, link: Link) -> bool:
    """Say whether a name that nobody knows opens the sentence: "The Asayish dispersed them"."""
    opens = read.sentence.text[: link.words.start - read.sentence.start] in ("", "The ")
    return link.place is None and opens


def _points_back(read: Read, group: Sequence[Trigger], link: Link) -> bool:
    """Say whether "the capital" stands nearer to a group than the words of a link."""
    main = main_of(group)
    acts = (t.start for t in read.seams.coder(read.sentence.text, read.sentence.start))
    later = min((a for a in acts if a > group[-1].end), default=read.sentence.end)
    aside = link.words.end < main.start or link.words.start > later
    return aside and bool(definite_words(read.sentence, main.start, later))


def _names_of(
    read: Read, group: Sequence[Trigger], groups: Sequence[tuple[Trigger, ...]]
) -> Sequence[Toponym]:
    """Return the mentions, those of other groups marked: what stands after the next one's words."""
    later = [g[0].start for g in groups if g[0].start > group[0].start and _same_story(g, group)]
    before = [g[-1].end for g in groups if g[0].start < group[0].start and _same_story(g, group)]
    low, high = max(before, default=read.sentence.start), min(later, default=read.sentence.end)
    names = read.toponyms if _talks(group) else _without_talks(read, group)
    inside = any(usable(t) for t in names if low <= t.mention.start < high)
    first = low if inside else read.sentence.start
    return [t if first <= t.mention.start < high else _aside(t) for t in names]


def _talks(group: Sequence[Trigger]) -> bool:
    return any(t.event_type == "Diplomacy" or t.sub_event_type == "Agreement" for t in group)


def _without_talks(read: Read, group: Sequence[Trigger]) -> list[Toponym]:
    """Return the names, those of talks told beside an act marked: "a day before they met in X"."""
    text, offset = read.sentence.text, read.sentence.start
    talks = [
        t.start
        for t in read.seams.coder(text, offset)
        if t.event_type == "Diplomacy" and t.sub_event_type in ("Talks", "Mediation")
    ]
    last = max(t.end for t in group)
    until = min((start for start in talks if start >= last), default=read.sentence.end)
    return [
        _aside(t)
        if t.mention.start >= until or _OF_TALKS.match(text[t.mention.end - offset :])
        else t
        for t in read.toponyms
    ]


def _aside(toponym: Toponym) -> Toponym:
    """Return a mention as one of another event of the sentence."""
    return replace(toponym, mention=replace(toponym.mention, cue="other_event"))


def _same_story(a: Sequence[Trigger], b: Sequence[Trigger]) -> bool:
    return (a[0].family == "diplomacy") == (b[0].family == "diplomacy")


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
