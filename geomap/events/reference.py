"""What day a sentence speaks from: publication, a heading, a dateline or a reporting period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from geomap.events.dates import DateMention, interval, window
from geomap.events.seams import Resolver
from geomap.events.telling import filed_until
from geomap.events.text import Sentence
from geomap.model import Interval

__all__ = ["Reference", "references"]

#: What says that the days beside it are those of a whole report.
_REPORT: Final = re.compile(
    r"\b(?:reporting period|period(?: covered| of|:)|cover(?:s|ing|ed)\b|situation report|sitrep|"
    r"flash update|(?:operational|weekly|humanitarian|security) (?:update|report|brief\w*|bulletin|"
    r"summary|digest|review)|(?:update|report|bulletin|brief|digest|review|round-?up) (?:for|of)|"
    r"weekly|round-?up|bulletin|border brief|week\b(?: \d+| in | of | to | ending))",
    re.IGNORECASE,
)
_WEEK_TO: Final = re.compile(r"\bweek (?:to|ending|ended)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_AS_OF: Final = re.compile(r"\bas (?:of|at)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
#: Words that may stand beside the day of a heading.
_HEADING: Final = re.compile(
    r"(?:\W|\d|\b(?:day|on|live|updates?|latest|timeline|events?|of|the|summary|local|time|gmt)\b)*",
    re.IGNORECASE,
)
#: "Here is what happened on Wednesday:": heads the lines below it.
_BELOW: Final = re.compile(
    r"\b(?:here (?:is|are)|what (?:happened|we know)|happened|developments|events of|in brief)\b"
    r".{0,80}:\s*$",
    re.IGNORECASE,
)
#: The time of an entry of a live page.
_CLOCK: Final = re.compile(r"^\W*(?:[Uu]pdated?:?\s)?\d{1,2}[:.h]\d{2}(?!\d|\.\d)")
#: Sentences at the head and at the end of a text that may tell the period of a report.
_FIRST, _LAST = 6, 2
_LONGEST_HEADING = 90
#: So many days back the period of a report or a dateline may end.
_REPORT_AGE, _FILED_AGE = timedelta(days=45), timedelta(days=7)
_WEEK: Final = timedelta(days=6)
#: A weekday of a report is one of its period when that is no longer.
_FORTNIGHT: Final = timedelta(days=14)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that "Monday" counts from, and the days of what is told without any.

    ``told`` are days that a heading or the period of a report gives, ``filed`` those before the day
    of a dateline.
    """

    day: date | None
    told: Interval | None = None
    filed: Interval | None = None


@lru_cache(maxsize=1)  # events and crossings ask the same
def references(
    sentences: tuple[Sentence, ...], published: date | None, resolver: Resolver
) -> tuple[Reference, ...]:
    r"""Return what each sentence speaks from.

    >>> from geomap.events.dates import find_dates
    >>> from geomap.events.text import split_sentences
    >>> told = split_sentences("12 March\n\nShells hit Goma.\n\n14 March\n\nGuards fired.")
    >>> [r.day.day for r in references(told, date(2025, 3, 20), find_dates)]
    [12, 12, 14, 14]
    """
    if published is None:
        return tuple(Reference(None) for _ in sentences)
    whole = _report(sentences, published, resolver) or Reference(published)
    headed = {s.index: day for s in sentences if (day := _headed(s, published, resolver))}
    if len(set(headed.values())) < 2:
        recent = (published, published - _DAY)
        headed = {at: day for at, day in headed.items() if day.end not in recent}
    found, now = list[Reference](), whole
    stamped = [s.index for s in sentences if s.first and _CLOCK.match(s.text)]
    for sentence in sentences:
        day = headed.get(sentence.index)
        if len(stamped) > 1 and sentence.index == stamped[0] and now.told is None:
            now = replace(now, told=window(now.day, 1, "publication"))
        if day:
            now = Reference(day.end, replace(day, basis="inferred"))
        elif filed := _filed(sentence, published, resolver):
            now = replace(now, day=filed, filed=window(filed, 1, "publication"))
        found.append(now)
    return tuple(found)


def _report(sentences: Sequence[Sentence], published: date, resolver: Resolver) -> Reference | None:
    """Return the period that a report says to cover, or the day as of which it speaks."""
    for sentence in (*sentences[:_FIRST], *sentences[-_LAST:]):
        cued = bool(_REPORT.search(sentence.text))
        if not cued and len(sentence.text) > _LONGEST_HEADING:
            continue
        for mention in resolver(sentence.text, published, None):
            found = _period(sentence.text, mention, published)
            if found and (cued or _only(sentence, mention)):
                return found
    return None


def _only(sentence: Sentence, mention: DateMention) -> bool:
    """Say whether a line of its own says little but a time: "INCIDENTS (1-9 July)"."""
    text = sentence.text
    rest = f"{text[: mention.start]} {text[mention.end :]}"
    title = all(w[0].isupper() for w in re.findall(r"[^\W\d_]+", rest))
    return sentence.first and title and not text.rstrip().endswith((".", ":", "?", "!"))


def _period(text: str, mention: DateMention, published: date) -> Reference | None:
    when, before = mention.interval, text[: mention.start]
    if when is None or when.start is None or when.end is None or mention.opens:
        return None
    start, end = when.start, min(when.end, published)
    if not published - _REPORT_AGE <= end or start > end:
        return None
    if start == end:
        if _AS_OF.search(before):
            return Reference(end)
        if not _WEEK_TO.search(before):
            return None
        start = end - _WEEK
    told = interval(start, end, "inferred")
    return Reference(end if end - start <= _FORTNIGHT else published, told)


def _headed(sentence: Sentence, published: date, resolver: Resolver) -> Interval | None:
    """Return the day of a line that is only a day, or that heads the lines below with one."""
    text = sentence.text
    if len(text) > _LONGEST_HEADING or not sentence.first:
        return None
    mentions = [m for m in resolver(text, published, None) if m.interval]
    rest = text
    for mention in mentions:
        rest = rest.replace(text[mention.start : mention.end], "")
    if len(mentions) != 1 or not (_HEADING.fullmatch(rest) or _BELOW.search(text)):
        return None
    when = mentions[0].interval
    one = when and when.start and when.start == when.end and when.start <= published
    return when if one else None


def _filed(sentence: Sentence, published: date, resolver: Resolver) -> date | None:
    """Return the day of a dateline, when it is not that of publication."""
    filed = filed_until(sentence)
    for mention in resolver(sentence.text, published, None) if filed else ():
        day = mention.interval.end if mention.interval else None
        if day and mention.end <= filed and day < published <= day + _FILED_AGE:
            return day
    return None
