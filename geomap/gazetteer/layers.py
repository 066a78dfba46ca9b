"""The quiet ground under a map, read from the stores and cut to an extent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError
from geomap.model import Extent

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.gazetteer.ground import Ground
    from geomap.gazetteer.values import Border

__all__ = ["layer"]

Row = tuple[Any, ...]
_CRS: Final = "EPSG:4326"
#: How much more than the extent is kept of a polygon, as a share of the extent.
_MARGIN: Final = 0.15
#: Pixels that a map is wide at most: detail below one of them is left out.
_PIXELS: Final = 3000
_MOST_TOWNS: Final = 400
_LARGE: Final = 300_000


def layer(ground: Ground, name: str, extent: Extent) -> GeoDataFrame:
    """Return a layer by name, cut generously to an extent (EPSG:4326)."""
    from geopandas import GeoDataFrame

    if name not in LAYERS:
        msg = f"There is no ground layer {name!r}; there are {', '.join(sorted(LAYERS))}."
        raise InputError(msg)
    columns, rows = LAYERS[name]
    found = list(rows(ground, extent))
    cells = {c: [row[i] for row in found] for i, c in enumerate(columns)}
    return GeoDataFrame(cells, geometry=[row[-1] for row in found], crs=_CRS)


def _land(ground: Ground, extent: Extent) -> Iterator[Row]:
    for code in ground.countries_in(_grown(extent)):
        shape = _cut(ground.country(code), extent)
        if not shape.is_empty:
            yield code, ground.country_names.get(code, code), shape
    for move in ground.boundaries.moves:
        if not move.holder and _near(move.geometry.bounds, extent):
            yield "", f"{move.name} (status open)", _cut(move.geometry, extent)


def _lakes(ground: Ground, extent: Extent) -> Iterator[Row]:
    del ground, extent
    yield from ()


def _admin1(ground: Ground, extent: Extent) -> Iterator[Row]:
    import shapely

    query = (
        "SELECT a.id, p.name, a.country, a.kind, a.geometry FROM areas a JOIN places p "
        "ON p.id = a.id WHERE a.feature_code = 'ADM1' AND a.kind != 'disc' "
        "AND a.north >= ? AND a.south <= ? AND a.east >= ? AND a.west <= ? ORDER BY a.id"
    )
    seen: set[str] = set()
    for row in _boxed(ground, query, extent):
        shape = _cut(shapely.from_wkb(row[4]), extent) if row[0] not in seen else None
        if shape is not None and not shape.is_empty:
            seen.add(row[0])
            yield row[1], row[2], row[3] != "official", shape


def _country_lines(ground: Ground, extent: Extent) -> Iterator[Row]:
    for border in _drawn(ground):
        if not border.contested and _near(border.geometry.bounds, extent):
            shape = _cut(border.geometry, extent)
            if not shape.is_empty:
                yield border.place.id, border.place.name, shape


def _drawn(ground: Ground) -> list[Border]:
    """Return the lines to draw: of a border with named parts the parts, not the whole."""
    parted = {b.place.id.partition("/")[0] for b in ground.borders() if "/" in b.place.id}
    return [b for b in ground.borders() if b.place.id not in parted]


def _contested_lines(ground: Ground, extent: Extent) -> Iterator[Row]:
    for border in _drawn(ground):
        if border.contested and _near(border.geometry.bounds, extent):
            shape = _cut(border.geometry, extent)
            if not shape.is_empty:
                yield border.place.id, border.place.name, border.note, shape


def _towns(ground: Ground, extent: Extent) -> Iterator[Row]:
    import shapely

    query = (
        "SELECT p.name, p.feature_code, p.population, p.lat, p.lon FROM boxes b JOIN places p "
        "ON p.n = b.n WHERE b.north >= ? AND b.south <= ? AND b.east >= ? AND b.west <= ? "
        "AND p.feature_class = 'P' AND p.population > ? "
        f"ORDER BY p.feature_code != 'PPLC', p.population DESC, p.id LIMIT {_MOST_TOWNS}"
    )
    size = (extent.east - extent.west) * (extent.north - extent.south)
    least = 100_000 if size > 400 else 10_000 if size > 25 else 0
    for name, code, population, lat, lon in _boxed(ground, query, extent, least, grow=False):
        rank = 0 if code == "PPLC" else 1 if population >= _LARGE else 2
        yield name, rank, population, shapely.Point(_turned(lon, extent), lat)


LAYERS: Mapping[str, tuple[tuple[str, ...], Callable[[Ground, Extent], Iterator[Row]]]] = {
    "land": (("code", "name"), _land),
    "lakes": (("name",), _lakes),
    "admin1": (("name", "country", "approximate"), _admin1),
    "country_lines": (("border_id", "name"), _country_lines),
    "contested_lines": (("border_id", "name", "note"), _contested_lines),
    "towns": (("name", "rank", "population"), _towns),
}


def _boxed(
    ground: Ground, query: str, extent: Extent, *more: object, grow: bool = True
) -> Iterator[Any]:
    """Yield rows of all stores in an extent, on both sides of the antimeridian."""
    box = _grown(extent) if grow else extent
    for turn in (0, -360) if box.east > 180 else (0,):
        values = (box.south, box.north, box.west + turn, box.east + turn, *more)
        for store in ground.stores:
            yield from store.rows(query, values)


def _grown(extent: Extent) -> Extent:
    wide = (extent.east - extent.west) * _MARGIN
    high = (extent.north - extent.south) * _MARGIN
    return Extent(
        extent.west - wide, max(-90.0, extent.south - high),
        extent.east + wide, min(90.0, extent.north + high),
    )  # fmt: skip


def _near(bounds: tuple[float, float, float, float], extent: Extent) -> bool:
    from geomap.gazetteer.ground import _meet

    return _meet(Extent(*bounds), _grown(extent))


def _cut(shape: Any, extent: Extent) -> Any:  # noqa: ANN401 - shapely is not typed
    """Return the part of a shape in and around an extent, without detail that nobody sees."""
    import shapely
    from shapely.affinity import translate

    box = _grown(extent)
    bounds = (box.west, box.south, box.east, box.north)
    part = shapely.clip_by_rect(shape, *bounds)
    if box.east > 180:
        part = shapely.union(part, shapely.clip_by_rect(translate(shape, 360), *bounds))
    part = shapely.simplify(part, (extent.east - extent.west) / _PIXELS)
    return part if part.is_valid else shapely.make_valid(part)


def _turned(lon: float, extent: Extent) -> float:
    """Return a longitude within an extent that crosses the antimeridian."""
    return lon + 360 if lon < extent.west and extent.east > 180 else lon
