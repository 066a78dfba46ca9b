"""The page as a reader meets it, in headless Chromium with the network off."""

import csv
import io
import json

import pytest
from grounds import make_scene
from pages import CHROMIUM, HITS, opened, until
from scenes import _event, events_frame
from shapely.geometry import Point

from geomap.render.html import save_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


def headlines(page):
    return page.locator("#list .headline").all_inner_texts()


def shown(page):
    return page.locator(".shown").inner_text()


def test_the_page_is_whole_and_asks_nobody(page):
    assert page.title() == "Colombia–Ecuador border, Mar 4, 2025"
    assert len(headlines(page)) == 6
    assert page.evaluate("document.querySelectorAll('.left [data-row]').length") == 3
    assert "3 not mapped" in shown(page)
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_only_what_is_exactly_known_is_a_mark(page):
    marked = page.evaluate(f"{HITS}.filter(h => h.row !== undefined).map(h => h.row)")
    words = page.evaluate(
        "async (rows) => { const s = event_layer_events.store; const w = await s.details.rows(rows);"
        "return rows.map((r, i) => [w[i].event_id, s.precision[r]]) }",
        marked,
    )
    assert {name for name, _ in words} <= {"e1", "e2", "e8", "e9"}
    assert all(precision in (1, 2) for _, precision in words)
    assert page.evaluate("geomap.stageOf(map_map).view.shapes.map(s => s.line)") == [False, True]


def test_a_walk_by_keyboard_from_filter_to_list_to_event_to_map(page):
    keys = page.keyboard
    keys.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    keys.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Space")
    until(page, "document.querySelectorAll('#list .item').length < 6")
    few = headlines(page)
    page.locator(".skip").focus()
    keys.press("Enter")
    keys.press("Tab")
    assert "item-head" in page.evaluate("document.activeElement.className")
    keys.press("ArrowDown")
    keys.press("Enter")
    page.locator("#list .item.open .facts").wait_for()
    assert page.locator("#list .item.open .headline").inner_text() == few[1]
    page.locator("#map_map").focus()
    keys.press("n")
    page.wait_for_timeout(50)
    keys.press("p")
    until(
        page,
        f"document.querySelector('#list .item.open .headline').textContent === {json.dumps(few[1])}",
    )
    zoom = page.evaluate("map_map.getZoom()")
    keys.press("+")
    until(page, f"map_map.getZoom() > {zoom}")


def test_the_map_is_one_tab_stop(page):
    assert (
        page.evaluate(
            "document.querySelectorAll('#map_map [tabindex=\"0\"], #map_map a, #map_map button').length"
        )
        == 0
    )


def test_a_mark_opens_its_card_and_its_item(page):
    spot = page.evaluate(
        f"(() => {{ const h = {HITS}.find(h => h.row !== undefined); return [h.x, h.y, h.row] }})()"
    )
    page.locator("#map_map").click(position={"x": spot[0], "y": spot[1]})
    page.locator(".geomap-card").wait_for()
    assert page.locator(f"#list .item.open[data-row='{spot[2]}']").count() == 1
    page.keyboard.press("Escape")
    page.locator(".geomap-card").wait_for(state="detached")


def test_counts_of_choices_add_up_and_follow(page):
    page.locator(".filters summary").first.click()
    counts = "[...document.querySelectorAll('.facet:has(legend)')].filter(f => f.querySelector('legend').textContent === '%s').flatMap(f => [...f.querySelectorAll('.count')].map(c => Number(c.textContent)))"
    assert sum(page.evaluate(counts % "Type")) == 9
    page.get_by_label("Diplomacy").check()
    assert sum(page.evaluate(counts % "Type")) == 9
    assert sum(page.evaluate(counts % "Status")) == 2
    assert "1 of 9 events on the map, 1 not mapped" in shown(page)
    page.get_by_role("button", name="Clear filters").click()
    assert "6 events on the map, 3 not mapped" in shown(page)


def test_search_and_distance_to_the_border(page):
    page.get_by_label("Search events").fill("aldana")
    until(page, "document.querySelectorAll('#list .item').length === 1")
    page.get_by_label("Search events").fill("")
    until(page, "document.querySelectorAll('#list .item').length === 6")
    page.locator(".filters summary").first.click()
    slider = page.get_by_label("Distance to the border at most")
    slider.fill("2")
    until(page, "document.querySelector('.border output').textContent.includes('within 5 km')")
    assert "São Paulo" not in " ".join(headlines(page))


def two_days():
    row, point = _event("a", Point(-77.64, 0.83))
    later, _ = _event("b", Point(-77.7, 0.8), date_start="2025-03-20", date_end="2025-03-21")
    undated, _ = _event("c", Point(-77.5, 0.9), date_start=None, date_end=None)
    return make_scene(events_frame((row, point), (later, point), (undated, point)))


def test_the_time_line_brushes_plays_and_names_the_undated(browser, tmp_path):
    path = save_html(two_days(), tmp_path / "map.html")
    with opened(browser, path, reduced_motion="reduce") as page:
        assert page.locator(".undated").inner_text() == "1 undated"
        first = page.get_by_label("First day shown")
        first.focus()
        page.keyboard.press("ArrowRight")
        until(page, "document.querySelectorAll('#list .item').length === 1")
        assert "2025-03-05" in page.locator(".span").inner_text()
        page.get_by_role("button", name="All dates").click()
        assert len(headlines(page)) == 3
        page.get_by_role("button", name="Play through time").click()
        until(page, "document.querySelectorAll('#list .item').length < 3")
        page.get_by_role("button", name="Pause").click()


def test_the_address_keeps_the_state(browser, saved):
    with opened(browser, saved / "map.html") as page:
        page.locator(".filters summary").first.click()
        page.get_by_label("Protests").check()
        page.locator("#list .item-head").first.click()
        until(page, "location.hash.includes('type=Protests') && location.hash.includes('e=')")
        fragment = page.evaluate("location.hash")
    with opened(browser, saved / "map.html", fragment) as page:
        assert len(headlines(page)) == 1
        page.locator("#list .item.open").wait_for()
        assert page.evaluate("map_map.getZoom().toFixed(2)") in fragment or "z=" in fragment
    with opened(browser, saved / "map.html", "#z=x&c=1&type=Nonsense&t=..&km=x&e=99") as page:
        assert len(headlines(page)) == 6


def test_what_is_shown_can_be_taken_along(page):
    with page.expect_download() as wait:
        page.get_by_role("button", name="GeoJSON").click()
    made = json.loads(wait.value.path().read_text(encoding="utf-8"))
    kinds = {f["id"]: f["geometry"] and f["geometry"]["type"] for f in made["features"]}
    assert len(kinds) == 9
    assert (kinds["e1"], kinds["e3"], kinds["e5"]) == ("Point", "MultiPolygon", None)
    with page.expect_download() as wait:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(wait.value.path().read_text(encoding="utf-8"))))
    assert {row["event_id"] for row in rows} == set(kinds)
    assert next(r for r in rows if r["event_id"] == "e1")["lat"] == "0.83"


def test_in_a_frame_the_list_waits_behind_a_button(browser, saved):
    for width in (320, 640):
        with opened(browser, saved / "embed.html", width=width, height=560, wait=None) as page:
            frame = page.frame_locator("iframe")
            frame.locator("html[data-ready=true]").wait_for(state="attached")
            assert not frame.locator("#list").is_visible()
            frame.get_by_role("button", name="List").click()
            assert frame.locator("#list").is_visible()
            inner = page.frames[1]
            assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert inner.evaluate("document.querySelector('#map_map').clientHeight") >= 160


def test_the_wheel_scrolls_the_article_around_a_framed_map(browser, saved):
    with opened(browser, saved / "embed.html", width=640, height=400, wait=None) as page:
        page.frame_locator("iframe").locator("html[data-ready=true]").wait_for(state="attached")
        inner = page.frames[1]
        zoom = inner.evaluate("map_map.getZoom()")
        page.mouse.move(320, 200)
        page.mouse.wheel(0, 120)
        page.frame_locator("iframe").locator(".gesture").wait_for()
        assert inner.evaluate("map_map.getZoom()") == zoom


def test_without_script_the_words_and_the_picture_are_there(browser, saved):
    with opened(browser, saved / "map.html", wait=None, java_script_enabled=False) as page:
        assert page.locator("noscript li").first.is_visible()
        assert page.locator("noscript li").count() == 9
    with opened(browser, saved / "embed.html", wait=None, java_script_enabled=False) as page:
        assert page.get_by_role("img").get_attribute("alt").startswith("Map: Colombia")


def test_nothing_overflows_on_a_phone(browser, saved):
    with opened(
        browser, saved / "map.html", width=320, height=640, is_mobile=True, has_touch=True
    ) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("#list .item-head").first.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_shows_what_is_said_and_no_buttons(browser, saved):
    with opened(browser, saved / "map.html") as page:
        page.emulate_media(media="print")
        page.wait_for_timeout(100)
        assert not page.locator(".controls").is_visible()
        assert not page.locator(".search").is_visible()
        assert page.locator("#list .headline").last.is_visible()
        assert page.locator(".foot .notes").is_visible()
