"""What a word of status is said of: a crossing, all that moves over it, some of it, or else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geomap.events.cues import cue, source

__all__ = ["NOUN", "Theme", "part_of", "theme_of"]

#: The nouns for a crossing, as a pattern.
NOUN: Final = source("crossing", "noun")
_PASSIVE: Final = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|remain\w*|stay\w*|still|lies?|found|now|got|[\w’]+n['’]t|not)|"
    r"[,:–—(-])\s(?:\w+ly\s|all\s|both\s|again\s|effectively\s)?$",
    re.IGNORECASE,
)
#: "is not letting lorries in": what follows is the object.
_LETTING: Final = re.compile(
    r"(?:lett|admitt|accept|allow|process|clear|block|seal|suspend|barr|using)(?:ing)?$",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(
    r"\b(?:keep|kept|keeping|leav\w+|left|order\w*|declar\w+)\s(?P<what>[^,;]{1,60})$",
    re.IGNORECASE,
)
_WORD_AFTER: Final = (
    "at|in|on|to|for|since|after|because|until|till|near|by|from|with|when|as|and|but|over|through|across|"
    "between|following|amid|pending|again|only|due|every|daily|while|if|before|early|late|last|this|next|"
    "yesterday|today|overnight|indefinitely|temporarily|permanently|completely|altogether|entirely|"
    "is|are|was|were|has|had|will|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_OBJECT: Final = re.compile(
    rf"^\s(?:down\s|off\s|up\s)?(?P<what>(?:(?:the|its|their)\s(?:last|next|only|daily)\s)?(?:(?!(?:{_WORD_AFTER})\b)[\w’'-]+[\s,]*){{1,8}})",
    re.IGNORECASE,
)
_SHUTS: Final = re.compile(r"(?:clos|shut|seal|lock|barr)", re.IGNORECASE)
#: What moves or works is the subject: "cargo was moving normally".
_GOING: Final = re.compile(
    r"\b(?:mov|flow|roll|cross|pass|work|operat|function|runn)ing$", re.IGNORECASE
)
#: "shut the gate, the main way in": what more is said of it.
_BESIDE_IT: Final = re.compile(r",\s(?:the|an?|its|one)\s")
#: Where the words that a subject may stand in begin.
_BREAK: Final = re.compile(
    r";|:\s|\s[–—-]\s|,?\s(?:while|whereas|although|though|but|because|when|where|after|before|until|so)\s"
    r"|,\s(?:and|as|with)\s|\b(?:said|says|reported)\s(?:that\s)?",
    re.IGNORECASE,
)
_STOP: Final = (
    "at|in|on|since|after|because|until|till|near|by|from|when|as|over|through|across|between|"
    "following|due|while|if|before|early|late|last|this|next|yesterday|today|overnight|though|although|"
    "where|is|are|was|were|has|had|will|first|second|third|fourth|fifth|sixth|seventh|eighth|tenth|six|two|three|four|five|seven|eight|several|repairs|now|good|night|day|week|month|moment|winter|season"
)
_TO_WHOM: Final = re.compile(
    r"^(?:\s\w+)??\s(?:only\s)?(?P<how>for|to)\s"
    rf"(?P<who>(?:(?!(?:{_STOP})\b)[\w’'-]+(?:,\s|\s)?){{1,9}})",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(r"^\W*(?:In|At|On|Near|Along) [^,]{3,60},\s")
#: Something else that is opened or closed: "opened a museum".
_THING: Final = re.compile(
    r"^(?:an?|the|his|her|its|their|some|two|three|new)\s"
    r"(?!(?:own\s)?(?:barriers?|booms?|side|end|half|doors?|shutters?|lanes?)\b)"
    r"(?!(?:(?:same|next|following|previous|very|full)\s)*"
    r"(?:day|week|month|hour|night|evening|morning|afternoon|year|moment)s?\b)"
)
#: A second verb: "opened the gate, then shut it".
_SECOND: Final = re.compile(r"(?:\bthen|\band(?: then)?)\s$", re.IGNORECASE)
#: The verb is the second of a subject far before: "X was closed after a fire, police said, and".
_COORDINATED: Final = re.compile(
    r",\s(?:and|but)(?:\s(?:then|later|has|was|is))*\s$", re.IGNORECASE
)
_BESIDE: Final = re.compile(r"(?:,[^,]*)+,\s")
_ALL: Final = re.compile(
    r"^(?:all(?! but)|every(?:one|body|thing)?(?! (?:except|but))|the public|civilians|any)\b",
    re.IGNORECASE,
)
_ALL_BUT: Final = re.compile(
    r"\belse\b|\b(?:all|every\w*|anyone|any|no one|nobody|none) (?:\S+ ){0,3}?"
    r"(?:but|except|other than|apart from|save)\b"
    r"|\bexcept(?:ed|ing|ion)?\b|\bapart from\b|\bother than\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """What is closed or open: ``kind`` of thing, and ``part`` of those that cross, "" for all."""

    kind: str
    part: str = ""


def theme_of(text: str, start: int, end: int) -> Theme:
    """Return what the word of status ``text[start:end]`` is said of.

    >>> theme_of("Officials shut the schools", 10, 14).kind
    'other'
    >>> theme_of("The gate was shut to lorries", 13, 17)
    Theme(kind='crossing', part='lorries')
    """
    before, after = text[:start], re.split(r"[.;:]", text[end:])[0]
    passive = _PASSIVE.search(before) and not _LETTING.search(text[start:end])
    found = None if passive else _OBJECT.match(after)
    words = found["what"] if found else _governed(before)
    kind, part = _classed(words)
    if found and not kind and _THING.match(words) and words == words.lower():
        return Theme("other")
    if found and not kind and _GOING.search(text[start:end]):
        kind, part = _classed(_subject(before))
    if found and _BESIDE_IT.search(words):
        return Theme(kind, part)
    shuts = bool(_SHUTS.match(text, start))
    whom = _TO_WHOM.match(after[found.end() - 1 :] if found else after)
    if whom and (kind in ("crossing", "") or (kind == "flow" and not part and shuts)):
        return Theme("crossing", _whom(whom["who"], whom["how"]))
    return Theme(kind, part)


def _governed(before: str) -> str:
    """Return what is kept as a word of status says, else its subject."""
    kept = _KEPT.search(before)
    if kept:
        return kept["what"]
    return _subject(before)


def _subject(before: str) -> str:
    """Return the subject of a verb without what stands beside it between commas; "" of a second."""
    if _COORDINATED.search(before):
        return ""
    parts = [p for p in _BREAK.split(before) if p and p.strip()]
    words = _HEAD.sub("", parts[-1]) if parts else before
    if _SECOND.search(words):
        return ""
    words = _BESIDE.sub(" ", words)
    nearest = words.rpartition(", ")[2]
    return nearest if _classed(nearest)[0] == "flow" else words


def _whom(words: str, how: str) -> str:
    """Return whom "shut to X" or "open for X" limits it to, "" where it is to all."""
    if _ALL_BUT.search(words):
        return "some"
    if _ALL.match(words):
        return ""
    goods, people = _first("goods", words), _first("people", words)
    named = words[0].isupper()  # "shut the gate to Kenya"
    if how == "to" and not (named or goods or people or cue("crossing", "flow").search(words)):
        return words.split(maxsplit=1)[0].lower()
    return "" if goods and people else (goods or people)


def part_of(words: str) -> str:
    """Return which part of what crosses the words name, "" for all of it or none.

    >>> part_of("lorries from Minsk")
    'lorries'
    """
    goods, people = _first("goods", words), _first("people", words)
    return "" if goods and people else (goods or people)


def _first(name: str, words: str) -> str:
    found = cue("crossing", name).search(words)
    return found.group().lower() if found else ""


def _classed(words: str) -> tuple[str, str]:
    """Return the kind of the first noun of a class in the words, and which part of what crosses."""
    kinds = ("noun", "other", "flow", "goods", "people")
    places = {k: m.start() for k in kinds if (m := cue("crossing", k).search(words))}
    if not places:
        return "", ""
    first = min(places, key=lambda k: places[k])
    if first == "noun":
        return "crossing", ""
    if first == "flow":
        return "flow", ""
    if first == "other":
        return "other", ""
    return "flow", part_of(words)
