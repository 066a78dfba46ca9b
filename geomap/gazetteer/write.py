"""Rows -> one store file; same rows, same bytes.

Rows are staged first, then everything is written in order: names sorted, the tree of boxes packed.
The compiler of the packaged store and the user's own additions both write this way.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geomap.gazetteer.bloom import bloom
from geomap.gazetteer.boxes import write_boxes
from geomap.gazetteer.fold import fold, skeleton, variants
from geomap.gazetteer.prominence import score
from geomap.gazetteer.rows import KINDS, Row, SourceRow
from geomap.gazetteer.store import SCHEMA

if TYPE_CHECKING:
    from shapely import Geometry

__all__ = ["AreaRow", "Writer"]

#: id, kind, note, country, feature code, geometry (EPSG:4326).
AreaRow = tuple[str, str, str, str, str, "Geometry"]
Name = tuple[str, float, int, int, str | None]

_STAGED: Final = """
CREATE TABLE IF NOT EXISTS stage.progress (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stage.rejects (line INTEGER, field TEXT, reason TEXT);
CREATE TABLE IF NOT EXISTS stage.rows (
  n INTEGER PRIMARY KEY, id, name, lat, lon, feature_class, feature_code, country, admin1, admin2,
  population, admin1_code, prominence, accuracy_km, source, origin, note);
CREATE TABLE IF NOT EXISTS stage.row_names (folded, score, place, kind, name);
CREATE TABLE IF NOT EXISTS stage.sounded (sound, folded);
CREATE TABLE IF NOT EXISTS stage.alternates (number INTEGER, name, kind);
"""
_CHUNK: Final = 20_000
#: A store with more names than this has no filter of names: it would let everything through.
_MOST_FILTERED: Final = 6_000_000


class Writer:
    """Stages rows, writes them into a new file, puts it in the target's place at the end.

    The stage may be a file of its own, so that an import that is interrupted can go on.
    """

    def __init__(self, target: Path, stage: Path | None = None) -> None:
        """Open a fresh draft with the schema, and the stage, in memory when it has no path."""
        self.target = target
        self.draft = target.with_name(target.name + ".part")
        self.stage = stage
        target.parent.mkdir(parents=True, exist_ok=True)
        self.draft.unlink(missing_ok=True)
        self.db = sqlite3.connect(self.draft, isolation_level=None)
        schema = Path(__file__).with_name("schema.sql").read_text("utf-8")
        try:
            self.db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {schema}")
            self.db.execute("ATTACH ? AS stage", (str(stage or ":memory:"),))
            self.db.executescript(f"PRAGMA stage.synchronous = OFF; {_STAGED}")
            query = "SELECT coalesce(max(n), 0) FROM stage.rows"
            self._next: int = self.db.execute(query).fetchone()[0]
        except BaseException:
            self.discard()
            raise

    # ------------------------------------------------------------------ the stage

    def add(
        self,
        rows: Iterable[Row],
        progress: Mapping[str, object] | None = None,
        faults: Iterable[tuple[int, str, str]] = (),
        alternates: Iterable[tuple[int, str, str]] = (),
    ) -> None:
        """Stage rows, faults (number of the line, field, reason), further names of GeoNames ids.

        All of it and how far the source was read, or nothing.
        """
        waiting = iter(rows)
        self.db.execute("BEGIN")
        while chunk := list(islice(waiting, _CHUNK)):
            first, self._next = self._next + 1, self._next + len(chunk)
            self.many("stage.rows", 17, map(_place, count(first), chunk))
            self.many("stage.row_names", 5, _names(chunk, first))
        self.many("stage.rejects", 3, faults)
        self.many("stage.alternates", 3, alternates)
        for key, value in (progress or {}).items():
            self.note(key, value)
        self.db.execute("COMMIT")

    def note(self, key: str, value: object) -> None:
        """Stage a fact of how far the source was read."""
        self.db.execute("INSERT OR REPLACE INTO stage.progress VALUES (?, ?)", (key, value))

    def progress(self, key: str) -> object:
        """Return a fact of how far the source was read, None when it is not known."""
        row = self.db.execute("SELECT value FROM stage.progress WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def rejects(self) -> Iterator[tuple[int, str, str]]:
        """Yield the lines set aside."""
        yield from self.db.execute("SELECT line, field, reason FROM stage.rejects ORDER BY rowid")

    # ------------------------------------------------------------------ the draft

    def begin(self) -> tuple[str, ...]:
        """Write what was staged, in order; of places of the same id the first stays.

        Returns the ids that stood more than once.
        """
        self.db.execute("BEGIN")
        twice = self.db.execute("SELECT id FROM stage.rows GROUP BY id HAVING count(*) > 1")
        repeated = tuple(row[0] for row in twice)
        self.db.execute("INSERT OR IGNORE INTO places SELECT * FROM stage.rows ORDER BY n")
        kept = "WHERE place IN (SELECT n FROM places)" if repeated else ""
        self.db.execute(
            f"INSERT INTO names SELECT * FROM stage.row_names {kept} "
            "ORDER BY folded, score DESC, place"
        )
        self._sounds()
        write_boxes(self.db)
        return repeated

    def _sounds(self) -> None:
        """Write the consonants of names, and the filter of names."""
        query = "SELECT DISTINCT folded FROM names"
        self.many("stage.sounded", 2, _sounded(row[0] for row in self.db.execute(query)))
        self.db.execute("INSERT INTO sounds SELECT * FROM stage.sounded ORDER BY sound, folded")
        count = self.db.execute(f"SELECT count(*) FROM ({query})").fetchone()[0]
        names = (row[0] for row in self.db.execute(query))
        self.meta("bloom", bloom(names, count) if count < _MOST_FILTERED else b"")

    def areas(self, rows: Iterable[AreaRow]) -> None:
        """Write areas as well-known binary with their bounds."""
        self.many("areas", 10, (_area(row) for row in rows if not row[5].is_empty))

    def crossings(self, found: Iterable[tuple[Row, Mapping[str, str]]]) -> None:
        """Write what is known of crossings besides their place."""
        self.many("crossings", 10, (_crossing(row, cells) for row, cells in found))

    def sources(self, rows: Iterable[SourceRow]) -> None:
        """Write the sources."""
        self.many("sources", 6, (astuple(row) for row in rows))

    def meta(self, key: str, value: object) -> None:
        """Write one fact about the store."""
        self.db.execute("INSERT INTO meta VALUES (?, ?)", (key, value))

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        total: int = self.db.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0]
        return total

    def many(self, table: str, width: int, rows: Iterable[Sequence[object]]) -> None:
        """Write rows of a table."""
        marks = ", ".join("?" * width)
        self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def finish(self, *, pack: bool = False) -> None:
        """Close the file and put it in place at once, so that no reader sees half of it.

        ``pack`` takes some seconds more for a file that is a tenth smaller.
        """
        self.meta("schema", SCHEMA)
        self.db.execute("COMMIT")
        self.db.execute("DETACH stage")
        self.db.execute("ANALYZE")
        if pack:
            self.db.execute("VACUUM")
        self.db.close()
        with self.draft.open("rb") as file:
            os.fsync(file.fileno())
        self.draft.replace(self.target)
        self.forget()

    def discard(self) -> None:
        """Close and remove the draft; the target and the stage stay as they are."""
        self.db.close()
        self.draft.unlink(missing_ok=True)

    def forget(self) -> None:
        """Remove the stage: its import is done, or cannot be done."""
        if self.stage is not None:
            self.stage.unlink(missing_ok=True)


def _place(n: int, row: Row) -> tuple[object, ...]:
    return (
        n, row.id, row.name, row.lat, row.lon, row.feature_class, row.feature_code, row.country,
        row.admin1, row.admin2, row.population, row.admin1_code, round(row.prominence, 4),
        row.accuracy_km, row.source, row.origin, row.note,
    )  # fmt: skip


def _names(rows: Iterable[Row], first: int) -> Iterator[Name]:
    """Yield each folded name of each place once, the best kind and score."""
    for n, row in enumerate(rows, first):
        folded = fold(row.name)
        if not row.names and not variants(folded):  # the most common case, made fast
            yield folded, score(row, "official"), n, 0, None
            continue
        for form, (minus, kind, name) in _forms(row, folded).items():
            yield form, -minus, n, kind, None if name == row.name else name


def _forms(row: Row, official: str) -> dict[str, tuple[float, int, str]]:
    """Return the folded forms of a place's names, each with its score, kind and name."""
    seen: dict[str, tuple[float, int, str]] = {}
    for name, kind in ((row.name, "official"), *row.names):
        folded = official if name == row.name else fold(name)
        entry = (-score(row, kind), _INDEX[kind], name)
        forms = [(folded, entry)]
        if kind in ("official", "alternate"):
            forms += [(v, (entry[0] * 0.9, 1, name)) for v in variants(folded)]
        for form, value in forms:
            if form and (form not in seen or value < seen[form]):
                seen[form] = value
    return seen


_INDEX: Final[dict[str, int]] = {kind: i for i, kind in enumerate(KINDS)}


def _area(row: AreaRow) -> tuple[object, ...]:
    import shapely

    return (*row[:5], *row[5].bounds, bytes(shapely.to_wkb(row[5], byte_order=1)))


def _sounded(folded: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the consonants of names in Latin letters; other scripts have none to compare."""
    for name in folded:
        if name.isascii() and len(sound := skeleton(name)) > 1:
            yield sound, name


def _crossing(row: Row, cells: Mapping[str, str]) -> tuple[object, ...]:
    return (
        row.id, cells["country_a"], cells["country_b"], cells["kind"], int(cells["major"] == "yes"),
        row.accuracy_km or 0.0, cells["settlement_a"], cells["settlement_b"], cells["aliases"],
        row.note,
    )  # fmt: skip
