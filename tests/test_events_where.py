"""Where a told event is put on the map: whole texts to the names of places."""

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
