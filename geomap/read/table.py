"""Delimited text -> rows of named cells: which delimiter, where the header is, what is broken."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from geomap.model import Reject

__all__ = [
    "Records",
    "Row",
    "Table",
    "dialect",
    "parse",
    "sniff",
    "uneven",
    "unreadable",
    "with_columns",
    "with_header",
]

#: Tried in this order; of equals the first wins.
DELIMITERS: Final = "\t,;|"
_SAMPLE_CHARS: Final = 200_000
_SAMPLE_ROWS: Final = 40
_MOST_COLUMNS: Final = 500
_LONGEST_NAME: Final = 60
#: A lone line with this many cells is a header, or a row, and no sentence with commas.
_WIDE_HEADER: Final = 30
_SENTENCE: Final = re.compile(r"[.!?]$|\w\w[.!?] [^\W\d_]")
#: Share of the first rows that must be as wide as the first one.
_EVEN: Final = 0.6


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, as a spreadsheet counts (a header is row 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """A table as it stands: numbered lists of cells, no header told apart yet.

    ``delimiter`` is "" for what was not delimited text (JSON, workbooks, geodata).
    """

    name: str
    delimiter: str
    cells: tuple[tuple[int, list[str]], ...]
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of text, with the rows that had to be set aside."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rejects: tuple[Reject, ...] = ()


def parse(text: str, name: str) -> Records | None:
    r"""Return the records of delimited text, None when it is no table.

    >>> parse("place;date\nChaman;2024-01-05\n", "a").delimiter
    ';'
    >>> parse("Gunmen attacked a post, police said.\nNobody was hurt.", "a") is None
    True
    """
    delimiter = sniff(text)
    if not delimiter:
        return None
    cells, rejects = [], []
    for number, record in enumerate(_read(text, delimiter), 1):
        if isinstance(record, csv.Error):
            rejects.append(unreadable(name, number, record))
        elif any(cell.strip() for cell in record):
            cells.append((number, record))
    return Records(name, delimiter, tuple(cells), tuple(rejects))


def with_header(records: Records) -> Table:
    """Return records as a table whose first record names the columns."""
    if not records.cells:
        return Table(records.name, (), (), records.rejects)
    columns = _column_names(records.cells[0][1])
    return with_columns(records, columns, records.cells[1:])


def with_columns(
    records: Records, columns: Sequence[str], cells: Sequence[tuple[int, list[str]]]
) -> Table:
    """Return records as a table of the given columns; rows of another width are set aside."""
    rows, rejects = [], list(records.rejects)
    for number, record in cells:
        if len(record) == len(columns):
            rows.append(Row(number, dict(zip(columns, record, strict=True))))
        else:
            rejects.append(uneven(records.name, number, len(record), len(columns)))
    return Table(records.name, tuple(columns), tuple(rows), tuple(rejects))


def _column_names(header: Sequence[str]) -> tuple[str, ...]:
    """Return the header's names, each unique; a nameless column is called by its number."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = cell.strip().lstrip("\ufeff") or f"column_{place}"
        names.append(name if name not in names else f"{name}_{place}")
    return tuple(names)


def _read(text: str, delimiter: str) -> Iterator[list[str] | csv.Error]:
    """Yield the records of a text, and an error in the place of one that cannot be read."""
    lines = csv.reader(io.StringIO(text, newline=""), **dialect(text, delimiter))
    while True:
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def dialect(text: str, delimiter: str) -> dict[str, Any]:
    """Return the dialect: in tab-separated files without quoted cells a quote is a mere sign."""
    head = text[:_SAMPLE_CHARS]
    if delimiter == "\t" and not (head.startswith('"') or '\t"' in head):
        return {"delimiter": delimiter, "quoting": csv.QUOTE_NONE}
    return {"delimiter": delimiter}


def sniff(text: str) -> str:
    """Return the delimiter of a table, "" when the text is none."""
    head = text.lstrip("\ufeff")[:_SAMPLE_CHARS]
    scores = [(_evenness(_sample(head, d, len(text) > len(head))), d) for d in DELIMITERS]
    (score, delimiter) = max(scores, key=lambda item: item[0])
    return delimiter if score > (0.0, 0) else ""


def _sample(head: str, delimiter: str, cut: bool) -> list[list[str]]:
    records: list[list[str]] = []
    for record in _read(head, delimiter):
        if not isinstance(record, csv.Error) and any(cell.strip() for cell in record):
            records.append(record)
        if len(records) > _SAMPLE_ROWS:
            break
    return records[:-1] if cut or len(records) > _SAMPLE_ROWS else records


def _evenness(records: Sequence[Sequence[str]]) -> tuple[float, int]:
    """Return the share of rows as wide as the first and that width; zeros when it is no table."""
    width = len(records[0]) if records else 0
    if not 2 <= width <= _MOST_COLUMNS or not _may_head(records[0]):
        return 0.0, 0
    if len(records) == 1 and width < _WIDE_HEADER:
        return 0.0, 0
    even = sum(len(record) == width for record in records) / len(records)
    return (even, width) if even >= _EVEN else (0.0, 0)


def _may_head(cells: Sequence[str]) -> bool:
    """Whether cells may name columns or be data: short ones, and no sentence among them."""
    words = [cell.strip() for cell in cells]
    if len(words) >= 40 and words[0].isdigit():  # exports without a header hold long addresses
        return True
    return not any(len(w) > _LONGEST_NAME or _SENTENCE.search(w) for w in words)


def unreadable(name: str, number: int, error: csv.Error) -> Reject:
    """Return why a row that csv cannot read is set aside."""
    reason = f"Row {number} of {name!r} cannot be read ({error}); is a quote left open?"
    return Reject(name, number, "", reason)


def uneven(name: str, number: int, got: int, wanted: int) -> Reject:
    """Return why a row of another width than the header's is set aside."""
    cure = "is a quote or a line broken?" if got < wanted else "is a cell with a comma unquoted?"
    reason = f"Row {number} of {name!r} has {got} cells where {wanted} were expected; {cure}"
    return Reject(name, number, "", reason)
