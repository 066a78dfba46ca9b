"""Train the tagger: conditional random field by python-crfsuite, kept as plain weights."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, Final

from geomap.gazetteer import Gazetteer
from geomap.geoparse.features import document_features
from geomap.geoparse.scan import Hit, Names, scan
from geomap.geoparse.tagger import TAGS, Tagger
from geomap.geoparse.tokens import Token, tokenize
from training.corpora import Gold

CORPORA: Final = ("lgl", "trnews", "geowebnews", "tudloc2013")
#: Corpora whose annotators left the names of peoples out; we always report them, as demonyms.
WITHOUT_DEMONYMS: Final = ("tud",)
#: Corpora with habits of their own (web pages, no streets): what only they teach goes to copies of
#: the features that no other text has (Daumé 2007, https://aclanthology.org/P07-1033): dropped.
APART: Final = ("tud",)
_OWN: Final = "own:"
SETTINGS: Final = {"c1": 0.02, "c2": 0.1, "max_iterations": 120, "feature.minfreq": 1}


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


def examples(
    documents: Sequence[Gold], gazetteer: Gazetteer
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield features and tags, a segment each."""
    names = Names(gazetteer)
    for document in documents:
        tokens = tokenize(document.text)
        hits = scan(document.text, tokens, names)
        tags = gold_tags(tokens, document.toponyms)
        if document.id.startswith(WITHOUT_DEMONYMS):
            tags = _with_demonyms(tags, hits)
        for segment in document_features(tokens, hits):
            end = segment.first + len(segment.features)
            features = segment.features
            if document.id.startswith(APART):
                features = [[*row, *(_OWN + name for name in row)] for row in features]
            yield features, tags[segment.first : end]


def _with_demonyms(tags: Sequence[str], hits: Sequence[Hit]) -> list[str]:
    """Return the tags with the names of peoples marked as well."""
    marked = list(tags)
    for hit in hits:
        span = range(hit.first, hit.last)
        if hit.matches[0].kind == "demonym" and all(tags[i] == "O" for i in span):
            for i in span:
                marked[i] = "B" if i == hit.first else "I"
    return marked


def _rest(features: list[list[str]], without: tuple[str, ...]) -> list[list[str]]:
    """Return features without those that begin so."""
    if not without:
        return features
    dropped = (*without, *(_OWN + name for name in without))
    return [[name for name in row if not name.startswith(dropped)] for row in features]


def train(documents: Sequence[Gold], gazetteer: Gazetteer, without: Sequence[str] = ()) -> Tagger:
    """Return the tagger that fits the documents, without features that begin as ``without``."""
    import pycrfsuite  # type: ignore[import-untyped]  # a need of training only

    trainer = pycrfsuite.Trainer(verbose=False)
    for features, tags in examples(documents, gazetteer):
        trainer.append(_rest(features, tuple(without)), tags)
    trainer.set_params(SETTINGS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        model = pycrfsuite.Tagger()
        model.open(file.name)
        info = model.info()
    weights: dict[str, list[float]] = {}
    for (feature, tag), weight in info.state_features.items():
        if feature.startswith(_OWN):
            continue
        weights.setdefault(feature, [0.0] * len(TAGS))[TAGS.index(tag)] = weight
    steps = [[info.transitions.get((a, b), 0.0) for b in TAGS] for a in TAGS]
    return Tagger(
        {name: (o, b, i) for name, (o, b, i) in weights.items()},
        tuple((o, b, i) for o, b, i in steps),  # type: ignore[arg-type]
    )
