"""Crossings of which a text says no more than "so was X", in lists, and beside what holds for all."""

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

THURSDAY = date(2025, 9, 18)

#: Text and the status of each crossing that it tells of, all of them.
CASES = [
    ("Belarus, Lithuania. The crossing at Medininkai was shut on Tuesday night. So was Salcininkai.", {"Medininkai": "closed", "Salcininkai": "closed"}),
    ("Belarus, Poland. Kuznica has been closed since 2021, and so has Bobrowniki.", {"Kuznica": "closed", "Bobrowniki": "closed"}),
    ("Belarus, Poland. Bobrowniki was shut at midnight; Kuznica too.", {"Bobrowniki": "closed", "Kuznica": "closed"}),
    ("India, Bangladesh. Petrapole closed on Monday, as did Hili.", {"Petrapole": "closed", "Hili": "closed"}),
    ("Uganda, South Sudan. Nimule was closed at noon and Kaya an hour later.", {"Nimule": "closed", "Kaya-Oraba": "closed"}),
    ("Kenya, Uganda. Malaba was back in business on Wednesday. Busia was not.", {"Malaba": "open", "Busia": "closed"}),
    ("Zimbabwe, Botswana. Beitbridge was working on Thursday. The same goes for Plumtree.", {"Plumtree": "open"}),
    ("Mexico, United States. The Lukeville crossing was closed on Monday; Sasabe likewise.", {"Lukeville": "closed", "Sasabe": "closed"}),
    ("Mexico, United States. Pharr was reopened at dawn, followed by Anzalduas at nine.", {"Pharr-Reynosa": "open", "Anzalduas Bridge": "open"}),
    ("Zambia, Zimbabwe, Botswana. Chirundu has reopened, Kazungula never closed.", {"Chirundu": "open", "Kazungula": "open"}),
    ("Niger, Nigeria. Neither Jibia nor Kongolam has reopened.", {"Jibia": "closed", "Kongolam": "closed"}),
    ("Kosovo, Serbia. Neither Merdare nor Jarinje was closed, police said.", {"Merdare": "open", "Jarinje": "open"}),
    ("Thailand, Cambodia. Besides Poipet, the army closed O Smach and Choam.", {"Poipet-Aranyaprathet": "closed", "O Smach": "closed", "Choam": "closed"}),
    ("Lithuania, Russia. Unlike Kybartai, which has shut for the night, Panemune lets people through on foot.", {"Kybartai": "closed", "Panemune": "partial"}),
    ("Belarus, Lithuania. The two smaller posts, Sumskas and Lavoriskes, were shut for good in 2023.", {"Sumskas": "closed", "Lavoriskes": "closed"}),
    ("Ukraine, Romania. Three crossings - Isaccea, Siret and Halmeu - were open on Thursday; Vicovu de Sus was not.", {"Isaccea": "open", "Siret": "open", "Halmeu": "open", "Vicovu de Sus": "closed"}),
    ("Ukraine, Poland. The four crossings now closed are Korczowa, Medyka, Hrebenne and Dorohusk.", {"Korczowa": "closed", "Medyka": "closed", "Hrebenne": "closed", "Dorohusk": "closed"}),
    ("Iraq, Turkey. Closed: Habur, Uzumlu. Open: Derecik.", {"Habur": "closed", "Uzumlu-Sarzeri": "closed", "Derecik": "open"}),
    ("Senegal, Mauritania, Mali. Crossings: Rosso open, Kidira open, Gogui closed.", {"Rosso": "open", "Kidira": "open", "Gogui": "closed"}),
    ("Rwanda, Uganda, Burundi. On Thursday morning: Gatuna (open), Cyanika (open), Ruhwa (closed).", {"Gatuna": "open", "Cyanika": "open", "Ruhwa": "closed"}),
    ("Belarus, Lithuania. The decision concerns Medininkai, 30 km from Vilnius, and Salcininkai. Both have been shut since Jan. 5.", {"Medininkai": "closed", "Salcininkai": "closed"}),
    ("Benin, Niger. The crossing between Malanville and Gaya has been closed on this side since the coup, even though Benin lifted its own barrier in 2024.", {"Malanville-Gaya": "closed"}),
    ("Pakistan, Afghanistan. Torkham has been closed since Monday. Empty lorries are blocked.", {"Torkham": "closed"}),
    ("Turkey, Iraq. Traffic at the Habur gate was not disrupted.", {"Habur": "open"}),
    ("Turkey, Iran. The Esendere gate was working for pedestrians only.", {"Sero": "partial"}),
    ("Latvia, Belarus. The Paternieki checkpoint has admitted no cyclists since Sunday.", {"Paternieki": "partial"}),
    ("Rwanda, Tanzania. The barrier at Rusumo came down on Wednesday night.", {"Rusumo": "closed"}),
    ("Armenia, Turkey. Margara was to reopen in April but has not.", {"Margara": "closed"}),
    ("India, Bangladesh. The Bhomra port was closed and reopened the same day.", {"Ghojadanga": "open"}),
    ("Kazakhstan, China. Wagons are held at Dostyk, and the road post there has been closed since Friday.", {"Dostyk": "closed"}),
    ("Chad, Sudan. Guards shut the Tine crossing the next morning.", {"Tine": "closed"}),
    ("India, Bangladesh. Guards pushed 14 people back through the Akhaura checkpost on Tuesday. Cargo was moving normally there on Thursday.", {"Agartala-Akhaura": "open"}),
    ("India, Bangladesh. No stone or coal has left through Dawki since July 9, but travellers can still walk across.", {"Dawki": "partial"}),
    ("Chile, Bolivia. The border complex at Colchane has been closed to freight since Monday. Pedestrians are being processed.", {"Colchane": "partial"}),
    ("Chile, Bolivia. The strike has spread to Chungara, the busiest cargo post, where inspectors are clearing one truck in three.", {"Chungara": "partial"}),
    ("Guyana, Brazil. The Takutu bridge to Bonfim carries beef and rum as it always did.", {"Bonfim": "open"}),
    ("Egypt, Libya. The Salloum crossing is taking cars and people but freight is down to a trickle.", {"Salloum": "partial"}),
    ("Finland, Russia. Vaalimaa in the south-east was shut on 18 November; Helsinki closed it again on 15 December, until 14 October.", {"Vaalimaa": "closed"}),
    ("Iran, Afghanistan. The crossing at Pul-e-Abresham was suspended on Tuesday.", {"Milak": "closed"}),
    ("Iran, Afghanistan. Milak was closed in the evening by the Iranian side and opened again at night.", {"Milak": "open"}),
    ("Mexico, United States. Pedestrians kept crossing at Gateway.", {"Gateway International Bridge": "open"}),
    ("Estonia, Russia. Guards closed Luhamaa, leaving Narva and Koidula as the only posts where people can get across.", {"Luhamaa": "closed", "Koidula": "open"}),
    ("Kosovo, Serbia. Merdare was quiet. Police waved cars through.", {"Merdare": "open"}),
    ("Iraq, Iran. Mehran was closed to foreigners, while Shalamcheh and Khosravi operate as usual.", {"Mehran": "partial", "Shalamcheh": "open", "Khosravi": "open"}),
    ("Turkey, Iran. Gurbulak works. Kapikoy does not.", {"Bazargan": "open", "Razi-Kapikoy": "closed"}),
    ("Burundi, Rwanda. The minister announced that Kanyaru would not reopen this year.", {"Kanyaru Haut": "closed"}),
    ("Armenia, Georgia, Azerbaijan. Red Bridge is for freight alone, as it has been for years.", {"Red Bridge": "partial"}),
    ("Chile, Argentina. Jama, the northern alternative, was snowed in.", {"Paso de Jama": "closed"}),
    ("Thailand, Cambodia. Choam is closed, and farther west Ban Pakkad and Ban Laem as well.", {"Choam": "closed", "Ban Pakkad": "closed", "Ban Laem": "closed"}),
    ("Uganda, Congo. M23 officers collect fees at Bunagana, where goods cross without hindrance.", {"Bunagana": "open"}),
    ("Uganda, Congo. Nobody in Bunagana could say when the gate would be opened again. The Bunagana gate is guarded.", {"Bunagana": "closed"}),
    ("Mexico, Guatemala. The Malpasse post in Haiti is shut. Senegal, Mauritania. The Rosso ferry broke its chain and is expected to sail on Friday.", {"Rosso": "closed"}),
    ("Finland, Russia. Vaalimaa was shut on 18 November and closed again on 15 December, until 14 October.", {"Vaalimaa": "closed"}),
    ("Iraq, Iran. What is open\n\nBashmaq (Penjwen district)\nOpen around the clock, as ever.", {"Bashmaq": "open"}),
    ("Greece, Turkey. At the Kipoi crossing, the main road link, trucks began to move again on Monday.", {"Ipsala": "open"}),
    ("Niger, Nigeria. Niger opened the border to lorries at Jibia.", {"Jibia": "open"}),
    ("Mexico, United States. Customs halted southbound cars for about two hours at the B&M Bridge.", {"B&M Bridge": "open"}),
    ("Uganda, Congo. Uganda shut Mpondwe, Bunagana and Ishasha on Monday; only Bunagana has been reopened.", {"Kasindi": "closed", "Bunagana": "open", "Ishasha": "closed"}),
    ("Israel, Egypt. Aid is getting in through Kerem Shalom and Zikim; Rafah is still closed.", {"Kerem Shalom": "open", "Zikim": "open", "Rafah": "closed"}),
    ("Bulgaria, Romania. Vehicles are not being allowed over the Giurgiu-Ruse bridge.", {"Giurgiu-Ruse": "partial"}),
    ("Zambia, Congo. The two agreed to reopen Kasumbalesa, and the first lorries crossed on Wednesday.", {"Kasumbalesa": "open"}),
]  # fmt: skip

#: Nothing is said of how the crossing is.
NOTHING = [
    "India, Pakistan. The closing ceremony at Attari drew 4,000 spectators.",
    "Uganda, Rwanda. The generator at Gatuna is working again.",
    "Zambia, Congo. Fighting near Kasumbalesa has cut power to Lubumbashi; schools are shut.",
    "Venezuela, Colombia. The border was closed in 2019 and kept shut until March 2024.",
    "Jordan, Syria. The Jaber crossing would operate 24 hours a day from Sunday, the ministry said.",
    "Mexico, United States. San Ysidro will be closed from 3 a.m. to noon on Sunday for works.",
    "Estonia, Russia. Eight men tried to enter at Luhamaa without visas and were turned back.",
    'Finland, Russia. Several hundred marched with placards saying "Open Vaalimaa" on Saturday.',
]

#: A general statement that adds nothing to what is said of the crossings that the text names.
SAID_SINGLY = [
    "Lithuania closed its border with Belarus, shutting the posts at Medininkai and Salcininkai.",
    "Azerbaijan closed its border with Georgia on Tuesday. The Red Bridge gate was locked.",
    "Both crossings between Kenya and Uganda, Busia and Malaba, were closed on Thursday.",
]


def reports(text):
    return parse(Document("x", text, published=THURSDAY), open_gazetteer()).reports


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:50] for c in CASES])
def test_names_in_lists_and_echoes_have_their_status(text, wanted):
    told = {r.crossing.name: r.status for r in reports(text)}
    assert wanted.items() <= told.items()


@pytest.mark.parametrize("text", NOTHING)
def test_a_few_sent_back_and_a_cry_tell_no_status(text):
    assert reports(text) == ()


@pytest.mark.parametrize("text", SAID_SINGLY)
def test_what_is_said_of_named_crossings_is_not_said_of_the_border_again(text):
    told = reports(text)
    assert {r.scope for r in told} == {"named"}


def test_what_all_crossings_are_is_said_of_the_border_too():
    text = "All crossings between Belarus and Lithuania are shut. Medininkai has been closed for weeks."
    assert {r.scope for r in reports(text)} == {"named", "generic"}


def test_what_goes_on_at_a_crossing_is_no_reopening():
    told = parse(
        Document(
            "x", "Mexico, United States. Pedestrians kept crossing at Pharr.", published=THURSDAY
        ),
        open_gazetteer(),
    )
    assert [r.status for r in told.reports] == ["open"]
    assert told.events == ()


def test_a_closure_told_behind_the_reopening_that_ended_it_was_before():
    text = (
        "Jordan has let traffic resume at Jaber, the ministry in Amman says. The crossing was shut "
        "at about seven this morning when gunfire was heard from the Syrian customs yard."
    )
    assert [r.status for r in reports(text)] == ["open"]


def test_a_heading_that_asks_tells_no_status():
    assert reports("Which Kosovo-Serbia crossings are open, and why the others are not") == ()
