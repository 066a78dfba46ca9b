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
from geomap.events.text import Span
from geomap.model import Actor, Toponym

__all__ = ["ActorMention", "find_actors", "slots"]

#: Kind of actor that a noun after a country or demonym makes: "Chadian soldiers".
_KINDS: Final = {"forces": "State forces", "armed": "Rebel group", "office": "Government"}
_NOUN_AFTER: Final = r"^(?:['’]s|s['’]|-backed)?\s(?:[\w-]+\s){0,2}?"
_BY: Final = re.compile(r"\bby\s(?:\S+\s){0,3}$")


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
        named = _with_noun(text[mention.end - offset :])
        if named:
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
    text: str, offset: int, mentions: Sequence[ActorMention], trigger: Span
) -> tuple[Actor, ...]:
    """Return the actors with their slots: who stands before the verb is a, who after it b.

    "killed by X" turns the two around.
    """
    chosen: dict[str, Actor] = {}
    for mention in mentions:
        after = text[trigger.end - offset : mention.start - offset]
        slot: Literal["a", "b"] = "a" if mention.start < trigger.start else "b"
        if slot == "b" and _BY.search(after):
            slot = "a"
        chosen.setdefault(mention.actor.name, replace(mention.actor, slot=slot))
    return tuple(chosen.values())
