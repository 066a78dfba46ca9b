"""The line between two countries: how far a point lies from it, on whose side, nearest crossing.

Lines are Natural Earth's 1:10m, which lie within about 3 km of the ground's (the 48 crossings known
to half a kilometer: median 0.7, p90 1.7, largest 3.5 km off), so `NOISE_KM` is the noise floor of
every distance here. Distances are geodesic (WGS 84, `pyproj.Geod`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Border, Gazetteer

__all__ = ["COLUMNS", "NOISE_KM", "add_border_columns"]

#: The columns that `add_border_columns` fills.
COLUMNS: Final = ("border", "border_km", "side", "nearest_crossing", "crossing_km")
#: Within this distance of a line, what is known of a place beats the line.
NOISE_KM: Final = 3.0
#: A line or crossing farther off than this (km) says nothing about a place: an ocean lies between.
FARTHEST_KM: Final = 1500.0
#: Degrees of latitude within which longitudes are squeezed by one factor while searching.
_BAND: Final = 2.0
#: Degrees of latitude beyond which no line is near enough to be told.
_REACH: Final = FARTHEST_KM / 110.5
#: Rows of points compared with all crossings at once.
_CHUNK: Final = 20_000
_POINT_PRECISION: Final = 2


def add_border_columns(frame: GeoDataFrame, gazetteer: Gazetteer) -> GeoDataFrame:
    """Return a copy of a frame with `COLUMNS` filled from its ``lat`` and ``lon``.

    ``border`` is the pair of codes of the nearest line ("AF-PK"), ``side`` the code of the country
    of the two in which the point lies. Rows without a point, rows of which only an area is known
    (``where_prec`` above 2) and what is over `FARTHEST_KM` off keep "" and NaN: a distance from a
    province's reference point, or over an ocean, would say nothing.
    """
    import numpy as np

    out = frame.copy()
    lat, lon = (out[c].to_numpy("float64", na_value=np.nan) for c in ("lat", "lon"))
    exact = np.isfinite(lat) & np.isfinite(lon)
    if "where_prec" in out.columns:
        exact &= out["where_prec"].fillna(0).to_numpy("int64") <= _POINT_PRECISION
    rows = np.flatnonzero(exact)
    spots, where = np.unique(np.column_stack([lat[rows], lon[rows]]), axis=0, return_inverse=True)
    where = where.reshape(-1)
    countries = _countries(out, rows)
    found = _nearest(spots, gazetteer)
    sides = _sides(found, where, countries)
    _fill(out, rows, "border", "", [found.pairs[i] for i in where])
    _fill(out, rows, "border_km", np.nan, found.border_km[where])
    _fill(out, rows, "side", "", sides)
    _fill(out, rows, "nearest_crossing", "", [found.crossings[i] for i in where])
    _fill(out, rows, "crossing_km", np.nan, found.crossing_km[where])
    return out


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of each spot: parallel arrays."""

    pairs: list[str]
    border_km: np.ndarray[Any, Any]
    land: list[str]
    crossings: list[str]
    crossing_km: np.ndarray[Any, Any]


def _nearest(spots: np.ndarray[Any, Any], gazetteer: Gazetteer) -> _Found:
    import numpy as np

    lines = [b for b in gazetteer.borders() if "/" not in b.place.id]
    crossings = gazetteer.crossings()
    line, border_km = _to_lines(spots, lines)
    crossing, crossing_km = _to_points(
        spots, np.array([(c.place.lat, c.place.lon) for c in crossings]).reshape(-1, 2)
    )
    line[border_km > FARTHEST_KM] = -1
    crossing[crossing_km > FARTHEST_KM] = -1
    return _Found(
        pairs=[f"{lines[i].country_a}-{lines[i].country_b}" if i >= 0 else "" for i in line],
        border_km=np.where(line >= 0, border_km, np.nan),
        land=gazetteer.countries_at(spots[:, 0].tolist(), spots[:, 1].tolist()),
        crossings=[crossings[i].place.name if i >= 0 else "" for i in crossing],
        crossing_km=np.where(crossing >= 0, crossing_km, np.nan),
    )


def _sides(found: _Found, where: np.ndarray[Any, Any], countries: list[str]) -> list[str]:
    """Return whose side each row lies on; near the line the place's own country is trusted."""
    sides = []
    for spot, country in zip(where, countries, strict=True):
        pair, land = found.pairs[spot].split("-"), found.land[spot]
        close = found.border_km[spot] <= NOISE_KM or land not in pair
        sides.append(country if close and country in pair else land if land in pair else "")
    return sides


def _countries(frame: GeoDataFrame, rows: np.ndarray[Any, Any]) -> list[str]:
    if "country_code" not in frame.columns:
        return [""] * len(rows)
    codes = frame["country_code"].iloc[rows]
    return [code if isinstance(code, str) else "" for code in codes]


def _fill(
    frame: GeoDataFrame,
    rows: np.ndarray[Any, Any],
    column: str,
    default: object,
    values: Sequence[object] | np.ndarray[Any, Any],
) -> None:
    """Write values to rows of a column, and the default to the others."""
    import numpy as np
    import pandas as pd

    cells = np.full(len(frame), default, dtype=object if default == "" else "float64")
    cells[rows] = values
    frame[column] = pd.Series(cells, index=frame.index, dtype="str" if default == "" else "float64")


def _to_lines(
    spots: np.ndarray[Any, Any], lines: list[Border]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return for each spot (lat, lon) the nearest line's index (-1 for none) and its km."""
    import numpy as np
    import shapely
    from pyproj import Geod

    index = np.full(len(spots), -1)
    km = np.full(len(spots), np.nan)
    if not lines or not len(spots):
        return index, km
    geod = Geod(ellps="WGS84")
    parts, owner = _segments([b.geometry for b in lines])
    south, north = shapely.bounds(parts)[:, [1, 3]].T
    bands = np.floor(spots[:, 0] / _BAND)
    for band in np.unique(bands):
        rows = np.flatnonzero(bands == band)
        squeeze = max(np.cos(np.radians((band + 0.5) * _BAND)), 0.02)
        low, high = band * _BAND - _REACH, (band + 1) * _BAND + _REACH
        close = np.flatnonzero((north >= low) & (south <= high))
        if not len(close):
            continue
        near, part = _nearest_on(spots[rows], parts[close], squeeze)
        index[rows] = owner[close[part]]
        lat, lon = spots[rows, 0], spots[rows, 1]
        km[rows] = geod.inv(lon, lat, near[:, 0] / squeeze, near[:, 1])[2] / 1000
    return index, np.round(km, 3)


def _segments(lines: list[Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return every straight piece of lines, and which line each is of: small boxes search fast."""
    import numpy as np
    import shapely

    parts, owner = shapely.get_parts(lines, return_index=True)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    joined = np.flatnonzero(part[1:] == part[:-1])
    return shapely.linestrings(np.stack([xy[joined], xy[joined + 1]], axis=1)), owner[part[joined]]


def _nearest_on(
    spots: np.ndarray[Any, Any], parts: np.ndarray[Any, Any], squeeze: float
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the nearest points on the lines, longitudes squeezed, and which line each is on."""
    import numpy as np
    import shapely

    scale = np.array([squeeze, 1.0])
    squeezed = shapely.transform(parts, lambda xy: xy * scale)
    points = shapely.points(spots[:, ::-1] * scale)
    _, part = shapely.STRtree(squeezed).query_nearest(points, all_matches=False)
    ends = shapely.get_coordinates(shapely.shortest_line(squeezed[part], points))
    return ends[::2], part


def _to_points(
    spots: np.ndarray[Any, Any], others: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return for each spot the nearest other point's index (-1 for none) and its km."""
    import numpy as np
    from pyproj import Geod

    if not len(others) or not len(spots):
        return np.full(len(spots), -1), np.full(len(spots), np.nan)
    target = _on_sphere(others).T
    chunks = [spots[i : i + _CHUNK] for i in range(0, len(spots), _CHUNK)]
    index = np.concatenate([np.argmax(_on_sphere(chunk) @ target, axis=1) for chunk in chunks])
    near = others[index]
    meters = Geod(ellps="WGS84").inv(spots[:, 1], spots[:, 0], near[:, 1], near[:, 0])[2]
    return index, np.round(np.asarray(meters) / 1000, 3)


def _on_sphere(spots: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return unit vectors of (lat, lon) rows."""
    import numpy as np

    lat, lon = np.radians(spots).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
