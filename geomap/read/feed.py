"""RSS and Atom files: a document an entry. No address is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from geomap.model import Document, Reject
from geomap.read import html
from geomap.read.dates import parse_day

__all__ = ["looks_like", "read"]

_START: Final = re.compile(
    r"\ufeff?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>\s*)*"
    r"<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.IGNORECASE,
)
_BODY: Final = ("encoded", "content", "description", "summary")
_DAY: Final = ("pubDate", "published", "date", "updated")


def looks_like(content: str) -> bool:
    """Return whether content begins as a feed does."""
    return bool(_START.match(content[:3000]))


def read(content: str, name: str) -> Iterator[Document | Reject]:
    """Yield a document an entry, its headline before its text."""
    if "<!ENTITY" in content or "<!DOCTYPE" in content:
        reason = f"{name!r} is a feed that defines entities, which none needs; it is not read."
        yield Reject(name, None, "", reason)
        return
    try:
        root = ElementTree.fromstring(content.lstrip("\ufeff \r\n\t"))
    except ElementTree.ParseError as error:
        yield Reject(name, None, "", f"{name!r} is a damaged feed ({error}); download it again.")
        return
    entries = [node for node in root.iter() if _local(node) in ("item", "entry")]
    publisher = _first(next(root.iter(), root), ("title",)) or _channel_title(root)
    for number, entry in enumerate(entries, 1):
        yield _document(entry, name, number, publisher)
    if not entries:
        yield Reject(name, None, "", f"{name!r} is a feed without entries.")


def _document(
    entry: ElementTree.Element, name: str, number: int, publisher: str
) -> Document | Reject:
    title = html.text_of(_first(entry, ("title",)))
    body = html.text_of(_first(entry, _BODY))
    text = "\n\n".join(part for part in (title, body) if part)
    if not text:
        return Reject(name, number, "", f"Entry {number} of {name!r} has no text.")
    return Document(
        id=f"{name}-{number}",
        text=text,
        title=title,
        published=next((d for key in _DAY if (d := parse_day(_first(entry, (key,))))), None),
        url=_link(entry),
        publisher=publisher,
    )


def _local(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _first(node: ElementTree.Element, names: tuple[str, ...]) -> str:
    """Return the text of the first child of one of the names that has any, in their order."""
    for name in names:
        for child in node:
            text = "".join(child.itertext()).strip() if _local(child) == name else ""
            if text:
                return text
    return ""


def _channel_title(root: ElementTree.Element) -> str:
    channel = next((node for node in root if _local(node) == "channel"), None)
    return "" if channel is None else _first(channel, ("title",))


def _link(entry: ElementTree.Element) -> str:
    for child in entry:
        if _local(child) == "link" and child.get("rel", "alternate") == "alternate":
            return child.get("href") or (child.text or "").strip()
    return ""
