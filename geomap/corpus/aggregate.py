"""Merged events in numbers: per place and week, per stretch of border, per crossing, per hexagon.

Counted are events that are told as fact or claim; what is planned, denied, hypothetical or only
background is not. Every table is built file by file; the one that grows
with the archive, of places and weeks, is counted on disk.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Border, Gazetteer

__all__ = ["Aggregates", "aggregate"]

COUNTED: Final = frozenset(("occurred", "ongoing", "claimed", "alleged"))
#: Stretches of border are this long.
SEGMENT_KM: Final = 50.0
#: Hexagons are so wide; the size is taken of which about `ACROSS` span all events.
HEXAGON_KM: Final = (12.5, 25.0, 50.0, 100.0, 200.0)
ACROSS: Final = 70
#: As far from a line or a crossing an event counts as one at it.
NEAR_KM: Final = 25.0
_COLUMNS: Final = (
    "status place_id place_name country_code admin1 lat lon where_prec date_start event_type "
    "border border_km nearest_crossing crossing_km"
).split()
#: Rows of a frame of counts.
_ROWS: Final = 5000
#: A cylindrical equal-area projection of the world, in meters.
_EQUAL_AREA: Final = "EPSG:6933"

#: The border of two countries ("AF-PK") -> its stretches.
Stretches = Callable[[str], list[Any]]


@dataclass(frozen=True, slots=True)
class Aggregates:
    """Counts of events as frames (EPSG:4326), sorted, ready to be written.

    ``hexagon_km`` is how wide the hexagons are.
    """

    places: PlaceCounts
    segments: GeoDataFrame
    crossings: GeoDataFrame
    hexagons: GeoDataFrame
    hexagon_km: float


@dataclass(frozen=True, slots=True)
class _Tally:
    places: PlaceCounts
    segments: Counter[tuple[str, int]] = field(default_factory=Counter)
    crossings: Counter[tuple[str, str]] = field(default_factory=Counter)
    hexagons: dict[float, Counter[tuple[int, int]]] = field(
        default_factory=lambda: {size: Counter() for size in HEXAGON_KM}
    )


def aggregate(parts: Iterable[Path], gazetteer: Gazetteer) -> Aggregates:
    """Return the counts over the event files of a run."""
    import pyarrow.parquet as pq

    lines = {f"{b.country_a}-{b.country_b}": b for b in gazetteer.borders() if _is_whole(b)}
    stretches: Stretches = cache(lambda border: _stretches(lines[border]))
    tally = _Tally(PlaceCounts())
    for path in parts:
        rows = pq.read_table(path, columns=_COLUMNS).to_pylist()
        _count([row for row in rows if row["status"] in COUNTED], tally, stretches)
    size = min(tally.hexagons)
    return Aggregates(
        tally.places,
        _segments_frame(tally.segments, stretches),
        _crossings_frame(tally.crossings, gazetteer),
        _hexagons_frame(tally.hexagons[size], size),
        size,
    )


def _count(rows: list[dict[str, Any]], tally: _Tally, stretches: Stretches) -> None:
    exact = [r for r in rows if r["lat"] is not None and (r["where_prec"] or 9) <= 2]
    tally.places.add(row for row in rows if row["place_id"])
    spots = [(row["lat"], row["lon"]) for row in exact]
    for size, counts in tally.hexagons.items():
        counts.update(_cells(spots, size))
    _drop_too_small(tally.hexagons)
    near = [row for row in exact if row["border"] and row["border_km"] <= NEAR_KM]
    tally.segments.update(_nearest(near, stretches))
    tally.crossings.update(
        (row["nearest_crossing"], row["event_type"])
        for row in exact
        if row["nearest_crossing"] and row["crossing_km"] <= NEAR_KM
    )


# ------------------------------------------------------------------ places and weeks


class PlaceCounts:
    """Events per place, week and type, in a file that nobody else sees."""

    columns: Final = (
        "place_id place_name country_code admin1 lat lon week event_type events".split()
    )

    def __init__(self) -> None:
        """Begin with no event."""
        self._table = sqlite3.connect("")
        self._table.execute(
            "CREATE TABLE counts (place_id, place_name, country_code, admin1, lat REAL, lon REAL, "
            "week, event_type, events, PRIMARY KEY (place_id, week, event_type, place_name, "
            "country_code, admin1, lat, lon)) WITHOUT ROWID"
        )

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Count some more events."""
        counts = Counter(map(_place_key, rows))
        self._table.executemany(
            "INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET events = events + excluded.events",
            ((*key, events) for key, events in counts.items()),
        )

    def frames(self) -> Iterator[GeoDataFrame]:
        """Yield the counts by place, week and type, some thousand rows at a time."""
        found = self._table.execute("SELECT * FROM counts")
        while cells := found.fetchmany(_ROWS):
            rows = [dict(zip(self.columns, row, strict=True)) for row in cells]
            yield _frame(rows, self.columns, _points(rows))


def _place_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    names = (row[c] or "" for c in ("place_id", "place_name", "country_code", "admin1"))
    return (*names, row["lat"], row["lon"], _week(row["date_start"]), row["event_type"])


def _week(day: str | None) -> str:
    """Return the Monday of a day's week; "" when no day is known."""
    if not day:
        return ""
    start = date.fromisoformat(day)
    return (start - timedelta(start.weekday())).isoformat() if start.year > 1 else day


# ------------------------------------------------------------------ stretches of border


def _is_whole(border: Border) -> bool:
    """Whether a line is not only a contested piece of one."""
    return "/" not in border.place.id


def _stretches(border: Border) -> list[Any]:
    """Return the line between two countries cut into stretches of about `SEGMENT_KM`."""
    import shapely
    from pyproj import Geod
    from shapely.ops import substring

    geod, pieces = Geod(ellps="WGS84"), []
    for line in shapely.get_parts(shapely.line_merge(border.geometry)):
        count = max(1, round(geod.geometry_length(line) / 1000 / SEGMENT_KM))
        step = line.length / count
        pieces += [substring(line, i * step, (i + 1) * step) for i in range(count)]
    return pieces


def _nearest(rows: list[dict[str, Any]], stretches: Stretches) -> Iterator[tuple[str, int]]:
    """Yield the border of each row and the index of its nearest stretch."""
    import shapely

    for border, group in groupby(sorted(rows, key=_border), key=_border):
        points = shapely.points([(row["lon"], row["lat"]) for row in group])
        tree = shapely.STRtree(stretches(border))
        for index in tree.query_nearest(points, all_matches=False)[1].tolist():
            yield border, index


def _border(row: Mapping[str, Any]) -> str:
    return str(row["border"])


def _segments_frame(counts: Counter[tuple[str, int]], stretches: Stretches) -> GeoDataFrame:
    rows = [
        {"border": border, "segment": index + 1, "segments": len(stretches(border)), "events": n}
        for (border, index), n in sorted(counts.items())
    ]
    shapes = [stretches(border)[index] for border, index in sorted(counts)]
    return _frame(rows, ["border", "segment", "segments", "events"], shapes)


# ------------------------------------------------------------------ crossings


def _crossings_frame(counts: Counter[tuple[str, str]], gazetteer: Gazetteer) -> GeoDataFrame:
    known = {c.place.name: c for c in gazetteer.crossings()}
    rows = [
        {
            "crossing_id": known[name].place.id,
            "name": name,
            "border": f"{known[name].country_a}-{known[name].country_b}",
            "lat": known[name].place.lat,
            "lon": known[name].place.lon,
            "event_type": kind,
            "events": events,
        }
        for (name, kind), events in sorted(counts.items())
    ]
    columns = "crossing_id name border lat lon event_type events".split()
    return _frame(rows, columns, _points(rows))


# ------------------------------------------------------------------ hexagons


def _cells(spots: list[tuple[float, float]], size: float) -> Iterator[tuple[int, int]]:
    """Yield the hexagon (column, row) of each spot (lat, lon), pointy top, equal area.

    Every second row is shifted by half a hexagon; of the two rectangular grids of centers that make
    such a pattern, the nearer center wins.
    """
    import numpy as np

    if not spots:
        return
    lat, lon = np.array(spots).T
    x, y = (np.asarray(v) / 1000 / size for v in _projected(lon, lat))
    high = np.sqrt(3)
    even = np.round(x), np.round(y / high)
    odd = np.floor(x), np.floor(y / high)
    off_even = (x - even[0]) ** 2 + (y - high * even[1]) ** 2
    off_odd = (x - odd[0] - 0.5) ** 2 + (y - high * (odd[1] + 0.5)) ** 2
    nearer = off_even <= off_odd
    columns = np.where(nearer, 2 * even[0], 2 * odd[0] + 1).astype(int).tolist()
    rows = np.where(nearer, 2 * even[1], 2 * odd[1] + 1).astype(int).tolist()
    yield from zip(columns, rows, strict=True)


def _drop_too_small(hexagons: dict[float, Counter[tuple[int, int]]]) -> None:
    """Leave out the sizes of which more than `ACROSS` hexagons span the events; one stays."""
    for size in HEXAGON_KM[:-1]:
        cells = hexagons.get(size)
        columns, rows = ([cell[i] for cell in cells or ()] or [0] for i in (0, 1))
        # Columns are half a hexagon wide, rows half of its height.
        if max(max(columns) - min(columns), max(rows) - min(rows)) / 2 > ACROSS:
            del hexagons[size]


def _hexagons_frame(counts: Counter[tuple[int, int]], size: float) -> GeoDataFrame:
    rows = [{"events": events} for _, events in sorted(counts.items())]
    return _frame(rows, ["events"], [_hexagon(*cell, size) for cell in sorted(counts)])


def _hexagon(column: int, row: int, size: float) -> Any:  # noqa: ANN401 - a shapely polygon
    import numpy as np
    import shapely

    turn = np.radians(np.arange(30, 390, 60))
    x = (column / 2 + np.cos(turn) / np.sqrt(3)) * size * 1000
    y = (row / 2 * np.sqrt(3) + np.sin(turn) / np.sqrt(3)) * size * 1000
    lon, lat = _projected(x, y, back=True)
    lon = lon[0] + (lon - lon[0] + 180) % 360 - 180  # whole also across the antimeridian
    return shapely.polygons(np.column_stack([lon, lat]))


def _projected(
    x: np.ndarray[Any, Any], y: np.ndarray[Any, Any], *, back: bool = False
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    from pyproj import Transformer

    ends = (_EQUAL_AREA, "EPSG:4326") if back else ("EPSG:4326", _EQUAL_AREA)
    found: tuple[Any, Any] = Transformer.from_crs(*ends, always_xy=True).transform(x, y)
    return found


# ------------------------------------------------------------------ frames


def _points(rows: Iterable[Mapping[str, Any]]) -> list[Any]:
    import shapely

    return [shapely.Point(row["lon"], row["lat"]) for row in rows]


def _frame(rows: list[dict[str, Any]], columns: list[str], shapes: list[Any]) -> GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    table = pd.DataFrame(rows, columns=columns)
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"), crs="EPSG:4326")
