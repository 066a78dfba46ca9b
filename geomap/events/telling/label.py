"""The label of a line in a report ("12 March, Kolofata: ...") and who speaks from where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.events.link import Link, may_place, precision
from geomap.events.status import SPEECH
from geomap.events.text import Sentence, Span
from geomap.geoparse.lexicon import words as word_list
from geomap.model import Mention, Toponym

__all__ = ["label_day", "label_link", "label_name", "source_link"]

_LABEL: Final = re.compile(r"^(?:[•▪·*–—-]|\(?\d{1,2}[.)])?\s*(?P<label>[^:;!?]{3,90}):\s+(?=\S)")
_DATE: Final = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?:\s\d{1,2})?(?:,?\s\d{4})?|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}\b|\b[A-Z][a-z]+day\b"
)
#: Small words that a label may hold.
_SMALL: Final = frozenset(
    "of the and near between off in on at to from island islands district village town road "
    "province state area border camp crossing county region city east west north south de la le "
    "du el al night morning evening afternoon outside around highway".split()
)
_NAME: Final = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*(?:[\s-][A-ZÀ-Þ][\w’'-]+){0,3}")
#: The log odds that stand for a label, which leaves no doubt.
_SURE: Final = 4.0
_NEAR, _DISTRICT, _COUNTRY = 2, 3, 6
_WEAK: Final = -0.5
#: Who speaks of what happened at home, in a sentence that names no other place.
_LOCALS: Final = re.compile(
    r"(?:^|, )[\"“]?(?:[Aa]|[Tt]he|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Ll]ocal)?\s?(?:local\s)?"
    r"(?:[Rr]esidents?|[Ww]itnesses|[Vv]illagers?|[Pp]eople|[Ll]ocals|[Ff]armers?|[Tt]raders?|[Pp]olice|"
    r"[Cc]ustoms (?:officers?|officials?|agents)|[Bb]order guards|[Ff]irefighters|[Rr]escuers|"
    r"[Ss]hopkeepers|[Ee]lders|[Tt]ownspeople|[Ff]ishermen)\s(?:in|of|at|from|near)\s(?:the\s(?:\w+\s){0,3}of\s)?$"
)
#: Who answers for a place: "the governor of X said", "X's mayor said".
_IN_CHARGE: Final = (
    r"(?:governor|mayor|administrator|prefect|district (?:commissioner|officer|chief)|commissioner|"
    r"sheriff|police (?:chief|commander)|security chief|chief of police)"
)
_CHARGE_OF: Final = re.compile(
    rf"(?:^|, )[\"“]?(?:[Tt]he\s)?(?:deputy\s)?{_IN_CHARGE}\sof\s(?:the\s)?$", re.IGNORECASE
)
_ITS_CHARGE: Final = re.compile(
    rf"^(?:['’]s)?\s(?:(?:province|district|county|region|territory|deputy)(?:['’]s)?\s)?{_IN_CHARGE}"
    rf"(?:,?\s(?:[A-ZÀ-Þ][\w.’'-]*\s?){{1,4}},?)?\s(?:have\s|also\s)?{SPEECH}\b"
)
_SAY: Final = re.compile(rf"^(?:,[^.;]{{2,80}},)?\s(?:have\s|also\s)?{SPEECH}\b")


def label_link(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return the place that the label of a line names, or None.

    A label holds a day, names and small words, no verb.
    """
    found = _LABEL.match(sentence.text)
    if found is None or not _is_label(found["label"]):
        return None
    end = sentence.start + found.end("label")
    names = [t for t in toponyms if t.mention.end <= end and may_place(t)]
    if not names:
        return None
    first = names[0]
    known = [t.place for t in names if t.place]
    place = first.place or min(known, key=precision, default=None)
    level = precision(place) if first.place or place is None else max(_NEAR, precision(place))
    words = Span(first.mention.start, first.mention.end)
    return Link(first, place, level, words, _SURE, "label")


def _is_label(label: str) -> bool:
    words = re.findall(r"[^\W\d_][\w’'-]*", _DATE.sub(" ", label))
    return bool(words or _DATE.search(label)) and all(
        word[0].isupper() or word in _SMALL for word in words
    )


def label_day(text: str, position: int) -> bool:
    """Say whether words of time at a position of a sentence stand in its label."""
    found = _LABEL.match(text)
    return found is not None and position < found.end("label") and _is_label(found["label"])


def label_name(sentence: Sentence, toponyms: Sequence[Toponym]) -> Mention | None:
    """Return the name beside the day of a label that is no toponym yet: a place all the same."""
    found = _LABEL.match(sentence.text)
    if found is None or not _DATE.search(found["label"]) or not _is_label(found["label"]):
        return None
    end = sentence.start + found.end("label")
    if any(t.mention.start < end and t.place for t in toponyms):
        return None
    label = _DATE.sub(lambda date: " " * len(date.group()), found["label"])
    name = _NAME.search(label)
    if name is None or name.group().lower() in word_list("common"):
        return None
    start = sentence.start + found.start("label") + name.start()
    return Mention(start, start + len(name.group()), name.group(), "literal", "unseen")


def source_link(sentence: Sentence, toponyms: Sequence[Toponym]) -> Link | None:
    """Return where the people of a place speak from: "Residents of X said they heard shots"."""
    for toponym in toponyms:
        place, mention = toponym.place, toponym.mention
        before = sentence.text[: mention.start - sentence.start]
        after = sentence.text[mention.end - sentence.start :]
        locals_ = _LOCALS.search(before) or _CHARGE_OF.search(before)
        charge = not before.strip() and _ITS_CHARGE.match(after)
        if place and precision(place) < _COUNTRY and ((locals_ and _SAY.match(after)) or charge):
            wide = charge or _CHARGE_OF.search(before)
            level = max(_DISTRICT if wide else _NEAR, precision(place))
            return Link(
                toponym, place, level, Span(mention.start, mention.end), _WEAK, "local_source"
            )
    return None
