"""``geomap events``: what happened, where and when."""

from __future__ import annotations

from collections.abc import Sequence

import click

from geomap.cli.common import ARTICLES, ENCODING, FORMAT, PUBLISHED, example, make_map, print_frame

__all__ = ["events_command"]


@click.command("events", epilog=example("geomap events article.txt --format csv > events.csv"))
@ARTICLES
@FORMAT
@PUBLISHED
@ENCODING
def events_command(
    articles: Sequence[str], form: str, published: str | None, encoding: str | None
) -> None:
    """Print the events that articles tell of, with place, date, actors, toll and quotes."""
    print_frame(make_map(articles, published, encoding).events, form)
