"""The crossings that a sentence names: by a noun beside the name, or by what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geomap.events.crossings.echoes import echoed
from geomap.events.crossings.known import Known, plain
from geomap.events.crossings.sayings import NOUN, STATUS, Saying, sayings
from geomap.events.cues import source
from geomap.events.text import Sentence, Span, clause_at, split_clauses
from geomap.model import Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["named_crossings", "namesakes", "with_noun", "with_status"]

_CAPS: Final = r"(?-i:[A-ZÀ-Þ])[\w’'.-]+(?:\s(?-i:[A-ZÀ-Þ])[\w’'.-]+){0,2}"
_JOIN: Final = (
    r"(?:,|,? and|,? or|,? nor|,? as well as|,? along with|,? together with|\s?/|\s?[-–—]|\s\()"
    r"\s?(?:the\s)?"
)
_LIST: Final = rf"(?:{_JOIN}{_CAPS}\)?){{0,4}}"
_BE: Final = (
    r"(?:was|were|is|are|has|have|had|remain\w*|stay\w*|still|also|been|both|all|lies?|stood|now)"
)
#: "X in the far north is shut".
_SITE: Final = r"(?:\s(?:in|on|near|to|further|farther|opposite)(?:\s(?!is\b|was\b)[\w’'-]+){1,4})"
_NO_ADJECTIVE: Final = (
    r"(?!(?:said|the|an?|and|to|of|in|at|on|where|which|was|is|are|were|has|from)\b)"
)
_AFTER_NAME: Final = re.compile(
    rf"^{_LIST}(?:['’]s)?\s(?:(?:{_NO_ADJECTIVE}[\w-]+\s){{0,2}}?(?:{NOUN}|posts?|customs|ferry|causeway|port)\b"
    rf"|(?:is|are|was|were)\s(?:the\s)?(?:\w+\s){{0,3}}?{NOUN}\b"
    r"|(?:land\s)?borders?\b(?!\s(?:towns?|villages?|cit\w+|districts?|areas?|regions?|provinces?|"
    r"guards?|police|patrol|force|fence|wall|troops|agents?|control|security|officials?)))"
    rf"|^,\s(?:the|an?|its|another|one\sof\sthe)\s(?:[\w-]+\s){{0,4}}?"
    rf"(?:{NOUN}|(?:cargo|road)\sposts?)\b",
    re.IGNORECASE,
)
_BEFORE_NAME: Final = re.compile(
    rf"\b(?:{NOUN}|border|frontier|(?<!army )(?<!police )(?<!military )posts?|barriers?|ferry|"
    r"footpath)\s"
    r"(?:to|at|of|in|near|between|from|linking|across)\s(?:the\s)?"
    rf"(?:{_CAPS}(?:,|,? and|,? to|,? in {_CAPS} and)\s){{0,4}}$",
    re.IGNORECASE,
)
#: "its last crossings, X and Y among them"; "X and all its other crossings".
_AMONG: Final = re.compile(
    rf"^{_LIST},?\s(?:among them|included|(?:and|as well as)\s(?:\w+\s){{0,3}}other\s"
    r"(?:crossings|gates|checkpoints|border posts|posts|bridges))\b",
    re.IGNORECASE,
)
_INCLUDING: Final = re.compile(
    rf"\b(?:including|such as|namely|among them)\s(?:the\s)?(?:{_CAPS}(?:,|,? and|,? or)\s)*$"
)
_STATUS_NEXT: Final = re.compile(
    rf"^{_LIST}(?:(?:,[^,;.]{{1,80}}){{1,2}},|,|\s\([^)]{{1,60}}\)|{_SITE})?"
    rf"(?:\s(?:will|would|must|may))?(?:\s{_BE}){{0,3}}\s"
    rf"(?:\w+ly\s|to\s|too\s|never\s|not\s|(?:\w+\s)?(?:but|and|yet)\s)?(?:(?:will|is|are|may|might|could|should|can|was)\s)?(?:to\s|be\s)?\(?"
    rf"(?:{STATUS}|{source('crossing', 'halted')}|normal)",
    re.IGNORECASE,
)
_STATUS_BEFORE: Final = re.compile(
    rf"\b(?:{STATUS}|{source('crossing', 'halted')})\s(?:of\s)?"
    r"(?:(?:its|their|the \w+|his|her)\s(?:own\s)?(?:side|end|half|part)\sof\s)?(?:the\s|both\s)?"
    rf"(?:{_CAPS}(?:,|,? and)\s){{0,3}}$",
    re.IGNORECASE,
)
#: "Closed: X, Y."
_HEADED: Final = re.compile(
    rf"^\W*(?:still\s|now\s)?{STATUS}(?:\s[a-z][\w ]{{1,30}})?:\s(?:the\s)?"
    rf"(?:{_CAPS}(?:,|,? and)\s)*$",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(
    r"\b(?:keep|keeps|kept|keeping|leave|left|order\w*)\s(?:the\s)?$", re.IGNORECASE
)
_KEPT_SO: Final = re.compile(rf"^{_LIST}\s(?:\w+\s)?{STATUS}", re.IGNORECASE)
#: "traffic through X", "trucks rolled over X": what moves over a crossing.
_OVER_NAME: Final = re.compile(
    rf"\b(?:{source('crossing', 'movement')}|{STATUS}|{source('crossing', 'halted')}|"
    rf"{source('crossing', 'nobody')})(?:\s[\w’'-]+){{0,6}}?"
    r"\s(?:through|via|at|over|across|past)\s(?:the\s)?$",
    re.IGNORECASE,
)
_PASSED: Final = re.compile(
    r"\b(?:(?:at|through|via|past)|(?:goes?|went|come|came|pass\w*|leave|left|sent|travel\w*|diverted|"
    r"routed|road|bound)(?:\s\w+)?\s(?:by|from|to|for)|leav\w+|left|use|uses|used|using)\s(?:the\s)?$",
    re.IGNORECASE,
)
#: A name that opens a line of a list: "- Paso Canoas / Chiriquí: closed".
_LABEL_BEFORE: Final = re.compile(r"(?:^|;\s|:\s)\W*(?:[A-ZÀ-Þ][^:;.]{0,50})?$")
_LABEL_AFTER: Final = re.compile(r"^[^:;.]{0,50}?(?::|\s[–—-])\s")
_OPENS: Final = re.compile(
    r"^(?:\W*|Meanwhile,? |Elsewhere,? |Farther \w+, |Further \w+, )(?:In|At)\s$"
)
_OPENS_AT: Final = re.compile(r"^(?:\W*|Meanwhile,? |Elsewhere,? )At\s$")
_THE_NOUN: Final = re.compile(rf"\bthe {NOUN}\b", re.IGNORECASE)
_ANOTHER_OF: Final = re.compile(r"\b(?:second|third|fourth)\s$", re.IGNORECASE)
#: "Horgos 2" is not Horgos.
_NUMBERED: Final = re.compile(r"\s(?:[2-9]|I{2,3}|IV)\b(?!\s(?:[a-z]+s|a\.m|p\.m)\b)")
_ONE_END: Final = re.compile(r"\b(?:from|between|linking|links|connecting|connects)\s$")
_OTHER_END: Final = re.compile(rf"^\s(?:to|and|with|in {_CAPS} (?:and|to))\s(?P<name>{_CAPS})")
_IT: Final = re.compile(r"\bit (?:is|was|has|had|remain\w*|stay\w*|re-?opened|opened|closed)\b")
_SEVERAL: Final = re.compile(
    r"\b(?:crossings|gates|checkpoints|border (?:posts|points)|posts|bridges)\b", re.IGNORECASE
)
#: "Three crossings - X, Y", "the posts still shut are X", "two posts, X".
_LIST_OF: Final = re.compile(
    r"\b(?:crossings|gates|checkpoints|border (?:posts|points)|posts|bridges|those|ones)\b"
    r"(?:\s(?:[a-z][\w-]*|[\d-]+)){0,6}?"
    rf"(?:\s?(?:,|:|\(|-|–|—)|\s(?:are|were|at|of))\s"
    rf"(?:the\s|at\s)*(?:{_CAPS}(?:,|,? and|,? or)\s)*$"
)
_EXCEPTED: Final = re.compile(
    r"\b(?:except|apart from|other than|but|save|bar|barring|with the exception of|besides|like|"
    r"unlike|in addition to|along with|together with|alongside|neither|nor|both)\s"
    rf"(?:for\s|at\s|the\s)*(?:{_CAPS}(?:,|,? and|,? or)\s)*$",
    re.IGNORECASE,
)
_BORDER_AT: Final = re.compile(
    r"\b(?:border|frontier)\b[^.;]{0,40}?\s(?:at|near|through)\s(?:the\s)?$"
)
#: "leaving X and Y as the only ones".
_LEAVING: Final = re.compile(
    rf"\bleav(?:e|es|ing)\s(?:the\s)?(?:{_CAPS}(?:,|,? and|,? or)\s)*$", re.IGNORECASE
)
_ONLY_ONES: Final = re.compile(rf"^{_LIST}\s(?:as\s)?the\s(?:only|last|sole)\b")
#: What may stand between two names of one list.
_LINK: Final = re.compile(
    rf"(?:\s(?:{NOUN}|posts?))?(?:,|,? and|,? or|,? nor|,? as well as|,? along with|\s?/|\s&)\s?"
    r"(?:also\s|the\s|at\s)*",
    re.IGNORECASE,
)
_WHERE: Final = re.compile(rf"^(?:\s(?:{NOUN}|posts?))?,\s(?:where|over which|through which)\b")
_VERB_NEXT: Final = re.compile(rf"^(?:\s{NOUN})?{_SITE}?\s{_BE}\b", re.IGNORECASE)
_IN: Final = re.compile(r"\b(?:in|near|around|outside|of|from)\s$", re.IGNORECASE)
_IS_NOUN: Final = re.compile(rf"\s{NOUN}$", re.IGNORECASE)
_FIRST: Final = re.compile(r"^\W*(?:(?:Meanwhile|Elsewhere|But|And),? )?(?:[Aa]t )?$")
_MOVES: Final = re.compile(
    rf"\b(?:{NOUN}|{source('crossing', 'movement')}|{source('crossing', 'goods')})\b", re.IGNORECASE
)
_TOWN_NEXT: Final = re.compile(
    r"^(?:['’]s)?\s(?:markets?|town|village|city|district|hospital|road|police|area|camp|bazaar)\b"
)
#: A heading is shorter than this, and no sentence.
_HEADING, _STOPS = 60, (".", "!", "?", ":", ";", ",", "”", '"')
_ASIDE: Final = ("dateline", "credit", "boilerplate", "demonym")
_NEAR: Final = re.compile(r"\b(?:in|near|around|outside)\s$", re.IGNORECASE)
_NEAR_KM: Final = 20.0


def named_crossings(
    sentence: Sentence, inside: Sequence[Toponym], known: Known, gazetteer: Gazetteer
) -> tuple[tuple[Place, Span], ...]:
    """Return the crossings named in a sentence, with the words that name them."""
    found: list[tuple[Place, Span]] = []
    maybe: list[tuple[Place, Span]] = []
    said = tuple(sayings(sentence.text))
    for match in known.names.finditer(plain(sentence.text)) if known.names else ():
        name, span = match.group(), Span(*(sentence.start + at for at in match.span()))
        pair = _pair(sentence, span, name, known)
        if not _is_name(sentence.text, *match.span()) or (found and found[-1][1].end > span.start):
            continue
        if pair or _is_meant(sentence, span, name, (inside, said), known):
            found.append(pair or (known.places[name], span))
        elif name in known.sure and not _elsewhere(span, inside, known.places[name]):
            maybe.append((known.places[name], span))
    found += _linked(sentence, found, maybe) if said else []
    for toponym in inside:
        span = Span(toponym.mention.start, toponym.mention.end)
        if any(k.start < span.end and span.start < k.end for _, k in found):
            continue
        crossing = _meant(toponym, sentence, span, gazetteer, alone=not found)
        if crossing:
            found.append((crossing, span))
    return tuple(sorted(found, key=lambda f: f[1].start))


def _is_meant(
    sentence: Sentence,
    span: Span,
    name: str,
    inside_and_said: tuple[Sequence[Toponym], Sequence[Saying]],
    known: Known,
) -> bool:
    """Say whether a name that a crossing has means it."""
    inside, said = inside_and_said
    word = " " in name or with_status(sentence, span) or _opening(sentence, span)
    word = word or _passed(sentence, span) or _told_with(sentence, span, said)
    scene = name in known.sure and _OPENS.match(_around(sentence, span)[0])
    word = word or (scene and any(saying.flow for saying in said)) or _heads(sentence, span)
    word = word and not _beside(sentence, span)
    here = name in known.sure or not _elsewhere(span, inside, known.places[name])
    listed = _listed(sentence, span)
    return bool((word and here) or listed or with_noun(sentence, span) or _IS_NOUN.search(name))


def _heads(sentence: Sentence, span: Span) -> bool:
    """Say whether a name is the heading of what follows: "Bashmaq (Penjwen district)"."""
    text = sentence.text
    return span.start == sentence.start and len(text) < _HEADING and not text.endswith(_STOPS)


def _told_with(sentence: Sentence, span: Span, said: Sequence[Saying]) -> bool:
    """Say whether a name stands beside others: in a list, as an exception, as their echo."""
    before, after = _around(sentence, span)
    if echoed(sentence, span, said) is not None:
        return True
    return bool(
        said
        and (
            _LIST_OF.search(before)
            or _EXCEPTED.search(before)
            or _BORDER_AT.search(before)
            or (_LEAVING.search(before) and _ONLY_ONES.match(after))
            or (_FIRST.match(before) and _VERB_NEXT.match(after))
            or _WHERE.match(after)
        )
    )


def _linked(
    sentence: Sentence,
    found: Sequence[tuple[Place, Span]],
    maybe: Sequence[tuple[Place, Span]],
) -> list[tuple[Place, Span]]:
    """Return the names of a list of which one is known to be meant: "X is shut, as are Y and Z"."""
    names = sorted([*found, *maybe], key=lambda f: f[1].start)
    meant = {span for _, span in found}
    pairs = [
        (a[1], b[1])
        for a, b in pairwise(names)
        if _LINK.fullmatch(sentence.text[a[1].end - sentence.start : b[1].start - sentence.start])
    ]
    for a, b in [*pairs, *reversed(pairs)]:
        if a in meant or b in meant:
            meant |= {a, b}
    return [name for name in maybe if name[1] in meant]


def _elsewhere(span: Span, inside: Sequence[Toponym], crossing: Place) -> bool:
    """Say whether the geoparser reads a name as a place that is not near the crossing."""
    here = (t.place for t in inside if t.mention.start < span.end and span.start < t.mention.end)
    return any(p is not None and not _close(p, crossing) for p in here)


def namesakes(sentence: Sentence, known: Known) -> tuple[Place, ...]:
    """Return the crossings whose names a sentence has, whatever it means by them."""
    found = known.names.finditer(plain(sentence.text)) if known.names else ()
    return tuple(known.places[m.group()] for m in found if sentence.text[m.start()].isupper())


def with_status(sentence: Sentence, span: Span) -> bool:
    """Say whether a word of status governs a name: "reopened X", "X was shut", "X: open"."""
    before, after = _around(sentence, span)
    kept = _KEPT.search(before) and _KEPT_SO.match(after)
    return bool(
        kept
        or _listed(sentence, span)
        or _STATUS_BEFORE.search(before)
        or _HEADED.match(before)
        or _STATUS_NEXT.match(after)
        or _OVER_NAME.search(before)
    )


def _passed(sentence: Sentence, span: Span) -> bool:
    """Say whether a name is where something passes, or not: "aid goes through X"."""
    before, _ = _around(sentence, span)
    return bool(_PASSED.search(before)) and any(True for _ in sayings(sentence.text))


def _beside(sentence: Sentence, span: Span) -> bool:
    """Say whether a name only tells what something else is near."""
    before, _ = _around(sentence, span)
    return bool(_NEAR.search(before))


def _listed(sentence: Sentence, span: Span) -> bool:
    """Say whether a name opens a line of a list: "- X / Y: closed"."""
    before, after = _around(sentence, span)
    return bool(_LABEL_BEFORE.search(before) and _LABEL_AFTER.match(after))


def _opening(sentence: Sentence, span: Span) -> bool:
    """Say whether a name opens a sentence on a crossing: "X, where trucks queue, is shut"."""
    before, after = _around(sentence, span)
    return bool(_FIRST.match(before) and (_MOVES.search(after) or _IT.search(after)))


def _around(sentence: Sentence, span: Span) -> tuple[str, str]:
    text = sentence.text
    return text[: span.start - sentence.start], text[span.end - sentence.start :]


def with_noun(sentence: Sentence, span: Span) -> bool:
    """Say whether a noun for a crossing stands beside a name: "the X gate", "the bridge at X"."""
    before, after = _around(sentence, span)
    opens = _OPENS.match(before) and _THE_NOUN.search(after)
    return bool(
        _AFTER_NAME.match(after)
        or (_BEFORE_NAME.search(before) and not after.startswith(("'s", "’s")))
        or opens
        or _OPENS_AT.match(before)
        or _of_several(before, after)
    )


def _is_name(text: str, start: int, end: int) -> bool:
    """Say whether words are a name, and not of another one: "the second X bridge"."""
    upper = text[start:end] != text[start:end].lower()
    return upper and not (_ANOTHER_OF.search(text[:start]) or _NUMBERED.match(text[end:]))


def _pair(sentence: Sentence, span: Span, name: str, known: Known) -> tuple[Place, Span] | None:
    """Return the crossing of which a name is one end and the next the other: "from X to Y"."""
    before, after = _around(sentence, span)
    other = _OTHER_END.match(after) if _ONE_END.search(before) else None
    place = known.places.get(f"{name}-{plain(other['name'])}") if other else None
    return (place, Span(span.start, span.end + other.end())) if other and place else None


def _of_several(before: str, after: str) -> bool:
    """Say whether a name is one of the crossings told: "all gates, including X"."""
    return bool(_AMONG.match(after) or (_INCLUDING.search(before) and _SEVERAL.search(before)))


def _meant(
    toponym: Toponym, sentence: Sentence, span: Span, gazetteer: Gazetteer, *, alone: bool
) -> Place | None:
    """Return the crossing that a name of the geoparser's means, if it means one."""
    place = toponym.place
    if place is None or toponym.mention.role in _ASIDE:
        return None
    if place.feature_code == "PSTB":
        return None if _is_ground(sentence, span) else place
    if place.feature_class not in ("P", "A", "S"):
        return None
    named = _namesake(toponym, gazetteer)
    if with_noun(sentence, span):
        return named or (_nearest(place, gazetteer) if alone else None)
    told = named and (with_status(sentence, span) or _passed(sentence, span))
    return named if told else None


def _is_ground(sentence: Sentence, span: Span) -> bool:
    """Say whether a crossing's name means the town around it: "a grenade attack in Gatumba"."""
    if _TOWN_NEXT.match(sentence.text[span.end - sentence.start :]):
        return True
    if not _IN.search(sentence.text[: span.start - sentence.start]) or with_noun(sentence, span):
        return False
    clauses = split_clauses(sentence)
    here = clause_at(clauses, span.start)
    words = sayings(sentence.text)
    return not any(clause_at(clauses, sentence.start + word.start) == here for word in words)


def _namesake(toponym: Toponym, gazetteer: Gazetteer) -> Place | None:
    """Return the crossing near a place that bears its name."""
    place = toponym.place
    if place is None:
        return None
    for name in (toponym.mention.text, place.name):
        for match in gazetteer.lookup(name):
            if match.place.feature_code == "PSTB" and _close(match.place, place):
                return match.place
    return None


def _nearest(place: Place, gazetteer: Gazetteer) -> Place | None:
    near = gazetteer.near(place.lat, place.lon, _NEAR_KM, codes=("PSTB",), limit=1)
    return near[0].place if near else None


def _close(a: Place, b: Place) -> bool:
    return abs(a.lat - b.lat) < 0.8 and abs(a.lon - b.lon) < 0.8
