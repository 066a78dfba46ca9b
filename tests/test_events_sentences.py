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
    (
        "Shells hit Quetta and Pishin in Pakistan on Monday, killing five people.",
        [
            ("Shelling/artillery/missile attack", "occurred", "Quetta", 1, "2024-05-13", 5),
            ("Shelling/artillery/missile attack", "occurred", "Pishin", 1, "2024-05-13", None),
        ],
    ),
    (
        "In Goma several hundred women marched on Monday after two students were abducted near"
        " Bukavu last week.",
        [
            ("Abduction/forced disappearance", "occurred", "Bukavu", 2, "2024-05-06", None),
            ("Peaceful protest", "occurred", "Goma", 1, "2024-05-13", None),
        ],
    ),
    (
        "The army denied reports that its jets had bombed a market in Goma on Monday.",
        [("Air/drone strike", "negated", "Goma", 1, "2024-05-13", None)],
    ),
    (
        "Accounts of a raid on Goma on Monday were false, the mayor said.",
        [("Armed clash", "negated", "Goma", 1, "2024-05-13", None)],
    ),
    (
        "Reports of an attack on Goma on Monday could not be independently verified.",
        [("Attack", "alleged", "Goma", 1, "2024-05-13", None)],
    ),
    (
        "Nobody was killed in the rocket attack on Goma on Monday.",
        [("Shelling/artillery/missile attack", "occurred", "Goma", 1, "2024-05-13", 0)],
    ),
    (
        "A mine killed two guards near Goma on Monday. The rebels said on Tuesday that they had"
        " killed six soldiers.",
        [("Remote explosive/landmine/IED", "occurred", "Goma", 2, "2024-05-13", 2)],
    ),
    (
        "13 May, Goma: Armed men threw a grenade into a bar. Two people died and the wounded were"
        " taken to Bukavu.",
        [("Grenade", "occurred", "Goma", 1, "2024-05-13", 2)],
    ),
    (
        "Gunmen shot at a Congolese army boat near Goma on Monday, wounding three soldiers.",
        [("Armed clash", "occurred", "Goma", 2, "2024-05-13", None)],
    ),
    (
        "Artillery crews on both banks fired rockets at one another near Goma on Monday.",
        [("Armed clash", "occurred", "Goma", 2, "2024-05-13", None)],
    ),
    (
        "On April 29 a herder was shot dead near Goma.",
        [("Attack", "occurred", "Goma", 2, "2024-04-29", 1)],
    ),
    (
        "Police in Goma said they had found 200 rifles in a bus on Monday.",
        [("Disrupted weapons use", "occurred", "Goma", 2, "2024-05-13", None)],
    ),
    (
        "Congo's president, who was in Washington, called the ambush near Goma on Monday cowardly.",
        [("Armed clash", "occurred", "Goma", 2, "2024-05-13", None)],
    ),
    (
        "Two teachers were kidnapped on their way from Motozintla to Siltepec on Friday.",
        [
            (
                *("Abduction/forced disappearance", "occurred"),
                *("between Motozintla and Siltepec", 2, "2024-05-10", None),
            )
        ],
    ),
    (
        "Mine clearers said that a herder lost a leg on Sunday when he stepped on a mine near Moyale.",
        [("Remote explosive/landmine/IED", "occurred", "Moyale", 2, "2024-05-12", None)],
    ),
    (
        "A border courier from Iran was shot dead near Nowsud on Tuesday.",
        [("Attack", "occurred", "Nowsud", 2, "2024-05-14", 1)],
    ),
    (
        "A crowd threw stones at a patrol near Goma on Tuesday, wounding three officers. Three"
        " officers were hurt in Tuesday's clash near Goma, Congo's army said.",
        [("Violent demonstration", "occurred", "Goma", 2, "2024-05-14", None)],
    ),
    (
        "Gunmen attacked a market in Goma on Monday. Fishermen who reached Bukavu the next day"
        " counted 11 bodies.",
        [("Attack", "occurred", "Goma", 1, "2024-05-13", 11)],
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
