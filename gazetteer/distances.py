"""How far crossings lie from their line: ``python -m gazetteer.distances AF PK``.

Distances are geodesic, to Natural Earth's line, which lies within about 3 km of the ground's.
"""

from __future__ import annotations

import sys
from math import cos, radians

import shapely
from pyproj import Geod

import geomap.gazetteer


def main() -> None:
    """Print a table of the crossings between two countries."""
    store = geomap.gazetteer.open(geomap.gazetteer.DEFAULT_STORE)
    border = store.border(*sys.argv[1:3])
    if border is None:
        raise SystemExit(f"{' and '.join(sys.argv[1:3])} share no line.")
    print("| crossing | lat | lon | known to | from the line |\n|---|---|---|---|---|")
    for crossing in store.crossings(*sys.argv[1:3]):
        place = crossing.place
        width = cos(radians(place.lat))
        flat = shapely.transform(border.geometry, lambda xy, w=width: xy * (w, 1.0))
        x, y = shapely.shortest_line(flat, shapely.Point(place.lon * width, place.lat)).coords[0]
        km = Geod(ellps="WGS84").inv(place.lon, place.lat, x / width, y)[2] / 1000
        print(
            f"| {place.name} | {place.lat:.3f} | {place.lon:.3f} | {crossing.accuracy_km:g} km | "
            f"{km:.1f} km |"
        )


if __name__ == "__main__":
    main()
