"""``geomap events``: what happened, where and when."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.common import (
    ARTICLES,
    COLUMNS,
    CORRECTIONS,
    ENCODING,
    FORMATS,
    PUBLISHED,
    example,
    make_map,
    print_frame,
)

if TYPE_CHECKING:
    from geomap.pipeline import Map

__all__ = ["events_command"]


@click.command("events", epilog=example("geomap events article.txt --format csv > events.csv"))
@ARTICLES
@click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS.choices]), default="geojson",
    show_default=True, help="text: each event with its sentences, to read.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="Write this file instead: .geojson .csv .jsonl .gpkg .parquet .fgb .kml",
)  # fmt: skip
@click.option(
    "--corrections-template", "blank", type=click.Path(path_type=Path), metavar="FILE",
    help="Write a table of the events to fill in, for --corrections.",
)  # fmt: skip
@COLUMNS
@CORRECTIONS
@PUBLISHED
@ENCODING
def events_command(  # noqa: PLR0913 - each is an option
    articles: Sequence[str],
    form: str,
    output: Path | None,
    blank: Path | None,
    columns: str,
    corrections: str | None,
    published: str | None,
    encoding: str | None,
) -> None:
    """Print the events of articles and tables, with place, date, actors, toll and quotes."""
    made = make_map(articles, published, encoding, columns, corrections=corrections)
    events = made.events
    if blank:
        _write_template(made, blank)
        return
    if form == "text" and output is None:
        click.echo("\n\n".join(_in_words(row) for row in events.to_dict("records")))
        return
    if output is None:
        print_frame(events, form)
        return
    from geomap.render.data import save_frame

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the terms are on stderr already
        click.echo(save_frame(events, output))


def _write_template(made: Map, path: Path) -> None:
    from geomap.errors import OutputError
    from geomap.events.corrections import template

    events = made.corrections.events if made.corrections else ()
    try:
        path.write_text(template(events), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{str(path)!r} cannot be written ({error}); choose another.") from error
    click.echo(path)


def _in_words(event: dict[str, Any]) -> str:
    """Return an event as lines to read: what, when, where, who says how many, the sentences."""
    kind = event["sub_event_type"] or event["event_type"]
    days = " to ".join(dict.fromkeys(d for d in (event["date_start"], event["date_end"]) if d))
    where = event["place_name"] or event["place_words"] or "place not told"
    country = f", {event['country']}" if event["country"] not in (None, "", where) else ""
    precision = f" (where_prec {event['where_prec']})" if event["where_prec"] else ""
    lines = [
        f"{event['event_id']}  {kind} ({event['status']})",
        f"  when   {days or 'not told'} ({event['date_basis']})",
        f"  where  {where}{country}{precision}",
    ]
    lines += [f"  who    {actor['slot']}: {actor['name']}" for actor in event["actors"]]
    lines += [f"  toll   {_claimed(claim)}" for claim in event["claims"]]
    lines += [f"  >      {' '.join(quote.split())}" for quote in event["quotes"]]
    return "\n".join(lines)


def _claimed(claim: dict[str, Any]) -> str:
    """Return one toll in words: how many, of whom, according to whom and how it is told."""
    stance = "" if claim["stance"] == "says" else f" ({claim['stance']})"
    toll = f"{claim['best']} {claim['metric']} ({claim['victims'] or 'people'})"
    return f"{toll}, according to {claim['source'] or 'the text'}{stance}"
