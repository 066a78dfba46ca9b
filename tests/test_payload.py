"""The page's data: what goes in comes out, nothing in it can leave its block, it stays small."""

import base64
import json
import re
import zlib

import numpy as np
import pandas as pd
import pytest
from grounds import make_scene
from hypothesis import assume, given
from hypothesis import strategies as st
from scenes import _event, crossings_frame, empty, events_frame
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geomap.render.details import CHUNK, detail_texts, list_cells, number_cells, text_cells
from geomap.render.ground import MOST_SIGNS, ground_blocks
from geomap.render.payload import (
    PLAIN_MOST,
    PLAIN_ROWS,
    crossings_blocks,
    data_block,
    events_blocks,
)
from geomap.render.shapes import SCALE, shape_of
from geomap.render.text import clean

BLOCK = re.compile(r'<script type="application/json" id="x" data-encoding="(\w+)">(.*)</script>', re.DOTALL)  # fmt: skip


def read_block(element):
    """Read a block as the page does; the element holds nothing else."""
    encoding, text = BLOCK.fullmatch(element).groups()
    assert "<" not in text
    if encoding == "deflate":
        text = zlib.decompress(base64.b64decode(text)).decode()
    return json.loads(text)


def read_numbers(column):
    values = column["values"]
    if isinstance(values, list):
        return [None if v is None else v / column["scale"] for v in values]
    width = int(values["type"][1])
    planes = np.frombuffer(zlib.decompress(base64.b64decode(values["data"])), np.uint8)
    whole = planes.reshape(width, -1).T.copy().view(f"<{values['type']}").ravel()
    least = np.iinfo(values["type"]).min
    return [None if v == least else v / column["scale"] for v in whole.tolist()]


def read_cell(columns, name, row):
    column = columns[name]
    if isinstance(column, list):
        return column[row]
    if "all" in column:
        return column["all"]

    def word(found):
        if found[1] == "0":
            return "{"
        value = read_cell(columns, column["with"][int(found[1]) - 1], row)
        return value[0]["name"] if isinstance(value, list) else value

    cell = column["cells"][row]
    return cell and re.sub(r"\{(\d)\}", word, cell)


def head_of(events):
    return json.loads(next(iter(events_blocks(events)))[1])


@given(st.text(), st.booleans())
def test_no_text_can_leave_its_block(text, long):
    value = [text, "x" * (PLAIN_MOST if long else 0)]
    element = data_block("x", json.dumps(value, ensure_ascii=False))
    found = read_block(element)
    assert found[0] == (text.encode("utf-8", "replace").decode() if long else text)


WORDS = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["Town", "{1}", "Town {0} Army", "a\x00b", "\u202eTown"]))  # fmt: skip
ACTORS = st.lists(st.fixed_dictionaries({"name": WORDS, "n": st.sampled_from([1, 2.5, np.nan, pd.NA, np.int64(3), None])}), max_size=2)  # fmt: skip


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, ACTORS), min_size=1, max_size=8))
def test_words_come_back_cleaned_and_otherwise_as_they_were(rows):
    frame = pd.DataFrame(rows, columns=["headline", "notes", "place_name", "actors"], dtype=object)
    cells = {name: text_cells(frame[name]) for name in ("headline", "notes", "place_name")}
    (text,) = detail_texts(cells | {"actors": list_cells(frame["actors"])}, len(frame))
    columns = json.loads(text)
    for i, (headline, notes, place, actors) in enumerate(rows):
        for name, word in (("headline", headline), ("notes", notes), ("place_name", place)):
            assert read_cell(columns, name, i) == (word if word is None else clean(word))
        found = read_cell(columns, "actors", i)
        assert [a["name"] for a in found] == [a["name"] and clean(a["name"]) for a in actors]
        assert all(a["n"] in (1, 2.5, 3, None) for a in found)


def test_words_that_repeat_are_written_once():
    rows = [f"Clash: Army of {i}, Somewhere {i}" for i in range(50)]
    cells = {"place_name": [f"Somewhere {i}" for i in range(50)], "headline": rows}
    cells = {name: np.array(values, object) for name, values in cells.items()}
    (text,) = detail_texts(cells, 50)
    assert text.count("Somewhere") == 50
    columns = json.loads(text)
    assert [read_cell(columns, "headline", i) for i in range(50)] == rows


def test_rows_are_in_order_of_days_with_the_undated_last():
    point = Point(-77.6, 0.8)
    days = ["2025-03-09", None, "2024-12-31", "2025-03-01"]
    events = events_frame(
        *(_event(f"e{i}", point, date_start=d, date_end=d) for i, d in enumerate(days))
    )
    start = read_numbers(head_of(events)["columns"]["start"])
    assert start[:3] == sorted(start[:3])
    assert start[3] is None
    details = json.loads(list(events_blocks(events))[1][1])
    assert details["event_id"] == ["e2", "e3", "e0", "e1"]


def test_every_event_stands_in_head_and_details():
    count = CHUNK + 5
    point = Point(-77.6, 0.8)
    row, _ = _event("e", point)
    events = events_frame(*((row | {"event_id": f"e{i}"}, point) for i in range(count)))
    blocks = dict(events_blocks(events))
    head = json.loads(blocks[""])
    assert (head["rows"], head["details"]) == (count, 2)
    found = [
        read_cell(json.loads(blocks[str(i // CHUNK)]), "event_id", i % CHUNK) for i in range(count)
    ]
    assert found == [f"e{i}" for i in range(count)]


def test_long_columns_are_packed_and_give_the_same_numbers():
    count = PLAIN_ROWS + 1
    lat = [None if i % 7 == 0 else round(-60 + i / 97, 5) for i in range(count)]
    row, point = _event("e", Point(-77.6, 0.8))
    events = events_frame(*((row, point) for _ in range(count))).assign(
        lat=pd.array(lat, "Float64")
    )
    column = head_of(events)["columns"]["lat"]
    assert column["values"]["type"] == "i4"
    found = read_numbers(column)
    assert [v is None for v in found] == [v is None for v in lat]
    assert max(abs(a - b) for a, b in zip(found, lat, strict=True) if a is not None) < 1e-9


def test_an_area_is_written_once_and_keeps_its_holes():
    area = box(-78, 0, -77, 1).difference(box(-77.7, 0.4, -77.4, 0.7))
    both = MultiPolygon([area, box(-76, 0, -75.5, 1)])
    events = events_frame(
        *(_event(f"e{i}", both, where_prec=4) for i in range(3)), _event("p", Point(-77, 1))
    )
    head = head_of(events)
    (shape,) = head["shapes"]
    assert shape["polygons"] == [2, 1]
    assert len(shape["parts"]) == 3
    assert read_numbers(head["columns"]["shape"]) == [0, 0, 0, None]


DEGREES = st.tuples(st.floats(-179, 179), st.floats(-80, 80))


@given(st.lists(DEGREES, min_size=3, max_size=9, unique=True))
def test_steps_lead_to_the_outline_within_the_grid(points):
    hull = Polygon(points).convex_hull
    assume(hull.geom_type == "Polygon")
    for ring in shape_of(hull)["parts"]:
        corners = np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / SCALE
        assert max(hull.boundary.distance(Point(corner)) for corner in corners) < 0.001


def test_empty_frames_have_heads():
    assert head_of(empty(events_frame()))["rows"] == 0
    ((_, text),) = crossings_blocks(empty(crossings_frame()))
    assert json.loads(text)["table"] is None


def test_the_ground_grows_coarser_until_it_fits(monkeypatch):
    scene = make_scene()
    ((_, fine),) = ground_blocks(scene.layers)
    assert len(fine) < MOST_SIGNS
    circle = Point(-77, 0).buffer(5, 4000)
    land = next(layer for layer in scene.layers if layer.name == "land")
    land.frame.loc[0, "geometry"] = circle
    ((_, whole),) = ground_blocks([land])
    monkeypatch.setattr("geomap.render.ground.MOST_SIGNS", int(len(whole) * 0.8))
    ((_, coarse),) = ground_blocks([land])
    assert len(coarse) <= int(len(whole) * 0.8)


@pytest.mark.parametrize("values", [[1, 2], [1.5, None], [None, None]])
def test_number_cells(values):
    assert number_cells(pd.Series(values, dtype="Float64")).tolist() == values
