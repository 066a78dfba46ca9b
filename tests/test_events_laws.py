"""What must hold for any text: nothing raises, evidence is there, copies and order change nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import gazetteer as store
from geomap.events import (
    crossings_frame,
    events_frame,
    find_crossing_reports,
    find_events,
    merge_events,
)
from geomap.events.kinds import kind_coder
from geomap.events.merge import in_order_of_telling
from geomap.events.seams import Seams
from geomap.events.triggers import find_triggers
from geomap.geoparse import geoparse
from geomap.model import Document
from geomap.pipeline import parse_all
from geomap.read import read

FOLDER = Path(__file__).parent / "articles"
ARTICLES = sorted(FOLDER.glob("*.txt"))
WORDS = (
    "clashes killed wounded attack airstrike shelling near in at Goma Chaman Kabul Paris the border crossing closed "
    "reopened on Monday Oct. 12 two dozen soldiers said police accused of talks will if no , . ; “ ” ( ) — 2021 "
    "protesters marched gate It there capital its including and after while \n \n\n"
).split(" ")


@pytest.fixture(scope="module")
def gazetteer():
    return store.open()


def told(document, gazetteer):
    toponyms = geoparse(document, gazetteer)
    events = find_events(document, toponyms, gazetteer)
    return events, find_crossing_reports(document, toponyms, gazetteer)


def check(document, events, reports):
    assert len({e.event_id for e in events}) == len(events)
    for event in events:
        assert event.evidence
        assert (event.place is None) == (event.where_prec is None)
        for words in event.evidence:
            assert document.text[words.start : words.end] == words.text
    for report in reports:
        words = report.evidence
        assert document.text[words.start : words.end] == words.text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60),
    st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
)
def test_no_sentence_raises(gazetteer, words, published):
    document = Document("x", " ".join(words), published=published)
    check(document, *told(document, gazetteer))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(gazetteer, text):
    document = Document("x", text)
    check(document, *told(document, gazetteer))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "." * 3000,
        "killed " * 1500,
        "In " * 1500 + "Kabul",
        "two dozen " * 800,
        "(" * 2000,
        "“" * 2000,
        "killing two soldiers and " * 400,
        "Goma, " * 800,
        "Oct. 12-" * 800,
        "99999999999999999999999 soldiers were killed in Goma on Oct. 99.",
        "0 people were killed in Goma.",
        "Soldiers\u2028killed\u0000two\ufeff in Goma\u202e.",
        "{{7*7}} ${jndi} <script>alert(1)</script> killed two people in Goma",
        "closed the the the crossing " * 300,
        "a day after " * 500,
        "said " * 1500,
        "A" * 20_000,
    ],
)
def test_hostile_texts(gazetteer, text):
    document = Document("x", text, published=date(2025, 1, 1))
    events, reports = told(document, gazetteer)
    check(document, events, reports)
    events_frame(events, gazetteer)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_every_event_keeps_its_words(gazetteer, path):
    document = read([path])[0][0]
    check(document, *told(document, gazetteer))


def plain(events):
    return [replace(e, event_id="", evidence=(), sources=()) for e in events]


def test_the_same_article_twice_changes_nothing_but_the_sources(gazetteer):
    document = read([ARTICLES[0]])[0][0]
    copy = replace(document, id="copy", publisher="Other Paper", url="https://example.org/copy")
    once, _ = told(document, gazetteer)
    twice, _ = told(copy, gazetteer)
    single = merge_events(in_order_of_telling(once))
    merged = merge_events(in_order_of_telling([*once, *twice]))
    assert plain(merged) == plain(single)
    assert [[w.text for w in e.evidence] for e in merged] == [
        [w.text for w in e.evidence] for e in single
    ]
    assert all(len(e.sources) == 2 for e in merged)


def test_the_order_of_the_inputs_changes_nothing(gazetteer):
    documents = read(ARTICLES)[0]
    forth, _ = parse_all(documents, gazetteer)
    back, _ = parse_all(documents[::-1], gazetteer)
    assert forth == back
    told = [e for p in forth for e in p.events]
    assert merge_events(in_order_of_telling(told[::-1])) == merge_events(in_order_of_telling(told))
    reports = [r for p in forth for r in p.reports]
    one, other = (crossings_frame(some, gazetteer) for some in (reports, reports[::-1]))
    assert one.astype(str).equals(other.astype(str))


def test_two_attacks_the_same_week_stay_two(gazetteer):
    text = (
        "Gunmen attacked a patrol in Goma on Monday, killing three soldiers. "
        "\n\nIn a separate incident on Thursday, gunmen attacked a patrol in Goma, killing five soldiers."
    )
    events, _ = told(Document("x", text, published=date(2025, 1, 3)), gazetteer)
    assert [(e.when.start.day, e.fatalities.best) for e in events] == [(30, 3), (2, 5)]


def test_one_attack_told_twice_is_one(gazetteer):
    text = (
        "Gunmen attacked a patrol in Goma on Monday, killing three soldiers."
        "\n\nMonday's attack in Goma left three soldiers dead, the army said."
    )
    events, _ = told(Document("x", text, published=date(2025, 1, 3)), gazetteer)
    assert len(events) == 1
    assert len(events[0].evidence) == 2
    assert events[0].fatalities.best == 3


def test_another_tool_may_take_a_step_over(gazetteer):
    document = Document(
        "x", "Gunmen attacked a patrol in Goma on Monday.", published=date(2025, 1, 3)
    )
    toponyms = geoparse(document, gazetteer)

    def told_with(**steps):
        return find_events(document, toponyms, gazetteer, Seams(**steps))

    assert told_with(coder=lambda *_: ()) == ()
    assert [e.place for e in told_with(linker=lambda *_: None)] == [None]
    assert [e.when.basis for e in told_with(resolver=lambda *_: ())] == ["publication"]
    assert told_with() == find_events(document, toponyms, gazetteer)


def test_the_model_types_what_the_lexicon_finds():
    text = "Troops and rebels traded artillery fire for hours on Monday, killing four soldiers."
    found, typed = find_triggers(text), kind_coder(text)
    assert [(t.start, t.end, t.kind) for t in typed] == [(t.start, t.end, t.kind) for t in found]
    assert sum(a != b for a, b in zip(found, typed, strict=True)) <= 1
    assert kind_coder("The minister ate breakfast.") == ()
