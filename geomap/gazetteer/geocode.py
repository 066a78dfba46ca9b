"""geopy's interface: names to places and points to places, offline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder as BaseGeocoder
from geopy.location import Location
from geopy.point import Point

import geomap.gazetteer
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.matching import search

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.model import Place

__all__ = ["Geocoder", "geocode_frame", "search"]

#: How far from a point `Geocoder.reverse` looks for a populated place, in km.
_REACH_KM: Final = 250.0
Box = tuple[tuple[float, float], tuple[float, float]]


class Geocoder(BaseGeocoder):  # type: ignore[misc]
    """Geocode with the local gazetteer; ``Geocoder()`` opens the packaged one.

    Works with geopy's RateLimiter and with ``geopandas.tools.geocode(names, provider=Geocoder)``.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, **options: Any) -> None:  # noqa: ANN401
        """``options`` are geopy's own (timeout, user_agent ...); none is needed."""
        super().__init__(**options)
        self.gazetteer = gazetteer or geomap.gazetteer.open()

    def geocode(
        self,
        query: str,
        exactly_one: bool = True,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Box | None = None,
        limit: int | None = None,
        *,
        timeout: object = None,
    ) -> Location | list[Location] | None:
        """Return the place of a name, with its country or division after a comma if need be.

        ``viewbox`` is two (lat, lon) corners: only places inside. None when nothing is found.
        """
        del timeout
        if limit is not None and limit < 1:
            msg = f"limit must be at least 1, not {limit!r}."
            raise GeocoderQueryError(msg)
        codes = [country_codes] if isinstance(country_codes, str) else country_codes
        found = [
            match for match in search(self.gazetteer, str(query), codes or ())
            if viewbox is None or _inside(match.place, viewbox)
        ]  # fmt: skip
        locations = [_location(m.place, name=m.name, score=m.score) for m in found[:limit]]
        if exactly_one:
            return locations[0] if locations else None
        return locations or None

    def reverse(
        self, query: object, exactly_one: bool = True, limit: int = 5, *, timeout: object = None
    ) -> Location | list[Location] | None:
        """Return the populated places around a point (lat, lon), the nearest first."""
        del timeout
        point = Point(query)
        found = self.gazetteer.near(
            point.latitude, point.longitude, _REACH_KM, codes=("P",), limit=limit
        )
        locations = [_location(near.place, km=near.km) for near in found]
        if exactly_one:
            return locations[0] if locations else None
        return locations or None


def geocode_frame(
    names: Sequence[str], gazetteer: Gazetteer, countries: Iterable[str] = (), limit: int = 1
) -> GeoDataFrame:
    """Return up to ``limit`` rows a name (EPSG:4326); a name not found has no place and no point.

    Columns: query, place_id, name, country, admin1, feature_code, lat, lon, population, score.
    """
    import geopandas
    import pandas as pd

    codes = tuple(countries)
    rows = [row for name in names for row in _frame_rows(gazetteer, name, codes, limit)]
    columns = "query place_id name country admin1 feature_code lat lon population score".split()
    frame = pd.DataFrame(rows, columns=columns).astype(
        {"lat": "float64", "lon": "float64", "population": "Int64", "score": "float64"}
    )
    points = geopandas.points_from_xy(frame["lon"], frame["lat"])
    missing = frame["lat"].isna()
    geometry = [None if gone else p for gone, p in zip(missing, points, strict=True)]
    return geopandas.GeoDataFrame(frame, geometry=geometry, crs="EPSG:4326")


def _frame_rows(
    gazetteer: Gazetteer, name: str, codes: Sequence[str], limit: int
) -> Iterator[tuple[Any, ...]]:
    found = search(gazetteer, name, codes)[:limit]
    if not found:
        yield name, None, None, None, None, None, None, None, None, None
    for match in found:
        p = match.place
        yield (
            name, p.id, p.name, p.country, p.admin1, p.feature_code, p.lat, p.lon, p.population,
            match.score,
        )  # fmt: skip


def _inside(place: Place, viewbox: Box) -> bool:
    (lat_a, lon_a), (lat_b, lon_b) = viewbox
    return min(lat_a, lat_b) <= place.lat <= max(lat_a, lat_b) and (
        min(lon_a, lon_b) <= place.lon <= max(lon_a, lon_b)
    )


def _location(place: Place, **more: object) -> Location:
    address = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return Location(address, Point(place.lat, place.lon), {**asdict(place), **more})
