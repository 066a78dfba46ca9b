"""The whole story: articles and event tables in, a map out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GeomapError, InputError, ReadError
from geomap.model import CrossingReport, Document, Event, Reject, Scene, Source, Toponym

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.events.corrections import Corrected
    from geomap.gazetteer import Gazetteer
    from geomap.read import Reading, TableInput
    from geomap.render import Look
    from geomap.scene import Titles

__all__ = ["Map", "Parsed", "map", "parse", "parse_all"]

Progress = Callable[[Sequence[Document]], Iterable[Document]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one document says: its toponyms, events and reports on crossings."""

    document: Document
    toponyms: tuple[Toponym, ...]
    events: tuple[Event, ...]
    reports: tuple[CrossingReport, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A finished map: its data, its scene and how to save it."""

    scene: Scene
    toponyms: GeoDataFrame
    documents: tuple[Document, ...]
    rejects: tuple[Reject, ...] = ()
    tables: tuple[TableInput, ...] = ()
    corrections: Corrected | None = None
    options: dict[str, str] = field(default_factory=dict)

    @property
    def events(self) -> GeoDataFrame:
        """The events, one row each (EPSG:4326); see docs/design.md for the columns."""
        return self.scene.events

    @property
    def crossings(self) -> GeoDataFrame:
        """The border crossings that the documents speak of, one row each (EPSG:4326)."""
        return self.scene.crossings

    def save(self, path: str | Path, look: Look | None = None) -> Path:
        """Write one file; the suffix chooses the page, a picture, a report or the events' data.

        `geomap.render.RENDERERS` has them all: .html .png .svg .pdf .docx .geojson .csv .gpkg ...
        ``look`` is a picture's size, theme and resolution.
        """
        from geomap.render import save

        return save(self.scene, Path(path), look)

    def save_all(
        self, folder: str | Path, look: Look | None = None, tiles: str | None = None
    ) -> tuple[Path, ...]:
        """Write every output into ``folder``; either all of them are new or none is.

        ``tiles`` names a provider of xyzservices for the page, which then asks its host for them.
        """
        from geomap.pipeline.folder import save_all

        return save_all(self, Path(folder), look, tiles)

    def _repr_html_(self) -> str:
        from geomap.render import notebook_html

        return notebook_html(self.scene)


def map(  # noqa: PLR0913 - each is an option of the command
    inputs: str | Path | Sequence[str | Path],
    *,
    published: date | str | None = None,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    titles: Titles | None = None,
    boundaries: str | Path = "de_facto",
    corrections: str | Path | None = None,
    gazetteer: Gazetteer | None = None,
    progress: Progress | None = None,
) -> Map:
    """Return the map of articles and event tables: files, folders or ``-``.

    ``published`` (a day) dates articles that do not say when they appeared; it anchors words such
    as "Thursday". ``columns`` names columns of a table (``{"place": "location"}``; docs/tables.md).
    ``boundaries`` is the policy for disputed areas: de_facto, un or a GeoJSON file; a ``gazetteer``
    brings its own. ``corrections`` is a table of corrections by hand (docs/events.md); the map says
    which were applied. Documents and rows that cannot be used are listed in ``rejects``.

    Raises
    ------
    ReadError
        When no input could be read.
    """
    from geomap.events import apply_corrections, read_corrections, toponyms_frame
    from geomap.gazetteer import open as open_gazetteer
    from geomap.read import group_reports, locate, read_all

    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    store = gazetteer or open_gazetteer(boundaries=boundaries)
    reading = read_all(
        paths, published=_as_day(published), encoding=encoding, columns=columns or {}
    )
    parsed, failed = parse_all(reading.documents, store, progress)
    events, misplaced = locate(reading.events, store)
    if misplaced and not events and not reading.documents:
        raise ReadError(misplaced[0].reason)
    rows = read_corrections(corrections) if corrections else ()
    made = apply_corrections((*_told(parsed), *group_reports(events)), rows, store)
    return Map(
        scene=_scene(parsed, reading, made.events, store, titles),
        toponyms=toponyms_frame([(p.document, p.toponyms) for p in parsed]),
        documents=reading.documents,
        rejects=(*reading.rejects, *failed, *misplaced),
        tables=tuple(_recounted(table, misplaced) for table in reading.tables),
        corrections=made,
        options={
            "published": str(published or ""),
            "encoding": encoding or "",
            "boundaries": store.boundaries.name,
        },
    )


def parse(document: Document, gazetteer: Gazetteer, countries: Collection[str] = ()) -> Parsed:
    """Return what one document says.

    One that names no place in ``countries`` (ISO codes; any when empty) is not searched for events.
    """
    from geomap.events import find_crossing_reports, find_events
    from geomap.geoparse import geoparse

    toponyms = geoparse(document, gazetteer)
    if countries and not any(t.place and t.place.country in countries for t in toponyms):
        return Parsed(document, toponyms, (), ())
    events = find_events(document, toponyms, gazetteer)
    return Parsed(document, toponyms, events, find_crossing_reports(document, toponyms, gazetteer))


def parse_all(
    documents: Sequence[Document], gazetteer: Gazetteer, progress: Progress | None = None
) -> tuple[list[Parsed], list[Reject]]:
    """Return what documents say; one that fails is set aside and costs the others nothing."""
    parsed, failed = [], []
    for document in (progress or iter)(documents):
        try:
            parsed.append(parse(document, gazetteer))
        except GeomapError:
            raise
        except Exception as error:
            reason = f"{document.id!r} could not be parsed ({type(error).__name__}: {error})."
            failed.append(Reject(document.id, None, "text", reason))
    if failed and not parsed:
        raise ReadError(failed[0].reason)
    return sorted(parsed, key=_order), failed


def _order(parsed: Parsed) -> tuple[str, str]:
    """Return what documents are sorted by, so that the order of the inputs changes nothing."""
    document = parsed.document
    return document.published.isoformat() if document.published else "", document.id


def _told(parsed: Sequence[Parsed]) -> tuple[Event, ...]:
    """Return what all documents tell, once each; their order does not matter."""
    from geomap.events.merge import in_order_of_telling, merge_events

    return merge_events(in_order_of_telling(event for p in parsed for event in p.events))


def _scene(
    parsed: Sequence[Parsed],
    reading: Reading,
    events: Sequence[Event],
    gazetteer: Gazetteer,
    titles: Titles | None,
) -> Scene:
    from geomap.borders import add_border_columns
    from geomap.events import crossings_frame, events_frame
    from geomap.read.terms import terms_of
    from geomap.scene import build_scene

    terms = terms_of(event.source_system for event in reading.events)
    scene = build_scene(
        add_border_columns(events_frame(events, gazetteer), gazetteer),
        crossings_frame((*(r for p in parsed for r in p.reports), *reading.reports), gazetteer),
        gazetteer,
        sources=[
            *(_source(p.document) for p in parsed),
            *(Source(t.name, t.url, headline=t.citation) for t in terms),
        ],
        as_of=_as_of(parsed, reading),
        titles=titles,
    )
    return replace(scene, credits=(*(t.credit for t in terms), *scene.credits))


def _recounted(table: TableInput, misplaced: Sequence[Reject]) -> TableInput:
    """Return a table's counts with the rows that were set aside for where they lie."""
    more = sum(reject.source == table.name for reject in misplaced)
    return replace(table, events=table.events - more, rejects=table.rejects + more)


def _as_of(parsed: Sequence[Parsed], reading: Reading) -> date | None:
    """Return the last day that an input speaks of: of publication, or of a table's events.

    Of an event known only to a week or longer it is the first day: the last may not have come.
    """
    days = [p.document.published for p in parsed]
    for when in (event.when for event in reading.events):
        days.append(when.end if when.precision in (None, 1, 2) else when.start)
    return max((day for day in days if day), default=None)


def _source(document: Document) -> Source:
    headline = document.title or document.id
    return Source(document.publisher, document.url, document.published, headline)


def _as_day(day: date | str | None) -> date | None:
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        msg = f"{day!r} is not a day; write it as YYYY-MM-DD."
        raise InputError(msg) from error
