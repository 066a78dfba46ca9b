"""The few words that stand on the map; the scene's own words, shortened and never rewritten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.render.image.paper import text_width, wrap
from geomap.render.text import clean, isolate, turned
from geomap.style.language import ENGLISH, Strings, is_rtl, say

if TYPE_CHECKING:
    from geomap.render.image.kinds import Frame, Row
    from geomap.render.image.marks import Group, Region

__all__ = [
    "Line",
    "Telling",
    "brief",
    "common_year",
    "crossing_lines",
    "label_lines",
    "number_words",
    "place_of",
    "when_of",
]

#: A line of a label: text, size in points, bold, italic.
Line = tuple[str, float, bool, bool]
BLOCK_MM = 34.0
NAME_PT, NOTE_PT = 7.5, 6.5
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """How events are told: the year that all share, which is left out, and the map's language."""

    year: str = ""
    strings: Strings = field(default_factory=lambda: ENGLISH)


def label_lines(found: Group | Region, style: str, telling: Telling) -> list[Line]:
    """Return a label's lines in a style: full, short, names, numbers or places."""
    if style == "numbers":
        return [(number_words(found.numbers), NAME_PT, True, False)]
    if style in ("names", "places"):
        return [(place_of(found), NOTE_PT, True, False)]
    italic = not hasattr(found, "anchors")
    name = [
        (line, NAME_PT, True, italic) for line in wrap(place_of(found), BLOCK_MM, NAME_PT, True, 2)
    ]
    notes = [n for event in found.events[:MOST_LINES] for n in _notes(event, style, telling)]
    if len(found.events) > MOST_LINES:
        left = len(found.events) - MOST_LINES + 1
        notes[MOST_LINES - 1 :] = [say(telling.strings, "and {n} more: see table", n=left)]
    cut = [line for note in notes for line in wrap(note, BLOCK_MM, NOTE_PT, lines=3)]
    if is_rtl(telling.strings):
        cut = [turned(line) for line in cut]
    return [*name, *((line, NOTE_PT, False, False) for line in cut)]


def crossing_lines(
    numbered: Sequence[tuple[int, Row]], style: str, telling: Telling
) -> dict[str, list[Line]]:
    """Return what is told of each crossing by the events that its mark carries, by its id."""
    found: dict[str, list[tuple[int, Row]]] = {}
    for number, event in numbered:
        if event.mark == "crossing":
            found.setdefault(event.place_id, []).append((number, event))
    if style in ("names", "places"):
        return {}
    if style == "numbers":
        return {
            key: [(number_words([n for n, _ in told]), NOTE_PT, True, False)]
            for key, told in found.items()
        }
    return {key: _told([event for _, event in told], telling) for key, told in found.items()}


def _told(events: Sequence[Row], telling: Telling) -> list[Line]:
    """Return one line for each of the last events; those before are in the table."""
    notes = [n for event in events[-MOST_LINES:] for n in _notes(event, "short", telling)]
    lines = [
        line for note in dict.fromkeys(notes) for line in wrap(note, BLOCK_MM, NOTE_PT, lines=3)
    ]
    if is_rtl(telling.strings):
        lines = [turned(line) for line in lines]
    return [(line, NOTE_PT, False, False) for line in lines]


def _notes(event: Row, style: str, telling: Telling) -> list[str]:
    words = ", ".join(
        part for part in (clean(event.headline), when_of(event, telling.year)) if part
    )
    toll = clean(event.toll_words) if style == "full" else ""
    return [words, toll] if toll else [words]


def brief(headline: str, place: str) -> str:
    """Return what happened in two or three words: the headline up to actors and place.

    >>> brief("Armed clash: Army – Rebels, Ipiales", "Ipiales")
    'Armed clash'
    """
    return clean(headline).removesuffix(f", {place}").split(": ")[0]


def when_of(event: Row, year: str) -> str:
    """Return the event's days, without the year when the whole map has the same."""
    words = clean(event.when_words)
    return re.sub(rf"[,،]? ?{year}$", "", words) or words if year else words


def common_year(events: Frame) -> str:
    """Return the year when every dated event has the same, else nothing."""
    years = {str(d)[:4] for column in ("date_start", "date_end") for d in events[column].dropna()}
    return years.pop() if len(years) == 1 else ""


def place_of(found: Group | Region) -> str:
    """Return the name of the place that most of the events have."""
    names = Counter(clean(event.place_name) for event in found.events if event.place_name)
    first = [name for name, _ in names.most_common(2)]
    if len(names) == 2 and len(found.events) == 2:
        return isolate(f"{first[0]}, {first[1]}")
    return isolate(first[0]) + (" …" if len(names) > 1 else "") if first else ""


def number_words(numbers: Sequence[int], most: int = 6) -> str:
    """Return numbers as words, runs of three and more with a dash.

    >>> number_words([1, 2, 3, 7])
    '1–3, 7'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(str(n) for n in run) for run in runs
    ]
    return ", ".join(words[:most]) + ("…" if len(words) > most else "")


def block_size(lines: Sequence[Line]) -> tuple[float, float]:
    """Return width and height of a label in millimeters."""
    from geomap.render.image.paper import MM_PER_POINT, leading

    width = max(text_width(text, size, bold, italic) for text, size, bold, italic in lines)
    return width, sum(size * leading(text) * MM_PER_POINT for text, size, _, _ in lines)
