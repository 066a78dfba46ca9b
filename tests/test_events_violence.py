"""Violence told in roundabout words, and violent words that tell of none."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

PUBLISHED = date(2024, 10, 9)
VIOLENCE = {"Battles", "Explosions/Remote violence", "Violence against civilians"}

KINDS = {
    "Armed clash": [
        "Seven jihadists were cut down by Chadian troops as they crossed the lake at Baga Sola.",
        "Fighters of the M23 and the army came to blows again on the hills above Sake.",
        "Russian forces attacked near Kupyansk on October 8 but did not make confirmed advances.",
        "Street battles shook Omdurman on Wednesday as the army tried to push into the old market.",
        "Fierce combat engulfed the airport of Goma.",
        "Security men and militants shot it out in a bazaar in Khar.",
        "Gun attack on police van in Hub kills two.",
        "The militants put up a fight at Tral and were killed after ten hours.",
        "Guerrillas harassed a convoy between Demoso and Loikaw.",
    ],
    "Government regains territory": [
        "Federal soldiers wrested Lalibela from the Fano militia.",
        "The Taliban were ousted from Andar by army commandos.",
        "Afghan forces took back Dasht-e-Archi, the ministry said.",
    ],
    "Non-state actor overtakes territory": [
        "The ethnic alliance wrested Chinshwehaw from the military.",
        "Gangs now control the road to Malpasse and the town around it.",
        "The jihadists pushed on and took Leo.",
        "The fall of Wad Madani to the RSF sent thousands fleeing.",
    ],
    "Air/drone strike": [
        "Two motorcyclists were killed by a drone near Tyre.",
        "Russian guided bombs hit a block of flats in Kharkiv.",
        "Raids by the coalition on Hodeidah killed three sailors.",
        "A loitering munition struck a bus in Stepanakert.",
        "The air force hit nine launchers near Nabatieh, the army said.",
    ],
    "Suicide bomb": [
        "A man rammed a car full of explosives into a convoy in Mir Ali.",
        "A bomber on a motorcycle struck a checkpost at Chaman.",
    ],
    "Shelling/artillery/missile attack": [
        "Indian gunners targeted posts across the Line of Control at Tatta Pani.",
        "Russian forces rained missiles on Odesa overnight.",
        "Cross-border fire by tanks damaged houses in Kilis.",
        "Turkish howitzers struck Tal Rifaat.",
        "Enemy artillery worked over Vovchansk all night.",
        "Pieces of a downed missile fell on Belgorod, hurting two.",
        "Salvoes of Grads hit Sabha.",
        "A round from a tank hit a UN post at Naqoura.",
    ],
    "Remote explosive/landmine/IED": [
        "A herder stepped on an explosive left in the grass near Kidal.",
        "The car of an official was blown up in Melitopol.",
        "The Colombian army said a sergeant lost both feet to a mine laid by the ELN in Tibu.",
    ],
    "Attack": [
        "Gunmen walked into Yelewata and went from door to door, shooting whoever they found.",
        "The bodies of five men, hands tied, were found by the road near Bunia.",
        "A kolbar was killed by border guards near Nowsud.",
        "Three aid workers were killed in an ambush on their car near Bor.",
        "Five labourers from Punjab were lined up and shot in Noshki.",
        "Hutu rebels put to the sword a dozen families in Masisi.",
        "Gunmen rode into Tillaberi on motorbikes and killed whoever they met.",
        "Unknown gunmen targeted a shrine in Jhal Magsi.",
        "Burkinabe militias put to death 19 Fulani men at Solenzo.",
        "Gunmen sprayed a football pitch in Salamanca with bullets.",
        "Militants stopped a bus near Mandera and killed those who could not recite the Koran.",
    ],
    "Abduction/forced disappearance": [
        "Cattle rustlers carried off eleven children from Gambella.",
        "Three teachers were led away at gunpoint by separatists at Kumbo.",
        "Baloch student picked up by plain-clothes men in Turbat.",
        "ISIS fighters rounded up forty villagers in Rutba and drove them away.",
        "Militiamen grabbed a nurse on the road to Yei.",
    ],
}

HARMLESS = [
    "The finance minister announced an attack on inflation in Nairobi.",
    "A director from Lahore shot a film in Gilgit last month.",
    "The coach exploded in anger after the match in Doha.",
    "The prime minister came under fire from critics in London over the tax plan.",
    "The two parties clashed over the budget in Warsaw.",
    "Talks between the two sides exploded into recrimination in Geneva.",
    "The candidate launched an attack on his rival in Accra.",
    "A heart attack killed the veteran singer in Mumbai.",
    "The minister shot down the proposal in Berlin.",
    "The bank was the victim of a cyber attack in Tallinn.",
    "Hackers attacked the website of the ministry in Tirana.",
    "An elephant killed a farmer in Chipinge.",
    "A lion attacked a herder near Kajiado.",
    "Dogs attacked a boy in Pristina.",
    "The home side took control of the match in Harare.",
    "A gas cylinder exploded in a flat in Dhaka, injuring three.",
    "Fireworks exploded at a warehouse in Tultepec.",
    "A bomb threat closed the airport in Tirana; nothing was found.",
    "A hoax bomb call emptied a school in Sofia.",
    "Police cleared a camp of migrants in Calais.",
    "A thief snatched a phone in Nairobi.",
    "Schools reopened in Agdam as the guns fell silent.",
    "The rocket was launched from Baikonur with three astronauts.",
    "Fighting malaria is the aim of a clinic in Gulu.",
    "A battle over water rights is looming in Fergana.",
    "A flu outbreak killed six people in Herat.",
    "Cholera killed 20 people in Juba.",
    "A blast of cold air reached Ankara.",
    "A mining blast at a quarry near Lhasa shook windows.",
]

CASES = [(text, kind) for kind, texts in KINDS.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), CASES, ids=[text[:40] for text, _ in CASES])
def test_roundabout_words_tell_one_event_of_their_kind(text, kind):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert [e.sub_event_type for e in told] == [kind]


@pytest.mark.parametrize("text", HARMLESS, ids=[text[:40] for text in HARMLESS])
def test_violent_words_of_something_else_tell_no_violence(text):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert not [e for e in told if e.event_type in VIOLENCE]
