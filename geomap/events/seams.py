"""Where another tool may take a step over: plain callables of the same shape as ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from geomap.events.dates import DateMention, find_dates
from geomap.events.link import Link, link_sentence
from geomap.events.text import Sentence, Span
from geomap.events.triggers import Trigger, find_triggers
from geomap.model import Toponym

__all__ = ["Coder", "Linker", "Resolver", "Seams"]

#: Text of a sentence and its offset -> the words that tell events, with their types.
Coder = Callable[[str, int], Sequence[Trigger]]
#: Sentence, clauses, words of an event, mentions -> where it happened, or None.
Linker = Callable[[Sentence, tuple[Span, ...], Span, Sequence[Toponym]], Link | None]
#: Text of a sentence, day of publication, year spoken of -> words of time with their intervals.
#: Hashable, as every function is: what it read of a document is kept for its next reader.
Resolver = Callable[[str, date | None, int | None], Sequence[DateMention]]


@dataclass(frozen=True, slots=True)
class Seams:
    """The three steps of `find_events` that a model or another library may do instead.

    >>> from geomap.events.seams import Seams
    >>> quiet = Seams(coder=lambda text, offset: ())  # finds no event at all
    """

    coder: Coder = find_triggers
    linker: Linker = link_sentence
    resolver: Resolver = find_dates
