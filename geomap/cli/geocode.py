"""``geomap geocode``: where names lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from geomap.cli.common import FORMATS, example, print_frame

__all__ = ["geocode_command"]


@click.command("geocode", epilog=example('geomap geocode "Portland, Maine" Torkham'))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--country", multiple=True, metavar="XX", help="Only in this country (ISO code).")
@click.option("--limit", default=1, show_default=True, help="How many answers a name.")
@click.option("--format", "form", type=FORMATS, default="jsonl", show_default=True)
def geocode_command(names: Sequence[str], country: Sequence[str], limit: int, form: str) -> None:
    """Print where names lie (- reads names from stdin, one a line)."""
    from geomap.gazetteer import geocode_frame
    from geomap.gazetteer import open as open_gazetteer

    lines = [line for name in names for line in _lines(name)]
    frame = geocode_frame(lines, open_gazetteer(), countries=country, limit=limit)
    missing = frame.loc[frame["place_id"].isna(), "query"]
    print_frame(frame, form)
    for name in missing:
        click.echo(f"geomap: {name!r} is not in the gazetteer.", err=True)


def _lines(name: str) -> Iterable[str]:
    if name != "-":
        return [name]
    return [line.strip() for line in click.get_text_stream("stdin") if line.strip()]
