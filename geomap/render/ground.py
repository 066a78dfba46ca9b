"""The ground layers of a scene -> one block of data, as fine as its size allows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geomap.render.shapes import SCALE, TOLERANCE, anchors, lines_of, rings_of
from geomap.render.text import clean

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.model import Layer

__all__ = ["ground_blocks"]

#: Signs of the block before it is deflated, to about half: what a page of 600 kB has room for.
MOST_SIGNS = 500_000
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def ground_blocks(
    layers: Sequence[Layer], shown: Mapping[str, str] = _NO_NAMES
) -> Iterator[tuple[str, str]]:
    """Yield the one block of the ground layers that are there; ``shown`` are names to be written.

    Lines are simplified to under a pixel at zoom 9; where that is too much (a wide extent, which
    opens at a lower zoom) the tolerance doubles until the block fits.
    """
    tolerance = TOLERANCE
    frames = [(layer.name, _named(layer.frame, shown)) for layer in layers]
    while len(text := _text(frames, tolerance)) > MOST_SIGNS and tolerance < 0.2:
        tolerance *= 2
    yield "", text


def _named(frame: GeoDataFrame, shown: Mapping[str, str]) -> GeoDataFrame:
    """Return a layer with the names that a map in another script writes."""
    if not shown or "name" not in frame:
        return frame
    return frame.assign(name=[shown.get(name, name) for name in frame["name"]])


def _text(layers: Sequence[tuple[str, GeoDataFrame]], tolerance: float) -> str:
    frames = {name: frame for name, frame in layers if name in _GROUND}  # no locator
    if "admin1" in frames and "land" in frames:
        frames["admin1"] = _of_focus(frames["admin1"], frames["land"])
    coded = {name: _GROUND[name](frame, tolerance) for name, frame in frames.items()}
    return json.dumps(
        {"scale": SCALE, **coded}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def _of_focus(admin1: GeoDataFrame, land: GeoDataFrame) -> GeoDataFrame:
    """Return the divisions of the countries of the story; of all when the story has none."""
    near = set(land.loc[land["focus"].astype(bool), "code"]) if "focus" in land else set()
    return admin1[admin1["country"].isin(near)] if near else admin1


def _land(frame: GeoDataFrame, tolerance: float) -> list[dict[str, Any]]:
    focus = frame["focus"] if "focus" in frame else [True] * len(frame)
    return [
        {
            "name": clean(name),
            "focus": bool(near),
            "rings": rings_of(shape, tolerance),
            "anchors": anchors(shape),
        }
        for name, near, shape in zip(frame["name"], focus, frame.geometry, strict=True)
        if _there(shape)
    ]


def _lakes(frame: GeoDataFrame, tolerance: float) -> list[dict[str, Any]]:
    rows = zip(frame["name"], frame.geometry, strict=True)
    return [
        {"name": clean(name), "rings": rings_of(shape, tolerance)}
        for name, shape in rows
        if _there(shape)
    ]


def _admin1(frame: GeoDataFrame, tolerance: float) -> list[dict[str, Any]]:
    rows = zip(frame["name"], frame.geometry, strict=True)
    return [
        {
            "name": clean(name),
            "lines": lines_of([shape], tolerance),
            "anchors": anchors(shape)[:3] if "Polygon" in shape.geom_type else [],
        }
        for name, shape in rows
        if _there(shape)
    ]


def _country_lines(frame: GeoDataFrame, tolerance: float) -> list[list[int]]:
    return lines_of(frame.geometry, tolerance)


def _contested(frame: GeoDataFrame, tolerance: float) -> list[dict[str, Any]]:
    rows = zip(frame["name"], frame["note"], frame.geometry, strict=True)
    return [
        {"name": clean(name), "note": clean(note), "lines": lines_of([shape], tolerance)}
        for name, note, shape in rows
    ]


def _towns(frame: GeoDataFrame, tolerance: float) -> list[list[Any]]:
    del tolerance
    rows = zip(frame["name"], frame["rank"], frame.geometry, strict=True)
    return [
        [clean(name), round(point.x, 4), round(point.y, 4), int(rank)] for name, rank, point in rows
    ]


_GROUND: Mapping[str, Callable[[GeoDataFrame, float], list[Any]]] = {
    "land": _land,
    "lakes": _lakes,
    "admin1": _admin1,
    "country_lines": _country_lines,
    "contested_lines": _contested,
    "towns": _towns,
}


def _there(shape: Any) -> bool:  # noqa: ANN401 - a shapely geometry or None
    return shape is not None and not shape.is_empty
