"""Synthetic news for measurements: our own templates filled with places of the gazetteer.

    python -m benchmarks.documents 100000 > documents.jsonl

Nothing in it is true. It is made so that the work is that of real news: some twelve countries with
towns told of often and seldom, one happening told by several documents in other words, dates as
weekdays, tolls that differ, capitals that speak, crossings that close, and texts without any event.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import geomap.gazetteer
from geomap.gazetteer import Gazetteer
from geomap.model import Place

__all__ = ["DAYS", "START", "Country", "countries", "documents", "times_told", "town"]

COUNTRIES: Final = "PK AF IN KH TH CO VE ML BF SD TD UA".split()
START: Final = date(2024, 1, 1)
DAYS: Final = 366
#: Documents that tell of the same happening, on average.
RETOLD: Final = 2.5
_WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ACTS: Final = (
    "A roadside bomb killed {n} soldiers near {place} on {day}, officials said.",
    "Gunmen attacked a police post in {place} on {day}, killing {n} officers and wounding {m}.",
    "Shelling hit a market in {place} on {day} and killed at least {n} civilians, doctors said.",
    "Soldiers and rebels fought for hours in {place} on {day}; {n} people were killed.",
    "An air strike on {place} killed {n} people on {day}, residents said.",
    "Hundreds of people protested in {place} on {day} against rising prices.",
    "Border guards in {place} seized a truck of smuggled fuel on {day}.",
)
_AGAIN: Final = (
    "At least {n} people were killed in the attack in {place} on {day}, a hospital source said.",
    "{n} people died when fighting broke out in {place} on {day}.",
    "The attack in {place} on {day} left {n} dead and {m} wounded, the ministry said.",
)
_CROSSING: Final = (
    "The {crossing} crossing was closed on {day} after the incident, traders said.",
    "Trucks were again moving through the {crossing} crossing on {day}, customs officials said.",
)
_TALK: Final = (
    "{capital} said that it would answer any attack on its soil.",
    "The government in {capital} denied the claims and asked for talks.",
    "Analysts say that the region has seen little investment in a decade.",
    "Farmers had been waiting for rain for weeks and prices of wheat had gone up.",
    "Aid groups said that families had fled to {other}, where schools were full.",
    "A spokesman read the statement twice and took no questions from reporters.",
    "The road between {place} and {other} has been repaired several times since last year.",
)


@dataclass(frozen=True, slots=True)
class Country:
    """Where news comes from: its capital, towns by size, large crossings."""

    capital: str
    towns: tuple[Place, ...]
    crossings: tuple[str, ...]


def documents(count: int, gazetteer: Gazetteer, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield rows of articles as JSON lines have them; the same number and seed give the same."""
    chance = random.Random(seed)
    known = countries(gazetteer)
    made = 0
    while made < count:
        country = chance.choice(known)
        spot = town(country, chance)
        day = START + timedelta(chance.randrange(DAYS))
        toll = chance.randrange(2, 40)
        for telling in range(min(count - made, times_told(chance))):
            yield _document(made, country, spot, day, toll, telling, chance)
            made += 1


def countries(gazetteer: Gazetteer) -> list[Country]:
    """Return the countries that news comes from."""
    return [_country(code, gazetteer) for code in COUNTRIES]


def town(country: Country, chance: random.Random) -> Place:
    """Return a town; the large ones are in the news more often."""
    return country.towns[int(len(country.towns) * chance.random() ** 2)]


def times_told(chance: random.Random) -> int:
    """Return how many documents tell of one happening."""
    return 1 + int(chance.expovariate(1 / (RETOLD - 1)))


def _country(code: str, gazetteer: Gazetteer) -> Country:
    place = gazetteer.get(f"country:{code}")
    near = gazetteer.near(place.lat, place.lon, 900, codes=["P"], limit=4000)
    towns = [n.place for n in near if n.place.country == code and n.place.population > 5000]
    towns.sort(key=lambda p: (-p.population, p.id))
    crossings = tuple(c.place.name for c in gazetteer.crossings(code) if c.major)
    capital = next((town for town in towns if town.feature_code == "PPLC"), towns[0])
    return Country(capital.name, tuple(towns[:200]), crossings)


def _document(
    number: int,
    country: Country,
    spot: Place,
    day: date,
    toll: int,
    telling: int,
    chance: random.Random,
) -> dict[str, Any]:
    published = day + timedelta(min(telling, 3))
    words = {
        "place": spot.name,
        "other": chance.choice(country.towns).name,
        "capital": country.capital,
        "crossing": chance.choice(country.crossings or (spot.name,)),
        "day": _WEEKDAYS[day.weekday()],
        "n": toll + telling % 2,
        "m": toll + 3,
    }
    lead = chance.choice(_AGAIN if telling else _ACTS)
    talk = chance.sample(_TALK, chance.randrange(2, 6))
    middle = [chance.choice(_CROSSING)] if country.crossings and chance.random() < 0.2 else []
    if chance.random() < 0.15:
        lead, middle = _TALK[2], []
    sentences = [s.format(**words) for s in (lead, *middle, *talk)]
    half = len(sentences) // 2 + 1
    return {
        "id": f"doc-{number:07}",
        "title": f"News from {spot.name}",
        "published": published.isoformat(),
        "publisher": f"Paper {number % 37}",
        "url": f"https://example.org/{number}",
        "text": " ".join(sentences[:half]) + "\n\n" + " ".join(sentences[half:]),
    }


def main() -> None:
    """Print as many documents as asked."""
    for row in documents(int(sys.argv[1]), geomap.gazetteer.open()):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
