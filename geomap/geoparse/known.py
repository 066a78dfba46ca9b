"""Names that the gazetteer is sure of, where the tagger has never seen their like.

The tagger learns from news of a few countries. A country or capital, a crossing of a country that
the text speaks of, or a name of several words all of whose bearers lie in such countries is a place
whatever the tagger thinks of it; so is a town's name where ground must be meant: "shelled Kutum",
"at Kutum", "between Kutum and Mellit", or the label of a line of a report: "12 March, Kutum:".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import words
from geomap.geoparse.scan import Hit, longest, named_areas, stands_alone
from geomap.geoparse.tokens import Token

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["add_known"]

Span = tuple[int, int]
_OFTEN: Final = 2
_PROMINENT: Final = 0.5
_FAMOUS: Final = 0.9
#: Tokens from "between" to the second name, and of a label before its name.
_WAY: Final = 6
_LABEL: Final = 6


def add_known(tokens: Sequence[Token], spans: Sequence[Span], hits: Sequence[Hit]) -> list[Span]:
    """Return the spans with the sure names of the gazetteer that none of them touches."""
    kept = longest(hits)
    named = named_areas(kept)
    taken = {i for first, last in spans for i in range(first, last)}
    added = [
        (hit.first, hit.last)
        for hit in kept
        if taken.isdisjoint(range(hit.first, hit.last))
        and (_is_sure(hit, named) or _is_taken(tokens, hit, named) or _is_led(tokens, hit, named))
        and stands_alone(tokens, hit)
    ]
    return sorted([*spans, *added])


def _is_sure(hit: Hit, named: Counter[str]) -> bool:
    """Whether a name can hardly mean anything but a place of the countries that the text names."""
    top: Match = hit.matches[0]
    if top.kind not in ("official", "alternate"):
        return False
    if top.score >= _FAMOUS:
        return True
    if top.place.feature_code == "PSTB":
        return named[top.place.country] > 0
    if hit.last - hit.first == 1 or top.score < _PROMINENT:
        return False
    return all(named[match.place.country] >= _OFTEN for match in hit.matches)


def _is_taken(tokens: Sequence[Token], hit: Hit, named: Counter[str]) -> bool:
    """Whether a name is what a verb of force takes: well known, or in a country of the text."""
    before = hit.first - 1
    if before >= 0 and tokens[before].text.lower() in words("determiners"):
        before -= 1
    if before < 0 or tokens[before].text.lower() not in words("takes_ground"):
        return False
    if not tokens[hit.first].capital:
        return False
    ground = [m for m in hit.matches if m.place.feature_class in ("P", "A", "S")]
    return any(
        (match.kind == "official" and match.score >= _PROMINENT)
        or (match.kind in ("official", "alternate") and named[match.place.country] > 0)
        for match in ground
    )


def _is_led(tokens: Sequence[Token], hit: Hit, named: Counter[str]) -> bool:
    """Whether a name of a country of the text stands where little but a place can."""
    name = " ".join(token.text for token in tokens[hit.first : hit.last]).lower()
    if not tokens[hit.first].capital or name in words("common") or name in words("calendar"):
        return False
    if not (_after_in(tokens, hit.first) or _is_end(tokens, hit) or _labels(tokens, hit)):
        return False
    return any(
        match.kind in ("official", "alternate")
        and match.place.feature_class in ("P", "A", "S")
        and named[match.place.country] > 0
        for match in hit.matches
    )


def _after_in(tokens: Sequence[Token], first: int) -> bool:
    """Whether "in", "at" or "near" stands before a position, or "town of"."""
    before = [token.text.lower() for token in tokens[max(0, first - 2) : first]]
    if not before:
        return False
    led = before[-1] in words("puts_on_ground")
    return led or (before[-1] == "of" and before[0] in words("parts_of_ground"))


def _is_end(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a name is an end of a way: "between Kutum and Mellit"."""
    before = [token.text.lower() for token in tokens[max(0, hit.first - _WAY) : hit.first]]
    after = tokens[hit.last : hit.last + 2]
    if before[-1:] == ["between"]:
        return len(after) == 2 and after[0].text == "and" and after[1].capital
    return before[-1:] == ["and"] and "between" in before


def _labels(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a name ends the label of a line that opens with a day: "- 12 March, Kutum:"."""
    start = hit.first
    while start and not tokens[start].first:
        start -= 1
    label = tokens[start : hit.first]
    after = tokens[hit.last : hit.last + 2]
    dated = any(token.text.lower() in words("calendar") for token in label)
    ends = [token.text for token in after]
    return dated and len(label) <= _LABEL and ":" in ends
