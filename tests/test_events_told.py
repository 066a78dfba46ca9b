"""Events told in other words, and talks that a text only speaks of."""

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

WEDNESDAY = date(2024, 10, 9)

#: Text; sub-event type, status, place, first day.
TOLD = [
    ("The foreign ministers of Armenia and Turkey would meet in Ankara on Friday, a spokesman said.", "Talks", "planned", "Ankara", "2024-10-11"),
    ("Kampala has offered to receive both delegations on 14 October.", "Talks", "planned", "Kampala", "2024-10-14"),
    ("Negotiators spent eleven hours in a Geneva hotel on Sunday without agreeing on a text.", "Talks", "occurred", "Geneva", "2024-10-06"),
    ("Both presidents have accepted an invitation to Astana, where they will see each other on 22 October.", "Talks", "planned", "Astana", "2024-10-22"),
    ("The sides are expected around the table in Pretoria by the end of the month.", "Talks", "planned", "Pretoria", "2024-10-09"),
    ("The EU convened the two negotiators in Brussels on Wednesday.", "Talks", "occurred", "Brussels", "2024-10-09"),
    ("The commission on demarcation wound up its session in Dushanbe on Friday.", "Talks", "occurred", "Dushanbe", "2024-10-04"),
    ("The African Union is to send a mediator to Moroni on Monday.", "Talks", "planned", "Moroni", "2024-10-14"),
    ("The Iranian foreign minister is travelling to Islamabad on Wednesday for talks on border security.", "Talks", "planned", "Islamabad", "2024-10-09"),
    ("Djibouti said it would host a second meeting of the two armies next month.", "Talks", "planned", "Djibouti", "2024-11-01"),
    ("Kigali will be the venue of the next round, on 5 November.", "Talks", "planned", "Kigali", "2024-11-05"),
    ("Greek and Macedonian ministers meet again in Skopje on Monday.", "Talks", "planned", "Skopje", "2024-10-14"),
    ("Kenya has stationed a company of rangers in Trans Nzoia since Sunday.", "Other", "occurred", "Trans Nzoia", "2024-10-06"),
    ("A court in Peshawar remanded the smuggler chief in custody on Thursday.", "Arrests", "occurred", "Peshawar", "2024-10-03"),
    ("Agents apprehended 1,500 migrants around Eagle Pass on Friday.", "Infiltration attempt", "occurred", "Eagle Pass", "2024-10-04"),
    ("A group of 90 people was intercepted near Sasabe on Tuesday.", "Infiltration attempt", "occurred", "Sasabe", "2024-10-08"),
    ("The Red Cross brought blankets and food to Bawku on Thursday.", "Other", "occurred", "Bawku", "2024-10-03"),
    ("The World Food Programme handed out rations to 9,000 people at Mbera camp on Saturday.", "Other", "occurred", "Mbera", "2024-10-05"),
    ("The governor put Kassala under a curfew from dusk on Tuesday.", "Other", "occurred", "Kassala", "2024-10-08"),
    ("Schools in Uri were shut on Monday.", "Other", "occurred", "Uri", "2024-10-07"),
    ("The road between Nusaybin and Cizre was shut by the army on Thursday.", "Other", "occurred", "Nusaybin", "2024-10-03"),
    ("After Friday prayers in Zahedan, worshippers walked to the square with photographs of the dead.", "Peaceful protest", "occurred", "Zahedan", "2024-10-04"),
    ("Militants have blockaded Timbuktu since August, and no fuel came in on Monday.", "Other", "occurred", "Timbuktu", "2024-08-01"),
    ("A Rwandan team will be in Kinshasa on Monday to take up the matter.", "Talks", "planned", "Kinshasa", "2024-10-14"),
    ("The kingdom has called the two generals to Riyadh for Sunday.", "Talks", "planned", "Riyadh", "2024-10-13"),
    ("The contact group intends to meet in Minsk on 21 October.", "Talks", "planned", "Minsk", "2024-10-21"),
    ("Unions have called a march in Oshakati for Saturday.", "Peaceful protest", "planned", "Oshakati", "2024-10-12"),
    ("The two Cypriot leaders had coffee in the buffer zone in Nicosia on Tuesday under UN auspices.", "Talks", "occurred", "Nicosia", "2024-10-08"),
    ("Exploratory contacts took place in Oslo last week.", "Talks", "occurred", "Oslo", "2024-09-30"),
    ("ECOWAS mediators flew into Niamey on Saturday and saw the junta chief.", "Talks", "occurred", "Niamey", "2024-10-05"),
    ("Russia is massing men opposite Sumy, Ukraine's general staff said on Monday.", "Other", "occurred", "Sumy", "2024-10-06"),
    ("Hundreds of families with mattresses on their heads walked into Minova on Wednesday.", "Other", "occurred", "Minova", "2024-10-09"),
    ("Ukraine ordered families with children out of Vovchansk on Monday.", "Other", "occurred", "Vovchansk", "2024-10-07"),
    ("The talks in Doha on Monday were aimed at easing tension between the two neighbours.", "Talks", "occurred", "Doha", "2024-10-07"),
    ("Talks held in Ankara on Tuesday focused on the return of prisoners.", "Talks", "occurred", "Ankara", "2024-10-08"),
    ("The meeting in Nairobi, which ended on Friday, was meant to save the truce.", "Talks", "occurred", "Nairobi", "2024-10-08"),
    ("The delegations met in Muscat on Sunday for talks that were led by the intelligence chiefs.", "Talks", "occurred", "Muscat", "2024-10-06"),
    ("The next round of talks, due in Tashkent on Monday, is intended to settle the map.", "Talks", "planned", "Tashkent", "2024-10-14"),
    ("A second day of talks in Rome ended on Thursday without progress, the mediators said.", "Talks", "occurred", "Rome", "2024-10-03"),
    ("The presidents discussed a ceasefire in Luanda on Wednesday.", "Talks", "occurred", "Luanda", "2024-10-09"),
    ("Saudi Arabia brought the rivals together in Riyadh on Saturday in talks aimed at a truce.", "Talks", "occurred", "Riyadh", "2024-10-05"),
    ("At talks in Vientiane on Monday, the two defence ministers agreed to keep their tanks out of the zone.", "Talks", "occurred", "Vientiane", "2024-10-07"),
    ("Talks will resume in Yerevan on Thursday with the aim of opening the road.", "Talks", "planned", "Yerevan", "2024-10-10"),
]  # fmt: skip

#: What talks are for, what they hang on, who is for them: no event.
SPOKEN_OF = [
    "The new round of talks, brokered by Oman, was aimed at easing tension between the two neighbours.",
    "The negotiations are meant to bring lasting quiet to the frontier.",
    "The purpose of the meeting is to agree on a map.",
    "The talks, mediated by Qatar and Turkey, were intended to prevent another war.",
    "The meeting was designed to rebuild trust between Chad and Sudan.",
    "Talks are the only way out, the minister said.",
    "The negotiations have been overshadowed by mutual blame.",
    "Previous rounds of talks yielded little.",
    "The talks will focus on trade, water and refugees.",
    "The talks are based on a plan drafted by the African Union.",
    "The agenda of the talks includes the fate of the prisoners.",
    "The dialogue seeks to end a dispute that goes back to colonial times.",
    "The government said it remained committed to dialogue with its neighbour.",
    "Analysts doubt that the negotiations can succeed without outside pressure.",
    "The stalled talks have left traders without hope.",
    "The success of the negotiations depends on the release of the prisoners.",
    "It was not clear who would represent Khartoum at the talks.",
    "Neither side has commented on the talks.",
    "The talks touched on water, trade and the return of refugees.",
    "The talks were facilitated by Kenya.",
    "The two sides differ on what the talks should cover.",
    "Observers described the atmosphere at the talks as tense.",
    "Much was at stake in the talks, diplomats said.",
    "The mediation effort is led by a former president of Nigeria.",
    "The negotiating team is headed by the interior minister.",
    "He called for talks between the two governments.",
    "Pakistan's stance in the talks has been that militants must be handed over.",
    "The president's spokesman denied that any meeting had been planned in Doha.",
    "No date has been set for further talks.",
    "Ankara, host of the talks, has long been a friend of both capitals.",
    "The talks' failure would be a blow to Qatar.",
    "The latest round of diplomacy, which has been backed by Washington, is seen as a last chance.",
    "Turkey and Qatar, which mediated the talks, have urged restraint.",
    "The negotiations cover the return of displaced families to their villages.",
    "The dialogue, which resumed under Omani auspices, seeks to settle the water dispute.",
    "A new round of talks, hosted by Kenya and backed by the African Union, is meant to end the fighting.",
    "Negotiations are led by a retired general.",
    "The negotiating process hinges on who controls the ridge.",
    "Both governments have said that dialogue is the only way forward.",
    "Islamabad wants the talks to deal with militants first.",
    "The minister voiced support for negotiations.",
    "The dispute can only be resolved through dialogue, he said.",
    "Qatar has played a constructive role in the talks.",
    "A diplomat close to the negotiations said the gap was wide.",
    "Residents have little faith in the talks.",
    "Under the terms of the mediation, neither side may speak to the press.",
    "The framework for the negotiations was drawn up by the Saudis.",
    "Villagers on both sides follow the talks on the radio.",
    "Our door is open for talks, the president's adviser said.",
    "The prospects of the summit are dim, analysts say.",
    "The sides have been at odds over the format of the talks.",
    "It is the first time the two have held direct talks since the war of 1998.",
    "The failure of earlier talks still rankles.",
    "The mediators, who have hosted the talks from the start, are losing patience.",
    "The talks are a chance to end a war that has uprooted millions.",
    "The outcome of the negotiations will decide the fate of the enclave.",
    "Trust is what the talks lack most.",
    "Guterres welcomed the talks and urged both sides to show restraint.",
    "The talks come amid growing tension over the dam.",
    "Critics say the talks legitimise the junta.",
    "The round was the fifth since March and the longest.",
    "The two sides accuse each other of dragging out the negotiations.",
    "The negotiations concern only the eastern sector, according to the ministry.",
]


def _events(text):
    document = Document(id="d", text=text, published=WEDNESDAY)
    return parse(document, open_gazetteer()).events


@pytest.mark.parametrize(("text", "kind", "status", "place", "day"), TOLD)
def test_an_event_in_other_words_is_told_once(text, kind, status, place, day):
    (event,) = _events(text)
    assert (event.sub_event_type, event.status, event.place.name) == (kind, status, place)
    assert event.when.start == date.fromisoformat(day)


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_talks_only_spoken_of_are_no_event(text):
    real = ("occurred", "ongoing", "planned")
    assert not [e for e in _events(text) if e.status in real]
