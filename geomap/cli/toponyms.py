"""``geomap toponyms``: the places that a text names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import click

from geomap.cli.common import (
    ARTICLES,
    ENCODING,
    FORMATS,
    example,
    print_frame,
    progress,
    say_rejects,
)
from geomap.model import Role

__all__ = ["toponyms_command"]


@click.command("toponyms", epilog=example("geomap toponyms article.txt --explain"))
@ARTICLES
@click.option(
    "--format", "form", type=FORMATS, show_default="geojson",
    help="geojson and csv: a row a name. jsonl: a line a document, with its text.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Print why: cue, reasons and rivals of each name.")
@click.option(
    "--country", "countries", multiple=True, metavar="XX",
    help="Take places of this country only (ISO code or name; may be repeated).",
)  # fmt: skip
@click.option(
    "--bias", multiple=True, metavar="PLACE",
    help="A place that the text is likely about (name or gazetteer id; may be repeated).",
)  # fmt: skip
@click.option(
    "--leave-out", multiple=True, type=click.Choice(get_args(Role)),
    help="Leave names of this role out, such as demonym (may be repeated).",
)  # fmt: skip
@click.option(
    "--spans", type=click.Choice(["find", "given"]), default="find", show_default=True,
    help="given: resolve the spans under 'toponyms' in files of JSON lines.",
)  # fmt: skip
@ENCODING
def toponyms_command(  # noqa: PLR0913 - each is an option
    articles: Sequence[str],
    form: str | None,
    explain: bool,
    countries: Sequence[str],
    bias: Sequence[str],
    leave_out: Sequence[str],
    spans: str,
    encoding: str | None,
) -> None:
    """Print every place name of articles, its role, the place it means and its rivals."""
    from geomap.pipeline.places import explain_lines, toponyms

    if spans == "given" and encoding:
        raise click.UsageError("--spans given reads JSON lines, which are UTF-8; drop --encoding.")
    places = toponyms(
        list(articles),
        countries=countries,
        bias=bias,
        leave_out=leave_out,
        given_spans=spans == "given",
        encoding=encoding,
        progress=progress,
    )
    say_rejects(places.rejects)
    if form == "jsonl":
        for line in places.json_lines(explain=explain):
            click.echo(line)
    elif explain and form is None:
        for document, found in places.found:
            for line in explain_lines(document, found):
                click.echo(line)
    else:
        print_frame(places.frame(), form or "geojson")
