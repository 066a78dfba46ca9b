"""Corrections by hand: template, edit, rerun; what fits nothing is said."""

import csv
import io
import json
from pathlib import Path

import pytest

from geomap import gazetteer as store
from geomap.errors import InputError, ReadError
from geomap.events import apply_corrections, find_events, read_corrections
from geomap.events.corrections import ACTIONS, COLUMNS, template
from geomap.geoparse import geoparse
from geomap.model import Document
from geomap.pipeline import map as make_map
from geomap.read import read

ARTICLE = Path(__file__).parent / "articles" / "cucuta-urena.txt"


@pytest.fixture(scope="module")
def gazetteer():
    return store.open()


@pytest.fixture(scope="module")
def events(gazetteer):
    document = read([ARTICLE])[0][0]
    return find_events(document, geoparse(document, gazetteer), gazetteer)


def corrected(events, gazetteer, tmp_path, *rows):
    path = tmp_path / "corrections.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return apply_corrections(events, read_corrections(path), gazetteer)


def one(events, sub_event_type):
    return next(e for e in events if e.sub_event_type == sub_event_type)


def test_the_template_changes_nothing(events, tmp_path):
    path = tmp_path / "template.csv"
    path.write_text(template(events), encoding="utf-8")
    assert read_corrections(path) == ()
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row["event_id"] for row in rows] == [e.event_id for e in events]
    assert all(row["quote"] for row in rows)


@pytest.mark.parametrize(
    ("action", "value", "check"),
    [
        ("move", "Arauca", lambda e: e.place.name == "Arauca"),
        ("move", "7.5, -72.25", lambda e: (e.place.lat, e.place.lon, e.place.country) == (7.5, -72.25, "VE")),
        ("choose", "9", lambda e: (e.fatalities.low, e.fatalities.best, e.fatalities.high) == (4, 9, 9)),
        ("choose", "defense ministry", lambda e: e.fatalities.best == 4),
        ("retype", "Explosions/Remote violence/Remote explosive/landmine/IED",
         lambda e: (e.event_type, e.sub_event_type) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        ("retype", "Riots", lambda e: (e.event_type, e.sub_event_type) == ("Riots", "")),
        ("status", "alleged", lambda e: e.status == "alleged"),
        ("date", "2025-03-11/2025-03-12", lambda e: (e.when.start.day, e.when.end.day) == (11, 12)),
    ],
)  # fmt: skip
def test_one_event_is_changed(events, gazetteer, tmp_path, action, value, check):
    clash = one(events, "Armed clash")
    done = corrected(
        events, gazetteer, tmp_path, {"event_id": clash.event_id, "action": action, "value": value}
    )
    assert not done.unmatched
    changed = next(e for e in done.events if e.event_id == clash.event_id)
    assert check(changed)
    assert "corrected" in changed.tags
    assert [e for e in done.events if e is not changed] == [e for e in events if e is not clash]


def test_drop_merge_and_add(events, gazetteer, tmp_path):
    clash, drone = one(events, "Armed clash"), one(events, "Air/drone strike")
    talks = one(events, "Talks")
    done = corrected(
        events, gazetteer, tmp_path,
        {"event_id": talks.event_id, "action": "drop"},
        {"event_id": drone.event_id, "action": "merge", "value": clash.event_id},
        {"action": "add", "value": "Cúcuta", "event_type": "Protests", "date_start": "2025-03-13", "quote": "Seen."},
    )  # fmt: skip
    assert len(done.applied) == 3
    assert not done.unmatched
    ids = [e.event_id for e in done.events]
    assert talks.event_id not in ids
    assert drone.event_id not in ids
    joined = next(e for e in done.events if e.event_id == clash.event_id)
    assert {e.text for e in joined.evidence} == {e.text for e in (*clash.evidence, *drone.evidence)}
    added = done.events[-1]
    assert (added.event_type, added.place.name, added.extractor) == ("Protests", "Cúcuta", "hand")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"event_id": "gone", "action": "drop"}, "no event has this id"),
        ({"event_id": "ID", "action": "move", "value": "Nowhere at All"}, "not in the gazetteer"),
        ({"event_id": "ID", "action": "move", "value": "123, 7"}, "no point"),
        ({"event_id": "ID", "action": "choose", "value": "nobody"}, "no claim has this source"),
        ({"event_id": "ID", "action": "retype", "value": "Fun"}, "no event type"),
        ({"event_id": "ID", "action": "status", "value": "maybe"}, "no status"),
        ({"event_id": "ID", "action": "date", "value": "soon"}, "no day"),
        (
            {"event_id": "ID", "action": "date", "value": "2025-03-02/2025-03-01"},
            "before it starts",
        ),
        ({"event_id": "ID", "action": "merge", "value": "ID"}, "no other event"),
        (
            {"action": "add", "value": "Cúcuta", "event_type": "Fun", "date_start": "2025-03-13"},
            "no event type",
        ),
    ],
)
def test_what_fits_nothing_is_said(events, gazetteer, tmp_path, row, words):
    row = {k: v.replace("ID", events[0].event_id) for k, v in row.items()}
    done = corrected(events, gazetteer, tmp_path, row)
    assert done.events == events
    assert done.applied == ()
    assert words in done.unmatched[0].reason


def test_bad_tables_are_refused(tmp_path):
    path = tmp_path / "c.csv"
    with pytest.raises(ReadError):
        read_corrections(path)
    path.write_text("event_id,value\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'action'"):
        read_corrections(path)
    path.write_text("event_id,action,value\nx,explode,1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"row 2: 'explode' is no action"):
        read_corrections(path)
    assert set(ACTIONS) == {"move", "choose", "retype", "status", "date", "merge", "drop", "add"}


def test_words_of_an_article_are_no_formula(gazetteer):
    document = Document("x", "=cmd() exploded in Cúcuta, killing two people.")
    told = find_events(document, geoparse(document, gazetteer), gazetteer)
    assert told
    assert "\n=" not in template(told)
    assert ",=" not in template(told)


def test_the_map_applies_them_and_says_so(gazetteer, tmp_path):
    before = make_map([ARTICLE], gazetteer=gazetteer)
    clash = before.events[before.events["sub_event_type"] == "Armed clash"].iloc[0]
    table = tmp_path / "corrections.csv"
    table.write_text(
        f"event_id,action,value\n{clash['event_id']},move,Arauca\nold,drop,\n", encoding="utf-8"
    )
    after = make_map([ARTICLE], gazetteer=gazetteer, corrections=table)
    moved = after.events[after.events["event_id"] == clash["event_id"]].iloc[0]
    assert (clash["place_name"], moved["place_name"]) == ("Tibú", "Arauca")
    assert (moved["lat"], moved["lon"]) != (clash["lat"], clash["lon"])
    after.save_all(tmp_path / "out")
    said = json.loads((tmp_path / "out" / "manifest.json").read_text())["corrections"]
    assert said["applied"] == [f"move {clash['event_id']} Arauca"]
    assert "no event has this id" in said["unmatched"][0]["reason"]


def test_ids_survive_a_change_elsewhere_in_the_text(events, gazetteer):
    document = read([ARTICLE])[0][0]
    longer = Document(document.id, document.text.replace("Nobody died.", "Nobody died there at all."),
                      document.title, document.published)  # fmt: skip
    told = find_events(longer, geoparse(longer, gazetteer), gazetteer)
    assert [e.event_id for e in told] == [e.event_id for e in events]
