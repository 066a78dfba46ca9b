"""Counts per hexagon -> a picture: where a mark an event would be a blot."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.model import Extent
from geomap.render.files import write_atomically
from geomap.style import DISCLAIMER, PALETTE

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.corpus.aggregate import Aggregates
    from geomap.gazetteer import Gazetteer

__all__ = ["draw_overview"]

#: Events of a hexagon from which on each shade is used.
_LOWS: Final = (1, 3, 10, 30, 100)
_WIDTH_INCHES: Final = 9.0
_TOP_INCHES, _FOOT_INCHES = 0.5, 0.85
_PAD_DEGREES: Final = 1.5
_NOTE: Final = (
    "Not shown: events known only to a district, province or country, and those that are planned, "
    "denied or background."
)


def draw_overview(counts: Aggregates, gazetteer: Gazetteer, path: Path, events: int) -> Path:
    """Write a PNG of the hexagons, shaded by how many events lie in each.

    ``events`` is how many there are in all, of which only exactly placed ones are in a hexagon.
    """
    from matplotlib.figure import Figure

    extent = _extent(counts.hexagons)
    high, wide = extent.north - extent.south, (extent.east - extent.west) * _squeeze(extent)
    tall = min(12.0, 0.96 * _WIDTH_INCHES * high / wide)
    whole = tall + _TOP_INCHES + _FOOT_INCHES
    figure = Figure((_WIDTH_INCHES, whole), dpi=150)
    axes = figure.add_axes((0.02, _FOOT_INCHES / whole, 0.96, tall / whole))
    _draw_ground(axes, gazetteer, extent)
    _draw_hexagons(axes, counts.hexagons)
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.set_aspect(1 / _squeeze(extent))
    axes.set(xticks=[], yticks=[], xlabel="", ylabel="")
    _write(figure, counts, gazetteer, events)
    made = io.BytesIO()
    figure.savefig(made, format="png", metadata={"Software": None})
    return write_atomically(path, made.getvalue())


def _extent(hexagons: GeoDataFrame) -> Extent:
    if not len(hexagons):
        return Extent(-180.0, -60.0, 180.0, 80.0)
    west, south, east, north = (float(v) for v in hexagons.total_bounds)
    return Extent(
        max(-180.0, west - _PAD_DEGREES),
        max(-89.0, south - _PAD_DEGREES),
        min(180.0, east + _PAD_DEGREES),
        min(89.0, north + _PAD_DEGREES),
    )


def _squeeze(extent: Extent) -> float:
    """Return how long a degree of longitude is in the middle, in degrees of latitude."""
    from math import cos, radians

    return max(0.2, cos(radians((extent.north + extent.south) / 2)))


def _draw_ground(axes: Any, gazetteer: Gazetteer, extent: Extent) -> None:  # noqa: ANN401
    ink = PALETTE["light"]
    axes.set_facecolor(ink.sea)
    looks: dict[str, dict[str, Any]] = {
        "land": {"facecolor": ink.land, "edgecolor": "none"},
        "country_lines": {"color": ink.country_line, "linewidth": 0.6, "zorder": 3},
        "contested_lines": {"color": ink.contested_line, "linewidth": 0.8, "zorder": 3,
                            "linestyle": (0, (5, 3))},
    }  # fmt: skip
    for name, look in looks.items():
        frame = gazetteer.layer(name, extent)
        if len(frame):
            frame.plot(ax=axes, aspect=None, **look)


def _draw_hexagons(axes: Any, hexagons: GeoDataFrame) -> None:  # noqa: ANN401
    for (low, high), shade in zip(pairwise((*_LOWS, float("inf"))), _shades(), strict=True):
        found = hexagons[(hexagons["events"] >= low) & (hexagons["events"] < high)]
        if len(found):
            found.plot(ax=axes, aspect=None, color=shade, edgecolor="white",
                       linewidth=0.3, zorder=2)  # fmt: skip


def _write(figure: Any, counts: Aggregates, gazetteer: Gazetteer, events: int) -> None:  # noqa: ANN401
    """Write title, legend, note, credits and disclaimer above and below the map."""
    ink, tall = PALETTE["light"], figure.get_size_inches()[1]
    shown = int(counts.hexagons["events"].sum())
    title = f"{shown:,} of {events:,} events, counted in hexagons {counts.hexagon_km:g} km across"
    figure.text(0.02, 1 - 0.32 / tall, title, fontsize=13, color=ink.ink, weight="bold")
    figure.legend(handles=_keys(), ncols=len(_LOWS), loc="upper left", frameon=False, fontsize=8,
                  bbox_to_anchor=(0.015, (_FOOT_INCHES - 0.04) / tall), borderpad=0)  # fmt: skip
    credits = [source.credit for source in gazetteer.info().sources if source.credit]
    for line, words in enumerate((_NOTE, ". ".join(credits) + ".", DISCLAIMER)):
        at = (0.52 - 0.16 * line) / tall
        figure.text(0.02, at, words, fontsize=7, color=ink.muted, va="top")


def _keys() -> list[Any]:
    from matplotlib.patches import Patch

    words = [f"{low} to {high - 1} events" for low, high in pairwise(_LOWS)]
    edge = PALETTE["light"].muted
    return [
        Patch(facecolor=shade, edgecolor=edge, linewidth=0.4, label=label)
        for shade, label in zip(_shades(), [*words, f"{_LOWS[-1]} or more"], strict=True)
    ]


def _shades() -> tuple[str, ...]:
    ink = PALETTE["light"]
    return ink.shade_1, ink.shade_2, ink.shade_3, ink.shade_4, ink.shade_5
