"""Violence told in roundabout words, and violent words that tell of none."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

PUBLISHED = date(2024, 10, 9)
VIOLENCE = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
KNOWN = {*VIOLENCE, "Riots"}

KINDS = {
    "Armed clash": [
        "Gunmen stormed the border town of Bunagana before dawn on Monday, killing seven people.",
        "Seven jihadists were cut down by Chadian troops as they crossed the lake at Baga Sola.",
        "Fighters of the M23 and the army came to blows again on the hills above Sake.",
        "Russian forces attacked near Kupyansk on October 8 but did not make confirmed advances.",
        "Street battles shook Omdurman on Wednesday as the army tried to push into the old market.",
        "Fierce combat engulfed the airport of Goma.",
        "Security men and militants shot it out in a bazaar in Khar.",
        "Gun attack on police van in Hub kills two.",
        "The militants put up a fight at Tral and were killed after ten hours.",
        "Guerrillas harassed a convoy between Demoso and Loikaw.",
        "Kenyan soldiers beat back al-Shabaab fighters who tried to storm a camp at Kulbiyow.",
        "Attackers on motorcycles raided a gendarmerie post in Titao and made off with weapons.",
        "Tajik and Kyrgyz border guards opened fire on each other at Golovnoi on Thursday.",
        "Ukrainian forces repulsed eleven assaults near Avdiivka, the General Staff said.",
        "Snipers killed a corporal at an outpost near Uri.",
        "Burundian rebels crossed the Rusizi and fell upon an army position near Cibitoke.",
        "The army's vanguard ran into stiff resistance at Palma.",
        "Guards at Mohmand said that they had been fired upon from Kunar.",
        "Rebels and troops are slugging it out for the airfield of Kavumu.",
        "Two paramilitary men lost their lives at Kech as their post took fire.",
        "An assault by the Wagner group on Soledar was thrown back.",
        "Bandits routed a police unit at Kachalla's camp near Shinkafi.",
        "Government soldiers turned their guns on a militia camp at Yumbe.",
    ],
    "Government regains territory": [
        "Federal soldiers wrested Lalibela from the Fano militia.",
        "The Taliban were ousted from Andar by army commandos.",
        "Afghan forces took back Dasht-e-Archi, the ministry said.",
        "The junta's troops won back Laukkai in a dawn push.",
        "Loyalist forces reclaimed the border post of Abu Kamal.",
        "After a week the Congolese army restored its control of Walikale.",
        "The RSF was evicted from Sennar by the army.",
        "Burmese troops are once more in possession of Kawlin, resistance groups admitted.",
        "Nigerian troops recover Bama from insurgents.",
    ],
    "Non-state actor overtakes territory": [
        "The ethnic alliance wrested Chinshwehaw from the military.",
        "Gangs now control the road to Malpasse and the town around it.",
        "The jihadists pushed on and took Leo.",
        "The fall of Wad Madani to the RSF sent thousands fleeing.",
        "Rebels drove the army out of Kanyabayonga.",
        "Jihadists are masters of Labbezanga since the garrison fled.",
        "The RSF said it had taken the last army base in Nyala.",
        "The town of Masisi changed hands for the third time this month when rebels came back.",
        "Karenni fighters stormed and took the hilltop base at Mese.",
        "The garrison at Kawkareik surrendered to the Karen rebels.",
        "Thantlang is now under the control of Chin fighters.",
        "An officer admitted that Uvira had been lost to the rebels.",
        "Rebels claimed the capture of Homs.",
        "The Syrian army lost Saraqib to a rebel alliance on Saturday.",
    ],
    "Air/drone strike": [
        "Two motorcyclists were killed by a drone near Tyre.",
        "Russian guided bombs hit a block of flats in Kharkiv.",
        "Raids by the coalition on Hodeidah killed three sailors.",
        "A loitering munition struck a bus in Stepanakert.",
        "The air force hit nine launchers near Nabatieh, the army said.",
        "Ukrainian drones set an oil depot ablaze in Belgorod.",
        "Barrel bombs rained down on Douma.",
        "Eight children died when a jet attacked a house in Rafah.",
        "An explosive drone fell on a lorry in Tin Zaouatine.",
        "Bombs from a warplane fell on a monastery in Pekon.",
        "The raid by F-16s destroyed two tunnels in Gara.",
        "Missiles from a Turkish drone killed two Yazidi fighters in Sinjar.",
    ],
    "Suicide bomb": [
        "A man rammed a car full of explosives into a convoy in Mir Ali.",
        "A bomber on a motorcycle struck a checkpost at Chaman.",
        "A woman with explosives under her clothes detonated them in the market of Mora.",
        "A teenager set off his vest inside a mosque in Kolofata.",
        "A human bomb mingled with worshippers in Maiduguri and killed seven.",
        "Fifty-nine soldiers died when a man detonated a lorry bomb inside a base at Inates.",
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
        "Six civilians died under shellfire at Al Geneina.",
        "Cannon fire from the Azerbaijani side hit Sotk.",
        "Armenian forces subjected Sadarak to fire from large-calibre weapons.",
        "A BM-21 barrage landed at a petrol station in Kantharalak, killing eight.",
    ],
    "Remote explosive/landmine/IED": [
        "A bomb hidden in a pressure cooker exploded at a market in Wana, killing three people.",
        "A herder stepped on an explosive left in the grass near Kidal.",
        "The car of an official was blown up in Melitopol.",
        "The Colombian army said a sergeant lost both feet to a mine laid by the ELN in Tibu.",
        "Two boys herding goats were blown apart by an old shell near Kilis.",
        "A child picked up a toy that blew up in his hands in Mohmand.",
        "Railway track blown up near Jacobabad.",
        "A remote-controlled charge went off as a convoy passed Hangu.",
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
        "Jihadists slit the throats of six farmers near Koshebe.",
        "Gunmen ambush a taxi near Bamenda; three dead.",
        "Villagers at Barsalogho were mown down as they dug a trench.",
        "An Afghan migrant was shot by Iranian police at Zahedan.",
        "A blogger was shot by unknown assailants at Basra.",
        "Pirates boarded a trawler off Tawi-Tawi and killed its skipper.",
        "Bangladeshi dies of BSF bullet at Benapole.",
        "A farmer was knifed by herders near Bol.",
        "A policeman's brother was shot in the head by men on a motorcycle in Kulgam.",
        "A man was hanged from a bridge in Nuevo Laredo by a cartel.",
        "A 70-year-old man was burned alive in Sange by militiamen.",
        "The mayor of Cotija was killed in an ambush, hours after the vote.",
        "Hitmen riddled the car of a candidate in Manabi with bullets.",
    ],
    "Abduction/forced disappearance": [
        "Cattle rustlers carried off eleven children from Gambella.",
        "Three teachers were led away at gunpoint by separatists at Kumbo.",
        "Baloch student picked up by plain-clothes men in Turbat.",
        "ISIS fighters rounded up forty villagers in Rutba and drove them away.",
        "Militiamen grabbed a nurse on the road to Yei.",
        "Armed men seized a Swiss woman in Timbuktu.",
        "The gunmen herded passengers into the bush near Kaduna.",
        "Houthi fighters detained eleven UN workers in Sanaa, the agency said.",
        "A councillor has been missing since men in uniform took him from his home in Kherson.",
        "More than 60 people were carried off by gunmen in Zurmi.",
        "The M23 forcibly recruited young men in Rutshuru.",
        "Drug gang holds 12 migrants captive in Matamoros.",
        "A former councillor was bundled into a van by armed men in Gulistan.",
        "Attackers made off with two Indian electricians at Diffa.",
        "Traffickers hold some 60 Eritreans prisoner in Kufra for ransom.",
    ],
    "Chemical weapon": [
        "Dozens choked after gas canisters fell on Douma.",
        "Soldiers in Robotyne were attacked with a choking gas, Kyiv said.",
    ],
    "Sexual violence": [
        "Armed men violated eleven women on the road between Uvira and Fizi.",
        "A girl of 13 was assaulted sexually by a militiaman in Djugu.",
    ],
    "Grenade": [
        "Gunmen on a motorbike flung a grenade at a dress shop in Khuzdar.",
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
    "The film tells the story of a soldier who was kidnapped in Kandahar.",
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
    "The central bank launched an attack on rising prices in Islamabad.",
    "Doctors in Juba are fighting a measles outbreak.",
    "The car hit a tree near Rijeka and two people died.",
    "Prices exploded in Ankara after the lira's fall.",
    "The population of Nairobi has exploded.",
    "A woman was killed by a falling tree in Riga.",
    "A mountaineer died near Skardu after a fall.",
    "Twelve miners were killed when a shaft collapsed near Goma.",
    "A hunter shot a bear near Brasov.",
    "The Leopards beat the Eagles in Kinshasa.",
    "Border guards held a shooting contest in Minsk.",
    "Helicopters landed in Kupwara with relief supplies.",
    "Soldiers surrounded by well-wishers paraded in Asmara.",
    "Children were carried away by the flood near Peshawar.",
    "Missiles of that kind can hit Haifa, analysts say.",
    "Camps near Cox's Bazar were hit by floods on Monday.",
    "Houses in Herat were flattened by an earthquake.",
    "The convoy of aid was hit by fuel shortages near Adre.",
]

#: Odd verbs, participles, nouns for verbs, headlines without articles, live pages, bullets.
ODD = {
    "Armed clash": [
        "For the third day the guns have not been silent around Sake.",
        "Heavy weapons spoke at Spin Boldak from four in the morning.",
        "Bodies lay in the mangroves of Tumaco after two gangs settled their accounts with rifles.",
        "An attempt by Syrian fighters to slip into Tal Tamr was foiled at the cost of two guards.",
        "Rebels lay in wait for an army convoy outside Bouca; three soldiers never returned.",
        "Russian infantry tried to get over the river near Kupiansk in rubber boats.",
    ],
    "Non-state actor overtakes territory": [
        "The blue flag of the rebels now flies over the customs house at Bunagana.",
        "Walikale slipped from the army's grasp on Wednesday evening.",
        "Rebels took an army post overlooking the road near Sake after two days.",
    ],
    "Air/drone strike": [
        "A drone, crashing into a fuel depot at Izmail, left two firemen badly burnt.",
        "A wedding near Kidal ended in carnage when a drone mistook it for a rebel column.",
        "Fragments of a drone have been picked up in the reeds near Izmail.",
        "A woman on a bicycle was chased down by a drone in Vovchansk.",
        "02:15 – Odesa: air defence working against drones over the port.",
        "People in Namounou said that the bombs had fallen on their market.",
    ],
    "Shelling/artillery/missile attack": [
        "Artillery was at work again on Nikopol, where a pensioner did not live to see the morning.",
        "11:05 Rocket lands in open ground near Nahariya. No casualties.",
        "Isfara was pounded with grenade launchers from the other side of the river.",
        "Jermuk came under strike from artillery after midnight.",
        "A power station in Rylsk was knocked out by a missile on Monday.",
        "Five of a family in Omdurman were wiped out by a shell that came through the wall.",
    ],
    "Suicide bomb": [
        "A man walked up to the gate of the fort in Chaman and blew himself to pieces.",
    ],
    "Remote explosive/landmine/IED": [
        "A charge buried in the sand lifted a minibus off the road near Palma and killed nine.",
        "An old shell went off in a scrapyard in Qamishli, killing a boy.",
        "An explosive device hidden in a bin was set off as a patrol passed through Saravena.",
    ],
    "Attack": [
        "Turkish border guards shot and killed a man who was trying to cross near Harim.",
        "Murle gunmen crossed into Gambela and killed 21 people before retreating.",
        "Gunmen left four bodies on a footbridge in Reynosa.",
        "Thirteen farmers met a grisly end near Maiduguri.",
        "Separatists chopped off the fingers of four plantation workers near Bamenda.",
        "Firing at a column of fuel carriers in Zahedan took the lives of ten.",
        "Haitian trader dies of gunshot fired by Dominican soldier at Dajabon",
        "A boat loaded with rice was raked with gunfire as it left Malanville.",
        "Toposa raiders swooped on a kraal outside Kapoeta, taking 300 goats.",
        "Armed youth stole into Akobo county by night, shot a chief and vanished with the herd.",
    ],
    "Abduction/forced disappearance": [
        "A grain dealer was dragged out of his pickup on the road to Doka.",
        "Armed men stopped the car of an aid group at Uvira and took two staff members with them.",
        "Tajik border guards say two of their men were captured near Ishkashim.",
        "Men in uniform took a councillor from his house in Arauca.",
    ],
    "Looting/property destruction": [
        "Two hundred huts went up in smoke in Djugu on Tuesday.",
    ],
}

#: What was done, in its verbs: (verbs, what they are done to, by whom, type of the event).
DONE = [
    (
        "strangled flogged maimed speared butchered beheaded tortured picked_off cut_down fired_on",
        "Gunmen {} three traders in Maiduguri on Monday.",
        "Violence against civilians",
    ),
    (
        "behead slaughter butcher torture flog maim wound fire_on",
        "Gunmen {} three traders in Maiduguri",
        "Violence against civilians",
    ),
    (
        "picked_off strangled flogged maimed assaulted butchered",
        "Three traders were {} in Maiduguri on Monday.",
        "Violence against civilians",
    ),
    (
        "seize snatch carry_off lead_away capture make_off_with march_off whisk_away grab",
        "Armed men {} three teachers in Maiduguri",
        "Violence against civilians",
    ),
    (
        "seized carried_off dragged_off marched_off captured grabbed led_away",
        "Three teachers were {} in Maiduguri on Monday.",
        "Violence against civilians",
    ),
    (
        "burn_down torch ransack raze demolish bulldoze vandalise smash_up wreck blow_up",
        "Armed men {} several shops in Maiduguri",
        "Strategic developments",
    ),
    (
        "hammering levelling flattening slamming_into ripping_through ploughing_into raking",
        "Drones went into action in Sumy on Monday, {} a fuel depot.",
        "Explosions/Remote violence",
    ),
    (
        "pounded hammered flattened levelled blasted",
        "A fuel depot was {} by drones in Sumy.",
        "Explosions/Remote violence",
    ),
    (
        "pound hammer level slam_into crash_into rip_through come_down_on",
        "Rockets {} a house in Kherson",
        "Explosions/Remote violence",
    ),
    (
        "taken seized captured occupied stormed attacked raided besieged",
        "Two army posts were {} by rebels near Sake.",
        "Battles",
    ),
    (
        "besieged surrounded advanced_on swept_into lost captured",
        "Rebels {} two army posts near Sake on Monday.",
        "Battles",
    ),
]
GRID = [
    (frame.format(verb.replace("_", " ")), kind)
    for verbs, frame, kind in DONE
    for verb in verbs.split()
]

PLAY = [
    "In Kasese, pupils staged a play about the killing of three herders.",
    "Villagers fear an attack on Barsalogho.",
    "The mayor came under fire for the state of roads in Cucuta.",
    "A mob of tourists descended on Lampedusa for the festival.",
    "Hospital wards in Maiduguri are overrun with patients.",
]

CASES = [(text, kind) for kinds in (KINDS, ODD) for kind, texts in kinds.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), CASES, ids=[text[:40] for text, _ in CASES])
def test_roundabout_words_tell_one_event_of_their_kind(text, kind):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert [e.sub_event_type for e in told] == [kind]


@pytest.mark.parametrize("text", HARMLESS, ids=[text[:40] for text in HARMLESS])
def test_violent_words_of_something_else_tell_no_violence(text):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert not [e for e in told if e.event_type in VIOLENCE]


@pytest.mark.parametrize("text", PLAY, ids=[text[:40] for text in PLAY])
def test_violent_words_that_are_feared_or_played_assert_nothing(text):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert not [e for e in told if e.status != "hypothetical" and e.event_type in KNOWN]


@pytest.mark.parametrize(("text", "event_type"), GRID, ids=[text[:40] for text, _ in GRID])
def test_verbs_of_a_kind_tell_its_type(text, event_type):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert {e.event_type for e in told} == {event_type}


@pytest.mark.parametrize("act", ["kidnapping", "killing", "shooting"])
def test_an_act_of_known_words_with_its_victims_and_day_is_news(act):
    text = f"The {act} of three teachers near Maiduguri on Monday has shocked the region."
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert [(e.event_type, e.status) for e in told] == [("Violence against civilians", "occurred")]
