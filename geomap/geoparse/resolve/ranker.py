"""Weights of the signals and what follows from them: a share of belief for every candidate.

The weights are figures made by ``training/ranker.py`` (a conditional logit over the candidates of a
name and "none of these"); they stand in ``weights/ranker.json``, readable, one a signal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import TYPE_CHECKING, Final

from geomap.geoparse.resolve.candidates import Group
from geomap.geoparse.resolve.signals import BY_HAND, Signals

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["TYPED", "beliefs", "none_signals", "reasons", "score"]

#: Weights that are typed in, since no corpus to learn from holds crossings or our own places: for a
#: word for a crossing beside the name of one (without it a town of the name is meant), for a place
#: that was entered by hand for news, and for a division whose people mostly live in the town of its
#: name, which the name alone means.
TYPED: Final = {
    "crossing_asked": 4.0,
    "crossing_beside_town": -3.0,
    "crossing_unasked": 0.0,
    "district_beside_town": -1.0,
    "entered_by_hand": 2.5,
    "none:only_by_hand": -1.0,
    "town_in_admin1": -2.5,
    "town_beside_crossing": 1.0,
}
_MOST_REASONS: Final = 4
_SILENT: Final = frozenset(
    ("rank", "prominence", "population", "below_most_populous", "below_biggest_town")
)


def score(signals: Signals, weights: Mapping[str, float]) -> float:
    """Return the weighted sum of signals."""
    return sum(value * _weight(name, weights) for name, value in signals.items())


def _weight(name: str, weights: Mapping[str, float]) -> float:
    """Return the typed weight of a signal, else the learned one."""
    return TYPED[name] if name in TYPED else weights.get(name, 0.0)


def none_signals(group: Group, matches: Sequence[Match]) -> Signals:
    """Return the signals of the answer "none of these"."""
    signals = {"none": 1.0, "none:candidates": log(1 + len(matches)) / 4.0}
    if group.cue and not any(group.cue.fits(m.place.feature_code) for m in matches):
        signals["none:cue_unmet"] = 1.0
    if group.cue and any(group.cue.fits(m.place.feature_code) for m in matches):
        signals["none:cue_met"] = 1.0
    if len(matches) == 1 and not group.similar and matches[0].place.id.startswith(BY_HAND):
        signals["none:only_by_hand"] = 1.0
    if group.similar:
        signals["none:similar"] = 1.0
    if group.mentions and all(m.role == "nested" for m in group.mentions):
        signals["none:nested"] = 1.0
    return signals


def beliefs(scores: Sequence[float]) -> list[float]:
    """Return shares that add up to 1 (softmax).

    >>> [round(p, 2) for p in beliefs([2.0, 0.0])]
    [0.88, 0.12]
    """
    if not scores:
        return []
    most = max(scores)
    powers = [exp(s - most) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def reasons(signals: Signals, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the names of the signals that spoke loudest for a candidate."""
    spoken = ((value * _weight(name, weights), name) for name, value in signals.items())
    loud = sorted(((w, n) for w, n in spoken if w > 0.3 and n not in _SILENT), reverse=True)
    return tuple(name for _, name in loud[:_MOST_REASONS]) or ("prior",)
