"""The days of what is said of crossings: since when, when it was done, until when it lasts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from geomap.events.crossings.sayings import Saying
from geomap.events.dates import DateMention, anchored, interval
from geomap.events.status import is_background
from geomap.events.telling import statement_date
from geomap.events.text import Sentence, clause_at, split_clauses
from geomap.model import Interval

__all__ = ["day_of", "ended", "lasts", "since_when"]

#: How much nearer words of time before a word of status must be than those after it.
_BEFORE: Final = 12
#: "lorries queued on Monday after X was shut": shut by that day, nobody says when.
_AFTER_WHICH: Final = re.compile(r"\bafter\s[^,;]*$", re.IGNORECASE)
#: "shut since fighting broke out on": the day comes later.
_SINCE_WHAT: Final = re.compile(r"\bsince\s[^,;.:]{3,70}$", re.IGNORECASE)
#: "On 15 December, until 14 April": of the year after.
_YEAR: Final = timedelta(days=365)


def lasts(dates: Sequence[DateMention], published: date | None) -> bool:
    """Say whether something is told to last until a day that is to come."""
    return published is not None and any(day > published for day in _until(dates))


def _until(dates: Sequence[DateMention]) -> list[date]:
    """Return the days until which something is told to last: after the days told beside them."""
    plain = [d.interval.start for d in dates if not d.ends and d.interval and d.interval.start]
    ends = [d.interval.end for d in dates if d.ends and d.interval and d.interval.end]
    return [day + _YEAR if plain and day < max(plain) else day for day in ends]


def ended(dates: Sequence[DateMention], published: date | None) -> bool:
    """Say whether something is told to have lasted until a day long past."""
    ends = _until(dates)
    return bool(ends) and all(is_background(interval(day, day), published) for day in ends)


def since_when(
    sentence: Sentence, said: Sequence[Saying], dates: Sequence[DateMention]
) -> date | None:
    """Return the day since when what is said has lasted: in the clauses that say it.

    A day told nearer to a word of status is when it was done: nothing lasted from before that.
    """
    clauses = split_clauses(sentence)
    here = {clause_at(clauses, sentence.start + s.start) for s in said}
    last = max(here)
    for mention in dates:
        at = clause_at(clauses, sentence.start + mention.start)
        inside = at in here or at == last + 1
        aside = any(mention.end <= s.start and _dated_after(s, dates) for s in said)
        opens = mention.opens or _opened_by(sentence, said, mention)
        if opens and mention.interval and inside and not aside:
            return mention.interval.start
    return None


def _opened_by(sentence: Sentence, said: Sequence[Saying], mention: DateMention) -> bool:
    """Say whether a day is that of what a closure has lasted from: "since the raid of May 3"."""
    since = _SINCE_WHAT.search(sentence.text[: mention.start])
    return since is not None and any(s.end <= since.start() for s in said)


def _dated_after(saying: Saying, dates: Sequence[DateMention]) -> bool:
    """Say whether a plain day follows a word of status: "since May, was shut on Monday"."""
    following = [d for d in dates if d.start >= saying.end]
    return bool(following) and bool(following[0].interval) and not following[0].opens


def day_of(
    sentence: Sentence, saying: Saying, dates: Sequence[DateMention], anchor: Interval | None
) -> Interval | None:
    """Return the day told nearest to a word of status, after it rather than before it."""
    clauses = split_clauses(sentence)
    here = clause_at(clauses, sentence.start + saying.start)

    def distance(mention: DateMention) -> tuple[bool, int]:
        after = mention.start >= saying.end
        gap = mention.start - saying.end if after else saying.start - mention.end + _BEFORE
        return clause_at(clauses, sentence.start + mention.start) != here, gap

    own = (
        d
        for d in dates
        if not (d.opens or d.ends or statement_date(sentence.text, d))
        and (d.interval or (d.offset is not None and _counted_from(d, dates, anchor)))
    )
    nearest = min(own, key=distance, default=None)
    if nearest is None:
        return replace(anchor, basis="inferred") if anchor else None
    if nearest.interval and nearest.end <= saying.start:
        earlier = _AFTER_WHICH.search(sentence.text[nearest.end : saying.start])
        return replace(nearest.interval, basis="inferred") if earlier else nearest.interval
    base = _counted_from(nearest, dates, anchor)
    if nearest.interval or base is None:
        return nearest.interval
    words = sentence.text[nearest.start : nearest.end]
    if words.endswith("after") and nearest.end <= saying.start and nearest.offset:
        nearest = replace(nearest, offset=-nearest.offset)  # "B came a day after A": A was earlier
    return anchored(nearest, base)


def _counted_from(
    mention: DateMention, dates: Sequence[DateMention], anchor: Interval | None
) -> Interval | None:
    """Return the day that "two days later" counts from: told before it, or in the text before."""
    before = [d.interval for d in dates if d.interval and d.start < mention.start and not d.opens]
    return before[-1] if before else anchor
