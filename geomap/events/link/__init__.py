"""Which place an event happened at: weighed signals, "none" is an answer.

Every mention in the sentence is a candidate, of "Oruro, Bolivia" the most specific. What stands
around it and between it and the words of the event is weighed (`linker`, weights by
`training.linker`). When no candidate is likely enough, definite words ("the capital", "there", "the
bridge") and, where the story goes on, the place of the event before may answer (`definite`). A
dateline, a credit line or the place a story is mostly about never does.
"""

from geomap.events.link.candidates import unseen
from geomap.events.link.definite import definite_link, definite_words, host_link, venue_link
from geomap.events.link.link import Link, may_place, precision, usable
from geomap.events.link.linker import link_all, link_sentence, link_words
from geomap.events.link.passage import passage_link
from geomap.events.link.plain import plain_link
from geomap.events.link.scene import only_place, scene_link

__all__ = [
    "Link",
    "definite_link",
    "definite_words",
    "host_link",
    "link_all",
    "link_sentence",
    "link_words",
    "may_place",
    "only_place",
    "passage_link",
    "plain_link",
    "precision",
    "scene_link",
    "unseen",
    "usable",
    "venue_link",
]
