"""What a sentence tells of events."""

from geomap.events.telling.ground import filed_until, grounded
from geomap.events.telling.label import label_name
from geomap.events.telling.telling import Telling, tellings
from geomap.events.telling.when import beside, no_event_date, statement_date

__all__ = [
    "Telling",
    "beside",
    "filed_until",
    "grounded",
    "label_name",
    "no_event_date",
    "statement_date",
    "tellings",
]
