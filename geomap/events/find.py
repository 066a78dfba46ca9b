"""Document and toponyms -> events: sentences tell, tellings add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from geomap.events.aftermath import aftermath
from geomap.events.crossings import crossing_events, crossing_toponyms
from geomap.events.cues import cue, source
from geomap.events.dates import anchored
from geomap.events.draft import Draft, event_id, finish
from geomap.events.frontier import neighbors, on_border
from geomap.events.going_on import MEETINGS, MEMORY, OF_ITSELF, continued, wider
from geomap.events.headlines import headings, title_end, with_headings, with_headlines
from geomap.events.lead import with_lead
from geomap.events.link import Link, definite_link, link_sentence, only_place, scene_link
from geomap.events.past import Past, is_past, remembered
from geomap.events.reference import Reference, references
from geomap.events.seams import Seams
from geomap.events.speakers import with_speakers
from geomap.events.telling import Telling, beside, grounded, no_event_date, tellings
from geomap.events.text import (
    Sentence,
    Span,
    mentions_before,
    mentions_within,
    split_clauses,
    split_sentences,
)
from geomap.events.timing import Spoken, Times, carried, narrows, time_of
from geomap.events.unnoticed import with_unnoticed
from geomap.model import Document, Event, Interval, Toponym

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["find_events", "story"]

_HEADER: Final = re.compile(
    r"^(?:published|updated|posted|date|dated|advertisement|read more|copyright)\b",
    re.IGNORECASE,
)
#: How somebody spoke tells nothing of what happened: "The officials spoke on condition of".
_UNNAMED: Final = re.compile(
    r"(?:[A-Z]\w+\s)?(?:\w+\s){0,2}(?:officials?|sources?|diplomats?|officers?|envoys?|persons?|people)\s"
    r"(?:all\s|both\s)?(?:spoke|asked|requested|declined)\s(?:\w+\s){0,4}?"
    r"(?:anonymi\w+|not to be (?:named|identified))"
)
#: where_prec of a place that only stands near where the text says.
_NEAR: Final = 2
_DISTRICT: Final = 3
_COUNTRY: Final = 6
_ASSERTED: Final = ("occurred", "ongoing", "alleged", "claimed")
_SCENE: Final = re.compile(rf"{source('telling', 'scene')}\b")
#: Names after the first word: what is told of nobody and nowhere is a general remark.
_NAME: Final = re.compile(r"\s[A-ZÀ-Þ]\w")
_UNTRUE: Final = cue("status", "taken_back")
_QUOTES: Final = ('"', "“", "‘")
#: What leads to a place where something was.
_AT: Final = re.compile(r"(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]n|[Aa]round|[Ii]nside)\b")


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What the sentences so far have told: the year, the days, the scene with its paragraph."""

    year: int | None = None
    spoken: Spoken | None = None
    scene: tuple[int, Link] | None = None
    past: Past | None = None


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
    sentences, end = story(document, toponyms), title_end(document)
    told_names = with_unnoticed(sentences, toponyms, gazetteer)
    announced, headed, told = list[Draft](), list[Draft](), list[Draft]()
    steps = seams or Seams()
    spoken_from = references(sentences, document.published, steps.resolver)
    so_far = _SoFar()
    heads, names = headings(sentences), _names(sentences, told_names)
    for sentence, at in zip(sentences, spoken_from, strict=True):
        head = headed if sentence.index in heads else told
        drafts = announced if sentence.end <= end else head
        so_far = _read(drafts, sentence, names, at, so_far, steps)
    drafts = with_headings(headed, with_headlines(announced, told))
    drafts = with_lead(drafts, sentences, names)
    pairs = tuple(neighbors(toponyms))
    drafts = [on_border(draft, pairs, gazetteer) for draft in drafts if _worth(draft)]
    events = [finish(with_speakers(draft, sentences), document) for draft in drafts]
    events += crossing_events(document, sentences, toponyms, gazetteer, steps.resolver)
    return _with_own_ids(sorted(events, key=lambda e: (e.evidence[0].start, e.event_id)))


def _read(
    drafts: list[Draft],
    sentence: Sentence,
    names: Sequence[Toponym],
    at: Reference,
    so_far: _SoFar,
    steps: Seams,
) -> _SoFar:
    """Add what a sentence tells to the drafts, and return what the next ones may go on with."""
    inside = mentions_within(names, sentence.start, sentence.end)
    found = tellings(sentence, inside, at.day, so_far.year, steps)
    if not found:
        _say_more(drafts, sentence, inside)
    asserted = any(t.asserts for t in found)
    scene = _scene(drafts, sentence, names, so_far.scene, told=asserted)
    _take_back(drafts, sentence)
    spoken, year = carried(so_far.spoken, sentence), so_far.year
    past = remembered(so_far.past, sentence, found, at.day, steps.resolver)
    own = asserted and steps.linker is link_sentence
    here = only_place(sentence, inside) if own else None
    for telling in found:
        back = is_past(past, sentence, telling)
        _tell(drafts, telling, names, (spoken, at), (scene and scene[1], here), back=back)
        if telling.when and telling.when.start:
            year = telling.when.start.year
    told_of = _intervals(sentence, at.day, year, steps, spoken.day if spoken else None)
    year = told_of[-1].start.year if told_of and told_of[-1].start else year
    return _SoFar(year, Spoken(sentence, told_of[-1]) if told_of else spoken, scene, past)


def _intervals(
    sentence: Sentence,
    published: date | None,
    year: int | None,
    seams: Seams,
    last: Interval | None,
) -> list[Interval]:
    """Return the times that a sentence tells, not those of statements.

    Words such as "two days later" count from the time before them, or from the ``last`` one told.
    """
    found = list[Interval]()
    for mention in seams.resolver(sentence.text, published, year):
        if mention.opens or mention.ends or no_event_date(sentence.text, mention):
            continue
        when, last = mention.interval, found[-1] if found else last
        if mention.offset is not None and last and not beside(sentence.text, mention):
            when = anchored(mention, last)
        if when and when.start:
            found.append(when)
    return found


def _names(sentences: Sequence[Sentence], toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Return the names of the story, those that are no ground marked so."""
    return tuple(
        name for s in sentences for name in grounded(s, mentions_within(toponyms, s.start, s.end))
    )


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
        if not (_HEADER.match(s.text) or _UNNAMED.match(s.text))
        and not any(z.start < s.end and s.start < z.end for z in apart)
    )


# ------------------------------------------------------------------ tellings add up


def _tell(
    drafts: list[Draft],
    telling: Telling,
    toponyms: Sequence[Toponym],
    times: Times,
    grounds: tuple[Link | None, Link | None],
    *,
    back: bool,
) -> None:
    """Add a telling to the draft that it goes on with, or begin a new one, or let it go.

    ``grounds`` are the place told before in the paragraph and the only one of the sentence;
    ``back`` tells that the paragraph has gone back to what was long ago.
    """
    scene, here = grounds
    telling = _placed(drafts, telling, toponyms)
    unknown = telling.link is not None and telling.link.place is None
    if scene and unknown and telling.family != "diplomacy":
        telling = replace(telling, link=scene)
    index = None if telling.status == "background" else continued(drafts, telling)
    if index is None and telling.link is None and telling.family != "diplomacy":
        telling = replace(telling, link=scene or here)
    if back and index is None and telling.status in _ASSERTED:
        telling = replace(telling, status="background")
    if index is None and (index := aftermath(drafts, telling)) is not None:
        telling = replace(telling, when=None, sure=0)
    if index is not None:
        drafts[index] = _joined(drafts[index], telling)
    elif telling.asserts and (telling.link or _newsworthy(telling)):
        drafts.append(Draft((telling,), telling.link, *time_of(drafts, telling, *times)))


def _scene(
    drafts: Sequence[Draft],
    sentence: Sentence,
    toponyms: Sequence[Toponym],
    scene: tuple[int, Link] | None,
    *,
    told: bool,
) -> tuple[int, Link] | None:
    """Return the paragraph and place of the scene after a sentence."""
    kept = scene if scene and scene[0] == sentence.paragraph else None
    if told:
        return kept
    inside = mentions_within(toponyms, sentence.start, sentence.end)
    before = mentions_before(toponyms, sentence.start, MEMORY)
    last = next((d.link for d in reversed(drafts) if d.link), None)
    link = scene_link(sentence, inside, before, last)
    return (sentence.paragraph, link) if link else kept


def _take_back(drafts: list[Draft], sentence: Sentence) -> None:
    """Mark the event told last as untrue where the text itself says so: "It was a tyre"."""
    last = drafts[-1] if drafts else None
    if last is None:
        return
    told = last.last.sentence
    answers = sentence.index == told.index + 1 and sentence.text.startswith(_QUOTES)
    if told.paragraph != sentence.paragraph and not answers:
        return
    if sentence.index > told.index and _UNTRUE.search(sentence.text):
        unreal = tuple(replace(t, status="negated") for t in last.tellings)
        drafts[-1] = replace(last, tellings=unreal)


def _say_more(drafts: list[Draft], sentence: Sentence, toponyms: Sequence[Toponym]) -> None:
    """Give the event told last the finer place of a sentence on who or what was in it."""
    scene = _SCENE.match(sentence.text)
    last = drafts[-1] if drafts else None
    if not (scene and last) or sentence.paragraph - last.last.sentence.paragraph > 1:
        return
    words = Span(sentence.start + scene.start(), sentence.start + scene.end())
    link = link_sentence(sentence, split_clauses(sentence), words, toponyms)
    at = link and _AT.match(sentence.text, link.words.start - sentence.start)
    if link and at and link.place and (last.link is None or _finer(link, last.link)):
        drafts[-1] = replace(last, link=link, more=(*last.more, sentence))


def _finer(a: Link, b: Link) -> bool:
    return a.where_prec < b.where_prec and b.where_prec > _DISTRICT and wider(a, b)


def _placed(drafts: Sequence[Draft], telling: Telling, toponyms: Sequence[Toponym]) -> Telling:
    """Return the telling with the place that its definite words point back to."""
    link = telling.link
    if link and link.where_prec < 6:
        return telling
    before = mentions_before(toponyms, telling.sentence.end, MEMORY)
    near = (d for d in reversed(drafts[-MEMORY:]) if d.link and d.link.where_prec < _COUNTRY)
    last = next(near, None)
    if telling.main.event_type == "Diplomacy" and telling.main.sub_event_type not in MEETINGS:
        return replace(telling, link=None)
    trigger = Span(telling.main.start, telling.main.end)
    return replace(telling, link=_definite(telling, trigger, before, last) or link)


def _definite(
    telling: Telling, trigger: Span, before: Sequence[Toponym], last: Draft | None
) -> Link | None:
    place, until = (last.link, last.last.sentence.end) if last else (None, 0)
    return definite_link(telling.sentence, trigger, before, place, until)


def _newsworthy(telling: Telling) -> bool:
    """Say whether a telling without a place is worth a row of its own."""
    if telling.status in ("negated", "hypothetical"):
        return telling.family == "diplomacy"
    numbers = any(c.metric == "killed" and c.best for c in telling.claims)
    return numbers or telling.family == "diplomacy" or telling.main.weight >= 5


def _joined(draft: Draft, telling: Telling) -> Draft:
    """Return a draft with one more telling: the finer place, the surer time."""
    link = draft.link
    known = telling.link and (telling.link.place or link is None or link.place is None)
    if telling.link and known and (link is None or telling.link.where_prec < link.where_prec):
        link = telling.link
    elif link and link.place is None and telling.link and telling.link.place:
        link = replace(telling.link, where_prec=max(_NEAR, telling.link.where_prec))
    when, sure = draft.when, draft.sure
    if telling.when and (telling.sure > sure or when is None or narrows(when, telling.when)):
        when, sure = telling.when, telling.sure
    return replace(draft, tellings=(*draft.tellings, telling), link=link, when=when, sure=sure)


def _worth(draft: Draft) -> bool:
    """Say whether a draft is an event: a place, or a number, a day or a name beside a plain act."""
    if draft.link is not None:
        return True
    counted = draft.killed is not None or draft.family == "diplomacy"
    quiet = draft.family not in ("violence", "crowd", "border")
    told = counted or draft.sure >= OF_ITSELF or (quiet and draft.when is not None)
    named = any(_NAME.search(t.sentence.text) for t in draft.tellings)
    return (told or named) and any(_newsworthy(t) for t in draft.tellings)
