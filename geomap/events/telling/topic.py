"""Talks only spoken of: what they are for, what they hang on, who is for them."""

from __future__ import annotations

import re
from typing import Final

from geomap.events.link import Link
from geomap.events.text import Sentence
from geomap.events.triggers import Trigger

__all__ = ["is_topic"]

_TALKS: Final = ("Talks", "Mediation")
_DAY: Final = re.compile(
    r"\b(?:\w+day|yesterday|today|tomorrow|tonight|overnight|"
    r"(?:last|next|this) (?:week|month|year)|\d{1,2} [A-Z][a-z]{2,}|[A-Z][a-z]{2,8}\.? \d{1,2})\b"
)
#: "the talks, mediated by X, were aimed at", "negotiations seek to", "the dialogue hinges on".
_PURPOSE: Final = re.compile(
    r"(?:\s(?!that\b|when\b|after\b|and\b|to\b)[^\s,;.]+){0,8}?(?:,[^;.]{2,120}?,)?\s"
    r"(?:(?:is|are|was|were|remains?|(?:has|have|had) been|can be|would be|will be)\s(?:\w+ly\s)?"
    r"(?:aimed|meant|intended|designed|supposed|seen|viewed|based|led|headed|chaired|facilitated|"
    r"overshadowed|complicated|hampered|dogged|deadlocked|about|crucial|vital|essential|key|fragile|"
    r"necessary|needed|the (?:only|best|last|first|key))\b"
    r"|(?:aim|seek|focus|cover|concern|cent(?:re|er)|hinge|depend|deal|address|touch|revolve|"
    r"rest|turn|offer|raise|bring|give|promise)(?:e?s|e?d)?\s(?:at|on|to|with|upon|the|a|an|hopes?|little)\b)"
)
#: "committed to dialogue", "the success of the negotiations", "hopes for talks".
_REGARD: Final = re.compile(
    r"\b(?:committed|commitment|open|opposed|opposition|return|hopes?|ready|readiness|"
    r"willing(?:ness)?|chances?|prospects?|support(?:s|ed|ing)?|favou?r(?:s|ed)?|back(?:s|ed|ing)?|"
    r"prefer(?:s|red)?|believes? in|purpose|aims?|goals?|agenda|success|failure|outcome|subject|"
    r"topic|basis|framework|way forward is|solution (?:is|lies in)|"
    r"(?:resolved?|settled?|solved?) (?:only )?(?:by|through)|doors?|room|need|"
    r"importance|path|value)"
    r"(?: (?:for|to|of|in|at|by|through|the|a|any|its|their|further|more|direct|peaceful|political|"
    r"new|renewed|these|such|fresh|meaningful|constructive)){0,5} $",
    re.IGNORECASE,
)
#: "X and Y, which mediated the talks, have urged".
_ROLE: Final = re.compile(r",? (?:which|who) (?:has |have |had |is |are )?$")
_THE_TALKS: Final = re.compile(
    r"(?:mediat|broker|facilitat|host|sponsor|back|chair)\w* the (?:\w+ )?"
    r"(?:talks|negotiations|dialogue|process|truce|ceasefire)\b"
)


def is_topic(sentence: Sentence, trigger: Trigger, link: Link | None) -> bool:
    """Say whether a sentence speaks of talks without telling them: no place, no day.

    "The talks were aimed at easing tension", "remains committed to dialogue".
    """
    talks = trigger.event_type == "Diplomacy" and trigger.sub_event_type in _TALKS
    if not talks or (link and link.reason != "host"):
        return False
    text, start, end = sentence.text, trigger.start - sentence.start, trigger.end - sentence.start
    before = text[:start]
    named = trigger.words.lower().endswith(_NAMES)
    purpose = _PURPOSE.match(text, end) if named else None
    regard = named and _REGARD.search(before)
    told_by = _ROLE.search(before) and _THE_TALKS.match(text, start)
    if not (purpose or regard or told_by):
        return False
    return not _DAY.search(text, 0, purpose.end() if purpose else end + _REACH)


#: Letters after talks where their day may stand.
_REACH: Final = 40
#: The last letters of words that name talks.
_NAMES: Final = ("talks", "negotiations", "negotiation", "dialogue", "summit", "meeting", "round",
    "session", "consultations", "consultation", "discussions", "mediation")  # fmt: skip
