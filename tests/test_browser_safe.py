"""The page under attack, and for everybody: hostile text, the policy, axe-core."""

import pytest
from grounds import make_scene
from pages import CHROMIUM, HITS, Log, find_axe, opened, violations
from scenes import CROSSING, EVENT, crossings_frame, events_frame
from shapely.geometry import Point

from geomap.render.html import save_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


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
def axe(tmp_path_factory):
    return find_axe(tmp_path_factory.mktemp("axe"))


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
