"""Score events on a folder of gold corpora and a folder of gold articles.

    python -m benchmarks.events CORPORA [ARTICLES SCORER] [--only linking types deaths muc articles]
                                [-v] [--out DIR]

CORPORA holds `event_location.jsonl` (event verbs with their places), `event_types_case2021.jsonl`
(texts of 30 classes), `headlines_ucdp.jsonl` (headlines with deaths) and `muc4.jsonl` (documents
with incident templates). ARTICLES holds texts with gold events for SCORER, which is run as
`SCORER ARTICLES PREDICTIONS`. A corpus that is not there is left out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import geomap.gazetteer
from benchmarks.linking import linking
from benchmarks.made_up import made_up_events  # noqa: F401 - other measurements find it here
from geomap.events import crossings_frame, events_frame
from geomap.events.kinds import kind_of
from geomap.events.tolls import find_tolls
from geomap.gazetteer import Gazetteer
from geomap.model import Document, Event, Toponym
from geomap.pipeline import parse
from geomap.read import read
from training.kinds import kind

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """Return the rows of a jsonl file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


# ------------------------------------------------------------------ types


def types(path: Path, verbose: bool) -> Iterator[str]:
    """Yield the accuracy over the classes."""
    gold = rows(path)
    pairs = [(r, kind_of(r["text"])) for r in gold]
    right = 0
    per: dict[str, list[int]] = {}
    for row, told in pairs:
        want = kind(row)
        right += told == want
        per.setdefault(want, [0, 0, 0])
        per.setdefault(told, [0, 0, 0])
        per[want][1] += 1
        per[told][2] += 1
        per[want][0] += told == want
        if verbose and told != want:
            yield f"  {want!r} got {told!r}: {row['text']}"
    f1 = [2 * a / max(1, b + c) for a, b, c in per.values() if b]
    yield (
        f"types ({len(gold)} texts, {len(f1)} classes): accuracy {right / len(gold):.3f}, "
        f"macro F1 {sum(f1) / len(f1):.3f}"
    )


# ------------------------------------------------------------------ deaths


def deaths(path: Path, verbose: bool) -> Iterator[str]:
    """Yield how often the first number of killed people is the best count that is written."""
    gold = rows(path)
    written = [r for r in gold if r["best_in_headline"] and r["gold"]["best"]]
    right = 0
    for row in written:
        found = [t.best for t in find_tolls(row["headline"]) if t.metric == "killed"]
        right += found[:1] == [row["gold"]["best"]]
        if verbose and found[:1] != [row["gold"]["best"]]:
            yield f"  gold {row['gold']['best']} got {found}: {row['headline']}"
    yield f"deaths ({len(written)} headlines with the count): {right / max(1, len(written)):.3f}"
    bare = [r for r in gold if not re.search(r"\d|kill|dead|die|death", r["headline"], re.I)]
    false = sum(any(t.metric == "killed" for t in find_tolls(r["headline"])) for r in bare)
    yield f"deaths seen in {false} of {len(bare)} headlines without number or word of death"


# ------------------------------------------------------------------ documents


INCIDENTS: Final = ("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots")


def muc(path: Path, gazetteer: Gazetteer, verbose: bool) -> Iterator[str]:
    """Yield incident places found, datelines used as places, and false alarms."""
    count: Counter[str] = Counter()
    for row in rows(path):
        document = Document(row["id"], _mixed(row["text"]), published=None)
        parsed = parse(document, gazetteer)
        events = [e for e in parsed.events if e.event_type in INCIDENTS and e.status in _REAL]
        count["documents"] += 1
        if not row["templates"]:
            count["quiet"] += 1
            count["alarms"] += bool(events)
            count["alarms placed"] += any(e.place and (e.where_prec or 9) < 6 for e in events)
            if verbose and events:
                yield f"  ALARM {row['id']}: {[e.evidence[0].text[:200] for e in events][:3]}"
            continue
        count["incidents docs"] += 1
        count["told"] += bool(events)
        _places(count, row, events)
        count["dateline"] += _from_dateline(parsed.toponyms, events)
    quiet, alarms, placed = count["quiet"], count["alarms"], count["alarms placed"]
    yield (
        f"muc ({count['documents']} documents): places of {count['placed']} incidents, "
        f"{count['found']} found ({count['found'] / max(1, count['placed']):.3f}); "
        f"{count['told']} of {count['incidents docs']} documents with incidents told; "
        f"events placed by a dateline {count['dateline']}; false alarms {alarms} of {quiet} "
        f"documents without incident ({alarms / max(1, quiet):.3f}), "
        f"with a place {placed / max(1, quiet):.3f}"
    )


_REAL: Final = ("occurred", "alleged", "claimed", "ongoing")


def _mixed(text: str) -> str:
    """Return a text in capitals with only the first letters of words as capitals."""
    return text if re.search(r"[a-z]{3}", text) else re.sub(r"\w[\w'’]*", _title, text)


def _title(word: re.Match[str]) -> str:
    from geomap.geoparse.lexicon import words

    low = word.group().lower()
    return low if low in words("common") or len(low) < 3 else low.capitalize()


def _places(count: Counter[str], row: Row, events: Sequence[Event]) -> None:
    names = {_plain(e.place.name) for e in events if e.place} | {
        _plain(w) for e in events for w in [e.place_words] if w
    }
    for template in row["templates"]:
        last = [re.sub(r"\(.*?\)", "", x).split(":")[-1] for x in template["location"]]
        towns = [_plain(x) for x in last if len(template["location"][0].split(":")) > 1]
        if towns:
            count["placed"] += 1
            count["found"] += any(t and any(t in n or n in t for n in names if n) for t in towns)


def _plain(name: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z ]", "", plain).strip()


def _from_dateline(toponyms: Sequence[Toponym], events: Sequence[Event]) -> int:
    """Count events at a place that the text names in its dateline and nowhere else."""
    heads = {t.place.id for t in toponyms if t.place and t.mention.role == "dateline"}
    told = {t.place.id for t in toponyms if t.place and t.mention.role != "dateline"}
    return sum(e.place is not None and e.place.id in heads - told for e in events)


# ------------------------------------------------------------------ articles


def articles(
    folder: Path, scorer: Path, out: Path, gazetteer: Gazetteer, verbose: bool
) -> Iterator[str]:
    """Write predictions for articles and yield the words of their scorer."""
    out.mkdir(parents=True, exist_ok=True)
    paths = [p for p in sorted(folder.glob("*.txt")) if p.with_suffix(".json").exists()]
    documents, _ = read([str(p) for p in paths])
    for path, document in zip(paths, documents, strict=True):
        started = time.perf_counter()
        parsed = parse(replace(document, id=path.stem), gazetteer)
        took = time.perf_counter() - started
        for frame, suffix in (
            (events_frame(parsed.events, gazetteer), ".geojson"),
            (crossings_frame(parsed.reports, gazetteer), ".crossings.geojson"),
        ):
            (out / (path.stem + suffix)).write_text(_features(frame), encoding="utf-8")
        yield f"{path.stem}: {len(parsed.events)} events in {took:.2f} s"
    command = [sys.executable, str(scorer), str(folder), str(out), *(["-v"] if verbose else [])]
    yield subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _features(frame: Any) -> str:
    """Return a frame as the features that the scorer reads, without their geometry."""
    table = frame.drop(columns="geometry").astype(object).where(frame.notna(), None)
    features = [{"properties": row, "geometry": None} for row in table.to_dict("records")]
    return json.dumps({"type": "FeatureCollection", "features": features}, default=str)


def main() -> None:
    """Score what is asked for, one line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("scorer", type=Path, nargs="?")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=Path("outputs/events"))
    parser.add_argument("-v", "--verbose", action="store_true")
    given = parser.parse_args()
    store, said = geomap.gazetteer.open(), given.verbose
    corpora = {
        "linking": ("event_location", lambda p: linking(p, store, said)),
        "types": ("event_types_case2021", lambda p: types(p, said)),
        "deaths": ("headlines_ucdp", lambda p: deaths(p, said)),
        "muc": ("muc4", lambda p: muc(p, store, said)),
    }
    for name, (stem, score) in corpora.items():
        path = given.corpora / f"{stem}.jsonl"
        if path.exists() and (not given.only or name in given.only):
            print(*score(path), sep="\n", flush=True)
    if given.articles and given.scorer and (not given.only or "articles" in given.only):
        print(*articles(given.articles, given.scorer, given.out, store, said), sep="\n")


if __name__ == "__main__":
    main()
