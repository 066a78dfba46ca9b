"""Frames -> text: GeoJSON (RFC 7946), CSV that a spreadsheet may open, JSON Lines.

The same for events, crossings and toponyms: list columns stay lists in GeoJSON and JSON Lines and
become JSON text in CSV; what is missing is null or an empty cell, never NaN.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from geomap.errors import OutputError
from geomap.read.own import is_formula
from geomap.read.terms import terms_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TEXT_FORMATS", "frame_terms", "frame_text", "geojson_pieces", "plain", "safe_cell"]

#: Decimals of a coordinate: 0.1 m, as RFC 7946 section 11.2 advises.
DECIMALS = 6
_ID_COLUMNS = ("event_id", "crossing_id")


def frame_text(frame: pd.DataFrame, form: str) -> str:
    """Return a frame as text in one of `TEXT_FORMATS`: the same rows give the same text.

    Raises
    ------
    OutputError
        When the format is not known.
    """
    if form not in TEXT_FORMATS:
        raise OutputError(f"{form!r} is not a format of data; use {', '.join(TEXT_FORMATS)}.")
    return TEXT_FORMATS[form](frame)


def _geojson(frame: pd.DataFrame) -> str:
    return "".join(geojson_pieces([frame], frame_terms(frame)))


def geojson_pieces(
    frames: Iterable[pd.DataFrame], terms: Sequence[Mapping[str, str]] = ()
) -> Iterator[str]:
    """Yield the text of a FeatureCollection of all rows of some frames, one feature a line.

    An unmapped row has a null geometry.
    """
    more = f'"terms":{_encoded(terms)},' if terms else ""  # a foreign member: RFC 7946, section 6.1
    yield f'{{"type":"FeatureCollection",{more}"features":[\n'
    for number, feature in enumerate(chain.from_iterable(map(_features, frames))):
        yield f",\n{feature}" if number else feature
    yield "\n]}\n"


def frame_terms(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return licence and citation of each source whose rows a frame holds, as JSON values."""
    systems = frame["source_system"] if "source_system" in frame.columns else ()
    return [asdict(terms) for terms in terms_of(str(system) for system in systems)]


def _jsonl(frame: pd.DataFrame) -> str:
    return "".join(_encoded(row) + "\n" for row in _rows(frame))


def _csv(frame: pd.DataFrame) -> str:
    text = io.StringIO()
    columns = [c for c in frame.columns if c != "geometry"]
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(columns)
    cells = ([safe_cell(value) for value in _column(frame[c])] for c in columns)
    table.writerows(zip(*cells, strict=True))
    return text.getvalue()


#: The formats of data: name -> how a frame becomes text.
TEXT_FORMATS: Mapping[str, Callable[[Any], str]] = {
    "geojson": _geojson,
    "csv": _csv,
    "jsonl": _jsonl,
}


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    columns = [c for c in frame.columns if c != "geometry"]
    for row in zip(*(_column(frame[c]) for c in columns), strict=True):
        yield dict(zip(columns, row, strict=True))


def _column(cells: pd.Series[Any]) -> list[Any]:
    """Return the cells of a column as JSON values; most need no look at each."""
    kind = cells.dtype
    if kind == "float64":
        return [v if math.isfinite(v) else None for v in cells.tolist()]
    if kind in ("bool", "int64"):
        return cells.tolist()
    return [v if v.__class__ is str else plain(v) for v in cells.astype(object).tolist()]


def _features(frame: pd.DataFrame) -> Iterator[str]:
    """Yield each row as the text of a feature; a shape that many rows share is written once."""
    shapes = frame["geometry"] if "geometry" in frame.columns else [None] * len(frame)
    known: dict[int, str] = {}
    for row, shape in zip(_rows(frame), shapes, strict=True):
        if id(shape) not in known:
            known[id(shape)] = _encoded(_geometry(shape))
        key = next((row[c] for c in _ID_COLUMNS if row.get(c)), None)
        start = f'"id":{_encoded(key)},' if key else ""
        geometry, properties = known[id(shape)], _encoded(row)
        yield f'{{"type":"Feature",{start}"geometry":{geometry},"properties":{properties}}}'


def _geometry(shape: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a shapely geometry
    """Return a GeoJSON geometry: rounded, exterior rings counterclockwise (RFC 7946, 3.1.6)."""
    import shapely

    if shape is None or shape.is_empty:
        return None
    if shape.geom_type == "Point":
        return {"type": "Point", "coordinates": _rounded([shape.x, shape.y])}
    mapped = shapely.geometry.mapping(shapely.orient_polygons(shape))
    if mapped["type"] == "GeometryCollection":
        parts = [_geometry(part) for part in shape.geoms]
        return {"type": "GeometryCollection", "geometries": [p for p in parts if p]}
    return {"type": mapped["type"], "coordinates": _rounded(mapped["coordinates"])}


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401 - nested lists of numbers
    if isinstance(coordinates, float | int):
        return round(float(coordinates), DECIMALS)
    return [_rounded(part) for part in coordinates]


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - any cell of a frame, one line a kind
    """Return a cell as a JSON value; whatever stands for "missing" is None."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(k): v if v.__class__ is str else plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if str(value) in ("<NA>", "NaT"):
        return None
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    return plain(value.item()) if hasattr(value, "item") else str(value)


def safe_cell(value: Any) -> str | float | int | None:  # noqa: ANN401 - a JSON value
    """Return a cell of a CSV file, with an apostrophe before what looks like a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, float | int):
        return value
    text = value if isinstance(value, str) else _encoded(value) if value else ""
    text = text.replace("\x00", "") if "\x00" in text else text
    return f"'{text}" if is_formula(text) else text
