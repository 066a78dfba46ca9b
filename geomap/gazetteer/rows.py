"""The rows that sources yield and the store is written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from geomap.gazetteer.values import NameKind

__all__ = [
    "KINDS",
    "Row",
    "SourceRow",
    "feature_class",
    "is_name",
    "kind_of_name",
    "listed",
    "number",
]

#: Kinds of a name, the strongest claim first; the index is what the store holds.
KINDS: Final[tuple[NameKind, ...]] = (
    "official",
    "alternate",
    "abbreviation",
    "demonym",
    "historic",
)


@dataclass(slots=True)
class Row:
    """A place on its way into the store. ``names`` are pairs of name and kind besides ``name``."""

    id: str
    name: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str
    source: str
    admin1_code: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    accuracy_km: float | None = None
    radius_km: float | None = None
    parts: tuple[str, ...] = ()
    prominence: float = 0.0
    note: str = ""
    origin: str = ""
    names: list[tuple[str, NameKind]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of rows, with the licence under which it may be used and the line to print."""

    id: str
    name: str
    version: str
    licence: str
    credit: str
    url: str


def listed(cell: str) -> tuple[str, ...]:
    """Return the items of a ";"-separated cell."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def number(cell: str) -> float | None:
    """Return a cell's number, None when it is empty."""
    return float(cell) if cell.strip() else None


def is_name(name: str) -> bool:
    """Whether one of GeoNames' alternate names is a name, not a link or a number."""
    return len(name) > 1 and not name.startswith(("http:", "https:")) and not name.isdigit()


def kind_of_name(name: str) -> NameKind:
    """Return the kind of one of GeoNames' alternate names: up to four capitals are an abbreviation.

    >>> kind_of_name("PAK"), kind_of_name("Pakistan")
    ('abbreviation', 'alternate')
    """
    short = len(name) <= 4 and name.isascii() and name.isalpha() and name.isupper()
    return "abbreviation" if short else "alternate"


#: GeoNames feature class of a feature code, where the first letters do not tell.
_CLASSES: Final = {
    "A": "PCL ADM TERR PRSH LTER ZN",
    "P": "PPL",
    "H": "SEA GULF STRT STM LK BAY CHN OCN RF LGN FLLS SD CNL STMX WAD WLL RSV SPNG",
    "L": "CONT RGN AREA PRK BDRY BTL MILB NVB OILF PRT RES CST PPLX",
    "R": "RD ST RDJCT RR TNL",
    "U": "RISU TMTU",
    "V": "FRST GRSLD",
}
_EXACT: Final = {"L": "MILB NVB INDS PRT AREA CMPRF", "T": "ISTH", "S": "RSTN PSTB STDM STNB STNM"}


def feature_class(code: str) -> str:
    """Return the GeoNames feature class of a feature code."""
    for letter, codes in _EXACT.items():
        if code in codes.split():
            return letter
    for letter, stems in _CLASSES.items():
        if any(code == stem or (len(stem) > 2 and code.startswith(stem)) for stem in stems.split()):
            return letter
    terrain = "MT MTS VAL PASS DSRT ISL ISLS PEN PLN PLAT CAPE DLTA VLC SPIT GRGE CNYN HLL HLLS"
    return "T" if code in (terrain + " PK BCH RDGE ATOL PAL").split() else "S"
