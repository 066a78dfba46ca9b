"""Where a told event is put on the map: whole texts to the names of places."""

from datetime import date

import pytest

from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse


def places(text):
    """Return the names of the places of a text's events."""
    events = parse(Document("x", text), open_gazetteer()).events
    return {event.place.name if event.place else "" for event in events}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rockets fired from southern Lebanon hit Sderot and killed a couple.", "Sderot"),
        ("In Guasdualito, farmers blocked the road to Barinas on Friday.", "Guasdualito"),
        ("Two soldiers died near Moyale when rebels attacked a bus to Marsabit.", "Moyale"),
        ("A drone launched from Yemen hit Eilat on Wednesday, wounding 20.", "Eilat"),
        ("A shell fired from Syria struck Akcakale, killing a boy.", "Akçakale"),
        ("Coffins of three officers killed in Narathiwat arrived in Bangkok.", "Narathiwat"),
        ("Officials met in Khujand; that day border guards exchanged fire in Vorukh.", "Vorukh"),
        ("Fighting broke out in Sake while in Minova looters killed a trader.", "Sake"),
    ],
)
def test_the_name_that_the_act_governs_is_its_place(text, name):
    assert name in places(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Tessalit, two children died when a rocket fell on a home. Mali mourned.", "Tessalit"),
        ("The army bombed Paletwa on Monday, killing 11. Myanmar said nothing.", "Paletwa"),
        ("Militants attacked a post in Miranshah. Pakistan sent troops.", "Miran Shah"),
    ],
)
def test_a_name_left_open_is_the_only_place_of_that_name_in_the_countries_told(text, name):
    assert name in places(text)


def test_a_name_left_open_far_from_all_places_told_stays_open():
    text = "Two men were shot dead in Tessalit, police in Bamako and in Kayes said."
    assert "Tessalit" not in places(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Residents of Djibo woke to heavy fire. Eleven soldiers were killed.", "Djibo"),
        ("A van left the road near Feres in Greece. A woman was killed.", "Féres"),
        ("Men on foot entered Goma from three sides. Fourteen civilians died.", "Goma"),
    ],
)
def test_the_one_town_of_the_sentence_before_is_the_scene(text, name):
    assert name in places(text)


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman said in Goma that talks went on. Six soldiers were killed on Monday.",
        "Six hundred people came from Goma. Six soldiers were killed on Monday.",
    ],
)
def test_where_people_speak_or_come_from_is_no_scene(text):
    assert places(text) == {""}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dozens of youths threw rocks at police in Ben Guerdane. Tunisia", "Ben Gardane"),
        (
            "A drone hit a car in the village of Berlin, Kharkiv region, in Ukraine.",
            "Kharkiv Oblast",
        ),
        ("A patrol came under fire from the Syrian bank of the Tigris River.", "Tigris"),
        ("A woman who was picking herbs near Goma was abducted by gunmen.", "Goma"),
    ],
)
def test_a_name_is_the_town_the_village_or_the_water_that_its_words_say(text, name):
    assert name in places(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Explosions were heard in Port Sudan and Kassala after drone strikes.",
            {"Port Sudan", "Kassala"},
        ),
        ("Gunmen attacked Bama and Gwoza on the same night in Nigeria.", {"Bama", "Gwoza"}),
        ("Two farmers were killed by shelling at Nubl, Aleppo province, Syria.", {"Nubl"}),
        ("Three people were killed in Goma when rebels attacked the town.", {"Goma"}),
        ("Shells hit Goma after soldiers left.", {"Goma"}),
    ],
)
def test_each_town_of_a_list_is_a_place_and_no_division_or_force_is(text, names):
    assert places(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "One soldier was killed, said Gen. Luis Rojas, commander of a division in Cali.",
        "Goma's garrison says its gunners were answering machine-gun fire.",
        "Firefighters recovered two bodies and took them to the university hospital of Goma.",
    ],
)
def test_who_speaks_and_where_the_hurt_are_taken_is_no_place(text):
    assert not places(text) & {"Cali", "Goma"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The foreign ministers of Armenia and Azerbaijan met in Gabala on Monday.", "PPL"),
        ("Officials are to meet in Mtwara on October 30.", "PPL"),
        ("Two men were shot dead in Batken region on Monday.", "ADM1"),
        ("In Khost and Paktia provinces, two men were shot dead on Monday.", "ADM1"),
        ("Two men were shot dead in Kandahar province on Monday.", "ADM1"),
    ],
)
def test_in_a_name_is_the_town_unless_a_word_asks_for_the_division(text, code):
    events = parse(Document("x", text), open_gazetteer()).events
    assert next(e.place.feature_code for e in events if e.place).startswith(code)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Gunmen killed two traders in Fizi territory on Sunday. A similar attack in November "
            "killed three workers in the same territory.",
            "Fizi",
        ),
        (
            "Troops fought at the Golovnoi intake in Batken on Monday. In April 2021 a fight at "
            "the same spot killed 50 people.",
            "Golovnoi",
        ),
        (
            "A bomb hit a convoy in Kurram district on Sunday. On Saturday clashes in the same "
            "district killed six people.",
            "Kurram",
        ),
    ],
)
def test_words_for_a_place_told_before_point_back_to_it(text, name):
    events = parse(Document("x", text, published=date(2025, 2, 14)), open_gazetteer()).events
    assert [event.place and event.place.name for event in events] == [name, name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The governor of Diffa said gunmen attacked a fishing village on Monday, killing 12. "
            "Diffa was quiet on Tuesday.",
            "Diffa",
        ),
        ("Kandahar's governor said two guards were killed in a clash at a post.", "Kandahar"),
    ],
)
def test_who_answers_for_a_place_speaks_of_it_as_a_whole(text, name):
    (event,) = parse(Document("x", text, published=date(2025, 2, 14)), open_gazetteer()).events
    assert (event.place.name, event.where_prec >= 3) == (name, True)


def test_a_long_way_between_two_places_is_no_point():
    text = "A mine exploded on the road between Ménaka and Ansongo, killing three soldiers."
    (event,) = parse(Document("x", text), open_gazetteer()).events
    assert event.where_prec >= 3


@pytest.mark.parametrize(
    "text",
    [
        "Eleven people died on Monday; Rawalpindi, seat of the army, speaks of no civilians.",
        "Six guards died before dawn, say security officials in Peshawar.",
        "Six men died on Monday. The junta's spokesman in Naypyitaw did not answer calls.",
        "Somchai Kalasin, 58, died when a rocket came down on Monday.",
        "From our reporter in Pakse: Two men died when a shed was shelled on Monday.",
        "Officials in Sharana, the provincial capital, spoke of five civilian dead.",
        "Eight people died on Monday, according to a survivor and a teacher in Maiduguri.",
        "Four reservists died on Monday and three were evacuated to Nairobi with burns.",
    ],
)
def test_who_tells_and_where_the_hurt_go_is_no_place(text):
    assert places(text) == {""}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Goma, 12 people died in a blast on Monday.", "Goma"),
        ("In Upper Dir, 30 people died in a clash on Monday.", "Upper Dir"),
    ],
)
def test_a_number_behind_a_place_is_no_age(text, name):
    assert name in places(text)


def test_what_police_say_that_they_did_is_where_they_are():
    text = (
        "Police in Gondar, in the neighbouring Amhara region, said they had found 8,000 rounds of "
        "ammunition in a fuel tanker on Sunday and arrested its driver."
    )
    assert "Gonder" in places(text)


def test_lorries_that_hoot_in_a_queue_are_no_protest():
    assert not parse(
        Document("x", "Lorries waited at Narva on Monday with horns blaring."), open_gazetteer()
    ).events
