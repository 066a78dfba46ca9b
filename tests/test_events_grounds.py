"""What the words beside a name say that it is, names cut short, and where people only come from."""

from __future__ import annotations

import pytest

import geomap.gazetteer
from geomap.events.link import link_words
from geomap.events.link.grounds import ground
from geomap.events.link.names import whole_names
from geomap.events.text import split_sentences
from geomap.geoparse import geoparse
from geomap.model import Document, Mention, Toponym


@pytest.mark.parametrize(
    ("text", "name", "want"),
    [
        ("Shells hit the village of Ondruk on Monday.", "Ondruk", ("of", "town")),
        ("They met in Ondruk village.", "Ondruk", ("behind", "town")),
        ("They met in the Ondruk refugee camp.", "Ondruk", ("behind", "built")),
        ("They stormed the Ondruk Power Plant.", "Ondruk Power Plant", ("in", "built")),
        ("Fire fell on the coastal town Ondruk.", "Ondruk", ("before", "town")),
        ("Fire fell on Ondruk's airport.", "Ondruk", ("", "")),
        ("Ondruk told the court so.", "Ondruk", ("", "")),
    ],
)
def test_ground(text: str, name: str, want: tuple[str, str]) -> None:
    start = text.index(name)
    assert ground(text, start, start + len(name)) == want


@pytest.mark.parametrize(
    ("cut", "known", "want"),
    [
        ("Orlo", ("Orlo",), "Orlo al-Kubra"),
        ("Orlo", ("Orlo", "Kubra"), "Orlo"),  # another name stands in the same run
    ],
)
def test_a_name_that_nobody_knows_goes_to_the_end_of_its_capitals(
    cut: str, known: tuple[str, ...], want: str
) -> None:
    text = "Rebels shelled Orlo al-Kubra on Friday."
    found = [
        Toponym(Mention(text.index(name), text.index(name) + len(name), name), None)
        for name in known
    ]
    names = [t.mention.text for t in whole_names(split_sentences(text)[0], found)]
    assert want in names
    assert (cut in names) == (want == cut)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Gunmen shot dead a farmer in the village of Ondruk on Monday.", "shot", ["Ondruk"]),
        ("Shells killed two people in Ondruk district.", "killed", ["Ondruk"]),
        ("A sergeant, 23, from the town of Lahore, died in the ambush.", "died", []),
        ("A driver who hailed from Peshawar died on the spot.", "died", []),
        ("Police in a note from Lahore said nine had been killed.", "killed", []),
        ("Women held candles at the fence for relatives in Lahore.", "held", []),
    ],
)
def test_where_it_was(text: str, word: str, wanted: list[str]) -> None:
    toponyms = geoparse(Document("a", text), geomap.gazetteer.open())
    start = text.index(word)
    links = link_words(text, start, start + len(word), toponyms)
    assert [x.toponym.mention.text for x in links if x.toponym] == wanted
