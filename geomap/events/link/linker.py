"""Which of the names in a sentence an event happened at; "none" is an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from geomap.events.link.candidates import Candidate, candidates
from geomap.events.link.holders import ends, measured, midway, within
from geomap.events.link.link import Link, is_government
from geomap.events.link.signals import signals
from geomap.events.text import Sentence, Span, clause_at
from geomap.model import Toponym

__all__ = ["THRESHOLD", "link_all", "link_sentence", "linker_weights"]

#: The log odds from which the likeliest name is taken, and from which others are beside it;
#: where F1 is highest in a cross-validation on 4,998 event verbs (`training.linker`).
THRESHOLD: Final = -0.6
ALSO: Final = 0.0
#: The odds from which a name that may stand for a government is taken.
SEAT: Final = 1.5
#: The odds from which a known place right after "in", "at" or "near" is taken when nothing else is.
FIRM, PLAIN = -1.2, 3.0
_FILE: Final = Path(__file__).parents[1] / "weights" / "linker.json"


@cache
def linker_weights() -> Mapping[str, float]:
    """Return the weight of each signal (made by `training.linker`)."""
    weights: dict[str, float] = json.loads(_FILE.read_text(encoding="utf-8"))
    return weights


def link_sentence(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    trigger: Span,
    toponyms: Sequence[Toponym],
    weights: Mapping[str, float] | None = None,
) -> Link | None:
    """Return the best place among the mentions of a sentence for a trigger, or None."""
    return next(iter(link_all(sentence, clauses, trigger, toponyms, weights)), None)


def link_all(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    trigger: Span,
    toponyms: Sequence[Toponym],
    weights: Mapping[str, float] | None = None,
) -> tuple[Link, ...]:
    """Return the places of a trigger among the mentions of a sentence, the likeliest first."""
    found = tuple(candidates(sentence, toponyms))
    if not found:
        return ()
    used = linker_weights() if weights is None else weights
    here = clause_at(clauses, trigger.start)
    links = []
    for candidate in found:
        odds = score(sentence, clauses, trigger, candidate, found, used)
        same = clause_at(clauses, candidate.words.start) == here
        reason = "sentence_head" if candidate.head else "same_clause" if same else "same_sentence"
        words = (candidate.words, odds, reason)
        links.append(Link(candidate.toponym, candidate.place, candidate.level, *words))
    links = sorted(filter(_is_placed, links), key=lambda link: -link.score)
    chosen = [x for k, x in enumerate(links) if x.score >= (ALSO if k else THRESHOLD)]
    plain = {c.words.start for c in found if c.phrase.weight >= PLAIN and c.place}
    if not chosen and links and links[0].score >= FIRM and links[0].words.start in plain:
        chosen = links[:1]
    chosen = chosen or measured(links) or ends(links, sentence)
    return tuple(midway(within(x, links, sentence), links, sentence) for x in chosen)


def _is_placed(link: Link) -> bool:
    """Say whether a link is no government, or one that is a place beyond doubt."""
    toponym = link.toponym
    return toponym is None or not is_government(toponym) or link.score >= SEAT


def score(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    trigger: Span,
    candidate: Candidate,
    found: Sequence[Candidate],
    weights: Mapping[str, float],
) -> float:
    """Return the log odds that a candidate is the place of a trigger."""
    present = signals(sentence, clauses, trigger, candidate, found)
    return weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in present)
