"""Small corpora and pools for the tests of the corpus room."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from geomap.corpus.pool import Pool

TOWNS = "Pasto Ipiales Tulcán Quito Ibarra Cali Popayán Mocoa".split()


def rows(count):
    """Return rows of articles: two tell of each happening, a day apart."""
    return [
        {
            "id": f"doc-{i:04}",
            "published": f"2024-03-{2 + i // 2 % 20:02}",
            "publisher": f"Paper {i % 3}",
            "text": (
                f"A bomb killed {3 + i // 2 % 5} people at a market in {TOWNS[i // 2 % 8]} on "
                f"2024-03-{1 + i // 2 % 20:02}, police said. The border crossing at Rumichaca was "
                "closed on Friday."
            ),
        }
        for i in range(count)
    ]


def write_rows(path, given):
    """Write rows as JSON lines; a str is written as it stands."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in given)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@contextmanager
def threads(count=1):
    """Give a pool of threads: quick to start, and what is patched here is patched there."""
    with ThreadPoolExecutor(count) as executor:
        yield Pool(lambda: executor, lambda: 2 * count, (), breaks=False)


def content(folder):
    """Return every file of a result with its bytes, without the notes of the run."""
    folder = Path(folder)
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if ".work" not in path.parts
    }
