"""Score the days of events in short texts of news.

    python -m benchmarks.days [-v]

`benchmarks/days.txt` says how its texts are written. Prints, for each part, how many of the events
that are wanted were found at all, and of these how many have their days within a day of what a
careful reader would say (the rule of the articles' scorer), and how many have just these days.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import geomap.gazetteer
from geomap.gazetteer import Gazetteer
from geomap.model import Document, Event, Interval
from geomap.pipeline import parse

TEXTS: Final = Path(__file__).with_name("days.txt")
#: The parts that were written when the rules stood.
LATER: Final = ("last", "harder", "passage")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event by words of its sentence, and its days."""

    words: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a part, published on a day, with the events wanted."""

    part: str
    published: date
    lines: tuple[str, ...]
    wanted: tuple[Wanted, ...]


def texts(path: Path = TEXTS) -> Iterator[Text]:
    """Yield the texts of a file."""
    part = ""
    for block in path.read_text(encoding="utf-8").split("\n@ "):
        day, *lines = block.splitlines()
        rows = [line for line in lines if not line.startswith(("#", "= "))]
        wanted = [_wanted(line) for line in lines if line.startswith("= ")]
        if wanted:
            yield Text(part, date.fromisoformat(day), tuple(rows), tuple(wanted))
        part = next((line[3:] for line in block.splitlines() if line.startswith("## ")), part)


def _wanted(line: str) -> Wanted:
    words, _, days = line[2:].rpartition(" | ")
    start, _, end = days.partition("/")
    return Wanted(words, date.fromisoformat(start), date.fromisoformat(end or start))


def near(when: Interval, wanted: Wanted) -> bool:
    """Say whether days lie within those wanted, give or take one."""
    if when.start is None or when.end is None:
        return False
    return wanted.start - _DAY <= when.start and when.end <= wanted.end + _DAY


def judged(text: Text, gazetteer: Gazetteer) -> Iterator[tuple[Wanted, Event | None]]:
    """Yield each event wanted with the one of its sentence that fits it best, each used once."""
    document = Document("d", "\n\n".join(text.lines), published=text.published)
    left = list(parse(document, gazetteer).events)
    for wanted in text.wanted:
        at = document.text.index(wanted.words)
        here = [e for e in left if any(x.start <= at < x.end for x in e.evidence)]
        best = max(here, key=lambda e: (near(e.when, wanted), exact(e.when, wanted)), default=None)
        left = [e for e in left if e is not best]
        yield wanted, best


def exact(when: Interval, wanted: Wanted) -> bool:
    """Say whether days are just those wanted."""
    return (when.start, when.end) == (wanted.start, wanted.end)


def _line(part: str, rows: Sequence[tuple[Wanted, Event | None]]) -> str:
    found = [(w, e.when) for w, e in rows if e]
    close, same = (sum(rule(when, w) for w, when in found) for rule in (near, exact))
    return (
        f"{part:17} {len(rows):4} wanted {len(found):4} found"
        f"  within a day {close / len(found):.3f}  exact {same / len(found):.3f}"
    )


def main() -> None:
    """Print a line for each part and one for all but the last."""
    gazetteer, parts = geomap.gazetteer.open(), dict[str, list[tuple[Wanted, Event | None]]]()
    for text in texts():
        for wanted, event in judged(text, gazetteer):
            parts.setdefault(text.part, []).append((wanted, event))
            if "-v" in sys.argv and event and not near(event.when, wanted):
                print(f"{wanted} got {event.when}: {' | '.join(text.lines)}")
    for part, rows in parts.items():
        print(_line(part, rows))
    tuned = [r for part, rows in parts.items() if part not in LATER for r in rows]
    print(_line("all but these", tuned))


if __name__ == "__main__":
    main()
