"""Land and lines under a boundary policy that moves areas from one country to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from geomap.gazetteer.values import Border
from geomap.model import Extent, Place

if TYPE_CHECKING:
    from geomap.gazetteer.boundaries import Move

__all__ = ["moved_borders", "moved_country"]

#: Lines this close to each other (degrees) are the same line: all are cut from the same polygons.
_ALONG: Final = 0.005
#: How far around a moved area lines are drawn anew, in degrees.
_AROUND: Final = 0.05
#: Coordinates are compared on this grid (degrees, a hundredth of a meter).
_GRID: Final = 1e-7
Pair = tuple[str, str]
Shape = Any  # shapely is not typed


def moved_country(code: str, shape: Shape, moves: Iterable[Move]) -> Shape:
    """Return a country's polygon with what a policy gives it and without what it takes."""
    import shapely

    for move in moves:
        if move.holder == code:
            shape = move.geometry if shape is None else shapely.union(shape, move.geometry)
        elif shape is not None and shape.intersects(move.geometry):
            shape = shapely.difference(shape, move.geometry)
    return shape


def moved_borders(
    borders: Sequence[Border],
    moves: Iterable[Move],
    near: Callable[[Extent], Iterable[str]],
    land: Callable[[str], Shape],
    names: Mapping[str, str],
) -> tuple[Border, ...]:
    """Return the lines between countries after moves, by id.

    Around each moved area they are drawn anew from the moved polygons. A line that no longer
    divides two countries is kept as a contested one with the area's name and note; its id has a
    "/", as those of parts of lines have. ``near`` gives the codes of countries in a box, ``land``
    their polygons after the moves, ``names`` their names.
    """
    found = {border.place.id: border for border in borders}
    for move in moves:
        west, south, east, north = move.geometry.bounds
        box = Extent(west - _AROUND, south - _AROUND, east + _AROUND, north + _AROUND)
        shapes = {code: _clip(land(code), box) for code in near(box)}
        if not move.holder:
            shapes[""] = move.geometry
        _redraw(found, move, box, _shared(shapes, box), names)
    return tuple(found[key] for key in sorted(found))


def _shared(shapes: Mapping[str, Shape], box: Extent) -> dict[Pair, Shape]:
    """Return the line that each two polygons share."""
    import shapely

    lines = {}
    for a, b in combinations(sorted(shapes), 2):
        if shapes[a].distance(shapes[b]) == 0:
            both = shapely.intersection(shapes[a].boundary, shapes[b].boundary, grid_size=_GRID)
            line = _only_lines(shapely.intersection(both, _rectangle(box)))
            if not line.is_empty:
                lines[a, b] = line
    return lines


def _redraw(
    found: dict[str, Border],
    move: Move,
    box: Extent,
    fresh: dict[Pair, Shape],
    names: Mapping[str, str],
) -> None:
    """Put the fresh lines in the place of those within the box."""
    import shapely

    all_fresh = shapely.buffer(shapely.union_all(list(fresh.values())), _ALONG)
    for border in list(found.values()):
        inside = _only_lines(_clip(border.geometry, box))
        if inside.is_empty or border.place.id.startswith(move.area):
            continue
        gone = _only_lines(shapely.difference(inside, all_fresh))
        if "/" in border.place.id:
            _keep(found, border, shapely.difference(border.geometry, shapely.buffer(gone, _ALONG)))
            continue
        outside = shapely.difference(border.geometry, _rectangle(box))
        kept = fresh.pop((border.country_a, border.country_b), None)
        new = border if kept is None or _follows(kept, inside) else _plain(border, names)
        _keep(found, new, outside if kept is None else shapely.union(outside, kept))
        _contest(found, move, border.country_a, border.country_b, gone)
    for (a, b), line in fresh.items():
        if a == "":
            _contest(found, move, b, b, line)
        else:
            place_id = f"border:{a}-{b}"
            _keep(found, _plain(Border(_spot(place_id, "", line), line, a, b), names), line)


def _keep(found: dict[str, Border], border: Border, line: Shape) -> None:
    """Keep a border with the line that it has now, if any."""
    found.pop(border.place.id, None)
    line = _only_lines(line)
    if not line.is_empty:
        found[border.place.id] = replace(border, geometry=line)


def _contest(found: dict[str, Border], move: Move, a: str, b: str, line: Shape) -> None:
    """Add a line that divides no two countries now, as a contested one."""
    line = _only_lines(line)
    if not line.is_empty:
        key = f"{move.area}/{a}-{b}"
        place = _spot(key, move.name, line)
        found[key] = Border(place, line, a, b, status="contested", note=move.note)


def _follows(line: Shape, other: Shape) -> bool:
    """Whether a line runs along another one all the way."""
    import shapely

    return bool(shapely.difference(line, shapely.buffer(other, _ALONG)).length < _AROUND)


def _plain(border: Border, names: Mapping[str, str]) -> Border:
    """Return a border under its plain name, without the status and note of the line in fact."""
    a, b = border.country_a, border.country_b
    name = f"{names.get(a, a)}-{names.get(b, b)} border"
    return Border(replace(border.place, name=name), border.geometry, a, b)


def _spot(place_id: str, name: str, line: Shape) -> Place:
    import shapely

    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    spot = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    return Place(place_id, name, round(spot.y, 4), round(spot.x, 4), "L", "BDRY")


def _rectangle(box: Extent) -> Shape:
    import shapely

    return shapely.box(box.west, box.south, box.east, box.north)


def _clip(shape: Shape, box: Extent) -> Shape:
    """Return what lies of a shape in a box, polygons with a margin so that no edge is the box's."""
    import shapely

    more = 0.0 if shape.geom_type.endswith("LineString") else _AROUND
    bounds = (box.west - more, box.south - more, box.east + more, box.north + more)
    part = shapely.clip_by_rect(shape, *bounds)
    return part if part.is_valid else shapely.make_valid(part)


def _only_lines(shape: Shape) -> Shape:
    """Return the lines of a shape, merged."""
    import shapely

    parts = [
        part for part in shapely.get_parts(shapely.get_parts(shape))
        if part.geom_type == "LineString" and not part.is_empty
    ]  # fmt: skip
    if not parts:
        return shapely.MultiLineString()
    merged = shapely.line_merge(shapely.MultiLineString(parts))
    return shapely.MultiLineString(shapely.get_parts(merged).tolist())
