"""The picture: true to scale, the same bytes each time, words that stay words."""

import re
from dataclasses import replace
from math import cos, radians

import numpy as np
import pytest
from grounds import make_scene
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from scenes import _event, crossings_frame, empty, events_frame
from shapely.geometry import Point, box

from geomap.errors import OutputError
from geomap.model import Extent
from geomap.render.image import save_image, save_images
from geomap.render.image.page import compose
from geomap.render.image.paper import Box, Words, text_width, words_box, wrap
from geomap.render.image.paths import symbol_path
from geomap.render.image.side import note_lines, scale_bar
from geomap.render.image.view import EARTH_KM, circle, make_view
from geomap.style import CROSSING_SYMBOLS, SYMBOLS

FORMS = ("png", "svg", "pdf")
PAGE = Box(10, 20, 130, 110)
HOSTILE = (
    "<script>alert(1)</script>",
    "$\\frac{1}{0$",
    "{{cycler.__init__}}",
    "x\x00\x1b]\ud800y",
    "\u202egnp.exe",
    "طورخم",
    "w" * 400,
    "a\nb\r\nc",
    "&amp; ]]> --> %",
    "",
)


@pytest.fixture(scope="module")
def scene():
    return make_scene()


@pytest.fixture(scope="module")
def saved(scene, tmp_path_factory):
    folder = tmp_path_factory.mktemp("picture")
    save_images(scene, [folder / f"map.{form}" for form in FORMS])
    return folder


def words_of(sheet):
    return [item for item in sheet.items if isinstance(item, Words)]


def test_the_same_scene_gives_the_same_bytes(scene, saved, tmp_path):
    for form in FORMS:
        path = save_image(scene, tmp_path / f"map.{form}")
        assert path.read_bytes() == (saved / f"map.{form}").read_bytes()


def test_svg_text_is_text_with_title_and_description(scene, saved):
    text = (saved / "map.svg").read_text("utf-8")
    assert f"<title>{scene.title}</title>" in text
    assert "<desc>Map: " in text
    assert 'role="img"' in text
    for name in ("Ipiales", "Rumichaca", "Made-up Line", "Battles"):
        assert re.search(rf"<text[^>]*>{name}</text>", text)
    assert not re.search(r"\d{4}-\d\d-\d\dT\d\d:", text)


def test_png_and_pdf_carry_the_alt_text(scene, saved):
    with Image.open(saved / "map.png") as picture:
        assert picture.text["Description"] == scene.alt_text
        assert picture.text["Title"] == scene.title
        assert "Software" not in picture.text
    data = (saved / "map.pdf").read_bytes()
    assert b"/FontFile2" in data
    assert b"/Type3" not in data
    assert b"CreationDate" not in data
    assert "It marks".encode("utf-16-be") in data or b"It marks" in data


def test_an_unknown_suffix_is_refused_before_anything_is_written(scene, tmp_path):
    with pytest.raises(OutputError, match=r"\.png, \.svg, \.pdf"):
        save_images(scene, [tmp_path / "map.png", tmp_path / "map.gif"])
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(scene, tmp_path):
    with pytest.raises(OutputError, match="nowhere"):
        save_image(scene, tmp_path / "nowhere" / "map.svg")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_words(text, tmp_path):
    held = text.replace("\ud800", "")  # no frame of pandas with pyarrow holds half a character
    event = _event("h", Point(-77.5, 0.9), place_name=held, sub_event_type=held)
    made = make_scene(events_frame(event), empty(crossings_frame()))
    made = replace(made, title=text, subtitle=text, alt_text=text, notes=(text,), credits=(text,))
    svg, png, pdf = save_images(made, [tmp_path / f"m.{form}" for form in ("svg", "png", "pdf")])
    assert "<script" not in svg.read_text("utf-8")
    assert png.stat().st_size > 1000
    assert pdf.stat().st_size > 1000


def test_nothing_is_smaller_than_six_and_a_half_points(scene):
    assert min(item.size for item in words_of(compose(scene))) >= 6.5


def test_everything_stands_on_the_page(scene):
    sheet = compose(scene)
    page = Box(0, 0, sheet.width, sheet.height)
    assert all(page.holds(words_box(item)) for item in words_of(sheet) if not item.angle)


def test_an_empty_scene_says_so_and_shows_its_ground():
    made = make_scene(empty(events_frame()), empty(crossings_frame()))
    texts = {item.text for item in words_of(compose(made))}
    assert "No event or crossing with a place was found." in texts


def test_crossings_alone_make_a_map():
    texts = {item.text for item in words_of(compose(make_scene(empty(events_frame()))))}
    assert {"Rumichaca", "San Miguel"} <= texts


def test_far_events_are_in_a_named_inset(scene):
    texts = [item.text for item in words_of(compose(scene))]
    assert texts.count("São Paulo") == 2


def test_what_is_not_mapped_is_counted(scene):
    lines = note_lines(scene)
    assert lines[0] == "3 events are not mapped: see table."
    assert any("Example Press, 2025-03-06" in line for line in lines)
    assert any("do not imply" in line for line in lines)


@pytest.mark.parametrize(
    "symbol", [*SYMBOLS.values(), *CROSSING_SYMBOLS.values()], ids=lambda s: s.key
)
def test_symbols_keep_to_their_box(symbol):
    points = symbol_path(symbol.path, 5.0, 7.0, 2.0).vertices - (5.0, 7.0)
    assert np.abs(points).max() <= 1.0 + 1e-9
    assert np.ptp(points[:, 0]) > 1.1


def test_an_arc_is_round():
    points = symbol_path(SYMBOLS["battles"].path, 0, 0, 20).vertices
    assert np.hypot(*points.T) == pytest.approx(8.0, abs=0.01)


spots = st.tuples(st.floats(-179, 179), st.floats(-75, 75))
sizes = st.floats(0.5, 40)


@given(spots, sizes, sizes)
def test_the_scale_is_true_at_the_middle(spot, width, height):
    lon, lat = spot
    view = make_view(
        Extent(lon - width / 2, lat - height / 4, lon + width / 2, lat + height / 4), PAGE
    )
    step = 1 / (EARTH_KM * radians(1) * cos(radians(view.lat)))  # one kilometer east
    ends = view.place([view.lon, view.lon + step], [view.lat, view.lat])
    assert np.hypot(*(ends[1] - ends[0])) == pytest.approx(view.mm_per_km, rel=0.01)


@given(spots, sizes, sizes)
def test_the_extent_fills_the_box(spot, width, height):
    lon, lat = spot
    extent = Extent(lon - width / 2, lat - height / 4, lon + width / 2, lat + height / 4)
    view = make_view(extent, PAGE)
    corners = view.place(
        [extent.west, extent.east, extent.west, extent.east],
        [extent.south, extent.south, extent.north, extent.north],
    )
    assert corners.min(axis=0) == pytest.approx(np.maximum(corners.min(axis=0), [10, 20]), abs=0.01)
    window = view.window()
    assert window.west <= extent.west + 0.01
    assert window.east >= extent.east - 0.01


@given(spots, st.sampled_from([-360, 360]))
def test_a_place_is_where_it_is_whichever_way_round(spot, turn):
    lon, lat = spot
    view = make_view(Extent(lon - 2, lat - 1, lon + 2, lat + 1), PAGE)
    assert view.spot(lon + turn, lat) == pytest.approx(view.spot(lon, lat), abs=1e-6)


@given(spots, st.floats(1, 200))
def test_a_ring_has_its_true_radius(spot, km):
    lon, lat = spot
    lons, lats = (np.radians(v) for v in circle(lat, lon, km))
    lat0, lon0 = radians(lat), radians(lon)
    half = (
        np.sin((lats - lat0) / 2) ** 2 + np.cos(lats) * cos(lat0) * np.sin((lons - lon0) / 2) ** 2
    )
    assert 2 * EARTH_KM * np.arcsin(np.sqrt(half)) == pytest.approx(km, rel=1e-3)


@given(st.floats(1e-4, 50), st.floats(20, 60))
def test_a_scale_bar_is_round_and_fits(mm_per_km, room):
    block = scale_bar(mm_per_km, room)
    length = np.ptp(block.items[0].path.vertices[:, 0])
    assert room / 2.6 <= length <= room + 1e-9
    assert re.fullmatch(r"[125]0*(,0+)* k?m|[125]0* m", block.items[1].text)


@given(st.text(max_size=80), st.floats(8, 60), st.booleans())
def test_wrapped_lines_fit_and_lose_nothing(text, width, bold):
    from geomap.render.text import clean, isolate

    lines = wrap(text, width, 7.0, bold)
    widest = max([width, *(text_width(isolate(c), 7.0, bold) for c in clean(text))])
    assert all(text_width(line, 7.0, bold) <= widest + 0.3 for line in lines)
    bare = re.sub(r"[\s\u2066-\u2069]", "", "".join(lines))
    assert bare == re.sub(r"\s", "", clean(text))


def test_an_area_has_no_center_dot_and_no_symbol():
    area = _event("a", box(-78, 0.6, -76, 2.5), where_prec=4, place_name="Nariño")
    point = _event("p", Point(-77, 1.5), where_prec=1)
    marks = {}
    for name, event in (("area", area), ("point", point)):
        sheet = compose(make_scene(events_frame(event), empty(crossings_frame())))
        marks[name] = [item for item in sheet.items if item.tag.startswith("mark")]
    assert marks["area"] == []
    assert marks["point"]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-60, 70)), min_size=1, max_size=9))
def test_any_places_make_a_page(places):
    events = [_event(f"r{i}", Point(*place), place_name=f"P{i}") for i, place in enumerate(places)]
    sheet = compose(make_scene(events_frame(*events), empty(crossings_frame())))
    assert 60 < sheet.height < 400
