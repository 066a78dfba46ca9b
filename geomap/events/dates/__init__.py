"""Words of time -> intervals, relative to the day of publication."""

from geomap.events.dates.find import ENDED, DateMention, anchored, find_dates, lasting
from geomap.events.dates.intervals import interval, window

__all__ = ["ENDED", "DateMention", "anchored", "find_dates", "interval", "lasting", "window"]
