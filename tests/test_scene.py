"""The scene: every event is drawn or listed, and the legend shows only what is there."""

from datetime import date

import pytest
from scenes import crossings_frame, empty, events_frame

from geomap.gazetteer import open as open_gazetteer
from geomap.scene import Titles, build_scene


@pytest.fixture(scope="module")
def scene():
    return build_scene(events_frame(), crossings_frame(), open_gazetteer(), as_of=date(2025, 3, 6))


def marks(scene):
    return dict(zip(scene.events["event_id"], scene.events["mark"], strict=True))


def test_marks_follow_precision(scene):
    assert marks(scene) == {
        "e1": "point",
        "e2": "ring",
        "e3": "area",
        "e4": "line",
        "e5": "none",
        "e6": "none",
        "e7": "none",
        "e8": "point",
        "e9": "point",
    }


def test_every_event_is_drawn_or_listed_with_a_reason(scene):
    listed = {u.event_id: u.reason for u in scene.unmapped}
    assert set(listed) == {k for k, mark in marks(scene).items() if mark == "none"}
    assert listed["e5"] == "known only to the country (Colombia)"
    assert listed["e6"] == "no place given"
    assert listed["e7"] == "reported not to have happened"


def test_far_talks_get_an_inset_and_do_not_ruin_the_frame(scene):
    (inset,) = scene.insets
    assert (inset.label, inset.event_ids) == ("São Paulo", ("e8",))
    assert scene.extent.east < -70
    frames = dict(zip(scene.events["event_id"], scene.events["frame"], strict=True))
    assert (frames["e1"], frames["e8"], frames["e5"]) == ("main", "São Paulo", "")


def test_the_legend_shows_just_what_is_drawn(scene):
    counts = {(e.group, e.key): e.count for e in scene.legend}
    assert counts["event", "battles"] == 2
    assert counts["crossing", "closed"] == 2
    assert counts["crossing", "inherited"] == 1
    assert ("crossing", "unknown") not in counts
    assert ("event", "riots") not in counts
    assert all(e.count for e in scene.legend)


def test_words_are_written_from_the_data(scene):
    assert scene.title == "Colombia–Ecuador border, Mar 4, 2025"
    assert "as of mar 6, 2025" in scene.subtitle.lower()
    assert "6 of 9 events" in scene.summary
    assert "3 events are not mapped and are listed" in scene.summary
    assert "Ipiales" in scene.alt_text
    assert any("Mataje" in note for note in scene.notes)


def test_given_words_win():
    made = build_scene(
        events_frame(), crossings_frame(), open_gazetteer(), titles=Titles(title="Mine")
    )
    assert made.title == "Mine"


def test_the_ground_has_its_layers_in_order(scene):
    names = [layer.name for layer in scene.layers]
    ground = ["land", "lakes", "admin1", "country_lines", "contested_lines", "towns"]
    assert names == [*ground, "locator"]
    land = scene.layers[0].frame
    assert {"CO", "EC"} <= set(land.loc[land["focus"], "code"])


def test_nothing_to_map_is_still_a_scene():
    made = build_scene(empty(events_frame()), empty(crossings_frame()), open_gazetteer())
    assert made.title == "Events"
    assert made.legend == ()
    assert "No event" in made.summary


def test_a_local_name_is_that_of_the_place_in_view():
    from geomap.scene.local import local_names

    store = open_gazetteer()
    assert local_names(store, {"Kabul", "Bogotá"}, {"AF", "CO"}) == {"Kabul": "کابل"}
    assert local_names(store, {"Kabul"}, {"CO"}) == {}
