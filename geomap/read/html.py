"""Web pages: the main text is taken; scripts, menus and forms are left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from geomap.model import Document, Reject
from geomap.read.dates import parse_day

__all__ = ["looks_like", "read", "text_of"]

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SKIPPED = frozenset(
    "script style noscript template nav header footer aside form button svg iframe "
    "figcaption".split()
)
_BLOCKS = frozenset("p div li h1 h2 h3 h4 h5 h6 blockquote tr section article main br td".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_DATE_META = (
    "article:published_time",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "datepublished",
)


def looks_like(content: str) -> bool:
    """Return whether content begins as an HTML page does."""
    return bool(_START.match(content[:2000]))


def text_of(content: str) -> str:
    """Return the text of HTML, or of plain words, without markup.

    >>> text_of("<p>Two <b>trucks</b> &amp; a car</p><script>x</script>")
    'Two trucks & a car'
    """
    page = _Page()
    page.feed(content)
    page.close()
    return page.text()


def read(content: str, name: str) -> Iterator[Document | Reject]:
    """Yield one document with the text of the article, its title, date, address and publisher."""
    page = _Page()
    page.feed(content)
    page.close()
    text = page.text()
    if not text:
        yield Reject(name, None, "", f"{name!r} is a web page without text; save the whole page.")
        return
    yield Document(
        id=name,
        text=text,
        title=page.meta.get("og:title", page.title.strip()),
        published=next((d for key in _DATE_META if (d := parse_day(page.meta.get(key, "")))), None),
        url=page.meta.get("og:url", ""),
        publisher=page.meta.get("og:site_name", ""),
    )


class _Page(HTMLParser):
    """Collects paragraphs (inside <article> or <main> where there is one) and metadata."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.title = ""
        self._open: list[str] = []
        self._blocks: dict[bool, list[list[str]]] = {True: [[]], False: [[]]}

    def text(self) -> str:
        """Return the paragraphs, parted by blank lines; the article's own when it has any."""
        return self._join(inside=True) or self._join(inside=False)

    def _join(self, *, inside: bool) -> str:
        blocks = (" ".join("".join(words).split()) for words in self._blocks[inside])
        return "\n\n".join(b for b in blocks if b)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {k: v or "" for k, v in attrs}
        if tag == "meta":
            key = values.get("property") or values.get("name") or values.get("itemprop") or ""
            self.meta.setdefault(key.lower(), values.get("content", ""))
        elif tag == "time":
            self.meta.setdefault("date", values.get("datetime", ""))
        if tag in _BLOCKS:
            self._break()
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        elif not _SKIPPED.intersection(self._open) and "head" not in self._open:
            for inside in {False, self._inside()}:
                self._blocks[inside][-1].append(data)

    def _inside(self) -> bool:
        return "article" in self._open or "main" in self._open

    def _break(self) -> None:
        for blocks in self._blocks.values():
            blocks.append([])
