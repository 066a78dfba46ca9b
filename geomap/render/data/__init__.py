"""Frames -> data files; the suffix chooses the format, one registry line each."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import OutputError
from geomap.read.terms import terms_of
from geomap.render.data.gis import (
    save_flatgeobuf,
    save_geopackage,
    save_geoparquet,
    save_kml,
)
from geomap.render.data.source import source_text
from geomap.render.data.text import TEXT_FORMATS, frame_text, geojson_pieces, safe_cell
from geomap.render.files import write_atomically

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "frame_text",
    "geojson_pieces",
    "restrictions",
    "safe_cell",
    "save_frame",
    "source_text",
]

#: The formats that are text, and so can be printed.
FORMATS: Final = TEXT_FORMATS
_GIS: Final[Mapping[str, Callable[[Any, Path], Path]]] = MappingProxyType(
    {
        "gpkg": save_geopackage,
        "parquet": save_geoparquet,
        "fgb": save_flatgeobuf,
        "kml": save_kml,
    }
)
#: All suffixes of data files.
SUFFIXES: Final = tuple(f".{form}" for form in (*TEXT_FORMATS, *_GIS))


def save_frame(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a frame (EPSG:4326 where it has geometry); the suffix chooses the format.

    .geojson .csv .jsonl .gpkg .parquet .fgb .kml. Warns when the terms of a source (ACLED) forbid
    passing the file on.

    Raises
    ------
    OutputError
        When the suffix is none of these, or the file cannot be written.
    """
    for words in restrictions(frame):
        warnings.warn(words, stacklevel=2)
    form = Path(path).suffix.removeprefix(".").lower()
    if form in _GIS:
        return _GIS[form](frame, Path(path))
    if form not in TEXT_FORMATS:
        msg = f"{Path(path).name!r} is in no format of data; use {', '.join(SUFFIXES)}."
        raise OutputError(msg)
    return write_atomically(path, frame_text(frame, form))


def restrictions(frame: pd.DataFrame) -> list[str]:
    """Return what the terms of the sources of a frame forbid to do with its rows."""
    if "source_system" not in frame.columns:
        return []
    found = terms_of(str(system) for system in frame["source_system"])
    return [terms.restricted for terms in found if terms.restricted]
