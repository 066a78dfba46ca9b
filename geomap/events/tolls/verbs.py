"""Victims told by verbs: who was killed, and whom somebody killed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from geomap.events.cues import cue_names, source
from geomap.events.numbers import NUMBER
from geomap.events.tolls.mention import TollMention
from geomap.events.tolls.victims import DATED, NUM, OTHERS, SUBSET, Victims, side_of, victims_of

__all__ = ["METRICS", "active", "inverted", "named", "passive", "pronouns"]

METRICS: Final = ("killed", "injured", "displaced", "detained")
#: What tells that a thing happened to a subject, before the verb for it.
_AUX: Final = (
    r"(?:(?:who\s)?(?:(?:was|were|are|is|be|being|been|has been|have been|had been|have|had|has|"
    r"may have|might have|got|left|lay|lie|found|fell|said|reported|reportedly|confirmed)\s)"
    r"(?:(?:also|later|all|both|each|now|then|reportedly|reported|allegedly|said|feared|believed|"
    r"presumed|confirmed|thought|understood|known|still|themselves|been|found|lying|\w+ly|"
    r"to be|to have(?: been)?|"
    r"(?:shot|hacked|stabbed|beaten|burn(?:ed|t)|crushed) (?:and|or))\s){0,3})"
)
#: "Two rebels ..." after one of these is an object, no subject.
_PREPOSITION: Final = re.compile(
    r"\b(?:under|on|onto|into|at|near|against|toward|towards|beside|behind|outside|inside|over|"
    r"around|across|through)\s$",
    re.IGNORECASE,
)


@cache
def _active_form(metric: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<verb>{source('toll_does', metric)})[”\"’']?"
        r"(?:\sand\s(?:wounded|injured|wounding|injuring))?\s+"
        rf"(?=(?P<rest>[^.;:]{{1,140}}))",
        re.IGNORECASE,
    )


def active(text: str, metric: str) -> Iterator[TollMention]:
    """Yield the objects of verbs that hurt: "killing two guards and a boy"."""
    for found in _active_form(metric).finditer(text):
        victims = victims_of(found["rest"], somebody=metric == "killed") or _by_name(found)
        if victims is None or (metric == "displaced" and not side_of(victims.words)):
            continue
        if (
            metric == "detained"
            and found["verb"].startswith("captur")
            and not side_of(victims.words)
        ):
            continue  # "captured two villages"
        start = found.start("rest")
        if SUBSET.search(text[max(0, found.start() - 60) : found.start()]):
            continue
        yield TollMention(
            found.start(), start + victims.end, metric, *victims.value, victims.words,
            side_of(victims.words), bool(OTHERS.search(victims.words)),
        )  # fmt: skip


_NAMED: Final = re.compile(
    r"(?P<name>(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+){1,3}),\s(?:aged\s)?\d{1,2}\b"
)


def _by_name(found: re.Match[str]) -> Victims | None:
    """Return one person who is told by name and age: "killed Maria Gomez, 61"."""
    named = _NAMED.match(found["rest"])
    return Victims(0, named.end("name"), (1, 1, 1), named["name"]) if named else None


@cache
def _passive_form(metric: str) -> re.Pattern[str]:
    done = rf"{_AUX}?[“\"‘']?{source('toll_done', metric)}"
    own = (
        rf"|(?:(?:have|had|has|may have|might have)\s)?{_AUX}?{source('toll_self', metric)}"
        if metric in cue_names("toll_self")
        else ""
    )
    return re.compile(
        rf"(?:^|(?<=[\s“\"(—–]))(?P<rest>(?:{NUM}"
        r"|(?:an?|his|her|their|its|another|the|all|both(?:\sof)?)\s)"
        rf"[^.;:()]{{0,110}}?)\s(?:{done}{own})\b(?!\s(?:in|by|and)?\s?(?:an?\s)?(?:accus|blam))",
        re.IGNORECASE,
    )


@cache
def _named_dead() -> re.Pattern[str]:
    died = rf"{_AUX}{source('toll_done', 'killed')}|{source('toll_self', 'killed')}"
    return re.compile(rf"{_NAMED.pattern},(?:\s[^.;]{{1,60}},)?\s(?:{died})\b")


#: "Juma Ali was shot dead", "He died of his wounds", "Both were killed".
_ONE_BY_NAME: Final = re.compile(
    r"(?:^|[,;“\"]\s?|\b(?:and|when|that|after|before|where|\d{4})\s)"
    r"(?P<name>[A-Z][a-zà-ÿ’'-]+(?:\s[A-Z][a-zà-ÿ’'-]+){1,2})\swas\s(?:later\s)?"
    r"(?:killed|shot dead|gunned down|assassinated|murdered|beheaded|executed|lynched)\b"
)
_PRONOUN: Final = re.compile(
    r"\b(?P<who>[Hh]e|[Ss]he|[Bb]oth(?:\sof\sthem)?)\s(?:later\s|also\s|had\s|has\s|have\s)?"
    r"(?:died|succumbed|bled to death|drowned|perished|(?:was|were)\s(?:later\s|also\s)?"
    r"(?:killed|dead|shot dead|gunned down|executed|beheaded))\b(?!\sin\s(?:18|19|20)\d\d)"
)


def named(text: str) -> Iterator[TollMention]:
    """Yield who is told by name and age: "Juma Ali, 44, was killed"."""
    for found in _named_dead().finditer(text):
        yield TollMention(*found.span(), "killed", 1, 1, 1, found["name"], "")
    for found in _ONE_BY_NAME.finditer(text):
        start, end = found.span("name")
        yield TollMention(start, end, "killed", 1, 1, 1, found["name"], "")


def pronouns(text: str) -> Iterator[TollMention]:
    """Yield who was told before: part of what is told there, or all that is told."""
    for found in _PRONOUN.finditer(text):
        many = 2 if found["who"].lower().startswith("both") else 1
        yield TollMention(*found.span(), "killed", many, many, many, found["who"], "", partial=True)


def passive(text: str, metric: str) -> Iterator[TollMention]:
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
            *_with_others(text, found, victims),
            victims.words,
            side_of(victims.words),
            partial,
        )


_ALONG: Final = re.compile(r",?\s(?:along|together)\swith\s(?P<rest>[^.;:,]{1,60})")


def _with_others(text: str, found: re.Match[str], victims: Victims) -> tuple[int, int, int]:
    """Return how many with those told behind the verb: "killed along with two guards"."""
    along = _ALONG.match(text, found.end())
    more = victims_of(along["rest"], somebody=True) if along else None
    if more is None:
        return victims.value
    low, best, high = (a + b for a, b in zip(victims.value, more.value, strict=True))
    return low, best, high


#: "In a statement, it said four rebels ...": who spoke stands between, not the victims' apposition.
_SAID: Final = re.compile(
    r"(?:,\s[^,]*|\s(?:of|in|from|at|on)\s[^,]*)"
    r"\b(?:said|says|reported|added|announced|confirmed|claimed|told)\s"
)
#: What may stand between victims and the verb: an aside, an origin, an act before the end.
_ASIDE: Final = re.compile(
    rf"(?:\s(?:and|or)\s(?!said|says|told|put|{NUMBER})\w+(?:\s\w+)?|\s\w+ing\s[^,;]{{2,50}}"
    r"|\s(?:who|that)\s(?!said|says|told)[^,;\d]{2,60}"
    r"|\sinvolved\s[^,;]{2,50}|\s(?:aboard|inside|on board|nearby|present|there)(?:\s[^,;]{2,30})?"
    r"|\sand\san?\s(?:unknown|unspecified|unconfirmed|undisclosed)\snumber\sof(?:\s[a-z]+){1,3})?"
    r"(?:\s(?:wounded|injured|missing|victims|passengers))?"
    r"(?:\s[A-Z][\w’'-]+){0,2}(?:\s(?:of|from|in|on|at|aged|aboard|inside)\s[^,]{1,50})?"
    r"(?:,\s[^;]{2,90},?|\s[-–—]\s[^;]{2,60}\s[-–—])?\s*(?:who)?"
    r"(?:\s(?:was|were)\s(?:shot|stabbed|hit|struck|hacked|beaten|attacked|wounded|injured|crushed|"
    r"bitten|swept|caught)\b[^,;]{0,50}\s(?:and|but))?",
)


def _subject(text: str, found: re.Match[str], metric: str) -> Victims | None:
    """Return the victims at the start of a subject when nothing but asides stands behind them."""
    rest, start = found["rest"], found.start("rest")
    dated = found["num"] and DATED.search(text[max(0, start - 20) : start])
    object_ = _PREPOSITION.search(text[max(0, start - 12) : start])
    victims = (
        None if dated or object_ else victims_of(rest, whole=True, somebody=metric == "killed")
    )
    between = rest[victims.end :] if victims else ""
    if victims is None or _two_clauses(victims.words, between):
        return None
    of_others = re.search(r"\b(?:the|an?|of|their|his|her|its)$", between)
    if (
        _ASIDE.fullmatch(between) is None
        or of_others
        or _SAID.search(between)
        or re.search(rf"\b{source('toll_does', 'killed')}\b", between)
    ):
        return None
    fell = found.group().lower().endswith(" fell") and side_of(victims.words) not in _FIGHTERS
    if fell or (not side_of(victims.words) and _GOES_ON.search(between)):
        return None  # "a truce agreed in X, after clashes in which dozens died"
    follows = text[found.end() : found.end() + 30]
    bare = not re.search(rf"{_AUX}\S+(?:\s\S+)*$", found.group()[len(rest) :].lstrip() + " x")
    if bare and re.match(rf"\s(?:{NUMBER}|an?\s|the\s|his\s)", follows, re.IGNORECASE):
        return None  # "two guards killed four rebels": the guards are not the victims
    return victims


def _two_clauses(words: str, between: str) -> bool:
    """Say whether a clause ends between: "over a pit, and two were killed"."""
    first, comma, _ = words.partition(", and ")
    return bool(comma and not side_of(first)) or bool(_NEW_CLAUSE.search(between))


_GOES_ON: Final = re.compile(r",\s(?:after|when|while|where|as|because|despite|following)\b")
_NEW_CLAUSE: Final = re.compile(
    rf",\sand\s(?:{NUMBER}(?:\s(?:of\s\w+|others?|more))?|an?\s\w+)$", re.IGNORECASE
)
#: Who fell is dead if a fighter; all else only falls.
_FIGHTERS: Final = ("State forces", "Rebel group")


_INVERTED: Final = re.compile(
    r"(?:^|[.;:,]\s)(?:also\s|left\s|among\sthe\s|among\sthose\s)?"
    r"(?P<what>killed|dead|slain|shot dead|wounded|injured|hurt)(?:\s[^.,;:]{2,60}?)?"
    r"\s(?:was|were|are|is)\s(?:identified as\s)?(?P<rest>[^.;:]{3,120})",
    re.IGNORECASE,
)


def inverted(text: str) -> Iterator[TollMention]:
    """Yield victims told behind the verb: "Killed in the strike was a man of 70"."""
    for found in _INVERTED.finditer(text):
        metric = "injured" if found["what"].lower() in ("wounded", "injured", "hurt") else "killed"
        victims = victims_of(found["rest"], somebody=True)
        if victims:
            start = found.start("rest")
            partial = "among" in found.group().lower() or "also" in found.group().lower()
            words = victims.words
            span = (start + victims.start, start + victims.end)
            yield TollMention(*span, metric, *victims.value, words, side_of(words), partial)
