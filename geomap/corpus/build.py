"""From inputs to a folder of merged events, step by step."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from geomap import __version__
from geomap.corpus.ledger import Done, Ledger
from geomap.corpus.partition import Partition, partitions
from geomap.corpus.pool import Pool, outcomes, processes
from geomap.corpus.stream import stream, total_bytes
from geomap.corpus.sweep import sweep
from geomap.corpus.work import Task, fingerprint, worker_gazetteer
from geomap.corpus.write import Written, write_crossings, write_events
from geomap.errors import GazetteerError, InputError, ReadError
from geomap.model import Reject
from geomap.pipeline.folder import REJECTS, rejects_csv
from geomap.render.files import write_atomically

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["MANIFEST", "Built", "Options", "Progress", "build"]

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    ``share`` (0..1) of the inputs is read and parsed; None when that cannot be known. ``resumed``
    documents were done by an earlier run, ``peak_mb`` is the most memory of a worker so far.
    """

    documents: int = 0
    resumed: int = 0
    rejects: int = 0
    share: float | None = None
    seconds: float = 0.0
    peak_mb: float = 0.0
    merging: bool = False

    @property
    def rate(self) -> float:
        """Documents of this run per second."""
        return (self.documents - self.resumed) / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this run's rate; None when that cannot be known."""
        fresh = self.documents - self.resumed
        if not self.share or not fresh:
            return None
        return max(0.0, 1 / self.share - 1) * self.documents / fresh * self.seconds


@dataclass(frozen=True, slots=True)
class Built:
    """A finished run: its folder, what stands in its manifest, how it went."""

    folder: Path
    manifest: dict[str, Any]
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is taken of the inputs, and how.

    ``published`` dates articles without a day. ``since`` leaves out documents of earlier or
    unknown days, ``limit`` ends after so many, ``countries`` (ISO codes) keeps only what lies
    there. ``partition`` documents are one piece of work; ``seconds`` is the most that one document
    may take.
    """

    published: date | None = None
    encoding: str | None = None
    since: date | None = None
    limit: int | None = None
    countries: frozenset[str] = frozenset()
    partition: int = 250
    seconds: float = 60.0


def build(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    options: Options | None = None,
    workers: AbstractContextManager[Pool] | None = None,
    gazetteer: Gazetteer | None = None,
    tell: Callable[[Progress], object] = lambda _: None,
) -> Built:
    """Parse, merge and count the articles of ``inputs`` into the folder ``output``.

    The work is done by ``workers``: `processes` of this machine (one a core when None) or those of
    a Dask `scheduler`. ``tell`` is called as partitions are done. The result depends on neither
    the workers nor on interruptions.

    Raises
    ------
    ReadError
        When an input does not exist or holds no document.
    InputError
        When the folder holds a run with other options, there is no such country, or the scheduler
        does not answer.
    """
    if find_spec("pyarrow") is None:
        raise InputError("A corpus needs pyarrow; pip install 'geomap[parquet]'.")
    folder, chosen = Path(output), options or Options()
    stores = pickle.dumps(gazetteer) if gazetteer else None
    _check_countries(chosen.countries, worker_gazetteer(stores))
    task = Task(0, (), stores, fingerprint(stores), chosen.countries, chosen.seconds)
    reads = stream(inputs, published=chosen.published, encoding=chosen.encoding)
    cut = partitions(reads, chosen.partition, since=chosen.since, limit=chosen.limit)
    plan = {"geomap": __version__, "gazetteer": task.stamp, "countries": sorted(chosen.countries)}
    with workers or processes() as pool:
        run = _Run(Ledger(folder, plan), task, total_bytes(inputs), chosen.limit, tell)
        run.parse(cut, pool)
        if not run.progress.documents:
            raise ReadError(_nothing(inputs, run))
        tell(replace(run.progress, merging=True))
        written = _merge(run, folder, pool, stores)
    manifest = _manifest(run, written, folder, worker_gazetteer(stores))
    peak_mb = max(run.progress.peak_mb, written.peak_mb)
    return Built(folder, manifest, replace(run.progress, peak_mb=peak_mb))


def _check_countries(codes: Collection[str], gazetteer: Gazetteer) -> None:
    for code in sorted(codes):
        try:
            gazetteer.get(f"country:{code}")
        except GazetteerError as error:
            msg = f"No country has the code {code!r}; give ISO codes of two letters, such as PK."
            raise InputError(msg) from error


class _Run:
    """The first step of a run: partitions parsed or found done, and how far it is."""

    def __init__(
        self,
        ledger: Ledger,
        task: Task,
        total: int,
        limit: int | None,
        tell: Callable[[Progress], object],
    ) -> None:
        self.ledger = ledger
        self.count = 0
        self.progress = Progress()
        self._task, self._total, self._limit, self._tell = task, total, limit, tell
        self._flying: dict[int, Partition] = {}
        self._read = 0
        self._began = monotonic()

    def parse(self, cut: Iterator[Partition], pool: Pool) -> None:
        """Parse the partitions that are not done yet."""
        for outcome in outcomes(self._tasks(cut), pool):
            partition = self._flying.pop(outcome.number)
            self._note(self.ledger.keep(partition, outcome), partition, peak_mb=outcome.peak_mb)

    def done(self) -> Iterator[Done]:
        """Yield all partitions, in order."""
        return self.ledger.all(self.count)

    def rejects(self) -> Iterator[Reject]:
        """Yield what was set aside, in the order of the documents."""
        return (reject for done in self.done() for reject in done.rejects)

    def _tasks(self, cut: Iterator[Partition]) -> Iterator[Task]:
        for partition in cut:
            self.count = partition.number + 1
            known = self.ledger.done(partition)
            if known:
                self._note(known, partition, resumed=known.documents)
            else:
                self._flying[partition.number] = partition
                yield replace(self._task, number=partition.number, documents=partition.documents)

    def _note(
        self, done: Done, partition: Partition, *, resumed: int = 0, peak_mb: float = 0.0
    ) -> None:
        was, self._read = self.progress, max(self._read, partition.position)
        documents = was.documents + done.documents
        self.progress = Progress(
            documents=documents,
            resumed=was.resumed + resumed,
            rejects=was.rejects + len(done.rejects),
            share=self._share(documents),
            seconds=monotonic() - self._began,
            peak_mb=max(was.peak_mb, peak_mb),
        )
        self._tell(self.progress)

    def _share(self, documents: int) -> float | None:
        read = self._read / self._total if self._total else None
        return max(read or 0.0, documents / self._limit) if self._limit else read


def _nothing(inputs: Sequence[str | Path], run: _Run) -> str:
    for first in run.rejects():
        return f"None of {run.progress.rejects} documents could be used; the first: {first.reason}"
    return f"No document was found in {', '.join(map(str, inputs))!r} with these options."


def _merge(run: _Run, folder: Path, pool: Pool, stores: bytes | None) -> Written:
    """Merge across documents and put the results in place."""
    from geomap.corpus.aggregate import aggregate
    from geomap.corpus.overview import draw_overview
    from geomap.render.data import geojson_pieces, save_frame

    store = worker_gazetteer(stores)
    fresh = run.ledger.scratch("fresh")
    for name in ("events", "counts"):
        (fresh / name).mkdir()
    merged = sweep([done.events for done in run.done()], run.ledger.scratch("sorted"))
    written = write_events(merged, fresh / "events", pool, stores)
    write_crossings((d.reports for d in run.done()), fresh / "crossings.parquet", store)
    counts = aggregate(written.paths, store)
    write_atomically(fresh / "counts/places.geojson", geojson_pieces(counts.places.frames()))
    for name in ("segments", "crossings", "hexagons"):
        save_frame(getattr(counts, name), fresh / "counts" / f"{name}.geojson")
    draw_overview(counts, store, fresh / "overview.png", written.events)
    for made in sorted(fresh.iterdir()):
        shutil.rmtree(folder / made.name, ignore_errors=True)  # a file is replaced
        made.replace(folder / made.name)
    fresh.rmdir()
    return written


def _manifest(run: _Run, written: Written, folder: Path, gazetteer: Gazetteer) -> dict[str, Any]:
    """Write and return what went in and what came out; no clock and no path of the machine."""
    manifest = {
        "kind": "geomap corpus",
        "geomap": __version__,
        "gazetteer": [source.credit for source in gazetteer.info().sources if source.credit],
        "counts": {
            "documents": sum(done.documents for done in run.done()),
            "left_out_by_since": sum(done.older for done in run.done()),
            "rejects": run.progress.rejects + len(written.rejects),
            "events_told": sum(_rows(done.events) for done in run.done()),
            "events": written.events,
            "crossings": _rows(folder / "crossings.parquet"),
        },
        "partitions": run.count,
        "files": [f"events/{path.name}" for path in written.paths],
    }
    rejects = rejects_csv(chain(run.rejects(), written.rejects))
    write_atomically(folder / REJECTS, rejects)
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    write_atomically(folder / MANIFEST, text)
    return manifest


def _rows(path: Path) -> int:
    import pyarrow.parquet as pq

    count: int = pq.ParquetFile(path).metadata.num_rows
    return count
