"""Names that may be places though nobody knows them: runs of words with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geomap.events.text import Sentence
from geomap.geoparse.lexicon import clusters, feature_words, words
from geomap.model import Mention, Toponym

__all__ = ["cluster", "fine_cluster", "name_signals", "unseen_names", "whole_names"]

_TOKEN: Final = r"(?:[a-z]{1,3}-|[’‘'])?[A-ZÀ-Þ](?:\w|-[’‘']?(?=\w)|[’‘'](?!s\b)(?=\w))*"
_JOINER: Final = r"(?:of|of the|de|del|de la|des|la|du|do|da|dos|al|el|bin|ibn)"
_RUN: Final = re.compile(rf"(?<![\w’‘'.-]){_TOKEN}(?:\s(?:{_JOINER}\s)?{_TOKEN}|\s\d+\b){{0,6}}")
_OPENS: Final = re.compile(r"[\"“:(—]\s?$|[.!?]\s$")
_ARTICLES: Final = frozenset("the a an in on at and but".split())
_WORD: Final = re.compile(r"[\w’‘'-]+")
_REACH: Final = 40
#: Lists of words that tell what a name is of.
_LISTS: Final = (
    "given_names", "titles", "organizations", "facilities", "streets", "calendar", "offices",
    "common",
)  # fmt: skip


def unseen_names(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield the runs of capitals in a sentence that no toponym covers; they have no place."""
    for start, end in _runs(sentence.text):
        first, last = sentence.start + start, sentence.start + end
        if any(t.mention.start < last and first < t.mention.end for t in toponyms):
            continue
        mention = Mention(first, last, sentence.text[start:end], "literal", "unseen")
        yield Toponym(mention, None)


def whole_names(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield toponyms, those without a place as far as their run of capitals goes.

    The geoparser may cut a name that nobody knows: "Orum" of "Orum al-Kubra". A run with "of" may
    be somebody and where he is from.
    """
    runs = [(sentence.start + a, sentence.start + b) for a, b in _runs(sentence.text)]
    for toponym in toponyms:
        mention = toponym.mention
        run = next((r for r in runs if r[0] <= mention.start and mention.end <= r[1]), None)
        if toponym.place or run is None or run == (mention.start, mention.end):
            yield toponym
            continue
        start, end = run
        text = sentence.text[start - sentence.start : end - sentence.start]
        taken = any(t is not toponym and _meet(t.mention, run) for t in toponyms) or " of " in text
        whole = replace(mention, start=start, end=end, text=text)
        yield toponym if taken else replace(toponym, mention=whole)


def _meet(mention: Mention, span: tuple[int, int]) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where runs of capitals start and end, without words of grammar and time around them."""
    for found in _RUN.finditer(text):
        pieces = [m.span() for m in _WORD.finditer(text, *found.span())]
        while pieces and _is_small(text, *pieces[0]):
            pieces = pieces[1:]
        timed = (k for k, (a, b) in enumerate(pieces) if text[a:b].lower() in words("calendar"))
        pieces = pieces[: next(timed, len(pieces))]
        while pieces and text[slice(*pieces[-1])].islower():
            pieces.pop()
        if pieces and not text[slice(*pieces[0])].isdigit():
            yield pieces[0][0], pieces[-1][1]


def _is_small(text: str, start: int, end: int) -> bool:
    """Say whether a word has its capital only from where it stands."""
    low = text[start:end].lower()
    opens = not re.search(r"\w", text[:start]) or bool(
        _OPENS.search(text, max(0, start - 3), start)
    )
    return low in _ARTICLES or (opens and (low in words("function") or low in words("common")))


def name_signals(text: str, start: int, end: int) -> Iterator[str]:
    """Yield what a name without a place looks like, and what stands beside it."""
    tokens = _WORD.findall(text[start:end])
    before = _WORD.findall(text[max(0, start - _REACH) : start])[-1:]
    behind = _WORD.findall(text[end : end + _REACH])[:1]
    yield "name"
    yield f"name long {min(4, len(tokens))}"
    yield f"name first {_kinds(tokens[0])}"
    yield f"name last {_kinds(tokens[-1])}"
    yield f"name shape {_shape(tokens[0])} {_shape(tokens[-1])}"
    yield f"name head {start == 0}"
    yield f"name before {' '.join(map(_kinds, before))}"
    yield f"name behind {' '.join(map(_kinds, behind))}"
    yield f"name first group {cluster(tokens[0])}"
    yield f"name last group {cluster(tokens[-1])}"


def cluster(word: str) -> str:
    """Return the number of the coarse group of words that a word belongs to, or "-".

    >>> cluster("killed") == cluster("wounded") != cluster("village")
    True
    """
    group = clusters().get(word.lower())
    return group[0] if group else "-"


def fine_cluster(word: str) -> str:
    """Return the number of the fine group of words that a word belongs to, or "-"."""
    group = clusters().get(word.lower())
    return group[1] if group else "-"


def _kinds(word: str) -> str:
    """Return the word lists that hold a word, joined by "+", or "-"."""
    low = word.lower()
    found = [name for name in _LISTS if low in words(name)]
    found += ["kind"] if low in feature_words() else []
    return "+".join(found) or "-"


def _shape(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "XX"
    return "0" if word.isdigit() else "Xx-" if "-" in word else "Xx"
