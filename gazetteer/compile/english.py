"""Names as an English newspaper prints them, and corrections of packaged places."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from geomap.gazetteer.fold import fold
from geomap.gazetteer.rows import Row

#: Countries of other scripts, whose names GeoNames and ISO 3166-2 write in letters with marks that
#: no newspaper prints: "Kābul", "Kazan’".
TRANSLITERATED = frozenset(
    "AE AF AM BD BG BH BY DZ EG ER ET GE IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM "
    "MN NP OM PK PS QA RU SA SD SO SS SY TH TJ TN UA YE".split()
)
_MARKS = "\u0304\u0323\u0327\u0331\u0307\u0306\u032e\u0324‘’ʿʾʼ'`"
_NO_MARKS = {ord(mark): None for mark in _MARKS}
#: Populations from here on are no round guess that two places could share.
_SURE_POPULATION = 10_000


def plain_letters(name: str, country: str) -> str:
    """Return a transliterated name without the marks of its system; a dotted I loses its dot.

    >>> plain_letters("Kābul", "AF"), plain_letters("São Paulo", "BR")
    ('Kabul', 'São Paulo')
    """
    name = name.replace("İ", "I")
    if country not in TRANSLITERATED:
        return name
    bare = unicodedata.normalize("NFKD", name).translate(_NO_MARKS)
    return unicodedata.normalize("NFC", bare) or name


def everyday_words(folder: Path) -> frozenset[str]:
    """Return the English words that are also names of places (``everyday.txt``)."""
    lines = (folder / "everyday.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def unlike_words(row: Row, words: Container[str]) -> None:
    """Take everyday words from the other names of a place; its own counts for less if it is one.

    Abbreviations and demonyms stay: capitals tell them apart.
    """
    row.names = [
        (name, kind) for name, kind in row.names
        if kind in ("abbreviation", "demonym") or _bare(name) not in words
    ]  # fmt: skip
    if _bare(row.name) in words:
        row.prominence *= _EVERYDAY


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").strip("ʿʾʻʼ'’‘. ")


#: What is left of the prominence of a place that is called like an everyday word.
_EVERYDAY = 0.75


def correct(rows: Iterable[Row], table: Iterable[Mapping[str, str]]) -> None:
    """Correct names and populations as ``corrections.csv`` says, and populations copied over.

    Of two places of the same name and country with the same population to the last digit, one has
    that of the other: the one with fewer names loses it.
    """
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    changes = {cells["id"]: cells for cells in table}
    for row in rows:
        cells = changes.get(row.id)
        if cells and cells["name"]:
            row.names.append((row.name, "alternate"))
            row.name = cells["name"]
        if cells and cells["population"]:
            row.population = int(cells["population"])
        if row.population >= _SURE_POPULATION:
            groups[fold(row.name), row.country, row.population].append(row)
    for same in groups.values():
        for row in sorted(same, key=lambda r: (-len(r.names), r.id))[1:]:
            row.population = 0
