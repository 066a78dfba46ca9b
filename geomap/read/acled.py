"""ACLED exports: 31 columns and more, ``inter`` as number or text, both forms of dates.

Codebook: https://acleddata.com/knowledge-base/codebook/. Fatalities of 0 stand for none or none
reported, so they are no figure here. Rows of ACLED may not be passed on (`geomap.read.terms`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, Literal

from geomap.gazetteer.countries import country_code
from geomap.model import Actor, Event, Interval, Reject, Source, Toll
from geomap.read.cells import CellError, day, point, whole
from geomap.read.imported import missing_columns, place, read_rows
from geomap.read.table import Records, Row, with_header

__all__ = ["INTER", "looks_like", "read"]

_NEEDED: Final = "event_id_cnty event_date event_type location latitude longitude".split()

#: Who acts, as older exports number it.
INTER: Final[Mapping[str, str]] = {
    "0": "",
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
#: geo_precision -> UCDP where_prec: 1 the place, 2 near it, 3 a larger region.
_WHERE: Final[Mapping[str, int]] = {"1": 1, "2": 2, "3": 4}
#: time_precision -> UCDP date_prec and the days on either side: a day, a week, a month.
_WHEN: Final[Mapping[str, tuple[int, int]]] = {"1": (1, 0), "2": (3, 3), "3": (4, 15)}
_TYPES: Final = {
    "battles": "Battles",
    "explosions/remote violence": "Explosions/Remote violence",
    "violence against civilians": "Violence against civilians",
    "protests": "Protests",
    "riots": "Riots",
    "strategic developments": "Strategic developments",
}


def looks_like(records: Records) -> bool:
    """Whether the header is ACLED's."""
    header = {cell.strip().lstrip("\ufeff") for cell in records.cells[0][1]}
    return "event_id_cnty" in header or {"event_date", "inter1", "interaction"} <= header


def read(records: Records) -> Iterator[Event | Reject]:
    """Yield an event a row."""
    table = with_header(records)
    fault = missing_columns(table, _NEEDED, "an ACLED export")
    if fault:
        yield fault
        return
    yield from read_rows(table, _event)


def _event(row: Row) -> Event:
    cells = row.cells
    if not cells["event_id_cnty"].strip():
        raise CellError("event_id_cnty", "the id is empty")
    precision = _coded(cells, "geo_precision", _WHERE)
    spot = point(cells["latitude"], cells["longitude"])
    country = country_code(cells.get("country", "")) or country_code(cells.get("iso", ""))
    deaths = whole(cells.get("fatalities", ""), "fatalities") or None
    return Event(
        event_id=f"acled:{cells['event_id_cnty']}",
        event_type=_event_type(cells["event_type"]),
        sub_event_type=cells.get("sub_event_type", ""),
        when=_interval(cells),
        place=place(
            cells["location"], spot, precision, country,
            cells.get("admin1", ""), cells.get("admin2", ""),
        ),
        where_prec=precision if spot else None,
        place_words=cells["location"],
        actors=(*_actors(cells, "1", "a"), *_actors(cells, "2", "b")),
        fatalities=Toll(deaths, deaths, deaths),
        sources=tuple(Source(name) for name in _listed(cells.get("source", ""))),
        confidence=1.0,
        extractor="acled",
        notes=cells.get("notes", ""),
        tags=_listed(cells.get("tags", "")),
        source_system="acled",
        native_id=cells["event_id_cnty"],
        native=cells,
    )  # fmt: skip


def _event_type(words: str) -> str:
    kind = _TYPES.get(words.strip().lower())
    if kind is None:
        raise CellError("event_type", f"{words!r} is none of ACLED's six event types")
    return kind


def _interval(cells: Mapping[str, str]) -> Interval:
    middle: date = day(cells["event_date"], field="event_date")
    code = cells.get("time_precision", "").strip() or "1"
    if code not in _WHEN:
        raise CellError("time_precision", f"time_precision is {code!r}, not 1 to 3")
    precision, slack = _WHEN[code]
    days = timedelta(days=slack)
    return Interval(middle - days, middle + days, precision, "imported")


def _coded(cells: Mapping[str, str], column: str, codes: Mapping[str, int]) -> int:
    code = cells.get(column, "").strip() or "1"
    if code not in codes:
        raise CellError(column, f"{column} is {code!r}, not {', '.join(codes)}")
    return codes[code]


def _actors(cells: Mapping[str, str], side: str, slot: Literal["a", "b"]) -> Iterator[Actor]:
    kind = cells.get(f"inter{side}", "").strip()
    kind = INTER.get(kind, kind)
    names = (cells.get(f"actor{side}", ""), *_listed(cells.get(f"assoc_actor_{side}", "")))
    for name in dict.fromkeys(name.strip() for name in names if name.strip()):
        yield Actor(name, kind, "", slot)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
