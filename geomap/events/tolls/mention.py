"""A number of people in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TollMention"]


@dataclass(frozen=True, slots=True)
class TollMention:
    """A number of people in a sentence; offsets are those of the text given.

    ``partial`` tells that the number is part of another ("three more", "of whom two").
    """

    start: int
    end: int
    metric: str
    low: int
    best: int
    high: int
    victims: str
    side: str
    partial: bool = False
