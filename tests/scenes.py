"""Hand-made events and crossings at real places, shared by the tests of scene and renderers."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import LineString, Point, box

from geomap.style import EVENT_TYPES

EVENT = {
    "event_id": "e1",
    "source_system": "article",
    "native_id": "",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "status": "occurred",
    "date_start": "2025-03-04",
    "date_end": "2025-03-04",
    "date_prec": 1,
    "date_basis": "stated",
    "place_name": "Ipiales",
    "place_id": "geonames:3680539",
    "place_words": "in Ipiales",
    "country": "Colombia",
    "country_code": "CO",
    "admin1": "Nariño",
    "lat": 0.83,
    "lon": -77.64,
    "where_prec": 1,
    "actors": [
        {"name": "Military of Colombia", "type": "State forces", "country": "CO", "slot": "a"},
        {"name": "Armed group", "type": "Rebel group", "country": "", "slot": "b"},
    ],
    **{
        f"{metric}_{end}": None
        for metric in ("fatalities", "injured", "displaced")
        for end in ("low", "best", "high")
    },
    "claims": [],
    "evidence": [{"document_id": "d", "start": 0, "end": 5, "text": "Words"}],
    "quotes": ["Soldiers clashed with gunmen in Ipiales on Tuesday."],
    "sources": [{"publisher": "P", "url": "https://example.org/a", "date": None, "headline": "H"}],
    "border": "CO-EC",
    "border_km": 2.5,
    "side": "CO",
    "nearest_crossing": "Rumichaca",
    "crossing_km": 2.6,
    "confidence": 0.8,
    "reasons": ["same_clause"],
    "extractor": "text",
    "notes": "",
    "tags": [],
    "codes": {},
    "native": {},
}
CROSSING = {
    "crossing_id": "crossing/rumichaca",
    "name": "Rumichaca",
    "aliases": ["Rumichaca bridge"],
    "country_a": "CO",
    "country_b": "EC",
    "kind": "bridge",
    "major": True,
    "status": "closed",
    "as_of": "2025-03-05",
    "since": "2025-03-04",
    "scope": "named",
    "detail": "",
    "quotes": ["The Rumichaca bridge was closed on Tuesday."],
    "reports": [],
    "contradicted": False,
    "lat": 0.815,
    "lon": -77.665,
    "border": "CO-EC",
}


def _event(event_id, shape, **changes):
    row = {**EVENT, "event_id": event_id, **changes}
    if shape is not None and "lat" not in changes:
        middle = shape.representative_point()
        row |= {"lat": middle.y, "lon": middle.x}
    return row, shape


def events_frame(*made):
    """A frame of events; by default one of each precision and status that matters."""
    rows = made or (
        _event("e1", Point(-77.64, 0.83), fatalities_low=2, fatalities_best=2, fatalities_high=9),
        _event("e2", Point(-77.28, 1.21), place_name="Pasto", where_prec=2, status="alleged"),
        _event("e3", box(-78.4, 0.4, -77.1, 1.9), place_name="Nariño", where_prec=4, event_type="Protests", sub_event_type="Peaceful protest"),
        _event("e4", LineString([(-78.7, 1.4), (-77.66, 0.82), (-77.1, 0.4)]), place_name="Colombia–Ecuador border", where_prec=5, event_type="Border control", sub_event_type="Smuggling/seizure"),
        _event("e5", None, place_name="Colombia", where_prec=6),
        _event("e6", None, place_name="", place_id="", where_prec=None, lat=None, lon=None, event_type="Diplomacy", sub_event_type="Threat"),
        _event("e7", Point(-77.64, 0.83), status="negated"),
        _event("e8", Point(-46.63, -23.55), place_name="São Paulo", country="Brazil", country_code="BR", admin1="São Paulo", event_type="Diplomacy", sub_event_type="Talks", status="planned", border="", border_km=None),
        _event("e9", Point(-77.72, 0.80), place_name="Aldana", event_type="Explosions/Remote violence", sub_event_type="Shelling/artillery/missile attack", actors=[]),
    )  # fmt: skip
    frame = pd.DataFrame([row for row, _ in rows], columns=list(EVENT))
    for column in frame.columns:
        if column.startswith(("fatalities", "injured", "displaced", "date_prec", "where_prec")):
            frame[column] = frame[column].astype("Int64")
    return gpd.GeoDataFrame(frame, geometry=[shape for _, shape in rows], crs="EPSG:4326")


def crossings_frame(*rows):
    """A frame of crossings; by default one named and closed, one inherited, one without a point."""
    made = rows or (
        CROSSING,
        CROSSING | {"crossing_id": "crossing/x", "name": "San Miguel", "scope": "generic", "lat": 0.26, "lon": -76.87},
        CROSSING | {"crossing_id": "crossing/y", "name": "Mataje", "status": "unknown", "lat": None, "lon": None},
    )  # fmt: skip
    frame = pd.DataFrame(list(made), columns=list(CROSSING))
    shapes = [None if pd.isna(r["lat"]) else Point(r["lon"], r["lat"]) for r in made]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")


def empty(frame):
    """The same columns without a row."""
    return frame.iloc[:0]


def many(count, spread, seed=0):
    """A frame of many events around one place, of all types."""
    places = np.random.default_rng(seed).normal((-77.5, 0.9), spread, (count, 2)).tolist()
    return events_frame(
        *(
            _event(
                f"m{i}",
                Point(*place),
                place_name=f"Place {i}",
                event_type=EVENT_TYPES[i % len(EVENT_TYPES)],
                where_prec=1 + (i % 5 == 0),
            )
            for i, place in enumerate(places)
        )
    )
