"""Phrases for victims: how many, who they are, and the side they stand on."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from geomap.events.cues import source
from geomap.events.numbers import NUMBER, find_numbers, parse_number

__all__ = ["DATED", "MANY", "NUM", "OTHERS", "SUBSET", "Victims", "nouns", "side_of", "victims_of"]

_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
#: "April 29", "29 April", "aged 29": no count of people.
DATED: Final = re.compile(
    rf"\b(?:{_MONTH}\.?|aged?|No\.|Highway|Route|Road|Gate|Article|\d+ (?:to|and)|"
    r"(?:boy|girl|child|man|woman|son|daughter|baby|youth|pupil|teenager|[Ff]ather|mother) of)\s$"
)
NUM: Final = rf"(?<![\w.,:$])(?!(?:19|20)\d\d\b)(?P<num>{NUMBER})(?![\w%]|[.:]\d|-\w|\s{_MONTH}\b)"
OTHERS: Final = re.compile(
    r"\b(?:more(?! than)|others?|of (?:them|whom|those|these)|of the|among them)\b|^the\s",
    re.IGNORECASE,
)
SUBSET: Final = re.compile(
    r"(?:including|among them|(?<!group )(?<!band )(?<!party )of (?:whom|them)|one of)"
    r"\s[^.;]{0,40}$|\(\s*$"
    r"|(?:including|included)\s(?:\w+\s){0,4}and\s$",
    re.IGNORECASE,
)
MANY: Final = re.compile(
    r"(?<!s)s$|(?:police|people|children|men|women|personnel|levies|dead|lives|bodies)$", re.I
)


@cache
def _sides() -> tuple[tuple[re.Pattern[str], str], ...]:
    path = Path(__file__).parents[1] / "words" / "victims.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))[1:]
    return tuple((re.compile(rf"\b(?:{noun})\b", re.IGNORECASE), side) for noun, side in rows)


@cache
def nouns() -> str:
    """Return the nouns for people as the source of a pattern."""
    return "|".join(pattern.pattern[2:-2] for pattern, _ in _sides())


def side_of(victims: str) -> str:
    """Return the side that victims stand on, by the last noun that names people, or "".

    >>> side_of("19 border guards"), side_of("four villagers"), side_of("trucks")
    ('State forces', 'Civilians', '')
    """
    head = re.split(r"\b(?:of|in|from|at|near|on|with)\b", victims, maxsplit=1)[0] or victims
    found = [(m.end(), side) for pattern, side in _sides() for m in pattern.finditer(head)]
    return max(found)[1] if found else ""


@dataclass(frozen=True, slots=True)
class Victims:
    """People in a phrase: where they stand in it, low, best and high, and the words."""

    start: int
    end: int
    value: tuple[int, int, int]
    words: str


def victims_of(phrase: str, *, whole: bool = False, somebody: bool = False) -> Victims | None:
    """Return the number of people that a phrase begins with, adding what "and" joins to it.

    Where the ``whole`` phrase is the victims, "and five auxiliaries" at its end counts as well.
    Who was killed is ``somebody`` even where no list has the noun: "a village chief".
    """
    first = _one_kind(phrase, 0, somebody=somebody)
    if first is None:
        return None
    value, end = list(first.value), first.end
    while joined := _JOINED.match(phrase, end):
        at = joined.end()
        last = whole and _LAST_KIND.fullmatch(phrase, at)
        more = _one_kind(phrase, at, noun_needed=not last, somebody=somebody)
        if more is None or _PART.search(more.words):
            break
        if last:
            more = replace(more, end=len(phrase))
        value = [a + b for a, b in zip(value, more.value, strict=True)]
        end = more.end
    return Victims(first.start, end, (value[0], value[1], value[2]), phrase[first.start : end])


#: What joins more victims; after a comma alone no apposition: "a guard, his hands tied,".
_JOINED: Final = re.compile(
    r"(?:,?\sand|,(?=\s(?:his|her|their)\s(?:\w+\s)?(?:wife|husband|sons?|daughters?|brothers?|"
    r"sisters?|mother|father|child(?:ren)?|cousins?|nephews?|nieces?|driver|bodyguards?)(?:,|\sand\b))"
    r"|,(?=\s(?!an?\s|his|her|their|its)))\s"
)
#: "Eleven people, four of them children": a part, not more.
_PART: Final = re.compile(r"\bof (?:them|those|these)\b", re.IGNORECASE)
#: A number with a noun for people that nobody listed, to the end of a subject.
_LAST_KIND: Final = re.compile(rf"{NUMBER}(?:\s[a-z][\w’'-]+){{1,2}}", re.IGNORECASE)
_THINGS: Final = source("toll_words", "things")
_NO_NOUN: Final = source("toll_words", "no_noun")
#: A noun after "killed a" that is no beast.
_SOMEBODY: Final = re.compile(rf"(?: (?!(?:{_NO_NOUN}|{_THINGS})\b)[a-z][\w’'-]*){{1,3}}")
#: The same for several: "four polio vaccinators"; the last word is a plural.
_SOMEBODIES: Final = re.compile(
    rf"(?:\s(?!(?:{_NO_NOUN}|{_THINGS})\b)[A-Za-z][\w’'-]*){{0,3}}?"
    rf"\s(?!(?:{_NO_NOUN}|{_THINGS})\b)[a-z][\w’'-]*(?:(?<![su])s|[mM]en|folk)\b(?![-’'])"
)
#: "Two goats", "three of its vehicles": no victims.
_NO_PEOPLE: Final = re.compile(
    rf"(?:\sof(?:\s(?:its|their|his|her|the))?)?(?:\s(?!{_NO_NOUN}\b)[\w’'-]+){{0,2}}?"
    rf"\s{_THINGS}\b(?!\s(?:owners?|drivers?|dealers?|traders?|sellers?|herders?|keepers?|rustlers?|thieves))",
    re.IGNORECASE,
)
#: "A family of four", "a crew of nine sailors".
_GROUP_OF: Final = re.compile(
    rf"(?:\s[a-z]+)?\s(?:family|group|party|crew|team|patrol|band|squad|convoy)\sof\s(?P<num>{NUMBER})"
    r"|(?:\s[a-z-]+){0,2}\scouple\b(?!\sof)",
    re.IGNORECASE,
)
#: People told only by their nation: "36 Kyrgyz".
_NATION: Final = re.compile(
    r"(?:\s[A-Z][\w’'-]+){1,2}(?=\sand\b|\s(?:were|was|have|had|died|dead)\b)"
)
_LEAD: Final = re.compile(
    r"\s*[“\"‘']?(?:at least\s)?(?:(?:also|another|a further|up to)\s)*"
    rf"(?:(?:(?:his|her|their|its|all|the|these|those)\s){{0,2}}(?P<num>{NUMBER}|both)|"
    r"(?P<a>an?|his|her|their|its|another|the))"
    rf"(?![\w%]|[.:]\d|-\w|\stimes|\sday|\shour|\s{_MONTH}\b)"
    r"(?P<of>\sof\s(?:its|their|his|the|them|those|these)\b(?:\sown)?)?",
    re.IGNORECASE,
)


def _one_kind(
    phrase: str, at: int, *, noun_needed: bool = False, somebody: bool = False
) -> Victims | None:
    lead = _LEAD.match(phrase, at)
    if lead is None:
        return None
    noun = _noun_form().match(phrase, lead.end())
    things = _NO_PEOPLE.match(phrase, lead.end())
    if things and (noun is None or noun.end() > things.end()):
        return None
    if lead["a"]:
        group = _GROUP_OF.match(phrase, lead.end())
        return _group(phrase, group) if group else _one(phrase, lead, noun, somebody=somebody)
    if lead["num"] and DATED.search(phrase[: lead.start("num")]):
        return None
    value = _value(phrase, lead)
    if value is None or (noun is None and noun_needed):
        return None
    return _several(phrase, lead, noun, value, somebody=somebody)


@cache
def _noun_form() -> re.Pattern[str]:
    """Return the pattern of at most four words and a noun for people."""
    stop = (
        r"and(?!\s(?-i:[A-Z]))|or|in|at|on|near|with|by|for|from|who|when|to|were|was|as|that|said|"
        r"says|told|reported|confirmed|counted|\d[\d,]*"
    )
    return re.compile(
        rf"(?:\s(?!(?:{stop})\s)[\w’'.#-]+){{0,4}}?(?:\s[“\"‘']?(?:more|{nouns()})\b[”\"’']?)+",
        re.IGNORECASE,
    )


def _value(phrase: str, lead: re.Match[str]) -> tuple[int, int, int] | None:
    if lead["num"].lower() == "both":
        return (2, 2, 2)
    counted = find_numbers(phrase[lead.start("num") : lead.end("num") + 14])
    return parse_number(lead["num"]) if counted else None


def _several(
    phrase: str,
    lead: re.Match[str],
    noun: re.Match[str] | None,
    value: tuple[int, int, int],
    *,
    somebody: bool,
) -> Victims:
    """Return victims after a number: a noun of the list, a nation, or any plural if killed."""
    named = noun or _NATION.match(phrase, lead.end())
    if named is None and somebody:
        named = _SOMEBODIES.match(phrase, lead.end())
    end = named.end() if named else lead.end()
    begin = lead.start("num")
    if re.search(r"\bthe\s$", phrase[:begin], re.IGNORECASE):
        begin -= len("the ")
    return Victims(begin, end, value, phrase[begin:end])


def _group(phrase: str, group: re.Match[str]) -> Victims | None:
    """Return the people of a group that is counted: "a family of four", "an elderly couple"."""
    if group["num"] is None:
        return Victims(group.start(), group.end(), (2, 2, 2), phrase[group.start() : group.end()])
    value = parse_number(group["num"])
    noun = _noun_form().match(phrase, group.end())
    end = noun.end() if noun else group.end()
    begin = group.start("num")
    return Victims(begin, end, value, phrase[begin:end]) if value else None


_ORDINALS: Final = "second third fourth fifth sixth seventh eighth ninth tenth".split()
#: "A third docker has died": three by now.
_NTH: Final = re.compile(rf"an?\s(?P<nth>{'|'.join(_ORDINALS)})\b(?:\s[a-z-]+)?", re.IGNORECASE)


def _one(
    phrase: str, lead: re.Match[str], noun: re.Match[str] | None, *, somebody: bool
) -> Victims | None:
    """Return a single victim after an article: "a guard", or "a village chief" if killed."""
    begin, end = lead.start("a"), lead.end()
    nth = _NTH.match(phrase, begin)
    if nth:
        value = _ORDINALS.index(nth["nth"].lower()) + 2
        end = max(nth.end(), noun.end() if noun else 0)
        return Victims(begin, end, (value, value, value), phrase[begin:end])
    if noun is None and somebody and lead["a"].lower() in ("a", "an"):
        anybody = _SOMEBODY.match(phrase, end)
        end = anybody.end() if anybody else end
        return Victims(begin, end, (1, 1, 1), phrase[begin:end]) if anybody else None
    if noun is None or MANY.search(noun.group()):
        return None
    end += len(noun.group())
    return Victims(begin, end, (1, 1, 1), phrase[begin:end])
