"""Roles: which mention is ground, and the words that say so."""

from __future__ import annotations

import pytest

import geomap.gazetteer
from geomap.geoparse import assign_roles
from geomap.model import Document, Mention

STORE = geomap.gazetteer.open()


def roles(text: str, name: str) -> list[tuple[str, str]]:
    """Return role and cue of every occurrence of a name, which are all the mentions."""
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    mentions = [Mention(i, i + len(name), name) for i in starts]
    found = assign_roles(Document("d", text), mentions, STORE)
    return [(mention.role, mention.cue) for mention in found]


@pytest.mark.parametrize(
    ("text", "name", "role", "cue"),
    [
        ("Boats landed on the Greek islands.", "Greek", "literal", "_ islands"),
        ("Jets crossed into Syrian airspace.", "Syrian", "literal", "_ airspace"),
        ("Troops stood along the Uzbek border.", "Uzbek", "literal", "_ border"),
        ("Two Uzbek border guards were hurt.", "Uzbek", "demonym", "demonym"),
        ("A Greek minister spoke.", "Greek", "demonym", "demonym"),
        ("The Lusaka Film Festival opened.", "Lusaka", "literal", None),
        ("The Lusaka Water Company closed.", "Lusaka", "nested", "water company"),
        ("They met in the Zambian capital Lusaka on Monday.", "Lusaka", "literal", "capital _"),
        ("In the border town Kasumbalesa a truck burned.", "Kasumbalesa", "literal", "town _"),
        ("Lusaka later summoned the envoy.", "Lusaka", "associative", "_ summoned"),
        ("Zambia's wildlife agency sent rangers.", "Zambia", "associative", "'s agency"),
        ("LUSAKA (AP) — Rain fell.", "LUSAKA", "dateline", "dateline —"),
    ],
)
def test_words_that_decide(text: str, name: str, role: str, cue: str | None) -> None:
    ((found, why),) = roles(text, name)
    assert found == role
    assert cue in (why, None)
    assert why


def test_a_name_keeps_to_its_role() -> None:
    alone = "Nobody doubts that for Lusaka the matter is closed."
    acts = "Lusaka said no. Lusaka warned Harare. Lusaka denied it. " + alone
    (last,) = roles(alone, "Lusaka")
    assert roles(acts, "Lusaka")[-1][0] == "associative"
    assert last[1]


def test_no_other_role_moves_what_is_plainly_ground() -> None:
    text = "Lusaka said no. Lusaka warned Harare. Lusaka denied it. A bomb killed two in Lusaka."
    assert roles(text, "Lusaka")[-1][0] == "literal"
