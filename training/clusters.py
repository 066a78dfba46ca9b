"""Group words by the company they keep: ``geomap/geoparse/weights/clusters.txt.gz``.

    python -m training.clusters VECTORS.txt

VECTORS.txt is in the text format of GloVe, a word and its numbers a line, frequent words first
(ours: glove.6B.50d of Pennington, Socher and Manning 2014, https://nlp.stanford.edu/projects/glove/,
in the public domain by PDDL 1.0). Only which words stand together is kept, none of the numbers.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
OUT: Final = Path(__file__).parents[1] / "geomap" / "geoparse" / "weights" / "clusters.txt.gz"
WORDS: Final = 60_000
FINE: Final = 1024
COARSE: Final = 64
SEED: Final = 1


def read_vectors(path: Path) -> tuple[list[str], Vectors]:
    """Return the most frequent words and their vectors (words, dimensions)."""
    with path.open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split(" ") for line in islice(file, WORDS)]
    return [row[0] for row in rows], np.array([row[1:] for row in rows], dtype=np.float32)


def centered(vectors: Vectors) -> Vectors:
    """Return unit vectors without what all words share: mean and two main axes.

    After Mu and Viswanath 2018 (https://arxiv.org/abs/1702.01417): these mostly tell how frequent
    a word is.
    """
    from sklearn.decomposition import PCA  # type: ignore[import-untyped]  # a need of training only

    vectors = vectors - vectors.mean(0)
    axes = PCA(2, random_state=SEED).fit(vectors)
    vectors = vectors - axes.transform(vectors) @ axes.components_
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return np.asarray(vectors / lengths, dtype=np.float32)


def clusters(words: Sequence[str], vectors: Vectors) -> list[list[list[str]]]:
    """Return coarse groups of fine groups of words (k-means, twice)."""
    from sklearn.cluster import KMeans, MiniBatchKMeans  # type: ignore[import-untyped]

    fine = MiniBatchKMeans(FINE, random_state=SEED, batch_size=4096, n_init=1, max_iter=80)
    label = fine.fit(vectors).labels_
    coarse = KMeans(COARSE, random_state=SEED, n_init=4).fit(
        fine.cluster_centers_, sample_weight=np.bincount(label, minlength=FINE) + 1e-6
    )
    groups: list[list[list[str]]] = [[] for _ in range(COARSE)]
    for index in range(FINE):
        members = [w for w, at in zip(words, label, strict=True) if at == index]
        groups[coarse.labels_[index]].append(members)
    return groups


def main() -> None:
    """Read vectors and write the groups: a fine one a line, a blank line between coarse ones."""
    words, vectors = read_vectors(Path(sys.argv[1]))
    groups = clusters(words, centered(vectors))
    text = "\n\n".join("\n".join(" ".join(fine) for fine in g if fine) for g in groups if any(g))
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{len(words)} words in {FINE} groups of {COARSE} -> {OUT}")


if __name__ == "__main__":
    main()
