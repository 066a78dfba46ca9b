"""Events and crossings -> Scene: what to draw, in which frame, with which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geomap.model import Extent, Inset, Layer, Scene, Source, Unmapped
from geomap.scene.annotate import annotate_crossings, annotate_events
from geomap.scene.extent import Frame, Spot, choose_frames, pad_extent
from geomap.scene.legend import make_legend
from geomap.scene.titles import Titles, write_titles
from geomap.style import BOUNDARY_NOTE, DISCLAIMER

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Gazetteer

__all__ = ["Titles", "build_scene"]

#: Layers of the ground in drawing order, with their words.
GROUND = {
    "land": "Land",
    "lakes": "Lakes",
    "admin1": "First-order divisions (approximate)",
    "country_lines": "Country borders",
    "contested_lines": "Contested lines",
    "towns": "Towns",
}
#: The ground reaches beyond the frame by this share, so that a wider window is not empty.
MARGIN = 0.75
WORLD = Extent(-180.0, -60.0, 180.0, 80.0)


def build_scene(
    events: GeoDataFrame,
    crossings: GeoDataFrame,
    gazetteer: Gazetteer,
    *,
    sources: Sequence[Source] = (),
    as_of: date | None = None,
    titles: Titles | None = None,
) -> Scene:
    """Return the scene of validated ``events`` and ``crossings`` (EPSG:4326).

    Words given in ``titles`` replace those written from the data.
    """
    events, crossings = annotate_events(events), annotate_crossings(crossings)
    frames = choose_frames([*_event_spots(events), *_crossing_spots(crossings)])
    main = frames[0].extent if frames else WORLD
    insets = tuple(_inset(frame, events) for frame in frames[1:])
    events = events.assign(frame=_frame_names(events, insets))
    layers = _ground(gazetteer, main, insets, _focus(events, crossings))
    contested = _contested_in_view(layers, [main, *(inset.extent for inset in insets)])
    words = write_titles(events, crossings, _country_names(events, crossings, gazetteer), as_of)
    words = _override(words, titles or Titles())
    return Scene(
        title=words.title,
        subtitle=words.subtitle,
        summary=words.summary,
        caption=words.caption,
        alt_text=words.alt_text,
        as_of=as_of,
        extent=main,
        insets=insets,
        layers=layers,
        events=events,
        crossings=crossings,
        legend=make_legend(events, crossings, sorted(set(contested["name"]) - {""})),
        unmapped=_unmapped(events),
        credits=_credits(gazetteer),
        notes=_notes(contested, crossings),
        sources=tuple(sources),
    )


def _override(words: Titles, given: Titles) -> Titles:
    own = {k: v for k in Titles.__dataclass_fields__ if (v := getattr(given, k))}
    return replace(words, **own)


def _event_spots(events: GeoDataFrame) -> list[Spot]:
    return [
        _spot(row.event_id, row.lat, row.lon, row.geometry)
        for row in events.itertuples(index=False)
        if row.mark != "none"
    ]


def _crossing_spots(crossings: GeoDataFrame) -> list[Spot]:
    return [
        _spot(row.crossing_id, row.lat, row.lon, row.geometry)
        for row in crossings.itertuples(index=False)
        if row.geometry is not None
    ]


def _spot(spot_id: str, lat: float, lon: float, shape: object) -> Spot:
    return Spot(spot_id, lat, lon, Extent(*shape.bounds))  # type: ignore[attr-defined]


def _inset(frame: Frame, events: GeoDataFrame) -> Inset:
    shown = events[events["event_id"].isin(frame.ids)]
    names = list(dict.fromkeys(n for n in shown["place_name"] if n))
    label = ", ".join(names[:2]) + (" and more" if len(names) > 2 else "")
    return Inset(label, frame.extent, tuple(shown["event_id"]))


def _frame_names(events: GeoDataFrame, insets: Sequence[Inset]) -> list[str]:
    where = {event_id: inset.label for inset in insets for event_id in inset.event_ids}
    return [
        "" if mark == "none" else where.get(event_id, "main")
        for event_id, mark in zip(events["event_id"], events["mark"], strict=True)
    ]


def _focus(events: GeoDataFrame, crossings: GeoDataFrame) -> tuple[str, ...]:
    """Return the codes of the countries of the story, most named first."""
    main = events[events["frame"] == "main"]
    counts = Counter(c for c in main["country_code"] if c)
    for column in ("country_a", "country_b"):
        counts.update(c for c in crossings[column] if c)
    return tuple(code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _country_names(
    events: GeoDataFrame, crossings: GeoDataFrame, gazetteer: Gazetteer
) -> list[str]:
    codes = _focus(events, crossings) or tuple(sorted({c for c in events["country_code"] if c}))
    return [gazetteer.get(f"country:{code}").name for code in codes]


def _ground(
    gazetteer: Gazetteer, main: Extent, insets: Sequence[Inset], focus: Sequence[str]
) -> tuple[Layer, ...]:
    """Return the ground under the main frame and every inset."""
    import pandas as pd

    boxes = [pad_extent(main, MARGIN), *(pad_extent(inset.extent, 0.25) for inset in insets)]
    layers = []
    for name, label in GROUND.items():
        frames = [gazetteer.layer(name, box) for box in boxes]
        filled = [f for f in frames if not f.empty] or frames[:1]
        frame = pd.concat(filled, ignore_index=True) if len(filled) > 1 else filled[0]
        if name == "land":
            frame = frame.assign(focus=frame["code"].isin(focus))
        layers.append(Layer(name, label, frame))
    return tuple(layers)


def _unmapped(events: GeoDataFrame) -> tuple[Unmapped, ...]:
    left = events[events["mark"] == "none"]
    columns = zip(left["event_id"], left["headline"], left["why_unmapped"], strict=True)
    return tuple(Unmapped(*cells) for cells in columns)


def _credits(gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(source.credit for source in gazetteer.info().sources if source.credit)


def _contested_in_view(layers: Sequence[Layer], frames: Sequence[Extent]) -> GeoDataFrame:
    """Return the contested lines that a frame shows; the ground reaches far beyond the frames."""
    import shapely

    lines = next(layer.frame for layer in layers if layer.name == "contested_lines")
    view = shapely.union_all([shapely.box(f.west, f.south, f.east, f.north) for f in frames])
    return lines[lines.geometry.intersects(view)]


def _notes(contested: GeoDataFrame, crossings: GeoDataFrame) -> tuple[str, ...]:
    notes = [BOUNDARY_NOTE, *sorted({n for n in contested["note"] if n})]
    unplaced = crossings[crossings.geometry.isna()]["name"]
    if len(unplaced):
        notes.append(f"Crossings reported but not placed: {', '.join(sorted(unplaced))}.")
    return (*notes, DISCLAIMER)
