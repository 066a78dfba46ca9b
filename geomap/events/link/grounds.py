"""What the words beside a name say that it is: "the village of X", "X district", "X and Y"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from geomap.events.link.candidates import Candidate
from geomap.geoparse.lexicon import feature_words, words

__all__ = ["JOINED", "ground", "list_of"]

#: What stands between two names of a list: "A, B", "A and the town of B".
JOINED: Final = re.compile(
    r"^(?:,|,? and|,? or|,? as well as)(?:\s(?:the|in|at|on|near|nearby|both|also|around))*"
    r"(?:\s(?:the\s)?(?:villages?|towns?|cit(?:y|ies)|provinces?|districts?|neighbou?rhoods?|areas?)"
    r"(?:\sof)?)?\s$"
)
_WORD: Final = re.compile(r"[\w’'-]+|[^\w\s]")
_REACH: Final = 40
#: Words of place that are no kinds of the gazetteer, each with the kind that it is like.
_MORE: Final = {
    "town": "area areas neighbourhood neighbourhoods neighborhoods suburb suburbs settlement "
    "settlements quarter quarters community communities locality hamlets enclave kibbutz townships "
    "outskirts slum favela block colony commune communes sector",
    "district": "constituency countryside lga subdistricts sub-division arrondissement provinces",
    "built": "airports bases hospitals camps checkpoints villa barrage complex facility "
    "headquarters embassy consulate roundabout junction intersection crossroads stations",
    "way": "roads highways streets corridor",
    "land": "hill hilltop hilltops hills mountains rivers foothills border coastline axis front "
    "frontline",
}  # fmt: skip
_KINDS: Final = (
    ("town", r"PPL.*"), ("district", r"ADM[23]"), ("province", r"ADM1|PCL.*"), ("built", r"PSTB"),
)  # fmt: skip


def ground(text: str, start: int, end: int) -> tuple[str, str]:
    """Return where beside the name ``text[start:end]`` a kind of place stands, and which.

    ("", "") if none does. The kinds are town, district, province, built, way and land.

    >>> ground("in the village of Kibi on Monday", 18, 22)
    ('of', 'town')
    >>> ground("in the Kibi refugee camp", 7, 11)
    ('behind', 'built')
    """
    kinds = _kinds()
    behind = [w.lower() for w in _WORD.findall(text[end : end + _REACH])[:3]]
    if behind[:1] in (["'s"], ["’s"]):
        return "", ""
    for word in behind[:1] + [w for w in behind[1:2] if behind[0].isalpha() and w in kinds]:
        if word in kinds:
            return "behind", kinds[word]
    pieces = [w.lower() for w in _WORD.findall(text[start:end])]
    if len(pieces) > 1 and pieces[-1] in kinds:
        return "in", kinds[pieces[-1]]
    before = [w.lower() for w in _WORD.findall(text[max(0, start - _REACH) : start])]
    while before and before[-1] in ("the", "‘", '"', "“"):
        before.pop()
    if len(before) > 1 and before[-1] in ("of", "called", "named") and before[-2] in kinds:
        return "of", kinds[before[-2]]
    return ("before", kinds[before[-1]]) if before and before[-1] in kinds else ("", "")


@cache
def _kinds() -> Mapping[str, str]:
    """Return the kind of each word of place."""
    found = dict.fromkeys(words("facilities"), "built") | dict.fromkeys(words("streets"), "way")
    for word, feature in feature_words().items():
        fits = (kind for kind, code in _KINDS if any(re.match(code, c) for c in feature.codes))
        found[word] = next(fits, "land")
    for kind, more in _MORE.items():
        found |= dict.fromkeys(more.split(), kind)
    return found


def list_of(
    text: str, offset: int, candidate: Candidate, others: Sequence[Candidate]
) -> Sequence[Candidate]:
    """Return the names of the list that a candidate stands in, itself among them."""
    at = next(k for k, other in enumerate(others) if other is candidate)
    first = last = at
    while first and _joined(text, offset, others[first - 1], others[first]):
        first -= 1
    while last + 1 < len(others) and _joined(text, offset, others[last], others[last + 1]):
        last += 1
    return others[first : last + 1]


def _joined(text: str, offset: int, left: Candidate, right: Candidate) -> bool:
    between = text[left.words.end - offset : right.toponym.mention.start - offset]
    return len(between) < _REACH and bool(JOINED.match(between))
