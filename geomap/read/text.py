"""Plain text and Markdown articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from geomap.model import Document, Reject
from geomap.read.dates import parse_day

__all__ = ["find_published", "looks_like", "read"]

_HEAD = 600
_PUBLISHED = re.compile(
    r"^\W*(?:published|updated|posted|date|dated)\b[ \t]*(?:on\b|at\b)?[ \t]*:?[ \t]*"
    r"(?P<day>[^\n]{6,60})",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE_LIMIT = 200


def looks_like(content: str) -> bool:  # noqa: ARG001 - the registry's signature
    """Return True: whatever can be decoded can be read as text."""
    return True


def read(content: str, name: str) -> Iterator[Document | Reject]:
    """Yield one document: its headline, and its date from a "Published:" or "date" line."""
    yield Document(
        id=name, text=content, title=_find_title(content), published=find_published(content)
    )


def find_published(content: str) -> date | None:
    r"""Return the day that a header line states within the first lines, else None.

    >>> find_published("Bridge reopens\nPublished: 12 March 2024\n\nText")
    datetime.date(2024, 3, 12)
    """
    for match in _PUBLISHED.finditer(content[:_HEAD]):
        day = parse_day(match["day"])
        if day:
            return day
    return None


def _find_title(content: str) -> str:
    """Return the first line when it stands alone as a headline, else ""."""
    lines = content.lstrip().split("\n", 2)
    first = lines[0].strip().lstrip("#").strip()
    alone = len(lines) > 1 and (not lines[1].strip() or bool(_PUBLISHED.match(lines[1])))
    return first if alone and len(first) <= _TITLE_LIMIT and first[-1:] not in ".:" else ""
