"""What a frame of events, crossings or toponyms must look like: columns, types, vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from geomap.errors import SchemaError
from geomap.model import CrossingStatus, DateBasis, Status

if TYPE_CHECKING:
    import pandas as pd
    from geopandas import GeoDataFrame

__all__ = [
    "CROSSING_COLUMNS",
    "CRS",
    "EVENT_COLUMNS",
    "EVENT_TYPES",
    "TOPONYM_COLUMNS",
    "typed",
    "validate",
]

CRS = "EPSG:4326"
_TOLLS = [f"{who}_{end}" for who in ("fatalities", "injured", "displaced") for end in
          ("low", "best", "high")]  # fmt: skip

#: Column -> kind: str, day (ISO date or None), int, float, bool, list, dict. In order.
EVENT_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys("event_id source_system native_id".split(), "str"),
        **dict.fromkeys("event_type sub_event_type status".split(), "str"),
        "date_start": "day",
        "date_end": "day",
        "date_prec": "int",
        "date_basis": "str",
        **dict.fromkeys("place_name place_id place_words".split(), "str"),
        **dict.fromkeys("country country_code admin1".split(), "str"),
        "lat": "float",
        "lon": "float",
        "where_prec": "int",
        "actors": "list",
        **dict.fromkeys(_TOLLS, "int"),
        **dict.fromkeys("claims evidence quotes sources".split(), "list"),
        "border": "str",
        "border_km": "float",
        "side": "str",
        "nearest_crossing": "str",
        "crossing_km": "float",
        "confidence": "float",
        "reasons": "list",
        "extractor": "str",
        "notes": "str",
        "tags": "list",
        "codes": "dict",
        "native": "dict",
    }
)

CROSSING_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "crossing_id": "str",
        "name": "str",
        "aliases": "list",
        **dict.fromkeys("country_a country_b kind".split(), "str"),
        "major": "bool",
        "status": "str",
        "as_of": "day",
        "since": "day",
        "scope": "str",
        "detail": "str",
        "quotes": "list",
        "reports": "list",
        "contradicted": "bool",
        "lat": "float",
        "lon": "float",
        "border": "str",
    }
)

TOPONYM_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "document_id": "str",
        "start": "int",
        "end": "int",
        **dict.fromkeys("text role cue place_id place_name feature_code".split(), "str"),
        **dict.fromkeys("country_code admin1".split(), "str"),
        "lat": "float",
        "lon": "float",
        "confidence": "float",
        "reasons": "list",
        "rivals": "list",
    }
)

EVENT_TYPES = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
    "Border control",
    "Diplomacy",
    "Other",
)
_VOCABULARIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "event_type": EVENT_TYPES,
        "status": get_args(Status),
        "date_basis": (*get_args(DateBasis), ""),
    }
)
_CROSSING_VOCABULARIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"status": get_args(CrossingStatus), "scope": ("named", "generic")}
)
_RANGES = {
    "lat": (-90, 90),
    "lon": (-180, 180),
    "where_prec": (1, 7),
    "date_prec": (1, 5),
    "confidence": (0, 1),
    **dict.fromkeys(_TOLLS, (0, float("inf"))),
}
_DTYPES = {"str": "str", "int": "Int64", "float": "float64", "bool": "bool"}
_MAX_SHOWN = 3


def typed(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return the columns of ``table`` in order, each with the type of its kind."""
    return table[list(columns)].astype({c: _DTYPES.get(kind, "object") for c, kind in
                                        columns.items()})  # fmt: skip


def validate(frame: GeoDataFrame) -> GeoDataFrame:
    """Return ``frame`` unchanged when it is a proper frame of events or of crossings.

    More columns than those of the schema are welcome behind them.

    Raises
    ------
    SchemaError
        Naming every fault at once, with the rows where it stands.
    """
    crossings = "crossing_id" in frame.columns and "event_id" not in frame.columns
    columns = CROSSING_COLUMNS if crossings else EVENT_COLUMNS
    found = list(_faults(frame, columns, _CROSSING_VOCABULARIES if crossings else _VOCABULARIES))
    if found:
        what = "crossings" if crossings else "events"
        msg = f"Not a frame of {what}: {'; '.join(found)}. Build it with {what}_frame()."
        raise SchemaError(msg)
    return frame


def _faults(
    frame: GeoDataFrame, columns: Mapping[str, str], vocabularies: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    missing = [c for c in (*columns, "geometry") if c not in frame.columns]
    if missing:
        yield f"missing columns {', '.join(missing)}"
    order = [c for c in frame.columns if c in columns]
    if not missing and order != list(columns):
        yield f"columns out of order, wanted {', '.join(columns)}"
    if "geometry" in frame.columns and str(getattr(frame, "crs", None)) != CRS:
        yield f"CRS is {getattr(frame, 'crs', None)}, wanted {CRS}"
    for column in order:
        yield from _column_faults(frame[column], columns[column], vocabularies.get(column))
    yield from _row_faults(frame, next(iter(columns)))


def _column_faults(
    cells: pd.Series[Any], kind: str, vocabulary: tuple[str, ...] | None
) -> Iterator[str]:
    name = str(cells.name)
    values = cells.tolist()
    yield from _at(name, f"not {_KINDS[kind][0]}", values, lambda v: not _KINDS[kind][1](v))
    if vocabulary:
        words = ", ".join(word for word in vocabulary if word)
        yield from _at(name, f"not one of {words}", values, lambda v: v not in vocabulary)
    if name in _RANGES:
        low, high = _RANGES[name]
        yield from _at(name, f"not within {low}..{high}", values, lambda v: _outside(v, low, high))


def _at(name: str, fault: str, values: list[Any], wrong: Any) -> Iterator[str]:  # noqa: ANN401
    rows = [i for i, value in enumerate(values) if wrong(value)]
    if rows:
        shown = ", ".join(f"{values[i]!r} in row {i}" for i in rows[:_MAX_SHOWN])
        more = f" and {len(rows) - _MAX_SHOWN} more" if len(rows) > _MAX_SHOWN else ""
        yield f"{name} {fault}: {shown}{more}"


def _row_faults(frame: GeoDataFrame, key: str) -> Iterator[str]:
    if key in frame.columns:
        twice = sorted({str(v) for v in frame[key][frame[key].duplicated()]})
        if twice:
            yield f"{key} not unique: {', '.join(twice[:_MAX_SHOWN])}"
    if {"date_start", "date_end"} <= set(frame.columns):
        days = zip(frame["date_start"], frame["date_end"], strict=True)
        backward = [i for i, (a, b) in enumerate(days) if _is_text(a) and _is_text(b) and a > b]
        if backward:
            yield f"date_end before date_start in rows {backward[:_MAX_SHOWN]}"
    if {"lat", "lon"} <= set(frame.columns):
        halves = frame.index[frame["lat"].isna() != frame["lon"].isna()].tolist()
        if halves:
            yield f"lat without lon in rows {halves[:_MAX_SHOWN]}"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_missing(value: object) -> bool:
    return value is None or str(value) in ("nan", "<NA>", "NaT")


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return _is_missing(value)
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_number(value: object) -> bool:
    return _is_missing(value) or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_whole(value: object) -> bool:
    return _is_number(value) and (_is_missing(value) or float(value) == int(value))  # type: ignore[arg-type,call-overload]


def _outside(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not _is_missing(value) and not (low <= value <= high)


_KINDS: Mapping[str, tuple[str, Any]] = MappingProxyType(
    {
        "str": ("text", _is_text),
        "day": ("an ISO date or None", _is_day),
        "int": ("a whole number", _is_whole),
        "float": ("a number", _is_number),
        "bool": ("true or false", lambda v: isinstance(v, bool)),
        "list": ("a list", lambda v: isinstance(v, list)),
        "dict": ("a dict", lambda v: isinstance(v, dict)),
    }
)
