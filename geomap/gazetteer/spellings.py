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
    stores: Sequence[Store], names: Collection[str]
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return (country, spelling) of all settlements, divisions and crossings with given names.

    One pass over all names of a store (about a second for the world), so ask once for a map.
    """
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    wanted = sorted(set(names))
    for store in stores:
        for first in range(0, len(wanted), _BATCH):
            batch = wanted[first : first + _BATCH]
            marks = ", ".join("?" * len(batch))
            query = (
                "SELECT p.name, p.country, coalesce(n.name, n.folded) FROM names n JOIN "
                f"(SELECT n, name, country FROM places WHERE name IN ({marks}) "
                "AND feature_class IN ('A', 'P', 'S')) p ON p.n = n.place"
            )
            for name, country, spelling in store.rows(query, batch):
                found[name].add((country, spelling))
    return {name: tuple(sorted(cells)) for name, cells in found.items()}
