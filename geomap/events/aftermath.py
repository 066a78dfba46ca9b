"""What a story tells of an event after the event: the dead, the police, the bodies found later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.cues import cue
from geomap.events.draft import Draft
from geomap.events.going_on import OF_ITSELF, UNREAL
from geomap.events.telling import Telling
from geomap.events.text import BULLET

__all__ = ["aftermath"]

#: How many sentences after the event it may be.
_SENTENCES: Final = 3
#: Names after the first word, days and months apart: what is told of somebody else is news.
_NAME: Final = re.compile(
    r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December)[A-ZÀ-Þ]\w"
)
_ANOTHER: Final = re.compile(
    r"\b(?:another|separate(?:ly)?|elsewhere|meanwhile|later attack|in other)\b", re.IGNORECASE
)
_FOUND: Final = cue("telling", "bodies")


def aftermath(drafts: Sequence[Draft], telling: Telling) -> int | None:
    """Return the index of the draft that a telling without a place of its own comes after.

    "They hurled stones", "Police used tear gas", "Six people died" right after an event, without
    name or day, are no events of their own, whatever kind of act they name.
    """
    text = telling.sentence.text
    told = [i for i, d in enumerate(drafts) if d.family != "diplomacy" and d.link is not None]
    if telling.link or telling.family == "diplomacy" or not told or not telling.asserts:
        return None
    if telling.sums_up or telling.status in UNREAL:
        return None
    if _NAME.search(text) or _ANOTHER.search(text):
        return None
    index = max(told, key=lambda i: (drafts[i].last.sentence.index, i))
    return index if _after(drafts[index], telling) else None


def _after(draft: Draft, telling: Telling) -> bool:
    here, last = telling.sentence, draft.last.sentence
    paragraphs = here.paragraph - last.paragraph
    near = 0 <= here.index - last.index <= _SENTENCES and draft.status not in UNREAL
    if not near or paragraphs > 1 or (paragraphs and BULLET.match(here.text)):
        return False
    found = bool(_FOUND.search(here.text))
    if telling.sure >= OF_ITSELF and not found:
        return False
    counts = all(t.kind in ("toll", "cue") for t in telling.triggers)
    bloody = draft.family in ("violence", "crowd", "border")
    return (counts and bloody) or (paragraphs == 0 and (found or telling.anaphoric))
