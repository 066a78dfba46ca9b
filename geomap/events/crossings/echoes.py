"""Crossings that echo what was said of another: "so was X", "X did not", "Y an hour later"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geomap.events.crossings.finding import Act, Finding
from geomap.events.crossings.sayings import NOUN, Saying
from geomap.events.crossings.theme import part_of
from geomap.events.dates import DateMention
from geomap.events.text import Sentence, Span, clause_at, split_clauses
from geomap.model import CrossingStatus, Interval, Place

__all__ = ["echoed", "echoes"]

_CAPS: Final = r"(?-i:[A-ZÀ-Þ])[\w’'-]+(?:\s(?-i:[A-ZÀ-Þ])[\w’'-]+){0,2}"
_NAMES: Final = rf"(?:the\s|at\s|in\s)*(?:{_CAPS}(?:,|,? and|,? or)\s)*$"
_DOES: Final = (
    r"(?:has|have|had|is|are|was|were|did|does|do|could|would|remain(?:s|ed)?|stay(?:s|ed)?)"
)
#: "so was X", "as did X and Y", "nor has X", "the same goes for X", "and with it X".
_SAME_BEFORE: Final = re.compile(
    rf"(?:\b(?:so|as|nor|neither)\s(?:too\s)?{_DOES}\s"
    r"|\b(?:the\ssame|that|this|likewise)\s(?:also\s)?"
    r"(?:goes|went|applies|applied|is\strue|was\strue|holds|held|happened|true)\s(?:also\s)?"
    r"(?:for|to|at|of)\s"
    rf"|\b(?:and\swith\s(?:it|them)|(?:closely\s)?followed\sby|(?<!until )then)\s){_NAMES}",
    re.IGNORECASE,
)
_NOUNS: Final = rf"(?:\s(?:{NOUN}|posts?))?"
_NUMBER: Final = r"(?:an?|one|two|three|four|five|six|some|several|\d+)"
#: "X too", "X likewise", "X was, too".
_SAME_AFTER: Final = re.compile(
    rf"^(?:(?:,|,? and)\s{_CAPS}){{0,3}}?{_NOUNS},?(?:\s{_DOES},?)?\s"
    rf"(?:too|also|likewise|as\swell|similarly|ditto)"
    r"\s?(?=[.,;]|$)",
    re.IGNORECASE,
)
#: "; X since Monday", "and X at noon", "and Y an hour later": after another of which more is said.
_GAP_BEFORE: Final = re.compile(rf"(?:;|,|,?\s(?:and|but|while))\s{_NAMES}", re.IGNORECASE)
#: "shut X, Y and Z in July": told of each.
_OBJECTS: Final = re.compile(rf"(?:\sthe)?(?:\s{_CAPS}(?:,|,? and|,? or))+\s(?:the\s)?")
_GAP_AFTER: Final = re.compile(
    rf"^{_NOUNS}(?:"
    r"\s(?:since|from|on|at|by|in|only\s(?:to|for)|(?:to|for))\s[^,;.]{2,60}(?:[.;,]|$)"
    rf"|,?\s(?:{_NUMBER}\s(?:\w+\s)?(?:minutes?|hours?|days?|weeks?|months?|years?|fortnight)\s"
    r"(?:later|before|earlier|after)"
    r"|(?:later\s)?(?:on\s)?the\s(?:same|next|following|previous)\s(?:day|evening|morning|night|week)"
    r"|(?:soon|shortly)\s(?:after(?:wards)?|before)|later)\s?(?=[.,;]|$))",
    re.IGNORECASE,
)
#: "X did not", "X has not yet", "but not X", "the same cannot be said of X".
_TURNED_AFTER: Final = re.compile(
    rf"^{_NOUNS}\s(?:did|does|do|was|were|is|are|has|have|had|could)(?:\snot|n[’']t)"
    r"(?:\s(?:been|yet|so|done so|follow(?:ed)?(?: suit)?))*\s?(?=[.,;]|$)",
    re.IGNORECASE,
)
_TURNED_BEFORE: Final = re.compile(
    r"(?:\bbut\snot\s|\bnot\sso\s|\bsame\s(?:cannot|could\snot|can[’']t)\sbe\ssaid\s(?:of|for|about)\s)"
    rf"{_NAMES}",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(r"^\W*(?:\w+\s)?(?:only\s)?(?:to|for)\s(?P<whom>[^,;.]+)", re.IGNORECASE)


def echoed(sentence: Sentence, span: Span, said: Sequence[Saying]) -> bool | None:
    """Say whether a name echoes what was said of another: True the same, False the reverse.

    None where it does not, or where its clause says on by itself.
    """
    text = sentence.text
    before, after = text[: span.start - sentence.start], text[span.end - sentence.start :]
    clauses = split_clauses(sentence)
    here = clause_at(clauses, span.start)
    at = span.end - sentence.start
    own = (s for s in said if clause_at(clauses, sentence.start + s.start) == here)
    if any(s.start >= at for s in own):
        return None
    if _TURNED_AFTER.match(after) or _TURNED_BEFORE.search(before):
        return False
    same = _SAME_BEFORE.search(before) or _SAME_AFTER.match(after)
    earlier = [s for s in said if s.end <= at]
    earlier = [] if earlier and _OBJECTS.fullmatch(before[earlier[-1].end :]) else earlier
    gap = earlier and _GAP_BEFORE.search(before) and _GAP_AFTER.match(after)
    return True if same or gap else None


def echoes(
    sentence: Sentence,
    named: Sequence[tuple[Place, Span]],
    said: Sequence[Saying],
    told: Sequence[Finding],
    dates: Sequence[DateMention],
) -> Iterator[Finding]:
    """Yield what names echo of the last thing ``told``, in the same sentence or the one before."""
    last = told[-1] if told else None
    if last is None or not (last.crossings or last.unknown):
        return
    for place, span in named:
        same = echoed(sentence, span, said)
        if same is not None and place not in last.crossings:
            yield _echo(sentence, place, span, last, dates, same=same)


def _echo(
    sentence: Sentence,
    place: Place,
    span: Span,
    last: Finding,
    dates: Sequence[DateMention],
    *,
    same: bool,
) -> Finding:
    plain = replace(
        last, sentence=sentence, crossings=(place,), scope="named", unknown="", town=None
    )
    if not same:
        return replace(
            plain,
            status=_other(last.status),
            acts=(),
            since=None,
            detail="",
            holds=True,
            over=False,
        )
    own = next((d for d in dates if d.start >= span.end - sentence.start and d.interval), None)
    plain = _dated(plain, own)
    only = _ONLY.match(sentence.text[span.end - sentence.start :])
    part = part_of(only["whom"]) if only else ""
    return replace(plain, status="partial", detail=part) if part else plain


def _dated(finding: Finding, mention: DateMention | None) -> Finding:
    """Return a finding with the day that stands beside the name instead of that of the first."""
    when = mention.interval if mention else None
    if mention is None or when is None:
        return finding
    if mention.opens:
        return replace(finding, acts=(), since=when.start, holds=True)
    return replace(finding, acts=tuple(_on(act, when) for act in finding.acts), since=None)


def _on(act: Act, when: Interval) -> Act:
    return replace(act, when=when)


def _other(status: CrossingStatus) -> CrossingStatus:
    return "open" if status == "closed" else "closed"
