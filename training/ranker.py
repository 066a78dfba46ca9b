"""Train the weights of the ranker: a conditional logit over candidates and "none of these".

The context of a name is what the weights of the round before make of the other names, as at run
time; so the weights are fitted a few times over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from geomap.gazetteer import Gazetteer
from geomap.geoparse.recognize import recognize
from geomap.geoparse.resolve.ranker import TYPED, none_signals
from geomap.geoparse.resolve.resolver import Case, open_cases, settle
from geomap.geoparse.resolve.signals import Signals, kilometers, unit_vector
from geomap.model import Document, Mention, Place
from training.corpora import Gold

CORPORA: Final = ("lgl", "trnews", "geowebnews", "tudloc2013", "wiktor")
ROUNDS: Final = 3
STEPS: Final = 1500
RATE: Final = 0.05
RIDGE: Final = 1e-5
RADIUS_KM: Final = 161.0
#: Texts of which one name is annotated were chosen for that name's ambiguity: they count less.
ONE_NAME_WEIGHT: Final = 0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one name, "none" last, which of them are right, and how much it counts."""

    options: list[Signals]
    right: list[bool]
    weight: float


def place_at(lat: float, lon: float) -> Place:
    """Return a nameless place to measure distances from."""
    return Place("gold", "gold", lat, lon, "P", "PPL")


def is_right(place: Place, gold: Mapping[str, Any]) -> bool:
    """Whether a candidate is the gold place: the same GeoNames id, or within the radius."""
    if gold["geonameid"] is not None and place.id.rpartition(":")[2] == str(gold["geonameid"]):
        return True
    point = unit_vector(place_at(gold["lat"], gold["lon"]))
    return kilometers(point, unit_vector(place)) < RADIUS_KM


def choices(case: Case, golds: Mapping[tuple[int, int], Mapping[str, Any]]) -> Iterator[Choice]:
    """Yield the choice of a case, by the gold of its mentions."""
    tally = Counter[tuple[bool, ...]]()
    for mention in case.group.mentions:
        gold = golds.get((mention.start, mention.end))
        if gold is None or gold["lat"] is None or not case.matches:
            continue
        right = [is_right(m.place, gold) for m in case.matches]
        tally[*right, not any(right)] += 1
    options = [*case.signals, none_signals(case.group, case.matches)]
    for flags, count in tally.items():
        yield Choice(options, list(flags), count**0.5)


def all_choices(
    documents: Sequence[Gold], weights: Mapping[str, float], gazetteer: Gazetteer
) -> Iterator[Choice]:
    """Yield the choices of all documents, with contexts as the weights see them."""
    for document in documents:
        golds = {(g["start"], g["end"]): g for g in document.toponyms}
        text = Document(document.id, document.text)
        cases = open_cases(text, _mentions(document, gazetteer), gazetteer, weights)
        settle(cases, weights, gazetteer)
        heft = ONE_NAME_WEIGHT if _one_name(document) else 1.0
        for case in cases:
            for choice in choices(case, golds):
                yield replace(choice, weight=heft * choice.weight)


def _one_name(document: Gold) -> bool:
    """Whether only one name of a text is annotated."""
    return len({g["text"] for g in document.toponyms}) == 1


def _mentions(document: Gold, gazetteer: Gazetteer) -> list[Mention]:
    """Return the gold mentions; where only one name is annotated, those that we find as well."""
    mentions = [Mention(g["start"], g["end"], g["text"]) for g in document.toponyms]
    if _one_name(document):
        taken = [range(m.start, m.end) for m in mentions]
        found = recognize(Document(document.id, document.text), gazetteer)
        mentions += [
            m for m in found if not any(m.start < r.stop and r.start < m.end for r in taken)
        ]
    return sorted(mentions, key=lambda m: m.start)


def fit(rows: Sequence[Choice], without: Sequence[str] = ()) -> dict[str, float]:
    """Return the weights that give the right options the most belief (Adam, ridge).

    Signals that begin as ``without``, and those whose weight is typed, get none.
    """
    dropped = (*without, *TYPED)
    rows = [replace(row, options=[_rest(o, dropped) for o in row.options]) for row in rows]
    names = sorted({name for row in rows for option in row.options for name in option})
    column = {name: i for i, name in enumerate(names)}
    starts = np.cumsum([0] + [len(row.options) for row in rows])[:-1]
    matrix = np.zeros((sum(len(row.options) for row in rows), len(names)))
    for line, option in enumerate(o for row in rows for o in row.options):
        for name, value in option.items():
            matrix[line, column[name]] = value
    right = np.concatenate([np.array(row.right, dtype=float) for row in rows])
    counts = [len(row.options) for row in rows]
    heft = np.repeat([row.weight for row in rows], counts)
    weights = np.zeros(len(names))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), counts)
        power = np.exp(scores)
        belief = power / np.repeat(np.add.reduceat(power, starts), counts)
        aim = power * right
        aim /= np.repeat(np.add.reduceat(aim, starts), counts) + 1e-12
        slope = matrix.T @ ((belief - aim) * heft) / heft.sum() + RIDGE * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def _rest(signals: Signals, without: tuple[str, ...]) -> Signals:
    """Return signals without those that begin so."""
    return {name: value for name, value in signals.items() if not name.startswith(without)}


def train(
    documents: Sequence[Gold],
    start: Mapping[str, float],
    gazetteer: Gazetteer,
    without: Sequence[str] = (),
) -> dict[str, float]:
    """Return the weights after a few rounds from ``start``; see `fit`."""
    weights = dict(start)
    for _ in range(ROUNDS):
        weights = fit(list(all_choices(documents, weights, gazetteer)), without)
    return weights
