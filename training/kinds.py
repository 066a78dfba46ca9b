"""Train the weights of the kinds of event: a logistic regression over triggers and words.

    python -m training.kinds event_types_case2021.jsonl [--folds 6]

With ``--folds`` the accuracy of a cross-validation is printed and nothing is written. Needs
scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from geomap.events.kinds import kind_of, kind_signals
from training.corpora import in_fold
from training.linear import fit_linear

OUT: Final = Path(__file__).parents[1] / "geomap" / "events" / "weights" / "kinds.json.gz"
SEEN: Final = 2
STRENGTH: Final = 1.0
LEAST: Final = 0.02
SCALES: Final = {"word": 0.5, "pair": 0.3}
#: Classes of the corpus that are no sub-event of ACLED.
LABELS: Final = {
    "MAN_MADE_DISASTER": "Accident",
    "NATURAL_DISASTER": "Natural disaster",
    "ORG_CRIME": "Organized crime",
    "DIPLO": "Diplomacy",
    "ATTRIB": "Attribution",
    "OTHER": "Other",
}

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """Return the rows of the corpus."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def kind(row: Row) -> str:
    """Return the kind that the corpus gives a row."""
    return row["acled_sub_event_type"] or LABELS[row["label"]]


def train(gold: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Return the weights of the signals for each kind."""
    found = [(list(kind_signals(row["text"])), kind(row)) for row in gold]
    return fit_linear(found, SEEN, STRENGTH, LEAST, lambda name: SCALES.get(name.split()[0], 1.0))


def cross_validated(gold: Sequence[Row], folds: int) -> float:
    """Return the accuracy on rows that the weights have not seen."""
    right = 0
    for k in range(folds):
        weights = train([r for r in gold if not in_fold(r["id"], f"{k}/{folds}")])
        tested = [r for r in gold if in_fold(r["id"], f"{k}/{folds}")]
        right += sum(kind_of(r["text"], weights=weights) == kind(r) for r in tested)
    return right / len(gold)


def main() -> None:
    """Train and write the weights, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    gold = rows(given.corpus)
    if given.folds:
        print(f"accuracy over {given.folds} folds: {cross_validated(gold, given.folds):.3f}")
        return
    text = json.dumps(train(gold), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{OUT.stat().st_size // 1024} kB -> {OUT}")


if __name__ == "__main__":
    main()
