"""Words of time -> intervals, relative to the day of publication.

A weekday is the latest one not after publication; in a frame of the future, the next one. A month
and day without a year is the nearest not later than some weeks after publication. Words that hang
on another event ("the same day", "two days later") keep their offset and wait for that event; a
duration ("four days of talks") is no date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from geomap.events.dates.forms import FORMS, NUM, ORDINAL
from geomap.events.dates.intervals import interval
from geomap.events.dates.offsets import Offset, count, offset, ordinal
from geomap.events.dates.resolve import RESOLVERS
from geomap.events.openings import Openings, may_match, openings
from geomap.model import Interval

__all__ = ["ENDED", "DateMention", "anchored", "find_dates", "lasting"]

_FUTURE: Final = re.compile(
    r"\b(?:will|shall|plan(?:s|ned)|scheduled|expected|due(?! to (?:the|an?|heavy|lack|fears?))|"
    r"set (?:to|for)|next|upcoming|(?:to|can|may) remain|ahead of|"
    r"(?:is|are) (?:slated |billed )?to|(?:has|have) been (?:called|convened|arranged)|"
    r"(?:would|intend(?:s|ed)? to|agreed to|offered to) (?:\w+ly |again |also |both |soon )?"
    r"(?:meet|hold|convene|resume|gather|sit|talk|confer|reopen|host|receive|welcome|reconvene|"
    r"attend|come together|get together|take place|be held|send|travel|fly)|meets? again|"
    r"(?:is|are) (?:travel+ing|flying|heading|coming) to|pencilled in|"
    r"(?:call|summon|conven|announc|fix|invit|arrang)(?:ed|s|es) (?:\S+ ){1,8}?for$|"
    r"called (?:for|at)|goes? ahead|takes? place|resumes?|reopens|convenes?)\b",
    re.IGNORECASE,
)
#: Where the words before a date no longer govern it.
_OTHER_CLAUSE: Final = re.compile(
    r"[,;.]|\b(?:after|since|when|where|which|who|whose|that|following|as|because|despite)\b"
)
_A_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")
_THAT_YEAR: Final = re.compile(r"\bthat\b", re.IGNORECASE)
#: "on the eve of Sunday's vote": the day before.
_EVE: Final = re.compile(r"\beve of (?:the )?$", re.IGNORECASE)
#: Signs before a date that are looked at.
_CLAUSE: Final = 120


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of time: ``text[start:end]``; ``offset`` is how far from the event that they hang on.

    ``opens`` tells that the words begin a span that lasts ("since Oct. 12"), ``ends`` that they end
    one ("until Dec. 31").
    """

    start: int
    end: int
    form: str
    interval: Interval | None
    offset: Offset | None = None
    opens: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    published: date | None
    year: int | None


def anchored(mention: DateMention, anchor: Interval) -> Interval:
    """Return the days of words that hang on another event ("two days later").

    >>> from geomap.model import Interval
    >>> m = find_dates("two days later", None)[0]
    >>> anchored(m, interval(date(2025, 3, 4), date(2025, 3, 4))).start
    datetime.date(2025, 3, 6)
    """
    if anchor.start is None or anchor.end is None or mention.offset is None:
        return Interval(basis="relative")
    try:
        return _shifted(anchor.start, anchor.end, mention.offset)
    except (ValueError, OverflowError):  # before year 1 or after 9999
        return Interval(basis="relative")


def _shifted(start: date, end: date, offset: Offset) -> Interval:
    if offset.weekday is not None:
        forth = offset.days > 0
        day = end if forth else start
        away = (
            (offset.weekday - day.weekday()) % 7 if forth else (day.weekday() - offset.weekday) % 7
        )
        day += timedelta(days=(away or 7) * offset.days)
        return interval(day, day, "relative")
    if offset.months:
        first, last = _month_from(start, offset.months), _month_from(end, offset.months)
        until = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return interval(first, until, "relative")
    shift, slack = timedelta(days=offset.days), timedelta(days=offset.slack)
    return interval(start + shift - slack, end + shift + slack, "relative")


def _month_from(day: date, months: int) -> date:
    """Return the first day of a month so many after that of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


_LASTED: Final = re.compile(
    rf"\b(?P<n>{NUM})\s(?:straight\s|consecutive\s)?days?\sof\b|\b(?P<n2>{NUM})-day\b",
    re.IGNORECASE,
)
#: "for a third day": the third of the days that it lasted.
_NTH_DAY: Final = re.compile(
    rf"\b(?:for|in|into|entered|on)\s(?:a|the|its|their)\s(?P<nth>{ORDINAL})\s"
    r"(?:(?:straight|consecutive|successive)\s)?(?:day|night)\b(?:\s(?:running|in a row))?",
    re.IGNORECASE,
)
_NEXT_TO: Final = 8
#: "ended on": what stands before the day on which something that lasted ended.
ENDED: Final = re.compile(
    r"\b(?:ended|ending|concluded|finished|closed|wrapped up|broke (?:up|down|off)|collapsed)\s"
    r"(?:\w+ly\s|in \w+\s|without \w+\s)?(?:on\s|late on\s|early on\s)?$",
    re.IGNORECASE,
)


def lasting(text: str, mention: DateMention) -> Interval:
    """Return the days of words of time, back to the start where the text tells how long it took.

    >>> text = "Four days of talks ended on Tuesday"
    >>> when = lasting(text, find_dates(text, date(2025, 10, 30))[-1])
    >>> when.start, when.end
    (datetime.date(2025, 10, 25), datetime.date(2025, 10, 28))
    """
    when = mention.interval or Interval(basis="relative")
    nth = _NTH_DAY.search(text)
    if nth and mention.form != "nth_day" and when.start and when.start == when.end:
        return _back(when.start, ordinal(nth["nth"])) if _beside(nth, mention) else when
    lasted = _LASTED.search(text[: mention.start])
    if not (lasted and when.start and when.end and ENDED.search(text[: mention.start])):
        return when
    return replace(_back(when.end, count(lasted["n"] or lasted["n2"])), basis=when.basis)


def _beside(nth: re.Match[str], mention: DateMention) -> bool:
    """Say whether "for a third day" stands right before a day, or after it in its clause."""
    if mention.start >= nth.end():
        return mention.start - nth.end() <= _NEXT_TO
    return (
        "," not in nth.string[mention.end : nth.start()]
        and " and " not in nth.string[mention.end : nth.start()]
    )


def _back(end: date, days: int) -> Interval:
    return interval(end - timedelta(days=max(days, 1) - 1), end, "relative")


def find_dates(
    text: str, published: date | None, year: int | None = None
) -> tuple[DateMention, ...]:
    """Return the words of time in a sentence, with intervals where they can be told.

    ``year`` is the one that "that year" speaks of.

    >>> found = find_dates("Guards shut the gate on Tuesday.", date(2025, 10, 30))
    >>> [(m.interval.start, m.interval.precision) for m in found]
    [(datetime.date(2025, 10, 28), 1)]
    """
    return _found(text, _Context(published, year if _THAT_YEAR.search(text) else None))


@lru_cache(maxsize=64)  # a sentence is asked about by several readers in turn
def _found(text: str, context: _Context) -> tuple[DateMention, ...]:
    taken: list[tuple[int, int]] = []
    mentions: list[DateMention] = []
    for form, pattern in (FORMS[index] for index in may_match(_openings(), text)):
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < b and a < end for a, b in taken):
                continue
            mention = _mention(text, found, form, context)
            if mention:
                taken.append((start, end))
                mentions.append(mention)
    return tuple(sorted(mentions, key=lambda m: m.start))


@cache
def _openings() -> Openings:
    return openings(pattern.pattern for _, pattern in FORMS)


def _year_of(words: str, context: _Context) -> str:
    """Return the digits of "this year", "last year" or "that year", "" when nobody told it."""
    which = words.lower().split()[0]
    if which == "that":
        return str(context.year or "")
    if context.published is None:
        return ""
    return str(context.published.year + {"last": -1, "next": 1}.get(which, 0))


def _mention(text: str, found: re.Match[str], form: str, context: _Context) -> DateMention | None:
    start, end = found.span()
    words = found.group().lower()
    before = text[max(0, start - _CLAUSE) : start]
    if _THAT_YEAR.search(words) and (told := _A_YEAR.findall(before)):
        context = replace(context, year=int(told[-1]))
    groups = {k: v for k, v in found.groupdict().items() if v}
    if form == "anchor":
        return DateMention(start, end, form, None, offset(groups))
    if "y" in groups and not groups["y"].isdigit():
        groups["y"] = _year_of(groups["y"], context)
    if form == "month" and groups.get("pre", "").lower() == "that" and "y" not in groups:
        groups["y"] = _year_of("that year", context)
    since = "since" in re.findall(r"[a-z]+", before.lower())[-1:] + words.split()[:1]
    ahead = (
        bool(_FUTURE.search(_OTHER_CLAUSE.split(before.rstrip(" ,"))[-1]))
        or "next" in words.split()
    )
    future = ahead and not since
    try:
        value = None if form == "duration" else RESOLVERS[form](groups, context.published, future)
    except (ValueError, OverflowError):
        return None
    if value and value.start and value.start == value.end and _EVE.search(before):
        value = interval(value.start - timedelta(days=1), value.start - timedelta(days=1))
    last = re.findall(r"[a-z]+", before.lower())[-1:] + words.split()[:1]
    ends = not {"until", "till", "by"}.isdisjoint(last)
    return DateMention(start, end, form, value, None, since, ends)
