"""Words of a text with their offsets, cut so that a place name is a run of whole tokens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["Token", "tokenize"]

_ABBREVIATIONS: Final = (
    "Ala Alta Ariz Ark Assn Ave Blvd Calif Capt Cmdr Co Col Colo Conn Cpl Dak Del Dr Fla Fr Ft Ga "
    "Gen Gov Ill Ind Jr Kan Kans Ky La Lt Maj Mass Md Mex Mich Minn Miss Mo Mont Mr Mrs Ms Mt Neb "
    "Nev No Okla Ont Ore Pa Penn Ph Phila Prof Pvt Que Rd Rep Rev Sask Sen Sgt Sr St Ste Supt Tenn "
    "Tex Va Vt Wash Wis Wyo ST FT MT STE"
)
_PATTERN: Final = re.compile(
    r"(?P<initials>[NSW]\. ?(?:Va|Dak|C|D|Y|J|H|M)\.|(?:[A-Z]\.){2,9}[A-Z]?(?![A-Za-z])"
    r"|[A-Z]\.(?= [A-Z]))"
    rf"|(?P<short>\b(?:{'|'.join(_ABBREVIATIONS.split())})\.)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]|[\u0300-\u036f])+(?:['’ʼ‘`](?![sS]\b)(?:[^\W\d_]|[\u0300-\u036f])+)*)"
    r"|(?P<clitic>['’ʼ`][sS]\b)"
    r"|(?P<mark>[^\w\s]|_)"
    r"|(?P<other>\w)"
)
_SENTENCE_ENDS: Final = frozenset(".!?")


class Token(NamedTuple):
    """A word, number or mark: ``text[start:end]`` of its document.

    ``kind`` is initials, short, number, word, clitic, mark or other. ``first`` tells the first
    token of a sentence or line, ``spaced`` that white space stands before it, ``capital`` that it
    begins with a capital letter.
    """

    text: str
    start: int
    end: int
    kind: str
    first: bool
    spaced: bool
    capital: bool


@lru_cache(maxsize=4)
def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens; possessive endings and hyphens are tokens of their own.

    >>> [t.text for t in tokenize("St. Kitts and the U.S.-Canada line; Kenya's")]
    ['St.', 'Kitts', 'and', 'the', 'U.S.', '-', 'Canada', 'line', ';', 'Kenya', "'s"]
    """
    tokens: list[Token] = []
    last_end, first = 0, True
    for found in _PATTERN.finditer(text):
        start, end = found.span()
        gap = text[last_end:start]
        first = first or "\n" in gap
        word = found.group()
        kind = found.lastgroup or "other"
        spaced = bool(gap) or start == 0
        tokens.append(Token(word, start, end, kind, first, spaced, word[0].isupper()))
        first = _opens_sentence(word, kind, first)
        last_end = end
    return tuple(tokens)


def _opens_sentence(word: str, kind: str, was_first: bool) -> bool:
    """Whether the token after this one begins a sentence."""
    if kind != "mark":
        return False
    return word in _SENTENCE_ENDS or (was_first and word in "\"'“”‘’([-–—•*>")
