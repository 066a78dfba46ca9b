"""Text to places: find the names, tell what each does in its sentence, say where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.geoparse.offsets import displace, find_offset
from geomap.geoparse.recognize import as_mentions, recognize
from geomap.geoparse.resolve import Hints, make_hints, resolve
from geomap.geoparse.roles import assign_roles

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.geoparse.models import Models
    from geomap.model import Document, Toponym

__all__ = [
    "Hints",
    "Recognizer",
    "assign_roles",
    "displace",
    "find_offset",
    "geoparse",
    "make_hints",
    "recognize",
    "resolve",
]

#: Any callable from a text to the spans of place names in it, ends exclusive.
Recognizer = Callable[[str], Iterable[tuple[int, int]]]


def geoparse(
    document: Document,
    gazetteer: Gazetteer,
    models: Models | None = None,
    *,
    recognizer: Recognizer | None = None,
    hints: Hints | None = None,
) -> tuple[Toponym, ...]:
    """Return every place name of a document with its role and, where known, its place.

    The answers stand in the order of the text. A name without a fit keeps ``place=None`` and the
    reason; a mention whose role is not "literal" never places an event. ``models`` replace the
    weights that ship with the package, ``recognizer`` our own search for names; ``hints`` are what
    is known of the text beforehand (`make_hints`).

    Raises
    ------
    InputError
        When a recognizer returns a span that does not lie in the text.
    """
    if recognizer is None:
        mentions = recognize(document, gazetteer, models)
    else:
        mentions = as_mentions(document.text, recognizer(document.text))
    mentions = assign_roles(document, mentions, gazetteer, models)
    return tuple(
        _with_offset(document.text, toponym)
        for toponym in resolve(document, mentions, gazetteer, models, hints)
    )


def _with_offset(text: str, toponym: Toponym) -> Toponym:
    """Return a toponym with the distance that its sentence puts before it."""
    if toponym.mention.role != "literal" or toponym.place is None:
        return toponym
    offset = find_offset(text, toponym.mention)
    return replace(toponym, offset=offset) if offset else toponym
