"""The word lists beside this module, read once when first asked for."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["FeatureWord", "clusters", "feature_words", "words"]

_FOLDER: Final = Path(__file__).parent / "words"
_CLUSTERS: Final = Path(__file__).parent / "weights" / "clusters.txt.gz"


@dataclass(frozen=True, slots=True)
class FeatureWord:
    """A word for a kind of place: the GeoNames codes it promises, and on which side of the name.

    A code that ends in ``*`` is a prefix ("PPL*").
    """

    word: str
    codes: tuple[str, ...]
    side: str

    def fits(self, code: str) -> bool:
        """Whether a GeoNames feature code is of this kind."""
        return any(code.startswith(c[:-1]) if c[-1] == "*" else code == c for c in self.codes)


@cache
def words(name: str) -> frozenset[str]:
    """Return the lower-case words of one list, such as ``words("titles")``.

    >>> "sheikh" in words("titles")
    True
    """
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


@cache
def feature_words() -> dict[str, FeatureWord]:
    """Return the words for kinds of places by word.

    >>> feature_words()["village"].fits("PPLA4")
    True
    """
    lines = (_FOLDER / "features.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    return {word: FeatureWord(word, tuple(codes.split()), side) for word, codes, side in rows}


@cache
def clusters() -> dict[str, tuple[str, str]]:
    """Return the coarse and the fine group of words that keep the same company, by word.

    Made by ``training/clusters.py``; see there.

    >>> clusters()["lahore"][0] == clusters()["karachi"][0] != clusters()["sold"][0]
    True
    """
    with gzip.open(_CLUSTERS, "rt", encoding="utf-8") as file:
        groups = file.read().split("\n\n")
    found, number = {}, 0
    for coarse, group in enumerate(groups):
        for line in group.split("\n"):
            pair = (str(coarse), str(number))
            found.update(dict.fromkeys(line.split(" "), pair))
            number += 1
    return found
