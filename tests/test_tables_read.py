"""Event tables: each export as it comes, every row an event or a reject with its reason."""

from datetime import date

import pytest
from tables import ACLED_COLUMNS, HDX_COLUMNS, UCDP_COLUMNS, acled, gdelt, ucdp

import geomap
from geomap.errors import ReadError
from geomap.gazetteer import open as open_gazetteer
from geomap.model import Actor
from geomap.read import group_reports, locate, read_all
from geomap.read.gdelt import GROUPED


@pytest.fixture(scope="module")
def store():
    return open_gazetteer()


# ------------------------------------------------------------------ UCDP GED


@pytest.mark.parametrize(
    ("columns", "hxl", "header"),
    [(UCDP_COLUMNS, False, True), (HDX_COLUMNS, True, True), (UCDP_COLUMNS, False, False)],
    ids=["49", "50 with HXL", "49 without header"],
)
def test_ged_in_each_form(load, columns, hxl, header):
    reading = load(ucdp({}, {"where_prec": "6"}, columns=columns, hxl=hxl, header=header))
    (table,) = reading.tables
    assert (table.form, table.rows, table.events, table.rejects) == ("ucdp_ged", 2, 2, 0)
    first, second = reading.events
    assert (first.event_id, first.event_type) == ("ucdp_ged:1", "Battles")
    assert (first.place.name, first.place.country, first.where_prec) == ("Copacabana", "BO", 1)
    assert (first.when.start, first.when.precision) == (date(2001, 2, 3), 1)
    assert (first.fatalities.low, first.fatalities.best, first.fatalities.high) == (3, 3, 5)
    assert first.actors[0] == Actor("Government of Bolivia", "State forces", "BO", "a")
    assert second.where_prec == 6


def test_ged_keeps_line_breaks_within_cells(load):
    (event,) = load(ucdp({"where_description": "one\r\ntwo\nthree"})).events
    assert event.native["where_description"] == "one\r\ntwo\nthree"


def test_ged_figures_are_not_repaired(load):
    (event,) = load(ucdp({"low": "7", "best": "4", "high": "2"})).events
    assert (event.fatalities.low, event.fatalities.best, event.fatalities.high) == (7, 4, 2)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"where_prec": "9"}, "where_prec", "not 1 to 7"),
        ({"latitude": "95", "longitude": "20"}, "lat", "off the globe"),
        ({"latitude": "0", "longitude": "0.0"}, "lat", "unknown place"),
        ({"date_start": "yesterday"}, "date_start", "not a day"),
        ({"date_end": "2001-02-01"}, "", "before it starts"),
        ({"best": "-1"}, "best", "not a count"),
        ({"id": ""}, "id", "id is empty"),
        ({"id": "1"}, "id", "repeats the id of row 2"),
    ],
)
def test_a_faulty_row_is_set_aside_with_its_number_and_field(load, change, field, words):
    reading = load(ucdp({}, change, {}))
    (reject,) = reading.rejects
    assert (reject.row, reject.field) == (3, field)
    assert words in reject.reason
    assert len(reading.events) + len(reading.rejects) == reading.tables[0].rows == 3


def test_missing_columns_are_named_with_the_cure(load):
    columns = [c for c in UCDP_COLUMNS if c not in ("latitude", "date_end")]
    with pytest.raises(ReadError, match=r"no column latitude, date_end; export it again"):
        load(ucdp({}, columns=columns))


def test_coarse_rows_become_areas_or_lines_never_points(load, store):
    rows = [
        {"where_prec": "4", "where_coordinates": "La Paz department", "adm_1": "La Paz department"},
        {"where_prec": "5", "where_coordinates": "Bolivia-Peru border", "latitude": "-16.20",
         "longitude": "-69.05"},
        {"where_prec": "3", "where_coordinates": "Nowhere district", "adm_1": ""},
    ]  # fmt: skip
    events, rejects = locate(load(ucdp(*rows)).events, store)
    assert rejects == ()
    assert [e.place.feature_code for e in events] == ["ADM1", "BDRY", "ADM1"]
    assert [(e.place.lat, e.place.lon) for e in events[:1]] == [(-16.166, -69.086)]
    assert all(e.place.id for e in events)


def test_a_row_at_a_border_that_names_a_district_is_of_that_district(load, store):
    row = {"where_prec": "5", "country": "Pakistan", "latitude": "34.85", "longitude": "71.30"}
    named = {**row, "where_coordinates": "Afghanistan-Pakistan border (Bajaur Agency)"}
    plain = {**row, "where_coordinates": "Afghanistan-Pakistan border"}
    events, _ = locate(load(ucdp(named, plain)).events, store)
    assert [e.place.feature_code for e in events] == ["ADM2", "BDRY"]


def test_swapped_columns_are_seen_by_the_country(load, store):
    swapped = {"latitude": "-69.086", "longitude": "-16.166"}
    events, rejects = locate(load(ucdp({}, swapped)).events, store)
    assert [e.native_id for e in events] == ["1"]
    assert (rejects[0].source, rejects[0].row, rejects[0].field) == ("table.dat", 3, "lat")
    assert "swapped" in rejects[0].reason


def test_a_swapped_row_counts_among_those_set_aside(tmp_path):
    swapped = {"latitude": "-69.086", "longitude": "-16.166"}
    (tmp_path / "a.csv").write_text(ucdp({}, swapped))
    made = geomap.map(tmp_path / "a.csv")
    (table,) = made.tables
    assert (table.rows, table.events, table.rejects) == (2, 1, 1)
    assert len(made.events) == len(made.rejects) == 1


def test_a_table_swapped_as_a_whole_is_refused_with_the_cure(tmp_path):
    (tmp_path / "a.csv").write_text(ucdp({"latitude": "-69.086", "longitude": "-16.166"}))
    with pytest.raises(ReadError, match="swapped it lies inside; name the columns"):
        geomap.map(tmp_path / "a.csv")


def test_every_event_says_the_row_that_put_it_there(load):
    for text in (ucdp({}, {}), acled({}, {}), gdelt({}, {})):
        events = load(text).events
        shift = 1 if "\t" in text else 2
        assert [e.reasons[0] for e in events] == [f"row {i + shift} of table.dat" for i in (0, 1)]


# ------------------------------------------------------------------ ACLED


@pytest.mark.parametrize("day", ["16 May 2025", "2025-05-16", "16-May-2025"])
@pytest.mark.parametrize(("inter", "kind"), [("6", "Protesters"), ("Protesters", "Protesters")])
def test_acled_in_both_forms(load, day, inter, kind):
    reading = load(acled({"event_date": day, "inter1": inter}))
    (event,) = reading.events
    assert reading.tables[0].form == "acled"
    assert (event.event_id, event.event_type) == ("acled:BOL1", "Protests")
    assert event.when.start == event.when.end == date(2025, 5, 16)
    assert [a.name for a in event.actors] == ["Protesters (Bolivia)", "Teachers", "Farmers"]
    assert {a.type for a in event.actors} == {kind}
    assert [s.publisher for s in event.sources] == ["Made-up Wire", "Another Wire"]
    assert event.tags == ("crowd size=about 200", "women")
    assert event.fatalities.best is None  # 0 is none, or none reported


@pytest.mark.parametrize(
    ("codes", "where", "when"),
    [(("1", "1"), 1, 1), (("2", "2"), 2, 3), (("3", "3"), 4, 4)],
)
def test_acled_precisions_are_told_in_those_of_ucdp(load, codes, where, when):
    row = {"geo_precision": codes[0], "time_precision": codes[1]}
    (event,) = load(acled(row)).events
    assert (event.where_prec, event.when.precision) == (where, when)
    assert event.when.start <= date(2025, 5, 16) <= event.when.end


def test_acled_with_semicolons_and_a_byte_order_mark(load):
    reading = load(b"\xef\xbb\xbf" + acled({}, {}, delimiter=";", line_end="\r\n").encode())
    assert [e.native_id for e in reading.events] == ["BOL1", "BOL2"]


def test_an_unknown_type_and_a_missing_column_are_refused(load):
    (reject,) = load(acled({}, {"event_type": "Picnics"})).rejects
    assert (reject.row, reject.field) == (3, "event_type")
    with pytest.raises(ReadError, match="no column event_date"):
        load(acled({}, columns=[c for c in ACLED_COLUMNS if c != "event_date"]))


# ------------------------------------------------------------------ GDELT


@pytest.mark.parametrize("width", [61, 58, 57])
def test_gdelt_in_each_width(load, width):
    reading = load(gdelt({}, width=width))
    (event,) = reading.events
    assert (reading.tables[0].form, event.native_id) == ("gdelt", "900")
    assert (event.status, event.tags) == ("claimed", ("report",))
    assert (event.place.name, event.place.country, event.place.admin1) == ("Puno", "PE", "Puno")
    assert bool(event.sources) == (width > 57)
    assert len(event.native) == width


@pytest.mark.parametrize(
    ("kind", "precision"), [("1", 6), ("2", 4), ("3", 1), ("4", 1), ("5", 4), ("0", None)]
)
def test_gdelt_types_of_place_are_precisions(load, kind, precision):
    (event,) = load(gdelt({"ActionGeo_Type": kind})).events
    assert event.where_prec == precision
    assert (event.place is None) == (precision is None)


@pytest.mark.parametrize(
    ("fips", "iso"), [("TU", "TR"), ("IZ", "IQ"), ("CH", "CN"), ("NI", "NG"), ("GZ", "PS")]
)
def test_gdelt_countries_are_fips(load, fips, iso):
    (event,) = load(gdelt({"ActionGeo_CountryCode": fips})).events
    assert event.place.country == iso


def test_rows_of_one_report_and_place_are_one_mark_and_none_is_lost(load):
    rows = [{"EventCode": "010", "QuadClass": "1"}, {}, {"SOURCEURL": "https://other.example/"}]
    grouped = group_reports(load(gdelt(*rows)).events)
    assert [e.native_id for e in grouped] == ["901", "902"]  # conflict leads
    assert '"900"' in grouped[0].native[GROUPED]
    assert GROUPED not in grouped[1].native
    assert "2 rows of one report and place" in grouped[0].reasons


def test_reports_of_other_sources_are_left_alone(load):
    events = load(ucdp({}, {})).events
    assert group_reports(events) == events


# ------------------------------------------------------------------ what is broken


def test_rows_of_another_width_are_set_aside_and_counted(load):
    text = ucdp({}, {}).replace("\r\n2,", "\r\n2,extra,", 1)
    reading = load(text)
    (reject,) = reading.rejects
    assert (reject.row, len(reading.events)) == (3, 1)
    assert "50 cells where 49 were expected" in reject.reason


def test_an_open_quote_costs_no_row_before_it(load):
    text = ucdp({}, {}, {"adm_1": "x"}).replace(",x,", ',"x,')
    reading = load(text)
    assert [e.native_id for e in reading.events] == ["1", "2"]
    assert "quote" in reading.rejects[0].reason


def test_two_encodings_in_one_file_are_both_read(load):
    first = ucdp({"where_coordinates": "Potosí"}).encode()
    second = ucdp({}, {"where_coordinates": "Oruro, señal"}).encode("cp1252").split(b"\r\n2,")[1]
    events = load(first + b"2," + second).events
    assert [e.place.name for e in events] == ["Potosí", "Oruro, señal"]


def test_the_same_row_of_two_files_is_kept_once(tmp_path):
    (tmp_path / "a.csv").write_text(acled({}, {}))
    (tmp_path / "b.csv").write_text(acled({}))
    reading = read_all([tmp_path])
    assert [e.native_id for e in reading.events] == ["BOL1", "BOL2"]
    assert "more than one of the files" in reading.rejects[0].reason


def test_articles_and_tables_are_read_together(tmp_path):
    (tmp_path / "a.csv").write_text(acled({}))
    (tmp_path / "b.txt").write_text("Gunmen attacked a post at Puno, police said.\n\nNobody died.")
    reading = read_all([tmp_path])
    assert [d.id for d in reading.documents] == ["b"]
    assert [e.native_id for e in reading.events] == ["BOL1"]


# ------------------------------------------------------------------ on the map


def test_reports_are_told_as_reports_and_never_as_incidents(tmp_path):
    (tmp_path / "a.csv").write_text(gdelt({}, {"SOURCEURL": "https://b.example/"}))
    scene = geomap.map(tmp_path / "a.csv").scene
    assert scene.subtitle.startswith("2 news reports coded by machine, not verified incidents")
    assert "2 of 2 reports" in scene.summary
    assert all(words.startswith("News report: ") for words in scene.events["headline"])
    assert set(scene.events["fill"]) == {"hollow"}
    assert "News report coded by machine, not verified" in [e.label for e in scene.legend]
    assert any("GDELT" in credit for credit in scene.credits)


def test_drawn_and_listed_are_all_that_was_read(tmp_path):
    rows = [{"where_prec": str(p)} for p in range(1, 8)] + [{"latitude": "", "longitude": ""}]
    (tmp_path / "a.csv").write_text(ucdp(*rows, {"best": "x"}))
    made = geomap.map(tmp_path / "a.csv")
    (table,) = made.tables
    assert table.rows == len(made.events) + len(made.rejects) == 9
    drawn = made.events["mark"] != "none"
    assert drawn.sum() + len(made.scene.unmapped) == len(made.events) == 8
    coarse = made.events["where_prec"].fillna(9) >= 3
    assert not set(made.events.loc[coarse, "mark"]) & {"point", "ring"}
    assert "CC BY 4.0" in " ".join(made.scene.credits)
    assert made.events.loc[~coarse, "border_km"].notna().all()


def test_a_line_of_several_pieces_is_drawn(tmp_path):
    where = {"country": "Pakistan", "adm_1": "", "latitude": "34.0", "longitude": "74.0"}
    (tmp_path / "a.csv").write_text(ucdp({**where, "where_prec": "5", "where_coordinates": "LoC"}))
    made = geomap.map(tmp_path / "a.csv")
    (shape,) = made.events.geometry
    assert len(shape.geoms) > 1
    assert made.save(tmp_path / "a.svg").stat().st_size > 10_000
