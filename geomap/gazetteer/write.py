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

__all__ = ["AreaRow", "Stage", "Writer"]

#: id, kind, note, country, feature code, geometry (EPSG:4326).
AreaRow = tuple[str, str, str, str, str, "Geometry"]
Name = tuple[str, float, int, int, str | None]

_STAGED: Final = """
CREATE TABLE IF NOT EXISTS progress (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rejects (line INTEGER, field TEXT, reason TEXT);
CREATE TABLE IF NOT EXISTS staged_places (
  n INTEGER PRIMARY KEY, id, name, lat, lon, feature_class, feature_code, country, admin1, admin2,
  population, admin1_code, prominence, accuracy_km, source, origin, note);
CREATE TABLE IF NOT EXISTS staged_names (folded, score, place, kind, name);
"""
_CHUNK: Final = 20_000
#: A store with more names than this has no filter of names: it would let everything through.
_MOST_FILTERED: Final = 6_000_000


class Stage:
    """Rows on their way: a file of its own, so that an interrupted import can go on."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the stage, in memory when it has no path."""
        self.path = path
        self.db = sqlite3.connect(path or ":memory:", isolation_level=None)
        self.db.execute("PRAGMA journal_mode = TRUNCATE")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.executescript(_STAGED)
        self._next = self.db.execute("SELECT coalesce(max(n), 0) FROM staged_places").fetchone()[0]

    def add(self, rows: Iterable[Row], progress: Mapping[str, object] | None = None) -> int:
        """Add rows and how far the source was read, both or neither; return how many there were."""
        held = list(rows)
        first = self._next + 1
        self.db.execute("BEGIN")
        self.db.executemany(
            f"INSERT INTO staged_places VALUES ({', '.join('?' * 17)})",
            map(_place, count(first), held),
        )
        self.db.executemany("INSERT INTO staged_names VALUES (?, ?, ?, ?, ?)", _names(held, first))
        for item in (progress or {}).items():
            self.db.execute("INSERT OR REPLACE INTO progress VALUES (?, ?)", item)
        self.db.execute("COMMIT")
        self._next += len(held)
        return len(held)

    def reject(self, faults: Iterable[tuple[int, str, str]]) -> None:
        """Note lines set aside: number, field and reason."""
        self.db.executemany("INSERT INTO rejects VALUES (?, ?, ?)", faults)

    def rejects(self) -> Iterator[tuple[int, str, str]]:
        """Yield the lines set aside."""
        yield from self.db.execute("SELECT line, field, reason FROM rejects ORDER BY rowid")

    def progress(self, key: str) -> object:
        """Return a fact of how far the source was read, None when it is not known."""
        row = self.db.execute("SELECT value FROM progress WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        """Close the file."""
        self.db.close()


class Writer:
    """Fills a new file beside the target and puts it in the target's place at the end."""

    def __init__(self, target: Path) -> None:
        """Open a fresh file with the schema."""
        self.target = target
        self.draft = target.with_name(target.name + ".part")
        target.parent.mkdir(parents=True, exist_ok=True)
        self.draft.unlink(missing_ok=True)
        self.db = sqlite3.connect(self.draft, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = OFF")
        self.db.execute("PRAGMA synchronous = OFF")
        schema = Path(__file__).with_name("schema.sql").read_text("utf-8")
        self.db.executescript(schema)
        self.db.execute("BEGIN")

    def places(self, rows: Iterable[Row]) -> None:
        """Write places with their names and boxes."""
        stage = Stage()
        waiting = iter(rows)
        while chunk := list(islice(waiting, _CHUNK)):
            stage.add(chunk)
        self.take(stage)

    def take(self, stage: Stage) -> None:
        """Write what was staged; of places of the same id the first stays."""
        rows = stage.db.execute("SELECT * FROM staged_places ORDER BY n")
        self.db.executemany(f"INSERT OR IGNORE INTO places VALUES ({', '.join('?' * 17)})", rows)
        names = stage.db.execute("SELECT * FROM staged_names ORDER BY folded, score DESC, place")
        self.db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?, ?)", names)
        self._sounds()
        write_boxes(self.db)

    def _sounds(self) -> None:
        """Write the consonants of names, and the filter of names."""
        total = self.db.execute("SELECT count(*) FROM names").fetchone()[0]
        folded = [row[0] for row in self.db.execute("SELECT DISTINCT folded FROM names")]
        self.many("sounds", 2, sorted(_sounded(folded)))
        self.meta("bloom", bloom(folded) if total < _MOST_FILTERED else b"")

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
        self.db.execute("ANALYZE")
        if pack:
            self.db.execute("VACUUM")
        self.db.close()
        with self.draft.open("rb") as file:
            os.fsync(file.fileno())
        self.draft.replace(self.target)

    def discard(self) -> None:
        """Close and remove the draft; the target stays as it is."""
        self.db.close()
        self.draft.unlink(missing_ok=True)


def _place(n: int, row: Row) -> tuple[object, ...]:
    return (
        n, row.id, row.name, row.lat, row.lon, row.feature_class, row.feature_code, row.country,
        row.admin1, row.admin2, row.population, row.admin1_code, round(row.prominence, 4),
        row.accuracy_km, row.source, row.origin, row.note,
    )  # fmt: skip


def _names(rows: Iterable[Row], first: int) -> Iterator[Name]:
    """Yield each folded name of each place once, the best kind and score."""
    for n, row in enumerate(rows, first):
        seen: dict[str, tuple[float, int, str]] = {}
        for name, kind in ((row.name, "official"), *row.names):
            folded = fold(name)
            entry = (-score(row, kind), _INDEX[kind], name)
            forms = [(folded, entry)]
            if kind in ("official", "alternate"):
                forms += [(v, (entry[0] * 0.9, 1, name)) for v in variants(folded)]
            for form, value in forms:
                if form and (form not in seen or value < seen[form]):
                    seen[form] = value
        for form, (minus, kind_index, name) in seen.items():
            yield form, -minus, n, kind_index, None if name == row.name else name


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
        cells["note"],
    )  # fmt: skip
