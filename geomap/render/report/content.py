"""Scene -> what a report says, free of any format: sections, tables, and words with their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.render.text import clean
from geomap.style.language import say

if TYPE_CHECKING:
    from geomap.model import Scene, Source

__all__ = ["Content", "Section", "Span", "Table", "Text", "make_content"]

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


#: How wide columns are, by their heads; others are 30.
_SHARES = {
    "No.": 9, "When": 23, "What": 46, "Where": 42, "Toll": 26, "Who says": 38, "Quote": 80,
    "Source": 26, "Between": 18, "Status": 44, "As of": 22, "Since": 22, "Event": 90, "Reason": 90,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a source or ours, as they are; ``url`` is "" or an address with http(s)."""

    text: str
    url: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns that at least one row fills, under their heads; how wide they are, as shares."""

    head: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs, a list of points and a table; each may be empty."""

    title: str
    paragraphs: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A report: the figure's words and its sections."""

    title: str
    subtitle: str
    summary: str
    caption: str
    alt_text: str
    sections: tuple[Section, ...]


def make_content(scene: Scene) -> Content:
    """Return what the report of a scene says, in the language of the scene."""
    sections = (
        _events(scene),
        _crossings(scene),
        _unmapped(scene),
        _method(scene),
        _sources(scene),
        _section(scene, "Credits", points=_texts(scene.credits)),
        _section(scene, "The map in words", _texts(scene.description.splitlines())),
    )
    return Content(
        title=clean(scene.title),
        subtitle=clean(scene.subtitle),
        summary="" if scene.summary in scene.caption else clean(scene.summary),
        caption=clean(scene.caption),
        alt_text=clean(scene.alt_text),
        sections=tuple(s for s in sections if s.paragraphs or s.points or s.table),
    )


def _section(
    scene: Scene,
    title: str,
    paragraphs: Sequence[Text] = (),
    points: Sequence[Text] = (),
    table: Table | None = None,
) -> Section:
    return Section(say(scene.strings, title), tuple(paragraphs), tuple(points), table)


def _texts(lines: Iterable[str]) -> list[Text]:
    return [(Span(clean(line)),) for line in lines if clean(line)]


def _table(scene: Scene, head: Sequence[str], rows: Iterable[Sequence[Text]]) -> Table | None:
    """Return a table without the columns that no row fills; None without rows."""
    filled = list(rows)
    if not filled:
        return None
    kept = [i for i in range(len(head)) if any(_plain(row[i]) for row in filled)]
    cells = tuple(tuple(row[i] for i in kept) for row in filled)
    names = tuple(say(scene.strings, head[i]) for i in kept)
    total = sum(_SHARES.get(head[i], 30) for i in kept)
    return Table(names, tuple(_SHARES.get(head[i], 30) / total for i in kept), cells)


def _plain(text: Text) -> str:
    return "".join(span.text for span in text)


def _words(text: object) -> Text:
    return (Span(clean(text)),)


def _events(scene: Scene) -> Section:
    head = ("No.", "When", "What", "Where", "Toll", "Who says", "Quote", "Source")
    records = scene.events.to_dict("records")
    table = _table(scene, head, (_event(scene, i, row) for i, row in enumerate(records, 1)))
    none = () if table else _texts([say(scene.strings, "No event was found.")])
    return _section(scene, "Events", none, table=table)


def _event(scene: Scene, number: int, row: Mapping[str, Any]) -> tuple[Text, ...]:
    strings = scene.strings
    status = "" if row["status"] in ("occurred", "ongoing") else say(strings, row["status"])
    left = f" ({say(strings, 'not mapped')})" if row["mark"] == "none" else ""
    return (
        _words(number),
        _words(row["when_words"]),
        _words(f"{row['headline']} ({status})" if status else row["headline"]),
        _words(f"{row['where_words']}{left}"),
        _words(row["toll_words"]),
        _words("; ".join(_claim(scene, claim) for claim in row["claims"])),
        _words(_quotes(row["quotes"])),
        _joined([_link(s["publisher"] or s["headline"], s["url"]) for s in row["sources"]]),
    )


def _claim(scene: Scene, claim: Mapping[str, Any]) -> str:
    """Return who says how many: "Military of Ruritania claims 23 soldiers killed"."""
    figures = [n for n in (claim["low"], claim["best"], claim["high"]) if n is not None]
    low, high = (min(figures), max(figures)) if figures else (None, None)
    count = "" if low is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    source = claim["source"] or claim["side"] or say(scene.strings, "not named")
    parts = (source, claim["stance"], count, claim["victims"], claim["metric"])
    return clean(" ".join(str(part) for part in parts if part))


def _quotes(quotes: Iterable[str]) -> str:
    return " … ".join(f"“{clean(text)}”" for text in dict.fromkeys(quotes) if clean(text))


def _crossings(scene: Scene) -> Section:
    head = ("Crossing", "Between", "Status", "As of", "Since", "Stated", "Quote")
    records = scene.crossings.to_dict("records")
    table = _table(scene, head, (_crossing(scene, row) for row in records))
    return _section(scene, "Border crossings", table=table)


def _crossing(scene: Scene, row: Mapping[str, Any]) -> tuple[Text, ...]:
    strings = scene.strings
    status = say(strings, {"partial": "partly open"}.get(row["status"], row["status"]))
    detail = f" ({row['detail']})" if row["detail"] else ""
    disputed = f"; {say(strings, 'reports contradict each other')}" if row["contradicted"] else ""
    named = row["scope"] == "named"
    scope = "of this crossing" if named else "of the crossings as a whole"
    return (
        _words(row["name"]),
        _words(f"{row['country_a']}–{row['country_b']}"),
        _words(f"{status}{detail}{disputed}"),
        _words(row["as_of"] or say(strings, "not given")),
        _words(row["since"] or say(strings, "not given")),
        _words(say(strings, scope)),
        _words(_quotes(row["quotes"])),
    )


def _unmapped(scene: Scene) -> Section:
    numbers = {key: i for i, key in enumerate(scene.events["event_id"], 1)}
    rows = [
        (_words(numbers.get(left.event_id, "")), _words(left.headline), _words(left.reason))
        for left in scene.unmapped
    ]
    table = _table(scene, ("No.", "Event", "Reason"), rows)
    return _section(scene, "Not mapped, and why", table=table)


def _method(scene: Scene) -> Section:
    strings = scene.strings
    points = _texts([*(say(strings, limit) for limit in LIMITS), *scene.notes])
    method = _texts([say(strings, METHOD)])
    return _section(scene, "How this map was made, and its limits", method, points)


def _sources(scene: Scene) -> Section:
    lines = dict.fromkeys(_source(source) for source in scene.sources)
    return _section(scene, "Sources", points=[line for line in lines if _plain(line)])


def _source(source: Source) -> Text:
    day = source.date.isoformat() if source.date else ""
    title = _link(source.headline or source.publisher, source.url)
    return _joined([title, *_words(source.publisher if source.headline else ""), Span(day)])


def _joined(spans: Iterable[Span]) -> Text:
    """Return spans with commas between, empty ones left out."""
    joined: list[Span] = []
    for span in spans:
        if span.text:
            joined += [Span(", "), span] if joined else [span]
    return tuple(joined)


def _link(title: str, url: str) -> Span:
    """Return a link when the address is http(s), else its words alone."""
    address = clean(url)
    if not address.lower().startswith(("http://", "https://")) or " " in address:
        return Span(clean(title))
    return Span(clean(title) or address.split("/")[2] or say({}, "link"), address)
