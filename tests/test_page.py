"""The page as a file: self-contained, the same bytes each time, no text of a source in its code."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from grounds import make_scene
from scenes import _event, empty, events_frame
from shapely.geometry import Point

from geomap.errors import InputError, OutputError
from geomap.render.embed import embed_text, save_embed
from geomap.render.html import save_html, to_html, to_map
from geomap.render.layers import asset
from geomap.scene import Titles


@pytest.fixture(scope="module")
def html():
    return to_html(make_scene())


def scripts(html):
    return re.findall(r"<script>(.*?)</script>", html, re.DOTALL)


def test_the_same_scene_gives_the_same_bytes(html):
    assert to_html(make_scene()) == html


def test_nothing_is_loaded_from_anywhere(html):
    assert re.findall(r"(?:src|srcset|action)=", html.split("<body>")[0]) == []
    links = re.findall(r"<(?:link|script|img|iframe)[^>]*(?:src|href)=\"([^\"]*)\"", html)
    assert links == ["data:,"]
    assert "@import" not in html
    assert not re.search(r"url\((?!#|data:)", re.search(r"<style>.*?</style>", html, re.DOTALL)[0])


def test_the_policy_names_every_script_and_style_by_its_hash(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    named = set(re.findall(r"'sha256-([^']+)'", policy))
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    found = {b64encode(sha256(t.encode()).digest()).decode() for t in (*scripts(html), *styles)}
    assert named == found
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert " style=" not in html


def test_words_of_a_source_stand_in_data_and_never_in_code():
    marker = "Zxqwv {{7*7}} ${x} `y` </script>"
    events = events_frame(
        _event("e", Point(-77.6, 0.8), place_name=marker, quotes=[marker], notes=marker)
    )
    html = to_html(make_scene(events, titles=Titles(title=marker)))
    assert all("Zxqwv" not in script for script in scripts(html))
    assert "49" not in re.search(r"<h1>(.*?)</h1>", html)[1]
    assert "<h1>Zxqwv {{7*7}} ${x} `y` &lt;/script&gt;</h1>" in html


def test_folium_composes_the_map():
    drawn = to_map(make_scene())
    assert [type(layer).__name__ for layer in drawn._children.values()] == [
        "GroundLayer",
        "CrossingLayer",
        "EventLayer",
    ]
    assert drawn.options["max_zoom"] == 13


def test_the_page_says_what_it_is_to_machines_and_readers(html):
    assert '<html lang="en">' in html
    assert "<title>Colombia–Ecuador border, Mar 4, 2025</title>" in html
    assert "user-scalable" not in html
    assert "Example Press" in html
    assert "do not imply endorsement" in html


def test_names_in_other_scripts_do_not_turn_dates_around():
    html = to_html(make_scene(titles=Titles(title="Torkham (طورخم) 2025-10-12")))
    assert "<h1>Torkham (\u2068طورخم\u2069) 2025-10-12</h1>" in html


def test_tiles_only_when_asked_and_then_named_in_the_policy(html):
    assert "openstreetmap" not in html.lower()
    tiled = to_html(make_scene(), tiles="OpenStreetMap.Mapnik")
    assert "img-src data: https://tile.openstreetmap.org;" in tiled
    assert "OpenStreetMap contributors" in tiled
    with pytest.raises(InputError, match="xyzservices"):
        to_html(make_scene(), tiles="No such tiles")
    with pytest.raises(InputError, match="key"):
        to_html(make_scene(), tiles="Jawg.Streets")


def test_an_empty_scene_is_a_page():
    scene = make_scene(empty(events_frame()))
    assert "No event" in to_html(scene) or "crossing" in to_html(scene)


def test_the_snippet_has_title_frame_and_picture():
    text = embed_text(make_scene(), page="a b.html")
    assert 'src="a%20b.html"' in text
    assert re.search(r'<noscript><img src="map\.png" alt="Map: [^"]+"', text)
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in text
    assert "<figcaption" in text


def test_a_folder_that_is_not_there_is_said(tmp_path):
    for save in (save_html, save_embed):
        with pytest.raises(OutputError, match="cannot be written"):
            save(make_scene(), tmp_path / "no" / "map.html")


def test_one_article_stays_small(html):
    assert len(html.encode()) < 600_000


def test_scripts_of_the_bundle_cannot_end_their_element():
    for name in ("leaflet.js", "page.js"):
        assert "</script" not in asset(name)
        assert "http://" not in asset(name).replace("http://www.w3.org/", "")
