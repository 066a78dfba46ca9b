"""Train the weights of the roles: literal against the rest, a logistic regression."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from geomap.gazetteer import Gazetteer
from geomap.geoparse.roles.company import companies, likely_kind, signals
from geomap.geoparse.scan import Names
from geomap.geoparse.tokens import tokenize
from geomap.model import Mention
from training.corpora import Gold

CORPORA: Final = ("geowebnews", "relocar")
LITERAL: Final = frozenset(("Literal", "Literal_Modifier", "Mixed", "Coercion", "lit"))
ASSOCIATIVE: Final = frozenset(("Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit", "met"))
EPOCHS: Final = 15
RATE: Final = 0.1
DECAY: Final = 0.02
LEAST_COUNT: Final = 3

Example = tuple[list[str], bool]


def examples(documents: Sequence[Gold], gazetteer: Gazetteer) -> Iterator[Example]:
    """Yield the signals of every annotated mention and whether it is literal."""
    names = Names(gazetteer)
    for document in documents:
        rows = sorted(document.toponyms, key=lambda g: g["start"])
        mentions = [Mention(g["start"], g["end"], g["text"]) for g in rows]
        found = companies(tokenize(document.text), mentions)
        for row, company in zip(rows, found, strict=True):
            kind = likely_kind(names.lookup(company.mention.text))
            if kind != "demonym" and row["type"] in LITERAL | ASSOCIATIVE:
                yield ["bias", *signals(company, kind)], row["type"] in LITERAL


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Return weights by AdaGrad with weight decay, in the order of the rows: the same each time."""
    counts = Counter(name for names, _ in rows for name in names)
    kept = [([n for n in names if counts[n] >= LEAST_COUNT], y) for names, y in rows]
    weights: dict[str, float] = {}
    squares: dict[str, float] = {}
    for _ in range(EPOCHS):
        for names, literal in kept:
            total = sum(weights.get(n, 0.0) for n in names)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - literal
            for name in names:
                slope = error + DECAY * weights.get(name, 0.0)
                squares[name] = squares.get(name, 1e-6) + slope * slope
                step = RATE * slope / math.sqrt(squares[name])
                weights[name] = weights.get(name, 0.0) - step
    return weights


def train(documents: Sequence[Gold], gazetteer: Gazetteer) -> dict[str, float]:
    """Return the weights to two decimals, without those that hardly count."""
    weights = fit(list(examples(documents, gazetteer)))
    return {name: round(w, 2) for name, w in sorted(weights.items()) if abs(w) >= 0.02}
