"""What a lead tells of a country, a province or no place, given to the event told in full below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.events.draft import Draft
from geomap.events.going_on import UNREAL, same_days, wider
from geomap.events.headlines import with_headline
from geomap.events.link import Link, link_sentence, precision, usable
from geomap.events.text import BULLET, Sentence, Span, mentions_within, split_clauses
from geomap.model import Toponym

__all__ = ["with_lead"]

#: where_prec near a town, of a district, of a province; coarser is a border or region, a country.
_NEAR, _DISTRICT, _PROVINCE = 2, 3, 4
#: From this weight on a trigger names a kind of event rather than violence as such.
_PLAIN: Final = 5
#: How many paragraphs below the lead its event may be told anew without the same toll.
_BELOW: Final = 3
#: Kinds of story that are told in general first, then in full.
_RETOLD: Final = ("violence", "crowd")
#: What goes on beside the event: columns that move, people who flee.
_BESIDE: Final = ("strategic", "border", "other")
_ANOTHER: Final = re.compile(
    r"\b(?:another|second|separate(?:ly)?|elsewhere|meanwhile|also|same day|earlier|later)\b",
    re.IGNORECASE,
)
#: "The convoy", "Their car": what the lead has told of.
_KNOWN: Final = re.compile(r"[\"“]?(?:The|This|That|Their|Its|His|Her|They|It|He|She|Both)\b")
_AT: Final = re.compile(
    r"(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]n|[Aa]round|[Ii]nside|[Bb]etween)\b"
)
_LED: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|around|between|(?:road|route|way) (?:from|to)|reached|entered|"
    r"(?:north|south|east|west|edge|outskirts) of) (?:the )?(?:\w+ )?(?:\w+ of )?$"
)
_SAID: Final = re.compile(
    r",[\"”]? (?:said|says|according to) .*$|, [^,;]{1,60} (?:said|says)\b.*$"
)
#: What a year or a visit tells is no more of the lead's event.
_ASIDE: Final = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:said|told|spoke|visited|met|condemned|protested|buried|funerals?|flown|"
    r"hospital|closed|shut|reopened|lies|home to|hosts?|live[sd]?|came from|native|border with)\b"
)


def with_lead(
    told: Sequence[Draft], sentences: Sequence[Sentence], names: Sequence[Toponym]
) -> list[Draft]:
    """Give what the lead tells of no place, or of a coarse one, to the event told in full below.

    The lead is the first paragraph that tells an event. Acts there that are told again with a
    finer place, of one kind and time and with no other toll, are one event with it; where none is
    told again, a sentence right below on who or what was in it gives the place ("The convoy").
    """
    told = list(told)
    first = min((d.tellings[0].sentence.paragraph for d in told), default=0)
    for lead in [d for d in told if _coarse(d) and d.tellings[0].sentence.paragraph == first]:
        later = [d for d in told if d is not lead and _below(lead, d)]
        full = next((d for d in later if _in_full(lead, d)), None) or _parts(lead, later)
        if full is not None:
            told = [with_headline(d, lead) if d is full else d for d in told if d is not lead]
        else:
            finer = _with_scene(lead, told, sentences, names)
            told = [finer if d is lead else d for d in told]
    return told


def _coarse(draft: Draft) -> bool:
    link = draft.link
    return link is None or (link.place is not None and link.where_prec >= _PROVINCE)


def _below(lead: Draft, draft: Draft) -> bool:
    """Say whether a draft is of the lead's kind of story and has a finer place within its own."""
    if draft.link is None or lead.family != draft.family or lead.family not in _RETOLD:
        return False
    first = lead.tellings[0]
    if (lead.status in UNREAL) != (draft.status in UNREAL) or not first.asserts or first.sums_up:
        return False
    if draft.tellings[0].sentence.index < first.sentence.index:
        return False
    if lead.link is None:
        return not _coarse(draft)
    finer = draft.link.where_prec < min(lead.link.where_prec, _PROVINCE)
    return finer and wider(lead.link, draft.link) and same_days(lead.when, draft.when)


def _in_full(lead: Draft, draft: Draft) -> bool:
    """Say whether a draft may be the event that a lead tells: kind, time and toll agree."""
    a, b = lead.last.refined, draft.tellings[0].refined
    alike = a.sub_event_type == b.sub_event_type or min(a.weight, b.weight) < _PLAIN
    same_toll = lead.killed is not None and lead.killed == draft.killed
    if same_toll or (lead.killed is None and alike):
        return same_days(lead.when, draft.when)
    sentence = draft.tellings[0].sentence
    near = sentence.paragraph - lead.last.sentence.paragraph <= _BELOW
    known = bool(_KNOWN.match(sentence.text)) or a.sub_event_type == b.sub_event_type
    tolls = draft.killed is None or lead.killed is None
    apart = _ANOTHER.search(sentence.text) or BULLET.match(sentence.text)
    return near and known and tolls and not apart


def _parts(lead: Draft, later: Sequence[Draft]) -> Draft | None:
    """Return the first of the events whose deaths are the lead's sum: "drones killed two"."""
    dead = [d for d in later if d.killed]
    whole = len(dead) > 1 and sum(d.killed or 0 for d in dead) == lead.killed
    return dead[0] if whole else None


def _with_scene(
    lead: Draft, told: Sequence[Draft], sentences: Sequence[Sentence], names: Sequence[Toponym]
) -> Draft:
    """Return a lead with the finer place of a sentence right below that goes on with it."""
    others = [d for d in told if d is not lead and d.family not in _BESIDE]
    taken = {t.sentence.index for d in others for t in d.tellings}
    top = lead.tellings[0].sentence
    for sentence in sentences[top.index + 1 :]:
        if sentence.paragraph - top.paragraph > _BELOW - 1:
            break
        if sentence.index in taken or not _KNOWN.match(sentence.text):
            continue
        link = _scene_of(sentence, names)
        if link and _is_finer(link, lead.link) and not _ANOTHER.search(sentence.text):
            return replace(lead, link=link, more=(*lead.more, sentence))
    return lead


def _is_finer(link: Link, coarse: Link | None) -> bool:
    if link.place is None or link.where_prec >= _PROVINCE:
        return False
    return coarse is None or wider(coarse, link)


def _scene_of(sentence: Sentence, names: Sequence[Toponym]) -> Link | None:
    """Return the place that a sentence on something known gives: "Their car was hit near X"."""
    if _ASIDE.search(_SAID.sub("", sentence.text)):
        return None
    opening = Span(sentence.start, sentence.start + sentence.text.find(" "))
    inside = mentions_within(names, sentence.start, sentence.end)
    link = link_sentence(sentence, split_clauses(sentence), opening, inside)
    at = link and _AT.match(sentence.text, link.words.start - sentence.start)
    return link if at else _led_to(sentence, inside)


def _led_to(sentence: Sentence, names: Sequence[Toponym]) -> Link | None:
    """Return the first town or district that a word of place leads to."""
    for name in names:
        words = Span(name.mention.start, name.mention.end)
        led = _LED.search(sentence.text[: words.start - sentence.start])
        if led and usable(name) and precision(name.place) <= _DISTRICT:
            return Link(name, name.place, max(_NEAR, precision(name.place)), words, 0.0, "scene")
    return None
