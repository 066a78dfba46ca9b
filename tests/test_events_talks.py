"""What single sentences say of talks, returns, seizures and posts given up: one event each."""

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

WEDNESDAY = date(2025, 3, 12)

#: Text; sub-event type, status, place (None where there is none), day or days.
CASES = [
    ("A meeting of the joint boundary commission will go ahead in Nairobi next Tuesday, Kenya's foreign ministry said.", ('Talks', 'planned', 'Nairobi', '2025-03-18')),
    ('The two forces held a flag meeting at Hili, on the India-Bangladesh border, on Monday afternoon.', ('Talks', 'occurred', 'Hili', '2025-03-10')),
    ("The two countries' border chiefs are scheduled to sit in Kampala in the last week of April.", ('Talks', 'planned', 'Kampala', '2025-04-24/2025-04-30')),
    ('The Vienna conference on Libya will take place on 17 May.', ('Talks', 'planned', 'Vienna', '2025-05-17')),
    ('The African Union is to bring together the signatories of the deal in Luanda on April 25.', ('Talks', 'planned', 'Luanda', '2025-04-25')),
    ('The governors of the border provinces are to meet in Kigoma on 2 April.', ('Talks', 'planned', 'Kigoma', '2025-04-02')),
    ('Surveyors are to gather in Osh on July 4, their twelfth round since winter.', ('Talks', 'planned', 'Osh', '2025-07-04')),
    ('Envoys of Serbia and Kosovo met in Brussels on Tuesday and agreed on nothing but the date of the next session.', ('Talks', 'occurred', 'Brussels', '2025-03-11')),
    ('Delegations from Khartoum and the rebels sat down in Jeddah on Monday for a second round.', ('Talks', 'occurred', 'Jeddah', '2025-03-10')),
    ('Talks between Armenia and Azerbaijan opened in Munich on Saturday.', ('Talks', 'occurred', 'Munich', '2025-03-08')),
    ('The foreign ministers of Guyana and Venezuela spoke by telephone on Sunday.', ('Talks', 'occurred', None, '2025-03-09')),
    ('Qatar will host a new round of talks in Doha on 20 March.', ('Talks', 'planned', 'Doha', '2025-03-20')),
    ('A new round is expected in Doha later this month.', ('Talks', 'planned', 'Doha', '2025-03-12/2025-03-31')),
    ('Presidents Ruto and Museveni will hold a summit in Entebbe next week.', ('Talks', 'planned', 'Entebbe', '2025-03-17/2025-03-23')),
    ('Negotiators from both sides convened at Arusha on Thursday under Tanzanian chairmanship.', ('Talks', 'occurred', 'Arusha', '2025-03-06')),
    ('The commanders of the two garrisons met at the bridge in Goma on Monday to exchange prisoners.', ('Talks', 'occurred', 'Goma', '2025-03-10')),
    ('Peace talks in Kampala last year ended in a truce that lasted six weeks.', ('Talks', 'background', 'Kampala', '2024-01-01/2024-12-31')),
    ('Turkey summoned the Greek ambassador in Ankara on Monday.', ('Statement', 'occurred', None, '2025-03-10')),
    ("Algeria's foreign minister flew to Bamako on Tuesday for talks with the junta.", ('Talks', 'occurred', 'Bamako', '2025-03-11')),
    ('The Thai and Cambodian prime ministers met on the sidelines of a summit in Vientiane on Friday.', ('Talks', 'occurred', 'Vientiane', '2025-03-07')),
    ('The next session of the commission is set for 21 October in Tashkent.', ('Talks', 'planned', 'Tashkent', '2025-10-21')),
    ('Ministers from Chad and Sudan will meet again on Thursday in Abeche.', ('Talks', 'planned', 'Abéché', '2025-03-13')),
    ('Elders from the two clans are to hold a peace meeting at Garissa on March 17.', ('Talks', 'planned', 'Garissa', '2025-03-17')),
    ('Mediators from Oman brought the two delegations together in Muscat on Sunday, the first contact since 2022.', ('Talks', 'occurred', 'Muscat', '2025-03-09')),
    ('A trilateral meeting of interior ministers is planned in Tirana on the 28th.', ('Talks', 'planned', 'Tirana', '2025-03-28')),
    ('Ethiopia and Sudan agreed in Juba on Monday to pull back their troops from the disputed farmland.', ('Agreement', 'occurred', 'Juba', '2025-03-10')),
    ('Syria and Lebanon signed an agreement in Jeddah on Friday on the demarcation of their border.', ('Agreement', 'occurred', 'Jeddah', '2025-03-07')),
    ('Foreign ministry officials of the two countries held consultations by video link on Tuesday.', ('Talks', 'occurred', None, '2025-03-11')),
    ('Pakistan sent 1,400 Afghans back through Chaman on Monday, officials in Kandahar said.', ('Deportation/return', 'occurred', 'Chaman', '2025-03-10')),
    ('Border guards in Latvia pushed 23 migrants back into Belarus near Silene on Sunday.', ('Deportation/return', 'occurred', 'Silene', '2025-03-09')),
    ('On Tuesday, 2,300 Burundian refugees went home from camps in Tanzania through Kobero.', ('Deportation/return', 'occurred', 'Kobero', '2025-03-11')),
    ('Mexico deported 45 Guatemalans through Tapachula on Monday.', ('Deportation/return', 'occurred', 'Tapachula', '2025-03-10')),
    ('Some 640 people were handed over to the Afghan authorities at Torkham on Saturday.', ('Deportation/return', 'occurred', 'Torkham', '2025-03-08')),
    ('Algerian police drove 300 migrants to the border and left them in the desert near Assamaka in Niger on Friday.', ('Deportation/return', 'occurred', 'Assamaka', '2025-03-07')),
    ('At Busia, in Uganda, customs officials seized 3.1 kg of heroin worth 90 million shillings on Monday and held a Kenyan national.', ('Smuggling/seizure', 'occurred', 'Busia', '2025-03-10')),
    ('Police in Moyale said they had found 8,000 rounds of ammunition in a fuel tanker on Sunday.', ('Disrupted weapons use', 'occurred', 'Moyale', '2025-03-09')),
    ('Bulgarian customs officers at Kapitan Andreevo found 30 kilograms of heroin in the tyres of a lorry on Monday.', ('Smuggling/seizure', 'occurred', 'Kapitan Andreevo', '2025-03-10')),
    ('Villagers in Menaka said the soldiers had left their camp there on Saturday and that jihadists drove in by dusk.', ('Non-violent transfer of territory', 'occurred', 'Ménaka', '2025-03-08')),
    ('Armenia handed over four villages near Voskepar to Azerbaijan on Friday.', ('Non-violent transfer of territory', 'occurred', 'Voskepar', '2025-03-07')),
    ('Kosovo police arrested two Serbs at Leposavic on Monday on suspicion of planting a bomb.', ('Arrests', 'occurred', 'Leposaviq', '2025-03-10')),
    ('More than 3,000 villagers fled Bunagana for Uganda on Sunday.', ('Other', 'occurred', 'Bunagana', '2025-03-09')),
    ('Uganda moved two more battalions to Mahagi on Monday, residents said.', ('Other', 'occurred', 'Mahagi', '2025-03-10')),
    ('Niger closed its airspace on Sunday.', ('Crossing closed', 'occurred', None, '2025-03-09')),
    ('The heads of the two border services will sit down in Tbilisi on Monday, their first encounter in a year.', ('Talks', 'planned', 'Tbilisi', '2025-03-17')),
    ('President Tokayev received his Kyrgyz counterpart in Astana on Friday to discuss the water dispute.', ('Talks', 'occurred', 'Astana', '2025-03-07')),
    ('Honduras and El Salvador will hold a first round of negotiations over the islet in Amapala on April 8.', ('Talks', 'planned', 'Amapala', '2025-04-08')),
    ('The chief ministers of Assam and Mizoram held talks in Aizawl on Thursday and agreed to keep forces away from the disputed stretch.', ('Talks', 'occurred', 'Aizawl', '2025-03-06')),
    ('A delegation of Taliban officials arrived in Tashkent on Sunday for two days of talks on water.', ('Talks', 'occurred', 'Tashkent', '2025-03-09')),
    ("Rwanda's and Burundi's foreign ministers are due to meet in Kirundo on Friday under African Union auspices.", ('Talks', 'planned', 'Kirundo', '2025-03-14')),
    ('Peru recalled its ambassador from Bogota on Monday.', ('Statement', 'occurred', None, '2025-03-10')),
    ('Kenya and Somalia agreed on Monday in Nairobi to reopen two border posts within 60 days.', ('Agreement', 'occurred', 'Nairobi', '2025-03-10')),
    ('Brokered by Qatar, the accord was initialled in Doha on Saturday.', ('Agreement', 'occurred', 'Doha', '2025-03-08')),
    ('Colombian and Venezuelan generals met on the Simon Bolivar bridge on Sunday to coordinate patrols.', ('Talks', 'occurred', 'Simon Bolivar Bridge', '2025-03-09')),
    ('Tunisian guards took 70 sub-Saharan migrants to the Libyan border at Ras Ajdir on Saturday and left them there, a rights group said.', ('Deportation/return', 'occurred', 'Ras Ajdir', '2025-03-08')),
    ('Iran expelled 3,400 Afghans through the Islam Qala crossing on Sunday alone, the refugees ministry in Kabul said.', ('Deportation/return', 'occurred', 'Islam Qala', '2025-03-09')),
    ('India flew 92 Bangladeshis home from Delhi on Thursday.', ('Deportation/return', 'occurred', 'Delhi', '2025-03-06')),
    ('The Dominican army put 210 Haitians across the border at Dajabon on Monday.', ('Deportation/return', 'occurred', 'Dajabón', '2025-03-10')),
    ('Authorities in Chad moved 6,000 refugees from Adre to a new camp at Farchana on Wednesday.', ('Other', 'occurred', 'Farchana camp', '2025-03-12')),
    ('Iraqi border guards seized 1.2 million captagon pills hidden in a lorry of apples at Al-Qaim on Thursday.', ('Smuggling/seizure', 'occurred', 'Al Qaim', '2025-03-06')),
    ('Wildlife rangers stopped a pickup near Tete on Sunday and found 14 elephant tusks under bags of charcoal; two men were arrested.', ('Smuggling/seizure', 'occurred', 'Tete', '2025-03-09')),
    ('Divers recovered 300 kg of cocaine from the hull of a freighter in Guayaquil on Saturday.', ('Smuggling/seizure', 'occurred', 'Guayaquil', '2025-03-08')),
    ('Soldiers dug up a cache of 40 rifles and two machine guns at a farm outside Arauca on Friday.', ('Disrupted weapons use', 'occurred', 'Arauca', '2025-03-07')),
    ('Police in Tabatinga arrested four men on Monday as they unloaded a boat with half a tonne of cocaine.', ('Arrests', 'occurred', 'Tabatinga', '2025-03-10')),
    ('The army pulled its garrison out of Kidal on Tuesday, and the rebels took over the town without a shot.', ('Non-state actor overtakes territory', 'occurred', 'Kidal', '2025-03-11')),
    ('Lithuania shut its airspace along the border on Monday after balloons were sighted near Vilnius.', ('Crossing closed', 'occurred', 'Vilnius', '2025-03-10')),
    ('Vilnius airport was closed for two hours on Sunday because of balloons from Belarus.', ('Other', 'occurred', 'Vilnius', '2025-03-09')),
]  # fmt: skip


def row(event):
    start, end = event.when.start.isoformat(), event.when.end.isoformat()
    where = event.place.name if event.place else None
    days = start if start == end else f"{start}/{end}"
    return event.sub_event_type, event.status, where, days


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:50] for c in CASES])
def test_a_sentence_tells_one_event_with_its_place_and_days(text, wanted):
    told = parse(Document("x", text, published=WEDNESDAY), open_gazetteer()).events
    assert [row(e) for e in told] == [wanted]
