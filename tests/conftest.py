"""What all tests share: no network, one gazetteer."""

import socket
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))


# How long an example takes is a question for benchmarks, not for tests.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def no_network(monkeypatch, request):
    """Refuse connections, except to this machine (a browser is driven over a local socket)."""
    if request.node.get_closest_marker("browser"):
        return
    real = socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test tried to reach {address!r}.")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium; a test that asks for it bears the marker `browser`."""
    from pages import CHROMIUM
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def saved(tmp_path_factory):
    """The usual scene on made-up ground: a folder with its page, snippet and picture."""
    from grounds import make_scene
    from PIL import Image

    from geomap.render.embed import save_embed
    from geomap.render.html import save_html

    folder = tmp_path_factory.mktemp("page")
    scene = make_scene()
    save_html(scene, folder / "map.html")
    save_embed(scene, folder / "embed.html")
    Image.new("RGB", (40, 30), "white").save(folder / "map.png")
    return folder


@pytest.fixture
def page(browser, saved):
    """The usual page, opened; afterwards it must have asked nobody and said nothing."""
    from pages import opened

    with opened(browser, saved / "map.html") as found:
        yield found


def pytest_report_header():
    """Say that the network is off."""
    return "network: off"


@pytest.fixture
def load(tmp_path):
    """Read content as the file of a user would be read; the content tells what it is, not the name."""
    from geomap.read import read_all

    def _load(content, name="table.dat", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_all([path], **options)

    return _load
