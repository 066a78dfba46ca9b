"""Articles and event tables in, a defensible map out: offline, in one command.

>>> import geomap
>>> geomap.__version__
'0.1.0'

``geomap.map("article.txt").save("map.html")`` is the whole story; the rooms (`geomap.read`,
`geomap.geoparse`, `geomap.events`, `geomap.borders`, `geomap.scene`, `geomap.render`) give control.
Importing this package is free: names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.errors import (
        BuildError,
        GazetteerError,
        GeomapError,
        InputError,
        OutputError,
        ReadError,
        SchemaError,
    )
    from geomap.gazetteer.table import geocode
    from geomap.pipeline import Map, map
    from geomap.pipeline.joining import join
    from geomap.pipeline.places import toponyms

__version__ = "0.1.0"

__all__ = [
    "BuildError",
    "GazetteerError",
    "GeomapError",
    "InputError",
    "Map",
    "OutputError",
    "ReadError",
    "SchemaError",
    "__version__",
    "geocode",
    "join",
    "map",
    "toponyms",
]

_ROOMS = {
    "Map": "geomap.pipeline",
    "geocode": "geomap.gazetteer.table",
    "join": "geomap.pipeline.joining",
    "map": "geomap.pipeline",
    "toponyms": "geomap.pipeline.places",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Load a public name when it is first used."""
    if name not in __all__:
        msg = f"module 'geomap' has no attribute {name!r}"
        raise AttributeError(msg)
    module = import_module(_ROOMS.get(name, "geomap.errors"))
    return getattr(module, name)


def __dir__() -> list[str]:
    return __all__
