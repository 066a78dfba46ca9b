"""A report in Markdown: no words of a source become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from geomap.render.report.content import Content, Section, Span, Table, Text
from geomap.render.text import clean, isolate

__all__ = ["address", "markdown_text"]

#: What Markdown (CommonMark, GitHub's tables) or HTML inside it would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]|~$#!@])")
_LIST = re.compile(r"^(\d+)([.)])|^([-+=])")


def markdown_text(content: Content, picture: str) -> str:
    """Return a report in Markdown with the figure at the path ``picture``."""
    caption = f"*{_words(content.caption)}*" if content.caption else ""
    subtitle = f"**{_words(content.subtitle)}**" if content.subtitle else ""
    parts = (
        f"# {_words(content.title)}",
        subtitle,
        f"![{_words(content.alt_text)}](<{quote(picture)}>)",
        caption,
        _words(content.summary),
        *(_section(section) for section in content.sections),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def address(url: str) -> str:
    """Return a web address with everything escaped that could end it."""
    return quote(url, safe=":/?#@!$&*+,;=%~")


def _section(section: Section) -> str:
    points = "\n".join(f"- {_text(point)}" for point in section.points)
    table = _table(section.table) if section.table else ""
    parts = (f"## {section.title}", *map(_text, section.paragraphs), points, table)
    return "\n\n".join(part for part in parts if part)


def _table(table: Table) -> str:
    rows = (map(_text, row) for row in table.rows)
    lines: Iterable[Iterable[str]] = (table.head, ("---" for _ in table.head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(text: Text) -> str:
    return "".join(_span(span) for span in text)


def _span(span: Span) -> str:
    if span.text == ", ":
        return span.text
    return f"[{_words(span.text)}](<{address(span.url)}>)" if span.url else _words(span.text)


def _words(text: str) -> str:
    """Return text of a source as words: no Markdown, no HTML, on one line."""
    plain = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _MARKUP.sub(r"\\\1", plain).replace("://", ":\u2060//").replace("www.", "www\u2060.")
    return isolate(_LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain))
