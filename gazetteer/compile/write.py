"""Rows -> one SQLite file; same rows, same bytes."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.fold import fold, skeleton, variants

from .lines import Line
from .prominence import score
from .rows import KINDS, Row, SourceRow

SCHEMA = 1
#: Bits of the Bloom filter over folded names (2 MB), and bits set for each name.
BLOOM_BITS, BLOOM_HASHES = 1 << 24, 3

Name = tuple[str, float, int, int, str | None]
AreaRow = tuple[str, str, str, str, str, BaseGeometry]


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
        self.db.executescript((Path(__file__).parent / "schema.sql").read_text("utf-8"))
        self.db.execute("BEGIN")

    def places(self, rows: Sequence[Row]) -> None:
        """Write places, their boxes and their names."""
        self._many("places", 17, (_place(n, row) for n, row in enumerate(rows, 1)))
        self._many("boxes", 5, ((n, r.lat, r.lat, r.lon, r.lon) for n, r in enumerate(rows, 1)))
        names = sorted(_names(rows))
        self._many("names", 5, names)
        folded = sorted({name[0] for name in names})
        self._many("sounds", 2, sorted(_sounds(folded)))
        self.meta("bloom", _bloom(folded))

    def areas(self, rows: Iterable[AreaRow]) -> None:
        """Write areas as well-known binary with their bounds."""
        self._many("areas", 10, (_area(row) for row in rows if not row[5].is_empty))

    def borders(self, found: Iterable[Line]) -> None:
        """Write the lines between countries."""
        self._many("borders", 12, (_border(line) for line in found))

    def crossings(self, found: Iterable[tuple[Row, Mapping[str, str]]]) -> None:
        """Write what is known of crossings besides their place."""
        self._many("crossings", 10, (_crossing(row, cells) for row, cells in found))

    def disputed(self, table: Iterable[Mapping[str, str]]) -> None:
        """Write disputed areas: who claims, who administers."""
        columns = "id name claimed_by administered_by lat lon radius_km note source".split()
        numbers = {"lat", "lon", "radius_km"}
        rows = ([r[c] or (None if c in numbers else "") for c in columns] for r in table)
        self._many("disputed", 9, rows)

    def sources(self, rows: Iterable[SourceRow]) -> None:
        """Write the sources."""
        self._many("sources", 6, (astuple(row) for row in rows))

    def meta(self, key: str, value: object) -> None:
        """Write one fact about the store."""
        self.db.execute("INSERT INTO meta VALUES (?, ?)", (key, value))

    def finish(self) -> None:
        """Close the file and put it in place at once, so that no reader sees half of it."""
        self.meta("schema", SCHEMA)
        self.db.execute("COMMIT")
        self.db.execute("ANALYZE")
        self.db.execute("VACUUM")
        self.db.close()
        os.replace(self.draft, self.target)  # noqa: PTH105 - atomic

    def _many(self, table: str, width: int, rows: Iterable[Sequence[object]]) -> None:
        marks = ", ".join("?" * width)
        self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _place(n: int, row: Row) -> tuple[object, ...]:
    return (
        n, row.id, row.name, row.lat, row.lon, row.feature_class, row.feature_code, row.country,
        row.admin1, row.admin2, row.population, row.admin1_code, round(row.prominence, 4),
        row.accuracy_km, row.source, row.origin, row.note,
    )  # fmt: skip


def _names(rows: Sequence[Row]) -> Iterator[Name]:
    """Yield each folded name of each place once, the best kind and score."""
    for n, row in enumerate(rows, 1):
        seen: dict[str, tuple[float, int, str]] = {}
        for name, kind in ((row.name, "official"), *row.names):
            folded = fold(name)
            entry = (-score(row, kind), KINDS.index(kind), name)
            forms = [(folded, entry)]
            if kind in ("official", "alternate"):
                forms += [(v, (entry[0] * 0.9, 1, name)) for v in variants(folded)]
            for form, value in forms:
                if form and (form not in seen or value < seen[form]):
                    seen[form] = value
        for form, (minus, kind_index, name) in seen.items():
            yield form, -minus, n, kind_index, None if name == row.name else name


def _area(row: AreaRow) -> tuple[object, ...]:
    return (*row[:5], *row[5].bounds, _binary(row[5]))


def _sounds(folded: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the consonants of names in Latin letters; other scripts have none to compare."""
    for name in folded:
        if name.isascii() and len(sound := skeleton(name)) > 1:
            yield sound, name


def _border(line: Line) -> tuple[object, ...]:
    aliases = dict.fromkeys(n for n, _ in line.row.names[:6] if n != line.row.name)
    return (
        line.row.id, line.country_a, line.country_b, line.status, line.note, line.claimed_by,
        ";".join(aliases), *line.geometry.bounds, _binary(line.geometry),
    )  # fmt: skip


def _crossing(row: Row, cells: Mapping[str, str]) -> tuple[object, ...]:
    return (
        row.id, cells["country_a"], cells["country_b"], cells["kind"], int(cells["major"] == "yes"),
        row.accuracy_km or 0.0, cells["settlement_a"], cells["settlement_b"], cells["aliases"],
        cells["note"],
    )  # fmt: skip


def _binary(shape: BaseGeometry) -> bytes:
    return bytes(shapely.to_wkb(shape, byte_order=1))


def _bloom(folded: Iterable[str]) -> bytes:
    """Return a Bloom filter: most names that are not there are told apart without a query."""
    bits = bytearray(BLOOM_BITS // 8)
    for name in folded:
        digest = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=9).digest(), "little")
        for _ in range(BLOOM_HASHES):
            bit = digest & (BLOOM_BITS - 1)
            bits[bit >> 3] |= 1 << (bit & 7)
            digest >>= 24
    return bytes(bits)
