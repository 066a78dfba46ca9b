"""Toponym recognition: the spans of place names in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    A tagger weighs the words, their company and the gazetteer's names (`features`); ``models``
    replace the weights that ship with the package.
    """
    tagger = (models or default_models()).tagger
    text = document.text
    tokens = tokenize(text)
    hits = scan(text, tokens, Names(gazetteer))
    found: list[Mention] = []
    for segment in document_features(tokens, hits):
        for first, last in spans(tagger.tag(segment.features)):
            start = tokens[segment.first + first].start
            end = tokens[segment.first + last - 1].end
            found.append(Mention(start, end, text[start:end]))
    return tuple(found)
