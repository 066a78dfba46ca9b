"""The words of events as JSON, a few thousand rows a text, cleaned as fast as they allow."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geomap.render.text import clean

if TYPE_CHECKING:
    import numpy as np
    from pandas import Series

__all__ = ["CHUNK", "detail_texts", "list_cells", "number_cells", "text_cells"]

#: Rows of one text: large enough to pack well, small enough to be read while a list scrolls.
CHUNK = 2_000
#: Columns whose cells repeat what stands in these others of the same row (an actor: the first).
REFERRING = ("headline", "where_words", "notes")
REFERRED = ("place_name", "admin1", "sub_event_type", "actors")
#: Words of three signs could be part of "{0}" itself.
SHORT = 3
_MARKS = ("{1}", "{2}", "{3}", "{4}")
#: What JSON writes for control characters and line ends, and what no output shows (`text.clean`).
_ESCAPES = ("\\u", "\\n", "\\r", "\\t", "\\b", "\\f")
_DIRTY = re.compile(
    "[\x80-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def text_cells(values: Series) -> np.ndarray:
    """Return cells as objects, None where one is missing."""
    import pandas as pd

    cells: np.ndarray = values.to_numpy(object, copy=True)
    cells[pd.isna(cells)] = None
    return cells


def number_cells(values: Series) -> np.ndarray:
    """Return whole numbers as int, others to five places, None where one is missing."""
    import numpy as np
    import pandas as pd

    floats = pd.to_numeric(values).to_numpy(float, na_value=np.nan)
    missing = np.isnan(floats)
    filled = np.where(missing, 0, floats)
    whole = bool(np.all(filled == np.rint(filled)))
    cells: np.ndarray = (filled.astype(np.int64) if whole else np.round(filled, 5)).astype(object)
    cells[missing] = None
    return cells


def list_cells(values: Series) -> np.ndarray:
    """Return cells that hold lists as they are, an empty list where one is missing."""
    import numpy as np

    cells = np.empty(len(values), object)
    cells[:] = [v if isinstance(v, list | tuple) else [] for v in values.to_numpy(object)]
    return cells


def detail_texts(cells: Mapping[str, np.ndarray], rows: int, chunk: int = CHUNK) -> list[str]:
    """Return columns as JSON texts of ``chunk`` rows: ``{"name": [...]}``.

    A column that holds one value all through a text is written as ``{"all": value}``, one whose
    words repeat those of others as ``{"with": names, "cells": [...]}``.
    """
    return [
        _text({name: column[at : at + chunk].tolist() for name, column in cells.items()})
        for at in range(0, rows, chunk)
    ]


def _referred(columns: dict[str, list[Any]]) -> dict[str, Any]:
    """Return columns in which words that stand in another column of the row give way to "{1}".

    A headline names type, actor and place again; written out they would be a sixth of a large
    table. "{" itself is written "{0}".
    """
    names = [name for name in REFERRED if name in columns]
    words = list(zip(*(_usable(columns[name]) for name in names), strict=True))
    found: dict[str, Any] = {}
    for name in (n for n in REFERRING if n in columns and names):
        cells = [_refer(*pair) for pair in zip(columns[name], words, strict=True)]
        found[name] = {"with": names, "cells": cells}
    return columns | found


def _usable(values: list[Any]) -> list[str]:
    """Return the words of a column that others may refer to, "" where there is none."""
    if isinstance(next((v for v in values if v), None), list | tuple):
        values = [v[0].get("name") if v and isinstance(v[0], dict) else None for v in values]
    return [
        v if isinstance(v, str) and len(v) > SHORT and "{" not in v and "}" not in v else ""
        for v in values
    ]


def _refer(cell: Any, words: tuple[str, ...]) -> Any:  # noqa: ANN401 - words or None
    if not isinstance(cell, str):
        return cell
    if "{" in cell:
        cell = cell.replace("{", "{0}")
    for mark, word in zip(_MARKS, words, strict=False):
        if word and word in cell:
            cell = cell.replace(word, mark)
    return cell


def _text(columns: dict[str, list[Any]]) -> str:
    try:
        text = _dump(columns)
        if not _is_dirty(text):
            return text
    except (TypeError, ValueError):  # NaN or a type of numpy or pandas within a record
        pass
    return _dump({name: [_cleaned(v) for v in values] for name, values in columns.items()})


def _dump(columns: dict[str, list[Any]]) -> str:
    same = {
        name: {"all": values[0]}
        for name, values in columns.items()
        if values.count(values[0]) == len(values)
    }
    short = {**_referred({k: v for k, v in columns.items() if k not in same}), **same}
    return json.dumps(short, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _is_dirty(text: str) -> bool:
    if ("\\" in text and any(sign in text for sign in _ESCAPES)) or "\x7f" in text:
        return True
    return not text.isascii() and _DIRTY.search(text) is not None


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - a cell, or something within one
    if isinstance(value, Mapping):
        return {clean(k): _cleaned(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(v) for v in value]
    if isinstance(value, str):
        return clean(value)
    return value if isinstance(value, bool | int) or value is None else _cleaned_scalar(value)


def _cleaned_scalar(value: Any) -> Any:  # noqa: ANN401 - a number of any library, or a word
    import pandas as pd

    if pd.isna(value):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return clean(value)
    return int(number) if number.is_integer() else round(number, 5)
