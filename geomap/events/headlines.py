"""What a headline or the heading of a section tells, given to the event that it announces."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from geomap.events.draft import Draft, same_link
from geomap.events.going_on import UNREAL, wider
from geomap.events.text import Sentence
from geomap.model import Document

__all__ = ["headings", "title_end", "with_headings", "with_headline", "with_headlines"]

_COUNTRY: Final = 6
#: A heading has no more words, and no mark at its end.
_MOST_WORDS: Final = 14
_ENDS: Final = re.compile(r"[.!?:;,”\"’]\s*$")
#: What heads the lines that sum a report up.
_SUMMARY: Final = re.compile(
    r"(?:\W*\d{1,2}[:.]\d\d\W+)?(?:highlights?|"
    r"(?:key|main) (?:points|messages|developments|facts|figures|events)|"
    r"(?:executive )?summary|at a glance|what we(?:['’]ve)? (?:know|learn\w+)\b.*|"
    r"recap\b.*|(?:the|today['’]s) (?:story|day|week|main points)(?: so far)?)\W*",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"\s*[•▪·*–—-]\s")
#: How many paragraphs below a heading may tell what it announces.
_BELOW: Final = 3


def title_end(document: Document) -> int:
    """Return where the headline ends, 0 when the text does not hold it."""
    found = document.text.find(document.title) if document.title else -1
    return found + len(document.title) if found >= 0 else 0


def with_headlines(announced: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Give what only the headline tells to the event of the text that it announces."""
    told = list(told)
    for draft in announced:
        index = _announced(draft, told)
        if index is not None:
            told[index] = with_headline(told[index], draft)
    families = {d.family for d in told}
    return [d for d in announced if d.family not in families] + told


def _announced(headline: Draft, told: Sequence[Draft]) -> int | None:
    for index, draft in enumerate(told):
        places = headline.link is None or draft.link is None or same_link(headline.link, draft.link)
        wide = bool(headline.link and draft.link and wider(headline.link, draft.link))
        tolls = headline.killed is None or headline.killed == draft.killed
        same_toll = tolls and headline.killed is not None
        if headline.link and draft.link is None and not same_toll:
            places = headline.last.refined.sub_event_type == draft.last.refined.sub_event_type
        real = (draft.status in UNREAL) == (headline.status in UNREAL)
        kin = real and draft.family == headline.family
        if kin and (places or wide or same_toll) and tolls:
            return index
    return None


def with_headline(draft: Draft, headline: Draft) -> Draft:
    """Return a draft with what its headline or lead tells; the toll is its own where it has one."""
    known = headline.link and headline.link.place and headline.link.where_prec < _COUNTRY
    link = draft.link if draft.link and (draft.link.place or not known) else headline.link
    claimless = tuple(
        replace(t, claims=()) if draft.killed is not None else t for t in headline.tellings
    )
    return replace(draft, tellings=(*draft.tellings, *claimless), link=link)


# ------------------------------------------------------------------ headings of sections


def headings(sentences: Sequence[Sentence]) -> Collection[int]:
    """Return the indexes of sentences that announce: headings of sections, and lines that sum up.

    A heading is a short line of its own; lines that sum up are the bullets below "Highlights".
    """
    heads = _heads(sentences)
    return heads | _summed_up(sentences, heads)


def _summed_up(sentences: Sequence[Sentence], heads: Collection[int]) -> set[int]:
    """Return the indexes of the sentences in bullets below a heading such as "Highlights"."""
    found = set[int]()
    bullet, open_ = False, False
    for sentence in sentences:
        if sentence.first:
            bullet = bool(_BULLET.match(sentence.text))
            open_ = (open_ and bullet) or bool(_SUMMARY.fullmatch(sentence.text))
        if open_ and bullet and sentence.index not in heads:
            found.add(sentence.index)
    return found


def _heads(sentences: Sequence[Sentence]) -> set[int]:
    """Return the indexes of the short lines of their own."""
    lines: dict[int, int] = {}
    for sentence in sentences:
        lines[sentence.paragraph] = lines.get(sentence.paragraph, 0) + 1
    last = sentences[-1].paragraph if sentences else 0
    return {
        s.index
        for s in sentences
        if lines[s.paragraph] == 1
        and s.paragraph != last
        and not _ENDS.search(s.text)
        and len(s.text.split()) <= _MOST_WORDS
    }


def with_headings(announced: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Return what is told, with the headings whose section tells nothing of their kind."""
    alone = [d for d in announced if not any(_below(d, o) or _again(d, o) for o in told)]
    return sorted((*told, *alone), key=lambda d: d.tellings[0].sentence.index)


def _again(heading: Draft, draft: Draft) -> bool:
    """Say whether what a heading or a line of a summary tells stands elsewhere in full."""
    if heading.link is None:
        return draft.family == heading.family
    both = {draft.family, heading.family} <= {"violence", "crowd"}
    kin = both or draft.family == heading.family
    if not (kin and draft.link):
        return False
    same_toll = heading.killed is not None and heading.killed == draft.killed
    wide = wider(heading.link, draft.link) and heading.killed in (None, draft.killed)
    return same_toll or wide or same_link(heading.link, draft.link)


def _below(heading: Draft, draft: Draft) -> bool:
    tops = [t.sentence.paragraph for t in heading.tellings]
    lines = [t.sentence.paragraph for t in draft.tellings]
    near = any(0 < line - top <= _BELOW for line in lines for top in tops)
    return near and draft.family == heading.family
