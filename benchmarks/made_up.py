"""Made-up events for measurements: every row with its own note, places and days by a fixed seed."""

from __future__ import annotations

from typing import Any

WORDS = (
    "patrol convoy village ridge market checkpoint officials residents said reported fired shells "
    "rockets truck bridge river valley district guards soldiers militants police curfew border "
    "post road trade fence camp school hospital morning evening night week trucks stranded gate"
).split()
TYPES = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Attack"),
    ("Protests", "Peaceful protest"),
    ("Border control", "Crossing closed"),
    ("Diplomacy", "Talks"),
)
NOTE_WORDS = 8
SEED = 7


def made_up_events(rows: int) -> Any:
    """Return a frame of events along 500 km of a border, each with a note of about 160 signs."""
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(SEED)
    lat, lon = 29 + 8 * rng.random(rows), 62 + 12 * rng.random(rows)
    lat, lon = np.round(lat, 4), np.round(lon, 4)
    kinds = rng.integers(0, len(TYPES), rows)
    towns = rng.integers(0, 900, rows)
    days = np.datetime64("2021-01-01") + rng.integers(0, 1700, rows)
    dates = days.astype("datetime64[D]").astype(str).astype(object)
    tolls = rng.integers(0, 9, rows)
    notes = _notes(rng, dates, towns, tolls)
    actors = [
        [{"name": f"Force {i}", "type": "State forces", "country": "PK", "slot": "a"}]
        for i in range(60)
    ]
    source = [{"publisher": "Made-up Press", "url": "", "date": None, "headline": ""}]
    frame = pd.DataFrame(
        {
            "event_id": [f"e{i}" for i in range(rows)],
            "source_system": "table",
            "native_id": "",
            "event_type": [TYPES[k][0] for k in kinds],
            "sub_event_type": [TYPES[k][1] for k in kinds],
            "status": np.where(rng.random(rows) < 0.9, "occurred", "claimed").astype(object),
            "date_start": dates,
            "date_end": dates,
            "date_prec": 1,
            "date_basis": "imported",
            "place_name": [f"Town {t}" for t in towns],
            "place_id": "",
            "place_words": "",
            "country": "Pakistan",
            "country_code": "PK",
            "admin1": [f"Province {t % 30}" for t in towns],
            "lat": lat,
            "lon": lon,
            "where_prec": np.where(rng.random(rows) < 0.8, 1, 2),
            "actors": [actors[k] for k in rng.integers(0, 60, rows)],
            "fatalities_low": tolls,
            "fatalities_best": tolls,
            "fatalities_high": tolls,
            **{f"{m}_{e}": None for m in ("injured", "displaced") for e in ("low", "best", "high")},
            "claims": [[]] * rows,
            "evidence": [[]] * rows,
            "quotes": [[]] * rows,
            "sources": [source] * rows,
            "border": "Made-up line",
            "border_km": np.round(300 * rng.random(rows), 1),
            "side": "PK",
            "nearest_crossing": "",
            "crossing_km": np.nan,
            "confidence": 0.9,
            "reasons": [[]] * rows,
            "extractor": "table",
            "notes": notes,
            "tags": [[]] * rows,
            "codes": [{}] * rows,
            "native": [{}] * rows,
        }
    )
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")


def _notes(rng: Any, dates: Any, towns: Any, tolls: Any) -> list[str]:
    """Return notes as tables of events have them: the row's facts and some words of their own."""
    picks = rng.integers(0, len(WORDS), (len(dates), NOTE_WORDS)).tolist()
    return [
        f"On {date}, fighting was reported at Town {town} ({' '.join([WORDS[p] for p in pick])}); "
        f"coded {toll} fatalities. Report {i}."
        for i, (date, town, toll, pick) in enumerate(zip(dates, towns, tolls, picks, strict=True))
    ]
