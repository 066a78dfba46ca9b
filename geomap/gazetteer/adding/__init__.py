"""Adding to the user's own store: GeoNames dumps, tables, GeoJSON of places, areas or crossings."""

from __future__ import annotations

import csv
import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import OutputError, ReadError
from geomap.gazetteer.adding import geonames
from geomap.gazetteer.adding.opening import Input, blocks, head, open_input, read_all
from geomap.gazetteer.rows import Row, SourceRow
from geomap.gazetteer.user import addition_path, slug
from geomap.gazetteer.write import AreaRow, Writer

if TYPE_CHECKING:
    from geomap.gazetteer.adding.known import Known
    from geomap.gazetteer.gazetteer import Gazetteer

__all__ = ["Added", "add"]

#: Called after each part with the bytes read and the bytes in all.
Progress = Callable[[int, int], None]
_TABLES: Final = (".csv", ".tsv")
_JSON: Final = (".geojson", ".json")
#: When this many lines at the beginning are all damaged, the file is not what it seems.
_PATIENCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition holds, and how many lines or features were set aside."""

    name: str
    path: Path
    places: int
    names: int
    areas: int
    crossings: int
    rejected: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        """Return one line."""
        held = f"{self.places:,} places with {self.names:,} names"
        more = f", {self.areas:,} areas" if self.areas else ""
        more += f", {self.crossings:,} crossings" if self.crossings else ""
        return f"{self.name}: {held}{more}; {self.rejected:,} set aside"


def add(
    path: str | Path,
    *,
    name: str | None = None,
    level: str = "",
    gazetteer: Gazetteer | None = None,
    progress: Progress | None = None,
) -> Added:
    """Add a file to the user's own store; an addition of the same name is replaced.

    What a file is, is told by its columns: a GeoNames dump (``allCountries``, a country's table or
    zip, ``alternateNamesV2``, ``admin1CodesASCII``, ``admin2Codes``, ``hierarchy``), a CSV table or
    GeoJSON of places (name, lat, lon and more), GeoJSON polygons of divisions (``level``: ADM1 or
    ADM2), or OpenStreetMap's border crossings as GeoJSON. An import of a dump that is interrupted
    goes on where it stopped when it is started again.

    Raises
    ------
    ReadError
        When the file cannot be used; the store stays as it was.
    OutputError
        When the store cannot be written, as on a full disk; the store stays as it was.
    """
    from geomap.gazetteer import open as open_gazetteer
    from geomap.gazetteer.adding.known import Known

    source = open_input(Path(path))
    short = slug(name or Path(source.name).stem)
    target = addition_path(short)
    known = Known(gazetteer or open_gazetteer())
    with _writable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        suffix = Path(source.name).suffix.lower()
        if suffix in _JSON or (suffix not in _TABLES and head(source, 1) in (b"{", b"[")):
            return _add_features(source, short, target, level, known)
        if suffix in _TABLES and not geonames.form_of(head(source).split(b"\n", 1)[0]):
            return _add_table(source, short, target, known)
        return _add_dump(source, short, target, known, progress)


@contextmanager
def _writable(target: Path) -> Iterator[None]:
    """Turn a full disk and its like into `OutputError`, without what is half written."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError, OSError) as error:
        for half in ("part", "part-journal", "stage", "stage-journal"):
            with suppress(OSError):
                target.with_name(f"{target.name}.{half}").unlink(missing_ok=True)
        msg = f"{target} cannot be written ({error}); the store is as it was."
        raise OutputError(msg) from error


# ---------------------------------------------------------------------- dumps, line by line


def _add_dump(
    source: Input, name: str, target: Path, known: Known, progress: Progress | None
) -> Added:
    first = next((s for s in head(source).split(b"\n") if s.strip()), b"")
    form = geonames.form_of(first)
    if not form:
        msg = (
            f"{source.path} is no table that geomap knows; it adds GeoNames dumps, CSV tables with "
            "name, lat and lon, and GeoJSON."
        )
        raise ReadError(msg)
    stage = target.with_name(f"{target.name}.stage")
    writer = _resumed(target, stage, f"{source.print} {form}")
    try:
        with _no_collector():
            _read_dump(source, form, writer, known, progress)
        if form == "alternates":
            writer.add(_alternates(writer, known))
        return _write(name, writer, source)
    except ReadError:
        writer.forget()
        raise
    finally:
        writer.discard()


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the collector of cycles out: rows form none, and it would cost an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _resumed(target: Path, stage: Path, print_: str) -> Writer:
    """Return a writer with what an interrupted import of the same file had staged."""
    try:
        writer = Writer(target, stage)
        if writer.progress("source") in (None, print_):
            writer.note("source", print_)
            return writer
        writer.discard()
    except sqlite3.DatabaseError:
        pass
    stage.unlink(missing_ok=True)
    writer = Writer(target, stage)
    writer.note("source", print_)
    return writer


def _read_dump(
    source: Input, form: str, writer: Writer, known: Known, progress: Progress | None
) -> None:
    """Read what has not been read yet, each block and how far it reaches in one transaction."""
    read = geonames.FORMS[form]
    start, line = (int(str(writer.progress(key) or 0)) for key in ("offset", "line"))
    for end, lines in blocks(source, start):
        rows, faults, names = read(lines, line + 1, known)
        if not line and faults and len(faults) >= min(_PATIENCE, len(lines)):
            number, field, reason = faults[0]
            msg = f"{source.path} is damaged from its beginning: line {number} {field} {reason}."
            raise ReadError(" ".join(msg.split()))
        line += len(lines)
        writer.add(rows, {"offset": end, "line": line}, faults, names)
        if progress:
            progress(end, source.size)


def _alternates(writer: Writer, known: Known) -> Iterator[Row]:
    query = "SELECT number, name, kind FROM stage.alternates ORDER BY number, rowid"
    return geonames.alternate_rows(writer.db.execute(query).fetchall(), known)


# ---------------------------------------------------------------------- files read whole


def _add_table(source: Input, name: str, target: Path, known: Known) -> Added:
    from geomap.gazetteer.adding.tables import cells_of_csv, place_rows

    cells = cells_of_csv(read_all(source), source.path)
    rows, faults = place_rows(cells, name, known)
    return _write_whole(name, target, source, rows, faults)


def _add_features(source: Input, name: str, target: Path, level: str, known: Known) -> Added:
    from geomap.gazetteer.adding.crossings import OSM, crossing_rows, is_crossing
    from geomap.gazetteer.adding.shapes import shape_rows
    from geomap.gazetteer.adding.tables import cells_of_points, features_of, place_rows

    features = features_of(read_all(source), source.path)
    if any(is_crossing(f) for f in features):
        found, faults = crossing_rows((f for f in features if is_crossing(f)), known)
        rows = [row for row, _ in found]
        return _write_whole(name, target, source, rows, faults, crossings=found, sources=[OSM])
    kinds = {str((f.get("geometry") or {}).get("type")) for f in features}
    if kinds & {"Polygon", "MultiPolygon"}:
        rows, areas, faults = shape_rows(features, name, level.upper(), known)
        return _write_whole(name, target, source, rows, faults, areas=areas)
    rows, faults = place_rows(cells_of_points(features), name, known)
    return _write_whole(name, target, source, rows, faults)


def _write_whole(
    name: str,
    target: Path,
    source: Input,
    rows: Sequence[Row],
    faults: Sequence[geonames.Fault],
    **more: Any,  # noqa: ANN401 - areas, crossings, sources
) -> Added:
    if not rows:
        number, field, reason = faults[0] if faults else (0, "", "holds no row")
        msg = f"{source.path} has nothing that can be used: row {number} {field} {reason}."
        raise ReadError(" ".join(msg.split()))
    writer = Writer(target)
    try:
        writer.add(rows, {}, faults)
        return _write(name, writer, source, **more)
    finally:
        writer.discard()


# ---------------------------------------------------------------------- the addition itself


def _write(
    name: str,
    writer: Writer,
    source: Input,
    *,
    areas: Sequence[AreaRow] = (),
    crossings: Sequence[Any] = (),
    sources: Sequence[SourceRow] = (),
) -> Added:
    """Write the addition and put it in place; return what it holds."""
    repeated = writer.begin()
    writer.sources([*sources, *_sources(writer, name, source)])
    writer.areas(areas)
    writer.crossings(crossings)
    places, names, held, found = map(writer.count, _COUNTED)
    if not places:
        msg = f"{source.path} holds no place that could be added."
        raise ReadError(msg)
    rejects = [*writer.rejects(), *((0, "id", f"{i!r} stands twice") for i in repeated)]
    _write_rejects(writer.target, rejects)
    writer.finish()
    reasons = tuple(f"line {n}: {f} {r}".replace(":  ", ": ") for n, f, r in rejects[:5])
    return Added(name, writer.target, places, names, held, found, len(rejects), reasons)


_COUNTED: Final = ("places", "names", "areas", "crossings")


def _sources(writer: Writer, name: str, source: Input) -> Iterator[SourceRow]:
    """Yield the sources of the places: GeoNames, the user's file, those of places taken over."""
    from geomap.gazetteer.adding.tables import source_id

    held = [
        row[0] for row in writer.db.execute("SELECT DISTINCT source FROM main.places ORDER BY 1")
    ]
    if "geonames" in held:
        yield geonames.SOURCE
    if source_id(name) in held:
        yield SourceRow(source_id(name), f"the user's own: {source.name}", "", "as given", "", "")


def _write_rejects(target: Path, rejects: Sequence[geonames.Fault]) -> None:
    path = target.with_name(f"{target.stem}.rejects.csv")
    if not rejects:
        path.unlink(missing_ok=True)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["line", "field", "reason"])
        table.writerows(rejects)
