"""Intervals of days with the precision of their width."""

from __future__ import annotations

from datetime import date, timedelta

from geomap.model import DateBasis, Interval

__all__ = ["interval", "window"]


def interval(start: date, end: date, basis: DateBasis = "stated") -> Interval:
    """Return an interval whose precision is that of its width (UCDP date_prec)."""
    width = (end - start).days + 1
    steps = ((1, 1), (6, 2), (7, 3), (31, 4))
    return Interval(start, end, next((p for days, p in steps if width <= days), 5), basis)


def window(day: date | None, back: int, basis: DateBasis) -> Interval:
    """Return the days from ``back`` before a day to that day, or an unknown interval."""
    if day is None:
        return Interval(basis=basis)
    return interval(day - timedelta(days=back), day, basis)
