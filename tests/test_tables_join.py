"""Joining: what is one, what may be several, what is none; the counts add up."""

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tables import acled

import geomap
from geomap.cli import main
from geomap.errors import InputError, SchemaError
from geomap.pipeline.joining import join_articles, join_counts

ARTICLE = """Bomb kills three in Quetta
Published: 7 March 2024

A bomb exploded near a market in Quetta on Wednesday, killing three people, police said.
"""
OTHER = """Traders wait at Chaman
Published: 9 March 2024

Trucks stood in Chaman on Friday. Traders said business was slow.
"""
EVENTS = [
    {"event_id_cnty": "A", "event_date": "2024-03-06", "location": "Quetta", "country": "Pakistan",
     "iso": "586", "latitude": "30.1841", "longitude": "67.0014", "source": "x",
     "event_type": "Explosions/Remote violence", "sub_event_type": "Grenade"},
    {"event_id_cnty": "B", "event_date": "2024-03-05", "location": "Chaman", "country": "Pakistan",
     "iso": "586", "latitude": "30.921", "longitude": "66.4597"},
    {"event_id_cnty": "C", "event_date": "2023-03-06", "location": "Quetta", "country": "Pakistan",
     "iso": "586", "latitude": "30.1841", "longitude": "67.0014"},
    {"event_id_cnty": "chaman", "event_date": "2020-01-01"},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "quetta.txt").write_text(ARTICLE)
    (tmp_path / "chaman.txt").write_text(OTHER)
    (tmp_path / "events.csv").write_text(acled(*EVENTS))
    return tmp_path


def test_events_of_a_table_find_their_articles(folder):
    made = geomap.map([folder])
    tables = made.events[made.events["source_system"] == "acled"]
    joined = join_articles(made, tables).set_index("native_id")
    assert joined["join"].to_dict() == {
        "A": "matched", "B": "matched", "C": "unmatched", "chaman": "matched",
    }  # fmt: skip
    assert joined["joined_by"].to_dict() == {"A": "event", "B": "mention", "C": "", "chaman": "id"}
    assert joined.loc["A", "joined"] == ["quetta"]
    assert join_counts(joined) == {"matched": 3, "ambiguous": 0, "unmatched": 1}


def test_the_command_counts(folder):
    done = CliRunner().invoke(main, ["join", str(folder / "events.csv"), str(folder)])
    assert done.exit_code == 0
    assert done.stderr.splitlines()[-1] == "geomap: 4 rows: 3 matched, 0 ambiguous, 1 unmatched"
    assert len(done.stdout.splitlines()) == 5
    alone = CliRunner().invoke(main, ["join", str(folder / "events.csv")])
    assert alone.exit_code == 2


def test_a_place_column_is_joined_to_events(folder):
    towns = pd.DataFrame({"town": ["Quetta", "Lima", "Chaman"]})
    events = geomap.map([folder / "events.csv"]).events
    joined = geomap.join(geomap.geocode(towns, "town"), events)
    assert joined["join"].tolist() == ["ambiguous", "unmatched", "matched"]
    assert joined["joined"].tolist() == [["acled:A", "acled:C"], [], ["acled:B"]]


def test_events_are_joined_to_mentions(folder):
    made = geomap.map([folder])
    tables = made.events[made.events["source_system"] == "acled"]
    joined = geomap.join(tables, made.toponyms, km=10)
    assert joined["joined"].tolist()[:2] == [["quetta"], ["chaman"]]


def test_an_area_is_near_nothing():
    left = pd.DataFrame({"place_id": ["a"], "lat": [1.0], "lon": [1.0], "where_prec": [4]})
    right = left.assign(place_id="b", event_id="e")
    assert geomap.join(left, right)["join"].tolist() == ["unmatched"]
    assert geomap.join(left, right.assign(place_id="a"))["join"].tolist() == ["matched"]


def test_by_id_lists_match_by_any_of_their_own():
    left = pd.DataFrame({"url": [["u1", "u2"], "u3", "", None]})
    right = pd.DataFrame({"url": ["u2", "u3", "u3"], "document_id": ["d1", "d2", "d3"]})
    joined = geomap.join(left, right, "id", key="url")
    assert joined["joined"].tolist() == [["d1"], ["d2", "d3"], [], []]


def test_what_is_missing_is_said():
    frame = pd.DataFrame({"place": ["Lima"]})
    with pytest.raises(SchemaError, match=r"no column place_id, lat, lon; geomap\.geocode"):
        geomap.join(frame, frame)
    with pytest.raises(InputError, match="use id, place or date_place"):
        geomap.join(frame, frame, "name")
    with pytest.raises(InputError, match="needs key"):
        geomap.join(frame, frame, "id")


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 28)), max_size=8),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 28)), max_size=8),
    st.integers(0, 5),
)
def test_date_and_place_join_as_one_by_one_comparison_does(left, right, days):
    def frame(rows, name):
        day = [f"2024-01-{d:02}" for _, d in rows]
        cells = {"place_id": [p for p, _ in rows], "date_start": day, "date_end": day}
        ids = [f"{name}{i}" for i in range(len(rows))]
        return pd.DataFrame({**cells, "lat": float("nan"), "lon": float("nan"), "event_id": ids})

    joined = geomap.join(frame(left, "l"), frame(right, "r"), "date_place", days=days)
    wanted = [
        [f"r{i}" for i, (q, e) in enumerate(right) if p == q and abs(d - e) <= days]
        for p, d in left
    ]
    assert joined["joined"].tolist() == wanted
    assert sum(join_counts(joined).values()) == len(left)
