"""A report as a Word document: the figure upright, the tables on wide pages."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from geomap.render.report.content import Content, Section, Span, Table, Text
from geomap.render.report.markdown import address
from geomap.render.text import clean

if TYPE_CHECKING:
    from geomap.render.image.kinds import Tool

__all__ = ["docx_bytes"]

#: Rows of a table; more would be hundreds of pages of Word, and stand in events.csv.
MOST_ROWS = 500
#: Widths (mm) of a figure and of a table, and the height of a figure.
_TEXT_MM, _WIDE_MM, _TALLEST_MM = 174.0, 261.0, 205.0
#: Word takes at most so many letters for a property of a document.
MOST = 255
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_bytes(content: Content, picture: bytes, day: date | None, rtl: bool = False) -> bytes:
    """Return a report as a Word document; ``picture`` is a PNG, ``day`` dates the document.

    The same content gives the same bytes.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = docx.Document()
    document.styles["Normal"].font.size = Pt(9.5)
    document.styles["Normal"].font.name = "Arial"
    _describe(document, content, day)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    _set_margins(page)
    document.add_heading(content.title, 0)
    _paragraph(document, content.subtitle)
    _figure(document, content, picture)
    _paragraph(document, content.summary)
    wide = document.add_section()
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    wide.orientation = WD_ORIENT.LANDSCAPE
    for section in content.sections:
        _section(document, section, rtl)
    return _saved(document)


def _describe(document: Tool, content: Content, day: date | None) -> None:
    about = document.core_properties
    about.title, about.subject, about.author = (
        content.title[:MOST],
        content.subtitle[:MOST],
        "geomap",
    )
    about.comments = content.alt_text[:MOST]
    about.created = about.modified = datetime(*(day or date(1980, 1, 1)).timetuple()[:3])
    about.last_modified_by = ""


def _set_margins(page: Tool) -> None:
    from docx.shared import Mm

    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)


def _paragraph(document: Tool, text: str) -> None:
    if text:
        document.add_paragraph(text)


def _figure(document: Tool, content: Content, picture: bytes) -> None:
    from docx.shared import Mm
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        width, height = image.size
    scale = min(_TEXT_MM / width, _TALLEST_MM / height)
    drawn = document.add_picture(io.BytesIO(picture), width=Mm(width * scale))
    about = drawn._inline.docPr
    about.set("descr", content.alt_text)
    about.set("title", content.title)
    if content.caption:
        document.add_paragraph(content.caption, style="Caption")


def _section(document: Tool, section: Section, rtl: bool) -> None:
    document.add_heading(section.title, 1)
    for text in section.paragraphs:
        _write(document.add_paragraph(), text)
    for point in section.points:
        _write(document.add_paragraph(style="List Bullet"), point)
    if section.table:
        _table(document, section.table, rtl)
        left = len(section.table.rows) - MOST_ROWS
        if left > 0:
            document.add_paragraph(f"… + {left:,} (events.csv)")


def _table(document: Tool, table: Table, rtl: bool) -> None:
    from docx.enum.table import WD_TABLE_DIRECTION
    from docx.shared import Mm, Pt

    widths = [_WIDE_MM * share for share in table.shares]
    made = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    made.autofit = False
    if rtl:
        made.table_direction = WD_TABLE_DIRECTION.RTL
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    _repeat_head(made.rows[0])
    rows: list[tuple[Text, ...]] = [
        tuple((Span(title),) for title in table.head),
        *table.rows[:MOST_ROWS],
    ]
    for i, row in enumerate(rows):
        line = made.rows[0] if i == 0 else made.add_row()
        _keep_whole(line)
        cells = line.cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.width = Mm(width)
            _write(cell.paragraphs[0], text, bold=i == 0)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)


def _keep_whole(row: Tool) -> None:
    """Let a row stand on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_head(row: Tool) -> None:
    """Let the head of a table stand again on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(paragraph: Tool, text: Text, bold: bool = False) -> None:
    for span in text:
        if span.url:
            _link(paragraph, span)
        else:
            paragraph.add_run(clean(span.text) if span.text.strip(", ") else span.text).bold = bold


def _link(paragraph: Tool, span: Span) -> None:
    """Add a link: python-docx reads links but has no call to make one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    target = paragraph.part.relate_to(
        address(span.url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(clean(span.text))
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _saved(document: Tool) -> bytes:
    """Return the document's bytes with every file of the archive dated the same."""
    first, second = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(second, "w") as again:
        for name in made.namelist():
            info: Any = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            again.writestr(info, made.read(name))
    return second.getvalue()
