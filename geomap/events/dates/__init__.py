"""Words of time -> intervals, relative to the day of publication."""

from geomap.events.dates.find import ENDED, DateMention, anchored, find_dates, lasting
from geomap.events.dates.intervals import interval, window
from geomap.events.dates.offsets import Offset

__all__ = [
    "ENDED",
    "DateMention",
    "Offset",
    "anchored",
    "find_dates",
    "interval",
    "lasting",
    "window",
]
