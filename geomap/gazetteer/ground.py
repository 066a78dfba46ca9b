"""Areas, borders and crossings of the stores, read when first asked for and then kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from geomap.gazetteer.boundaries import DE_FACTO, Boundaries
from geomap.gazetteer.moved import moved_borders, moved_country
from geomap.gazetteer.values import Area, Border, Crossing, Disputed
from geomap.model import Extent, Place

if TYPE_CHECKING:
    from shapely import Geometry

    from geomap.gazetteer.store import Store

__all__ = ["Ground", "covers"]

#: How far off its polygon a point still belongs to a country, in degrees: coasts are simplified.
COAST_SLACK: Final = 0.1
_PLACE: Final = (
    "p.id, p.name, p.lat, p.lon, p.feature_class, p.feature_code, p.country, p.admin1, p.admin2, "
    "p.population"
)


class Ground:
    """The geometry of the stores; the first store that has a shape gives it."""

    def __init__(self, stores: Sequence[Store], boundaries: Boundaries = DE_FACTO) -> None:
        self.stores = tuple(stores)
        self.boundaries = boundaries
        self.area = lru_cache(maxsize=512)(self._area)
        self._country = lru_cache(maxsize=512)(self._read_country)

    def _area(self, place_id: str) -> Area | None:
        code = place_id.removeprefix("country:")
        if self.boundaries.moves and code != place_id:
            shape, held = self._country(code), self._stored_area(place_id)
            return Area(shape, "official", self.boundaries.note) if held and shape else None
        return self._stored_area(place_id)

    def _stored_area(self, place_id: str) -> Area | None:
        import shapely

        for store in self.stores:
            rows = store.rows("SELECT geometry, kind, note FROM areas WHERE id = ?", (place_id,))
            if rows:
                geometry = shapely.from_wkb(rows[0][0])
                shapely.prepare(geometry)
                return Area(geometry, rows[0][1], rows[0][2])
        return None

    def country_at(self, lat: float, lon: float) -> str:
        """Return the code of the country at a point, "" when none is within the slack."""
        import shapely

        slack = COAST_SLACK
        point = shapely.Point(lon, lat)
        box = Extent(lon - slack, lat - slack, lon + slack, lat + slack)
        shapes = [(code, self._country(code)) for code in self.countries_in(box)]
        for code, shape in shapes:
            if shape.covers(point):
                return code
        off = sorted((float(shape.distance(point)), code) for code, shape in shapes)
        return off[0][1] if off and off[0][0] <= slack else ""

    def countries_at(self, lats: Sequence[float], lons: Sequence[float]) -> list[str]:
        """Return the code of the country at each of many points, "" when none is near."""
        import numpy as np
        import shapely

        points = shapely.points(lons, lats)
        tree = shapely.STRtree(points)
        codes = np.full(len(points), "", dtype=object)
        for code in self.countries_in(_hull(lats, lons)) if len(points) else ():
            inside = tree.query(self.country(code), predicate="covers")
            codes[inside[codes[inside] == ""]] = code
        off = np.flatnonzero(codes == "")
        codes[off] = self._coast_of(points[off], lats, lons)
        return list(codes)

    def _coast_of(self, points: Any, lats: Sequence[float], lons: Sequence[float]) -> Any:  # noqa: ANN401
        """Return the code of the nearest country within the slack of each point off land."""
        import numpy as np
        import shapely

        codes = np.full(len(points), "", dtype=object)
        least = np.full(len(points), np.inf)
        tree = shapely.STRtree(points)
        for code in self.countries_in(_hull(lats, lons)) if len(points) else ():
            shape = self.country(code)
            near = np.sort(tree.query(shape, predicate="dwithin", distance=COAST_SLACK))
            far = shapely.distance(shape, points[near])
            closer = near[far < least[near]]
            least[closer] = far[far < least[near]]
            codes[closer] = code
        return codes

    def countries_in(self, extent: Extent) -> list[str]:
        """Return the codes of the countries whose box meets an extent."""
        given = {
            move.holder for move in self.boundaries.moves
            if move.holder and _meet(Extent(*move.geometry.bounds), extent)
        }  # fmt: skip
        return sorted(given | {code for code, box in self._boxes if _meet(box, extent)})

    def country(self, code: str) -> Geometry:
        """Return the polygon of a country."""
        return self._country(code)

    def _read_country(self, code: str) -> Any:  # noqa: ANN401 - shapely is not typed
        import shapely

        area = self._stored_area(f"country:{code}")
        shape = area.geometry if area else None
        if self.boundaries.moves:
            shape = moved_country(code, shape, self.boundaries.moves)
            shapely.prepare(shape)
        return shape

    @cached_property
    def _boxes(self) -> tuple[tuple[str, Extent], ...]:
        query = "SELECT country, west, south, east, north FROM areas WHERE feature_code LIKE 'PCL%'"
        rows = {row[0]: Extent(*row[1:]) for s in reversed(self.stores) for row in s.rows(query)}
        return tuple(sorted(rows.items()))

    def borders(self) -> tuple[Border, ...]:
        """Return all borders by id."""
        return self._borders

    @cached_property
    def _borders(self) -> tuple[Border, ...]:
        found = {b.place.id: b for store in reversed(self.stores) for b in _read_borders(store)}
        held = tuple(found[key] for key in sorted(found))
        if not self.boundaries.moves:
            return held
        moves = self.boundaries.moves
        return moved_borders(held, moves, self.countries_in, self.country, self.country_names)

    @cached_property
    def country_names(self) -> dict[str, str]:
        """Names of countries by code."""
        query = "SELECT country, name FROM places WHERE id GLOB 'country:*'"
        return {row[0]: row[1] for s in reversed(self.stores) for row in s.rows(query)}

    def disputed(self) -> tuple[Disputed, ...]:
        """Return all disputed areas by id."""
        return self._disputed

    @cached_property
    def _disputed(self) -> tuple[Disputed, ...]:
        found = {d.id: d for store in reversed(self.stores) for d in _read_disputed(store)}
        return tuple(found[key] for key in sorted(found))

    def crossings(self) -> tuple[Crossing, ...]:
        """Return all crossings by id."""
        return self._crossings

    @cached_property
    def _crossings(self) -> tuple[Crossing, ...]:
        found = {c.place.id: c for store in reversed(self.stores) for c in _read_crossings(store)}
        return tuple(found[key] for key in sorted(found))


def _read_disputed(store: Store) -> Iterator[Disputed]:
    query = "SELECT id, name, claimed_by, administered_by, lat, lon, radius_km, note FROM disputed"
    for place_id, name, claimed, held, lat, lon, radius, note in store.rows(query):
        yield Disputed(
            place_id, name, _listed(claimed), _listed(held), lat, lon, radius or 0.0, note
        )


def covers(shape: Geometry, lat: float, lon: float) -> bool:
    """Whether a point lies in or on a shape."""
    import shapely

    return bool(shape.covers(shapely.Point(lon, lat)))


def _hull(lats: Sequence[float], lons: Sequence[float]) -> Extent:
    slack = COAST_SLACK
    return Extent(min(lons) - slack, min(lats) - slack, max(lons) + slack, max(lats) + slack)


def _meet(box: Extent, other: Extent) -> bool:
    """Whether two boxes meet; ``other`` may cross the antimeridian."""
    if box.north < other.south or box.south > other.north:
        return False
    return any(
        box.west <= other.east + turn and box.east >= other.west + turn for turn in (-360, 0, 360)
    )


def _read_borders(store: Store) -> Iterator[Border]:
    import shapely

    query = (
        "SELECT b.geometry, b.country_a, b.country_b, b.status, b.note, b.aliases, b.claimed_by, "
        f"{_PLACE} FROM borders b JOIN places p ON p.id = b.id"
    )
    for row in store.rows(query):
        shape, country_a, country_b, status, note, aliases, claimed_by, *place = row
        yield Border(
            Place(*place), shapely.from_wkb(shape), country_a, country_b, status, note,
            _listed(aliases), _listed(claimed_by),
        )  # fmt: skip


def _read_crossings(store: Store) -> Iterator[Crossing]:
    query = (
        "SELECT c.aliases, c.country_a, c.country_b, c.kind, c.major, c.accuracy_km, "
        f"c.settlement_a, c.settlement_b, c.note, {_PLACE} "
        "FROM crossings c JOIN places p ON p.id = c.id"
    )
    for aliases, a, b, kind, major, accuracy, left, right, note, *place in store.rows(query):
        yield Crossing(
            Place(*place), _listed(aliases), a, b, kind, bool(major), accuracy, left, right, note
        )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
