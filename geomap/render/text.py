"""Text of an article on its way into a file: hostile until cleaned."""

from __future__ import annotations

import re

__all__ = ["RTL_MARK", "clean", "isolate", "turned"]

#: Characters that no output shows: controls, direction overrides (which could turn the words around
#: them) and lone surrogates (which no file can hold).
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff"
_RTL_RUN = re.compile(f"[{_RTL}](?:[^A-Za-z0-9{_RTL}()]*[{_RTL}])*")


def clean(text: object) -> str:
    r"""Return text on one line without control characters and direction overrides.

    >>> clean("a\x00b\n c\u202e")
    'ab c'
    """
    return _SPACE.sub(" ", _UNSHOWN.sub("", "" if text is None else str(text))).strip()


def isolate(text: str) -> str:
    r"""Return text with every run of right-to-left script isolated (U+2068 ... U+2069).

    Without it a date after an Arabic name is shown back to front (Unicode UAX #9, 2.4).

    >>> isolate("Torkham (طورخم) 2024") == "Torkham (\u2068طورخم\u2069) 2024"
    True
    """
    return _RTL_RUN.sub("\u2068\\g<0>\u2069", text)


#: As the first letter of a line it makes the line run from right to left (Unicode UAX #9, P2).
RTL_MARK = "\u200f"
_COMMA = re.compile(f"(?<=[{_RTL}])([,;])(?= )")
_SIGNS = {",": "،", ";": "؛"}


def turned(text: str) -> str:
    r"""Return one line of a language that is written from right to left.

    Its own words need no isolates; commas after its letters take their own form.

    >>> turned("کابل, Kabul 2024") == "\u200fکابل، Kabul 2024"
    True
    """
    return RTL_MARK + _COMMA.sub(lambda match: _SIGNS[match[1]], clean(text))
