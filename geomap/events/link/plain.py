"""The place of an act that nothing else places: a name plainly led by "in", "at" or "near"."""

from __future__ import annotations

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


def plain_link(
    sentence: Sentence, clauses: tuple[Span, ...], trigger: Span, toponyms: Sequence[Toponym]
) -> Link | None:
    """Return the place plainly told for a trigger: at the head of its sentence or in its clause.

    A reader takes "At Quba customs men seized a lorry" for Quba, whatever stands between. A country
    is no such place.
    """
    here = clause_at(clauses, trigger.start)
    found = [c for c in candidates(sentence, toponyms) if c.phrase.weight >= _PLAIN and _ground(c)]
    near = [c for c in found if c.head or clause_at(clauses, c.words.start) == here]

    def rank(candidate: Candidate) -> tuple[bool, int]:
        return candidate.words.start < trigger.start, abs(candidate.words.start - trigger.start)

    links = {id(c): _link(c) for c in found}
    best = min(near, key=rank, default=None)
    return within(links[id(best)], tuple(links.values()), sentence) if best else None


def _ground(candidate: Candidate) -> bool:
    return candidate.level < _COUNTRY and not is_government(candidate.toponym)


def _link(candidate: Candidate) -> Link:
    reason = "sentence_head" if candidate.head else "same_clause"
    return Link(candidate.toponym, candidate.place, candidate.level, candidate.words, _ODDS, reason)
