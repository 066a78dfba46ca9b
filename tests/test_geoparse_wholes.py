"""Names that are made whole, and names found by the list they stand in."""

from __future__ import annotations

import pytest

import geomap.gazetteer
from geomap.geoparse import recognize
from geomap.geoparse.scan import Names, scan
from geomap.geoparse.tokens import tokenize
from geomap.geoparse.wholes import add_listed, make_whole
from geomap.model import Document

STORE = geomap.gazetteer.open()


def spelled(text: str, tagged: list[str], listed: bool = False) -> list[str]:
    """Return the names after those that a tagger gave were mended."""
    tokens = tokenize(text)
    starts, ends = [t.start for t in tokens], [t.end for t in tokens]
    spans = [(starts.index(text.index(n)), ends.index(text.index(n) + len(n)) + 1) for n in tagged]
    mend = add_listed if listed else make_whole
    found = mend(tokens, spans, scan(text, tokens, Names(STORE)))
    return [text[starts[first] : ends[last - 1]] for first, last in found]


@pytest.mark.parametrize(
    ("text", "tagged", "whole"),
    [
        ("Boats left Port of Spain.", ["Port"], ["Port of Spain"]),
        ("It lies near Port-au-Prince now.", ["Port", "Prince"], ["Port-au-Prince"]),
        ("Troops held South Ossetia.", ["Ossetia"], ["South Ossetia"]),
        ("He came from Kabwe.", ["Kabwe"], ["Kabwe"]),
        ("The Gambia won.", ["Gambia"], ["Gambia"]),
        ("Lusaka, Zambia waited.", ["Lusaka"], ["Lusaka"]),
        ("They fired at Zorrik Vell sector.", [], ["Zorrik Vell"]),
        ("They fired at Zorrik Vell sector.", ["Vell"], ["Zorrik Vell"]),
        ("They guard the Zorrik gate.", [], ["Zorrik"]),
        ("They praised the IT sector.", [], []),
        ("Zorrik Vell sector was calm.", [], []),
        ("He met John Village.", [], []),
    ],
)
def test_cut_names_are_made_whole(text: str, tagged: list[str], whole: list[str]) -> None:
    assert spelled(text, tagged) == whole


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        ("Shells fell on Nyala and Zalingei.", ["Nyala"], ["Nyala", "Zalingei"]),
        ("Shells fell on Nyala and Zalingei.", ["Zalingei"], ["Nyala", "Zalingei"]),
        ("In Kutum, Mellit and Nyala it rained.", ["Nyala"], ["Kutum", "Mellit", "Nyala"]),
        ("In Nyala, Hassan spoke.", ["Nyala"], ["Nyala"]),
        ("Nyala and Paris agreed.", ["Nyala"], ["Nyala"]),
        ("It fell on Nyala. And Zalingei burned.", ["Nyala"], ["Nyala"]),
    ],
)
def test_names_in_a_list_of_one_country(text: str, tagged: list[str], found: list[str]) -> None:
    assert spelled(text, tagged, listed=True) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shelling was reported in Nyala and Zalingei on Friday.", ["Nyala", "Zalingei"]),
        ("Tanzania closed Kilambo and Mtambaswala.", ["Tanzania", "Kilambo", "Mtambaswala"]),
        ("Pakistan said shots were heard from Kharlachi.", ["Pakistan", "Kharlachi"]),
    ],
)
def test_the_reader_finds_towns_and_crossings(text: str, found: list[str]) -> None:
    assert [m.text for m in recognize(Document("d", text), STORE)] == found
