"""What is told again, practised, judged or only named is no event; what differs from it stays one."""

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
        "Ambush near Gao\n\nA convoy was attacked near Gao on Friday, and 32 people were killed."
        " The massacre on the Ansongo road is one of the worst of recent years.",
        [("violence", "Gao")],
    ),
    (
        "A convoy was attacked near Gao on Friday. An ambush on the Ansongo road on Sunday killed"
        " two soldiers.",
        [("violence", "Gao"), ("violence", "Ansongo")],
    ),
    (
        "Mexican marines arrested a leader of a cartel in Reynosa on Wednesday. After the arrest the"
        " man was flown to Mexico City.",
        [("strategic", "Reynosa")],
    ),
    (
        "Turkish and Azerbaijani troops held a drill in Nakhchivan this week in which they practised"
        " storming a village and shelling targets.",
        [],
    ),
    ("Russian troops shelled a village near Sumy on Monday.", [("violence", "Sumy")]),
    ("Herders in Ituri attack farmers who refuse to pay, and kidnap their sons.", []),
    (
        "Herders in Ituri attacked farmers on Monday, and kidnapped two sons.",
        [("violence", "Ituri")],
    ),
    ("The army trains recruits in Pabbi to lay ambushes, defuse bombs and storm houses.", []),
    (
        "Videos that claim to show a mob burning the bus station in Matamoros are from another"
        " country, a newspaper found.",
        [],
    ),
    (
        "An explosion was heard in Gyumri on Wednesday. There was no attack, the ministry said.",
        [],
    ),
    (
        "HIGHLIGHTS\n\n• Twelve people killed in a night attack on a market in Abyei.\n"
        "• Drone strike in Sudan halts buses for two days.\n\nABYEI\n\n"
        "• On 6 March gunmen attacked Amiet market, north of Abyei, and killed 12 people.\n\n"
        "RENK\n\n• On 8 March a drone hit a lorry near Wad Madani in Sudan.",
        [("violence", "Amiet"), ("violence", "Wad Medani")],
    ),
    (
        "The valley was held by rebels until August 2015, when the army came. In the same war Sumy"
        " was burned, and bombs that fell on the square of Konotop killed six people.",
        [],
    ),
    (
        "A bomb killed two in Baidoa on Monday. In 2015 gunmen raided the governor's house. Eight"
        " guards were killed. The attackers fled to the bush.",
        [("violence", "Baidoa")],
    ),
    (
        "In April 2022 men attacked the ministry in Tiraspol, and a day later a bomb toppled a mast"
        " at Maiac.",
        [],
    ),
    (
        "The school in Sumy, which opened in 1998, was destroyed by a bomb. A cleaner was killed.",
        [("violence", "Sumy")],
    ),
    (
        "Gunmen attacked the mosque in Bannu, founded in 1921, killing three.",
        [("violence", "Bannu")],
    ),
    (
        "Three soldiers were killed in the northwest of Pakistan, the army said. They died when a"
        " bomb hit their car near Miranshah on Thursday.",
        [("violence", "Miran Shah")],
    ),
    (
        "Gunmen killed three soldiers in Pakistan on Monday. A bomb wounded two farmers near"
        " Quetta on Thursday.",
        [("violence", "Pakistan"), ("violence", "Quetta")],
    ),
    ("Drivers who refuse to pay are beaten, and many are robbed, said a trader in Bangassou.", []),
    ("Two drivers are killed on the road to Bangassou.", [("violence", "Bangassou")]),
    ("Truckers ended their strike in Tijuana on Monday.", []),
    ("Truckers went on strike in Tijuana on Monday.", [("crowd", "Tijuana")]),
    ("A wall of names in Vukovar recalls those killed in the siege.", []),
    (
        "Israel struck Lebanon again on Thursday. A drone killed a man on a motorcycle in Tyre.",
        [("violence", "Tyre")],
    ),
    (
        "Human rights groups accuse both sides of shelling homes, executing prisoners and looting.",
        [],
    ),
    ("The two kings condemned Israeli raids in Syria and rocket fire from Gaza.", []),
    (
        "Seven people, not 70 as the rebels said, were killed by an air strike near Mopti on Sunday.",
        [("violence", "Mopti")],
    ),
    ("What residents of Zhytomyr took for an attack was a storm.", []),
    (
        "Traders waited at the river after Tanzania shut the ferry on Monday, citing an attack by"
        " insurgents in Mozambique.\n\nThe order was read out at noon.\n\nFighters attacked"
        " Mueda on Sunday evening and shot five people dead. Earlier accounts which spoke of"
        " eleven dead were wrong, an official told a radio station in Pemba.",
        [("violence", "Mueda")],
    ),
    (
        "Gunmen killed nine people in Mozambique on Sunday, the army said.\n\nThe order was read"
        " out at noon.\n\nFighters attacked Mueda on Sunday and shot five people dead.",
        [("violence", "Mozambique"), ("violence", "Mueda")],
    ),
    ("In Moyale, the trouble is abductions.", []),
    (
        "Police arrested 14 men suspected of cattle rustling near Maroua on Monday and seized nine"
        " rifles.",
        [("strategic", "Maroua")],
    ),
    ("The villagers gave clashing accounts of a bloody week around Palma.", []),
    (
        "Several hundred people marched in Sumy on Wednesday. Hours before the march, late on"
        " Tuesday, gunmen fired half a dozen shells at fields outside the town.",
        [("crowd", "Sumy"), ("violence", "Sumy")],
    ),
    ("The conflict in Catatumbo began on January 16, when an offensive killed 80 people.", []),
    ("The elders slaughtered a white bull at Moyale on Thursday.", []),
    ("Raiders slaughtered three families at Moyale on Thursday.", [("violence", "Moyale")]),
    (
        "Local media had reported a shooting in Zahedan. The ministry later said that the report was"
        " baseless.",
        [],
    ),
    (
        "In March 2022 rebels took Mueda. That May, jihadists killed hundreds in Macomia and Palma.",
        [],
    ),
    ("The novel opens in Peshawar, where a bomb kills the hero's wife.", []),
    (
        "Ministers of six countries met in Sarajevo on Wednesday for talks about smuggling.",
        [("diplomacy", "Sarajevo")],
    ),
    ("Cholera: 212 cases and nine deaths were recorded in Renk this week.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:40] for text, _ in CASES])
def test_only_what_happened_and_only_once(text, wanted):
    """Count and place of the asserted events are those a careful reader lists."""
    events = parse(Document("a", text, published=FRIDAY), open_gazetteer()).events
    told = [e for e in events if e.status in ASSERTED]
    got = [(family(e.event_type), e.place.name if e.place else "") for e in told]
    assert got == wanted


def test_how_officials_spoke_is_no_word_on_the_talks():
    text = (
        "Talks between Peru and Ecuador ended in Loja on Monday.\n\n"
        "The officials spoke on condition of anonymity as they may not discuss the talks."
    )
    (event,) = parse(Document("x", text, published=date(2025, 2, 14)), open_gazetteer()).events
    assert len(event.evidence) == 1


def test_what_is_only_alleged_does_not_name_what_happened():
    text = (
        "The crisis began when explosions were heard in Kabul on Feb. 9. "
        "The Taliban accused Pakistan of airstrikes on the capital."
    )
    events = parse(Document("x", text, published=date(2025, 2, 14)), open_gazetteer()).events
    kinds = {e.status: e.sub_event_type for e in events}
    assert "occurred" in kinds
    assert kinds["occurred"] != "Air/drone strike"
