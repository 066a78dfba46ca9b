"""What is news, and what goes on with something told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.cues import cue, source
from geomap.events.link import Link
from geomap.events.text import Sentence
from geomap.events.triggers import Trigger

__all__ = ["asserts", "is_anaphoric", "is_definite"]

_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that|these|those|its|their|latest|\w+['’]s)\s"
    r"(?:(?!after|before|as|in|of|on|at|and|when|where|month|week|year|day|morning)[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_WEAK: Final = cue("telling", "weak", after=r"\s(?:\w+\s){0,2}$")
_MEANWHILE: Final = re.compile(r"\b(?:as|while|amid)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_SUPPORT: Final = cue("telling", "support", before=r"^\s(?:\S+\s){0,4}?")
_ANAPHOR: Final = re.compile(rf"^[\"“]?{source('telling', 'anaphor')}\b")
_VICTIMS: Final = cue("telling", "victims")
#: From these log odds on a place makes news even of known words: "the attack in Oruro".
_SURE: Final = 2.5


def asserts(sentence: Sentence, trigger: Trigger, link: Link | None) -> bool:
    """Say whether a trigger stands as news of its own."""
    before = sentence.text[: trigger.start - sentence.start]
    after = sentence.text[trigger.end - sentence.start :]
    if trigger.kind == "noun" and _MEANWHILE.search(before) and not _SUPPORT.match(after):
        return False
    if trigger.kind in ("act", "noun") and link and link.reason == "same_clause":
        return not is_definite(sentence, trigger) or link.score > _SURE
    if is_definite(sentence, trigger):
        return False
    if trigger.kind != "noun":
        return trigger.kind == "act"
    return bool(_SUPPORT.match(after)) or not _WEAK.search(before)


def is_anaphoric(
    sentence: Sentence, group: Sequence[Trigger], groups: Sequence[Sequence[Trigger]]
) -> bool:
    """Say whether a group goes on with something told before; of several only the first does."""
    first = all(group[0].start <= other[0].start for other in groups)
    back = first and (_ANAPHOR.match(sentence.text) or _VICTIMS.search(sentence.text))
    return bool(back) or any(is_definite(sentence, t) for t in group)


def is_definite(sentence: Sentence, trigger: Trigger) -> bool:
    """Say whether a noun is told as known: "the attack", "Monday's blast"."""
    before = sentence.text[: trigger.start - sentence.start]
    named = trigger.kind == "noun" or trigger.words.endswith("ing")
    return named and bool(_DEFINITE.search(before))
