"""Draw the gallery: ``python docs/make_gallery.py [FOLDER]`` (outputs/gallery by default).

One map of each example, with all its files, the counts of a small archive, and a page of links.
"""

from __future__ import annotations

import json
import sys
from html import escape
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
EXAMPLES = ("durand-line.txt", "dangrek.txt", "incidents.csv")
DOCUMENTS = 3000


def draw(folder: Path) -> Path:
    """Draw everything into ``folder`` and return its page."""
    import geomap

    entries = []
    for name in EXAMPLES:
        drawn = geomap.map(ROOT / "examples" / name)
        made = folder / Path(name).stem
        drawn.save_all(made)
        entries.append(_entry(f"{made.name}/map.html", f"{made.name}/map.png",
                              f"{drawn.scene.title}. {drawn.scene.caption}"))  # fmt: skip
    _draw_archive(folder)
    words = f"{DOCUMENTS:,} made-up articles (benchmarks/documents.py): events in hexagons."
    entries.append(_entry("archive.html", "archive/overview.png", words))
    page = folder / "index.html"
    page.write_text(_page(entries), encoding="utf-8")
    return page


def _draw_archive(folder: Path) -> None:
    import geomap
    import geomap.gazetteer
    from benchmarks.documents import documents
    from geomap import corpus

    archive = folder / "archive.jsonl"
    rows = islice(documents(DOCUMENTS, geomap.gazetteer.open()), DOCUMENTS)
    archive.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    made = corpus.build([archive], folder / "archive")
    geomap.map(made.folder).save(folder / "archive.html")


def _entry(page: str, picture: str, words: str) -> str:
    return (
        f'<figure><a href="{escape(page)}"><img src="{escape(picture)}" alt="{escape(words)}" '
        f'loading="lazy"></a><figcaption>{escape(words)}</figcaption></figure>'
    )


def _page(entries: list[str]) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Maps by geomap</title>\n'
        "<style>body{font-family:system-ui,sans-serif;max-width:60rem;margin:2rem auto}"
        "img{max-width:100%;border:1px solid #cfcac2}figure{margin:0 0 3rem}</style>\n"
        "<h1>Maps by geomap</h1>\n" + "\n".join(entries) + "\n</html>\n"
    )


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/gallery")
    target.mkdir(parents=True, exist_ok=True)
    print(draw(target))
