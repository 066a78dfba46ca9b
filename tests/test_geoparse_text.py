"""Tokens, zones and the tagger: what needs no gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.geoparse import lexicon
from geomap.geoparse.features import document_features
from geomap.geoparse.lexicon import feature_words, words
from geomap.geoparse.roles.zones import find_zones
from geomap.geoparse.tagger import TAGS, Tagger, spans
from geomap.geoparse.tokens import tokenize
from geomap.model import Mention

LISTS = sorted(p.stem for p in (Path(lexicon.__file__).parent / "words").glob("*.txt"))


@given(st.text())
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        last = token.end


@given(st.text())
def test_tokens_lose_nothing_but_white_space(text: str) -> None:
    rest = list(text)
    for token in tokenize(text):
        rest[token.start : token.end] = [" "] * len(token.text)
    assert not "".join(rest).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana's coast", ["Ghana", "'s", "coast"]),
        ("Ghana’s", ["Ghana", "’s"]),
        ("N'Zérékoré fell", ["N'Zérékoré", "fell"]),
        ("U.S.-Canada", ["U.S.", "-", "Canada"]),
        ("Troy, N.C., and W. Va.", ["Troy", ",", "N.C.", ",", "and", "W. Va."]),
        ("Ashland, Ky.", ["Ashland", ",", "Ky."]),
        ("St. Lucia", ["St.", "Lucia"]),
        ("John F. Smith", ["John", "F.", "Smith"]),
        ("Lusaka (remote-option)", ["Lusaka", "(", "remote", "-", "option", ")"]),
    ],
)
def test_tokens_are_cut_where_names_end(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == expected


@pytest.mark.parametrize("text", ["One. Two", "One!\nTwo", "One\nTwo", "One? “Two"])
def test_a_sentence_or_line_begins_anew(text: str) -> None:
    assert next(t for t in tokenize(text) if t.text == "Two").first


def mentions(text: str, *names: str) -> list[Mention]:
    """Return the first mention of each name."""
    return [Mention(text.index(n), text.index(n) + len(n), n) for n in names]


@pytest.mark.parametrize(
    ("text", "names", "count"),
    [
        ("LUSAKA, Zambia — Rain fell.", ("LUSAKA", "Zambia"), 2),
        ("LUSAKA: Rain fell.", ("LUSAKA",), 1),
        ("LUSAKA, Zambia (AP) -- Rain fell.", ("LUSAKA", "Zambia"), 2),
        ("Lusaka (Zambia) (AFP) – Rain fell.", ("Lusaka", "Zambia"), 2),
        ("LUSAKA, June 12 (Reuters) - Rain fell.", ("LUSAKA",), 1),
        ("TROY, N.C. (AP) -- Rain fell.", ("TROY", "N.C."), 2),
        ("Headline\n\nLusaka, 3 May — Rain fell.", ("Lusaka",), 1),
        ("Lusaka: what to see", ("Lusaka",), 0),
        ("Lusaka was wet.", ("Lusaka",), 0),
        ("LUSAKA was wet - very wet.", ("LUSAKA",), 0),
        ("Rain fell in Lusaka — again.", ("Lusaka",), 0),
    ],
)
def test_datelines(text: str, names: tuple[str, ...], count: int) -> None:
    found = mentions(text, *names)
    zones = [z for z in find_zones(text, found) if z.role == "dateline"]
    assert sum(any(z.start <= m.start and m.end <= z.end for z in zones) for m in found) == count


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Phiri reported from Lusaka.", "credit"),
        ("Rain fell.\nMary Phiri and Joe Tembo reported from Lusaka.", "credit"),
        ("Reporting by Mary Phiri in Lusaka; editing by Joe Tembo", "credit"),
        ("— With input from Mary Phiri in Lusaka", "credit"),
        ("Agency writer Mary Phiri in Lusaka contributed to this report.", "credit"),
        ("By Mary Phiri in Lusaka", "credit"),
        ("Donate today so that we can report from Lusaka.", "boilerplate"),
        ("Sign up for our Lusaka newsletter", "boilerplate"),
        ("Your support lets our reporters work in Lusaka.", "boilerplate"),
    ],
)
def test_zones_that_are_not_the_story(text: str, role: str) -> None:
    (mention,) = mentions(text, "Lusaka")
    zone = find_zones(text, [mention])[0]
    assert zone.role == role
    assert zone.start <= mention.start
    assert mention.end <= zone.end


@pytest.mark.parametrize(
    "text",
    [
        "The mayor reported a flood in Lusaka.",
        "Donations reached Lusaka on Monday.",
        "By Monday rebels had taken Lusaka. They went on. Nobody fled.",
        "A fire that the radio reported from Lusaka killed two.",
    ],
)
def test_a_story_is_no_zone(text: str) -> None:
    assert not find_zones(text, mentions(text, "Lusaka"))


@given(st.text(max_size=300))
def test_zones_of_any_text_raise_nothing(text: str) -> None:
    for zone in find_zones(text, []):
        assert 0 <= zone.start <= zone.end <= len(text)


def test_the_tagger_reads_what_it_wrote(tmp_path: Path) -> None:
    steps = ((0.5, 0.25, 0.0), (0.0, -1.0, 2.0), (0.0, 0.0, 1.0))
    tagger = Tagger({"w=x": (1.0, -0.5, 0.0), "nothing": (0.0, 0.0, 0.001)}, steps)
    tagger.save(tmp_path / "t.gz")
    first = (tmp_path / "t.gz").read_bytes()
    read = Tagger.load(tmp_path / "t.gz")
    assert read == Tagger({"w=x": (1.0, -0.5, 0.0)}, steps)
    read.save(tmp_path / "t.gz")
    assert (tmp_path / "t.gz").read_bytes() == first


@given(st.lists(st.lists(st.sampled_from(["o", "b", "i"]), max_size=3), max_size=8))
def test_a_name_never_goes_on_before_it_begins(document: list[list[str]]) -> None:
    weights = {"o": (1.0, 0.0, 0.0), "b": (0.0, 1.0, 0.0), "i": (0.0, 0.0, 5.0)}
    tags = Tagger(weights, ((0.0, 0.0, 9.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))).tag(document)
    assert len(tags) == len(document)
    assert all(a != "O" or b != "I" for a, b in zip(["O", *tags], tags, strict=False))


@given(st.lists(st.sampled_from(TAGS), max_size=12))
def test_spans_are_ordered_and_apart(tags: list[str]) -> None:
    last = 0
    for first, end in spans(tags):
        assert last <= first < end <= len(tags)
        last = end


@pytest.mark.parametrize("name", LISTS)
def test_word_lists_are_lower_case(name: str) -> None:
    assert words(name)
    assert all(w == w.lower() for w in words(name))


def test_feature_words_know_their_codes() -> None:
    assert feature_words()["crossing"].fits("PSTB")
    assert not feature_words()["river"].fits("PPL")


def test_words_of_grammar_alone_are_not_weighed() -> None:
    tokens = tokenize("The rain fell. A truck left Lusaka.")
    assert [tokens[s.first].text for s in document_features(tokens, ())] == ["Lusaka"]


def test_hundreds_of_capitals_are_no_prose() -> None:
    assert not tuple(document_features(tokenize("Lusaka " * 500), ()))
    assert tuple(document_features(tokenize("Lusaka " * 5), ()))
