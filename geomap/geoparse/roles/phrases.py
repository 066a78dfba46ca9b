"""Turns of phrase that decide a role: "Chicago police", "fled to X", "X-based".

Each was right in nine of ten cases or more where annotators had marked it; what is less sure is
left to the weights, which learn from these phrases all the same. "head" and "tail" are the ends of
the list that the name is in (`company`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import feature_words, words
from geomap.geoparse.roles.clause import qualified
from geomap.geoparse.roles.company import Company, likely_kind
from geomap.model import Role

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["phrase_role"]

Reason = tuple[Role, str]

_STATES: Final = frozenset(("country", "PPLC"))
_TO_TRAVELS: Final = frozenset(("to", "from", "into", "for", "in", "through"))
_TO_DEALINGS: Final = frozenset(("to", "against", "over", "with", "between", "from"))
_AFTER_HYPHEN: Final = frozenset(("based", "born"))
_SIDES: Final = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern "
    "western center centre interior".split()
)
_QUALIFIERS: Final = frozenset(
    "foreign interior defense defence prime security national federal local".split()
)
_TOGETHER: Final = frozenset(("and", "or", "&"))


def phrase_role(company: Company, matches: Sequence[Match]) -> Reason | None:
    """Return the role and cue that the words right beside a mention give, None if they do not."""
    if company.owns:
        return _owner_role(company)
    return (
        _hyphen_role(company)
        or _ruled_role(company)
        or _state_role(company)
        or _ground_role(company)
        or _opening_role(company, matches)
        or _reached_role(company, matches)
        or _dealing_role(company)
        or _body_role(company, matches)
    )


def _is_state(matches: Sequence[Match]) -> bool:
    """Whether a name is likeliest that of a country or capital."""
    return likely_kind(matches) in _STATES


def _owner_role(company: Company) -> Reason | None:
    """Return "literal" for the owner of ground: "X's north", "X's airports"."""
    _, head = qualified(company)
    return ("literal", f"'s {head}") if head in _SIDES or head in words("ground") else None


def _hyphen_role(company: Company) -> Reason | None:
    """Return "literal" for the seat of somebody: "X-based", "X-born"."""
    joined = company.word(company.last) == "-" and company.word(company.last + 1)
    return ("literal", f"_ {joined}") if joined in _AFTER_HYPHEN else None


def _led_by(company: Company) -> tuple[str, str]:
    """Return the two words before a list of names, past its article."""
    at = company.head - 1
    at -= company.word(at) == "the"
    return company.word(at - 1), company.word(at)


def _ruled_role(company: Company) -> Reason | None:
    """Return "associative" for what is ruled or represented: "the governor of X"."""
    ruler = company.word(company.head - 2)
    led = company.word(company.head - 1) == "of" and ruler in words("rulers")
    return ("associative", f"{ruler} of _") if led else None


def _state_role(company: Company) -> Reason | None:
    """Return "associative" before a body or office: "X police", "the X and Y governments"."""
    alone = company.tail == company.last or company.word(company.last) in _TOGETHER
    index = company.tail
    if alone and (_names_party(company, index) or company.after(index) in _QUALIFIERS):
        index += 1
    body = company.after(index)
    if not alone or body not in words("states"):
        return None
    owned = company.after(index + 1)
    built = owned in words("facilities") or owned in words("ground") or owned in feature_words()
    return None if built else ("associative", f"_ {body}")


def _names_party(company: Company, index: int) -> bool:
    """Whether a token in capitals stands between a name and an office: "Texas GOP lawmakers"."""
    return index < len(company.tokens) and company.tokens[index].text.isupper()


def _ground_role(company: Company) -> Reason | None:
    """Return "literal" for a name that says whose ground: "X soil", "the X border area".

    "The X-Y border" is neither's ground: events there are told by the pair (`events.frontier`).
    """
    _, head = qualified(company)
    pair = company.word(company.first - 1) == "-"
    return ("literal", f"_ {head}") if head in words("ground") and not pair else None


def _reached_role(company: Company, matches: Sequence[Match]) -> Reason | None:
    """Return "literal" for ground that somebody goes to or is on: "fled to X", "shelled X"."""
    if company.capitals_after():
        return None
    word, link = _led_by(company)
    if link in words("visits") or (link in words("takes_ground") and not _is_state(matches)):
        return "literal", f"{link} _"
    led = link in _TO_TRAVELS and word in words("travels")
    return ("literal", f"{word} {link} _") if led else None


def _opening_role(company: Company, matches: Sequence[Match]) -> Reason | None:
    """Return "associative" for a state that opens a clause after a comma: "Raid in X, Y says"."""
    after_comma = company.head != company.first and company.word(company.first - 1) == ","
    said = company.after(company.last)
    speaks = said in words("speech_verbs") and said not in words("auxiliaries")
    opens = after_comma and speaks and _is_state(matches)
    return ("associative", f"_ {said}") if opens else None


def _dealing_role(company: Company) -> Reason | None:
    """Return "associative" for a party to something: "ties with X", "a win over X"."""
    noun, link = _led_by(company)
    led = noun in words("dealings") and link in _TO_DEALINGS and not company.capitals_after()
    return ("associative", f"{noun} {link} _") if led else None


def _body_role(company: Company, matches: Sequence[Match]) -> Reason | None:
    """Return "associative" for the name of a body that no place bears: "European Commission"."""
    last = company.mention.text.lower().split()[-1:]
    bears = not matches and " " in company.mention.text and words("bodies").issuperset(last)
    return ("associative", last[0]) if last and bears else None
