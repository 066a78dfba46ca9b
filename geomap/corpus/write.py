"""Merged events and reports -> GeoParquet, events in parts that workers make side by side."""

from __future__ import annotations

import heapq
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.corpus.pool import Pool, each
from geomap.corpus.values import from_table
from geomap.corpus.work import worker_gazetteer
from geomap.errors import InputError
from geomap.model import CrossingReport, Event, Reject
from geomap.render.files import write_atomically

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Gazetteer

__all__ = ["Written", "write_crossings", "write_events"]

PART_EVENTS: Final = 10_000
#: Reports that a row of crossings holds; all of them stand in the events' evidence.
NEWEST_REPORTS: Final = 100


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    events: tuple[Event, ...]
    gazetteer: bytes | None


@dataclass(frozen=True, slots=True)
class _Framed:
    number: int
    events: int
    content: bytes
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the files in order, how many events, and those that fit no frame."""

    paths: tuple[Path, ...]
    events: int
    rejects: tuple[Reject, ...]


def write_events(
    merged: Iterable[Sequence[Event]], folder: Path, pool: Pool, gazetteer: bytes | None
) -> Written:
    """Write merged events into ``folder`` as part-00000.parquet ..., with ids that are unique."""
    parts = _parts(_with_unique_ids(merged), gazetteer)
    made: dict[int, tuple[Path, int, tuple[Reject, ...]]] = {}
    for part in each(_framed, parts, pool, _framed):
        path = write_atomically(folder / f"part-{part.number:05}.parquet", part.content)
        made[part.number] = (path, part.events, part.rejects)
    ordered = [made[number] for number in sorted(made)]
    return Written(
        tuple(path for path, _, _ in ordered),
        sum(count for _, count, _ in ordered),
        tuple(reject for _, _, rejects in ordered for reject in rejects),
    )


def _parts(events: Iterable[Event], gazetteer: bytes | None) -> Iterator[_Part]:
    held: list[Event] = []
    number = 0
    for event in events:
        held.append(event)
        if len(held) == PART_EVENTS:
            yield _Part(number, tuple(held), gazetteer)
            held, number = [], number + 1
    yield _Part(number, tuple(held), gazetteer)


def _framed(part: _Part) -> _Framed:
    """Return a part as a file, without the events that fit no frame."""
    from geomap.borders import add_border_columns
    from geomap.events import events_frame

    store = worker_gazetteer(part.gazetteer)
    rejects: tuple[Reject, ...] = ()
    try:
        frame = events_frame(part.events, store)
    except InputError:
        rejects = tuple(r for event in part.events for r in _faults(event, store))
        bad = {reject.source for reject in rejects}
        frame = events_frame([e for e in part.events if e.event_id not in bad], store)
    return _Framed(part.number, len(frame), _file(add_border_columns(frame, store)), rejects)


def _file(frame: GeoDataFrame) -> bytes:
    """Return a frame as the bytes of a GeoParquet file."""
    from geomap.render.data import save_frame

    with tempfile.TemporaryDirectory() as folder:
        return save_frame(frame, Path(folder) / "part.parquet").read_bytes()


def _faults(event: Event, store: Gazetteer) -> Iterator[Reject]:
    from geomap.events import events_frame

    try:
        events_frame([event], store)
    except InputError as error:
        yield Reject(event.event_id, None, "", f"Event {event.event_id} fits no frame: {error}")


def _with_unique_ids(merged: Iterable[Sequence[Event]]) -> Iterator[Event]:
    """Yield events; an id that an earlier one has gets a number. The ids seen are kept on disk."""
    seen = sqlite3.connect("")
    seen.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")
    try:
        for event in (event for batch in merged for event in batch):
            yield replace(event, event_id=_free_id(seen, event.event_id))
    finally:
        seen.close()


def _free_id(seen: sqlite3.Connection, wanted: str) -> str:
    number, free = 1, wanted
    while not seen.execute("INSERT OR IGNORE INTO ids VALUES (?)", (free,)).rowcount:
        number += 1
        free = f"{wanted}-{number}"
    return free


# ------------------------------------------------------------------ crossings


def write_crossings(parts: Iterable[Path], path: Path, gazetteer: Gazetteer) -> int:
    """Write one row a crossing from Parquet files of `CrossingReport`; return how many.

    A row holds the newest `NEWEST_REPORTS` reports.
    """
    from geomap.events import crossings_frame
    from geomap.render.data import save_frame

    newest: dict[str, list[tuple[Any, int, CrossingReport]]] = {}
    for number, report in enumerate(_reports(parts)):
        held = newest.setdefault(report.crossing.id, [])
        add = heapq.heappush if len(held) < NEWEST_REPORTS else heapq.heappushpop
        add(held, (_age(report), number, report))
    kept = [report for held in newest.values() for _, _, report in sorted(held)]
    frame = crossings_frame(kept, gazetteer)
    save_frame(frame, path)
    return len(frame)


def _age(report: CrossingReport) -> tuple[bool, date, bool]:
    return report.status != "unknown", report.as_of or date.min, report.scope == "named"


def _reports(parts: Iterable[Path]) -> Iterator[CrossingReport]:
    import pyarrow.parquet as pq

    for path in parts:
        yield from from_table(pq.read_table(path), CrossingReport)
