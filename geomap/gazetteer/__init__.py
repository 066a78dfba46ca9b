"""The local place store: what a name may mean, what lies near, areas, borders and crossings.

>>> import geomap.gazetteer
>>> store = geomap.gazetteer.open()
>>> store.lookup("Quetta")[0].place.country
'PK'
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.gazetteer.fold import fold
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.user import additions, remove
from geomap.gazetteer.values import (
    Area,
    Border,
    Crossing,
    Disputed,
    Info,
    Match,
    NameKind,
    Near,
    Source,
)

if TYPE_CHECKING:
    from geomap.gazetteer.adding import Added, add
    from geomap.gazetteer.download import fetch
    from geomap.gazetteer.geocode import Geocoder, geocode_frame
    from geomap.gazetteer.keep import export, verify
    from geomap.gazetteer.tell import describe, search_lines

__all__ = [
    "DEFAULT_STORE",
    "Added",
    "Area",
    "Border",
    "Crossing",
    "Disputed",
    "Gazetteer",
    "Geocoder",
    "Info",
    "Match",
    "NameKind",
    "Near",
    "Source",
    "add",
    "additions",
    "describe",
    "export",
    "fetch",
    "fold",
    "geocode_frame",
    "open",
    "remove",
    "search_lines",
    "verify",
]

#: The store that comes with the package.
DEFAULT_STORE: Final = Path(__file__).parent / "data" / "gazetteer.sqlite"
_LATER: Final = {
    "Added": "adding",
    "add": "adding",
    "fetch": "download",
    "export": "keep",
    "verify": "keep",
    "Geocoder": "geocode",
    "geocode_frame": "geocode",
    "describe": "tell",
    "search_lines": "tell",
}


def open(
    path: str | os.PathLike[str] | None = None, *, boundaries: str | os.PathLike[str] = "de_facto"
) -> Gazetteer:
    """Open the gazetteer: the user's own additions over the packaged store.

    ``path`` opens one store file alone. ``boundaries`` is the policy for disputed areas: de_facto,
    un, or a GeoJSON file (`geomap.gazetteer.boundaries.read_boundaries`).

    Raises `GazetteerError` when a file is missing or no store.
    """
    policy = boundaries if isinstance(boundaries, str) else Path(boundaries)
    if path is not None:
        return Gazetteer(Path(path), boundaries=policy)
    return Gazetteer(*additions(), DEFAULT_STORE, boundaries=policy)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Load what needs geopy or pandas when it is first used."""
    if name not in _LATER:
        msg = f"module 'geomap.gazetteer' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"geomap.gazetteer.{_LATER[name]}"), name)
