"""What a corpus costs: documents a second, speed-up, memory, merging, and that nothing is lost.

    python -m benchmarks.corpus [--documents 100000] [--merge N ...] [--finish N ...] [--folder DIR]

Documents are those of `benchmarks.documents`. Every run is a process of its own.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import geomap.gazetteer
from benchmarks import documents
from geomap.model import CrossingReport, Event, Evidence, Interval, Source, Toll

__all__ = ["Figure", "finishing", "merging", "parsing"]

#: Documents of a partition that is parsed before a run is finished.
_PARSED = 250


class Figure(NamedTuple):
    """One measured value."""

    name: str
    value: float
    unit: str = ""


_CHILD = """
import json, resource, sys
from geomap import corpus
inputs, output, workers, address, partition = sys.argv[1:]
crew = corpus.scheduler(address) if address else corpus.processes(int(workers))
marks = []
built = corpus.build([inputs], output, options=corpus.Options(partition=int(partition)),
                     workers=crew, tell=marks.append)
done = marks[-1]
own, crew = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"documents": done.documents, "resumed": done.resumed, "seconds": done.seconds,
                  "worker_mb": done.peak_mb, "writer_mb": built.progress.peak_mb,
                  "driver_mb": own.ru_maxrss / 1024,
                  "driver_cpu": own.ru_utime + own.ru_stime,
                  "worker_cpu": crew.ru_utime + crew.ru_stime, **built.manifest["counts"]}))
"""


@dataclass(frozen=True)
class Run:
    """A finished run: its folder, what it counted, seconds of all of it and of the parsing."""

    folder: Path
    counts: dict[str, float]
    seconds: float

    @property
    def rate(self) -> float:
        """Documents parsed a second."""
        return (self.counts["documents"] - self.counts["resumed"]) / self.counts["seconds"]


def run(inputs: Path, output: Path, workers: int = 1, address: str = "", partition: int = 0) -> Run:
    """Run a corpus in a process of its own, as the command line does."""
    start = time.perf_counter()
    words = [*map(str, (inputs, output, workers)), address, str(partition or _partition(inputs))]
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *words], capture_output=True, text=True, check=True
    )
    return Run(output, json.loads(done.stdout), time.perf_counter() - start)


def _partition(path: Path) -> str:
    """Return the size of a partition: of every input there are enough to be interrupted."""
    with path.open("rb") as file:
        return str(max(1, min(250, sum(1 for _ in file) // 20)))


def same(one: Path, other: Path) -> bool:
    """Say whether two results are the same, byte for byte."""
    names = [sorted(str(p.relative_to(f)) for p in f.rglob("*") if p.is_file()
             and ".work" not in p.parts) for f in (one, other)]  # fmt: skip
    unlike = filecmp.cmpfiles(one, other, names[0], shallow=False)[1:]
    return names[0] == names[1] and unlike == ([], [])


def write_documents(path: Path, count: int) -> Path:
    """Write documents as JSON lines; a shorter file is the beginning of a longer one."""
    gazetteer = geomap.gazetteer.open()
    with path.open("w", encoding="utf-8") as file:
        for row in documents.documents(count, gazetteer):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


# ------------------------------------------------------------------ parsing


def parsing(folder: Path, count: int) -> Iterator[Figure]:
    """Yield throughput, speed-up and memory, and that every way gives the same result."""
    few = write_documents(folder / "few.jsonl", count // 10)
    many = write_documents(folder / "many.jsonl", count)
    size = many.stat().st_size
    small = run(few, folder / "small", 2)
    one, two = run(many, folder / "one", 1), run(many, folder / "two", 2)
    yield Figure(f"{count:,} documents, 1 worker", one.rate, "documents/s")
    yield Figure(f"{count:,} documents, 2 workers", two.rate, "documents/s")
    yield Figure("CPU of the workers a document", 1000 * two.counts["worker_cpu"] / count, "ms")
    yield Figure("CPU of the driver a document", 1000 * two.counts["driver_cpu"] / count, "ms")
    yield Figure("the same in text", two.rate * size / count / 1000, "kB/s")
    yield Figure("speed-up of 2 workers on 2 cores", two.rate / one.rate, "x")
    yield from _peaks("a worker", "worker_mb", (small, two))
    yield from _peaks("a worker that has also written", "writer_mb", (small, two))
    yield from _peaks("the driver", "driver_mb", (small, two))
    yield Figure("documents set aside", two.counts["rejects"], "documents")
    yield Figure("merging, counting, writing", two.seconds - two.counts["seconds"], "s")
    yield _equal("1 and 2 workers, same bytes", same(one.folder, two.folder))
    yield from _disturbed(few, small, folder)


def _peaks(who: str, name: str, runs: tuple[Run, Run]) -> Iterator[Figure]:
    """Yield the most memory of somebody in a run and in one of ten times the documents."""
    few, many = (run.counts[name] for run in runs)
    for run in runs:
        what = f"peak of {who}, {run.counts['documents']:,} documents"
        yield Figure(what, run.counts[name], "MB")
    yield Figure(f"memory of {who} at ten times the documents", many / few, "x")


def _equal(name: str, value: bool) -> Figure:
    return Figure(name, float(value), "(1 is yes)")


def _disturbed(few: Path, expected: Run, folder: Path) -> Iterator[Figure]:
    """Yield whether killed runs and a cluster that loses a worker give the same."""
    resumed = _killed_and_resumed(few, folder / "resumed")
    yield Figure("resumed after kill -9, documents not parsed again", resumed.counts["resumed"])
    yield _equal("killed and resumed, same bytes", same(expected.folder, resumed.folder))
    with cluster(folder) as (address, _):
        whole = run(few, folder / "dask", address=address)
    yield Figure("Dask, two workers", whole.rate, "documents/s")
    yield _equal("Dask, same bytes", same(expected.folder, whole.folder))
    with cluster(folder) as (address, workers):
        running = _start(few, folder / "dead", address)
        _wait_for_notes(folder / "dead", 3, running)
        workers[0].send_signal(signal.SIGKILL)
        running.wait()
    yield _equal("Dask, a worker killed, same bytes", same(expected.folder, folder / "dead"))


def _start(inputs: Path, output: Path, address: str = "") -> subprocess.Popen[bytes]:
    words = [str(inputs), str(output), "2", address, _partition(inputs)]
    return subprocess.Popen([sys.executable, "-c", _CHILD, *words], stdout=subprocess.DEVNULL)


def _killed_and_resumed(inputs: Path, output: Path) -> Run:
    running = _start(inputs, output)
    _wait_for_notes(output, 3, running)
    running.send_signal(signal.SIGKILL)
    running.wait()
    return run(inputs, output, 2)


def _wait_for_notes(output: Path, count: int, running: subprocess.Popen[bytes]) -> None:
    """Wait until so many partitions are done, or all."""
    while running.poll() is None and len(list((output / ".work").glob("0*/*.json"))) < count:
        time.sleep(0.05)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a Dask scheduler and two workers as processes; give its address and the workers."""
    note = Path(tempfile.mkdtemp(dir=folder)) / "scheduler.json"

    def start(what: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard",
                   "--host", "127.0.0.1", "--scheduler-file", str(note), *words]  # fmt: skip
        here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        return subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder, env=here)

    started = [start("scheduler", "--port", "0", "--no-show")]
    try:
        while not note.exists() or not note.read_text():
            time.sleep(0.05)
        started += [start("worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
        yield json.loads(note.read_text())["address"], started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


# ------------------------------------------------------------------ merging


def merging(folder: Path, counts: Sequence[int]) -> Iterator[Figure]:
    """Yield what merging costs an event, at every size, and how it grows."""
    costs = {}
    for count in counts:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.corpus", "--sweep", str(count), "--folder", folder],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        found = json.loads(done.stdout)
        costs[count] = found["cpu"] / count
        yield Figure(f"merge of {count:,} tellings", found["seconds"], "s")
        yield Figure("  CPU a telling", 1e6 * costs[count], "µs")
        yield Figure("  peak memory", found["peak_mb"], "MB")
        yield Figure("  events", found["events"])
    if len(counts) > 1:
        growth = costs[max(counts)] / costs[min(counts)]
        yield Figure("CPU of a telling, largest to smallest size (linear: 1)", growth, "x")


def sweep_once(folder: Path, count: int) -> dict[str, float]:
    """Merge so many synthetic tellings from files, and say what it took."""
    import pyarrow.parquet as pq

    from geomap.corpus.sweep import events_table, sweep

    work = Path(tempfile.mkdtemp(dir=folder))
    (work / "sorted").mkdir()
    parts, told = [], tellings(count)
    while batch := [event for _, event in zip(range(5000), told, strict=False)]:
        parts.append(work / f"{len(parts)}.parquet")
        pq.write_table(events_table(batch), parts[-1], compression="zstd")
    start, before = time.perf_counter(), time.process_time()
    events = sum(len(batch) for batch in sweep(parts, work / "sorted"))
    seconds, cpu = time.perf_counter() - start, time.process_time() - before
    shutil.rmtree(work)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "cpu": cpu, "events": events, "peak_mb": peak}


# ------------------------------------------------------------------ all that follows parsing


def finishing(folder: Path, counts: Sequence[int]) -> Iterator[Figure]:
    """Yield the memory that merging, counting and writing take, at every size."""
    peaks = {}
    for count in counts:
        done = finish_once(folder, count)
        peaks[count] = done.counts["driver_mb"]
        yield Figure(f"peak of the driver, {count:,} tellings parsed before", peaks[count], "MB")
        yield Figure("  peak of a worker that writes", done.counts["writer_mb"], "MB")
        cpu = done.counts["driver_cpu"] + done.counts["worker_cpu"]
        yield Figure("  CPU a telling, all that follows parsing", 1e6 * cpu / count, "µs")
    if len(counts) > 1:
        growth = peaks[max(counts)] / peaks[min(counts)]
        yield Figure("memory of the driver, largest to smallest size", growth, "x")


def finish_once(folder: Path, count: int) -> Run:
    """Finish a run whose partitions are parsed, each document with one synthetic telling."""
    work = Path(tempfile.mkdtemp(dir=folder))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.corpus", "--parsed", str(count), "--folder", work],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    inputs = Path(done.stdout.strip())
    finished = run(inputs, inputs.parent / "made", partition=_PARSED)
    shutil.rmtree(work)
    return finished


def write_parsed(folder: Path, count: int) -> Path:
    """Write an archive and, as a killed run leaves them, its partitions; return the archive."""
    from geomap import __version__
    from geomap.corpus.ledger import Ledger
    from geomap.corpus.partition import partitions
    from geomap.corpus.stream import stream
    from geomap.corpus.sweep import events_table
    from geomap.corpus.values import packed, to_table
    from geomap.corpus.work import Outcome, fingerprint

    archive, told = folder / "archive.jsonl", tellings(count)
    with archive.open("w") as file:
        file.writelines(f'{{"id": "doc-{i}", "text": "x"}}\n' for i in range(count))
    plan = {"geomap": __version__, "gazetteer": fingerprint(None), "countries": []}
    ledger, reports = Ledger(folder / "made", plan), packed(to_table([], CrossingReport))
    for partition in partitions(stream([archive]), _PARSED):
        events = packed(events_table(list(islice(told, _PARSED))))
        documents = len(partition.documents)
        ledger.keep(partition, Outcome(partition.number, documents, events, reports))
    return archive


def tellings(count: int, seed: int = 1) -> Iterator[Event]:
    """Yield tellings of events as documents give them: each event told 2.5 times on average."""
    chance = random.Random(seed)
    countries = documents.countries(geomap.gazetteer.open())
    made = 0
    while made < count:
        town = documents.town(chance.choice(countries), chance)
        day = documents.START + timedelta(chance.randrange(documents.DAYS))
        kind = chance.choice(("Battles", "Explosions/Remote violence", "Protests"))
        toll = chance.randrange(2, 40)
        for again in range(min(count - made, documents.times_told(chance))):
            words = f"Some words that tell of what happened in {town.name}, number {made}."
            yield Event(
                event_id=f"{made:012x}",
                event_type=kind,
                sub_event_type="Attack",
                when=Interval(day, day, 1, "stated" if chance.random() < 0.7 else "inferred"),
                place=town,
                where_prec=1,
                fatalities=Toll(toll, toll + again % 2, toll + again % 2),
                evidence=(Evidence(f"doc-{made}", 0, len(words), words),),
                sources=(Source(f"Paper {made % 37}", date=day),),
            )
            made += 1


def main() -> None:
    """Print the figures as they come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--merge", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--finish", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--sweep", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--parsed", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.parsed:
        print(write_parsed(given.folder, given.parsed))
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        folder = Path(scratch)
        if given.sweep:
            print(json.dumps(sweep_once(folder, given.sweep)))
            return
        found = parsing(folder, given.documents) if given.documents else ()
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        sys.stdout.flush()
        more = merging(folder, given.merge), finishing(folder, given.finish)
        for figure in chain(found, *more):
            print(f"{figure.name}: {figure.value:,.2f} {figure.unit}", flush=True)


if __name__ == "__main__":
    main()
