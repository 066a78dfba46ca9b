"""Measure that the time of reading events grows with the length of one text, and no faster.

    python -m benchmarks.long ARTICLE...

The articles are joined and repeated up to 1 MB.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import geomap.gazetteer
from geomap.events import find_crossing_reports, find_events
from geomap.geoparse import geoparse
from geomap.model import Document

SIZES = (125_000, 250_000, 500_000, 1_000_000)


def main() -> None:
    """Print seconds of processor time for each size, geoparsing left out."""
    gazetteer = geomap.gazetteer.open()
    text = "\n\n".join(Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]) + "\n\n"
    for size in SIZES:
        long = (text * (size // len(text) + 1))[:size]
        document = Document("long", long, published=date(2025, 1, 1))
        toponyms = geoparse(document, gazetteer)
        started = time.process_time()
        events = find_events(document, toponyms, gazetteer)
        find_crossing_reports(document, toponyms, gazetteer)
        seconds = time.process_time() - started
        print(f"{size:,} characters: {seconds:.1f} s, {len(events):,} events", flush=True)


if __name__ == "__main__":
    main()
