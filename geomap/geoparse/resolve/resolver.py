"""Names to places: the firm ones first, then the rest in the light of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, Final

from geomap.geoparse.models import Models, default_models
from geomap.geoparse.resolve.candidates import Group, group_mentions, retrieve
from geomap.geoparse.resolve.context import Anchor, Context, pair_signals
from geomap.geoparse.resolve.hints import Hints, home_places
from geomap.geoparse.resolve.ranker import beliefs, none_signals, reasons, score
from geomap.geoparse.resolve.signals import (
    Signals,
    kilometers,
    kind_of,
    name_signals,
    unit_vector,
)
from geomap.geoparse.scan import Names
from geomap.model import Candidate, Document, Mention, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer, Match

__all__ = ["Case", "open_cases", "read_context", "resolve", "settle"]

_ROUNDS: Final = 3
_MOST_RIVALS: Final = 5
_MOST_IN_CONTEXT: Final = 15
_TWIN_KM: Final = 40.0
#: Below the first belief no place is taken; below the second none with a rival of a third of it.
_UNSURE: Final = 0.25
_RIVALED: Final = 0.5
_FIRM: Final = frozenset(("country", "continent", "admin1"))
_MOST_NATIONS: Final = 3
#: A hint counts as much as a name that a text repeats four times.
_HINT_WEIGHT: Final = 2.0


@dataclass(slots=True)
class Case:
    """A group of mentions with its candidates and what speaks for each."""

    group: Group
    matches: Sequence[Match]
    fixed: list[Signals]
    signals: list[Signals] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    @property
    def best(self) -> int:
        """Return the index of the best candidate; there must be one."""
        return max(range(len(self.scores)), key=lambda i: (self.scores[i], -i))


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    models: Models | None = None,
    hints: Hints | None = None,
) -> tuple[Toponym, ...]:
    """Give every mention its place, or None with the reason where the gazetteer has no fit.

    ``hints`` say what is known beforehand; a publisher that names its home is one more.
    """
    hints = hints or Hints()
    weights = (models or default_models()).ranker
    cases = open_cases(document, mentions, gazetteer, weights, hints.countries)
    known = [*hints.places, *home_places(document, gazetteer)]
    settle(cases, weights, gazetteer, [_hinted(place) for place in known])
    answers = [toponym for case in cases for toponym in _answers(case, weights)]
    return tuple(sorted(answers, key=lambda t: (t.mention.start, -t.mention.end)))


def open_cases(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    weights: Mapping[str, float],
    countries: frozenset[str] = frozenset(),
) -> list[Case]:
    """Return the groups of a document with candidates and what the names alone say of them.

    Where ``countries`` are given, what lies in another is no candidate.
    """
    names = Names(gazetteer)
    cases = []
    for group in group_mentions(document, mentions):
        matches = retrieve(group, names)
        if countries:
            matches = tuple(m for m in matches if m.place.country in countries)
        fixed = name_signals(group, matches)
        partners = names.lookup(group.partner) if group.partner else ()
        for match, signals in zip(matches, fixed, strict=True):
            signals.update(pair_signals(match.place, partners))
            if any(m.role == "dateline" for m in group.mentions):
                signals["dateline:" + kind_of(match.place)] = 1.0
        cases.append(_prune(Case(group, matches, fixed), weights))
    return cases


def settle(
    cases: Sequence[Case],
    weights: Mapping[str, float],
    gazetteer: Gazetteer,
    known: Sequence[Anchor] = (),
) -> None:
    """Score the candidates of all cases: by name, beside the firm ones, beside all.

    ``known`` are anchors besides those of the text.
    """
    _rescore(cases, [{} for _ in cases], weights)
    lines = frozenset(frozenset((b.country_a, b.country_b)) for b in gazetteer.borders())
    for turn in range(_ROUNDS):
        context = read_context(cases, gazetteer, lines, known, firm_only=turn == 0)
        _rescore(cases, context, weights)


def _hinted(place: Place) -> Anchor:
    """Return a place known beforehand as an anchor that is no group's."""
    return Anchor(-1, "", 0, _HINT_WEIGHT, place, kind_of(place), unit_vector(place))


def read_context(
    cases: Sequence[Case],
    gazetteer: Gazetteer,
    lines: frozenset[frozenset[str]],
    known: Sequence[Anchor] = (),
    *,
    firm_only: bool,
) -> list[dict[int, Signals]]:
    """Return, for every case, what the other cases' best candidates say of its candidates."""
    anchors = [*known, *_anchors(cases, firm_only=firm_only)]
    context = Context(anchors, _crossing_points(anchors, gazetteer), lines)
    return [
        {i: context.signals(index, case.group, m.place) for i, m in enumerate(case.matches)}
        for index, case in enumerate(cases)
    ]


def _prune(case: Case, weights: Mapping[str, float]) -> Case:
    """Keep the candidates that are worth weighing beside the others."""
    if len(case.matches) <= _MOST_IN_CONTEXT:
        return case
    by_score = sorted(range(len(case.matches)), key=lambda i: (-score(case.fixed[i], weights), i))
    kept = sorted(by_score[:_MOST_IN_CONTEXT])
    return Case(case.group, [case.matches[i] for i in kept], [case.fixed[i] for i in kept])


def _rescore(
    cases: Sequence[Case], context: Sequence[Mapping[int, Signals]], weights: Mapping[str, float]
) -> None:
    """Join fixed signals with those of the context and weigh them."""
    for case, added in zip(cases, context, strict=True):
        case.signals = [s | added.get(i, {}) for i, s in enumerate(case.fixed)]
        case.scores = [score(s, weights) for s in case.signals]


def _anchors(cases: Sequence[Case], *, firm_only: bool) -> list[Anchor]:
    """Return the best candidates as anchors; the firm ones are wide, dated or paired."""
    anchors = []
    for index, case in enumerate(cases):
        if not case.matches:
            continue
        best = case.best
        place = case.matches[best].place
        kind = kind_of(place)
        paired = "pair" in case.signals[best]
        if firm_only and kind not in _FIRM and not paired:
            continue
        weight = sqrt(len(case.group.mentions))
        start = case.group.start
        point = unit_vector(place)
        anchors.append(Anchor(index, case.group.name, start, weight, place, kind, point))
    return anchors


def _crossing_points(
    anchors: Sequence[Anchor], gazetteer: Gazetteer
) -> tuple[tuple[float, float, float], ...]:
    """Return the crossings between the countries that the text speaks of most."""
    tally: dict[str, float] = {}
    for anchor in anchors:
        if anchor.kind == "country":
            tally[anchor.place.country] = tally.get(anchor.place.country, 0.0) + anchor.weight
    nations = sorted(tally, key=lambda c: (-tally[c], c))[:_MOST_NATIONS]
    return tuple(
        unit_vector(crossing.place)
        for a, b in combinations(nations, 2)
        for crossing in gazetteer.crossings(a, b)
    )


def _answers(case: Case, weights: Mapping[str, float]) -> list[Toponym]:
    """Return the toponyms of one case, a mention each."""
    if not case.matches:
        return [Toponym(m, None, 0.0, ("not_in_gazetteer",)) for m in case.group.mentions]
    none = score(none_signals(case.group, case.matches), weights)
    shares = beliefs([*case.scores, none])
    best = case.best
    place = case.matches[best].place
    sure = _nearby_share(case, shares, best)
    order = sorted(range(len(case.scores)), key=lambda i: (-case.scores[i], i))
    rivals = tuple(
        Candidate(case.matches[i].place, round(shares[i], 4)) for i in order[:_MOST_RIVALS]
    )
    why = (*("similar_spelling",) * case.group.similar, *reasons(case.signals[best], weights))
    if shares[-1] > sure or sure < _UNSURE or (sure < _RIVALED and _rival(case, shares) > sure / 3):
        why = ("none_fits" if shares[-1] > sure else "too_ambiguous", *why)
        return [Toponym(m, None, round(sure, 4), why, rivals) for m in case.group.mentions]
    return [Toponym(m, place, round(sure, 4), why, rivals) for m in case.group.mentions]


def _nearby_share(case: Case, shares: Sequence[float], best: int) -> float:
    """Return the belief in the best candidate and its twins, such as a town and its district."""
    twins = _twins(case, best)
    return sum(share for share, twin in zip(shares, twins, strict=False) if twin)


def _rival(case: Case, shares: Sequence[float]) -> float:
    """Return the belief in the best candidate that is no twin of the first."""
    twins = _twins(case, case.best)
    return max((s for s, twin in zip(shares, twins, strict=False) if not twin), default=0.0)


def _twins(case: Case, best: int) -> list[bool]:
    """Say of each candidate whether it is the best one, lies beside it or is its division."""
    first = case.matches[best].place
    point = unit_vector(first)
    return [
        kilometers(point, unit_vector(match.place)) < _TWIN_KM or _same_name(first, match.place)
        for match in case.matches
    ]


def _same_name(a: Place, b: Place) -> bool:
    """Say whether two places are a town and the division called after it, far as its middle is."""
    division = a if a.feature_code == "ADM1" else b
    named = division.feature_code == "ADM1" and a.admin1 == b.admin1 == division.name
    return named and a.country == b.country
