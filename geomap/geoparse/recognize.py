"""Toponym recognition: the spans of place names in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.geoparse.agreement import agree
from geomap.geoparse.features import document_features
from geomap.geoparse.models import Models, default_models
from geomap.geoparse.scan import Names, scan
from geomap.geoparse.tagger import spans
from geomap.geoparse.tokens import tokenize
from geomap.model import Document, Mention

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["recognize"]


def recognize(
    document: Document, gazetteer: Gazetteer, models: Models | None = None
) -> tuple[Mention, ...]:
    """Return the place names of a document in order, none overlapping, roles not yet assigned.

    A tagger weighs the words, their company and the gazetteer's names (`features`), then the names
    of a document are made to agree (`agreement`); ``models`` replace the weights of the package.
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
    places = [(tokens[first].start, tokens[last - 1].end) for first, last in agree(tokens, tagged)]
    return tuple(Mention(start, end, text[start:end]) for start, end in places)
