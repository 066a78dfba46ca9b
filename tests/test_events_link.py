"""Which names of a sentence place an event: known ones, unknown ones, lists, none."""

import pytest

from geomap.events import link_words
from geomap.gazetteer import open as open_gazetteer
from geomap.geoparse import geoparse
from geomap.model import Document

CASES = [
    ("Gunmen from Lahore killed six people in Quetta.", "killed", ["Quetta"]),
    ("Rebels shelled Qorvan village in Idlib on Monday.", "shelled", ["Qorvan"]),
    (
        "Troops patrolled the streets of Brukova and Zelmin on Sunday.",
        "patrolled",
        ["Brukova", "Zelmin"],
    ),
    ("A bomb detonated in the al-Tarifa area, police said.", "detonated", ["al-Tarifa"]),
    ("Police in Karachi said two men were killed.", "killed", []),
    ("Two men, one of them a resident of Karachi, were killed.", "killed", []),
    ("Six people were killed.", "killed", []),
]


@pytest.mark.parametrize(("text", "verb", "names"), CASES, ids=[text[:40] for text, _, _ in CASES])
def test_the_place_of_a_verb(text, verb, names):
    start = text.index(verb)
    toponyms = geoparse(Document("x", text), open_gazetteer())
    links = link_words(text, start, start + len(verb), toponyms)
    found = sorted(link.toponym.mention.text for link in links)
    assert found == names


def test_words_outside_the_text_have_no_place():
    assert link_words("", 0, 0, ()) == ()
