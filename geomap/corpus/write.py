"""Merged events and reports -> GeoParquet, events in parts that workers make side by side."""

from __future__ import annotations

import heapq
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.corpus.pool import Pool, each
from geomap.corpus.values import from_table, packed, to_table, unpacked
from geomap.corpus.work import peak_mb, worker_gazetteer
from geomap.errors import InputError
from geomap.model import CrossingReport, Event, Reject
from geomap.render.files import write_atomically

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Gazetteer

__all__ = ["Written", "write_crossings", "write_events"]

PART_EVENTS: Final = 2000
#: Reports that a row of crossings holds; all of them stand in the events' evidence.
NEWEST_REPORTS: Final = 100


@dataclass(frozen=True, slots=True)
class _Part:
    """Events on their way to a worker: ``table`` is a Parquet file, a tenth of what they are."""

    number: int
    table: bytes
    gazetteer: bytes | None


@dataclass(frozen=True, slots=True)
class _Framed:
    number: int
    events: int
    content: bytes
    rejects: tuple[Reject, ...]
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the files in order, how many events, and those that fit no frame.

    ``peak_mb`` is the most memory that a worker has held.
    """

    paths: tuple[Path, ...]
    events: int
    rejects: tuple[Reject, ...]
    peak_mb: float


def write_events(
    merged: Iterable[Sequence[Event]], folder: Path, pool: Pool, gazetteer: bytes | None
) -> Written:
    """Write merged events into ``folder`` as part-00000.parquet ..., with ids that are unique."""
    parts = _parts(_with_unique_ids(merged), gazetteer)
    made: dict[int, tuple[Path, _Framed]] = {}
    for part in each(_framed, parts, pool, _framed):
        path = write_atomically(folder / f"part-{part.number:05}.parquet", part.content)
        made[part.number] = path, replace(part, content=b"")
    paths, framed = zip(*(made[number] for number in sorted(made)), strict=True)
    return Written(
        paths,
        sum(part.events for part in framed),
        tuple(reject for part in framed for reject in part.rejects),
        max(part.peak_mb for part in framed),
    )


def _parts(events: Iterable[Event], gazetteer: bytes | None) -> Iterator[_Part]:
    """Yield the events cut into parts; one part without any when there are none."""
    left = iter(events)
    for number in count():
        table = to_table(islice(left, PART_EVENTS), Event)
        if len(table) or not number:
            yield _Part(number, packed(table), gazetteer)
        if len(table) < PART_EVENTS:
            return


def _framed(part: _Part) -> _Framed:
    """Return a part as a file, without the events that fit no frame."""
    from geomap.borders import add_border_columns
    from geomap.events import events_frame

    store = worker_gazetteer(part.gazetteer)
    events = unpacked(part.table, Event)
    rejects: tuple[Reject, ...] = ()
    try:
        frame = events_frame(events, store)
    except InputError:
        rejects = tuple(r for event in events for r in _faults(event, store))
        bad = {reject.source for reject in rejects}
        frame = events_frame([e for e in events if e.event_id not in bad], store)
    content = _file(add_border_columns(frame, store))
    return _Framed(part.number, len(frame), content, rejects, peak_mb())


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
            free = _free_id(seen, event.event_id)
            yield event if free == event.event_id else replace(event, event_id=free)
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
