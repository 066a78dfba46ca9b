"""Who "it" is that says a toll: the one who spoke in the sentences before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.events.claims import source_of
from geomap.events.draft import Draft
from geomap.events.telling import Telling
from geomap.events.text import Sentence
from geomap.model import Claim

__all__ = ["with_speakers"]

_PRONOUN: Final = re.compile(r"(?:it|he|she|they|which|who|whom)\b", re.IGNORECASE)
#: Sentences looked back upon.
_MEMORY: Final = 3


def with_speakers(draft: Draft, sentences: Sequence[Sentence]) -> Draft:
    """Return a draft whose claims name their sources, where a sentence shortly before does."""
    if not any(_PRONOUN.match(c.source) for t in draft.tellings for c in t.claims):
        return draft
    told = tuple(_with_speaker(telling, sentences) for telling in draft.tellings)
    return replace(draft, tellings=told)


def _with_speaker(telling: Telling, sentences: Sequence[Sentence]) -> Telling:
    index = telling.sentence.index
    before = [s for s in sentences if index - _MEMORY <= s.index < index]
    names = (source_of(s.text) for s in reversed(before))
    speaker = next((n for n in names if n and not _PRONOUN.match(n)), "")
    claims = tuple(_named(claim, speaker) for claim in telling.claims)
    return replace(telling, claims=claims)


def _named(claim: Claim, speaker: str) -> Claim:
    return replace(claim, source=speaker) if _PRONOUN.match(claim.source) else claim
