"""When it happened, by the words of time of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from geomap.events.dates import ENDED, DateMention, anchored, lasting, window
from geomap.events.status import SPEECH
from geomap.events.telling.ground import filed_until
from geomap.events.telling.label import label_day
from geomap.events.telling.reading import Read, main_of, standing_of
from geomap.events.text import clause_at
from geomap.events.triggers import Trigger
from geomap.model import Interval

__all__ = ["beside", "no_event_date", "statement_date", "when_of"]

_SAID: Final = re.compile(
    rf"\b{SPEECH}\s(?:\S+\s){{0,1}}?(?:in a (?:statement|report|post)\s)?"
    r"(?:(?:after|at|during|following)\s(?:an?|the|his|her|their)\s(?:[\w-]+\s){1,2})?"
    r"(?:on\s|late\s|early\s|late on\s)?$",
    re.IGNORECASE,
)
_SAYS_NEXT: Final = re.compile(rf"^\s{SPEECH}\b", re.IGNORECASE)
#: "families of two men who were abducted on Monday said".
_OF_SUBJECT: Final = re.compile(
    r"\b(?:who|which|that) (?:was|were|had been|have been) [^,;.]{3,60}?\b(?:on|last|late|early)\s$"
)
_ALSO_DAY: Final = re.compile(r"^Also\s(?:on\s)?$")
_RELATIVE: Final = re.compile(r"^(?:who|which|where|whose|when|that)\b")
#: "killed when gunmen stopped a bus on 7 August": the day of both; with a comma, of an aside.
_WHEN: Final = re.compile(r"^when\b")
#: ", killing seven": goes on with the clause before it.
_PARTICIPLE: Final = re.compile(r"^[a-z]+ing\b")
#: "the third such raid since December", "the worst since 2006": a day of other events.
_COMPARED: Final = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|\d+th|[a-z]+est|such|only|most \w+)\b[^,;.]{0,60}$"
)
#: "Residents marked on Thursday", "mourners buried on Friday": days on which the past is spoken of.
_MARKED: Final = re.compile(
    r"\b(?:mark(?:ed|ing|s)?|commemorat\w+|remembered|mourned|honou?red)\s(?:on\s)?$"
)
_MARKS: Final = re.compile(r"^\s(?:mark(?:ed|s)?|commemorat\w+|remembered|mourned|honou?red)\b")
#: "a day after", "the day before": words that put an event beside another of the sentence.
_BESIDE: Final = re.compile(r"\b(?:after|before)$", re.IGNORECASE)
#: "warned last month that": what follows is what was said, not an aside.
_SAYS_THAT: Final = re.compile(rf"\b{SPEECH}(?:\s[\w’'.]+){{0,4}}\s$")
#: "said that": what follows is told, no relative clause.
_TELLS: Final = re.compile(rf"\b(?:{SPEECH}|say)\s(?:\w+\s){{0,2}}$", re.IGNORECASE)
_DAYS: Final = re.compile(r",?\s(?:just |only |a few |several )?days\s$")
_DAYS_BACK: Final = 9
_FEW_WORDS: Final = 3
_NEXT_TO: Final = 5
#: UCDP date_prec of a month.
_MONTH_WIDE: Final = 4
#: "a mine laid in 1962": when the thing was made.
_LAID: Final = re.compile(
    r"\b(?:laid|built|buried|planted|founded|erected|dug|drawn|dating)\s"
    r"(?:[\w-]+\s){0,2}?(?:back\s)?(?:in\s|from\s|to\s)?$"
)
#: "fighting that erupted on Friday": the day of what the clause stands with.
_HAPPENED: Final = re.compile(
    r"^(?:who|which|that)\s(?:had\s|first\s)*(?:broke out|broken out|beg[au]n|started|erupted|"
    r"happened|occurred|took place|taken place|flared|hit|struck|came|exploded|went off)\b"
)
_BRACKET: Final = re.compile(
    r",\s(?:(?:which|who|where|whose)|(?:\w+\s){1,2}of (?:whom|which))\b[^,;]*(?:,|$)"
)
#: "a day after the minister said": the day of the saying.
_THEN_SAID: Final = re.compile(rf"^\s(?:[\w’'.-]+\s){{0,7}}?{SPEECH}\b", re.IGNORECASE)
#: "the bridge, built in 1985", "who was born in 1980": since when there is what the story is of.
_ORIGIN: Final = re.compile(
    r"(?:,|\b(?:which|who|that)) (?:was |were |is |has been |had been )?(?:first |originally )?"
    r"(?:born|built|founded|formed|created|established|opened|inaugurated|erected|dating|"
    r"constructed|renovated|rebuilt|settled|drawn|dug) "
    r"(?:[\w-]+ ){0,4}?(?:(?:in|on|from|to|since|around|about) (?:the )?(?:early |late |mid-)?)?$"
)


_LED_TO: Final = re.compile(
    r"(?:The|That|This|Those|These)\s(?:[\w-]+\s){1,4}?"
    r"(?:prompted|led|forced|triggered|caused|sparked|pushed|drew|brought)\b"
)
#: "said on Thursday, two days after": what was said is no later for it.
_SAID_THEN: Final = re.compile(rf"\b{SPEECH}\b[^,;.]{{0,40}},\s$")


def statement_date(text: str, mention: DateMention) -> bool:
    """Say whether words of time date a statement: "said on Monday", "on Monday said"."""
    before, after = text[: mention.start], text[mention.end :]
    if _OF_SUBJECT.search(before):
        return False
    then = mention.form == "anchor" and _THEN_SAID.match(after)
    also = _ALSO_DAY.match(before) and _THEN_SAID.match(after.removeprefix(","))
    said = _SAID.search(before) or _SAYS_NEXT.match(after) or also
    said = said or _MARKED.search(before) or _MARKS.match(after)
    then = then or (mention.form == "anchor" and _SAID_THEN.search(before))
    return bool(said or then)


def no_event_date(text: str, mention: DateMention) -> bool:
    """Say whether words of time date a statement, or what the story is of: "built in 1985"."""
    before, when = text[: mention.start], mention.interval
    wide = when is not None and (when.precision or 1) >= _MONTH_WIDE
    laid = wide and _LAID.search(before)
    return bool(laid or _ORIGIN.search(before)) or statement_date(text, mention)


def when_of(
    read: Read, group: Sequence[Trigger]
) -> tuple[Interval | None, int, DateMention | None]:
    """Return the interval of a group, how sure it is, and an anchor that waits for its event."""
    text, offset = read.sentence.text, read.sentence.start
    filed = filed_until(read.sentence)
    usable = [d for d in read.dates if (d.interval or d.offset is not None) and d.start >= filed]
    main = main_of(group)
    here = clause_at(read.clauses, main.start)
    own = [
        d
        for d in usable
        if not no_event_date(text, d)
        and not d.ends
        and not _compared(text, d)
        and not _of_result(text, d, main.end - offset)
        and not _aside(read, d, group)
    ]

    spent = [d for d in own if any(_counted_from(text, a, [d]) for a in own)]
    own = [
        d for d in own if d.form != "nth_day" and d not in spent
    ] or own  # "for a third day" lasts until another

    def distance(mention: DateMention) -> tuple[bool, bool, bool, bool, int]:
        other = clause_at(read.clauses, offset + mention.start) != here
        label = label_day(text, mention.start)
        hangs = _hangs(text, mention, main.start - offset, own)
        leads = _leads(text, mention, main.start - offset)
        return not label, not leads, hangs, other, abs(offset + mention.start - main.start)

    best = min(own, key=distance, default=None)
    best = next((d for d in own if best and _within(d, best)), best)
    if best and best.interval:
        return lasting(text, best), 2, None
    if best:
        feast = _counted_from(text, best, usable)
        turned = best if feast else _turned(text, best, main.start - offset)
        base = feast or _base(text, best, usable)
        return (anchored(turned, base) if base else None), 2, turned
    said = next((d for d in usable if d.interval and statement_date(text, d)), None)
    if said and said.interval:
        if _days_before(read, main) and said.interval.start:
            eve = said.interval.start - timedelta(days=1)
            return window(eve, _DAYS_BACK, "inferred"), 1, None
        back = 0 if standing_of(read, main) == "planned" else 1
        return window(said.interval.end, back, "statement_day"), 1, None
    return None, 0, None


def _of_result(text: str, mention: DateMention, end: int) -> bool:
    """Say whether words of time date what an event led to: "The clashes prompted talks on D"."""
    led = _LED_TO.match(text)
    return bool(led and end <= led.end() <= mention.start)


def _within(mention: DateMention, wide: DateMention) -> bool:
    """Say whether words tell a day of the longer time that others tell."""
    a, b = mention.interval, wide.interval
    if not (a and b and a.start and a.end and b.start and b.end) or wide.opens:
        return False
    return a.start == a.end and b.start <= a.start and a.end <= b.end and b.start < b.end


def _compared(text: str, mention: DateMention) -> bool:
    """Say whether words of time only tell how long nothing like it had happened."""
    return mention.opens and bool(_COMPARED.search(text[: mention.start].removesuffix("since ")))


def beside(text: str, mention: DateMention) -> bool:
    """Say whether words of time put an event beside another: "a day after"."""
    return mention.offset is not None and bool(_BESIDE.search(text[mention.start : mention.end]))


def _hangs(text: str, mention: DateMention, position: int, own: Sequence[DateMention]) -> bool:
    """Say whether words such as "a day after" tell less of an event than a day of the sentence."""
    days = [d for d in own if d.interval]
    if not beside(text, mention) or not days:
        return False
    return position < mention.start or any(d.start > position for d in days)


def _base(text: str, anchor: DateMention, usable: Sequence[DateMention]) -> Interval | None:
    """Return the day of the sentence that an anchor hangs on: told before it, or beside it."""
    days = [d for d in usable if d.interval and not (d.opens or d.ends or _compared(text, d))]
    before = [d.interval for d in days if d.start < anchor.start]
    after = [d.interval for d in days if d.start > anchor.end]
    if beside(text, anchor) and not before:
        return after[0] if after else None
    return before[-1] if before else None


def _counted_from(text: str, anchor: DateMention, usable: Sequence[DateMention]) -> Interval | None:
    """Return the day that stands right behind an anchor: "a week before Christmas"."""
    following = (d for d in usable if d.interval and beside(text, anchor))
    return next((d.interval for d in following if 0 < d.start - anchor.end <= _NEXT_TO), None)


def _days_before(read: Read, trigger: Trigger) -> bool:
    """Say whether a trigger tells what came days before the rest: "..., days after X died"."""
    clause = read.clauses[clause_at(read.clauses, trigger.start)]
    start = clause.start - read.sentence.start
    text = read.sentence.text
    return text[start:].startswith("after ") and bool(_DAYS.search(text[:start]))


def _aside(read: Read, mention: DateMention, group: Sequence[Trigger]) -> bool:
    """Say whether words of time stand in a relative clause without any of the group's words."""
    at = clause_at(read.clauses, read.sentence.start + mention.start)
    clause, offset = read.clauses[at], read.sentence.start
    words = read.sentence.text[clause.start - offset :]
    told = (t for t in group if t.kind in ("act", "noun"))
    starts = [t.start for t in told]
    holds = any(_goes_on(read, at, clause_at(read.clauses, start)) for start in starts)
    if _HAPPENED.match(words) and clause.start - offset > main_of(group).start - offset:
        return False
    if _WHEN.match(words) and not read.sentence.text[: clause.start - offset].rstrip().endswith(
        ","
    ):
        return False
    if _bracketed(read, mention, starts):
        return True
    if words.startswith("that") and _SAYS_THAT.search(
        read.sentence.text[: clause.start - read.sentence.start]
    ):
        return False
    ended = ENDED.search(read.sentence.text[: mention.start])
    planned = standing_of(read, main_of(group)) == "planned"
    reported = words.startswith("that") and _TELLS.search(
        read.sentence.text[: clause.start - offset]
    )
    return bool(_RELATIVE.match(words)) and not (holds or reported) and (planned or not ended)


def _goes_on(read: Read, clause: int, other: int) -> bool:
    """Say whether a clause is another, or a participle that goes on with it: ", killing seven"."""
    start = read.clauses[other].start - read.sentence.start
    participle = other == clause + 1 and bool(_PARTICIPLE.match(read.sentence.text[start:]))
    return other == clause or participle


def _bracketed(read: Read, mention: DateMention, starts: Sequence[int]) -> bool:
    """Say whether words of time stand between commas with "which" or "who", and no trigger does."""
    for found in _BRACKET.finditer(read.sentence.text):
        first, last = found.span()
        inside = first <= mention.start < last
        if inside and not any(first <= at - read.sentence.start < last for at in starts):
            return True
    return False


def _turned(text: str, anchor: DateMention, position: int) -> DateMention:
    """Return an anchor seen from its trigger: in "B came a day after A", A was a day before."""
    if not (beside(text, anchor) and anchor.offset and position > anchor.end):
        return anchor
    return anchor if _leads(text, anchor, position) else replace(anchor, offset=-anchor.offset)


def _leads(text: str, anchor: DateMention, position: int) -> bool:
    """Say whether a sentence begins with an anchor of what stands there: "A day after A, B"."""
    begins = len(text[: anchor.start].split()) < _FEW_WORDS
    return beside(text, anchor) and begins and "," in text[anchor.end : max(anchor.end, position)]
