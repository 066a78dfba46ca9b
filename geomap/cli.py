"""The command line: thin, every command is a call that a Python user can make.

Data goes to stdout, words to stderr. Exit codes: 0 done, 1 the input or output could not be used,
2 the command was called wrongly.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from geomap import __version__
from geomap.errors import GeomapError

if TYPE_CHECKING:
    from geomap.model import Document, Reject
    from geomap.pipeline import Map

__all__ = ["main"]

FORMATS = click.Choice(["geojson", "csv", "jsonl"])


class _Commands(click.Group):
    """Turns geomap's errors into one line on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        try:
            return super().invoke(ctx)
        except GeomapError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            _close_quietly()


def _close_quietly() -> NoReturn:
    """End when the reader of a pipe has gone away, as any filter does."""
    sys.stderr.close()
    raise SystemExit(0)


def _example(text: str) -> str:
    return f"\b\nExample:\n  {text}"


_ARTICLES = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
_PUBLISHED = click.option(
    "--published", metavar="YYYY-MM-DD", help="Day of publication, for articles that do not say it."
)
_ENCODING = click.option(
    "--encoding", help="Encoding of the input where it is not UTF-8 and cannot be told."
)
_FORMAT = click.option("--format", "form", type=FORMATS, default="geojson", show_default=True)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_example("geomap map article.txt    # -> outputs/article/map.html map.png ..."),
)
@click.version_option(__version__, prog_name="geomap")
def main() -> None:
    """Articles and event tables in, a defensible map out: offline, in one command."""


@main.command("map", epilog=_example("geomap map article.txt -o outputs"))
@_ARTICLES
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("outputs"), show_default=True,
    help="Folder that gets a folder of results.",
)  # fmt: skip
@click.option("--name", help="Name of the folder of results; the article's own by default.")
@click.option("--title", default="", help="Title of the map; written from the data by default.")
@click.option("--subtitle", default="", help="Subtitle; written from the data by default.")
@_PUBLISHED
@_ENCODING
def map_command(
    articles: Sequence[str],
    output: Path,
    name: str | None,
    title: str,
    subtitle: str,
    published: str | None,
    encoding: str | None,
) -> None:
    """Make one map of one or more articles (files, folders or - for stdin).

    Writes a self-contained page, pictures, data and a report into OUTPUT/NAME.
    """
    from geomap.scene import Titles

    made = _make(articles, published, encoding, titles=Titles(title=title, subtitle=subtitle))
    folder = output / (name or _result_name(articles))
    made.save_all(folder)
    _say_summary(made)
    click.echo(folder)


@main.command("events", epilog=_example("geomap events article.txt --format csv > events.csv"))
@_ARTICLES
@_FORMAT
@_PUBLISHED
@_ENCODING
def events_command(
    articles: Sequence[str], form: str, published: str | None, encoding: str | None
) -> None:
    """Print the events that articles tell of, with place, date, actors, toll and quotes."""
    _print_frame(_make(articles, published, encoding).events, form)


@main.command("toponyms", epilog=_example("geomap toponyms article.txt --format jsonl"))
@_ARTICLES
@_FORMAT
@_ENCODING
def toponyms_command(articles: Sequence[str], form: str, encoding: str | None) -> None:
    """Print every place name of articles, its role, the place it means and its rivals."""
    _print_frame(_make(articles, None, encoding).toponyms, form)


@main.command("geocode", epilog=_example('geomap geocode "Portland, Maine" Torkham'))
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
    _print_frame(frame, form)
    for name in missing:
        click.echo(f"geomap: {name!r} is not in the gazetteer.", err=True)


def _lines(name: str) -> Iterable[str]:
    if name != "-":
        return [name]
    return [line.strip() for line in click.get_text_stream("stdin") if line.strip()]


@main.group("gazetteer")
def gazetteer_group() -> None:
    """Look into the local place store."""


@gazetteer_group.command("info", epilog=_example("geomap gazetteer info"))
def gazetteer_info() -> None:
    """Print what the store holds: rows per source and class, versions, licences."""
    from geomap.gazetteer import describe
    from geomap.gazetteer import open as open_gazetteer

    click.echo(describe(open_gazetteer()))


@gazetteer_group.command("search", epilog=_example("geomap gazetteer search Torkham"))
@click.argument("name", required=False)
@click.option("--near", metavar="LAT,LON", help="Places near a point instead of by name.")
@click.option("--km", default=25.0, show_default=True, help="How near.")
@click.option("--fuzzy", is_flag=True, help="Accept similar spellings.")
@click.option("--limit", default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def gazetteer_search(
    name: str | None, near: str | None, km: float, fuzzy: bool, limit: int, as_json: bool
) -> None:
    """Print what the store knows of a name, or what lies near a point."""
    from geomap.gazetteer import open as open_gazetteer
    from geomap.gazetteer import search_lines

    if (name is None) == (near is None):
        raise click.UsageError("Give either a NAME or --near LAT,LON.")
    point = _point(near) if near else None
    store = open_gazetteer()
    lines = search_lines(
        store, name=name, point=point, km=km, fuzzy=fuzzy, limit=limit, as_json=as_json
    )
    for line in lines:
        click.echo(line)
    if not lines:
        raise click.ClickException(f"Nothing was found for {name or near!r}; try --fuzzy.")


def _point(text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not LAT,LON; write it as 34.1,71.1.", param_hint="--near"
        ) from None
    return lat, lon


def _make(
    articles: Sequence[str],
    published: str | None,
    encoding: str | None,
    **options: Any,  # noqa: ANN401 - passed on as they are
) -> Map:
    from geomap.pipeline import map as make_map

    made = make_map(
        list(articles), published=published, encoding=encoding, progress=_progress, **options
    )
    _say_rejects(made.rejects)
    return made


def _progress(documents: Sequence[Document]) -> Iterable[Document]:
    """Yield documents under a progress bar: on a terminal, and only for more than a few."""
    if len(documents) < 5 or not sys.stderr.isatty():
        yield from documents
        return
    with click.progressbar(documents, label="Reading articles", file=sys.stderr) as bar:
        yield from bar


def _say_rejects(rejects: Sequence[Reject]) -> None:
    for reject in rejects[:5]:
        click.echo(f"geomap: set aside: {reject.reason}", err=True)
    if len(rejects) > 5:
        click.echo(f"geomap: and {len(rejects) - 5} more set aside, see rejects.csv.", err=True)


def _say_summary(made: Map) -> None:
    click.echo(f"{made.scene.title}: {made.scene.summary}", err=True)
    for left in made.scene.unmapped:
        click.echo(f"  not mapped: {left.headline} ({left.reason})", err=True)


def _print_frame(frame: Any, form: str) -> None:  # noqa: ANN401 - a GeoDataFrame
    from geomap.render.data import frame_text

    click.echo(frame_text(frame, form), nl=False)


def _result_name(articles: Sequence[str]) -> str:
    first = "stdin" if articles[0] == "-" else Path(articles[0]).resolve()
    name = first if isinstance(first, str) else first.name if first.is_dir() else first.stem
    return name if len(articles) == 1 else f"{name}-and-{len(articles) - 1}-more"
