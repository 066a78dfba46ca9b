"""Sizes, themes, scripts and series of the picture."""

import re
from dataclasses import fields, replace
from itertools import combinations

import numpy as np
import pytest
from grounds import make_scene
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from scenes import _event, crossings_frame, empty, events_frame, many
from shapely.geometry import Point

from geomap.errors import InputError
from geomap.render.image import Look, save_animation, save_image, save_series
from geomap.render.image.look import SIZES, THEMES
from geomap.render.image.page import compose
from geomap.render.image.paper import Words, font_file, wrap
from geomap.render.image.paths import symbol_path
from geomap.render.image.plan import MARGIN
from geomap.render.text import RTL_MARK, turned
from geomap.scene import Titles
from geomap.scene.steps import BY, split_scene
from geomap.style import HATCHES, PALETTE, SYMBOLS
from geomap.style.language import LANGUAGES, load_strings, say

GREY = re.compile(r"#([0-9a-f]{2})\1\1")


@pytest.fixture(scope="module")
def scene():
    return make_scene()


def words_of(sheet):
    return [item for item in sheet.items if isinstance(item, Words)]


def weekly(count):
    """Events on as many days, a week apart from January 6, 2025."""
    days = np.datetime64("2025-01-06") + 7 * np.arange(count)
    return events_frame(
        *(
            _event(f"w{i}", Point(-77.6 + i / 40, 0.8), date_start=str(day), date_end=str(day))
            for i, day in enumerate(days)
        )
    )


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ("slide", (1920, 1080)),
        ("square", (1080, 1080)),
        ("social", (1200, 630)),
        ("half", (1646, 1126)),
    ],
)
def test_a_size_has_its_pixels(scene, tmp_path, size, pixels):
    with Image.open(save_image(scene, tmp_path / "m.png", Look(size))) as picture:
        assert picture.size == pytest.approx(pixels, abs=1)


def test_dots_an_inch_are_the_users(scene, tmp_path):
    with Image.open(save_image(scene, tmp_path / "m.png", Look("half", dpi=100))) as picture:
        assert picture.size == pytest.approx((748, 512), abs=1)


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_sheet_of_paper_keeps_its_sides(scene, size):
    sheet, page = compose(scene, Look(size)), SIZES[size]
    sides = sorted((sheet.width * sheet.zoom, sheet.height * sheet.zoom))
    assert sides == pytest.approx([page.width, page.height])


@pytest.mark.parametrize(
    "wrong",
    [{"size": "a3"}, {"size": "10x10mm"}, {"size": "200x100"}, {"size": "1e3x100mm"}, {"size": "9999x100mm"}, {"theme": "pink"}, {"dpi": 3}, {"dpi": float("nan")}],
    ids=str,
)  # fmt: skip
def test_what_no_picture_can_have_is_refused(wrong):
    with pytest.raises(InputError, match="use "):
        Look(**wrong)


@given(st.floats(150, 400), st.floats(110, 400))
def test_an_own_size_is_kept(width, height):
    page = Look(f"{width:.1f}x{height:.1f}mm").page
    assert (page.width, page.height) == pytest.approx((width, height), abs=0.06)


def test_words_stay_within_the_margins_of_every_size(scene):
    for size in SIZES:
        sheet = compose(scene, Look(size))
        assert min(item.x for item in words_of(sheet) if item.align == "left") >= MARGIN - 0.01


def test_a_theme_changes_colors_only(scene):
    sheets = [compose(scene, Look(theme=theme)) for theme in THEMES]
    for sheet in sheets[1:]:
        assert [w.text for w in words_of(sheet)] == [w.text for w in words_of(sheets[0])]
    assert len({sheet.paper for sheet in sheets}) == 2  # print is white too


@pytest.mark.parametrize("theme", THEMES)
def test_colors_that_are_one_in_light_are_one_in_every_theme(theme):
    light, other = PALETTE["light"], PALETTE[theme]
    for one, two in combinations([f.name for f in fields(light)], 2):
        if getattr(light, one) == getattr(light, two):
            assert getattr(other, one) == getattr(other, two), (one, two)


def test_print_has_no_color(scene):
    sheet = compose(scene, Look(theme="print"))
    colors = {
        c
        for item in sheet.items
        for c in (
            getattr(item, "fill", None),
            getattr(item, "stroke", None),
            getattr(item, "color", None),
        )
        if c
    }
    assert all(GREY.fullmatch(color) for color in colors)


def luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_outlines_can_be_seen(theme):
    p = PALETTE[theme]
    assert min(contrast(p.ink, ground) for ground in (p.land, p.neighbor, p.sea, p.paper)) > 7
    assert contrast(p.label, p.land) > 7
    assert contrast(p.muted, p.paper) > 4.5
    assert contrast(p.country_line, p.land) > 2.5


def test_types_are_told_apart_by_shape_and_groups_by_hatch():
    shapes = [symbol_path(s.path, 0, 0, 20).vertices for s in SYMBOLS.values()]
    assert all(
        one.shape != two.shape or np.abs(one - two).max() > 1.5
        for one, two in combinations(shapes, 2)
    )
    assert len(set(HATCHES.values())) == len(HATCHES) == len({s.group for s in SYMBOLS.values()})


# languages


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_every_phrase(language):
    phrases = {name: set(load_strings(name)) for name in LANGUAGES[1:]}
    names = {"Afghanistan", "Pakistan"}
    assert names <= phrases[language]
    sentences = {p for p in phrases["tr"] if "{" in p or p.endswith(".")}
    assert sentences <= phrases[language]


class Asked(dict):
    """Strings that remember what was asked of them."""

    def get(self, key, default=None):
        self.setdefault(key, default)
        return super().get(key, default)


def test_no_phrase_of_a_scene_a_picture_and_a_report_is_missing(monkeypatch):
    from geomap.render.report import report_text

    asked = Asked(direction="ltr")
    monkeypatch.setattr("geomap.scene.load_strings", lambda _: asked)
    made = make_scene()
    made = replace(made, strings=asked)
    compose(made)
    compose(replace(make_scene(many(120, 1.0)), strings=asked))
    report_text(made)
    known = load_strings("tr")
    frames = (made.events["place_name"], made.events["admin1"], made.events["country"])
    names = {name for frame in frames for name in frame} | {
        "Made-up Line",
        "Not agreed.",
        "Mataje",
        "Rumichaca",
        "San Miguel",
        "",
    }
    names |= {row for layer in made.layers if "name" in layer.frame for row in layer.frame["name"]}
    missing = {
        key
        for key in asked
        if key not in known and key not in names and not key.startswith("Place ")
    }
    assert missing - {"Colombia", "Ecuador"} == set()


@pytest.mark.parametrize(
    ("text", "match"),
    [("x = [", "no TOML"), ('[phrases]\n"{n} killed" = "ölü"', "places"), ('[phrases]\n"a" = 3', "table of strings"), ('[phrases]\n"a" = "{"', "brace")],
    ids=["toml", "place", "number", "brace"],
)  # fmt: skip
def test_a_file_of_strings_is_checked(tmp_path, text, match):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=match):
        load_strings(path)


def test_an_own_file_of_strings_speaks(tmp_path):
    path = tmp_path / "fr.toml"
    path.write_text('language = "fr"\n[phrases]\n"Battles" = "Combats"\n', encoding="utf-8")
    made = make_scene(titles=Titles(language=str(path)))
    assert "Combats" in {item.text for item in words_of(compose(made))}
    assert say(made.strings, "Protests") == "Protests"
    with pytest.raises(InputError, match="neither a language"):
        load_strings(tmp_path / "none.toml")


def test_urdu_runs_from_right_to_left_with_dates_in_order():
    made = make_scene(titles=Titles(language="ur"))
    title = next(item for item in words_of(compose(made)) if item.size == 14)
    assert title.align == "right"
    assert title.text.startswith(RTL_MARK)
    assert title.text.endswith("4 مارچ 2025")


@pytest.mark.parametrize("language", ["ur", "ps", "prs"])
def test_the_font_has_every_letter_of_a_language(language):
    from fontTools.ttLib import TTFont

    text = "".join(load_strings(language).values())
    arabic = "".join(sorted({c for c in text if "\u0600" <= c <= "\u06ff"}))
    assert not {c for c in arabic if ord(c) not in TTFont(font_file(arabic)).getBestCmap()}


def test_a_line_turns_and_its_commas_with_it():
    assert (
        turned("\u2068کابل\u2069, طورخم 2024-03-04, Kabul")
        == RTL_MARK + "کابل، طورخم 2024-03-04, Kabul"
    )
    assert wrap("Oct 9 and Oct 10", 14, 7.0) == ["Oct 9 and", "Oct 10"]


def test_urdu_is_found_in_svg_and_pdf(tmp_path):
    event = _event("e", Point(-77.6, 0.8), place_name="پاکستان")
    made = make_scene(events_frame(event), empty(crossings_frame()))
    svg = save_image(made, tmp_path / "m.svg").read_text("utf-8")
    assert "پاکستان" in svg
    assert "Noto Sans Arabic" in svg
    assert b"NotoSansArabic" in save_image(made, tmp_path / "m.pdf").read_bytes()


# series


@pytest.mark.parametrize(("by", "count"), [("day", 22), ("week", 4), ("month", 1), ("type", 1)])
def test_steps_cover_every_event_once(by, count):
    made = make_scene(weekly(4), empty(crossings_frame()))
    steps = split_scene(made, by, 40)
    assert len(steps) == count
    assert sorted(i for step in steps for i in step.event_ids) == sorted(made.events["event_id"])


def test_too_many_steps_name_a_wider_one():
    with pytest.raises(InputError, match="use week"):
        split_scene(make_scene(weekly(4), empty(crossings_frame())), "day", 16)


def test_no_dates_no_series_by_time():
    events = weekly(2).assign(date_start=None, date_end=None)
    with pytest.raises(InputError, match="use type"):
        split_scene(make_scene(events, empty(crossings_frame())), "week", 16)


@pytest.mark.parametrize("by", [b for b in BY if b != "day"])
@pytest.mark.parametrize("size", ["page", "a4", "slide"])
def test_a_series_has_a_panel_a_step(tmp_path, by, size):
    made = make_scene(weekly(4))
    path = save_series(made, tmp_path / "s.svg", by, Look(size))
    text = path.read_text("utf-8")
    for step in split_scene(made, by, 16):
        assert f"{step.label}: " in text
    assert path.read_bytes() == save_series(made, tmp_path / "t.svg", by, Look(size)).read_bytes()


def test_an_animation_has_a_frame_a_step_and_the_same_bytes(tmp_path):
    made = make_scene(weekly(3))
    first = save_animation(made, tmp_path / "a.gif", "week", Look("half", dpi=60))
    with Image.open(first) as gif:
        assert gif.n_frames == 3
    assert len(list((tmp_path / "a").glob("*.png"))) == 3
    second = save_animation(made, tmp_path / "b.gif", "week", Look("half", dpi=60))
    assert first.read_bytes() == second.read_bytes()
