"""When it happened, by the words of time of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from geomap.events.dates import ENDED, DateMention, lasting, window
from geomap.events.status import SPEECH
from geomap.events.telling.ground import filed_until
from geomap.events.telling.label import label_day
from geomap.events.telling.reading import Read, main_of, standing_of
from geomap.events.text import clause_at
from geomap.events.triggers import Trigger
from geomap.model import Interval

__all__ = ["statement_date", "when_of"]

_SAID: Final = re.compile(
    rf"\b{SPEECH}\s(?:\S+\s){{0,1}}?(?:in a (?:statement|report|post)\s)?"
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
#: "warned last month that": what follows is what was said, not an aside.
_SAYS_THAT: Final = re.compile(rf"\b{SPEECH}(?:\s[\w’'.]+){{0,4}}\s$")
#: "said that": what follows is told, no relative clause.
_TELLS: Final = re.compile(rf"\b(?:{SPEECH}|say)\s(?:\w+\s){{0,2}}$", re.IGNORECASE)
_DAYS: Final = re.compile(r",?\s(?:just |only |a few |several )?days\s$")
_DAYS_BACK: Final = 9
_BRACKET: Final = re.compile(r",\s(?:which|who|where|whose)\b[^,;]*(?:,|$)")
#: "a day after the minister said": the day of the saying.
_THEN_SAID: Final = re.compile(rf"^\s(?:[\w’'.-]+\s){{0,7}}?{SPEECH}\b", re.IGNORECASE)


def statement_date(text: str, mention: DateMention) -> bool:
    """Say whether words of time date a statement: "said on Monday", "on Monday said"."""
    before, after = text[: mention.start], text[mention.end :]
    if _OF_SUBJECT.search(before):
        return False
    then = mention.form == "anchor" and _THEN_SAID.match(after)
    also = _ALSO_DAY.match(before) and _THEN_SAID.match(after.removeprefix(","))
    said = _SAID.search(before) or _SAYS_NEXT.match(after) or also
    return bool(said or then)


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
        if not statement_date(text, d) and not d.ends and not _aside(read, d, group)
    ]

    def distance(mention: DateMention) -> tuple[bool, bool, int]:
        other = clause_at(read.clauses, offset + mention.start) != here
        label = label_day(text, mention.start)
        return not label, other, abs(offset + mention.start - main.start)

    best = min(own, key=distance, default=None)
    if best and best.interval:
        return lasting(text, best), 2, None
    if best:
        return None, 2, _turned(text, offset, best, main)
    said = next((d for d in usable if d.interval and statement_date(text, d)), None)
    if said and said.interval:
        if _days_before(read, main) and said.interval.start:
            eve = said.interval.start - timedelta(days=1)
            return window(eve, _DAYS_BACK, "inferred"), 1, None
        back = 0 if standing_of(read, main) == "planned" else 1
        return window(said.interval.end, back, "statement_day"), 1, None
    return None, 0, None


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
    holds = any(clause_at(read.clauses, start) == at for start in starts)
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


def _bracketed(read: Read, mention: DateMention, starts: Sequence[int]) -> bool:
    """Say whether words of time stand between commas with "which" or "who", and no trigger does."""
    for found in _BRACKET.finditer(read.sentence.text):
        first, last = found.span()
        inside = first <= mention.start < last
        if inside and not any(first <= at - read.sentence.start < last for at in starts):
            return True
    return False


def _turned(text: str, offset: int, anchor: DateMention, trigger: Trigger) -> DateMention:
    """Return an anchor seen from its trigger: in "B came a day after A", A was a day before."""
    after = re.search(r"\bafter$", text[anchor.start : anchor.end])
    if after and trigger.start - offset > anchor.end and anchor.offset:
        return replace(anchor, offset=-anchor.offset)
    return anchor
