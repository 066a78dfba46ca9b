"""The place of a mention in its clause: what governs it, what it belongs to, what it does.

No parser: a few closed lists of words and short walks from the mention.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.geoparse.lexicon import clusters, words
from geomap.geoparse.roles.company import Company, list_of

__all__ = ["clause_signals", "governor", "qualified", "verb"]

_MOST_BACK = 4
_MOST_ADJECTIVES = 2
_MOST_NOUNS = 5
_MOST_AUXILIARIES = 4
_EDGE = "|"
_ADVERBS = frozenset(("also", "again", "later", "now", "soon", "then", "since"))


def clause_signals(company: Company, kind: str) -> Iterator[str]:
    """Yield the names of what the clause says; ``kind`` is that of the likeliest place."""
    at, ruled_by = governor(company)
    owns = company.owns
    yield f"governor:{ruled_by}"
    yield f"governor_kind:{ruled_by}:{kind}"
    yield f"governor_kind_owns:{ruled_by}:{kind}:{owns}"
    if at is not None:
        ruler = _EDGE if company.tokens[at].first else company.word(at - 1)
        coarse, fine = _groups(ruler)
        yield f"ruler:{ruler}_{ruled_by}"
        yield f"ruler_group:{ruled_by}_{coarse}"
        yield f"ruler_fine:{ruled_by}_{fine}"
    yield from _noun_signals(company, ruled_by)
    if not owns:
        yield from _verb_signals(company, ruled_by)
    for word in company.mention.text.lower().split():
        yield "own_group:" + _groups(word)[1]


def _groups(word: str) -> tuple[str, str]:
    """Return the coarse and the fine group of a word."""
    return clusters().get(word, ("-", "-"))


def governor(company: Company) -> tuple[int | None, str]:
    """Return the preposition before a mention, past its article and adjectives.

    Without one the word is the edge of the sentence, or "~" for any other word; the index is None.
    """
    index, steps = company.head - 1, 0
    while _is_between(company, index, steps):
        index -= 1
        steps += 1
    if index < 0 or company.tokens[index + 1].first:
        return None, _EDGE
    word = company.word(index)
    return (index, word) if word in words("prepositions") else (None, "~")


def _is_between(company: Company, index: int, steps: int) -> bool:
    """Whether the word at an index may stand between a preposition and the mention."""
    if index < 0 or steps >= _MOST_BACK or company.tokens[index + 1].first:
        return False
    word = company.word(index)
    if word in words("prepositions"):
        return False
    if word in words("determiners"):
        return True
    token = company.tokens[index]
    plain = token.kind == "word" and token.text.islower() and not word.endswith("ed")
    closed = word in words("function") or word in words("speech_verbs")
    return plain and not closed and steps < _MOST_ADJECTIVES


def _noun_signals(company: Company, ruled_by: str) -> Iterator[str]:
    """Yield what the noun says that a mention qualifies: "X gas station", "X's army"."""
    count, head = qualified(company)
    yield f"nouns:{company.owns}:{min(count, 3)}:{ruled_by}"
    if head:
        coarse, fine = _groups(head)
        yield f"noun:{company.owns}:{head}"
        yield f"noun_group:{company.owns}:{coarse}"
        yield f"noun_fine:{fine}"
        yield f"noun_list:{company.owns}:{list_of(head)}"
        yield f"noun_governor:{ruled_by}:{coarse}"


def qualified(company: Company) -> tuple[int, str]:
    """Return how many nouns follow a mention, and the last of them ("" if none)."""
    index = company.next if company.owns else company.tail
    count, head = 0, ""
    while count < _MOST_NOUNS and _is_noun(company, index, count):
        head = company.word(index)
        index += 1
        count += 1
    return count, head


def _is_noun(company: Company, index: int, count: int) -> bool:
    """Whether the token at an index may go on a chain of nouns."""
    if index >= len(company.tokens):
        return False
    token, word = company.tokens[index], company.word(index)
    if token.first or token.capital or token.kind not in ("word", "number"):
        return False
    if count and word.endswith(("ed", "ly")):
        return False
    closed = ("function", "prepositions", "auxiliaries", "speech_verbs")
    return not any(word in words(name) for name in closed)


def verb(company: Company) -> tuple[str, str]:
    """Return the first auxiliary after a mention ("" if none) and the word after them all."""
    index, first = company.tail, ""
    for _ in range(_MOST_AUXILIARIES):
        if index >= len(company.tokens) or company.tokens[index].first:
            break
        word = company.word(index)
        if not (word in words("auxiliaries") or word.endswith("ly") or word in _ADVERBS):
            break
        first = first or word
        index += 1
    ends = index >= len(company.tokens) or company.tokens[index].first
    return first, _EDGE if ends else company.word(index)


def _verb_signals(company: Company, ruled_by: str) -> Iterator[str]:
    """Yield what the word says that follows, past auxiliaries: "X has also said"."""
    auxiliary, word = verb(company)
    coarse, fine = _groups(word)
    yield f"verb:{word}"
    yield f"verb_group:{ruled_by}:{coarse}"
    yield f"verb_fine:{fine}"
    yield f"verb_auxiliary:{auxiliary}:{ruled_by}"
    yield f"verb_auxiliary_group:{auxiliary}:{coarse}"
