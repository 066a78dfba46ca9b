"""Polygons of divisions: geoBoundaries, Natural Earth, COD-AB or the like, as GeoJSON.

A polygon becomes the official area of the division that the gazetteer knows by its code or name; a
division that it does not know is added, at a point inside its polygon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from geomap.gazetteer.adding.tables import source_id
from geomap.gazetteer.prominence import prominence
from geomap.gazetteer.rows import Row

if TYPE_CHECKING:
    from geomap.gazetteer.adding.geonames import Fault
    from geomap.gazetteer.adding.known import Known
    from geomap.gazetteer.write import AreaRow

__all__ = ["shape_rows"]

_NAMES: Final = (
    "name", "shapename", "name_en", "adm2_en", "adm1_en", "name_2", "name_1", "name_local",
    "varname_2", "varname_1",
)  # fmt: skip
_LEVELS: Final = {"adm1": "ADM1", "adm2": "ADM2", "1": "ADM1", "2": "ADM2", "adm3": "ADM3"}


def shape_rows(
    features: Iterable[Mapping[str, Any]], name: str, level: str, known: Known
) -> tuple[list[Row], list[AreaRow], list[Fault]]:
    """Return the divisions of features, their areas, and which could not be used and why.

    ``level``: ADM1, ADM2, ADM3, or "" where the features say it themselves.
    """
    rows: list[Row] = []
    areas: list[AreaRow] = []
    faults: list[Fault] = []
    taken: set[str] = set()
    for number, feature in enumerate(features, 1):
        try:
            row, shape = _division(feature, name, level, number, known)
        except ValueError as error:
            field, _, reason = str(error).partition("|")
            faults.append((number, field, reason))
            continue
        if row.id in taken:
            faults.append((number, "name", f"{row.name!r} is the same division as another one"))
            continue
        taken.add(row.id)
        rows.append(row)
        areas.append(
            (row.id, "official", f"polygon of {name}", row.country, row.feature_code, shape)
        )
    return rows, areas, faults


def _division(
    feature: Mapping[str, Any], name: str, level: str, number: int, known: Known
) -> tuple[Row, Any]:
    """Return the division of a feature and its shape; `ValueError` ("field|reason")."""
    shape = _shape(feature.get("geometry"))
    held = {str(k).lower(): str(v) for k, v in (feature.get("properties") or {}).items() if v}
    names = list(dict.fromkeys(held[k].strip() for k in _NAMES if held.get(k, "").strip()))
    if not names:
        raise ValueError("name|is missing (looked for name, shapeName, name_en and the like)")
    code = level or _LEVELS.get(held.get("shapetype", held.get("admin_level", "")).lower(), "ADM1")
    inside = shape.representative_point()
    country = known.gazetteer.country_at(inside.y, inside.x)
    row = _by_code(held, known) if code == "ADM1" else None
    row = row or _by_name(names, code, country, shape, known)
    if row is None:
        row = Row(
            f"{source_id(name)}/{number}", names[0], round(inside.y, 5), round(inside.x, 5), "A",
            code, country, source_id(name), admin1=names[0] if code == "ADM1" else "",
            origin=f"feature {number}",
        )  # fmt: skip
        row.prominence = prominence(row)
    row.names = [(n, "alternate") for n in names if n != row.name]
    return row, shape


def _shape(geometry: Any) -> Any:  # noqa: ANN401 - JSON and shapely
    """Return a valid polygon in degrees; `ValueError` when it is none."""
    import shapely
    from shapely.geometry import shape as shape_of

    try:
        shape = shapely.force_2d(shape_of(geometry))
    except Exception as error:
        raise ValueError(f"geometry|cannot be read ({type(error).__name__})") from None
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        raise ValueError(f"geometry|is a {shape.geom_type}, not a polygon")
    west, south, east, north = shape.bounds
    if not (west >= -180.01 and east <= 180.01 and south >= -90.01 and north <= 90.01):
        raise ValueError(f"geometry|reaches to {max(abs(west), abs(east)):g}, not degrees")
    if shape.is_valid:
        return shape
    parts = shapely.get_parts(shapely.make_valid(shape))
    polygons = [p for p in parts if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(polygons)


def _by_code(held: Mapping[str, str], known: Known) -> Row | None:
    """Return the division of Natural Earth's GeoNames code ("PK.03")."""
    code = held.get("gn_a1_code", "")
    return known.row(f"adm1:{code}") if code else None


def _by_name(names: list[str], code: str, country: str, shape: Any, known: Known) -> Row | None:  # noqa: ANN401
    """Return the known division of one of the names in the country, its point near the shape."""
    import shapely

    for place_id, point in _candidates(names, code, country, known):
        reach = 0.5 if code == "ADM1" else 0.2
        if shape.distance(shapely.Point(*point)) <= reach:
            return known.row(place_id)
    return None


def _candidates(
    names: list[str], code: str, country: str, known: Known
) -> Iterator[tuple[str, tuple[float, float]]]:
    for name in names:
        for match in known.gazetteer.lookup(name):
            place = match.place
            if place.feature_code == code and place.country == country:
                yield place.id, (place.lon, place.lat)
