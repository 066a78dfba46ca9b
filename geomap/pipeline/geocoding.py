"""A table of place names in, the same table with their places out: row by row, memory flat."""

from __future__ import annotations

import csv
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from geomap.errors import OutputError
from geomap.gazetteer.matching import CUTOFF, Matcher
from geomap.gazetteer.table import added_names, answer_cells, check_columns
from geomap.model import Reject
from geomap.read.stream import Stream, stream

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["Geocoded", "geocode_table"]

#: Names that are counted one by one; beyond these only rows are.
_MOST_NAMES = 20_000
_SHOWN = 10


@dataclass(slots=True)
class Geocoded:
    """What became of a table's rows: ``rows == sum(matches) + rejected``."""

    rows: int = 0
    rejected: int = 0
    matches: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)
    first_reject: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the summary, then the names that were not resolved, most frequent first."""
        how = ", ".join(f"{self.matches[how]:,} {how}" for how in _HOW if self.matches[how])
        yield f"{self.rows:,} rows: {how}" + (
            f", {self.rejected:,} set aside (first: {self.first_reject})" if self.rejected else ""
        )
        for name, count in self.unresolved.most_common(_SHOWN):
            yield f"not in the gazetteer: {name!r} ({count:,} row{'s' if count > 1 else ''})"
        more = len(self.unresolved) - _SHOWN
        if more > 0:
            yield f"and {more:,} more names; --unresolved FILE lists every row"


_HOW = ("exact", "alias", "fuzzy", "unresolved")


def geocode_table(
    table: str | Path,
    columns: tuple[str, str | None, str | None],
    output: Path | TextIO,
    *,
    unresolved: Path | None = None,
    cutoff: float = CUTOFF,
    gazetteer: Gazetteer | None = None,
) -> Geocoded:
    """Write ``table`` as CSV with the columns that `geomap.geocode` adds; return the counts.

    ``columns`` are those of the place, the division and the country. Rows that cannot be read or
    resolved are listed in ``unresolved`` with row, field and reason.

    Raises
    ------
    ReadError, SchemaError, OutputError
        When the table cannot be read, has no such column, or the output cannot be written.
    """
    from geomap.gazetteer import open as open_gazetteer

    matcher = Matcher(gazetteer or open_gazetteer(), cutoff)
    done = Geocoded()
    with stream(table) as source:
        check_columns(source.columns, columns)
        with _writer(output) as rows, _writer(unresolved) as left:
            rows.writerow([*source.columns, *added_names(source.columns)])
            left.writerow(["source", "row", "field", "reason"])
            for reject in _write(source, columns, matcher, rows, done):
                left.writerow([reject.source, reject.row, reject.field, reject.reason])
    return done


def _write(
    source: Stream,
    columns: tuple[str, str | None, str | None],
    matcher: Matcher,
    rows: _Writer,
    done: Geocoded,
) -> Iterator[Reject]:
    """Write every row with its place; yield why a row has none."""
    from geomap.render.data import safe_cell

    places = [source.columns.index(c) if c else None for c in columns]
    for number, cells in source.rows:
        done.rows += 1
        if isinstance(cells, Reject):
            done.rejected += 1
            done.first_reject = done.first_reject or cells.reason
            yield cells
            continue
        words = ["" if i is None else cells[i].strip() for i in places]
        answer = matcher.match(*words)
        done.matches[answer.how] += 1
        rows.writerow([*map(safe_cell, cells), *map(safe_cell, answer_cells(answer))])
        if answer.place is None:
            yield _unresolved(Reject(source.name, number, columns[0], ""), words, done)


def _unresolved(row: Reject, words: Sequence[str], done: Geocoded) -> Reject:
    """Return why a row has no place, and count its name."""
    name, upper = words[0], ", ".join(word for word in words[1:] if word)
    if name in done.unresolved or len(done.unresolved) < _MOST_NAMES:
        done.unresolved[name] += 1
    reason = f"{name!r} is not in the gazetteer" if name else "The name is empty"
    return replace(row, reason=f"{reason}{f' within {upper!r}' if upper and name else ''}.")


class _Writer:
    """Writes rows of CSV, or nowhere."""

    def __init__(self, file: TextIO | None) -> None:
        self._rows = csv.writer(file, lineterminator="\r\n") if file else None

    def writerow(self, cells: Sequence[object]) -> None:
        if self._rows:
            self._rows.writerow(cells)


@contextmanager
def _writer(output: Path | TextIO | None) -> Iterator[_Writer]:
    """Give a writer to a stream, nowhere, or a file that appears when all is written."""
    if not isinstance(output, Path):
        yield _Writer(output)
        return
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{output.name[:40]}-", dir=output.parent)
    except OSError as error:
        raise _not_written(output, error) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield _Writer(file)
        Path(scratch).chmod(0o644)
        Path(scratch).replace(output)
    except OSError as error:
        raise _not_written(output, error) from error
    finally:
        Path(scratch).unlink(missing_ok=True)


def _not_written(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or type(error).__name__).lower()
    return OutputError(f"{str(path)!r} cannot be written ({reason}); choose another with -o.")
