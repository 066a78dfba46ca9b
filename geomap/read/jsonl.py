"""Articles as JSON lines: one object a line with at least a text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from geomap.model import Document, Reject
from geomap.read.dates import parse_day

__all__ = ["as_document", "looks_like", "looks_like_articles", "read", "read_line"]

_TEXT = ("text", "body", "content", "article")
_TITLE = ("title", "headline")
_PUBLISHED = ("published", "date", "published_at", "pubdate", "publish_date")
_URL = ("url", "link")
_PUBLISHER = ("publisher", "source", "outlet")


def looks_like(content: str) -> bool:
    """Return whether the first line is a JSON object."""
    first = content.lstrip().split("\n", 1)[0]
    try:
        return first[:1] == "{" and isinstance(json.loads(first), dict)
    except ValueError:
        return False


def looks_like_articles(content: str) -> bool:
    """Return whether the first line is a JSON object that holds a text."""
    first = content.lstrip().split("\n", 1)[0]
    return looks_like(content) and bool(_field(json.loads(first), _TEXT).strip())


def read(content: str, name: str) -> Iterator[Document | Reject]:
    """Yield a document a line; lines that are no object or have no text are set aside."""
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield read_line(line, name, number)


def read_line(line: str, name: str, number: int) -> Document | Reject:
    """Return the document of one line, or why it is none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Reject(name, number, "", f"Line {number} of {name!r} is not JSON ({error}).")
    return as_document(row if isinstance(row, dict) else {}, name, number)


def as_document(row: Mapping[str, Any], name: str, number: int) -> Document | Reject:
    """Return the document of one row of named fields, or why it is none."""
    text = _field(row, _TEXT)
    if not text.strip():
        return Reject(name, number, "text", f"Line {number} of {name!r} has no text to read.")
    return Document(
        id=_field(row, ("id",)) or f"{name}-{number}",
        text=text,
        title=_field(row, _TITLE),
        published=parse_day(_field(row, _PUBLISHED)),
        url=_field(row, _URL),
        publisher=_field(row, _PUBLISHER),
    )


def _field(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """Return the first of the named fields that holds a string or a number, as text."""
    values = (row.get(name) for name in names)
    text = next((str(v) for v in values if isinstance(v, str | int | float) and v != ""), "")
    return text.encode("utf-8", "replace").decode()  # JSON may hold half a letter: \ud800
