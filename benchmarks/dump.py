"""A synthetic GeoNames dump in the real format: 19 columns, tabs, UTF-8."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_SYLLABLES = (
    "ba bar chah dar deh dur gar ghar gul jan kal kand kar khel kot kuh lar mal mir nag pur qal "
    "rud sar shah tang tor wal zar zai"
).split()
_CODES = (("P", "PPL"), ("H", "STM"), ("T", "MT"), ("S", "SCH"), ("L", "LCTY"), ("A", "ADM3"))
_OTHER = ("جبل", "село", "नगर", "村")


def lines(count: int, seed: int = 1) -> Iterator[str]:
    """Yield lines; a third have other names, one in eight letters that are not ASCII.

    In GeoNames' own allCountries a row has 1.4 names besides its own and 140 bytes.
    """
    pick = random.Random(seed)
    for number in range(10_000_000, 10_000_000 + count):
        plain = " ".join(_word(pick) for _ in range(pick.choice((1, 1, 2)))).title()
        name = plain.replace("a", "ā", 1) if pick.random() < 0.125 else plain
        others = _others(pick) if pick.random() < 0.33 else ""
        letter, code = pick.choice(_CODES)
        lat, lon = pick.uniform(29, 38.5), pick.uniform(60.5, 78)
        people = pick.choice((0, 0, 0, pick.randrange(100_000)))
        yield (
            f"{number}\t{name}\t{plain}\t{others}\t{lat:.5f}\t{lon:.5f}\t{letter}\t{code}\tPK\t\t"
            f"0{pick.randrange(1, 9)}\t{pick.randrange(7000, 7100)}\t\t\t{people}\t\t"
            f"{pick.randrange(4000)}\tAsia/Karachi\t2026-01-01\n"
        )


def write(path: Path, count: int) -> Path:
    """Write a dump."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines(count))
    return path


def _word(pick: random.Random) -> str:
    return "".join(pick.choices(_SYLLABLES, k=pick.choice((2, 2, 3, 4))))


def _others(pick: random.Random) -> str:
    names = [_word(pick).title() for _ in range(pick.choice((1, 2, 3)))]
    return ",".join([*names, f"{pick.choice(_OTHER)} {pick.randrange(999)}"])
