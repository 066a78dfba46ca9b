"""How likely a name is to mean a place when nothing else is known: 0..1.

Half of all country names are also the name of some town, so the class counts before the size:
country, continent, capital, first-order division, city by population, the rest. It orders answers;
the resolver weighs a text's own evidence.
"""

from __future__ import annotations

from math import log10
from typing import Final

from geomap.gazetteer.rows import Row

__all__ = ["prominence", "score"]

#: What a kind of name takes away: the other names of towns are many and seldom meant.
_PACKAGED: Final = {
    "official": 1.0, "alternate": 0.85, "abbreviation": 0.6, "demonym": 0.97, "historic": 0.8,
}  # fmt: skip
_TYPED: Final = {
    "official": 1.0, "alternate": 0.98, "abbreviation": 0.9, "demonym": 0.97, "historic": 0.9,
}  # fmt: skip

_FIXED: Final = {
    "PCLI": 1.0, "PCLD": 0.9, "CONT": 0.98, "OCN": 0.96, "SEA": 0.9, "ADM2": 0.42, "ADM3": 0.4,
    "PSTB": 0.5, "GULF": 0.8, "STRT": 0.75, "STM": 0.62, "MTS": 0.65, "RGN": 0.84, "RGNH": 0.78,
    "DSRT": 0.7, "PASS": 0.55, "ISL": 0.6, "ISLS": 0.62, "PEN": 0.7, "BDRY": 0.9, "LK": 0.55,
    "VAL": 0.55,
}  # fmt: skip


def prominence(row: Row) -> float:
    """Return how prominent a place is among those of its name."""
    size = log10(row.population + 1)
    if row.feature_code == "PPLC":
        return min(0.97, 0.8 + 0.022 * size)
    if row.feature_code == "ADM1":
        return min(0.89, 0.45 + 0.055 * size)
    if row.feature_code in _FIXED:
        return _FIXED[row.feature_code]
    if row.feature_class == "P":
        least = 0.05 if row.source == "geonames" else 0.3
        return max(least, min(0.88, 0.05 + 0.115 * size))
    return 0.45


def score(row: Row, kind: str) -> float:
    """Return the score of one of a place's names, by its kind."""
    packaged = row.feature_class == "P" and row.source == "geonames"
    return round(row.prominence * (_PACKAGED if packaged else _TYPED)[kind], 4)
