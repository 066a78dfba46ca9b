"""Which of many patterns may match somewhere in a text, by the letters that they begin with.

To search a sentence for hundreds of patterns in turn costs more than all else. Most can be ruled
out at once: none of its words begins as the pattern does.

What a pattern begins with is read from Python's own parse of it (`re._parser`, which is not public:
the tests hold that nothing found is ruled out).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

__all__ = ["Openings", "may_match", "openings"]

#: Rows of patterns by the first letters, lower case, at most five, that a match may have.
Openings = Mapping[str, Sequence[int]]

_LENGTH: Final = 5
#: Stands at the end of letters that anything may follow.
_ANY: Final = "*"
_MOST_LETTERS: Final = 12
_WIDTHLESS: Final = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)
_START: Final = re.compile(r"(?<![\w-])\S")


def openings(patterns: Iterable[str]) -> Openings:
    """Return the rows of regular expressions by the letters that their matches begin with.

    Each is held to begin where neither a letter nor a hyphen stands before.

    >>> sorted(openings(["fell", "(?:was )?shot"]).items())
    [('fell', [0]), ('shot', [1]), ('was s', [1])]
    """
    rows = defaultdict[str, list[int]](list)
    for row, pattern in enumerate(patterns):
        for letters in sorted({s.rstrip(_ANY) for s in _beginnings(_parser.parse(pattern))}):
            rows[letters].append(row)
    return dict(rows)


def may_match(found: Openings, text: str) -> list[int]:
    """Return the rows, in their order, that may match somewhere in a text.

    >>> may_match(openings(["shot dead", "(?:was )?shelled"]), "They Shelled the ridge.")
    [1]
    """
    starts = {text[m.start() : m.start() + _LENGTH].lower() for m in _START.finditer(text)}
    letters = {start[:size] for start in starts for size in range(_LENGTH + 1)}
    return sorted({row for some in letters for row in found.get(some, ())})


def _beginnings(nodes: Iterable[tuple[Any, Any]]) -> set[str]:
    """Return the first letters of what a parsed pattern may match."""
    found = {""}
    for node in nodes:
        if all(map(_is_told, found)):
            break
        found = {s for before in found for s in _longer(before, node)}
    return found


def _longer(before: str, node: tuple[Any, Any]) -> Iterator[str]:
    if _is_told(before):
        yield before
        return
    for after in _letters(*node):
        whole = before + after
        yield whole if len(whole) <= _LENGTH else whole[:_LENGTH]


def _is_told(letters: str) -> bool:
    return letters.endswith(_ANY) or len(letters) >= _LENGTH


def _letters(code: Any, value: Any) -> set[str]:  # noqa: ANN401 - nodes of Python's parser
    """Return what one node of a parsed pattern may begin with."""
    if code is codes.LITERAL and chr(value) != _ANY:
        return {chr(value).lower()}
    if code is codes.IN and len(value) <= _MOST_LETTERS:
        return {s for node in value for s in _letters(*node)}
    if code is codes.BRANCH:
        return {s for branch in value[1] for s in _beginnings(branch)}
    if code is codes.SUBPATTERN:
        return _beginnings(value[-1])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, inner = value
        once = {s if most == 1 or _is_told(s) else s + _ANY for s in _beginnings(inner)}
        return once if least else once | {""}
    return {""} if code in _WIDTHLESS else {_ANY}
