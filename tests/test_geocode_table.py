"""Geocoding a table: every row comes back, its place beside it, and why it has none."""

import csv
import io

import pandas as pd
import pytest
from click.testing import CliRunner
from tables import delimited

import geomap
from geomap.cli import main
from geomap.errors import ReadError, SchemaError
from geomap.gazetteer import open as open_gazetteer
from geomap.gazetteer.matching import Matcher
from geomap.gazetteer.table import ADDED
from geomap.pipeline.geocoding import geocode_table
from geomap.read.stream import stream

ROWS = [
    ["no", "location", "land"],
    ["1", "Quito", "Ecuador"],
    ["2", "Quitto", ""],
    ["3", "Qqxyzz", ""],
    ["4", "Paris", "US"],
    ["5", "=Lima", "Peru"],
    ["6", "", ""],
]


@pytest.fixture(scope="module")
def matcher():
    return Matcher(open_gazetteer())


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(delimited(ROWS))
    return path


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_comes_back_with_places_beside_its_rows(table, tmp_path):
    words = ["geocode", str(table), "--place", "location", "--country", "land"]
    done = CliRunner().invoke(main, [*words, "--unresolved", str(tmp_path / "u.csv")])
    assert done.exit_code == 0
    found = rows(done.stdout)
    assert [r["no"] for r in found] == list("123456")
    assert list(found[0]) == [*ROWS[0], *ADDED]
    assert [r["match"] for r in found] == (
        ["exact", "fuzzy", "unresolved", "exact", "exact", "unresolved"]
    )  # fmt: skip
    assert "Texas, US" in found[3]["place_name"] + ", " + found[3]["rivals"] or found[3]["lat"]
    assert found[4]["location"] == "'=Lima"
    assert "6 rows: 3 exact, 1 fuzzy, 2 unresolved" in done.stderr
    listed = rows((tmp_path / "u.csv").read_text("utf-8"))
    assert [(r["row"], r["field"]) for r in listed] == [("4", "location"), ("7", "location")]
    assert "not in the gazetteer" in listed[0]["reason"]


def test_the_frame_and_the_file_say_the_same(table):
    out = io.StringIO()
    done = geocode_table(table, ("location", None, "land"), out)
    frame = geomap.geocode(pd.read_csv(table), "location", country="land")
    assert [r["place_id"] for r in rows(out.getvalue())] == frame["place_id"].tolist()
    assert done.rows == len(frame) == sum(done.matches.values())
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.isna().tolist() == [p != 1 for p in frame["where_prec"].fillna(0)]


@pytest.mark.parametrize("column", ["locatoin", ""])
def test_a_missing_column_lists_those_there_are(table, column):
    with pytest.raises(SchemaError, match="the columns are 'no', 'location', 'land'"):
        geocode_table(table, (column, None, None), io.StringIO())
    with pytest.raises(SchemaError, match="There is no column"):
        geomap.geocode(pd.read_csv(table), column)


def test_columns_of_the_tables_own_are_not_overwritten():
    frame = geomap.geocode(pd.DataFrame({"place": ["Quito"], "lat": ["mine"]}))
    assert frame["lat"].tolist() == ["mine"]
    assert frame["lat_geomap"].round(0).tolist() == [0.0]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        (("Quito",), "exact"),
        (("QUITO ",), "exact"),
        (("Quito, Ecuador",), "exact"),
        (("Bombay",), "alias"),
        (("Quitto",), "fuzzy"),
        (("Qqxyzz",), "unresolved"),
        (("Ouagadougou", "", "Peru"), "unresolved"),
        (("",), "unresolved"),
        ((" , ",), "unresolved"),
    ],
)
def test_how_a_name_was_found(matcher, words, how):
    answer = matcher.match(*words)
    assert answer.how == how
    assert (answer.place is None) == (how == "unresolved") == (answer.confidence == 0)


def test_a_division_and_a_country_choose_between_places_of_one_name(matcher):
    assert matcher.match("Portland", "Maine", "US").place.admin1 == "Maine"
    assert matcher.match("Portland", "Oregon").place.admin1 == "Oregon"
    assert matcher.match("San José", "", "CR").place.country == "CR"


@pytest.mark.parametrize("country", ["PE", "per", "604", "Peru", "Republic of Peru"])
def test_a_country_may_be_a_name_or_any_code(matcher, country):
    assert matcher.match("Lima", "", country).place.country == "PE"


def test_a_division_that_nobody_knows_costs_confidence_and_no_place(matcher):
    sure, unsure = matcher.match("Cusco", "", "PE"), matcher.match("Cusco", "Qqxyzz Prov.", "PE")
    assert unsure.place == sure.place
    assert unsure.confidence < sure.confidence


def test_a_name_with_rivals_is_less_sure_than_one_without(matcher):
    many, one = matcher.match("Springfield"), matcher.match("Ouagadougou")
    assert many.rivals
    assert many.confidence < one.confidence


def test_a_district_around_its_town_is_no_rival(matcher):
    answer = matcher.match("Chaman", "", "Pakistan")
    assert [rival.place.feature_code for rival in answer.rivals] == ["ADM2"]
    assert answer.confidence == 1


def test_a_cutoff_of_100_allows_no_other_spelling():
    assert Matcher(open_gazetteer(), cutoff=100).match("Quitto").how == "unresolved"


def test_an_open_quote_and_a_short_row_are_counted(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('a,place\n1,Quito\n2\n3,Lima\n4,"Cusco\n')
    out = io.StringIO()
    done = geocode_table(path, ("place", None, None), out)
    assert done.rows == len(rows(out.getvalue())) + done.rejected
    assert done.rejected == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_stream_is_read_in_its_encoding(tmp_path, encoding):
    path = tmp_path / "t.csv"
    path.write_bytes("id;place\n1;Potosí\n2;Mérida\n".encode(encoding))
    with stream(path) as source:
        assert [cells[1] for _, cells in source.rows] == ["Potosí", "Mérida"]


def test_a_long_stream_is_the_same_as_a_short_one(tmp_path):
    lines = [f"{i},Potosí número {i}\n" for i in range(20_000)]
    (tmp_path / "t.csv").write_text("id,place\n" + "".join(lines), "utf-8")
    with stream(tmp_path / "t.csv") as source:
        found = [cells for _, cells in source.rows]
    assert found == [line.rstrip("\n").split(",") for line in lines]


@pytest.mark.parametrize("content", [b"", b"One sentence, and more. Two.\nNo table.", b"\0\1" * 99])
def test_what_is_no_table_is_refused(tmp_path, content):
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(ReadError), stream(tmp_path / "t.csv"):
        pass


def test_nothing_is_left_of_an_output_that_failed(table, tmp_path):
    with pytest.raises(SchemaError):
        geocode_table(table, ("gone", None, None), tmp_path / "out.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_usage(table):
    done = CliRunner().invoke(main, ["geocode", str(table), str(table), "--place", "location"])
    assert done.exit_code == 2
