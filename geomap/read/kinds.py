"""Words of a table for a kind of event -> the types of `events.schema`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["kind_of"]

#: Event type -> its sub-event types: ACLED's codebook, and our own for borders and diplomacy.
_SUB_TYPES: Final[Mapping[str, str]] = {
    "Battles": "Armed clash|Government regains territory|Non-state actor overtakes territory",
    "Explosions/Remote violence": "Chemical weapon|Air/drone strike|Suicide bomb|"
    "Shelling/artillery/missile attack|Remote explosive/landmine/IED|Grenade",
    "Violence against civilians": "Sexual violence|Attack|Abduction/forced disappearance",
    "Protests": "Peaceful protest|Protest with intervention|Excessive force against protesters",
    "Riots": "Violent demonstration|Mob violence",
    "Strategic developments": "Agreement|Arrests|Change to group/activity|Disrupted weapons use|"
    "Headquarters or base established|Looting/property destruction|"
    "Non-violent transfer of territory",
    "Border control": "Crossing closed|Crossing reopened|Crossing restricted|Deportation/return|"
    "Infiltration attempt|Smuggling/seizure",
    "Diplomacy": "Talks|Mediation|Threat|Demand|Statement",
    "Other": "Other",
}
_TYPE_OF: Final = {
    sub.lower(): (kind, sub) for kind, subs in _SUB_TYPES.items() for sub in subs.split("|")
}
_TYPES: Final = {kind.lower(): kind for kind in _SUB_TYPES}

#: Words of everyday tables, the first that fits decides.
_CUES: Final = (
    (r"riot|mob|lynch", "Riots"),
    (r"protest|demonstrat|rally|sit-in", "Protests"),
    (r"bomb|explo|blast|shell|mortar|rocket|missile|drone|air ?strike|\bied\b|mine|grenade",
     "Explosions/Remote violence"),
    (r"clash|battle|fight|skirmish|combat|exchange of fire|firefight", "Battles"),
    (r"cross|border|closure|deport|smuggl|infiltrat|checkpoint", "Border control"),
    (r"attack|kill|murder|abduct|kidnap|assault|execut|shooting", "Violence against civilians"),
    (r"talks|meeting|mediat|negotiat|statement|diplom|summit", "Diplomacy"),
    (r"arrest|ceasefire|agreement|loot|withdraw|deploy", "Strategic developments"),
)  # fmt: skip


def kind_of(words: str, sub_words: str = "") -> tuple[str, str]:
    """Return event type and sub-event type; a kind that is not known keeps its words as "Other".

    >>> kind_of("Battles"), kind_of("grenade"), kind_of("roadside bombing"), kind_of("Picnic")
    (('Battles', ''), ('Explosions/Remote violence', 'Grenade'), \
('Explosions/Remote violence', 'roadside bombing'), ('Other', 'Picnic'))
    """
    low, sub = words.strip().lower(), sub_words.strip()
    if sub.lower() in _TYPE_OF and low in ("", _TYPE_OF[sub.lower()][0].lower()):
        return _TYPE_OF[sub.lower()]
    if low in _TYPES:
        return _TYPES[low], sub
    if low in _TYPE_OF:
        return _TYPE_OF[low]
    for pattern, kind in _CUES:
        if re.search(pattern, f"{low} {sub.lower()}"):
            return kind, sub or words.strip()
    return "Other", sub or words.strip()
