"""The nouns of geomap: frozen values, nothing else.

Data flows one way through them::

    Document -> Mention -> Toponym -> Event, CrossingReport -> (frames) -> Scene -> files

Axes are always named: ``lat`` and ``lon`` in degrees, WGS 84 (EPSG:4326). No bare pair crosses a
module border. Countries are ISO 3166-1 alpha-2 codes ("PK"). Feature classes and codes are those of
GeoNames (https://www.geonames.org/export/codes.html), so a crossing is class "S", code "PSTB"; one
code is our own, since GeoNames has none: class "L", code "BDRY", the line between two countries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from geomap.errors import InputError

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = [
    "Actor",
    "Candidate",
    "Claim",
    "CrossingReport",
    "CrossingStatus",
    "Document",
    "Event",
    "Evidence",
    "Extent",
    "Inset",
    "Interval",
    "Layer",
    "LegendEntry",
    "Mention",
    "Offset",
    "Place",
    "Reject",
    "Role",
    "Scene",
    "Source",
    "Status",
    "Toll",
    "Toponym",
    "Unmapped",
]

Role = Literal["literal", "associative", "demonym", "nested", "dateline", "credit", "boilerplate"]
Status = Literal[
    "occurred",
    "ongoing",
    "planned",
    "alleged",
    "claimed",
    "hypothetical",
    "negated",
    "background",
]
CrossingStatus = Literal["open", "closed", "partial", "unknown"]
DateBasis = Literal["stated", "relative", "statement_day", "inferred", "publication", "imported"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who published what: one record, many events."""

    publisher: str = ""
    url: str = ""
    date: date | None = None
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One text to be mapped. ``published`` anchors words such as "Thursday"."""

    id: str
    text: str
    title: str = ""
    published: date | None = None
    url: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row or document set aside: where it stood and why it was not used."""

    source: str
    row: int | None
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a text: ``document.text[start:end] == text``.

    ``cue`` names the rule or the words that decided the role.
    """

    start: int
    end: int
    text: str
    role: Role = "literal"
    cue: str = ""

    def __post_init__(self) -> None:
        """Refuse a span that cannot hold its text."""
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            msg = (
                f"Mention {self.text!r} does not fit the span {self.start}:{self.end}; "
                "offsets are Python string indices, end exclusive."
            )
            raise InputError(msg)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``admin1`` and ``admin2`` are names, not codes."""

    id: str
    name: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0

    def __post_init__(self) -> None:
        """Refuse a point off the globe, naming the likely mistake."""
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            msg = (
                f"Place {self.name!r} has lat={self.lat!r}, lon={self.lon!r}; latitudes are "
                "-90..90 and longitudes -180..180. Are the two swapped?"
            )
            raise InputError(msg)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with the score that it got."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Offset:
    """How far and which way a text points from a place: "40 km east of Quetta", "near Torkham".

    ``km`` and ``bearing`` (degrees clockwise from north) are None where the text does not say.
    """

    words: str
    km: float | None = None
    bearing: float | None = None


@dataclass(frozen=True, slots=True)
class Toponym:
    """A mention with the place it means. ``place`` is None when it is unresolved.

    ``offset`` is set where the text speaks of a point off that place; it is known to where_prec 2.
    """

    mention: Mention
    place: Place | None
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    rivals: tuple[Candidate, ...] = ()
    offset: Offset | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that put a value on the map."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included; None is unknown.

    ``precision`` is UCDP's date_prec: 1 day, 2 within 2-6 days, 3 week, 4 month, 5 longer.
    """

    start: date | None = None
    end: date | None = None
    precision: int | None = None
    basis: DateBasis = "inferred"

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts."""
        if self.start and self.end and self.end < self.start:
            msg = f"Interval ends on {self.end} before it starts on {self.start}; swap the two."
            raise InputError(msg)


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people: best figure with the range of the claims. None is unknown, not zero."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        """Refuse negative figures."""
        if any(n is not None and n < 0 for n in (self.low, self.best, self.high)):
            msg = f"Toll {self.low}/{self.best}/{self.high} is negative; use None for unknown."
            raise InputError(msg)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted upon. ``slot``: a, b, mediator or host."""

    name: str
    type: str = ""
    country: str = ""
    slot: Literal["a", "b", "mediator", "host"] = "a"


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says how many: never added to another claim.

    ``metric``: killed, injured, displaced or detained. ``stance``: says, claims, denies, alleges.
    """

    source: str
    side: str
    metric: str
    victims: str
    low: int | None
    best: int | None
    high: int | None
    stance: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is planned or is denied, at a place, within an interval.

    ``where_prec`` is UCDP's: 1 exact, 2 near a known point, 3 district, 4 province, 5 line or fuzzy
    region, 6 country, 7 sea or air; None when no place is known at all. ``codes`` holds "cameo",
    "plover" and "ucdp" where known. ``native`` keeps a table's whole source row.
    """

    event_id: str
    event_type: str
    sub_event_type: str = ""
    status: Status = "occurred"
    when: Interval = field(default_factory=Interval)
    place: Place | None = None
    where_prec: int | None = None
    place_words: str = ""
    actors: tuple[Actor, ...] = ()
    fatalities: Toll = field(default_factory=Toll)
    injured: Toll = field(default_factory=Toll)
    displaced: Toll = field(default_factory=Toll)
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    extractor: str = "text"
    notes: str = ""
    tags: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    source_system: str = "article"
    native_id: str = ""
    native: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CrossingReport:
    """What a text says of a border crossing on a day.

    ``scope`` is "named" when the text names the crossing, "generic" when it speaks of the crossings
    between two countries as a whole. ``detail`` says for whom it is open ("pedestrians only").
    """

    crossing: Place
    status: CrossingStatus
    as_of: date | None
    since: date | None
    scope: Literal["named", "generic"]
    detail: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extent:
    """A box in degrees; ``east`` may exceed 180 where the box crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Layer:
    """Something to draw: a name that `style` knows, words for the reader, a frame (EPSG:4326)."""

    name: str
    label: str
    frame: GeoDataFrame


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend. ``group``: event, status, precision, crossing or line.

    ``key`` is the name under which `style` knows the symbol.
    """

    group: str
    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Inset:
    """A small map of its own for events far from the main cluster."""

    label: str
    extent: Extent
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmapped:
    """An event that is listed but not drawn, and why."""

    event_id: str
    headline: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that an output needs; a renderer reads a Scene and nothing else.

    ``layers`` are the quiet ground in drawing order (see `scene` for their names and columns);
    ``events`` and ``crossings`` are the validated frames of `events.frame` with the columns that
    `scene` adds. ``len(events) == drawn + len(unmapped)`` always holds. ``description`` tells the
    whole map in words; ``strings`` are the map's own words in another language, by English phrase;
    ``shown_names`` are names in other scripts, by the names in the frames.
    """

    title: str
    subtitle: str
    summary: str
    caption: str
    alt_text: str
    as_of: date | None
    extent: Extent
    insets: tuple[Inset, ...]
    layers: tuple[Layer, ...]
    events: GeoDataFrame
    crossings: GeoDataFrame
    legend: tuple[LegendEntry, ...]
    unmapped: tuple[Unmapped, ...]
    credits: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    description: str = ""
    strings: Mapping[str, str] = field(default_factory=dict)
    shown_names: Mapping[str, str] = field(default_factory=dict)
