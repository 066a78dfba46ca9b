"""``geomap geocode``: where names lie, or the places of a whole table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from geomap.cli.common import FORMATS, example, print_frame

__all__ = ["geocode_command"]


@click.command(
    "geocode",
    epilog=example(
        'geomap geocode "Portland, Maine" Torkham\n'
        "  geomap geocode table.csv --place location --country country > places.csv"
    ),
)
@click.argument("names", nargs=-1, required=True, metavar="NAME...|TABLE")
@click.option("--place", metavar="COLUMN", help="Geocode a table: its column of place names.")
@click.option("--admin1", metavar="COLUMN", help="Its column of provinces or states, if any.")
@click.option(
    "--country", multiple=True, metavar="XX|COLUMN",
    help="Names: only in this country (ISO code). Table: its column of countries.",
)  # fmt: skip
@click.option(
    "--cutoff", default=88.0, show_default=True,
    help="Table: least similarity in percent of a fuzzy match; 100 allows none.",
)  # fmt: skip
@click.option("--limit", default=1, show_default=True, help="Names: how many answers a name.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Table: CSV file to write.")
@click.option(
    "--unresolved", type=click.Path(path_type=Path),
    help="Table: CSV file that lists every row without a place, and why.",
)  # fmt: skip
@click.option("--format", "form", type=FORMATS, default="jsonl", show_default=True)
def geocode_command(
    names: Sequence[str],
    place: str | None,
    country: Sequence[str],
    limit: int,
    form: str,
    **table: Any,  # noqa: ANN401 - the options of a table
) -> None:
    """Print where names lie (- reads names from stdin, one a line).

    With --place the argument is a table (CSV, TSV, Excel, JSON lines, gzip of any, - for stdin):
    it is written again as CSV, with the place of each row, how it was matched, and its rivals.
    """
    if place is None:
        _geocode_names(names, country, limit, form)
        return
    if len(names) != 1 or len(country) > 1:
        raise click.UsageError("With --place give one TABLE and at most one --country COLUMN.")
    _geocode_table(names[0], place, country[0] if country else None, **table)


def _geocode_names(names: Sequence[str], country: Sequence[str], limit: int, form: str) -> None:
    from geomap.gazetteer import geocode_frame
    from geomap.gazetteer import open as open_gazetteer

    lines = [line for name in names for line in _lines(name)]
    frame = geocode_frame(lines, open_gazetteer(), countries=country, limit=limit)
    missing = frame.loc[frame["place_id"].isna(), "query"]
    print_frame(frame, form)
    for name in missing:
        click.echo(f"geomap: {name!r} is not in the gazetteer.", err=True)


def _geocode_table(
    table: str,
    place: str,
    country: str | None,
    *,
    admin1: str | None,
    cutoff: float,
    output: Path | None,
    unresolved: Path | None,
) -> None:
    from geomap.pipeline.geocoding import geocode_table

    done = geocode_table(
        table,
        (place, admin1, country),
        output or sys.stdout,
        unresolved=unresolved,
        cutoff=cutoff,
    )
    for line in done.lines():
        click.echo(f"geomap: {line}", err=True)


def _lines(name: str) -> Iterable[str]:
    if name != "-":
        return [name]
    return [line.strip() for line in sys.stdin if line.strip()]
