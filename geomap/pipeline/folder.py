"""A folder of results: every output is made first, then all are put in place."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import __version__
from geomap.errors import OutputError
from geomap.model import Document, Reject

if TYPE_CHECKING:
    from geomap.pipeline import Map
    from geomap.render import Look

__all__ = ["OUTPUTS", "REJECTS", "manifest", "rejects_csv", "save_all"]

#: The files of a run, in the order in which they are made.
OUTPUTS = (
    "map.html",
    "map.png",
    "map.svg",
    "map.pdf",
    "embed.html",
    "report.md",
    "report.html",
    "report.docx",
    "events.geojson",
    "events.csv",
    "crossings.geojson",
    "toponyms.geojson",
    "manifest.json",
)
REJECTS = "rejects.csv"
_LIBRARIES = ("folium", "geopandas", "matplotlib", "shapely")


def save_all(
    made: Map, folder: Path, look: Look | None = None, tiles: str | None = None
) -> tuple[Path, ...]:
    """Write every output into ``folder`` and return the paths.

    All are made in a scratch folder beside it first, so a run that fails leaves an earlier result
    whole. Files of the user's own in the folder are left alone.

    Raises
    ------
    OutputError
        When the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".geomap-", dir=folder))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        msg = f"{str(folder)!r} cannot be written ({reason}); choose another with -o."
        raise OutputError(msg) from error
    try:
        _write_all(made, scratch, look, tiles)
        return _put_in_place(scratch, folder)
    except OSError as error:
        msg = f"{str(folder)!r} could not be filled ({error}); earlier results are as they were."
        raise OutputError(msg) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write_all(made: Map, folder: Path, look: Look | None, tiles: str | None) -> None:
    from geomap.render import save_embed, save_html, save_images, save_report
    from geomap.render.data import save_frame
    from geomap.render.files import write_atomically

    save_html(made.scene, folder / "map.html", tiles)
    save_images(made.scene, [folder / f"map.{suffix}" for suffix in ("png", "svg", "pdf")], look)
    save_embed(made.scene, folder / "embed.html", page="map.html", picture="map.png")
    save_report(made.scene, folder / "report.md", picture="map.png")
    figure = (folder / "map.png").read_bytes()
    for name in ("report.html", "report.docx"):
        save_report(made.scene, folder / name, figure=figure)
    for name in ("events.geojson", "events.csv"):
        save_frame(made.events, folder / name)
    save_frame(made.crossings, folder / "crossings.geojson")
    save_frame(made.toponyms, folder / "toponyms.geojson")
    text = json.dumps(manifest(made), ensure_ascii=False, indent=2)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    if made.rejects:
        write_atomically(folder / REJECTS, rejects_csv(made.rejects))


def _put_in_place(scratch: Path, folder: Path) -> tuple[Path, ...]:
    """Move finished files over; a list of rejects from an earlier run does not stay."""
    paths = []
    for made in sorted(scratch.iterdir()):
        made.replace(folder / made.name)
        paths.append(folder / made.name)
    if folder / REJECTS not in paths:
        (folder / REJECTS).unlink(missing_ok=True)
    return tuple(paths)


def rejects_csv(rejects: Iterable[Reject]) -> Iterator[str]:
    """Yield the lines of a table of what was set aside, and why."""
    from geomap.render.data import safe_cell

    yield "source,row,field,reason\n"
    for reject in rejects:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(map(safe_cell, astuple(reject)))
        yield line.getvalue()


def manifest(made: Map) -> dict[str, Any]:
    """Return what went in, what came out and what was not mapped, as JSON values.

    It holds no clock and no path of the machine, so that the same input gives the same bytes.
    """
    scene = made.scene
    return {
        "title": scene.title,
        "as_of": scene.as_of.isoformat() if scene.as_of else None,
        "inputs": [
            *(_input(document) for document in made.documents),
            *(asdict(table) for table in made.tables),
        ],
        "options": made.options,
        "versions": {
            "geomap": __version__,
            **{library: version(library) for library in _LIBRARIES},
        },
        "gazetteer": list(scene.credits),
        "counts": {
            "documents": len(made.documents),
            "table_rows": sum(table.rows for table in made.tables),
            "rejects": len(made.rejects),
            "toponyms": len(made.toponyms),
            "toponyms_by_role": dict(sorted(Counter(made.toponyms["role"]).items())),
            "events": len(scene.events),
            "events_drawn": len(scene.events) - len(scene.unmapped),
            "events_not_mapped": len(scene.unmapped),
            "crossings": len(scene.crossings),
        },
        "not_mapped": [asdict(left) for left in scene.unmapped],
        "corrections": _corrections(made),
        "rejects": [asdict(reject) for reject in made.rejects],
        "notes": list(scene.notes),
    }


def _corrections(made: Map) -> dict[str, Any]:
    done = made.corrections
    return {
        "applied": list(done.applied) if done else [],
        "unmatched": [asdict(reject) for reject in done.unmatched] if done else [],
    }


def _input(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
        "characters": len(document.text),
        "sha256": sha256(document.text.encode()).hexdigest(),
    }
