"""Whether a story has gone back to what was long before it: dates that later sentences share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from geomap.events.cues import source
from geomap.events.seams import Resolver
from geomap.events.status import is_background
from geomap.events.telling import Telling, no_event_date
from geomap.events.text import Sentence

__all__ = ["Past", "is_past", "remembered"]

#: "In the same war", "Months later": the sentence keeps to the time told before.
_THEN: Final = re.compile(rf"[\"“]?{source('past', 'then')}\b")
#: "during the civil war", "decades ago": long ago, whatever was told before.
_LONG_AGO: Final = re.compile(rf"\b{source('past', 'long_ago')}\b", re.IGNORECASE)
#: "was nine when", "told the court": a life or a trial is told.
_LIFE: Final = re.compile(rf"\b{source('past', 'life')}", re.IGNORECASE)
#: How many paragraphs back "the same war" may reach.
_BACK: Final = 2


@dataclass(frozen=True, slots=True)
class Past:
    """Where a time was told last, and whether it was long before publication."""

    paragraph: int
    old: bool


def remembered(
    past: Past | None,
    sentence: Sentence,
    found: Sequence[Telling],
    day: date | None,
    resolver: Resolver,
) -> Past | None:
    """Return what is known of the time after a sentence that tells events, seen from ``day``."""
    told = (
        d.interval
        for d in resolver(sentence.text, day, None)
        if d.interval and not (d.opens or no_event_date(sentence.text, d))
    )
    old = [is_background(when, day) for when in told]
    if old:
        new = (t for t in found if t.asserts and t.when is not None and not t.old)
        dated = all(old) and not any(t.status != "background" for t in new)
        return Past(sentence.paragraph, dated)
    if _LIFE.search(sentence.text):
        return Past(sentence.paragraph, old=True)
    if past and past.old and _THEN.match(sentence.text):
        return Past(sentence.paragraph, past.old)
    return past


def is_past(past: Past | None, sentence: Sentence, telling: Telling) -> bool:
    """Say whether a telling without days of its own is of the time long ago told before it."""
    then = bool(_THEN.match(sentence.text))
    if telling.when is not None and not (then and past and past.old):
        return False
    if _LONG_AGO.search(sentence.text) or _LIFE.search(sentence.text):
        return True
    if past is None or not past.old:
        return False
    gap = sentence.paragraph - past.paragraph
    return gap == 0 or (gap <= _BACK and then)
