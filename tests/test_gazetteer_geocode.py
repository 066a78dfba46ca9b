"""The geocoder: geopy's interface, with its limiter and with geopandas."""

import geopandas
import pytest
from geopandas.tools import geocode as geopandas_geocode
from geopy import Location
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter

import geomap.gazetteer
from geomap.gazetteer import Geocoder, geocode_frame


@pytest.fixture(scope="module")
def geocoder():
    return Geocoder(geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE))


CASES = [
    ("Peshawar", "PK", "Khyber Pakhtunkhwa"), ("Portland, Maine", "US", "Maine"), ("Portland, Oregon", "US", "Oregon"),
    ("Hyderabad, Pakistan", "PK", "Sindh"), ("Hyderabad, India", "IN", "Telangana"), ("Paris, TX", "US", "Texas"),
    ("Spin Buldak", "AF", "Kandahar"), ("Tripoli, Lebanon", "LB", "North Lebanon"), ("Valencia, Venezuela", "VE", "Carabobo"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "country", "admin1"), CASES)
def test_a_name_with_its_country_or_division_is_found(geocoder, query, country, admin1):
    location = geocoder.geocode(query)
    assert isinstance(location, Location)
    assert (location.raw["country"], location.raw["admin1"]) == (country, admin1)
    assert location.latitude == location.raw["lat"]
    assert location.address.endswith(country)


def test_limits_of_an_answer(geocoder):
    assert geocoder.geocode("Xqzzyk Vwxq") is None
    assert geocoder.geocode("Xqzzyk Vwxq", exactly_one=False) is None
    many = geocoder.geocode("Springfield", exactly_one=False, limit=3)
    assert [type(m) for m in many] == [Location] * 3
    assert geocoder.geocode("Hyderabad", country_codes="pk").raw["country"] == "PK"
    assert geocoder.geocode("Hyderabad", country_codes=["PK", "IR"]).raw["country"] == "PK"
    box = ((24, 66), (27, 70))
    found = geocoder.geocode("Hyderabad", exactly_one=False, viewbox=box)
    assert all(24 <= f.latitude <= 27 and 66 <= f.longitude <= 70 for f in found)
    assert geocoder.geocode("Peshawar", viewbox=((0, 0), (1, 1))) is None
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode("Peshawar", limit=0)


def test_what_lies_around_a_point(geocoder):
    near = geocoder.reverse((34.12, 71.09), exactly_one=False, limit=4)
    assert [n.raw["km"] for n in near] == sorted(n.raw["km"] for n in near)
    assert geocoder.reverse("34.0083, 71.5189").raw["admin1"] == "Khyber Pakhtunkhwa"
    assert geocoder.reverse((-50, -120)) is None


def test_a_rate_limiter_takes_it(geocoder):
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert [limited(name).raw["country"] for name in ("Quetta", "Herat")] == ["PK", "AF"]


def test_geopandas_takes_it(geocoder):
    del geocoder
    frame = geopandas_geocode(["Quetta", "Kandahar"], provider=Geocoder)
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.x.between(65, 68).all()
    assert list(frame["address"].str[-2:]) == ["PK", "AF"]


def test_a_frame_of_names_keeps_what_was_not_found(geocoder):
    frame = geocode_frame(["Quetta", "Xqzzyk Vwxq"], geocoder.gazetteer)
    assert list(frame["query"]) == ["Quetta", "Xqzzyk Vwxq"]
    assert frame.geometry.isna().tolist() == [False, True]
    assert frame["lat"].isna().tolist() == [False, True]
