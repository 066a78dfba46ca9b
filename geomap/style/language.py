"""The map's own words in other languages: a file of strings, English phrase -> phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import TypeAlias

from geomap.errors import InputError

__all__ = [
    "CODE",
    "ENGLISH",
    "LANGUAGES",
    "Strings",
    "is_rtl",
    "load_strings",
    "say",
    "say_count",
]

#: English phrase -> phrase of the language; a phrase that is missing stays English.
Strings: TypeAlias = Mapping[str, str]
#: No strings: the phrases as they stand in the code.
ENGLISH: Strings = MappingProxyType({})
#: The languages that come with geomap; any other is a file of the user's own.
LANGUAGES = ("en", "ur", "ps", "prs", "tr")
#: Under these keys a file says what it is, beside its phrases.
CODE, DIRECTION = "language", "direction"


def say(strings: Strings, phrase: str, **values: object) -> str:
    """Return a phrase in the language of ``strings``, with values in its places.

    >>> say({"{n} killed": "{n} ölü"}, "{n} killed", n=3), say({}, "{n} killed", n=3)
    ('3 ölü', '3 killed')
    """
    found = strings.get(phrase, phrase)
    return found.format(**values) if values else found


def say_count(strings: Strings, count: int, one: str, many: str) -> str:
    """Return the phrase for one or for many, with the count as ``{n}``.

    >>> say_count({}, 1, "{n} event", "{n} events"), say_count({}, 2000, "{n} event", "{n} events")
    ('1 event', '2,000 events')
    """
    return say(strings, one if count == 1 else many, n=f"{count:,}")


def is_rtl(strings: Strings) -> bool:
    """Tell whether the language is written from right to left."""
    return strings.get(DIRECTION) == "rtl"


def load_strings(language: str | Path) -> Strings:
    """Return the strings of a language that comes with geomap, or of a TOML file.

    The file has ``language`` and ``direction`` ("ltr" or "rtl") and two tables: ``phrases`` (see
    ``tr.toml`` beside this module for all of them) and ``names`` (of countries and places).

    Raises
    ------
    InputError
        When there is no such language or file, or a phrase lacks a place such as ``{n}``.
    """
    text = _text_of(str(language))
    if text is None:
        return {}
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{str(language)!r} is no TOML file of strings ({error}).") from error
    strings = {**_table(data, "names", language), **_table(data, "phrases", language)}
    for phrase, said in strings.items():
        if _places(said, language) != _places(phrase, language):
            msg = f"{str(language)!r}: {said!r} must have the same {{places}} as {phrase!r}."
            raise InputError(msg)
    given = {CODE: str(data.get(CODE, "")), DIRECTION: str(data.get(DIRECTION, "ltr"))}
    return {**strings, **given}


def _text_of(language: str) -> str | None:
    if language in ("", "en"):
        return None
    if language in LANGUAGES:
        found = files("geomap.style").joinpath("strings", f"{language}.toml")
        return found.read_text(encoding="utf-8")
    try:
        return Path(language).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = (
            f"{language!r} is neither a language that geomap has ({', '.join(LANGUAGES)}) nor a "
            "readable file of strings (UTF-8, TOML)."
        )
        raise InputError(msg) from error


def _table(data: Mapping[str, object], name: str, language: str | Path) -> dict[str, str]:
    table = data.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise InputError(f"{str(language)!r}: {name} must be a table of strings.")
    return dict(table)


def _places(phrase: str, language: str | Path) -> set[str]:
    try:
        return {field for _, field, _, _ in Formatter().parse(phrase) if field is not None}
    except ValueError as error:
        raise InputError(
            f"{str(language)!r}: {phrase!r} has a brace too many ({error})."
        ) from error
