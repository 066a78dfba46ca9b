"""What the gazetteer answers with: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geomap.model import Place

if TYPE_CHECKING:
    from shapely import Geometry

__all__ = [
    "Area",
    "AreaKind",
    "Border",
    "Crossing",
    "Disputed",
    "Info",
    "Match",
    "NameKind",
    "Near",
    "Source",
]

NameKind = Literal["official", "alternate", "abbreviation", "demonym", "historic"]
AreaKind = Literal["official", "approximate", "disc"]


@dataclass(frozen=True, slots=True)
class Match:
    """A place that bears a name. ``score`` is 0..1: how prominent a bearer it is."""

    place: Place
    name: str
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True)
class Near:
    """A place and how far off it is, in geodesic kilometers."""

    place: Place
    km: float


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a place (EPSG:4326). ``kind``: official, approximate or disc."""

    geometry: Geometry
    kind: AreaKind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A border crossing: ``kind`` is road, rail, foot, river, bridge, ferry or tunnel.

    ``accuracy_km`` says how far off the point may be; ``settlement_a`` lies in ``country_a``.
    """

    place: Place
    aliases: tuple[str, ...]
    country_a: str
    country_b: str
    kind: str
    major: bool
    accuracy_km: float
    settlement_a: str = ""
    settlement_b: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Border:
    """The line between two countries (EPSG:4326), good to about 3 km.

    ``status``: "" (ordinary), contested, line_of_control, ceasefire_line, administrative, treaty or
    undelimited. ``note`` is the sentence to print on a map.
    """

    place: Place
    geometry: Geometry
    country_a: str
    country_b: str
    status: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether the line is to be drawn dashed."""
        return self.status not in ("", "treaty")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A disputed area: who claims and who administers it (ISO codes; "local", "UN").

    ``note`` is the sentence to print on a map; ``radius_km`` its size around ``lat``, ``lon``.
    """

    id: str
    name: str
    claimed_by: tuple[str, ...]
    administered_by: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius_km: float
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from. ``credit`` is the line that a map must print, "" when none."""

    id: str
    name: str
    version: str
    licence: str
    credit: str
    url: str
    places: int


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds: counts of rows by table, of places by feature class, and the sources."""

    path: str
    size: int
    schema: int
    tables: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]
    sources: tuple[Source, ...]
