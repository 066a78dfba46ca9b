"""How many people were killed, wounded, displaced or detained, as a sentence tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from geomap.events.numbers import NUMBER, find_numbers, parse_number
from geomap.events.tolls.mention import TollMention
from geomap.events.tolls.verbs import METRICS, active, inverted, named, passive, pronouns
from geomap.events.tolls.victims import (
    DATED,
    MANY,
    NUM,
    OTHERS,
    SUBSET,
    nouns,
    side_of,
    victims_of,
)

__all__ = ["TollMention", "find_tolls"]

_COUNTED: Final = re.compile(
    r"(?:death toll|toll|numbers? of (?:dead|deaths|fatalities|(?:\w+\s){0,3}killed)|number killed|"
    r"its (?:own )?(?:losses|dead)|"
    r"own losses|own dead|losses|fatalities)\s(?:\S+\s){0,13}?"
    r"(?:at|to|of|as|was|is|reach(?:es|ed)|hits?|touche[sd]|passe[sd]|now)"
    rf"\s{NUM}",
    re.IGNORECASE,
)
_PUT_AT: Final = re.compile(
    rf"\b(?:put|puts|putting|set|raised|revised)\s(?:\S+\s)?(?:at|to)\s{NUM}\sthe\s(?:number|toll|count)\b",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"(?:\s(?!(?:and|but|or|while|as|after|since|that|who|which|said|says|in|on|at|from)\b)"
    r"[\w’'-]+){0,4}"
)
_NOUN: Final = re.compile(
    rf"{NUM}(?:\s(?:more|new|confirmed|charred|unidentified|burn(?:ed|t)|decomposed|lifeless|mutilated))?"
    rf"\s(?:(?P<killed>dead\b|(?:\w+\s)?victims?\s(?:were\s)?(?:identified|buried|mourned)|deaths|fatalities|bodies|corpses|morts\b|muertos\b)|"
    rf"(?P<injured>wounded\b|injured\b|injuries))",
    re.IGNORECASE,
)
_KILLING_OF: Final = re.compile(
    rf"\b(?:killings?|deaths?|murders?|massacre)\sof\s(?:its|their|his|the|at least)?\s?"
    rf"(?P<victims>{NUM}(?:\s[\w’'-]+){{1,3}})",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(
    rf"(?:left|leaving|leaves)\s(?:at least\s)?{NUM}(?:\s[\w’',-]+){{0,7}}?"
    r"\s(?P<what>dead|killed|wounded|injured|hurt|with\s(?:\w+\s)?(?:injuries|wounds))\b"
    rf"(?:\sand\s(?P<num2>{NUMBER})(?:\s[\w’'-]+){{0,2}}\s(?P<what2>wounded|injured))?",
    re.IGNORECASE,
)


def find_tolls(text: str) -> tuple[TollMention, ...]:
    """Return the numbers of victims in a sentence, by position.

    >>> [(t.metric, t.best) for t in find_tolls("A mine killed two guards and wounded a boy.")]
    [('killed', 2), ('injured', 1)]
    """
    taken: list[TollMention] = []
    for mention in _frames(text):
        if not any(m.start < mention.end and mention.start < m.end for m in taken):
            taken.append(mention)
    return tuple(sorted(taken, key=lambda m: m.start))


def _frames(text: str) -> Iterator[TollMention]:
    """Yield what the frames find, the surest frame first."""
    yield from _nobody(text)
    yield from _left(text)
    yield from _bodies(text)
    yield from _lost(text)
    yield from _counted(text)
    yield from _killing_of(text)
    yield from _labelled(text)
    yield from _among(text)
    yield from inverted(text)
    yield from named(text)
    for metric in METRICS:
        yield from active(text, metric)
    for metric in METRICS:
        yield from passive(text, metric)
    yield from _named(text)
    yield from _single(text)
    yield from pronouns(text)


def _left(text: str) -> Iterator[TollMention]:
    for found in _LEFT.finditer(text):
        metric = "killed" if found["what"].lower() in ("dead", "killed") else "injured"
        end = found.end("what")
        several = victims_of(text[found.start("num") : found.start("what")].rstrip(), whole=True)
        for told in _mention(text, found, metric, text[found.start() : end]):
            low, best, high = several.value if several else (told.low, told.best, told.high)
            yield replace(told, end=end, low=low, best=best, high=high)
        if found["num2"]:
            value = parse_number(found["num2"])
            if value:
                start, end = found.span("num2")
                yield TollMention(start, end, "injured", *value, found["num2"], "")


#: "Nobody was hurt", "there were no casualties": the toll is told, and it is none.
_NOBODY: Final = re.compile(
    r"\b(?:(?:no one|nobody|none|no (?:\w+ )?(?:people|civilians?|soldiers?|persons?|victims))"
    r"(?: (?:was|were|has been|have been|had been|is|are))?(?: \w+ly)? "
    r"(?P<what>killed|died|hurt|injured|wounded|harmed)"
    r"|(?:with no|without|(?:no|any)) "
    r"(?P<noun>casualties|deaths|fatalities|loss of life|injuries|victims)"
    r"(?! (?:or|and|nor)\b)|(?P<verb>hurt|injured|killed|wounded) (?:nobody|no one))\b",
    re.IGNORECASE,
)
_BOTH: Final = ("hurt", "harmed", "casualties", "victims")


def _nobody(text: str) -> Iterator[TollMention]:
    """Yield tolls of nobody: null is not zero."""
    for found in _NOBODY.finditer(text):
        if re.match(r" (?:else|other|more)\b", text[found.end() :]) or "any " in found.group():
            continue
        word = (found["what"] or found["noun"] or found["verb"]).lower()
        start, end = found.span()
        dead = word in ("killed", "died", "deaths", "fatalities", "loss of life") or word in _BOTH
        if dead:
            yield TollMention(start, end, "killed", 0, 0, 0, "", "")
        elif word != "killed":
            yield TollMention(start, end, "injured", 0, 0, 0, "", "")


_BODIES: Final = re.compile(
    rf"\b(?:body|bodies|corpses?|remains) of (?P<victims>(?:the )?(?:(?P<num>{NUMBER})|an?)"
    r"(?: (?!was|were|in|at|near)[\w’'-]+){1,4})",
    re.IGNORECASE,
)


def _bodies(text: str) -> Iterator[TollMention]:
    """Yield the dead told by what is left of them: "the bodies of eleven migrants"."""
    for found in _BODIES.finditer(text):
        victims = victims_of(found["victims"])
        if victims:
            start = found.start("victims") + victims.start
            end = found.start("victims") + victims.end
            side, partial = side_of(victims.words), bool(OTHERS.search(victims.words))
            yield TollMention(start, end, "killed", *victims.value, victims.words, side, partial)


_LOST: Final = re.compile(
    rf"\blost\s(?P<victims>(?P<num>{NUMBER})(?:\sof\s(?:its|their|his|our)(?:\sown)?)?"
    r"\s(?:men|soldiers|fighters|officers|troops|policemen|servicemen|guards|comrades|members|people))",
    re.IGNORECASE,
)


def _lost(text: str) -> Iterator[TollMention]:
    """Yield a side's own dead beside those that it killed: part of what it tells."""
    for found in _LOST.finditer(text):
        value = parse_number(found["num"])
        if value:
            words = found["victims"]
            start, end = found.span("victims")
            yield TollMention(start, end, "killed", *value, words, side_of(words), partial=True)


def _counted(text: str) -> Iterator[TollMention]:
    for found in _PUT_AT.finditer(text):
        if re.match(
            r"\s(?:of\s)?(?:\w+\s){0,3}(?:killed|dead|deaths|fatalities)", text[found.end() :]
        ):
            yield from _mention(text, found, "killed", found["num"])
    for found in _COUNTED.finditer(text):
        if DATED.search(text[: found.start("num")]):
            continue
        tail = _PEOPLE.match(text[found.end() :])
        victims = found["num"] + (tail.group() if tail else "")
        yield from _mention(text, found, "killed", victims)


#: "Killed: 3", "Fatalities: 6", as reports list them.
_LABELLED: Final = re.compile(
    rf"(?:^|[(;,|•*-]\s?|\s)(?:(?P<killed>fatalit(?:y|ies)|deaths?|dead|killed)|"
    rf"(?P<injured>injur(?:ed|ies)|wounded))\s?[:=]\s?{NUM}",
    re.IGNORECASE,
)


def _labelled(text: str) -> Iterator[TollMention]:
    for found in _LABELLED.finditer(text):
        yield from _mention(text, found, "killed" if found["killed"] else "injured", found["num"])


_AS_DEAD: Final = re.compile(
    rf"(?P<victims>{NUM}(?:\s[\w’'-]+){{1,4}}?)\sas\s(?:\w+\s)?(?:killed|dead|slain)\b",
    re.IGNORECASE,
)
_AMONG: Final = re.compile(
    rf"(?P<victims>(?:{NUM}|\ban?)(?:\s[\w’'-]+){{1,4}}?)\s(?:was|were|are|is)\s(?:also\s)?among\s"
    r"(?:the|those|its|their)\s(?:\w+\s)?(?:dead|killed|victims|fatalities|slain)\b"
    r"|\b(?P<lone>(?:the|its)\s(?:only|sole|lone)\s(?:fatality|death|victim))\b",
    re.IGNORECASE,
)


def _among(text: str) -> Iterator[TollMention]:
    """Yield those who were among the dead: part of a toll that is told elsewhere."""
    for found in _AS_DEAD.finditer(text):
        yield from _mention(text, found, "killed", found["victims"])
    for found in _AMONG.finditer(text):
        if found["lone"]:
            yield TollMention(*found.span(), "killed", 1, 1, 1, found["lone"], "")
            continue
        victims = victims_of(found["victims"], somebody=True)
        if victims:
            words = victims.words
            yield TollMention(
                *(*found.span(), "killed", *victims.value, words, side_of(words)), partial=True
            )


def _killing_of(text: str) -> Iterator[TollMention]:
    for found in _KILLING_OF.finditer(text):
        yield from _mention(text, found, "killed", found["victims"])


def _single(text: str) -> Iterator[TollMention]:
    """Yield victims told without a number or article, as headlines do: "Firing kills civilian"."""
    for found in _single_form().finditer(text):
        group = next(name for name in ("object", "left", "subject") if found[name])
        words = found[group]
        others = parse_number(found["others"] or "") or (0, 0, 0)
        low, best, high = (1 + more for more in others)
        if not MANY.search(words):
            yield TollMention(*found.span(group), "killed", low, best, high, words, side_of(words))


@cache
def _single_form() -> re.Pattern[str]:
    who = rf"(?:[\w’'-]+\s){{0,2}}?(?:{nouns()})(?:\s(?:{nouns()}))*"
    return re.compile(
        r"\b(?:kills?|killing)\s(?!(?:an?|the|his|her|their|its|\d|in|by|at)\b)"
        rf"(?P<object>{who})\b(?:(?:,|\sand)\s(?P<others>{NUMBER})\sothers?\b)?"
        rf"|\b(?:leaves|leaving)\s(?!(?:an?|the)\b)(?P<left>{who})\sdead\b"
        rf"|(?:^|[-:;,]\s?)(?P<subject>{who})\s"
        rf"(?:killed|shot dead|gunned down|dead|dies)\b(?!\s(?:(?:an?|the)\b|{NUMBER}\b))",
        re.IGNORECASE,
    )


def _named(text: str) -> Iterator[TollMention]:
    for found in _NOUN.finditer(text):
        metric = "killed" if found["killed"] else "injured"
        yield from _mention(text, found, metric, found.group())


def _mention(text: str, found: re.Match[str], metric: str, victims: str) -> Iterator[TollMention]:
    value = parse_number(found["num"])
    number = find_numbers(text[found.start("num") : found.end("num") + 12])
    if value and number:
        before = text[max(0, found.start("num") - 60) : found.start("num")]
        partial = bool(SUBSET.search(before)) or bool(OTHERS.search(victims))
        yield TollMention(
            *(found.start(), found.end(), metric, *value, victims, side_of(victims), partial)
        )
