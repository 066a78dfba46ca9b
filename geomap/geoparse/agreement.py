"""One document, one mind: a name that is a place here is a place there, a person stays a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from geomap.geoparse.lexicon import words
from geomap.geoparse.tokens import Token

__all__ = ["agree"]

Span = tuple[int, int]
_GROUND: Final = frozenset("in at near from to outside around across through toward into".split())


def agree(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Span]:
    """Return the spans without first names of persons, with the lone repeats of sure names.

    A span is a run of tokens, the end exclusive.
    """
    persons = _first_names(tokens)
    kept = [s for s in spans if not _is_person(tokens, s, persons)]
    return sorted([*kept, *_repeats(tokens, kept)])


def _first_names(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the words that stand as a first name before a surname: "Chad" in "Chad Reed"."""
    return frozenset(
        token.text
        for token, after in pairwise(tokens)
        if token.capital
        and after.capital
        and not after.first
        and token.text.lower() in words("given_names")
        and not any(after.text.lower() in words(name) for name in _NOT_SURNAMES)
    )


_NOT_SURNAMES: Final = ("organizations", "facilities", "streets", "calendar", "titles")


def _is_person(tokens: Sequence[Token], span: Span, persons: frozenset[str]) -> bool:
    """Whether a span is a first name that the text has given a surname elsewhere, and acts."""
    first, last = span
    if last - first > 1 or tokens[first].text not in persons or last >= len(tokens):
        return False
    before = tokens[first - 1].text.lower() if first else ""
    return before not in _GROUND and tokens[last].text in words("speech_verbs")


def _repeats(tokens: Sequence[Token], spans: Sequence[Span]) -> Iterator[Span]:
    """Yield untagged repeats of names that are tagged more often than not."""
    tagged = Counter(tuple(t.text for t in tokens[a:b]) for a, b in spans)
    taken = {i for a, b in spans for i in range(a, b)}
    sizes: dict[str, set[int]] = {}
    for name in tagged:
        sizes.setdefault(name[0], set()).add(len(name))
    found: dict[tuple[str, ...], list[Span]] = {}
    for i, token in enumerate(tokens):
        for size in sorted(sizes.get(token.text, ()), reverse=True):
            name = tuple(t.text for t in tokens[i : i + size])
            if name in tagged and _stands_free(tokens, (i, i + size), taken):
                found.setdefault(name, []).append((i, i + size))
                break
    for name, repeats in found.items():
        if tagged[name] >= max(_LEAST, len(repeats)):
            yield from repeats


_LEAST: Final = 2


def _stands_free(tokens: Sequence[Token], span: Span, taken: set[int]) -> bool:
    """Whether the tokens of a span stand alone and are not taken."""
    first, last = span
    if not taken.isdisjoint(range(first, last)):
        return False
    if first and tokens[first - 1].capital and not tokens[first].first:
        return tokens[first - 1].first and tokens[first - 1].text.lower() in words("function")
    return not (last < len(tokens) and tokens[last].capital and not tokens[last].first)
