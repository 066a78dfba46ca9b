"""Values <-> Arrow: events and reports in full, as the model has them.

The Arrow type of a value follows from its annotations, so that the model is written down once.
"""

from __future__ import annotations

import gc
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "arrow_type", "batches", "from_table", "packed", "to_table", "uncollected", "unpacked",
]  # fmt: skip

Value = TypeVar("Value")

#: Values that stand as Python's dicts and lists at once, on their way to Arrow or from it.
BATCH: Final = 1000


def to_table(values: Iterable[Any], kind: type) -> pa.Table:
    """Return a table of values of one dataclass: a column a field, nested as the model is."""
    import pyarrow as pa

    schema = pa.schema(list(arrow_type(kind)))
    left, tables = iter(values), [schema.empty_table()]
    with uncollected():
        while batch := [_plain(value) for value in islice(left, BATCH)]:
            tables.append(pa.Table.from_pylist(batch, schema))
    return pa.concat_tables(tables).combine_chunks()


def from_table(table: pa.Table, kind: type[Value]) -> Iterator[Value]:
    """Yield the values of a table that `to_table` made; more columns do no harm."""
    return chain.from_iterable(batches(table, kind))


def batches(table: pa.Table, kind: type[Value]) -> Iterator[list[Value]]:
    """Yield the values of a table, `BATCH` at a time."""
    annotation: Any = kind
    made = _maker(annotation)
    chosen = table.select(list(_names(annotation)))
    for start in range(0, len(chosen), BATCH):
        with uncollected():
            batch = [made(row) for row in chosen.slice(start, BATCH).to_pylist()]
        yield batch


def packed(table: pa.Table) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def unpacked(content: bytes, kind: type[Value]) -> list[Value]:
    """Return the values of a table that was `packed`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    return list(from_table(pq.read_table(pa.BufferReader(content)), kind))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector still: among values there are no cycles, and looking costs half the time.

    It looks again at all that is held whenever so much is made, which is more at larger sizes.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def arrow_type(kind: Any) -> pa.DataType:  # noqa: ANN401 - an annotation
    """Return the Arrow type of an annotation: a dataclass is a struct, a tuple a list."""
    import pyarrow as pa

    kind = _known(kind)
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32()}
    if kind in simple:
        return simple[kind]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return pa.struct([pa.field(f.name, arrow_type(hints[f.name])) for f in fields(kind)])
    if get_origin(kind) is Literal:
        return pa.string()
    if get_origin(kind) is tuple:
        return pa.list_(arrow_type(get_args(kind)[0]))
    if get_origin(kind) is Mapping:
        return pa.map_(pa.string(), pa.string())
    msg = f"{kind!r} has no Arrow type; give it one in geomap.corpus.values."
    raise TypeError(msg)


def _known(kind: Any) -> Any:  # noqa: ANN401 - an annotation
    """Return an annotation without "or None"."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not types.NoneType)
    return getattr(kind, "__value__", kind)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    if isinstance(value, str | int | float | date) or value is None:
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return list(value.items())
    return {name: _plain(getattr(value, name)) for name in _names(cast("Any", type(value)))}


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass
    return tuple(field.name for field in fields(kind))


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - an annotation
    """Return what makes a value of Python's plain ones; None stays None."""
    kind = _known(kind)
    if is_dataclass(kind):
        build: Any = kind
        hints = get_type_hints(build)
        parts = [(name, _maker(hints[name])) for name in _names(build)]
        return lambda row: row and build(**{name: made(row[name]) for name, made in parts})
    if get_origin(kind) is tuple:
        made = _maker(get_args(kind)[0])
        return lambda row: tuple(map(made, row))
    return dict if get_origin(kind) is Mapping else _same


def _same(value: Value) -> Value:
    return value
