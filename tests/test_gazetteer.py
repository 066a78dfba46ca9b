"""The gazetteer: look-ups, near, areas, borders, crossings; asked of the packaged store."""

import pickle
import sqlite3
import threading

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

import geomap.gazetteer
from geomap.errors import GazetteerError, InputError
from geomap.gazetteer import Gazetteer
from geomap.model import Extent

GEOD = Geod(ellps="WGS84")
LATS = st.floats(-89.9, 89.9)
LONS = st.floats(-180, 180)


@pytest.fixture(scope="module")
def store():
    return geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE)


BEST = [
    ("Pakistan", "country:PK"), ("Afghan", "country:AF"), ("U.S.", "country:US"), ("Türkiye", "country:TR"),
    ("Burma", "country:MM"), ("Georgia", "country:GE"), ("Jordan", "country:JO"), ("Chad", "country:TD"),
    ("Khyber Pakhtunkhwa", "adm1:PK.03"), ("Balochistan", "adm1:PK.02"), ("Nangarhar", "adm1:AF.18"),
    ("Kabul", "geonames:1138958"), ("Durand Line", "border:AF-PK"), ("Torkham", "crossing/torkham"),
    ("Line of Control", "border:IN-PK/line-of-control"), ("LoC", "border:IN-PK/line-of-control"),
    ("Radcliffe Line", "border:IN-PK/radcliffe-line"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "place_id"), BEST)
def test_the_most_prominent_bearer_of_a_name_comes_first(store, name, place_id):
    assert store.lookup(name)[0].place.id == place_id


def test_matches_are_ordered_and_within_bounds(store):
    scores = [m.score for m in store.lookup("Springfield")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)
    assert len(scores) > 10


@pytest.mark.parametrize(
    "name", ["", " ", "Xqzzyk", "'", "-", "\x00", "a" * 5000, "; DROP TABLE names"]
)
def test_what_is_no_name_finds_nothing(store, name):
    assert store.lookup(name) == ()
    assert not store.has(name)


@given(st.text(max_size=20))
@settings(max_examples=200)
def test_has_says_what_lookup_finds(store, name):
    assert store.has(name) == bool(store.lookup(name))


@pytest.mark.parametrize("name", ["Qaim", "al-Qa'im", "AL QAIM"])
def test_names_are_found_with_and_without_their_article(store, name):
    assert any(m.place.country == "IQ" for m in store.lookup(name))


@pytest.mark.parametrize(
    ("wrong", "right"), [("Turkhamm", "Torkham"), ("Kandahaar", "Kandahar"), ("Pesawar", "Peshawar"), ("Spin Buldakk", "Spin Boldak")]
)  # fmt: skip
def test_similar_spellings_are_found(store, wrong, right):
    assert right in {m.place.name for m in store.fuzzy(wrong)}


def test_fuzzy_keeps_to_limit_and_cutoff(store):
    assert len(store.fuzzy("Peshawr", limit=2)) <= 2
    assert all(m.score >= 0.9 for m in store.fuzzy("Peshawr", cutoff=97))
    assert store.fuzzy("") == ()


def test_an_unknown_id_is_an_error(store):
    with pytest.raises(GazetteerError, match=r"no place 'nope'.*geonames:"):
        store.get("nope")


@given(LATS, LONS)
@settings(max_examples=60, deadline=None)
def test_near_is_ordered_and_true_to_its_distances(store, lat, lon):
    found = store.near(lat, lon, 150, limit=10)
    assert [n.km for n in found] == sorted(n.km for n in found)
    for near in found:
        true = GEOD.inv(lon, lat, near.place.lon, near.place.lat)[2] / 1000
        assert abs(near.km - true) <= 0.006 * true + 0.01


@given(st.floats(-85, 85))
@settings(max_examples=30, deadline=None)
def test_near_sees_over_the_antimeridian(store, lat):
    ids = [{n.place.id for n in store.near(lat, lon, 400, limit=10**6)} for lon in (-180, 180)]
    assert ids[0] == ids[1]


def test_near_is_complete_compared_with_every_place(store):
    db = sqlite3.connect(store.paths[0])
    rows = db.execute("SELECT id, lat, lon FROM places WHERE country IN ('AF', 'PK', 'IR', 'TJ')")
    lat, lon = 34.1, 71.1
    close = {i for i, a, o in rows if GEOD.inv(lon, lat, o, a)[2] < 59_000}
    assert close <= {n.place.id for n in store.near(lat, lon, 60, limit=10**6)}
    assert len(close) > 20


@pytest.mark.parametrize(
    ("lat", "lon", "km"), [(91, 0, 1), (0, 181, 1), (0, 0, -1), (float("nan"), 0, 1)]
)
def test_near_refuses_what_is_no_point(store, lat, lon, km):
    with pytest.raises(InputError):
        store.near(lat, lon, km)


def test_near_keeps_to_codes(store):
    assert {n.place.feature_code for n in store.near(34.1, 71.1, 80, codes=("PSTB",))} == {"PSTB"}
    assert {n.place.feature_class for n in store.near(34.1, 71.1, 80, codes=("P",))} == {"P"}


COUNTRIES = [
    (34.5, 69.2, "AF"), (33.7, 73.1, "PK"), (41.9022, 12.4539, "VA"), (43.73, 7.42, "MC"), (68.97, 33.09, "RU"),
    (67.5, 64.04, "RU"), (64.73, 177.5, "RU"), (-16.5, 179.9, "FJ"), (-80, 0, "AQ"), (45.3, 34.4, "RU"),
    (42.66, 21.16, "XK"), (0.0, -30.0, ""), (9.56, 44.06, "SO"), (35.33, 33.3, "CY"), (21.3, -157.85, "US"),
]  # fmt: skip


@pytest.mark.parametrize(("lat", "lon", "code"), COUNTRIES)
def test_the_country_at_a_point(store, lat, lon, code):
    assert store.country_at(lat, lon) == code


def test_countries_of_many_points_are_those_of_each(store):
    points = [(lat, lon) for lat, lon, _ in COUNTRIES]
    assert store.countries_at(*zip(*points, strict=True)) == [store.country_at(*p) for p in points]


def test_every_country_but_a_few_islands_has_an_area(store):
    codes = {
        r[0] for r in store.stores[0].rows("SELECT country FROM places WHERE id LIKE 'country:%'")
    }
    bare = {c for c in codes if store.area(f"country:{c}") is None}
    assert bare <= set("GF GP MQ RE YT BQ SJ CC TK BV AN CS".split())
    assert len(codes) == 250


def test_areas_are_valid_and_within_the_world(store):
    for geometry, kind in store.stores[0].rows("SELECT geometry, kind FROM areas"):
        shape = shapely.from_wkb(geometry)
        assert kind in ("official", "approximate", "disc")
        assert shape.is_valid
        assert shape.geom_type in ("Polygon", "MultiPolygon")
        west, south, east, north = shape.bounds
        assert -180 <= west < east <= 180
        assert -90 <= south < north <= 90


def test_an_area_contains_its_towns(store):
    peshawar = store.lookup("Peshawar")[0].place
    assert store.contains("adm1:PK.03", peshawar.lat, peshawar.lon)
    assert not store.contains("adm1:PK.02", peshawar.lat, peshawar.lon)
    assert not store.contains("nope", 0, 0)
    assert store.area("adm1:PK.03").kind == "approximate"


def test_borders_join_their_two_countries(store):
    border = store.border("PK", "AF")
    assert border == store.border("AF", "PK")
    assert (border.place.name, border.contested, border.claimed_by) == (
        "Durand Line",
        True,
        ("AF",),
    )
    assert "Durand Line" in border.note
    assert store.border("AF", "FR") is None


def test_named_parts_make_up_their_line(store):
    """The Line of Control ends where the border of the Punjab begins."""
    parts = [b for b in store.borders() if b.place.id.startswith("border:IN-PK/")]
    whole = store.border("IN", "PK").geometry
    assert sum(p.geometry.length for p in parts) == pytest.approx(whole.length, rel=1e-6)
    control = next(p for p in parts if p.place.name == "Line of Control")
    rest = next(p for p in parts if p.place.name == "Radcliffe Line")
    assert control.contested
    assert not rest.contested
    assert control.geometry.bounds[1] > 32.7
    assert rest.geometry.bounds[3] < 32.9


def test_crossings_by_country_pair_and_rank(store):
    both = store.crossings("AF", "PK")
    assert {"Torkham", "Ghulam Khan", "Angoor Adda"} <= {c.place.name for c in both}
    assert set(store.crossings("PK", "AF")) == set(both)
    major = store.crossings("AF", "PK", major=True)
    assert 0 < len(major) < len(both) < len(store.crossings("PK")) < len(store.crossings())


@pytest.mark.parametrize(
    "name", ["land", "lakes", "admin1", "country_lines", "contested_lines", "towns"]
)
def test_ground_layers_lie_in_their_extent(store, name):
    frame = store.layer(name, Extent(60, 29, 78, 38))
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.is_valid.all()
    if len(frame):
        west, south, east, north = frame.total_bounds
        assert 55 <= west <= east <= 83
        assert 26 <= south <= north <= 41


def test_ground_layers_cross_the_antimeridian(store):
    land = store.layer("land", Extent(170, 60, 200, 72))
    assert {"RU", "US"} <= set(land["code"])
    assert land.total_bounds[2] > 185


def test_a_line_with_named_parts_is_drawn_by_its_parts(store):
    box = Extent(68, 23, 80, 37)
    contested = store.layer("contested_lines", box)
    assert "border:IN-PK" not in set(contested["border_id"])
    assert "Line of Control" in set(contested["name"])
    assert "border:IN-PK/radcliffe-line" in set(store.layer("country_lines", box)["border_id"])


def test_an_unknown_layer_is_refused(store):
    with pytest.raises(InputError, match="no ground layer 'roads'"):
        store.layer("roads", Extent(0, 0, 1, 1))


def test_info_counts_and_credits(store):
    info = store.info()
    held = dict(info.tables)
    assert held["places"] > 250_000
    assert sum(n for _, n in info.classes) == held["places"] == sum(s.places for s in info.sources)
    assert any("GeoNames" in s.credit for s in info.sources)
    assert all(s.licence for s in info.sources)


def test_a_gazetteer_goes_to_other_processes_and_threads(store):
    again = pickle.loads(pickle.dumps(store))
    assert again.lookup("Torkham") == store.lookup("Torkham")
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(store.lookup("Quetta"))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [store.lookup("Quetta")] * 4


def test_a_missing_or_damaged_store_is_an_error(tmp_path):
    with pytest.raises(GazetteerError, match="no gazetteer store"):
        Gazetteer(tmp_path / "none.sqlite")
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"not a database" * 100)
    with pytest.raises(GazetteerError, match="cannot be read"):
        Gazetteer(bad)
    sqlite3.connect(tmp_path / "old.sqlite").execute(
        "CREATE TABLE meta (key, value)"
    ).connection.close()
    with pytest.raises(GazetteerError, match="schema None"):
        Gazetteer(tmp_path / "old.sqlite")


def test_the_tree_of_boxes_is_what_sqlite_would_make(store):
    db = sqlite3.connect(store.paths[0])
    assert db.execute("SELECT rtreecheck('boxes')").fetchone() == ("ok",)
    assert (
        db.execute("SELECT count(*) FROM boxes").fetchone()
        == db.execute("SELECT count(*) FROM places").fetchone()
    )


EVERYDAY = "Of In Most Police Man March May Reading Mobile Nice Bath Sandwich Orange Normal Best Police Enterprise".split()


@pytest.mark.parametrize("word", EVERYDAY)
def test_everyday_words_are_no_prominent_places(store, word):
    """Towns of such names are there, but none is as likely as a country or a large city."""
    assert all(m.score < 0.75 for m in store.lookup(word))
