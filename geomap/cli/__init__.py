"""The command line: thin, every command is a call that a Python user can make.

Data goes to stdout, words to stderr. Exit codes: 0 done, 1 the input or output could not be used,
2 the command was called wrongly.
"""

from __future__ import annotations

import gc
import sys
from typing import Any, Final, NoReturn

import click

from geomap import __version__
from geomap.cli.common import example
from geomap.cli.corpus import corpus_command
from geomap.cli.events import events_command
from geomap.cli.gazetteer import gazetteer_group
from geomap.cli.geocode import geocode_command
from geomap.cli.join import join_command
from geomap.cli.map import map_command
from geomap.cli.toponyms import toponyms_command
from geomap.errors import GeomapError

__all__ = ["main"]

#: When Python's collector runs, rarer than its default: a command makes many small values and
#: ends. Saves half a second of four on one article, at the same peak of memory.
_COLLECT: Final = (50_000, 20, 20)


class _Commands(click.Group):
    """Turns geomap's errors into one line on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        gc.set_threshold(*_COLLECT)
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


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("geomap map article.txt    # -> outputs/article/map.html map.png ..."),
)
@click.version_option(__version__, prog_name="geomap")
def main() -> None:
    """Articles and event tables in, a defensible map out: offline, in one command."""


for _command in (
    map_command,
    corpus_command,
    events_command,
    toponyms_command,
    geocode_command,
    join_command,
    gazetteer_group,
):
    main.add_command(_command)
