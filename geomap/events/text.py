"""Text -> paragraphs, sentences and clauses, all as offsets into the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from geomap.model import Toponym

__all__ = [
    "BULLET",
    "Sentence",
    "Span",
    "clause_at",
    "mentions_before",
    "mentions_within",
    "read_words",
    "split_clauses",
    "split_sentences",
]

#: What opens a line of a list.
BULLET: Final = re.compile(r"\W*[•▪*–—-]\s")
_FOLDER: Final = Path(__file__).parent / "words"
_BLANK_LINE: Final = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_LINE: Final = re.compile(r"\n\s*")
_END: Final = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[—–-]*\s*[A-Z0-9À-Þ])|[.!?]+[”\"](?=\s)")
_LAST_WORD: Final = re.compile(r"[\w.’']+$")
#: A hard-wrapped text has many lines and none longer than this.
_WRAP, _WRAP_LINES = 90, 6
#: No sentence is longer; what is, is cut, so that reading costs time linear to the text.
_LONGEST: Final = 1000
#: Where a clause may begin: marks, and words that open a clause of their own.
_CUT: Final = re.compile(
    r"(?P<mark>;|:(?!\d)|—|\s[–-]{1,2}\s|\.\.\.)\s*"
    r"|,\s+(?P<after_comma>(?:and|but|while|whereas|although|though|yet|so|as|which|who|whose|where|"
    r"when|after|before|with|because|since|until|according|[a-z]+ing)\b)"
    r"|\s(?P<bare>(?:but|while|whereas|although|though|when|after|before|because|until|unless|if|"
    r"who|which|whose|where|that)\s)"
    r"|\s(?P<joined>and (?=(?:the|an?|its|his|her|their|he|she|it|they|two|three|"
    r"four|five|six|several|at least|\d+)\s[\w-]+\s"
    r"(?:[\w-]+\s){0,3}?(?:was|were|is|are|had|has|have)\b))"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a text, end exclusive."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Say whether another span lies within this one."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence; ``paragraph`` and ``index`` count from 0, ``first`` of its paragraph."""

    text: str
    paragraph: int
    index: int
    first: bool


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the lower-case words of a list beside this module.

    >>> "oct" in read_words("abbreviations")
    True
    """
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; ``text[s.start:s.end] == s.text``.

    >>> [s.text for s in split_sentences("Gen. Li came on Oct. 3. He left.")]
    ['Gen. Li came on Oct. 3.', 'He left.']
    """
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        spans = (piece for span in _sentences(text, paragraph) for piece in _short(text, span))
        for k, span in enumerate(spans):
            words = text[span.start : span.end]
            sentences.append(
                Sentence(*(span.start, span.end), words, number, len(sentences), k == 0)
            )
    return tuple(sentences)


def split_clauses(sentence: Sentence) -> tuple[Span, ...]:
    """Cut a sentence into clauses that cover it, by punctuation and the words that open a clause.

    >>> s = split_sentences("Rebels took Bo, killing six, after troops left Kenema.")[0]
    >>> [s.text[c.start:c.end] for c in split_clauses(s)]
    ['Rebels took Bo, ', 'killing six, ', 'after troops left Kenema.']
    """
    cuts = [0]
    for found in _CUT.finditer(sentence.text):
        group = found.lastgroup or "mark"
        cuts.append(found.end() if group == "mark" else found.start(group))
    cuts = [c for c in cuts if c < len(sentence.text)]
    ends = [*cuts[1:], len(sentence.text)]
    return tuple(
        Span(sentence.start + a, sentence.start + b) for a, b in zip(cuts, ends, strict=True)
    )


def mentions_within(toponyms: Sequence[Toponym], start: int, end: int) -> Sequence[Toponym]:
    """Return the toponyms, which are in order, that lie between two positions."""
    first = bisect_left(toponyms, start, key=lambda t: t.mention.start)
    last = bisect_left(toponyms, end, lo=first, key=lambda t: t.mention.start)
    return [t for t in toponyms[first:last] if t.mention.end <= end]


def mentions_before(toponyms: Sequence[Toponym], end: int, most: int) -> Sequence[Toponym]:
    """Return the last toponyms, which are in order, that begin before a position."""
    last = bisect_left(toponyms, end, key=lambda t: t.mention.start)
    return [t for t in toponyms[max(0, last - most) : last] if t.mention.end <= end]


def clause_at(clauses: tuple[Span, ...], position: int) -> int:
    """Return the index of the clause that holds a position."""
    return next((i for i, c in enumerate(clauses) if c.start <= position < c.end), 0)


def _paragraphs(text: str) -> Iterator[Span]:
    lines = text.split("\n")
    wrapped = len(lines) >= _WRAP_LINES and max(map(len, lines)) <= _WRAP
    yield from _pieces(text, 0, len(text), _BLANK_LINE if wrapped else _LINE)


def _pieces(text: str, start: int, end: int, gap: re.Pattern[str]) -> Iterator[Span]:
    """Yield what stands between gaps, without white space around it."""
    at = start
    for found in [*gap.finditer(text, start, end), None]:
        stop = found.start() if found else end
        words = text[at:stop]
        if words.strip():
            first = at + len(words) - len(words.lstrip())
            yield Span(first, at + len(words.rstrip()))
        at = found.end() if found else end


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    at = paragraph.start
    for found in _END.finditer(text, paragraph.start, paragraph.end):
        if found.end() < paragraph.end and not _abbreviated(text, at, found):
            yield Span(at, found.end())
            at = found.end()
            while at < paragraph.end and text[at].isspace():
                at += 1
    if at < paragraph.end:
        yield Span(at, paragraph.end)


def _short(text: str, span: Span) -> Iterator[Span]:
    """Yield a span, or pieces of it cut at blanks where it is longer than any sentence."""
    start = span.start
    while span.end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > start else start + _LONGEST
        yield Span(start, cut)
        start = cut
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _abbreviated(text: str, start: int, end: re.Match[str]) -> bool:
    """Say whether a dot belongs to an abbreviation or an initial before it."""
    if end.group() != ".":
        return False
    last = _LAST_WORD.search(text, max(start, end.start() - 20), end.start())
    if last is None:
        return False
    word = last.group()
    after = text[end.end() : end.end() + 12].split()
    if word.lower() in ("a.m", "p.m", "u.s", "u.n", "u.k", "d.c"):
        return not (after and after[0].strip('“"') in _OPENERS)
    return word.lower() in read_words("abbreviations") or (len(word) == 1 and word.isupper())


_OPENERS: Final = frozenset("The A An In On At It He She They But However This That".split())
