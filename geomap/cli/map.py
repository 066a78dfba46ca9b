"""``geomap map``: articles and event tables in, a folder of results out."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.common import ARTICLES, COLUMNS, CORRECTIONS, ENCODING, PUBLISHED, example, make_map
from geomap.cli.looks import look_of, look_options, save_steps, titles_of

if TYPE_CHECKING:
    from geomap.pipeline import Map

__all__ = ["map_command"]

_MOST_SAID = 20


@click.command("map", epilog=example("geomap map article.txt -o outputs"))
@ARTICLES
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("outputs"), show_default=True,
    help="Folder that gets a folder of results.",
)  # fmt: skip
@click.option("--name", help="Name of the folder of results; the article's own by default.")
@look_options
@COLUMNS
@click.option(
    "--boundaries", default="de_facto", show_default=True, metavar="POLICY",
    help="How disputed areas are drawn: de_facto, un, or a GeoJSON file (docs/gazetteer.md).",
)  # fmt: skip
@CORRECTIONS
@PUBLISHED
@ENCODING
def map_command(  # noqa: PLR0913 - each is an option
    articles: Sequence[str],
    output: Path,
    name: str | None,
    corrections: str | None,
    published: str | None,
    encoding: str | None,
    columns: str,
    boundaries: str,
    **chosen: Any,  # noqa: ANN401 - see cli.looks
) -> None:
    """Make one map of articles and event tables (files, folders or - for stdin).

    Writes a self-contained page, pictures, data and a report into OUTPUT/NAME. A corrections.csv
    that lies there already is applied.
    """
    look = look_of(**chosen)
    folder = output / (name or _result_name(articles))
    own = folder / "corrections.csv"
    made = make_map(
        articles, published, encoding, columns, titles=titles_of(**chosen), boundaries=boundaries,
        corrections=corrections or (own if own.is_file() else None),
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the terms are on stderr already
        made.save_all(folder, look, chosen["tiles"])
        save_steps(made, folder, **chosen)
    _say_summary(made)
    click.echo(folder)


def _say_summary(made: Map) -> None:
    click.echo(f"{made.scene.title}: {made.scene.summary}", err=True)
    left = made.scene.unmapped
    for event in left[:_MOST_SAID]:
        click.echo(f"  not mapped: {event.headline} ({event.reason})", err=True)
    if len(left) > _MOST_SAID:
        click.echo(f"  and {len(left) - _MOST_SAID:,} more: see report.md", err=True)


def _result_name(articles: Sequence[str]) -> str:
    first = "stdin" if articles[0] == "-" else Path(articles[0]).resolve()
    name = first if isinstance(first, str) else first.name if first.is_dir() else first.stem
    return name if len(articles) == 1 else f"{name}-and-{len(articles) - 1}-more"
