"""Toponym recognition: the spans of place names in a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.geoparse.agreement import agree
from geomap.geoparse.features import document_features
from geomap.geoparse.known import add_known
from geomap.geoparse.models import Models, default_models
from geomap.geoparse.scan import Names, scan
from geomap.geoparse.tagger import spans
from geomap.geoparse.tokens import tokenize
from geomap.geoparse.wholes import add_listed, make_whole
from geomap.model import Document, Mention

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["as_mentions", "recognize"]


def recognize(
    document: Document, gazetteer: Gazetteer, models: Models | None = None
) -> tuple[Mention, ...]:
    """Return the place names of a document in order, none overlapping, roles not yet assigned.

    A tagger weighs the words, their company and the gazetteer's names (`features`); the gazetteer
    adds what it is sure of (`known`) and mends what is cut (`wholes`); the names of a document are
    made to agree (`agreement`).
    ``models`` replace the weights that ship with the package.
    """
    tagger = (models or default_models()).tagger
    text = document.text
    tokens = tokenize(text)
    hits = scan(text, tokens, Names(gazetteer))
    tagged = [
        (segment.first + first, segment.first + last)
        for segment in document_features(tokens, hits)
        for first, last in spans(tagger.tag(segment.features))
    ]
    known = add_known(tokens, make_whole(tokens, tagged, hits), hits)
    settled = agree(tokens, add_listed(tokens, known, hits))
    places = [(tokens[first].start, tokens[last - 1].end) for first, last in settled]
    return tuple(Mention(start, end, text[start:end]) for start, end in places)


def as_mentions(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Mention, ...]:
    """Return the mentions of spans found elsewhere: in order, none twice, longer before shorter.

    Raises
    ------
    InputError
        When a span is empty or does not lie in the text.
    """
    wanted = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    for start, end in wanted:
        if not 0 <= start < end <= len(text):
            msg = (
                f"The span {start}:{end} does not lie in a text of {len(text)} characters; "
                "offsets are Python string indices, end exclusive."
            )
            raise InputError(msg)
    return tuple(Mention(start, end, text[start:end]) for start, end in wanted)
