"""Frames -> files of geographic information systems: GeoPackage, FlatGeobuf, GeoParquet, KML.

Lists and records become JSON text, so that every program reads them and `geomap.read` reads them
back. Rows without a geometry are kept. The same frame gives the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import OutputError
from geomap.render.data.text import frame_terms, plain

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["save_flatgeobuf", "save_geopackage", "save_geoparquet", "save_kml"]

#: GDAL writes the day of writing into a GeoPackage; this makes the bytes depend on the data alone.
_DAY: Final = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}
#: Bytes of a dictionary of values: one province's area stands once in a file, not once a row.
_ONE_AREA_ONCE: Final = {"dictionary_pagesize_limit": 1 << 26}
_NAMES: Final = ("event_id", "crossing_id", "document_id")


def save_geopackage(frame: GeoDataFrame, path: Path) -> Path:
    """Write a GeoPackage of one layer, with the sources' terms as its metadata."""
    return _save(frame, path, "GPKG", layer_metadata=_metadata(frame))


def save_flatgeobuf(frame: GeoDataFrame, path: Path) -> Path:
    """Write a FlatGeobuf file; without an index, which cannot hold rows that have no geometry."""
    return _save(frame, path, "FlatGeobuf", layer_options={"SPATIAL_INDEX": "NO", **_about(frame)})


def save_kml(frame: GeoDataFrame, path: Path) -> Path:
    """Write a KML file whose placemarks have a name; all columns stand in their extended data.

    KML makes no difference between ``name`` and its own ``Name``.
    """
    plain_name = "name" in frame.columns
    named = frame.rename(columns={"name": "Name"}) if plain_name else (
        frame.assign(Name=_headlines(frame)))  # fmt: skip
    return _save(named, path, "LIBKML")


def save_geoparquet(frame: GeoDataFrame, path: Path) -> Path:
    """Write a GeoParquet file; needs pyarrow (``pip install 'geomap[parquet]'``)."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        msg = f"{path.name!r} needs pyarrow; pip install 'geomap[parquet]', or write .gpkg."
        raise OutputError(msg) from error
    flat = _flat(frame)
    flat.attrs = {"terms": frame_terms(frame)}
    with _in_place(path) as scratch:
        flat.to_parquet(scratch, index=False, compression="zstd", **_ONE_AREA_ONCE)
    return path


def _save(frame: GeoDataFrame, path: Path, driver: str, **options: Any) -> Path:  # noqa: ANN401
    import pyogrio

    before = {key: pyogrio.get_gdal_config_option(key) for key in _DAY}
    pyogrio.set_gdal_config_options(_DAY)
    try:
        with _in_place(path) as scratch:
            pyogrio.write_dataframe(
                _flat(frame), scratch, driver=driver, layer=_layer(frame), **options
            )
    finally:
        pyogrio.set_gdal_config_options(before)
    return path


def _layer(frame: GeoDataFrame) -> str:
    key = next((name for name in _NAMES if name in frame.columns), "")
    return {"event_id": "events", "crossing_id": "crossings", "document_id": "toponyms"}.get(
        key, "places"
    )


def _flat(frame: GeoDataFrame) -> GeoDataFrame:
    """Return a frame whose lists and records are JSON text and whose missing values are null.

    A column of text stays one when all of it is missing, so that files of one kind fit together.
    """
    import pandas as pd

    flat = frame.copy()
    for column in flat.columns:
        if flat[column].dtype == object and column != flat.geometry.name:
            cells = [_cell(value) for value in flat[column]]
            text = all(isinstance(cell, str) or cell is None for cell in cells)
            flat[column] = pd.Series(cells, flat.index, dtype="str" if text else object)
    return flat


def _cell(value: Any) -> Any:  # noqa: ANN401 - any cell
    known = plain(value)
    if isinstance(known, list | dict):
        return json.dumps(known, ensure_ascii=False, separators=(",", ":")) if known else ""
    return known


def _headlines(frame: GeoDataFrame) -> list[str]:
    for column in ("headline", "place_name", "text"):
        if column in frame.columns:
            return [str(cell) for cell in frame[column]]
    return [""] * len(frame)


def _metadata(frame: GeoDataFrame) -> dict[str, str] | None:
    terms = frame_terms(frame)
    return {t["source_system"]: json.dumps(t, ensure_ascii=False) for t in terms} or None


def _about(frame: GeoDataFrame) -> dict[str, str]:
    credits = "; ".join(terms["credit"] for terms in frame_terms(frame))
    return {"DESCRIPTION": credits} if credits else {}


@contextmanager
def _in_place(path: Path) -> Iterator[Path]:
    """Give a scratch file that takes the place of ``path`` when it is whole."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".geomap-", dir=path.parent))
    except OSError as error:
        raise _not_written(path, error.strerror or type(error).__name__) from error
    try:
        scratch = folder / path.name
        yield scratch
        os.replace(scratch, path)  # noqa: PTH105 - Path.replace is the same
    except OSError as error:
        raise _not_written(path, error.strerror or str(error)) from error
    except (RuntimeError, ValueError) as error:  # pyogrio's and pyarrow's own
        raise _not_written(path, str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _not_written(path: Path, reason: str) -> OutputError:
    return OutputError(
        f"{str(path)!r} cannot be written ({reason.lower()}); choose a folder that exists and is "
        "yours."
    )
