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
    (_PERSO_ARABIC, r"[\u0600-\u06ff\s\u200c-]+", "ةىۇۋېەۆڭۈأإ"),
    (_ARABIC, r"[\u0600-\u06ff\s-]+", "پچژگکیۇۋېەۆڭۈےہھٹڈڑں"),
    ("BY KG KZ MK MN RS RU TJ UA BG", r"[\u0400-\u04ff\s-]+", "ѣѳҭқґӣҷҳӯђћљњџѓќј"),
    ("CY GR", r"[\u0370-\u03ff\u1f00-\u1fff\s-]+", ""),
    ("IL", r"[\u0590-\u05ff\s-]+", ""),
    ("AM", r"[\u0530-\u058f\s-]+", ""),
    ("GE", r"[\u10a0-\u10ff\s-]+", ""),
)


def local_names(
    gazetteer: Gazetteer, names: Collection[str], countries: Collection[str]
) -> Mapping[str, str]:
    """Return the local spelling of names where the gazetteer has one, by the name on the map.

    ``countries`` are the codes of those in view.

    Among several the one with the fewest letters foreign to the country's language is taken, of
    those the shortest: alternate names carry no language. Countries that write Latin have none.
    """
    found = {}
    for name, cells in spellings(gazetteer.stores, names, countries).items():
        local = [_candidate(country, text) for country, text in cells]
        ranked = sorted((rank, text) for rank, text in local if rank is not None)
        if ranked:
            found[name] = ranked[0][1]
    return found


#: Arabic letters of another keyboard, where the country writes the Persian ones.
_PERSIAN = str.maketrans({"ي": "ی", "ك": "ک"})


def _candidate(country: str, text: str) -> tuple[tuple[int, int] | None, str]:
    """Return a spelling with how foreign and how long it is; None when of another script."""
    for countries, letters, foreign in _SCRIPTS:
        if country in countries.split():
            text = text.translate(_PERSIAN) if countries == _PERSO_ARABIC else text
            if not re.fullmatch(letters, text):
                break
            return (sum(c in foreign for c in text) + text.startswith("ئ"), len(text)), text
    return None, text
