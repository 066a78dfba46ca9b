"""Train the weights of the roles: literal against the rest, a logistic regression."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from geomap.gazetteer import Gazetteer
from geomap.geoparse.roles.assign import firm_role
from geomap.geoparse.roles.company import companies, likely_kind
from geomap.geoparse.roles.surroundings import topics
from geomap.geoparse.roles.weigh import all_signals
from geomap.geoparse.roles.zones import find_zones
from geomap.geoparse.scan import Names
from geomap.geoparse.tokens import tokenize
from geomap.model import Mention
from training.corpora import Gold

CORPORA: Final = ("geowebnews", "relocar")
LITERAL: Final = frozenset(
    ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal", "lit")
)
TYPES: Final = LITERAL | {"Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit", "met"}
STRENGTH: Final = 0.3
LEAST_COUNT: Final = 2
LEAST_WEIGHT: Final = 0.02

Example = tuple[dict[str, float], bool]


def examples(documents: Sequence[Gold], gazetteer: Gazetteer) -> Iterator[Example]:
    """Yield the signals of every mention that no rule decides, and whether it is literal."""
    names = Names(gazetteer)
    for document in documents:
        rows = {(g["start"], g["end"]): g for g in document.toponyms}
        mentions = [Mention(start, end, document.text[start:end]) for start, end in sorted(rows)]
        zones = find_zones(document.text, mentions)
        tokens = tokenize(document.text)
        about = topics(tokens)
        for company in companies(tokens, mentions):
            kind_of_gold = rows[company.mention.start, company.mention.end]["type"]
            matches = names.lookup(company.mention.text)
            if kind_of_gold in TYPES and not firm_role(company, zones, matches):
                present = {**all_signals(company, likely_kind(matches)), **about}
                yield present, kind_of_gold in LITERAL


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Return the weights of a logistic regression (ridge)."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    counts = Counter(name for present, _ in rows for name in present)
    kept = [{n: v for n, v in s.items() if counts[n] >= LEAST_COUNT} for s, _ in rows]
    table = DictVectorizer()
    matrix = table.fit_transform(kept)
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(matrix, [y for _, y in rows])
    weights = dict(zip(table.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    weights["bias"] = weights.get("bias", 0.0) + float(model.intercept_[0])
    return weights


def train(documents: Sequence[Gold], gazetteer: Gazetteer) -> dict[str, float]:
    """Return the weights to two decimals, without those that hardly count."""
    weights = fit(list(examples(documents, gazetteer)))
    return {name: round(w, 2) for name, w in sorted(weights.items()) if abs(w) >= LEAST_WEIGHT}
