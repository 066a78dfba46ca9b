"""GeoPackage, FlatGeobuf, KML and GeoParquet -> records; other projections become EPSG:4326."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geomap.errors import ReadError
from geomap.read.structured import LAT, LON, from_objects
from geomap.read.table import Records

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["looks_like", "read"]

_GEOPACKAGE: Final = b"SQLite format 3\0"
_FLATGEOBUF: Final = b"fgb"
_PARQUET: Final = b"PAR1"
_KML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<kml\b")


def looks_like(raw: bytes) -> bool:
    """Whether bytes begin as one of the formats does."""
    return raw.startswith((_GEOPACKAGE, _FLATGEOBUF, _PARQUET)) or bool(_KML.match(raw[:1000]))


def read(raw: bytes, name: str) -> Records:
    """Return a record a feature; a point fills lat and lon.

    Raises
    ------
    ReadError
        When the file is damaged, holds no table or needs pyarrow, which is not installed.
    """
    frame = _frame(raw, name)
    if "geometry" in frame.columns:
        frame = _with_points(frame)
    columns = [str(column) for column in frame.columns]
    cells = [frame[column].astype(object).tolist() for column in frame.columns]
    rows = [
        (i, {c: _plain(v) for c, v in zip(columns, row, strict=True)})
        for i, row in enumerate(zip(*cells, strict=True), 2)
    ]
    return from_objects(rows, name)


def _frame(raw: bytes, name: str) -> GeoDataFrame:
    import geopandas

    try:
        if raw.startswith(_PARQUET):
            return _parquet(raw, name)
        suffix = ".gpkg" if raw.startswith(_GEOPACKAGE) else ".fgb" if raw.startswith(
            _FLATGEOBUF) else ".kml"  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:  # GDAL goes by the suffix, we do not
            path = Path(folder) / f"input{suffix}"
            path.write_bytes(raw)
            return geopandas.read_file(path, engine="pyogrio")
    except ReadError:
        raise
    except Exception as error:
        msg = f"{name!r} cannot be read as geodata ({error}); export it again."
        raise ReadError(msg) from error


def _parquet(raw: bytes, name: str) -> GeoDataFrame:
    try:
        import pyarrow.parquet
    except ImportError as error:
        msg = f"{name!r} is a Parquet file; pip install 'geomap[parquet]', or save it as CSV."
        raise ReadError(msg) from error
    import geopandas

    metadata = pyarrow.parquet.read_schema(io.BytesIO(raw)).metadata or {}
    if b"geo" in metadata:
        return geopandas.read_parquet(io.BytesIO(raw))
    return pyarrow.parquet.read_table(io.BytesIO(raw)).to_pandas()


def _with_points(frame: GeoDataFrame) -> GeoDataFrame:
    shapes = frame.geometry
    if shapes.crs is not None and shapes.crs.to_epsg() != 4326:
        shapes = shapes.to_crs("EPSG:4326")
    points = shapes.geom_type == "Point"
    table = frame.drop(columns=shapes.name)
    for column, values in ((LAT, shapes[points].y), (LON, shapes[points].x)):
        own = table[column].astype(object) if column in table.columns else None
        table[column] = values.reindex(table.index).astype(object)
        if own is not None:
            table[column] = table[column].where(points, own)
    return table


def _plain(value: object) -> object:
    """Return a cell as `structured.as_text` takes it; missing values are None."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return None if str(value) in ("<NA>", "NaT", "nan") else value
