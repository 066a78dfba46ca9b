"""Train the weights of the linker: is this name the place of that event? A logistic regression.

    python -m training.linker event_location.jsonl [--fold 0/2] [--out FILE]

Every name in a sentence is one row: twice among the names that the geoparser finds, as this is what
the linker will see, and once among all names of the gold. Needs scikit-learn. ``--fold k/n`` leaves
out every row whose text falls into it. With ``--folds`` the figures of a cross-validation are
printed and nothing is written.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import geomap.gazetteer
from benchmarks.linking import figures, gold_names, linked, tokens, wanted, with_names
from geomap.events.link.candidates import candidates
from geomap.events.link.signals import signals
from geomap.events.text import Span, split_clauses, split_sentences
from geomap.geoparse import geoparse
from geomap.model import Document, Toponym
from training.corpora import in_fold
from training.linear import fit_linear

OUT: Final = Path(__file__).parents[1] / "geomap" / "events" / "weights" / "linker.json.gz"
LEAST: Final = 0.02
#: Least number of rows that show a signal, and how far weights may go (inverse of the penalty).
SEEN: Final = 4
STRENGTH: Final = 0.3

Parsed = tuple[dict[str, Any], tuple[Toponym, ...]]


def parsed(path: Path) -> list[Parsed]:
    """Return the rows of the corpus with the toponyms of their texts."""
    gazetteer = geomap.gazetteer.open()
    with path.open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["offsets_ok"]]
    return [(row, geoparse(Document(row["id"], row["text"]), gazetteer)) for row in rows]


def examples(rows: Sequence[Parsed]) -> list[tuple[list[str], bool]]:
    """Return the signals of every candidate and whether most of its words are of the gold."""
    found = []
    for row, toponyms in rows:
        verb = Span(row["verb"][0]["start"], row["verb"][0]["end"])
        sentence = next(s for s in split_sentences(row["text"]) if s.start <= verb.start < s.end)
        clauses, names = split_clauses(sentence), candidates(sentence, toponyms)
        gold = tokens(row["text"], wanted(row))
        for name in names:
            mention = name.toponym.mention
            told = tokens(row["text"], [(mention.start, mention.end)])
            right = 2 * len(told & gold) > len(told)
            found.append((list(signals(sentence, clauses, verb, name, names)), right))
    return found


def with_gold_names(rows: Sequence[Parsed]) -> list[Parsed]:
    """Return the rows with the names of the gold of all rows found in each text."""
    names = gold_names(row for row, _ in rows)
    return [(row, with_names(row["text"], toponyms, names)) for row, toponyms in rows]


def train(rows: Sequence[Parsed]) -> dict[str, float]:
    """Return the weights to two decimals, without those that hardly count."""
    own = examples(rows)
    found = [*own, *own, *examples(with_gold_names(rows))]
    return fit_linear(found, SEEN, STRENGTH, LEAST)["True"]


def cross_validated(rows: Sequence[Parsed], folds: int) -> Iterator[str]:
    """Yield the figures on rows whose texts the weights have not seen, in both settings."""
    clean = with_gold_names(rows)
    weights = [train(outside(rows, f"{k}/{folds}")) for k in range(folds)]
    for label, parsed_rows in (("our names", rows), ("all names of the gold", clean)):
        tested = [
            (row, linked(row, toponyms, weights[k]))
            for k in range(folds)
            for row, toponyms in parsed_rows
            if in_fold(row["text"].strip(), f"{k}/{folds}")
        ]
        yield f"{label}, {folds} folds: {figures(*zip(*tested, strict=True))}"


def outside(rows: Sequence[Parsed], fold: str) -> list[Parsed]:
    """Return the rows whose texts are not in a fold: a text stands there once for each verb."""
    return [r for r in rows if not in_fold(r[0]["text"].strip(), fold)]


def main() -> None:
    """Train and write the weights, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--fold", default="")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    rows = parsed(given.corpus)
    if given.folds:
        print(*cross_validated(rows, given.folds), sep="\n")
        return
    weights = train(outside(rows, given.fold))
    text = json.dumps(weights, indent=0, ensure_ascii=False)
    given.out.parent.mkdir(exist_ok=True)
    given.out.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(weights)} signals -> {given.out}")


if __name__ == "__main__":
    main()
