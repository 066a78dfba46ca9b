"""Odd and large scenes on the page, and our layers on a map of somebody else."""

import folium
import pytest
from grounds import make_scene
from pages import CHROMIUM, HITS, opened, until
from scenes import _event, crossings_frame, empty, events_frame
from shapely.geometry import LineString, Point, box

from geomap.render.html import save_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


def shown(page):
    return page.locator(".shown").inner_text()


POINT = Point(-77.64, 0.83)
AREA = box(-78.4, 0.4, -77.1, 1.9)
LINE = LineString([(-78.7, 1.4), (-77.66, 0.82)])
ODD = {
    "nothing": (empty(events_frame()), empty(crossings_frame())),
    "one event": (events_frame(_event("e", POINT)), empty(crossings_frame())),
    "all at one point": (
        events_frame(*(_event(f"e{i}", POINT) for i in range(40))),
        empty(crossings_frame()),
    ),
    "across the antimeridian": (
        events_frame(_event("w", Point(179.5, -17.0)), _event("e", Point(-179.0, -16.5))),
        empty(crossings_frame()),
    ),
    "only areas": (
        events_frame(*(_event(f"e{i}", AREA, where_prec=4) for i in range(3))),
        empty(crossings_frame()),
    ),
    "only a line": (events_frame(_event("e", LINE, where_prec=5)), empty(crossings_frame())),
    "only unmapped": (
        events_frame(_event("e", None, place_name="Colombia", where_prec=6)),
        empty(crossings_frame()),
    ),
    "only crossings": (empty(events_frame()), crossings_frame()),
}


@pytest.fixture
def odd(request, browser, tmp_path):
    path = save_html(make_scene(*ODD[request.param]), tmp_path / "map.html")
    with opened(browser, path) as page:
        yield request.param, page


@pytest.mark.parametrize("odd", ODD, indirect=True)
def test_odd_scenes_are_whole(odd):
    name, page = odd
    events, crossings = ODD[name]
    assert page.evaluate("event_layer_events.store.rows") == len(events)
    placed = int((~crossings.geometry.isna()).sum()) if len(crossings) else 0
    assert page.evaluate(f"{HITS}.filter((h) => h.crossing !== undefined).length") == placed
    if name == "nothing":
        assert shown(page) == "No events."
    if name == "only unmapped":
        assert page.locator(".left summary").inner_text() == "1 event not mapped"
        assert page.evaluate(f"{HITS}.length") == 0
    if name in ("only areas", "only a line"):
        assert page.evaluate(f"{HITS}.length") == 0
        assert page.evaluate("geomap.stageOf(map_map).view.shapes.length") == 1
    if name == "across the antimeridian":
        xs = page.evaluate(f"{HITS}.map((h) => h.x)")
        width = page.evaluate("map_map.getSize().x")
        assert len(xs) == 2
        assert all(0 < x < width for x in xs)
        assert abs(xs[0] - xs[1]) < width


def test_events_at_one_point_can_be_chosen(browser, tmp_path):
    path = save_html(make_scene(*ODD["all at one point"]), tmp_path / "map.html")
    with opened(browser, path) as page:
        hits = page.evaluate(f"{HITS}.map((h) => [h.x, h.y, h.group.count])")
        assert [h[2] for h in hits] == [40]
        page.locator("#map_map").click(position={"x": hits[0][0], "y": hits[0][1]})
        page.get_by_text("40 events here").wait_for()
        page.locator(".choice button").nth(3).click()
        page.locator(".geomap-card blockquote").wait_for()


def test_many_events_come_packed_and_nothing_is_lost(browser, tmp_path):
    rows = [
        _event(f"e{i}", Point(-79 + (i % 97) / 25, -2 + (i % 89) / 20), quotes=[f"Words number {i}."], date_start=f"2025-0{1 + i % 9}-1{i % 10}", date_end=f"2025-0{1 + i % 9}-1{i % 10}")
        for i in range(6000)
    ]  # fmt: skip
    path = save_html(make_scene(events_frame(*rows)), tmp_path / "map.html")
    with opened(browser, path) as page:
        assert "6,000 events on the map" in shown(page)
        assert (
            page.evaluate(f"{HITS}.filter(h => h.group).reduce((sum, h) => sum + h.group.count, 0)")
            == 6000
        )
        page.get_by_role("button", name="Later").first.click()
        page.get_by_text("26–50 of 6,000").wait_for()
        page.get_by_label("Search events").fill("words number 4321.")
        until(page, "document.querySelectorAll('#list .item').length === 1")
        assert page.locator("#list blockquote").inner_text() == "Words number 4321."


def test_more_events_than_marks_are_useful_are_counted_in_hexagons(browser, tmp_path):
    hexagons = f"{HITS}.filter((h) => h.hexagon !== undefined)"
    rows = [
        _event(f"e{i}", Point(-78 + (i % 40) / 20, (i % 30) / 20), event_type=kind)
        for i, kind in enumerate(["Battles", "Protests", "Protests"] * 500)
    ]
    path = save_html(make_scene(events_frame(*rows)), tmp_path / "map.html")
    with opened(browser, path) as page:
        assert page.evaluate(f"{hexagons}.reduce((sum, h) => sum + h.group.count, 0)") == 1500
        shades = page.locator(".legend .shades li")
        until(page, "!document.querySelector('.legend .shades').hidden")
        assert "Events in a hexagon about" in shades.first.inner_text()
        assert "+" in shades.nth(-2).inner_text()
        assert not page.locator(".legend li", has_text="Protests").is_visible()
        box = page.evaluate(f"(({{x, y}}) => [x, y])({hexagons}[0])")
        page.locator("#map_map").hover(position={"x": box[0], "y": box[1]})
        page.get_by_text("Filters", exact=True).click()
        page.locator(".choice", has_text="Battles").locator("input").check()
        until(page, f"{hexagons}.reduce((sum, h) => sum + h.group.count, 0) === 500")
        toggle = page.get_by_role("button", name="Count many events in hexagons")
        assert toggle.get_attribute("aria-pressed") == "true"
        toggle.focus()
        page.keyboard.press("Enter")
        until(page, f"{hexagons}.length === 0")
        assert page.locator(".legend li", has_text="Protests").is_visible()
        assert page.locator(".legend .shades").is_hidden()
        until(page, "location.hash.includes('hex=off')")
    with opened(browser, path, "#hex=off") as page:
        assert page.evaluate(f"{hexagons}.length") == 0
    with opened(browser, path, "#z=12&c=0.5,-77.5") as page:
        assert page.evaluate(f"{hexagons}.length") == 0  # few in view: marks


def test_the_layers_work_on_anybodys_map(browser, tmp_path):
    from geomap.render.layers import CrossingLayer, EventLayer, Raw, asset

    drawn = folium.Map([0.8, -77.6], zoom_start=8, tiles=None)
    scene = make_scene()
    EventLayer(scene.events, name="{{ 7 * 7 }}").add_to(drawn)
    CrossingLayer(scene.crossings).add_to(drawn)
    folium.LayerControl(collapsed=False).add_to(drawn)
    figure = drawn.get_root()
    drawn.default_js, drawn.default_css = [], []
    figure.header.add_child(Raw(f"<script>{asset('leaflet.js')}</script>"))
    drawn.save(tmp_path / "map.html")
    name = drawn.get_name()
    with opened(browser, tmp_path / "map.html", wait=f"typeof {name} !== 'undefined'") as page:
        until(page, f"geomap.stageOf({name}).view?.hits.length > 2")
        hit = page.evaluate(
            f"(({{x, y}}) => [x, y])(geomap.stageOf({name}).view.hits.find((h) => h.row !== undefined))"
        )
        page.locator(f"#{name}").click(position={"x": hit[0], "y": hit[1]})
        page.locator(".geomap-card").wait_for()
        page.locator(".leaflet-control-layers-selector").first.uncheck()
        until(page, f"geomap.stageOf({name}).view.hits.every((h) => h.row === undefined)")
