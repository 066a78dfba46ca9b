"""Columns of place names -> places: the names of a whole table resolved, each distinct one once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import SchemaError
from geomap.gazetteer.matching import CUTOFF, Answer, Matcher

if TYPE_CHECKING:
    import pandas as pd
    from geopandas import GeoDataFrame

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Candidate

__all__ = ["ADDED", "added_names", "answer_cells", "check_columns", "geocode"]

#: The columns that geocoding adds to a table, in order.
ADDED: Final = (
    "place_id", "place_name", "lat", "lon", "where_prec", "match", "confidence", "rivals",
)  # fmt: skip
#: What the added columns are called where the table has such a column of its own.
_SUFFIX: Final = "_geomap"


def geocode(
    frame: pd.DataFrame,
    place: str = "place",
    *,
    admin1: str | None = None,
    country: str | None = None,
    cutoff: float = CUTOFF,
    gazetteer: Gazetteer | None = None,
) -> GeoDataFrame:
    """Return a copy of a frame with the places of a column of names, one row a row (EPSG:4326).

    ``place``, ``admin1`` and ``country`` are column names. Added are `ADDED`: ``match`` is exact,
    alias, fuzzy or unresolved; ``rivals`` lists what else the name may mean. ``cutoff`` is the
    least similarity in percent of a fuzzy match; 100 allows none. The geometry is a point for
    places known exactly (where_prec 1), else None: the point of a province is no place to pin.

    Raises
    ------
    SchemaError
        When the frame has no such column.

    >>> import pandas, geomap.gazetteer.table as table
    >>> frame = table.geocode(pandas.DataFrame({"place": ["Quito", "Qqxyz"]}))
    >>> frame["match"].tolist(), round(frame["lat"][0])
    (['exact', 'unresolved'], 0)
    """
    import geopandas
    import pandas as pd

    import geomap.gazetteer

    check_columns(list(frame.columns), (place, admin1, country))
    matcher = Matcher(gazetteer or geomap.gazetteer.open(), cutoff)
    columns = [_texts(frame, name) for name in (place, admin1, country)]
    answers = [matcher.match(*names) for names in zip(*columns, strict=True)]
    cells = [answer_cells(answer) for answer in answers]
    added = pd.DataFrame(cells, columns=list(ADDED), index=frame.index).astype(
        {"lat": "float64", "lon": "float64", "where_prec": "Int64", "confidence": "float64"}
    )
    names = dict(zip(ADDED, added_names(list(frame.columns)), strict=True))
    table = pd.concat([frame, added.rename(columns=names)], axis=1)
    exact = [answer.where_prec == 1 for answer in answers]
    points = geopandas.points_from_xy(added["lon"], added["lat"])
    geometry = [p if there else None for p, there in zip(points, exact, strict=True)]
    return geopandas.GeoDataFrame(table, geometry=geometry, crs="EPSG:4326")


def added_names(columns: Sequence[object]) -> list[str]:
    """Return what the added columns are called beside the columns of a table.

    >>> added_names(["place", "lat"])[:3]
    ['place_id', 'place_name', 'lat_geomap']
    """
    return [name + _SUFFIX if name in columns else name for name in ADDED]


def check_columns(columns: Sequence[object], wanted: Sequence[str | None]) -> None:
    """Raise SchemaError when a wanted column is not there."""
    gone = [name for name in wanted if name is not None and name not in columns]
    if gone:
        msg = f"There is no column {', '.join(map(repr, gone))}; the columns are {_list(columns)}."
        raise SchemaError(msg)


def answer_cells(answer: Answer) -> tuple[Any, ...]:
    """Return the cells of `ADDED` for an answer; rivals as one line of words."""
    found = answer.place
    if found is None:
        return "", "", None, None, None, answer.how, None, ""
    rivals = "; ".join(map(_rival, answer.rivals))
    return (
        found.id, found.name, found.lat, found.lon, answer.where_prec, answer.how,
        answer.confidence, rivals,
    )  # fmt: skip


def _rival(candidate: Candidate) -> str:
    place = candidate.place
    where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return f"{where} ({place.id})"


def _texts(frame: pd.DataFrame, column: str | None) -> Iterator[str]:
    if column is None:
        return iter([""] * len(frame))
    return ("" if value is None or value != value else str(value) for value in frame[column])


def _list(columns: Sequence[object]) -> str:
    return ", ".join(map(repr, columns))
