"""Names found by a spaCy pipeline, resolved by geomap.

    python examples/spacy_recognizer.py "A truck burned near Kitale in Kenya."

Any callable from a text to spans will do. With spaCy and a model that you have, the spans are those
of its entities (``pip install spacy``; then name the model, for example
``SPACY_MODEL=en_core_web_sm``); without a model a blank pipeline with two patterns shows the seam.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

import geomap.gazetteer
from geomap.geoparse import geoparse
from geomap.model import Document

LABELS = frozenset(("GPE", "LOC", "FAC"))
TEXT = "A truck burned near Kitale in Kenya."


def spacy_recognizer(model: str = "") -> Callable[[str], Iterator[tuple[int, int]]]:
    """Return a recognizer: the places among the entities of a spaCy pipeline."""
    import spacy

    if model:
        pipeline = spacy.load(model)
    else:
        pipeline = spacy.blank("en")
        ruler = pipeline.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "GPE", "pattern": name} for name in ("Kitale", "Kenya")])

    def recognize(text: str) -> Iterator[tuple[int, int]]:
        for entity in pipeline(text).ents:
            if entity.label_ in LABELS:
                yield entity.start_char, entity.end_char

    return recognize


def main() -> None:
    """Print what the names of a text mean."""
    text = " ".join(sys.argv[1:]) or TEXT
    recognizer = spacy_recognizer(os.environ.get("SPACY_MODEL", ""))
    gazetteer = geomap.gazetteer.open()
    for toponym in geoparse(Document("example", text), gazetteer, recognizer=recognizer):
        place = toponym.place
        where = f"{place.name}, {place.country} {place.lat} {place.lon}" if place else "unresolved"
        print(f"{toponym.mention.text} ({toponym.mention.role}): {where}")


if __name__ == "__main__":
    main()
