"""Who acts and who is acted upon: states' forces, armed groups, crowds and civilians."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, Literal

from geomap.events.cues import cue, cue_names
from geomap.events.status import SPEECH
from geomap.events.text import Span
from geomap.model import Actor, Toponym

__all__ = ["ActorMention", "find_actors", "slots"]

#: Kind of actor that a noun after a country or demonym makes: "Chadian soldiers".
_KINDS: Final = {"forces": "State forces", "armed": "Rebel group", "office": "Government"}
_NOUN_AFTER: Final = (
    r"^(?:['’]s|s['’]|-backed)?\s"
    r"(?:(?!and\b|or\b|at\b|in\b|on\b|of\b|to\b|for\b|with\b|by\b|says?\b|said\b)[\w-]+\s){0,2}?"
)
#: "Kyrgyz and Tajik border guards": the noun is that of both.
_AND_OTHER: Final = re.compile(r"^(?:,|\sand)\s[A-Z][\w-]+(?:\sand\s[A-Z][\w-]+)?(?=\s)")
Slot = Literal["a", "b", "mediator", "host"]

_BY: Final = re.compile(r"\bby\s(?:\S+\s){0,3}$")
_PASSIVE: Final = re.compile(r"\b(?:was|were|been|being|be)\s(?:\w+ly\s)?$")
_PASSIVE_IN: Final = re.compile(r"\s(?:was|were|been)\s")
_SAYS: Final = re.compile(rf"^(?:\s\w+)?(?:\s(?:on|late|early)?\s?\w+day)?\s{SPEECH}\b|^\s?[.]?$")
_SAYS_OF_ITSELF: Final = re.compile(
    rf"^(?:\s\w+)?(?:\s(?:on|late|early)?\s?[\w. ]{{1,12}})?\s{SPEECH}\s"
    r"(?:\S+\s){0,3}?(?:it|they|its|their|he|she)\b"
)
#: "Qatar and Turkey have been working to bring the delegations back to the table".
_BRINGS: Final = re.compile(
    r"(?:\sand\s[A-Z]\w+)?\s(?:(?:has|have|had)\s(?:been\s)?|is\s|are\s|was\s|were\s)?(?:now\s|also\s)?"
    r"(?:(?:work|try|seek|attempt|hop|press|struggl)\w*\s(?:\w+\s)?to\s)?"
    r"(?:(?:br(?:ing|ought)|coax\w*|nudg\w+|got|get)\s(?:\S+\s){0,5}?"
    r"(?:together|to (?:the|a|one) (?:\w+ )?table|to talks)\b"
    r"|(?:brokered?|mediat\w+)\s(?:\S+\s){0,3}?(?:talks|truce|ceasefire|agreement|deal)\b)"
)
_MEDIATES: Final = re.compile(
    r"\b(?:mediat\w+|facilitat\w+|broker\w+)\s(?:of|by|from)\s(?:\S+\s){0,3}$"
)
_HOSTS: Final = re.compile(r"\s(?:to host|hosted|hosts|hosting|will host)\b")
_HOSTED: Final = re.compile(r"\bhosted by (?:the )?$")


@dataclass(frozen=True, slots=True)
class ActorMention(Span):
    """Words that name an actor: the span, and who it is."""

    actor: Actor


@cache
def _groups() -> tuple[tuple[re.Pattern[str], Actor], ...]:
    path = Path(__file__).parent / "words" / "actors.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple((_names(r["aliases"]), Actor(r["name"], r["type"], r["country"])) for r in rows)


def _names(aliases: str) -> re.Pattern[str]:
    names = sorted(aliases.split("|"), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def find_actors(text: str, offset: int, toponyms: Sequence[Toponym]) -> tuple[ActorMention, ...]:
    """Return the actors named in a sentence that starts at ``offset``, by position.

    ``toponyms`` are those of the sentence: a demonym or state before "troops" names its forces.
    """
    found: list[ActorMention] = []
    for mention in (
        *_named(text, offset),
        *_states(text, offset, toponyms),
        *_generic(text, offset),
    ):
        if not any(m.start < mention.end and mention.start < m.end for m in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda m: m.start))


def _named(text: str, offset: int) -> Iterator[ActorMention]:
    for pattern, actor in _groups():
        for found in pattern.finditer(text):
            yield ActorMention(offset + found.start(), offset + found.end(), actor)


def _states(text: str, offset: int, toponyms: Sequence[Toponym]) -> Iterator[ActorMention]:
    for toponym in toponyms:
        place, mention = toponym.place, toponym.mention
        country = place.country if place else ""
        if place is None or not country or mention.role in ("credit", "boilerplate", "dateline"):
            continue
        after = text[mention.end - offset :]
        named = _with_noun(after)
        other = _AND_OTHER.match(after)
        shared = None if named or not other else _with_noun(after[other.end() :])
        if shared:
            yield ActorMention(
                mention.start, mention.end, Actor(f"{mention.text} {shared[0]}", shared[1], country)
            )
        elif named:
            noun, kind, length = named
            actor = Actor(f"{mention.text} {noun}", kind, country)
            yield ActorMention(mention.start, mention.end + length, actor)
        elif mention.role == "associative":
            actor = Actor(mention.text, "Government", country)
            yield ActorMention(mention.start, mention.end, actor)


def _with_noun(after: str) -> tuple[str, str, int] | None:
    """Return noun, kind of actor and length of what makes a country an actor."""
    for name, kind in _KINDS.items():
        found = cue("actor", name, before=_NOUN_AFTER).match(after)
        if found:
            return found.group().split(None, 1)[-1].lower(), kind, found.end()
    return None


def _generic(text: str, offset: int) -> Iterator[ActorMention]:
    for kind in cue_names("generic_actor"):
        for found in cue("generic_actor", kind).finditer(text):
            name = found.group().lower()
            yield ActorMention(
                offset + found.start(), offset + found.end(), Actor(name.capitalize(), kind)
            )


def slots(
    text: str, offset: int, mentions: Sequence[ActorMention], trigger: Span, extent: Span
) -> tuple[Actor, ...]:
    """Return the actors within the clauses of an event, with their slots.

    Who stands before the verb is a, who after it b; "was killed" and "by X" turn the two around.
    Who hosts or mediates has a slot of that name. Who only says it is no actor.
    """
    chosen: dict[tuple[str, str], Actor] = {}
    for mention in mentions:
        if extent.holds(mention.start, mention.end) and not _only_says(text, offset, mention):
            actor = replace(mention.actor, slot=_slot(text, offset, mention, trigger))
            key = (actor.country, actor.type) if actor.country else (actor.name, "")
            chosen.setdefault(key, actor)
    return _two_sides(tuple(chosen.values()))


def _slot(text: str, offset: int, mention: ActorMention, trigger: Span) -> Slot:
    before = text[: mention.start - offset]
    if _MEDIATES.search(before) or _BRINGS.match(text, mention.end - offset):
        return "mediator"
    if _HOSTS.match(text, mention.end - offset) or _HOSTED.search(before):
        return "host"
    if mention.start >= trigger.start:
        between = text[trigger.end - offset : mention.start - offset]
        return "a" if _BY.search(between) else "b"
    passive = _PASSIVE.search(text[: trigger.start - offset]) or _PASSIVE_IN.search(
        text[trigger.start - offset : trigger.end - offset]
    )
    return "b" if passive else "a"


def _only_says(text: str, offset: int, mention: ActorMention) -> bool:
    """Say whether an actor is only the source: "police said", not "the army said it killed"."""
    after = text[mention.end - offset : mention.end - offset + 90]
    return bool(_SAYS.match(after)) and not _SAYS_OF_ITSELF.match(after)


def _two_sides(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Give the second of two actors on one side the other: "talks between A and B"."""
    sides = [a for a in actors if a.slot in ("a", "b")]
    if len(sides) < 2 or len({a.slot for a in sides}) > 1:
        return actors
    first = sides[0]
    return tuple(
        a if a.slot not in ("a", "b") else replace(a, slot="a" if a is first else "b")
        for a in actors
    )
