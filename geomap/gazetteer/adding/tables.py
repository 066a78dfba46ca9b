"""Places of a CSV or GeoJSON file of the user's own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import ReadError
from geomap.gazetteer.prominence import prominence
from geomap.gazetteer.rows import Row, feature_class, kind_of_name, listed

if TYPE_CHECKING:
    from geomap.gazetteer.adding.geonames import Fault
    from geomap.gazetteer.adding.known import Known

__all__ = ["COLUMNS", "cells_of_csv", "features_of", "place_rows", "source_id"]

#: What a column may be called; the first is our own word.
COLUMNS: Final = {
    "id": ("id", "place_id", "pcode"),
    "name": ("name", "place", "place_name", "toponym", "admin2name_en", "shapename"),
    "lat": ("lat", "latitude", "y", "point_y"),
    "lon": ("lon", "longitude", "lng", "long", "x", "point_x"),
    "aliases": ("aliases", "alternatenames", "alternate_names", "aka", "names", "alt_name"),
    "feature_code": ("feature_code", "featurecode", "fcode"),
    "country": ("country", "country_code", "iso2", "iso_a2"),
    "admin1": ("admin1", "adm1", "province", "adm1_en"),
    "admin2": ("admin2", "adm2", "district", "adm2_en"),
    "population": ("population", "pop"),
    "accuracy_km": ("accuracy_km",),
    "note": ("note",),
}
Cells = Mapping[str, str]


def source_id(name: str) -> str:
    """Return the id under which a user's file is listed as a source."""
    return f"user:{name}"


def cells_of_csv(data: bytes, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and cells of each row; `ReadError` when it is no table of places."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path} is not UTF-8 ({error.reason} at byte {error.start:,}); save it as UTF-8."
        raise ReadError(msg) from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        wanted = _columns(table.fieldnames or (), path)
        for row in table:
            yield table.line_num, {ours: (row[theirs] or "").strip() for ours, theirs in wanted}
    except csv.Error as error:
        msg = f"{path} is no CSV table ({error})."
        raise ReadError(msg) from error


def _columns(held: Iterable[str], path: Path) -> list[tuple[str, str]]:
    """Return pairs of our word and the table's for each column that is known."""
    by_name = {name.strip().lower(): name for name in reversed(list(held)) if name}
    found = {
        ours: next((by_name[t] for t in theirs if t in by_name), None)
        for ours, theirs in COLUMNS.items()
    }
    missing = [c for c in ("name", "lat", "lon") if found[c] is None]
    if missing:
        msg = (
            f"{path} has no column {', '.join(missing)}; a table of places needs name, lat and lon "
            f"(it has: {', '.join(list(by_name.values())[:12]) or 'none'})."
        )
        raise ReadError(msg)
    return [(ours, theirs) for ours, theirs in found.items() if theirs is not None]


def features_of(data: bytes, path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file in degrees; `ReadError` when it is none."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        msg = f"{path} is not GeoJSON ({str(error)[:100]})."
        raise ReadError(msg) from error
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or not features:
        msg = f"{path} holds no GeoJSON features; give a FeatureCollection."
        raise ReadError(msg)
    crs = str((whole.get("crs") or {"properties": {}})["properties"].get("name", "CRS84"))
    if not any(known in crs for known in ("CRS84", "4326", "CRS:84")):
        msg = f"{path} is in {crs}, not in degrees (EPSG:4326); transform it first."
        raise ReadError(msg)
    return [f for f in features if isinstance(f, dict)]


def cells_of_points(features: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and cells of each feature, its point among them."""
    for number, feature in enumerate(features, 1):
        held = {str(k).lower(): v for k, v in (feature.get("properties") or {}).items()}
        cells = {
            ours: str(next((held[t] for t in theirs if held.get(t) is not None), "")).strip()
            for ours, theirs in COLUMNS.items()
        }
        geometry = feature.get("geometry") or {}
        if geometry.get("type") == "Point" and len(geometry.get("coordinates") or ()) >= 2:
            cells["lon"], cells["lat"] = (str(c) for c in geometry["coordinates"][:2])
        yield number, cells


def place_rows(
    cells: Iterable[tuple[int, Cells]], name: str, known: Known
) -> tuple[list[Row], list[Fault]]:
    """Return the places of numbered cells, and which could not be used and why."""
    rows: list[Row] = []
    faults: list[Fault] = []
    taken: set[str] = set()
    for number, held in cells:
        try:
            row = _row(held, name, number)
        except ValueError as error:
            field, _, reason = str(error).partition("|")
            faults.append((number, field, reason))
            continue
        if row.id in taken:
            faults.append((number, "id", f"{row.id!r} stands twice"))
            continue
        taken.add(row.id)
        rows.append(row)
    _fill_countries(rows, known)
    return rows, faults


def _row(cells: Cells, source: str, number: int) -> Row:
    """Return a place; `ValueError` ("field|reason") when its cells cannot be used."""
    name = cells.get("name", "")
    if not name:
        raise ValueError("name|is empty")
    lat, lon = _number(cells, "lat", 90.0), _number(cells, "lon", 180.0)
    code = cells.get("feature_code", "").upper().rpartition(".")[2] or "PPL"
    people = cells.get("population", "").replace(",", "")
    accuracy = cells.get("accuracy_km", "")
    row = Row(
        cells.get("id") or f"{source_id(source)}/{number}", name, lat, lon, feature_class(code),
        code, cells.get("country", "").upper(), source_id(source), admin1=cells.get("admin1", ""),
        admin2=cells.get("admin2", ""), population=int(people) if people.isdigit() else 0,
        accuracy_km=float(accuracy) if accuracy else None, note=cells.get("note", ""),
        origin=f"row {number}",
        names=[(n, kind_of_name(n)) for n in listed(cells.get("aliases", ""))],
    )  # fmt: skip
    if row.country and not (len(row.country) == 2 and row.country.isalpha()):
        raise ValueError(f"country|is {row.country[:40]!r}, not an ISO code of two letters")
    row.prominence = prominence(row)
    return row


def _number(cells: Cells, field: str, most: float) -> float:
    cell = cells.get(field, "")
    try:
        value = float(cell.replace(",", ".") if cell.count(",") == 1 else cell)
    except ValueError:
        raise ValueError(f"{field}|is {cell[:40]!r}, not a number of degrees") from None
    if not isfinite(value) or abs(value) > most:
        raise ValueError(f"{field}|is {value:g}, not within {most:g} degrees")
    return value


def _fill_countries(rows: list[Row], known: Known) -> None:
    """Write the country in which a place lies where the table does not say it."""
    bare = [row for row in rows if not row.country]
    if bare:
        found = known.gazetteer.countries_at([r.lat for r in bare], [r.lon for r in bare])
        for row, code in zip(bare, found, strict=True):
            row.country = code
