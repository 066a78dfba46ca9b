"""geomap's own events files (GeoJSON, CSV, JSON lines, GeoPackage ...), read back as events.

All columns of the events frame come back, ``native`` included. What the scene or `borders` computed
is computed anew; columns that somebody added stand in ``native``. A point that was moved (in QGIS,
say) is where its geometry is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, cast

from geomap.model import (
    Actor,
    Claim,
    Event,
    Evidence,
    Interval,
    Place,
    Reject,
    Source,
    Toll,
)
from geomap.read.cells import CellError, day, number, point, whole
from geomap.read.imported import missing_columns, read_rows
from geomap.read.table import Records, Row, with_header

__all__ = ["is_formula", "looks_like", "read"]

_MARKS: Final = frozenset("event_id source_system event_type where_prec place_name".split())
_NEEDED: Final = "event_id event_type date_start lat lon where_prec".split()
_TEXT: Final = (
    "event_id source_system native_id event_type sub_event_type status date_basis place_name "
    "place_id place_words country_code admin1 extractor notes"
).split()
#: Columns that are read or computed; all others are somebody's own.
_KNOWN: Final = frozenset(
    "event_id source_system native_id event_type sub_event_type status date_start date_end "
    "date_prec date_basis place_name place_id place_words country country_code admin1 lat lon "
    "where_prec actors fatalities_low fatalities_best fatalities_high injured_low injured_best "
    "injured_high displaced_low displaced_best displaced_high claims evidence quotes sources "
    "border border_km side nearest_crossing crossing_km confidence reasons extractor notes tags "
    "codes native geometry fid id symbol fill mark radius_km headline where_words when_words "
    "toll_words frame why_unmapped Name Description description timestamp begin end altitudeMode "
    "tessellate extrude visibility drawOrder icon".split()
)
#: A cell that a spreadsheet would run starts with one of these, perhaps after blanks or the
#: apostrophe that guards it (https://owasp.org/www-community/attacks/CSV_Injection).
_SIGNS: Final = tuple("=+-@＝＋－＠|%")
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run a cell; an apostrophe before it stops that.

    >>> is_formula("=1+1"), is_formula(" +SUM(A1)"), is_formula("-5.5"), is_formula("a=b")
    (True, True, False, False)
    """
    if text[:1] not in _SIGNS and text[:1].isalnum():
        return False
    unquoted = text.lstrip("'")
    runs = unquoted[:1] in ("\t", "\r") or unquoted.lstrip()[:1] in _SIGNS
    return runs and not _NUMBER.fullmatch(text)


def looks_like(records: Records) -> bool:
    """Whether the header has the columns that make an events file."""
    return {cell.strip().lstrip("\ufeff") for cell in records.cells[0][1]} >= _MARKS


def read(records: Records) -> Iterator[Event | Reject]:
    """Yield an event a row."""
    table = with_header(records)
    fault = missing_columns(table, _NEEDED, "an events file of geomap")
    if fault:
        yield fault
        return
    own = [column for column in table.columns if column not in _KNOWN]
    bare = bool(records.delimiter)
    yield from read_rows(table, lambda row: _event(_unescaped(row) if bare else row, own))


def _unescaped(row: Row) -> Row:
    """Return a row of a CSV file without the apostrophes that made its formulas harmless."""
    cells = {k: v[1:] if v[:1] == "'" and is_formula(v) else v for k, v in row.cells.items()}
    return Row(row.number, cells)


def _event(row: Row, own: list[str]) -> Event:
    cells = {**dict.fromkeys(_TEXT, ""), **row.cells}
    if not cells["event_id"]:
        raise CellError("event_id", "the id is empty")
    more = {column: cells[column] for column in own if cells[column]}
    return Event(
        event_id=cells["event_id"],
        event_type=cells["event_type"],
        sub_event_type=cells["sub_event_type"],
        status=cast("Any", cells["status"] or "occurred"),
        when=_interval(cells),
        place=_place(cells),
        where_prec=whole(cells["where_prec"], "where_prec"),
        place_words=cells["place_words"],
        actors=tuple(Actor(**record) for record in _records(cells, "actors")),
        fatalities=_toll(cells, "fatalities"),
        injured=_toll(cells, "injured"),
        displaced=_toll(cells, "displaced"),
        claims=tuple(Claim(**record) for record in _records(cells, "claims")),
        evidence=tuple(Evidence(**record) for record in _records(cells, "evidence")),
        sources=tuple(_source(record) for record in _records(cells, "sources")),
        confidence=number(cells.get("confidence") or "0", "confidence"),
        reasons=tuple(_parsed(cells, "reasons", list)),
        extractor=cells["extractor"],
        notes=cells["notes"],
        tags=tuple(_parsed(cells, "tags", list)),
        codes=_parsed(cells, "codes", dict),
        source_system=cells["source_system"] or "table",
        native_id=cells["native_id"],
        native={**_parsed(cells, "native", dict), **more},
    )


def _interval(cells: Mapping[str, str]) -> Interval:
    start, end = (_day(cells.get(column, ""), column) for column in ("date_start", "date_end"))
    basis = cells["date_basis"] or "inferred"
    return Interval(start, end, whole(cells.get("date_prec", ""), "date_prec"), cast("Any", basis))


def _day(text: str, field: str) -> date | None:
    return day(text, field=field) if text else None


def _place(cells: Mapping[str, str]) -> Place | None:
    spot = point(cells["lat"], cells["lon"])
    if spot is None:
        return None
    feature = "", ""
    upper = cells["country_code"], cells["admin1"]
    return Place(cells["place_id"], cells["place_name"], *spot, *feature, *upper)


def _toll(cells: Mapping[str, str], name: str) -> Toll:
    columns = [f"{name}_{end}" for end in ("low", "best", "high")]
    return Toll(*(whole(cells.get(column, ""), column) for column in columns))


def _source(record: Mapping[str, Any]) -> Source:
    return Source(**{**record, "date": _day(record.get("date") or "", "sources")})


def _records(cells: Mapping[str, str], column: str) -> list[Any]:
    found = _parsed(cells, column, list)
    if not all(isinstance(record, dict) for record in found):
        raise CellError(column, f"{column} is not a list of JSON objects")
    return cast("list[Any]", found)


def _parsed(cells: Mapping[str, str], column: str, kind: type) -> Any:  # noqa: ANN401 - JSON
    text = cells.get(column, "")
    if not text:
        return kind()
    try:
        value = json.loads(text)
    except ValueError as error:
        raise CellError(column, f"{column} is not JSON ({error})") from error
    if not isinstance(value, kind):
        raise CellError(column, f"{column} is no JSON {kind.__name__}")
    return value
