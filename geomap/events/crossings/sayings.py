"""Words of status in a sentence: closed, open, for whom, as an act or as a state that lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geomap.events.cues import cue, source
from geomap.events.status import SPEECH
from geomap.model import CrossingStatus

__all__ = ["NOUN", "STATUS", "Saying", "sayings", "verdict"]

Kind = Literal["closed", "open", "partial"]

#: The nouns for a crossing, as a pattern.
NOUN: Final = source("crossing", "noun")
#: The words of status that speak of a crossing by themselves.
STATUS: Final = (
    rf"(?:{source('crossing', 'closed')}|{source('crossing', 'open')}|"
    rf"{source('crossing', 'restricted')})"
)
_MOVEMENT: Final = cue("crossing", "movement")
_NEVER: Final = re.compile(r"\b(?:never|not|n[’']t|no longer)\s(?:been\s)?$", re.IGNORECASE)
_HAD: Final = re.compile(r"\bhad\s(?:been\s)?(?:\w+ly\s)?$", re.IGNORECASE)
#: "Officials said that the gate had reopened": told as new, whatever the tense.
_REPORTED: Final = re.compile(rf"\b{SPEECH}\s(?:that\s)?(?:\S+\s){{1,8}}$", re.IGNORECASE)
_LASTING: Final = re.compile(r"\b(?:remain|stay|kept|keep)\w*\s(?:\S+\s){0,4}$", re.IGNORECASE)
_DONE: Final = re.compile(r"\b(?:was|were|has been|have been)\s(?:\w+\s)?$", re.IGNORECASE)
_OVER: Final = re.compile(
    rf"\s(?:through|via|at|over|across)\s(?:\S+\s){{1,4}}?{NOUN}", re.IGNORECASE
)
#: Words that tell of movement, not of an act.
_GOES_ON: Final = re.compile(
    r"(?:is|are|was|were|operat|work|function|run|roll|let|cross|waved|allowed|permitted|may|can|"
    r"passable|in operation|continu|admit|business|not|inoperative|out|off)\w*\b",
    re.IGNORECASE,
)
_WHOM: Final = source("crossing", "whom")
_FOR_WHOM: Final = re.compile(
    rf"^(?:\s\w+)?\s(?:for|to)\s(?P<whom>{_WHOM}\b(?:\s(?:and\s)?{_WHOM}\b)*)", re.IGNORECASE
)
_PART_SUBJECT: Final = cue("crossing", "part_subject", after=r"[^,;]{0,40}$")
_FUTURE: Final = cue("crossing", "future", after=r"\s(?:\S+\s){0,4}$")
_STATE: Final = cue("crossing", "state", after=r"\s(?:\w+\s)?$")


#: How far before a word of status "only" may stand.
_REACH_BACK: Final = 40


@dataclass(frozen=True, slots=True)
class Saying:
    """One word of status in a sentence."""

    kind: Kind
    start: int
    end: int
    part: str
    act: bool


def sayings(text: str) -> Iterator[Saying]:
    """Yield the words of status of a sentence: no plans, no wishes, nothing long past."""
    words: tuple[tuple[Kind, str], ...] = (
        ("closed", "closed"), ("open", "open"), ("partial", "restricted"),
    )  # fmt: skip
    found = [(m.start(), m.end(), k) for k, w in words for m in cue("crossing", w).finditer(text)]
    found += [
        (m.start(), m.end(), "closed")
        for m in cue("crossing", "halted").finditer(text)
        if _MOVEMENT.search(text[max(0, m.start() - 60) : m.end() + 40])
    ]
    for start, end, kind in sorted(found):
        before = text[:start]
        lasting = bool(_LASTING.search(before))
        long_past = _HAD.search(before) and not _REPORTED.search(before)
        if (_FUTURE.search(before) and not lasting) or long_past:
            continue
        negated = bool(_NEVER.search(before))
        told: Kind = "open" if (kind == "open") != negated else "closed"
        if kind == "partial":
            told = "partial"
        part = _for_whom(before, text[end:])
        done = bool(_DONE.search(before)) and not part
        act = not negated and (done or not (lasting or _STATE.search(before)))
        act = act and not _GOES_ON.match(text, start) and text[start:end].lower() != "open"
        yield Saying(told, start, end, part, act)


def _for_whom(before: str, after: str) -> str:
    """Return whom a status is limited to: "shut to vehicles", "trade remains suspended"."""
    whom = _FOR_WHOM.match(after)
    if whom:
        return whom["whom"]
    subject = _PART_SUBJECT.search(before)
    if subject and not re.search(NOUN, _OVER.sub("", subject.group()), re.IGNORECASE):
        return subject.group().split()[0].lower()
    return ""


def verdict(text: str, sayings: Sequence[Saying]) -> tuple[CrossingStatus, str]:
    """Return the status that the words add up to, and for whom."""
    open_, closed = ([s for s in sayings if s.kind == k] for k in ("open", "closed"))
    if sayings[-1].kind == "partial":
        return "partial", "; ".join(s.part for s in sayings if s.part)
    detail = "; ".join(f"{s.kind} to {s.part}" for s in sayings if s.part)
    if any(s.part for s in closed) and not any(not s.part for s in closed):
        return "partial", detail
    if open_ and closed and any(s.part for s in sayings):
        return "partial", detail
    final = sayings[-1].kind
    limited = cue("crossing", "limited").search(text, max(0, sayings[-1].start - _REACH_BACK))
    people = any(s.part and not re.search(r"aid|all", s.part) for s in open_)
    if final == "open" and (people or limited):
        return "partial", detail or (limited.group() if limited else "")
    return final, detail
