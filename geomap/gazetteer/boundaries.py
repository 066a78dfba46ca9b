"""The boundary policy of a run: who holds each disputed area on the map.

``de_facto`` draws boundaries as they are in fact, as Natural Earth does; ``un`` as maps of the
United Nations do, each move with the resolution it rests on (``policies.csv``); a GeoJSON file of
the user's own moves what it says. A policy changes land, lines and the country at a point; it never
changes in which country the gazetteer files a town.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import InputError, ReadError

if TYPE_CHECKING:
    from shapely import Geometry

    from geomap.gazetteer.store import Store

__all__ = ["DE_FACTO", "POLICIES", "Boundaries", "Move", "read_boundaries"]

#: The policies that can be named.
POLICIES: Final = ("de_facto", "un")
_NOTES: Final = {
    "de_facto": "Boundaries: de facto lines (policy de_facto), Natural Earth 1:10m",
    "un": "Boundaries as on maps of the United Nations (policy un)",
}
_LINES: Final = "contested lines are dashed and named."


@dataclass(frozen=True, slots=True)
class Move:
    """An area that the policy gives to a country; ``holder`` is "" where its status is left open.

    ``geometry`` is the area's outline (EPSG:4326).
    """

    area: str
    name: str
    holder: str
    note: str
    geometry: Geometry


@dataclass(frozen=True, slots=True)
class Boundaries:
    """A boundary policy: its name, the words to print on a map, what it moves."""

    name: str
    note: str
    moves: tuple[Move, ...] = ()


DE_FACTO: Final = Boundaries("de_facto", f"{_NOTES['de_facto']}; {_LINES}")


def read_boundaries(policy: str | Path, stores: Sequence[Store]) -> Boundaries:
    """Return a policy by name, or of a GeoJSON file; `InputError` says what is wrong with it.

    Features of a file have the property ``holder`` (an ISO code, "" for an open status) and either
    a polygon with a ``name`` or, without geometry, ``area``: the id of a disputed area that the
    store outlines ("disputed/crimea").
    """
    if str(policy) == "de_facto":
        return DE_FACTO
    if str(policy) == "un":
        return Boundaries("un", f"{_NOTES['un']}; {_LINES}", tuple(_named_moves("un", stores)))
    path = Path(policy)
    if not path.exists():
        msg = f"There is no boundary policy {str(policy)!r}; name de_facto, un or a GeoJSON file."
        raise InputError(msg)
    moves = tuple(_file_moves(path, stores))
    return Boundaries(path.stem, f"Boundaries as {path.name} draws them; {_LINES}", moves)


def _named_moves(policy: str, stores: Sequence[Store]) -> Iterator[Move]:
    table = Path(__file__).with_name("policies.csv")
    with table.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            if cells["policy"] == policy:
                move = _known(cells["area"], cells["holder"], stores)
                if move is not None:
                    yield move


def _known(area: str, holder: str, stores: Sequence[Store]) -> Move | None:
    """Return the move of an area that a store outlines, None when none does."""
    import shapely

    query = (
        "SELECT d.name, d.note, a.geometry FROM disputed d JOIN areas a ON a.id = d.id "
        "WHERE d.id = ? AND a.kind = 'official'"
    )
    for store in stores:
        for name, note, geometry in store.rows(query, (area,)):
            return Move(area, name, holder, note, shapely.from_wkb(geometry))
    return None


def _file_moves(path: Path, stores: Sequence[Store]) -> Iterator[Move]:
    try:
        whole = json.loads(path.read_text("utf-8"))
        features = whole["features"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"{path} is not a GeoJSON file of features ({str(error)[:80]})."
        raise ReadError(msg) from error
    for number, feature in enumerate(features, 1):
        yield _file_move(path, number, feature, stores)


def _file_move(path: Path, number: int, feature: Any, stores: Sequence[Store]) -> Move:  # noqa: ANN401
    held = feature.get("properties") or {} if isinstance(feature, Mapping) else {}
    holder = str(held.get("holder", held.get("country", "?")) or "").upper()
    if holder and not (len(holder) == 2 and holder.isalpha()):
        msg = f"{path}, feature {number}: holder is {holder!r}; give an ISO code of two letters."
        raise InputError(msg)
    if feature.get("geometry") is None:
        move = _known(str(held.get("area", "")), holder, stores)
        if move is None:
            msg = (
                f"{path}, feature {number}: there is no outline of {held.get('area')!r}; give a "
                "polygon, or one of " + ", ".join(_outlined(stores)) + "."
            )
            raise InputError(msg)
        return move
    name = str(held.get("name") or f"area {number}")
    return Move(
        f"file/{number}", name, holder, str(held.get("note") or ""), _polygon(feature, path)
    )


def _polygon(feature: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401 - shapely is not typed
    import shapely
    from shapely.geometry import shape as shape_of

    try:
        shape = shapely.make_valid(shapely.force_2d(shape_of(feature["geometry"])))
    except Exception as error:
        msg = f"{path} has a geometry that cannot be read ({type(error).__name__})."
        raise ReadError(msg) from error
    west, south, east, north = shape.bounds
    if not shape.area or west < -180 or east > 180 or south < -90 or north > 90:
        msg = f"{path} must hold polygons in degrees (EPSG:4326)."
        raise InputError(msg)
    return shape


def _outlined(stores: Sequence[Store]) -> list[str]:
    query = "SELECT id FROM areas WHERE id LIKE 'disputed/%' AND kind = 'official' ORDER BY id"
    return sorted({row[0] for store in stores for row in store.rows(query)})
