"""Nothing collides and nothing is cut, measured in the drawn figure, on every size of page."""

import pytest
from collisions import collisions, ink, marks
from grounds import make_scene
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import CROSSING, _event, crossings_frame, empty, events_frame, many
from shapely.geometry import Point, box

import geomap
from geomap.render.image.look import SIZES, Look
from geomap.render.image.page import compose
from geomap.render.image.paper import Sheet, Words
from geomap.render.image.series import compose_series, frames
from geomap.scene import Titles
from geomap.style import EVENT_TYPES

EXAMPLES = ("durand-line", "dangrek")


@pytest.fixture(scope="module")
def examples(pytestconfig):
    folder = pytestconfig.rootpath / "examples"
    return {name: geomap.map(folder / f"{name}.txt").scene for name in EXAMPLES}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_collides_on_the_examples(examples, name, size):
    assert collisions(compose(examples[name], Look(size))) == []


@pytest.mark.parametrize("by", ["week", "type"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_collides_in_series(examples, name, by):
    assert collisions(compose_series(examples[name], by)) == []
    assert [fault for sheet in frames(examples[name], by) for fault in collisions(sheet)] == []


@pytest.mark.parametrize("language", ["ur", "ps"])
def test_nothing_collides_in_other_languages(pytestconfig, language):
    path = pytestconfig.rootpath / "examples" / "durand-line.txt"
    made = geomap.map(path, titles=Titles(language=language, names="both"))
    assert collisions(compose(made.scene)) == []


places = st.tuples(
    st.floats(-79, -76), st.floats(0, 2), st.sampled_from([1, 2, 4]), st.sampled_from(EVENT_TYPES),
    st.text("abcdefghij ", min_size=1, max_size=40),
)  # fmt: skip
bridges = st.tuples(
    st.floats(-79, -76), st.floats(0, 2), st.sampled_from(["open", "closed", "unknown"])
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(places, max_size=60),
    st.lists(bridges, max_size=6),
    st.sampled_from([*SIZES, "140x100mm"]),
)
def test_nothing_collides_on_any_map_and_no_event_is_lost(spots, gates, size):
    events = [
        _event(
            f"h{i}",
            Point(lon, lat) if precision < 3 else box(lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2),
            where_prec=precision, event_type=kind, sub_event_type="", place_name=name,
        )
        for i, (lon, lat, precision, kind, name) in enumerate(spots)
    ]  # fmt: skip
    gate_rows = [
        CROSSING | {"crossing_id": f"crossing/{i}", "name": f"Gate {i}", "status": s, "lat": lat, "lon": lon}
        for i, (lon, lat, s) in enumerate(gates)
    ]  # fmt: skip
    scene = make_scene(
        events_frame(*events) if events else empty(events_frame()),
        crossings_frame(*gate_rows) if gate_rows else empty(crossings_frame()),
    )
    sheet = compose(scene, Look(size))
    assert collisions(sheet) == []
    shown = {item.tag for item in sheet.items if item.tag.startswith("mark ")}
    assert bool(shown) == any(mark in ("point", "ring") for mark in scene.events["mark"])


@pytest.mark.parametrize("size", [*SIZES, "130x95mm"])
def test_nothing_collides_on_a_crowded_map(size):
    scene = make_scene(many(400, 1.0))
    assert collisions(compose(scene, Look(size))) == []


def test_a_collision_is_seen():
    words = [Words("Torkham", 10, 10), Words("Chaman", 12, 10.5), Words("Cut", 39, 30)]
    assert collisions(Sheet(40, 40, "#fff", tuple(words))) == [("Torkham", "Chaman"), "Cut"]
    assert ink(Words("", 0, 0)).is_empty
    assert marks(Sheet(40, 40, "#fff", ())) == []
