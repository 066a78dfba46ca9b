"""Places that definite words point back to: "the capital", "the city", "there"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.cues import cue, cue_names
from geomap.events.link.link import Link, precision, usable
from geomap.events.link.linker import THRESHOLD
from geomap.events.text import Sentence, Span
from geomap.model import Place, Toponym

__all__ = ["definite_link", "definite_words", "host_link", "venue_link"]

_COUNTRY: Final = 6
#: Words that mean no town.
_WIDE: Final = re.compile(r"\b(?:province|region)\b", re.IGNORECASE)
_ASIDE: Final = ("dateline", "credit", "boilerplate", "nested")
_HOSTS: Final = re.compile(
    r"^(?:['’]s \w+)?,?\s(?:(?:said |says )?(?:it )?(?:has |have |would |will |had |is to |to )?"
    r"(?:(?:offered|agreed|is due|is set|is ready) to (?:host|receive)|host(?:ed|s|ing)?|"
    r"receiv(?:ed|es)|be (?:the )?(?:venue|host|scene|setting))|"
    r"(?:is|was) the (?:venue|host|scene|setting))\b"
)
#: "travelled to X for talks", "the meeting is set for X".
_MET_IN: Final = re.compile(
    r"\b(?:(?:travel|fl[eyi]|head|go|went|c[ao]me|com|dr[io]v|invit|call|summon|return|journey)\w*"
    r"(?: \S+){0,3}? (?:in)?to|(?:pencilled in|fixed|set|planned|scheduled|slated|foreseen)"
    r" for) (?:the )?$"
)
#: "the Vienna conference".
_THE: Final = re.compile(r"\b(?:the|an?|this|next|last|of)\s$", re.IGNORECASE)
_MEETING: Final = re.compile(
    r"^\s(?:[a-z]+\s)?(?:conference|summit|talks|meeting|round|negotiations|session)\b"
)
_TOWN: Final = 2
#: A spot told by a word for it is somewhere about the place told before.
_NEAR: Final = 2
_DIVISION: Final = (3, 4)
_HELD_IN: Final = re.compile(
    r",?\s(?:which\s)?(?:(?:was|were|is|are|be|being)\s)?(?:held|hosted|convened|staged|took place|"
    r"taking place|takes place|take place)\s(?:\w+\s){0,2}?(?:in|at)\s(?:the\s)?(?:\w+\s){0,2}$"
)
_HOSTED_BY: Final = re.compile(r"\bhosted by (?:the )?$")


def definite_words(sentence: Sentence, start: int, end: int) -> str:
    """Return the first words that point back to a place between two positions, or ""."""
    text = sentence.text[: end - sentence.start]
    found = [
        match
        for kind in ("capital", "part", "there")
        if (match := cue("definite", kind).search(text, start - sentence.start))
    ]
    return min(found, key=lambda m: m.start()).group() if found else ""


def host_link(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return the country or town that hosts talks, whatever its role as an actor."""
    for toponym in toponyms:
        place, mention = toponym.place, toponym.mention
        after = sentence.text[mention.end - sentence.start :]
        before = sentence.text[: mention.start - sentence.start]
        meets = precision(place) <= _TOWN and _THE.search(before) and _MEETING.match(after)
        meets = meets or (precision(place) <= _TOWN and _MET_IN.search(before))
        if place and (meets or _HOSTS.match(after) or _HOSTED_BY.search(before)):
            words = Span(mention.start, mention.end)
            return Link(toponym, place, precision(place), words, THRESHOLD, "host")
    return None


def venue_link(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return the town that talks were "held in", whatever other names are told beside them."""
    held = (
        t
        for t in toponyms
        if precision(t.place) <= _TOWN
        and _HELD_IN.search(sentence.text[: t.mention.start - sentence.start])
    )
    first = next(held, None)
    if first is None or first.place is None:
        return None
    words = Span(first.mention.start, first.mention.end)
    return Link(first, first.place, precision(first.place), words, THRESHOLD, "venue")


def definite_link(
    sentence: Sentence,
    trigger: Span,
    before: Sequence[Toponym],
    last: Link | None,
    told_until: int = 0,
) -> Link | None:
    """Return the place that "the capital", "the city", "the gate" or "there" points back to.

    ``before`` are the mentions up to the trigger's sentence end, ``last`` the place of the event
    told last, in a sentence that ends at ``told_until``.
    """
    found = [
        (kind, m)
        for kind in cue_names("definite")
        for m in cue("definite", kind).finditer(sentence.text)
    ]
    found.sort(key=lambda f: _distance(sentence.start + f[1].start(), trigger))
    for kind, match in found:
        words = Span(sentence.start + match.start(), sentence.start + match.end())
        earlier: Sequence[Toponym] = [t for t in before if t.mention.end <= words.start and t.place]
        if kind == "part":
            earlier = _subject_first(earlier, sentence)
        event = last if _means_event(kind, match.group(), last, earlier, told_until) else None
        wide = kind == "there" and bool(_WIDE.search(match.group()))
        if wide:
            earlier = [t for t in earlier if t.place and precision(t.place) in (4, 5)]
        place = event.place if event else _antecedent(kind, earlier)
        if place is None and kind == "division" and last:
            place = last.place  # "in the same district", when only a town of it was named
        if place:
            level = 5 if kind == "part" else precision(place)
            level = max({"valley": _NEAR, "division": _DIVISION[0]}.get(kind, 0), level)
            return Link(None, place, level, words, THRESHOLD, f"definite_{kind}")
    return None


def _distance(at: int, trigger: Span) -> tuple[bool, int]:
    """Return how far words are from a trigger; those after it come first."""
    return at < trigger.start, abs(at - trigger.start)


def _subject_first(earlier: Sequence[Toponym], sentence: Sentence) -> list[Toponym]:
    """Return mentions with the first country of the sentence last: its subject is "the country"."""
    countries = [
        t
        for t in earlier
        if t.mention.start >= sentence.start and t.place and precision(t.place) == _COUNTRY
    ]
    return [*earlier, *countries[:1]]


def _means_event(
    kind: str, words: str, last: Link | None, earlier: Sequence[Toponym], told_until: int
) -> bool:
    """Say whether definite words mean the place of the event told last.

    "there" does, unless a place was named since; "the city" does when that place is a town and no
    other was named since, "the same city" in any case.
    """
    if last is None or last.place is None:
        return False
    since = [t for t in earlier if t.mention.start >= told_until]
    if kind in ("there", "valley"):
        return not any(_fits(kind, t) for t in since)
    if kind != "city" or last.place.feature_class != "P":
        return False
    return "same" in words or not any(_fits("city", t) for t in since)


def _antecedent(kind: str, earlier: Sequence[Toponym]) -> Place | None:
    if kind == "capital":
        return _capital(earlier)
    for toponym in reversed(earlier):
        aside = toponym.mention.role in _ASIDE
        if toponym.place and not aside and _fits(kind, toponym):
            return toponym.place
    return None


def _capital(earlier: Sequence[Toponym]) -> Place | None:
    """Return the capital told of the country where the story last was, else the last one told."""
    told = [t for t in earlier if t.place and t.mention.role not in _ASIDE]
    capitals = [t.place for t in told if t.place and t.place.feature_code == "PPLC"]
    ground = (
        t.place.country for t in reversed(told) if usable(t) and t.place and precision(t.place) < 6
    )
    country = next(ground, "")
    own = [place for place in capitals if place.country == country]
    return next(reversed(own or capitals), None)


def _fits(kind: str, toponym: Toponym) -> bool:
    place = toponym.place
    if place is None:
        return False
    codes = {"capital": "PPLC", "part": "PCL", "gate": "PSTB"}
    if kind in codes:
        return place.feature_code.startswith(codes[kind])
    if kind == "division":
        return usable(toponym) and precision(place) in _DIVISION
    if kind in ("there", "valley"):
        ground = place.feature_class not in ("H", "R")
        return usable(toponym) and ground and place.feature_code != "PPLC"
    return usable(toponym) and place.feature_class == "P"
