"""Crowds, arrests, borders and talks told in roundabout words, and words that tell of none."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

PUBLISHED = date(2024, 10, 24)

KINDS = {
    "Peaceful protest": [
        "In Khost, teachers gathered at the education office and asked for nine months of wages.",
        "Fifteen former miners chained themselves to the gate of the pit in Vorkuta on Monday.",
        "About 400 people are blocking the R26 at the edge of Comrat over heating bills.",
        "Several thousand people filled the streets around the museum in Tel Aviv on Tuesday.",
        "Onion growers tipped their crop on the road at Narva on Monday in anger at the ban.",
        "Bus operators in Kasese withdrew their services on Thursday over police bribes.",
        "Nurses in Goma worked only emergencies on Tuesday in a dispute over bonuses.",
        "Drivers refused to load at Mutukula on Tuesday because of low pay.",
        "About 60 market women sat down in front of the customs yard in Malaba on Monday.",
        "Several hundred people walked behind black flags to the UN office in Goma.",
        "Traders in Torkham kept their shops closed for a third day over the new tax.",
        "In Narva, some 300 pensioners turned out to oppose the removal of the tank.",
        "Hauliers laid down their keys at Chirundu until the scanner was repaired.",
        "Doctors at Kassala hospital have walked off the job over unpaid wages.",
        "The Action Committee observed a shutter-down in Rawalakot on Thursday.",
        "Women banged pots and pans in the streets of Cúcuta on Saturday night.",
        "In Uvira some 200 women walked to the town hall on Wednesday to call for more patrols.",
        "About 150 drivers sat down quietly in front of the governor's residence in Goma.",
        "Farmers drove 80 tractors to the customs post at Siret on Monday.",
        "About 150 trucks drove at walking pace from Vilnius to Medininkai on Thursday.",
        "Some 60 trucks were drawn up across the approach road at Narva on Tuesday.",
    ],
    "Protest with intervention": [
        "Seven women were detained after unfurling a banner in front of a consulate in Herat.",
        "Security forces cleared the sit-in on the highway at Quetta overnight.",
    ],
    "Violent demonstration": [
        "Angry farmers overturned a customs van near Medyka.",
        "Stones were thrown at a UN vehicle in Kidal on Monday.",
        "A march in Siliguri turned violent when a group broke through police lines.",
        "Crowds stormed the customs house in Kasindi.",
        "Barricades went up in Petit-Goâve and a government car was burned.",
    ],
    "Mob violence": [
        "Residents set upon two men in Metema market after a rumour spread.",
        "Fist fights broke out between hawkers and city guards at Ressano Garcia.",
        "A truck driver was beaten up by residents of Namanga after his lorry hit a boy.",
    ],
    "Arrests": [
        "The army announced the capture on Tuesday in Ocaña of a man it calls a bomb maker.",
        "In Moyale a police battalion picked up four men on Monday.",
        "Ten loggers were marched off by rangers near Pailin.",
        "Nine people were picked up in Narathiwat on suspicion of helping the gunmen.",
        "Eight held in Jalalabad over plot, says intelligence directorate.",
        "A journalist was led away by plainclothes officers in Pogranichny.",
        "Six men were grabbed by border guards near Khurvaleti while picking mushrooms.",
        "Forty inmates broke out of the jail in Koutoukalé.",
    ],
    "Agreement": [
        "A memorandum on trade was signed at Sost.",
        "The chiefs of the two clans made peace in Aneet.",
        "Twenty-four prisoners were exchanged at the Verkhny Lars checkpoint.",
    ],
    "Looting/property destruction": [
        "Cattle raiders drove 600 cows out of a camp near Lokichar on Thursday.",
        "Intruders broke the locks of the grain depot at Agok and took 90 sacks.",
        "Armed men emptied the pharmacy in Bocaranga and left with the safe.",
        "Bulldozers flattened a dozen houses in Gwoza.",
        "Stores of an aid agency were broken into in Nyala on Saturday night.",
        "Raiders burned grain stores in Kapoeta and drove off hundreds of cows.",
        "A water pipeline near Dera Bugti was damaged by unknown persons.",
    ],
    "Headquarters or base established": [
        "Soldiers pitched tents near Depsang.",
        "Barracks for 300 men were opened in Jamestown by the president.",
    ],
    "Disrupted weapons use": [
        "Herders in Kidepo gave up 90 rifles to the police.",
        "Two rockets ready to be launched were discovered near Sinjar.",
        "A landmine was found and made safe on the road to Kasserine.",
        "Weapons were handed in by 40 men in Mopti.",
    ],
    "Non-violent transfer of territory": [
        "The Somali army took over the base at Dhobley from Kenyan troops on Monday.",
        "Four villages near Qazax passed under Azerbaijani control on Friday.",
    ],
    "Change to group/activity": [
        "A colonel and 25 of his men went over to the rebels in Lubero.",
    ],
    "Deportation/return": [
        "Police put 130 Senegalese into buses in Nouadhibou on Friday.",
        "A planeload of 116 Indians landed in Amritsar on Saturday.",
        "Guards drove about 80 Malians to the salt flats beside Zarzis and left them there.",
        "Six Pakistani prisoners walked home through Torkham after the swap.",
        "People without papers were loaded on trucks at Musina and driven to Beitbridge.",
        "Algeria dumped 600 migrants in the desert near Assamaka.",
        "Officials handed over a boy who had strayed across at Wagah.",
        "Libya flew 161 Nigerians home from Misrata.",
        "About 80 families returned to Kibumba from Rwanda.",
    ],
    "Smuggling/seizure": [
        "Two women carrying tramadol in bread were stopped at Kidira.",
        "Guards foiled an attempt to bring 210 kilograms of hashish into Jizan.",
        "A tanker with forged papers was impounded at Zahony.",
        "Three tonnes of cannabis turned up in a lorry in Tarifa on Sunday.",
        "A balloon carrying cigarettes came down near Medininkai.",
        "Police stopped a minibus with 23 people hidden under tarpaulin near Ohrid.",
        "Counterfeit dollars were taken from a passenger at Islam Qala.",
    ],
    "Infiltration attempt": [
        "Around 120 people rushed the gate at Kuźnica.",
        "A rubber boat with 52 Afghans aboard reached Lesbos on Monday.",
        "A group of about 60 people forced their way through the barrier at Terespol.",
        "Guards foiled a bid to cross near Terespol.",
        "Some 350 people came ashore at El Hierro in three wooden boats.",
    ],
    "Talks": [
        "Water officials of four states sat for two days in Tashkent.",
        "A Saudi delegation landed in Sanaa on Sunday to discuss salaries.",
        "Technical teams walked the disputed stretch near Tavush on Wednesday.",
        "The two prime ministers dined together at Gorizia.",
        "A high-level team from Hanoi is in Vientiane to discuss the markers.",
        "Police chiefs of the two districts exchanged views at Dangam.",
        "Both delegations were back at the table in Muscat.",
        "Surveyors of both states began marking the line near Vorukh.",
    ],
    "Statement": [
        "Chad recalled its envoy from Khartoum on Tuesday.",
    ],
}

#: Talks that are to come.
PLANNED = [
    "The governments plan to bring their joint border commission together in Arba on November 12.",
    "The two sides will try again in Tiraspol on November 27.",
    "Another session, with officials in a separate room, is expected to take place in Doha on Sunday.",
    "Envoys of the association are to discuss Myanmar in the capital of Laos, Vientiane, on Oct 25.",
]

HARMLESS = [
    "A stolen bicycle was returned to its owner in Basel.",
    "A group of Ukrainian scouts crossed the Seym near Tyotkino.",
    "Guards fired warning shots at Kehl.",
    "Rebels attempted to break through towards Midi.",
    "They let them go on Saturday, barefoot.",
    "The talks were held in Geneva.",
    "A grenade exploded in Gao, breaking windows.",
    "Two men were flown to the hospital at Udhampur.",
    "112 UN trucks crossed into Idlib.",
    "The lights were turned on the bridge at Kehl.",
    "They agreed that trucks with medicine will be let through at Ras Ajdir.",
]
#: What none of these tells, though a word of it stands there.
NONE_OF = {
    "Arrests", "Infiltration attempt", "Protest with intervention", "Violent demonstration", "Mob violence", "Deportation/return", "Smuggling/seizure",
}  # fmt: skip

CASES = [(text, kind) for kind, texts in KINDS.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), CASES, ids=[text[:40] for text, _ in CASES])
def test_roundabout_words_tell_one_event_of_their_kind(text, kind):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert [e.sub_event_type for e in told] == [kind]


@pytest.mark.parametrize("text", HARMLESS, ids=[text[:40] for text in HARMLESS])
def test_words_of_something_else_tell_no_event(text):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert not [e for e in told if e.sub_event_type in NONE_OF]


@pytest.mark.parametrize("text", PLANNED, ids=[text[:40] for text in PLANNED])
def test_talks_to_come_are_planned(text):
    told = parse(Document("x", text, published=PUBLISHED), open_gazetteer()).events
    assert [(e.sub_event_type, e.status) for e in told] == [("Talks", "planned")]
