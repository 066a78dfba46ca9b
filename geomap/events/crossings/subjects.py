"""Whose status a word tells: the crossings of its clause, of the sentence before, or all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geomap.events.crossings.finding import Finding
from geomap.events.crossings.known import Known
from geomap.events.crossings.naming import namesakes
from geomap.events.crossings.sayings import NOUN, Saying
from geomap.events.crossings.which import is_another, is_definite, is_generic, is_subject
from geomap.events.dates import DateMention
from geomap.events.text import Sentence, Span, clause_at, mentions_within, split_clauses
from geomap.model import Document, Interval, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

#: Where what is closed stands after a word of status.
_OBJECT: Final = 45

#: "the X gate between Jordan | and the West Bank is shut": one clause.
_BETWEEN: Final = re.compile(r"\bbetween\s(?:\S+\s){1,4}$")

#: "X and Y - were open", "X: shut": the subject stands in the clause before.
_RELATIVE: Final = re.compile(r"(?:(?P<at>where)|which|whose)\s[^,;:]*$")
_SITE: Final = re.compile(r"\s(?:in|on|near|at|to|opposite)\s[^,;]{2,60},\s")
_COMMA: Final = re.compile(rf"(?:\s(?:{NOUN}|posts?|ports?))?,\s")
_NO_SUBJECT: Final = re.compile(
    r"^\s*(?:(?:is|are|was|were|has|have|had|been|be|both|all|still|now|remain\w*|stay\w*|also|not)\s)*$"
)
#: "reopened the border to lorries at X".
_BORDER_AT: Final = re.compile(
    r"\b(?:border|frontier)\b[^.;]{0,40}?\s(?:at|near|through)\s(?:the\s)?"
    r"(?:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?(?:,|,? and)\s)*$"
)
#: "Closed: X, Y and Z."
_HEAD: Final = re.compile(r"^\W*[A-Z][\w ]{3,40}:\s")
_LABEL: Final = re.compile(r"^[^:;.]{2,80}:\s(?:all |both )?$")
_COUNTED: Final = re.compile(
    r"\b(?:(?:all )?(?:the )?(?P<many>two|three|four|five|both)(?: of them)?"
    r"(?:\s(?:border |land )?(?:crossings|gates|bridges|posts|checkpoints))?|the gates)"
    r"\s(?:\w+ly\s)?(?:is|are|was|were|has|have|had|remain\w*|stay\w*)\b",
    re.IGNORECASE,
)
_NUMBERS: Final = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}

__all__ = ["Story", "by_subject", "without_others"]


@dataclass(frozen=True, slots=True)
class Story:
    """What the sentences so far have told: crossings that "it" may mean, the last day.

    ``near`` are the crossings of the towns that a paragraph names before it speaks of "the post";
    ``said`` is what the last sentence told.
    """

    document: Document
    toponyms: Sequence[Toponym]
    known: Known
    gazetteer: Gazetteer
    last: tuple[Place, ...] = ()
    last_at: int = -1
    near: tuple[Place, ...] = ()
    near_at: int = -1
    town: Place | None = None
    anchor: Interval | None = None
    anchor_at: int = -1
    said: tuple[Finding, ...] = ()


def without_others(
    sentence: Sentence,
    said: Sequence[Saying],
    words: Sequence[Saying],
    dates: Sequence[DateMention],
) -> list[DateMention]:
    """Return words of time without those in clauses that speak only of another crossing."""
    clauses = split_clauses(sentence)

    def clause(position: int) -> int:
        return clause_at(clauses, sentence.start + position)

    own = {clause(s.start) for s in said}
    others = {clause(s.start) for s in words if s not in said} - own
    return [d for d in dates if clause(d.start) not in others]


def by_subject(
    sentence: Sentence,
    words: Sequence[Saying],
    named: Sequence[tuple[Place, Span]],
    told: Story,
) -> list[tuple[tuple[Place, ...] | None, list[Saying]]]:
    """Return words of status with the crossings of their clauses; "it" is the one before.

    The crossings are None where a name that is not known is the subject, and none for all.
    """
    clauses = split_clauses(sentence)
    groups: list[tuple[tuple[Place, ...] | None, list[Saying]]] = []
    for saying in words:
        here = clause_at(clauses, sentence.start + saying.start)
        close = _in_clause(sentence, clauses, here, saying, (words, named))
        close = _in_label(sentence, saying, named) or close
        clause = sentence.text[clauses[here].start - sentence.start : saying.start]
        whole = sentence.text[clauses[here].start - sentence.start : clauses[here].end]
        if groups and not close and (is_subject(clause) or is_another(clause)):
            groups.append((None, [saying]))
            continue
        those = _those(whole, named, told)
        if those and not close:
            groups.append((those, [saying]))
            continue
        object_ = sentence.text[saying.start : saying.end + _OBJECT]
        local = tuple(
            p for p, s in named if _BORDER_AT.search(sentence.text[: s.start - sentence.start])
        )
        if local and not close:
            close = local
        if named and not local and (is_generic(object_) or (not close and is_generic(whole))):
            groups.append(((), [saying]))
            continue
        if groups and (not close or set(close) == set(groups[-1][0] or ())):
            groups[-1][1].append(saying)
            continue
        other = () if groups or close else _near(sentence, saying, named)
        groups.append((close or other or _back(sentence, saying, told), [saying]))
    return groups


def _near(
    sentence: Sentence, saying: Saying, named: Sequence[tuple[Place, Span]]
) -> tuple[Place, ...]:
    """Return the crossing named last before a word of status, else those that it is a heading of.

    Else the first after it, as long as no semicolon parts them.
    """
    before = [p for p, span in named if span.start < sentence.start + saying.start]
    if before:
        return (before[-1],)
    if _HEAD.match(sentence.text):
        return tuple(p for p, _ in named)
    mark = sentence.text.find(";", saying.end)
    until = sentence.start + mark if mark > 0 else sentence.end
    return tuple(p for p, span in named if span.start < until)[:1]


def _in_clause(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    here: int,
    saying: Saying,
    words_and_names: tuple[Sequence[Saying], Sequence[tuple[Place, Span]]],
) -> tuple[Place, ...]:
    """Return the crossings in a word's clause; in "X: shut" the clause is that of the name too."""
    words, named = words_and_names
    relative = _relative(sentence, clauses, here, saying, words_and_names[1])
    if relative:
        return relative
    places = {here}
    opening = sentence.text[clauses[here].start - sentence.start : saying.start]
    before = sentence.text[: clauses[here].start - sentence.start]
    if here and (_NO_SUBJECT.match(opening) or _BETWEEN.search(before)):
        places.add(here - 1)
    names = [n for n in named if clause_at(clauses, n[1].start) in places]
    others = [w for w in words if clause_at(clauses, sentence.start + w.start) in places]
    if len(others) > 1 and len({p for p, _ in names}) > 1:
        names = _in_turn(sentence, saying, others, names)
    return tuple(dict.fromkeys(p for p, _ in names))


def _relative(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    here: int,
    saying: Saying,
    named: Sequence[tuple[Place, Span]],
) -> tuple[Place, ...]:
    """Return the crossings before a relative clause on them: "X, which is shut", "Y, where"."""
    start = clauses[here].start - sentence.start
    opened = _RELATIVE.match(sentence.text[start : saying.start])
    before = [n for n in named if n[1].end - sentence.start <= start] if opened else []
    if not opened or not before:
        return ()
    if opened["at"]:
        last = clause_at(clauses, sentence.start + start - 1)
        return tuple(dict.fromkeys(p for p, s in before if clause_at(clauses, s.start) == last))
    between = sentence.text[before[-1][1].end - sentence.start : start]
    near = _COMMA.fullmatch(between) or _SITE.fullmatch(between)
    return (before[-1][0],) if near else ()


def _in_turn(
    sentence: Sentence,
    saying: Saying,
    words: Sequence[Saying],
    names: Sequence[tuple[Place, Span]],
) -> list[tuple[Place, Span]]:
    """Return the names that one of several words of status is told of: "X is open, Y shut".

    They stand before it where the first name comes first, else after it; a word without any goes
    on with those of the word before.
    """
    at = [sentence.start + w.start for w in words]
    edges = [sentence.start - 1, *at, sentence.end]
    k = words.index(saying)
    between = [[n for n in names if a < n[1].start < b] for a, b in pairwise(edges)]
    if between[0]:
        own = next((group for group in reversed(between[: k + 1]) if group), [])
        return own if between[k] else between[k + 1] or own
    return next((group for group in reversed(between[: k + 2]) if group), list(names))


def _in_label(
    sentence: Sentence, saying: Saying, named: Sequence[tuple[Place, Span]]
) -> tuple[Place, ...]:
    """Return the crossings that head a line of a list: "X, Y and Z: all open"."""
    label = _LABEL.match(sentence.text[: saying.start])
    end = sentence.start + label.end() if label else sentence.start
    return tuple(dict.fromkeys(p for p, span in named if span.end <= end))


def _those(clause: str, named: Sequence[tuple[Place, Span]], told: Story) -> tuple[Place, ...]:
    """Return the crossings that "both", "the three gates" or "the gates" of a clause means."""
    found = _COUNTED.search(clause)
    if not found:
        return ()
    many = _NUMBERS.get((found["many"] or "").lower())
    here = tuple(dict.fromkeys(p for p, _ in named)) or told.last
    if many:
        near = tuple(dict.fromkeys(told.near))
        return next((some for some in (here, near) if len(some) == many), ())
    return here if len(here) == 1 else ()


def _back(sentence: Sentence, saying: Saying, told: Story) -> tuple[Place, ...]:
    """Return the crossing told before that "the gate" means, or what moves: "trucks may pass"."""
    if is_definite(sentence.text):
        ahead = replace(sentence, text=sentence.text[: saying.end])
        own = tuple(dict.fromkeys(namesakes(ahead, told.known)))
        if len(own) == 1:
            return own
        nearer = sentence.paragraph == told.near_at != told.last_at
        return told.near[:1] if nearer and told.near else told.last[:1]
    if not sentence.text[: saying.start].strip() and sentence.paragraph - told.last_at <= 1:
        return told.last[:1]
    inside = mentions_within(told.toponyms, sentence.start, sentence.end)
    town = any(t.place and t.place.feature_class == "P" for t in inside)
    near = sentence.paragraph == told.last_at
    if not saying.flow or town:
        return ()
    alone = sentence.paragraph == told.near_at and len(set(told.near)) == 1
    return told.last[:1] if near else (told.near[:1] if alone else ())
