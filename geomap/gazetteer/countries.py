"""Countries by any of their names and codes: ISO 3166-1, FIPS 10-4, as event tables spell them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geomap.gazetteer.fold import fold

__all__ = ["country_code", "fips_country"]


@dataclass(frozen=True, slots=True)
class _Country:
    code: str
    iso3: str
    number: str
    fips: tuple[str, ...]
    names: tuple[str, ...]


def country_code(words: str) -> str:
    """Return the ISO alpha-2 code of a country's name or code, "" when it is not known.

    Alpha-2, alpha-3 and numeric codes of ISO 3166-1, and names as UCDP and ACLED spell them.

    >>> country_code("DR Congo (Zaire)"), country_code("PAK"), country_code("004")
    ('CD', 'PK', 'AF')
    """
    text = words.strip()
    if not text:
        return ""
    return _names().get(text.lstrip("0") or text) or _names().get(_key(text), "")


def fips_country(code: str) -> str:
    """Return the ISO alpha-2 code of a FIPS 10-4 code, as GDELT gives them; "" when unknown.

    >>> fips_country("TU"), fips_country("IZ")
    ('TR', 'IQ')
    """
    return _fips().get(code.strip().upper(), "")


@cache
def _countries() -> tuple[_Country, ...]:
    text = files("geomap.gazetteer").joinpath("countries.csv").read_text(encoding="utf-8")
    return tuple(
        _Country(r["code"], r["iso3"], r["number"], _parts(r["fips"]), _parts(r["names"]))
        for r in csv.DictReader(text.splitlines())
    )


@cache
def _names() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for country in _countries():
        for name in (country.code, country.iso3, country.number, *country.names):
            if name:
                known.setdefault(_key(name) if not name.isdigit() else name, country.code)
    return known


@cache
def _fips() -> Mapping[str, str]:
    return {fips: country.code for country in _countries() for fips in country.fips}


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")
