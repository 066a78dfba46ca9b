"""Scene -> report: the figure with its words, and tables that an editor can check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.render.files import write_atomically
from geomap.render.report.content import make_content
from geomap.render.report.markdown import markdown_text
from geomap.style.language import CODE, is_rtl

if TYPE_CHECKING:
    from geomap.model import Scene

__all__ = ["SUFFIXES", "report_text", "save_report"]


def save_report(
    scene: Scene, path: str | Path, picture: str = "map.png", figure: bytes | None = None
) -> Path:
    """Write a report; the suffix chooses: .md, .html (self-contained) or .docx.

    ``picture`` is the path of the figure as seen from a report in Markdown; the other two hold the
    figure themselves: ``figure`` (a PNG), or one that is drawn for them.

    Raises
    ------
    OutputError
        When the suffix is another or the file cannot be written.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".md":
        return write_atomically(path, report_text(scene, picture))
    if suffix not in SUFFIXES:
        raise OutputError(f"{path.name!r} is no report that geomap writes; use .md, .html, .docx.")
    from geomap.render.image import picture_bytes

    return write_atomically(path, SUFFIXES[suffix](scene, figure or picture_bytes(scene)))


def report_text(scene: Scene, picture: str = "map.png") -> str:
    """Return the report in Markdown; text of the sources is escaped, links are http(s) only."""
    return markdown_text(make_content(scene), picture)


def _html(scene: Scene, png: bytes) -> bytes:
    from geomap.render.report.html import html_text

    language = scene.strings.get(CODE) or "en"
    return html_text(make_content(scene), png, language, is_rtl(scene.strings)).encode(
        "utf-8", "replace"
    )


def _docx(scene: Scene, png: bytes) -> bytes:
    from geomap.render.report.docx import docx_bytes

    return docx_bytes(make_content(scene), png, scene.as_of, is_rtl(scene.strings))


#: suffix -> how a report that holds its figure is made.
SUFFIXES: Mapping[str, Callable[[Scene, bytes], bytes]] = MappingProxyType(
    {".html": _html, ".docx": _docx}
)
