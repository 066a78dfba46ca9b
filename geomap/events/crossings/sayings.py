"""Words of status in a sentence: closed, open, for whom, as an act or as a state that lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geomap.events.crossings.theme import NOUN, part_of, theme_of
from geomap.events.cues import cue, source
from geomap.events.status import SPEECH
from geomap.model import CrossingStatus

__all__ = ["NOUN", "STATUS", "Saying", "sayings", "to_reopen", "verdict"]

Kind = Literal["closed", "open", "partial"]

#: The words of status that speak of a crossing by themselves.
STATUS: Final = (
    rf"(?:{source('crossing', 'closed')}|{source('crossing', 'open')}|"
    rf"{source('crossing', 'restricted')})"
)
_MOVEMENT: Final = cue("crossing", "movement")
_NEVER: Final = re.compile(
    r"(?:\bneither\s[^;.]{2,80}\s(?:has|have|had|is|are|was|were|did)|n[’']t|"
    r"\b(?:never|not|no longer|nobody|no one|neither has|none has|none of them has))\s"
    r"(?:been\s|yet\s|be\s|being\s|fully\s|is\s|was\s)*$",
    re.IGNORECASE,
)
_HAD: Final = re.compile(r"\bhad\s(?:been\s)?(?:\w+ly\s)?$", re.IGNORECASE)
#: What follows a denial is said to be true: "denied that it was shut, adding that".
_ADDED: Final = re.compile(r";|,\s(?:saying|adding|insisting|stating|but)\b", re.IGNORECASE)
#: "Lorries queued before X, where traffic had been stopped": how things are.
_WHERE: Final = re.compile(r",\swhere\s(?:\S+\s){0,5}$")
#: "ending a closure of four years": it is open.
_ENDED: Final = re.compile(
    r"\b(?:end(?:s|ed|ing)|lift(?:s|ed|ing))\s(?:\w+\s)?(?:[\w-]+\s){0,3}$", re.IGNORECASE
)
_AGAIN: Final = re.compile(r"\s(?:\w+\s)?again\b", re.IGNORECASE)
#: "Officials said that the gate had reopened": told as new, whatever the tense.
_REPORTED: Final = re.compile(rf"\b{SPEECH}\s(?:that\s)?(?:\S+\s){{1,8}}$", re.IGNORECASE)
_LASTING: Final = re.compile(r"\b(?:remain|stay|kept|keep)\w*\s(?:\S+\s){0,4}$", re.IGNORECASE)
_DONE: Final = re.compile(r"\b(?:was|were|has been|have been)\s(?:\w+\s)?$", re.IGNORECASE)
#: Words that tell of movement, not of an act.
_GOES_ON: Final = re.compile(
    r"(?:is|are|was|were|operat|work|function|run|roll|let|cross|waved|allow|permitted|may|can|pass|"
    r"passable|accessible|accept|kept|keep|carr|using|free|busy|bustling|day|without|"
    r"aid|goods|supplies|food|fuel|cargo|freight|tanker|turn\w* (?:nobody|no one|none)|"
    r"in operation|continu|admit|business|not|no|inoperative|out|off|flow|still|up|mov|"
    r"handl|process|has been|have been|unable|cannot|deserted|idle|silent|"
    r"com|go|enter|travel|stranded|remain|stay|at a|the only|thousands|hundreds|many|people|train|"
    r"lorr|truck|car|bus|ferr|boat|convoy|vehicle|passenger|traffic|trade|everything|clear|receiv|ran|sail|"
    r"went|queue|line|backlog|congestion|seen|stood|stand|take|serve|did|does|do|has|have)\w*\b",
    re.IGNORECASE,
)
_ANEW: Final = re.compile(
    r"^(?:began|started|begun|resum|back|rolling|lift|rais|end|call)|\bagain\b", re.IGNORECASE
)
_FUTURE: Final = cue("crossing", "future", after=r"\s(?:[^\s,;]+\s){0,4}[“\"‘]?$")
#: "agreed on Monday to reopen": not yet.
_TO: Final = re.compile(r"(?<!continued )(?<!able )(?<!allowed )\bto\s(?:\w+ly\s)?$", re.IGNORECASE)
_FROM_NOW: Final = re.compile(
    r"\b(?:from|as of|as from|starting|effective) (?:today|now on|this (?:morning|week|month))\b"
    r"|\bwith immediate effect\b",
    re.IGNORECASE,
)
#: "would not reopen this year": it is shut.
_WILL_NOT: Final = re.compile(
    r"\b(?:will not|would not|won[’']t|wouldn[’']t)\s(?:be\s)?(?:\w+ly\s)?$", re.IGNORECASE
)
#: "was to reopen in April": it did not.
_WILL: Final = re.compile(r"\b(?:will|would|shall)\s(?:\w+ly\s|again\s|then\s)?$", re.IGNORECASE)
_BACK: Final = re.compile(
    r"\b(?:re-?open(?:ed|ing)?|(?<=to )sail|resume (?:work|service|operations|sailings?)|"
    r"be back in (?:use|service|operation))\b",
    re.IGNORECASE,
)
_WAS_TO: Final = re.compile(
    r"\b(?:is|are|was|were|due|meant|supposed|expected|scheduled|able only)\sto\s(?:have\s)?$",
    re.IGNORECASE,
)
#: "The reopening of X is planned for May".
_PLANNED: Final = re.compile(
    r"^(?:ing)?(?:\s\S+){0,7}?\s(?:is|are|was|were|remains?)\s(?:not\s|now\s|still\s|only\s)?"
    r"(?:planned|expected|due|scheduled|foreseen|awaited|set\sfor|unlikely|likely|possible|"
    r"uncertain|in\ssight)\b",
    re.IGNORECASE,
)
#: "closed at night": open for the rest of the day.
#: "was closed at noon", "remained shut at nightfall": not its hours.
_SHUT_AT: Final = re.compile(
    r"\b(?:was|were|been|remain\w*|still|stay\w*)\s(?:closed|shut)\s(?:at|overnight)\b[\w ]*$",
    re.IGNORECASE,
)
_BY_NIGHT: Final = re.compile(
    r"^(?:(?:\s[\w-]+){1,5}\s(?:every|each) night\b"
    r"|(?:\s(?:to|for) (?:all |any )?[\w-]+)?\s(?:\w+\s)?"
    r"(?:after dark|at night|by night|every night|from dusk|during the night|(?:at|on) weekends|"
    r"from \d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\.?)? (?:to|until|till) \d|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)days"
    r"|(?:from|at) \d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\.?)? "
    r"(?:as (?:always|usual)|every day|daily|each day))\b)",
    re.IGNORECASE,
)
_STATE: Final = cue("crossing", "state", after=r"\s(?:\w+\s)?$")
_DENIED: Final = cue("crossing", "denied")
_FALSE_AFTER: Final = re.compile(
    r"^[^.;]{0,60}?\b(?:is|are|was|were) (?:\w+ )?"
    r"(?:false|untrue|unfounded|baseless|fake|not true|wrong)\b",
    re.IGNORECASE,
)
#: A name and then its status, as in a list: "- Paso Canoas: closed".
_LISTED: Final = re.compile(r"^[^:;]{2,80}(?::|\s[–—-])\s$")
#: "has been shut since": it lasts, whenever it began.
_SINCE: Final = re.compile(r"^\s(?:\w+\s){0,2}?since\b", re.IGNORECASE)
#: "has been shut on this side since the coup".
_HAS_BEEN: Final = re.compile(r"\b(?:has|have|had)\sbeen\s(?:\w+\s)?$", re.IGNORECASE)
_SINCE_THEN: Final = re.compile(r"^[^,;.:]{0,60}?\ssince\b")
_TOLD_WHEN: Final = re.compile(r"^[^;.]{0,40}?\b(?:on|by|from)\s", re.IGNORECASE)
#: Opened for so short a time that it is shut again.
_BRIEFLY: Final = re.compile(
    r"\b(?:opened|unlocked|unsealed|raised|lifted|unbolted)\s(?:\w+\s)?"
    r"(?:briefly|for (?:just |only |about |some |barely )?(?:half an|[\w.]+) (?:hours?|minutes))\b"
    r"|\bbriefly\s(?:re-?)?(?:opened|unlocked)\b",
    re.IGNORECASE,
)
_EXCEPT: Final = re.compile(
    r"\b(?:all but|except(?: for)?|apart from|other than|save for|with the exception of)\b",
    re.IGNORECASE,
)
#: Who is not kept out when a crossing is "open for aid".
_AID: Final = re.compile(r"aid|humanitarian")
#: "Moyale came to a standstill".
_STOOD_STILL: Final = re.compile(
    r"^\W*(?:(?:[A-ZÀ-Þ][\w’'-]+|and|has|had)\s){1,5}(?:came|ground|brought|come)\sto\sa\s(?:\w+\s)*"
    r"(?:halt|stop|standstill)$"
)
#: A placard: "Open the gate", not told.
_CRIED: Final = re.compile(r"(?:^|[\s(])[\"“‘']$")
#: "the shut post of X": how it is.
_ATTRIBUTE: Final = re.compile(
    r"\b(?:the|an?|this|that|its|their|now|long|already|still)[\s-](?:\w+ly\s)?$"
)
_ITS_NOUN: Final = re.compile(
    rf"^\s(?:[\w’-]+\s){{0,3}}?(?:{NOUN}|posts?|ports?)\b",
    re.IGNORECASE,
)
_FEW: Final = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|some|dozens of)\s"
    r"(?:\w+\s){0,2}?(?:m[ae]n|wom[ae]n|people|migrants?|refugees?|asylum seekers|nationals|"
    r"citizens|children|families|suspects|youths|foreigners|journalists?|reporters?|activists?)\b",
    re.IGNORECASE,
)
_MANY: Final = re.compile(
    r"\b(?:hundreds|thousands|all|every\w*|any\w*|lorries|trucks|vehicles|cars|traffic|travell?ers)\b",
    re.IGNORECASE,
)
#: How near a word of movement must stand before "suspended".
_AROUND: Final = 120
#: "a week after it was sealed": what came before the rest.
_AFTER: Final = re.compile(r"\b(?:after|since)\s[^,;]{0,60}$", re.IGNORECASE)
#: "barred anyone but aid convoys".
_BUT_SOME: Final = re.compile(
    r"^\s(?:any|every)(?:one|body|thing) (?:but|except|without)\b"
    r"|^(?:\s\w+)?\son all (?:days|but)\b",
    re.IGNORECASE,
)
_SIDE_BEFORE: Final = re.compile(r"\b(?:side|end|half)\s(?!and\b)(?:\w+\s){0,3}$")
_SIDE_AFTER: Final = re.compile(
    r"^\s(?:its|their|his|the)\s(?:\w+\s)?(?:side|end|half|barriers?)\b", re.IGNORECASE
)
_ELSE: Final = re.compile(r"\b(?:every(?:one|body)|all|any(?:one|body)) else\b", re.IGNORECASE)
#: "prolonged the measure": what was told of it before goes on.
_ON: Final = re.compile(r"(?:prolong|extend)", re.IGNORECASE)
#: How far before a word of status "only" may stand.
_REACH_BACK: Final = 40


@dataclass(frozen=True, slots=True)
class Saying:
    """One word of status in a sentence.

    ``flow`` tells that it is of what crosses, ``soft`` that only some of it goes on: "cars pass";
    ``beside`` that it stands before the noun: "at the shut post".
    """

    kind: Kind
    start: int
    end: int
    part: str
    act: bool
    soft: bool = False
    flow: bool = False
    beside: bool = False


def sayings(text: str) -> Iterator[Saying]:
    """Yield the words of status of a sentence: no plans, no wishes, nothing long past."""
    for start, end, kind in _words(text):
        before = text[:start]
        lasting = bool(_LASTING.search(before))
        denied = bool(_DENIED.search(_ADDED.split(before)[-1]) or _FALSE_AFTER.match(text[end:]))
        again = _AGAIN.match(text, end)
        scene = again or _WHERE.search(before) or _REPORTED.search(before)
        long_past = _HAD.search(before) and not scene
        planned = _is_planned(text, start, end, kind, lasting=lasting)
        ended = text[start:end].lower().startswith("closure") and _ENDED.search(before)
        if ended or (not denied and (planned or long_past)):
            continue
        saying = _saying(text, start, end, kind, lasting=lasting, denied=denied)
        if saying:
            yield saying


def _is_planned(text: str, start: int, end: int, kind: Kind, *, lasting: bool) -> bool:
    """Say whether a word of status tells what is to be: "to reopen", "its reopening is planned"."""
    before = text[:start]
    goes_on = lasting or _GOES_ON.match(text, start) or _FROM_NOW.search(text)
    ahead = bool(_FUTURE.search(before)) and not goes_on
    if kind != "open":
        return ahead
    to = _TO.search(before) and not text[:end].endswith("ed")
    noun = text[:end].endswith("ing") and _PLANNED.match(text[end:])
    will = not lasting and _WILL.search(before)
    return bool(ahead or to or noun or will) and not _WILL_NOT.search(before)


def _words(text: str) -> list[tuple[int, int, Kind]]:
    """Return the words of status by position; of those that overlap the longest."""
    kinds: tuple[tuple[Kind, str], ...] = (
        ("closed", "closed"), ("closed", "nobody"), ("open", "open"), ("partial", "restricted"),
    )  # fmt: skip
    found = [(m.start(), m.end(), k) for k, w in kinds for m in cue("crossing", w).finditer(text)]
    found += [
        (m.start(), m.end(), "closed")
        for m in cue("crossing", "halted").finditer(text)
        if _MOVEMENT.search(text[max(0, m.start() - _AROUND) : m.end() + 40])
        or _LISTED.match(text[: m.start()])
        or _STOOD_STILL.match(text[: m.end()])
    ]
    kept: list[tuple[int, int, Kind]] = []
    for start, end, kind in sorted(found, key=lambda f: f[0] - f[1]):
        if not any(start < b and a < end for a, b, _ in kept):
            kept.append((start, end, kind))
    kept += _only(text) if not kept else []
    return sorted(kept)


def _only(text: str) -> list[tuple[int, int, Kind]]:
    """Return what a line of a list says without a verb: "Galafi: trucks only"."""
    line = re.match(r"^[^:;]{2,80}?(?::|\s[–—-])\s", text)
    kinds: tuple[tuple[Kind, str], ...] = (("partial", "only"), ("open", "fine"))
    for kind, words in kinds if line else ():
        found = cue("crossing", words).match(text, line.end() if line else 0)
        if found:
            return [(found.start(), found.end(), kind)]
    return []


def _saying(
    text: str, start: int, end: int, kind: Kind, *, lasting: bool, denied: bool
) -> Saying | None:
    """Return what a word of status says, None where it is said of no crossing."""
    before, theme = text[:start], theme_of(text, start, end)
    if theme.kind == "other" or _CRIED.search(before) or _of_few(text, start, end):
        return None
    negated = denied or bool(_NEVER.search(before))
    if kind == "partial" and _SHUT_AT.search(text[:end]):
        kind = "closed"
    told: Kind = _turned(kind) if negated else kind
    part = "" if told == "open" and theme.kind == "flow" else theme.part
    done = bool(_DONE.search(before)) and not part
    act = not negated and (done or not (lasting or _STATE.search(before)))
    act = act and not _GOES_ON.match(text, start) and text[start:end].lower() != "open"
    act = act and not _SINCE.match(text[end:])
    act = act and not (_HAS_BEEN.search(before) and _SINCE_THEN.match(text[end:]))
    beside = _is_attribute(text, start, end)
    act = act and not beside
    if _LISTED.match(before) and not _TOLD_WHEN.match(text[end:]):
        act = act and text[start:end].lower().startswith("re")
    soft = kind == "open" and bool(theme.part) and not _ANEW.search(text[start : end + 30])
    flow = theme.kind == "flow" or bool(part_of(text[start:end]))
    return Saying(told, start, end, part, act, soft and flow, flow, beside)


def _is_attribute(text: str, start: int, end: int) -> bool:
    """Say whether a word of status stands before what it tells of: "at the shut post"."""
    word = text[start:end].lower()
    plain = word.endswith("ed") or word in ("shut", "open")
    return bool(plain and _ATTRIBUTE.search(text[:start]) and _ITS_NOUN.match(text[end:]))


def _of_few(text: str, start: int, end: int) -> bool:
    """Say whether only some people were sent back: "eight men were turned back at X"."""
    if not text[start:end].lower().startswith("turn"):
        return False
    clause = text[max(0, start - _AROUND) : end + _REACH_BACK]
    return bool(_FEW.search(clause)) and not _MANY.search(clause)


def _turned(kind: Kind) -> Kind:
    return "closed" if kind == "open" else "open"


def to_reopen(text: str) -> bool:
    """Say whether a sentence tells that a crossing is to reopen: it is closed so far."""
    found = _BACK.search(text)
    if not found:
        return False
    before = text[: found.start()]
    return bool(
        _FUTURE.search(before) or _WAS_TO.search(before) or _PLANNED.match(text[found.end() :])
    )


def verdict(text: str, sayings: Sequence[Saying]) -> tuple[CrossingStatus, str]:
    """Return the status that the words add up to, and for whom."""
    told = sorted(sayings, key=lambda s: not _AFTER.search(text[: s.start]))
    told = [s for s in told if not _ON.match(text, s.start)] or told
    closed = [s for s in told if s.kind == "closed"]
    last = told[-1]
    if closed and last.kind == "open" and _one_side(text, last):
        last = closed[-1]
    if last.kind == "partial":
        return "partial", "; ".join(s.part for s in sayings if s.part)
    detail = "; ".join(f"{s.kind} to {s.part}" for s in sayings if s.part)
    to_some = bool(closed) and all(s.part for s in closed)
    mixed = bool(closed) and last.kind == "open" and bool(last.part or last.flow)
    mixed = mixed and (last.soft or any(s.part for s in sayings))
    if to_some or mixed:
        return "partial", detail
    if last.kind == "closed" and (whom := _not_quite(text, last, others=len(closed) < len(told))):
        return "partial", detail or whom
    limit = _limit(text, told) if last is told[-1] else ""
    if last.kind == "open" and _BRIEFLY.search(text[max(0, last.start - 20) :]):
        return "closed", detail
    return ("partial", detail or limit) if limit else (last.kind, detail)


def _not_quite(text: str, closed: Saying, *, others: bool) -> str:
    """Return for whom what is closed is open all the same: by day, for some; "" for nobody."""
    if _BY_NIGHT.match(text[closed.end :]):
        return "by day"
    some = _BUT_SOME.match(text[closed.end :]) or (others and _ELSE.search(text))
    return "some" if some else ""


def _one_side(text: str, saying: Saying) -> bool:
    """Say whether only one half of a crossing is told to be open: "its own side is open"."""
    return bool(_SIDE_BEFORE.search(text[: saying.start]) or _SIDE_AFTER.match(text[saying.end :]))


def _limit(text: str, sayings: Sequence[Saying]) -> str:
    """Return the words that limit the last status: "only", "all but patients"; "" for none."""
    last = sayings[-1]
    if last.kind == "open":
        semicolon = text.find(";", last.end)
        until = semicolon if semicolon > 0 else len(text)
        limited = cue("crossing", "limited").search(text, max(0, last.start - _REACH_BACK), until)
        some = (
            s.part for s in sayings if s.kind == "open" and not s.flow and not _AID.match(s.part)
        )
        return limited.group() if limited else next(filter(None, some), "")
    spared = _EXCEPT.search(text, last.end)
    whom = re.search(r"\bto\s", text[last.end :][:12])
    return spared.group() if spared and whom else ""
