"""Borders as places: a point on the line and every name by which news calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.fold import fold
from geomap.gazetteer.rows import Row, listed

from .topology import Topology

#: First halves of compounds ("Sino-Indian"): knowledge, general dictionaries.
COMBINING = {
    "CN": "Sino", "IN": "Indo", "RU": "Russo", "PK": "Pak", "FR": "Franco", "GB": "Anglo",
    "TR": "Turko", "GR": "Greco", "ES": "Hispano", "AT": "Austro", "IT": "Italo", "DE": "Germano",
    "FI": "Finno", "SY": "Syro", "VN": "Vietnamo", "MM": "Indo-Myanmar", "BD": "Bangla",
}  # fmt: skip
_STRENGTH = (
    "contested", "line_of_control", "ceasefire_line", "undelimited", "administrative", "treaty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A border with its place."""

    row: Row
    country_a: str
    country_b: str
    status: str
    note: str
    claimed_by: str
    geometry: BaseGeometry


def lines(
    topology: Topology, countries: Mapping[str, Row], curated: Sequence[Mapping[str, str]]
) -> Iterator[Line]:
    """Yield the line between every two countries, with its curated name where it has one.

    Where only parts of a line have a name ("Line of Control"), the whole line keeps the plain name
    and its parts follow, each with an id of its own ("border:IN-PK/line-of-control").
    """
    for (a, b), shape in topology.borders().items():
        if a not in countries or b not in countries:
            continue
        known = [r for r in curated if (r["country_a"], r["country_b"]) == (a, b)]
        known.sort(key=lambda r: _STRENGTH.index(r["status"]))
        parts = list(_parts(a, b, shape, known))
        yield _whole(countries[a], countries[b], shape, known, named=not parts)
        yield from parts
    for cells in curated:
        if cells["country_a"] == cells["country_b"] and cells["part"].startswith("shape "):
            shape = topology.inner_line(cells["part"].removeprefix("shape "))
            yield _part(cells["country_a"], cells["country_b"], shape, cells)


def _whole(
    a: Row, b: Row, shape: BaseGeometry, known: Sequence[Mapping[str, str]], *, named: bool
) -> Line:
    """Return the line between two countries; ``known`` are its curated rows, strongest first."""
    first = known[0] if known else {}
    plain = f"{a.name}-{b.name} border"
    own = [r for r in known if named or not r["part"]]
    names = [n for r in own for n in (r["name"], *listed(r["aliases"]))]
    return Line(
        _place(
            f"border:{a.country}-{b.country}", first.get("name", plain) if named else plain, shape,
            first, [plain, *names, *_compounds(a, b)],
        ),
        a.country, b.country, first.get("status", ""),
        " ".join(dict.fromkeys(r["note"] for r in known if r["note"])),
        first.get("claimed_by", ""), shape,
    )  # fmt: skip


def _parts(
    a: str, b: str, shape: BaseGeometry, known: Sequence[Mapping[str, str]]
) -> Iterator[Line]:
    """Yield the parts of a line that have a name of their own, and what is left of it."""
    rest = shape
    for cells in known:
        if cells["part"]:
            bounds = [float(x) for x in cells["part"].split()]
            yield _part(a, b, _only_lines(shapely.clip_by_rect(shape, *bounds)), cells)
            rest = rest.difference(shapely.box(*bounds))
    rest = _only_lines(rest)
    if rest is not shape and any(r["part"] for r in known) and not rest.is_empty:
        left = next((r for r in known if not r["part"]), {})
        yield _part(a, b, rest, left or {"name": f"Rest of {a}-{b}"})


def _part(a: str, b: str, shape: BaseGeometry, cells: Mapping[str, str]) -> Line:
    slug = fold(cells["name"]).replace(" ", "-")
    return Line(
        _place(
            f"border:{a}-{b}/{slug}", cells["name"], shape, cells,
            listed(cells.get("aliases", "")),
        ),
        a, b, cells.get("status", ""), cells.get("note", ""), cells.get("claimed_by", ""), shape,
    )  # fmt: skip


def _place(
    place_id: str,
    name: str,
    shape: BaseGeometry,
    cells: Mapping[str, str],
    names: Sequence[str],
) -> Row:
    spot = _middle(shape)
    return Row(
        id=place_id, name=name, lat=round(spot.y, 4), lon=round(spot.x, 4),
        feature_class="L", feature_code="BDRY", country="", source="natural-earth",
        note=cells.get("note", ""), origin=cells.get("source", "shared arcs"),
        names=[(n, "alternate") for n in names],
    )  # fmt: skip


def _only_lines(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    found = [p for p in parts if p.geom_type == "LineString" and not p.is_empty]
    return shapely.MultiLineString(found)


def _middle(shape: BaseGeometry) -> BaseGeometry:
    """Return the point halfway along the longest piece."""
    longest = max(shapely.get_parts(shape), key=lambda part: part.length)
    return shapely.line_interpolate_point(longest, 0.5, normalized=True)


def _compounds(a: Row, b: Row) -> Iterator[str]:
    """Yield "Afghan-Pakistani border" and its like, both ways round."""
    for first, second in ((a, b), (b, a)):
        for left in _forms(first, leading=True):
            for right in _forms(second, leading=False):
                yield f"{left}-{right} border"
        for word in ("frontier", "boundary"):
            yield f"{first.name}-{second.name} {word}"
        yield f"border between {first.name} and {second.name}"


def _forms(country: Row, *, leading: bool) -> list[str]:
    """Return what a country is called in a compound: short names and adjectives."""
    short = [n for n, kind in country.names if kind != "demonym" and len(n.split()) <= 3][:8]
    adjectives = [n for n, kind in country.names if kind == "demonym" and not n.endswith("s")][:4]
    combining = [COMBINING[country.country]] if leading and country.country in COMBINING else []
    return list(dict.fromkeys([country.name, *combining, *adjectives, *short]))
