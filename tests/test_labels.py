"""Labels: none covers a mark or another label, and no event is lost to make room."""

from itertools import combinations

import pytest
from grounds import make_scene
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import _event, crossings_frame, empty, events_frame, many
from shapely.geometry import Point, box

from geomap.render.image.names import named
from geomap.render.image.page import compose
from geomap.render.image.paper import Box, Words, words_box
from geomap.render.image.phrases import number_words
from geomap.render.image.placing import Canvas
from geomap.render.image.window import MOST_LISTED, draw_window

MAP = Box(0, 0, 120, 110)


def drawn(scene):
    scene = named(scene)
    main = [
        (i, row)
        for i, row in enumerate(scene.events.itertuples(index=False), 1)
        if row.frame == "main"
    ]
    return main, draw_window(scene, main, scene.extent, MAP)


def labels(window):
    """Boxes of the labels on a map; numbers within circles have no halo."""
    found = [i for i in window.items if isinstance(i, Words) and i.halo and not i.angle]
    return [(i.text, words_box(i)) for i in found if i.text != "?"]


def faults(window):
    """Return what overlaps: label and label, label and mark, mark and mark, label and edge."""
    named = labels(window)
    marks = [(f"mark {g.numbers}", g.box.grown(-0.25)) for g in window.groups]
    pairs = [*combinations(named, 2), *((a, b) for a in named for b in marks)]
    pairs += combinations(marks, 2)
    over = [(a, b) for (a, one), (b, two) in pairs if one.grown(-0.15).overlaps(two.grown(-0.15))]
    return over + [name for name, label in named if not MAP.holds(label)]


@pytest.mark.parametrize("count", [1, 2, 5, 9, 14, 25, 40, 120])
@pytest.mark.parametrize("spread", [0.0, 0.03, 0.4, 1.5])
def test_nothing_overlaps_and_no_event_is_lost(count, spread):
    main, window = drawn(make_scene(many(count, spread)))
    assert faults(window) == []
    shown = [n for found in (*window.groups, *window.regions) for n in found.numbers]
    assert sorted(shown) == [n for n, _ in main]


def test_areas_rings_lines_and_crossings_on_one_border():
    main, window = drawn(make_scene())
    assert faults(window) == []
    shown = [n for found in (*window.groups, *window.regions) for n in found.numbers]
    assert sorted(shown) == [n for n, _ in main]
    texts = {text for text, _ in labels(window)}
    assert {"Ipiales", "Nariño", "Rumichaca", "COLOMBIA"} <= {
        t.replace("\u2009", "") for t in texts
    }


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-79, -76), st.floats(0, 2), st.sampled_from([1, 2, 4])), max_size=30
    )
)
def test_nothing_overlaps_on_any_map(places):
    events = [
        _event(
            f"h{i}",
            Point(lon, lat) if precision < 3 else box(lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2),
            where_prec=precision,
            place_name=f"Somewhere {i}",
        )
        for i, (lon, lat, precision) in enumerate(places)
    ]
    frame = events_frame(*events) if events else empty(events_frame())
    main, window = drawn(make_scene(frame))
    assert faults(window) == []
    assert sum(len(f.numbers) for f in (*window.groups, *window.regions)) == len(main)


def test_few_events_are_named_more_are_numbered_and_listed_many_are_counted():
    styles = [drawn(make_scene(many(n, 1.0)))[1].style for n in (2, 30, 2 * MOST_LISTED)]
    assert styles == ["full", "numbers", "places"]


def test_every_numbered_event_is_in_the_list_beside_the_map():
    texts = [i.text for i in compose(make_scene(many(30, 0.5))).items if isinstance(i, Words)]
    assert all(any(t.startswith(f"Place {i},") for t in texts) for i in range(30))


def test_a_town_that_names_an_event_is_not_named_twice():
    events = events_frame(_event("e", Point(-77.28, 1.21), place_name="Pasto"))
    _, window = drawn(make_scene(events, empty(crossings_frame())))
    assert [text for text, _ in labels(window)].count("Pasto") == 1


def test_a_label_takes_the_free_side():
    canvas = Canvas(MAP)
    mark = Box(58, 58, 62, 62)
    canvas.take(mark)
    assert canvas.place_beside(mark, 20, 4).box.left > mark.right
    canvas.take(Box(62.6, 0, 120, 110))
    assert canvas.place_beside(mark, 20, 4).box.right < mark.left
    canvas.take(MAP)
    assert canvas.place_beside(mark, 20, 4) is None


def test_a_leader_crosses_nothing_taken():
    canvas = Canvas(MAP)
    mark = Box(58, 58, 62, 62)
    for box_ in (mark, Box(50, 50, 57, 70), Box(63, 50, 70, 70), Box(50, 63, 70, 70)):
        canvas.take(box_)
    placed = canvas.place_beside(mark, 30, 6)
    (_, first), (_, last) = placed.leader
    assert last < first < 58


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([4], "4"), ([1, 2], "1, 2"), ([3, 1, 2], "1–3"), ([1, 2, 3, 9, 11, 12], "1–3, 9, 11, 12")],
)
def test_numbers_run(numbers, words):
    assert number_words(numbers) == words
