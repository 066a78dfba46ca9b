"""Train the tagger: the mean of several linear models by python-crfsuite, kept as plain weights.

Each member is quick (passive-aggressive, averaged perceptron) and errs by itself; the mean of their
weights is one tagger that errs less and costs no more to use. A third of the members keep apart the
habits of local news, which leaves out most of what international news marks: hospitals, courts,
"British" in "British Airways".
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from geomap.gazetteer import Gazetteer
from geomap.geoparse.features import document_features
from geomap.geoparse.scan import Hit, Names, scan
from geomap.geoparse.tagger import TAGS, Tagger
from geomap.geoparse.tokens import Token, tokenize
from training.corpora import Gold

CORPORA: Final = ("lgl", "trnews", "geowebnews", "tudloc2013")
#: Corpora whose annotators left the names of peoples out; we always report them, as demonyms.
WITHOUT_DEMONYMS: Final = ("tudloc2013",)
#: Corpora with habits of their own (web pages, local news), a set for each third of the members:
#: what only they teach goes to copies of the features that no other text has (Daumé 2007,
#: https://aclanthology.org/P07-1033): dropped.
APART: Final = (("tudloc2013",), ("tudloc2013",), ("tudloc2013", "lgl"))
_OWN: Final = "own:"
ALGORITHMS: Final = ("pa", "ap")
SETTINGS: Final = {"max_iterations": 10}
#: All members have this mean distance between the best and the worst tag of a token.
_SPREAD: Final = 20.0
#: Weights below are dropped.
LEAST: Final = 0.05


def gold_tags(tokens: Sequence[Token], toponyms: Sequence[dict[str, Any]]) -> list[str]:
    """Return the tags of the gold spans; of nested spans the longest wins."""
    tags = ["O"] * len(tokens)
    for gold in sorted(toponyms, key=lambda g: g["end"] - g["start"]):
        inside = [
            i for i, t in enumerate(tokens) if t.start >= gold["start"] and t.end <= gold["end"]
        ]
        for i in inside:
            tags[i] = "B" if i == inside[0] else "I"
    return tags


@dataclass(frozen=True, slots=True)
class Example:
    """Features and tags of one segment of a corpus."""

    corpus: str
    features: list[list[str]]
    tags: list[str]


def examples(documents: Sequence[Gold], gazetteer: Gazetteer) -> Iterator[Example]:
    """Yield the segments of documents."""
    names = Names(gazetteer)
    for document in documents:
        tokens = tokenize(document.text)
        hits = scan(document.text, tokens, names)
        tags = gold_tags(tokens, document.toponyms)
        if document.corpus in WITHOUT_DEMONYMS:
            tags = _with_demonyms(tags, hits)
        for segment in document_features(tokens, hits):
            end = segment.first + len(segment.features)
            yield Example(document.corpus, segment.features, tags[segment.first : end])


def _with_demonyms(tags: Sequence[str], hits: Sequence[Hit]) -> list[str]:
    """Return the tags with the names of peoples marked as well."""
    marked = list(tags)
    for hit in hits:
        span = range(hit.first, hit.last)
        if hit.matches[0].kind == "demonym" and all(tags[i] == "O" for i in span):
            for i in span:
                marked[i] = "B" if i == hit.first else "I"
    return marked


def train(documents: Sequence[Gold], gazetteer: Gazetteer) -> Tagger:
    """Return the tagger that fits the documents."""
    return fit(list(examples(documents, gazetteer)))


def fit(
    found: Sequence[Example],
    without: Sequence[str] = (),
    apart: Sequence[Sequence[str]] = APART,
) -> Tagger:
    """Return the tagger that fits examples, without features that begin as ``without``."""
    found = [_rest(example, tuple(without)) for example in found]
    members = [
        _fit_member(found, () if _OWN in without else corpora, algorithm, seed)
        for seed, corpora in enumerate(apart)
        for algorithm in ALGORITHMS
    ]
    return mean([spread(member, found) for member in members])


def _rest(example: Example, without: tuple[str, ...]) -> Example:
    """Return an example without the features that begin so."""
    if not without:
        return example
    rows = [[name for name in row if not name.startswith(without)] for row in example.features]
    return replace(example, features=rows)


def _fit_member(
    found: Sequence[Example], apart: Sequence[str], algorithm: str, seed: int
) -> Tagger:
    """Return one member, which has seen the documents in an order of its own."""
    import pycrfsuite  # type: ignore[import-untyped]  # a need of training only

    trainer = pycrfsuite.Trainer(algorithm=algorithm, verbose=False)
    for example in random.Random(seed).sample(found, len(found)):
        rows = example.features
        if example.corpus in apart:
            rows = [[*row, *(_OWN + name for name in row)] for row in rows]
        trainer.append(rows, example.tags)
    trainer.set_params(SETTINGS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        model = pycrfsuite.Tagger()
        model.open(file.name)
        info = model.info()
    weights: dict[str, list[float]] = {}
    for (feature, tag), weight in info.state_features.items():
        if not feature.startswith(_OWN):
            weights.setdefault(feature, [0.0] * len(TAGS))[TAGS.index(tag)] = weight
    steps = [[info.transitions.get((a, b), 0.0) for b in TAGS] for a in TAGS]
    return _tagger(weights, steps)


def _tagger(weights: Mapping[str, Sequence[float]], steps: Sequence[Sequence[float]]) -> Tagger:
    """Return a tagger of weights and steps, three figures each."""
    features = {name: (o, b, i) for name, (o, b, i) in weights.items()}
    from_o, from_b, from_i = ((o, b, i) for o, b, i in steps)
    return Tagger(features, (from_o, from_b, from_i))


def spread(tagger: Tagger, found: Sequence[Example]) -> Tagger:
    """Return a tagger scaled to a mean distance of `_SPREAD` between best and worst tag."""
    scores = [tagger.emit(row) for example in found for row in example.features]
    scale = _SPREAD * len(scores) / sum(max(score) - min(score) for score in scores)
    weights = {name: [w * scale for w in row] for name, row in tagger.features.items()}
    return _tagger(weights, [[w * scale for w in row] for row in tagger.steps])


def mean(taggers: Sequence[Tagger]) -> Tagger:
    """Return the tagger whose weights are the mean of those of all, small ones dropped."""
    share = 1 / len(taggers)
    weights: dict[str, list[float]] = {}
    for tagger in taggers:
        for name, row in tagger.features.items():
            total = weights.setdefault(name, [0.0] * len(TAGS))
            for tag, weight in enumerate(row):
                total[tag] += weight * share
    kept = {name: row for name, row in weights.items() if max(map(abs, row)) >= LEAST}
    at = range(len(TAGS))
    return _tagger(kept, [[sum(t.steps[a][b] for t in taggers) * share for b in at] for a in at])
