"""What a sentence says of crossings, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from geomap.events.text import Sentence
from geomap.model import CrossingStatus, Interval, Place

__all__ = ["Act", "Finding"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to a crossing, and when."""

    kind: CrossingStatus
    when: Interval | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence says of crossings.

    ``unknown`` is a name that the gazetteer does not have; ``holds`` says that the status is told
    as one that lasts, not only as an act; ``some`` that it is of crossings that are not named;
    ``soft`` that only some of those who cross are said to pass; ``implied`` that a plan to reopen
    tells that it is closed; ``barred`` that some may not pass, and no more; ``blocked`` that a
    crowd did it, ``over`` that it was so for a while, ``ended`` until long ago.
    ``town`` is where a crossing is that the gazetteer does not have.
    """

    sentence: Sentence
    crossings: tuple[Place, ...]
    scope: Literal["named", "generic"]
    status: CrossingStatus
    acts: tuple[Act, ...]
    since: date | None
    detail: str
    unknown: str = ""
    holds: bool = False
    some: bool = False
    soft: bool = False
    implied: bool = False
    barred: bool = False
    blocked: bool = False
    over: bool = False
    ended: bool = False
    town: Place | None = None
