"""Names made whole, and names that stand with others: what a tagger that cuts too short leaves.

The tagger sees two words to each side. Where it marks a part of a longer name that the gazetteer
knows ("Kyzyl" of "Kyzyl-Art"), the name is that one; where a noun for a place follows ("Kyzyl Tuu
sector"), all capitals before it are the name; and a name of the gazetteer in a list with a place of
its country is one as well ("Osh and Uzgen").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import words
from geomap.geoparse.scan import Hit, longest, stands_alone
from geomap.geoparse.tokens import Token

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["add_listed", "make_whole"]

Span = tuple[int, int]
_NAMES: Final = ("official", "alternate")
_LINKS: Final = frozenset((",", "and", "or", "&"))
_MOST_LINKS: Final = 2
_MOST_WORDS: Final = 4
#: Lists of words that no strange name holds.
_USUAL: Final = (
    "given_names", "titles", "organizations", "function", "calendar", "offices", "common",
    "facilities", "streets",
)  # fmt: skip


def make_whole(tokens: Sequence[Token], spans: Sequence[Span], hits: Sequence[Hit]) -> list[Span]:
    """Return the spans, those inside a longer name replaced by that name."""
    named = [(hit.first, hit.last) for hit in longest(hits) if _is_whole(tokens, hit)]
    strange = list(_before_kinds(tokens))
    found = {i: span for span in spans for i in range(*span)}
    for name, alone in (*((n, False) for n in named), *((n, True) for n in strange)):
        met = {found[i] for i in range(*name) if i in found}
        across = any(first < name[0] or last > name[1] for first, last in met)
        if not across and (met or alone):
            found.update(dict.fromkeys(range(*name), name))
    return sorted(set(found.values()))


def _is_whole(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a name of several words is written as one: no article before it, no comma inside."""
    inside = tokens[hit.first : hit.last]
    article = inside[0].text.lower() in words("function")
    listed = any(token.text == "," for token in inside)
    return len(inside) > 1 and hit.matches[0].kind in _NAMES and not article and not listed


def _before_kinds(tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield the strange capitals before nouns that follow a name: "Kyzyl Tuu sector"."""
    for index, token in enumerate(tokens):
        if token.text not in words("led_by_name") or token.first:
            continue
        first = index
        while first and index - first < _MOST_WORDS and _is_strange(tokens[first - 1]):
            first -= 1
            if tokens[first].first:
                break
        if first < index and not tokens[first].first and not tokens[first - 1].capital:
            yield first, index


def _is_strange(token: Token) -> bool:
    """Whether a capitalized word is in no list of words."""
    strange = token.capital and token.kind == "word" and not token.text.isupper()
    return strange and not any(token.text.lower() in words(name) for name in _USUAL)


def add_listed(tokens: Sequence[Token], spans: Sequence[Span], hits: Sequence[Hit]) -> list[Span]:
    """Return the spans with the names that stand in a list with one of them, of its country."""
    by_span = {(hit.first, hit.last): hit for hit in hits}
    kept = longest(hits)
    ends = {hit.first: hit for hit in kept}, {hit.last: hit for hit in kept}
    found, waiting = set(spans), list(spans)
    taken = {i for first, last in spans for i in range(first, last)}
    while waiting:
        hit = by_span.get(waiting.pop())
        for other in _linked(tokens, hit, ends) if hit else ():
            if taken.isdisjoint(range(other.first, other.last)) and hit and _fits(other, hit):
                taken.update(range(other.first, other.last))
                found.add((other.first, other.last))
                waiting.append((other.first, other.last))
    return sorted(found)


def _linked(
    tokens: Sequence[Token], hit: Hit, ends: tuple[dict[int, Hit], dict[int, Hit]]
) -> Iterator[Hit]:
    """Yield the names of the gazetteer that a comma or "and" links with one, before and after."""
    for step, start, at in ((1, hit.last, ends[0]), (-1, hit.first - 1, ends[1])):
        index, links = start, 0
        while 0 <= index < len(tokens) and links < _MOST_LINKS and tokens[index].text in _LINKS:
            index, links = index + step, links + 1
        other = at.get(index if step > 0 else index + 1) if links else None
        if other is None or not _is_plain(tokens, other):
            continue
        last = max(hit.last, other.last)
        begun = any(tokens[i].first for i in range(min(hit.last, other.last), last))
        comma = links == 1 and tokens[start].text == ","
        goes_on = last < len(tokens) and tokens[last].text in _LINKS
        if not begun and (goes_on or not comma):
            yield other


def _is_plain(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a hit is written as a name and stands alone."""
    name = " ".join(token.text for token in tokens[hit.first : hit.last]).lower()
    usual = name in words("common") or name in words("calendar")
    return tokens[hit.first].capital and not usual and stands_alone(tokens, hit)


def _fits(other: Hit, hit: Hit) -> bool:
    """Whether a name has a bearer in a country where the other name has one."""
    here = {match.place.country for match in hit.matches}
    return any(_is_ground(match) and match.place.country in here for match in other.matches)


def _is_ground(match: Match) -> bool:
    return match.kind in _NAMES and match.place.feature_class in ("P", "A", "S")
