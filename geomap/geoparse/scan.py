"""Names of the gazetteer that stand in a text, whatever they mean there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import words
from geomap.geoparse.tokens import Token

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer, Match

__all__ = [
    "LONGEST_NAME",
    "Hit",
    "Names",
    "is_grammar",
    "longest",
    "may_open",
    "named_areas",
    "scan",
    "stands_alone",
]

#: No place is looked up by more characters than that.
LONGEST_NAME: Final = 90
_MOST_TOKENS: Final = 7
_PERSONS: Final = ("given_names", "titles", "organizations", "function")
_PARTICLES: Final = frozenset(
    "of the and de del da do dos la las le les el al ar as ash an ad e i y on upon sur sous "
    "am an der den di du au aux à ez -".split()
)


class Names:
    """Lookups of one document, each name asked of the gazetteer only once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._found: dict[str, tuple[Match, ...]] = {}

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Return the places of a name, most prominent first."""
        found = self._found.get(name)
        if found is None:
            known = len(name) <= LONGEST_NAME and self.gazetteer.has(name)
            found = self.gazetteer.lookup(name) if known else ()
            self._found[name] = found
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first:last`` spell a name of the gazetteer, that of ``matches``."""

    first: int
    last: int
    matches: tuple[Match, ...]


def scan(text: str, tokens: Sequence[Token], names: Names) -> tuple[Hit, ...]:
    """Return every run of tokens that is a gazetteer name: by start, the longest first."""
    hits: list[Hit] = []
    for first, token in enumerate(tokens):
        if not may_open(tokens, first):
            continue
        for last in reversed(tuple(_ends(tokens, first))):
            if last == first + 1 and is_grammar(tokens, first):
                continue
            if tokens[last - 1].end - token.start > LONGEST_NAME:
                continue
            matches = names.lookup(text[token.start : tokens[last - 1].end])
            if matches:
                hits.append(Hit(first, last, matches))
    return tuple(hits)


def longest(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Keep the leftmost longest hits, none overlapping."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.first >= kept[-1].last:
            kept.append(hit)
    return tuple(kept)


def named_areas(hits: Sequence[Hit]) -> Counter[str]:
    """Return how often a text names each country and first-order division, or its people.

    The keys are a country's code, or code, "/" and the name of a division.
    """
    named: Counter[str] = Counter()
    for hit in hits:
        place = hit.matches[0].place
        if place.feature_code.startswith("PCL"):
            named[place.country] += 1
        elif place.feature_code == "ADM1":
            named[f"{place.country}/{place.admin1}"] += 1
    return named


def stands_alone(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether no capitalized neighbor and no word for persons makes a name part of another."""
    first, last = hit.first, hit.last
    if any(t.text.lower() in words(name) for t in tokens[first:last] for name in _PERSONS):
        return False
    if all(token.text.isupper() for token in tokens[first:last]):
        return True  # in a line of capitals they say nothing
    if first and tokens[first - 1].capital and not tokens[first].first:
        return tokens[first - 1].text.lower() in words("function")
    return not (last < len(tokens) and tokens[last].capital and not tokens[last].first)


def may_open(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name may begin here: a capital, or an article bound to one ("al-Qaim")."""
    token = tokens[index]
    if token.capital:
        return True
    bound = token.text in _PARTICLES and token.kind == "word" and index + 2 < len(tokens)
    return bound and tokens[index + 1].text == "-" and tokens[index + 2].capital


def is_grammar(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token alone is no name: "The", "A", "US" in a line of capitals, not else."""
    word = tokens[index].text
    if len(word) == 1 or word.lower() not in words("function"):
        return len(word) == 1
    near = (*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2])
    return not word.isupper() or any(t.text.isupper() and len(t.text) > 1 for t in near)


def _ends(tokens: Sequence[Token], first: int) -> Iterator[int]:
    """Yield the ends (exclusive) that a name beginning here may have, shortest first."""
    for index in range(first, min(first + _MOST_TOKENS, len(tokens))):
        token = tokens[index]
        if index > first and token.first:
            return
        if token.capital or (token.kind == "number" and index > first):
            yield index + 1
        elif token.text not in _PARTICLES and not _is_inner(tokens, index):
            return


def _is_inner(tokens: Sequence[Token], index: int) -> bool:
    """Whether a mark may stand inside a name: "Land's End", "Washington, D.C."."""
    if tokens[index].kind == "clitic":
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return tokens[index].text == "," and after is not None and after.kind == "initials"
