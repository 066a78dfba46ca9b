"""A figure: what a benchmark measured, the limit that we promise, what a peer does."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Figure"]


class Figure(NamedTuple):
    """One measured value.

    ``limit`` is promised: at most that much, or at least, when ``more_is_better``; None when
    nothing is promised. ``peer`` says what a peer measured in the same run.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    more_is_better: bool = False
    peer: str = ""

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit
