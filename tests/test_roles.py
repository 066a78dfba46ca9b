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


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("They asked Kabwe police for help.", "Kabwe", "associative"),
        ("Kabwe and Ndola officials met.", "Ndola", "associative"),
        ("A bill of Zambia UPND lawmakers failed.", "Zambia", "associative"),
        ("He was governor of Katanga for years.", "Katanga", "associative"),
        ("The king of Lesotho came.", "Lesotho", "associative"),
        ("It ended ties with Malawi last year.", "Malawi", "associative"),
        ("After a 2-0 win over Kabwe they rested.", "Kabwe", "associative"),
        ("Tensions between Zambia and Malawi grew.", "Malawi", "associative"),
        ("Rain fell on Kabwe streets.", "Kabwe", "literal"),
        ("No troops are on Malawi soil.", "Malawi", "literal"),
        ("A fire broke out at a Zambia army base.", "Zambia", "literal"),
        ("Zambia's north is dry.", "Zambia", "literal"),
        ("Malawi's coast was hit.", "Malawi", "literal"),
        ("The Ndola-based firm grew.", "Ndola", "literal"),
        ("Families fled to Malawi at night.", "Malawi", "literal"),
        ("She visited Angola twice.", "Angola", "literal"),
        ("Rockets hit Kabwe and Ndola on Monday.", "Kabwe", "literal"),
        ("Fuel was smuggled into Zambia and Malawi.", "Malawi", "literal"),
    ],
)
def test_turns_of_phrase(text: str, name: str, role: str) -> None:
    (found,) = roles(text, name)
    assert found[0] == role


def test_a_name_after_a_comma_may_open_a_clause() -> None:
    text = "As families fled to Mzuzu, Malawi said it would wait."
    places = [Mention(20, 25, "Mzuzu"), Mention(27, 33, "Malawi")]
    found = assign_roles(Document("d", text), places, STORE)
    assert [m.role for m in found] == ["literal", "associative"]


def test_who_speaks_later_is_not_where_the_clause_is() -> None:
    text = "In Kabwe, two died when a roof fell on a market, Zambia said."
    ((role, cue),) = roles(text, "Kabwe")
    assert (role, cue != "statement_location") == ("literal", True)


def test_the_names_of_a_list_have_one_role() -> None:
    text = "Rain is due for Kabwe, Ndola and Kitwe on Monday."
    mentions = [Mention(i := text.index(n), i + len(n), n) for n in ("Kabwe", "Ndola", "Kitwe")]
    assert len({m.role for m in assign_roles(Document("d", text), mentions, STORE)}) == 1
