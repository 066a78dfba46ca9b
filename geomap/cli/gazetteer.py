"""``geomap gazetteer``: look into the local place store, add to it, keep it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.common import example

if TYPE_CHECKING:
    from geomap.gazetteer import Added

__all__ = ["gazetteer_group"]


@click.group("gazetteer")
def gazetteer_group() -> None:
    """Look into the local place store, and add places of your own."""


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


@gazetteer_group.command("add", epilog=example("geomap gazetteer add PK.zip villages.csv"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--name", help="Name of the addition; the file's own by default.")
@click.option(
    "--level", type=click.Choice(["ADM1", "ADM2", "ADM3"], case_sensitive=False), default=None,
    help="What polygons are, where the file does not say it.",
)  # fmt: skip
def gazetteer_add(files: Sequence[str], name: str | None, level: str | None) -> None:
    """Add places, areas or crossings of your own, over the packaged ones.

    FILE is a GeoNames dump (allCountries, a country's table or zip, alternateNamesV2,
    admin1CodesASCII, admin2Codes, hierarchy), a CSV or GeoJSON of places (name, lat, lon ...),
    GeoJSON polygons of divisions (geoBoundaries, Natural Earth), or OpenStreetMap's border
    crossings as GeoJSON. Started again, an import that was interrupted goes on.
    """
    from geomap.gazetteer import add

    if name and len(files) > 1:
        raise click.UsageError("--name names one addition; add the files one by one.")
    for file in files:
        _say(add(file, name=name, level=level or "", progress=_progress("Reading")))


@gazetteer_group.command("fetch", epilog=example("geomap gazetteer fetch geonames:PK,AF"))
@click.argument("what", metavar="geonames:PK,AF")
@click.option("--url", help="Folder of the dumps, where it is not GeoNames' own.")
def gazetteer_fetch(what: str, url: str | None) -> None:
    """Download GeoNames dumps and add them: the one command that uses the network.

    After geonames: stand ISO codes of countries, or allCountries, alternateNamesV2,
    admin1CodesASCII, admin2Codes, hierarchy. A download that broke off goes on.
    """
    from geomap.gazetteer import fetch
    from geomap.gazetteer.download import GEONAMES

    for added in fetch(what, url=url or GEONAMES, progress=_progress("Downloading")):
        _say(added)


@gazetteer_group.command("remove", epilog=example("geomap gazetteer remove villages"))
@click.argument("name")
def gazetteer_remove(name: str) -> None:
    """Remove an addition (geomap gazetteer info lists them)."""
    from geomap.gazetteer import remove

    click.echo(f"geomap: removed {remove(name)}", err=True)


@gazetteer_group.command("export", epilog=example("geomap gazetteer export af.csv --country AF"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--country", multiple=True, metavar="XX", help="Only of this country (ISO code).")
@click.option("--code", multiple=True, help="Only of this GeoNames feature code or class.")
def gazetteer_export(file: Path, country: Sequence[str], code: Sequence[str]) -> None:
    """Write places to a .csv or .geojson file, in the form that `add` reads."""
    from geomap.gazetteer import export
    from geomap.gazetteer import open as open_gazetteer

    count = export(open_gazetteer(), file, countries=country, codes=code)
    click.echo(f"geomap: {count:,} places written to {file}", err=True)


@gazetteer_group.command("verify", epilog=example("geomap gazetteer verify"))
def gazetteer_verify() -> None:
    """Check that every store file is sound."""
    from geomap.gazetteer import open as open_gazetteer
    from geomap.gazetteer import verify

    store = open_gazetteer()
    faults = verify(store)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.ClickException("The store is damaged; remove and add what is named above.")
    click.echo(f"geomap: {len(store.paths)} store files are sound", err=True)


def _say(added: Added) -> None:
    click.echo(f"geomap: added {added}", err=True)
    for reason in added.reasons:
        click.echo(f"geomap: set aside: {reason}", err=True)
    if added.rejected > len(added.reasons):
        rejects = added.path.with_name(f"{added.path.stem}.rejects.csv")
        click.echo(f"geomap: all {added.rejected:,} set aside are in {rejects}", err=True)


def _progress(words: str) -> Callable[[int, int], None] | None:
    """Return what says how far it is on one line, on a terminal only."""
    stream = sys.stderr
    if not stream.isatty():
        return None

    def say(done: int, total: int) -> None:
        share = f" of {total / 1e6:,.0f}" if total else ""
        end = "\n" if done >= total > 0 else ""
        stream.write(f"\r{words}: {done / 1e6:,.0f}{share} MB{end}")
        stream.flush()

    return say


def _point(text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not LAT,LON; write it as 34.1,71.1.", param_hint="--near"
        ) from None
    return lat, lon
