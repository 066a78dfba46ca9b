"""Files -> documents and events. One file per format, one line in a registry.

A format is recognized by its content, not by its name. What cannot be read is set aside as a
`Reject` with its reason, unless nothing at all could be read: then it is a `ReadError`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geomap.errors import ReadError
from geomap.model import Document, Event, Reject
from geomap.read import html, jsonl, text, ucdp
from geomap.read.decode import decode, read_bytes
from geomap.read.locate import locate
from geomap.read.table import Records, parse

__all__ = ["READERS", "TABLES", "Reading", "TableInput", "locate", "read", "read_all"]

Columns = Mapping[str, str]
Reader = Callable[[str, str], Iterator[Document | Reject]]
TableReader = Callable[[Records], Iterator[Event | Reject]]

#: Articles as text: name, does this content look like it, how to read it; the first that fits wins.
READERS: Final[tuple[tuple[str, Callable[[str], bool], Reader], ...]] = (
    ("html", html.looks_like, html.read),
    ("jsonl", jsonl.looks_like, jsonl.read),
    ("text", text.looks_like, text.read),
)

#: Event tables as delimited text: name, does this header or first row look like it, how to read it.
TABLES: Final[tuple[tuple[str, Callable[[Records], bool], TableReader], ...]] = (
    ("ucdp_ged", ucdp.looks_like, ucdp.read),
)


@dataclass(frozen=True, slots=True)
class TableInput:
    """One event table that was read: ``rows == events + rejects``."""

    name: str
    form: str
    rows: int
    events: int
    rejects: int
    sha256: str
    columns: Columns = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that inputs hold: documents to parse, events of tables, and what was set aside."""

    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()
    rejects: tuple[Reject, ...] = ()
    tables: tuple[TableInput, ...] = ()


def read(
    paths: Sequence[str | Path], *, published: date | None = None, encoding: str | None = None
) -> tuple[tuple[Document, ...], tuple[Reject, ...]]:
    """Return the documents in files, folders and ``-`` (standard input), and what was set aside.

    ``published`` dates the documents that do not say when they appeared. Ids are unique; text is
    kept as it stands, so that offsets are those of the file.

    Raises
    ------
    ReadError
        When no document could be read at all.
    """
    found = read_all(paths, published=published, encoding=encoding)
    if not found.documents:
        names = ", ".join(repr(table.name) for table in found.tables)
        msg = f"{names} is an event table, not an article; read_all() reads both."
        raise ReadError(msg)
    return found.documents, found.rejects


def read_all(
    paths: Sequence[str | Path],
    *,
    published: date | None = None,
    encoding: str | None = None,
    columns: Columns = MappingProxyType({}),
) -> Reading:
    """Return the documents and the events of tables in files, folders and ``-``.

    ``columns`` names columns of tables that no export defines (field -> column): see `generic`.

    Raises
    ------
    ReadError
        When nothing could be read at all.
    """
    readings = [_read_one(path, encoding, columns) for path in _files(paths)]
    documents = [replace(d, published=d.published or published) for r in readings
                 for d in r.documents]  # fmt: skip
    events, repeated = _once([event for r in readings for event in r.events])
    rejects = (*(reject for r in readings for reject in r.rejects), *repeated)
    if not documents and not events:
        raise ReadError(_nothing_read(paths, rejects))
    return Reading(
        documents=tuple(_with_unique_ids(documents)),
        events=events,
        rejects=rejects,
        tables=tuple(table for r in readings for table in r.tables),
    )


def _files(paths: Sequence[str | Path]) -> Iterator[str | Path]:
    for path in paths:
        if str(path) != "-" and Path(path).is_dir():
            yield from sorted(p for p in Path(path).rglob("*") if _is_input(p))
        else:
            yield path


def _is_input(path: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.parts)


def _read_one(path: str | Path, encoding: str | None, columns: Columns) -> Reading:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else read_bytes(Path(path))
        content = decode(raw, str(path), encoding, keep_line_ends=True)
    except ReadError as error:
        return Reading(rejects=(Reject(str(path), None, "", str(error)),))
    records = parse(content, _name(path, whole=True))
    for form, fits, reader in TABLES if records and records.cells else ():
        if records and fits(records):
            return _as_reading(reader(records), form, records, raw)
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    article = next(reader for _, fits, reader in READERS if fits(content))
    return _as_reading(article(content, _name(path)))


def _name(path: str | Path, *, whole: bool = False) -> str:
    if str(path) == "-":
        return "stdin"
    return Path(path).name if whole else Path(path).stem


def _as_reading(
    items: Iterable[Document | Event | Reject],
    form: str = "",
    records: Records | None = None,
    raw: bytes = b"",
) -> Reading:
    found = list(items)
    events = tuple(item for item in found if isinstance(item, Event))
    rejects = tuple(item for item in found if isinstance(item, Reject))
    tables = ()
    if records:
        count, bad = len(events), sum(reject.row is not None for reject in rejects)
        digest = sha256(raw).hexdigest()
        tables = (TableInput(records.name, form, count + bad, count, bad, digest),)
    documents = tuple(item for item in found if isinstance(item, Document))
    return Reading(documents, events, rejects, tables)


def _once(events: Sequence[Event]) -> tuple[tuple[Event, ...], tuple[Reject, ...]]:
    """Return the events with each id once; a row that another file has too is set aside."""
    kept: dict[str, Event] = {}
    again = []
    for event in events:
        if event.event_id in kept:
            reason = f"{event.event_id!r} is in more than one of the files; the first is kept."
            again.append(Reject(event.source_system, None, "id", reason))
        kept.setdefault(event.event_id, event)
    return tuple(kept.values()), tuple(again)


def _nothing_read(paths: Sequence[str | Path], rejects: Sequence[Reject]) -> str:
    if len(rejects) == 1:
        return rejects[0].reason
    if rejects:
        return f"None of {len(rejects)} inputs could be read; the first: {rejects[0].reason}"
    return f"No file was found in {', '.join(map(str, paths))!r}; give an article or a folder."


def _with_unique_ids(documents: Iterable[Document]) -> Iterator[Document]:
    seen: dict[str, int] = {}
    for document in documents:
        count = seen[document.id] = seen.get(document.id, 0) + 1
        yield document if count == 1 else replace(document, id=f"{document.id}-{count}")
