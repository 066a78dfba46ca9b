"""Toponyms and text -> what happened, where, when, who says so."""

from geomap.events.corrections import apply_corrections, read_corrections
from geomap.events.crossings import find_crossing_reports
from geomap.events.find import find_events
from geomap.events.frame import crossings_frame, events_frame, toponyms_frame, validate
from geomap.events.link import link_words
from geomap.events.merge import merge_events

__all__ = [
    "apply_corrections",
    "crossings_frame",
    "events_frame",
    "find_crossing_reports",
    "find_events",
    "link_words",
    "merge_events",
    "read_corrections",
    "toponyms_frame",
    "validate",
]
