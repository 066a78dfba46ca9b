"""A linear-chain tagger: weights of a conditional random field, decoded in plain Python.

The weights are figures made by ``training/tagger.py``; nothing but the standard library is needed
to use them. A tag is O (no place), B (a name begins) or I (a name goes on).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["TAGS", "Tagger", "spans"]

TAGS: Final = ("O", "B", "I")
_SCALE: Final = 100.0

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights of features and of neighboring tags, in the order of `TAGS`."""

    features: Mapping[str, Triple]
    steps: tuple[Triple, Triple, Triple]

    def tag(self, document: Sequence[Sequence[str]]) -> list[str]:
        """Return the best tags of a document, given the features of its tokens (Viterbi)."""
        if not document:
            return []
        scores = [self.emit(features) for features in document]
        (oo, ob, _), (bo, bb, bi), (io, ib, ii) = self.steps
        o, b, i = scores[0][0], scores[0][1], float("-inf")
        back: list[tuple[int, int, int]] = []
        for eo, eb, ei in scores[1:]:
            to_o = _best(o + oo, b + bo, i + io)
            to_b = _best(o + ob, b + bb, i + ib)
            to_i = (1, b + bi) if b + bi >= i + ii else (2, i + ii)
            back.append((to_o[0], to_b[0], to_i[0]))
            o, b, i = to_o[1] + eo, to_b[1] + eb, to_i[1] + ei
        return _trace(back, _best(o, b, i)[0])

    def emit(self, features: Sequence[str]) -> Triple:
        """Return the sum of the weights of one token's features, a figure a tag."""
        o = b = i = 0.0
        for weights in map(self.features.get, features):
            if weights is not None:
                o += weights[0]
                b += weights[1]
                i += weights[2]
        return o, b, i

    @classmethod
    def load(cls, path: Path) -> Tagger:
        """Read weights as ``save`` wrote them."""
        with gzip.open(path, "rt", encoding="utf-8") as file:
            stored = json.load(file)
        features = {
            name: (o / _SCALE, b / _SCALE, i / _SCALE)
            for name, (o, b, i) in stored["features"].items()
        }
        o, b, i = (tuple(float(w) / _SCALE for w in row) for row in stored["steps"])
        return cls(features, (_triple(o), _triple(b), _triple(i)))

    def save(self, path: Path) -> None:
        """Write weights as whole hundredths, sorted by name, the same bytes each time."""
        rows = {
            name: [round(w * _SCALE) for w in weights]
            for name, weights in sorted(self.features.items())
        }
        stored = {
            "tags": list(TAGS),
            "steps": [[round(w * _SCALE) for w in row] for row in self.steps],
            "features": {name: row for name, row in rows.items() if any(row)},
        }
        text = json.dumps(stored, separators=(",", ":"), ensure_ascii=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of tokens that tags mark as names, the end exclusive.

    >>> list(spans(["O", "B", "I", "B", "O"]))
    [(1, 3), (3, 4)]
    """
    first = None
    for index, tag in enumerate([*tags, "O"]):
        if first is not None and tag != "I":
            yield first, index
            first = None
        if tag == "B":
            first = index


def _best(o: float, b: float, i: float) -> tuple[int, float]:
    """Return the place and value of the greatest of three."""
    if o >= b and o >= i:
        return 0, o
    return (1, b) if b >= i else (2, i)


def _trace(back: Sequence[tuple[int, int, int]], last: int) -> list[str]:
    """Follow the pointers from the last tag to the first."""
    tags = [TAGS[last]]
    for pointers in reversed(back):
        last = pointers[last]
        tags.append(TAGS[last])
    tags.reverse()
    return tags


def _triple(values: tuple[float, ...]) -> Triple:
    """Return three figures as a triple."""
    o, b, i = values
    return o, b, i
