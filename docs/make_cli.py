"""Write docs/cli.md from what every command says with --help: ``python docs/make_cli.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from geomap.cli import main

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 88
HEAD = """# Commands

Made by `python docs/make_cli.py` from the commands' own `--help`; a test keeps the two the same.
Data goes to stdout, words to stderr. Exit codes: 0 done, 1 the input or output could not be used,
2 the command was called wrongly.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(_section(command, words) for command, words in _commands())])


def _commands(
    group: click.Group = main, words: tuple[str, ...] = ("geomap",)
) -> Iterator[tuple[click.Command, tuple[str, ...]]]:
    """Yield every command with its words, groups before what is in them."""
    yield group, words
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _commands(command, (*words, name))
        else:
            yield command, (*words, name)


def _section(command: click.Command, words: tuple[str, ...]) -> str:
    context = click.Context(
        command, info_name=" ".join(words), terminal_width=WIDTH, **main.context_settings
    )
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {' '.join(words)}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
