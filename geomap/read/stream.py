"""A table row by row, however long it is; what is no delimited text is loaded whole."""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from geomap.errors import ReadError
from geomap.model import Reject
from geomap.read import geofile, structured
from geomap.read.decode import decode
from geomap.read.table import Records, dialect, sniff, uneven, unreadable, with_header

__all__ = ["Stream", "stream"]

_HEAD_BYTES: Final = 200_000
#: A line longer than this is cut: no cell of a table is as long (csv's limit is 131,072).
_LINE_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Stream:
    """The columns of a table and its rows, numbered: the cells, or why a row is set aside."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[int, list[str] | Reject]]


def stream(path: str | Path, encoding: str | None = None) -> Stream:
    """Open a table (CSV, TSV, JSON, workbook, geodata; gzip of any; ``-`` for standard input).

    Raises
    ------
    ReadError
        When the file cannot be opened or is no table.
    """
    name = "stdin" if str(path) == "-" else Path(path).name
    file = _open(path)
    try:
        head = file.read(_HEAD_BYTES)
    except (OSError, EOFError) as error:
        msg = f"{name!r} is a damaged gzip file ({error}); pack it again."
        raise ReadError(msg) from error
    if not head.strip():
        msg = f"{name!r} is empty; a table was expected."
        raise ReadError(msg)
    if geofile.looks_like(head) or structured.looks_like_workbook(head):
        return _loaded(_unpacked(head + file.read(), name))
    text = _decoded(head, name, encoding)
    loaded = structured.from_json(_decoded(head + file.read(), name, encoding), name) if (
        text.lstrip("\ufeff \r\n\t")[:1] in ("{", "[")) else None  # fmt: skip
    if loaded:
        return _loaded(loaded)
    delimiter = sniff(text)
    if not delimiter:
        msg = f"{name!r} is no table; CSV, TSV, JSON lines or Excel with a header was expected."
        raise ReadError(msg)
    lines = _lines(file, head, encoding)
    return _delimited(csv.reader(lines, **dialect(text, delimiter)), name)


def _open(path: str | Path) -> IO[bytes]:
    if str(path) == "-":
        return sys.stdin.buffer
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - read until the last row is taken
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        msg = f"{str(path)!r} cannot be opened ({reason}); check the path."
        raise ReadError(msg) from error
    return gzip.open(file) if packed else file  # type: ignore[return-value]


def _decoded(raw: bytes, name: str, encoding: str | None) -> str:
    """Return a head that may end within a letter as text."""
    whole_lines = raw.rpartition(b"\n")[0] if len(raw) >= _HEAD_BYTES else raw
    return decode(whole_lines or raw, name, encoding, keep_line_ends=True)


def _unpacked(raw: bytes, name: str) -> Records:
    return geofile.read(raw, name) if geofile.looks_like(raw) else (
        structured.from_workbook(raw, name))  # fmt: skip


def _loaded(records: Records) -> Stream:
    table = with_header(records)
    rows: list[tuple[int, list[str] | Reject]] = [
        (row.number, list(row.cells.values())) for row in table.rows
    ]
    return Stream(
        table.name, table.columns, iter([*rows, *((r.row or 0, r) for r in table.rejects)])
    )


def _delimited(lines: Iterator[list[str]], name: str) -> Stream:
    head = Records(name, ",", ((1, next(lines)),))
    columns = with_header(head).columns
    return Stream(name, columns, _rows(lines, name, len(columns)))


def _rows(
    lines: Iterator[list[str]], name: str, width: int
) -> Iterator[tuple[int, list[str] | Reject]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, unreadable(name, number, error)
            continue
        if len(cells) == width:
            yield number, cells
        elif any(cell.strip() for cell in cells):
            yield number, uneven(name, number, len(cells), width)


def _lines(file: IO[bytes], head: bytes, encoding: str | None) -> Iterator[str]:
    """Yield decoded lines: of the encoding given or found, a line of UTF-8 in any case as that."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide:
        yield from io.StringIO((head + file.read()).decode("utf-16"), newline="")
        return
    codec = encoding or "utf-8"
    for number, raw in enumerate(_raw_lines(file, head)):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
        try:
            yield line.decode(codec)
        except UnicodeDecodeError:
            yield decode(line, file.name if hasattr(file, "name") else "", keep_line_ends=True)


def _raw_lines(file: IO[bytes], head: bytes) -> Iterable[bytes]:
    lines = head.splitlines(keepends=True)
    rest = lines.pop() if lines else b""
    yield from lines
    first = rest + file.readline(_LINE_BYTES)
    while first:
        yield first
        first = file.readline(_LINE_BYTES)
