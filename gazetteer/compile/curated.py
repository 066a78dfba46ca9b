"""The curated CSV files -> rows: countries, regions, divisions, towns, crossings, aliases."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geomap.gazetteer.rows import Row, SourceRow, feature_class, listed, number

SOURCES = [
    SourceRow("geomap", "geomap: curated facts, each with its source", "1", "Apache-2.0", "", ""),
    SourceRow(
        "ucdp-ged", "UCDP Georeferenced Event Dataset: points of towns", "21.1", "CC BY 4.0",
        "Some village points: UCDP GED 21.1, CC BY 4.0", "https://ucdp.uu.se/downloads/",
    ),
]  # fmt: skip

#: Countries of ISO 3166-1 that are parts of another one.
DEPENDENT = frozenset(
    "AI AS AW AX BL BM CC CK CW CX FK FO GF GG GI GL GP GS GU HK IM IO JE KY MF MO MP MQ MS NC NF "
    "NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT BQ AQ BV HM".split()
)


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a curated file, none when it is not there."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def countries(folder: Path, table: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    """Yield a row for each country; ``table`` is GeoNames' own, for populations."""
    for cells in read(folder, "countries"):
        code = cells["code"]
        names = [(n, _short(n)) for n in listed(cells["names"])]
        names += [(n, "demonym") for n in listed(cells["demonyms"])]
        yield Row(
            id=f"country:{code}", name=cells["name"],
            lat=float(cells["lat"]), lon=float(cells["lon"]),
            feature_class="A", feature_code="PCLD" if code in DEPENDENT else "PCLI", country=code,
            source="geomap", population=int(table.get(code, {}).get("population", 0) or 0),
            origin=cells["source"], names=names,
        )  # fmt: skip


def regions(folder: Path) -> Iterator[Row]:
    """Yield regions, seas, rivers, ranges and the like."""
    for cells in read(folder, "regions"):
        held = listed(cells["countries"])
        country = held[0] if len(held) == 1 else ""
        yield _row(cells, cells["feature_code"], country, listed(cells["parts"]))


def disputed(folder: Path) -> Iterator[Row]:
    """Yield disputed areas."""
    for cells in read(folder, "disputed"):
        held = [c for c in listed(cells["administered_by"]) if len(c) == 2 and c != "UN"]
        yield _row(cells, "RGN", held[0] if len(held) == 1 else "")


def divisions(folder: Path) -> Iterator[Row]:
    """Yield typed first-, second- and third-order divisions."""
    for cells in read(folder, "admin"):
        yield _row(cells, cells["feature_code"], cells["country"])


def towns(folder: Path) -> Iterator[Row]:
    """Yield typed populated places and posts."""
    for cells in read(folder, "towns"):
        yield _row(cells, cells["feature_code"], cells["country"])


def crossings(folder: Path) -> list[tuple[Row, dict[str, str]]]:
    """Return each crossing as a place (its point may be nan) with its own cells."""
    return [(_row(cells, "PSTB", cells["country_a"]), cells) for cells in read(folder, "crossings")]


def add_aliases(folder: Path, rows: Mapping[str, Row], report: Callable[[str], None]) -> None:
    """Add the names of aliases.csv to the places that they mean."""
    missing = set()
    for cells in read(folder, "aliases"):
        row = rows.get(cells["target"].removeprefix("geomap:"))
        if row is None:
            missing.add(cells["target"])
        else:
            row.names.append((cells["name"], cells["kind"]))
    if missing:
        report(f"{len(missing)} targets of aliases are not there: {', '.join(sorted(missing)[:8])}")


def _row(cells: Mapping[str, str], code: str, country: str, parts: tuple[str, ...] = ()) -> Row:
    lat, lon = number(cells["lat"]), number(cells["lon"])
    return Row(
        id=cells["id"], name=cells["name"],
        lat=float("nan") if lat is None else lat, lon=float("nan") if lon is None else lon,
        feature_class=feature_class(code), feature_code=code, country=country,
        source="ucdp-ged" if cells["source"].startswith("UCDP") else "geomap",
        admin1=cells.get("admin1", ""), accuracy_km=number(cells.get("accuracy_km", "")),
        radius_km=number(cells.get("radius_km", "")), parts=parts, note=cells.get("note", ""),
        origin=cells["source"], names=[(n, _short(n)) for n in listed(cells["aliases"])],
    )  # fmt: skip


def _short(name: str) -> str:
    """Return the kind of a typed name: an abbreviation is short and all capitals."""
    letters = name.replace(".", "")
    return "abbreviation" if len(letters) <= 4 and letters.isupper() else "alternate"
