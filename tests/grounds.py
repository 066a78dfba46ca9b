"""A small made-up ground and scenes on it, for the tests of the picture; no gazetteer needed."""

from datetime import date

import geopandas as gpd
from scenes import crossings_frame, events_frame
from shapely.geometry import LineString, Point, box

from geomap.gazetteer.boundaries import DE_FACTO
from geomap.model import Place, Source
from geomap.scene import build_scene

LINE = LineString([(-79, 1.6), (-78.2, 1.0), (-77.6, 0.8), (-77.0, 0.4), (-75, 0.0)])
SOURCES = (Source("Example Press", "https://example.org/a", date(2025, 3, 6), "Border closed"),)


def _frame(shapes, **columns):
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:4326")


class Ground:
    """What `build_scene` asks of a gazetteer: two countries, a contested line, five towns."""

    boundaries = DE_FACTO

    def disputed_at(self, lat, lon):  # noqa: ARG002 - nothing is disputed here but the line
        return ()

    def layer(self, name, extent):  # noqa: ARG002 - the whole ground is small
        if name == "land":
            shapes = [box(-80, 0.5, -60, 12), box(-81, -5, -60, 0.5), box(-60, -35, -35, 5)]
            return _frame(shapes, code=["CO", "EC", "BR"], name=["Colombia", "Ecuador", "Brazil"])
        if name == "contested_lines":
            return _frame([LINE], border_id=["CO-EC"], name=["Made-up Line"], note=["Not agreed."])
        if name == "towns":
            names = ["Quito", "Tulcán", "Ibarra", "Mocoa", "Pasto"]
            spots = [(-78.5, -0.2), (-77.7, 0.8), (-78.1, 0.35), (-76.6, 1.1), (-77.28, 1.21)]
            ranks = [0, 1, 1, 2, 2]
            return _frame(map(Point, spots), name=names, rank=ranks, population=[9, 8, 7, 6, 5])
        return _frame([], name=[], country=[], approximate=[])

    def near(self, lat, lon, km, codes=None, limit=20):  # noqa: ARG002 - no sea
        return ()

    def get(self, place_id):
        names = {"country:CO": "Colombia", "country:EC": "Ecuador", "country:BR": "Brazil"}
        return Place(place_id, names[place_id], 0, 0, "A", "PCLI")

    def info(self):
        class Info:
            sources = ()

        return Info()


def make_scene(events=None, crossings=None, **words):
    """Return a scene on the made-up ground."""
    return build_scene(
        events_frame() if events is None else events,
        crossings_frame() if crossings is None else crossings,
        Ground(),
        sources=SOURCES,
        as_of=date(2025, 3, 6),
        **words,
    )
