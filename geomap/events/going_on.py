"""Whether a sentence goes on with an event told before, or tells another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from geomap.events.dates import Offset
from geomap.events.distance import km_apart
from geomap.events.draft import Draft, same_link
from geomap.events.link import Link
from geomap.events.telling import Telling
from geomap.model import Interval

__all__ = ["MEETINGS", "MEMORY", "OF_ITSELF", "UNREAL", "continued", "same_days", "wider"]

#: A status that says that it did not happen, or not yet.
UNREAL: Final = ("negated", "hypothetical", "planned")
#: Sub-types of diplomacy that have a place.
MEETINGS: Final = ("Talks", "Mediation")
#: How many events and names back the words of a sentence may reach.
MEMORY: Final = 60
_COUNTRY: Final = 6
_NEAR_PARAGRAPHS: Final = 2
_TALKS_PARAGRAPHS: Final = 6
_KM_OF_DISTRICT: Final = 60.0
#: How sure a day is that is said of the event itself.
OF_ITSELF: Final = 2
#: From this weight on a trigger names a kind of event, not just violence.
_SPECIFIC: Final = 5
#: Words that tell another event of the same kind.
_ANOTHER: Final = re.compile(r"\b(?:another|second|third|separate|separately|also|more)\b", re.I)
_SINCE: Final = re.compile(r"\b(?:since|so far|in all|in total|altogether)\b", re.I)
_CLASH: Final = re.compile(r"\bclash", re.IGNORECASE)
#: Acts that are only another word for the dead.
_KILLING: Final = re.compile(r"\b(?:kill|dead|eliminat|neutrali[sz]|slain|martyr)", re.IGNORECASE)


def continued(drafts: Sequence[Draft], telling: Telling) -> int | None:
    """Return the index of the draft that a telling goes on with."""
    lately = range(max(0, len(drafts) - MEMORY), len(drafts))

    def nearness(index: int) -> tuple[int, bool, bool, int]:
        draft = drafts[index]
        alike = draft.tellings[0].refined.event_type == telling.refined.event_type
        return -draft.last.sentence.index, not _same_toll(draft, telling), not alike, -index

    for index in sorted(lately, key=nearness):
        draft = drafts[index]
        if _kin(draft, telling) and _fits(draft, telling):
            return index
    return None


def _kin(draft: Draft, telling: Telling) -> bool:
    """Say whether a telling may be of the same story as a draft."""
    a, b = draft.family, telling.family
    if a == "diplomacy" and b == "diplomacy":
        if draft.last.main.sub_event_type != telling.main.sub_event_type:
            return False
    elif (
        a != b
        and (b not in _TAKEN_IN.get(a, ()) or telling.link or _on_another_day(draft, telling))
        and not _same_clash(draft, telling)
    ):
        return False
    if draft.status == "background" and telling.status != "background" and not telling.anaphoric:
        return False
    accuses = telling.status == "alleged"
    differs = (draft.last.status == "alleged") != accuses
    other = draft.last.refined.sub_event_type != telling.refined.sub_event_type
    if differs and (
        draft.last.sentence == telling.sentence or (accuses and telling.asserts and other)
    ):
        return False
    return (draft.status in UNREAL) == (telling.status in UNREAL)


def _on_another_day(draft: Draft, telling: Telling) -> bool:
    """Say whether days of its own part a telling from a draft of another kind."""
    sure = min(draft.sure, telling.sure) >= OF_ITSELF
    return sure and telling.asserts and not _same_days(draft, telling)


def _same_clash(draft: Draft, telling: Telling) -> bool:
    """Say whether one calls a clash what the other tells as a riot, at one place on one day."""
    if {draft.family, telling.family} != {"crowd", "violence"}:
        return False
    named = [t for t in (draft.last, telling) if _CLASH.search(t.main.words)]
    dated = draft.when is not None and telling.when is not None and _same_days(draft, telling)
    here = draft.link and telling.link and same_link(draft.link, telling.link)
    return bool(named and dated and here) and _tolls_fit(draft, telling)


#: What a story of one family takes in when no other place is told: a riot, the shots fired at it.
_TAKEN_IN: Final = {
    "crowd": ("violence", "strategic", "other"),
    "violence": ("strategic", "other"),
    "border": ("violence", "strategic"),
    "strategic": ("violence",),
    "other": ("violence", "strategic"),
}


def _fits(draft: Draft, telling: Telling) -> bool:
    gap = telling.sentence.paragraph - draft.last.sentence.paragraph
    if not _times_fit(draft, telling) or _moves_on(draft, telling) or not _sums_fit(draft, telling):
        return False
    if _same_talks(draft, telling):
        return 0 <= gap <= _TALKS_PARAGRAPHS
    if telling.link is None:
        goes_on = gap == 0 or (telling.anaphoric and gap <= 1)
        weak = (not telling.asserts or _counts(draft, telling)) and gap <= _NEAR_PARAGRAPHS
        return (goes_on or weak) and (_is_last(draft, telling) or gap == 0)
    if draft.link is None or (draft.link.place is None and telling.anaphoric):
        unsure = draft.link is None or min(draft.sure, telling.sure) < OF_ITSELF
        again = telling.anaphoric or _same_toll(draft, telling)
        again = again or _told_first_in_general(draft, telling)
        return gap <= 1 and (unsure or _same_days(draft, telling)) and again
    if same_link(draft.link, telling.link):
        return _tolls_fit(draft, telling) and (
            telling.sure < 2 or draft.sure < 2 or _same_days(draft, telling)
        )
    other_kind = not telling.anaphoric or _other_kind(draft, telling)
    general = _told_first_in_general(draft, telling)
    return wider(draft.link, telling.link) and (general or (not other_kind and gap <= 1))


def _told_first_in_general(draft: Draft, telling: Telling) -> bool:
    """Say whether a country and a kind come first, then the place: "Russia attacked Ukraine"."""
    if telling.link is None or len(draft.tellings) > 1 or _ANOTHER.search(telling.sentence.text):
        return False
    general = draft.link is None or draft.link.where_prec >= _COUNTRY > telling.link.where_prec
    if draft.link and not wider(draft.link, telling.link):
        return False
    apart = telling.sentence.index - draft.last.sentence.index > 1
    if not general or apart or telling.sentence.paragraph != draft.last.sentence.paragraph:
        return False
    alike = draft.last.refined.sub_event_type == telling.refined.sub_event_type
    known = telling.anaphoric or _same_toll(draft, telling)
    return known if draft.killed is not None else alike


def _moves_on(draft: Draft, telling: Telling) -> bool:
    """Say whether a telling steps to another day: "Three days later troops attacked ..."."""
    anchor = telling.anchor
    acts = any(t.kind == "act" for t in telling.triggers)
    steps = anchor is not None and anchor.offset not in (None, Offset())
    alike = draft.last.refined.sub_event_type == telling.refined.sub_event_type
    other = telling.link is not None and not alike
    return bool(steps and acts and telling.asserts and (other or not telling.anaphoric))


def _sums_fit(draft: Draft, telling: Telling) -> bool:
    """Say whether both are of one act, or both of the toll of a whole conflict."""
    if draft.tellings[0].sums_up:
        return telling.sums_up or not any(t.kind == "act" for t in telling.triggers)
    return not telling.sums_up


def _same_talks(draft: Draft, telling: Telling) -> bool:
    """Say whether talks are spoken of again: one telling has no place, or both the same."""
    if telling.main.sub_event_type not in MEETINGS or draft.status != telling.status:
        return False
    if draft.link and telling.link:
        return same_link(draft.link, telling.link)
    known = telling.anaphoric or telling.link is not None
    return known and draft.last.main.sub_event_type in MEETINGS


def _counts(draft: Draft, telling: Telling) -> bool:
    """Say whether a telling only says how many, by a source: "The rebels said they killed 40"."""
    said = [c for c in telling.claims if c.metric in ("killed", "injured")]
    told = telling.when is not None and telling.sure >= OF_ITSELF
    since = _SINCE.search(telling.sentence.text)
    own = told and not since and (draft.when is None or not _same_days(draft, telling))
    counts = all(t.kind != "act" or _KILLING.search(t.words) for t in telling.triggers)
    dead = draft.killed is not None or draft.family == "violence"
    return bool(said) and all(c.source for c in said) and counts and dead and not own


def _is_last(draft: Draft, telling: Telling) -> bool:
    return telling.sentence.index - draft.last.sentence.index <= 4


def _other_kind(draft: Draft, telling: Telling) -> bool:
    """Say whether two tellings name different kinds of event, both plainly."""
    a, b = draft.last.refined, telling.refined
    plain = min(a.weight, b.weight) >= _SPECIFIC and b.kind == "act"
    return plain and a.sub_event_type != b.sub_event_type


def wider(a: Link, b: Link) -> bool:
    """Say whether one place is a coarse one that may hold the other."""
    coarse, fine = (a, b) if a.where_prec >= b.where_prec else (b, a)
    if coarse.where_prec <= 2 or coarse.place is None:
        return False
    if fine.place is None:
        return True
    if coarse.place.country and fine.place.country and coarse.place.country != fine.place.country:
        return False
    if coarse.where_prec == 4 and coarse.place.admin1 and fine.place.admin1:
        return coarse.place.admin1 == fine.place.admin1
    return coarse.where_prec > 3 or km_apart(coarse.place, fine.place) < _KM_OF_DISTRICT


def _times_fit(draft: Draft, telling: Telling) -> bool:
    recent = not any(t.old for t in draft.tellings)
    if telling.old and recent and not telling.anaphoric:
        return (
            draft.when is not None
            and telling.when is not None
            and _overlap(draft.when, telling.when, 1)
        )
    if draft.when is None or telling.when is None or min(draft.sure, telling.sure) < 2:
        return _loosely(draft.when, telling.when)
    return _overlap(draft.when, telling.when, 1)


def _loosely(a: Interval | None, b: Interval | None) -> bool:
    return a is None or b is None or _overlap(a, b, 4)


def same_days(a: Interval | None, b: Interval | None) -> bool:
    """Say whether two times may be one: a day apart at most, or one of them unknown."""
    return a is None or b is None or _overlap(a, b, 1)


def _same_days(draft: Draft, telling: Telling) -> bool:
    return draft.when is None or telling.when is None or _overlap(draft.when, telling.when, 0)


def _overlap(a: Interval, b: Interval, slack: int) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return True
    room = timedelta(days=slack)
    return a.start - room <= b.end and b.start - room <= a.end


def _tolls_fit(draft: Draft, telling: Telling) -> bool:
    said = [c.best for c in telling.claims if c.metric == "killed" and c.best]
    return (
        not draft.killed
        or not said
        or draft.killed in said
        or telling.anaphoric
        or (telling.sentence.paragraph == draft.last.sentence.paragraph)
        or _rises(draft, telling)
    )


def _rises(draft: Draft, telling: Telling) -> bool:
    """Say whether a telling is of one kind and day with a draft: its toll has only been updated."""
    alike = any(t.refined.sub_event_type == telling.refined.sub_event_type for t in draft.tellings)
    return alike and _same_days(draft, telling) and not _ANOTHER.search(telling.sentence.text)


def _same_toll(draft: Draft, telling: Telling) -> bool:
    said = [c.best for c in telling.claims if c.metric == "killed"]
    return bool(draft.killed) and draft.killed in said
