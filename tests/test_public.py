"""What the package shows to the world."""

import subprocess
import sys

import pytest

import geomap
from geomap import errors


def test_all_is_sorted_and_true():
    assert geomap.__all__ == sorted(geomap.__all__)
    for name in geomap.__all__:
        assert getattr(geomap, name) is not None


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="no attribute 'pam'"):
        geomap.pam  # noqa: B018


def test_every_error_is_geomaps_and_kin_to_a_builtin():
    for name in errors.__all__:
        error = getattr(errors, name)
        assert issubclass(error, errors.GeomapError)
        if error is not errors.GeomapError:
            assert issubclass(error, ValueError | LookupError | OSError | RuntimeError)


def test_importing_geomap_loads_nothing_heavy():
    code = (
        "import sys, geomap, geomap.model, geomap.cli;"
        "print(sorted({'pandas','numpy','shapely','geopandas','folium','matplotlib','sqlite3'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
