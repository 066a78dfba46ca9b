"""Files -> documents. One file per format, one line in the registry.

A format is recognized by its content, not by its name. What cannot be read is set aside as a
`Reject` with its reason, unless nothing at all could be read: then it is a `ReadError`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from geomap.errors import ReadError
from geomap.model import Document, Reject
from geomap.read import html, jsonl, text
from geomap.read.decode import decode, read_bytes

__all__ = ["READERS", "read"]

Reader = Callable[[str, str], Iterator[Document | Reject]]

#: name, does this content look like it, how to read it; the first that fits wins.
READERS: tuple[tuple[str, Callable[[str], bool], Reader], ...] = (
    ("html", html.looks_like, html.read),
    ("jsonl", jsonl.looks_like, jsonl.read),
    ("text", text.looks_like, text.read),
)


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
    documents: list[Document] = []
    rejects: list[Reject] = []
    for path in _files(paths):
        for item in _read_one(path, encoding):
            if isinstance(item, Reject):
                rejects.append(item)
            else:
                documents.append(replace(item, published=item.published or published))
    if not documents:
        raise ReadError(_nothing_read(paths, rejects))
    return tuple(_with_unique_ids(documents)), tuple(rejects)


def _files(paths: Sequence[str | Path]) -> Iterator[str | Path]:
    for path in paths:
        if str(path) != "-" and Path(path).is_dir():
            yield from sorted(p for p in Path(path).rglob("*") if _is_input(p))
        else:
            yield path


def _is_input(path: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.parts)


def _read_one(path: str | Path, encoding: str | None) -> Iterator[Document | Reject]:
    name = "stdin" if str(path) == "-" else Path(path).stem
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else read_bytes(Path(path))
        content = decode(raw, str(path), encoding)
    except ReadError as error:
        yield Reject(str(path), None, "", str(error))
        return
    reader = next(reader for _, fits, reader in READERS if fits(content))
    yield from reader(content, name)


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
