"""Score the geoparser on a folder of gold corpora with a given scorer, and print its tables.

    python -m benchmarks.geoparsing CORPORA SCORER [--folds 5] [--only lgl trnews]
    python -m benchmarks.geoparsing CORPORA SCORER --ablate recognition [--folds 5] [--only lgl]

With ``--folds n`` every document is read by weights trained without its fold (needs python-crfsuite
and scikit-learn); without, the weights of the package are used, which have seen these corpora.
``--ablate`` trains without one group of signals at a time, of the tagger or of the ranker.
Predictions are written as jsonl, one file a corpus, and the scorer is run on each with ``--id-ok``.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import geomap.gazetteer
from geomap.gazetteer import Gazetteer
from geomap.geoparse import geoparse, recognize
from geomap.geoparse.models import Models, default_models
from geomap.geoparse.resolve.candidates import group_mentions, retrieve
from geomap.geoparse.scan import Names
from geomap.model import Document, Mention
from geomap.pipeline.places import toponym_row
from training.corpora import Gold, in_fold, read_corpus
from training.ranker import is_right

ROLE_CORPORA: Final = ("geowebnews", "relocar", "toponyms")
LITERAL_TYPES: Final = frozenset(
    ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal", "lit", "literal")
)
#: Groups of the tagger's features by how their names begin, and of the ranker's signals by name.
TAGGER_GROUPS: Final = {
    "gazetteer": ("p", "q", "m", "rp", "cp", "dp", "ps", "hp", "gp", "kp", "wp", "kpk", "r<p",
                  "r>p"),
    "groups of words": ("g", "h"),
    "rest of the document": ("d", "rd", "md"),
    "word lists": ("k", "pk", "rk", "r<>", "c=", "cp"),
    "runs of capitals": ("r",),
    "web pages apart": ("own:",),
}  # fmt: skip
RANKER_GROUPS: Final = {
    "population": ("population", "below_", "prominence", "rank"),
    "X, Y": ("pair",),
    "countries of the text": ("country_share", "foreign"),
    "divisions of the text": ("division_", "contains_share"),
    "distances": ("distance", "within_", "neighbor_", "near_crossing"),
    "word for the kind": ("cue_",),
}
ARTICLE: Final = 2000


def main() -> None:
    """Predict and score every corpus of the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--ablate", choices=["recognition", "resolution"])
    parser.add_argument("--out", type=Path, default=Path("outputs/geoparsing"))
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    first = _first_article()
    gazetteer = geomap.gazetteer.open()
    paths = [p for p in sorted(given.corpora.glob("*.jsonl"))
             if not given.only or p.stem in given.only]  # fmt: skip
    if given.ablate == "recognition":
        _ablate_recognition(paths, given, gazetteer)
        return
    if given.ablate == "resolution":
        _ablate_resolution(paths, given, gazetteer)
        return
    _print_corpora(paths, given, _models(given.corpora, given.folds, gazetteer), gazetteer)
    print(f"\nfirst article {first:.2f} s after start; {_megabytes():.0f} MB resident at most")


def _first_article() -> float:
    """Return how long a new process takes to its first article's places."""
    text = "A truck burned near Kitale in Kenya on Monday, police said. " * (ARTICLE // 60)
    code = (
        "import sys, geomap.gazetteer; from geomap.geoparse import geoparse;"
        "from geomap.model import Document;"
        "geoparse(Document('d', sys.argv[1]), geomap.gazetteer.open())"
    )
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, text], check=True)
    return time.perf_counter() - started


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _models(corpora: Path, folds: int, gazetteer: Gazetteer) -> list[Models]:
    """Return the package's weights, or one set a fold."""
    if not folds:
        return [default_models()]
    from training.__main__ import train

    return [train(corpora, f"{k}/{folds}", gazetteer) for k in range(folds)]


def predict(
    documents: Sequence[Gold], gazetteer: Gazetteer, models: Sequence[Models]
) -> Iterator[dict[str, Any]]:
    """Yield predictions; of several models each document is read by the one of its own fold."""
    for gold in documents:
        fold = next(k for k in range(len(models)) if in_fold(gold.id, f"{k}/{len(models)}"))
        found = geoparse(Document(gold.id, gold.text), gazetteer, models[fold])
        rows = [toponym_row(t) for t in found]
        yield {"id": gold.id, "text": gold.text, "toponyms": rows}


def _print_corpora(
    paths: Sequence[Path], given: argparse.Namespace, models: Sequence[Models], gazetteer: Gazetteer
) -> None:
    """Print the table of corpora, then that of roles."""
    print("| corpus | documents | exact P / R / F1 | overlap F1 | acc@161 | ceiling "
          "| end to end F1@161 | articles/s |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    roles = []
    for path in paths:
        documents = list(read_corpus(path))
        started = time.process_time()
        rows = list(predict(documents, gazetteer, models))
        seconds = time.process_time() - started
        told = _scored(path, rows, given)
        exact, ends = told["recognition_exact"], told["end_to_end"]
        articles = sum(len(d.text) for d in documents) / ARTICLE / seconds
        cells = (
            f"{exact['P']:.3f} / {exact['R']:.3f} / **{exact['F1']:.3f}**",
            f"{told['recognition_overlap']['F1']:.3f}",
            _figure(told["resolution_filled"]["acc"]),
            _figure(ceiling(documents, gazetteer)),
            f"**{_figure(ends['F1@r'] if ends['n'] else None)}**",
            f"{articles:.0f}",
        )
        print(f"| {path.stem} | {len(documents)} | {' | '.join(cells)} |", flush=True)
        if path.stem in ROLE_CORPORA:
            roles.append((path.stem, documents, rows))
    for name, documents, rows in roles:
        _print_roles(name, documents, rows)


def _figure(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def _scored(
    path: Path, rows: Sequence[dict[str, Any]], given: argparse.Namespace
) -> dict[str, Any]:
    """Return what the scorer says of predictions, which are kept in a file."""
    out = given.out / path.name
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    out.write_text(lines, encoding="utf-8")
    command = [sys.executable, str(given.scorer), str(path), str(out), "--id-ok", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def ceiling(documents: Sequence[Gold], gazetteer: Gazetteer) -> float | None:
    """Return the share of gold places with a right one among the candidates of their names."""
    right = total = 0
    names = Names(gazetteer)
    for gold in documents:
        placed = {(g["start"], g["end"]): g for g in gold.toponyms if g["lat"] is not None}
        mentions = [Mention(start, end, gold.text[start:end]) for start, end in sorted(placed)]
        for group in group_mentions(Document(gold.id, gold.text), mentions):
            matches = retrieve(group, names)
            for mention in group.mentions:
                total += 1
                wanted = placed[mention.start, mention.end]
                right += any(is_right(m.place, wanted) for m in matches)
    return right / total if total else None


def _print_roles(name: str, documents: Sequence[Gold], rows: Sequence[dict[str, Any]]) -> None:
    """Print how well literal mentions are told from the rest, and the roles of every gold type."""
    pairs = [pair for d, r in zip(documents, rows, strict=True) for pair in _role_pairs(d, r)]
    print(f"\n{name}, literal against the rest, where the spans agree:")
    print(f"  all roles as they are       {_literal_figures(pairs)}")
    as_ground = [(kind, "literal" if role == "dateline" else role) for kind, role in pairs]
    print(f"  datelines counted literal   {_literal_figures(as_ground)}")
    clear = [(kind, role) for kind, role in pairs if kind != "Mixed"]
    print(f"  without gold type Mixed     {_literal_figures(clear)}")
    roles = sorted({role for _, role in pairs})
    counts = Counter(pairs)
    print("| gold type | " + " | ".join(roles) + " |\n|---|" + "---|" * len(roles))
    for kind in sorted({kind for kind, _ in pairs}):
        print(f"| {kind} | " + " | ".join(str(counts[kind, role]) for role in roles) + " |")


def _role_pairs(document: Gold, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield gold type and predicted role of the mentions that were found."""
    roles = {(t["start"], t["end"]): t["role"] for t in row["toponyms"]}
    for gold in document.toponyms:
        role = roles.get((gold["start"], gold["end"]))
        if role is not None and not gold.get("optional"):
            yield gold["type"], role


def _literal_figures(pairs: Sequence[tuple[str, str]]) -> str:
    marks = Counter((kind in LITERAL_TYPES, role == "literal") for kind, role in pairs)
    right, wrong, missed = marks[True, True], marks[False, True], marks[True, False]
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def _ablate_recognition(
    paths: Sequence[Path], given: argparse.Namespace, gazetteer: Gazetteer
) -> None:
    """Print what exact F1 falls to without each group of features; one set of corpora apart."""
    from training import tagger

    folds = given.folds or 2
    gold = [d for name in tagger.CORPORA for d in read_corpus(given.corpora / f"{name}.jsonl")]
    seen = [(d, list(tagger.examples([d], gazetteer))) for d in gold]
    print("| without | " + " | ".join(f"{p.stem} exact" for p in paths) + " |")
    print("|---|" + "---|" * len(paths))
    trials: dict[str, tuple[str, ...]] = {"nothing": (), **TAGGER_GROUPS}
    for name, begins in trials.items():
        taggers = []
        for k in range(folds):
            rows = [e for d, found in seen if not in_fold(d.id, f"{k}/{folds}") for e in found]
            taggers.append(tagger.fit(rows, begins, tagger.APART[:1]))
        models = [replace(default_models(), tagger=t) for t in taggers]
        cells = [_exact(path, models, given, gazetteer) for path in paths]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _exact(
    path: Path, models: Sequence[Models], given: argparse.Namespace, gazetteer: Gazetteer
) -> str:
    """Return the exact F1 of recognition alone on a corpus."""
    rows = []
    for gold in read_corpus(path):
        fold = next(k for k in range(len(models)) if in_fold(gold.id, f"{k}/{len(models)}"))
        found = recognize(Document(gold.id, gold.text), gazetteer, models[fold])
        spans = [{"start": m.start, "end": m.end, "text": m.text} for m in found]
        rows.append({"id": gold.id, "text": gold.text, "toponyms": spans})
    return f"{_scored(path, rows, given)['recognition_exact']['F1']:.3f}"


def _ablate_resolution(
    paths: Sequence[Path], given: argparse.Namespace, gazetteer: Gazetteer
) -> None:
    """Print what F1 falls to without each group of signals; the ranker is trained anew."""
    from training import ranker
    from training.__main__ import outside

    folds = given.folds or 2
    print("| without | " + " | ".join(f"{p.stem} exact / end to end" for p in paths) + " |")
    print("|---|" + "---|" * len(paths))
    whole = _models(given.corpora, folds, gazetteer)
    _print_trial("nothing", paths, given, whole, gazetteer)
    for name, begins in RANKER_GROUPS.items():
        models = [
            replace(m, ranker=ranker.train(documents, m.ranker, gazetteer, begins))
            for k, m in enumerate(whole)
            for documents in [outside(given.corpora, ranker.CORPORA, f"{k}/{folds}")]
        ]
        _print_trial(name, paths, given, models, gazetteer)


def _print_trial(
    name: str,
    paths: Sequence[Path],
    given: argparse.Namespace,
    models: Sequence[Models],
    gazetteer: Gazetteer,
) -> None:
    """Print one line of the table of ablations."""
    cells = []
    for path in paths:
        rows = list(predict(list(read_corpus(path)), gazetteer, models))
        told = _scored(path, rows, given)
        cells.append(f"{told['recognition_exact']['F1']:.3f} / {told['end_to_end']['F1@r']:.3f}")
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
