"""Phrases for victims: how many, who they are, and the side they stand on."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

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
    r"\b(?:more(?! than)|others?|of (?:them|whom|those|these)|of the|among them)\b|^the\s"
    r"|^an?\s(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b",
    re.IGNORECASE,
)
SUBSET: Final = re.compile(
    r"(?:including|among them|of whom|of them|one of|some of them)\s[^.;]{0,40}$|\(\s*$"
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
    while joined := re.match(r"(?:,?\sand|,(?=\s(?!an?\s|his|her|their|its)))\s", phrase[end:]):
        at = end + joined.end()
        last = whole and _LAST_KIND.fullmatch(phrase, at)
        more = _one_kind(phrase, at, noun_needed=not last)
        if more is None:
            break
        if last:
            more = replace(more, end=len(phrase))
        value = [a + b for a, b in zip(value, more.value, strict=True)]
        end = more.end
    return Victims(first.start, end, (value[0], value[1], value[2]), phrase[first.start : end])


#: A number with a noun for people that nobody listed, to the end of a subject.
_LAST_KIND: Final = re.compile(rf"{NUMBER}(?:\s[a-z][\w’'-]+){{1,2}}", re.IGNORECASE)
#: A noun after "killed a" that is no beast.
_SOMEBODY: Final = re.compile(
    r"(?: (?!(?:and|or|in|at|on|near|with|by|for|from|who|when|to|as|number|lot|few|couple|dozen|"
    r"hundred|deal|plan|bill|project|cow|bull|goat|sheep|camel|donkey|horse|dog|tiger|pig)\b)"
    r"[a-z][\w’'-]*){1,3}",
)
#: People told only by their nation: "36 Kyrgyz".
_NATION: Final = re.compile(
    r"(?:\s[A-Z][\w’'-]+){1,2}(?=\sand\b|\s(?:were|was|have|had|died|dead)\b)"
)
_LEAD: Final = re.compile(
    r"\s*(?:at least\s)?(?:(?:also|another|a further|up to)\s)*"
    rf"(?:(?:(?:his|her|their|its|all)\s)?(?P<num>{NUMBER})|(?P<a>an?|his|her|their|its|another|the))"
    rf"(?![\w%]|[.:]\d|-\w|\stimes|\sday|\shour|\s{_MONTH}\b)"
    r"(?P<of>\sof\s(?:its|their|his|the|them|those)(?:\sown)?)?",
    re.IGNORECASE,
)


def _one_kind(
    phrase: str, at: int, *, noun_needed: bool = False, somebody: bool = False
) -> Victims | None:
    lead = _LEAD.match(phrase, at)
    if lead is None:
        return None
    if lead["num"] and DATED.search(phrase[: lead.start("num")]):
        return None
    noun = re.match(
        rf"(?:\s(?!(?:and(?!\s(?-i:[A-Z]))|or|in|at|on|near|with|by|for|from|who|when|to|were|was|as|that|said|says|told|reported|confirmed|counted|\d[\d,]*)\s)[\w’'.#-]+){{0,4}}?"
        rf"(?:\s(?:more|{nouns()})\b)+",
        phrase[lead.end() :],
        re.IGNORECASE,
    )
    if lead["num"] is None:
        return _one(phrase, lead, noun, somebody=somebody)
    value = parse_number(lead["num"])
    numbers = find_numbers(phrase[lead.start("num") : lead.end("num") + 14])
    if value is None or not numbers or (noun is None and noun_needed):
        return None
    nation = None if noun else _NATION.match(phrase, lead.end())
    end = nation.end() if nation else lead.end() + (noun.end() if noun else 0)
    begin = lead.start("num")
    return Victims(begin, end, value, phrase[begin:end])


def _one(
    phrase: str, lead: re.Match[str], noun: re.Match[str] | None, *, somebody: bool
) -> Victims | None:
    """Return a single victim after an article: "a guard", or "a village chief" if killed."""
    begin, end = lead.start("a"), lead.end()
    if noun is None and somebody and lead["a"].lower() in ("a", "an"):
        anybody = _SOMEBODY.match(phrase, end)
        end = anybody.end() if anybody else end
        return Victims(begin, end, (1, 1, 1), phrase[begin:end]) if anybody else None
    if noun is None or MANY.search(noun.group()):
        return None
    end += noun.end()
    return Victims(begin, end, (1, 1, 1), phrase[begin:end])
