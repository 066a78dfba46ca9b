"""PDF articles: their text, lines joined again, where pypdf is installed."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Final

from geomap.model import Document, Reject
from geomap.read.text import find_published

__all__ = ["looks_like", "read"]

#: Lines shorter than this, or that end a sentence, end a paragraph.
_SHORT_LINE: Final = 45
_HYPHENATED: Final = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def looks_like(raw: bytes) -> bool:
    """Whether bytes begin as a PDF file does."""
    return b"%PDF-" in raw[:1024]


def read(raw: bytes, name: str) -> Iterator[Document | Reject]:
    """Yield one document with the text of all pages; a scan without text is set aside."""
    try:
        import pypdf
    except ImportError:
        reason = f"{name!r} is a PDF file; pip install 'geomap[pdf]', or save its text."
        yield Reject(name, None, "", reason)
        return
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages]
    except Exception as error:
        reason = f"{name!r} is a damaged or locked PDF ({type(error).__name__}); save its text."
        yield Reject(name, None, "", reason)
        return
    text = unwrap("\n".join(pages))
    if not text.strip():
        yield Reject(name, None, "", f"{name!r} is a PDF of pictures without text; run OCR first.")
        return
    title = text.split("\n", 1)[0].strip()
    yield Document(
        id=name,
        text=text,
        title=title if len(title) <= 200 and title[-1:] not in ".:" else "",
        published=find_published(text),
    )


def unwrap(text: str) -> str:
    r"""Return text with the line breaks of a page's width taken out.

    >>> unwrap("Border closed\nThe crossing at the river was closed on Mon-\nday, police said.\n")
    'Border closed\n\nThe crossing at the river was closed on Monday, police said.'
    """
    paragraphs, line = [], ""
    for part in _HYPHENATED.sub("", text).split("\n"):
        line = f"{line} {part.strip()}".strip()
        if not part.strip() or len(part) < _SHORT_LINE or part.rstrip()[-1:] in '.!?:”"':
            paragraphs.append(line)
            line = ""
    return "\n\n".join(p for p in (*paragraphs, line) if p)
