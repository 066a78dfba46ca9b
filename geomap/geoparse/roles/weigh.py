"""Literal or associative where no rule decides: weights, and what the name is elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from geomap.geoparse.lexicon import words
from geomap.geoparse.roles.clause import clause_signals
from geomap.geoparse.roles.company import Company, signals
from geomap.geoparse.roles.surroundings import nearby
from geomap.model import Role

__all__ = ["all_signals", "weighed_roles"]

#: A mention, the role and cue that a rule gives it, and the kind of its likeliest place.
Reading = tuple[Company, tuple[Role, str] | None, str]

#: In doubt a name is ground; a capital only when that is the likelier, since it would be a pin.
_LEANING: Final = -0.3
#: What other mentions of the name add at most: a name mostly keeps its role through a text.
_HABIT: Final = 1.5
_ASIDE: Final = ("dateline", "credit", "boilerplate")
_STATEMENT_REACH: Final = 14
#: After these another clause begins, whose verb is not of the one who is there.
_CLAUSES: Final = frozenset("when while after before as until because where".split())


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The log-odds that a name is ground, and the signals that speak loudest for it and against."""

    odds: float
    ground: str
    aside: str


def all_signals(company: Company, kind: str) -> dict[str, float]:
    """Return all that the weights look at beside the topics of the text, by name."""
    return {"bias": 1.0, **dict.fromkeys(_named(company, kind), 1.0), **nearby(company)}


def _named(company: Company, kind: str) -> tuple[str, ...]:
    """Return the names of what is so about a mention and its clause, each once."""
    return tuple(dict.fromkeys((*signals(company, kind), *clause_signals(company, kind))))


def weighed_roles(
    readings: Sequence[Reading], about: Mapping[str, float], weights: Mapping[str, float]
) -> list[tuple[Role, str]]:
    """Return role and cue of every mention; ``about`` are the topics of the text."""
    base = weights.get("bias", 0.0) + _score(about, weights)
    weighed = [
        _Weighed(base, "", "") if firm else _weighed(company, kind, weights, base)
        for company, firm, kind in readings
    ]
    odds = _shared(readings, [w.odds for w in weighed])
    habits = _habits(readings, odds)
    return [
        firm or _role(company, row, total + habit > _bar(kind))
        for (company, firm, kind), row, total, habit in zip(
            readings, weighed, odds, habits, strict=True
        )
    ]


def _shared(readings: Sequence[Reading], odds: Sequence[float]) -> list[float]:
    """Return the odds, those of names in one list as their mean: a list has one role."""
    lists = defaultdict[tuple[int, int], list[float]](list)
    for (company, firm, _), total in zip(readings, odds, strict=True):
        if firm is None:
            lists[company.head, company.tail].append(total)
    means = {ends: sum(told) / len(told) for ends, told in lists.items()}
    return [
        total if firm else means[company.head, company.tail]
        for (company, firm, _), total in zip(readings, odds, strict=True)
    ]


def _weighed(company: Company, kind: str, weights: Mapping[str, float], base: float) -> _Weighed:
    told = _named(company, kind)
    worth = [weights.get(name, 0.0) for name in told]
    ground, aside = told[worth.index(max(worth))], told[worth.index(min(worth))]
    odds = base + sum(worth) + _score(nearby(company), weights)
    return _Weighed(odds, ground, aside)


def _score(present: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of signals."""
    return sum(value * weights.get(name, 0.0) for name, value in present.items())


def _bar(kind: str) -> float:
    """Return the log-odds above which a name is ground."""
    return 0.0 if kind == "PPLC" else _LEANING


def _habits(readings: Sequence[Reading], odds: Sequence[float]) -> list[float]:
    """Return what the other mentions of the same name add: 1.5 if all are ground, else less."""
    told = defaultdict[str, dict[int, float]](dict)
    for index, ((company, firm, _), total) in enumerate(zip(readings, odds, strict=True)):
        if firm is None:
            told[company.mention.text][index] = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        elif firm[0] not in _ASIDE:
            told[company.mention.text][index] = float(firm[0] == "literal")
    sums = {name: sum(shares.values()) for name, shares in told.items()}
    habits = []
    for index, (company, _, _) in enumerate(readings):
        name = company.mention.text
        shares = told[name]
        rest = len(shares) - (index in shares)
        others = sums.get(name, 0.0) - shares.get(index, 0.0)
        habits.append(_HABIT * (2 * others / rest - 1) if rest else 0.0)
    return habits


def _role(company: Company, weighed: _Weighed, ground: bool) -> tuple[Role, str]:
    """Return the role with the words that spoke loudest for it."""
    if not ground:
        return "associative", _cue(weighed.aside, company)
    if _places_statement(company):
        return "literal", "statement_location"
    return "literal", _cue(weighed.ground, company)


def _cue(signal: str, company: Company) -> str:
    """Return the words that a signal looked at: "in _", "_ said", "_ 's military"."""
    if signal.startswith(("before", "governor", "ruler")):
        return f"{company.word(company.head - 1)} _"
    if signal.startswith(("after", "own:", "kind_after", "noun", "verb")):
        return f"_ {company.word(company.tail)}"
    if signal.startswith("capital_b"):
        return f"{company.word(company.first - 1)} _"
    if signal.startswith("capital"):
        return f"_ {' '.join(company.capitals_after())}"
    return f"{company.word(company.head - 1)} _ {company.word(company.tail)}"


def _places_statement(company: Company) -> bool:
    """Whether the name is where somebody spoke: "In X, two officials told ..."."""
    before = company.head - 1
    if company.word(before) not in ("in", "at", "from") or not company.tokens[before].first:
        return False
    if company.word(company.tail) != ",":
        return False
    end = min(company.tail + _STATEMENT_REACH, len(company.tokens))
    for token in company.tokens[company.tail + 1 : end]:
        if token.first or token.text in _CLAUSES:
            return False
        if token.text in words("say_only"):
            return True
    return False
