"""What speaks for a candidate: named signals, each a number, that the ranker weighs."""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, cos, log10, radians, sin
from typing import TYPE_CHECKING, Final

from geomap.geoparse.resolve.candidates import Group
from geomap.model import Place

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["BY_HAND", "Signals", "kilometers", "name_signals", "unit_vector"]

Signals = dict[str, float]
Vector = tuple[float, float, float]

_EARTH_KM: Final = 6371.0088
_BESIDE_KM: Final = 25.0
_DISTRICTS: Final = "adm/"
#: Ids of places of our own tables (gazetteer/*.csv); they have no population to go by.
BY_HAND: Final = ("crossing/", "town/", "district/", "disputed/", "region/")
_CLASSES: Final = {
    "PPLC": "capital",
    "PPLA": "seat",
    "PPLX": "quarter",
    "ADM1": "admin1",
    "ADM2": "admin2",
    "CONT": "continent",
    "PSTB": "crossing",
    "BDRY": "line",
}


def kind_of(place: Place) -> str:
    """Return the coarse class of a place that signals speak of."""
    if place.feature_code.startswith("PCL"):
        return "country"
    known = _CLASSES.get(place.feature_code)
    if known:
        return known
    return {"P": "town", "A": "admin", "H": "water", "T": "terrain", "L": "region"}.get(
        place.feature_class, "spot"
    )


def name_signals(group: Group, matches: Sequence[Match]) -> list[Signals]:
    """Return what the name alone says of each candidate, whatever else the text holds."""
    populations = [log10(m.place.population + 1) for m in matches]
    most = max(populations, default=0.0)
    towns = [p for p, m in zip(populations, matches, strict=True) if m.place.feature_class == "P"]
    biggest_town = max(towns, default=0.0)
    rows = []
    for rank, (match, population) in enumerate(zip(matches, populations, strict=True)):
        kind = kind_of(match.place)
        row = {
            "kind:" + kind: 1.0,
            "match:" + match.kind: 1.0,
            "prominence": match.score,
            "rank": 1.0 / (1 + rank),
            "population": population / 7.0,
            "below_most_populous": (population - most) / 7.0,
        }
        if kind in ("town", "capital", "seat", "quarter"):
            row["below_biggest_town"] = (population - biggest_town) / 7.0
        if match.place.id.startswith(BY_HAND):
            row["entered_by_hand"] = 1.0
        if len(matches) == 1:
            row["only_candidate"] = 1.0
        row.update(_cue_signals(group, match.place, kind))
        rows.append(row | _namesake_signals(match.place, kind, matches))
    return rows


def _namesake_signals(place: Place, kind: str, matches: Sequence[Match]) -> Signals:
    """Return whether a town and a division, or a town and a crossing, share the name."""
    if place.id.startswith(_DISTRICTS):
        return {"district_beside_town": 1.0} if _beside(place, matches, "PPL") else {}
    if kind in ("admin1", "admin2"):
        here = (place.country, place.admin1)
        towns = (m.place for m in matches if m.place.feature_class == "P")
        most = max((t.population for t in towns if (t.country, t.admin1) == here), default=0)
        return {f"town_in_{kind}": min(1.0, most / max(1, place.population))} if most else {}
    if kind == "crossing":
        return {"crossing_beside_town": 1.0} if _beside(place, matches, "PPL") else {}
    if place.feature_class == "P":
        return {"town_beside_crossing": 1.0} if _beside(place, matches, "PSTB") else {}
    return {}


def _beside(place: Place, matches: Sequence[Match], code: str) -> bool:
    """Whether a town ("PPL") or a crossing ("PSTB") of the same name is near."""
    point = unit_vector(place)
    near = (m.place for m in matches if m.place.feature_code.startswith(code))
    return any(kilometers(point, unit_vector(other)) < _BESIDE_KM for other in near)


def _cue_signals(group: Group, place: Place, kind: str) -> Signals:
    """Return whether a place is of the kind that the words beside the name ask for."""
    if group.cue is None:
        return {"crossing_unasked": 1.0} if kind == "crossing" else {}
    if group.cue.fits(place.feature_code):
        return {"crossing_asked" if kind == "crossing" else "cue_fits": 1.0}
    return {"cue_misses": 1.0, **({"crossing_unasked": 1.0} if kind == "crossing" else {})}


def unit_vector(place: Place) -> Vector:
    """Return a place as a point on the unit sphere."""
    lat, lon = radians(place.lat), radians(place.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def kilometers(a: Vector, b: Vector) -> float:
    """Return the great-circle distance of two unit vectors.

    >>> round(kilometers((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)))
    10008
    """
    return _EARTH_KM * acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])))
