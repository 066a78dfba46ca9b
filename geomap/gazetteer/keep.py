"""Keeping a store: writing its places to a file, checking that it is sound."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import GazetteerError, InputError, OutputError

if TYPE_CHECKING:
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.gazetteer.store import Store

__all__ = ["EXPORTED", "export", "verify"]

#: The columns of an export, which `add` reads again.
EXPORTED: Final = (
    "id", "name", "lat", "lon", "aliases", "feature_code", "country", "admin1", "admin2",
    "population", "accuracy_km", "note", "source",
)  # fmt: skip
_ROWS: Final = (
    "SELECT p.id, p.name, p.lat, p.lon, (SELECT group_concat(name, ';') FROM "
    "(SELECT DISTINCT name FROM names n WHERE n.place = p.n AND name IS NOT NULL ORDER BY name)), "
    "p.feature_code, p.country, p.admin1, p.admin2, p.population, p.accuracy_km, p.note, p.source "
    "FROM places p WHERE {where} ORDER BY p.id"
)


def export(
    gazetteer: Gazetteer,
    path: str | Path,
    countries: Iterable[str] = (),
    codes: Iterable[str] = (),
) -> int:
    """Write places to a ``.csv`` or ``.geojson`` file that `add` can read; return how many.

    ``countries`` are ISO codes, ``codes`` GeoNames feature codes or classes; all when empty.
    """
    path = Path(path)
    if path.suffix.lower() not in (".csv", ".geojson"):
        msg = f"{path} must end in .csv or .geojson."
        raise InputError(msg)
    rows = _rows(gazetteer, [c.upper() for c in countries], [c.upper() for c in codes])
    draft = path.with_name(path.name + ".part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            count = (_csv if path.suffix.lower() == ".csv" else _geojson)(rows, file)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        msg = f"{path} cannot be written ({error.strerror})."
        raise OutputError(msg) from error
    return count


def _rows(
    gazetteer: Gazetteer, countries: list[str], codes: list[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of places, each id once."""
    tests = ["1"]
    if countries:
        tests.append(f"p.country IN ({', '.join('?' * len(countries))})")
    if codes:
        marks = ", ".join("?" * len(codes))
        tests.append(f"(p.feature_code IN ({marks}) OR p.feature_class IN ({marks}))")
    query = _ROWS.format(where=" AND ".join(tests))
    seen: set[str] = set()
    for store in gazetteer.stores:
        with_names = _indexed(store)
        for row in with_names.execute(query, [*countries, *codes, *codes]):
            if row[0] not in seen:
                seen.add(row[0])
                yield row
        with_names.close()


def _indexed(store: Store) -> sqlite3.Connection:
    """Return a connection on which the names of a place are found fast."""
    db = sqlite3.connect(f"{store.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    db.execute(
        "CREATE TEMP TABLE names AS SELECT place, name FROM main.names WHERE name IS NOT NULL "
        "AND kind != 3"
    )
    db.execute("CREATE INDEX temp.names_of_place ON names (place, name)")
    return db


def _csv(rows: Iterable[tuple[Any, ...]], file: Any) -> int:  # noqa: ANN401 - a text file
    table = csv.writer(file, lineterminator="\n")
    table.writerow(EXPORTED)
    count = 0
    for row in rows:
        table.writerow(["" if cell is None else cell for cell in row])
        count += 1
    return count


def _geojson(rows: Iterable[tuple[Any, ...]], file: Any) -> int:  # noqa: ANN401 - a text file
    file.write('{"type": "FeatureCollection", "features": [')
    count = 0
    for row in rows:
        cells = dict(zip(EXPORTED, row, strict=True))
        point = {"type": "Point", "coordinates": [cells.pop("lon"), cells.pop("lat")]}
        held = {key: value for key, value in cells.items() if value not in (None, "")}
        feature = {"type": "Feature", "properties": held, "geometry": point}
        file.write((",\n" if count else "\n") + json.dumps(feature, ensure_ascii=False))
        count += 1
    file.write("\n]}\n")
    return count


def verify(gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return what is wrong with the store files, nothing when they are sound.

    Checked are SQLite's own structures, that names and crossings have their place, that every name
    passes the filter and that every point is in the tree of boxes.
    """
    return tuple(fault for store in gazetteer.stores for fault in _faults(store))


def _faults(store: Store) -> Iterator[str]:
    try:
        for query, words in _CHECKS:
            found = store.rows(query)[0][0]
            if found not in (0, "ok"):
                yield f"{store.path}: {words} ({found})."
        names = store.rows("SELECT DISTINCT folded FROM names")
        lost = sum(not store.may_hold(row[0]) for row in names)
        if lost:
            yield f"{store.path}: names that the filter does not let through ({lost:,})."
    except GazetteerError as error:
        yield str(error)


_CHECKS: Final = (
    ("PRAGMA integrity_check", "damaged"),
    ("SELECT count(*) FROM names WHERE place NOT IN (SELECT n FROM places)", "names of no place"),
    ("SELECT count(*) FROM crossings WHERE id NOT IN (SELECT id FROM places)", "lost crossings"),
    ("SELECT count(*) FROM borders WHERE id NOT IN (SELECT id FROM places)", "lost borders"),
    ("SELECT count(*) FROM places p LEFT JOIN boxes b ON b.n = p.n WHERE b.n IS NULL", "no box"),
    ("SELECT count(*) FROM places WHERE source NOT IN (SELECT id FROM sources)", "no source"),
)
