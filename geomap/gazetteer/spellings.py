"""Other spellings of places, as the stores have them: what a local name is chosen from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.gazetteer.store import Store

__all__ = ["spellings"]

#: SQLite takes at most so many values in one query.
_BATCH: Final = 500


def spellings(
    stores: Sequence[Store], names: Collection[str], countries: Collection[str]
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return (country, spelling) of the largest settlement or division of each name in countries.

    ``countries`` are ISO codes: a name means another place elsewhere. One pass over all names of
    a store (about a second for the world), so ask once for a map.
    """
    found: defaultdict[str, defaultdict[tuple[int, str], set[tuple[str, str]]]]
    found = defaultdict(lambda: defaultdict(set))
    wanted = sorted(set(names))
    for store in stores:
        for first in range(0, len(wanted), _BATCH):
            batch = wanted[first : first + _BATCH]
            marks = ", ".join("?" * len(batch))
            query = (
                "SELECT p.name, p.population, p.id, p.country, coalesce(n.name, n.folded) "
                "FROM names n JOIN (SELECT n, id, name, country, population FROM places "
                f"WHERE name IN ({marks}) "
                "AND feature_class IN ('A', 'P', 'S')) p ON p.n = n.place"
            )
            for name, population, place_id, country, spelling in store.rows(query, batch):
                if country in countries:
                    found[name][population, place_id].add((country, spelling))
    return {name: tuple(sorted(places[max(places)])) for name, places in found.items()}
