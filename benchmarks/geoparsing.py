"""Score the geoparser on a folder of gold corpora with a given scorer.

    python -m benchmarks.geoparsing CORPORA SCORER [--folds 2] [--out DIR] [--only lgl trnews]

With ``--folds n`` every document is read by weights trained without its fold (needs
python-crfsuite); without, the weights of the package are used, which have seen these corpora.
Predictions are written as jsonl, one file a corpus, and the scorer is run on each.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import geomap.gazetteer
from geomap.geoparse import geoparse
from geomap.geoparse.models import Models, default_models
from geomap.model import Document, Toponym
from training.corpora import Gold, in_fold, read_corpus

ROLE_CORPORA = ("geowebnews", "relocar", "toponyms")
LITERAL_TYPES = frozenset(
    ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal", "lit", "literal")
)


def row(document: Gold, toponyms: Sequence[Toponym]) -> dict[str, Any]:
    """Return the predictions for a document as the scorer reads them."""
    return {"id": document.id, "text": document.text, "toponyms": [_toponym(t) for t in toponyms]}


def _toponym(toponym: Toponym) -> dict[str, Any]:
    mention, place = toponym.mention, toponym.place
    number = place.id.rpartition(":")[2].rpartition("/")[2] if place else ""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": int(number) if number.isdigit() else None,
        "place_id": place.id if place else None,
        "role": mention.role,
        "cue": mention.cue,
        "confidence": toponym.confidence,
    }


def predict(
    documents: Sequence[Gold], gazetteer: Any, models: Sequence[Models]
) -> Iterator[dict[str, Any]]:
    """Yield predictions; of several models each document is read by the one of its own fold."""
    for document in documents:
        fold = next(k for k in range(len(models)) if in_fold(document.id, f"{k}/{len(models)}"))
        yield row(document, geoparse(Document(document.id, document.text), gazetteer, models[fold]))


def role_figures(documents: Sequence[Gold], rows: Sequence[dict[str, Any]]) -> str:
    """Return how well literal mentions are told from the rest, where the spans agree."""
    right = wrong = missed = 0
    for document, predicted in zip(documents, rows, strict=True):
        roles = {(t["start"], t["end"]): t["role"] for t in predicted["toponyms"]}
        for gold in document.toponyms:
            role = roles.get((gold["start"], gold["end"]))
            if role is None or gold.get("optional"):
                continue
            literal = gold["type"] in LITERAL_TYPES
            right += literal and role == "literal"
            wrong += not literal and role == "literal"
            missed += literal and role != "literal"
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    return f"ROLES literal against the rest: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def main() -> None:
    """Predict and score every corpus of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("outputs/geoparsing"))
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    gazetteer = geomap.gazetteer.open()
    models = _models(given.corpora, given.folds, gazetteer)
    given.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(given.corpora.glob("*.jsonl")):
        if not given.only or path.stem in given.only:
            _score(path, given.out / path.name, given.scorer, gazetteer, models)


def _models(corpora: Path, folds: int, gazetteer: Any) -> list[Models]:
    """Return the package's weights, or one set a fold."""
    if not folds:
        return [default_models()]
    from training.__main__ import train

    return [train(corpora, f"{k}/{folds}", gazetteer) for k in range(folds)]


def _score(path: Path, out: Path, scorer: Path, gazetteer: Any, models: Sequence[Models]) -> None:
    """Write the predictions for one corpus and print its figures."""
    documents = list(read_corpus(path))
    started = time.perf_counter()
    rows = list(predict(documents, gazetteer, models))
    seconds = time.perf_counter() - started
    out.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
    )
    size = sum(len(d.text) for d in documents)
    print(f"\n== {path.stem}: {len(documents)} documents, {size / seconds / 1000:.0f} kB/s")
    if path.stem in ROLE_CORPORA:
        print(role_figures(documents, rows))
    command = [sys.executable, str(scorer), str(path), str(out), "--id-ok"]
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
