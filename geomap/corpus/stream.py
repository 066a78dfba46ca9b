"""Files of any size -> a stream of documents; no more than one batch of rows is held at a time."""

from __future__ import annotations

import glob
import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

from geomap.errors import ReadError
from geomap.model import Document, Reject
from geomap.read import jsonl, read

__all__ = ["MAX_CHARACTERS", "Read", "stream", "total_bytes"]

#: A longer text is a collection, not an article.
MAX_CHARACTERS: Final = 2_000_000
_BATCH_ROWS: Final = 500
_GZIP, _PARQUET = b"\x1f\x8b", b"PAR1"
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Read:
    """A document or what was set aside, and how many bytes of the inputs are read by then."""

    item: Document | Reject
    position: int


def stream(
    inputs: Sequence[str | Path], *, published: date | None = None, encoding: str | None = None
) -> Iterator[Read]:
    """Yield what JSON lines, Parquet, articles, folders and globs of them hold, in a fixed order.

    Each may be gzip; "-" is JSON lines on standard input. A row of Parquet or JSON is an article
    with at least a text, see `geomap.read.jsonl`. A file of a folder without an id of its own is
    called by its path in the folder.

    Raises
    ------
    ReadError
        When an input does not exist.
    """
    before = 0
    for path, name in _files(inputs):
        size = _size(path)
        for item, read_of_file in _read_file(path, name, encoding):
            yield Read(_checked(item, published), before + min(read_of_file, size))
        before += size


def total_bytes(inputs: Sequence[str | Path]) -> int:
    """Return how many bytes the inputs have on disk; standard input counts nothing."""
    return sum(_size(path) for path, _ in _files(inputs))


# ------------------------------------------------------------------ which files


def _files(inputs: Sequence[str | Path]) -> Iterator[tuple[str, str]]:
    """Yield each file's path and its name in ids."""
    for given in map(str, inputs):
        if given == "-":
            yield "-", "stdin"
        elif Path(given).is_dir():
            prefix = f"{Path(given).resolve().name}/" if len(inputs) > 1 else ""
            yield from _files_of_folder(given, prefix)
        elif Path(given).is_file():
            yield given, _stem(Path(given).name)
        else:
            yield from _files_of_glob(given)


def _files_of_folder(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the files below a folder by name; hidden ones are left."""
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files_of_folder(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield entry.path, prefix + _stem(entry.name)


def _files_of_glob(given: str) -> Iterator[tuple[str, str]]:
    found = sorted(p for p in glob.glob(given, recursive=True) if Path(p).is_file())  # noqa: PTH207
    if not found:
        msg = f"{given!r} is no file, no folder and matches none; check the path."
        raise ReadError(msg)
    shared = os.path.commonpath([str(Path(p).parent) for p in found])
    yield from ((p, str(Path(os.path.relpath(p, shared)).parent / _stem(p))) for p in found)


def _stem(name: str) -> str:
    return Path(Path(name).name.removesuffix(".gz")).stem


def _size(path: str) -> int:
    return 0 if path == "-" else Path(path).stat().st_size


# ------------------------------------------------------------------ what a file holds


def _read_file(
    path: str, name: str, encoding: str | None
) -> Iterator[tuple[Document | Reject, int]]:
    if path == "-":
        yield from ((item, 0) for item in _json_lines(sys.stdin.buffer, name, encoding))
        return
    try:
        with Path(path).open("rb") as raw:
            yield from _read_open(raw, path, name, encoding)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"{path!r} could not be read to its end ({error}); what was read is kept."
        yield Reject(path, None, "", reason), 0


def _read_open(
    raw: IO[bytes], path: str, name: str, encoding: str | None
) -> Iterator[tuple[Document | Reject, int]]:
    magic = raw.read(4)
    raw.seek(0)
    if magic == _PARQUET:
        yield from _parquet_rows(raw, path, name)
        return
    packed = magic[:2] == _GZIP
    content: Any = gzip.GzipFile(fileobj=raw) if packed else raw
    if _is_json_lines(content):
        for item in _json_lines(content, name, encoding):
            yield item, raw.tell()
    else:
        yield from ((item, _size(path)) for item in _article(path, name, encoding))


def _is_json_lines(content: IO[bytes]) -> bool:
    """Say whether the first line is a JSON object; the content is wound back."""
    head = content.read(64).lstrip()
    content.seek(0)
    if not head.startswith(b"{"):
        return False
    line = next((line for line in content if line.strip()), b"")
    content.seek(0)
    return jsonl.looks_like(line.decode("utf-8", "replace"))


def _json_lines(content: IO[bytes], name: str, encoding: str | None) -> Iterator[Document | Reject]:
    for number, line in enumerate(content, 1):
        if not line.strip():
            continue
        try:
            text = line.decode(encoding or "utf-8-sig")
        except UnicodeDecodeError as error:
            reason = f"Line {number} of {name!r} is not {encoding or 'UTF-8'} ({error.reason})."
            yield Reject(name, number, "", reason)
        else:
            yield jsonl.read_line(text, name, number)


def _parquet_rows(raw: IO[bytes], path: str, name: str) -> Iterator[tuple[Document | Reject, int]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table, number = pq.ParquetFile(raw), 0
        rows = max(1, table.metadata.num_rows)
        for batch in table.iter_batches(_BATCH_ROWS):
            for row in batch.to_pylist():
                number += 1
                yield jsonl.as_document(_plain(row), name, number), _size(path) * number // rows
    except pa.ArrowException as error:
        yield Reject(path, None, "", f"{path!r} is a damaged Parquet file ({error})."), _size(path)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}


def _article(path: str, name: str, encoding: str | None) -> Iterator[Document | Reject]:
    try:
        documents, rejects = read([path], encoding=encoding)
    except ReadError as error:
        yield Reject(path, None, "", str(error))
        return
    for document in documents:
        own = document.id != Path(path).stem and document.id != _stem(path)
        yield document if own else replace(document, id=name)
    yield from rejects


def _checked(item: Document | Reject, published: date | None) -> Document | Reject:
    """Return a document that every later step can hold: of sane length and whole characters."""
    if isinstance(item, Reject):
        return item
    if len(item.text) > MAX_CHARACTERS:
        reason = (
            f"{item.id!r} has {len(item.text):,} characters, over {MAX_CHARACTERS:,}; split it."
        )
        return Reject(item.id, None, "text", reason)
    values = (item.id, item.text, item.title, item.url, item.publisher)
    document_id, text, title, url, publisher = map(_whole, values)
    return Document(document_id, text, title, item.published or published, url, publisher)


def _whole(text: str) -> str:
    """Return a text with lone surrogates replaced, which no file can hold; lengths stay."""
    return text if text.isascii() else _LONE_SURROGATE.sub("�", text)
