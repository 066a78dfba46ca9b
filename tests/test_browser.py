"""The page as a reader meets it, in headless Chromium with the network off."""

import csv
import io
import json

import folium
import pytest
from grounds import make_scene
from pages import CHROMIUM, Log, find_axe, opened, until, violations
from PIL import Image
from playwright.sync_api import sync_playwright
from scenes import CROSSING, EVENT, _event, crossings_frame, empty, events_frame
from shapely.geometry import LineString, Point, box

from geomap.render.embed import save_embed
from geomap.render.html import save_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

HITS = "geomap.stageOf(map_map).view.hits"
CLAIM = {
    "source": "Army spokesman", "side": "Military of Colombia", "metric": "killed",
    "victims": "gunmen", "low": 2, "best": 2, "high": 9, "stance": "claims", "quote": "q",
}  # fmt: skip
#: docs on hostile text: what ran, killed the map or vanished when folium wrote it.
HOSTILE = (
    "<img src=x onerror=\"alert('img')\">",
    "${alert('template literal')}",
    "</script><script>alert('script')</script>",
    "`+alert('backtick')+`",
    "\\20 \\u0041 \\",
    "{{cycler.__init__.__globals__.os.popen('id').read()}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "{# gone #}",
    "javascript:alert('link')",
    "<!--<script>",
    "]]> &lt;b&gt; &amp; \"quoted\" 'single'",
    "before\u202eretfa\u2028line\u2029paragraph",
    "طورخم 2024-03-04",
)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    return find_axe(tmp_path_factory.mktemp("axe"))


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The pages of the usual scene, saved once."""
    folder = tmp_path_factory.mktemp("page")
    scene = make_scene()
    save_html(scene, folder / "map.html")
    save_embed(scene, folder / "embed.html")
    Image.new("RGB", (40, 30), "white").save(folder / "map.png")
    return folder


@pytest.fixture
def page(browser, saved):
    with opened(browser, saved / "map.html") as found:
        yield found


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


def test_the_policy_stops_what_a_page_must_not_do(browser, saved):
    log = Log()
    with opened(browser, saved / "map.html", log=log) as found:
        assert found.evaluate(
            "() => { const box = document.createElement('div'); box.innerHTML = '<img src=x>';"
            "return box.children.length }"
        ) == 0  # fmt: skip
        found.evaluate("() => { try { setTimeout('window.ran = 1') } catch {} }")
        found.evaluate("() => { try { document.body.append(Object.assign("
                       "document.createElement('script'), {textContent: 'window.ran = 1'})) } catch {} }")  # fmt: skip
        found.evaluate("fetch('https://example.org/').catch(() => 0)")
        assert found.evaluate("new Promise((go) => setTimeout(() => go(window.ran), 60))") is None
        assert log.console
        log.console.clear()


#: What is not words but a code of ours.
CODES = ("status", "as_of", "since", "scope", "country_a", "country_b")


def poison(text):
    """One event and one crossing with a string in every field that holds words."""
    keep = {"event_type", "status", "date_start", "date_end", "date_basis", "country_code"}
    row = {k: text if isinstance(v, str) and k not in keep else v for k, v in EVENT.items()}
    row |= {
        "actors": [{"name": text, "type": text, "country": text, "slot": "a"}],
        "claims": [CLAIM | {"source": text, "victims": text, "quote": text}],
        "quotes": [text, f"two {text}"],
        "sources": [{"publisher": text, "url": text, "date": None, "headline": text}] * 2,
        "reasons": [text],
        "tags": [text],
        "event_id": f"id {text}",
    }
    crossing = {
        k: text if isinstance(v, str) and k not in CODES else v for k, v in CROSSING.items()
    } | {"aliases": [text], "quotes": [text], "crossing_id": text}
    point = Point(EVENT["lon"], EVENT["lat"])
    return (row, point), crossing


def test_hostile_text_is_shown_and_does_nothing(browser, tmp_path):
    made = [poison(text) for text in HOSTILE]
    events = [
        (row | {"event_id": f"{i}{row['event_id']}"}, shape)
        for i, ((row, shape), _) in enumerate(made)
    ]
    crossings = [
        row | {"crossing_id": f"{i}", "lat": 0.8 - i / 9} for i, (_, row) in enumerate(made)
    ]
    from geomap.scene import Titles

    words = " ".join(HOSTILE)
    scene = make_scene(
        events_frame(*events), crossings_frame(*crossings),
        titles=Titles(*[words] * 5),
    )  # fmt: skip
    path = save_html(scene, tmp_path / "map.html")
    with opened(browser, path, timezone_id="UTC") as page:
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        page.evaluate(
            "document.querySelectorAll('#list .item-head').forEach((head) => head.click())"
        )
        page.locator("#map_map").click(position={"x": 5, "y": 5})
        page.wait_for_timeout(100)
        visible = page.evaluate("document.body.textContent")
        for text in HOSTILE[:11]:
            assert text in visible
            assert page.locator("#list").get_by_text(text).count() > 0
        assert "\u202e" not in visible
        assert page.locator("#list img, #list script, .crossings img").count() == 0
        assert page.evaluate(
            "[...document.querySelectorAll('a[href]')].every((a) => /^(https?:|#)/.test(a.href) || a.hash)"
        )


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"width": 390, "height": 844, "has_touch": True, "is_mobile": True},
        {"color_scheme": "dark"},
    ],
    ids=["desktop", "phone", "dark"],
)
def test_axe_finds_nothing_serious(browser, saved, axe, words):
    with opened(browser, saved / "map.html", bypass_csp=True, **words) as page:
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        page.locator("#list .item-head").nth(1).click()
        page.evaluate(
            f"{HITS}.length && map_map.fire('click', {{containerPoint: {HITS}.at(-1), latlng: map_map.getCenter()}})"
        )
        page.locator(".geomap-card").wait_for()
        page.wait_for_timeout(300)
        assert violations(page, axe) == []


def test_axe_finds_nothing_serious_in_the_snippet(browser, saved, axe):
    with opened(browser, saved / "embed.html", wait=None, bypass_csp=True) as page:
        page.frame_locator("iframe").locator("html[data-ready=true]").wait_for(state="attached")
        assert violations(page, axe) == []


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
