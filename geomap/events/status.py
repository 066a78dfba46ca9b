"""Did it happen? Mood, negation and source of the words around a trigger."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from geomap.events.cues import cue
from geomap.events.text import BULLET, Span
from geomap.model import Interval, Status

__all__ = ["SPEECH", "is_background", "status_of"]

#: Verbs of saying, as a pattern without groups.
SPEECH: Final = (
    r"(?:said|says|saying|told|tells|reported|announced|confirmed|added|stated|declared|claimed|"
    r"claims|claiming|alleged|acknowledged|admitted|insisted|wrote|tweeted|warned|accused|denied|"
    r"believe|believes|according to)"
)
_NOT_AFTER: Final = re.compile(
    r"\s(?:did not|was not|were not|never)\b"
    r"|\s(?:(?:in|at|near|on|of|by)\s[^,;.]{1,40}\s)?never\s(?:happened|took place|occurred)\b"
    r"|\s(?:[^\s,;]+\s){0,7}?(?:was|were|has been|have been)\s"
    r"(?:cancell?ed|called off|scrapped|shelved|postponed)\b"
)
_PLANNED_AFTER: Final = re.compile(
    r"\s(?:\w+\s){0,6}?(?:(?:is|are|was|were)\s(?:\w+\s)?"
    r"(?:planned|scheduled|expected|due|set(?! (?:on|ablaze|alight|off|up)))"
    r"|will|(?:planned|scheduled|set) for)\b"
)
#: "a plan to attack": not an attack.
_TO_DO: Final = re.compile(
    r"\b(?:plan|plot|order|decision|bid|right|need) (?:for \S+ (?:\S+ )?)?to $"
)
#: "denied reports that", "rejected claims of": all that follows in the clause did not happen.
_DENIED: Final = cue("status", "denied", after=r"(?:(?!\bbut\b)[^;.])*$")
_SUPPOSED: Final = cue("status", "supposed", after=r" [^,;.:]{0,60}$")
#: "arrested men suspected of theft and seized rifles": the rifles are no suspicion.
_OF_OTHERS: Final = re.compile(
    r"\b(?:suspected|accused|charged|convicted) (?:of|with) [^,;.:]* and $"
)
_PAST: Final = re.compile(r"\w+(?:ed|ook|ound)\b")
_UNCONFIRMED: Final = cue("status", "unconfirmed", before=r"[,\s]*")
#: "talks could be held": not yet.
_POSSIBLE: Final = re.compile(r"\s(?:\w+\s){0,3}?(?:could|might|may|would)\s(?:\w+\s)?be\b")
#: "the minister said the delegations would meet on Monday".
_WOULD_MEET: Final = re.compile(
    r"\b(?:would|intends? to|intended to) (?:\w+ly |again |also |both |soon )?"
    r"(?:meet|hold|convene|resume|gather|sit|talk|confer|host|receive|welcome|reconvene|"
    r"come together|get together|take place|be held|send|travel|fly)\b"
)
#: "ministers meet again in X on Monday", "called the generals to X for Sunday".
_FOR_A_DAY: Final = re.compile(
    r"\bmeets? again (?:in|at) (?:(?-i:[A-Z])[\w-]+ ){1,3}(?:on|next|this) \w+day\b"
    r"|\b(?:call(?:ed|s)|summon(?:ed|s)|conven(?:ed|es)|announc(?:ed|es)|fix(?:ed|es)|invit(?:ed|es)|"
    r"arrang(?:ed|es)) (?:[^\s,;.]+ ){1,8}?for (?:next |this )?\w+day\b(?!['’]s)"
)
_SPOKEN: Final = re.compile(rf"\b{SPEECH}\b")
_ON_A_DAY: Final = re.compile(
    r"\b(?:[A-Z][a-z]+day|tomorrow|(?:next|this|coming|later this) (?:week|month|year|\w+day)|"
    r"\d{1,2} [A-Z][a-z]{2,}|[A-Z][a-z]{2,}\.? \d{1,2}|in (?:\w+ )?(?:days|weeks))\b"
)
_IF: Final = re.compile(r"\b(?:if|unless|only when|hoped?|wanted)\b")
_UNTRUE: Final = cue("status", "untrue", before=r"\s?")
_UNTRUE_REPORT: Final = cue("status", "untrue_report")
#: Of a day that is told, "for years" elsewhere in the sentence says nothing.
_DAY: Final = re.compile(r"\b(?:\w+day|yesterday|overnight|today)\b")
#: "a string of attacks" tells no attack of its own.
_A_STRING_OF: Final = cue("status", "string_of", after=r"\s(?:[\w-]+\s){0,3}$")
_OLD_DAYS: Final = 45
_STAGED: Final = cue("status", "staged")
_HURT: Final = re.compile(r"\b(?:killed|died|dead|wounded|injured|dying)\b")
#: "Herders attack farmers", "guards who shoot people": what they do, not what they did.
_BARE: Final = re.compile(
    r"(?:attack|raid|kill|kidnap|abduct|shoot|bomb|beat|loot|rob|burn|shell|murder|seize|arrest|detain|"
    r"fight|storm|ambush|torture|rape|fire at|open fire on|tax|smuggle|deport|push|expel|steal|"
    r"extort|round up|punish)\b",
    re.IGNORECASE,
)
_DOERS: Final = re.compile(
    r"(?:\b(?:they|we|you|who|and|or|sometimes|always|never|also)|[a-z]{2}s|"
    r"[a-z]{3}s (?:in|on|at|from|near|of) (?:the )?(?:[A-Z][\w-]+|[A-Z][\w-]+ side)|,) $",
    re.IGNORECASE,
)
_DONE_TO: Final = re.compile(
    r"\s(?:the|those|their|our|his|her|him|us|it|them|each|anyone|whoever|people|both|[a-z]+s)\b"
)
#: "drivers who refuse are beaten": no count of people, no one day.
_ARE: Final = re.compile(r"\b(?:is|are) (?:\w+ly |then |sometimes )?$")
_DONE: Final = re.compile(
    r"(?:killed|shot|beaten|robbed|kidnapped|abducted|attacked|raped|burned|set)\b"
)
_COUNTED: Final = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|several|hundreds?|scores|"
    r"feared|believed|reported|thought)\b",
    re.IGNORECASE,
)
#: "a wall that recalls those killed": only remembered.
_RECALLED: Final = cue("status", "recalled", after=r"[^,;.]{0,60}$")
#: "Kidnapping is the main danger", "Smuggling runs both ways": no act of its own.
_IN_GENERAL: Final = re.compile(
    r"(?:\s(?:and|or)\s[a-z]+(?:\s[a-z]+){0,2})?\s(?:is|are|remains?|has become|have become)\s"
    r"(?:an?|the|one of|common|frequent|rare|rife|widespread|routine|part of|nothing new|seldom)\b"
    r"|\s(?:runs?|goes|go) both ways\b|\s(?:pays?|costs?|brings? in|feeds?)\s"
)
#: "at odds since rebels seized X", "since 2016, when X was shelled", "once shelled X": long before.
_SINCE: Final = re.compile(r"\bsince (?:(?!\w+day\b)[\w'’-]+ ){0,5}$")
_ACTED: Final = re.compile(
    r"\b\w*(?:ed|ook|ound|ran|shot|struck|hit|fell|blew|drove|broke)\b(?! (?:\S+ )?ago)"
)
_DATED: Final = re.compile(
    r"\b(?:\w+day|yesterday|dawn|last|\d{1,2}|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b"
)
_BEFORE_THAT: Final = re.compile(
    r"\b(?:since|in|of) (?:1[89]|20)\d\d, when [^,;.]*$|\bonce (?:\w+ly )?$"
)
_ENDS: Final = re.compile(r"[.!?][\"”’)]*\s*$")


def status_of(text: str, offset: int, clause: Span, trigger: Span) -> Status:
    """Return the status of a trigger in a sentence ``text`` that starts at ``offset``.

    Negation, supposition and plan count when they stand before the trigger in its clause or, for
    nouns ("no clashes"), right at it; accusation counts for all that follows it in the sentence.
    """
    within = text[clause.start - offset : trigger.end - offset]
    after = text[trigger.end - offset : clause.end - offset]
    after_all = text[trigger.end - offset :]
    before = text[: trigger.start - offset]
    if _PAST.match(text, trigger.start - offset):
        before = _OF_OTHERS.sub("", before)
    plain = cue("status", "not_negating").sub(" ", within)
    tests: tuple[tuple[Status, object], ...] = (
        ("negated", cue("status", "negated").search(plain) or _NOT_AFTER.match(after)),
        ("negated", _DENIED.search(before) or _UNTRUE.match(after)),
        ("negated", _is_untrue(text, trigger.end - offset)),
        ("planned", _FOR_A_DAY.search(text, clause.start - offset, clause.end - offset)),
        ("planned", _reported_plan(text[clause.start - offset :], text)),
        ("hypothetical", cue("status", "hypothetical").search(within) or _TO_DO.search(before)),
        ("hypothetical", _SUPPOSED.search(before) or _POSSIBLE.match(after)),
        ("planned", cue("status", "planned").search(within) or _PLANNED_AFTER.match(after)),
        ("background", cue("status", "trend").search(plain if _DAY.search(text) else text)),
        ("background", cue("status", "habit").search(text) or _A_STRING_OF.search(before)),
        (
            "background",
            _BEFORE_THAT.search(before) or _is_since(before, text, trigger.start - offset),
        ),
        ("background", _is_practice(text, trigger, offset) or _RECALLED.search(before)),
        ("hypothetical", _STAGED.search(text) and not _HURT.search(text)),
        ("ongoing", cue("status", "ongoing").match(after.lstrip())),
        ("alleged", cue("status", "alleged").search(before) or _UNCONFIRMED.match(after_all)),
        ("claimed", cue("status", "claimed").search(before)),
    )
    return next((status for status, found in tests if found), "occurred")


def _reported_plan(clause: str, text: str) -> bool:
    """Say whether somebody said that there would be talks on a day that is told."""
    would = _WOULD_MEET.search(clause)
    said = _SPOKEN.search(text) or "intend" in text
    return bool(would and said and _ON_A_DAY.search(clause, would.end()) and not _IF.search(text))


def _is_untrue(text: str, end: int) -> bool:
    """Say whether a sentence says of a report, after the words of its event, that it is false."""
    found = _UNTRUE_REPORT.match(text)
    return found is not None and found.end() > end


def _is_since(before: str, text: str, start: int) -> bool:
    """Say whether an act without a day is only what something has lasted since."""
    since = _SINCE.search(before)
    acted = _ACTED.match(text, start) or _ACTED.search(text, start, start + 30)
    return bool(since and acted and not _DATED.search(text, since.start()))


def _is_practice(text: str, trigger: Span, offset: int) -> bool:
    """Say whether a sentence tells in the present what some do to others, no headline or bullet."""
    start = trigger.start - offset
    if _DAY.search(text) or BULLET.match(text) or not _ENDS.search(text):
        return False
    before, act = text[:start], _BARE.match(text, start)
    if not before.strip('"“‘ ') and _IN_GENERAL.match(text, trigger.end - offset):
        return True
    if _ARE.search(before) and _DONE.match(text, start) and not _COUNTED.search(text):
        return True
    return bool(act and _DOERS.search(before) and _DONE_TO.match(text, act.end()))


def is_background(when: Interval, published: date | None) -> bool:
    """Say whether an interval ended long before publication."""
    if when.end is None or published is None:
        return False
    return when.end < published - timedelta(days=_OLD_DAYS)
