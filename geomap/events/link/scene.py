"""The place that a sentence without an event sets for those that follow in its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.events.link.candidates import candidates
from geomap.events.link.definite import definite_link
from geomap.events.link.link import Link, is_government
from geomap.events.text import Sentence, Span
from geomap.model import Toponym

__all__ = ["scene_link"]

#: A scene is a town or a district: the event is somewhere about it.
_NEAR, _DISTRICT = 2, 3
_ODDS: Final = -1.0
#: "In that town, many are not convinced.": the head of the sentence points back.
_BACK: Final = re.compile(
    r"^(?:In|At|Around|Across) (?:the|that|this) (?:same |\w+ )?(?:city|town|village|camp)\b"
)


def scene_link(
    sentence: Sentence, toponyms: Sequence[Toponym], before: Sequence[Toponym], last: Link | None
) -> Link | None:
    """Return the place that the head of a sentence sets, as in "In Quba, life goes on".

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
    return None


def _heard(toponym: Toponym) -> Toponym:
    """Return a name as one that may set a scene even where somebody speaks: "In X traders said"."""
    if toponym.mention.cue != "statement_location":
        return toponym
    return replace(toponym, mention=replace(toponym.mention, cue=""))
