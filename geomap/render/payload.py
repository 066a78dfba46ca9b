"""Frames -> the page's blocks of data: columns, packed when long (docs/payload.md)."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geomap.render.details import detail_texts, list_cells, number_cells, text_cells
from geomap.render.shapes import SCALE, shape_of
from geomap.render.text import clean
from geomap.render.tongue import ENGLISH, Tongue
from geomap.style import CROSSING_SYMBOLS, FILLS, PRECISION_WORDS, STATUS_WORDS, SYMBOLS

if TYPE_CHECKING:
    import numpy as np
    from geopandas import GeoDataFrame
    from pandas import Series

__all__ = ["Block", "crossings_blocks", "data_block", "data_blocks", "events_blocks"]

#: A block longer than this is deflated; a column longer than this is packed.
PLAIN_MOST, PLAIN_ROWS = 100_000, 5_000
#: zlib's level: 6 packs as well as 9 to 2 % in a third of the time (benchmarks/page.py).
LEVEL = 6
#: Units of a degree (about a meter) and of a kilometer.
DEGREE, KM = 100_000, 10

#: What a card, a search or a download needs of an event; ``native`` and ``evidence`` stay behind.
EVENT_TEXT = (
    "event_id native_id sub_event_type date_basis place_name place_words admin1 border side "
    "nearest_crossing notes headline where_words when_words toll_words why_unmapped"
).split()
HEAD_TEXT = "event_type status country symbol fill mark source_system".split()
EVENT_NUMBERS = (
    "date_prec crossing_km confidence "
    "fatalities_low fatalities_best fatalities_high injured_low injured_best injured_high "
    "displaced_low displaced_best displaced_high"
).split()
EVENT_LISTS = ("actors", "claims", "quotes", "sources", "reasons", "tags")
CROSSING_TEXT = (
    "crossing_id name country_a country_b kind status as_of since scope detail border symbol "
    "when_words status_words"
).split()
CROSSING_LISTS = ("aliases", "quotes", "reports")
SYSTEMS = {"acled": "ACLED", "ucdp_ged": "UCDP GED", "gdelt": "GDELT"}

#: Number of a block after the layer's id ("" for its head) and its text.
Block = tuple[str, str]


def events_blocks(events: GeoDataFrame, tongue: Tongue = ENGLISH) -> Iterator[Block]:
    """Yield the head of an events frame, then its details a few thousand rows each.

    Rows are in the order of the list: by first day, undated last. The scene's columns are added to
    a frame that has none.
    """
    import numpy as np

    if "symbol" not in events:
        from geomap.scene.annotate import annotate_events

        events = annotate_events(events)
    start, end = _days(events["date_start"]), _days(events["date_end"])
    start, end = np.where(np.isnan(start), end, start), np.where(np.isnan(end), start, end)
    order = np.argsort(start, kind="stable")
    cells = {name: text_cells(events[name])[order] for name in EVENT_TEXT if name in events}
    cells |= {n: number_cells(events[n])[order] for n in EVENT_NUMBERS if n in events}
    cells |= {name: list_cells(events[name])[order] for name in EVENT_LISTS if name in events}
    texts = detail_texts(cells, len(events))
    head = _events_head(events, start, end, order, tongue)
    yield "", _dump(head | {"details": len(texts)})
    yield from ((str(i), text) for i, text in enumerate(texts))


def _events_head(
    events: GeoDataFrame, start: np.ndarray, end: np.ndarray, order: np.ndarray, tongue: Tongue
) -> dict[str, Any]:

    shapes, shape = _shapes(events, tongue)
    numbers = {
        "lat": (_floats(events["lat"]), DEGREE),
        "lon": (_floats(events["lon"]), DEGREE),
        "start": (start, 1),
        "end": (end, 1),
        "border_km": (_floats(events["border_km"]), KM),
        "radius_km": (_floats(events["radius_km"]), KM),
        "shape": (shape, 1),
        "where_prec": (_floats(events["where_prec"]), 1),
    }
    words = {name: text_cells(events[name]) for name in HEAD_TEXT}
    words["source"] = _source_words(events)
    if len(events) <= PLAIN_ROWS:  # so few that the map can name the places of marks
        words["place"] = tongue.names_of(text_cells(events["place_name"]))
    columns = {name: _numbers(v[order], scale) for name, (v, scale) in numbers.items()}
    columns |= {name: _codes(values[order]) for name, values in words.items()}
    return {
        "rows": len(events),
        "columns": columns,
        "scale": SCALE,
        "shapes": shapes,
        "symbols": {key: asdict(symbol) for key, symbol in SYMBOLS.items()},
        "words": {
            "fill": {k: tongue.say(v) for k, v in FILLS.items()},
            "status": {k: tongue.say(v) for k, v in STATUS_WORDS.items()},
            "precision": {str(k): tongue.say(v) for k, v in PRECISION_WORDS.items()},
        },
    }


def _days(texts: Series) -> np.ndarray:
    """Return days since 1970 of ISO dates, NaN where there is none."""
    import numpy as np
    import pandas as pd

    codes, known = pd.factorize(texts.to_numpy(object))
    days = np.array([str(text)[:10] for text in known], "datetime64[D]").astype(float)
    return np.where(codes < 0, np.nan, np.append(days, np.nan)[codes])


def _floats(values: Series) -> np.ndarray:
    import numpy as np
    import pandas as pd

    found: np.ndarray = pd.to_numeric(values).to_numpy(float, na_value=np.nan)
    return found


def _numbers(values: np.ndarray, scale: int) -> dict[str, Any]:
    """Return numbers as whole multiples of 1/scale; a missing one is null or the type's least."""
    import numpy as np

    missing = np.isnan(values)
    whole = np.rint(np.where(missing, 0, values) * scale).astype(np.int64)
    while scale > 1 and not np.any(whole % 10):  # coordinates rarely have all five places
        whole, scale = whole // 10, scale // 10
    return {"scale": scale, "values": _integers(whole, missing)}


def _codes(words: np.ndarray) -> dict[str, Any]:
    """Return words as numbers of a dictionary in order of appearance."""
    import pandas as pd

    codes, known = pd.factorize(words)
    return {"dict": [clean(word) for word in known], "values": _integers(codes, codes < 0)}


def _integers(whole: np.ndarray, missing: np.ndarray) -> list[int | None] | dict[str, str]:
    import numpy as np

    if len(whole) <= PLAIN_ROWS:
        return [None if gone else n for n, gone in zip(whole.tolist(), missing, strict=True)]
    most = int(np.abs(whole).max())
    kind = next(k for k in ("i1", "i2", "i4") if most < np.iinfo(k).max)
    packed = np.where(missing, np.iinfo(kind).min, whole).astype(f"<{kind}")
    planes = packed.view(np.uint8).reshape(len(packed), -1).T  # like bytes pack better side by side
    return {"type": kind, "data": _deflate(planes.tobytes())}


def _source_words(events: GeoDataFrame) -> np.ndarray:
    """Return who reported each event: the first publisher, else the system it comes from."""
    import numpy as np

    words = np.empty(len(events), object)
    words[:] = [
        (sources[0].get("publisher") if len(sources) else "") or SYSTEMS.get(system, system)
        for sources, system in zip(
            list_cells(events["sources"]), text_cells(events["source_system"]), strict=True
        )
    ]
    return words


def _shapes(events: GeoDataFrame, tongue: Tongue) -> tuple[list[dict[str, Any]], np.ndarray]:
    """Return the distinct areas and lines of events, and each event's number in them or NaN."""
    import numpy as np

    shapes: list[dict[str, Any]] = []
    by_object: dict[int, int] = {}
    by_bytes: dict[bytes, int] = {}
    codes = np.full(len(events), np.nan)
    drawn = np.flatnonzero(events["mark"].isin(("area", "line")).to_numpy())
    geometries, names = events.geometry.to_numpy(), events["place_name"].to_numpy(object)
    for row in drawn.tolist():
        shape, name = geometries[row], names[row]
        if id(shape) not in by_object:
            number = by_bytes.setdefault(shape.wkb, len(shapes))
            by_object[id(shape)] = number
            if number == len(shapes):
                shapes.append({"name": clean(tongue.shown.get(name, name)), **shape_of(shape)})
        codes[row] = by_object[id(shape)]
    return shapes, codes


def crossings_blocks(crossings: GeoDataFrame, tongue: Tongue = ENGLISH) -> Iterator[Block]:
    """Yield the one block of a crossings frame."""
    if "symbol" not in crossings:
        from geomap.scene.annotate import annotate_crossings

        crossings = annotate_crossings(crossings)
    cells = {name: text_cells(crossings[name]) for name in CROSSING_TEXT}
    cells |= {name: number_cells(crossings[name]) for name in ("lat", "lon")}
    cells |= {name: list_cells(crossings[name]) for name in CROSSING_LISTS}
    cells["label"] = tongue.names_of(cells["name"])
    for name in ("major", "contradicted", "inherited"):
        cells[name] = crossings[name].astype(bool).to_numpy(object)
    table = detail_texts(cells, len(crossings), max(1, len(crossings)))
    symbols = _dump({key: asdict(symbol) for key, symbol in CROSSING_SYMBOLS.items()})
    yield "", f'{{"symbols":{symbols},"table":{table[0] if table else "null"}}}'


def _dump(value: Any) -> str:  # noqa: ANN401 - JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _deflate(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, LEVEL)).decode()


def data_blocks(name: str, blocks: Iterator[Block]) -> list[str]:
    """Return a layer's blocks as elements ``name`` (the head), ``name-0``, ``name-1``, ..."""
    with ThreadPoolExecutor() as pool:  # zlib works outside the interpreter's lock
        return list(pool.map(lambda b: data_block(f"{name}-{b[0]}".rstrip("-"), b[1]), blocks))


def data_block(name: str, text: str) -> str:
    """Return JSON as an element that no text in it can end or leave; deflated when long."""
    encoding = "json"
    if len(text) > PLAIN_MOST:
        text, encoding = _deflate(text.encode("utf-8", "replace")), "deflate"
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json" id="{name}" data-encoding="{encoding}">{text}</script>'
