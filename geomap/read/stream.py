"""A table row by row, however long it is; what is no delimited text is loaded whole."""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from geomap.errors import ReadError
from geomap.model import Reject
from geomap.read import geofile, structured
from geomap.read.decode import decode, likeliest
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


@contextmanager
def stream(path: str | Path, encoding: str | None = None) -> Iterator[Stream]:
    """Open a table (CSV, TSV, JSON, workbook, geodata; gzip of any; ``-`` for standard input).

    Raises
    ------
    ReadError
        When the file cannot be opened or is no table.
    """
    name = "stdin" if str(path) == "-" else Path(path).name
    with _opened(path) as file:
        yield _streamed(file, name, encoding)


def _streamed(file: IO[bytes], name: str, encoding: str | None) -> Stream:
    head = _head(file, name)
    if geofile.looks_like(head) or structured.looks_like_workbook(head):
        raw = head + file.read()
        packed = geofile.read if geofile.looks_like(raw) else structured.from_workbook
        return _loaded(packed(raw, name))
    text = _decoded(head, name, encoding)
    if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "["):
        whole = decode(head + file.read(), name, encoding)
        records = structured.from_json(whole, name)
        if records:
            return _loaded(records)
    delimiter = sniff(text)
    if not delimiter:
        msg = f"{name!r} is no table; CSV, TSV, JSON lines or Excel with a header was expected."
        raise ReadError(msg)
    lines = _lines(file, head, encoding)
    return _delimited(csv.reader(lines, **dialect(text, delimiter)), name)


def _head(file: IO[bytes], name: str) -> bytes:
    try:
        head = file.read(_HEAD_BYTES)
    except (OSError, EOFError) as error:
        msg = f"{name!r} is a damaged gzip file ({error}); pack it again."
        raise ReadError(msg) from error
    if not head.strip():
        msg = f"{name!r} is empty; a table was expected."
        raise ReadError(msg)
    return head


@contextmanager
def _opened(path: str | Path) -> Iterator[IO[bytes]]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        msg = f"{str(path)!r} cannot be opened ({reason}); check the path."
        raise ReadError(msg) from error
    with file, gzip.open(file) if packed else nullcontext(file) as opened:
        yield cast("IO[bytes]", opened)


def _decoded(raw: bytes, name: str, encoding: str | None) -> str:
    """Return a head that may end within a letter as text."""
    whole_lines = raw.rpartition(b"\n")[0] if len(raw) >= _HEAD_BYTES else raw
    return decode(whole_lines or raw, name, encoding, keep_line_ends=True)


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
    other = ""
    for number, raw in enumerate(_raw_lines(file, head)):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
        try:
            yield line.decode(encoding or "utf-8")
        except UnicodeDecodeError:
            other = other or likeliest(head + line) or "cp1252"
            yield line.decode(other, "replace")


def _raw_lines(file: IO[bytes], head: bytes) -> Iterable[bytes]:
    lines = head.splitlines(keepends=True)
    rest = lines.pop() if lines else b""
    yield from lines
    first = rest + file.readline(_LINE_BYTES)
    while first:
        yield first
        first = file.readline(_LINE_BYTES)
