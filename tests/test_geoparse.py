"""Geoparsing as its users meet it: what other tools got wrong, hints, seams, hostile text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geomap.gazetteer
from geomap.errors import InputError
from geomap.geoparse import displace, find_offset, geoparse, make_hints, recognize
from geomap.model import Document, Mention, Offset, Place, Toponym

STORE = geomap.gazetteer.open()


def places(text: str, **options: object) -> dict[str, Toponym]:
    """Return the toponyms of a text by name; the first of each name."""
    found: dict[str, Toponym] = {}
    for toponym in geoparse(Document("d", text), STORE, **options):  # type: ignore[arg-type]
        found.setdefault(toponym.mention.text, toponym)
    return found


def where(toponym: Toponym) -> tuple[str, str]:
    """Return country and first-order division of a toponym."""
    assert toponym.place is not None, toponym
    return toponym.place.country, toponym.place.admin1


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("The storm reached Long Beach, CA, on Monday.", "Long Beach", "US", "California"),
        ("She was born in Bangor, Maine, and moved away.", "Bangor", "US", "Maine"),
        ("A fire broke out in Paris, Texas, on Sunday.", "Paris", "US", "Texas"),
        ("He studied in Moscow, Idaho, for a year.", "Moscow", "US", "Idaho"),
        ("Shelling was heard in Tripoli, Lebanon, at night.", "Tripoli", "LB", ""),
        ("Libya is quiet, but in Tripoli and Benghazi fights go on.", "Tripoli", "LY", ""),
        ("We met in Fresno, CA.", "Fresno", "US", "California"),
        ("TROY, N.C. (AP) -- Rain fell.", "TROY", "US", "North Carolina"),
    ],
)
def test_the_name_after_the_comma_decides(text: str, name: str, country: str, admin1: str) -> None:
    found = where(places(text)[name])
    assert found[0] == country
    assert not admin1 or found[1] == admin1


@pytest.mark.parametrize(
    ("text", "name", "code", "country"),
    [
        ("He came to the USA in May.", "USA", "PCLI", "US"),
        ("He came to the U.S. in May.", "U.S.", "PCLI", "US"),
        ("He came to the UK in May.", "UK", "PCLI", "GB"),
        ("He came to the United Arab Emirates in May.", "United Arab Emirates", "PCLI", "AE"),
        ("They traveled to China last year.", "China", "PCLI", "CN"),
        ("They traveled to France last year.", "France", "PCLI", "FR"),
        ("A tornado struck Oklahoma on Monday.", "Oklahoma", "ADM1", "US"),
        ("Drought spread across Africa this year.", "Africa", "CONT", ""),
        ("Toronto", "Toronto", "", "CA"),
        ("The firm has an office in Wuppertal (remote-option).", "Wuppertal", "", "DE"),
        ("FLOODS HIT KHARTOUM AND PORT SUDAN", "KHARTOUM", "", "SD"),
    ],
)
def test_wide_names_first(text: str, name: str, code: str, country: str) -> None:
    place = places(text)[name].place
    assert place is not None
    assert place.country == country
    assert place.feature_code.startswith(code)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Medellín", "Medellin"), ("São Paulo", "Sao Paulo"), ("Zürich", "Zurich")],
)
def test_accents_do_not_matter(one: str, other: str) -> None:
    first = places(f"Two people were hurt in {one} on Monday.")[one].place
    second = places(f"Two people were hurt in {other} on Monday.")[other].place
    assert first == second
    assert first is not None


def test_a_name_without_a_place_leaves_the_others_whole() -> None:
    found = places("Troops moved from Xqzvgrad to Nairobi in Kenya.")
    assert where(found["Nairobi"])[0] == "KE"
    assert where(found["Kenya"])[0] == "KE"
    assert "Xqzvgrad" not in found or found["Xqzvgrad"].place is None


@pytest.mark.parametrize("text", ["M.S., R.D.", "Jordan said he was late.", "I Love Lamps"])
def test_what_is_no_place(text: str) -> None:
    assert not [t for t in geoparse(Document("d", text), STORE) if t.place and t.confidence > 0.9
                and t.mention.role == "literal"]  # fmt: skip


def test_a_demonym_is_told_from_ground() -> None:
    found = places("A Kenyan truck burned in Uganda.")
    assert found["Kenyan"].mention.role == "demonym"
    assert found["Uganda"].mention.role == "literal"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lusaka said it would not talk to Harare.", "Lusaka"),
        ("Officials say Zambia asked Malawi for help.", "Malawi"),
        ("Zambia has also warned its neighbors.", "Zambia"),
    ],
)
def test_a_capital_or_country_that_acts_is_no_ground(text: str, name: str) -> None:
    assert places(text)[name].mention.role == "associative"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb killed two people in Lusaka on Friday.", "Lusaka"),
        ("Rebels seized the town of Kindu near the river.", "Kindu"),
        ("Flooding was reported across western Zambia.", "Zambia"),
    ],
)
def test_ground_is_ground(text: str, name: str) -> None:
    assert places(text)[name].mention.role == "literal"


def test_a_crossing_is_known_by_its_word() -> None:
    place = places("Trucks queue at the Torkham crossing.")["Torkham"].place
    assert place is not None
    assert place.feature_code == "PSTB"


@pytest.mark.parametrize(
    ("text", "name", "km", "bearing"),
    [
        ("A bomb went off 40 km east of Quetta.", "Quetta", 40.0, 90.0),
        ("It lies about 10 miles north-west of Kano.", "Kano", 16.093, 315.0),
        ("A post 3,500 metres from Chaman was hit.", "Chaman", 3.5, None),
        ("Shots were heard north of Kunduz.", "Kunduz", None, 0.0),
        ("Trucks wait near the Torkham crossing.", "Torkham", None, None),
        ("It is five kilometers to the south of the town of Goma.", "Goma", 5.0, 180.0),
        ("A camp on the outskirts of Goma burned.", "Goma", None, None),
        ("It happened 1.5 km inside Chad.", "Chad", 1.5, None),
    ],
)
def test_distances_in_words(text: str, name: str, km: float | None, bearing: float | None) -> None:
    start = text.index(name)
    offset = find_offset(text, Mention(start, start + len(name), name))
    assert offset is not None
    assert (offset.km, offset.bearing) == (km, bearing)
    assert offset.words in text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb went off in Quetta.", "Quetta"),
        ("He drove 40 km. Quetta was quiet.", "Quetta"),
        ("Wages rose near 5 percent in Kano.", "Kano"),
    ],
)
def test_no_distance_is_read_where_none_is_meant(text: str, name: str) -> None:
    start = text.index(name)
    assert find_offset(text, Mention(start, start + len(name), name)) is None


def test_only_a_distance_with_a_direction_moves_the_point() -> None:
    place = Place("x:1", "Here", 10.0, 20.0, "P", "PPL")
    moved = displace(place, Offset("111 km north of", 111.195, 0.0))
    assert (round(moved.lat, 2), round(moved.lon, 2)) == (11.0, 20.0)
    assert moved.name == "111 km north of Here"
    assert moved.id == place.id
    for offset in (Offset("north of", None, 0.0), Offset("5 km from", 5.0), Offset("near")):
        kept = displace(place, offset)
        assert (kept.lat, kept.lon) == (place.lat, place.lon)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 5000), st.floats(0, 359))
def test_a_displaced_point_lies_on_the_globe(
    lat: float, lon: float, km: float, bearing: float
) -> None:
    place = displace(Place("x:1", "Here", lat, lon, "P", "PPL"), Offset("off", km, bearing))
    assert -90 <= place.lat <= 90
    assert -180 <= place.lon <= 180


def test_an_offset_stands_in_the_answer() -> None:
    found = places("A bomb killed two people 40 km east of Quetta on Monday.")["Quetta"]
    assert found.offset == Offset("40 km east of", 40.0, 90.0)


def test_countries_keep_places_out() -> None:
    hints = make_hints(STORE, countries=["Canada"])
    assert where(places("A fire in London on Monday.", hints=hints)["London"])[0] == "CA"


def test_a_likely_place_tips_the_scales() -> None:
    text = "Police in Springfield held two men. The mayor of Springfield spoke."
    for state in ("Massachusetts", "Missouri", "Illinois"):
        hints = make_hints(STORE, places=[state])
        assert where(places(text, hints=hints)["Springfield"]) == ("US", state)


def test_a_publisher_is_at_home() -> None:
    text = "Police in Hyderabad held two men on Monday."
    for url, country in (("https://news.example.pk/1", "PK"), ("https://example.co.in/1", "IN")):
        (found,) = geoparse(Document("d", text, url=url), STORE)
        assert where(found)[0] == country


@pytest.mark.parametrize("words", [{"countries": ["Xqzv"]}, {"places": ["Xqzv"]}])
def test_unknown_hints_are_refused(words: dict[str, list[str]]) -> None:
    with pytest.raises(InputError, match="'Xqzv' is not"):
        make_hints(STORE, **words)


def test_spans_may_come_from_anywhere() -> None:
    text = "trucks left for nairobi; nobody knows why."

    def lower(text: str) -> list[tuple[int, int]]:
        start = text.index("nairobi")
        return [(start, start + 7)]

    (found,) = geoparse(Document("d", text), STORE, recognizer=lower)
    assert found.place is not None
    assert found.place.country == "KE"


@pytest.mark.parametrize("span", [(0, 99), (3, 3), (-1, 2), (4, 2)])
def test_spans_outside_the_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="does not lie in a text of 6 characters"):
        geoparse(Document("d", "Kigali"), STORE, recognizer=lambda _text: [span])


NAMES = [
    "Paris",
    "Texas",
    "U.S.",
    "Spin Boldak",
    "Kenyan",
    "40 km east of",
    "Lusaka",
    "said",
    "the",
]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from([*NAMES, ",", ".", "\n", "-", "(AP)", "'s", "\x00"]), max_size=25).map(
        " ".join
    ),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_lie_in_any_text_in_order_and_apart(text: str) -> None:
    last = 0
    for toponym in geoparse(Document("d", text), STORE):
        mention = toponym.mention
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        last = mention.end
        assert 0 <= toponym.confidence <= 1.0001
        assert toponym.place is not None or toponym.reasons


@settings(max_examples=60, deadline=None)
@given(st.data(), TEXTS.filter(bool))
def test_any_spans_of_a_text_are_answered_once(data: st.DataObject, text: str) -> None:
    ends = st.integers(0, len(text))
    spans = [
        (min(a, b), max(a, b))
        for a, b in data.draw(st.lists(st.tuples(ends, ends), max_size=6))
        if a != b
    ]
    found = geoparse(Document("d", text), STORE, recognizer=lambda _text: spans)
    assert [(t.mention.start, t.mention.end) for t in found] == sorted(
        set(spans), key=lambda span: (span[0], -span[1])
    )


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_complaint(raw: bytes) -> None:
    recognize(Document("d", raw.decode("utf-8", "replace")), STORE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A blast in the village of Kindu killed two.", "Kindu"),
        ("Drone hits market in Kindu\nPublished: 2024-06-14", "Kindu"),
    ],
)
def test_a_line_ends_and_a_kind_tells_ground(text: str, name: str) -> None:
    assert places(text)[name].mention.role == "literal"


def test_a_name_between_keeps_the_offset() -> None:
    text = "Shots fell near the village of Kindu in Kenya."
    start = text.index("Kenya")
    assert find_offset(text, Mention(start, start + 5, "Kenya")) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jets bombed Sumy on Monday.", "Sumy"),
        ("The army shelled Kutum on Monday.", "Kutum"),
        ("Rebels attacked Rutshuru, killing nine people.", "Rutshuru"),
    ],
)
def test_what_force_takes_is_ground(text, name):
    (found,) = geoparse(Document("x", text), geomap.gazetteer.open())
    assert found.mention.text == found.place.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bus from Chad hit a mine between Adré and Kirfi on Monday.", "Adré"),
        ("Chad says its army shelled a market on the outskirts of Iriba.", "Iriba"),
        ("Chad sent guards.\n12 March, Iriba: Gunmen took two herders.", "Iriba"),
    ],
)
def test_a_name_that_stands_where_a_place_does_is_ground(text, name):
    found = geoparse(Document("x", text), geomap.gazetteer.open())
    assert name in [t.mention.text for t in found]


def test_a_person_is_not_what_force_takes():
    assert (
        geoparse(Document("x", "Police captured Ortega on Monday."), geomap.gazetteer.open()) == ()
    )
