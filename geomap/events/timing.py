"""The days of a telling: its own, counted from another event, or those told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from geomap.events.dates import anchored, window
from geomap.events.draft import Draft
from geomap.events.going_on import MEMORY
from geomap.events.reference import Reference
from geomap.events.telling import Telling, beside
from geomap.events.text import Sentence
from geomap.model import Interval

__all__ = ["Spoken", "Times", "carried", "narrows", "time_of"]

#: UCDP date_prec of days that later sentences go on with: a week or less.
_WEEK: Final = 3
_LONG_AGO: Final = timedelta(days=180)
#: What a paragraph begins with that goes on with the one before.
_ITS: Final = re.compile(r"(?:Its|Their|His|Her|They|He|She|It)\s(?!is\b|has\b|said\b|says\b)")
#: What stands behind "a day before": the words for an event told already.
_THE_EVENT: Final = re.compile(r"\s(?:the|that|this)\s(?P<named>[a-z-]{4,}(?:\s[a-z-]{4,}){0,2})")
_IT: Final = re.compile(r"\s(?:it|that|this|which)\b")
_PRESENT: Final = re.compile(r"\b(?:has|have|is|are|now|today|still|says?)\b")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The days told last, and the sentence that told them."""

    sentence: Sentence
    day: Interval


#: The days told last, and what the sentence speaks from.
Times = tuple[Spoken | None, Reference]


def time_of(
    drafts: Sequence[Draft], telling: Telling, spoken: Spoken | None, reference: Reference
) -> tuple[Interval | None, int]:
    """Return the days of a telling and how sure they are."""
    if telling.when:
        return telling.when, telling.sure
    plans = telling.status == "planned"
    dated = (d for d in drafts[-MEMORY:] if d.when and (plans or d.status != "planned"))
    last = max(dated, key=lambda d: d.last.sentence.index, default=None)
    base = _named(drafts, telling) or _base(telling, last, spoken)
    if telling.anchor and base is None and _earlier(telling):
        base = window(reference.day, 1, "publication")
    if telling.anchor and base:
        return anchored(telling.anchor, base), 2
    here = spoken is not None and spoken.sentence.paragraph == telling.sentence.paragraph
    if spoken and here and _goes_on(telling, spoken.day, reference):
        return replace(spoken.day, basis="inferred"), 1
    if reference.told:
        return reference.told, 1
    near = last and telling.sentence.paragraph - last.last.sentence.paragraph <= 1
    if last and last.when and near and last.family == telling.family:
        return replace(last.when, basis="inferred"), 1
    return reference.filed, 0


def carried(spoken: Spoken | None, sentence: Sentence) -> Spoken | None:
    """Return the days told last, taken along into a paragraph that goes on with the one before."""
    if spoken is None or not sentence.first or not _ITS.match(sentence.text):
        return spoken
    near = sentence.paragraph - spoken.sentence.paragraph == 1
    return Spoken(sentence, spoken.day) if near else spoken


def _earlier(telling: Telling) -> bool:
    """Say whether it was before what the sentence speaks of: "The raid comes days after"."""
    offset = telling.anchor.offset if telling.anchor else None
    return offset is not None and offset.days < 0


def _goes_on(telling: Telling, day: Interval, reference: Reference) -> bool:
    """Say whether a sentence goes on with the time told before: a week or less, or long past."""
    if (day.precision or _WEEK + 1) <= _WEEK:
        return True
    if reference.day is None or day.end is None or _PRESENT.search(telling.sentence.text):
        return False
    return day.end < reference.day - _LONG_AGO


def _named(drafts: Sequence[Draft], telling: Telling) -> Interval | None:
    """Return the day of the event that words name: "a day before the drone attack"."""
    anchor, text = telling.anchor, telling.sentence.text
    found = _THE_EVENT.match(text, anchor.end) if anchor and beside(text, anchor) else None
    if found is None:
        return None
    named = set(found["named"].lower().split())
    dated = [d for d in drafts if d.when and d.last.sentence.index < telling.sentence.index]
    shared = [(len(named & _words(d)), d) for d in dated]
    most, draft = max(shared, key=lambda pair: pair[0], default=(0, None))
    return draft.when if draft and most else None


def _words(draft: Draft) -> set[str]:
    return {w for t in draft.tellings for w in re.findall(r"[a-z]{4,}", t.sentence.text.lower())}


def _base(telling: Telling, last: Draft | None, spoken: Spoken | None) -> Interval | None:
    """Return what "two days later" counts from: the day told last, "two days after" the event."""
    if spoken is None:
        return last.when if last else None
    if last is None:
        return spoken.day
    text, anchor = telling.sentence.text, telling.anchor
    named = anchor is not None and beside(text, anchor) and not _IT.match(text, anchor.end)
    newer = spoken.sentence.index >= last.last.sentence.index
    return spoken.day if newer and not named else last.when


def narrows(wide: Interval, when: Interval) -> bool:
    """Say whether days lie within a longer time."""
    if not (wide.start and wide.end and when.start and when.end):
        return False
    return (
        wide.start <= when.start
        and when.end <= wide.end
        and wide != when
        and wide.precision != when.precision
    )
