"""What the stores already know, as far as an addition needs it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from geomap.gazetteer.rows import Row

if TYPE_CHECKING:
    import numpy as np

    from geomap.gazetteer.gazetteer import Gazetteer

__all__ = ["Known"]

_COLUMNS: Final = (
    "id, name, lat, lon, feature_class, feature_code, country, source, admin1_code, admin1, "
    "admin2, population, accuracy_km, note, origin, prominence"
)
_GEONAMES_ID: Final = re.compile(r"^(?:geonames:|GeoNames id )(\d+)")


class Known:
    """Names of divisions, and places by their GeoNames id, of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    @cached_property
    def divisions(self) -> dict[str, str]:
        """Names of first- and second-order divisions by id ("adm1:PK.03")."""
        query = "SELECT id, name FROM places WHERE feature_code IN ('ADM1', 'ADM2')"
        found: dict[str, str] = {}
        for store in reversed(self.gazetteer.stores):
            found.update(store.rows(query))
        return found

    @cached_property
    def typed_ids(self) -> dict[int, str]:
        """Our own ids of countries and divisions by their GeoNames id, as far as it is known."""
        query = "SELECT id, origin FROM places WHERE feature_class = 'A'"
        pairs = (
            (match, place_id)
            for store in reversed(self.gazetteer.stores)
            for place_id, origin in store.rows(query)
            if (match := _GEONAMES_ID.match(origin))
        )
        return {int(match[1]): place_id for match, place_id in pairs}

    @cached_property
    def numbers(self) -> np.ndarray[Any, Any]:
        """All known GeoNames ids, sorted."""
        import numpy as np

        query = "SELECT CAST(substr(id, 10) AS INTEGER) FROM places WHERE id GLOB 'geonames:*'"
        held = [np.fromiter(self.typed_ids, dtype="i8", count=len(self.typed_ids))]
        for store in self.gazetteer.stores:
            rows = store.rows(query)
            held.append(np.fromiter((row[0] for row in rows), dtype="i8", count=len(rows)))
        return np.unique(np.concatenate(held))

    def row(self, place_id: str) -> Row | None:
        """Return a place as a row that can be written again, None when it is not known."""
        for store in self.gazetteer.stores:
            for cells in store.rows(f"SELECT {_COLUMNS} FROM places WHERE id = ?", (place_id,)):
                *values, prominence = cells
                return _row(values, prominence)
        return None

    def by_number(self, number: int) -> Row | None:
        """Return the place of a GeoNames id."""
        return self.row(self.typed_ids.get(number, f"geonames:{number}"))


def _row(values: list[Any], prominence: float) -> Row:
    fields = (
        "id name lat lon feature_class feature_code country source admin1_code admin1 admin2 "
        "population accuracy_km note origin"
    ).split()
    return Row(**dict(zip(fields, values, strict=True)), prominence=prominence)
