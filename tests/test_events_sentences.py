"""Single sentences, each with the events that a careful reader would write down."""

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

WEDNESDAY = date(2024, 5, 15)

CASES = [
    # text, (sub_event_type, status, place, where_prec, day, killed) of each event
    (
        "Officials said the Rafah crossing had reopened on Sunday.",
        [("Crossing reopened", "occurred", "Rafah", 1, "2024-05-12", None)],
    ),
    (
        "Rwanda closed its border with Burundi on Thursday after a grenade attack in Gatumba.",
        [
            ("Crossing closed", "occurred", "Burundi-Rwanda border", 5, "2024-05-09", None),
            ("Grenade", "occurred", "Gatumba", 1, "2024-05-09", None),
        ],
    ),
    (
        "Gunmen stormed a village near Maiduguri on Friday, killing 12 people.",
        [("Attack", "occurred", "Maiduguri", 2, "2024-05-10", 12)],
    ),
    (
        "A bomb exploded in Maiduguri on Friday. Three days later gunmen attacked a market in Damaturu.",
        [
            ("Remote explosive/landmine/IED", "occurred", "Maiduguri", 1, "2024-05-10", None),
            ("Attack", "occurred", "Damaturu", 1, "2024-05-13", None),
        ],
    ),
    (
        "Jets bombed Sumy on Monday. Ukraine said on Tuesday that 13 of its people had been killed"
        " since the fighting began.",
        [
            ("Air/drone strike", "occurred", "Sumy", 1, "2024-05-13", None),
            ("Attack", "background", None, None, "2024-05-13", 13),
        ],
    ),
    (
        "Two soldiers were killed in a clash with smugglers on the Jordan-Syria border on Saturday.",
        [("Armed clash", "occurred", "Jordan-Syria border", 5, "2024-05-11", 2)],
    ),
    (
        "Rebels captured Rutshuru on Monday.",
        [("Non-state actor overtakes territory", "occurred", "Rutshuru", 1, "2024-05-13", None)],
    ),
    (
        "Kenya is uneasy. In Garissa, life goes on behind shutters. Gunmen shot a trader dead at a"
        " bus stop on Monday.",
        [("Attack", "occurred", "Garissa", 2, "2024-05-13", 1)],
    ),
    (
        "Kenyan radio spoke of an explosion in Garissa on Sunday. It was a tyre, police said.",
        [("Remote explosive/landmine/IED", "negated", "Garissa", 1, "2024-05-12", None)],
    ),
    (
        "Surveyors of Uganda and Rwanda are to gather in Kabale on July 4, their fifth round.",
        [("Talks", "planned", "Kabale", 1, "2024-07-04", None)],
    ),
    (
        "In Nairobi some 50 people rallied outside the Somali embassy on Monday.",
        [("Peaceful protest", "occurred", "Nairobi", 1, "2024-05-13", None)],
    ),
    (
        "Drivers blocked the highway at Garissa on Monday to protest against the closure of the"
        " Moyale market.",
        [("Peaceful protest", "occurred", "Garissa", 1, "2024-05-13", None)],
    ),
    (
        "Bombs dropped from a drone killed a woman and her two children in Myawaddy on Sunday.",
        [("Air/drone strike", "occurred", "Myawaddy", 1, "2024-05-12", 3)],
    ),
    ("Officials in Quito said they had no news.", []),
    ("Kabul urged Islamabad to show restraint.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:40] for c in CASES])
def test_a_sentence_tells_what_a_careful_reader_reads(text, wanted):
    told = parse(Document("x", text, published=WEDNESDAY), open_gazetteer()).events
    found = [
        (
            e.sub_event_type,
            e.status,
            e.place.name if e.place else None,
            e.where_prec,
            e.when.start.isoformat() if e.when and e.when.start else None,
            e.fatalities.best,
        )
        for e in told
    ]
    assert sorted(found, key=str) == sorted(wanted, key=str)
