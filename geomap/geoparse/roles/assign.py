"""The role of every mention, and the words that decided it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import feature_words, words
from geomap.geoparse.models import Models, default_models
from geomap.geoparse.roles.clause import clause_signals, governor, verb
from geomap.geoparse.roles.company import Company, companies, likely_kind, signals
from geomap.geoparse.roles.zones import Zone, find_zones
from geomap.geoparse.scan import Names
from geomap.geoparse.tokens import tokenize
from geomap.model import Document, Mention, Role

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer, Match

__all__ = ["all_signals", "assign_roles", "firm_role"]

#: Kinds whose names act as often as they are ground: of these only what is likelier ground is.
_ACTORS: Final = frozenset(("country", "PPLC"))
_LEANING: Final = -0.2
_STATEMENT_REACH: Final = 14
_OFFICE_REACH: Final = 4


def assign_roles(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    models: Models | None = None,
) -> tuple[Mention, ...]:
    """Return the mentions with role and cue.

    Parts of the text that are not its story come first, then demonyms and names inside names of
    organizations; the rest is literal or associative by the words around it.
    """
    weights = (models or default_models()).roles
    names = Names(gazetteer)
    zones = find_zones(document.text, mentions)
    tokens = tokenize(document.text)
    if not tokens:
        return tuple(mentions)
    return tuple(
        _with_role(company, zones, names.lookup(company.mention.text), weights)
        for company in companies(tokens, mentions)
    )


def _with_role(
    company: Company,
    zones: Sequence[Zone],
    matches: Sequence[Match],
    weights: Mapping[str, float],
) -> Mention:
    """Return one mention with the first role that fits."""
    firm = firm_role(company, zones, matches)
    role, cue = firm or _weighed_role(company, matches, weights)
    return replace(company.mention, role=role, cue=cue)


def firm_role(
    company: Company, zones: Sequence[Zone], matches: Sequence[Match]
) -> tuple[Role, str] | None:
    """Return the role and cue that a rule gives, None where the weights are to decide."""
    return (
        _zone_role(company.mention, zones)
        or _demonym_role(matches)
        or _nested_role(company)
        or _office_role(company)
        or _speaker_role(company, matches)
        or _kind_role(company)
    )


def all_signals(company: Company, kind: str) -> list[str]:
    """Return the names of all that the weights look at."""
    return ["bias", *signals(company, kind), *clause_signals(company, kind)]


def _zone_role(mention: Mention, zones: Sequence[Zone]) -> tuple[Role, str] | None:
    """Return the role of the zone that holds a mention."""
    for zone in zones:
        if zone.start <= mention.start and mention.end <= zone.end:
            return zone.role, zone.cue
    return None


def _demonym_role(matches: Sequence[Match]) -> tuple[Role, str] | None:
    """Return "demonym" for the name of a people."""
    return ("demonym", "demonym") if matches and matches[0].kind == "demonym" else None


def _nested_role(company: Company) -> tuple[Role, str] | None:
    """Return "nested" for a name inside that of an organization: "X Police", "Bank of X"."""
    organizations = words("organizations")
    following = company.capitals_after()
    if following and following[-1] in organizations:
        return "nested", " ".join(following)
    if company.word(company.first - 1) == "of" and company.capital(company.first - 2):
        head = company.word(company.first - 2)
        if head in organizations:
            return "nested", f"{head} of"
    return None


def _office_role(company: Company) -> tuple[Role, str] | None:
    """Return "associative" for the owner of an office or body: "Peru's interior minister"."""
    if not company.owns:
        return None
    for index in range(company.next, company.next + _OFFICE_REACH):
        word = company.word(index)
        if word in words("offices"):
            return "associative", f"'s {word}"
        if not word.isalpha() or word in words("locative") or word in words("function"):
            break
    return None


def _speaker_role(company: Company, matches: Sequence[Match]) -> tuple[Role, str] | None:
    """Return "associative" for a country or capital that speaks or is spoken to: "X asked Y"."""
    if likely_kind(matches) not in _ACTORS or company.owns:
        return None
    before = company.word(company.head - 1)
    speaks = before in words("speech_verbs") and before not in words("auxiliaries")
    if speaks and not company.tokens[company.head].first:
        return "associative", f"{before} _"
    _, said = verb(company)
    at, ruled_by = governor(company)
    if said in words("speech_verbs") and at is None and ruled_by == "|":
        return "associative", f"_ {said}"
    return None


def _kind_role(company: Company) -> tuple[Role, str] | None:
    """Return "literal" for a name that the text calls a place: "the village of X"."""
    kind = company.word(company.first - 2)
    if company.word(company.first - 1) != "of" or company.owns or company.capitals_after():
        return None
    token = company.tokens[company.first - 2] if company.first > 1 else None
    if token is None or token.capital or kind not in feature_words():
        return None
    return "literal", f"{kind} of _"


def _weighed_role(
    company: Company, matches: Sequence[Match], weights: Mapping[str, float]
) -> tuple[Role, str]:
    """Return literal or associative by the weights of what is so about a mention."""
    kind = likely_kind(matches)
    present = all_signals(company, kind)
    total = sum(weights.get(name, 0.0) for name in present)
    if total <= (0.0 if kind in _ACTORS else _LEANING):
        return "associative", _cue(min(present[1:], key=lambda n: weights.get(n, 0.0)), company)
    if _places_statement(company):
        return "literal", "statement_location"
    return "literal", _cue(max(present[1:], key=lambda n: weights.get(n, 0.0)), company)


def _cue(signal: str, company: Company) -> str:
    """Return the words that a signal looked at: "in _", "_ said", "_ 's military"."""
    if signal.startswith(("before", "governor", "ruler")):
        return f"{company.word(company.head - 1)} _"
    if signal.startswith(("after", "own:", "kind_after", "noun", "verb")):
        return f"_ {company.word(company.tail)}"
    if signal.startswith("capital_b"):
        return f"{company.word(company.first - 1)} _"
    if signal.startswith("capital"):
        return f"_ {' '.join(company.capitals_after())}"
    return f"{company.word(company.head - 1)} _ {company.word(company.tail)}"


def _places_statement(company: Company) -> bool:
    """Whether the name is where somebody spoke: "In X, two officials told ..."."""
    before = company.head - 1
    if company.word(before) not in ("in", "at", "from") or not company.tokens[before].first:
        return False
    if company.word(company.tail) != ",":
        return False
    end = min(company.tail + _STATEMENT_REACH, len(company.tokens))
    for token in company.tokens[company.tail + 1 : end]:
        if token.first:
            return False
        if token.text in words("say_only"):
            return True
    return False
