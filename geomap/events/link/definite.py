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

__all__ = ["definite_link", "definite_words", "host_link"]

_COUNTRY: Final = 6
_HOSTS: Final = re.compile(
    r"^(?:['’]s \w+)?,?\s(?:to host|hosted|hosts|hosting|will host|had hosted)\b"
)
_HOSTED_BY: Final = re.compile(r"\bhosted by (?:the )?$")


def definite_words(sentence: Sentence, start: int, end: int) -> str:
    """Return the first words that point back to a place between two positions, or ""."""
    text = sentence.text[: end - sentence.start]
    found = [
        match
        for kind in ("capital", "part")
        if (match := cue("definite", kind).search(text, start - sentence.start))
    ]
    return min(found, key=lambda m: m.start()).group() if found else ""


def host_link(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return the country that hosts talks, whatever its role as an actor."""
    for toponym in toponyms:
        place, mention = toponym.place, toponym.mention
        after = sentence.text[mention.end - sentence.start :]
        before = sentence.text[: mention.start - sentence.start]
        if place and (_HOSTS.match(after) or _HOSTED_BY.search(before)):
            words = Span(mention.start, mention.end)
            return Link(toponym, place, precision(place), words, THRESHOLD, "host")
    return None


def definite_link(
    sentence: Sentence, trigger: Span, before: Sequence[Toponym], last: Link | None
) -> Link | None:
    """Return the place that "the capital", "the city", "the gate" or "there" points back to.

    ``before`` are the mentions up to the trigger's sentence end, ``last`` the place of the event
    told last.
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
        place = _antecedent(kind, earlier, last)
        if place:
            level = 5 if kind == "part" else precision(place)
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


def _antecedent(kind: str, earlier: Sequence[Toponym], last: Link | None) -> Place | None:
    if last and (kind == "there" or (kind == "city" and _is_town(last))):
        return last.place
    for toponym in reversed(earlier):
        place = toponym.place
        if (
            place
            and toponym.mention.role not in ("dateline", "credit", "boilerplate", "nested")
            and _fits(kind, toponym, place)
        ):
            return place
    return None


def _is_town(link: Link) -> bool:
    return link.place is not None and link.place.feature_class == "P"


def _fits(kind: str, toponym: Toponym, place: Place) -> bool:
    if kind == "capital":
        return place.feature_code == "PPLC"
    if kind == "part":
        return place.feature_code.startswith("PCL")
    if kind == "gate":
        return place.feature_code == "PSTB"
    return usable(toponym) and (kind == "there" or place.feature_class == "P")
