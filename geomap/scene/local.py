"""Local names of places: the spelling in the script of the place's own country."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from geomap.gazetteer.spellings import spellings

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["local_names"]

#: Script -> its countries (ISO 3166), and its letters that are foreign to all or most of them.
#: Only scripts for which the fonts of the picture have glyphs.
_PERSO_ARABIC = "AF IR PK"
_ARABIC = "AE BH DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE"
_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    (_PERSO_ARABIC, r"[\u0600-\u06ff\s\u200c-]+", "يكةىۇۋېەۆڭۈأإ"),
    (_ARABIC, r"[\u0600-\u06ff\s-]+", "پچژگکیۇۋېەۆڭۈےہھٹڈڑں"),
    ("BY KG KZ MK MN RS RU TJ UA BG", r"[\u0400-\u04ff\s-]+", "ѣѳҭқґӣҷҳӯђћљњџѓќј"),
    ("CY GR", r"[\u0370-\u03ff\u1f00-\u1fff\s-]+", ""),
    ("IL", r"[\u0590-\u05ff\s-]+", ""),
    ("AM", r"[\u0530-\u058f\s-]+", ""),
    ("GE", r"[\u10a0-\u10ff\s-]+", ""),
)


def local_names(gazetteer: Gazetteer, names: Collection[str]) -> Mapping[str, str]:
    """Return the local spelling of names where the gazetteer has one, by the name on the map.

    Among several the one with the fewest letters foreign to the country's language is taken, of
    those the shortest: alternate names carry no language. Countries that write Latin have none.
    """
    found = {}
    for name, cells in spellings(gazetteer.stores, names).items():
        local = [(_rank(country, text), text) for country, text in cells]
        best = min((cell for cell in local if cell[0] is not None), default=None)
        if best is not None:
            found[name] = best[1]
    return found


def _rank(country: str, text: str) -> tuple[int, int] | None:
    """Return how foreign and how long a spelling is; None when not in the country's script."""
    for countries, letters, foreign in _SCRIPTS:
        if country in countries.split():
            if not re.fullmatch(letters, text):
                return None
            return sum(letter in foreign for letter in text), len(text)
    return None
