"""Which events told so far another may retell: an index, so that merging costs linear time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator
from heapq import merge
from math import cos, floor, radians
from typing import Final

from geomap.events.distance import km_apart
from geomap.events.draft import SAME_KM
from geomap.events.triggers import family
from geomap.model import Event, Interval, Place

__all__ = ["SAME_DEGREES", "SLACK_DAYS", "UNREAL", "Rivals", "kind", "words_of"]

#: Days that two reports of one event may differ by, when a day was only inferred.
SLACK_DAYS: Final = 1
UNREAL: Final = ("negated", "hypothetical", "planned")
#: Longer intervals are not listed day by day.
_LONG_DAYS: Final = 31
#: No two places as near as `SAME_KM` are further apart in latitude.
SAME_DEGREES: Final = SAME_KM / 111.2 * 1.001


def kind(event: Event) -> Hashable:
    """Return what two events must share to be one: family, real or not, and mostly the sub-type."""
    group = family(event.event_type)
    sub = "" if group == "violence" else event.sub_event_type
    return group, sub, event.status in UNREAL


def words_of(event: Event) -> tuple[str, ...]:
    """Return the words that tell an event: the same in every copy of a document."""
    return tuple(e.text for e in event.evidence)


class Rivals:
    """Numbered events, found by kind, by places near each other and by days near each other.

    What is found may be the same event; what is not found cannot be.
    """

    def __init__(self) -> None:
        """Begin with no event."""
        self._numbers: dict[Hashable, list[int]] = {}
        self._places = _Places()

    def add(self, number: int, event: Event) -> None:
        """Register an event; one that has changed is registered again under the same number."""
        for key in _own_keys(event, self._places):
            numbers = self._numbers.setdefault(key, [])
            at = bisect_left(numbers, number)
            if at == len(numbers) or numbers[at] != number:
                numbers.insert(at, number)

    def of(self, event: Event) -> Iterator[int]:
        """Yield the numbers of the events that may be the same, in order; some more than once."""
        keys = dict.fromkeys(_wanted_keys(event, self._places))
        return merge(*(self._numbers[key] for key in keys if key in self._numbers))


def _own_keys(event: Event, places: _Places) -> Iterator[Hashable]:
    if event.source_system == "article" and event.evidence:
        yield "words", words_of(event)
    if event.source_system != "article" or event.place is None:
        return
    where = (kind(event), places.add(event.place))
    days = _days(event.when)
    yield where if days is None else (*where, "dated")
    if days is None:
        return
    yield from ((*where, day) for day in days) if len(days) <= _LONG_DAYS else [(*where, "long")]


def _wanted_keys(event: Event, places: _Places) -> Iterator[Hashable]:
    if event.source_system == "article" and event.evidence:
        yield "words", words_of(event)
    if event.source_system != "article" or event.place is None:
        return
    what, days = kind(event), _days(event.when)
    for place_id in places.near(event.place):
        where = (what, place_id)
        if days is None:
            yield where
        elif len(days) > _LONG_DAYS:
            yield (*where, "dated")
        else:
            yield (*where, "long")
            near = range(days.start - SLACK_DAYS, days.stop + SLACK_DAYS)
            yield from ((*where, day) for day in near)


def _days(when: Interval) -> range | None:
    """Return the days of an interval as ordinals; None when an end is not known."""
    if when.start is None or when.end is None:
        return None
    return range(when.start.toordinal(), when.end.toordinal() + 1)


class _Places:
    """Places seen so far, and which of them lie so near each other that a text may mix them."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = {}
        self._near: dict[str, list[str]] = {}

    def add(self, place: Place) -> str:
        """Return the id of a place, which is known from now on."""
        if place.id not in self._near:
            known = self._within(place)
            self._near[place.id] = [place.id, *known]
            for other in known:
                self._near[other].append(place.id)
            self._cells.setdefault((_row(place), _column(place, _row(place))), []).append(place)
        return place.id

    def near(self, place: Place) -> list[str]:
        """Return the ids of the known places at or near a place."""
        return self._near.get(place.id) or self._within(place)

    def _within(self, place: Place) -> list[str]:
        return [
            other.id
            for cell in _cells_around(place)
            for other in self._cells.get(cell, ())
            if km_apart(place, other) <= SAME_KM
        ]


def _row(place: Place) -> int:
    return floor(place.lat / SAME_DEGREES)


def _column(place: Place, row: int) -> int:
    """Return the column of a place in a row; at least `SAME_KM` wide wherever the place lies."""
    poleward = min(90.0, (abs(row) + 2) * SAME_DEGREES)
    return floor(place.lon * cos(radians(poleward)) / SAME_DEGREES)


def _cells_around(place: Place) -> Iterator[tuple[int, int]]:
    for row in range(_row(place) - 1, _row(place) + 2):
        middle = _column(place, row)
        yield from ((row, column) for column in range(middle - 1, middle + 2))
