"""Values go to files and back; sweeping files is merging all events in the order of their days."""

from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.corpus import sweep as sweeping
from geomap.corpus import values
from geomap.corpus.sweep import events_table, position, sweep
from geomap.corpus.values import from_table, packed, to_table, unpacked
from geomap.events import merge_events
from geomap.model import (
    Actor,
    Claim,
    CrossingReport,
    Event,
    Evidence,
    Interval,
    Place,
    Source,
    Toll,
)

PLACES = [
    Place(f"p{i}", f"P{i}", lat, 71.0, "P", "PPL", "PK", "Khyber", "", 5)
    for i, lat in enumerate((34.0, 34.01, 34.4, -10.0))
]
EVIDENCE = Evidence("d", 3, 9, "words “of” it")


def test_values_come_back_whole():
    event = Event(
        event_id="e1",
        event_type="Battles",
        when=Interval(date(2024, 1, 1), None, 2, "stated"),
        place=PLACES[0],
        where_prec=1,
        actors=(Actor("A", "State forces", "PK", "b"),),
        fatalities=Toll(0, 2, None),
        claims=(Claim("army", "a", "killed", "soldiers", 1, None, 2, "says", "quote"),),
        evidence=(EVIDENCE,),
        sources=(Source("Paper", "https://example.org", date(2024, 1, 2), "Head"),),
        confidence=0.25,
        reasons=("r",),
        tags=("t", "u"),
        codes={"cameo": "190", "plover": ""},
        native={"a": "1"},
    )
    told = [event, Event(event_id="e2", event_type="Other")]
    assert list(from_table(to_table(told, Event), Event)) == told
    report = CrossingReport(PLACES[1], "closed", None, date(2024, 1, 1), "named", "", EVIDENCE)
    assert unpacked(packed(to_table([report], CrossingReport)), CrossingReport) == [report]
    assert unpacked(packed(to_table([], Event)), Event) == []
    assert to_table([], Event).schema == to_table(told, Event).schema


@st.composite
def events(draw):
    start = draw(st.none() | st.integers(0, 6).map(lambda n: date(2024, 3, 1) + timedelta(n)))
    length = draw(st.sampled_from([0, 0, 1, 4, 60]))
    end = start and draw(st.sampled_from([None, start + timedelta(length)]))
    basis = draw(st.sampled_from(["stated", "inferred", "publication"]))
    number = draw(st.integers(0, 10**9))
    place = draw(st.none() | st.sampled_from(PLACES))
    return Event(
        event_id=f"{number:x}{place and place.id}{start}{end}",  # an id has one place and time
        event_type=draw(st.sampled_from(["Battles", "Protests"])),
        status=draw(st.sampled_from(["occurred", "planned"])),
        when=Interval(start, end, 1, basis),
        place=place,
        fatalities=draw(st.sampled_from([Toll(), Toll(2, 2, 2), Toll(5, 5, 5)])),
        evidence=(Evidence(f"d{number % 5}", number, number + 1, "x"),),
    )


def written(parts, folder):
    paths = []
    for i, told in enumerate(parts):
        paths.append(folder / f"{i}.parquet")
        pq.write_table(events_table(told), paths[-1])
    return paths


@pytest.mark.parametrize(("bucket", "held"), [(2, 1), (2, 20_000), (20_000, 3)])
@settings(max_examples=30, deadline=None)
@given(parts=st.lists(st.lists(events(), max_size=8), max_size=4))
def test_sweeping_is_merging(parts, bucket, held, tmp_path_factory):
    scratch = tmp_path_factory.mktemp("sorted")
    paths = written(parts, tmp_path_factory.mktemp("parts"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeping, "BUCKET_EVENTS", bucket)
        patch.setattr(sweeping, "LEAST_HELD", held)
        patch.setattr(values, "BATCH", held)
        found = [event for batch in sweep(paths, scratch) for event in batch]
    told = sorted((e for part in parts for e in part), key=lambda e: position(e)[0])
    assert sorted(found, key=repr) == sorted(merge_events(told), key=repr)
    assert list(scratch.iterdir()) == []


def test_how_the_documents_were_cut_changes_nothing(tmp_path):
    told = [
        Event(event_id=f"{i:x}", event_type="Battles", place=PLACES[i % 3],
              when=Interval(date(2024, 3, 1 + i // 5), date(2024, 3, 1 + i // 5)))
        for i in range(60)
    ]  # fmt: skip
    results = []
    for size in (7, 60):
        folder = tmp_path / str(size)
        (folder / "sorted").mkdir(parents=True)
        paths = written([told[i : i + size] for i in range(0, 60, size)], folder)
        results.append([e for batch in sweep(paths, folder / "sorted") for e in batch])
    assert results[0] == results[1]
    assert len(results[0]) < 60
