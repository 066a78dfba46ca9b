"""Border crossings of OpenStreetMap as GeoJSON, as Overpass gives ``barrier=border_control``.

A crossing that the gazetteer knows by name and place gets the better point; another is added
between the two countries of the line it lies at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, inf, radians
from typing import TYPE_CHECKING, Any, Final

from geomap.gazetteer.fold import fold
from geomap.gazetteer.prominence import prominence
from geomap.gazetteer.rows import Row, SourceRow

if TYPE_CHECKING:
    from geomap.gazetteer.adding.geonames import Fault
    from geomap.gazetteer.adding.known import Known
    from geomap.gazetteer.values import Crossing

__all__ = ["OSM", "crossing_rows", "is_crossing"]

OSM: Final = SourceRow(
    "openstreetmap", "OpenStreetMap: border crossings", "", "ODbL 1.0",
    "Some crossings: © OpenStreetMap contributors, ODbL", "https://www.openstreetmap.org/copyright",
)  # fmt: skip
#: How far from a line a border post may stand: some stand in the next town.
_MOST_KM: Final = 8.0
#: How near a known crossing of the same name must be to be the same one.
_SAME_KM: Final = 12.0
_KM_PER_DEGREE: Final = 111.2
_NAMES: Final = ("name:en", "int_name", "name", "official_name", "alt_name", "old_name", "name_en")
Cells = dict[str, str]


def is_crossing(feature: Mapping[str, Any]) -> bool:
    """Whether a feature is tagged as a border crossing."""
    tags = _tags(feature)
    return (
        tags.get("barrier") == "border_control"
        or tags.get("amenity") == "border_control"
        or tags.get("border_control") is not None
    )


def _tags(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tags of a feature: its properties, or what stands in them under "tags"."""
    held: dict[str, Any] = feature.get("properties") or {}
    tags = held.get("tags")
    return tags if isinstance(tags, dict) else held


def crossing_rows(
    features: Iterable[Mapping[str, Any]], known: Known
) -> tuple[list[tuple[Row, Cells]], list[Fault]]:
    """Return the crossings of features, and which could not be used and why."""
    found: dict[str, tuple[Row, Cells]] = {}
    faults: list[Fault] = []
    for number, feature in enumerate(features, 1):
        try:
            row, cells = _crossing(feature, number, known)
        except ValueError as error:
            field, _, reason = str(error).partition("|")
            faults.append((number, field, reason))
            continue
        if row.id in found:
            faults.append((number, "name", f"{row.name!r} is the same crossing as another one"))
        found.setdefault(row.id, (row, cells))
    return list(found.values()), faults


def _crossing(feature: Mapping[str, Any], number: int, known: Known) -> tuple[Row, Cells]:
    held, tags = feature.get("properties") or {}, _tags(feature)
    names = [n.strip() for k in _NAMES for n in str(tags.get(k) or "").split(";") if n.strip()]
    if not names:
        raise ValueError("name|is missing")
    lat, lon = _point(feature.get("geometry"))
    pair = _pair(lat, lon, known)
    same = _same(names, lat, lon, known)
    own = str(held.get("@id") or held.get("id") or feature.get("id") or number)
    title = same.place.name if same else names[0]
    row = Row(
        same.place.id if same else f"osm:{own}", title, lat, lon, "S", "PSTB",
        same.place.country if same else pair[0], OSM.id, accuracy_km=0.5, origin=f"OSM {own}",
        names=[(n, "alternate") for n in dict.fromkeys((*(same.aliases if same else ()), *names))],
    )  # fmt: skip
    row.prominence = prominence(row)
    others = [n for n, _ in row.names if n != title]
    cells = {
        "country_a": pair[0], "country_b": pair[1], "kind": same.kind if same else _kind(tags),
        "major": "yes" if same and same.major else "no", "aliases": ";".join(others),
        "settlement_a": same.settlement_a if same else "",
        "settlement_b": same.settlement_b if same else "", "note": same.note if same else "",
    }  # fmt: skip
    return row, cells


def _point(geometry: Any) -> tuple[float, float]:  # noqa: ANN401 - JSON
    """Return lat and lon of a point, or of the middle of a building's outline."""
    from shapely.geometry import shape as shape_of

    try:
        middle = shape_of(geometry).centroid
        lat, lon = float(middle.y), float(middle.x)
    except Exception as error:
        raise ValueError(f"geometry|cannot be read ({type(error).__name__})") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"geometry|is {lat:g}, {lon:g}, not degrees")
    return lat, lon


def _pair(lat: float, lon: float, known: Known) -> tuple[str, str]:
    """Return the codes of the two countries of the line at a point."""
    best, pair = _MOST_KM, ("", "")
    for border in known.gazetteer.borders():
        west, south, east, north = border.geometry.bounds
        if west - 0.5 <= lon <= east + 0.5 and south - 0.1 <= lat <= north + 0.1:
            km = _km_to(border.geometry, lat, lon)
            if km <= best:
                best, pair = km, (border.country_a, border.country_b)
    if not pair[0]:
        raise ValueError(f"geometry|lies over {_MOST_KM:g} km from any line between countries")
    return pair


def _km_to(line: Any, lat: float, lon: float) -> float:  # noqa: ANN401 - shapely is not typed
    """Return the distance to a line in km, infinite beyond half a degree."""
    import shapely

    width = cos(radians(lat))
    part = shapely.clip_by_rect(line, lon - 0.5, lat - 0.1, lon + 0.5, lat + 0.1)
    if part.is_empty:
        return inf
    near = shapely.transform(part, lambda xy: (xy - (lon, lat)) * (width, 1.0))
    return float(shapely.Point(0, 0).distance(near)) * _KM_PER_DEGREE


def _same(names: Iterable[str], lat: float, lon: float, known: Known) -> Crossing | None:
    """Return the known crossing near a point that shares one of the names."""
    folded = {fold(name) for name in names}
    near = {n.place.id for n in known.gazetteer.near(lat, lon, _SAME_KM, codes=("PSTB",))}
    for crossing in known.gazetteer.crossings() if near else ():
        held = {fold(name) for name in (crossing.place.name, *crossing.aliases)}
        if crossing.place.id in near and held & folded:
            return crossing
    return None


def _kind(tags: Mapping[str, Any]) -> str:
    if tags.get("railway") or tags.get("train") == "yes":
        return "rail"
    foot = tags.get("foot") in ("yes", "designated") and tags.get("motor_vehicle") == "no"
    return "foot" if foot else "road"
