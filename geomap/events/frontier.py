"""Fighting that a text places only on the border: the line between the two sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from geomap.events.draft import Draft
from geomap.events.link import Link
from geomap.events.text import Span
from geomap.model import Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["neighbors", "on_border"]

#: Words that put a clash on the border.
_BORDER: Final = re.compile(
    r"\b(?:border|frontier|(?:military|army|border|security) (?:out)?posts?|across the line|"
    r"line of (?:control|contact)|(?:blue|durand|demarcation|ceasefire|armistice|zero) line)\b",
    re.IGNORECASE,
)
#: Both sides, without names.
_BOTH: Final = re.compile(
    r"\b(?:(?:two|both) (?:sides|countries|neighbou?rs|armies|nations)|each other)\b", re.IGNORECASE
)
_COUNTRY: Final = 6
_LINE: Final = 5


def neighbors(toponyms: Sequence[Toponym]) -> Iterator[tuple[str, str]]:
    """Yield pairs of the countries told, those told most often first."""
    counts = Counter(
        t.place.country
        for t in toponyms
        if t.place
        and t.place.country
        and t.mention.role not in ("credit", "boilerplate", "dateline")
    )
    pairs = combinations(sorted(counts), 2)
    yield from sorted(
        pairs, key=lambda p: (-min(counts[p[0]], counts[p[1]]), -counts[p[0]] - counts[p[1]], p)
    )


def on_border(draft: Draft, pairs: Sequence[tuple[str, str]], gazetteer: Gazetteer) -> Draft:
    """Return a draft of fighting with the line between its sides when no finer place is told.

    The sides are two states that act in it, or "both sides" of the first neighbors among
    ``pairs``, the countries of the text; the text must speak of the border or of posts.
    """
    vague = draft.link is None or (
        draft.link.place is not None and draft.link.where_prec >= _COUNTRY
    )
    first = draft.tellings[0].sentence
    words = _BORDER.search(first.text)
    if not vague or words is None or draft.family != "violence":
        return draft
    for pair in _sides(draft, pairs):
        border = gazetteer.border(*pair)
        if border:
            span = Span(first.start + words.start(), first.start + words.end())
            return replace(
                draft, link=Link(None, border.place, _LINE, span, 0.0, "border_of_sides")
            )
    return draft


def _sides(draft: Draft, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    acting = {
        a.country
        for t in draft.tellings
        for a in t.actors
        if a.country and a.type in ("State forces", "Government")
    }
    if len(acting) == 2:
        first, second = sorted(acting)
        yield first, second
    elif any(_BOTH.search(t.sentence.text) for t in draft.tellings):
        yield from pairs
