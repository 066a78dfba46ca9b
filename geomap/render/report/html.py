"""A report as one HTML file: picture, style and words inside, no request to any host."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from geomap.render.report.content import Content, Section, Span, Table, Text
from geomap.render.report.markdown import address
from geomap.render.text import clean

__all__ = ["html_text"]

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1d1c1a;background:#fff;max-width:72rem;margin:2rem
auto;padding:0 1rem}h1{font-size:1.7rem;line-height:1.2;margin:0}h2{font-size:1.15rem;margin:2rem 0
.5rem}.subtitle{color:#4a4742;margin:.3rem 0 1rem}figure{margin:0}figure img{max-width:100%;
height:auto}figcaption{color:#4a4742;font-size:.9rem;max-width:70ch}p,li{max-width:70ch}.scroll{
overflow-x:auto}table{border-collapse:collapse;font-size:.85rem;width:100%}th,td{text-align:start;
vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid #cfcac2}th{border-bottom:2px solid
#8a8680}td:first-child{font-variant-numeric:tabular-nums}a{color:#1f5fa8}@media print{body{
max-width:none;margin:0}h2{break-after:avoid}tr{break-inside:avoid}}
""".strip().replace("\n", "")
#: Nothing is loaded, nothing runs: the picture and the style are inside the file.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'"


def html_text(content: Content, picture: bytes, language: str = "en", rtl: bool = False) -> str:
    """Return a report as a page; ``picture`` is a PNG."""
    image = b64encode(picture).decode("ascii")
    direction = ' dir="rtl"' if rtl else ""
    parts = (
        "<!doctype html>",
        f'<html lang="{escape(language, quote=True)}"{direction}>',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_words(content.title)}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{_words(content.title)}</h1>",
        _paragraph(content.subtitle, "subtitle"),
        f'<figure><img src="data:image/png;base64,{image}" alt="{_words(content.alt_text)}">',
        f"<figcaption>{_words(content.caption)}</figcaption></figure>",
        _paragraph(content.summary, "summary"),
        *(_section(section) for section in content.sections),
        "</main></body></html>",
    )
    return "\n".join(part for part in parts if part) + "\n"


def _paragraph(text: str, kind: str) -> str:
    return f'<p class="{kind}">{_words(text)}</p>' if text else ""


def _section(section: Section) -> str:
    points = "".join(f"<li>{_text(point)}</li>" for point in section.points)
    parts = (
        f"<section><h2>{_words(section.title)}</h2>",
        *(f"<p>{_text(text)}</p>" for text in section.paragraphs),
        f"<ul>{points}</ul>" if points else "",
        _table(section.table) if section.table else "",
        "</section>",
    )
    return "\n".join(part for part in parts if part)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_words(title)}</th>' for title in table.head)
    rows = ("".join(f"<td>{_text(cell)}</td>" for cell in row) for row in table.rows)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _text(text: Text) -> str:
    return "".join(_span(span) for span in text)


def _span(span: Span) -> str:
    words = f"<bdi>{_words(span.text)}</bdi>" if not span.text.isascii() else _words(span.text)
    if not span.url:
        return words
    return f'<a href="{escape(address(span.url), quote=True)}" rel="noreferrer">{words}</a>'


def _words(text: str) -> str:
    """Return text as words of HTML, also within an attribute."""
    return escape(clean(text) if text.strip(", ") else text, quote=True)
