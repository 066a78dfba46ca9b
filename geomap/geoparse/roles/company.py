"""The company a mention keeps: the words, marks and kinds that tell ground from metonym."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import feature_words, words
from geomap.geoparse.tokens import Token
from geomap.model import Mention

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["Company", "companies", "likely_kind", "list_of", "signals"]

_LINKS: Final = frozenset((",", "and", "or", "&", "both", "the", "/", "as", "well"))
_EDGE: Final = "|"
#: Beyond so many words or names it is no prose, and nothing is worth the time.
_LONGEST_NAME: Final = 12
_LONGEST_LIST: Final = 8


@dataclass(frozen=True, slots=True)
class Company:
    """A mention amid its tokens ``first:last``; ``lowered`` are all tokens in lower case.

    ``head`` and ``tail`` are the ends of the list of names it is coordinated with ("Accra, Lomé
    and Cotonou"), so that a preposition before the list and a verb after it count for each name.
    """

    mention: Mention
    tokens: Sequence[Token]
    lowered: Sequence[str]
    first: int
    last: int
    head: int
    tail: int

    def word(self, index: int) -> str:
        """Return the lower-case token at an index, or the mark of the text's edge."""
        return self.lowered[index] if 0 <= index < len(self.lowered) else _EDGE

    def before(self, index: int) -> str:
        """Return the word before an index, the edge where a sentence or line begins there."""
        starts = index < len(self.tokens) and self.tokens[index].first
        return _EDGE if starts else self.word(index - 1)

    def after(self, index: int) -> str:
        """Return the word at an index, the edge where a sentence or line begins with it."""
        ends = index < len(self.tokens) and self.tokens[index].first
        return _EDGE if ends else self.word(index)

    def capital(self, index: int) -> bool:
        """Whether a capitalized word on the same line stands at an index."""
        if not 0 <= index < len(self.tokens):
            return False
        token = self.tokens[index]
        return token.capital and not (index > self.first and token.first)

    @property
    def owns(self) -> bool:
        """Whether a possessive ending follows."""
        if self.last >= len(self.tokens):
            return False
        after = self.tokens[self.last]
        return after.kind == "clitic" or (after.text in "'’" and not after.spaced)

    @property
    def next(self) -> int:
        """Return the index of the first token after the mention and its possessive ending."""
        return self.last + self.owns

    def capitals_after(self) -> tuple[str, ...]:
        """Return the capitalized words that go on from the mention, lower case."""
        return tuple(self._run(self.last))

    def _run(self, index: int) -> Iterator[str]:
        end = index + _LONGEST_NAME
        while index < end and self.capital(index) and not self.tokens[index].first:
            yield self.word(index)
            index += 1


def companies(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Company]:
    """Return the company of every mention; there must be a token."""
    if not mentions:
        return []
    starts, lowered = [t.start for t in tokens], [t.text.lower() for t in tokens]
    bounds = [_bounds(starts, mention) for mention in mentions]
    lists = _lists([_linked(lowered, left[1], right[0]) for left, right in pairwise(bounds)])
    found = []
    for mention, (first, last), (head, tail) in zip(mentions, bounds, lists, strict=True):
        ends = bounds[head][0], bounds[tail][1]
        found.append(Company(mention, tokens, lowered, first, last, *ends))
    return found


def _bounds(starts: Sequence[int], mention: Mention) -> tuple[int, int]:
    """Return the tokens of a mention, the end exclusive; one that cuts a token has the whole."""
    first = max(0, bisect_right(starts, mention.start) - 1)
    return first, max(first + 1, bisect_left(starts, mention.end))


def _linked(lowered: Sequence[str], start: int, end: int) -> bool:
    """Say whether only a comma, "and" or the like stands between two mentions."""
    return 1 <= end - start <= 3 and _LINKS.issuperset(lowered[start:end])


def _lists(linked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield for each mention the first and last one of the list that it is in.

    ``linked`` tells of each but the last whether the next one goes on with its list.
    """
    first = 0
    while first <= len(linked):
        last = next((i for i in range(first, len(linked)) if not linked[i]), len(linked))
        for index in range(first, last + 1):
            yield max(first, index - _LONGEST_LIST), min(last, index + _LONGEST_LIST)
        first = last + 1


def signals(company: Company, kind: str) -> list[str]:
    """Return the names of what is so about a mention; ``kind`` is that of its likeliest place."""
    before, after = company.before(company.first), company.after(company.next)
    head, tail = company.before(company.head), company.after(company.tail)
    names = [
        f"kind:{kind}",
        f"before:{before}",
        f"after:{after}",
        f"before_list:{head}",
        f"after_list:{tail}",
        f"before2:{company.word(company.first - 2)}_{before}",
        f"after2:{after}_{company.word(company.next + 1)}",
        f"around:{list_of(head)}_{list_of(tail)}",
        f"kind_around:{kind}_{list_of(head)}_{list_of(tail)}",
        f"own:{company.owns}_{list_of(after)}",
        f"before_kind:{list_of(head)}",
        f"after_kind:{list_of(after)}",
        f"after_tail_kind:{list_of(tail)}",
        f"first:{company.tokens[company.first].first}_{list_of(tail)}",
        f"kind_before:{kind}_{list_of(head)}",
        f"kind_after:{kind}_{list_of(after)}",
    ]
    names.extend(_inside(company))
    names.extend(_capitals(company))
    return names


def _inside(company: Company) -> Iterator[str]:
    """Yield what the name itself says: its last word, its length."""
    parts = company.mention.text.lower().split()
    if len(parts) > 1:
        yield f"last_word:{list_of(parts[-1])}"
        if parts[-1] in feature_words() or parts[0] in feature_words():
            yield "names_its_kind"
    if company.mention.text.isupper():
        yield "capitals"


def _capitals(company: Company) -> Iterator[str]:
    """Yield what capitalized neighbors say: a longer name around this one."""
    if company.capital(company.first - 1) and not company.tokens[company.first].first:
        yield "capital_before:" + list_of(company.word(company.first - 1))
    following = company.capitals_after()
    if following:
        yield "capital_after:" + list_of(following[0])
        yield "capitals_end:" + list_of(following[-1])
        yield f"capital_word:{following[-1]}"
    if company.word(company.last) == "-":
        yield "hyphen_after:" + str(company.capital(company.last + 1))


_KINDS: Final = (
    ("organization", "organizations"),
    ("office", "offices"),
    ("facility", "facilities"),
    ("street", "streets"),
    ("calendar", "calendar"),
    ("speech", "speech_verbs"),
    ("locative", "locative"),
    ("title", "titles"),
    ("person", "given_names"),
    ("grammar", "function"),
)


@lru_cache(maxsize=20_000)
def list_of(word: str) -> str:
    """Return the kind of a word: the first list that holds it, its ending, or the mark itself."""
    if word in feature_words():
        return "feature"
    for name, source in _KINDS:
        if word in words(source):
            return name
    if not word[0].isalpha():
        return word
    return "ed" if word.endswith("ed") else "ing" if word.endswith("ing") else "word"


def likely_kind(matches: Sequence[Match]) -> str:
    """Return the kind of the most prominent place of a name: country, admin, town, region, none."""
    if not matches:
        return "none"
    place = matches[0].place
    if matches[0].kind == "demonym":
        return "demonym"
    if place.feature_code.startswith("PCL"):
        return "country"
    if place.feature_code in ("PPLC", "CONT", "ADM1", "ADM2"):
        return place.feature_code
    return place.feature_class
