"""JSON, JSON lines, GeoJSON and workbooks -> records, as if they were delimited text."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from geomap.errors import ReadError
from geomap.model import Reject
from geomap.read.table import Records

__all__ = ["from_json", "from_objects", "from_workbook", "looks_like_workbook"]

#: The columns that a GeoJSON feature's point fills.
LAT, LON = "lat", "lon"
_ZIP: Final = b"PK\x03\x04"


def from_json(text: str, name: str) -> Records | None:
    """Return the records of a FeatureCollection, an array of objects or JSON lines, else None."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start not in ("{", "["):
        return None
    try:
        whole = json.loads(text)
    except ValueError:
        return _from_lines(text, name) if start == "{" else None
    if isinstance(whole, dict) and whole.get("type") == "FeatureCollection":
        return _from_features(whole.get("features"), name)
    if isinstance(whole, dict):
        return from_objects([(1, whole)], name)
    if isinstance(whole, list) and whole and all(isinstance(o, dict) for o in whole):
        return from_objects(list(enumerate(whole, 2)), name)
    return None


def _from_lines(text: str, name: str) -> Records | None:
    rows: list[tuple[int, Mapping[str, Any]]] = []
    rejects = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            row = error
        if isinstance(row, dict):
            rows.append((number, row))
        elif not rows:
            return None
        else:
            reason = f"Line {number} of {name!r} is not a JSON object ({row})."
            rejects.append(Reject(name, number, "", reason))
    return from_objects(rows, name, rejects)


def _from_features(features: Any, name: str) -> Records:  # noqa: ANN401 - JSON
    rows, rejects = [], []
    for number, feature in enumerate(features if isinstance(features, list) else (), 2):
        if isinstance(feature, dict):
            rows.append((number, _feature_row(feature)))
        else:
            reason = f"Feature {number - 1} of {name!r} is no object."
            rejects.append(Reject(name, number, "", reason))
    return from_objects(rows, name, rejects)


def _feature_row(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the properties; a point fills lat and lon, which a moved point thereby changes."""
    properties = feature.get("properties") or {}
    shape = feature.get("geometry") or {}
    spot = shape.get("coordinates") if shape.get("type") == "Point" else None
    if isinstance(spot, list) and len(spot) >= 2:
        return {**properties, LAT: spot[1], LON: spot[0]}
    return properties


def from_objects(
    rows: Sequence[tuple[int, Mapping[str, Any]]], name: str, rejects: Iterable[Reject] = ()
) -> Records:
    """Return records with a column for every key, in the order in which keys appear."""
    columns = list(dict.fromkeys(key for _, row in rows for key in row))
    cells = [(n, [as_text(row.get(c)) for c in columns]) for n, row in rows]
    return Records(name, "", ((1, columns), *cells), tuple(rejects))


def as_text(value: Any) -> str:  # noqa: ANN401 - any cell
    """Return a value as the text that a CSV file would have in its place."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value).encode("utf-8", "replace").decode()  # JSON may hold half a letter: \ud800


def looks_like_workbook(raw: bytes) -> bool:
    """Whether bytes are an Excel workbook (.xlsx)."""
    return raw.startswith(_ZIP) and b"xl/workbook.xml" in raw


def from_workbook(raw: bytes, name: str) -> Records:
    """Return the records of the first sheet that has a table.

    Raises
    ------
    ReadError
        When openpyxl is not installed, the workbook is damaged or no sheet has a table.
    """
    try:
        import openpyxl
    except ImportError as error:
        msg = f"{name!r} is an Excel workbook; pip install 'geomap[excel]', or save it as CSV."
        raise ReadError(msg) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except Exception as error:
        msg = f"{name!r} is a damaged workbook ({error}); save it again."
        raise ReadError(msg) from error
    for rows in sheets:
        cells = [(i, [as_text(v) for v in row]) for i, row in enumerate(rows, 1) if any(row)]
        if cells and sum(bool(cell) for cell in cells[0][1]) >= 2:
            width = max(i for i, cell in enumerate(cells[0][1], 1) if cell)
            return Records(name, "", tuple((i, row[:width]) for i, row in cells))
    msg = f"No sheet of {name!r} begins with a row of column names."
    raise ReadError(msg)
