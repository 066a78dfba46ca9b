"""``geomap corpus``: an archive of articles in, a folder of merged events out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from geomap.cli.common import ENCODING, example

if TYPE_CHECKING:
    from geomap.corpus import Built, Progress

__all__ = ["corpus_command"]

_DAY = click.DateTime(["%Y-%m-%d"])
#: Seconds between two lines of progress: on a terminal, where the line is written over, and not.
_EVERY = {True: 0.2, False: 10.0}


@click.command(
    "corpus", epilog=example("geomap corpus archive.jsonl.gz -o events && geomap map events")
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True,
    help="Folder of the run; a run that was killed goes on where it stopped.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Processes; one a core by default.")
@click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler, as tcp://host:8786.")
@click.option(
    "--since",
    type=_DAY,
    metavar="YYYY-MM-DD",
    help="Leave out documents before a day, or without one.",
)
@click.option("--limit", type=click.IntRange(1), help="End after so many documents.")
@click.option(
    "--country",
    multiple=True,
    metavar="XX",
    help="Only what lies there (ISO code, more than once for several).",
)
@click.option(
    "--published", type=_DAY, metavar="YYYY-MM-DD",
    help="Day of publication, for articles that do not say it.",
)  # fmt: skip
@ENCODING
@click.option(
    "--partition", type=click.IntRange(1), default=250, show_default=True,
    help="Documents of one piece of work.",
)  # fmt: skip
@click.option(
    "--seconds", type=click.FloatRange(0.01), default=60.0, show_default=True,
    help="The most that one document may take; longer ones are set aside.",
)  # fmt: skip
def corpus_command(
    inputs: Sequence[str],
    output: Path,
    workers: int | None,
    scheduler: str | None,
    country: Sequence[str],
    **options: object,
) -> None:
    """Find the events of an archive: JSON lines, Parquet, folders or globs of articles.

    Works in partitions on all cores, or on a Dask cluster, with memory that does not grow with the
    archive; merges what several articles tell of one event; writes GeoParquet and counts into
    OUTPUT, which geomap map draws.
    """
    from geomap import corpus

    if workers and scheduler:
        raise click.UsageError("Give --workers or --scheduler, not both.")
    days = {k: v.date() if isinstance(v, datetime) else v for k, v in options.items()}
    codes = frozenset(code.upper() for code in country)
    built = corpus.build(
        inputs,
        output,
        options=corpus.Options(countries=codes, **days),  # type: ignore[arg-type]
        workers=corpus.scheduler(scheduler) if scheduler else corpus.processes(workers),
        tell=_teller(),
    )
    _say(built)
    click.echo(output)


def _teller() -> Callable[[Progress], None]:
    """Return what writes progress to stderr: all the time on a terminal, else now and then."""
    terminal = sys.stderr.isatty()
    last = monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        if monotonic() - last >= _EVERY[terminal] or progress.merging:
            last = monotonic()
            click.echo(f"\r\x1b[K{_line(progress)}" if terminal else _line(progress),
                       nl=not terminal or progress.merging, err=True)  # fmt: skip

    return tell


def _line(progress: Progress) -> str:
    """Return where a run is, in one line."""
    words = [
        f"{progress.documents:,} documents",
        f"{progress.rate:,.0f}/s",
        f"{progress.rejects:,} set aside",
    ]
    if progress.resumed:
        words.insert(1, f"{progress.resumed:,} of them done before")
    if progress.merging:
        return f"{', '.join(words)}; merging across documents"
    if progress.share:
        words.insert(1, f"{progress.share:.0%}")
    if progress.seconds_left is not None:
        words.append(f"{_clock(progress.seconds_left)} left")
    return ", ".join(words)


def _clock(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"


def _say(built: Built) -> None:
    counts = built.manifest["counts"]
    click.echo(
        f"{counts['documents']:,} documents tell {counts['events_told']:,} times of "
        f"{counts['events']:,} events; {counts['rejects']:,} set aside (rejects.csv).",
        err=True,
    )
