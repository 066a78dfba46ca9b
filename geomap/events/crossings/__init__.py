"""What a text says of border crossings: open, closed, partly open; since when, for whom."""

from geomap.events.crossings.known import crossing_toponyms
from geomap.events.crossings.reports import crossing_events, find_crossing_reports

__all__ = ["crossing_events", "crossing_toponyms", "find_crossing_reports"]
