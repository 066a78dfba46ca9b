"""Acts that the lexicon has no words for: who did something at a place on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.events.cues import cue, cue_names
from geomap.events.dates import DateMention
from geomap.events.link import precision, usable
from geomap.events.status import SPEECH
from geomap.events.telling.when import no_event_date
from geomap.events.text import Sentence
from geomap.events.triggers import Trigger, trigger_of
from geomap.model import Toponym

__all__ = ["unworded"]

_DISTRICT: Final = 3
_WEIGHT: Final = 2
#: Kinds by the names of the cues that have no sub-event type of their own.
_KINDS: Final = {"Strategic": "Other", "Aid": "Displacement"}
#: What somebody does or will do: a past tense, a passive, a plan.
_DOES: Final = re.compile(
    r"\b(?P<act>[a-z]{3,}ed|went|came|took|set|put|led|left|sat|stood|built|brought|sent|gave|made|"
    r"got|held|met|flew|drove|rode|ran|dug|laid|threw|found|began|spent|kept|cut|let|lay|slept|swam|"
    r"flies|fly|travels?|(?:will|is to|are to) [a-z]+|(?:was|were|been|being) (?:[a-z]+ly )?[a-z]+"
    r"(?:ed|en|ne|wn|nt|ght|ut|ft|ld|et|it))\b"
)
#: Verbs that tell what somebody thinks, says, is or has.
_NO_ACT: Final = re.compile(
    rf"\b(?:{SPEECH}|need(?:ed)?|seem(?:ed)?|appear(?:ed)?|want(?:ed)?|hop(?:ed)?|fear(?:ed)?|believed|"
    r"thought|liv(?:ed)|remain(?:ed)?|stay(?:ed)?|expected|consider(?:ed)?|refus(?:ed)|ask(?:ed)?|"
    r"called|urged|welcomed|condemned|praised|criticised|criticized|vowed|voted|elected|born|"
    r"married|studied|worked|used|died|described|talked about|wait(?:ed)?|named|appointed|"
    r"sworn|promised|pledged|apologi[sz]ed|blamed|showed|indicated|estimated|noted|recorded)\b"
)
#: What has news of its own, told otherwise: gates, games, votes, law, weather.
_OTHER: Final = re.compile(
    r"\b(?:(?:re)?open\w*|clos(?:ed|es|ing|ure)|shut|seal(?:ed|ing)|crossings?|gates?|customs|cargo|"
    r"match|game|league|cup|goal|elections?|polls?|votes?|concert|festival|wedding|film|book|"
    r"museum|rain|storm|weather|anniversary|ceremony|funeral|prize|exam\w*|harvest|no|not|never|"
    r"years? (?:ago|old|earlier)|used to|would|could|should|may|might|if|every|each)\b|[“”\"]",
    re.IGNORECASE,
)
_REACH: Final = 70


def unworded(
    sentence: Sentence, toponyms: Sequence[Toponym], dates: Sequence[DateMention]
) -> tuple[Trigger, ...]:
    """Return the act of a sentence without words that the lexicon knows, () where none is told.

    It tells one if people of a kind that makes news do something, with a town and a day.
    """
    text = sentence.text
    if not _is_dated(text, dates) or not any(_fine(t) for t in toponyms) or _OTHER.search(text):
        return ()
    for kind in cue_names("unworded"):
        who = cue("unworded", kind).search(text)
        does = _DOES.search(text, who.end(), who.end() + _REACH) if who else None
        if who and does and not _NO_ACT.search(text, who.end(), does.end()):
            return _act(kind, sentence, does)
    return ()


def _act(kind: str, sentence: Sentence, does: re.Match[str]) -> tuple[Trigger, ...]:
    typed = trigger_of(_KINDS.get(kind, kind))
    if typed is None:
        return ()
    start, end = (sentence.start + at for at in does.span("act"))
    act = replace(typed, start=start, end=end, words=does["act"], kind="act", weight=_WEIGHT)
    return (replace(act, event_type="Strategic developments") if kind == "Strategic" else act,)


def _is_dated(text: str, dates: Sequence[DateMention]) -> bool:
    """Say whether a sentence tells a day or so that is not the day of a statement."""
    return any(
        d.interval and (d.interval.precision or 9) <= 2 and not no_event_date(text, d)
        for d in dates
    )


def _fine(toponym: Toponym) -> bool:
    return usable(toponym) and (toponym.place is None or precision(toponym.place) <= _DISTRICT)
