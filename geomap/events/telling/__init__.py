"""What a sentence tells of events."""

from geomap.events.telling.telling import Telling, tellings
from geomap.events.telling.when import statement_date

__all__ = ["Telling", "statement_date", "tellings"]
