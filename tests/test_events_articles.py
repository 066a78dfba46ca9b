"""Whole articles of our own, at seven borders: what a careful reader would put on the map."""

from pathlib import Path

import pytest

from geomap import gazetteer as store
from geomap.pipeline import parse
from geomap.read import read

FOLDER = Path(__file__).parent / "articles"

#: Sub-event type, place ("" where the gazetteer has none), first day, deaths, status.
EVENTS = {
    "cucuta-urena": [
        ("Armed clash", "Tibú", "2025-03-12", 4, "occurred"),
        ("Air/drone strike", "El Tarra", "2025-03-11", 0, "occurred"),
        ("Smuggling/seizure", "Ureña", "2025-03-10", None, "occurred"),
        ("Peaceful protest", "Cúcuta", "2025-03-13", 0, "occurred"),
        ("Talks", "Quito", "2025-03-20", None, "planned"),
        ("Talks", "Havana", "2025-02-01", None, "occurred"),
        ("Crossing closed", "Colombia-Venezuela border", "2015-08-01", None, "background"),
    ],
    "mae-sot-myawaddy": [
        ("Shelling/artillery/missile attack", "Mae Sot", "2024-04-20", 2, "occurred"),
        ("Non-state actor overtakes territory", "Myawaddy", "2024-04-19", 12, "occurred"),
        ("Crossing closed", "Mae Sot-Myawaddy", "2024-04-20", None, "occurred"),
        ("Air/drone strike", "Kawkareik", "2024-04-21", 6, "occurred"),
        ("Arrests", "Three Pagodas Pass", "2024-04-19", None, "occurred"),
        ("Armed clash", "Hpa-An", "2024-04-21", None, "negated"),
    ],
    "goris-lachin": [
        ("Armed clash", "Jermuk", "2022-11-07", 3, "occurred"),
        ("Shelling/artillery/missile attack", "Sotk", "2022-11-07", None, "occurred"),
        ("Peaceful protest", "Goris", "2022-11-05", None, "occurred"),
    ],
    "kuznica-grodno": [
        ("Crossing closed", "Kuznica", "2024-06-06", None, "occurred"),
        ("Crossing closed", "Bobrowniki", "2023-02-01", None, "ongoing"),
        ("Peaceful protest", "Białystok", "2024-06-07", None, "occurred"),
        ("Talks", "Brest", "2024-06-11", None, "planned"),
    ],
    "akcakale-tal-abyad": [
        ("Remote explosive/landmine/IED", "Tal Abyad", "2019-11-23", 10, "occurred"),
        ("Shelling/artillery/missile attack", "Akçakale", "2019-11-24", None, "occurred"),
        ("Crossing closed", "Tal Abyad", "2019-11-23", None, "occurred"),
        ("Crossing reopened", "Tal Abyad", "2019-11-25", None, "occurred"),
    ],
    "agartala-akhaura": [
        ("Peaceful protest", "Dhaka", "2025-01-19", None, "occurred"),
        ("Talks", "New Delhi", "2025-02-01", None, "planned"),
        ("Crossing restricted", "Agartala-Akhaura", "2025-01-18", None, "ongoing"),
    ],
    "ouanaminthe-dajabon": [
        ("Attack", "Belladere", "2025-06-15", 11, "occurred"),
        ("Air/drone strike", "Mirebalais", "2025-06-16", 8, "occurred"),
        ("Deportation/return", "Dajabón", "2025-06-17", None, "occurred"),
        ("Crossing closed", "Jimani", "2025-06-18", None, "ongoing"),
        ("Crossing closed", "Elias Pina", "2025-06-18", None, "ongoing"),
    ],
}
CROSSINGS = {
    "cucuta-urena": {
        "Simon Bolivar Bridge": "partial",
        "Francisco de Paula Santander Bridge": "open",
    },
    "mae-sot-myawaddy": {"Mae Sot-Myawaddy": "closed"},
    "goris-lachin": {"Sadakhlo": "open"},
    "kuznica-grodno": {"Kuznica": "closed", "Terespol": "partial", "Bobrowniki": "closed"},
    "akcakale-tal-abyad": {"Tal Abyad": "open", "Bab al-Salama": "open"},
    "agartala-akhaura": {"Agartala-Akhaura": "partial"},
    "ouanaminthe-dajabon": {"Dajabon": "partial", "Jimani": "closed", "Elias Pina": "closed"},
}
#: Governments, datelines, credits and homes: nothing happened there.
NOWHERE = {
    "cucuta-urena": ["Bogotá", "Caracas", "Madrid", "London", "Paris", "Lima"],
    "mae-sot-myawaddy": ["Nay Pyi Taw", "Bangkok", "Yangon"],
    "goris-lachin": ["Yerevan", "Moscow", "Baku", "Paris"],
    "kuznica-grodno": ["Warsaw", "Minsk", "Vilnius", "Riga"],
    "akcakale-tal-abyad": ["Ankara", "Washington", "Moscow", "Manbij"],
    "agartala-akhaura": ["Agartala", "Lucknow"],
    "ouanaminthe-dajabon": ["Port-au-Prince", "Santo Domingo", "Washington"],
}


@pytest.fixture(scope="module")
def parsed():
    gazetteer = store.open()
    documents = read([FOLDER / f"{name}.txt" for name in EVENTS])[0]
    return {name: parse(d, gazetteer) for name, d in zip(EVENTS, documents, strict=True)}


def row(event):
    where = event.place.name if event.place else ""
    return (event.sub_event_type, where, str(event.when.start), event.fatalities.best, event.status)


@pytest.mark.parametrize(("name", "wanted"), [(n, w) for n, rows in EVENTS.items() for w in rows])
def test_events(parsed, name, wanted):
    found = [row(event) for event in parsed[name].events]
    assert wanted in found


@pytest.mark.parametrize("name", CROSSINGS)
def test_crossings(parsed, name):
    latest = {}
    for report in sorted(parsed[name].reports, key=lambda r: str(r.as_of)):
        latest[report.crossing.name] = report.status
    assert CROSSINGS[name].items() <= latest.items()


@pytest.mark.parametrize("name", NOWHERE)
def test_nothing_stands_where_nothing_happened(parsed, name):
    shown = {
        e.place.name
        for e in parsed[name].events
        if e.place and e.status not in ("negated", "hypothetical")
    }
    assert shown.isdisjoint(NOWHERE[name])


def test_rival_tolls_are_claims_of_one_event(parsed):
    clash = next(e for e in parsed["cucuta-urena"].events if e.sub_event_type == "Armed clash")
    claims = {(c.best, c.metric) for c in clash.claims}
    assert {(4, "killed"), (9, "killed"), (7, "injured")} <= claims
    taken = next(
        e for e in parsed["mae-sot-myawaddy"].events if e.place and e.place.name == "Myawaddy"
    )
    assert (taken.fatalities.low, taken.fatalities.best, taken.fatalities.high) == (12, 12, 40)


def test_crossings_that_nobody_knows_are_listed():
    gazetteer = store.open()
    from datetime import date

    from geomap.model import Document

    text = "Bishkek closed the Tashqala-Bel crossing on Tuesday evening."
    events = parse(Document("x", text, published=date(2026, 3, 11)), gazetteer).events
    assert [(e.sub_event_type, e.place, e.place_words) for e in events] == [
        ("Crossing closed", None, "Tashqala-Bel crossing")
    ]
