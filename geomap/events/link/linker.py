"""Which of the names in a sentence an event happened at; "none" is an answer."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from geomap.events.link.candidates import Candidate, candidates
from geomap.events.link.grounds import JOINED
from geomap.events.link.holders import ends, measured, midway, within
from geomap.events.link.link import Link, is_government
from geomap.events.link.signals import signals
from geomap.events.text import Sentence, Span, clause_at, split_clauses, split_sentences
from geomap.model import Toponym

__all__ = ["THRESHOLD", "link_all", "link_sentence", "link_words", "linker_weights"]

#: The log odds from which the likeliest name is taken, and from which others are beside it;
#: where F1 is highest in a cross-validation on 4,998 event verbs (`training.linker`).
THRESHOLD: Final = -1.0
ALSO: Final = 0.4
#: The odds from which a name of the same list as a chosen one is taken: "in Quba and Ganja".
LISTED: Final = -1.5
#: The odds from which a name that may stand for a government is taken.
SEAT: Final = 1.5
#: What a name that nobody knows must have more: it would keep the event off the map.
UNKNOWN: Final = 0.4
#: The odds from which a known place right after "in", "at" or "near" is taken when nothing else is.
FIRM, PLAIN = -1.8, 3.0
#: By how much a name of another clause must be likelier than one of the words' own.
NEARLY: Final = 1.0
#: What an object of the main verb must have more for a noun behind "after".
ELSEWHERE: Final = 3.0
_COUNTRY: Final = 6
#: "clashes broke out in X": words between an event's and its place that add nothing.
_GOES_ON: Final = re.compile(
    r"\s(?:(?:(?:was|were|has|had|have|been|also|again|later)\s)*"
    r"(?:continued|goes on|went on|broke out|erupted|resumed|raged|reported|took place|occurred|"
    r"flared(?: up)?)\s)?"
)
#: "on the X-Y road": a way, not a town.
_ROAD: Final = re.compile(r"(?:\s?[-–]\s?[A-ZÀ-Þ][\w’'-]*)?\s(?:road|highway|route)\b")
#: Where a road or a train goes: what happens on it may be far from there.
_WAY_TO: Final = re.compile(
    r"\b(?:roads?|highways?|motorway|routes?|tracks?|trail|path|way|railway|trains?|bus(?:es)?|"
    r"flights?|convoys?|ferry|ferries) (?:from (?:the )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)? )?"
    r"(?:bound )?(?:to|towards?|for) (?:the )?$"
)
_REACH: Final = 40
_AFTER_NOUN: Final = re.compile(
    r"\b(?:after|following|since|amid|despite)\s(?:(?:the|an?|\w+['’]s?|\w+ of)\s)*(?:\w+\s)?$"
)
_FILE: Final = Path(__file__).parents[1] / "weights" / "linker.json.gz"


@cache
def linker_weights() -> Mapping[str, float]:
    """Return the weight of each signal (made by `training.linker`)."""
    weights: dict[str, float] = json.loads(gzip.decompress(_FILE.read_bytes()))
    return weights


def link_words(
    text: str,
    start: int,
    end: int,
    toponyms: Sequence[Toponym],
    weights: Mapping[str, float] | None = None,
) -> tuple[Link, ...]:
    """Return where the event told by some words of a text happened, the likeliest place first.

    ``text[start:end]`` are the words, such as a verb; ``toponyms`` those of the text. Several
    places are those of one list. A link's ``place`` is None where the gazetteer lacks the name that
    ``toponym`` holds; without any link the sentence does not say. This is what `find_events` asks
    of each sentence before it looks at the ones around.

    >>> import geomap.gazetteer
    >>> from geomap.geoparse import geoparse
    >>> from geomap.model import Document
    >>> text = "Gunmen from Lahore killed six people in Quetta."
    >>> toponyms = geoparse(Document("a", text), geomap.gazetteer.open())
    >>> [link.toponym.mention.text for link in link_words(text, 19, 25, toponyms)]
    ['Quetta']
    """
    sentence = next((s for s in split_sentences(text) if s.start <= start < s.end), None)
    if sentence is None:
        return ()
    return link_all(sentence, split_clauses(sentence), Span(start, end), toponyms, weights)


def link_sentence(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    trigger: Span,
    toponyms: Sequence[Toponym],
    weights: Mapping[str, float] | None = None,
) -> Link | None:
    """Return the best place among the mentions of a sentence for a trigger, or None."""
    return next(iter(link_all(sentence, clauses, trigger, toponyms, weights)), None)


def link_all(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    trigger: Span,
    toponyms: Sequence[Toponym],
    weights: Mapping[str, float] | None = None,
) -> tuple[Link, ...]:
    """Return the places of a trigger among the mentions of a sentence, the likeliest first."""
    found = candidates(sentence, toponyms)
    if not found:
        return ()
    used = linker_weights() if weights is None else weights
    here = clause_at(clauses, trigger.start)
    links = []
    for candidate in found:
        odds = score(sentence, clauses, trigger, candidate, found, used)
        odds -= UNKNOWN if candidate.place is None else 0.0
        odds -= ELSEWHERE if _is_object_before(sentence, trigger, candidate) else 0.0
        same = clause_at(clauses, candidate.words.start) == here
        reason = "sentence_head" if candidate.head else "same_clause" if same else "same_sentence"
        words = (candidate.words, odds, reason)
        links.append(Link(candidate.toponym, candidate.place, candidate.level, *words))
    links = sorted(filter(_is_placed, links), key=lambda link: -link.score)
    links = _no_ways(_nearest_first(links, trigger, sentence), sentence)
    chosen = [x for k, x in enumerate(links) if x.score >= (ALSO if k else THRESHOLD)]
    plain = {c.words.start for c in found if c.phrase.weight >= PLAIN and c.place}
    if not chosen and links and links[0].score >= FIRM and links[0].words.start in plain:
        chosen = links[:1]
    chosen = _with_listed(chosen, links, sentence) or measured(links) or ends(links, sentence)
    return tuple(midway(within(x, links, sentence), links, sentence) for x in chosen)


def _no_ways(links: list[Link], sentence: Sentence) -> list[Link]:
    """Return links without where a way leads, if a place beside it is likely: "the road to X"."""
    ways = [x for x in links if x.toponym and _WAY_TO.search(_before(x.toponym, sentence))]
    rest = [x for x in links if x not in ways]
    return rest if ways and any(x.place and x.score >= THRESHOLD for x in rest) else links


def _before(toponym: Toponym, sentence: Sentence) -> str:
    at = toponym.mention.start - sentence.start
    return sentence.text[max(0, at - _REACH) : at]


def _nearest_first(links: list[Link], trigger: Span, sentence: Sentence) -> list[Link]:
    """Return links, one right behind the words first: "coffins of men killed in X arrived in Y".

    So is one in the words' own clause that is nearly as likely as the best of another clause:
    "they met in X; that day guards clashed in Y". A finer place within it stays before it.
    """
    best = next(iter(links), None)
    if best is None or trigger.holds(best.words.start, best.words.start):
        return links
    for link in links[1:]:
        if _holds(link, best):
            continue
        gap = sentence.text[trigger.end - sentence.start : link.words.start - sentence.start]
        right_behind = link.words.start >= trigger.end and _GOES_ON.fullmatch(gap) and _led(link)
        own = link.reason == "same_clause" and link.words.start > trigger.start and link.score > 0
        beats = own and best.reason == "same_sentence" and link.score > best.score - NEARLY
        road = _ROAD.match(sentence.text, link.words.end - sentence.start)
        if not road and (beats or (right_behind and link.score >= FIRM)):
            first = replace(link, score=best.score)
            return [first, *(x for x in links if x is not link)]
    return links


def _led(link: Link) -> bool:
    """Say whether words lead to the name of a link: "in X"."""
    return link.toponym is not None and link.words.start < link.toponym.mention.start


def _holds(wide: Link, fine: Link) -> bool:
    """Say whether a country, a river or a place of one division may hold another place."""
    a, b = wide.place, fine.place
    if a is None or b is None or wide.where_prec >= _COUNTRY or a.feature_class == "H":
        return True
    if a.feature_class == b.feature_class == "P" and b.feature_code != "PPLX":
        return False  # no town holds another
    return wide.where_prec >= fine.where_prec and (a.country, a.admin1) == (b.country, b.admin1)


def _is_placed(link: Link) -> bool:
    """Say whether a link is no government, or one that is a place beyond doubt."""
    toponym = link.toponym
    return toponym is None or not is_government(toponym) or link.score >= SEAT


def _is_object_before(sentence: Sentence, trigger: Span, candidate: Candidate) -> bool:
    """Say whether a name is what another verb acts on: "closed X after Tuesday's blast"."""
    if candidate.words.end > trigger.start or candidate.phrase.weight >= 1:
        return False
    lead = sentence.text[: trigger.start - sentence.start]
    return bool(_AFTER_NOUN.search(lead[-60:]))


def _with_listed(chosen: Sequence[Link], links: Sequence[Link], sentence: Sentence) -> list[Link]:
    """Return links with the names of their lists, as far as these are likely enough.

    The list of the likeliest leads, in the order of the text.
    """
    found: list[Link] = []
    for link in chosen:
        list_ = [] if link in found else [link]
        for member in list_:  # it grows: a list may be long
            list_ += [
                x
                for x in links
                if x.score >= LISTED and x not in list_ and _of_one_list(x, member, sentence)
            ]
        found += sorted((x for x in list_ if x not in found), key=lambda x: x.words.start)
    return found


def _of_one_list(a: Link, b: Link, sentence: Sentence) -> bool:
    """Say whether two names are neighbors in a list: of one precision, joined by "and" or ","."""
    if not (a.toponym and b.toponym) or (a.place and b.place and a.where_prec != b.where_prec):
        return False
    first, last = sorted((a.toponym.mention, b.toponym.mention), key=lambda m: m.start)
    return bool(
        JOINED.match(sentence.text[first.end - sentence.start : last.start - sentence.start])
    )


def score(
    sentence: Sentence,
    clauses: tuple[Span, ...],
    trigger: Span,
    candidate: Candidate,
    found: Sequence[Candidate],
    weights: Mapping[str, float],
) -> float:
    """Return the log odds that a candidate is the place of a trigger."""
    present = signals(sentence, clauses, trigger, candidate, found)
    return weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in present)
