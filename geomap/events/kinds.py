"""What kind of event a text is about: a linear model over triggers and words.

The lexicon names what it sees; where a text names several things, or none, the model weighs them
with the words around (weights by `training.kinds`; `docs/quality.md` has the figures).
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from geomap.events.triggers import Trigger, find_triggers, trigger_of

__all__ = ["kind_coder", "kind_of", "kind_signals", "kind_weights"]

_FILE: Final = Path(__file__).parent / "weights" / "kinds.json.gz"
_WORD: Final = re.compile(r"[a-z']+")
_STEM: Final = 6


@cache
def kind_weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weights of the signals for each kind."""
    weights: dict[str, dict[str, float]] = json.loads(gzip.decompress(_FILE.read_bytes()))
    return weights


def kind_of(
    text: str,
    among: Collection[str] = (),
    weights: Mapping[str, Mapping[str, float]] | None = None,
) -> str:
    """Return the likeliest kind of event in a text: a sub-event type, or of the text as a whole.

    Beside ACLED's sub-events the kinds are Accident, Natural disaster, Organized crime, Diplomacy,
    Attribution and Other. ``among`` limits the answer.

    >>> kind_of("Gunmen threw a hand grenade into a shop in the market, injuring two people.")
    'Grenade'
    """
    used = kind_weights() if weights is None else weights
    kinds = [kind for kind in used if not among or kind in among]
    present = set(kind_signals(text))

    def odds(kind: str) -> float:
        row = used[kind]
        return row.get("bias", 0.0) + sum(row.get(name, 0.0) for name in present)

    return max(kinds, key=odds, default="")


def kind_coder(text: str, offset: int = 0) -> tuple[Trigger, ...]:
    """Return the triggers of a sentence, the heaviest of the kind that the model says.

    A coder for `events.seams.Seams`: it finds what the lexicon finds, and types it by all the words
    of the sentence. Kinds that are no sub-event type of the lexicon leave the trigger as it is.

    >>> [t.sub_event_type for t in kind_coder("A grenade thrown into a shop hurt two people.")]
    ['Grenade']
    """
    triggers = find_triggers(text, offset)
    plain = [t for t in triggers if t.kind != "cue"]
    typed = trigger_of(kind_of(text)) if plain else None
    if typed is None:
        return triggers
    main = max(plain, key=lambda t: (t.weight, -t.start))
    told = replace(typed, start=main.start, end=main.end, words=main.words, kind=main.kind)
    return tuple(told if t is main else t for t in triggers)


def kind_signals(text: str) -> Iterator[str]:
    """Yield what is so about a text: its triggers, the heaviest of them, its words and pairs."""
    triggers = find_triggers(text)
    for trigger in triggers:
        yield f"trigger {trigger.sub_event_type}"
        yield f"trigger {trigger.sub_event_type} {trigger.kind}"
        yield f"type {trigger.event_type}"
    heaviest = max(triggers, key=lambda t: (t.weight, -t.start), default=None)
    yield f"heaviest {heaviest.event_type} {heaviest.sub_event_type}" if heaviest else "nothing"
    words = [word[:_STEM] for word in _WORD.findall(text.lower())]
    yield from (f"word {word}" for word in words)
    yield from (f"pair {a} {b}" for a, b in pairwise(words))
