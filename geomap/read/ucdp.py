"""UCDP GED exports: 49 columns, 50 with the HXL row of HDX, with or without a header.

Codebook: UCDP GED 21.1 (https://ucdp.uu.se/downloads/). A row counts people killed by organized
violence at a place within an interval; it does not say by which means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from geomap.gazetteer.countries import country_code
from geomap.model import Actor, Event, Interval, Reject, Toll
from geomap.read.cells import CellError, day, point, whole
from geomap.read.imported import missing_columns, place, read_rows, split_sources
from geomap.read.table import Records, Row, Table, with_columns, with_header

__all__ = ["COLUMNS", "HXL", "looks_like", "read"]

COLUMNS: Final = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a "
    "side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low "
    "gwnoa gwnob"
).split()
_HDX_COLUMNS: Final = (*COLUMNS[:34], "iso3", *COLUMNS[34:])
_NEEDED: Final = (
    "id type_of_violence where_prec latitude longitude date_start date_end best high low"
).split()

#: The tags of the second row of the files on data.humdata.org (https://hxlstandard.org/).
HXL: Final[Mapping[str, str]] = {
    "year": "#date+year",
    "side_a": "#group+name+first",
    "side_b": "#group+name+second",
    "source_article": "#meta+source",
    "source_headline": "#description",
    "where_coordinates": "#loc+name",
    "adm_1": "#adm1+name",
    "adm_2": "#adm2+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "country": "#country+name",
    "iso3": "#country+code",
    "region": "#region+name",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "best": "#affected+killed",
}

#: GED writes "Karachi town"; the word says what the place is and is no part of its name.
_KIND_OF_TOWN: Final = re.compile(r" (?:town|village|city)$")

_VIOLENCE: Final = {
    "1": ("Battles", "State-based conflict"),
    "2": ("Battles", "Non-state conflict"),
    "3": ("Violence against civilians", "One-sided violence"),
}


def looks_like(records: Records) -> bool:
    """Whether the first record is GED's header, or a row of a release without one."""
    first = records.cells[0][1]
    if len(first) == len(COLUMNS) and first[0].isdigit():
        return first[24] in "1234567" and first[1].count("-") >= 2
    return len({"type_of_violence", "where_prec", "dyad_name", "relid"} & set(first)) >= 2


def read(records: Records) -> Iterator[Event | Reject]:
    """Yield an event a row; the HXL row is no row."""
    table = _table(records)
    fault = missing_columns(table, _NEEDED, "a UCDP GED export")
    if fault:
        yield fault
        return
    yield from read_rows(table, _event)


def _table(records: Records) -> Table:
    if records.cells[0][1][0].isdigit():
        return with_columns(records, COLUMNS, records.cells)
    table = with_header(records)
    return Table(table.name, table.columns, tuple(_without_tags(table)), table.rejects)


def _without_tags(table: Table) -> Iterator[Row]:
    for row in table.rows:
        tags = row.number == 2 and {v for v in row.cells.values() if v}
        if not (tags and all(tag.startswith("#") for tag in tags)):
            yield row


def _event(row: Row) -> Event:
    cells = row.cells
    if not cells["id"].strip():
        raise CellError("id", "the id is empty")
    precision = _scale(cells, "where_prec", 7)
    kind, sub_kind = _VIOLENCE.get(cells["type_of_violence"], ("Other", ""))
    spot = point(cells["latitude"], cells["longitude"])
    country = country_code(cells.get("iso3", "")) or country_code(cells.get("country", ""))
    where = _KIND_OF_TOWN.sub("", cells.get("where_coordinates", ""))
    return Event(
        event_id=f"ucdp_ged:{cells['id']}",
        event_type=kind,
        sub_event_type=sub_kind,
        when=_interval(cells),
        place=place(
            where, spot, precision, country=country,
            admin1=cells.get("adm_1", ""), admin2=cells.get("adm_2", ""),
        ),
        where_prec=precision if spot else None,
        place_words=cells.get("where_description", ""),
        actors=tuple(_actors(cells)),
        fatalities=Toll(*(whole(cells[c], c) for c in ("low", "best", "high"))),
        sources=split_sources(
            *(cells.get(f"source_{part}", "") for part in ("office", "date", "headline"))
        ),
        confidence=1.0,
        extractor="ucdp_ged",
        notes=cells.get("where_description", ""),
        codes={"ucdp": cells["type_of_violence"]},
        source_system="ucdp_ged",
        native_id=cells["id"],
        native=cells,
    )  # fmt: skip


def _interval(cells: Mapping[str, str]) -> Interval:
    start: date = day(cells["date_start"], field="date_start")
    end: date = day(cells["date_end"], field="date_end")
    return Interval(start, end, _scale(cells, "date_prec", 5), "imported")


def _scale(cells: Mapping[str, str], column: str, most: int) -> int | None:
    value = whole(cells.get(column, ""), column)
    if value is not None and not 1 <= value <= most:
        raise CellError(column, f"{column} is {value}, not 1 to {most}")
    return value


def _actors(cells: Mapping[str, str]) -> Iterator[Actor]:
    if cells.get("side_a"):
        yield _actor(cells["side_a"], "a")
    if cells.get("side_b"):
        yield _actor(cells["side_b"], "b")


def _actor(name: str, slot: str) -> Actor:
    state = name.removeprefix("Government of ") if name.startswith("Government of ") else ""
    kind = "State forces" if state else "Civilians" if name == "Civilians" else "Armed group"
    return Actor(name, kind, country_code(state), "a" if slot == "a" else "b")
