"""The wheel holds what the repository does not: store, page and licences."""

import os
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def wheel(request, tmp_path_factory):
    """The wheel, built by the project's own build system from this checkout."""
    target = tmp_path_factory.mktemp("dist")
    code = (
        "import sys, os; os.chdir(sys.argv[1]);"
        "from hatchling.build import build_wheel; print(build_wheel(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(request.config.rootpath), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(target / done.stdout.splitlines()[-1]) as archive:
        yield archive


@pytest.mark.parametrize(
    "name",
    [
        "geomap/gazetteer/data/gazetteer.sqlite",
        "geomap/render/assets/page.js",
        "geomap/render/assets/page.css",
        "geomap/render/assets/layer.css",
        "geomap/render/assets/leaflet.js",
        "geomap/render/assets/LICENSES.txt",
        "geomap/py.typed",
    ],
)
def test_products_are_inside(wheel, name):
    assert wheel.getinfo(name).file_size >= 0


def test_the_store_opens_from_the_wheel(wheel, tmp_path):
    from geomap.gazetteer import open as open_gazetteer

    path = wheel.extract("geomap/gazetteer/data/gazetteer.sqlite", tmp_path)
    assert open_gazetteer(path).get("country:PK").name == "Pakistan"


def test_licences_travel_along(wheel):
    names = wheel.namelist()
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert any(n.endswith("licenses/NOTICE") for n in names)
    text = wheel.read("geomap/render/assets/LICENSES.txt").decode()
    assert "BSD 2-Clause" in text
    assert "leaflet 1." in text
    assert "world-atlas 2." in text


def test_the_wheel_stays_small_and_holds_no_tests(wheel):
    assert sum(i.compress_size for i in wheel.infolist()) < 70_000_000
    assert not [n for n in wheel.namelist() if n.startswith(("tests/", "web/", "benchmarks/"))]
