"""Distance to the line between two countries, its side, the nearest crossing."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

import geomap.gazetteer
from geomap.borders import COLUMNS, FARTHEST_KM, NOISE_KM, add_border_columns

GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def store():
    return geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE)


def frame(*points, **columns):
    lats, lons = zip(*points, strict=True) if points else ((), ())
    data = {"lat": np.array(lats, float), "lon": np.array(lons, float), **columns}
    return gpd.GeoDataFrame(data, geometry=gpd.points_from_xy(lons, lats), crs="EPSG:4326")


def first(store, lat, lon, **columns):
    return add_border_columns(frame((lat, lon), **columns), store).iloc[0]


@pytest.mark.parametrize(
    ("lat", "lon", "border", "side", "crossing"),
    [
        (34.43, 70.45, "AF-PK", "AF", "Torkham"), (34.008, 71.52, "AF-PK", "PK", "Torkham"),
        (31.72, -106.46, "MX-US", "MX", None), (-1.60, 29.10, "CD-RW", "CD", None), (37.76, 126.78, "KP-KR", "KR", "Dorasan"),
    ],
)  # fmt: skip
def test_known_places(store, lat, lon, border, side, crossing):
    row = first(store, lat, lon)
    assert (row["border"], row["side"]) == (border, side)
    assert row["border_km"] > 0
    assert row["nearest_crossing"] == crossing or crossing is None


def test_the_distance_is_that_of_a_slow_search_over_the_line(store):
    """Jalalabad to the Durand Line: the nearest of points set every 100 m along it."""
    lat, lon = 34.43, 70.45
    line = store.border("AF", "PK").geometry
    dense = shapely.get_coordinates(shapely.segmentize(line, 0.001))
    true = (
        GEOD.inv(np.full(len(dense), lon), np.full(len(dense), lat), dense[:, 0], dense[:, 1])[
            2
        ].min()
        / 1000
    )
    assert first(store, lat, lon)["border_km"] == pytest.approx(true, abs=0.1)


@given(st.floats(-60, 75), st.floats(-180, 180))
@settings(max_examples=25, deadline=None)
def test_distances_are_those_of_the_nearest_line(store, lat, lon):
    """No line's vertex is nearer than the distance told, and the nearest is not much farther."""
    row = first(store, lat, lon)
    vertices = np.concatenate([shapely.get_coordinates(b.geometry) for b in store.borders()])
    near = (
        GEOD.inv(
            np.full(len(vertices), lon), np.full(len(vertices), lat), vertices[:, 0], vertices[:, 1]
        )[2].min()
        / 1000
    )
    if np.isnan(row["border_km"]):
        assert near > FARTHEST_KM * 0.9
        assert row["border"] == ""
    else:
        # Which line is nearest is found on a plane: far north and far off it errs a little more.
        assert row["border_km"] <= near * (1.02 if near < 300 else 1.05) + 0.1


@given(st.sampled_from(["AF-PK", "MX-US", "CD-RW", "RU-UA"]), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_point_on_a_line_is_no_distance_from_it(store, pair, share):
    spot = store.border(*pair.split("-")).geometry.interpolate(share, normalized=True)
    row = first(store, spot.y, spot.x)
    assert row["border_km"] < 0.05


def test_near_the_line_the_place_says_on_whose_side_it_lies(store):
    spot = store.border("AF", "PK").geometry.interpolate(0.5, normalized=True)
    for code in ("AF", "PK"):
        assert first(store, spot.y, spot.x, country_code=[code])["side"] == code
    far = first(store, 34.43, 70.45, country_code=["PK"])
    assert far["border_km"] > NOISE_KM
    assert far["side"] == "AF"


def test_rows_without_an_exact_point_keep_nothing(store):
    out = add_border_columns(
        frame((34.1, 71.1), (34.1, 71.1), (np.nan, np.nan), (34.1, 71.1), where_prec=pd.array([1, 4, None, None], dtype="Int64")), store
    )  # fmt: skip
    assert out["border"].tolist() == ["AF-PK", "", "", "AF-PK"]
    assert out["border_km"].isna().tolist() == [False, True, True, False]
    assert out["crossing_km"].isna().tolist() == [False, True, True, False]


def test_an_empty_frame_gets_the_columns(store):
    out = add_border_columns(frame(), store)
    assert set(COLUMNS) <= set(out.columns)
    assert len(out) == 0


def test_the_frame_given_is_not_changed(store):
    given = frame((34.1, 71.1))
    add_border_columns(given, store)
    assert not set(COLUMNS) & set(given.columns)


def test_rows_keep_their_order_and_index(store):
    given = frame((34.1, 71.1), (31.72, -106.46), (34.1, 71.1)).set_axis(["x", "y", "z"])
    out = add_border_columns(given, store)
    assert out.index.tolist() == ["x", "y", "z"]
    assert out["border"].tolist() == ["AF-PK", "MX-US", "AF-PK"]
    assert out.loc["x", "border_km"] == out.loc["z", "border_km"]


def test_the_policy_moves_the_lines_too():
    """By the United Nations' maps Crimea's isthmus is no border of Ukraine and Russia."""
    lat, lon = 46.1, 33.7
    rows = [first(geomap.gazetteer.open(boundaries=p), lat, lon) for p in ("de_facto", "un")]
    assert rows[0]["border_km"] < 10
    assert rows[1]["border_km"] > 100


def test_over_an_ocean_nothing_is_told(store):
    row = first(store, 0.0, -160.0)
    assert (row["border"], row["side"], row["nearest_crossing"]) == ("", "", "")
    assert np.isnan(row["border_km"])
    assert np.isnan(row["crossing_km"])
