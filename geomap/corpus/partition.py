"""A stream of documents -> partitions: the unit of work, of progress and of resuming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import sha256

from geomap.corpus.stream import Read
from geomap.model import Document, Reject

__all__ = ["Partition", "partitions"]


@dataclass(frozen=True, slots=True)
class Partition:
    """The documents ``number * size`` to ``(number + 1) * size`` of a stream.

    ``rejects`` are what reading set aside among them, ``older`` how many documents ``since`` left
    out, ``position`` how many bytes of the inputs are read by its end. Two partitions of equal
    ``digest`` hold the same.
    """

    number: int
    documents: tuple[Document, ...]
    rejects: tuple[Reject, ...]
    older: int
    position: int

    @property
    def digest(self) -> str:
        """SHA-256 over all that the partition holds."""
        held = (
            [astuple(document) for document in self.documents],
            [astuple(reject) for reject in self.rejects],
            self.older,
        )
        return sha256(repr(held).encode("utf-8", "backslashreplace")).hexdigest()


def partitions(
    reads: Iterable[Read], size: int, *, since: date | None = None, limit: int | None = None
) -> Iterator[Partition]:
    """Yield partitions of ``size`` documents, the last one shorter.

    ``since`` leaves out documents published before that day, or on no known day; ``limit`` ends
    the stream after so many documents.
    """
    documents: list[Document] = []
    rejects: list[Reject] = []
    number = older = position = taken = 0
    for read in reads:
        if taken == limit:
            break
        position = read.position
        if isinstance(read.item, Reject):
            rejects.append(read.item)
        elif since and (read.item.published is None or read.item.published < since):
            older += 1
        else:
            documents.append(read.item)
            taken += 1
        if len(documents) == size:
            yield Partition(number, tuple(documents), tuple(rejects), older, position)
            documents, rejects, older, number = [], [], 0, number + 1
    if documents or rejects or older:
        yield Partition(number, tuple(documents), tuple(rejects), older, position)
