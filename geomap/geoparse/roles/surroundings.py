"""What surrounds a mention: the words of its sentence near it, the topics of its document.

Single words are too many to learn from; what counts is their coarse group (`lexicon.clusters`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from geomap.geoparse.lexicon import clusters
from geomap.geoparse.roles.company import Company
from geomap.geoparse.tokens import Token

__all__ = ["nearby", "topics"]

_REACH: Final = 8
_NEARBY: Final = 0.4
_FULL_SHARE: Final = 0.1


def nearby(company: Company) -> Mapping[str, float]:
    """Return the groups of the words up to eight before and after a mention, in its sentence."""
    before, after = set(_back(company)), set(_on(company))
    return {
        **{f"near_before:{group}": _NEARBY for group in sorted(before)},
        **{f"near_after:{group}": _NEARBY for group in sorted(after)},
    }


def _back(company: Company) -> Iterator[str]:
    """Yield the groups of the words before a mention, the nearest first."""
    for index in range(company.first - 1, max(-1, company.first - 1 - _REACH), -1):
        if company.tokens[index + 1].first:
            return
        yield _group(company.lowered[index])


def _on(company: Company) -> Iterator[str]:
    """Yield the groups of the words after a mention."""
    for index in range(company.last, min(company.last + _REACH, len(company.tokens))):
        if company.tokens[index].first:
            return
        yield _group(company.lowered[index])


def topics(tokens: Sequence[Token]) -> Mapping[str, float]:
    """Return how much of a text each group of words is: 1 for a tenth of it or more."""
    counts = Counter(_group(t.text.lower()) for t in tokens)
    counts.pop("-", None)
    full = _FULL_SHARE * max(1, len(tokens))
    return {f"topic:{group}": min(1.0, n / full) for group, n in sorted(counts.items())}


def _group(word: str) -> str:
    """Return the coarse group of a word in lower case, "-" for one that is in none."""
    return clusters().get(word, ("-", "-"))[0]
