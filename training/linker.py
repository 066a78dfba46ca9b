"""Train the weights of the linker: is this name the place of that event? A logistic regression.

    python -m training.linker event_location.jsonl [--fold 0/2] [--out FILE]

Every name in a sentence is one row, twice: among the names that the geoparser finds, and among all
names of the gold. Needs scikit-learn. ``--fold k/n`` leaves out every row whose id falls into it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import geomap.gazetteer
from geomap.events.link.candidates import candidates
from geomap.events.link.signals import signals
from geomap.events.text import Span, split_clauses, split_sentences
from geomap.geoparse import geoparse
from geomap.model import Document, Toponym
from training.corpora import in_fold
from training.linear import fit_linear

OUT: Final = Path(__file__).parents[1] / "geomap" / "events" / "weights" / "linker.json"
LEAST: Final = 0.02
#: Least number of rows that show a signal, and how far weights may go (inverse of the penalty).
SEEN: Final = 4
STRENGTH: Final = 0.4

Parsed = tuple[dict[str, Any], tuple[Toponym, ...]]


def parsed(path: Path) -> list[Parsed]:
    """Return the rows of the corpus with the toponyms of their texts."""
    gazetteer = geomap.gazetteer.open()
    with path.open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["offsets_ok"]]
    return [(row, geoparse(Document(row["id"], row["text"]), gazetteer)) for row in rows]


def examples(rows: Sequence[Parsed]) -> list[tuple[list[str], bool]]:
    """Return the signals of every candidate and whether the gold has it."""
    found = []
    for row, toponyms in rows:
        verb = Span(row["verb"][0]["start"], row["verb"][0]["end"])
        sentence = next(s for s in split_sentences(row["text"]) if s.start <= verb.start < s.end)
        clauses, names = split_clauses(sentence), tuple(candidates(sentence, toponyms))
        for name in names:
            mention = name.toponym.mention
            right = any(
                x["start"] < mention.end and mention.start < x["end"] for x in row["locations"]
            )
            found.append((list(signals(sentence, clauses, verb, name, names)), right))
    return found


def with_gold_names(rows: Sequence[Parsed]) -> list[Parsed]:
    """Return the rows with the names of the gold of all rows found in each text."""
    from benchmarks.linking import gold_names, with_names

    names = gold_names(row for row, _ in rows)
    return [(row, with_names(row["text"], toponyms, names)) for row, toponyms in rows]


def train(rows: Sequence[Parsed]) -> dict[str, float]:
    """Return the weights to two decimals, without those that hardly count."""
    found = [*examples(rows), *examples(with_gold_names(rows))]
    return fit_linear(found, SEEN, STRENGTH, LEAST)["True"]


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--fold", default="")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    weights = train([r for r in parsed(given.corpus) if not in_fold(r[0]["id"], given.fold)])
    given.out.parent.mkdir(exist_ok=True)
    text = json.dumps(weights, indent=0, ensure_ascii=False)
    given.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(weights)} signals -> {given.out}")


if __name__ == "__main__":
    main()
