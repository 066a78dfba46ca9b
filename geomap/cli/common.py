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
    "COLUMNS",
    "CORRECTIONS",
    "ENCODING",
    "FORMAT",
    "FORMATS",
    "PUBLISHED",
    "example",
    "make_map",
    "print_frame",
    "progress",
    "say_rejects",
]

FORMATS = click.Choice(["geojson", "csv", "jsonl"])


def example(text: str) -> str:
    """Return the closing words of a command's help."""
    return f"\b\nExample:\n  {text}"


ARTICLES = click.argument("articles", nargs=-1, required=True, metavar="INPUT...")
PUBLISHED = click.option(
    "--published", metavar="YYYY-MM-DD", help="Day of publication, for articles that do not say it."
)
ENCODING = click.option(
    "--encoding", help="Encoding of the input where it is not UTF-8 and cannot be told."
)
COLUMNS = click.option(
    "--columns", default="", metavar="FIELD=COLUMN,...",
    help="Columns of a table, where the guess is wrong: place=location,date=day.",
)  # fmt: skip
CORRECTIONS = click.option(
    "--corrections", type=click.Path(dir_okay=False), metavar="FILE",
    help="Table of corrections by hand, applied to the events (docs/events.md).",
)  # fmt: skip
FORMAT = click.option("--format", "form", type=FORMATS, default="geojson", show_default=True)


def make_map(
    articles: Sequence[str],
    published: str | None,
    encoding: str | None,
    columns: str = "",
    **options: Any,  # noqa: ANN401 - passed on as they are
) -> Map:
    """Return the map of articles and tables, with words on stderr about what was set aside."""
    from geomap.pipeline import map

    made = map(
        list(articles), published=published, encoding=encoding, columns=_named(columns),
        progress=progress, **options,
    )  # fmt: skip
    _say_tables(made)
    say_rejects(made.rejects)
    _say_corrections(made)
    return made


def _say_corrections(made: Map) -> None:
    """Say how many corrections were applied, and each that fits no event."""
    done = made.corrections
    if done and (done.applied or done.unmatched):
        click.echo(f"geomap: {len(done.applied)} corrections applied", err=True)
        for left in done.unmatched:
            click.echo(f"geomap: correction not applied, row {left.row}: {left.reason}", err=True)


def _named(columns: str) -> dict[str, str]:
    """Return field -> column of "place=location,date=day"."""
    pairs = [part.partition("=") for part in columns.split(",") if part.strip()]
    wrong = [field for field, sign, column in pairs if not sign or not column.strip()]
    if wrong:
        raise click.BadParameter(
            f"{wrong[0]!r} has no column; write FIELD=COLUMN,... such as place=location,date=day.",
            param_hint="--columns",
        )
    return {field.strip(): column.strip() for field, _, column in pairs}


def _say_tables(made: Map) -> None:
    """Say how many rows a table had, which columns were guessed, and what its terms forbid."""
    from geomap.read.terms import terms_of

    for table in made.tables:
        click.echo(
            f"geomap: {table.name}: {table.rows:,} rows ({table.form}), {table.events:,} events, "
            f"{table.rejects:,} set aside",
            err=True,
        )
        if table.columns:
            guessed = ", ".join(f"{field}={column}" for field, column in table.columns.items())
            click.echo(f"geomap: columns: {guessed}; change them with --columns.", err=True)
    for terms in terms_of(str(system) for system in made.events["source_system"]):
        if terms.restricted:
            click.echo(f"geomap: {terms.restricted}", err=True)


def progress(documents: Sequence[Document]) -> Iterable[Document]:
    """Yield documents under a progress bar: on a terminal, and only for more than a few."""
    if len(documents) < 5 or not sys.stderr.isatty():
        yield from documents
        return
    with click.progressbar(documents, label="Reading articles", file=sys.stderr) as bar:
        yield from bar


def say_rejects(rejects: Sequence[Reject]) -> None:
    """Say on stderr what was set aside, the first few of it."""
    for reject in rejects[:5]:
        click.echo(f"geomap: set aside: {reject.reason}", err=True)
    if len(rejects) > 5:
        click.echo(f"geomap: and {len(rejects) - 5} more set aside, see rejects.csv.", err=True)


def print_frame(frame: Any, form: str) -> None:  # noqa: ANN401 - a GeoDataFrame
    """Print a frame to stdout."""
    from geomap.render.data import frame_text

    click.echo(frame_text(frame, form), nl=False)
