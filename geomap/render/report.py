"""Scene -> report.md: the figure with its words, and tables that an editor can check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from geomap.render.files import write_atomically
from geomap.render.text import clean, isolate

if TYPE_CHECKING:
    from geomap.model import Scene, Source

__all__ = ["report_text", "save_report"]

#: What Markdown (CommonMark, GitHub's tables) or HTML inside it would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]|~$#!@])")
_LIST = re.compile(r"^(\d+)([.)])|^([-+=])")
METHOD = (
    "Place names in the sources were recognized and resolved against a gazetteer on this computer; "
    "events, dates and tolls were read from the sentences quoted below by fixed rules. No place, "
    "date or figure was added that the sources do not give."
)
LIMITS = (
    "Rules miss events and read some wrongly: check the quotes before publishing.",
    "A mark is exact only where the table says so; a dashed ring or a hatched area says how far "
    "off the event may be. Areas of first-order divisions are approximate.",
    "Tolls are claims of those named; claims are never added together.",
    "A crossing's status holds for its as-of day only. No report is not the same as open.",
)


def save_report(scene: Scene, path: str | Path, picture: str = "map.png") -> Path:
    """Write a report in Markdown; ``picture`` is the path of the figure as seen from the report.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    return write_atomically(path, report_text(scene, picture))


def report_text(scene: Scene, picture: str = "map.png") -> str:
    """Return the report in Markdown; text of the sources is escaped, links are http(s) only."""
    sections = (
        _head(scene, picture),
        _events(scene),
        _crossings(scene),
        _unmapped(scene),
        _method(scene),
        _sources(scene.sources),
        _section("Credits", _bullets(scene.credits)),
    )
    return "\n\n".join(section for section in sections if section) + "\n"


def _head(scene: Scene, picture: str) -> str:
    figure = f"![{_words(scene.alt_text)}](<{quote(picture)}>)"
    caption = f"*{_words(scene.caption)}*" if scene.caption else ""
    subtitle = f"**{_words(scene.subtitle)}**" if scene.subtitle else ""
    summary = "" if scene.summary in scene.caption else _words(scene.summary)
    parts = (f"# {_words(scene.title)}", subtitle, figure, caption, summary)
    return "\n\n".join(part for part in parts if part)


def _events(scene: Scene) -> str:
    head = ("No.", "When", "What", "Where", "Toll", "Who says", "Quote", "Source")
    rows = (_event_cells(i, row) for i, row in enumerate(scene.events.to_dict("records"), 1))
    return _section("Events", _table(head, rows) or "No event was found.")


def _event_cells(number: int, row: Mapping[str, Any]) -> tuple[str, ...]:
    status = "" if row["status"] in ("occurred", "ongoing") else f" ({row['status']})"
    claims = "; ".join(_claim(c) for c in row["claims"])
    return (
        str(number),
        _words(row["when_words"]),
        _words(row["headline"] + status),
        _words(row["where_words"]) + ("" if row["mark"] != "none" else " (not mapped)"),
        _words(row["toll_words"]),
        claims,
        _quotes(row["quotes"]),
        ", ".join(_link(s["publisher"] or s["headline"], s["url"]) for s in row["sources"]),
    )


def _claim(claim: Mapping[str, Any]) -> str:
    """Return who says how many: "Military of Ruritania claims 23 soldiers killed"."""
    figures = [n for n in (claim["low"], claim["best"], claim["high"]) if n is not None]
    low, high = (min(figures), max(figures)) if figures else (None, None)
    count = "" if low is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    source = claim["source"] or claim["side"] or "not named"
    parts = (source, claim["stance"], count, claim["victims"], claim["metric"])
    return _words(" ".join(str(p) for p in parts if p))


def _crossings(scene: Scene) -> str:
    if not len(scene.crossings):
        return ""
    head = ("Crossing", "Between", "Status", "As of", "Since", "Stated", "Quote")
    rows = (_crossing_cells(row) for row in scene.crossings.to_dict("records"))
    return _section("Border crossings", _table(head, rows))


def _crossing_cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    status = {"partial": "partly open"}.get(row["status"], row["status"])
    detail = f" ({row['detail']})" if row["detail"] else ""
    disputed = "; reports contradict each other" if row["contradicted"] else ""
    scope = "of this crossing" if row["scope"] == "named" else "of the crossings as a whole"
    return (
        _words(row["name"]),
        _words(f"{row['country_a']}–{row['country_b']}"),
        _words(f"{status}{detail}{disputed}"),
        _words(row["as_of"]) or "not given",
        _words(row["since"]) or "not given",
        scope,
        _quotes(row["quotes"]),
    )


def _unmapped(scene: Scene) -> str:
    if not scene.unmapped:
        return ""
    numbers = {key: str(i) for i, key in enumerate(scene.events["event_id"], 1)}
    rows = (
        (numbers.get(left.event_id, ""), _words(left.headline), _words(left.reason))
        for left in scene.unmapped
    )
    return _section("Not mapped, and why", _table(("No.", "Event", "Reason"), rows))


def _method(scene: Scene) -> str:
    text = f"{METHOD}\n\n{_bullets(LIMITS)}"
    notes = _bullets(scene.notes)
    return _section("How this map was made, and its limits", f"{text}\n{notes}".rstrip())


def _sources(sources: Sequence[Source]) -> str:
    lines = []
    for source in sources:
        day = source.date.isoformat() if source.date else ""
        title = _link(source.headline or source.publisher, source.url)
        rest = [_words(source.publisher) if source.headline else "", day]
        lines.append(", ".join(part for part in (title, *rest) if part))
    body = "\n".join(f"- {line}" for line in dict.fromkeys(lines))
    return _section("Sources", body) if body else ""


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}" if body else ""


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {_words(line)}" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table without the columns that no row fills; empty without rows."""
    filled = list(rows)
    if not filled:
        return ""
    kept = [i for i in range(len(head)) if any(row[i] for row in filled)]
    lines = [[head[i] for i in kept], ["---"] * len(kept), *([r[i] for i in kept] for r in filled)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _words(text: object) -> str:
    """Return text of a source as words: no Markdown, no HTML, on one line."""
    plain = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _MARKUP.sub(r"\\\1", plain).replace("://", ":\u2060//").replace("www.", "www\u2060.")
    return isolate(_LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain))


def _quotes(quotes: Iterable[str]) -> str:
    return " … ".join(f"“{_words(text)}”" for text in dict.fromkeys(quotes) if clean(text))


def _link(title: str, url: str) -> str:
    """Return a link when the address is http(s), else its words alone."""
    address = clean(url)
    if not _is_web(address):
        return _words(title)
    host = address.split("/")[2]
    target = quote(address, safe=":/?#@!$&*+,;=%~")
    return f"[{_words(title) or _words(host) or 'link'}](<{target}>)"


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://")) and " " not in address
