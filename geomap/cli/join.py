"""``geomap join``: which articles tell of which events of a table."""

from __future__ import annotations

from collections.abc import Sequence

import click

from geomap.cli.common import ARTICLES, COLUMNS, ENCODING, FORMATS, PUBLISHED, example, make_map

__all__ = ["join_command"]

_SHOWN = (
    "event_id native_id date_start date_end place_name country event_type sub_event_type "
    "fatalities_best join joined_by joined"
).split()


@click.command("join", epilog=example("geomap join events.csv articles/ > joined.csv"))
@ARTICLES
@click.option("--km", default=5.0, show_default=True, help="How near two exact places must lie.")
@click.option("--days", default=1, show_default=True, help="How many days events may be apart.")
@click.option("--format", "form", type=FORMATS, default="csv", show_default=True)
@COLUMNS
@PUBLISHED
@ENCODING
def join_command(
    articles: Sequence[str],
    km: float,
    days: int,
    form: str,
    columns: str,
    published: str | None,
    encoding: str | None,
) -> None:
    """Print the events of tables with the articles that tell of them.

    By id or address, else by an event at the same date and place, else by a place that an article
    of the following week names. Matched is one article, ambiguous several.
    """
    from geomap.cli.common import print_frame
    from geomap.pipeline.joining import join_articles, join_counts

    made = make_map(articles, published, encoding, columns)
    tables = made.events[made.events["source_system"] != "article"]
    if tables.empty or not made.documents:
        raise click.UsageError("Give at least one event table and one article to join it with.")
    joined = join_articles(made, tables, km=km, days=days)
    keep = [*_SHOWN, "geometry"] if form == "geojson" else _SHOWN
    print_frame(joined[keep], form)
    counts = ", ".join(f"{count:,} {state}" for state, count in join_counts(joined).items())
    click.echo(f"geomap: {len(joined):,} rows: {counts}", err=True)
