"""Beside the map: legend, numbered list, insets, locator, notes; each a block of a known height."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geomap.render.image.blocks import Block, shifted, text_block
from geomap.render.image.ground import CONTESTED_DASH, THEME
from geomap.render.image.marks import crossing_mark, event_mark, hatch
from geomap.render.image.paper import (
    LEADING,
    MM_PER_POINT,
    Box,
    Item,
    Shape,
    Words,
    text_width,
)
from geomap.render.image.paths import box_path, circle_path, line_path
from geomap.render.image.phrases import Telling, when_of
from geomap.render.text import clean, isolate
from geomap.style import GROUP_WORDS, HATCHES, SYMBOLS
from geomap.style.language import ENGLISH, Strings, say, say_count

if TYPE_CHECKING:
    from geomap.model import LegendEntry, Scene, Source
    from geomap.render.image.kinds import Row

__all__ = [
    "legend_rows",
    "list_blocks",
    "note_lines",
    "place_counts",
    "scale_bar",
]

NOTE_PT, LIST_PT = 6.5, 6.5
GLYPH_MM = 6.5


def legend_rows(
    entries: Sequence[LegendEntry],
    width: float,
    areas: Sequence[str] = (),
    strings: Strings = ENGLISH,
) -> list[tuple[Block, float]]:
    """Return the legend: what is on the map only, in the scene's order, groups set apart.

    ``areas`` are the groups of event types that have hatched areas; each hatch gets a line.
    """
    rows: list[tuple[Block, float]] = []
    for i, entry in enumerate(entries):
        last = i + 1 == len(entries) or entries[i + 1].group != entry.group
        lines = [(_glyph(entry), entry.label)]
        if (entry.group, entry.key) == ("precision", "area") and areas:
            lines = [
                (area_glyph(group), _area_words(entry, group, areas, strings)) for group in areas
            ]
        rows += [(_row(glyph, words, width), 0.5) for glyph, words in lines]
        rows[-1] = rows[-1][0], 1.6 if last else 0.5
    return rows


def _area_words(entry: LegendEntry, group: str, areas: Sequence[str], strings: Strings) -> str:
    if len(areas) == 1:
        return entry.label
    words = entry.label[:1].lower() + entry.label[1:]
    return f"{say(strings, GROUP_WORDS[group])}: {words}"


def _row(glyph: Sequence[Item], label: str, width: float) -> Block:
    text = text_block(label, width - GLYPH_MM, 7.0, color=THEME.ink)
    down = max(0.0, 4.0 - text.height) / 2
    return Block((*glyph, *shifted(text.items, GLYPH_MM, down)), max(4.0, text.height))


def area_glyph(group: str) -> list[Item]:
    """Return a piece of area as the map hatches it for a group of event types."""
    color = getattr(THEME, group)
    box = Box(0.2, 0.4, 4.4, 3.6)
    area = shapely.box(box.left, box.top, box.right, box.bottom)
    outline = box_path(box)
    return [
        Shape(outline, color, opacity=0.12),
        *hatch(area, color, box, HATCHES[group]),
        Shape(outline, None, color, 0.8),
    ]


def _glyph(entry: LegendEntry) -> list[Item]:
    x, y = 2.2, 2.0
    if entry.group == "event":
        return event_mark(entry.key, "solid", x, y)
    if entry.group == "status":
        return event_mark("other", entry.key, x, y, 4.0)
    if entry.group == "precision":
        return _precision(entry.key, x, y)
    if entry.group == "crossing":
        inherited = entry.key == "inherited"
        return crossing_mark("closed" if inherited else entry.key, inherited, x, y)
    line = line_path([np.array([(0.0, y), (5.0, y)])])
    return [Shape(line, None, THEME.contested_line, 1.0, CONTESTED_DASH)]


def _precision(key: str, x: float, y: float) -> list[Item]:
    color = THEME.muted
    if key == "ring":
        ring = Shape(circle_path(x, y, 1.9), None, color, 0.8, (2.0, 1.4))
        return [ring, Shape(circle_path(x, y, 0.7), color)]
    if key == "area":
        return area_glyph("other")
    return [Shape(line_path([np.array([(0.0, y), (4.6, y)])]), None, color, 3.0, opacity=0.4)]


def bubble_key(width: float, strings: Strings) -> Block:
    """Return what a circle with a number means, in as many words as stand on one line."""
    words = say(strings, "Several events at or near one place")
    if text_width(words, 7.0) > width - GLYPH_MM:
        words = say(strings, "Several events")
    color = SYMBOLS["battles"].color
    glyph: list[Item] = [
        Shape(circle_path(2.2, 1.9, 1.9), color, THEME.ink, 0.6),
        Words("9", 2.2, 2.75, 6.5, THEME.paper, bold=True, align="center"),
    ]
    return _row(glyph, words, max(width, 60.0))


def place_counts(events: Iterable[Row], strings: Strings, most: int = 30) -> str:
    """Return how many events each place has, the most first, as one paragraph."""
    counts = Counter(clean(event.place_name) for event in events if event.place_name)
    named = [f"{isolate(place)} {count}" for place, count in counts.most_common(most)]
    rest = len(counts) - len(named)
    listed = ", ".join(named)
    if rest > 0:
        listed = f"{listed}, {say(strings, 'and {n} more', n=rest)}"
    phrase = "Events by place: {places}. Each is in the table of the report."
    return say(strings, phrase, places=listed)


def list_blocks(numbered: Sequence[tuple[int, Row]], width: float, telling: Telling) -> list[Block]:
    """Return the numbered list, one block an event."""
    indent = 4.0 + text_width(str(len(numbered)), LIST_PT, True)
    blocks = []
    for number, event in numbered:
        parts = (clean(event.place_name), clean(event.headline), when_of(event, telling.year))
        told = "; ".join(p for p in (", ".join(filter(None, parts)), clean(event.toll_words)) if p)
        text = text_block(told, width - indent - 1, LIST_PT)
        mark = event_mark(event.symbol, event.fill, indent - 2.0, 1.45, 2.4)
        words = Words(
            str(number),
            indent - 3.8,
            0.78 * LIST_PT * LEADING * MM_PER_POINT,
            LIST_PT,
            THEME.ink,
            True,
            align="right",
        )
        blocks.append(Block((words, *mark, *shifted(text.items, indent, 0)), text.height + 0.5))
    return blocks


def scale_bar(mm_per_km: float, room: float) -> Block:
    """Return a scale bar of a round length, true at the middle of the map."""
    longest = room / mm_per_km
    power = 10.0 ** np.floor(np.log10(longest))
    km = float(max(n for n in (1, 2, 5) if n * power <= longest) * power)
    width = km * mm_per_km
    bar = line_path([np.array([(0, 0.2), (0, 1.6), (width, 1.6), (width, 0.2)])])
    words = Words(
        f"{km:,.0f} km" if km >= 1 else f"{km * 1000:,.0f} m", width + 1.2, 1.9, 6.5, THEME.label
    )
    return Block((Shape(bar, None, THEME.label, 0.8), words), 2.4)


def note_lines(scene: Scene) -> list[str]:
    """Return the notes under the map, the most needed first.

    What is not mapped, sources, the disclaimer (the scene's last note), credits, then the rest.
    """
    lines, strings = [], scene.strings
    if scene.unmapped:
        one, many = "{n} event is not mapped: see table.", "{n} events are not mapped: see table."
        lines.append(say_count(strings, len(scene.unmapped), one, many))
    sources = dict.fromkeys(_source(source) for source in scene.sources)
    named = [source for source in sources if source][:6]
    if named:
        listed = "; ".join(named)
        if len(sources) > len(named):
            listed = f"{listed}; {say(strings, 'and {n} more', n=len(sources) - len(named))}"
        lines.append(say(strings, "Sources: {sources}.", sources=listed))
    lines += scene.notes[-1:]
    if scene.credits:
        credits = "; ".join(credit.rstrip(".") for credit in scene.credits)
        lines.append(say(strings, "Data: {credits}.", credits=credits))
    lines += scene.notes[:-1]
    read = "Places, dates and tolls are read from the sources; see the report for the words."
    lines.append(say(strings, read))
    return [clean(line) for line in lines]


def _source(source: Source) -> str:
    day = source.date.isoformat() if source.date else ""
    return ", ".join(p for p in (source.publisher or source.headline, day) if p).strip()
