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
        [("violence", "12 km from Batangafo")],
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
    (
        "A roadside bomb killed three chiefs in northern Kenya, police said on Tuesday.\n\n"
        "Their car struck the device on Monday on the road from El Wak to Kutulo.",
        [("violence", "El Wak")],
    ),
    (
        "Customs officers seized a ton of heroin at the border with Bulgaria on Wednesday.\n\n"
        "The drugs were found in a truck that was about to leave Turkey at the Kapikule gate.",
        [("border", "Kapikule")],
    ),
    (
        "Gunmen shot dead four labourers in Balochistan on Wednesday, officials said.\n\nThe men"
        " were asleep in a tent in Panjgur when they were attacked.",
        [("violence", "Panjgur")],
    ),
    (
        "Gunmen shot dead four labourers in Balochistan on Wednesday, officials said.\n\nTwo other"
        " men were shot dead in Panjgur on Thursday.",
        [("violence", "Balochistan"), ("violence", "Panjgur")],
    ),
    (
        "Ukrainian drones killed two people in Russia on Thursday.\n\nA drone killed a tractor driver"
        " near Sudzha. A woman died when a drone hit a car in Shebekino.",
        [("violence", "Sudzha"), ("violence", "Shebekino")],
    ),
    (
        "Some 900 people were displaced in Chad on Monday.\n\nThe governor said in Adre that he"
        " needed tents.",
        [("other", "Chad")],
    ),
    (
        "A jet bombed a village near the Indian border on Thursday.\n\nTwo bombs fell on a school in"
        " Tamu.",
        [("violence", "Tamu")],
    ),
    (
        "A bomb hit a truck in Baidoa on Monday. Four men died and three were evacuated to Nairobi"
        " with burns.",
        [("violence", "Baidoa")],
    ),
    (
        "Three men were seized near Bukavu. Two were wanted for bombings in Mosul.",
        [("strategic", "Bukavu")],
    ),
    (
        "The truce ended four days of drone attacks and has held better than many in Delhi or"
        " Islamabad thought.",
        [],
    ),
    (
        "Youths in Bolgatanga set fire to a lorry on Monday and beat its driver, now in a hospital in"
        " Tamale.",
        [("crowd", "Bolgatanga")],
    ),
    (
        "The army accuses nobody. Nouakchott accuses troops of having shot dead three herders on"
        " Monday.",
        [("violence", "")],
    ),
    (
        "Soldiers shot back near Colchane, killing one of the men, according to the regional"
        " prosecutor in Iquique.",
        [("violence", "Colchane")],
    ),
    (
        "Talks between the authorities in Port Sudan and the UN, held in Addis Ababa on Monday, ended"
        " without a result.",
        [("diplomacy", "Addis Ababa")],
    ),
    (
        "Police in Gondar, in the neighbouring Amhara region, said they had found 8,000 rounds of"
        " ammunition in a tanker on Sunday.",
        [("strategic", "Gonder")],
    ),
    ("Messages are going around on social media about clashes in Galkayo.", []),
    ("Clashes broke out in Galkayo on Monday.", [("violence", "Gaalkacyo")]),
    (
        "Gunmen who crossed from Afghanistan killed five workers in Kulob on Monday.",
        [("violence", "Kulob")],
    ),
    ("Gunmen crossed from Afghanistan near Kulob on Monday.", [("border", "Kulob")]),
    (
        "Guards shot at men trying to enter Iran on Monday, killing two.\n\nIt happened near Zaranj.",
        [("violence", "Zaranj")],
    ),
    (
        "A rocket hit the bus station of Kilis on Monday. The rocket was fired from a hill near Azaz.",
        [("violence", "Kilis")],
    ),
    ("Two rockets fired from Syria landed in Akcakale on Monday.", [("violence", "Akçakale")]),
    (
        "Shells fired from the hills hit houses in Kilis on Monday.",
        [("violence", "Kilis")],
    ),
    ("At least 70 people have died in Lampedusa this year.", []),
    ("At least 70 people died in Lampedusa on Monday.", [("violence", "Lampedusa")]),
    (
        "Leaders of the two groups had agreed to sit down in Aizawl on Sunday.",
        [],
    ),
    (
        "Relatives of hostages stood in the way of lorries outside Ashdod on Monday.",
        [],
    ),
    ("Khartoum and Juba have been at odds since rebels seized Heglig.", []),
    (
        "The road has been shut since gunmen ambushed a bus near Bria on Tuesday.",
        [("violence", "Bria")],
    ),
    ("A court recalled the year 2016, when a man was killed at a checkpoint in Khurcha.", []),
    ("Sulu lies across the sea from Sabah, where the group once kidnapped tourists.", []),
    ("The chiefs had been on their way to meet the president in Mandera.", []),
    ("Kabul warned on Tuesday that further raids on Khost would be answered.", []),
    (
        "Rwanda spoke of an attack that troops carried out in Walikale.\n\n"
        '"There are no soldiers in Walikale, and there was no attack," a spokeswoman said.',
        [],
    ),
    ("The UN says that 3,200 people were uprooted in Djugu on Monday.", [("other", "Djugu")]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:50] for c in CASES])
def test_a_story_has_one_row_an_event(text, wanted):
    events = parse(Document("x", text, published=FRIDAY), open_gazetteer()).events
    told = [e for e in events if e.status in ASSERTED and (e.place or e.event_type != "Diplomacy")]
    assert [(family(e.event_type), e.place.name if e.place else "") for e in told] == wanted


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Troops shelled Kotli on Monday, a charge that Delhi swiftly rejected.", "alleged"),
        ("Troops shelled Kotli on Monday, which Delhi denied.", "alleged"),
        ("Troops shelled Kotli on Monday, the first shells in a year.", "occurred"),
    ],
)
def test_what_the_other_side_rejects_is_alleged(text, status):
    (event,) = parse(Document("x", text, published=FRIDAY), open_gazetteer()).events
    assert event.status == status
