"""How many people were killed, wounded, displaced or detained, as a sentence tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from geomap.events.numbers import NUMBER, find_numbers, parse_number
from geomap.events.tolls.victims import (
    DATED,
    MANY,
    NUM,
    OTHERS,
    SUBSET,
    Victims,
    nouns,
    side_of,
    victims_of,
)

__all__ = ["TollMention", "find_tolls"]

_DONE: Final = {
    "killed": (
        r"killed|dead|slain|martyred|massacred|murdered|executed|gunned down|beheaded|lynched|"
        r"shot dead|shot and killed|stabbed to death|hacked to death|beaten to death|"
        r"burn(?:ed|t) to death|assassinated"
    ),
    "injured": r"wounded|injured|hurt|maimed",
    "displaced": r"displaced|uprooted|evacuated|made homeless|driven from their homes",
    "detained": r"arrested|detained|apprehended|taken into custody|jailed|rounded up",
}
#: Verbs whose subject is the victim.
_SELF: Final = {
    "killed": r"died|drown(?:ed)?|perished|lost their lives|lost (?:his|her) life|die",
    "displaced": r"fled|(?:have|had) fled|flee",
}
_DOES: Final = {
    "killed": (
        r"kill(?:ed|ing|s)?|massacr(?:ed|es|ing)|murder(?:ed|ing|s)|slaughter(?:ed|ing)|"
        r"gun(?:s|ned|ning)? down|shot dead|shot and killed|behead(?:ed|ing)|execut(?:ed|ing)|"
        r"eliminat(?:ed|ing)|neutrali[sz](?:ed|ing)|"
        r"(?:hack|stabb|beat|burn|club|ston|bludgeon)\w* to death|shooting dead|"
        r"claim(?:ed|s|ing)(?: the lives of)?"
    ),
    "injured": r"wound(?:ed|ing|s)?|injur(?:ed?|ing|es)|hurt(?:ing)?|maim(?:ed|ing)",
    "displaced": r"displac(?:ed|ing|es)|uproot(?:ed|ing)|forc(?:ed|ing)",
    "detained": r"arrest(?:ed|ing|s)?|detain(?:ed|ing|s)|apprehend(?:ed|ing)",
}
_AUX: Final = (
    r"(?:(?:who\s)?(?:was|were|are|is|be|being|been|has been|have been|had been|have|had|has|"
    r"has also|were also|was also|were reportedly|were later|got|left|lay)\s)"
)
_COUNTED: Final = re.compile(
    r"(?:death toll|toll|number of (?:dead|deaths|fatalities|(?:\w+\s){1,3}killed)|"
    r"its (?:own )?(?:losses|dead)|"
    r"own losses|own dead|losses|fatalities)\s(?:\S+\s){0,9}?"
    r"(?:at|to|of|was|is|reach(?:es|ed)|hits?|passe[sd]|stands at|now)"
    rf"\s{NUM}",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"(?:\s(?!(?:and|but|or|while|as|after|since|that|who|which|said|says|in|on|at|from)\b)"
    r"[\w’'-]+){0,4}"
)
_NOUN: Final = re.compile(
    rf"{NUM}(?:\s(?:more|new|confirmed))?\s(?:(?P<killed>dead\b|(?:\w+\s)?victims?\s(?:were\s)?(?:identified|buried|mourned)|deaths|fatalities|bodies|corpses|morts\b|muertos\b)|"
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


@dataclass(frozen=True, slots=True)
class TollMention:
    """A number of people in a sentence; offsets are those of the text given.

    ``partial`` tells that the number is part of another ("three more", "of whom two").
    """

    start: int
    end: int
    metric: str
    low: int
    best: int
    high: int
    victims: str
    side: str
    partial: bool = False


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
    for metric in _DONE:
        yield from _active(text, metric)
    for metric in _DONE:
        yield from _passive(text, metric)
    yield from _named(text)
    yield from _single(text)


def _left(text: str) -> Iterator[TollMention]:
    for found in _LEFT.finditer(text):
        metric = "killed" if found["what"].lower() in ("dead", "killed") else "injured"
        end = found.end("what")
        for told in _mention(text, found, metric, text[found.start() : end]):
            yield replace(told, end=end)
        if found["num2"]:
            value = parse_number(found["num2"])
            if value:
                start, end = found.span("num2")
                yield TollMention(start, end, "injured", *value, found["num2"], "")


#: "Nobody was hurt", "there were no casualties": the toll is told, and it is none.
_NOBODY: Final = re.compile(
    r"\b(?:(?:no one|nobody|none|no (?:\w+ )?(?:people|civilians?|soldiers?|persons?|victims))"
    r"(?: (?:was|were|has been|have been|is|are))?(?: \w+ly)? "
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
    rf"\b(?:body|bodies|corpses?|remains) of (?P<victims>(?:(?P<num>{NUMBER})|an?)"
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
            side = side_of(victims.words)
            yield TollMention(start, end, "killed", *victims.value, victims.words, side)


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
    for found in _COUNTED.finditer(text):
        if DATED.search(text[: found.start("num")]):
            continue
        tail = _PEOPLE.match(text[found.end() :])
        victims = found["num"] + (tail.group() if tail else "")
        yield from _mention(text, found, "killed", victims)


def _killing_of(text: str) -> Iterator[TollMention]:
    for found in _KILLING_OF.finditer(text):
        yield from _mention(text, found, "killed", found["victims"])


def _single(text: str) -> Iterator[TollMention]:
    """Yield victims told without a number or article, as headlines do: "Firing kills civilian"."""
    for found in _single_form().finditer(text):
        words = found["object"] or found["subject"]
        start, end = found.span("object" if found["object"] else "subject")
        if not MANY.search(words):
            yield TollMention(start, end, "killed", 1, 1, 1, words, side_of(words))


@cache
def _single_form() -> re.Pattern[str]:
    who = rf"(?:[\w’'-]+\s){{0,2}}?(?:{nouns()}|teen|militant)"
    return re.compile(
        r"\b(?:kills?|killing)\s(?!(?:an?|the|his|her|their|its|\d|in|by|at)\b)"
        rf"(?P<object>{who})\b|(?:^|[-:;,]\s?)(?P<subject>{who})\s"
        rf"(?:killed|shot dead|gunned down|dies)\b(?!\s(?:(?:an?|the)\b|{NUMBER}\b))",
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


# ------------------------------------------------------------------ verbs with victims


@cache
def _active_form(metric: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<verb>{_DOES[metric]})(?:\sand\s(?:wounded|injured|wounding|injuring))?\s+"
        rf"(?=(?P<rest>[^.;:]{{1,140}}))",
        re.IGNORECASE,
    )


def _active(text: str, metric: str) -> Iterator[TollMention]:
    """Yield the objects of verbs that hurt: "killing two guards and a boy"."""
    if metric not in _DOES:
        return
    for found in _active_form(metric).finditer(text):
        victims = victims_of(found["rest"], somebody=metric == "killed")
        if victims is None or (metric == "displaced" and not side_of(victims.words)):
            continue
        start = found.start("rest")
        if SUBSET.search(text[max(0, found.start() - 60) : found.start()]):
            continue
        yield TollMention(
            found.start(), start + victims.end, metric, *victims.value, victims.words,
            side_of(victims.words), bool(OTHERS.search(victims.words)),
        )  # fmt: skip


@cache
def _passive_form(metric: str) -> re.Pattern[str]:
    done = rf"{_AUX}?(?:{_DONE[metric]})"
    own = rf"|(?:have\s|had\s|has\s)?(?:{_SELF[metric]})" if metric in _SELF else ""
    return re.compile(
        rf"(?:^|(?<=[\s“\"(—–]))(?P<rest>(?:{NUM}|(?:an?|his|her|their|another|the)\s)"
        rf"[^.;:()]{{0,110}}?)\s(?:{done}{own})\b(?!\s(?:in|by|and)?\s?(?:an?\s)?(?:accus|blam))",
        re.IGNORECASE,
    )


def _passive(text: str, metric: str) -> Iterator[TollMention]:
    """Yield the subjects of what was done to them: "two guards, one an officer, were killed"."""
    position = 0
    while found := _passive_form(metric).search(text, position):
        position = max(found.end(), position + 1)
        victims = _subject(text, found, metric)
        if victims is None:
            position = found.start() + max(1, len(found.group().split(" ", 1)[0]))
            continue
        start = found.start("rest") + victims.start
        before = text[max(0, start - 60) : start]
        partial = bool(SUBSET.search(before)) or bool(OTHERS.search(victims.words))
        yield TollMention(
            start,
            found.end(),
            metric,
            *victims.value,
            victims.words,
            side_of(victims.words),
            partial,
        )


#: "In a statement, it said four rebels ...": who spoke stands between, not the victims' apposition.
_SAID: Final = re.compile(r",\s[^,]*\b(?:said|says|reported|added|announced|confirmed|claimed)\s")


def _subject(text: str, found: re.Match[str], metric: str) -> Victims | None:
    """Return the victims at the start of a subject when nothing but asides stands behind them."""
    rest, start = found["rest"], found.start("rest")
    dated = found["num"] and DATED.search(text[max(0, start - 20) : start])
    victims = None if dated else victims_of(rest, whole=True, somebody=metric == "killed")
    if victims is None:
        return None
    between = rest[victims.end :]
    aside = re.fullmatch(
        rf"(?:\s(?:and|or)\s(?!said|says|told|put|{NUMBER})\w+(?:\s\w+)?|\s\w+ing\s[^,;]{{2,50}})?"
        r"(?:\s[A-Z][\w’'-]+){0,2}(?:\s(?:of|from|in|on|at|aged)\s[^,]{1,50})?(?:,\s[^;]{2,90},?)?\s*(?:who)?",
        between,
    )
    follows = text[found.end() : found.end() + 30]
    of_others = re.search(r"\b(?:the|an?|of|their|his|her|its)$", between)
    if (
        aside is None
        or of_others
        or _SAID.search(between)
        or re.search(rf"\b(?:{_DOES['killed']})\b", between)
    ):
        return None
    bare = not re.search(rf"{_AUX}\S+(?:\s\S+)*$", found.group()[len(rest) :].lstrip() + " x")
    if bare and re.match(rf"\s(?:{NUMBER}|an?\s|the\s|his\s)", follows, re.IGNORECASE):
        return None  # "two guards killed four rebels": the guards are not the victims
    return victims
