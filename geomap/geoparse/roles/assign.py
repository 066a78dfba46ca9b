"""The role of every mention, and the words that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import feature_words, words
from geomap.geoparse.models import Models, default_models
from geomap.geoparse.roles.clause import governor, qualified, verb
from geomap.geoparse.roles.company import Company, companies, likely_kind
from geomap.geoparse.roles.phrases import phrase_role
from geomap.geoparse.roles.surroundings import topics
from geomap.geoparse.roles.weigh import weighed_roles
from geomap.geoparse.roles.zones import Zone, find_zones
from geomap.geoparse.scan import Names
from geomap.geoparse.tokens import tokenize
from geomap.model import Document, Mention, Role

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer, Match

__all__ = ["assign_roles", "firm_role"]

#: Kinds whose names act as often as they are ground.
_ACTORS: Final = frozenset(("country", "PPLC"))
#: Gatherings are held where their names say: "the X Film Festival" is in X.
_GATHERINGS: Final = frozenset(("festival", "fair", "conference"))
_OFFICE_REACH: Final = 4
_STRUCK: Final = ("on", "of", "at")
_BODIES: Final = frozenset(
    ("agency", "agencies", "bureau", "committee", "department", "cabinet", "electorate")
)


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
    found = []
    for company in companies(tokens, mentions):
        matches = names.lookup(company.mention.text)
        firm = firm_role(company, zones, matches) or phrase_role(company, matches)
        found.append((company, firm, likely_kind(matches)))
    chosen = weighed_roles(found, topics(tokens), weights)
    return tuple(
        replace(company.mention, role=role, cue=cue)
        for (company, _, _), (role, cue) in zip(found, chosen, strict=True)
    )


def firm_role(
    company: Company, zones: Sequence[Zone], matches: Sequence[Match]
) -> tuple[Role, str] | None:
    """Return the role and cue that a rule gives, None where the weights are to decide."""
    return (
        _zone_role(company.mention, zones)
        or _demonym_role(company, matches)
        or _nested_role(company)
        or _office_role(company)
        or _speaker_role(company, matches)
        or _kind_role(company)
        or _struck_role(company)
    )


def _zone_role(mention: Mention, zones: Sequence[Zone]) -> tuple[Role, str] | None:
    """Return the role of the zone that holds a mention."""
    for zone in zones:
        if zone.start <= mention.start and mention.end <= zone.end:
            return zone.role, zone.cue
    return None


def _demonym_role(company: Company, matches: Sequence[Match]) -> tuple[Role, str] | None:
    """Return "demonym" for the name of a people, "literal" where it only says whose ground."""
    if not matches or matches[0].kind != "demonym":
        return None
    _, head = qualified(company)
    return ("literal", f"_ {head}") if head in words("ground") else ("demonym", "demonym")


def _nested_role(company: Company) -> tuple[Role, str] | None:
    """Return "nested" for a name inside that of an organization: "X Police", "Bank of X"."""
    organizations = words("organizations")
    following = company.capitals_after()
    if following and following[-1] in organizations and following[-1] not in _GATHERINGS:
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
        if word in words("offices") or word in _BODIES:
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
    """Return "literal" for a name that the text calls a place: "the village of X", "the town X"."""
    if company.owns or company.capitals_after():
        return None
    before = company.word(company.first - 1)
    at = company.first - (2 if before == "of" else 1)
    kind = company.word(at)
    if at < 0 or company.tokens[at].capital or kind not in feature_words():
        return None
    if before == "of":
        return "literal", f"{kind} of _"
    ends = company.tokens[company.first].first or verb(company)[1] in words("speech_verbs")
    town = feature_words()[kind].fits("PPL") or feature_words()[kind].fits("PPLC")
    return ("literal", f"{kind} _") if town and not ends else None


def _struck_role(company: Company) -> tuple[Role, str] | None:
    """Return "literal" for ground that force is used on: "a raid on X", "the shelling of X"."""
    if company.owns or company.capitals_after():
        return None
    noun, link = company.word(company.head - 2), company.word(company.head - 1)
    struck = link in _STRUCK and noun in words("strikes_on_ground")
    return ("literal", f"{noun} {link} _") if struck else None
