"""Toponyms and text -> what happened, where, when, who says so."""

from geomap.events.frame import crossings_frame, events_frame, toponyms_frame, validate

__all__ = ["crossings_frame", "events_frame", "toponyms_frame", "validate"]
