"""Any table of events: its columns guessed by their names, or named by the user.

The fields that a column can be: see `FIELDS`. A table needs a place or a point. What stands in no
field is kept in ``native``. Names without a point are geocoded when the events are located.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast, get_args

from geomap.errors import InputError
from geomap.gazetteer.countries import country_code
from geomap.gazetteer.fold import fold
from geomap.model import Actor, Event, Interval, Place, Reject, Source, Status, Toll
from geomap.read.cells import CellError, DayOrder, day, day_order, point, whole
from geomap.read.imported import place, read_rows
from geomap.read.kinds import kind_of
from geomap.read.table import Records, Row, Table, with_header

__all__ = ["FIELDS", "guess", "has_place", "read"]

#: Field -> names that columns of it have, likelier first, as `fold` makes them.
FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "id": ("event id", "id", "native id", "uid", "record id", "incident id", "globalid"),
    "date": (
        "date",
        "event date",
        "date start",
        "start date",
        "day",
        "incident date",
        "datetime",
        "date time",
        "datum",
        "fecha",
        "timestamp",
        "time",
        "when",
        "published",
    ),
    "date_end": ("date end", "end date", "date to", "until"),
    "place": (
        "place",
        "location",
        "place name",
        "placename",
        "location name",
        "toponym",
        "city",
        "town",
        "village",
        "settlement",
        "locality",
        "where",
        "site",
        "where coordinates",
        "crossing",
    ),
    "admin1": (
        "admin1",
        "adm1",
        "adm 1",
        "admin 1",
        "province",
        "governorate",
        "oblast",
        "state",
        "adm1 name",
        "admin1 name",
        "division",
        "region",
    ),
    "admin2": ("admin2", "adm2", "adm 2", "admin 2", "district", "county", "adm2 name"),
    "country": (
        "country",
        "country name",
        "country code",
        "iso3",
        "iso2",
        "iso",
        "nation",
        "pays",
        "pais",
    ),
    "lat": ("lat", "latitude", "y", "lat dd", "breite", "latitud"),
    "lon": ("lon", "lng", "long", "longitude", "x", "lon dd", "lange", "longitud"),
    "type": ("event type", "type", "category", "kind", "incident type"),
    "sub_type": ("sub event type", "subtype", "sub type", "subcategory"),
    "status": ("status",),
    "actor1": ("actor1", "actor 1", "side a", "actor", "perpetrator", "group", "gname"),
    "actor2": ("actor2", "actor 2", "side b", "target", "victim"),
    "fatalities": ("fatalities", "deaths", "killed", "dead", "nkill", "best", "fatalities best"),
    "injured": ("injured", "wounded", "nwound", "injuries", "injured best"),
    "displaced": ("displaced", "displaced best"),
    "where_prec": ("where prec", "precision"),
    "title": ("title", "headline", "name", "event"),
    "notes": ("notes", "description", "summary", "details", "comment", "comments", "remarks"),
    "source": ("source", "publisher", "source name", "outlet", "media"),
    "url": ("url", "link", "source url", "sourceurl", "href"),
}
#: How a date like 03/04/2025 is to be read; not a column.
DATE_ORDER: Final = "date_order"
_ORDERS: Final = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column is which field, how days are written, what ids begin with."""

    columns: Mapping[str, str]
    order: DayOrder
    prefix: str


def guess(columns: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return which column is which field; those ``given`` (field -> column) come first.

    Raises
    ------
    InputError
        When a field or a column that was given does not exist.

    >>> guess(["Village", "Datum", "Dead"], {"fatalities": "Dead"})
    {'fatalities': 'Dead', 'date': 'Datum', 'place': 'Village'}
    """
    named = {field: column for field, column in given.items() if field != DATE_ORDER}
    _check(named, columns, given.get(DATE_ORDER, "dmy"))
    folded = {fold(re.sub(r"[_\W]+", " ", c)): c for c in reversed(columns)}
    taken = set(named.values())
    for field, names in FIELDS.items():
        found = next((folded[n] for n in names if n in folded and folded[n] not in taken), None)
        if found and field not in named:
            named[field] = found
            taken.add(found)
    return named


def _check(named: Mapping[str, str], columns: Sequence[str], order: str) -> None:
    wrong = sorted(set(named) - set(FIELDS))
    if wrong:
        msg = f"{', '.join(wrong)} is no field of --columns; the fields are {', '.join(FIELDS)}."
        raise InputError(msg)
    gone = sorted(set(named.values()) - set(columns))
    if gone:
        msg = f"There is no column {', '.join(map(repr, gone))}; there are {', '.join(columns)}."
        raise InputError(msg)
    if order not in _ORDERS:
        msg = f"date_order is {order!r}; write dmy (day first) or mdy (month first)."
        raise InputError(msg)


def read(records: Records, given: Mapping[str, str]) -> Iterator[Event | Reject]:
    """Yield an event a row; one Reject when the table has neither a place nor a point."""
    table = with_header(records)
    try:
        columns = guess(table.columns, given)
    except InputError as error:
        yield Reject(table.name, None, "", f"{table.name!r}: {error}")
        return
    if not has_place(columns):
        yield _no_place(table)
        return
    layout = _Layout(columns, _order(table, columns, given), _stem(table.name))
    yield from read_rows(table, lambda row: _event(row, layout))


def has_place(columns: Mapping[str, str]) -> bool:
    """Whether the fields (`guess`) of a table say where something happened."""
    return "place" in columns or {"lat", "lon"} <= set(columns)


def _no_place(table: Table) -> Reject:
    reason = (
        f"{table.name!r} has no column that is a place or a point; its columns are "
        f"{', '.join(table.columns[:30])}: name one with --columns place=... or lat=...,lon=...."
    )
    return Reject(table.name, None, "place", reason)


def _order(table: Table, columns: Mapping[str, str], given: Mapping[str, str]) -> DayOrder:
    if DATE_ORDER in given:
        return cast("DayOrder", given[DATE_ORDER])
    names = [columns[field] for field in ("date", "date_end") if field in columns]
    return day_order(row.cells[name] for row in table.rows for name in names)


def _stem(name: str) -> str:
    return name.removesuffix(".gz").rpartition(".")[0] or name


def _event(row: Row, layout: _Layout) -> Event:
    def cell(field: str) -> str:
        return row.cells.get(layout.columns.get(field, ""), "").strip()

    native_id = cell("id") or str(row.number)
    kind, sub_kind = kind_of(cell("type"), cell("sub_type"))
    where = _place(cell)
    deaths, injured, displaced = (
        _toll(cell(field), field) for field in ("fatalities", "injured", "displaced")
    )
    return Event(
        event_id=f"{layout.prefix}:{native_id}",
        event_type=kind,
        sub_event_type=sub_kind,
        status=_status(cell("status")),
        when=_interval(cell("date"), cell("date_end"), layout.order),
        place=where,
        where_prec=_precision(cell("where_prec")) if where else None,
        place_words=", ".join(w for w in map(cell, ("place", "admin1", "country")) if w),
        actors=tuple(_actors(cell)),
        fatalities=deaths,
        injured=injured,
        displaced=displaced,
        sources=_sources(cell("source"), cell("url"), cell("title")),
        confidence=1.0,
        extractor="table",
        notes=cell("notes") or cell("title"),
        source_system="table",
        native_id=native_id,
        native=row.cells,
    )


def _actors(cell: Callable[[str], str]) -> Iterator[Actor]:
    if cell("actor1"):
        yield Actor(cell("actor1"), slot="a")
    if cell("actor2"):
        yield Actor(cell("actor2"), slot="b")


def _place(cell: Callable[[str], str]) -> Place | None:
    """Return the row's own point under its name; CellError when it has neither."""
    name = cell("place") or cell("admin2") or cell("admin1")
    try:
        spot = point(cell("lat"), cell("lon"))
    except CellError:
        if not cell("place") or cell("lat").strip("0.+- "):
            raise
        spot = None  # 0/0 beside a name: the name is geocoded
    if spot is None:
        if not name and not cell("country"):
            raise CellError("place", "the place is empty, and there is no point")
        return None
    code = country_code(cell("country"))
    label = name or cell("country") or f"{spot[0]}, {spot[1]}"
    return place(label, spot, _precision(cell("where_prec")), code, cell("admin1"), cell("admin2"))


def _interval(start: str, end: str, order: DayOrder) -> Interval:
    if not start:
        return Interval()
    first = day(start, order)
    last = day(end, order, "date_end") if end else first
    return Interval(first, last, 1 if first == last else _span((last - first).days), "imported")


def _span(days: int) -> int:
    """Return UCDP's date_prec of an interval: 2-6 days, a week, a month, longer."""
    return 2 if days < 6 else 3 if days < 8 else 4 if days < 31 else 5


def _precision(text: str) -> int | None:
    value = whole(text, "where_prec")
    if value is not None and not 1 <= value <= 7:
        raise CellError("where_prec", f"where_prec is {value}, not 1 to 7")
    return value


def _toll(text: str, field: str) -> Toll:
    count = whole(text, field)
    return Toll(count, count, count)


def _status(words: str) -> Status:
    known = words.lower()
    return cast("Status", known) if known in get_args(Status) else "occurred"


def _sources(publisher: str, url: str, title: str) -> tuple[Source, ...]:
    return (Source(publisher, url, None, title),) if publisher or url or title else ()
