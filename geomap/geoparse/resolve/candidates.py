"""What a name may mean: the places of its spellings, and the words beside it that hint at one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import FeatureWord, feature_words
from geomap.geoparse.scan import LONGEST_NAME, Names
from geomap.model import Mention

if TYPE_CHECKING:
    from geomap.gazetteer import Match
    from geomap.model import Document

__all__ = ["Group", "group_mentions", "retrieve"]

MOST_CANDIDATES: Final = 60
_AFTER: Final = re.compile(r"[\s-]{1,2}(?:border[\s-])?([a-z]+)")
_COORDINATED: Final = re.compile(r"(?:\s*,\s*|\s*,?\s+and\s+|\s*,?\s+or\s+)")
_BEFORE: Final = re.compile(r"([A-Za-z]+)\s+(?:of|at|in|called|named)\s+(?:the\s+)?$")
_CROSSING_BEFORE: Final = re.compile(
    r"(crossings?|checkpoints?|gates?|border post)\W", re.IGNORECASE
)
_PAIR: Final = re.compile(r"^(?:,\s*|\s*\(|,?\s+in\s+(?:the\s+)?(?:\w+\s+)?)$")
_BORDER_WORDS: Final = frozenset(("border", "frontier", "post"))


@dataclass(slots=True)
class Group:
    """Mentions of one name with one hint: they mean one place.

    ``partner`` is the name after the comma in "X, Y"; ``cue`` the word for its kind;
    ``similar`` tells that the candidates only look like the name.
    """

    name: str
    cue: FeatureWord | None
    partner: str
    similar: bool = False
    mentions: list[Mention] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the group first stands in the text."""
        return self.mentions[0].start


def group_mentions(document: Document, mentions: Sequence[Mention]) -> list[Group]:
    """Gather mentions by name and hint, in the order in which they first occur."""
    groups: dict[tuple[str, str, str], Group] = {}
    for index, mention in enumerate(mentions):
        cue = _cue(document.text, mentions, index)
        partner = _partner(document.text, mentions, index)
        name = _bare(mention.text)
        key = (name.casefold(), cue.word.rstrip("s") if cue else "", partner.casefold())
        groups.setdefault(key, Group(name, cue, partner)).mentions.append(mention)
    return list(groups.values())


def retrieve(group: Group, names: Names) -> tuple[Match, ...]:
    """Return the candidate places of a group.

    Exact names come first, then names without the word for the kind, then similar spellings.
    """
    found = dict[str, "Match"]()
    for name in _spellings(group.name):
        for match in names.lookup(name):
            whole = name == group.name or match.kind != "demonym"
            if whole and _written_so(match, group.name):
                found.setdefault(match.place.id, match)
        if found and (group.cue is None or any(map(_fits(group.cue), found.values()))):
            break
    if not found and 5 <= len(group.name) <= LONGEST_NAME:
        found = {m.place.id: m for m in names.gazetteer.fuzzy(group.name, limit=5, cutoff=88)}
        group.similar = True
    return _asked(tuple(found.values()), group.cue)[:MOST_CANDIDATES]


def _asked(found: tuple[Match, ...], cue: FeatureWord | None) -> tuple[Match, ...]:
    """Return the candidates of the kind that the word for a division asks for, if any are."""
    if cue is None or _ASKED_FOR.isdisjoint(cue.codes):
        return found
    return tuple(filter(_fits(cue), found)) or found


def _fits(cue: FeatureWord) -> Callable[[Match], bool]:
    """Return the test whether a place is of the kind that a cue asks for."""
    return lambda match: cue.fits(match.place.feature_code)


def _bare(text: str) -> str:
    """Return a name without article and line breaks."""
    name = " ".join(text.split())
    return name[4:] if name[:4].lower() == "the " else name


def _spellings(name: str) -> Iterator[str]:
    """Yield the name, then the name without the word for its kind."""
    yield name
    parts = name.split()
    if len(parts) > 1 and parts[-1].lower() in feature_words():
        yield " ".join(parts[:-1])
    if len(parts) > 2 and parts[0].lower() in feature_words() and parts[1] == "of":
        yield " ".join(parts[2:])
    elif len(parts) > 1 and parts[0].lower() in feature_words():
        yield " ".join(parts[1:])
    if len(parts) > 1 and parts[0].lower() in _DIRECTIONS:
        yield " ".join(parts[1:])


_ASKED_FOR: Final = frozenset(("ADM1", "ADM2"))
_DIRECTIONS: Final = frozenset(
    "north south east west northern southern eastern western central upper lower greater "
    "downtown metro northwest northeast southwest southeast".split()
)


def _written_so(match: Match, name: str) -> bool:
    """Whether the text writes an abbreviation as one: capitals or a period."""
    return match.kind != "abbreviation" or name.isupper() or "." in name or len(name) > 3


def _cue(text: str, mentions: Sequence[Mention], index: int) -> FeatureWord | None:
    """Return the word for the kind of place that stands in or beside a mention."""
    mention = mentions[index]
    parts = [w.lower().strip(".") for w in mention.text.split()]
    for word in (parts[-1], parts[0]) if len(parts) > 1 else ():
        if word in feature_words():
            return feature_words()[word]
    return _cue_after(text, mentions, index) or _cue_before(text, mention)


def _cue_after(text: str, mentions: Sequence[Mention], index: int) -> FeatureWord | None:
    """Return the cue behind a name, or behind the names it is coordinated with."""
    last = index
    while last + 1 < len(mentions) and last - index < 4:
        gap = text[mentions[last].end : mentions[last + 1].start]
        if not _COORDINATED.fullmatch(gap):
            break
        last += 1
    found = _AFTER.match(text, mentions[last].end)
    word = found.group(1) if found else ""
    cue = feature_words().get(word)
    if cue is None or cue.side == "before":
        return _crossing_cue(text, mentions[index], word) if last == index else None
    return cue if last == index or word.endswith("s") else None


def _cue_before(text: str, mention: Mention) -> FeatureWord | None:
    """Return the cue before a name: "the province of X", "the Y crossing at X"."""
    found = _BEFORE.search(text, max(0, mention.start - 40), mention.start)
    cue = feature_words().get(found.group(1).lower()) if found else None
    return cue if cue and (cue.side != "after" or "PSTB" in cue.codes) else None


def _crossing_cue(text: str, mention: Mention, word: str) -> FeatureWord | None:
    """Return the cue of a crossing: "the X border", "crossings, X and Z"."""
    before = text[max(0, mention.start - 30) : mention.start]
    if word in _BORDER_WORDS or _CROSSING_BEFORE.search(before):
        return feature_words()["crossing"]
    return None


def _partner(text: str, mentions: Sequence[Mention], index: int) -> str:
    """Return the name that follows in "X, Y" or "X (Y)", "" if none does."""
    if index + 1 >= len(mentions):
        return ""
    following = mentions[index + 1]
    gap = text[mentions[index].end : following.start]
    return _bare(following.text) if len(gap) < 14 and _PAIR.match(gap) else ""
