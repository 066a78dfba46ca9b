"""``geomap gazetteer``: look into the local place store."""

from __future__ import annotations

import click

from geomap.cli.common import example

__all__ = ["gazetteer_group"]


@click.group("gazetteer")
def gazetteer_group() -> None:
    """Look into the local place store."""


@gazetteer_group.command("info", epilog=example("geomap gazetteer info"))
def gazetteer_info() -> None:
    """Print what the store holds: rows per source and class, versions, licences."""
    from geomap.gazetteer import describe
    from geomap.gazetteer import open as open_gazetteer

    click.echo(describe(open_gazetteer()))


@gazetteer_group.command("search", epilog=example("geomap gazetteer search Torkham"))
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
