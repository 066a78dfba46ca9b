"""The compiler of the store: two square countries with the curated rows of Afghanistan and Pakistan."""

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from gazetteer.compile import approach, cells, english, lines, packages, story, topology
from geomap.gazetteer import Gazetteer, verify
from geomap.gazetteer.rows import Row

FOLDER = Path(__file__).parents[1] / "gazetteer"
HELD = ("AF", "PK")


def town(number, name, lat, lon, country="AF", admin1="01", **more):
    return Row(
        f"geonames:{number}", name, lat, lon, "P", "PPL", country, "geonames", admin1_code=admin1,
        population=more.get("people", 1000), names=[(n, "alternate") for n in more.get("names", ())],
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """The curated files, of two countries only."""
    made = tmp_path / "gazetteer"
    made.mkdir()
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            rows = [row for row in table if kept(path.stem, row)]
            columns = table.fieldnames
        with (made / path.name).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, columns)
            out.writeheader()
            out.writerows(rows)
    text = gzip.decompress((FOLDER / "admin2_2015.csv.gz").read_bytes()).decode()
    some = [
        line for i, line in enumerate(text.splitlines(True)) if not i or line[:3] in ("AF,", "PK,")
    ]
    (made / "admin2_2015.csv.gz").write_bytes(gzip.compress("".join(some).encode(), mtime=0))
    (made / "everyday.txt").write_text((FOLDER / "everyday.txt").read_text("utf-8"), "utf-8")
    return made


def kept(name, row):
    if name in ("regions", "disputed", "corrections"):
        return False
    if name == "aliases":
        return row["target"].startswith(("country:AF", "country:PK"))
    return all(row[c] in HELD for c in ("code", "country", "country_a", "country_b") if c in row)


@pytest.fixture
def atlas(tmp_path):
    """A TopoJSON of two squares that share the meridian of 70 degrees east."""
    square = {"type": "Polygon", "properties": {"name": "X"}}
    shared = [[70, 24], [70, 38.5]]
    west = [[70, 38.5], [60.5, 38.5], [60.5, 24], [70, 24]]
    east = [[70, 24], [78, 24], [78, 38.5], [70, 38.5]]
    arcs = [[[round(x * 100), round(y * 100)] for x, y in arc] for arc in (shared, west, east)]
    deltas = [np.diff(np.array([[0, 0], *arc]), axis=0).tolist() for arc in arcs]
    found = [{**square, "id": "004", "arcs": [[0, 1]]}, {**square, "id": "586", "arcs": [[~0, 2]]}]
    data = {
        "type": "Topology", "arcs": deltas, "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": found}},
    }  # fmt: skip
    (tmp_path / "countries-10m.json").write_text(json.dumps(data))
    return tmp_path


@pytest.fixture
def cities(monkeypatch):
    rows = [
        town(1, "Kabul", 34.5, 69.2, admin1="13", people=4_000_000), town(2, "Herat", 34.3, 62.2, admin1="11"),
        town(3, "Peshawar", 34.0, 71.5, "PK", "03", people=2_000_000), town(4, "Quetta", 30.2, 72.0, "PK", "02"),
    ]  # fmt: skip
    monkeypatch.setattr(packages, "cities", lambda: iter(rows))


@pytest.mark.usefixtures("cities")
def test_the_same_sources_give_the_same_bytes(folder, atlas, tmp_path):
    said = []
    for name in ("one", "two"):
        counts = story.tell(tmp_path / f"{name}.sqlite", folder, atlas, said.append)
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()
    store = Gazetteer(tmp_path / "one.sqlite")
    assert verify(store) == ()
    assert counts[0] == dict(store.info().tables)["places"] > 500
    assert store.lookup("Afghans")[0].place.id == "country:AF"
    assert store.border("AF", "PK").place.name == "Durand Line"
    assert store.border("AF", "PK").geometry.bounds == (70, 24, 70, 38.5)
    assert store.country_at(34, 69.9) == "AF"
    assert store.lookup("Kabul")[0].place.admin1 == "Kabul"
    assert store.area("adm1:PK.03").geometry.area > 10
    assert not list(tmp_path.glob("*.part"))


def test_rings_over_the_antimeridian_are_unwrapped_and_cut():
    ring = np.array([[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]], float)
    shape = topology.cut(shapely.Polygon(topology.unwrap(ring)))
    assert shape.area == pytest.approx(200)
    assert (shape.bounds[0], shape.bounds[2]) == (-180, 180)
    assert shape.covers(shapely.Point(179, 65))
    assert not shape.covers(shapely.Point(0, 65))


def test_a_ring_around_the_pole_is_closed_over_it():
    ring = np.array([[x, -70.0] for x in range(-180, 181, 10)] + [[-180.0, -70.0]])
    shape = topology.cut(shapely.make_valid(shapely.Polygon(topology.unwrap(ring[:-1]))))
    assert shape.covers(shapely.Point(45, -85))


def test_cells_divide_a_country_among_its_divisions():
    land = {"AF": shapely.box(60, 30, 70, 38)}
    rows = [
        town(1, "A", 34, 62, admin1="01"),
        town(2, "B", 34, 68, admin1="02"),
        town(3, "C", 34, 65.9, "TM", "03"),
    ]
    areas = cells.division_areas(rows, land)
    assert set(areas) == {"adm1:AF.01", "adm1:AF.02", "adm1:TM.03"}
    assert sum(a.area for a in areas.values()) == pytest.approx(80, rel=1e-3)
    assert areas["adm1:AF.01"].covers(shapely.Point(61, 31))
    assert areas["adm1:TM.03"].covers(shapely.Point(66, 34))


def test_a_foreign_place_at_the_edge_does_not_count():
    land = {"AF": shapely.box(60, 30, 70, 38)}
    rows = [town(1, "A", 34, 62), town(2, "B", 34, 70.05, "PK", "02")]
    assert set(cells.division_areas(rows, land)) == {"adm1:AF.01"}


@pytest.mark.parametrize(
    ("name", "country", "plain"),
    [("Kābul", "AF", "Kabul"), ("Kazan’", "RU", "Kazan"), ("İzmir", "TR", "Izmir"), ("Diyarbakır", "TR", "Diyarbakır"), ("Ḩalab", "SY", "Halab"), ("México", "MX", "México"), ("Ürümqi", "CN", "Ürümqi")],
)  # fmt: skip
def test_names_lose_the_marks_of_transliteration(name, country, plain):
    assert english.plain_letters(name, country) == plain


def test_everyday_words_are_no_other_names():
    row = town(1, "Most", 50, 13, names=("Brüx", "The North", "’Man", "Cat"))
    row.names.append(("IN", "abbreviation"))
    row.prominence = 0.6
    english.unlike_words(row, frozenset(("most", "north", "man", "in", "cat")))
    assert row.names == [("Brüx", "alternate"), ("IN", "abbreviation")]
    assert row.prominence == pytest.approx(0.45)


def test_a_population_copied_to_a_namesake_is_taken_from_it():
    true = town(1, "Maragheh", 37.4, 46.2, "IR", people=262_604, names=("Maraga", "Maragha"))
    copy, other = (
        town(2, "Marāgheh", 35.8, 59.6, "IR", people=262_604),
        town(3, "Bonab", 37, 46, "IR", people=262_604),
    )
    english.correct([copy, true, other], [])
    assert (true.population, copy.population, other.population) == (262_604, 0, 262_604)


def border(*spots):
    line = shapely.MultiLineString([spots])
    return lines.Line(
        Row("border:AF-PK", "", 0, 0, "L", "BDRY", "", "x"), "AF", "PK", "", "", "", line
    )


def crossing(**cells):
    row = Row("crossing/x", "X", float("nan"), float("nan"), "S", "PSTB", "AF", "geomap")
    return row, {
        "country_a": "AF",
        "country_b": "PK",
        "settlement_a": "",
        "settlement_b": "",
        **cells,
    }


@pytest.mark.parametrize(
    ("people", "lon", "placed"), [(500, 69.95, True), (500, 69.0, False), (400_000, 69.95, False)]
)  # fmt: skip
def test_a_crossing_without_a_point_lies_where_its_town_meets_the_border(people, lon, placed):
    row, names = crossing(settlement_a="Spin Boldak")
    town_there = town(1, "Spin Buldak", 33.0, lon, people=people, names=("Spin-Boldak",))
    approach.place_by_towns([(row, names)], [town_there], [border((70, 30), (70, 36))])
    assert (row.lat == row.lat) == placed
    if placed:
        assert (row.lat, row.lon) == (33.0, 70.0)
        assert row.accuracy_km >= 6


def test_parts_of_a_line_have_names_of_their_own():
    table = [
        {"country_a": "IN", "country_b": "PK", "name": "Upper Line", "aliases": "UL", "part": "60 33 80 40", "status": "contested", "claimed_by": "IN", "note": "Note.", "source": "x"},
        {"country_a": "IN", "country_b": "PK", "name": "Lower Line", "aliases": "", "part": "", "status": "treaty", "claimed_by": "", "note": "", "source": "x"},
    ]  # fmt: skip

    class Made:
        def borders(self):
            return {("IN", "PK"): shapely.MultiLineString([[(74, 25), (74, 36)]])}

    countries = {
        c: Row(f"country:{c}", n, 0, 0, "A", "PCLI", c, "x")
        for c, n in (("IN", "India"), ("PK", "Pakistan"))
    }
    found = {line.row.id: line for line in lines.lines(Made(), countries, table)}
    assert set(found) == {"border:IN-PK", "border:IN-PK/upper-line", "border:IN-PK/lower-line"}
    assert found["border:IN-PK"].row.name == "India-Pakistan border"
    assert found["border:IN-PK/upper-line"].geometry.bounds == (74, 33, 74, 36)
    assert found["border:IN-PK/lower-line"].geometry.bounds == (74, 25, 74, 33)
    assert [n for n, _ in found["border:IN-PK/upper-line"].row.names] == ["UL"]
