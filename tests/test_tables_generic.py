"""Any table: columns guessed, shown and overruled; cells in every form; what is broken is said."""

import contextlib
import gzip
import io
import json
import sys
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tables import delimited

from geomap.cli import main
from geomap.errors import ReadError
from geomap.gazetteer import open as open_gazetteer
from geomap.read import locate, read_all
from geomap.read.cells import CellError, day, day_order, number, point, whole

ROWS = [
    ["Place", "Date", "Killed", "Lat", "Lon", "Mood"],
    ["Puno", "2024-01-05", "3", "-15.84", "-70.02", "grim"],
    ["Juliaca", "2024-01-06", "", "-15.5", "-70.13", ""],
]


@pytest.fixture(scope="module")
def store():
    return open_gazetteer()


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def objects():
    return [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]


def features():
    return [
        {
            "type": "Feature",
            "properties": {k: v for k, v in row.items() if k not in ("Lat", "Lon")},
            "geometry": {"type": "Point", "coordinates": [float(row["Lon"]), float(row["Lat"])]},
        }
        for row in objects()
    ]


FORMS = {
    "csv": delimited(ROWS),
    "semicolons": delimited(ROWS, delimiter=";"),
    "tsv": delimited(ROWS, delimiter="\t"),
    "pipes": delimited(ROWS, delimiter="|"),
    "crlf": delimited(ROWS, "\r\n"),
    "gzip": gzip.compress(delimited(ROWS).encode()),
    "bom": b"\xef\xbb\xbf" + delimited(ROWS).encode(),
    "utf-16": delimited(ROWS).encode("utf-16"),
    "json lines": "\n".join(map(json.dumps, objects())),
    "json": json.dumps(objects()),
    "geojson": json.dumps({"type": "FeatureCollection", "features": features()}),
    "workbook": workbook([ROWS[0], *([r[0], date.fromisoformat(r[1]), int(r[2] or 0) or None,
                                      float(r[3]), float(r[4]), r[5]] for r in ROWS[1:])]),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_a_table_in_every_form(load, form):
    reading = load(FORMS[form])
    assert [e.place.name for e in reading.events] == ["Puno", "Juliaca"]
    first = reading.events[0]
    assert (first.place.lat, first.place.lon) == (-15.84, -70.02)
    assert (first.when.start, first.fatalities.best) == (date(2024, 1, 5), 3)
    assert first.native["Mood"] == "grim"
    assert reading.events[1].fatalities.best is None
    (table,) = reading.tables
    assert (table.form, table.rows, table.events) == ("table", 2, 2)
    assert table.columns["place"] == "Place"


def test_columns_are_guessed_shown_and_overruled(load):
    text = "Where;Day;Village\nPuno;2024-01-05;Juli\n"
    assert load(text).tables[0].columns == {"date": "Day", "place": "Village"}
    reading = load(text, columns={"place": "Where"})
    assert reading.tables[0].columns == {"place": "Where", "date": "Day"}
    assert reading.events[0].place_words == "Puno"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"plaze": "Place"}, "no field of --columns"),
        ({"place": "Plaze"}, "There is no column 'Plaze'"),
        ({"date_order": "ymd"}, "write dmy"),
    ],
)
def test_a_wrong_name_of_a_column_is_said(load, columns, words):
    with pytest.raises(ReadError, match=words):
        load(FORMS["csv"], columns=columns)


def test_a_table_without_a_place_lists_its_columns(load):
    with pytest.raises(ReadError, match=r"its columns are Date, Mood, Size: name one with"):
        load("Date,Mood,Size\n2024-01-05,grim,3\n2024-01-06,glad,4\n")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a post near Puno, police said.\nNobody was hurt, they added.",
        "KABUL, Afghanistan\n\nTalks ended, both sides said on Monday, without result.",
        "One, two\n",
        "KABUL, Afghanistan\nTalks ended, both sides said on Monday.\nNo more, they said.",
        "A headline, with a comma\nPublished: 12 March 2024\n\nBody, with, many, commas.",
    ],
)
def test_an_article_with_commas_is_no_table(load, text):
    reading = load(text)
    assert (len(reading.documents), reading.tables) == (1, ())


def test_names_are_geocoded_where_there_is_no_point(load, store):
    text = "place,country,date\nPuno,Peru,2024-01-05\nPuno,Mexico,2024-01-05\nQqxyzz,,2024-01-05\n"
    events, rejects = locate(load(text + "Peru,,2024-01-05\n").events, store)
    assert rejects == ()
    assert events[0].place.country == "PE"
    assert events[0].where_prec in (1, 4)
    assert events[1].place is None or events[1].place.country == "MX"
    assert (events[2].place, "name not in the gazetteer" in events[2].reasons) == (None, True)
    assert (events[3].place.feature_code[:3], events[3].where_prec) == ("PCL", 6)


def test_a_province_with_a_point_is_no_pin(load, store):
    text = "place,country,lat,lon\nBalochistan,Pakistan,28.48,65.64\nPuno,Peru,-15.84,-70.02\n"
    events, _ = locate(load(text).events, store)
    assert [e.where_prec for e in events] == [4, 1]
    assert events[0].place.feature_code == "ADM1"


def test_zero_zero_beside_a_name_is_geocoded_and_alone_is_set_aside(load):
    reading = load("place,lat,lon,date\nPuno,0,0,2024-01-05\n,0,0,2024-01-05\n")
    (event,) = reading.events
    assert event.place is None
    assert event.place_words == "Puno"
    (reject,) = reading.rejects
    assert (reject.row, reject.field) == (3, "lat")


def test_swapped_columns_off_the_globe_name_the_cure(load):
    (reject,) = load("id,lat,lon\na,-15.8,-70.0\nb,-170.0,15.8\n").rejects
    assert "--columns lat=...,lon=..." in reject.reason


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2024-03-04", "04 March 2024", "04.03.2024", "20240304"], 4),
        (["04/03/2024", "25/12/2023"], 2),
        (["03/04/2024", "12/25/2023"], 2),
    ],
)
def test_days_in_several_forms(load, cells, days):
    text = "place,date\n" + "".join(f"Puno,{cell}\n" for cell in (*cells, "25.12.2023")[:days])
    events = load(text).events
    assert len(events) == days
    assert events[0].when.start == date(2024, 3, 4)


def test_a_day_that_may_be_two_is_set_aside_with_the_cure(load):
    text = "place,date\nPuno,03/04/2024\nPuno,05/06/2024\nPuno,2024-01-01\n"
    reading = load(text)
    assert len(reading.events) == 1
    assert all("date_order=dmy" in r.reason for r in reading.rejects)
    assert load(text, columns={"date_order": "mdy"}).events[0].when.start == date(2024, 3, 4)


def test_decimal_commas(load):
    events = load('place;lat;lon;killed\nPuno;-15,840;-70,021;"1,234"\n').events
    assert (events[0].place.lat, events[0].fatalities.best) == (-15.84, 1234)


@given(st.floats(-90, 90), st.floats(-180, 180), st.booleans())
def test_any_point_of_the_globe_is_read_or_refused_as_unknown(lat, lon, comma):
    cells = [f"{v:.7f}".replace(".", ",") if comma else f"{v:.7f}" for v in (lat, lon)]
    if {float(c.replace(",", ".")) for c in cells} == {0.0}:
        with pytest.raises(CellError, match="unknown place"):
            point(*cells)
    else:
        assert point(*cells) == pytest.approx((lat, lon), abs=1e-6)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_from_any_form(when):
    for form in ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%Y/%m/%d", "%Y-%m-%d 00:00:00.000"):
        assert day(when.strftime(form)) == when
    assert day(when.strftime("%d/%m/%Y"), "dmy") == day(when.strftime("%m/%d/%Y"), "mdy") == when


@given(st.text())
def test_no_cell_brings_a_table_down(text):
    for read in (day, lambda t: number(t, "n"), lambda t: whole(t, "n")):
        with contextlib.suppress(CellError):
            read(text)


def test_the_order_of_a_column_with_both_orders_is_mixed():
    assert day_order(["25/12/2023", "12/25/2023"]) == "mixed"


# ------------------------------------------------------------------ broken files, on the command


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "is empty"),
        ("b.csv", b"Mood,Size,Hue\n1,2,3\n", "no column that is a place"),
        ("c.xlsx", b"PK\x03\x04xl/workbook.xml junk", "damaged workbook"),
        ("d.gpkg", b"SQLite format 3\0 and nothing", "cannot be read as geodata"),
        ("e.csv", b"event_id_cnty,location\nX1,Puno\n", "looks like an ACLED export but has no"),
        ("f.bin", bytes(range(256)) * 40, "binary file"),
        ("g.parquet", b"PAR1 and nothing", "cannot be read as geodata"),
        ("h.csv.gz", gzip.compress(b"place,date\nPuno,2024-01-05\n" * 99)[:-12], "damaged gzip"),
    ],
)
def test_a_broken_table_is_one_line_and_exit_code_1(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    done = CliRunner().invoke(main, ["events", str(tmp_path / name)])
    assert done.exit_code == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_long_text_that_is_no_table_is_no_article_either(load, monkeypatch):
    monkeypatch.setattr("geomap.read.MAX_ARTICLE", 1000)
    with pytest.raises(ReadError, match="too long for one article"):
        load("Words without an end, and more of them. " * 99)


def test_a_long_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["geomap.read.decode"], "MAX_BYTES", 100)
    (tmp_path / "a.csv").write_text("place,date\n" + "Puno,2024-01-05\n" * 99)
    with pytest.raises(ReadError, match="more than 100 bytes; split it"):
        read_all([tmp_path / "a.csv"])


def test_a_column_option_without_a_column_is_wrong_usage(tmp_path):
    (tmp_path / "a.csv").write_text("place,date\nPuno,2024-01-05\n")
    done = CliRunner().invoke(main, ["events", str(tmp_path / "a.csv"), "--columns", "place"])
    assert (done.exit_code, "place=location" in done.stderr) == (2, True)


def test_the_command_shows_what_it_guessed(tmp_path):
    (tmp_path / "a.csv").write_text("Town,When\nPuno,2024-01-05\nx,\n")
    done = CliRunner().invoke(main, ["events", str(tmp_path / "a.csv"), "--format", "jsonl"])
    assert done.exit_code == 0
    assert "place=Town, " in done.stderr.replace("date=When, place=Town", "place=Town, date=When")
    assert "2 rows (table), 2 events, 0 set aside" in done.stderr
    assert [json.loads(line)["place_words"] for line in done.stdout.splitlines()] == ["Puno", "x"]


def test_acled_rows_are_not_printed_without_a_word(tmp_path):
    from tables import acled

    (tmp_path / "a.csv").write_text(acled({}))
    done = CliRunner().invoke(main, ["events", str(tmp_path / "a.csv")])
    assert "forbid passing on" in done.stderr
    saved = CliRunner().invoke(
        main, ["events", str(tmp_path / "a.csv"), "-o", str(tmp_path / "a.gpkg")]
    )
    assert (saved.exit_code, saved.stdout.strip()) == (0, str(tmp_path / "a.gpkg"))
