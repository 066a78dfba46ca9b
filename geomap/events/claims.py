"""Who says how many: tolls with their sources, and one figure out of rival ones.

Claims are never added together. The best figure is the losing side's own admission, else the
highest that the story itself or a third party gives (its total), else the lowest claimed; low and
high span all claims (rule of `docs/events.md`; UCDP's best, low and high).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.events.actors import ActorMention
from geomap.events.numbers import NUMBER
from geomap.events.status import SPEECH
from geomap.events.text import Sentence
from geomap.events.tolls import TollMention
from geomap.model import Claim, Toll

__all__ = ["make_claims", "source_of", "toll"]

_SOURCE_BEFORE: Final = re.compile(
    rf"(?P<source>[^,;:“”\"]{{2,80}}?)\s(?:also\s|later\s|again\s)?(?:on\s\S+(?:\s\d+)?\s)?(?P<verb>{SPEECH})\b"
)
_ACCORDING: Final = re.compile(r"[Aa]ccording to (?P<source>[^,;.]{2,80})")
_AFTER: Final = re.compile(
    rf",\s(?P<source>[^,;.]{{2,80}}?)\s(?P<verb>{SPEECH})\b|,\s(?P<verb2>said|says)\s(?P<source2>[^,;.]{{2,80}})"
)
_PUT: Final = re.compile(
    r"(?P<source>[^,;:.]{2,60}?)(?:,\s[^,;.]{3,60},)?\s(?:has\s)?(?P<verb>put|counted|admitted|acknowledged)\b"
)
_STANCES: Final = (
    ("claims", re.compile(r"claim")),
    ("denies", re.compile(r"den(?:y|ied|ies)")),
    ("alleges", re.compile(r"alleg|accus")),
)
_NEUTRAL: Final = re.compile(
    r"\b(?:hospital|medic|doctor|aid|red cross|red crescent|u\.?n\.?|united nations|resident|"
    r"witness|local official|emergency|rescue|monitor|journalist|civil society|experts?|"
    r"mayor|prosecutor)",
    re.IGNORECASE,
)


def make_claims(
    sentence: Sentence, tolls: Sequence[TollMention], actors: Sequence[ActorMention]
) -> tuple[Claim, ...]:
    """Return a claim for each toll of a sentence that is not part of another."""
    return tuple(_claim(sentence, toll, actors) for toll in tolls)


def _claim(sentence: Sentence, toll: TollMention, actors: Sequence[ActorMention]) -> Claim:
    source, verb, span = _source(sentence.text, toll)
    side = next(
        (
            a.actor.country or a.actor.name
            for a in actors
            if span[0] <= a.start - sentence.start < span[1]
        ),
        "",
    )
    stance = next((name for name, pattern in _STANCES if pattern.search(verb)), "says")
    victims = _people(toll.victims)
    victims = f"partial: {victims}".strip() if toll.partial else victims
    return Claim(
        source, side, toll.metric, victims, toll.low, toll.best, toll.high, stance, sentence.text
    )


def _people(victims: str) -> str:
    """Return the words for who the victims are, without how many: "its soldiers".

    >>> _people("left 23 of its soldiers dead"), _people("two women"), _people("a boy")
    ('its soldiers', 'women', 'boy')
    """
    words = re.sub(rf"^(?:left|leaving|leaves|toll|death toll)\s.*?(?=\b{NUMBER}\b)", "", victims)
    words = re.sub(
        rf"^(?:at least\s)?(?:{NUMBER}|an?|another)\b\s?", "", words, flags=re.IGNORECASE
    )
    words = re.sub(r"\s?\b(?:dead|killed|wounded|injured)$", "", words)
    return re.sub(r"^\s*of\s(?!them\b)", "", words).strip(' "“”')


def _source(text: str, toll: TollMention) -> tuple[str, str, tuple[int, int]]:
    """Return who says a number, the verb, and where the words of the source stand."""
    cut = text.rfind(";", 0, toll.start) + 1
    if cut:
        shifted = replace(toll, start=toll.start - cut, end=toll.end - cut)
        source, verb, (start, end) = _source(text[cut:], shifted)
        return source, verb, (start + cut, end + cut)
    according = _ACCORDING.search(text)
    if according:
        return according["source"], "according to", according.span("source")
    before = [
        m for m in _SOURCE_BEFORE.finditer(text[: toll.start + 12]) if m.end() <= toll.start + 10
    ]
    if before:
        return _clean(before[0]["source"]), before[-1]["verb"], before[0].span("source")
    put = _PUT.search(text[: toll.end])
    if put:
        return _clean(put["source"]), put["verb"], put.span("source")
    after = _AFTER.search(text, toll.end)
    if after:
        group = "source" if after["source"] else "source2"
        return _clean(after[group]), after["verb"] or after["verb2"], after.span(group)
    return "", "", (0, 0)


def source_of(text: str) -> str:
    """Return who speaks first in a sentence, or "".

    >>> source_of("The army said on Monday it killed five rebels."), source_of("It rained.")
    ('the army', '')
    """
    found = _SOURCE_BEFORE.search(text)
    return _clean(found["source"]) if found else ""


def _clean(source: str) -> str:
    words = re.sub(r"^(?:However|But|And|Meanwhile)\s", "", source.strip())
    return re.sub(r"^(?:The|An?)\s", lambda article: article.group().lower(), words)


def toll(claims: Sequence[Claim], metric: str) -> Toll:
    """Return the best, lowest and highest figure of the claims on one metric.

    >>> army = Claim("army", "A", "killed", "its soldiers", 3, 3, 3, "says", "")
    >>> foe = Claim("rebels", "B", "killed", "soldiers", 20, 20, 20, "claims", "")
    >>> toll([foe, army], "killed")
    Toll(low=3, best=3, high=20)
    """
    chosen = [c for c in claims if c.metric == metric and c.best is not None]
    whole = [c for c in chosen if not c.victims.startswith("partial: ")] or chosen
    if any(c.best for c in whole):
        whole = [c for c in whole if c.best or c.source]  # who says "nobody" against others' dead
    if not whole:
        return Toll()
    own = [c for c in whole if _admission(c)]
    neutral = [c for c in whole if not c.source or _NEUTRAL.search(c.source) or _told(c)]
    if own:
        best = max(c.best or 0 for c in own)
    elif neutral:
        best = max(c.best or 0 for c in neutral)
    else:
        best = min(c.best or 0 for c in whole)
    low = min(c.low or 0 for c in whole)
    return Toll(min(low, best), best, max(c.high or 0 for c in whole))


def _told(claim: Claim) -> bool:
    """Say whether a claim comes from somebody of no side, who only says it."""
    return not claim.side and claim.stance == "says"


def _admission(claim: Claim) -> bool:
    """Say whether a side counts its own: "its soldiers", "its losses"."""
    own = re.search(r"\b(?:its|their|our|own)\b", claim.victims, re.IGNORECASE)
    return bool(own and claim.source)
