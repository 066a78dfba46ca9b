"""The gate before the patterns: it lets through whatever a pattern would find."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.dates.forms import FORMS
from geomap.events.openings import may_match, openings
from geomap.events.text import split_sentences
from geomap.events.triggers import _lexicon

ARTICLES = sorted((Path(__file__).parents[1] / "benchmarks" / "articles").glob("*/*.txt"))
LEXICON = tuple(row.pattern for row in _lexicon())
DATES = tuple(pattern for _, pattern in FORMS)


@pytest.mark.parametrize("patterns", [LEXICON, DATES], ids=["triggers", "dates"])
def test_every_pattern_that_is_found_may_match(patterns: tuple[re.Pattern[str], ...]) -> None:
    index = openings(pattern.pattern for pattern in patterns)
    found = 0
    for path in ARTICLES:
        for sentence in split_sentences(path.read_text(encoding="utf-8")):
            there = {row for row, p in enumerate(patterns) if p.search(sentence.text)}
            assert there <= set(may_match(index, sentence.text))
            found += len(there)
    assert found > 100


#: Pieces of which patterns are made, each with what it may match.
PIECES = {
    "shell(?:ed|ing)": "shelling",
    "(?:was |were )?": "were ",
    r"\d{1,3} ": "12 ",
    r"(?:\S+ ){0,2}?": "the old ",
    "[ab]x?": "bx",
    r"(?=\w)": "",
    "(?:dead|di(?:ed|es))": "dies",
    r"\w+ly ": "slowly ",
    "(?P<name>gun[- ]?fire)": "gun-fire",
    "(?<!un)": "",
    "a+": "aa",
    ".": "?",
}


@given(st.lists(st.sampled_from(sorted(PIECES)), min_size=1, max_size=4))
def test_a_text_made_from_a_pattern_may_match(pieces: list[str]) -> None:
    pieces = list(dict.fromkeys(pieces))
    pattern, text = "".join(pieces), "".join(PIECES[p] for p in pieces)
    if re.match(pattern, text) and text.strip():
        assert may_match(openings([pattern]), f"They said: {text}.") == [0]


@pytest.mark.parametrize("text", ["", "  ", "- -", "İstanbul shelled", "SHELLED", "x-shelled"])
def test_odd_texts(text: str) -> None:
    found = may_match(openings(["shelled"]), text)
    assert found == ([0] if re.search(r"(?<![\w-])shelled", text, re.IGNORECASE) else [])
