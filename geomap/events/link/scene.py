"""The place that a sentence without an event sets for those that follow in its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.events.link.candidates import candidates
from geomap.events.link.definite import definite_link
from geomap.events.link.link import Link, is_government, may_place, precision, usable
from geomap.events.status import SPEECH
from geomap.events.text import Sentence, Span
from geomap.model import Toponym

__all__ = ["only_place", "scene_link"]

#: A scene is a town or a district: the event is somewhere about it.
_NEAR, _DISTRICT = 2, 3
_ODDS: Final = -1.0
#: "In that town, many are not convinced.": the head of the sentence points back.
_BACK: Final = re.compile(
    r"^(?:In|At|Around|Across) (?:the|that|this) (?:same |\w+ )?(?:city|town|village|camp)\b"
)
_SAYS: Final = re.compile(rf"\b(?:{SPEECH}|spoke|met|meets?|visit\w*)\b|[\"“”]")
#: Where people come from or go is no scene, nor what something is like.
_AWAY: Final = re.compile(
    r"\b(?:from|to|towards?|for|than|like|with|as)\s(?:the\s)?$", re.IGNORECASE
)
#: "a village 12 km from X" is near X.
_DISTANT: Final = re.compile(
    r"\b(?:kms?|kilomet(?:er|re)s?|miles?|far|away|drive|walk|hours?|minutes?) (?:\w+ )?from\s$"
)
#: "on the X road": X is where it leads.
_ROAD: Final = re.compile(r"(?:[-–][A-Z][\w-]+)? (?:road|highway|axis|track|route|motorway)\b")
_LED: Final = re.compile(r"\b(?:entered|entering|reached|in|at|near|around|outside|inside)\s$")


def scene_link(
    sentence: Sentence, toponyms: Sequence[Toponym], before: Sequence[Toponym], last: Link | None
) -> Link | None:
    """Return the place that a sentence sets: "In Quba, life goes on", "Men entered Quba".

    ``before`` are the mentions told up to the sentence, ``last`` the place of the event told last.
    """
    if _BACK.match(sentence.text):
        head = Span(sentence.start, sentence.start + 1)
        link = definite_link(sentence, head, before, last)
        return link and replace(link, where_prec=max(_NEAR, link.where_prec), reason="scene")
    for found in candidates(sentence, [_heard(t) for t in toponyms]):
        own = found.head and found.place is not None and found.level <= _DISTRICT
        if own and not is_government(found.toponym):
            level = max(_NEAR, found.level)
            return Link(found.toponym, found.place, level, found.words, _ODDS, "scene")
    return only_place(sentence, toponyms)


def only_place(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return the one town or district that a sentence without speech is about.

    "Men on motorbikes entered Quba. Six people died."
    """
    if _SAYS.search(sentence.text):
        return None
    found = [t for t in toponyms if _is_ground(t, sentence) and precision(t.place) <= _DISTRICT]
    first = next(iter(found), None)
    if first is None or first.place is None or any(t.place != first.place for t in found):
        return None
    before = sentence.text[: first.mention.start - sentence.start]
    away = _AWAY.search(before) and not _DISTANT.search(before)
    if first.place.feature_code == "PPLC" or away:
        return None
    words = Span(first.mention.start, first.mention.end)
    return Link(first, first.place, max(_NEAR, precision(first.place)), words, _ODDS, "scene")


def _is_ground(toponym: Toponym, sentence: Sentence) -> bool:
    """Say whether a name is ground, by its role or by the word that leads to it."""
    if _ROAD.match(sentence.text, toponym.mention.end - sentence.start):
        return False
    led = _LED.search(sentence.text[: toponym.mention.start - sentence.start])
    return usable(toponym) or bool(led and may_place(toponym))


def _heard(toponym: Toponym) -> Toponym:
    """Return a name as one that may set a scene even where somebody speaks: "In X traders said"."""
    if toponym.mention.cue != "statement_location":
        return toponym
    return replace(toponym, mention=replace(toponym.mention, cue=""))
