"""Framing: the main cluster fills the frame, far events get insets, nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Extent
from geomap.scene.extent import MAX_INSETS, Spot, choose_frames, merge_extents, pad_extent

lats = st.floats(-80, 80)
lons = st.floats(-180, 180)
boxes = st.builds(
    lambda w, s, dw, dn: Extent(w, s, w + dw, s + dn),
    st.floats(-170, 150),
    st.floats(-70, 60),
    st.floats(0, 20),
    st.floats(0, 10),
)


def spot(name, lat, lon):
    return Spot(name, lat, lon, Extent(lon, lat, lon, lat))


spots = st.lists(st.tuples(lats, lons), min_size=1, max_size=30).map(
    lambda points: [spot(str(i), *p) for i, p in enumerate(points)]
)


@given(boxes)
def test_padding_contains_the_box_and_has_a_least_height(box):
    padded = pad_extent(box)
    assert padded.west <= box.west
    assert padded.east >= box.east
    assert padded.south <= box.south
    assert padded.north >= box.north
    assert padded.north - padded.south >= 1.5


@given(st.lists(boxes, min_size=1, max_size=6))
def test_a_merged_box_contains_all(many):
    whole = merge_extents(many)
    assert all(whole.west <= b.west and whole.north >= b.north for b in many)


@given(spots)
def test_every_spot_is_in_just_one_frame(many):
    frames = choose_frames(many)
    assert sorted(i for f in frames for i in f.ids) == sorted(s.id for s in many)
    assert 1 <= len(frames) <= 1 + MAX_INSETS


@given(spots)
def test_frames_contain_their_spots_also_across_the_antimeridian(many):
    by_id = {s.id: s for s in many}
    for frame in choose_frames(many):
        box = frame.extent
        for name in frame.ids:
            lon, lat = by_id[name].lon, by_id[name].lat
            assert box.south <= lat <= box.north
            assert any(box.west <= lon + turn <= box.east for turn in (-360, 0, 360))


def test_a_summit_elsewhere_becomes_an_inset():
    story = [spot(f"b{i}", 34.0 + i / 10, 71.0) for i in range(5)]
    frames = choose_frames([*story, spot("talks", 41.0, 29.0)])
    assert [f.ids for f in frames] == [("b0", "b1", "b2", "b3", "b4"), ("talks",)]


def test_a_world_table_stays_in_one_frame():
    world = [spot(str(i), lat, lon) for i, (lat, lon) in enumerate([(0, 0), (40, 100), (-30, -60)])]
    assert len(choose_frames(world)) == 1


def test_the_antimeridian_does_not_make_the_frame_a_belt_around_the_world():
    (frame,) = choose_frames([spot("fiji", -17.0, 179.0), spot("taveuni", -16.9, -179.9)])
    assert frame.extent.east - frame.extent.west < 10


def test_nothing_to_frame():
    assert choose_frames([]) == ()


def talk(name, lat, lon):
    return Spot(name, lat, lon, Extent(lon, lat, lon, lat), talk=True)


def test_talks_in_a_capital_do_not_widen_the_frame_of_a_border():
    story = [spot("clash", 7.9, -72.5), spot("gate", 7.8, -72.4)]
    frames = choose_frames([*story, talk("near", 8.2, -72.0), talk("capital", 4.6, -74.1)])
    assert [f.ids for f in frames] == [("clash", "gate", "near"), ("capital",)]


def test_talks_alone_are_a_story():
    (frame,) = choose_frames([talk("a", 41.0, 29.0), talk("b", 40.0, 32.8)])
    assert frame.ids == ("a", "b")


def test_a_province_beside_the_border_belongs_to_its_story():
    province = Spot("area", 28.5, 65.5, Extent(60.9, 24.9, 70.3, 32.1))
    (frame,) = choose_frames([spot("city", 34.5, 69.2), province])
    assert frame.ids == ("city", "area")


def test_more_far_places_than_insets_are_gathered():
    story = [spot(f"b{i}", 34.0 + i / 10, 71.0) for i in range(9)]
    far = [
        talk(str(i), lat, lon)
        for i, (lat, lon) in enumerate([(41, 29), (25, 51), (40, 33), (51, 0), (39, -77)])
    ]
    frames = choose_frames([*story, *far])
    assert len(frames) == 1 + MAX_INSETS
    assert sorted(i for f in frames[1:] for i in f.ids) == ["0", "1", "2", "3", "4"]
