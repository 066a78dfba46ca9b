"""What the commands share: options, the call that makes a map, how frames are printed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from geomap.model import Document, Reject
    from geomap.pipeline import Map

__all__ = [
    "ARTICLES",
    "ENCODING",
    "FORMAT",
    "FORMATS",
    "PUBLISHED",
    "example",
    "make_map",
    "print_frame",
]

FORMATS = click.Choice(["geojson", "csv", "jsonl"])


def example(text: str) -> str:
    """Return the closing words of a command's help."""
    return f"\b\nExample:\n  {text}"


ARTICLES = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
PUBLISHED = click.option(
    "--published", metavar="YYYY-MM-DD", help="Day of publication, for articles that do not say it."
)
ENCODING = click.option(
    "--encoding", help="Encoding of the input where it is not UTF-8 and cannot be told."
)
FORMAT = click.option("--format", "form", type=FORMATS, default="geojson", show_default=True)


def make_map(
    articles: Sequence[str],
    published: str | None,
    encoding: str | None,
    **options: Any,  # noqa: ANN401 - passed on as they are
) -> Map:
    """Return the map of articles, with words on stderr about what was set aside."""
    from geomap.pipeline import map

    made = map(list(articles), published=published, encoding=encoding, progress=progress, **options)
    _say_rejects(made.rejects)
    return made


def progress(documents: Sequence[Document]) -> Iterable[Document]:
    """Yield documents under a progress bar: on a terminal, and only for more than a few."""
    if len(documents) < 5 or not sys.stderr.isatty():
        yield from documents
        return
    with click.progressbar(documents, label="Reading articles", file=sys.stderr) as bar:
        yield from bar


def _say_rejects(rejects: Sequence[Reject]) -> None:
    for reject in rejects[:5]:
        click.echo(f"geomap: set aside: {reject.reason}", err=True)
    if len(rejects) > 5:
        click.echo(f"geomap: and {len(rejects) - 5} more set aside, see rejects.csv.", err=True)


def print_frame(frame: Any, form: str) -> None:  # noqa: ANN401 - a GeoDataFrame
    """Print a frame to stdout."""
    from geomap.render.data import frame_text

    click.echo(frame_text(frame, form), nl=False)
