"""Document and toponyms -> events: sentences tell, tellings add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from geomap.events.crossings import crossing_events, crossing_toponyms
from geomap.events.dates import anchored
from geomap.events.draft import Draft, event_id, finish, km_apart, same_link
from geomap.events.frontier import neighbors, on_border
from geomap.events.link import Link, definite_link
from geomap.events.seams import Seams
from geomap.events.telling import Telling, tellings
from geomap.events.text import Sentence, Span, mentions_before, mentions_within, split_sentences
from geomap.model import Document, Event, Interval, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["find_events", "story"]

_HEADER: Final = re.compile(
    r"^(?:published|updated|posted|date|dated|advertisement|read more|copyright)\b",
    re.IGNORECASE,
)
_UNREAL: Final = ("negated", "hypothetical", "planned")
_MEETINGS: Final = ("Talks", "Mediation")
_NEAR_PARAGRAPHS: Final = 2
_TALKS_PARAGRAPHS: Final = 6
#: where_prec of a place that only stands near where the text says.
_NEAR: Final = 2
_COUNTRY: Final = 6
#: How many events and names back the words of a sentence may reach.
_MEMORY: Final = 60
_KM_OF_DISTRICT: Final = 60.0
#: From this weight on a trigger names a kind of event, not just violence.
_SPECIFIC: Final = 5


def find_events(
    document: Document,
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    seams: Seams | None = None,
) -> tuple[Event, ...]:
    """Return the events that a document tells, in the order of their first words.

    ``seams`` lets another event coder, linker or resolver of dates take over (`events.seams`).
    Every event keeps the sentences that tell it. An event whose place no sentence gives has none.
    """
    toponyms = crossing_toponyms(document.text, toponyms, gazetteer)
    announced: list[Draft] = []
    told: list[Draft] = []
    year: int | None = None
    sentences, title_end = story(document, toponyms), _title_end(document)
    for sentence in sentences:
        drafts = announced if sentence.end <= title_end else told
        inside = mentions_within(toponyms, sentence.start, sentence.end)
        for telling in tellings(sentence, inside, document.published, year, seams):
            _tell(drafts, telling, toponyms)
            if telling.when and telling.when.start:
                year = telling.when.start.year
    drafts = _with_headlines(announced, told)
    pairs = tuple(neighbors(toponyms))
    drafts = [on_border(draft, pairs, gazetteer) for draft in drafts if _worth(draft)]
    events = [finish(draft, document) for draft in drafts]
    events += crossing_events(document, sentences, toponyms, gazetteer)
    return _with_own_ids(sorted(events, key=lambda e: (e.evidence[0].start, e.event_id)))


def _with_own_ids(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events with an id of their own each: a sentence that is there twice tells two."""
    seen: Counter[str] = Counter()
    found = []
    for event in events:
        seen[event.event_id] += 1
        count = seen[event.event_id]
        key = event.event_id if count == 1 else event_id(event.event_id, count)
        found.append(replace(event, event_id=key))
    return tuple(found)


def story(document: Document, toponyms: Sequence[Toponym]) -> tuple[Sentence, ...]:
    """Return the sentences of the story: no header lines, credits or words about the paper."""
    from geomap.geoparse.roles.zones import find_zones

    zones = find_zones(document.text, [t.mention for t in toponyms])
    apart = [z for z in zones if z.role in ("credit", "boilerplate")]
    return tuple(
        s
        for s in split_sentences(document.text)
        if not _HEADER.match(s.text) and not any(z.start < s.end and s.start < z.end for z in apart)
    )


# ------------------------------------------------------------------ tellings add up


def _tell(drafts: list[Draft], telling: Telling, toponyms: Sequence[Toponym]) -> None:
    """Add a telling to the draft that it goes on with, or begin a new one, or let it go."""
    telling = _placed(drafts, telling, toponyms)
    index = None if telling.status == "background" else _continued(drafts, telling)
    if index is not None:
        drafts[index] = _joined(drafts[index], telling)
    elif telling.asserts and (telling.link or _newsworthy(telling)):
        drafts.append(_begun(drafts, telling))


def _placed(drafts: Sequence[Draft], telling: Telling, toponyms: Sequence[Toponym]) -> Telling:
    """Return the telling with the place that its definite words point back to."""
    link = telling.link
    if link and link.where_prec < 6:
        return telling
    before = mentions_before(toponyms, telling.sentence.end, _MEMORY)
    near = (d for d in reversed(drafts[-_MEMORY:]) if d.link and d.link.where_prec < _COUNTRY)
    last = next(near, None)
    if telling.main.event_type == "Diplomacy" and telling.main.sub_event_type not in _MEETINGS:
        return replace(telling, link=None)
    trigger = Span(telling.main.start, telling.main.end)
    return replace(telling, link=_definite(telling, trigger, before, last) or link)


def _definite(
    telling: Telling, trigger: Span, before: Sequence[Toponym], last: Draft | None
) -> Link | None:
    place, until = (last.link, last.last.sentence.end) if last else (None, 0)
    return definite_link(telling.sentence, trigger, before, place, until)


def _continued(drafts: Sequence[Draft], telling: Telling) -> int | None:
    """Return the index of the draft that a telling goes on with."""
    for index in range(len(drafts) - 1, max(-1, len(drafts) - 1 - _MEMORY), -1):
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
    elif a != b and (b not in _TAKEN_IN.get(a, ()) or telling.link):
        return False
    accuses = telling.status == "alleged"
    differs = (draft.last.status == "alleged") != accuses
    other = draft.last.refined.sub_event_type != telling.refined.sub_event_type
    if differs and (
        draft.last.sentence == telling.sentence or (accuses and telling.asserts and other)
    ):
        return False
    return (draft.status in _UNREAL) == (telling.status in _UNREAL)


#: What a story of one family takes in when no other place is told: a riot, the shots fired at it.
_TAKEN_IN: Final = {
    "crowd": ("violence", "strategic"),
    "violence": ("strategic",),
    "border": ("violence", "strategic"),
    "strategic": ("violence",),
    "other": ("violence", "strategic"),
}


def _fits(draft: Draft, telling: Telling) -> bool:
    gap = telling.sentence.paragraph - draft.last.sentence.paragraph
    if not _times_fit(draft, telling) or _moves_on(telling) or not _sums_fit(draft, telling):
        return False
    if _same_talks(draft, telling):
        return 0 <= gap <= _TALKS_PARAGRAPHS
    if telling.link is None:
        goes_on = gap == 0 or (telling.anaphoric and gap <= 1)
        weak = not telling.asserts and gap <= _NEAR_PARAGRAPHS
        return (goes_on or weak) and (_is_last(draft, telling) or gap == 0)
    if draft.link is None or (draft.link.place is None and telling.anaphoric):
        return gap <= 1 and (telling.anaphoric or _same_toll(draft, telling))
    if same_link(draft.link, telling.link):
        return _tolls_fit(draft, telling) and (
            telling.sure < 2 or draft.sure < 2 or _same_days(draft, telling)
        )
    other_kind = not telling.anaphoric or _other_kind(draft, telling)
    return _wider(draft.link, telling.link) and not other_kind and gap <= 1


def _moves_on(telling: Telling) -> bool:
    """Say whether a telling steps to another day: "Three days later troops attacked ..."."""
    anchor = telling.anchor
    return bool(anchor and anchor.offset and telling.asserts and not telling.anaphoric)


def _sums_fit(draft: Draft, telling: Telling) -> bool:
    """Say whether both are of one act, or both of the toll of a whole conflict."""
    if draft.tellings[0].sums_up:
        return telling.sums_up or not any(t.kind == "act" for t in telling.triggers)
    return not telling.sums_up


def _same_talks(draft: Draft, telling: Telling) -> bool:
    """Say whether talks are spoken of again: one telling has no place, or both the same."""
    if telling.main.sub_event_type not in _MEETINGS or draft.status != telling.status:
        return False
    if draft.link and telling.link:
        return same_link(draft.link, telling.link)
    known = telling.anaphoric or telling.link is not None
    return known and draft.last.main.sub_event_type in _MEETINGS


def _is_last(draft: Draft, telling: Telling) -> bool:
    return telling.sentence.index - draft.last.sentence.index <= 4


def _other_kind(draft: Draft, telling: Telling) -> bool:
    """Say whether two tellings name different kinds of event, both plainly."""
    a, b = draft.last.refined, telling.refined
    plain = min(a.weight, b.weight) >= _SPECIFIC and b.kind == "act"
    return plain and a.sub_event_type != b.sub_event_type


def _wider(a: Link, b: Link) -> bool:
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
    if draft.when is None or telling.when is None or min(draft.sure, telling.sure) < 2:
        return _loosely(draft.when, telling.when)
    return _overlap(draft.when, telling.when, 1)


def _loosely(a: Interval | None, b: Interval | None) -> bool:
    return a is None or b is None or _overlap(a, b, 4)


def _same_days(draft: Draft, telling: Telling) -> bool:
    return draft.when is None or telling.when is None or _overlap(draft.when, telling.when, 0)


def _overlap(a: Interval, b: Interval, slack: int) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return True
    room = timedelta(days=slack)
    return a.start - room <= b.end and b.start - room <= a.end


def _tolls_fit(draft: Draft, telling: Telling) -> bool:
    said = [c.best for c in telling.claims if c.metric == "killed"]
    return (
        draft.killed is None
        or not said
        or draft.killed in said
        or telling.anaphoric
        or (telling.sentence.paragraph == draft.last.sentence.paragraph)
    )


def _same_toll(draft: Draft, telling: Telling) -> bool:
    said = [c.best for c in telling.claims if c.metric == "killed"]
    return draft.killed is not None and draft.killed in said


def _newsworthy(telling: Telling) -> bool:
    """Say whether a telling without a place is worth a row of its own."""
    if telling.status in ("negated", "hypothetical"):
        return telling.family == "diplomacy"
    numbers = any(c.metric == "killed" for c in telling.claims)
    return numbers or telling.family == "diplomacy" or telling.main.weight >= 5


def _begun(drafts: Sequence[Draft], telling: Telling) -> Draft:
    return Draft((telling,), telling.link, *_time(drafts, telling))


def _time(drafts: Sequence[Draft], telling: Telling) -> tuple[Interval | None, int]:
    """Return the days of a telling: its own, counted from another event, or those told before."""
    last = next((d for d in reversed(drafts) if d.when), None)
    if telling.anchor and last and last.when:
        return anchored(telling.anchor, last.when), 2
    if telling.when:
        return telling.when, telling.sure
    near = last and telling.sentence.paragraph - last.last.sentence.paragraph <= 1
    if last and last.when and near and last.family == telling.family:
        return replace(last.when, basis="inferred"), 1
    return None, 0


def _joined(draft: Draft, telling: Telling) -> Draft:
    """Return a draft with one more telling: the finer place, the surer time."""
    link = draft.link
    if telling.link and (link is None or telling.link.where_prec < link.where_prec):
        link = telling.link
    elif link and link.place is None and telling.link and telling.link.place:
        link = replace(telling.link, where_prec=max(_NEAR, telling.link.where_prec))
    when, sure = draft.when, draft.sure
    if telling.when and (telling.sure > sure or when is None):
        when, sure = telling.when, telling.sure
    return Draft((*draft.tellings, telling), link, when, sure)


# ------------------------------------------------------------------ headline


def _title_end(document: Document) -> int:
    """Return where the headline ends, 0 when the text does not hold it."""
    found = document.text.find(document.title) if document.title else -1
    return found + len(document.title) if found >= 0 else 0


def _with_headlines(announced: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Give what only the headline tells to the event of the text that it announces."""
    told = list(told)
    for draft in announced:
        index = _announced(draft, told)
        if index is not None:
            told[index] = _with_headline(told[index], draft)
    families = {d.family for d in told}
    return [d for d in announced if d.family not in families] + told


def _announced(headline: Draft, told: Sequence[Draft]) -> int | None:
    for index, draft in enumerate(told):
        places = headline.link is None or draft.link is None or same_link(headline.link, draft.link)
        wide = bool(headline.link and draft.link and _wider(headline.link, draft.link))
        tolls = headline.killed is None or headline.killed == draft.killed
        same_toll = tolls and headline.killed is not None
        if draft.family == headline.family and (places or wide or same_toll) and tolls:
            return index
    return None


def _with_headline(draft: Draft, headline: Draft) -> Draft:
    known = headline.link and headline.link.place and headline.link.where_prec < _COUNTRY
    link = draft.link if draft.link and (draft.link.place or not known) else headline.link
    claimless = tuple(
        replace(t, claims=()) if draft.killed is not None else t for t in headline.tellings
    )
    return Draft((*draft.tellings, *claimless), link, draft.when, draft.sure)


def _worth(draft: Draft) -> bool:
    """Say whether a draft is an event: a place, a number, a day, or a plain act."""
    return draft.link is not None or any(_newsworthy(t) for t in draft.tellings)
