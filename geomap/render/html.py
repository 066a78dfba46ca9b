"""Scene -> one HTML file: a Leaflet map composed with folium that asks nobody for anything."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import __version__
from geomap.render.files import write_atomically
from geomap.render.text import clean, isolate
from geomap.render.tongue import tongue_of

if TYPE_CHECKING:
    import folium

    from geomap.model import Extent, Inset, LegendEntry, Scene, Source
    from geomap.render.tiles import Tiles

__all__ = ["save_html", "to_html", "to_map"]

#: The farthest the page zooms: the ground is drawn to 1/1000 degree, about two pixels there.
MAX_ZOOM = 13
#: A longer line of names in the legend gives way to the names on the map.
LEGEND_SIGNS = 60
#: Events that a reader without JavaScript finds listed.
PLAIN_EVENTS = 100
MAP_LABEL = "Map. Arrow keys move it, + and - zoom, N and P step through the events."


def save_html(scene: Scene, path: str | Path, tiles: str | None = None) -> Path:
    """Write the page: one file, no request to any host unless ``tiles`` are asked for.

    Raises
    ------
    OutputError
        When the file cannot be written.
    InputError
        When nobody knows tiles of that name.
    """
    return write_atomically(path, to_html(scene, tiles))


def to_map(scene: Scene) -> folium.Map:
    """Return the scene as a ``folium.Map`` without tiles, composed of our layers."""
    import folium

    from geomap.render.layers import CrossingLayer, EventLayer, GroundLayer

    box = scene.extent
    drawn = folium.Map(
        location=[(box.south + box.north) / 2, (box.west + box.east) / 2],
        tiles=None,
        zoom_start=5,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        world_copy_jump=False,
    )
    drawn.options |= {"min_zoom": 1, "max_zoom": MAX_ZOOM}  # folium drops both without tiles
    tongue = tongue_of(scene)
    layers = (
        GroundLayer(scene.layers, tongue=tongue),
        CrossingLayer(scene.crossings, tongue=tongue),
        EventLayer(scene.events, tongue=tongue),
    )
    for element, name in zip(
        (drawn, *layers), ("map", "ground", "crossings", "events"), strict=True
    ):
        element._id = name  # branca's own ids are random
    for layer in layers:
        layer.add_to(drawn)
    return drawn


def to_html(scene: Scene, tiles: str | None = None) -> str:
    """Return the page as text; the same scene gives the same bytes."""
    from geomap.render.layers import Raw, asset
    from geomap.render.payload import data_block
    from geomap.render.tiles import find_tiles

    provider = find_tiles(tiles)
    drawn = to_map(scene)
    figure: Any = drawn.get_root()
    figure.script.add_child(Raw(""), name="geomap_runtime")  # ours stands in a script of its own
    drawn.render()  # type: ignore[no-untyped-call]
    data = [child.text for child in figure.html._children.values() if isinstance(child, Raw)]
    data.append(data_block("geomap-page", _page_text(scene, provider)))
    scripts = [asset("leaflet.js"), asset("page.js"), _map_script(drawn)]
    return _document(scene, scripts, data, provider)


def _map_script(drawn: folium.Map) -> str:
    """Return folium's own script and the line that hands its variables to the page."""
    figure: Any = drawn.get_root()
    pieces = [child.render() for child in figure.script._children.values()]
    ours: Any = drawn._children.values()
    names = {layer.kind: layer.get_name() for layer in ours}
    layers = ",".join(f"{kind}:{name}" for kind, name in names.items())
    return "\n".join([*pieces, f"geomap.page({drawn.get_name()},{{{layers}}});"])


def _document(scene: Scene, scripts: list[str], data: list[str], tiles: Tiles | None) -> str:
    from geomap.render.layers import asset
    from geomap.render.theme import theme_css

    hosts = tiles.hosts if tiles else ()
    style = theme_css() + asset("page.css")
    head = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, style, hosts)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta name="description" content="{_words(scene.caption)}">',
        f'<meta name="generator" content="geomap {__version__}">',
        '<link rel="icon" href="data:,">',
        f"<title>{_words(scene.title)}</title>",
        f"<style>{style}</style>\n</head>",
    ]
    tail = [f"<script>{script}</script>" for script in scripts]
    return "\n".join([*head, _body(scene, tiles), *data, *tail, "</body>\n</html>\n"])


def _policy(scripts: list[str], style: str, hosts: tuple[str, ...]) -> str:
    """Return a policy under which nothing runs but our scripts and nothing is fetched."""
    ours = " ".join(_hash(script) for script in scripts)
    images = " ".join(("data:", *hosts))
    return (
        f"default-src 'none'; script-src {ours}; style-src {_hash(style)}; img-src {images}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        "trusted-types default"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _words(text: str) -> str:
    return escape(isolate(clean(text)), quote=True)


def _body(scene: Scene, tiles: Tiles | None) -> str:
    subtitle = f'<p class="subtitle">{_words(scene.subtitle)}</p>' if scene.subtitle else ""
    title, summary, alt = _words(scene.title), _words(scene.summary), _words(scene.alt_text)
    own = tongue_of(scene).attributes
    return f"""<body>
<a class="skip" href="#list">Skip to the list of events</a>
<div class="app" id="app">
<header class="head" {own}><h1>{title}</h1>{subtitle}<p class="summary">{summary}</p></header>
<main class="main">
<section class="panel" id="panel" aria-label="Filters and list of events">{_plain(scene)}</section>
<section class="map-box" id="map-box" aria-label="Map">
<div id="map_map" class="map" role="application" tabindex="0" aria-label="{MAP_LABEL}"
 aria-describedby="alt"></div>
<p id="alt" class="for-readers" {own}>{alt}</p>
</section>
<section class="time" id="time" aria-label="Time line"></section>
</main>
<footer class="foot" id="foot" {own}>{_notes(scene, tiles)}</footer>
</div>"""


def _plain(scene: Scene) -> str:
    """Return the events in words, for a reader without JavaScript."""
    rows = scene.events.head(PLAIN_EVENTS)
    columns = zip(rows["headline"], rows["when_words"], rows["where_words"], strict=True)
    items = "".join(f"<li>{_words(' · '.join(cells))}</li>" for cells in columns)
    more = len(scene.events) - len(rows)
    rest = f"<p>and {more:,} more.</p>" if more > 0 else ""
    return f"<noscript><p>The map needs JavaScript.</p><ul>{items}</ul>{rest}</noscript>"


def _notes(scene: Scene, tiles: Tiles | None) -> str:
    sources = "; ".join(_source_words(source) for source in scene.sources[:12])
    more = f" and {len(scene.sources) - 12} more" if len(scene.sources) > 12 else ""
    lines = [f"Sources: {sources}{more}." if sources else "", *scene.notes]
    tiled = (f"Tiles: {tiles.credit}",) if tiles else ()
    notes = " ".join(_words(line) for line in lines if line)
    credits = " · ".join(_words(credit) for credit in (*scene.credits, *tiled, "Leaflet"))
    return (
        f'<details class="notes"><summary><b>Notes</b> {notes}</summary>'
        f'<p class="credits">{credits}</p></details>'
    )


def _source_words(source: Source) -> str:
    words = (source.publisher, source.headline, source.date and str(source.date))
    return ", ".join(dict.fromkeys(w for w in words if w))


def _page_text(scene: Scene, provider: Tiles | None) -> str:
    page = {
        "title": clean(scene.title),
        "extent": _box(scene.extent),
        "insets": [_inset(scene, inset) for inset in scene.insets],
        "legend": [_entry(entry) for entry in scene.legend],
        "tiles": asdict(provider) if provider else None,
    }
    return json.dumps(page, ensure_ascii=False, separators=(",", ":"))


def _box(extent: Extent) -> list[float]:
    return [round(v, 4) for v in (extent.west, extent.south, extent.east, extent.north)]


def _entry(entry: LegendEntry) -> dict[str, Any]:
    label = clean(entry.label)
    if entry.group == "line" and len(label) > LEGEND_SIGNS:
        label = "Contested lines (named on the map)"
    return {"group": entry.group, "key": entry.key, "label": label}


def _inset(scene: Scene, inset: Inset) -> dict[str, Any]:
    """Return a far place with the words under which the edge of the map names it."""
    shown = scene.events[scene.events["event_id"].isin(inset.event_ids)]
    kinds = zip(shown["sub_event_type"], shown["event_type"], strict=True)
    whats = list(dict.fromkeys(sub or kind for sub, kind in kinds))
    what = ", ".join(str(w).lower() for w in whats[:2]) + (" and more" if len(whats) > 2 else "")
    when = shown["when_words"].iloc[0] if len(set(shown["when_words"])) == 1 else ""
    words = f"{inset.label}: {', '.join(w for w in (what, when) if w)}"
    return {"words": clean(words), "extent": _box(inset.extent)}
