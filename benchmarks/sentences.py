"""Count single sentences in roundabout words that tell an event of the right type.

    python -m benchmarks.sentences [-v]

`sentences.csv` holds sentences of our own in the styles of news, with the type of event that each
tells (none for those that tell no event). Each is read as a document of its own. The lexicon was
built on the parts one after the other, so only the figures of a part at first sight are those of
unseen words: `docs/quality.md` has them.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from geomap.gazetteer import Gazetteer
from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

FILE: Final = Path(__file__).with_name("sentences.csv")
PUBLISHED: Final = date(2024, 10, 24)
#: Types that a reader may take for each other: a crossing may stand in the reports alone.
_CROWD: Final = {"Protests", "Riots"}
_UNREAL: Final = ("negated", "hypothetical", "background")


class Sentence(NamedTuple):
    """A row of the file: its part, the type that it tells ("" for none) and its words."""

    part: str
    event_type: str
    text: str


def sentences() -> tuple[Sentence, ...]:
    """Return the rows of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Sentence(**row) for row in csv.DictReader(file))


def told(text: str, gazetteer: Gazetteer) -> set[str]:
    """Return the types of the events that a sentence tells, a reported crossing among them."""
    parsed = parse(Document("x", text, published=PUBLISHED), gazetteer)
    types = {e.event_type for e in parsed.events if e.status not in _UNREAL}
    return types | ({"Border control"} if parsed.reports else set())


def lines(verbose: bool) -> Iterator[str]:
    """Yield what is missed or raised for nothing when ``verbose``, then a line for each part."""
    gazetteer = open_gazetteer()
    right, given, raised, quiet = (Counter[str]() for _ in range(4))
    for row in sentences():
        types = told(row.text, gazetteer)
        good = bool(types & (_CROWD if row.event_type in _CROWD else {row.event_type}))
        if row.event_type:
            given[row.part] += 1
            right[row.part] += good
        else:
            quiet[row.part] += 1
            raised[row.part] += bool(types)
        if verbose and (good != bool(row.event_type) or (not row.event_type and types)):
            yield f"  {row.event_type or 'no event'!r} told as {sorted(types)}: {row.text}"
    for part in given:
        yield (
            f"{part}: {right[part]} of {given[part]} of the right type, "
            f"{raised[part]} of {quiet[part]} that tell none raise an event"
        )


if __name__ == "__main__":
    print("\n".join(lines("-v" in sys.argv)))
