"""Files for GIS programs: every row, every column, the CRS, and back again as the same events."""

import json
import warnings

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from scenes import crossings_frame, events_frame
from tables import acled, gdelt, ucdp

from geomap.errors import OutputError
from geomap.events import events_frame as make_frame
from geomap.events.schema import EVENT_COLUMNS
from geomap.gazetteer import open as open_gazetteer
from geomap.read import group_reports, locate, read_all
from geomap.render.data import frame_text, save_frame, source_text

GIS = ["gpkg", "parquet", "fgb", "kml"]
STORE = open_gazetteer()


def load(path):
    return gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)


def frame_of(tmp_path, content, name="t.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    events, _ = locate(read_all([path]).events, STORE)
    return make_frame(group_reports(events), STORE)


@pytest.fixture
def imported(tmp_path):
    """Points, a ring, an area, a line, a country, a report and a row with no place at all."""
    rows = [
        {}, {"where_prec": "2"}, {"where_prec": "6"},
        {"where_prec": "4", "where_coordinates": "La Paz department"},
        {"where_prec": "5", "where_coordinates": "Bolivia-Peru border", "latitude": "-16.2",
         "longitude": "-69.05"},
    ]  # fmt: skip
    return pd.concat(
        [
            frame_of(tmp_path, ucdp(*rows)),
            frame_of(tmp_path, gdelt({}, {"EventCode": "010"}, {"ActionGeo_Type": "0"})),
        ],
        ignore_index=True,
    )


@pytest.mark.parametrize("suffix", GIS)
@pytest.mark.parametrize("make", [events_frame, crossings_frame])
def test_every_row_and_the_crs_are_in_the_file(tmp_path, suffix, make):
    frame = make()
    path = save_frame(frame, tmp_path / f"a.{suffix}")
    found = load(path)
    assert len(found) == len(frame)
    assert found.crs.to_epsg() == 4326
    assert list(found.geometry.isna()) == list(frame.geometry.isna())
    assert {c.lower() for c in frame.columns} <= {c.lower() for c in found.columns}


@pytest.mark.parametrize("suffix", ["geojson", "csv", "jsonl", *GIS])
def test_events_come_back_from_every_format(tmp_path, imported, suffix):
    path = save_frame(imported, tmp_path / f"a.{suffix}")
    reading = read_all([path])
    assert (reading.tables[0].form, reading.rejects) == ("events", ())
    again = make_frame(locate(reading.events, STORE)[0], STORE)
    for column in EVENT_COLUMNS:
        assert (
            again[column].tolist() == pytest.approx(imported[column].tolist(), nan_ok=True)
            if EVENT_COLUMNS[column] == "float"
            else ([_known(v) for v in again[column]] == [_known(v) for v in imported[column]])
        ), column
    shapes = zip(again.geometry, imported.geometry, strict=True)
    assert all((a is None) == (b is None) and (a is None or a.equals(b)) for a, b in shapes)


def _known(value):
    return None if not isinstance(value, list | dict) and pd.isna(value) else value


@pytest.mark.parametrize("notes", ["'=1+1", "''@x", "-5", "'quoted'", "\t=1", " - a list", "'"])
def test_a_cell_of_any_beginning_comes_back(tmp_path, notes):
    frame = make_frame(read_all([_write(tmp_path, acled({}))]).events, STORE)
    frame["notes"] = pd.Series([notes], dtype="str")
    path = tmp_path / "a.csv"
    path.write_bytes(frame_text(frame, "csv").encode())
    (event,) = read_all([path]).events
    assert event.notes == notes


def _write(folder, text):
    path = folder / "source.csv"
    path.write_text(text, "utf-8")
    return path


def test_an_apostrophe_that_guards_a_spreadsheet_is_taken_off_again(tmp_path):
    frame = frame_of(tmp_path, acled({"notes": "=1+1"}))
    with pytest.warns(UserWarning, match="raw rows"):
        path = save_frame(frame, tmp_path / "a.csv")
    assert ",'=1+1," in path.read_text("utf-8")
    (event,) = read_all([path]).events
    assert event.notes == "=1+1"


def test_a_point_moved_in_a_gis_is_where_it_was_moved_to(tmp_path, imported):
    path = save_frame(imported.iloc[:1], tmp_path / "a.geojson")
    made = json.loads(path.read_text("utf-8"))
    made["features"][0]["geometry"]["coordinates"] = [-69.5, -16.5]
    path.write_text(json.dumps(made), "utf-8")
    (event,) = read_all([path]).events
    assert (event.place.lat, event.place.lon) == (-16.5, -69.5)


def test_a_column_of_somebodys_own_is_kept(tmp_path, imported):
    path = save_frame(imported.iloc[:1].assign(checked_by="Ana"), tmp_path / "a.csv")
    (event,) = read_all([path]).events
    assert event.native["checked_by"] == "Ana"


@pytest.mark.parametrize("suffix", GIS)
def test_the_same_frame_gives_the_same_bytes(tmp_path, imported, suffix):
    first = save_frame(imported, tmp_path / f"a.{suffix}").read_bytes()
    assert save_frame(imported, tmp_path / f"a.{suffix}").read_bytes() == first


@pytest.mark.parametrize("suffix", GIS)
def test_no_rows_are_a_file_too(tmp_path, suffix):
    path = save_frame(events_frame().iloc[:0], tmp_path / f"a.{suffix}")
    assert len(load(path)) == 0


def test_a_missing_folder_is_said_plainly(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        save_frame(events_frame(), tmp_path / "gone" / "a.gpkg")


def test_terms_travel_with_the_data(tmp_path, imported):
    made = json.loads(frame_text(imported, "geojson"))
    assert [t["licence"] for t in made["terms"]][1] == "CC BY 4.0"
    path = save_frame(imported, tmp_path / "a.gpkg")
    assert "CC BY 4.0" in pyogrio.read_info(path)["layer_metadata"]["ucdp_ged"]
    assert "Uppsala" in str(load(save_frame(imported, tmp_path / "a.parquet")).attrs["terms"])


@pytest.mark.parametrize("suffix", ["geojson", "csv", "gpkg"])
def test_acled_rows_are_not_written_without_a_word(tmp_path, suffix):
    with pytest.warns(UserWarning, match="forbid passing on its raw rows"):
        save_frame(frame_of(tmp_path, acled({})), tmp_path / f"a.{suffix}")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        save_frame(frame_of(tmp_path, ucdp({})), tmp_path / f"b.{suffix}")


@pytest.mark.parametrize(
    ("content", "line_end"),
    [
        (ucdp({}, {"where_description": 'one\r\ntwo "three", four'}), "\r\n"),
        (ucdp({}, columns=["id", *ucdp({}).split("\r\n")[0].split(",")[1:]], line_end="\n"), "\n"),
        (acled({}, {"inter1": "6", "event_date": "2025-05-17"}), "\n"),
        (gdelt({"SOURCEURL": "https://b.example/"}, {}, {"EventCode": "010"}), "\n"),
        (gdelt({}, {"ActionGeo_Type": "0"}, width=58), "\n"),
        ("place,date,mood\nQuito,2024-01-05,\"grim, cold\"\nLa Paz,2024-01-06,\n", "\n"),
    ],
    ids=["ged", "ged, other line end", "acled", "gdelt 2", "gdelt 1", "any table"],
)  # fmt: skip
def test_sources_come_back_byte_for_byte(tmp_path, content, line_end):
    assert source_text(frame_of(tmp_path, content), line_end) == content


def test_a_mixed_frame_has_no_form_of_its_own(imported):
    with pytest.raises(OutputError, match="gdelt, ucdp_ged; give those of one"):
        source_text(imported)
