"""What the gazetteer holds of gold places, by class: ``python -m benchmarks.coverage EVAL``.

EVAL holds ``geoparsing/*.jsonl`` (documents with toponyms: text, lat, lon, geonameid, type) and
``gazetteer/*.csv`` (lists of crossings and of places with their accuracy). "found" is a name that
the gazetteer has by its exact folded spelling, no fuzzy match; "right" is one that has a candidate
within 161 km, or with the same GeoNames id: the ceiling of any resolver. ``--missed CLASS`` lists
what was not found or not right.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyproj import Geod

import geomap.gazetteer
from geomap.gazetteer import Gazetteer, Match

NEAR_KM = 161.0
SLACK_KM = 5.0
CORPORA = ("lgl", "trnews", "geowebnews", "geovirus", "tudloc2013")
CLASSES = ("country", "ADM1", "ADM2", "city", "continent", "other")
COUNTRIES = Path(__file__).parents[1] / "gazetteer" / "countries.csv"
GEOD = Geod(ellps="WGS84")
#: Beginnings of the corpora's types and the class that they are; streets and the like are no places
#: that a gazetteer of the world could hold, and are left out as in docs/gazetteer.md.
TYPES = {
    "A.PCL": "country", "COUNTRY": "country", "A.ADM1": "ADM1", "A.ADM2": "ADM2", "P.": "city",
    "CITY": "city", "L.CONT": "continent", "CONTINENT": "continent",
}  # fmt: skip
LEFT_OUT = ("STREET", "STREETNR", "ZIP")
CONTINENTS = frozenset("africa antarctica asia europe oceania americas".split()) | {
    "north america", "south america", "latin america", "central america",
}  # fmt: skip

Toponym = dict[str, Any]


def mentions(folder: Path) -> Iterator[Toponym]:
    """Yield the mentions that have coordinates."""
    for corpus in CORPORA:
        path = folder / f"{corpus}.jsonl"
        for line in path.open(encoding="utf-8") if path.exists() else ():
            for toponym in json.loads(line)["toponyms"]:
                if toponym.get("lat") is not None and toponym.get("type") not in LEFT_OUT:
                    yield toponym


def classes_by_id(found: list[Toponym], countries: dict[int, str]) -> dict[int, str]:
    """Return the class of GeoNames ids: of countries, and as the corpora with feature codes say."""
    said = {t["geonameid"]: kind_of_type(t) for t in found if t.get("geonameid") is not None}
    return {k: v for k, v in said.items() if v != "other"} | dict.fromkeys(countries, "country")


def kind_of_type(toponym: Toponym) -> str:
    """Return the class by the corpus's own word for it."""
    word = str(toponym.get("type") or "")
    return next((v for k, v in TYPES.items() if word.startswith(k)), "other")


def kind(toponym: Toponym, by_id: dict[int, str], gazetteer: Gazetteer) -> str:
    """Return the class of a gold place: by its GeoNames id, else by its name, else by its type."""
    number = toponym.get("geonameid")
    if number in by_id:
        return by_id[number]
    if geomap.gazetteer.fold(toponym["text"]) in CONTINENTS:
        return "continent"
    own = f"geonames:{number}"
    if number is not None and any(m.place.id == own for m in gazetteer.lookup(toponym["text"])):
        return "city"
    return kind_of_type(toponym)


def is_right(matches: tuple[Match, ...], toponym: Toponym, countries: dict[int, str]) -> bool:
    """Whether one of the candidates has the gold place's id or lies near its point."""
    number = toponym.get("geonameid")
    own = {f"geonames:{number}", f"country:{countries.get(number or 0, '-')}"}
    return any(
        m.place.id in own or km(toponym["lat"], toponym["lon"], m.place.lat, m.place.lon) <= NEAR_KM
        for m in matches
    )


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the geodesic distance in km."""
    meters: float = GEOD.inv(lon, lat, other_lon, other_lat)[2]
    return meters / 1000


def corpora_table(folder: Path, gazetteer: Gazetteer, missed: str) -> Iterator[str]:
    """Yield the lines of the table by class."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        countries = {int(row["geonameid"]): row["code"] for row in csv.DictReader(file)}
    gold = list(mentions(folder))
    by_id = classes_by_id(gold, countries)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lost: Counter[tuple[str, str]] = Counter()
    for toponym in gold:
        matches = gazetteer.lookup(toponym["text"])
        right = is_right(matches, toponym, countries)
        name = kind(toponym, by_id, gazetteer)
        for key in (name, "all"):
            counts[key].update(n=1, found=bool(matches), right=right)
        if name == missed and not right:
            lost[toponym["text"], "far" if matches else "not found"] += 1
    yield from (f"{n:4} {text} ({why})" for (text, why), n in lost.most_common(400))
    yield "| class | mentions | found | right |\n|---|---|---|---|"
    for name in (*CLASSES, "all"):
        yield f"| {name} | {counts[name]['n']:,} | {_shares(counts[name])} |"


def list_table(path: Path, gazetteer: Gazetteer, missed: str) -> Iterator[str]:
    """Yield the lines of the table of a list of places, each with its own accuracy."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lost = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            off = _nearest(row, gazetteer)
            right = off is not None and off <= float(row["accuracy_km"] or 0) + SLACK_KM
            for key in (row.get("feature") or row.get("kind") or "", "all"):
                counts[key].update(n=1, found=off is not None, right=right)
            if not right:
                lost.append(f"     {row['name']} ({row.get('aka')}; {row.get('feature')}): {off}")
    yield from lost if missed == path.stem else ()
    yield f"| {path.stem} | rows | found | right |\n|---|---|---|---|"
    for name in sorted(counts, key=lambda k: (k == "all", -counts[k]["n"], k)):
        yield f"| {name} | {counts[name]['n']} | {_shares(counts[name])} |"


def _nearest(row: dict[str, str], gazetteer: Gazetteer) -> float | None:
    """Return how far the nearest candidate of a row's names lies, None when none is found."""
    names = [row["name"], *filter(None, row["aka"].split(";"))]
    if "kind" in row:
        names += [half for name in names for half in name.split("-") if "-" in name]
    lat, lon = float(row["lat"]), float(row["lon"])
    places = [m.place for name in names for m in gazetteer.lookup(name.strip())]
    return min((round(km(lat, lon, p.lat, p.lon), 1) for p in places), default=None)


def _shares(count: Counter[str]) -> str:
    n = max(1, count["n"])
    return f"{100 * count['found'] / n:.1f} | {100 * count['right'] / n:.1f}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--missed", default="", help="a class, or the name of a list")
    given = parser.parse_args()
    gazetteer = geomap.gazetteer.open()
    print("\n".join(corpora_table(given.eval / "geoparsing", gazetteer, given.missed)))
    for path in sorted((given.eval / "gazetteer").glob("*.csv")):
        print()
        print("\n".join(list_table(path, gazetteer, given.missed)))


if __name__ == "__main__":
    main()
