"""Data files: whole, the same each time, safe to open, true to the frame."""

import csv
import io
import json
import math
import stat

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scenes import _event, crossings_frame, empty, events_frame
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geomap.errors import OutputError
from geomap.render.data import frame_text, save_frame
from geomap.render.files import write_atomically


def geojson(frame):
    return json.loads(frame_text(frame, "geojson"))


def rows(frame):
    return list(csv.DictReader(io.StringIO(frame_text(frame, "csv"), newline="")))


def test_geojson_has_a_feature_an_event_with_all_columns():
    frame = events_frame()
    made = geojson(frame)
    assert made["type"] == "FeatureCollection"
    assert "crs" not in made  # RFC 7946 section 4
    assert [f["id"] for f in made["features"]] == list(frame["event_id"])
    for feature in made["features"]:
        assert list(feature["properties"]) == [c for c in frame.columns if c != "geometry"]
    first, last = made["features"][0], made["features"][5]
    assert first["geometry"] == {"type": "Point", "coordinates": [-77.64, 0.83]}
    assert first["properties"]["actors"][0]["name"] == "Military of Colombia"
    assert first["properties"]["quotes"] == ["Soldiers clashed with gunmen in Ipiales on Tuesday."]
    assert (last["geometry"], last["properties"]["lat"]) == (None, None)


def test_missing_is_null_and_zero_is_zero():
    frame = events_frame(_event("a", Point(1, 2), fatalities_low=0, date_start=None))
    row = geojson(frame)["features"][0]["properties"]
    assert (row["fatalities_low"], row["fatalities_high"], row["date_start"]) == (0, None, None)
    (cells,) = rows(frame)
    assert (cells["fatalities_low"], cells["fatalities_high"]) == ("0", "")


@pytest.mark.parametrize(
    "value",
    [None, float("nan"), float("inf"), pd.NA, pd.NaT],
)
def test_nothing_is_written_as_nan(value):
    frame = pd.DataFrame({"a": pd.Series([value], dtype=object), "b": [[{"x": value}]]})
    assert frame_text(frame, "jsonl") == '{"a":null,"b":[{"x":null}]}\n'


def test_days_are_iso():
    frame = pd.DataFrame({"a": [pd.Timestamp("2025-03-04"), pd.Timestamp("2025-03-04 05:06")]})
    assert frame_text(frame, "jsonl") == '{"a":"2025-03-04"}\n{"a":"2025-03-04T05:06:00"}\n'


def test_polygons_follow_the_right_hand_rule():
    clockwise = Polygon([(0, 0), (0, 3), (3, 3), (3, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    frame = gpd.GeoDataFrame({"n": [1]}, geometry=[MultiPolygon([clockwise])], crs="EPSG:4326")
    shape = shapely.geometry.shape(geojson(frame)["features"][0]["geometry"]).geoms[0]
    assert shape.exterior.is_ccw
    assert not shape.interiors[0].is_ccw


def test_coordinates_have_six_decimals():
    frame = gpd.GeoDataFrame({"n": [1]}, geometry=[Point(1 / 3, 2 / 3)], crs="EPSG:4326")
    assert "[0.333333,0.666667]" in frame_text(frame, "geojson")


def test_a_collection_keeps_its_parts():
    both = shapely.GeometryCollection([Point(1, 2), box(0, 0, 1, 1)])
    frame = gpd.GeoDataFrame({"n": [1]}, geometry=[both], crs="EPSG:4326")
    kinds = [g["type"] for g in geojson(frame)["features"][0]["geometry"]["geometries"]]
    assert kinds == ["Point", "Polygon"]


def test_lists_are_json_in_csv():
    (row, *_) = rows(events_frame())
    assert json.loads(row["actors"])[1]["name"] == "Armed group"
    assert row["claims"] == ""
    assert "geometry" not in row


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+1-555", "'+1-555"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-5.5", "-5.5"),
        ("a=b", "a=b"),
        ('say "hi", then\nstop', 'say "hi", then\nstop'),
        ("طورخم", "طورخم"),
        ("x\x00y", "xy"),
    ],
)
def test_a_spreadsheet_runs_nothing(text, cell):
    assert rows(events_frame(_event("a", Point(1, 2), notes=text)))[0]["notes"] == cell


def test_a_negative_coordinate_stays_a_number():
    assert rows(events_frame(_event("a", Point(-77.5, -1))))[0]["lon"] == "-77.5"


@pytest.mark.parametrize("form", ["geojson", "csv", "jsonl"])
def test_no_rows_are_a_file_too(form):
    text = frame_text(empty(events_frame()), form)
    assert {"geojson": '"features":[', "csv": "event_id,", "jsonl": ""}[form] in text
    if form == "geojson":
        assert json.loads(text)["features"] == []


@pytest.mark.parametrize("form", ["geojson", "csv", "jsonl"])
def test_the_same_frame_gives_the_same_text(form):
    assert frame_text(crossings_frame(), form) == frame_text(crossings_frame(), form)


@given(st.text(), st.floats(), st.lists(st.text(max_size=5), max_size=3))
def test_any_cell_comes_back(text, number, words):
    frame = pd.DataFrame({"t": [text], "n": [number], "w": [words]})
    assert json.loads(frame_text(frame, "jsonl")) == {
        "t": text,
        "n": number if math.isfinite(number) else None,
        "w": words,
    }


def test_the_suffix_chooses_and_an_unknown_one_names_the_known(tmp_path):
    path = save_frame(crossings_frame(), tmp_path / "c.geojson")
    assert json.loads(path.read_text("utf-8"))["features"][0]["id"] == "crossing/rumichaca"
    with pytest.raises(OutputError, match=r"\.geojson, \.csv, \.jsonl, \.gpkg"):
        save_frame(crossings_frame(), tmp_path / "c.xlsx")


def test_lone_surrogates_do_not_stop_a_file(tmp_path):
    frame = pd.DataFrame({"notes": pd.Series(["a\ud800b"], dtype=object)})
    assert "a?b" in save_frame(frame, tmp_path / "e.geojson").read_text("utf-8")


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_atomically(path, "old")

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OutputError, match="no space left on device"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(OutputError, match="not there"):
        write_atomically(tmp_path / "not there" / "a.txt", b"")


def test_others_may_read_what_is_written(tmp_path):
    mode = write_atomically(tmp_path / "a.txt", "x").stat().st_mode
    assert mode & stat.S_IRUSR
    assert bool(mode & stat.S_IRGRP) == bool(
        (tmp_path / "b.txt").touch() or (tmp_path / "b.txt").stat().st_mode & stat.S_IRGRP
    )
