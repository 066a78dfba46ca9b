"""What is news, and what goes on with something told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.cues import cue, source
from geomap.events.link import Link
from geomap.events.telling.topic import is_topic
from geomap.events.text import Sentence
from geomap.events.triggers import Trigger

__all__ = ["asserts", "is_anaphoric", "is_definite", "of_illness"]

_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that|these|those|its|their|latest|\w+['’]s)\s"
    r"(?:(?!after|before|as|in|of|on|at|and|when|where|month|week|year|day|morning)[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
#: "the arrest", "Monday's ambush": a verb's word that a noun shares.
_A_NOUN: Final = re.compile(r"(?!\w+ed\b)[a-z]+", re.IGNORECASE)
_THE: Final = re.compile(r"\b(?:the|this|that|\w+day['’]s) (?:\w+ )?$", re.IGNORECASE)
_WEAK: Final = cue("telling", "weak", after=r"\s(?:\w+\s){0,2}$")
_MEANWHILE: Final = re.compile(r"\b(?:as|while|amid)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_SUPPORT: Final = cue("telling", "support", before=r"^\s(?:\S+\s){0,4}?")
_ANAPHOR: Final = re.compile(rf"^[\"“]?{source('telling', 'anaphor')}\b")
_VICTIMS: Final = cue("telling", "victims")
#: "After the arrest": only a mark of time or cause.
_BACK_TO: Final = re.compile(
    r"\b(?:after|since|following|before|despite|because of|due to|owing to|in response to|by) "
    r"(?:[\w’']+ ){1,3}$",
    re.IGNORECASE,
)
#: "the massacre is one of the worst": what is thought of it.
_JUDGED: Final = cue("telling", "judged", before=r"^(?:\s(?:[^\s,;.]+\s){0,7}?)")
#: "ended their strike": a protest is over, not begun.
_CALLED_OFF: Final = re.compile(
    r"\b(?:lift(?:ed|ing|s)?|end(?:ed|ing|s)|call(?:ed|ing|s)? off|suspend(?:ed|ing|s)|"
    r"abandon(?:ed|ing|s)) (?:their|its|the|an?|his|her) (?:[\w-]+ )?$",
    re.IGNORECASE,
)
#: "condemned Israeli raids in Syria": acts in general, of no one day.
_CONDEMNED: Final = re.compile(
    r"\b(?:condemn|denounc|deplor|critici[sz]|decri|lament|prais|mourn|hail|applaud|"
    r"honou?r(?=ed|s|ing)|"
    r"complain(?:ed|s|ing) (?:\S+ ){0,4}?about|thank(?:ed|s|ing) (?:\S+ ){0,4}?for|"
    r"(?:shock(?:ed)?|horror|horrified|dismay(?:ed)?|outraged?|concern(?:ed)?|alarm(?:ed)?|anger) "
    r"(?:at|by|over))"
    r"\w* (?:[^\s,;.]+ ){0,7}$",
    re.IGNORECASE,
)
#: A day makes news of what is condemned.
_DAY: Final = re.compile(r"\b(?:\w+day|yesterday|overnight|today|last night|this morning|dawn)\b")
#: "wanted for bombings in X": what somebody is charged with.
_CHARGED: Final = re.compile(
    r"\b(?:wanted|convicted|sentenced|jailed|imprisoned|tried|on trial|indicted|prosecuted|"
    r"acquitted|pardoned|extradited|serving|served|notorious|infamous|known|remembered|famous)\b"
    r"[^,;.]{0,60} (?:for|of|over|in|with) (?:the |an? |his |her |their )?(?:[\w-]+ ){0,2}$"
)
#: "a shutdown over unrest in X", "relatives of hostages": a cause, or who somebody is.
_BECAUSE: Final = re.compile(
    r"\b(?:(?:closure|closed|shutdown|shut|strike|stoppage|delays?|fears?|worr\w+) (?:\w+ )?"
    r"(?:over|due to|because of|owing to)) (?:the )?(?:\w+ )?$"
)
_WHOSE: Final = re.compile(
    r"\b(?:relatives|families|parents|fathers|mothers|friends|supporters|release|return|fate|names|"
    r"pictures|portraits) of (?:the )?(?:\w+ )?$",
    re.IGNORECASE,
)
_IN_GENERAL: Final = re.compile(
    r"(?:[\w-]+ )*(?:[a-z]{3,}s|fire|violence|shelling)(?: (?:in|on|at|against|from))?",
    re.IGNORECASE,
)
#: "the attack in X": the place of the noun itself.
_ITS_PLACE: Final = re.compile(
    r"\s(?:\w+\s){0,2}?(?:in|on|at|near|outside|around|along|across|of|against|off)\s(?:\S+\s){0,4}"
)
#: "the killing of three herders near X on Sunday": who and when make news of a noun.
_OF_WHOM: Final = re.compile(
    r"\sof\s(?:[^\s,;.]+\s){1,9}?(?:on\s)?(?:\w+day|yesterday|\d{1,2}\s[A-Z][a-z]{2,}|[A-Z][a-z]{2,}\.?\s\d{1,2})\b"
)
#: Deaths of illness and hunger are no violence.
_ILLNESS: Final = cue("telling", "illness")
#: From these log odds on a place makes news even of known words: "the attack in Oruro".
_SURE: Final = 2.5


#: "shut the crossing as soon as shots rang out": why, of an event that is told elsewhere.
_WHY_SHUT: Final = re.compile(
    r"\b(?:cross\w*|border|frontier|bridge|gate|post|checkpoint|traffic)\b[^;]{0,80}?"
    r"\b(?:shut|closed|suspended|sealed|halted|locked|stopped)\b[^;]{0,60}?"
    r"\b(?:after|as soon as|when|following|because of|since)\b[^;,]{0,40}$"
    r"|\b(?:shut|closed|suspended|sealed|halted|locked)\b[^;]{0,60}?"
    r"\b(?:cross\w*|border|frontier|bridge|gate|post|checkpoint|traffic)\b[^;]{0,60}?"
    r"\b(?:after|as soon as|when|following|because of|since)\b[^;,]{0,40}$",
    re.IGNORECASE,
)


def _is_why(trigger: Trigger, link: Link | None, before: str) -> bool:
    """Say whether violence without a place of its own only tells why a crossing was shut."""
    elsewhere = link is not None and link.words.start >= trigger.start
    return bool(trigger.family == "violence" and not elsewhere and _WHY_SHUT.search(before))


def asserts(sentence: Sentence, trigger: Trigger, link: Link | None) -> bool:
    """Say whether a trigger stands as news of its own."""
    before = sentence.text[: trigger.start - sentence.start]
    after = sentence.text[trigger.end - sentence.start :]
    meanwhile = trigger.kind == "noun" and _MEANWHILE.search(before) and not _SUPPORT.match(after)
    called_off = trigger.family == "crowd" and _CALLED_OFF.search(before)
    general = _IN_GENERAL.fullmatch(trigger.words) and _CONDEMNED.search(before)
    known = is_definite(sentence, trigger) and not _DAY.search(sentence.text)
    judged = general or (known and _CONDEMNED.search(before))
    if (
        is_topic(sentence, trigger, link)
        or _is_why(trigger, link, before)
        or meanwhile
        or called_off
        or judged
        or _named(before, after)
    ):
        return False
    if trigger.kind in ("act", "noun") and link and link.reason == "same_clause":
        if not is_definite(sentence, trigger) or _OF_WHOM.match(after):
            return True
        return link.score > _SURE and not _only_named(sentence, trigger, link)
    if is_definite(sentence, trigger) and not _OF_WHOM.match(after):
        return False
    if trigger.kind != "noun":
        return trigger.kind == "act"
    return bool(_SUPPORT.match(after)) or not _WEAK.search(before)


def _named(before: str, after: str) -> bool:
    """Say whether an act only says who somebody is, or why: "wanted for raids in X"."""
    dated = _DAY.search(after)
    cause = _CHARGED.search(before) or _BECAUSE.search(before)
    return bool(_WHOSE.search(before) or (cause and not dated))


def _only_named(sentence: Sentence, trigger: Trigger, link: Link) -> bool:
    """Say whether a known event is only spoken of: what came after it, what it was like."""
    before = sentence.text[: trigger.start - sentence.start]
    after = sentence.text[trigger.end - sentence.start :]
    between = sentence.text[trigger.end - sentence.start : link.words.start - sentence.start]
    apart = link.words.start < trigger.start or not _ITS_PLACE.fullmatch(between)
    return bool(_JUDGED.match(after) or (_BACK_TO.search(before) and apart))


def of_illness(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of deaths by illness or hunger."""
    return bool(_ILLNESS.search(sentence.text))


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
    if trigger.kind == "noun" or trigger.words.endswith("ing"):
        return bool(_DEFINITE.search(before))
    return bool(_A_NOUN.fullmatch(trigger.words) and _THE.search(before))
