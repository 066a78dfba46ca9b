"""What a worker does: read a partition of documents, give back tables of what they say."""

from __future__ import annotations

import os
import pickle
import re
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from geomap import __version__
from geomap.corpus.sweep import events_table
from geomap.corpus.values import packed, to_table
from geomap.errors import GazetteerError
from geomap.model import CrossingReport, Document, Place, Reject
from geomap.pipeline import Parsed, parse

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = [
    "Outcome",
    "Task",
    "fingerprint",
    "halves",
    "join",
    "lost",
    "parse_task",
    "peak_mb",
    "worker_gazetteer",
]

#: What is raised by a value that no file can hold, such as 10 ** 20 dead.
_UNSTORABLE: Final = (ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class Task:
    """Documents to parse, and how.

    ``gazetteer`` is pickled (None: the one in the package, wherever the worker is); ``stamp`` is
    what `fingerprint` says of it. ``countries`` (ISO codes) keeps only what
    lies there; ``seconds`` is the most that one document may take.
    """

    number: int
    documents: tuple[Document, ...]
    gazetteer: bytes | None
    stamp: str
    countries: frozenset[str] = frozenset()
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the documents of a task say: Parquet files of `Event` and of `CrossingReport`.

    ``peak_mb`` is the most memory that the worker has held so far.
    """

    number: int
    documents: int
    events: bytes
    reports: bytes
    rejects: tuple[Reject, ...] = ()
    peak_mb: float = 0.0


def parse_task(task: Task) -> Outcome:
    """Return what the documents of a task say; one that fails is set aside.

    Raises
    ------
    GazetteerError
        When this worker's store or version is not that of the run.
    """
    store = worker_gazetteer(task.gazetteer)
    if fingerprint(task.gazetteer) != task.stamp:
        msg = f"A worker has geomap {__version__} or a store unlike the run's; install the same."
        raise GazetteerError(msg)
    parsed: list[Parsed] = []
    rejects: list[Reject] = []
    for document in task.documents:
        found = _parse(document, store, task)
        rejects.append(found) if isinstance(found, Reject) else parsed.append(found)
    return _outcome(task, parsed, rejects)


def _parse(document: Document, store: Gazetteer, task: Task) -> Parsed | Reject:
    try:
        with _limited(task.seconds):
            return _only(parse(document, store, task.countries), task.countries, store)
    except GazetteerError:
        raise
    except Exception as error:
        reason = f"{document.id!r} could not be parsed ({type(error).__name__}: {error})."
        return Reject(document.id, None, "text", reason)


def _only(parsed: Parsed, countries: frozenset[str], store: Gazetteer) -> Parsed:
    """Return what lies in some countries, or on their borders; all when none is named."""
    if not countries:
        return parsed

    def inside(place: Place | None) -> bool:
        return place is not None and not countries.isdisjoint(_countries(place, store))

    events = tuple(event for event in parsed.events if inside(event.place))
    reports = tuple(report for report in parsed.reports if inside(report.crossing))
    return replace(parsed, events=events, reports=reports)


def _countries(place: Place, store: Gazetteer) -> set[str]:
    """Return the countries of a place: two for a crossing and for a line between countries."""
    if place.feature_code == "BDRY":
        return set(re.split(r"[:/-]", place.id))
    return {place.country, *_sides(store).get(place.id, ())}


@cache
def _sides(store: Gazetteer) -> dict[str, tuple[str, str]]:
    return {c.place.id: (c.country_a, c.country_b) for c in store.crossings()}


class _TooLongError(Exception):
    """A document took longer than it may."""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """End what takes too long; only in a main thread on POSIX, elsewhere there is no limit."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        msg = f"it took more than {seconds:g} seconds"
        raise _TooLongError(msg)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# ------------------------------------------------------------------ outcomes


def _outcome(task: Task, parsed: Sequence[Parsed], rejects: Sequence[Reject]) -> Outcome:
    bad: list[Reject] = []
    try:
        events, reports = _tables(parsed)
    except _UNSTORABLE:
        parsed, bad = _storable(parsed)
        events, reports = _tables(parsed)
    return Outcome(task.number, len(parsed), events, reports, (*rejects, *bad), peak_mb())


def _tables(parsed: Sequence[Parsed]) -> tuple[bytes, bytes]:
    events = [event for p in parsed for event in p.events]
    reports = [report for p in parsed for report in p.reports]
    return packed(events_table(events)), packed(to_table(reports, CrossingReport))


def _storable(parsed: Sequence[Parsed]) -> tuple[list[Parsed], list[Reject]]:
    whole, bad = [], []
    for one in parsed:
        try:
            _tables([one])
            whole.append(one)
        except _UNSTORABLE as error:
            reason = f"{one.document.id!r} says what cannot be stored ({error})."
            bad.append(Reject(one.document.id, None, "text", reason))
    return whole, bad


def halves(task: Task) -> tuple[Task, Task]:
    """Return two tasks of one."""
    middle = len(task.documents) // 2
    first, second = task.documents[:middle], task.documents[middle:]
    return replace(task, documents=first), replace(task, documents=second)


def join(first: Outcome, second: Outcome) -> Outcome:
    """Return one outcome of two halves."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def both(a: bytes, b: bytes) -> bytes:
        tables = [pq.read_table(pa.BufferReader(part)) for part in (a, b)]
        return packed(pa.concat_tables(tables).combine_chunks())

    return Outcome(
        first.number,
        first.documents + second.documents,
        both(first.events, second.events),
        both(first.reports, second.reports),
        (*first.rejects, *second.rejects),
        max(first.peak_mb, second.peak_mb),
    )


def lost(task: Task) -> Outcome:
    """Return the outcome of a single document that no worker lives through."""
    document = task.documents[0]
    reason = f"{document.id!r} ended every worker that read it; look at its text."
    rejects = (Reject(document.id, None, "text", reason),)
    return Outcome(task.number, 0, *_tables([]), rejects)


# ------------------------------------------------------------------ one process


@cache
def worker_gazetteer(pickled: bytes | None) -> Gazetteer:
    """Return the gazetteer of this process, opened once: a pickled one, or that of the package."""
    from geomap.gazetteer import open as open_gazetteer

    store: Gazetteer = pickle.loads(pickled) if pickled else open_gazetteer()
    return store


@cache
def fingerprint(pickled: bytes | None) -> str:
    """Return what tells this version with these stores and boundaries from any other."""
    store = worker_gazetteer(pickled)
    digest = sha256(f"{__version__} {store.boundaries}".encode())
    for path in store.paths:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()[:16]


def peak_mb() -> float:
    """Return the most memory that this process has held, in MB; 0 where it cannot be told."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if os.uname().sysname == "Darwin" else peak / 1024
