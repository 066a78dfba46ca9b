"""The place of an act that nothing else places: a name plainly led by "in", "at" or "near"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.link.candidates import Candidate, candidates
from geomap.events.link.holders import within
from geomap.events.link.link import Link, is_government
from geomap.events.text import Sentence, Span, clause_at
from geomap.model import Toponym

__all__ = ["plain_link"]

#: The weight of "in", "at", "near", "on" before a name.
_PLAIN: Final = 3.0
#: Below every choice of the linker: such a link gives way to any other.
_ODDS: Final = -1.0
_COUNTRY: Final = 6
_GOES_ON: Final = re.compile(r"and (?:then |later |also )?(?:[a-z]+ed|found|took|shot|held|sent)\b")


def plain_link(
    sentence: Sentence, clauses: tuple[Span, ...], trigger: Span, toponyms: Sequence[Toponym]
) -> Link | None:
    """Return the place plainly told for a trigger: at the head of its sentence or in its clause.

    A reader takes "At Quba customs men seized a lorry" for Quba, whatever stands between. A country
    is no such place. "Police stopped a lorry near Quba, and found rifles" goes on with its subject.
    """
    here = _one_subject(sentence, clauses, clause_at(clauses, trigger.start))
    found = [c for c in candidates(sentence, toponyms) if c.phrase.weight >= _PLAIN and _ground(c)]
    near = [c for c in found if c.head or clause_at(clauses, c.words.start) in here]

    def rank(candidate: Candidate) -> tuple[bool, int]:
        return candidate.words.start < trigger.start, abs(candidate.words.start - trigger.start)

    links = {id(c): _link(c) for c in found}
    best = min(near, key=rank, default=None)
    return within(links[id(best)], tuple(links.values()), sentence) if best else None


def _one_subject(sentence: Sentence, clauses: tuple[Span, ...], index: int) -> range:
    """Return the indices of a clause and of the one before, where "and" and a verb join them."""
    opening = sentence.text[clauses[index].start - sentence.start :]
    return range(index - 1 if index and _GOES_ON.match(opening) else index, index + 1)


def _ground(candidate: Candidate) -> bool:
    sure = not candidate.doubts and candidate.level < _COUNTRY
    return sure and not is_government(candidate.toponym)


def _link(candidate: Candidate) -> Link:
    reason = "sentence_head" if candidate.head else "same_clause"
    return Link(candidate.toponym, candidate.place, candidate.level, candidate.words, _ODDS, reason)
