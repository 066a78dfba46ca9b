"""Make the figures of the geoparser from a folder of gold corpora.

    python -m training CORPORA [--out FOLDER] [--fold 0/2]

``--fold k/n`` leaves out every document whose id falls into that fold, for honest benchmarks.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import geomap.gazetteer
from geomap.gazetteer import Gazetteer
from geomap.geoparse.models import Models, default_models
from training import ranker, roles, tagger
from training.corpora import Gold, in_fold, read_corpus

OUT: Final = Path(__file__).parents[1] / "geomap" / "geoparse" / "weights"


def outside(corpora: Path, names: Sequence[str], fold: str) -> list[Gold]:
    """Return the documents of some corpora that are not in a fold."""
    paths = [corpora / f"{name}.jsonl" for name in names]
    return [d for path in paths for d in read_corpus(path) if not in_fold(d.id, fold)]


def train(corpora: Path, fold: str, gazetteer: Gazetteer) -> Models:
    """Return all weights, trained on the documents outside a fold."""
    start = default_models().ranker
    return Models(
        tagger=tagger.train(outside(corpora, tagger.CORPORA, fold), gazetteer),
        roles=roles.train(outside(corpora, roles.CORPORA, fold), gazetteer),
        ranker=ranker.train(outside(corpora, ranker.CORPORA, fold), start, gazetteer),
    )


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--fold", default="")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    models = train(given.corpora, given.fold, geomap.gazetteer.open())
    models.save(given.out)
    print(f"{len(models.tagger.features)} features of the tagger -> {given.out}")


if __name__ == "__main__":
    main()
