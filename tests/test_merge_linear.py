"""The index behind `merge_events` changes nothing: the same result as comparing all with all."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.events import merge_events
from geomap.events.merge import Merger, _same, join_events
from geomap.model import Event, Evidence, Interval, Place, Toll

DAY = date(2024, 3, 1)
#: Pairs 2 km apart, across the antimeridian's near side, near a pole, and far from all others.
SPOTS = [(34.0, 71.0), (34.017, 71.01), (34.1, 71.0), (-0.01, 0.0), (0.012, 0.0), (89.98, 10.0),
         (89.985, 55.0), (60.0, 179.99), (60.02, 179.98)]  # fmt: skip
PLACES = [Place(f"p{i}", f"P{i}", lat, lon, "P", "PPL") for i, (lat, lon) in enumerate(SPOTS)]

days = st.integers(0, 9) | st.sampled_from([30, 31, 32, 400])


@st.composite
def intervals(draw):
    start = DAY + timedelta(draw(days))
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from([Interval(), Interval(start=start), Interval(end=start)]))
    basis = draw(st.sampled_from(["stated", "relative", "inferred", "publication"]))
    end = start + timedelta(draw(st.sampled_from([0, 0, 0, 1, 5, 29, 31, 300])))
    return Interval(start, end, draw(st.sampled_from([1, 2, None])), basis)


@st.composite
def events(draw):
    document = draw(st.sampled_from("abcd"))
    at = draw(st.integers(0, 3))
    return Event(
        event_id=f"{document}{at}",
        event_type=draw(st.sampled_from(["Battles", "Violence against civilians", "Protests"])),
        sub_event_type=draw(st.sampled_from(["Armed clash", "Attack"])),
        status=draw(st.sampled_from(["occurred", "alleged", "planned"])),
        when=draw(intervals()),
        place=draw(st.sampled_from([*PLACES, None])),
        fatalities=draw(st.sampled_from([Toll(), Toll(2, 2, 2), Toll(5, 5, 5)])),
        evidence=(Evidence(document, at, at + 1, "x"),),
        source_system=draw(st.sampled_from(["article", "article", "article", "acled"])),
    )


def all_with_all(told):
    merged = []
    for event in told:
        index = next((i for i, known in enumerate(merged) if _same(known, event)), None)
        if index is None:
            merged.append(event)
        else:
            merged[index] = join_events(merged[index], event)
    return tuple(merged)


@settings(max_examples=150, deadline=None)
@given(st.lists(events(), max_size=25))
def test_the_index_changes_nothing(told):
    assert merge_events(told) == all_with_all(told)


def test_places_as_near_as_the_rule_allows_are_found():
    told = [
        Event(event_id=str(i), event_type="Battles", when=Interval(DAY, DAY), place=place)
        for i, place in enumerate(PLACES)
    ]
    assert len(merge_events(told)) == len(all_with_all(told)) < len(told)


@pytest.mark.parametrize("size", [0, 1, 7])
def test_taking_what_is_done_as_a_stream_goes_on_changes_nothing(size):
    told = [
        Event(event_id=str(i), event_type="Battles", place=PLACES[i % 3],
              when=Interval(DAY + timedelta(i // 3), DAY + timedelta(i // 3)))
        for i in range(30)
    ]  # fmt: skip
    merger, taken = Merger(), []
    for i, event in enumerate(told):
        merger.add(event)
        if size and i % size == 0:
            past = event.when.start - timedelta(1)
            taken += merger.take(lambda e, past=past: e.when.end < past)
    assert sorted(e.event_id for e in (*taken, *merger.take())) == sorted(
        e.event_id for e in merge_events(told)
    )
