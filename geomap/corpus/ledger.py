"""The folder of a run: which partitions are done, so that a killed run goes on where it stopped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from geomap.corpus.partition import Partition
from geomap.corpus.work import Outcome
from geomap.errors import InputError, OutputError
from geomap.model import Reject
from geomap.render.files import write_atomically

__all__ = ["Done", "Ledger"]

#: Hidden, so that reading the folder as an input leaves it out.
WORK = ".work"


@dataclass(frozen=True, slots=True)
class Done:
    """A finished partition: what it held and what became of it."""

    number: int
    digest: str
    documents: int
    older: int
    events: Path
    reports: Path
    rejects: tuple[Reject, ...]


class Ledger:
    """The finished partitions of a run in ``folder/.work``, each two tables and a note.

    The note is written last and at once, so a partition is done whole or not at all.
    """

    def __init__(self, folder: Path, plan: Mapping[str, Any]) -> None:
        """Open the folder of a run, or begin it.

        Raises
        ------
        InputError
            When the folder holds a run of another plan: other options, version or gazetteer.
        OutputError
            When the folder cannot be written.
        """
        self._folder = folder / WORK
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            msg = f"{str(folder)!r} cannot be written ({reason}); choose another with -o."
            raise OutputError(msg) from error
        known = self._folder / "plan.json"
        if known.exists():
            _check_plan(folder, json.loads(known.read_text(encoding="utf-8")), plan)
        else:
            write_atomically(known, _json(plan))

    def done(self, partition: Partition) -> Done | None:
        """Return what became of a partition; None when it is not done or held something else."""
        try:
            done = self._read(partition.number)
        except FileNotFoundError:
            return None
        return done if done.digest == partition.digest else None

    def keep(self, partition: Partition, outcome: Outcome) -> Done:
        """Keep the outcome of a partition and return it as done."""
        events, reports, note = self._paths(partition.number)
        write_atomically(events, outcome.events)
        write_atomically(reports, outcome.reports)
        rejects = [astuple(reject) for reject in (*partition.rejects, *outcome.rejects)]
        counts = {"documents": outcome.documents, "older": partition.older}
        write_atomically(note, _json({"digest": partition.digest, **counts, "rejects": rejects}))
        return self._read(partition.number)

    def all(self, count: int) -> Iterator[Done]:
        """Yield the first ``count`` partitions in their order."""
        return map(self._read, range(count))

    def scratch(self, name: str) -> Path:
        """Return an empty folder for a step of the run."""
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def _read(self, number: int) -> Done:
        events, reports, note = self._paths(number)
        held = json.loads(note.read_text(encoding="utf-8"))
        rejects = tuple(Reject(*cells) for cells in held["rejects"])
        counts = held["documents"], held["older"]
        return Done(number, held["digest"], *counts, events, reports, rejects)

    def _paths(self, number: int) -> tuple[Path, Path, Path]:
        folder = self._folder / f"{number // 1000:04}"
        folder.mkdir(exist_ok=True)
        stem = f"{number:07}"
        return (
            folder / f"{stem}.events.parquet",
            folder / f"{stem}.reports.parquet",
            folder / f"{stem}.json",
        )


def _check_plan(folder: Path, known: Mapping[str, Any], plan: Mapping[str, Any]) -> None:
    wanted = json.loads(_json(plan))
    unlike = sorted(k for k in {*known, *wanted} if known.get(k) != wanted.get(k))
    if unlike:
        told = ", ".join(f"{k} {known.get(k)!r}, not {wanted.get(k)!r}" for k in unlike)
        msg = (
            f"{str(folder)!r} holds a run with {told}; repeat that call, choose another folder "
            f"with -o, or remove {str(folder / WORK)!r} to begin anew."
        )
        raise InputError(msg)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"
