"""``geomap events``: what happened, where and when."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import click

from geomap.cli.common import (
    ARTICLES,
    COLUMNS,
    ENCODING,
    FORMAT,
    PUBLISHED,
    example,
    make_map,
    print_frame,
)

__all__ = ["events_command"]


@click.command("events", epilog=example("geomap events article.txt --format csv > events.csv"))
@ARTICLES
@FORMAT
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="Write this file instead: .geojson .csv .jsonl .gpkg .parquet .fgb .kml",
)  # fmt: skip
@COLUMNS
@PUBLISHED
@ENCODING
def events_command(
    articles: Sequence[str],
    form: str,
    output: Path | None,
    columns: str,
    published: str | None,
    encoding: str | None,
) -> None:
    """Print the events of articles and tables, with place, date, actors, toll and quotes."""
    events = make_map(articles, published, encoding, columns).events
    if output is None:
        print_frame(events, form)
        return
    from geomap.render.data import save_frame

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the terms are on stderr already
        click.echo(save_frame(events, output))
