"""Frames of imported events -> the form of their source, from the rows kept in ``native``."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.read.gdelt import ungroup
from geomap.read.ucdp import HXL

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["source_text"]


def source_text(frame: pd.DataFrame, line_end: str = "\r\n") -> str:
    r"""Return the rows of one source as its own file has them, every cell as it was.

    Cells come back byte for byte. A file does, too, when it was UTF-8 without a byte order mark,
    comma-separated (GDELT: tabs), quoted only where needed and ended its lines with ``line_end``;
    of ACLED files delimiter and line end are lost, of grouped GDELT rows an order that was not that
    of their ids. The HXL row of the HDX files is written again.

    Raises
    ------
    OutputError
        When the frame holds events of several sources, or of articles.
    """
    systems = sorted({str(system) for system in frame["source_system"]})
    if len(systems) != 1 or systems[0] not in _FORMS:
        msg = (
            f"The frame holds events of {', '.join(systems) or 'no source'}; give those of one of "
            f"{', '.join(_FORMS)}."
        )
        raise OutputError(msg)
    return _FORMS[systems[0]](list(frame["native"]), line_end)


def _with_header(natives: Sequence[Mapping[str, str]], line_end: str) -> str:
    columns = list(dict.fromkeys(column for native in natives for column in native))
    return _csv([columns, *([n.get(c, "") for c in columns] for n in natives)], line_end)


def _ged(natives: Sequence[Mapping[str, str]], line_end: str) -> str:
    columns = list(natives[0])
    tags = [[HXL.get(column, "") for column in columns]] if "iso3" in columns else []
    return _csv([columns, *tags, *(list(native.values()) for native in natives)], line_end)


def _gdelt(natives: Sequence[Mapping[str, str]], line_end: str) -> str:
    rows = [cells for native in natives for cells in ungroup(native)]
    if len(rows) > len(natives):  # grouping moved rows; the files are in the order of their ids
        rows.sort(key=lambda cells: int(cells[0]))
    return "".join("\t".join(cells) + ("\n" if line_end == "\r\n" else line_end) for cells in rows)


def _csv(rows: Sequence[Sequence[str]] | Iterator[Sequence[str]], line_end: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end).writerows(rows)
    return text.getvalue()


_FORMS: Mapping[str, Callable[[Sequence[Mapping[str, str]], str], str]] = {
    "ucdp_ged": _ged,
    "gdelt": _gdelt,
    "acled": _with_header,
    "table": _with_header,
}
