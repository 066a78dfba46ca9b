"""Words for the reader: dates, tolls, places and headlines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.scene.words import (
    crossing_status_words,
    event_headline,
    join_words,
    span_words,
    toll_words,
    where_words,
)

days = st.dates(date(1950, 1, 1), date(2050, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2025, 10, 12), date(2025, 10, 12), 1, "Oct 12, 2025"),
        (date(2025, 10, 12), date(2025, 10, 15), 2, "Oct 12–15, 2025"),
        (date(2025, 9, 28), date(2025, 10, 2), 2, "Sep 28 – Oct 2, 2025"),
        (date(2025, 12, 30), date(2026, 1, 2), 2, "Dec 30, 2025 – Jan 2, 2026"),
        (date(2025, 10, 1), date(2025, 10, 29), 4, "October 2025"),
        (date(2025, 9, 1), date(2025, 10, 29), 5, "September–October 2025"),
        (None, date(2021, 8, 15), None, "until Aug 15, 2021"),
        (date(2021, 8, 15), None, None, "from Aug 15, 2021"),
        (None, None, None, "date not given"),
    ],
)
def test_spans(start, end, precision, words):
    assert span_words(start, end, precision) == words


@given(days, days)
def test_a_span_names_the_years_it_touches(a, b):
    start, end = sorted((a, b))
    words = span_words(start, end, 1)
    assert str(end.year) in words
    assert str(start.year) in words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"fatalities_best": 18}, "18 killed"),
        ({"fatalities_low": 23, "fatalities_best": 23, "fatalities_high": 58}, "23 killed (claims 23 to 58)"),
        ({"fatalities_low": 12}, "12 killed"),
        ({"fatalities_best": 0}, ""),
        ({"fatalities_best": 2, "injured_best": 1200}, "2 killed, 1,200 injured"),
        ({"fatalities_best": None}, ""),
    ],
)  # fmt: skip
def test_tolls_are_never_summed(figures, words):
    assert toll_words(figures) == words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"place_name": "Ipiales", "admin1": "Nariño", "country": "Colombia", "where_prec": 1}, "Ipiales, Nariño, Colombia"),
        ({"place_name": "Nariño", "admin1": "Nariño", "country": "Colombia", "where_prec": 4}, "Nariño, Colombia (province, not exact)"),
        ({"place_name": "Colombia", "admin1": "", "country": "Colombia", "where_prec": 6}, "Colombia (known only to the country)"),
        ({"place_name": "", "where_prec": None}, "place not given"),
    ],
)  # fmt: skip
def test_places_say_how_precisely_they_are_known(row, words):
    assert where_words(row) == words


def test_a_headline_names_what_who_and_where():
    row = {
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actors": [{"name": "Army of A", "slot": "a"}, {"name": "Group B", "slot": "b"}],
        "place_name": "Goma",
    }
    assert event_headline(row) == "Armed clash: Army of A – Group B, Goma"
    assert event_headline({"event_type": "Other", "sub_event_type": "Other"}) == "Other"


def test_a_crossing_says_no_more_than_was_reported():
    row = {"status": "closed", "since": "2024-01-05", "as_of": "2024-01-09", "scope": "generic"}
    words = crossing_status_words(row)
    assert words.startswith("closed since Jan 5, 2024, as of Jan 9, 2024")
    assert "inferred from a statement" in words
    assert crossing_status_words({"status": "unknown"}) == "status unknown"


@given(st.lists(st.text(min_size=1), max_size=5))
def test_lists_keep_every_word(words):
    assert all(word in join_words(words) for word in words)
