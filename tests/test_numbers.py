"""Counts in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.numbers import find_numbers, parse_number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("it killed 18 rebels in two separate raids", [(18, 18, 18), (2, 2, 2)]),
        ("dozens of trucks", [(12, 12, 99)]),
        ("hundreds of families", [(100, 100, 999)]),
        ("at least two dozen people", [(24, 24, 24)]),
        ("between 10 and 15 fighters", [(10, 10, 15)]),
        ("10 to 15 fighters", [(10, 10, 15)]),
        ("three or four men", [(3, 3, 4)]),
        ("1.5 million refugees", [(1_500_000,) * 3]),
        ("12,400 people", [(12_400,) * 3]),
        ("two hundred and six villagers", [(206,) * 3]),
        ("forty-two miners", [(42,) * 3]),
        ("more than thirty", [(30,) * 3]),
        ("nearly a dozen others", [(12,) * 3]),
        ("the second blast killed nine", [(9,) * 3]),
        ("a twelve-year-old girl", []),
        ("a 7-year-old", []),
        ("800kg of explosives", []),
        ("some 25 kilometres north", []),
        ("at 10pm and 6:00 am", []),
        ("on Oct. 12 and 3 March", []),
        ("in 2021", []),
        ("$40 and 15 percent", []),
        ("for 10 days", []),
        ("the 5th court", []),
    ],
)
def test_counts(text, values):
    assert [(n.low, n.best, n.high) for n in find_numbers(text)] == values


@given(st.integers(1, 999_999))
def test_digits_are_what_they_say(n):
    assert parse_number(f"{n:,}") == (n, n, n)


@given(st.text())
def test_offsets_hold_and_nothing_raises(text):
    for number in find_numbers(text):
        assert text[number.start : number.end].strip()
        assert 0 <= number.low <= number.best <= number.high
