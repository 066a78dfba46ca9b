"""What comes after an event, is only judged, tried, practised or denied makes no row of its own."""

from datetime import date

import pytest

from geomap.events.triggers import family
from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

FRIDAY = date(2025, 3, 14)
ASSERTED = ("occurred", "ongoing", "alleged", "claimed")
CASES = [
    # text, (family, place) of each event that the text asserts
    (
        "On Sunday 60 migrants tried to break through the fence at Kuznica. They hurled stones; a"
        " soldier was treated for a head injury.",
        [("border", "Kuźnica")],
    ),
    (
        "Youths broke into a warehouse in Sarh on Monday and carried off sacks. Police used tear gas.",
        [("strategic", "Sarh")],
    ),
    (
        "Youths broke into a warehouse in Sarh on Monday. Police used tear gas on a march in Moundou.",
        [("strategic", "Sarh"), ("crowd", "Moundou")],
    ),
    (
        "Armed men attacked a market near Ayorou on Tuesday.\n\nSix traders were killed and nine"
        " people were injured.",
        [("violence", "Ayorou")],
    ),
    (
        "Armed men attacked a market near Ayorou on Tuesday.\n\nSix traders were killed in Dosso on"
        " Wednesday.",
        [("violence", "Ayorou"), ("violence", "Dosso")],
    ),
    (
        "Raiders killed seven people near Torit on Sunday. A search party found two more bodies in"
        " the bush on Tuesday.",
        [("violence", "Torit")],
    ),
    (
        "On Monday armed men entered a village 12 km from Batangafo on the Kabo road. Four civilians"
        " lost their lives, and 63 huts were torched.",
        [("violence", "Batangafo")],
    ),
    ("A naik from Gurdaspur, in Punjab, died of splinter injuries on Monday.", [("violence", "")]),
    (
        "Officers arrested a 50-year-old trader of Kitwe at a warehouse in Chililabombwe on Tuesday.",
        [("strategic", "Chililabombwe")],
    ),
    (
        "Police in Narok arrested a trader from Mombasa on Wednesday, the wildlife service said in"
        " Nairobi.",
        [("strategic", "Narok")],
    ),
    (
        "Reports on social media of a gun battle between two brigades in Batifa on Wednesday were"
        " untrue, the ministry said.",
        [],
    ),
    ("Two brigades fought a gun battle in Batifa on Wednesday.", [("violence", "Batifa")]),
    ("An alleged massacre in Kibumba never happened, investigators have concluded.", []),
    ("Suspects are believed to have planned to blow up a pipeline near Baku.", []),
    (
        "An exercise held near Vilnius this week assumed that saboteurs had blown up a bridge.",
        [],
    ),
    ("Abdou was nine when soldiers burned his village. They shot his uncle in Menaka.", []),
    (
        "A witness told the court how men attacked Mukjar and shot 50 prisoners. They raped women in"
        " Zalingei, she said.",
        [],
    ),
    ("Kidnapping is the main danger in Haiti, the authors write.", []),
    ("Human Rights Watch says guards in Melilla push people back over the fence.", []),
    ("Washington condemned the attack on a convoy in Ituri and called for calm.", []),
    (
        "Washington condemned the attack on a convoy in Ituri on Monday.",
        [("violence", "Ituri")],
    ),
    ("The UN says that 3.2 million people have been uprooted in the Sahel.", []),
    ("The UN says that 3,200 people were uprooted in Djugu on Monday.", [("other", "Djugu")]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:50] for c in CASES])
def test_a_story_has_one_row_an_event(text, wanted):
    events = parse(Document("x", text, published=FRIDAY), open_gazetteer()).events
    told = [e for e in events if e.status in ASSERTED and (e.place or e.event_type != "Diplomacy")]
    assert [(family(e.event_type), e.place.name if e.place else "") for e in told] == wanted
