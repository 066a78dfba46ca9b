"""Title, summary, caption and alt text of a map, written from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geomap.scene.words import date_words, join_words, plural, span_words

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["Titles", "write_titles"]

#: Types that an editor counts as incidents; the rest are talks, statements and measures.
INCIDENT_GROUPS = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
)
#: Statuses of what did not (yet) happen within the reported days; they date no title.
UNREAL = ("planned", "hypothetical", "negated", "background")


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of a map; each can be replaced by the user's own."""

    title: str = ""
    subtitle: str = ""
    summary: str = ""
    caption: str = ""
    alt_text: str = ""


def write_titles(
    events: GeoDataFrame,
    crossings: GeoDataFrame,
    countries: Mapping[str, str],
    as_of: date | None,
) -> Titles:
    """Return the words for a map; ``countries`` are names by code, the main ones first."""
    where = _where(events, crossings, countries)
    when = _when(events)
    what = _what(events, crossings)
    drawn = int((events["mark"] != "none").sum())
    left = len(events) - drawn
    as_of_words = f"as of {date_words(as_of)}" if as_of else ""
    subtitle = _sentence("; ".join(w for w in (what, as_of_words) if w))
    summary = _summary(events, crossings, drawn, left)
    title = f"{where}, {when}" if when else where
    caption = f"{title}. {summary} {_sentence(as_of_words) + '.' if as_of else ''}".strip()
    return Titles(title, subtitle, summary, caption, _alt_text(title, events, crossings))


def _sentence(words: str) -> str:
    """Return words with a capital first letter; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def _where(events: GeoDataFrame, crossings: GeoDataFrame, countries: Mapping[str, str]) -> str:
    """Return the place of the story: the border of its two main countries, else the countries."""
    named = list(countries.values())[:2]
    pairs = {tuple(sorted(b.split("-"))) for b in events["border"] if isinstance(b, str) and b}
    pairs |= {
        tuple(sorted(p)) for p in zip(crossings["country_a"], crossings["country_b"], strict=True)
    }
    if len(named) == 2 and tuple(sorted(list(countries)[:2])) in pairs:
        return f"{'–'.join(sorted(named))} border"
    return join_words(named) if named else "Events"


def _when(events: GeoDataFrame) -> str:
    real = events[~events["status"].isin(UNREAL)]
    starts = sorted(d for d in real["date_start"] if isinstance(d, str))
    ends = sorted(d for d in real["date_end"] if isinstance(d, str))
    if not starts or not ends:
        return ""
    start, end = date.fromisoformat(starts[0]), date.fromisoformat(ends[-1])
    return span_words(start, max(start, end), 4 if (end - start).days > 0 else 1)


def _what(events: GeoDataFrame, crossings: GeoDataFrame) -> str:
    incidents = int(
        (events["event_type"].isin(INCIDENT_GROUPS) & ~events["status"].isin(UNREAL)).sum()
    )
    parts = [plural(incidents, "incident")] if incidents else []
    for status, words in (("closed", "closed"), ("partial", "partly open"), ("open", "open")):
        count = int((crossings["status"] == status).sum())
        if count:
            parts.append(f"{plural(count, 'crossing')} {words}")
    return ", ".join(parts)


def _summary(events: GeoDataFrame, crossings: GeoDataFrame, drawn: int, left: int) -> str:
    if events.empty and crossings.empty:
        return "No event or crossing with a place was found."
    words = f"The map shows {drawn} of {plural(len(events), 'event')}"
    if not crossings.empty:
        words += f" and {plural(len(crossings), 'border crossing')}"
    if left:
        words += f"; {left} not mapped {'is' if left == 1 else 'are'} listed with the reason"
    return words + "."


def _alt_text(title: str, events: GeoDataFrame, crossings: GeoDataFrame) -> str:
    drawn = events[events["mark"] != "none"]
    places = [f"{row.headline} ({row.when_words})" for row in drawn.head(8).itertuples(index=False)]
    text = f"Map: {title}. "
    text += f"It marks {plural(len(drawn), 'event')}" + (": " + "; ".join(places) if places else "")
    text += "" if len(drawn) <= 8 else f"; and {len(drawn) - 8} more"
    counts = Counter(crossings["status"])
    states = [f"{n} {_STATE[s]}" for s, n in sorted(counts.items())]
    return text + "." + (f" Border crossings: {join_words(states)}." if states else "")


_STATE = {
    "open": "open",
    "closed": "closed",
    "partial": "partly open",
    "unknown": "of unknown status",
}
