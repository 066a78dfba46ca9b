"""Words about the store for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place

__all__ = ["describe", "search_lines"]

_CLASSES: Final = {
    "A": "countries and divisions", "H": "waters", "L": "regions, borders, areas",
    "P": "populated places", "R": "roads", "S": "crossings, airports, buildings",
    "T": "mountains, passes, islands", "U": "undersea", "V": "forests",
}  # fmt: skip


def describe(gazetteer: Gazetteer) -> str:
    """Return what a gazetteer holds, as a few lines."""
    info = gazetteer.info()
    lines = [f"{info.path} ({info.size / 1e6:.1f} MB, schema {info.schema})", "", "Rows"]
    lines += [f"  {count:>10,}  {table}" for table, count in info.tables]
    lines += ["", "Places by GeoNames feature class"]
    lines += [f"  {count:>10,}  {key}  {_CLASSES.get(key, '')}" for key, count in info.classes]
    lines += ["", "Sources"]
    for source in info.sources:
        lines.append(f"  {source.places:>10,}  {source.name} {source.version} ({source.licence})")
    return "\n".join(lines)


def search_lines(
    gazetteer: Gazetteer,
    *,
    name: str | None = None,
    point: tuple[float, float] | None = None,
    km: float = 25.0,
    fuzzy: bool = False,
    limit: int = 10,
    as_json: bool = False,
) -> list[str]:
    """Return one line for each place of a name, or near a point (lat, lon)."""
    found = list(_found(gazetteer, name, point, km, fuzzy))[:limit]
    if as_json:
        return [
            json.dumps({**asdict(place), key: value}, ensure_ascii=False)
            for place, key, value in found
        ]
    return [_line(place, key, value) for place, key, value in found]


def _found(
    gazetteer: Gazetteer,
    name: str | None,
    point: tuple[float, float] | None,
    km: float,
    fuzzy: bool,
) -> Iterator[tuple[Place, str, float]]:
    if point is not None:
        for near in gazetteer.near(*point, km=km, limit=1000):
            yield near.place, "km", near.km
    elif name is not None:
        matches = gazetteer.lookup(name) or (gazetteer.fuzzy(name, limit=50) if fuzzy else ())
        for match in matches:
            yield match.place, "score", match.score


def _line(place: Place, key: str, value: float) -> str:
    where = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
    people = f", {place.population:,} people" if place.population else ""
    figure = f"{value:.1f} km" if key == "km" else f"score {value:.2f}"
    return (
        f"{place.name} ({where}) {place.feature_class}.{place.feature_code} "
        f"{place.lat:.4f},{place.lon:.4f} {place.id}{people}, {figure}"
    )
