"""Files -> documents and events. One file per format, one line in a registry.

A format is recognized by its content, not by its name. What cannot be read is set aside as a
`Reject` with its reason, unless nothing at all could be read: then it is a `ReadError`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geomap.errors import InputError, ReadError
from geomap.model import CrossingReport, Document, Event, Reject
from geomap.read import (
    acled,
    crossings,
    feed,
    gdelt,
    generic,
    geofile,
    html,
    jsonl,
    mail,
    markdown,
    own,
    pdf,
    structured,
    text,
    ucdp,
)
from geomap.read.decode import decode, read_bytes
from geomap.read.gdelt import group_reports
from geomap.read.locate import locate
from geomap.read.table import Records, parse, with_header

__all__ = [
    "READERS",
    "TABLES",
    "Reading",
    "TableInput",
    "group_reports",
    "locate",
    "read",
    "read_all",
]

#: Letters of a table by which it is told what it is.
HEAD_CHARS: Final = 1_000_000
#: Fewer columns than this, none of a known name, are a text with commas.
_LEAST_COLUMNS: Final = 4
#: Letters of the longest text that is read as one article: a long book.
MAX_ARTICLE: Final = 5_000_000

Columns = Mapping[str, str]
Items = Iterator[Document | Event | CrossingReport | Reject]

#: Articles in binary formats: name, do these bytes begin like it, how to read them.
BINARY: Final[tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes, str], Items]], ...]] = (
    ("pdf", pdf.looks_like, pdf.read),
    ("mail", mail.looks_like, mail.read),
)

#: Articles as text; of all registries the first that fits wins.
READERS: Final[tuple[tuple[str, Callable[[str], bool], Callable[[str, str], Items]], ...]] = (
    ("html", html.looks_like, html.read),
    ("feed", feed.looks_like, feed.read),
    ("jsonl", jsonl.looks_like, jsonl.read),
    ("markdown", markdown.looks_like, markdown.read),
    ("text", text.looks_like, text.read),
)

#: Tables that are no delimited text -> records.
PACKED: Final[tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes, str], Records]], ...]] = (
    ("workbook", structured.looks_like_workbook, structured.from_workbook),
    ("geofile", geofile.looks_like, geofile.read),
)

#: Event tables whose columns are known: name, does this header or first row look like it, reader.
TABLES: Final[tuple[tuple[str, Callable[[Records], bool], Callable[[Records], Items]], ...]] = (
    ("events", own.looks_like, own.read),
    ("crossings", crossings.looks_like, crossings.read),
    ("gdelt", gdelt.looks_like, gdelt.read),
    ("ucdp_ged", ucdp.looks_like, ucdp.read),
    ("acled", acled.looks_like, acled.read),
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
    """All that inputs hold: documents to parse, events of tables, and what was set aside.

    ``reports`` are those of our own crossings files.
    """

    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()
    reports: tuple[CrossingReport, ...] = ()
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
    reports = tuple(report for r in readings for report in r.reports)
    if not documents and not events and not reports:
        raise ReadError(_nothing_read(paths, rejects))
    return Reading(
        documents=tuple(_with_unique_ids(documents)),
        events=events,
        reports=reports,
        rejects=rejects,
        tables=tuple(table for r in readings for table in r.tables),
    )


def _files(paths: Sequence[str | Path]) -> Iterator[str | Path]:
    for path in paths:
        if str(path) != "-" and _is_corpus(Path(path)):
            yield from sorted(Path(path, "events").glob("*.parquet"))
            yield Path(path, "crossings.parquet")
        elif str(path) != "-" and Path(path).is_dir():
            yield from sorted(p for p in Path(path).rglob("*") if _is_input(p))
        else:
            yield path


def _is_corpus(path: Path) -> bool:
    """Whether a folder is what `geomap.corpus` has made: its events are read, not its counts."""
    try:
        manifest = json.loads((path / "manifest.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("kind") == "geomap corpus"


def _is_input(path: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.parts)


def _read_one(path: str | Path, encoding: str | None, columns: Columns) -> Reading:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else read_bytes(Path(path))
        binary = next((reader for _, fits, reader in BINARY if fits(raw)), None)
        if binary:
            return _as_reading(binary(raw, _name(path)))
        packed = next((reader for _, fits, reader in PACKED if fits(raw)), None)
        if packed:
            return _read_table(packed(raw, _name(path, whole=True)), raw, columns)
        content = decode(raw, str(path), encoding, keep_line_ends=True)
    except ReadError as error:
        return Reading(rejects=(Reject(str(path), None, "", str(error)),))
    records = _find_records(content, _name(path, whole=True), columns)
    if records:
        return _read_table(records, raw, columns)
    if len(content) > MAX_ARTICLE and not jsonl.looks_like(content):
        return Reading(rejects=(_no_article(path, len(content)),))
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    article = next(reader for _, fits, reader in READERS if fits(content))
    return _as_reading(article(content, _name(path)))


def _no_article(path: str | Path, length: int) -> Reject:
    reason = (
        f"{str(path)!r} is no table that is known, and {length:,} letters are too long for one "
        "article; give one article a file, or JSON lines."
    )
    return Reject(str(path), None, "", reason)


def _find_records(content: str, name: str, columns: Columns) -> Records | None:
    """Return the records of a table, None for an article; articles may be JSON lines, too."""
    if html.looks_like(content) or feed.looks_like(content):
        return None
    if jsonl.looks_like_articles(content) and not columns:
        return None
    packed = structured.from_json(content, name)
    if packed:
        return packed
    head = parse(content[:HEAD_CHARS], name)
    if head is None or _is_known(head, columns):
        return head and parse(content, name)
    return None if _may_be_prose(head, columns) else head


def _is_known(head: Records, columns: Columns) -> bool:
    """Whether the first rows are those of a table of events; a long one is not read for nothing."""
    if any(fits(head) for _, fits, _ in TABLES):
        return True
    try:
        return generic.has_place(generic.guess(with_header(head).columns, columns))
    except InputError:
        return False


def _may_be_prose(head: Records, columns: Columns) -> bool:
    """Whether lines with a comma or two, under a first line that names nothing, are an article."""
    header = with_header(head).columns
    if columns or len(header) >= _LEAST_COLUMNS or generic.guess(header, {}):
        return False
    cells = (cell.strip() for _, row in head.cells[1:] for cell in row)
    return not any(cell.replace(".", "").isdigit() for cell in cells)


def _read_table(records: Records, raw: bytes, columns: Columns) -> Reading:
    header = records.cells[0][1] if records.cells else []
    meant = not columns or set(columns.values()).isdisjoint(header)
    for form, fits, reader in TABLES if meant and records.cells else ():
        if fits(records):
            return _as_reading(reader(records), form, records, raw)
    reading = _as_reading(generic.read(records, columns), "table", records, raw)
    return _with_guess(reading, records, columns)


def _with_guess(reading: Reading, records: Records, given: Columns) -> Reading:
    """Return a reading with the columns that were guessed, so that they can be shown."""
    if not reading.events:
        return reading
    columns = generic.guess(with_header(records).columns, given)
    return replace(reading, tables=tuple(replace(t, columns=columns) for t in reading.tables))


def _name(path: str | Path, *, whole: bool = False) -> str:
    if str(path) == "-":
        return "stdin"
    return Path(path).name if whole else Path(path).stem


def _as_reading(
    items: Iterable[Document | Event | CrossingReport | Reject],
    form: str = "",
    records: Records | None = None,
    raw: bytes = b"",
) -> Reading:
    found = list(items)
    events = tuple(item for item in found if isinstance(item, Event))
    rejects = tuple(item for item in found if isinstance(item, Reject))
    tables: tuple[TableInput, ...] = ()
    if records:
        count, bad = len(events), sum(reject.row is not None for reject in rejects)
        digest = sha256(raw).hexdigest()
        tables = (TableInput(records.name, form, count + bad, count, bad, digest),)
    documents = tuple(item for item in found if isinstance(item, Document))
    reports = tuple(item for item in found if isinstance(item, CrossingReport))
    return Reading(documents, events, reports, rejects, tables)


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
