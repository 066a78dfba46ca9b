"""What the makers of event data ask of those who use it: licence, citation, limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["TERMS", "Terms", "terms_of"]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of one source: ``credit`` is the line that a map must print.

    ``restricted`` says what may not be done with exported rows, "" when nothing is forbidden.
    """

    source_system: str
    name: str
    licence: str
    credit: str
    citation: str
    url: str
    restricted: str = ""


#: By the ``source_system`` of an event.
TERMS: Final[Mapping[str, Terms]] = MappingProxyType(
    {
        "ucdp_ged": Terms(
            "ucdp_ged",
            "UCDP Georeferenced Event Dataset (GED)",
            "CC BY 4.0",
            "Events: UCDP Georeferenced Event Dataset, Uppsala University, CC BY 4.0",
            "Sundberg, Ralph and Erik Melander, 2013, Introducing the UCDP Georeferenced Event "
            "Dataset, Journal of Peace Research 50(4), 523-532",
            "https://ucdp.uu.se/downloads/",
        ),
        "gdelt": Terms(
            "gdelt",
            "GDELT Event Database",
            "free with citation and link",
            "News reports coded by machine: The GDELT Project (https://www.gdeltproject.org/)",
            "Leetaru, Kalev and Philip A. Schrodt, 2013, GDELT: Global Data on Events, Location "
            "and Tone, 1979-2012, ISA Annual Convention",
            "https://www.gdeltproject.org/",
        ),
        "acled": Terms(
            "acled",
            "Armed Conflict Location & Event Data (ACLED)",
            "ACLED terms of use",
            "Events: Armed Conflict Location & Event Data (ACLED), www.acleddata.com",
            "Raleigh, Clionadh, Roudabeh Kishi and Andrew Linke, 2023, Political instability "
            "patterns are obscured by conflict dataset scope conditions, sources, and coding "
            "choices, Humanities and Social Sciences Communications 10, 74",
            "https://acleddata.com/",
            "ACLED's terms forbid passing on its raw rows; publish maps and totals, and keep "
            "files that hold its events (events.csv, events.geojson ...) to yourself.",
        ),
    }
)


def terms_of(source_systems: Iterable[str]) -> tuple[Terms, ...]:
    """Return the terms of the sources that are known, each once, by name.

    >>> [terms.licence for terms in terms_of(["ucdp_ged", "article", "ucdp_ged"])]
    ['CC BY 4.0']
    """
    return tuple(TERMS[system] for system in sorted(set(source_systems)) if system in TERMS)
