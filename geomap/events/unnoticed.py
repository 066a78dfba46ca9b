"""Names that the geoparser did not see: in labels of lines, after "near" or "the village of"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from geomap.events.link import unseen
from geomap.events.telling import label_name
from geomap.events.text import Sentence, mentions_within
from geomap.model import Mention, Place, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["with_unnoticed"]

_CONFIDENCE: Final = 0.5
#: Countries told less often than this share of the most told one say nothing of where a name is.
_SHARE: Final = 0.2


def with_unnoticed(
    sentences: Sequence[Sentence], toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Return toponyms with the names that nobody saw, in order.

    Such a name is the place of that name which the text tells elsewhere, else the settlement of
    that name in the countries of the story; else it has no place.
    """
    told = {t.mention.text.casefold(): t.place for t in toponyms if t.place}
    countries = _countries(toponyms)
    added = [
        Toponym(m, _place(m.text, told, countries, gazetteer), _CONFIDENCE, ("unnoticed",))
        for m in _names(sentences, toponyms)
    ]
    return tuple(sorted((*toponyms, *added), key=lambda t: t.mention.start))


def _names(sentences: Sequence[Sentence], toponyms: Sequence[Toponym]) -> Iterator[Mention]:
    for sentence in sentences:
        inside = mentions_within(toponyms, sentence.start, sentence.end)
        label = label_name(sentence, inside)
        if label:
            yield label
        for toponym in unseen(sentence, inside):
            mention = toponym.mention
            if label is None or not (mention.start < label.end and label.start < mention.end):
                yield mention


def _countries(toponyms: Sequence[Toponym]) -> frozenset[str]:
    """Return the countries that a story is about, by how often they are told."""
    counts = Counter(
        t.place.country
        for t in toponyms
        if t.place and t.place.country and t.mention.role not in ("credit", "boilerplate")
    )
    most = max(counts.values(), default=0)
    return frozenset(c for c, count in counts.items() if count >= _SHARE * most)


def _place(
    name: str, told: Mapping[str, Place | None], countries: frozenset[str], gazetteer: Gazetteer
) -> Place | None:
    if name.casefold() in told:
        return told[name.casefold()]
    found = (m.place for m in gazetteer.lookup(name) if m.place.country in countries)
    settled = [p for p in found if p.feature_class in ("P", "A") or p.feature_code == "PSTB"]
    return next((p for p in settled if p.feature_class == "P"), next(iter(settled), None))
