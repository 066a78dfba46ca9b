"""Frames -> the page's payload: columns, dictionary-coded (docs/payload.md)."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geomap.render.shapes import SCALE, anchors, lines_of, rings_of, shape_of
from geomap.render.text import clean
from geomap.style import CROSSING_SYMBOLS, SYMBOLS

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.model import Layer

__all__ = ["crossings_part", "events_part", "ground_part", "payload_block"]

#: Blocks longer than this are deflated.
PLAIN_MOST = 250_000

#: The columns of events that the page shows or hands on; ``native`` and ``evidence`` stay behind.
EVENT_TEXT = (
    "event_id event_type sub_event_type status date_start date_end date_basis place_name "
    "place_words country admin1 border side nearest_crossing notes source_system symbol fill mark "
    "headline where_words when_words toll_words frame why_unmapped"
).split()
EVENT_NUMBERS = (
    "lat lon date_prec where_prec border_km crossing_km confidence radius_km "
    "fatalities_low fatalities_best fatalities_high injured_low injured_best injured_high "
    "displaced_low displaced_best displaced_high"
).split()
EVENT_LISTS = ("actors", "claims", "quotes", "sources", "reasons", "tags")
CROSSING_TEXT = (
    "crossing_id name country_a country_b kind status as_of since scope detail border symbol "
    "when_words status_words"
).split()
CROSSING_NUMBERS = ("lat", "lon")
CROSSING_FLAGS = ("major", "contradicted", "inherited")
CROSSING_LISTS = ("aliases", "quotes", "reports")


def events_part(events: GeoDataFrame) -> dict[str, Any]:
    """Return the payload of an events frame; the scene's columns are added when it has none."""
    if "symbol" not in events:
        from geomap.scene.annotate import annotate_events

        events = annotate_events(events)
    shapes, codes = _shapes(events)
    return {
        "rows": len(events),
        "columns": _columns(events, EVENT_TEXT, EVENT_NUMBERS, EVENT_LISTS),
        "scale": SCALE,
        "shapes": shapes,
        "shape": codes,
        "symbols": {key: asdict(symbol) for key, symbol in SYMBOLS.items()},
    }


def crossings_part(crossings: GeoDataFrame) -> dict[str, Any]:
    """Return the payload of a crossings frame."""
    if "symbol" not in crossings:
        from geomap.scene.annotate import annotate_crossings

        crossings = annotate_crossings(crossings)
    columns = _columns(crossings, CROSSING_TEXT, CROSSING_NUMBERS, CROSSING_LISTS)
    columns |= {name: [bool(v) for v in crossings[name]] for name in CROSSING_FLAGS}
    symbols = {key: asdict(symbol) for key, symbol in CROSSING_SYMBOLS.items()}
    return {"rows": len(crossings), "columns": columns, "symbols": symbols}


def ground_part(layers: Sequence[Layer]) -> dict[str, Any]:
    """Return the payload of the ground layers that are there."""
    coded = {layer.name: _GROUND[layer.name](layer.frame) for layer in layers}
    return {"scale": SCALE, **coded}


def _land(frame: GeoDataFrame) -> list[dict[str, Any]]:
    focus = frame["focus"] if "focus" in frame else [True] * len(frame)
    return [
        {"name": clean(name), "focus": bool(near), "rings": rings_of(shape), "anchors": spots}
        for name, near, shape in zip(frame["name"], focus, frame.geometry, strict=True)
        if _there(shape)
        for spots in (anchors(shape),)
    ]


def _lakes(frame: GeoDataFrame) -> list[dict[str, Any]]:
    rows = zip(frame["name"], frame.geometry, strict=True)
    return [{"name": clean(n), "rings": rings_of(shape)} for n, shape in rows if _there(shape)]


def _admin1(frame: GeoDataFrame) -> list[dict[str, Any]]:
    rows = zip(frame["name"], frame.geometry, strict=True)
    return [
        {"name": clean(name), "lines": lines_of([shape]), "anchors": _area_anchors(shape)}
        for name, shape in rows
        if _there(shape)
    ]


def _area_anchors(shape: Any) -> list[list[float]]:  # noqa: ANN401 - a shapely geometry
    return anchors(shape)[:3] if "Polygon" in shape.geom_type else []


def _country_lines(frame: GeoDataFrame) -> list[list[int]]:
    return lines_of(frame.geometry)


def _contested(frame: GeoDataFrame) -> list[dict[str, Any]]:
    rows = zip(frame["name"], frame["note"], frame.geometry, strict=True)
    return [
        {"name": clean(name), "note": clean(note), "lines": lines_of([shape])}
        for name, note, shape in rows
    ]


def _towns(frame: GeoDataFrame) -> list[list[Any]]:
    rows = zip(frame["name"], frame["rank"], frame.geometry, strict=True)
    return [
        [clean(name), round(point.x, 4), round(point.y, 4), int(rank)] for name, rank, point in rows
    ]


_GROUND: Mapping[str, Callable[[GeoDataFrame], list[Any]]] = {
    "land": _land,
    "lakes": _lakes,
    "admin1": _admin1,
    "country_lines": _country_lines,
    "contested_lines": _contested,
    "towns": _towns,
}


def _there(shape: Any) -> bool:  # noqa: ANN401 - a shapely geometry or None
    return shape is not None and not shape.is_empty


def _shapes(events: GeoDataFrame) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the distinct areas and lines of events, and each event's number in them or -1."""
    shapes: list[dict[str, Any]] = []
    numbers: dict[bytes, int] = {}
    codes = []
    for mark, shape in zip(events["mark"], events.geometry, strict=True):
        if mark not in ("area", "line"):
            codes.append(-1)
            continue
        key = shape.wkb
        if key not in numbers:
            numbers[key] = len(shapes)
            shapes.append(shape_of(shape) or {"kind": mark, "parts": [], "anchors": []})
        codes.append(numbers[key])
    return shapes, codes


def _columns(
    frame: GeoDataFrame, text: Sequence[str], numbers: Sequence[str], lists: Sequence[str]
) -> dict[str, Any]:
    columns: dict[str, Any] = {name: _text_column(frame[name]) for name in text}
    columns |= {name: [_number(value) for value in frame[name]] for name in numbers}
    return columns | {name: _list_column(frame[name]) for name in lists}


def _text_column(values: Sequence[Any]) -> Any:  # noqa: ANN401 - JSON
    """Return cleaned words, dictionary-coded when that is shorter; a missing one is code -1."""
    words = [_word(value) for value in values]
    known: dict[str, int] = {}
    codes = [-1 if word is None else known.setdefault(word, len(known)) for word in words]
    return {"dict": list(known), "codes": codes} if len(known) * 2 <= len(words) else words


def _word(value: Any) -> str | None:  # noqa: ANN401 - any cell of a frame
    return None if value is None or value != value else clean(value)


def _number(value: Any) -> float | int | None:  # noqa: ANN401 - any cell of a frame
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else round(number, 5)


def _list_column(values: Sequence[Any]) -> dict[str, Any]:
    """Return lists whose items, words or records, are kept once."""
    known: dict[str, int] = {}
    lists = [[known.setdefault(_item(item), len(known)) for item in value] for value in values]
    return {"dict": [json.loads(item) for item in known], "lists": lists}


def _item(item: Any) -> str:  # noqa: ANN401 - a word or a record
    return json.dumps(_clean_item(item), ensure_ascii=False, sort_keys=True)


def _clean_item(item: Any) -> Any:  # noqa: ANN401 - a word or a record
    if isinstance(item, Mapping):
        return {str(k): _link(v) if k == "url" else _clean_item(v) for k, v in item.items()}
    if isinstance(item, str):
        return clean(item)
    if isinstance(item, bool) or item is None:
        return item
    return _number(item) if isinstance(item, int | float) else clean(item)


def _link(url: Any) -> str:  # noqa: ANN401 - any cell of a frame
    """Return a link that a reader may follow (http or https), else nothing."""
    text = clean(url)
    try:
        return text if urlsplit(text).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def payload_block(parts: Mapping[str, Any]) -> str:
    """Return the parts as one JSON block that no text in it can end or leave."""
    text = json.dumps(
        {"geomap": 1, "parts": parts}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    encoding = "json"
    if len(text) > PLAIN_MOST:
        packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
        text, encoding = json.dumps(packed), "deflate"
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return (
        f'<script type="application/json" id="geomap-payload" data-encoding="{encoding}">'
        f"{text}</script>"
    )
