"""The gazetteer: what a name may mean, what lies near a point, areas, borders and crossings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import GazetteerError, InputError
from geomap.gazetteer import ground
from geomap.gazetteer.boundaries import read_boundaries
from geomap.gazetteer.fold import fold, skeleton, variants
from geomap.gazetteer.rows import KINDS
from geomap.gazetteer.store import Store
from geomap.gazetteer.values import (
    Area,
    Border,
    Crossing,
    Disputed,
    Info,
    Match,
    Near,
    Source,
)
from geomap.model import Extent, Place

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["Gazetteer"]

_PLACE: Final = (
    "p.id, p.name, p.lat, p.lon, p.feature_class, p.feature_code, p.country, p.admin1, p.admin2, "
    "p.population"
)
_LOOKUP: Final = (
    f"SELECT n.name, n.kind, n.score, {_PLACE} FROM names n JOIN places p ON p.n = n.place "
    "WHERE n.folded = ? ORDER BY n.score DESC, n.place"
)
_BOX: Final = (
    f"SELECT {_PLACE} FROM boxes b JOIN places p ON p.n = b.n "
    "WHERE b.north >= ? AND b.south <= ? AND b.east >= ? AND b.west <= ?"
)
_KM_PER_DEGREE: Final = 111.2
_EARTH_KM: Final = 6371.0088
#: Discs of disputed areas are rough: only this share of their radius surely lies in them.
_SURE_SHARE: Final = 0.7
_MOST_ALIKE: Final = 6000


class Gazetteer:
    """Answers from one or more store files; the first ones are a user's own and come first.

    Cheap to open and to send to other processes; usable from many threads.
    """

    def __init__(self, *paths: Path, boundaries: str | Path = "de_facto") -> None:
        """Open the store files; `GazetteerError` when one is missing or no store.

        ``boundaries`` is the policy for disputed areas: de_facto, un or a GeoJSON file.
        """
        self.paths = tuple(Path(path) for path in paths)
        self._stores = tuple(Store(path) for path in self.paths)
        self._policy = boundaries
        self.boundaries = read_boundaries(boundaries, self._stores)
        self._ground = ground.Ground(self._stores, self.boundaries)
        self.lookup = lru_cache(maxsize=1 << 15)(self._lookup)  # type: ignore[method-assign]

    @property
    def stores(self) -> tuple[Store, ...]:
        """The store files, in the order in which they are asked."""
        return self._stores

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as paths: another process opens the files anew."""
        return partial(Gazetteer, boundaries=self._policy), self.paths

    def __repr__(self) -> str:
        """Return the paths."""
        return f"Gazetteer({', '.join(map(str, self.paths))})"

    # ------------------------------------------------------------------ names

    def has(self, name: str) -> bool:
        """Whether a name is that of some place; cheap, for every run of words of a text."""
        folded = fold(name)
        return any(self._holds(form) for form in (folded, *variants(folded)))

    def lookup(self, name: str) -> tuple[Match, ...]:
        """Return the places of a name, spelled as `fold` makes it, most prominent first.

        A name with an Arabic article that no place has is looked up without it.
        """
        return self._lookup(name)

    def fuzzy(self, name: str, limit: int = 5, cutoff: float = 85) -> tuple[Match, ...]:
        """Return places of similar names, most similar first; ``score`` is similarity in 0..1.

        Compared are names that share their consonants or their beginning, by the share of equal
        letters (Indel similarity, rapidfuzz), of which at least ``cutoff`` percent is wanted.
        """
        from rapidfuzz import fuzz, process

        folded = fold(name)
        alike = {form for store in self._stores for form in _alike(store, folded)}
        found = process.extract(
            folded, sorted(alike), scorer=fuzz.ratio, score_cutoff=cutoff, limit=4 * limit
        )
        best: dict[str, Match] = {}
        for form, ratio, _ in found:
            for match in self._named(form):
                score = round(ratio / 100 * (0.97 + 0.03 * match.score), 4)
                if match.place.id not in best:
                    best[match.place.id] = Match(match.place, match.name, match.kind, score)
        ordered = sorted(best.values(), key=lambda m: (-m.score, m.place.id))
        return tuple(ordered[:limit])

    def _lookup(self, name: str) -> tuple[Match, ...]:
        folded = fold(name)
        for form in (folded, *variants(folded)):
            found = self._named(form)
            if found:
                return found
        return ()

    def _named(self, folded: str) -> tuple[Match, ...]:
        if len(self._stores) == 1:
            return tuple(_matches(self._stores[0], folded))
        found: dict[str, Match] = {}
        for store in self._stores:
            for match in _matches(store, folded):
                found.setdefault(match.place.id, match)
        return tuple(sorted(found.values(), key=lambda m: -m.score))

    def _holds(self, folded: str) -> bool:
        query = "SELECT 1 FROM names WHERE folded = ? LIMIT 1"
        return any(s.may_hold(folded) and s.rows(query, (folded,)) for s in self._stores)

    # ------------------------------------------------------------------ places

    def get(self, place_id: str) -> Place:
        """Return the place of an id; `GazetteerError` when there is none."""
        for store in self._stores:
            rows = store.rows(f"SELECT {_PLACE} FROM places p WHERE p.id = ?", (place_id,))
            if rows:
                return Place(*rows[0])
        msg = f"The gazetteer holds no place {place_id!r}; ids look like 'geonames:1168197'."
        raise GazetteerError(msg)

    def near(
        self,
        lat: float,
        lon: float,
        km: float,
        codes: Iterable[str] | None = None,
        limit: int = 20,
    ) -> tuple[Near, ...]:
        """Return the places within ``km`` of a point, nearest first.

        ``codes`` are GeoNames feature codes or classes ("PSTB", "P"); all when None.
        """
        if not (-90 <= lat <= 90 and -180 <= lon <= 180) or not km >= 0:
            msg = f"near() got lat={lat!r}, lon={lon!r}, km={km!r}; give degrees and km >= 0."
            raise InputError(msg)
        wanted = frozenset(codes) if codes is not None else None
        radius = min(km, 8.0)
        while True:
            found = self._within(lat, lon, radius, wanted)
            if len(found) >= limit or radius >= km:
                return tuple(found[:limit])
            radius = min(km, radius * 3)

    def _within(
        self, lat: float, lon: float, km: float, wanted: frozenset[str] | None
    ) -> list[Near]:
        found: dict[str, Near] = {}
        for store in self._stores:
            for row in _boxed(store, lat, lon, km):
                if wanted is None or row[5] in wanted or row[4] in wanted:
                    off = _distance(lat, lon, row[2], row[3])
                    if off <= km and row[0] not in found:
                        found[row[0]] = Near(Place(*row), round(off, 3))
        return sorted(found.values(), key=lambda n: (n.km, n.place.id))

    # ------------------------------------------------------------------ areas and lines

    def area(self, place_id: str) -> Area | None:
        """Return the area of a place (EPSG:4326), None when none is known."""
        return self._ground.area(place_id)

    def contains(self, place_id: str, lat: float, lon: float) -> bool:
        """Whether a point lies in a place's area; False where no area is known."""
        area = self._ground.area(place_id)
        return area is not None and ground.covers(area.geometry, lat, lon)

    def country_at(self, lat: float, lon: float) -> str:
        """Return the ISO code of the country at a point, "" at sea.

        By the boundary policy, of which "de_facto" is Natural Earth's; points up to 0.1 degrees off
        the coast count as land, a land whose status the policy leaves open does not.
        """
        return self._ground.country_at(lat, lon)

    def countries_at(self, lats: Sequence[float], lons: Sequence[float]) -> list[str]:
        """Return the country at each of many points, as `country_at` does for one."""
        return self._ground.countries_at(lats, lons)

    def crossings(
        self,
        country_a: str | None = None,
        country_b: str | None = None,
        major: bool | None = None,
    ) -> tuple[Crossing, ...]:
        """Return border crossings by id: of one country, between two, major or minor ones."""
        wanted = {c for c in (country_a, country_b) if c}
        return tuple(
            c for c in self._ground.crossings()
            if wanted <= {c.country_a, c.country_b} and major in (None, c.major)
        )  # fmt: skip

    def border(self, country_a: str, country_b: str) -> Border | None:
        """Return the line between two countries, in either order; None when they share none."""
        first, second = sorted((country_a, country_b))
        place_id = f"border:{first}-{second}"
        return next((b for b in self._ground.borders() if b.place.id == place_id), None)

    def borders(self) -> tuple[Border, ...]:
        """Return the lines between all countries, by id."""
        return self._ground.borders()

    def disputed(self) -> tuple[Disputed, ...]:
        """Return the disputed areas, by id."""
        return self._ground.disputed()

    def disputed_at(self, lat: float, lon: float) -> tuple[Disputed, ...]:
        """Return the disputed areas at a point: within their outline, or well within their size."""
        return tuple(area for area in self._ground.disputed() if self._lies_in(area, lat, lon))

    def _lies_in(self, area: Disputed, lat: float, lon: float) -> bool:
        if area.lat is None or area.lon is None:
            return False
        reach = 2 * area.radius_km
        if abs(lat - area.lat) * _KM_PER_DEGREE > reach:  # most areas are far: asked of every event
            return False
        if _distance(lat, lon, area.lat, area.lon) > reach:
            return False
        held = self._ground.area(area.id)
        if held is not None and held.kind == "official":
            return ground.covers(held.geometry, lat, lon)
        return _distance(lat, lon, area.lat, area.lon) <= _SURE_SHARE * area.radius_km

    def layer(self, name: str, extent: Extent) -> GeoDataFrame:
        """Return a ground layer for maps (docs/design.md) within an extent, EPSG:4326.

        ``name``: land, lakes, admin1, country_lines, contested_lines or towns.
        """
        from geomap.gazetteer.layers import layer

        return layer(self._ground, name, extent)

    # ------------------------------------------------------------------ the store itself

    def info(self) -> Info:
        """Return what the stores hold: rows per table, class and source."""
        return Info(
            path=", ".join(map(str, self.paths)),
            size=sum(path.stat().st_size for path in self.paths),
            schema=1,
            tables=self._counts("names", "places", "areas", "borders", "crossings", "disputed"),
            classes=self._totals("SELECT feature_class, count(*) FROM places GROUP BY 1"),
            sources=tuple(self._sources()),
        )

    def _counts(self, *tables: str) -> tuple[tuple[str, int], ...]:
        return tuple(
            (t, sum(s.rows(f"SELECT count(*) FROM {t}")[0][0] for s in self._stores))
            for t in tables
        )

    def _totals(self, query: str) -> tuple[tuple[str, int], ...]:
        totals: dict[str, int] = {}
        for store in self._stores:
            for key, count in store.rows(query):
                totals[key] = totals.get(key, 0) + count
        return tuple(sorted(totals.items()))

    def _sources(self) -> Iterator[Source]:
        held = dict(self._totals("SELECT source, count(*) FROM places GROUP BY 1"))
        seen = set()
        for store in self._stores:
            for row in store.rows("SELECT id, name, version, licence, credit, url FROM sources"):
                if row[0] not in seen:
                    yield Source(*(*row, held.get(row[0], 0)))
                seen.add(row[0])


def _matches(store: Store, folded: str) -> Iterator[Match]:
    if not store.may_hold(folded):
        return
    for name, kind, score, *place in store.rows(_LOOKUP, (folded,)):
        yield Match(Place(*place), name or place[1], KINDS[kind], score)


def _alike(store: Store, folded: str) -> Iterator[str]:
    """Yield folded names with the same consonants, or one fewer, or the same beginning."""
    sound = skeleton(folded)
    shorter = {sound[:i] + sound[i + 1 :] for i in range(len(sound))} if len(sound) > 2 else set()
    sounds = sorted({sound, *shorter})
    marks = ", ".join("?" * len(sounds))
    query = f"SELECT folded FROM sounds WHERE sound IN ({marks}) LIMIT {_MOST_ALIKE}"
    yield from (row[0] for row in store.rows(query, sounds))
    for size in (4, 3):
        head = folded[:size]
        values: Sequence[Any] = (head, head + "\U0010ffff", len(folded) - 3, len(folded) + 3)
        query = (
            "SELECT DISTINCT folded FROM names WHERE folded >= ? AND folded < ? "
            f"AND length(folded) BETWEEN ? AND ? LIMIT {_MOST_ALIKE}"
        )
        rows = store.rows(query, values)
        yield from (row[0] for row in rows)
        if len(rows) > 500:
            return


def _boxed(store: Store, lat: float, lon: float, km: float) -> Iterator[Any]:
    """Yield the rows of places in the box around a circle, both sides of the antimeridian."""
    high = km / _KM_PER_DEGREE + 1e-4
    wide = min(180.0, high / max(cos(radians(min(89.9, abs(lat) + high))), 1e-3))
    for turn in (-360.0, 0.0, 360.0):
        west, east = lon + turn - wide, lon + turn + wide
        if east >= -180 and west <= 180:
            yield from store.rows(_BOX, (lat - high, lat + high, west, east))


def _distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in km (haversine; within 0.5 % of the geodesic)."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
