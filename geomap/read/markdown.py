"""Markdown articles: front matter, headings, links and emphasis become plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geomap.model import Document, Reject
from geomap.read.dates import parse_day
from geomap.read.text import find_published

__all__ = ["looks_like", "read"]

_FRONT: Final = re.compile(r"\ufeff?---\n(.*?)\n---\n", re.DOTALL)
_HEADING: Final = re.compile(r"^#{1,6} +(\S.*?)(?: #+)?$", re.MULTILINE)
_LINK: Final = re.compile(r"(!?)\[([^\]\n]*)\]\([^)\n]*\)")
_PAIR: Final = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LEAD: Final = re.compile(r"^(?:> ?)+", re.MULTILINE)


def looks_like(content: str) -> bool:
    """Return whether content has front matter or a heading with number signs."""
    return bool(_FRONT.match(content) or _HEADING.search(content[:5000]))


def read(content: str, name: str) -> Iterator[Document | Reject]:
    """Yield one document with plain text; pictures are left out, links keep their words."""
    front = _FRONT.match(content)
    fields = _fields(front[1]) if front else {}
    text = _plain(content[front.end() :] if front else content).strip()
    if not text:
        yield Reject(name, None, "", f"{name!r} has no text besides its front matter.")
        return
    first = _HEADING.search(content)
    yield Document(
        id=name,
        text=text,
        title=fields.get("title") or (_plain(first[1]) if first else ""),
        published=parse_day(fields.get("date", "")) or find_published(text),
        url=fields.get("url") or fields.get("link", ""),
        publisher=fields.get("publisher") or fields.get("source", ""),
    )


def _fields(front: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in front.split("\n"))
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}


def _plain(text: str) -> str:
    text = _LINK.sub(lambda m: "" if m[1] else m[2], text)
    text = _LEAD.sub("", _HEADING.sub(r"\1", text))
    return _PAIR.sub(r"\2", _PAIR.sub(r"\2", text))
