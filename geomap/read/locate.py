"""Events of tables -> events whose places the gazetteer knows: names get points, divisions areas.

A table's own point is kept as it is. Where a table says that it stands for a district, a province
or a region (where_prec 3 to 5), the gazetteer's place of that name around the point gives the area;
where it knows none, the event stays without an area and is listed, never a pin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, hypot, radians
from typing import TYPE_CHECKING, Final

from geomap.errors import GazetteerError
from geomap.gazetteer.matching import Matcher, precision_of
from geomap.model import Event, Place, Reject
from geomap.read.imported import row_of

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["locate"]

#: How far a named division's or region's reference point may lie from the row's own, in km.
_NEAR_KM: Final = {3: 120.0, 4: 500.0, 5: 250.0}
#: How far from a point a town of its name may lie, in km.
_TOWN_KM: Final = 30.0
#: How far from a border a point may lie of which the table says "at the border".
_BORDER_KM: Final = 30.0
#: Rows whose point lies this far from where it would lie with lat and lon swapped are checked.
_SWAPPED_KM: Final = 300.0
_NOUN: Final = {3: "district", 4: "province", 5: "region"}
_KIND: Final = re.compile(
    r"\b(?:district|agency|tehsil|county|governorate|province|region|state|department|oblast|raion|"
    r"municipality|area|the|of|in|near|along|and)\b",
    re.IGNORECASE,
)
_BORDER: Final = re.compile(r"\b(?:border|frontier|line of control|LoC|IB|LAC)\b", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\(([^)]*)\)")


def locate(
    events: Sequence[Event], gazetteer: Gazetteer
) -> tuple[tuple[Event, ...], tuple[Reject, ...]]:
    """Return the events with their places settled, and those whose lat and lon are swapped."""
    swapped = _swapped(events, gazetteer)
    settle = _Settler(gazetteer)
    kept = tuple(settle.event(e) for i, e in enumerate(events) if i not in swapped)
    rejects = tuple(_swap_reject(events[i]) for i in sorted(swapped))
    return kept, rejects


class _Settler:
    """Answers each distinct place once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.matcher = Matcher(gazetteer)
        self.areas: dict[tuple[int, Place], Place | None] = {}

    def event(self, event: Event) -> Event:
        place = event.place
        if place is None:
            return self._named(event) if event.place_words else event
        if place.id:
            return event if place.feature_code else self._known(event, place)
        if event.where_prec is None:
            event = self._with_precision(event, place)
        if event.where_prec not in _NEAR_KM:
            return event
        key = (event.where_prec, place)
        if key not in self.areas:
            self.areas[key] = next(self._area_places(place, event.where_prec), None)
        area = self.areas[key]
        return self._with_area(event, place, area) if area else event

    def _named(self, event: Event) -> Event:
        """Give an event whose table has only a name the place that the name means."""
        answer = self.matcher.match(event.place_words)
        if answer.place is None:
            return replace(event, reasons=(*event.reasons, "name not in the gazetteer"))
        return replace(
            event,
            place=answer.place,
            where_prec=answer.where_prec,
            confidence=min(event.confidence, answer.confidence),
            reasons=(*event.reasons, f"geocoded by name ({answer.how})"),
        )

    def _known(self, event: Event, place: Place) -> Event:
        """Give a place that has only an id the gazetteer's class and code for it."""
        try:
            known = self.gazetteer.get(place.id)
        except GazetteerError:
            return event
        there = replace(
            place, feature_class=known.feature_class, feature_code=known.feature_code,
            admin2=known.admin2, population=known.population,
        )  # fmt: skip
        return replace(event, place=there)

    def _with_precision(self, event: Event, place: Place) -> Event:
        """Tell how precise a point of unknown precision is by what its name is a name of.

        A name that a town near the point bears is exact; one that only a division around the point
        bears stands for the division.
        """
        found = [m.place for m in self.gazetteer.lookup(place.name) if m.kind != "demonym"]
        coarse = [p for p in found if precision_of(p) in _NEAR_KM
                  and _may_be(p, place, precision_of(p))]  # fmt: skip
        towns = [p for p in found if precision_of(p) == 1
                 and _km(p.lat, p.lon, place.lat, place.lon) <= _TOWN_KM]  # fmt: skip
        if towns or not coarse:
            return replace(event, where_prec=1)
        precision = precision_of(coarse[0])
        reason = f"{place.name} is a {_NOUN[precision]}, so its point is no place"
        return replace(event, where_prec=precision, reasons=(*event.reasons, reason))

    def _with_area(self, event: Event, place: Place, area: Place) -> Event:
        """Return the event at the table's point and name, with the gazetteer's id for its area."""
        known = replace(
            area, name=place.name or area.name, lat=place.lat, lon=place.lon,
            country=place.country or area.country, admin1=place.admin1 or area.admin1,
        )  # fmt: skip
        reason = f"area of {area.name}"
        return replace(event, place=known, reasons=(*event.reasons, reason))

    def _area_places(self, place: Place, precision: int) -> Iterator[Place]:
        """Yield the places with an area that a row may mean, the likeliest first.

        Of a row at a border that also names a district, the district is the closer answer.
        """
        district = [*_ASIDE.findall(place.name), place.admin2]
        upper = {3: district, 4: [place.admin1], 5: district}[precision]
        at_border = precision == 5 and bool(_BORDER.search(place.name))
        names = upper if at_border else [place.name, *upper]
        for name in dict.fromkeys(n for n in names if n):
            yield from self._by_name(name, place, precision)
        if at_border:
            yield from self._borders(place)
        yield from self._around(place)

    def _by_name(self, name: str, place: Place, precision: int) -> Iterator[Place]:
        bare = " ".join(_KIND.sub(" ", _ASIDE.sub(" ", name)).split())
        for form in dict.fromkeys((name, bare)):
            matches = self.gazetteer.lookup(form) or self.gazetteer.fuzzy(form, limit=5, cutoff=88)
            for match in sorted(matches, key=lambda m: not m.place.feature_code.startswith("ADM")):
                if _may_be(match.place, place, precision) and self._has_area(
                    match.place, precision
                ):
                    yield match.place

    def _has_area(self, place: Place, precision: int) -> bool:
        """Whether a place's shape can be drawn; a disc is too rough for a whole province."""
        if place.feature_code == "BDRY":
            return True
        area = self.gazetteer.area(place.id)
        return area is not None and not (precision == 4 and area.kind == "disc")

    def _borders(self, place: Place) -> Iterator[Place]:
        """Yield the line that a row names ("LoC"), then the one at which its point lies.

        Of a border of several parts the part with a name of its own comes first.
        """
        for match in self.gazetteer.lookup(_BORDER.findall(place.name)[0]):
            if match.place.feature_code == "BDRY" and place.country in match.place.id:
                yield match.place
        near = sorted(
            (round(km), "/" not in border.place.id, border.place.id, border.place)
            for border in self.gazetteer.borders()
            if place.country in ("", border.country_a, border.country_b)
            and (km := _km_to(border.geometry, place)) <= _BORDER_KM
        )
        yield from (line for *_, line in near[:1])

    def _around(self, place: Place) -> Iterator[Place]:
        """Yield the first-order division around a point."""
        for near in self.gazetteer.near(place.lat, place.lon, 1500, codes=("ADM1",), limit=12):
            same = near.place.country == place.country or not place.country
            if same and self.gazetteer.contains(near.place.id, place.lat, place.lon):
                yield near.place


def _may_be(found: Place, place: Place, precision: int) -> bool:
    if found.feature_code.startswith("PCL") or found.feature_class == "P":
        return False
    if precision == 4 and found.feature_code not in ("ADM1", "RGN", "RGNH"):
        return False
    if found.country and place.country and found.country != place.country:
        return False
    return _km(found.lat, found.lon, place.lat, place.lon) <= _NEAR_KM[precision]


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance in km on a plane, good enough to tell near from far."""
    turn = (other_lon - lon + 180) % 360 - 180
    return 111.2 * hypot(other_lat - lat, turn * cos(radians((lat + other_lat) / 2)))


def _km_to(line: object, place: Place) -> float:
    """Return the distance of a place to a line in km, by degrees."""
    import shapely

    return 111.2 * float(shapely.distance(line, shapely.Point(place.lon, place.lat)))


def _swapped(events: Sequence[Event], gazetteer: Gazetteer) -> frozenset[int]:
    """Return the rows that lie in the country they name only when lat and lon are swapped."""
    spots = [(i, e.place) for i, e in enumerate(events) if e.place and _may_be_swapped(e.place)]
    if not spots:
        return frozenset()
    lats, lons = [p.lat for _, p in spots], [p.lon for _, p in spots]
    there = gazetteer.countries_at(lats, lons)
    turned = [i for i, (_, p) in enumerate(spots) if there[i] != p.country]
    swapped = gazetteer.countries_at([lons[i] for i in turned], [lats[i] for i in turned])
    return frozenset(
        spots[i][0] for i, code in zip(turned, swapped, strict=True) if code == spots[i][1].country
    )


def _may_be_swapped(place: Place) -> bool:
    if not place.country or not -90 <= place.lon <= 90:
        return False
    return _km(place.lat, place.lon, place.lon, place.lat) > _SWAPPED_KM


def _swap_reject(event: Event) -> Reject:
    (source, row), place = row_of(event), event.place
    spot = f"lat {place.lat}, lon {place.lon} lies outside {place.country}" if place else ""
    reason = (
        f"Row {row} of {source!r}: {spot}, the row's country, but swapped it lies inside; name the "
        "columns with --columns lat=...,lon=...."
    )
    return Reject(source, row, "lat", reason)
