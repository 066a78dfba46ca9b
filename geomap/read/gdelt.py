"""GDELT event files: 2.0 exports (61 columns), 1.0 daily files (58) and backfiles (57).

A row is what a machine read in one news report, not an incident: two in three stand where the
actor's country or capital is, and four in five share their report with another row. So rows are
grouped by report and place (`group_reports`), drawn as claims and never counted as incidents.
Codebook: http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final, Literal
from urllib.parse import urlsplit

from geomap.gazetteer.countries import country_code, fips_country
from geomap.model import Actor, Event, Interval, Place, Reject, Source
from geomap.read.cells import CellError, day, point
from geomap.read.imported import read_rows
from geomap.read.table import Records, Row, Table

__all__ = ["COLUMNS", "CONFIDENCE", "GROUPED", "group_reports", "looks_like", "read", "ungroup"]


def _columns(with_adm2: bool) -> list[str]:
    actor = (
        "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
        "Type2Code Type3Code"
    ).split()
    adm2 = ["ADM2Code"] if with_adm2 else []
    spot = ["Type", "FullName", "CountryCode", "ADM1Code", *adm2, "Lat", "Long", "FeatureID"]
    return [
        *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
        *(f"Actor{side}{part}" for side in "12" for part in actor),
        *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
        *"NumMentions NumSources NumArticles AvgTone".split(),
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in spot),
        "DATEADDED",
        "SOURCEURL",
    ]


#: Columns by how many a row has; the files have no header.
COLUMNS: Final[Mapping[int, Sequence[str]]] = {
    61: _columns(True),
    58: _columns(False),
    57: _columns(False)[:-1],
}
#: Of decidable rows of one public check of strike events 65.5 % stood at the right place
#: (github.com/eteitelbaum/gdelt-strikes, notes/geo-validation-results.md).
CONFIDENCE: Final = 0.65
#: ActionGeo_Type -> UCDP where_prec: country, US state, US city, world city, division.
_WHERE: Final[Mapping[str, int]] = {"1": 6, "2": 4, "3": 1, "4": 1, "5": 4}
#: Key of ``native`` under which a group keeps the cells of its other rows, as JSON lists.
GROUPED: Final = "grouped_rows"


def looks_like(records: Records) -> bool:
    """Whether the first row is one of GDELT's: its width, an id and a day without hyphens."""
    first = records.cells[0][1]
    return (
        len(first) in COLUMNS
        and records.delimiter == "\t"
        and first[0].isdigit()
        and len(first[1]) == 8
        and first[1].isdigit()
    )


def read(records: Records) -> Iterator[Event | Reject]:
    """Yield an event a row; widths may change within a file."""
    rows, rejects = [], list(records.rejects)
    for number, cells in records.cells:
        columns = COLUMNS.get(len(cells))
        if columns:
            rows.append(Row(number, dict(zip(columns, cells, strict=True))))
        else:
            reason = (
                f"Row {number} of {records.name!r} has {len(cells)} cells; GDELT rows have 57, 58 "
                "or 61; download the file again."
            )
            rejects.append(Reject(records.name, number, "", reason))
    yield from read_rows(Table(records.name, (), tuple(rows), tuple(rejects)), _event)


def group_reports(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with GDELT's rows made one for each report and place.

    The row that most reports mention leads; the others stand in its ``native`` under `GROUPED`, so
    no row is lost. Events of other sources are passed on as they are, in their order.
    """
    groups: dict[object, list[Event]] = {}
    for event in events:
        groups.setdefault(_group_key(event), []).append(event)
    return tuple(_joined(group) for group in groups.values())


def ungroup(native: Mapping[str, str]) -> list[list[str]]:
    """Return the rows of GDELT that a ``native`` holds, the leading one first."""
    lead = [cell for column, cell in native.items() if column != GROUPED]
    others: list[list[str]] = json.loads(native.get(GROUPED, "[]"))
    return [lead, *others]


def _group_key(event: Event) -> object:
    url = event.sources[0].url if event.sources else ""
    if event.source_system != "gdelt" or not url:
        return event.event_id
    place = event.place
    return url, (place.lat, place.lon, event.where_prec) if place else None


def _joined(group: Sequence[Event]) -> Event:
    if len(group) == 1:
        return group[0]
    lead = max(group, key=_weight)
    others = [event for event in group if event is not lead]
    starts = [event.when.start for event in group if event.when.start]
    ends = [event.when.end for event in group if event.when.end]
    cells = json.dumps([list(e.native.values()) for e in others], ensure_ascii=False)
    return replace(
        lead,
        when=replace(lead.when, start=min(starts), end=max(ends)),
        actors=tuple(dict.fromkeys(a for e in (lead, *others) for a in e.actors))[:6],
        reasons=(*lead.reasons, f"{len(group)} rows of one report and place"),
        native={**lead.native, GROUPED: cells},
    )


def _weight(event: Event) -> tuple[int, int, int]:
    """Return what makes a row lead: material conflict first, then mentions, then the lower id."""
    native = event.native
    conflict = int(native.get("QuadClass") == "4")
    return conflict, _count(native.get("NumMentions", "")), -_count(event.native_id)


def _count(cell: str) -> int:
    return int(cell) if cell.isdigit() else 0


def _event(row: Row) -> Event:
    cells = row.cells
    if not cells["GLOBALEVENTID"].isdigit():
        raise CellError("GLOBALEVENTID", f"the id {cells['GLOBALEVENTID']!r} is not a number")
    when = day(cells["SQLDATE"], field="SQLDATE")
    precision = _WHERE.get(cells["ActionGeo_Type"])
    place = _place(cells) if precision else None
    kind, sub_kind, label = _meaning(cells["EventCode"])
    return Event(
        event_id=f"gdelt:{cells['GLOBALEVENTID']}",
        event_type=kind,
        sub_event_type=sub_kind,
        status="claimed",
        when=Interval(when, when, 1, "imported"),
        place=place,
        where_prec=precision if place else None,
        place_words=cells["ActionGeo_FullName"],
        actors=tuple(a for a in (_actor(cells, "1", "a"), _actor(cells, "2", "b")) if a),
        sources=tuple(_sources(cells)),
        confidence=CONFIDENCE,
        extractor="gdelt",
        notes=f"News report coded by machine as “{label}”; not a verified incident.",
        tags=("report",),
        codes={"cameo": cells["EventCode"]},
        source_system="gdelt",
        native_id=cells["GLOBALEVENTID"],
        native=cells,
    )


def _place(cells: Mapping[str, str]) -> Place | None:
    spot = point(cells["ActionGeo_Lat"], cells["ActionGeo_Long"])
    if spot is None:
        return None
    name, *upper = [part.strip() for part in cells["ActionGeo_FullName"].split(",")]
    feature = {"1": ("A", "PCLI"), "2": ("A", "ADM1"), "5": ("A", "ADM1")}.get(
        cells["ActionGeo_Type"], ("P", "PPL")
    )
    country = fips_country(cells["ActionGeo_CountryCode"])
    return Place("", name, *spot, *feature, country, upper[0] if len(upper) > 1 else "")


def _actor(cells: Mapping[str, str], side: str, slot: Literal["a", "b"]) -> Actor | None:
    name = cells[f"Actor{side}Name"].strip()
    if not name:
        return None
    words = name.title() if name.isupper() else name
    country = country_code(cells[f"Actor{side}CountryCode"])
    return Actor(words, cells[f"Actor{side}Type1Code"], country, slot)


def _sources(cells: Mapping[str, str]) -> Iterator[Source]:
    url = cells.get("SOURCEURL", "")
    if url:
        added = cells["DATEADDED"][:8]
        host = (_host(url)).removeprefix("www.")
        yield Source(host, url, day(added, field="DATEADDED") if added else None)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url[:60]
    except ValueError:
        return url[:60]


def _meaning(code: str) -> tuple[str, str, str]:
    """Return event type, sub-event type and label of a CAMEO code."""
    codes = _cameo()
    known = next((code[:n] for n in (4, 3, 2) if code[:n] in codes), "")
    return codes.get(known, ("Other", "", code or "no code"))


@cache
def _cameo() -> Mapping[str, tuple[str, str, str]]:
    """Return CAMEO's codes (Schrodt 2012, CAMEO 1.1b3) with the types that stand for them here."""
    text = files("geomap.read").joinpath("cameo.csv").read_text(encoding="utf-8")
    return {
        row["code"]: (row["event_type"], row["sub_event_type"], row["label"])
        for row in csv.DictReader(text.splitlines())
    }
