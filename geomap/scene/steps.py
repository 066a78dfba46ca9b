"""A scene as a series: one step a day, week, month or type of event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from geomap.errors import InputError
from geomap.scene.words import span_words
from geomap.style import EVENT_TYPES
from geomap.style.language import say

if TYPE_CHECKING:
    from geomap.model import Scene

__all__ = ["BY", "By", "Step", "split_scene"]

By = Literal["day", "week", "month", "type"]
BY: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words and the ids of the events that begin in it."""

    label: str
    event_ids: tuple[str, ...]


def split_scene(scene: Scene, by: By, most: int) -> tuple[Step, ...]:
    """Return the steps of the drawn events, in order, steps without events between them included.

    An event belongs to the step in which it begins; events without a date belong to none.

    Raises
    ------
    InputError
        When there would be none or more than ``most`` steps.
    """
    events = scene.events[scene.events["mark"] != "none"]
    if by == "type":
        kinds = [k for k in EVENT_TYPES if (events["event_type"] == k).any()]
        members = {k: tuple(events["event_id"][events["event_type"] == k]) for k in kinds}
        return tuple(Step(say(scene.strings, k), members[k]) for k in kinds)
    days = {
        event_id: date.fromisoformat(day[:10])
        for event_id, day in zip(events["event_id"], events["date_start"], strict=True)
        if isinstance(day, str) and day
    }
    if not days:
        raise InputError(f"No event has a date, so there is no series by {by}; use type.")
    spans = list(_spans(min(days.values()), max(days.values()), by))
    if len(spans) > most:
        wider = {"day": "week", "week": "month", "month": "type"}[by]
        msg = f"A series by {by} would have {len(spans)} steps, at most {most} do; use {wider}."
        raise InputError(msg)
    return tuple(
        Step(
            span_words(start, end, 4 if by == "month" else 1, scene.strings),
            tuple(event_id for event_id, day in days.items() if start <= day <= end),
        )
        for start, end in spans
    )


def _spans(first: date, last: date, by: By) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each step; a week begins on Monday (ISO 8601)."""
    start = first - timedelta(first.weekday()) if by == "week" else first
    start = first.replace(day=1) if by == "month" else start
    while start <= last:
        if by == "month":
            following = (start.replace(day=28) + timedelta(4)).replace(day=1)
        else:
            following = start + timedelta(7 if by == "week" else 1)
        yield start, following - timedelta(1)
        start = following
