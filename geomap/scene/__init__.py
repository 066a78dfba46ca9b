"""Events and crossings -> Scene: what to draw, in which frame, with which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import cos, radians
from typing import TYPE_CHECKING

from geomap.model import Extent, Inset, Layer, Scene, Source, Unmapped
from geomap.scene.annotate import annotate_crossings, annotate_events, let_crossings_carry
from geomap.scene.extent import Frame, Spot, choose_frames, pad_extent
from geomap.scene.legend import make_legend
from geomap.scene.local import local_names
from geomap.scene.titles import TOLD, Names, Titles, write_titles
from geomap.style import DISCLAIMER
from geomap.style.language import Strings, load_strings, say

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Gazetteer

__all__ = ["Names", "Titles", "build_scene"]

#: Layers of the ground in drawing order, with their words.
GROUND = {
    "land": "Land",
    "lakes": "Lakes",
    "admin1": "First-order divisions (approximate)",
    "country_lines": "Country borders",
    "contested_lines": "Contested lines",
    "towns": "Towns",
}
#: The ground reaches beyond the frame by this share, and no side of it is shorter than this share
#: of the other: a page may be much wider or taller than what it shows.
MARGIN, LEAST_SIDE = 0.4, 0.75
#: Insets show at least so many degrees of latitude: a capital alone in a desert says nothing.
INSET_DEGREES = 4.0
#: The locator shows at least so many degrees, at this tolerance; a wider map needs none.
LOCATOR_DEGREES, LOCATOR_DETAIL, WIDEST_LOCATED = 30.0, 0.05, 30.0
#: Codes of countries in the id of a line: "border:AF-PK", "disputed/crimea/RU-UA".
_CODES = re.compile(r"\b[A-Z]{2}\b")
#: Contested lines are explained that lie between so many countries of the story, the most named.
MAIN_COUNTRIES = 3
#: What counts as a sea, how far off its middle may be, how many are asked for, and how much wider
#: than its disc a sea may be.
SEAS, SEAS_KM, MOST_SEAS, SEA_MARGIN = ("SEA", "OCN", "GULF", "BAY"), 2500.0, 12, 1.3
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

    Words given in ``titles`` replace those written from the data, in the language and with the
    names that it asks for.

    Raises
    ------
    InputError
        When there is no such language.
    """
    titles = titles or Titles()
    strings = load_strings(titles.language)
    crossings = annotate_crossings(crossings, strings)
    events = let_crossings_carry(annotate_events(events, strings), crossings)
    frames = choose_frames([*_event_spots(events), *_crossing_spots(crossings)])
    main = frames[0].extent if frames else WORLD
    insets = tuple(_inset(frame, events) for frame in frames[1:])
    events = events.assign(frame=_frame_names(events, insets))
    layers = _ground(gazetteer, main, insets, _focus(events, crossings))
    countries = _country_names(events, crossings, gazetteer)
    contested = _contested_in_view(layers, [frame.extent for frame in frames])
    ours = _of_countries(contested, list(countries)[:MAIN_COUNTRIES])
    words = write_titles(events, crossings, countries, as_of, strings)
    words = _override(words, titles)
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
        legend=make_legend(events, crossings, sorted(set(ours["name"]) - {""}), strings),
        unmapped=_unmapped(events),
        credits=_credits(gazetteer),
        notes=_notes(gazetteer, ours, events, crossings, strings),
        sources=tuple(sources),
        description=words.description,
        strings=dict(strings),
        shown_names=_shown_names(gazetteer, events, crossings, layers, titles.names),
    )


def _shown_names(
    gazetteer: Gazetteer,
    events: GeoDataFrame,
    crossings: GeoDataFrame,
    layers: Sequence[Layer],
    names: Names,
) -> dict[str, str]:
    """Return names in their own script; provinces and towns without events only when "local"."""
    if names == "latin":
        return {}
    wanted = {name for column in (events["place_name"], crossings["name"]) for name in column}
    for layer in layers:
        if layer.name == "towns" or (layer.name == "admin1" and names == "local"):
            wanted |= set(layer.frame["name"])
    land = next(layer.frame for layer in layers if layer.name == "land")
    local = local_names(gazetteer, wanted - {""}, set(land["code"]))
    return {n: text if names == "local" else f"{n} ({text})" for n, text in local.items()}


def _override(words: Titles, given: Titles) -> Titles:
    own = {k: v for k in TOLD if (v := getattr(given, k))}
    return replace(words, **own)


def _event_spots(events: GeoDataFrame) -> list[Spot]:
    drawn = events[events["mark"] != "none"]
    boxes = drawn.geometry.bounds.to_numpy().tolist()
    names = ("event_id", "event_type", "lat", "lon")
    rows = zip(*(drawn[name].to_numpy(object) for name in names), boxes, strict=True)
    return [
        Spot(spot_id, lat, lon, Extent(*box), kind == "Diplomacy")
        for spot_id, kind, lat, lon, box in rows
    ]


def _crossing_spots(crossings: GeoDataFrame) -> list[Spot]:
    return [
        Spot(row.crossing_id, row.lat, row.lon, Extent(*row.geometry.bounds))
        for row in crossings.itertuples(index=False)
        if row.geometry is not None
    ]


def _inset(frame: Frame, events: GeoDataFrame) -> Inset:
    shown = events[events["event_id"].isin(frame.ids)]
    names = list(dict.fromkeys(n for n in shown["place_name"] if n))
    label = ", ".join(names[:2]) + (" …" if len(names) > 2 else "")
    return Inset(label, pad_extent(frame.extent, 0.0, INSET_DEGREES), tuple(shown["event_id"]))


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
) -> dict[str, str]:
    codes = _focus(events, crossings) or tuple(sorted({c for c in events["country_code"] if c}))
    return {code: gazetteer.get(f"country:{code}").name for code in codes}


def _ground(
    gazetteer: Gazetteer, main: Extent, insets: Sequence[Inset], focus: Sequence[str]
) -> tuple[Layer, ...]:
    """Return the ground under the main frame and every inset, and the land for the locator."""
    import pandas as pd

    boxes = [_around(frame) for frame in (main, *(inset.extent for inset in insets))]
    layers = []
    for name, label in GROUND.items():
        frames = [gazetteer.layer(name, box) for box in boxes]
        filled = [f for f in frames if not f.empty] or frames[:1]
        frame = pd.concat(filled, ignore_index=True) if len(filled) > 1 else filled[0]
        if name == "land":
            frame = frame.assign(focus=frame["code"].isin(focus))
        layers.append(Layer(name, label, frame))
    return (*layers, *_seas(gazetteer, main), *_locator(gazetteer, main, focus))


def _seas(gazetteer: Gazetteer, main: Extent) -> tuple[Layer, ...]:
    """Return the seas of the main frame as the gazetteer's discs, a little widened; or nothing."""
    import shapely
    from geopandas import GeoDataFrame
    from shapely.affinity import scale

    lat, lon = (main.south + main.north) / 2, (main.west + main.east) / 2
    box = shapely.box(main.west, main.south, main.east, main.north)
    found = []
    for near in gazetteer.near(lat, lon, SEAS_KM, codes=SEAS, limit=MOST_SEAS):
        area = gazetteer.area(near.place.id)
        shape = scale(area.geometry, SEA_MARGIN, SEA_MARGIN) if area else None
        if shape is not None and shape.intersects(box):
            found.append((near.place.name, shape))
    if not found:
        return ()
    names, shapes = zip(*found, strict=True)
    frame = GeoDataFrame({"name": list(names)}, geometry=list(shapes), crs="EPSG:4326")
    return (Layer("seas", "Seas", frame),)


def _around(frame: Extent) -> Extent:
    """Return a frame with a margin, neither side much shorter than the other on the ground."""
    stretch = max(0.2, cos(radians((frame.south + frame.north) / 2)))
    wide, high = (frame.east - frame.west) * stretch, frame.north - frame.south
    more_wide = max(0.0, high / LEAST_SIDE - wide) / 2 / stretch
    more_high = max(0.0, wide * LEAST_SIDE - high) / 2
    box = Extent(
        frame.west - more_wide, max(-85.0, frame.south - more_high),
        frame.east + more_wide, min(85.0, frame.north + more_high),
    )  # fmt: skip
    return pad_extent(box, MARGIN)


def _locator(gazetteer: Gazetteer, main: Extent, focus: Sequence[str]) -> tuple[Layer, ...]:
    """Return the land of the wider region, coarse; nothing where the map is wide itself."""
    size = max(main.east - main.west, main.north - main.south)
    if size > WIDEST_LOCATED:
        return ()
    reach = max(size * 1.6, LOCATOR_DEGREES / 2) * 1.5
    lon, lat = (main.west + main.east) / 2, (main.south + main.north) / 2
    box = Extent(lon - reach, max(-85.0, lat - reach), lon + reach, min(85.0, lat + reach))
    land = gazetteer.layer("land", box)
    if land.empty:
        return ()
    coarse = land.assign(
        geometry=land.geometry.simplify(LOCATOR_DETAIL), focus=land["code"].isin(focus)
    )
    return (Layer("locator", "Locator", coarse),)


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


def _of_countries(contested: GeoDataFrame, codes: Sequence[str]) -> GeoDataFrame:
    """Return the contested lines between the main countries of the story, or of the only one."""
    between = [set(_CODES.findall(border_id)) for border_id in contested["border_id"]]
    ours = [len(pair & set(codes)) >= min(2, len(codes)) for pair in between]
    return contested.iloc[[i for i, held in enumerate(ours) if held]]


def _notes(
    gazetteer: Gazetteer,
    contested: GeoDataFrame,
    events: GeoDataFrame,
    crossings: GeoDataFrame,
    strings: Strings,
) -> tuple[str, ...]:
    """Return the notes: the boundary policy, contested lines of the story's countries, areas in it.

    A disputed area is explained where something drawn lies in it.
    """
    told = {note for note in contested["note"] if note}
    drawn = [events[events["mark"] != "none"], crossings[~crossings.geometry.isna()]]
    cells = {
        (round(lat, 1), round(lon, 1))
        for frame in drawn
        for lat, lon in zip(frame["lat"], frame["lon"], strict=True)
    }
    told |= {area.note for cell in cells for area in gazetteer.disputed_at(*cell)}
    notes = [say(strings, note) for note in (gazetteer.boundaries.note, *sorted(told))]
    unplaced = crossings[crossings.geometry.isna()]["name"]
    if len(unplaced):
        names = ", ".join(sorted(unplaced))
        notes.append(say(strings, "Crossings reported but not placed: {names}.", names=names))
    return (*notes, say(strings, DISCLAIMER))
