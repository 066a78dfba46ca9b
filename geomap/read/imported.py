"""What the readers of coded tables share: rows -> events or rejects, required columns, sources."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from geomap.errors import InputError
from geomap.model import Event, Place, Reject, Source
from geomap.read.cells import CellError, day
from geomap.read.table import Row, Table

__all__ = ["missing_columns", "place", "read_rows", "row_of", "split_sources"]

_ROW: Final = re.compile(r"row (\d+) of (.+)", re.DOTALL)
#: UCDP where_prec -> the GeoNames class and code of a place that only a table knows.
_FEATURES: Final = {
    3: ("A", "ADM2"), 4: ("A", "ADM1"), 5: ("L", "RGN"), 6: ("A", "PCLI"), 7: ("H", "OCN"),
}  # fmt: skip


def read_rows(table: Table, make: Callable[[Row], Event]) -> Iterator[Event | Reject]:
    """Yield the event of each row; a row with a faulty cell, or an id seen before, is set aside.

    The first reason of an event says where it stands, unless it has reasons of another file.
    """
    seen: dict[str, int] = {}
    for row in table.rows:
        try:
            event = make(row)
        except CellError as error:
            reason = f"Row {row.number} of {table.name!r}: {error.reason}."
            yield Reject(table.name, row.number, error.field, reason)
            continue
        except InputError as error:
            reason = f"Row {row.number} of {table.name!r}: {error}"
            yield Reject(table.name, row.number, "", reason)
            continue
        first = seen.setdefault(event.event_id, row.number)
        if first == row.number:
            here = (f"row {row.number} of {table.name}",)
            yield event if event.reasons else replace(event, reasons=here)
        else:
            reason = f"Row {row.number} of {table.name!r} repeats the id of row {first}."
            yield Reject(table.name, row.number, "id", reason)
    yield from table.rejects


def row_of(event: Event) -> tuple[str, int | None]:
    """Return the file and the row of an event that `read_rows` made; its source when unknown."""
    found = _ROW.fullmatch(event.reasons[0]) if event.reasons else None
    return (found[2], int(found[1])) if found else (event.source_system, None)


def missing_columns(table: Table, needed: Sequence[str], what: str) -> Reject | None:
    """Return why a table that looks like an export cannot be read as one, None when it can."""
    gone = [column for column in needed if column not in table.columns]
    if not gone:
        return None
    reason = (
        f"{table.name!r} looks like {what} but has no column {', '.join(gone)}; export it again "
        "with all columns, or name what it has with --columns date=...,place=...,lat=...,lon=..."
    )
    return Reject(table.name, None, gone[0], f"{reason}.")


def place(
    name: str,
    spot: tuple[float, float] | None,
    precision: int | None,
    country: str = "",
    admin1: str = "",
    admin2: str = "",
) -> Place | None:
    """Return the place of a row that gives its point (lat, lon); None when it gives none."""
    if spot is None:
        return None
    feature = _FEATURES.get(precision or 1, ("P", "PPL"))
    return Place("", name, *spot, *feature, country, admin1, admin2)


def split_sources(offices: str, days: str, headlines: str) -> tuple[Source, ...]:
    """Return one source for each of the semicolon-joined names, with its day and headline.

    Where the three lists differ in length only the names are sure to be apart.
    """
    names, dates, titles = (_parts(cell) for cell in (offices, days, headlines))
    if len(names) == len(dates) == len(titles):
        return tuple(
            Source(name, date=_day_or_none(when), headline=title)
            for name, when, title in zip(names, dates, titles, strict=True)
        )
    return tuple(Source(name) for name in dict.fromkeys(names))


def _parts(cell: str) -> list[str]:
    if ";" not in cell:
        return [cell.strip()] if cell.strip() else []
    row = next(csv.reader([cell.replace("\n", " ").replace("\r", " ")], delimiter=";"))
    return [part.strip() for part in row if part.strip()]


def _day_or_none(cell: str) -> date | None:
    try:
        return day(cell)
    except CellError:
        return None
