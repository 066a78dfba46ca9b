"""Several places of one act: "shells hit Quba and Sake" tells of two, each with its own toll."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.link import Link, may_place, precision
from geomap.events.telling.reading import Read
from geomap.events.text import Span
from geomap.events.tolls import TollMention
from geomap.model import Place, Toponym

__all__ = ["listed", "shared"]

_COUNTRY: Final = 6
_KIND: Final = (
    r"(?:towns?|villages?|cities|city|districts?|camps?|provinces?|areas?|settlements?|hamlets?)"
)
#: What stands between two names of a list: ", ", " and ", " and near ", " and bases in the ".
_LIST: Final = re.compile(
    rf"^(?:,\s|,?\s(?:and|as well as)\s(?:(?:the|nearby|neighbou?ring)\s)*(?:{_KIND}\sof\s)?"
    r"(?:(?:\w+\s){0,3}(?:in|at|near|around|outside|on|against)\s(?:the\s)?)?)$"
)
#: Before a list that is no list of places: "between X and Y", "from X and Y".
_NO_LIST: Final = re.compile(
    r"\b(?:between|from|linking|links|connecting|of|with|by|to)\s(?:the\s)?$", re.IGNORECASE
)
_DIVISION: Final = re.compile(
    r"\s(?:province|governorate|region|district|state|county|oblast|department|territory|prefecture)\b"
)
_AT: Final = re.compile(r"^[^.;]{0,30}?\b(?:in|at|near|around|outside|on)\s(?:the\s)?$")


def listed(read: Read, link: Link) -> tuple[Link, ...]:
    """Return links to the other places of the list that a link's name stands in, in their order.

    Names that hold one another ("Goma and North Kivu") and countries are no such list.
    """
    here = link.toponym
    if here is None or link.place is None or link.where_prec >= _COUNTRY:
        return ()
    names = [t for t in read.toponyms if may_place(t) and t.place]
    at = next((i for i, t in enumerate(names) if t.mention.start == here.mention.start), None)
    if at is None:
        return ()
    run = [*_run(read, names[at::-1])[:0:-1], *_run(read, names[at:])]
    if _opens_no_list(read, run[0]):
        return ()
    others = [
        t
        for t in run
        if t is not names[at] and _beside(t.place, link.place) and not _holds(read, t)
    ]
    return tuple(_link(t, link) for t in others)


def _holds(read: Read, toponym: Toponym) -> bool:
    """Say whether a name is the division that a place lies in: "at Quba, Sake province"."""
    text, offset = read.sentence.text, read.sentence.start
    before, after = text[: toponym.mention.start - offset], text[toponym.mention.end - offset :]
    return before.endswith(", ") and bool(_DIVISION.match(after))


def shared(
    read: Read, tolls: Sequence[TollMention], links: Sequence[Link]
) -> list[list[TollMention]]:
    """Return the tolls of each place: those told right before its name, the rest to the first."""
    shares: list[list[TollMention]] = [[] for _ in links]
    offset = read.sentence.start
    for toll in tolls:
        starts = [x.toponym.mention.start - offset if x.toponym else -1 for x in links]
        ahead = [i for i, at in enumerate(starts) if at >= toll.end]
        nearest = min(ahead, key=lambda i: starts[i], default=0)
        told = ahead and _AT.match(read.sentence.text[toll.end : starts[nearest]])
        shares[nearest if told else 0].append(toll)
    return shares


def _opens_no_list(read: Read, toponym: Toponym) -> bool:
    before = read.sentence.text[: toponym.mention.start - read.sentence.start]
    return bool(_NO_LIST.search(before))


def _run(read: Read, names: Sequence[Toponym]) -> list[Toponym]:
    """Return the names that follow one another as a list, in either direction."""
    run = [names[0]]
    for toponym in names[1:]:
        a, b = sorted((run[-1], toponym), key=lambda t: t.mention.start)
        gap = Span(a.mention.end - read.sentence.start, b.mention.start - read.sentence.start)
        if not _LIST.match(read.sentence.text[gap.start : gap.end]):
            break
        run.append(toponym)
    return run


def _beside(a: Place | None, b: Place | None) -> bool:
    """Say whether neither of two places holds the other."""
    if a is None or b is None or a.id == b.id:
        return False
    wide = max(precision(a), precision(b))
    holds = precision(a) != precision(b) and wide in (3, 4) and a.admin1 == b.admin1
    return wide < _COUNTRY and not holds


def _link(toponym: Toponym, like: Link) -> Link:
    place, mention = toponym.place, toponym.mention
    words = Span(mention.start, mention.end)
    return Link(toponym, place, precision(place), words, like.score, like.reason)
