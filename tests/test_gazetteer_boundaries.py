"""Boundary policies: who holds a disputed area on the map, and what that does to land and lines."""

import json
import pickle

import pytest
import shapely
from click.testing import CliRunner

import geomap.gazetteer
from geomap.cli import main
from geomap.errors import InputError, ReadError
from geomap.gazetteer.boundaries import POLICIES
from geomap.model import Extent

SPOTS = {
    "Crimea": (45.3, 34.4, "RU", "UA"), "Golan": (33.0, 35.75, "IL", "SY"), "Kosovo": (42.6, 20.9, "XK", "RS"),
    "Western Sahara": (26.7, -11.7, "MA", "EH"), "Siachen": (35.42, 77.1, "IN", ""), "Abyei": (9.6, 28.5, "SD", ""),
    "Taiwan": (23.9, 121.0, "TW", "CN"), "Aksai Chin": (35.1, 79.3, "CN", "CN"), "Kherson": (46.64, 32.6, "UA", "UA"),
}  # fmt: skip


@pytest.fixture(scope="module")
def stores():
    return {name: geomap.gazetteer.open(boundaries=name) for name in POLICIES}


@pytest.mark.parametrize("name", SPOTS)
def test_who_holds_an_area(stores, name):
    lat, lon, fact, nations = SPOTS[name]
    assert stores["de_facto"].country_at(lat, lon) == fact
    assert stores["un"].country_at(lat, lon) == nations
    assert stores["un"].countries_at([lat], [lon]) == [nations]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", SPOTS)
def test_land_is_drawn_once(stores, policy, name):
    """Neighbors neither overlap nor leave a gap where an area was moved."""
    lat, lon = SPOTS[name][:2]
    land = stores[policy].layer("land", Extent(lon - 2, lat - 2, lon + 2, lat + 2))
    shapes = land.geometry.tolist()
    overlap = sum(a.intersection(b).area for i, a in enumerate(shapes) for b in shapes[:i])
    assert overlap < 2e-3
    assert sum(s.covers(shapely.Point(lon, lat)) for s in shapes) == 1


@pytest.mark.parametrize(
    ("box", "gone", "kept"),
    [
        (Extent(33, 45.5, 35.5, 46.5), "border:RU-UA", "disputed/crimea/RU-UA"),
        (Extent(19.5, 41.5, 22.5, 43.5), "border:RS-XK", "disputed/kosovo/RS-XK"),
        (Extent(-17, 21, -9, 27), "border:EH-MA", "disputed/western-sahara/EH-MA"),
        (Extent(35.7, 32.7, 36, 33.4), "border:IL-SY", "disputed/golan-heights/IL-SY"),
    ],
)
def test_a_line_that_divides_nobody_now_stays_as_a_contested_one(stores, box, gone, kept):
    lines = {
        name: {
            n: set(store.layer(n, box)["border_id"]) for n in ("contested_lines", "country_lines")
        }
        for name, store in stores.items()
    }
    assert gone in lines["de_facto"]["contested_lines"]
    assert gone not in lines["un"]["contested_lines"]
    assert kept in lines["un"]["contested_lines"]


def test_moved_areas_get_lines_with_their_new_neighbors(stores):
    store = stores["un"]
    assert store.border("AL", "RS").place.name == "Albania-Serbia border"
    assert store.border("RS", "XK") is None
    old = stores["de_facto"]
    whole = sum(
        old.border(*pair).geometry.length for pair in (("AL", "XK"), ("MK", "XK"), ("ME", "XK"))
    )
    new = sum(
        store.border(a, b).geometry.length
        - (old.border(a, b).geometry.length if old.border(a, b) else 0)
        for a, b in (("AL", "RS"), ("MK", "RS"), ("ME", "RS"))
    )
    assert new == pytest.approx(whole, rel=1e-3)


def test_lines_elsewhere_are_untouched(stores):
    pairs = [("AF", "PK"), ("MX", "US"), ("KP", "KR")]
    for pair in pairs:
        assert stores["un"].border(*pair) == stores["de_facto"].border(*pair)


def test_disputed_areas_say_who_claims_them(stores):
    area = next(d for d in stores["de_facto"].disputed() if d.id == "disputed/crimea")
    assert area.claimed_by == ("UA", "RU")
    assert area.administered_by == ("RU",)
    assert [d.name for d in stores["de_facto"].disputed_at(45.05, 34.1)] == ["Crimea"]
    assert stores["de_facto"].disputed_at(50.45, 30.5) == ()


def test_a_policy_goes_to_other_processes(stores):
    again = pickle.loads(pickle.dumps(stores["un"]))
    assert again.boundaries.name == "un"
    assert again.country_at(45.3, 34.4) == "UA"


def policy(path, *features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


def feature(properties, geometry=None):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


SQUARE = shapely.geometry.mapping(shapely.box(70, 33, 71, 34))


def test_a_file_of_the_users_own_decides(tmp_path):
    path = policy(
        tmp_path / "mine.geojson",
        feature({"area": "disputed/golan-heights", "holder": "SY"}),
        feature({"name": "Test Square", "holder": "af", "note": "A test."}, SQUARE),
    )
    store = geomap.gazetteer.open(boundaries=path)
    assert store.boundaries.name == "mine"
    assert "mine.geojson" in store.boundaries.note
    assert store.country_at(33.0, 35.75) == "SY"
    assert store.country_at(33.2, 70.9) == "AF"
    assert store.country_at(45.3, 34.4) == "RU"


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([feature({"holder": "Syria"}, SQUARE)], "holder is 'SYRIA'"),
        ([feature({"name": "No holder"}, SQUARE)], r"holder is '\?'"),
        (
            [feature({"area": "disputed/none", "holder": "SY"})],
            "no outline of 'disputed/none'.*disputed/crimea",
        ),
        (
            [feature({"holder": "SY"}, {"type": "Point", "coordinates": [1, 2]})],
            "must hold polygons",
        ),
        ([feature({"holder": "SY"}, {"type": "Blob"})], "cannot be read"),
        ([7], "holder is"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, features, words):
    with pytest.raises(InputError, match=words):
        geomap.gazetteer.open(boundaries=policy(tmp_path / "x.geojson", *features))


def test_what_is_no_policy_is_refused(tmp_path):
    with pytest.raises(InputError, match="no boundary policy 'nato'; name de_facto, un or"):
        geomap.gazetteer.open(boundaries="nato")
    (tmp_path / "x.geojson").write_text("{")
    with pytest.raises(ReadError, match="not a GeoJSON file"):
        geomap.gazetteer.open(boundaries=tmp_path / "x.geojson")


def test_the_command_names_the_policy_and_refuses_others(tmp_path):
    (tmp_path / "a.txt").write_text(
        "SIMFEROPOL, March 3, 2024 - A bomb killed two people in Simferopol on Sunday, police said."
    )
    done = CliRunner().invoke(
        main, ["map", str(tmp_path / "a.txt"), "-o", str(tmp_path), "--boundaries", "nato"]
    )
    assert done.exit_code == 1
    assert "no boundary policy 'nato'" in done.output


@pytest.mark.parametrize("name", POLICIES)
def test_the_policy_is_named_on_every_map(tmp_path, name):
    import geomap.pipeline

    (tmp_path / "a.txt").write_text(
        "SIMFEROPOL, March 3, 2024 - A bomb killed two people in Simferopol on Sunday, police said."
    )
    made = geomap.pipeline.map(tmp_path / "a.txt", boundaries=name)
    assert f"(policy {name}" in made.scene.notes[0]
    assert any("Crimea" in note for note in made.scene.notes)
    assert made.options["boundaries"] == name
