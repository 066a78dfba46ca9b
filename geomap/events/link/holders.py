"""Where an event is when the gazetteer lacks its name: the place that the text puts it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from geomap.events.distance import km_apart
from geomap.events.link.link import Link, is_government
from geomap.events.text import Sentence

__all__ = ["ends", "measured", "midway", "within"]

#: The odds from which a place of the same sentence may stand for a name that is not known.
_HOLDS: Final = -2.0
_ALSO: Final = 0.0
_NEAR, _DISTRICT, _SEA = 2, 3, 7
#: "X in Y", "X, an estate on the edge of Y", "X (also Z), in Y", "X, a town 20 km from Y".
_LEADS_ON: Final = re.compile(
    r"^,?\s?(?:\([^)]*\),?\s?)?(?:also [^,;.]{2,40},\s)?"
    r"(?:(?:(?:an?|the|one of|its|some|about|just|which)\s|\d)[^;.:]{0,60}?)?"
    r"(?:district|upazila|tehsil|county|township|province|village|town|area|sub-district)?,?\s?$"
)
#: The longest way, in kilometers, whose middle stands for it.
_LONGEST_WAY: Final = 80.0
_WAY_FROM: Final = re.compile(
    r"\b(?:roads?|highway|track|route|way|path|bus(?:es)?|minibus|convoy|trucks?|lorr(?:y|ies)|cars?|"
    r"vehicles?|tankers?|pick-?ups?|travel\w*|driv(?:ing|en)|returning|journey|trip|heading|home|"
    r"carrying \w+|taking \w+|ferrying \w+)(?: (?:home|back|north|south|east|west))? from $"
)
_VERBAL: Final = re.compile(r"\b(?:when|after|before|while|killing|wounding|but|said|and)\b|[\"“”]")


def within(link: Link, links: Sequence[Link], sentence: Sentence) -> Link:
    """Return a link to a name without a place at the place that its phrase goes on with.

    "in Quetta, a bomb on Double Road", "in the village of Kibi in Masisi", "in Kibi, a hamlet
    near Sake": the holder leads the sentence or follows in the phrase; else it is the one other
    place of the clause. How well the place is known follows the holder.
    """
    if link.place:
        return link
    placed = [x for x in links if x.place and x.where_prec < _SEA and not _stands_for_government(x)]
    following = [x for x in placed if _leads_on(link, x, sentence)]
    leading = [x for x in placed if x.reason == "sentence_head" or _possessed(x, link)]
    likely = [x for x in placed if x.score >= _ALSO]
    beside = [x for x in placed if x.score >= _HOLDS and x.reason == link.reason]
    for found in (following, leading, measured(placed), likely, beside):
        if found:
            holder = min(found, key=lambda x: (abs(x.words.start - link.words.end), x.words.start))
            return replace(link, place=holder.place, where_prec=max(_NEAR, holder.where_prec))
    return link


def measured(links: Sequence[Link]) -> list[Link]:
    """Return the link whose words measure the way to it: "18 km south of X" speaks of no other."""
    found = [x for x in links if x.place and x.toponym and x.toponym.offset and x.toponym.offset.km]
    return found[:1]


def midway(link: Link, links: Sequence[Link], sentence: Sentence) -> Link:
    """Return a link to one of two towns that the words stand between as their middle.

    "between X and Y", "on the road from X to Y": the middle is drawn as a ring, where the way is
    not too long to be one.
    """
    for other in links:
        first, second = sorted((link, other), key=lambda x: x.words.end)
        a, b = first.place, second.place
        if other is link or not (a and b) or not _between(first, second, sentence):
            continue
        towns = a.feature_class == b.feature_class == "P"
        if not towns or km_apart(a, b) > _LONGEST_WAY:
            return replace(link, where_prec=max(_DISTRICT, link.where_prec))
        name = f"between {a.name} and {b.name}"
        middle = replace(a, name=name, lat=(a.lat + b.lat) / 2, lon=(a.lon + b.lon) / 2)
        return replace(link, place=middle, where_prec=_NEAR)
    return link


def ends(links: Sequence[Link], sentence: Sentence) -> list[Link]:
    """Return an end of a way that a sentence tells: "on their way from X to Y"."""
    inside = sorted((x for x in links if x.place), key=lambda x: x.words.end)
    return [b for a, b in pairwise(inside) if _between(a, b, sentence)][:1]


def _between(a: Link, b: Link, sentence: Sentence) -> bool:
    """Say whether two names are the ends of a way: "between X and Y"."""
    if a.toponym is None or b.toponym is None:
        return False
    start, end = a.toponym.mention.start - sentence.start, a.toponym.mention.end - sentence.start
    gap = sentence.text[end : b.toponym.mention.start - sentence.start]
    before = sentence.text[max(0, start - 60) : start]
    return bool(
        (gap == " and " and re.search(r"\bbetween $", before))
        or (gap == " to " and _WAY_FROM.search(before))
        or (gap == " with " and re.search(r"\b(?:road|highway|track) linking $", before))
    )


def _stands_for_government(link: Link) -> bool:
    return link.toponym is not None and is_government(link.toponym)


def _leads_on(link: Link, holder: Link, sentence: Sentence) -> bool:
    """Say whether the phrase of a name goes on with a holder."""
    if holder.words.start < link.words.end:
        return False
    gap = sentence.text[link.words.end - sentence.start : holder.words.start - sentence.start]
    return bool(_LEADS_ON.match(gap)) and not _VERBAL.search(gap)


def _possessed(holder: Link, link: Link) -> bool:
    """Say whether a name follows right on its holder: "Kigali's Remera", "Goma (Kibi)"."""
    name = len(link.toponym.mention.text) if link.toponym else 0
    return 0 <= link.words.end - name - holder.words.end <= _NEAR_SIGNS


#: Signs between a holder and the name that it holds.
_NEAR_SIGNS: Final = 4
