"""Score the linker of events to places on verbs with their places, by the words of the places.

Two settings: with the names that the geoparser finds, and with all names of the gold, as a
near-perfect gazetteer would find them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.events.link import link_words
from geomap.gazetteer import Gazetteer
from geomap.geoparse import geoparse
from geomap.model import Document, Mention, Place, Toponym

Row = dict[str, Any]
Names = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Right, predicted and gold counts."""

    right: int
    predicted: int
    gold: int

    def __str__(self) -> str:
        """Return precision, recall and F1 in words."""
        p, r = self.right / max(1, self.predicted), self.right / max(1, self.gold)
        return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def tokens(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Return the starts of the words of a text that lie within spans."""
    starts = (m.span() for m in re.finditer(r"[\w’'-]+", text))
    return {a for a, b in starts if any(s < b and a < e for s, e in spans)}


def wanted(row: Row) -> list[tuple[int, int]]:
    """Return the spans of a row's gold places."""
    return [(x["start"], x["end"]) for x in row["locations"]]


def linked(
    row: Row, toponyms: Sequence[Toponym], weights: Mapping[str, float] | None = None
) -> list[tuple[int, int]]:
    """Return the spans of the names that place a row's verb."""
    verb = row["verb"][0]
    links = link_words(row["text"], verb["start"], verb["end"], toponyms, weights)
    return [(x.toponym.mention.start, x.toponym.mention.end) for x in links if x.toponym]


def gold_names(rows: Iterable[Row]) -> Names:
    """Return all names of the gold by their first words."""
    names: Names = {}
    for row in rows:
        for start, end in wanted(row):
            name = row["text"][start:end].strip()
            if name:
                names.setdefault(name.split()[0], set()).add(name)
    return names


def with_names(text: str, toponyms: Sequence[Toponym], names: Names) -> tuple[Toponym, ...]:
    """Return toponyms with all given names that stand in a text; longer ones replace shorter."""
    found = {(t.mention.start, t.mention.end): t for t in toponyms}
    place = next((t.place for t in toponyms if t.place), None) or Place(
        "none", "none", 0.0, 0.0, "P", "PPL"
    )
    heads = set(text.split()) | set(re.findall(r"[\w’'-]+", text))
    for name in sorted((n for w in heads for n in names.get(w, ())), key=lambda n: (len(n), n)):
        for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            over = [k for k in found if k[0] < at.end() and at.start() < k[1]]
            if any(b - a >= len(name) and found[a, b].place for a, b in over):
                continue
            for key in over:
                del found[key]
            found[at.span()] = Toponym(Mention(*at.span(), at.group()), place)
    return tuple(t for _, t in sorted(found.items()))


def linking(path: Path, gazetteer: Gazetteer, verbose: bool) -> Iterator[str]:
    """Yield token scores of the linker in both settings."""
    with path.open(encoding="utf-8") as file:
        gold = [r for r in map(json.loads, file) if r["offsets_ok"]]
    names = gold_names(gold)
    found = [geoparse(Document(r["id"], r["text"]), gazetteer) for r in gold]
    clean = [with_names(r["text"], t, names) for r, t in zip(gold, found, strict=True)]
    for label, sets in (("our names", found), ("all names of the gold", clean)):
        answers = [linked(r, t) for r, t in zip(gold, sets, strict=True)]
        yield f"linking, {label} ({len(gold)} verbs): {figures(gold, answers)}"
        if verbose and sets is found:
            yield from _mistakes(gold, answers)


def figures(gold: Sequence[Row], answers: Sequence[list[tuple[int, int]]]) -> str:
    """Return the scores of answers by tokens and by rows, in words."""
    pairs = [
        (tokens(r["text"], wanted(r)), tokens(r["text"], a))
        for r, a in zip(gold, answers, strict=True)
    ]
    score = Score(
        sum(len(w & h) for w, h in pairs),
        sum(len(h) for _, h in pairs),
        sum(len(w) for w, _ in pairs),
    )
    exact = sum(w == h for w, h in pairs) / len(pairs)
    none = [h for w, h in pairs if not w]
    silent = sum(not h for h in none) / max(1, len(none))
    return f"{score}; exact {exact:.3f}; none told as none {silent:.3f}"


def _mistakes(gold: Sequence[Row], answers: Sequence[list[tuple[int, int]]]) -> Iterator[str]:
    for row, answer in zip(gold, answers, strict=True):
        text = row["text"]
        if tokens(text, wanted(row)) != tokens(text, answer):
            verb = text[row["verb"][0]["start"] : row["verb"][0]["end"]]
            want = [text[a:b] for a, b in wanted(row)]
            yield f"  {verb!r} gold {want} got {[text[a:b] for a, b in answer]}: {text}"
