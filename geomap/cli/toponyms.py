"""``geomap toponyms``: the places that a text names."""

from __future__ import annotations

from collections.abc import Sequence

import click

from geomap.cli.common import ARTICLES, ENCODING, FORMAT, example, make_map, print_frame

__all__ = ["toponyms_command"]


@click.command("toponyms", epilog=example("geomap toponyms article.txt --format jsonl"))
@ARTICLES
@FORMAT
@ENCODING
def toponyms_command(articles: Sequence[str], form: str, encoding: str | None) -> None:
    """Print every place name of articles, its role, the place it means and its rivals."""
    print_frame(make_map(articles, None, encoding).toponyms, form)
