"""Where people are sent or come across: the gate that they pass, not the country behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.link.link import Link, precision
from geomap.events.link.linker import THRESHOLD
from geomap.events.text import Sentence, Span
from geomap.model import Mention, Toponym

__all__ = ["passage_link"]

_THROUGH: Final = re.compile(r"\b(?:through|via|by|over|across)\s(?:the\s)?$", re.IGNORECASE)
_AT: Final = re.compile(r"\b(?:at|near)\s(?:the\s)?$", re.IGNORECASE)
_UNSEEN: Final = re.compile(
    r"\b(?:through|via)\s(?:the\s)?(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s(?:[A-ZÀ-Þ][\w’'-]*|\d+)){0,3})"
)
_ASIDE: Final = ("dateline", "credit", "boilerplate", "demonym")
_NEAR: Final = 2


def passage_link(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return the town or crossing that people pass: "sent back through X", "by the X gate".

    A name that the gazetteer does not have is a place all the same.
    """
    for words in (_THROUGH, _AT):
        for toponym in toponyms:
            place, mention = toponym.place, toponym.mention
            before = sentence.text[: mention.start - sentence.start]
            fine = place is not None and precision(place) <= _NEAR and mention.role not in _ASIDE
            if place and fine and words.search(before):
                span = Span(mention.start, mention.end)
                return Link(toponym, place, precision(place), span, THRESHOLD, "passage")
        if words is _THROUGH and (unseen := _unseen(sentence, toponyms)):
            return unseen
    return None


def _unseen(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    found = _UNSEEN.search(sentence.text)
    if found is None:
        return None
    span = Span(*(sentence.start + at for at in found.span("name")))
    if any(t.place and t.mention.start < span.end and span.start < t.mention.end for t in toponyms):
        return None
    mention = Mention(span.start, span.end, found["name"], "literal", "unseen")
    return Link(Toponym(mention, None), None, 1, span, THRESHOLD, "passage")
