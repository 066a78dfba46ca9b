"""The curated crossings, districts and towns of gazetteer/: their form, and where they lie.

The points are asked of the built store: a crossing lies on its border, a district in its country.
"""

import csv
import math
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
import shapely
from pyproj import Geod

import geomap.gazetteer
from geomap.gazetteer.fold import fold

FOLDER = Path(__file__).parent.parent / "gazetteer"
COLUMNS = {
    "crossings": "id name aliases country_a country_b lat lon accuracy_km kind major settlement_a settlement_b source note",
    "admin": "id name aliases feature_code country admin1 lat lon radius_km accuracy_km source",
    "towns": "id name aliases feature_code country admin1 lat lon accuracy_km source",
}
PREFIX = {"crossings": "crossing", "admin": "adm", "towns": "town"}
KINDS = set("road rail foot river bridge ferry tunnel".split())
NOISE_KM = 3.5  # how far Natural Earth's 10m lines stand from the crossings known best, at most
GEOD = Geod(ellps="WGS84")


def read(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ROWS = {name: read(name) for name in COLUMNS}
CODES = {row["code"] for row in read("countries")}
LOCATED = {name: [row for row in rows if row["lat"]] for name, rows in ROWS.items()}
every_file = pytest.mark.parametrize("name", COLUMNS)
areas_and_towns = pytest.mark.parametrize("name", ["admin", "towns"])


def point(row):
    return float(row["lat"]), float(row["lon"])


def km(a, b):
    return GEOD.inv(a[1], a[0], b[1], b[0])[2] / 1000


def names_of(row):
    return [row["name"], *filter(None, row["aliases"].split(";"))]


@pytest.fixture(scope="module")
def store():
    return geomap.gazetteer.open()


@cache
def line(store, country_a, country_b):
    border = store.border(country_a, country_b)
    return border.geometry if border else None


def border_km(store, country_a, country_b, where):
    """Distance to the line between two countries; infinite when they share none."""
    geometry = line(store, country_a, country_b)
    if geometry is None:
        return float("inf")
    lat, lon = where
    width = math.cos(math.radians(lat))  # of a degree of longitude, in degrees of latitude
    stretched = shapely.transform(geometry, lambda xy: xy * [width, 1])
    shortest = shapely.shortest_line(stretched, shapely.Point(lon * width, lat))
    x, y = shortest.coords[0]
    return km(where, (y, x / width))


@every_file
def test_columns_are_those_of_the_contract(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS[name].split()


@every_file
def test_ids_are_slugs_and_unique(name):
    pattern = re.compile(PREFIX[name] + r"/[a-z0-9]+(-[a-z0-9]+)*")
    assert [row["id"] for row in ROWS[name] if not pattern.fullmatch(row["id"])] == []
    everywhere = Counter(row["id"] for rows in ROWS.values() for row in rows)
    assert [place_id for place_id, count in everywhere.items() if count > 1] == []


@every_file
def test_rows_have_a_name_a_source_and_trimmed_cells(name):
    assert [row["id"] for row in ROWS[name] if not (row["name"] and row["source"])] == []
    assert [row["id"] for row in ROWS[name] for cell in row.values() if cell != cell.strip()] == []


@every_file
def test_a_point_is_whole_or_empty_and_says_how_good_it_is(name):
    parts = [[row["lat"], row["lon"], row["accuracy_km"]] for row in ROWS[name]]
    assert [p for p in parts if any(p) and not all(p)] == []
    for row in LOCATED[name]:
        lat, lon = point(row)
        assert -90 <= lat <= 90, row["id"]
        assert -180 <= lon <= 180, row["id"]
        assert 0 < float(row["accuracy_km"]) <= 100, row["id"]


@every_file
def test_names_fold_to_something_and_do_not_repeat_in_a_row(name):
    for row in ROWS[name]:
        folded = [fold(n) for n in names_of(row)]
        assert all(folded), row["id"]
        assert len(set(folded)) == len(folded), row["id"]


@areas_and_towns
def test_the_same_place_stands_once(name):
    groups = defaultdict(list)
    for row in LOCATED[name]:
        groups[fold(row["name"]), row["country"], row["feature_code"]].append(row)
    twice = [
        (a["id"], b["id"])
        for rows in groups.values()
        for i, a in enumerate(rows)
        for b in rows[:i]
        if km(point(a), point(b)) < 5
    ]
    assert twice == []


@areas_and_towns
def test_countries_are_known_and_divisions_named(name):
    bad = [r["id"] for r in ROWS[name] if r["country"] not in CODES or not r["admin1"]]
    assert bad == []


def test_crossings_are_many():
    assert len(ROWS["crossings"]) >= 250
    assert sum(row["major"] == "yes" for row in ROWS["crossings"]) >= 150


def test_crossings_have_two_known_countries_in_order():
    pairs = [(row["country_a"], row["country_b"]) for row in ROWS["crossings"]]
    assert [pair for pair in pairs if not (pair[0] < pair[1] and set(pair) <= CODES)] == []


def test_crossings_have_a_kind_and_a_rank():
    bad = [r["id"] for r in ROWS["crossings"] if r["kind"] not in KINDS]
    assert bad + [r["id"] for r in ROWS["crossings"] if r["major"] not in ("yes", "no")] == []


def test_a_name_means_one_crossing():
    owners = defaultdict(set)
    for row in ROWS["crossings"]:
        for name in names_of(row):
            owners[fold(name)].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_crossings_lie_on_their_border(store):
    off = {}
    for row in LOCATED["crossings"]:
        distance = border_km(store, row["country_a"], row["country_b"], point(row))
        if math.isinf(distance):  # no line: a strait, or four countries that meet in a river
            here = store.country_at(*point(row))
            distance = 0 if here in ("", row["country_a"], row["country_b"]) else distance
        if distance > float(row["accuracy_km"]) + NOISE_KM:
            off[row["id"]] = round(distance, 1)
    assert off == {}


@areas_and_towns
def test_places_lie_in_their_country(store, name):
    outside = {}
    for row in LOCATED[name]:
        found = store.country_at(*point(row))
        if found == row["country"]:
            continue
        margin = float(row["accuracy_km"]) + NOISE_KM
        pair = sorted([row["country"], found])
        if not found or border_km(store, *pair, point(row)) > margin:
            outside[row["id"]] = found
    assert outside == {}


@areas_and_towns
def test_places_lie_near_their_province(name):
    """No farther from the next district or town of the same division than 900 km (Tibet) and its size."""
    divisions = defaultdict(list)
    for row in LOCATED["admin"] + LOCATED["towns"]:
        divisions[row["country"], row["admin1"]].append(row)
    alone = []
    for row in LOCATED[name]:
        others = [point(r) for r in divisions[row["country"], row["admin1"]] if r is not row]
        lats, lons = zip(*others, strict=True) if others else ((), ())
        lat, lon = point(row)
        away = GEOD.inv([lon] * len(lons), [lat] * len(lats), lons, lats)[2]
        reach = 900 + float(row.get("radius_km") or 0)
        if others and min(away) / 1000 > reach:
            alone.append(row["id"])
    assert alone == []


def test_districts_say_their_size():
    assert [r["id"] for r in LOCATED["admin"] if not 0 < float(r["radius_km"] or 1) < 400] == []
