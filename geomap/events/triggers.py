"""Words that tell an event, from the lexicon beside this module."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from geomap.events.openings import Openings, may_match, openings

__all__ = ["Trigger", "family", "find_triggers", "trigger_of"]

Kind = Literal["act", "noun", "toll", "cue"]

#: Types that tell the same kind of story: an event of one may be retold as another of its family.
_FAMILIES: Final = {
    "Battles": "violence",
    "Explosions/Remote violence": "violence",
    "Violence against civilians": "violence",
    "Protests": "crowd",
    "Riots": "crowd",
    "Strategic developments": "strategic",
    "Border control": "border",
    "Diplomacy": "diplomacy",
    "Other": "other",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell or name an event: ``text[start:end] == words``."""

    start: int
    end: int
    words: str
    event_type: str
    sub_event_type: str
    kind: Kind
    weight: int
    cameo: str = ""
    plover: str = ""

    @property
    def family(self) -> str:
        """Return the family of the event type."""
        return family(self.event_type)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the lexicon: the pattern, compiled when first asked for, and its trigger."""

    source: str
    flags: re.RegexFlag
    trigger: Trigger

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.source, self.flags)


@cache  # one article asks for some sixty of them
def _compiled(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(source, flags)


def family(event_type: str) -> str:
    """Return the family of a type: violence, crowd, strategic, border, diplomacy or other.

    >>> family("Battles") == family("Violence against civilians")
    True
    """
    return _FAMILIES.get(event_type, "other")


@lru_cache(maxsize=64)
def find_triggers(text: str, offset: int = 0) -> tuple[Trigger, ...]:
    """Return the triggers in a sentence, by position; the longest of one type wins an overlap.

    >>> [(t.words, t.sub_event_type) for t in find_triggers("A suicide bombing hit the market")]
    [('suicide bombing', 'Suicide bomb')]
    """
    found = sorted(_matches(text, offset), key=lambda t: (t.start, -t.weight, -t.end))
    kept: list[Trigger] = []
    for trigger in found:
        if not any(_covers(other, trigger) for other in kept):
            kept.append(trigger)
    return tuple(kept)


def trigger_of(sub_event_type: str) -> Trigger | None:
    """Return a trigger of a sub-event type, without its words; None for a type not in the lexicon.

    >>> trigger_of("Grenade").event_type
    'Explosions/Remote violence'
    """
    rows = (row.trigger for row in _lexicon() if row.trigger.kind != "cue")
    return next((t for t in rows if t.sub_event_type == sub_event_type), None)


def _covers(other: Trigger, trigger: Trigger) -> bool:
    """Say whether a heavier trigger spans this one: of the same family, or diplomacy's words."""
    inside = other.start <= trigger.start and trigger.end <= other.end
    kin = other.family == trigger.family or other.family == "diplomacy"
    return inside and kin and other.kind != "cue" and other.weight >= trigger.weight


def _matches(text: str, offset: int) -> Iterator[Trigger]:
    lexicon = _lexicon()
    for row in (lexicon[index] for index in may_match(_openings(), text)):
        pattern = row.pattern
        for found in pattern.finditer(text):
            at = found.start("at") if "at" in pattern.groupindex else found.start()
            start, words = offset + at, text[at : found.end()].rstrip()
            yield replace(
                row.trigger,
                start=start,
                end=start + len(words),
                words=words,
            )


@cache
def _lexicon() -> tuple[_Row, ...]:
    path = Path(__file__).parent / "words" / "triggers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if line and not line.startswith("#"))
    return tuple(_row(row) for row in rows)


@cache
def _openings() -> Openings:
    return openings(row.source for row in _lexicon())


def _row(row: dict[str, str]) -> _Row:
    cased = "[A-Z]" in row["pattern"] and "(?-i:" not in row["pattern"]
    flags = re.NOFLAG if cased else re.IGNORECASE
    kind: Kind = row["kind"]  # type: ignore[assignment]
    names = (row["event_type"], row["sub_event_type"])
    trigger = Trigger(0, 0, "", *names, kind, int(row["weight"]), row["cameo"], row["plover"])
    whole = r"(?!(?<=\w)\w)"  # no word is cut; a pattern may end in a space and a look ahead
    return _Row(rf"(?<![\w-])(?:{row['pattern']}){whole}", flags, trigger)
