"""Text to places: find the names, tell what each does in its sentence, say where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.geoparse.recognize import recognize
from geomap.geoparse.resolve import resolve
from geomap.geoparse.roles import assign_roles

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.geoparse.models import Models
    from geomap.model import Document, Toponym

__all__ = ["assign_roles", "geoparse", "recognize", "resolve"]


def geoparse(
    document: Document, gazetteer: Gazetteer, models: Models | None = None
) -> tuple[Toponym, ...]:
    """Return every place name of a document with its role and, where known, its place.

    The answers stand in the order of the text. A name without a fit keeps ``place=None`` and the
    reason; a mention whose role is not "literal" never places an event. ``models`` replace the
    weights that ship with the package.
    """
    mentions = recognize(document, gazetteer, models)
    mentions = assign_roles(document, mentions, gazetteer, models)
    return resolve(document, mentions, gazetteer, models)
