"""Tiles, only when asked for: the one thing for which a page may turn to a host."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from geomap.errors import InputError

__all__ = ["Tiles", "find_tiles"]


@dataclass(frozen=True, slots=True)
class Tiles:
    """A provider of raster tiles: a Leaflet address without {s}, its credit, its deepest zoom."""

    url: str
    credit: str
    zoom: int

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that the page's policy must allow."""
        parts = urlsplit(self.url)
        return (f"{parts.scheme}://{parts.netloc}",)


def find_tiles(name: str | None) -> Tiles | None:
    """Return a provider by its xyzservices name, e.g. "OpenStreetMap.Mapnik"; None for no name.

    Many hosts refuse pages opened from a file, or ask for a key: nothing here is a default.

    Raises
    ------
    InputError
        When no provider has the name, or it wants a key.
    """
    if not name:
        return None
    from xyzservices import providers

    try:
        found = providers.query_name(name)
    except ValueError:
        msg = f"No tiles are called {name!r}; use a name of xyzservices, e.g. OpenStreetMap.Mapnik."
        raise InputError(msg) from None
    if found.requires_token():
        msg = f"The tiles {name!r} want a key; choose tiles without one."
        raise InputError(msg)
    url = found.build_url(fill_subdomain=True)
    return Tiles(url, str(found.attribution), int(found.get("max_zoom", 18)))
