"""Rows to events, events to articles: by id, by place, or by date and place; nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from geomap.errors import InputError, SchemaError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from geopandas import GeoDataFrame

    from geomap.pipeline import Map

__all__ = ["ADDED", "By", "join", "join_articles", "join_counts"]

By = Literal["id", "place", "date_place"]
#: The columns that a join adds: matched, unmatched or ambiguous; the keys of what was found.
ADDED: Final = ("join", "joined")
_KEYS: Final = ("event_id", "crossing_id", "document_id", "id")
#: Days before its publication that an article speaks of when nothing dates its words.
_NEWS_DAYS: Final = 7
_KM_PER_DEGREE: Final = 111.2


def join(
    left: pd.DataFrame,
    right: pd.DataFrame,
    by: By = "place",
    *,
    key: str | None = None,
    km: float = 5.0,
    days: int = 1,
) -> pd.DataFrame:
    """Return ``left`` with, for every row, the rows of ``right`` that it belongs to.

    ``by`` is "place" (the same ``place_id``, or points known exactly within ``km``), "date_place"
    (the same, and intervals at most ``days`` apart) or "id" (equal cells of the column ``key``).
    Either frame may be of events, of toponyms (their literal ones count) or a geocoded table. Added
    are ``join``: matched (one), ambiguous (several), unmatched; and ``joined``: a list of the keys
    (event_id, document_id ...) found, in the order of ``right``.

    Raises
    ------
    SchemaError
        When a frame lacks the columns that the join needs.
    """
    if by not in ("id", "place", "date_place"):
        raise InputError(f"by is {by!r}; use id, place or date_place.")
    right = right[right["role"] == "literal"] if "role" in right.columns else right
    needed = _needed(by, key)
    for frame, name in ((left, "left"), (right, "right")):
        _check(frame, needed, name)
    names = _keys(right)
    pairs = _by_id(left, right, str(key)) if by == "id" else _by_place(left, right, km)
    if by == "date_place":
        a, b = _intervals(left), _intervals(right)
        pairs = [(i, j) for i, j in pairs if _days_apart(a[i], b[j]) <= days]
    found: dict[int, list[str]] = {}
    for row, other in pairs:
        known = found.setdefault(row, [])
        if names[other] not in known:
            known.append(names[other])
    return _with_found(left, [found.get(row, []) for row in range(len(left))])


def join_articles(made: Map, tables: GeoDataFrame, *, km: float = 5.0, days: int = 1) -> Any:  # noqa: ANN401
    """Return the events of tables with the ids of the articles of a map that tell of them.

    First by id (an article's id or address among a row's id and sources), then by an event of an
    article at the same date and place, last by a place that an article names within a week after
    the event. ``joined_by`` says which of the three it was: id, event or mention.
    """
    steps = (
        ("id", _ids_of_articles(made)),
        ("event", _events_of_articles(made)),
        ("mention", _mentions_of_articles(made)),
    )
    out = _with_found(tables, [[] for _ in range(len(tables))]).assign(joined_by="")
    for how, right in steps:
        left = _with_ids(out) if how == "id" else out
        open_rows = [i for i, state in enumerate(out["join"]) if state == "unmatched"]
        if not open_rows or right.empty:
            continue
        by: By = "id" if how == "id" else "date_place"
        part = join(left.iloc[open_rows], right, by, key="address", km=km, days=days)
        _take(out, open_rows, part, how)
    return out


def join_counts(joined: pd.DataFrame) -> dict[str, int]:
    """Return how many rows were matched, ambiguous and unmatched: they add up to all rows."""
    counts = Counter(str(state) for state in joined["join"])
    return {state: counts[state] for state in ("matched", "ambiguous", "unmatched")}


def _take(out: pd.DataFrame, rows: Sequence[int], part: pd.DataFrame, how: str) -> None:
    """Put what a step found into the rows that it was asked for."""
    columns = [cast("int", out.columns.get_loc(c)) for c in (*ADDED, "joined_by")]
    for row, state, keys in zip(rows, part["join"], part["joined"], strict=True):
        if keys:
            for column, value in zip(columns, (state, keys, how), strict=True):
                out.iat[row, column] = value


def _with_ids(events: pd.DataFrame) -> pd.DataFrame:
    """Return events with the ids and addresses by which an article may be theirs."""
    addresses = [
        [str(native), *(source["url"] for source in sources if source.get("url"))]
        for native, sources in zip(events["native_id"], events["sources"], strict=True)
    ]
    return events.assign(address=_cells(addresses, events))


def _ids_of_articles(made: Map) -> pd.DataFrame:
    import pandas as pd

    rows = [(d.id, [d.id, d.url] if d.url else [d.id]) for d in made.documents]
    return pd.DataFrame(rows, columns=["document_id", "address"])


def _events_of_articles(made: Map) -> pd.DataFrame:
    """Return a row for every event and article that tells of it."""
    told = made.events[made.events["source_system"] == "article"]
    documents = [
        sorted({words["document_id"] for words in evidence}) for evidence in told["evidence"]
    ]
    rows = told.assign(document_id=documents).explode("document_id")
    joined: pd.DataFrame = rows.drop(columns="event_id")
    return joined


def _mentions_of_articles(made: Map) -> pd.DataFrame:
    """Return the literal places of dated articles; each counts for the days before it."""
    published = {d.id: d.published for d in made.documents if d.published}
    rows = made.toponyms[made.toponyms["document_id"].isin(list(published))]
    days = [published[document] for document in rows["document_id"]]
    exact = [str(code).startswith(("PPL", "PSTB")) for code in rows["feature_code"]]
    dated: pd.DataFrame = rows.assign(
        date_start=[(day - timedelta(days=_NEWS_DAYS)).isoformat() for day in days],
        date_end=[day.isoformat() for day in days],
        where_prec=[1 if there else 4 for there in exact],
    )
    return dated


def _needed(by: By, key: str | None) -> tuple[str, ...]:
    if by == "id":
        if key is None:
            msg = "A join by id needs key=..., the column that both frames have."
            raise InputError(msg)
        return (key,)
    return ("place_id", "lat", "lon", *(("date_start", "date_end") if by == "date_place" else ()))


def _check(frame: pd.DataFrame, needed: Sequence[str], name: str) -> None:
    gone = [column for column in needed if column not in frame.columns]
    if gone:
        cure = "geomap.geocode() adds places" if "lat" in gone else "add them"
        msg = f"The {name} frame has no column {', '.join(gone)}; {cure}."
        raise SchemaError(msg)


def _keys(right: pd.DataFrame) -> list[str]:
    column = next((c for c in _KEYS if c in right.columns), None)
    values = right[column] if column else right.index
    return [str(value) for value in values]


def _with_found(left: pd.DataFrame, found: Sequence[list[str]]) -> pd.DataFrame:
    states = ["unmatched" if not f else "matched" if len(f) == 1 else "ambiguous" for f in found]
    return left.assign(join=states, joined=_cells(found, left))


def _cells(lists: Sequence[list[str]], frame: pd.DataFrame) -> pd.Series[Any]:
    """Return lists as a column of a frame."""
    import pandas as pd

    return pd.Series(list(lists), index=frame.index, dtype=object)


def _by_id(left: pd.DataFrame, right: pd.DataFrame, key: str) -> list[tuple[int, int]]:
    """Return the pairs of rows with an equal cell; a list of cells is equal by any of its own."""
    known: dict[str, list[int]] = {}
    for other, cell in enumerate(right[key]):
        for name in _names(cell):
            known.setdefault(name, []).append(other)
    return [
        (row, other)
        for row, cell in enumerate(left[key])
        for name in _names(cell)
        for other in known.get(name, ())
    ]


def _names(cell: Any) -> list[str]:  # noqa: ANN401 - any cell
    return [
        str(c) for c in (cell if isinstance(cell, list) else [cell]) if c is not None and c != ""
    ]


def _by_place(left: pd.DataFrame, right: pd.DataFrame, km: float) -> list[tuple[int, int]]:
    """Return the pairs of rows of one place id, or with exact points within ``km``, sorted."""
    return sorted({*_by_id(left, right, "place_id"), *_near(left, right, km)})


def _near(left: pd.DataFrame, right: pd.DataFrame, km: float) -> list[tuple[int, int]]:
    import numpy as np
    import shapely
    from pyproj import Geod

    (a, lat_a, lon_a), (b, lat_b, lon_b) = _exact(left), _exact(right)
    if not len(a) or not len(b):
        return []
    tree = shapely.STRtree(shapely.points(lon_b, lat_b))
    reach = km / _KM_PER_DEGREE / np.maximum(np.cos(np.radians(lat_a)), 0.01)
    i, j = tree.query(shapely.points(lon_a, lat_a), predicate="dwithin", distance=reach)
    off = Geod(ellps="WGS84").inv(lon_a[i], lat_a[i], lon_b[j], lat_b[j])[2]
    close = np.asarray(off) <= km * 1000
    return list(zip(a[i[close]].tolist(), b[j[close]].tolist(), strict=True))


def _exact(frame: pd.DataFrame) -> tuple[np.ndarray[Any, Any], ...]:
    """Return row numbers, lats and lons of the rows whose point is a place and no area."""
    import numpy as np

    lat, lon = (frame[c].to_numpy("float64", na_value=np.nan) for c in ("lat", "lon"))
    there = np.isfinite(lat) & np.isfinite(lon)
    if "where_prec" in frame.columns:
        precision = frame["where_prec"].astype("Int64").fillna(9).to_numpy("int64")
        there &= precision <= 2
    rows = np.flatnonzero(there)
    return rows, lat[rows], lon[rows]


_Interval = tuple[date | None, date | None]


def _intervals(frame: pd.DataFrame) -> list[_Interval]:
    """Return first and last day of each row; one that is missing is the other."""
    pairs = zip(map(_day, frame["date_start"]), map(_day, frame["date_end"]), strict=True)
    return [(start or end, end or start) for start, end in pairs]


def _days_apart(one: _Interval, other: _Interval) -> float:
    """Return the days between two intervals: 0 when they meet, infinite when one has no day."""
    (a, b), (c, d) = one, other
    if a is None or b is None or c is None or d is None:
        return float("inf")
    return max(0, (c - b).days, (a - d).days)


def _day(cell: Any) -> date | None:  # noqa: ANN401 - any cell
    return date.fromisoformat(cell) if isinstance(cell, str) and cell else None
