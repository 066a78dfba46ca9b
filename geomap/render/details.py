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
#: What JSON writes for control characters and line ends, and what no output shows (`text.clean`).
_ESCAPES = ("\\u", "\\n", "\\r", "\\t", "\\b", "\\f", "\x7f")
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

    A column that holds one value all through a text is written as ``{"all": value}``.
    """
    return [
        _text({name: column[at : at + chunk].tolist() for name, column in cells.items()})
        for at in range(0, rows, chunk)
    ]


def _text(columns: dict[str, list[Any]]) -> str:
    try:
        text = _dump(columns)
        if not _is_dirty(text):
            return text
    except (TypeError, ValueError):  # NaN or a type of numpy or pandas within a record
        pass
    return _dump({name: [_cleaned(v) for v in values] for name, values in columns.items()})


def _dump(columns: dict[str, list[Any]]) -> str:
    short = {
        name: {"all": values[0]} if values.count(values[0]) == len(values) else values
        for name, values in columns.items()
    }
    return json.dumps(short, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _is_dirty(text: str) -> bool:
    if any(sign in text for sign in _ESCAPES):
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
