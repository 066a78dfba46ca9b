"""How many people were killed, wounded, displaced or detained, as a sentence tells it."""

from geomap.events.tolls.find import TollMention, find_tolls
from geomap.events.tolls.victims import side_of

__all__ = ["TollMention", "find_tolls", "side_of"]
