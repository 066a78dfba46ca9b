"""Patterns from the list of cues beside this module, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

__all__ = ["cue", "cue_names", "source"]


@cache
def _cues() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).parent / "words" / "cues.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cue_names(section: str) -> tuple[str, ...]:
    """Return the names of the cues of a section, in their order."""
    return tuple(_cues()[section])


@cache
def source(section: str, name: str) -> str:
    """Return the alternatives of a cue as the source of one pattern without a name.

    >>> source("status", "alleged")[:12]
    '(?:accus(?:e'
    """
    return f"(?:{'|'.join(_cues()[section][name])})"


@cache
def cue(section: str, name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    r"""Return a cue as whole words, with what must stand before and after it.

    >>> bool(cue("status", "negated").search("no shots"))
    True
    """
    return re.compile(rf"{before}\b{source(section, name)}\b{after}", re.IGNORECASE)
