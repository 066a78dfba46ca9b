"""Corrections by hand: a table keyed by event ids, applied on every run.

| action | value | what it does |
|---|---|---|
| move | a place name, a gazetteer id, or `lat, lon` | puts the event there |
| choose | words of a claim's source, or a number | takes that toll as the best figure |
| retype | `event_type/sub_event_type` | names the kind anew |
| status | occurred, planned, alleged ... | says anew whether it happened |
| date | `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD` | dates it anew |
| merge | the id of the event that it retells | joins it to that event |
| drop | | leaves it out |
| add | a place, as in move | adds an event of the row's other columns |

A row without an action changes nothing, so the template is a file to fill in. A correction that
fits no event any more is reported, never forgotten.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from geomap.errors import InputError, ReadError
from geomap.events.dates import interval
from geomap.events.draft import event_id
from geomap.events.link import precision
from geomap.events.merge import join_events
from geomap.events.schema import EVENT_TYPES
from geomap.model import Event, Evidence, Interval, Place, Reject, Status, Toll

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = [
    "ACTIONS", "COLUMNS", "Corrected", "Correction", "apply_corrections", "read_corrections",
    "template",
]  # fmt: skip

COLUMNS: Final = (
    "event_id", "action", "value", "note", "event_type", "sub_event_type", "status", "date_start",
    "date_end", "place", "fatalities_best", "quote",
)  # fmt: skip
_POINT: Final = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*$")
_FORMULA: Final = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: which event, what to do, with what; ``cells`` are those of the row."""

    row: int
    event_id: str
    action: str
    value: str
    cells: Mapping[str, str]

    def __str__(self) -> str:
        """Return the row in words, as the manifest says it."""
        return " ".join(part for part in (self.action, self.event_id, self.value) if part)


@dataclass(frozen=True, slots=True)
class Corrected:
    """Events after corrections, which were applied, and which could not be and why."""

    events: tuple[Event, ...]
    applied: tuple[str, ...] = ()
    unmatched: tuple[Reject, ...] = ()


def template(events: Iterable[Event]) -> str:
    """Return a CSV text with one row an event, to fill in ``action`` and ``value``."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for event in events:
        rows.writerow(map(_safe, _cells(event)))
    return text.getvalue()


def _cells(event: Event) -> tuple[str, ...]:
    quote = event.evidence[0].text if event.evidence else ""
    days = (event.when.start, event.when.end)
    return (
        event.event_id, "", "", "", event.event_type, event.sub_event_type, event.status,
        *(day.isoformat() if day else "" for day in days),
        event.place.name if event.place else event.place_words,
        "" if event.fatalities.best is None else str(event.fatalities.best),
        " ".join(quote.split()),
    )  # fmt: skip


def _safe(cell: str) -> str:
    """Keep a spreadsheet from reading words of an article as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def read_corrections(path: str | Path) -> tuple[Correction, ...]:
    """Return the rows of a table of corrections that have an action.

    Raises
    ------
    ReadError
        When the file cannot be read.
    InputError
        When it lacks a column or has an action that there is not.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{str(path)!r} cannot be read as a table of corrections ({error}); check the path."
        raise ReadError(msg) from error
    rows = csv.DictReader(io.StringIO(text))
    missing = {"event_id", "action", "value"} - set(rows.fieldnames or ())
    if missing:
        msg = (
            f"{str(path)!r} has no column {sorted(missing)[0]!r}; write a template with "
            "geomap events ... --corrections-template FILE and fill it in."
        )
        raise InputError(msg)
    found = tuple(_correction(number, row) for number, row in enumerate(rows, 2))
    for correction in found:
        if correction.action and correction.action not in ACTIONS:
            msg = (
                f"{str(path)!r}, row {correction.row}: {correction.action!r} is no action; "
                f"use one of {', '.join(ACTIONS)}."
            )
            raise InputError(msg)
    return tuple(c for c in found if c.action)


def _correction(number: int, row: Mapping[str, str | None]) -> Correction:
    cells = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}
    words = (cells.get(name, "") for name in ("event_id", "action", "value"))
    key, action, value = words
    return Correction(number, key, action.lower(), value, cells)


def apply_corrections(
    events: Sequence[Event], corrections: Sequence[Correction], gazetteer: Gazetteer
) -> Corrected:
    """Return the events with the corrections made, in the order of the table."""
    known = {event.event_id: event for event in events}
    applied, unmatched = [], []
    for correction in corrections:
        try:
            ACTIONS[correction.action](known, correction, gazetteer)
        except _Unfit as error:
            reason = f"{correction}: {error}"
            unmatched.append(Reject("corrections", correction.row, correction.action, reason))
        else:
            applied.append(str(correction))
    return Corrected(tuple(known.values()), tuple(applied), tuple(unmatched))


class _Unfit(ValueError):
    """A correction that cannot be made; the message says why."""


Known = dict[str, Event]


def _event(known: Known, correction: Correction) -> Event:
    event = known.get(correction.event_id)
    if event is None:
        msg = "no event has this id any more; write a new template and compare."
        raise _Unfit(msg)
    return event


def _change(
    change: Callable[[Event, Correction, Gazetteer], Event],
) -> Callable[[Known, Correction, Gazetteer], None]:
    """Return an action that replaces one event by what ``change`` makes of it."""

    def action(known: Known, correction: Correction, gazetteer: Gazetteer) -> None:
        event = change(_event(known, correction), correction, gazetteer)
        words = ("corrected", correction.action)
        tags = tuple(dict.fromkeys((*event.tags, words[0])))
        reasons = (*event.reasons, " ".join(words))
        known[correction.event_id] = replace(event, tags=tags, reasons=reasons)

    return action


def _moved(event: Event, correction: Correction, gazetteer: Gazetteer) -> Event:
    place = _place(correction.value, gazetteer)
    return replace(event, place=place, where_prec=precision(place), place_words=place.name)


def _place(words: str, gazetteer: Gazetteer) -> Place:
    point = _POINT.match(words)
    if point:
        lat, lon = float(point[1]), float(point[2])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            msg = f"{words!r} is no point; write latitude, longitude in degrees."
            raise _Unfit(msg)
        country = gazetteer.country_at(lat, lon)
        return Place(
            f"point/{lat:.5f},{lon:.5f}", f"{lat:g}, {lon:g}", lat, lon, "S", "SITE", country
        )
    try:
        return gazetteer.get(words)
    except LookupError:
        found = gazetteer.lookup(words)
    if not words or not found:
        msg = f"{words!r} is not in the gazetteer; give an id of geomap geocode, or lat, lon."
        raise _Unfit(msg)
    return found[0].place


def _chosen(event: Event, correction: Correction, _: Gazetteer) -> Event:
    if correction.value.isdigit():
        best: int | None = int(correction.value)
    else:
        wanted = correction.value.casefold()
        claims = [c for c in event.claims if c.metric == "killed" and wanted in c.source.casefold()]
        if not wanted or not claims:
            sources = ", ".join(repr(c.source) for c in event.claims if c.metric == "killed")
            msg = f"no claim has this source; there are {sources or 'no claims'}."
            raise _Unfit(msg)
        best = claims[0].best
    figures = [n for n in (event.fatalities.low, best, event.fatalities.high) if n is not None]
    return replace(event, fatalities=Toll(min(figures), best, max(figures)))


def _retyped(event: Event, correction: Correction, _: Gazetteer) -> Event:
    kind = next((t for t in EVENT_TYPES if f"{correction.value}/".startswith(f"{t}/")), "")
    sub = correction.value[len(kind) + 1 :]
    if not kind:
        msg = f"{correction.value!r} is no event type; use one of {', '.join(EVENT_TYPES)}."
        raise _Unfit(msg)
    return replace(event, event_type=kind, sub_event_type=sub)


def _restated(event: Event, correction: Correction, _: Gazetteer) -> Event:
    status = next((s for s in get_args(Status) if s == correction.value.lower()), None)
    if status is None:
        msg = f"{correction.value!r} is no status; use one of {', '.join(get_args(Status))}."
        raise _Unfit(msg)
    return replace(event, status=status)


def _dated(event: Event, correction: Correction, _: Gazetteer) -> Event:
    return replace(event, when=_days(*correction.value.partition("/")[::2]))


def _days(start: str, end: str) -> Interval:
    try:
        first = date.fromisoformat(start.strip())
        last = date.fromisoformat(end.strip()) if end.strip() else first
    except ValueError as error:
        msg = f"{start!r} is no day; write YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD."
        raise _Unfit(msg) from error
    if last < first:
        msg = f"{start}/{end} ends before it starts; swap the two."
        raise _Unfit(msg)
    return interval(first, last)


def _merge(known: Known, correction: Correction, _: Gazetteer) -> None:
    event, other = _event(known, correction), known.get(correction.value)
    if other is None or other is event:
        msg = f"no other event has the id {correction.value!r}; see the column event_id."
        raise _Unfit(msg)
    known[correction.value] = join_events(other, event)
    del known[correction.event_id]


def _drop(known: Known, correction: Correction, _: Gazetteer) -> None:
    del known[_event(known, correction).event_id]


def _add(known: Known, correction: Correction, gazetteer: Gazetteer) -> None:
    cells = correction.cells
    place = _place(correction.value or cells.get("place", ""), gazetteer)
    kind = cells.get("event_type") or "Other"
    key = correction.event_id or event_id("corrections", kind, place.id, cells.get("date_start"))
    if kind not in EVENT_TYPES or key in known:
        msg = f"{kind!r} is no event type, or {key!r} is there already."
        raise _Unfit(msg)
    quote, deaths = cells.get("quote", ""), cells.get("fatalities_best", "")
    event = Event(
        event_id=key,
        event_type=kind,
        sub_event_type=cells.get("sub_event_type", ""),
        when=_days(cells.get("date_start", ""), cells.get("date_end", "")),
        place=place,
        where_prec=precision(place),
        place_words=place.name,
        fatalities=Toll(*(int(deaths),) * 3) if deaths.isdigit() else Toll(),
        evidence=(Evidence("corrections", 0, len(quote), quote),) if quote else (),
        confidence=1.0,
        reasons=("added by hand",),
        extractor="hand",
        tags=("corrected",),
        notes=cells.get("note", ""),
    )
    known[key] = event


ACTIONS: Final[Mapping[str, Callable[[Known, Correction, Gazetteer], None]]] = {
    "move": _change(_moved),
    "choose": _change(_chosen),
    "retype": _change(_retyped),
    "status": _change(_restated),
    "date": _change(_dated),
    "merge": _merge,
    "drop": _drop,
    "add": _add,
}
