"""Borders as places: a point on the line and every name by which news calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.rows import Row, listed

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
    shapes: Mapping[tuple[str, str], BaseGeometry],
    countries: Mapping[str, Row],
    curated: Sequence[Mapping[str, str]],
) -> Iterator[Line]:
    """Yield the line between every two countries, with its curated name where it has one."""
    for (a, b), shape in shapes.items():
        if a not in countries or b not in countries:
            continue
        known = [r for r in curated if (r["country_a"], r["country_b"]) == (a, b)]
        known.sort(key=lambda r: _STRENGTH.index(r["status"]))
        first = known[0] if known else {}
        plain = f"{countries[a].name}-{countries[b].name} border"
        names = [n for r in known for n in (r["name"], *listed(r["aliases"]))]
        spot = _middle(shape)
        yield Line(
            Row(
                id=f"border:{a}-{b}", name=first.get("name", plain),
                lat=round(spot.y, 4), lon=round(spot.x, 4),
                feature_class="L", feature_code="BDRY", country="", source="natural-earth",
                note=first.get("note", ""), origin=first.get("source", "shared arcs"),
                names=[(n, "alternate") for n in (plain, *names)]
                + [(n, "alternate") for n in _compounds(countries[a], countries[b])],
            ),
            a, b, first.get("status", ""),
            " ".join(dict.fromkeys(r["note"] for r in known if r["note"])),
            first.get("claimed_by", ""), shape,
        )  # fmt: skip


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
