"""Which crossings a sentence means when it names none that the gazetteer has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.events.crossings.sayings import NOUN, STATUS
from geomap.events.cues import cue, source
from geomap.events.frontier import neighbors
from geomap.events.text import Sentence, Span, mentions_before
from geomap.model import Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = [
    "all_between", "excepted", "is_another", "is_definite", "is_generic", "is_subject",
    "town_crossing", "unknown_name", "unlocated",
]  # fmt: skip

_DEFINITE: Final = re.compile(
    rf"\b(?:the|that|this|its|busier|both) (?:[\w-]+ ){{0,2}}?(?:{NOUN}|posts?)\b"
    r"|^[\"“]?(?:It|The (?:land )?border)\b"
    r"|\bit (?:too |also |now |still )?(?:was|is|has|had|would|re|remain|stay|open|clos|shut)"
    rf"|\b(?:{NOUN}|posts?) there\b",
    re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(
    r"(?:\b[Tt]he|\b[Aa]t|[a-z,]|^\W*)\s?(?P<name>(?!(?:The|Every|Each|All|Both|No|This|That|Its|Their)\s)(?:[A-ZÀ-Þ][\w’'–-]+\s){1,3}"
    rf"(?:{NOUN}|post|river port|port))\b"
    rf"|(?P<number>\b(?:Gate|Terminal|Post|Pillar|Point|Bridge) (?:No\.? ?|Number )?\d+)\b"
    rf"|(?P<of>\b(?:{NOUN}|(?:shut|closed|road|rail|small|smaller) post)\s(?:at|in|of)\s"
    r"(?:[A-ZÀ-Þ][\w’'–-]+)(?:\s[A-ZÀ-Þ][\w’'–-]+)?)"
    rf"|(?P<ends>\b(?:{NOUN})\sbetween\s[A-ZÀ-Þ][\w’'–-]+\sand\s[A-ZÀ-Þ][\w’'–-]+)"
)
#: "- Moyale / Goro: closed": the name that opens a line of a list.
_LABEL: Final = re.compile(
    r"^\W*(?P<name>[A-ZÀ-Þ][\w’' -]+?\s?[/–-]\s?[A-ZÀ-Þ][\w’' ]+?)(?:\s\([^)]*\))?"
    r"\s?(?::|\s[–—-])\s"
)
_SUBJECT: Final = re.compile(
    r"^(?:(?:while|and|but|whereas|though|although)\s)?(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*\s"
    r"(?:(?:road|highway|crossing|bridge|gate|checkpoint|post|port|border|pass|route|terminal)\s)?"
    r"(?:(?:has|have|had|was|were|is|are|been|also|still|remain\w*|stay\w*)\s)*$"
)
_ANOTHER: Final = re.compile(
    rf"\b(?:first|second|third|other|another|old|new|older|newer)\s(?:{NOUN}|posts?)\b",
    re.IGNORECASE,
)
#: "Belarus crossings" are all of them, "Closing gates" is what somebody does.
_NO_NAME: Final = re.compile(
    r"[A-Z]\w+\s(?:(?:border|land|road|rail)\s)?(?:crossings|gates|checkpoints|posts|bridges|ports)$"
    r"|[\w -]*(?:crossings|gates|checkpoints|posts|bridges|points)\sbetween\s"
)
_MEMORY: Final = 200
_GENERIC: Final = source("crossing", "generic")
#: Words of status right at the words for all crossings.
_ALL: Final = re.compile(
    rf"\b(?:{STATUS}(?:\s[\w-]+){{0,3}}?\s{_GENERIC}|{_GENERIC}(?:\s[\w’',-]+){{0,10}}?\s{STATUS})\b",
    re.IGNORECASE,
)
_EXCEPT: Final = re.compile(
    rf"(?i:{_GENERIC})[^.;]{{0,80}}?\b(?:except|but|apart from|other than|save|excluding|bar|"
    r"with the exception of)\s(?:for\s|at\s|the\s)*(?:[A-ZÀ-Þ][\w’' -]*(?:,|and)\s)*$"
)
_NUMBERED: Final = re.compile(r"(?:Gate|Terminal|Post|Pillar|Point|Bridge) (?:No\.? ?|Number )?\d")
_KM_OFF: Final = 40.0


def is_definite(text: str) -> bool:
    """Say whether a sentence points back to a crossing: "the gate", "it was shut"."""
    if _UNKNOWN.search(text) or _ANOTHER.search(text):
        return False
    return bool(_DEFINITE.search(text)) and not cue("crossing", "generic").search(text)


def is_generic(clause: str) -> bool:
    """Say whether a clause speaks of all crossings: "all border posts are shut"."""
    return bool(_ALL.search(clause))


def is_subject(clause: str) -> bool:
    """Say whether a clause up to its word of status has a name as its subject."""
    return bool(_SUBJECT.match(clause))


def is_another(clause: str) -> bool:
    """Say whether a clause speaks of another crossing than the one told: "the second bridge"."""
    return bool(_ANOTHER.search(clause))


def excepted(sentence: Sentence, named: Sequence[tuple[Place, Span]]) -> tuple[Place, ...]:
    """Return the crossings that a sentence on all of them leaves out: "all gates but Torkham"."""
    text = sentence.text
    return tuple(
        dict.fromkeys(
            place for place, span in named if _EXCEPT.search(text[: span.start - sentence.start])
        )
    )


def unknown_name(text: str, named: Sequence[tuple[Place, Span]]) -> str:
    """Return the crossing that a sentence names and nobody knows, or "": "Santa Rita bridge"."""
    found = None if named else (_LABEL.match(text) or _UNKNOWN.search(text))
    name = next((g for g in found.groups() if g), "") if found else ""
    return "" if _NO_NAME.match(name) else name


def town_crossing(
    name: str, inside: Sequence[Toponym], text: str, gazetteer: Gazetteer
) -> tuple[Place, Place] | None:
    """Return a crossing that the gazetteer does not have, at its town near a border, and the town.

    ``inside`` are the toponyms of the sentence ``text``; the name holds that of the town, or is a
    number of the town told last, which is the first of ``inside``.
    """
    numbered = _NUMBERED.match(name)
    for toponym in inside:
        place = toponym.place
        told = numbered or (toponym.mention.text in name and toponym.mention.text in text)
        town = place is not None and place.feature_class == "P"
        if place and told and town and _on_border(place, gazetteer):
            key = f"{place.id}/{_slug(name)}"
            return replace(place, id=key, name=name, feature_class="S", feature_code="PSTB"), place
    return None


def unlocated(name: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return a crossing without a point of its own, on the border that the text is about."""
    for pair in neighbors(toponyms):
        border = gazetteer.border(*pair)
        if border:
            first, second = sorted(pair)
            key = f"border:{first}-{second}/{_slug(name)}"
            return (replace(border.place, id=key, name=name),)
    return ()


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


def _on_border(place: Place, gazetteer: Gazetteer) -> bool:
    """Say whether a town lies within 40 km of a border of its country."""
    import shapely

    point = shapely.Point(place.lon, place.lat)
    reach = _KM_OFF / 111.2
    return any(
        b.geometry is not None and shapely.dwithin(b.geometry, point, reach)
        for b in gazetteer.borders()
        if place.country in (b.country_a, b.country_b)
    )


def all_between(
    sentence: Sentence,
    inside: Sequence[Toponym],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> tuple[Place, ...]:
    """Return the major crossings between the two countries of a generic statement."""
    if not _ALL.search(sentence.text):
        return ()
    so_far = mentions_before(toponyms, sentence.end, _MEMORY)
    for mentions in (inside, so_far, toponyms[:_MEMORY]):
        for pair in neighbors(mentions):
            found = gazetteer.crossings(*pair, major=True)
            if found:
                return tuple(c.place for c in found)
    return ()
