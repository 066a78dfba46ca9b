"""Title, summary, caption and alt text of a map, written from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from geomap.errors import InputError
from geomap.scene.words import date_words, join_words, span_words
from geomap.style.language import ENGLISH, Strings, say, say_count

if TYPE_CHECKING:
    import numpy as np
    from geopandas import GeoDataFrame
    from pandas import Series

__all__ = ["NAMES", "TOLD", "Names", "Titles", "is_report", "write_titles"]

#: Types that an editor counts as incidents; the rest are talks, statements and measures.
INCIDENT_GROUPS = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
)
TALKS = ("Talks", "Mediation")
#: Statuses of what did not (yet) happen within the reported days; they date no title.
UNREAL = ("planned", "hypothetical", "negated", "background")


Names = Literal["latin", "local", "both"]
NAMES: tuple[Names, ...] = get_args(Names)
#: The words that the user may replace.
TOLD = ("title", "subtitle", "summary", "caption", "alt_text", "description")
#: With more countries than this, and the two main ones holding less than this share of the marks,
#: a map is of no border and no country.
MANY_COUNTRIES, MAIN_SHARE = 6, 2 / 3
#: The long description tells at most so many events of each kind, and crossings.
MOST_TOLD = 60


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of a map; each can be replaced by the user's own.

    ``description`` tells the whole map in words, for those who cannot see it. ``language`` is one
    of `style.language.LANGUAGES` or a file of strings; places have their names in Latin letters, in
    the script of their own country where the gazetteer knows it (``local``), or in both.

    Raises
    ------
    InputError
        When ``names`` is no such choice.
    """

    title: str = ""
    subtitle: str = ""
    summary: str = ""
    caption: str = ""
    alt_text: str = ""
    description: str = ""
    language: str = "en"
    names: Names = "latin"

    def __post_init__(self) -> None:
        """Refuse an unknown choice of names."""
        if self.names not in NAMES:
            msg = f"{self.names!r} is no choice of names; use {', '.join(NAMES)}."
            raise InputError(msg)


def write_titles(
    events: GeoDataFrame,
    crossings: GeoDataFrame,
    countries: Mapping[str, str],
    as_of: date | None,
    strings: Strings = ENGLISH,
) -> Titles:
    """Return the words for a map; ``countries`` are names by code, the main ones first."""
    where, when = _where(events, crossings, countries, strings), _when(events, strings)
    title = say(strings, "{where}, {when}", where=where, when=when) if when else where
    as_of_words = say(strings, "as of {day}", day=date_words(as_of, strings)) if as_of else ""
    what = _what(events, crossings, strings)
    summary = _summary(events, crossings, strings)
    told = _sentence(as_of_words) + "." if as_of else ""
    alt_text = _alt_text(title, events, crossings, strings)
    return Titles(
        title,
        _sentence("; ".join(w for w in (what, as_of_words) if w)),
        summary,
        f"{title}. {summary} {told}".strip(),
        alt_text,
        _description(events, crossings, strings),
    )


def _sentence(words: str) -> str:
    """Return words with a capital first letter; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def _where(
    events: GeoDataFrame,
    crossings: GeoDataFrame,
    countries: Mapping[str, str],
    strings: Strings,
) -> str:
    """Return the place of the story: the border of its two main countries, else the countries."""
    named = [say(strings, name) for name in list(countries.values())[:2]]
    pairs = {tuple(sorted(b.split("-"))) for b in events["border"] if isinstance(b, str) and b}
    sides = zip(crossings["country_a"], crossings["country_b"], strict=True)
    pairs |= {tuple(sorted(pair)) for pair in sides}
    drawn = events.loc[(events["mark"] != "none") & (events["country_code"] != ""), "country_code"]
    if drawn.nunique() > MANY_COUNTRIES and _share(drawn, list(countries)[:2]) < MAIN_SHARE:
        return say(strings, "{n} countries", n=f"{drawn.nunique():,}")
    if len(named) == 2 and tuple(sorted(list(countries)[:2])) in pairs:
        return say(strings, "{a}–{b} border", a=min(named), b=max(named))
    return join_words(named, strings) if named else say(strings, "Events")


def _share(codes: Series[str], main: Sequence[str]) -> float:
    """Return which share of the events the main countries hold."""
    return float(codes.isin(main).mean()) if len(codes) else 1.0


def is_report(events: GeoDataFrame) -> np.ndarray[Any, Any]:
    """Say of each event whether it is a news report that a machine coded, and no incident."""
    import numpy as np

    return np.array(["report" in tags for tags in events["tags"]], dtype=bool)


def _when(events: GeoDataFrame, strings: Strings) -> str:
    """Return the days of what is on the map; background does not date a story."""
    real = events[~events["status"].isin(UNREAL) & (events["mark"] != "none")]
    real = real if len(real) else events[~events["status"].isin(UNREAL)]
    starts = sorted(d for d in real["date_start"] if isinstance(d, str))
    ends = sorted(d for d in real["date_end"] if isinstance(d, str))
    if not starts or not ends:
        return ""
    start, end = date.fromisoformat(starts[0]), date.fromisoformat(ends[-1])
    return span_words(start, max(start, end), 4 if (end - start).days > 0 else 1, strings)


def _what(events: GeoDataFrame, crossings: GeoDataFrame, strings: Strings) -> str:
    """Return incidents, talks, reports and crossings in figures: of what is on the map."""
    coded = is_report(events)
    told = events[~coded]
    real = told[~told["status"].isin(UNREAL) & (told["mark"] != "none")]
    incidents = int(real["event_type"].isin(INCIDENT_GROUPS).sum())
    talks = int(real["sub_event_type"].isin(TALKS).sum())
    parts = [say_count(strings, incidents, "{n} incident", "{n} incidents")] if incidents else []
    if talks:
        parts.append(say_count(strings, talks, "{n} round of talks", "{n} rounds of talks"))
    reports = int((coded & (events["mark"] != "none").to_numpy(bool)).sum())
    if reports:
        one = "{n} news report coded by machine, not a verified incident"
        many = "{n} news reports coded by machine, not verified incidents"
        parts.append(say_count(strings, reports, one, many))
    for status, (one, many) in _STATES.items():
        count = int((crossings["status"] == status).sum())
        if count and status != "unknown":
            parts.append(say_count(strings, count, one, many))
    return ", ".join(parts)


def _summary(events: GeoDataFrame, crossings: GeoDataFrame, strings: Strings) -> str:
    if events.empty and crossings.empty:
        return say(strings, "No event or crossing with a place was found.")
    drawn = int((events["mark"] != "none").sum())
    coded = len(events) > 0 and is_report(events).all()
    one, many = ("{n} report", "{n} reports") if coded else ("{n} event", "{n} events")
    total = say_count(strings, len(events), one, many)
    words = [say(strings, "The map shows {drawn} of {total}.", drawn=f"{drawn:,}", total=total)]
    if not crossings.empty:
        one, many = "It shows {n} border crossing.", "It shows {n} border crossings."
        words.append(say_count(strings, len(crossings), one, many))
    if drawn < len(events):
        one = "{n} event is not mapped and is listed with the reason."
        many = "{n} events are not mapped and are listed with the reason."
        words.append(say_count(strings, len(events) - drawn, one, many))
    return " ".join(words)


def _alt_text(title: str, events: GeoDataFrame, crossings: GeoDataFrame, strings: Strings) -> str:
    drawn = events[events["mark"] != "none"]
    told = [f"{row.headline} ({row.when_words})" for row in drawn.head(8).itertuples(index=False)]
    words = [
        say(strings, "Map: {title}.", title=title),
        say_count(strings, len(drawn), "It marks {n} event:", "It marks {n} events:")
        if told
        else say(strings, "It marks no event."),
    ]
    if told:
        rest = len(drawn) - len(told)
        more = f"; {say(strings, 'and {n} more', n=rest)}" if rest else ""
        words.append(f"{'; '.join(told)}{more}.")
    states = _states(crossings, strings)
    return " ".join([*words, f"{states}."] if states else words)


def _states(crossings: GeoDataFrame, strings: Strings) -> str:
    counts = Counter(crossings["status"])
    parts = [
        say_count(strings, counts[status], one, many)
        for status, (one, many) in _STATES.items()
        if counts[status]
    ]
    return _sentence(join_words(parts, strings))


def _description(events: GeoDataFrame, crossings: GeoDataFrame, strings: Strings) -> str:
    """Return one line an event and a crossing, in the order of the table, those drawn first."""
    lines = []
    drawn = events["mark"] != "none"
    for shown, part in ((True, events[drawn]), (False, events[~drawn])):
        for row in part.head(MOST_TOLD).itertuples(index=False):
            toll = f" {row.toll_words}." if row.toll_words else ""
            left = "" if shown else f" {say(strings, 'Not mapped: {why}.', why=row.why_unmapped)}"
            lines.append(f"{row.when_words}: {row.headline}. {row.where_words}.{toll}{left}")
        if len(part) > MOST_TOLD:
            lines.append(_sentence(say(strings, "and {n} more", n=f"{len(part) - MOST_TOLD:,}")))
    lines += [
        f"{say(strings, row.name)}: {row.status_words}."
        for row in crossings.head(MOST_TOLD).itertuples(index=False)
    ]
    return "\n".join(lines)


_STATES = {
    "closed": ("{n} crossing closed", "{n} crossings closed"),
    "partial": ("{n} crossing partly open", "{n} crossings partly open"),
    "open": ("{n} crossing open", "{n} crossings open"),
    "unknown": ("{n} crossing of unknown status", "{n} crossings of unknown status"),
}
