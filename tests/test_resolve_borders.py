"""Names at many borders: the place that a careful reader would take."""

from __future__ import annotations

import pytest

import geomap.gazetteer
from geomap.geoparse import geoparse, recognize
from geomap.model import Document, Toponym

STORE = geomap.gazetteer.open()


def read(text: str, name: str) -> Toponym:
    """Return the answer for a name, which is recognized whatever our own search for names says."""
    start = text.index(name)
    end = start + len(name)

    def spans(whole: str) -> list[tuple[int, int]]:
        found = [(m.start, m.end) for m in recognize(Document("d", whole), STORE)]
        return sorted([(start, end), *((a, b) for a, b in found if b <= start or a >= end)])

    found = geoparse(Document("d", text), STORE, recognizer=spans)
    return next(t for t in found if t.mention.start == start)


@pytest.mark.parametrize(
    ("text", "name", "countries", "codes"),
    [
        ("Fighters entered the town of Bunagana on Sunday.", "Bunagana", "CD|UG", "PPL"),
        (
            "Rebels seized Bunagana, a town on the border between Uganda and the Democratic Republic of Congo.",
            "Bunagana",
            "CD",
            "PPL",
        ),
        ("Farmers fled the Fashaga area in eastern Sudan.", "Fashaga", "SD", ""),
        ("Talks will be held in Geneva next week.", "Geneva", "CH", "PPL"),
        ("Diplomats met in Geneva, Switzerland.", "Geneva", "CH", "PPL"),
        ("Traders in the Ethiopian town of Metema said shots were fired.", "Metema", "ET", "PPL"),
        ("Refugees crossed from Sudan into Metema in Ethiopia.", "Metema", "ET", "PPL"),
        (
            "Soldiers shot two herders in the village of Gogrial in South Sudan.",
            "Gogrial",
            "SS",
            "PPL",
        ),
        ("Four people died in Mandera, Kenya, when a bus hit a mine.", "Mandera", "KE", "PPL"),
        ("Al-Shabaab attacked Dhobley, near the border with Kenya.", "Dhobley", "SO", "PPL"),
        ("A patrol was ambushed near Amchide in Cameroon.", "Amchide", "CM", "PPL"),
        ("Gunmen burned houses in Gamboru, Nigeria.", "Gamboru", "NG", "PPL"),
        (
            "Boko Haram crossed from Nigeria and raided the town of Kolofata.",
            "Kolofata",
            "CM",
            "PPL",
        ),
        (
            "Shots were fired in Moyale on the border of Kenya and Ethiopia.",
            "Moyale",
            "KE|ET",
            "PPL",
        ),
        ("The army of Niger lost nine men near Inates.", "Inates", "NE", "PPL"),
        ("Jihadists attacked the village of Solhan in Burkina Faso.", "Solhan", "BF", "PPL"),
        (
            "Mortar shells fell in Poonch district in Indian-administered Kashmir.",
            "Poonch",
            "IN",
            "A|P",
        ),
        ("Two guards died at Sukma in Chhattisgarh, India.", "Sukma", "IN", ""),
        (
            "Bangladeshi villagers were shot at Lalmonirhat by Indian guards.",
            "Lalmonirhat",
            "BD",
            "",
        ),
        ("Trucks waited in Moreh, Manipur, after Myanmar closed the gate.", "Moreh", "IN", "PPL"),
        ("Clashes broke out in Myawaddy in Myanmar.", "Myawaddy", "MM", ""),
        ("Drones hit the town of Tamu in Myanmar near India.", "Tamu", "MM", "PPL"),
        ("Thai soldiers fired near Kantharalak in Thailand.", "Kantharalak", "TH", ""),
        ("Rockets fell in Oddar Meanchey province, Cambodia.", "Oddar Meanchey", "KH", "ADM1"),
        ("Smugglers were stopped at Poipet, Cambodia.", "Poipet", "KH", "PPL"),
        ("Colombian rebels killed five in Puerto Asís near Ecuador.", "Puerto Asís", "CO", "PPL"),
        ("Migrants were stranded in Tapachula, in southern Mexico.", "Tapachula", "MX", "PPL"),
        ("Gunmen killed six in San Fernando, Tamaulipas.", "San Fernando", "MX", "PPL"),
        ("Troops closed the bridge at Cúcuta, Colombia.", "Cúcuta", "CO", "PPL"),
        (
            "Armed men from Colombia entered San Antonio del Táchira, Venezuela.",
            "San Antonio del Táchira",
            "VE",
            "PPL",
        ),
        ("The Guyanese army moved to Lethem near Brazil.", "Lethem", "GY", "PPL"),
        ("A truck burned in Ponta Porã, Brazil, beside Paraguay.", "Ponta Porã", "BR", "PPL"),
        ("Azerbaijani fire hit the village of Sotk in Armenia.", "Sotk", "AM", "PPL"),
        ("An Armenian soldier was wounded near Jermuk.", "Jermuk", "AM", "PPL"),
        ("Shelling damaged homes in Kapan, Armenia.", "Kapan", "AM", "PPL"),
        ("Georgian police held two men at Zugdidi.", "Zugdidi", "GE", "PPL"),
        (
            "Serb protesters blocked the road in Leposavić in northern Kosovo.",
            "Leposavić",
            "XK",
            "",
        ),
        ("Police were attacked in the village of Banjska in Kosovo.", "Banjska", "XK", "PPL"),
        ("Migrants left Bihać in Bosnia for Croatia.", "Bihać", "BA", "PPL"),
        ("Greek guards found a boat near Kastanies.", "Kastanies", "GR", "PPL"),
        ("Tajik and Kyrgyz forces clashed in Batken, Kyrgyzstan.", "Batken", "KG", ""),
        ("Shells landed in the Tajik village of Khoja Alo.", "Khoja Alo", "TJ", "PPL"),
        (
            "Iran's guards fired at fuel carriers near Saravan in Sistan-Baluchestan.",
            "Saravan",
            "IR",
            "PPL|A",
        ),
        ("Turkey shelled the town of Tal Rifaat in Syria.", "Tal Rifaat", "SY", "PPL"),
        ("Smugglers cross near Ras Ajdir between Tunisia and Libya.", "Ras Ajdir", "LY|TN", ""),
        ("Villagers in Kidal, Mali, saw drones.", "Kidal", "ML", "PPL|A"),
        ("The municipality of Goma closed its schools.", "Goma", "CD", ""),
        (
            "People crossed the river at Rosso between Senegal and Mauritania.",
            "Rosso",
            "MR|SN",
            "PPL",
        ),
        ("Police in Paris arrested two men.", "Paris", "FR", "PPL"),
        ("He flew from Doha to Istanbul.", "Istanbul", "TR", "PPL"),
        ("Drones from Kharkiv in Ukraine hit Belgorod.", "Belgorod", "RU", "PPL"),
        ("An Indian patrol was stopped at Demchok in Ladakh.", "Demchok", "IN|CN", "PPL"),
        ("Chinese troops built huts near Doklam, Bhutan says.", "Doklam", "", ""),
        ("Fighting closed the town of Renk, South Sudan.", "Renk", "SS", "PPL"),
        ("Zambian police shut the border post at Kasumbalesa.", "Kasumbalesa", "CD|ZM", "PSTB|PPL"),
    ],
)
def test_a_careful_reader_agrees(text: str, name: str, countries: str, codes: str) -> None:
    toponym = read(text, name)
    assert toponym.place is not None, toponym.reasons
    assert not countries or toponym.place.country in countries.split("|")
    kinds = (toponym.place.feature_code, toponym.place.feature_class)
    assert any(kind.startswith(code) for code in codes.split("|") for kind in kinds)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Trucks wait at the Torkham crossing.", "Torkham", "PSTB"),
        ("The Bunagana border post was shut.", "Bunagana", "PSTB"),
        ("Rebels took the town of Bunagana.", "Bunagana", "PPL"),
        ("Floods cut off Mandera county.", "Mandera", "ADM1"),
        ("Floods cut off the city of Mandera.", "Mandera", "PPL"),
    ],
)
def test_the_word_for_a_kind_chooses_the_class(text: str, name: str, code: str) -> None:
    place = read(text, name).place
    assert place is not None
    assert place.feature_code.startswith(code)


def test_a_place_of_another_country_than_the_told_one_is_not_taken_for_sure() -> None:
    toponym = read("A bus burned in Mombasa, Peru.", "Mombasa")
    assert toponym.place is None or toponym.confidence < 0.9
