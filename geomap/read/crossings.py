"""geomap's own crossings files, read back as the reports that they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from geomap.errors import InputError
from geomap.model import CrossingReport, Evidence, Place, Reject
from geomap.read.cells import CellError, point
from geomap.read.table import Records, Row, with_header

__all__ = ["looks_like", "read"]

_MARKS: Final = frozenset("crossing_id name status reports contradicted lat lon".split())


def looks_like(records: Records) -> bool:
    """Whether the header has the columns that make a crossings file."""
    return {cell.strip().lstrip("\ufeff") for cell in records.cells[0][1]} >= _MARKS


def read(records: Records) -> Iterator[CrossingReport | Reject]:
    """Yield the reports of every row; a row with a faulty one is set aside."""
    table = with_header(records)
    for row in table.rows:
        try:
            yield from _reports(row)
        except (CellError, InputError, ValueError, KeyError, TypeError) as error:
            reason = f"Row {row.number} of {table.name!r} is no crossing of geomap ({error})."
            yield Reject(table.name, row.number, "reports", reason)
    yield from table.rejects


def _reports(row: Row) -> list[CrossingReport]:
    spot = point(row.cells["lat"], row.cells["lon"])
    if spot is None:
        raise CellError("lat", "the crossing has no point")
    side = row.cells.get("country_a", "")
    crossing = Place(row.cells["crossing_id"], row.cells["name"], *spot, "S", "PSTB", side)
    return [_report(crossing, record) for record in json.loads(row.cells["reports"] or "[]")]


def _report(crossing: Place, record: Mapping[str, Any]) -> CrossingReport:
    return CrossingReport(
        crossing=crossing,
        status=record["status"],
        as_of=_day(record["as_of"]),
        since=_day(record["since"]),
        scope=record["scope"],
        detail=record["detail"],
        evidence=Evidence(**record["evidence"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
