"""Events of all partitions -> merged events, in one pass over them in the order of their days.

Comparing all with all is out of the question, and so is holding all. Every event has a place on a
line, such that two tellings of one event are neighbors on it (`position`). The events are sorted
along the line through files (`_scatter`), and swept: an event is handed on when the sweep has
passed all that could retell it. The result is that of `merge_events` on all events in that order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.corpus.values import batches, to_table, uncollected
from geomap.events.merge import Merger
from geomap.events.rivals import SAME_DEGREES, SLACK_DAYS
from geomap.model import Event

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

__all__ = ["events_table", "position", "sweep"]

#: Events of a bucket, about; from five million on more, as there are so many buckets.
BUCKET_EVENTS: Final = 20_000
#: Events that are held before those that nothing can retell are handed on.
LEAST_HELD: Final = 2000
#: Rows that are dealt to the buckets at once, about.
_DEALT: Final = 10_000
#: Open files while sorting.
_MOST_BUCKETS: Final = 250
#: Quantiles that stand for a partition when buckets are chosen.
_QUANTILES: Final = 32
#: Days lie right of all latitudes on the line.
_DAY_ZERO: Final = 1000.0


def position(event: Event) -> tuple[float, float]:
    """Return where on the line an event begins, and beyond which nothing retells it.

    An event with days stands at them. One without can only be retold at the same place and stands
    at its latitude; one without a place, only in the same document, and stands by its id.
    """
    days = [day.toordinal() for day in (event.when.start, event.when.end) if day]
    if days:
        return days[0] + _DAY_ZERO, days[-1] + _DAY_ZERO + SLACK_DAYS
    if event.place:
        return event.place.lat, event.place.lat + SAME_DEGREES
    by_id = -1.0 - int.from_bytes(event.event_id[:4].encode("utf-8", "replace")[:4], "big")
    return by_id - 1000.0, by_id - 1000.0


def events_table(events: Sequence[Event]) -> pa.Table:
    """Return events as `sweep` reads them: their values and where on the line each begins."""
    import pyarrow as pa

    places = pa.array([position(event)[0] for event in events], pa.float64())
    return to_table(events, Event).append_column("position", places)


def sweep(parts: Sequence[Path], scratch: Path) -> Iterator[tuple[Event, ...]]:
    """Yield the merged events of Parquet files of `Event`, batch by batch along the line.

    ``scratch`` is an empty folder for the sorted events; it needs about as much room as ``parts``.
    """
    merger, full = Merger(), LEAST_HELD
    for batch in chain.from_iterable(map(_sorted, _scatter(parts, scratch))):
        with uncollected():
            for event in batch:
                merger.add(event)
        if len(merger) >= full:
            yield merger.take(partial(_passed, position(batch[-1])[0]))
            full = max(LEAST_HELD, 2 * len(merger))  # taking looks at all: not too often
    yield merger.take()


def _passed(here: float, event: Event) -> bool:
    """Say whether nothing from a position on retells an event."""
    return position(event)[1] < here


def _sorted(bucket: Path) -> Iterator[list[Event]]:
    """Yield the events of a bucket along the line, equals in the order of the documents; end it."""
    import numpy as np
    import pyarrow as pa

    with pa.memory_map(str(bucket)) as file:
        table = pa.ipc.open_stream(file).read_all().combine_chunks()
    bucket.unlink()
    order = np.argsort(table["position"].to_numpy(), kind="stable")
    yield from batches(table.take(order), Event)


def _scatter(parts: Sequence[Path], scratch: Path) -> list[Path]:
    """Deal the rows of files into buckets along the line; return those that hold any, in order."""
    import numpy as np
    import pyarrow as pa

    edges = _edges(parts)
    paths = [scratch / f"{i:04}.arrow" for i in range(len(edges) + 1)]
    writers: dict[int, Any] = {}
    try:
        for table in _tables(parts):
            buckets = np.searchsorted(edges, table["position"].to_numpy(), side="right")
            dealt = table.take(np.argsort(buckets, kind="stable"))
            start = 0
            for bucket, size in zip(*np.unique(buckets, return_counts=True), strict=True):
                if bucket not in writers:
                    writers[bucket] = pa.ipc.new_stream(
                        str(paths[bucket]), table.schema, options=_packing()
                    )
                writers[bucket].write_table(dealt.slice(start, size))
                start += size
    finally:
        for writer in writers.values():
            writer.close()
    return [paths[bucket] for bucket in sorted(writers)]


def _packing() -> Any:  # noqa: ANN401 - pyarrow's options
    import pyarrow as pa

    return pa.ipc.IpcWriteOptions(compression="zstd")


def _edges(parts: Sequence[Path]) -> np.ndarray[Any, Any]:
    """Return positions that part the line into buckets of about equally many events."""
    import numpy as np
    import pyarrow.parquet as pq

    total = 0
    marks: list[np.ndarray[Any, Any]] = []
    weights: list[np.ndarray[Any, Any]] = []
    for path in parts:
        positions = np.array(pq.read_table(path, columns=["position"])["position"])
        if not len(positions):
            continue
        total += len(positions)
        marks.append(np.quantile(positions, np.linspace(0, 1, _QUANTILES), method="nearest"))
        weights.append(np.full(_QUANTILES, len(positions) / _QUANTILES))
    count = min(_MOST_BUCKETS, total // BUCKET_EVENTS)
    if not count:
        return np.array([])
    order = np.argsort(line := np.concatenate(marks), kind="stable")
    below = np.cumsum(np.concatenate(weights)[order])
    at = np.searchsorted(below, np.arange(1, count + 1) * total / (count + 1))
    return np.unique(line[order][np.minimum(at, len(line) - 1)])


def _tables(parts: Iterable[Path]) -> Iterator[pa.Table]:
    """Yield the rows of files, those of small ones together: dealing costs by the table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    held: list[pa.Table] = []
    for path in parts:
        held.append(pq.read_table(path))
        if sum(map(len, held)) >= _DEALT:
            yield pa.concat_tables(held).combine_chunks()
            held = []
    if held:
        yield pa.concat_tables(held).combine_chunks()
