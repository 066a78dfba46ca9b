"""What the other places of a text say of a candidate: country, division, distance, pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log10
from typing import TYPE_CHECKING, Final

from geomap.gazetteer import fold
from geomap.geoparse.resolve.candidates import Group
from geomap.geoparse.resolve.signals import Signals, Vector, kilometers, kind_of, unit_vector
from geomap.model import Place

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["Anchor", "Context", "pair_signals"]

_WIDE: Final = frozenset(("country", "continent", "region", "water", "terrain"))
_PARENTS: Final = frozenset(("country", "continent", "admin1"))
_FAR_KM: Final = 3000.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a group of mentions is taken to mean, for now."""

    group: int
    name: str
    start: int
    weight: float
    place: Place
    kind: str
    point: Vector


@dataclass(slots=True)
class Context:
    """The anchors of a document and their sums by country and division.

    ``lines`` are the pairs of countries that share a border.
    """

    anchors: Sequence[Anchor]
    crossings: Sequence[Vector] = ()
    lines: frozenset[frozenset[str]] = frozenset()
    countries: dict[str, float] = field(default_factory=dict)
    divisions: dict[tuple[str, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Add up the anchors."""
        for anchor in self.anchors:
            place = anchor.place
            if place.country:
                known = self.countries.get(place.country, 0.0)
                self.countries[place.country] = known + anchor.weight
            if place.admin1:
                key = (place.country, fold(place.admin1))
                self.divisions[key] = self.divisions.get(key, 0.0) + anchor.weight

    def signals(self, index: int, group: Group, place: Place) -> Signals:
        """Return what the anchors of other names say of one candidate of a group."""
        kind = kind_of(place)
        others = [a for a in self.anchors if a.group != index and a.name != group.name]
        if not others:
            return {"alone": 1.0}
        signals = self._shares(index, group, place, kind)
        if kind not in _WIDE:
            signals.update(self._distances(others, place))
            signals.update(self._near_crossing(place))
        return signals

    def _shares(self, index: int, group: Group, place: Place, kind: str) -> Signals:
        """Return the shares of the text's mentions in the candidate's country and division."""
        own = [a for a in self.anchors if a.group == index or a.name == group.name]
        nation = sum(a.weight for a in own if a.place.country == place.country)
        all_own = sum(a.weight for a in own if a.place.country)
        rest = sum(self.countries.values()) - all_own
        signals: Signals = {}
        if place.country and rest > 0:
            share = (self.countries.get(place.country, 0.0) - nation) / rest
            signals["country_share"] = share
            if share <= 0:
                signals["next_door" if self._borders(place.country) else "foreign"] = 1.0
        if place.admin1 and kind != "country":
            signals.update(self._division(own, place, kind))
        return signals

    def _borders(self, country: str) -> bool:
        """Whether a country borders one that the text speaks of."""
        return any(frozenset((country, other)) in self.lines for other in self.countries)

    def _division(self, own: Sequence[Anchor], place: Place, kind: str) -> Signals:
        """Return the share of the mentions in the candidate's first-order division."""
        key = (place.country, fold(place.admin1))
        mine = sum(a.weight for a in own if (a.place.country, fold(a.place.admin1)) == key)
        rest = sum(self.divisions.values()) - sum(a.weight for a in own if a.place.admin1)
        if rest <= 0:
            return {}
        share = (self.divisions.get(key, 0.0) - mine) / rest
        name = "contains_share" if kind == "admin1" else "division_share"
        return {name: share, "division_seen": float(share > 0)}

    def _distances(self, others: Sequence[Anchor], place: Place) -> Signals:
        """Return how near the candidate is to the anchors that are points."""
        point = unit_vector(place)
        near = [(kilometers(point, a.point), a.weight) for a in others if a.kind not in _WIDE]
        if not near:
            return {}
        least = min(km for km, _ in near)
        total = sum(weight for _, weight in near)
        return {
            "distance": log10(1 + min(least, _FAR_KM)) / 3.5,
            "within_50": sum(w for km, w in near if km < 50) / total,
            "within_200": sum(w for km, w in near if km < 200) / total,
            "neighbor_100": float(least < 100),
        }

    def _near_crossing(self, place: Place) -> Signals:
        """Return whether the candidate is near the line between two countries of the text."""
        if not self.crossings:
            return {}
        point = unit_vector(place)
        return {"near_crossing": float(any(kilometers(point, c) < 60 for c in self.crossings))}


def pair_signals(place: Place, partners: Sequence[Match]) -> Signals:
    """Return whether a place lies in what its partner may mean ("X, Y")."""
    if not partners:
        return {}
    for rank, match in enumerate(partners[:8]):
        if match.place.id != place.id and _inside(place, match.place):
            return {"pair": 1.0} if rank < 3 else {"pair_weak": 1.0}
    wide = kind_of(partners[0].place) in _PARENTS and kind_of(place) not in _PARENTS
    return {"pair_broken_wide" if wide else "pair_broken": 1.0}


def _inside(place: Place, parent: Place) -> bool:
    """Whether a place lies in a country, a division or beside a town."""
    kind = kind_of(parent)
    if kind == "country":
        return place.country == parent.country
    if place.country != parent.country:
        return False
    if kind == "admin1":
        return fold(place.admin1) == fold(parent.admin1)
    if kind == "admin2" and place.admin2:
        return place.admin2 == parent.admin2 or place.admin2 == parent.name
    return kilometers(unit_vector(place), unit_vector(parent)) < 60
