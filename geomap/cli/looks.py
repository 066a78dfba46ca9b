"""Options of how a map looks and what it says: sizes, themes, languages, words of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from geomap.pipeline import Map
    from geomap.render import Look
    from geomap.scene import Titles

__all__ = ["look_of", "look_options", "save_steps", "titles_of"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_WORDS = ("title", "subtitle", "caption", "alt_text", "description", "language", "names")
_STEPS = click.Choice(["day", "week", "month", "type"])

_OPTIONS = (
    click.option("--title", default="", help="Title; this and the next are written from the data."),
    click.option("--subtitle", default="", help="Subtitle."),
    click.option("--caption", default="", help="Caption of the figure in a report."),
    click.option("--alt", "alt_text", default="", help="Alt text of the pictures."),
    click.option("--description", default="", help="The whole map in words."),
    click.option(
        "--size", default="page", show_default=True, metavar="SIZE",
        help="Page of the pictures: page, a4, a5, half, slide, square, social or WIDTHxHEIGHTmm.",
    ),
    click.option(
        "--theme", type=click.Choice(["light", "dark", "print"]), default="light",
        show_default=True, help="Colors of the pictures; print is black and white.",
    ),
    click.option("--dpi", type=float, help="Dots an inch of the PNG; the size's own by default."),
    click.option(
        "--lang", "language", default="en", show_default=True, metavar="LANG",
        help="The map's own words: en, ur, ps, prs, tr or a TOML file of strings.",
    ),
    click.option(
        "--names", type=click.Choice(["latin", "local", "both"]), default="latin",
        show_default=True, help="Letters of the names of places.",
    ),
    click.option(
        "--tiles", metavar="PROVIDER",
        help="Tiles of a host under the page's map, e.g. OpenStreetMap.Mapnik; none by default.",
    ),
    click.option("--series", type=_STEPS, help="Also write series.png: one small map a step."),
    click.option("--animate", type=_STEPS, help="Also write steps.gif and its frames."),
)  # fmt: skip


def look_options(command: _Command) -> _Command:
    """Add the options to a command; it gets them by name."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def titles_of(**chosen: Any) -> Titles:  # noqa: ANN401 - what click gives
    """Return the words that were chosen."""
    from geomap.scene import Titles

    return Titles(**{name: chosen[name] for name in _WORDS})


def look_of(**chosen: Any) -> Look:  # noqa: ANN401 - what click gives
    """Return the look that was chosen."""
    from geomap.render import Look

    return Look(chosen["size"], chosen["theme"], chosen["dpi"])


def save_steps(made: Map, folder: Path, **chosen: Any) -> None:  # noqa: ANN401 - what click gives
    """Write the series and the animation that were asked for."""
    from geomap.render import save_animation, save_series

    if chosen["series"]:
        save_series(made.scene, folder / "series.png", chosen["series"], look_of(**chosen))
    if chosen["animate"]:
        save_animation(made.scene, folder / "steps.gif", chosen["animate"], look_of(**chosen))
