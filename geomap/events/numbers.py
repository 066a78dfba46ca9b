"""Counts in words and digits, with their offsets; nothing is rewritten.

The grammar is small on purpose (docs of the field show that number libraries lose offsets and turn
"second" into 2): digits, words below a million, dozens and scores, ranges, and the words before a
number that make it a floor or a ceiling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["NUMBER", "Number", "find_numbers", "parse_number"]

_UNITS: Final = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS: Final = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "lakh": 10**5}
#: Vague counts: low, best, high. "dozens" and "hundreds" are ACLED's 12 and 100 at best
#: (ACLED codebook, "fatalities"), with the range that the word allows.
_VAGUE: Final = {
    "a couple": (2, 2, 2),
    "a few": (3, 3, 5),
    "several": (3, 3, 9),
    "half a dozen": (6, 6, 6),
    "a dozen": (12, 12, 12),
    "dozens": (12, 12, 99),
    "scores": (20, 40, 99),
    "hundreds": (100, 100, 999),
    "thousands": (1000, 1000, 9999),
    "tens of thousands": (10_000, 10_000, 99_999),
    "hundreds of thousands": (100_000, 100_000, 999_999),
}
_WORD: Final = "|".join([*_UNITS, *_TENS])
_WORDS: Final = (
    rf"(?:(?:{_WORD})(?:[-\s](?:{_WORD}))?(?:(?:[-\s](?:hundred|thousand|million|lakh))+"
    rf"(?:\s(?:and\s)?(?:{_WORD})(?:[-\s](?:{_WORD}))?)?)?)"
)
_DIGITS: Final = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s(?:hundred|thousand|million|lakh))?(?![\d:.,]*\d)"
)
_DOZEN: Final = rf"(?:(?:{_WORD}|\d+|several)\sdozen)"
_ONE: Final = (
    "(?:tens of thousands|hundreds of thousands|half a dozen|a dozen|a few|a couple|several|dozens|"
    rf"scores|hundreds|thousands|{_DOZEN}|a hundred|{_WORDS}|{_DIGITS})"
)
_BEFORE: Final = (
    r"(?:at least|no fewer than|no less than|more than|over|upwards of|up to|as many as|at most|"
    r"fewer than|less than|nearly|almost|about|around|some|roughly|approximately|an estimated|"
    r"a total of|another|only|between|from)"
)
#: The source of a pattern that matches one count or range, without groups.
NUMBER: Final = (
    rf"(?:between\s{_ONE}\sand\s{_ONE}"
    rf"|(?:{_BEFORE}\s){{0,2}}{_ONE}(?:(?:\s(?:to|or)\s|\s?[–-]\s?){_ONE})?)"
)
_NUMBER: Final = re.compile(rf"(?<![\w$€£.,:-])(?:{NUMBER})(?![\w%-]|[.:]\d)", re.IGNORECASE)
_NOT_A_COUNT: Final = re.compile(
    r"\s?(?:-?\s?year|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|km\b|kilomet|miles?\b|"
    r"met(?:re|er)s?\b|kg\b|kilo|tons?\b|tonnes?\b|per\s?cent|percent|%|[ap]\.?m\b|dollars?\b|"
    r"rupees?\b|times?\b|:\d|(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s$|\b(?:aged?|No\.|since)\s$"
)
_MONTH_AFTER: Final = re.compile(
    r"\s(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A count: ``text[start:end]`` and what it says at least, best and at most."""

    start: int
    end: int
    low: int
    best: int
    high: int


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the counts in a text: no dates, ages, times, ordinals, money or measures.

    >>> [(n.low, n.high) for n in find_numbers("10 to 15 men, aged 19, two dozen of them hurt")]
    [(10, 15), (24, 24)]
    """
    return tuple(_numbers(text))


def parse_number(words: str) -> tuple[int, int, int] | None:
    """Return low, best and high of one count or range in words, or None.

    >>> parse_number("at least two dozen"), parse_number("forty-two"), parse_number("1.5 million")
    ((24, 24, 24), (42, 42, 42), (1500000, 1500000, 1500000))
    """
    plain = re.sub(rf"^(?:{_BEFORE}\s)+", "", words.lower().strip())
    whole = None if words.lower().startswith("between ") else _one(plain)
    if whole:
        return whole
    ends = re.split(r"\s(?:to|or|and)\s|\s?[–-]\s?", plain)
    parsed = [_one(part) for part in ends]
    if len(parsed) != 2 or parsed[0] is None or parsed[1] is None:
        return None
    low, high = parsed[0][1], parsed[1][1]
    return (low, low, high) if low <= high else None


def _numbers(text: str) -> Iterator[Number]:
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if _NOT_A_COUNT.match(text, end) or _MONTH.search(text[max(0, start - 12) : start]):
            continue
        digits = found.group().isdigit()
        if digits and (_MONTH_AFTER.match(text, end) or 1900 <= int(found.group()) <= 2100):
            continue
        value = parse_number(found.group())
        if value:
            yield Number(start, end, *value)


def _one(words: str) -> tuple[int, int, int] | None:
    if words in _VAGUE:
        return _VAGUE[words]
    if words.endswith(" dozen"):
        times = _one(words.removesuffix(" dozen"))
        return (12 * times[0], 12 * times[1], 12 * times[2]) if times else None
    value = _value(words)
    return None if value is None else (value, value, value)


def _value(words: str) -> int | None:
    """Return the value of digits with a scale, or of number words."""
    total, part = 0.0, 0.0
    for word in re.split(r"[\s-]+", words):
        if word in _SCALES:
            total, part = _scaled(total, part or 1, _SCALES[word])
        elif word in _UNITS or word in _TENS:
            part += _UNITS.get(word, 0) or _TENS[word]
        elif re.fullmatch(r"[\d,]*\.?\d+", word) and len(word) < 16:
            part += float(word.replace(",", ""))
        elif word not in ("and", "a"):
            return None
    value = total + part
    return int(value) if value > 0 or words == "0" else None


def _scaled(total: float, part: float, scale: int) -> tuple[float, float]:
    return (total, part * scale) if scale == 100 else (total + part * scale, 0.0)
