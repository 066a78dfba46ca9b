"""Many ways to say what happened: one sentence, one event of one kind."""

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

WEDNESDAY = date(2024, 5, 15)

# sub_event_type -> sentences
KINDS = {
    "Armed clash": [
        "Three soldiers were wounded in Gatumba on Monday when their vehicle came under fire.",
        "Unidentified assailants shot a customs officer dead in Tulcan on Monday.",
        "Government troops and insurgents fought for several hours near Moreh on Tuesday.",
        "A firefight erupted between rebels and a patrol outside Diffa on Monday, leaving two soldiers dead.",
        "Militants attacked a military outpost at Kidira on Sunday night, killing four gendarmes.",
        "Two policemen died in a gun battle with traffickers in Tulcan on Saturday.",
        "Border guards from Kyrgyzstan and Tajikistan traded fire near Batken on Thursday.",
        "The two armies exchanged blows again near Zalambessa on Friday.",
        "Hostilities resumed around Malakal on Monday.",
        "Soldiers came under fire from gunmen near Arauca on Tuesday and shot back.",
        "A border patrol came under attack near Agadez on Tuesday; three soldiers were killed.",
        "Rebels engaged troops in Demoso on Monday, residents said.",
        "Security forces killed three militants in an encounter in Kupwara on Sunday.",
        "Ethiopian and Eritrean forces clashed at Badme on Wednesday.",
        "Insurgents ambushed an army convoy on the road between Maroua and Mora on Saturday, killing seven soldiers.",
        "Artillery duels continued around Zalambessa on Tuesday.",
        "Gang members killed two police officers in Port-au-Prince on Monday.",
    ],
    "Non-state actor overtakes territory": [
        "Fighters overran a checkpoint outside Djibo on Sunday, and hours of combat followed.",
        "Rebels seized the border town of Myawaddy on Thursday.",
        "The M23 entered Walikale on Wednesday evening, residents said.",
        "Walikale fell to the rebels on Wednesday.",
        "Fighters took Kobani on Monday.",
        "Militants have captured the town of Menaka, officials said on Tuesday.",
        "The insurgents planted their flag in Paletwa on Sunday after the garrison fled.",
        "The rebels now control Bukavu, a resident said on Monday.",
    ],
    "Government regains territory": [
        "The army retook Palma on Monday after a week of fighting.",
        "Troops drove the rebels from Kismayo on Sunday.",
        "Government forces are back in control of Loikaw, the ministry said on Tuesday.",
        "The army expelled the fighters from Hajin on Friday.",
        "Syrian forces recaptured Busra al-Harir on Monday.",
    ],
    "Non-violent transfer of territory": [
        "The army withdrew from Kidal on Tuesday without a fight, and the rebels moved in.",
        "Peacekeepers handed over their base in Tessalit to the army on Sunday.",
    ],
    "Chemical weapon": [
        "Residents of Saraqib said chlorine was dropped on the town on Monday.",
    ],
    "Air/drone strike": [
        "Israeli warplanes struck Nabatieh on Monday, killing five people.",
        "An air raid hit a market in Tal Abyad on Tuesday.",
        "Two people were killed by a drone in Tyre on Sunday.",
        "An unmanned aircraft dropped two bombs on a camp near Qamishli on Saturday.",
        "Turkish jets pounded positions near Sinjar on Friday night.",
        "A helicopter gunship strafed a village outside Hpakant on Monday.",
        "Aircraft carried out three sorties over Bamako on Monday.",
        "Residents of Bint Jbeil reported strikes on Thursday evening.",
        "A kamikaze drone crashed into a fuel depot in Erbil on Monday, police said.",
        "Israel struck targets in Baalbek on Wednesday.",
        "A strike on a car killed three people in Marjayoun on Tuesday.",
    ],
    "Suicide bomb": [
        "A suicide attacker rammed a truck into a checkpoint in Mora on Monday, killing six.",
        "A man wearing an explosive belt blew himself up in a mosque in Kunduz on Friday.",
        "A suicide car bombing killed nine in Beledweyne on Saturday.",
    ],
    "Shelling/artillery/missile attack": [
        "Mortars landed in a field near Tuzla on Monday.",
        "Howitzers fired on Metula from across the border on Monday.",
        "Cambodian troops fired BM-21 rockets into Surin province on Thursday.",
        "Shelling from Syria hit the Turkish town of Kilis on Tuesday, wounding two.",
        "A volley of rockets was launched at Kiryat Shmona and bases in the Golan Heights on Sunday.",
        "Shells rained on Kharkiv on Monday.",
        "A missile slammed into a flat in Kherson on Tuesday, killing a couple.",
    ],
    "Remote explosive/landmine/IED": [
        "A blast at a police station in Quetta wounded six on Monday.",
        "A landmine killed two children near Kilinochchi on Monday.",
        "Three villagers died when their cart hit a mine near Myitkyina on Tuesday.",
        "A farmer lost a leg after stepping on a mine near Goranboy on Sunday.",
        "An improvised bomb went off under a police van in Cotabato on Monday.",
        "A booby-trapped motorcycle exploded in Tal Abyad on Thursday, killing three.",
        "Unexploded ordnance killed a shepherd near Nukhayb on Monday.",
        "A parcel bomb injured a customs officer in Cúcuta on Tuesday.",
    ],
    "Grenade": [
        "Attackers tossed a grenade into a bar in Bujumbura on Saturday, injuring 11.",
        "A grenade was thrown at a polling station in Imphal on Monday.",
        "Grenades went off at a bus stop in Bujumbura on Sunday night.",
    ],
    "Sexual violence": [
        "Gunmen gang-raped four women in a field near Kutum on Monday.",
        "Two girls were sexually assaulted by soldiers near Bria on Tuesday.",
        "Militiamen raped refugees who were fetching firewood outside Adre on Sunday.",
    ],
    "Attack": [
        "Gunmen on motorcycles killed 18 villagers in Tillaberi on Sunday.",
        "A journalist was murdered in Reynosa on Tuesday.",
        "The bodies of five men with bullet wounds were found in Ouanaminthe on Sunday.",
        "Attackers hacked to death nine farmers near Zamay on Friday night.",
        "Border guards shot dead a Bangladeshi man near Benapole on Sunday.",
        "Indian forces opened fire on villagers near Mon on Saturday, killing 13.",
        "Turkish border guards beat six migrants near Edirne on Monday, a rights group said.",
        "Eight people were executed by gunmen in Ituri on Monday.",
        "A teacher was stabbed to death in North Mitrovica on Wednesday.",
        "Snipers shot at farmers near Khuzaa on Tuesday, wounding one.",
        "A gang massacred 70 people in Pont-Sondé on Thursday.",
        "A Rohingya man was gunned down in Kutupalong camp near Cox's Bazar on Monday.",
    ],
    "Abduction/forced disappearance": [
        "Bandits abducted 20 bus passengers near Birnin Gwari on Monday.",
        "Gunmen seized three aid workers in Diffa on Tuesday.",
        "A priest was kidnapped in Tulcan on Friday.",
        "Fishermen were taken captive by rebels off Bakassi on Sunday.",
        "Rebels took 14 lorry drivers hostage at Bouar on Saturday.",
        "Armed men snatched a trader from his home in Malanville on Wednesday.",
        "The hostages were freed in Niamey on Thursday.",
    ],
    "Peaceful protest": [
        "Hundreds of traders demonstrated in Malanville on Monday against the closure.",
        "Thousands marched in Pristina on Sunday.",
        "Residents of Kumanovo took to the streets on Saturday.",
        "Women staged a sit-in outside the customs house in Moreh on Wednesday.",
        "Shops stayed shut in Imphal on Monday as a general strike took hold.",
        "Kurds held a vigil in Qamishli on Friday.",
        "Truckers parked their lorries across the highway at Villazón on Monday in protest at a new tax.",
        "Serbs put up barricades in Zvecan on Monday.",
        "Students boycotted classes in Guwahati on Tuesday.",
        "Farmers on tractors blockaded the Dorohusk crossing on Monday.",
        "Traders went on strike in Torkham on Tuesday.",
    ],
    "Protest with intervention": [
        "Police fired tear gas at demonstrators in Zubin Potok on Tuesday.",
        "Six protesters were detained in Minsk on Sunday.",
    ],
    "Excessive force against protesters": [
        "Soldiers opened fire on protesters in Moreh on Monday, killing two.",
        "Police shot dead a demonstrator in Dajabon on Wednesday.",
    ],
    "Violent demonstration": [
        "Protesters hurled stones at the Rwandan consulate in Goma on Thursday.",
        "Rioters torched three trucks in Imphal on Saturday.",
        "Clashes between Serbs and police left ten officers injured in Zvecan on Monday.",
        "Youths pelted police with rocks in Nusaybin on Tuesday.",
        "Unrest broke out in Khujand on Monday.",
    ],
    "Mob violence": [
        "A mob lynched two suspected thieves in Malanville on Sunday.",
        "Villagers beat a smuggler to death near Ferkessédougou on Monday.",
        "Two communities clashed over grazing land near Bor on Monday, leaving 12 dead.",
    ],
    "Agreement": [
        "The two sides signed a ceasefire agreement in Doha on Sunday.",
        "Kyrgyzstan and Tajikistan agreed on Friday to pull back their troops.",
        "A truce was reached in Batken on Friday evening.",
        "The two countries exchanged prisoners at Kapikoy on Thursday.",
        "Azerbaijan and Armenia initialled a peace treaty in Tbilisi on Monday.",
        "The foreign ministers signed a memorandum on border markers in Bishkek on Thursday.",
        "A ceasefire came into force at midnight on Tuesday.",
    ],
    "Arrests": [
        "Police arrested four suspected smugglers in Turbo on Monday.",
        "Troops rounded up 30 men in Mocímboa da Praia on Tuesday.",
        "Soldiers captured a rebel commander near Bunia on Sunday.",
        "Eleven fishermen were taken into custody off Mannar on Saturday by the Sri Lankan navy.",
        "Iranian guards detained five Iraqi herders near Haj Omran on Monday.",
    ],
    "Change to group/activity": [
        "Two hundred fighters surrendered in Maiduguri on Monday.",
        "Sixty rebels laid down their arms in Bria on Tuesday.",
    ],
    "Headquarters or base established": [
        "Serbia opened a military camp near Raska on Tuesday.",
    ],
    "Other": [
        "India moved 3,000 extra soldiers to the border at Moreh on Tuesday.",
        "Venezuela massed troops and tanks at Tumeremo on Monday.",
        "Ethiopia has deployed thousands of soldiers to Zalambessa since Monday, residents said.",
        "Brazil reinforced its garrison at Boa Vista on Friday with armoured vehicles.",
        "Turkey sent reinforcements to Akcakale on Monday.",
        "Flights from Goma airport were suspended on Monday.",
        "More than 4,000 people fled Batken on Friday, officials said.",
        "Some 1,200 villagers were evacuated from Metula on Monday.",
        "Thousands of people crossed into Chad at Adre on Sunday to escape the fighting.",
        "About 30,000 people have been displaced around Malakal since Friday, the UN said.",
        "Eleven migrants drowned when their boat capsized off Kos on Monday.",
        "Fifteen people were missing after a boat sank in the Evros on Sunday.",
        "The bodies of three migrants washed ashore near Zuwara on Saturday.",
        "Seven migrants froze to death near Bialowieza on Tuesday.",
        "A lorry plunged into a ravine near Salang on Monday, killing 12.",
        "A stampede at the Dajabon crossing killed two women on Monday.",
        "Four soldiers died when a helicopter crashed near Puerto Inirida on Sunday.",
        "Floods swept away a bridge at Torkham on Monday.",
        "The governor imposed a curfew in Imphal on Monday.",
        "A state of emergency was declared in Goma on Friday.",
        "Authorities cut off the internet in Imphal on Tuesday.",
        "Bulldozers cut a trench along the border near Beni on Monday.",
        "Poland began building a fence near Goldap on Monday.",
    ],
    "Disrupted weapons use": [
        "Soldiers found a cache of rifles near Tabatinga on Monday.",
        "Experts defused a bomb on a bridge in Arauquita on Tuesday.",
        "Air defences intercepted a drone over Eilat on Monday.",
        "Police seized 200 rifles hidden in a truck in Metema on Sunday.",
        "The army shot down a drone near Haifa on Tuesday.",
        "Deminers cleared 40 mines near Kherson on Tuesday.",
        "A drone of unknown origin was found near Galati on Sunday.",
    ],
    "Looting/property destruction": [
        "Armed men looted a World Food Programme warehouse in El Obeid on Monday.",
        "The army demolished 12 houses in Ain Issa on Monday.",
    ],
    "Deportation/return": [
        "Iran sent 4,000 Afghans back through Islam Qala on Monday.",
        "Algeria expelled 600 migrants to Assamaka on Sunday.",
        "The Dominican Republic deported 900 Haitians through Dajabon on Tuesday.",
        "Buses carrying 200 returnees arrived in Malakal from Sudan on Monday.",
        "Pakistan pushed 1,200 families across the border at Chaman on Monday.",
        "Latvian guards turned back 40 migrants at the Belarus border on Tuesday.",
        "Forty Syrians were forcibly returned from Lebanon at Masnaa on Friday.",
        "Some 500 refugees went home voluntarily from Turkey through Cilvegozu on Saturday.",
    ],
    "Infiltration attempt": [
        "A group of 12 armed men crossed into Tajikistan from Afghanistan near Shuroobod on Monday.",
        "Gunmen slipped over the border near Moreh on Friday.",
        "The army said it had foiled an infiltration bid in Kupwara on Monday.",
        "Fifty migrants scaled the fence at Melilla on Sunday.",
        "About 600 migrants tried to storm the fence at Ceuta on Monday.",
    ],
    "Smuggling/seizure": [
        "Customs officers seized 12 kilograms of methamphetamine at the Moreh checkpost on Tuesday.",
        "Police in Tulcan intercepted a lorry carrying 3,000 litres of contraband fuel on Monday.",
        "Officers found 41 migrants in a refrigerated truck near Edirne on Sunday.",
        "A haul of 900 kilos of cocaine was discovered at Guayaquil on Wednesday.",
        "Guards confiscated a tonne of coca paste in Ipiales on Sunday.",
        "Three tonnes of ivory were impounded at Namanga on Monday.",
        "Troops stopped a convoy of gold smugglers near Djado on Saturday.",
    ],
    "Talks": [
        "The two foreign ministers met in Tashkent on Friday.",
        "Border commanders held a flag meeting at Chushul on Tuesday.",
        "Delegations from both countries sat down in Muscat on Sunday.",
        "President Erdogan received his Iraqi counterpart in Ankara on Monday.",
        "The defence ministers discussed the border by telephone on Monday.",
        "Negotiations opened in Bishkek on Monday and were to last three days.",
        "Turkey's foreign minister arrived in Erbil on Monday for talks.",
        "A joint border commission convened in Batken on Wednesday.",
        "Guyana and Venezuela held a round of talks in Kingstown on Thursday.",
        "Kosovo and Serbian negotiators failed to agree at a meeting in Brussels on Tuesday.",
    ],
    "Mediation": [
        "Qatar mediated between the two sides in Doha on Sunday.",
    ],
    "Threat": [
        "Venezuela threatened to annex Essequibo on Monday.",
    ],
    "Statement": [
        "The foreign ministry summoned the Iraqi ambassador on Monday.",
        "Rwanda expelled two Burundian diplomats on Tuesday.",
        "The United States imposed sanctions on three militia leaders on Wednesday.",
        "ECOWAS lifted its sanctions on Niger on Saturday.",
    ],
    "Demand": [
        "Niger demanded that Benin apologise on Friday.",
    ],
    "Crossing closed": [
        "Pakistan closed its airspace to Indian airlines on Thursday.",
        "Iran shut its airspace over Tabriz on Friday.",
    ],
}

CASES = [(text, kind) for kind, texts in KINDS.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_sentence_tells_one_event_of_its_kind(text, kind):
    told = parse(Document("x", text, published=WEDNESDAY), open_gazetteer()).events
    assert [e.sub_event_type for e in told] == [kind]
