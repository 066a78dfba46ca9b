"""What the tagger is shown of a text, and the mean of several taggers."""

from __future__ import annotations

import pytest

import geomap.gazetteer
from geomap.geoparse.features import document_features
from geomap.geoparse.scan import Hit, Names, scan
from geomap.geoparse.tagger import Tagger
from geomap.geoparse.tokens import tokenize
from training.tagger import LEAST, Example, mean, spread

STORE = geomap.gazetteer.open()
STEPS = ((0.0, 1.0, 2.0), (3.0, 4.0, 5.0), (6.0, 7.0, 8.0))


def hits(text: str) -> tuple[Hit, ...]:
    return scan(text, tokenize(text), Names(STORE))


@pytest.mark.parametrize(
    ("text", "found"),
    [("They left the US on Monday.", True), ("TELL US NOW", False), ("They told us so.", False)],
)
def test_a_word_of_grammar_in_capitals_may_be_a_country(text: str, found: bool) -> None:
    tokens = tokenize(text)
    assert any(tokens[h.first].text == "US" for h in hits(text)) == found


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It closed Route 19 at noon.", "Route 19"),
        ("It closed West 11th Street at noon.", "West 11th Street"),
        ("He flew to Trinidad and Tobago today.", "Trinidad and Tobago"),
        ("He flew to Washington, D.C., today.", "Washington, D.C."),
    ],
)
def test_a_stretch_holds_a_whole_name(text: str, whole: str) -> None:
    tokens = tokenize(text)
    stretches = [
        text[tokens[s.first].start : tokens[s.first + len(s.features) - 1].end]
        for s in document_features(tokens, hits(text))
    ]
    assert whole in stretches


def test_an_abbreviated_title_is_a_title() -> None:
    *_, last = document_features(tokenize("We met Gov. Mira there."), ())
    (kind,) = (f for f in last.features[0] if f.startswith("k="))
    assert "t" in kind.removeprefix("k=")


def test_the_mean_of_taggers_drops_what_is_small() -> None:
    one = Tagger({"w=x": (2.0, 0.0, 0.0), "w=y": (LEAST, 0.0, 0.0)}, STEPS)
    other = Tagger({"w=x": (0.0, 0.0, 4.0)}, STEPS)
    assert mean([one, other]) == Tagger({"w=x": (1.0, 0.0, 2.0)}, STEPS)


def test_members_of_a_mean_are_of_one_scale() -> None:
    example = Example("", [["w=x"], ["w=y"]], ["B", "O"])
    small = Tagger({"w=x": (0.0, 1.0, 0.0), "w=y": (2.0, 0.0, 1.0)}, STEPS)
    large = Tagger({"w=x": (0.0, 4.0, 0.0), "w=y": (8.0, 0.0, 4.0)}, STEPS)
    one, other = (spread(tagger, [example]).features for tagger in (small, large))
    assert all(one[name] == pytest.approx(other[name]) for name in ("w=x", "w=y"))
