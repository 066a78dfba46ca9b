"""What single sentences say of crossings: open, closed, open in part, or nothing of today."""

from datetime import date

import pytest

from geomap.events.frame import crossings_frame
from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

WEDNESDAY = date(2025, 3, 12)

#: Text, the status of each crossing that it tells of.
CASES = [
    ('Uganda has sealed off the Bunagana border post, officials in Kampala said on Tuesday.', {'Bunagana': 'closed'}),
    ('The Bunagana crossing between Uganda and Congo has been off limits since Sunday.', {'Bunagana': 'closed'}),
    ('Gates at the Rafah crossing between Gaza and Egypt remained shut for a third day on Monday.', {'Rafah': 'closed'}),
    ('No vehicles were allowed through the Beitbridge border post between South Africa and Zimbabwe on Monday.', {'Beitbridge': 'closed'}),
    ('Traffic through the Kuznica checkpoint between Poland and Belarus was brought to a standstill on Monday after the Polish government suspended clearance.', {'Kuznica': 'closed'}),
    ('Poland suspended traffic at the Bobrowniki crossing with Belarus on Monday.', {'Bobrowniki': 'closed'}),
    ('All movement across the Aflao border between Ghana and Togo has stopped since Saturday.', {'Aflao-Lome': 'closed'}),
    ('The Busia one-stop border post on the Kenya-Uganda frontier is closed until further notice.', {'Busia': 'closed'}),
    ("Iran's Bazargan gate with Turkey stayed closed for the third day running on Wednesday.", {'Bazargan': 'closed'}),
    ("Togo's army closed the Aflao post to all traffic on Monday night, a trader in Lome, Ghana's neighbour capital, said.", {'Aflao-Lome': 'closed'}),
    ("Chad's governor ordered the Adre crossing with Sudan shut on Sunday.", {'Adre': 'closed'}),
    ('Sudanese paramilitaries blocked the Adre crossing to Chad on Monday, aid workers said.', {'Adre': 'closed'}),
    ('Soldiers pulled a chain across the Bunagana border gate and nobody has passed between Congo and Uganda since Friday.', {'Bunagana': 'closed'}),
    ('Venezuela lowered the barrier on the Simon Bolivar bridge to Colombia on Saturday, and it has not been lifted since.', {'Simon Bolivar Bridge': 'closed'}),
    ('The Simon Bolivar International Bridge linking Colombia and Venezuela, closed since Sunday, showed no sign of life.', {'Simon Bolivar Bridge': 'closed'}),
    ('Zimbabwe and South Africa agreed to keep Beitbridge shut until the fighting ends.', {'Beitbridge': 'closed'}),
    ('The Torkham border point between Pakistan and Afghanistan, shut since February 21, is still not open.', {'Torkham': 'closed'}),
    ('Pakistan locked the Torkham gate to Afghanistan at 6pm on Tuesday.', {'Torkham': 'closed'}),
    ('Hundreds of trucks are stranded at Torkham, where Pakistan and Afghanistan have kept the crossing closed since Friday.', {'Torkham': 'closed'}),
    ('A queue of 900 trucks stretched back from the Medyka crossing on the Polish-Ukrainian border, which farmers have blocked since Monday.', {'Medyka': 'partial'}),
    ('The Taftan border gate between Iran and Pakistan was shut to all but returning pilgrims on Monday.', {'Taftan': 'partial'}),
    ('Iraq and Iran shut the Bashmaq crossing on Sunday after shelling, and the closure was still in force on Tuesday.', {'Bashmaq': 'closed'}),
    ('India ordered the integrated check post at Attari on the Pakistan border shut with immediate effect on Tuesday.', {'Wagah': 'closed'}),
    ("Myanmar's junta has closed the Zokhawthar-Rihkhawdar bridge to India since last week.", {'Zokhawthar': 'closed'}),
    ('The Moyale border between Kenya and Ethiopia has been closed down by protesters.', {'Moyale': 'closed'}),
    ('Business at the Namanga border between Kenya and Tanzania ground to a halt on Tuesday as clearing agents downed tools.', {'Namanga': 'closed'}),
    ('Ethiopia closed its side of the Metema-Gallabat crossing with Sudan on Monday.', {'Gallabat': 'closed'}),
    ("Rwanda's side of the Petite Barriere in Gisenyi was closed at noon on Sunday, Congolese officials in Goma said.", {'Petite Barriere': 'closed'}),
    ('Pedestrians and vehicles have been barred from the Upper Lars checkpoint between Georgia and Russia since Monday because of an avalanche.', {'Upper Lars': 'closed'}),
    ('Not a single lorry has crossed at Upper Lars, on the road between Georgia and Russia, since Saturday.', {'Upper Lars': 'closed'}),
    ('The Sarpi crossing between Turkey and Georgia is not working, the customs service said on Tuesday.', {'Sarpi': 'closed'}),
    ("Libya's Ras Ajdir crossing with Tunisia is out of service after Monday's clashes.", {'Ras Ajdir': 'closed'}),
    ('Jordan said it would keep the Jaber crossing with Syria closed.', {'Nasib': 'closed'}),
    ("Algeria's land border with Morocco, including the Zouj Beghal post, has been closed since 1994.", {'Zouj Beghal': 'closed'}),
    ('The Beitbridge border post between Zimbabwe and South Africa is operating normally, its manager said.', {'Beitbridge': 'open'}),
    ('Lorries crossed as usual at Busia on the Kenya-Uganda border on Monday.', {'Busia': 'open'}),
    ('Traffic flowed freely through the Kasumbalesa border post between Zambia and Congo on Tuesday.', {'Kasumbalesa': 'open'}),
    ('Trade at the Bazargan border gate between Iran and Turkey was unaffected.', {'Bazargan': 'open'}),
    ('It was business as usual at the Namanga border post between Kenya and Tanzania.', {'Namanga': 'open'}),
    ('The Rumichaca bridge between Ecuador and Colombia is open round the clock.', {'Rumichaca': 'open'}),
    ("Iraq's Bashmaq gate with Iran, the only crossing still working, handled 300 trucks on Monday.", {'Bashmaq': 'open'}),
    ('The Sarpi checkpoint on the Georgian-Turkish border was back in operation on Sunday.', {'Sarpi': 'open'}),
    ('Kenya and Tanzania have lifted the closure of the Namanga border post, which reopened at noon on Monday.', {'Namanga': 'open'}),
    ('Normal service resumed at the Kapikule gate between Turkey and Bulgaria on Monday.', {'Kapikule': 'open'}),
    ('Trucks started rolling again through the Torkham crossing between Pakistan and Afghanistan on Tuesday.', {'Torkham': 'open'}),
    ('Poland unblocked the Medyka crossing with Ukraine on Monday.', {'Medyka': 'open'}),
    ('Polish officials denied that the Terespol crossing with Belarus had been closed.', {'Terespol': 'open'}),
    ('Reports that the Terespol crossing between Poland and Belarus had been shut are false, the border guard said.', {'Terespol': 'open'}),
    ('Contrary to rumours, the Mutukula border between Uganda and Tanzania has not been closed.', {'Mutukula': 'open'}),
    ('The Rafah crossing between Egypt and Gaza, closed since May, was reopened on Tuesday.', {'Rafah': 'open'}),
    ('The border at Mutukula between Uganda and Tanzania never closed, traders said.', {'Mutukula': 'open'}),
    ('Turkey has allowed passage through the Bab al-Hawa crossing to Syria again since Monday.', {'Bab al-Hawa': 'open'}),
    ('Egypt allowed 40 aid trucks into Gaza through the Rafah crossing on Monday.', {'Rafah': 'open'}),
    ('Thailand lifted restrictions at the Mae Sot-Myawaddy crossing with Myanmar on Monday.', {'Mae Sot-Myawaddy': 'open'}),
    ('The Torkham crossing was reopened for two hours on Monday to let 200 stranded Afghans return from Pakistan, then closed again.', {'Torkham': 'closed'}),
    ('The Torkham border between Pakistan and Afghanistan was opened briefly on Monday for the sick and then sealed again.', {'Torkham': 'closed'}),
    ('The Kuznica crossing between Poland and Belarus works from 8 am to 5 pm only.', {'Kuznica': 'partial'}),
    ('The Rafah crossing between Gaza and Egypt is open only for patients and their companions.', {'Rafah': 'partial'}),
    ('Cargo has been suspended at the Chaman crossing between Pakistan and Afghanistan, while pedestrians may pass.', {'Chaman': 'partial'}),
    ('Only nationals of the two countries may use the Seme border between Nigeria and Benin.', {'Seme-Krake': 'partial'}),
    ('At Terespol, on the Polish-Belarusian border, only passenger cars are let through.', {'Terespol': 'partial'}),
    ('Pakistan partially reopened the Chaman crossing with Afghanistan on Monday for stranded families.', {'Chaman': 'partial'}),
    ('The Sarpi border gate between Georgia and Turkey is open to trade but closed to travellers.', {'Sarpi': 'partial'}),
    ('Jordan has limited the Jaber crossing with Syria to trucks since Sunday.', {'Nasib': 'partial'}),
    ('Belarus has barred lorries at the Terespol crossing to Poland since Friday.', {'Terespol': 'partial'}),
    ('Humanitarian convoys alone may use the Adre crossing between Chad and Sudan.', {'Adre': 'partial'}),
    ('Uganda lets only residents with permits through the Mpondwe border post to Congo.', {'Kasindi': 'partial'}),
    ('The Zokhawthar bridge between India and Myanmar is open for emergencies only.', {'Zokhawthar': 'partial'}),
    ('Traffic at the Elegu border between Uganda and South Sudan has been reduced to one lane.', {'Nimule': 'partial'}),
    ('Commercial traffic was halted at Moyale, on the Kenya-Ethiopia border, but people on foot still came across.', {'Moyale': 'partial'}),
    ('The Kapitan Andreevo crossing between Bulgaria and Turkey is closed to freight.', {'Kapikule': 'partial'}),
    ('The Paso Canoas border post between Costa Rica and Panama is operating at half capacity.', {'Paso Canoas': 'partial'}),
    ('BORDER CROSSINGS\n\n- Torkham: closed for the ninth day.\n- Chaman: open for trade only.\n- Ghulam Khan: open.\n\nPakistan and Afghanistan met.', {'Torkham': 'closed', 'Chaman': 'partial', 'Ghulam Khan': 'open'}),
    ('Crossing status, Sudan and Chad\n\nAdre: humanitarian cargo only.\nTine: shut since 2 March.\n', {'Adre': 'partial', 'Tine': 'closed'}),
    ('Both crossings between Thailand and Myanmar at Mae Sot were shut on Monday.', {'Mae Sot-Myawaddy': 'closed'}),
    ('Beitbridge, along with Chirundu and Victoria Falls, stayed open, Zimbabwe said after Zambia and South Africa complained.', {'Beitbridge': 'open', 'Chirundu': 'open'}),
    ('Uganda has closed the Bunagana, Ishasha and Mpondwe border posts with Congo.', {'Bunagana': 'closed', 'Ishasha': 'closed', 'Kasindi': 'closed'}),
    ('The Torkham and Chaman crossings between Pakistan and Afghanistan have been closed since Friday; Ghulam Khan is open for trade.', {'Torkham': 'closed', 'Chaman': 'closed', 'Ghulam Khan': 'partial'}),
    ('Pakistan said the Torkham crossing was open. Afghan officials said on Tuesday it had been closed since Monday.', {'Torkham': 'closed'}),
    ('The Torkham crossing between Pakistan and Afghanistan was closed on Saturday. On Monday it reopened.', {'Torkham': 'open'}),
    ('In October 2023 Egypt and Israel shut the Rafah crossing to Gaza. It is open now.', {'Rafah': 'open'}),
    ('The Gatuna crossing between Rwanda and Uganda will reopen on Monday.', {'Gatuna': 'closed'}),
    ('Pakistan plans to reopen the Torkham crossing with Afghanistan next week.', {'Torkham': 'closed'}),
    ('Officials from Pakistan and Afghanistan agreed to reopen the Torkham crossing from Friday.', {'Torkham': 'closed'}),
    ('Kenya closed the Kiunga border post with Somalia on Monday.', {'Ras Kamboni': 'closed'}),
    ("At Liboi in Garissa County, on Kenya's border with Somalia, lorries crossed as usual.", {'Liboi': 'open'}),
    ('The Labado-Tesh crossing between Chad and Sudan is closed.', {'Labado-Tesh crossing': 'closed'}),
    ('The Friendship Bridge between Uzbekistan and Afghanistan at Hairatan is open.', {'Hairatan': 'open'}),
    ('The Second Thai-Lao Friendship Bridge at Mukdahan, Thailand, remained open on Monday.', {'Mukdahan-Savannakhet': 'open'}),
    ('The Dolisie-Tchima checkpoint between Congo and Angola works for lorries only, from 8am to 5pm.', {'Dolisie-Tchima checkpoint': 'partial'}),
    ('Malawi and Tanzania. At Songwe, the customs post on the Tanzanian side lifted its barrier at dawn on Tuesday for the first time in a week.', {'Songwe': 'open'}),
    ("Namibia's Oshikango post on the border with Angola remains open around the clock, its chief said.", {'Oshikango': 'open'}),
    ('Honduras and Nicaragua. The Guasaule bridge has carried no lorries since Thursday, when Nicaraguan customs halted transit.', {'El Guasaule': 'partial'}),
    ('Honduran truckers have blocked the Agua Caliente crossing with Guatemala since Monday.', {'Agua Caliente': 'closed'}),
    ('Lebanon and Syria. The Arida post, bombed in November, is still out of action; Masnaa has worked normally since January.', {'Arida': 'closed', 'Masnaa': 'open'}),
    ('Hungary and Serbia. Trains between the two countries have stopped and the Roszke crossing takes cars only.', {'Roszke': 'partial'}),
    ('Georgia and Russia. Upper Lars, the only road between the two, was cut by a mudslide on Sunday and remained impassable on Tuesday.', {'Upper Lars': 'closed'}),
    ('Colombia and Ecuador. Rumichaca: normal. San Miguel: closed at night.', {'Rumichaca': 'open'}),
    ('The Congolese side of the Kasumbalesa border, which Zambia shut on Saturday, reopened to trucks at noon on Monday.', {'Kasumbalesa': 'open'}),
    ('Zambia and Congo. Kasumbalesa was back to its usual chaos on Monday, two days after Zambia had shut it over a ban on beer.', {'Kasumbalesa': 'open'}),
    ('Uganda and Congo. The M23 rebels who hold the Bunagana border post let people through in daylight but turn lorries back.', {'Bunagana': 'partial'}),
    ("Guatemala and Mexico. Mexico's migration institute closed the Rodolfo Robles bridge to pedestrians on Friday; cars may cross.", {'Tecun Uman': 'partial'}),
    ('Jordan and Israel. The Allenby Bridge closed early on Sunday, at noon rather than at 10 pm, after the shooting and has not opened since.', {'Allenby Bridge': 'closed'}),
    ('Jordan and Israel. Israel shut the Allenby crossing after the attack and said it would stay closed until the inquiry was over.', {'Allenby Bridge': 'closed'}),
    ('Panama and Costa Rica. Nobody stopped traffic at Paso Canoas, the main crossing, on Monday.', {'Paso Canoas': 'open'}),
    ('The Paso Canoas crossing between Panama and Costa Rica stayed open despite the strike.', {'Paso Canoas': 'open'}),
    ('Turkmenistan and Afghanistan. The Torghundi railway gate handles freight again, but no passengers.', {'Torghundi': 'partial'}),
    ('Tajikistan and Afghanistan. Tajik border guards closed the bridge at Panji Poyon to traffic on Tuesday evening.', {'Sher Khan Bandar': 'closed'}),
    ('Kenya and Ethiopia. Moyale is the one crossing where buses still run.', {'Moyale': 'open'}),
    ('Spain and Morocco. Customs at the Tarajal crossing reopened for goods in January after a gap of six years.', {'El Tarajal': 'partial'}),
    ("Chad and Cameroon. Kousseri's bridge to N'Djamena, closed to motor-taxis since Friday, is open to everyone else.", {'Nguelli': 'partial'}),
    ('Eritrea and Ethiopia. Zalambessa has been sealed since 2019.', {'Zalambessa': 'closed'}),
    ('Benin and Niger. The Malanville bridge stays shut on the Niger side, while Benin opened its own half in 2024.', {'Malanville-Gaya': 'closed'}),
    ('Estonia and Russia. Vehicles have been unable to use the bridge at Narva since February 2024 because Russia is repairing its side; people walk across.', {'Narva-Ivangorod': 'partial'}),
    ('Armenia and Turkey. The Margara bridge was opened on Friday for a convoy of aid to Syria, the second time in 30 years.', {'Margara': 'open'}),
    ('Israel let 90 lorries with flour into Gaza through Kerem Shalom on Monday, the U.N. said.', {'Kerem Shalom': 'open'}),
    ('India and Bangladesh. Imports through the Benapole land port have come to a halt since Sunday as workers struck; passengers were crossing as usual.', {'Petrapole': 'partial'}),
    ('India and Bangladesh. Benapole handled 350 trucks on Tuesday, about the usual number.', {'Petrapole': 'open'}),
    ('Serbia and Kosovo. Pristina lifted the ban on lorries at Merdare on Monday, and the first ones were through by noon.', {'Merdare': 'open'}),
    ('North Macedonia and Greece. Lorry drivers ended their blockade of the Bogorodica crossing on Monday evening.', {'Bogorodica': 'open'}),
    ('Syria and Turkey. Öncüpınar / Bab al-Salama – operational, 06:00–18:00. Cilvegözü / Bab al-Hawa – fully operational.', {'Bab al-Salama': 'open'}),
    ('Crossings, Ukraine and Moldova\n• Palanca: operational.\n• Mohyliv-Podilskyi: temporarily closed to all traffic from 8 March.\n• Tudora: waiting time of nine hours for trucks.', {'Palanca': 'open', 'Otaci': 'closed'}),
    ('Mozambique and South Africa. Protesters shut down the Lebombo border post on Saturday; it was working again by Sunday evening.', {'Lebombo': 'open'}),
    ("Burundi and Rwanda. Burundi's border with Rwanda has been closed since January 2024, the Kanyaru Haut post included.", {'Kanyaru Haut': 'closed'}),
    ('Iraq and Turkey. Trucks queued for 9 km on Monday at the Ibrahim Khalil gate, which works with half its staff.', {'Habur': 'partial'}),
    ('Ethiopia and Sudan. At Omhajer the ferry has not run since the war began.', {'Omhajer': 'closed'}),
    ('India and Pakistan. The gate at Chakan-da-Bagh was unlocked for half an hour on Tuesday to hand over a boy.', {'Chakan-da-Bagh': 'closed'}),
    ('Iran and Pakistan. The Taftan crossing was as busy as ever on Tuesday, clearing agents said.', {'Taftan': 'open'}),
    ('Kosovo and Serbia. Merdare, the busiest one, on the road to Nis, reopened on Sunday after a blockade of nine days.', {'Merdare': 'open'}),
    ('Rwanda and Burundi. The crossings at Ruhwa, Akanyaru and Gasenyi have not opened since January 2024.', {'Ruhwa': 'closed'}),
    ('Serbia and Kosovo. Jarinje and Brnjak were closed on Friday after lorries were set on fire, police said, and reopened on Sunday.', {'Jarinje': 'open', 'Brnjak': 'open'}),
    ('The Sheikh Hussein bridge was open; the Allenby crossing between Jordan and the West Bank is closed until further notice.', {'Allenby Bridge': 'closed'}),
    ('Haiti and the Dominican Republic\n• Malpasse: blocked by gangs since 1 March.', {'Jimani': 'closed'}),
    ('Pakistan and Afghanistan. Torkham was opened at seven for stranded trucks; by ten it had been shut again.', {'Torkham': 'closed'}),
    ('Belarus and Poland. Poland on Tuesday closed its last crossings, Terespol and Kukuryki among them.', {'Terespol': 'closed', 'Kukuryki': 'closed'}),
    ('Finland and Russia. Finland has kept Vaalimaa and all its other crossings closed since December 2023.', {'Vaalimaa': 'closed'}),
    ('Uganda and Congo. Screening slows things down at Mpondwe but nobody is turned back.', {'Kasindi': 'open'}),
    ('China and North Korea. Trains have not crossed from Dandong to Sinuiju since January 2020.', {'Dandong-Sinuiju': 'closed'}),
    ('Spain and Morocco. The Tarajal crossing was shut for five hours on Saturday as people tried to swim round the breakwater.', {'El Tarajal': 'open'}),
    ('Colombia and Venezuela. Venezuela reopened the Simon Bolivar bridge on 10 January.', {'Simon Bolivar Bridge': 'open'}),
    ('Iraq denied on Tuesday that Shalamcheh, its gate to Iran, had been closed, saying that travellers were passing in both directions.', {'Shalamcheh': 'open'}),
    ('Pakistan and Afghanistan. A planned reopening of Torkham was called off at the last minute.', {'Torkham': 'closed'}),
    ('Pakistan and Afghanistan. Torkham was due to reopen on Tuesday but the gates remained shut at nightfall.', {'Torkham': 'closed'}),
    ('Sudan and Ethiopia. Galabat-Metema stayed closed for the second week, and traders have turned to smuggling.', {'Gallabat': 'closed'}),
    ('Ukraine and Poland. Krakovets is for now not letting trucks in, border guards said.', {'Korczowa': 'partial'}),
    ('Pakistan and Afghanistan. Torkham and Chaman are the two main crossings. Both have been shut since October.', {'Torkham': 'closed', 'Chaman': 'closed'}),
    ('Iran and Pakistan. Taftan, Gabd and Mand-Pishin: all open.', {'Taftan': 'open', 'Gabd': 'open', 'Pishin-Mand': 'open'}),
    ('Pakistan and Afghanistan. Afghan police closed their side of Kharlachi, though the Pakistani side is open.', {'Kharlachi': 'closed'}),
    ('Mali and Senegal. Mali closed the Kidira bridge for an hour on Monday.', {'Kidira': 'open'}),
    ('Chad and Sudan. The army has barred anyone but relief convoys from using Adre.', {'Adre': 'partial'}),
    ('Syria and Turkey. Bab al-Salama: open; Jarablus: returnees only.', {'Bab al-Salama': 'open'}),
    ('India and China. The Nathu La pass reopened to pilgrims in June after five years.', {'Nathu La': 'partial'}),
    ('Iran and Afghanistan. No trucks crossed at Milak on Monday; by Tuesday soldiers waved 60 trucks through.', {'Milak': 'open'}),
    ('Kenya and South Sudan. At Nadapal lorries pass in convoy.\n\nIn Moyale, which Ethiopia shares, traders marched to the one-stop border post on Monday. The post worked normally throughout.', {'Moyale': 'open'}),
    ('Central African Republic and Cameroon. Drivers parked across the road at Garoua-Boulai. The border post stayed open to pedestrians.', {'Garoua Boulai-Beloko': 'partial'}),
]  # fmt: skip

#: Nothing is said of the crossing as it is today.
NOTHING = [
    "Burma and Thailand. Rebels closed in on the Myawaddy bridge from three sides.",
    "Venezuela's minister said it would “close every bridge from Paraguachon to Arauca” in Colombia if attacked.",
    "Pakistani troops had opened up on forward posts in the Mendhar sector, near Tattapani, India said.",
    "In 2019 Rwanda closed the Gatuna crossing with Uganda for three years.",
    "Schools in Busia, on the border of Kenya and Uganda, were closed on Monday.",
    "Shops in Moyale stayed shut on Tuesday, on both the Kenyan and the Ethiopian side.",
    "Police in Uganda opened fire on smugglers near the Busia border post in Kenya.",
    "Kenya and Uganda opened an inquiry into the deaths at the Busia crossing.",
    "Four people drowned at the Busia crossing between Kenya and Uganda on Monday.",
]


def statuses(text):
    told = parse(Document("x", text, published=WEDNESDAY), open_gazetteer()).reports
    return {r.crossing.name: r.status for r in sorted(told, key=lambda r: str(r.as_of))}


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:50] for c in CASES])
def test_the_latest_word_on_a_crossing_is_its_status(text, wanted):
    assert wanted.items() <= statuses(text).items()


@pytest.mark.parametrize("text", NOTHING, ids=[t[:50] for t in NOTHING])
def test_what_is_closed_beside_a_crossing_says_nothing_of_it(text):
    assert statuses(text) == {}


def test_a_crossing_nobody_knows_is_listed_without_a_point():
    text = "The Dhumal gate between Kenya and Somalia was shut on Monday."
    told = parse(Document("x", text, published=WEDNESDAY), open_gazetteer())
    assert [(r.crossing.name, r.status) for r in told.reports] == [("Dhumal gate", "closed")]
    assert [e.place for e in told.events] == [None]
    assert crossings_frame(told.reports, open_gazetteer())["lat"].isna().all()


def test_what_is_said_of_major_crossings_is_inherited_by_each():
    text = "Poland and Belarus have kept the major crossings closed. Terespol is open to lorries."
    told = statuses(text)
    assert told["Terespol"] != "closed"
    assert {"Bobrowniki", "Kuznica"} <= {
        name for name, status in told.items() if status == "closed"
    }


def test_what_is_said_of_all_crossings_is_said_of_the_border():
    text = "All crossings between Poland and Belarus except Terespol are closed."
    assert statuses(text) == {"Belarus-Poland border": "closed", "Terespol": "open"}


def test_the_border_post_is_not_the_border():
    text = "Kenya and South Sudan. At Nadapal the road is bad. The border post itself is open."
    assert statuses(text) == {"Nadapal": "open"}


def test_numbered_gates_of_one_town_are_rows_of_their_own():
    text = "India and Myanmar. At Moreh, Gate No 7 was closed on Monday. Gate No. 8 is open. Gate No 8 is open."
    told = parse(Document("x", text, published=WEDNESDAY), open_gazetteer()).reports
    frame = crossings_frame(told, open_gazetteer())
    assert sorted(frame["status"]) == ["closed", "open"]
    assert frame["crossing_id"].is_unique
