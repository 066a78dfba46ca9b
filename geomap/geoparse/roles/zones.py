"""Parts of a text that are not its story: dateline, credit line, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from geomap.model import Mention, Role

__all__ = ["Zone", "find_zones"]

_LIST: Final = Path(__file__).parents[1] / "words" / "boilerplate.txt"
_OPENING_LINES: Final = 8
_SHORT_LINE: Final = 240
_SHORTEST_PHRASE: Final = 6
_LONG_LINE: Final = 600
_MANY_CUES: Final = 3
_FOOT: Final = 500
_SENTENCE_END: Final = re.compile(r"(?<=[a-z0-9)”\"])[.!?][”\")]?(?=\s|$)")
_MONTH: Final = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|"
    r"July|August|September|October|November|December)\.?"
)
_DATE: Final = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_AGENCY: Final = r"\([A-Z][^()\n]{1,38}\)"
#: A line's opening with every place name written as one NUL: "NUL, NUL, June 3 (Agency) - ".
_DATELINE: Final = re.compile(
    rf"[\s\"'“‘(\[]*\0(?:\s*[,/(]?\s*(?:and\s+)?\0\)?|,\s[A-Z][a-z]{{1,5}}\.)*"
    rf"(?P<agency>(?:[,\s]*{_AGENCY})*)(?P<date>,?\s*{_DATE})?(?P<after>(?:[,\s]*{_AGENCY})*)"
    r"\s*(?P<mark>—|–|--+|-(?=\s)|:(?=\s))"
)
_CREDIT: Final = re.compile(
    r"(?:^|(?<=[.!?)\]”\"\n])\s{0,3})[(\[—–\-\s]{0,6}(?:"
    r"(?:[A-Z][\w'’.-]{1,30}(?:\s{1,3}|,\s{1,3}|\s{1,3}and\s{1,3})){1,8}"
    r"(?:also\s+)?report(?:ed|ing|s)\s+from\s"
    r"|(?:Additional\s+|Further\s+|With\s+additional\s+)?[Rr]eporting\s+(?:by|from)\s"
    r"|(?:Writing|Written|Edited|Editing|Compiled|Translated|Photographs?|Photos?)\s+by\s"
    r"|With\s+(?:input|reporting|contributions|files|inputs|agency\s+inputs)\s+(?:from|by)\s"
    r")",
    re.MULTILINE,
)

_CONTRIBUTED: Final = re.compile(
    r"\bcontributed\s+(?:to\s+(?:this|the)\s+(?:report|story|article)|reporting)"
)
_BYLINE: Final = re.compile(r"^\s*(?:By|BY)\s+[A-Z][^\n]{3,90}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Zone:
    """Characters ``start:end`` with a role of their own, and the words that gave it."""

    start: int
    end: int
    role: Role
    cue: str


def find_zones(text: str, mentions: Sequence[Mention]) -> tuple[Zone, ...]:
    """Return the zones of a text in order of precedence."""
    lines = tuple(_lines(text))
    return (
        *_credits(text),
        *_boilerplate(text, lines),
        *_datelines(text, lines, mentions),
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of a text that hold more than white space."""
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield found.span()


def _credits(text: str) -> Iterator[Zone]:
    """Yield credit lines: to the end of the line at the foot of a text, else of the sentence."""
    for found in _CREDIT.finditer(text):
        line_end = text.find("\n", found.end())
        line_end = len(text) if line_end < 0 else line_end
        at_foot = len(text) - found.start() < _FOOT
        end = line_end if at_foot else _sentence_end(text, found.end(), line_end)
        yield Zone(found.start(), end, "credit", " ".join(found.group().split())[-40:])
    for found in _CONTRIBUTED.finditer(text):
        yield Zone(_sentence_start(text, found.start()), found.end(), "credit", "contributed")
    for found in _BYLINE.finditer(text):
        if found.group().count(".") < 2:
            yield Zone(found.start(), found.end(), "credit", "byline")


def _boilerplate(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Zone]:
    """Yield what speaks of the paper and its reader: a line, or a sentence of a long line."""
    for start, end in lines:
        cues = _cues(text[start:end])
        if not cues:
            continue
        most = _LONG_LINE if len(cues) >= _MANY_CUES else _SHORT_LINE
        if end - start <= most:
            yield Zone(start, end, "boilerplate", cues[0])
        else:
            yield from _boilerplate_sentences(text, start, end)


def _boilerplate_sentences(text: str, start: int, end: int) -> Iterator[Zone]:
    """Yield the sentences of a long line that hold words of boilerplate."""
    while start < end:
        stop = _sentence_end(text, start, end)
        cues = _cues(text[start:stop])
        if cues and stop - start <= _SHORT_LINE:
            yield Zone(start, stop, "boilerplate", cues[0])
        start = stop


def _cues(words: str) -> list[str]:
    """Return the phrases of boilerplate in some words; a single weak one counts for nothing."""
    strong, weak = _phrases()
    if len(words) < _SHORTEST_PHRASE:
        return []
    plain = words.lower().replace("’", "'")
    found = [p for p in strong if p in plain]
    also = [p for p in weak if p in plain]
    return found + also if found or len(also) > 1 else []


def _sentence_start(text: str, end: int) -> int:
    """Return the start of the sentence or line that holds the character before ``end``."""
    line = text.rfind("\n", 0, end) + 1
    stops = [found.end() for found in _SENTENCE_END.finditer(text, line, end)]
    return stops[-1] if stops else line


def _sentence_end(text: str, start: int, end: int) -> int:
    """Return the end of the sentence that holds the character at ``start``."""
    found = _SENTENCE_END.search(text, start, end)
    return found.end() if found else end


@cache
def _phrases() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the phrases of which one is enough, and those of which two are."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    phrases = [line for line in lines if line and not line.startswith("#")]
    strong = tuple(p[1:] for p in phrases if p.startswith("!"))
    return strong, tuple(p for p in phrases if not p.startswith("!"))


def _datelines(
    text: str, lines: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> Iterator[Zone]:
    """Yield the datelines that open the first lines of a text."""
    for start, end in lines[:_OPENING_LINES]:
        inside = [m for m in mentions if start <= m.start and m.end <= min(end, start + 120)]
        found = (
            _DATELINE.match(_masked(text[start : start + 200], start, inside)) if inside else None
        )
        if found and _is_dateline(found, inside[0]):
            count = found.group().count("\0")
            yield Zone(start, inside[count - 1].end, "dateline", "dateline " + found["mark"])


def _masked(line: str, offset: int, mentions: Sequence[Mention]) -> str:
    """Return a line with every mention as one NUL."""
    parts: list[str] = []
    last = 0
    for mention in mentions:
        parts += (line[last : mention.start - offset].replace("\0", " "), "\0")
        last = mention.end - offset
    return "".join(parts) + line[last:].replace("\0", " ")


def _is_dateline(found: re.Match[str], first: Mention) -> bool:
    """Whether a colon or hyphen ends a dateline: only after capitals, an agency or a date."""
    if found["agency"] or found["date"] or found["after"]:
        return True
    return found["mark"] in ("—", "–", "--") or first.text.isupper()
