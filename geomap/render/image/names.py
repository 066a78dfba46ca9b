"""The names on a picture: as the map's language and the choice of scripts want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.render.image.phrases import brief
from geomap.render.text import clean
from geomap.style.language import say

if TYPE_CHECKING:
    from geomap.model import Layer, Scene

__all__ = ["named"]


def named(scene: Scene) -> Scene:
    """Return a scene with the names of its places as they are to be shown.

    Headlines lose their place and their actors, which stand beside them on a picture.
    """
    strings = scene.strings
    places = scene.events["place_name"]
    heads = [
        brief(headline, say(strings, clean(place)))
        for headline, place in zip(scene.events["headline"], places, strict=True)
    ]
    events = scene.events.assign(headline=heads)
    shown = {**strings, **scene.shown_names}
    if not shown:
        return replace(scene, events=events)
    events = events.assign(place_name=_renamed(places, shown))
    crossings = scene.crossings.assign(name=_renamed(scene.crossings["name"], shown))
    layers = tuple(_layer(layer, shown) for layer in scene.layers)
    return replace(scene, events=events, crossings=crossings, layers=layers)


def _layer(layer: Layer, shown: Mapping[str, str]) -> Layer:
    if "name" not in layer.frame:
        return layer
    return replace(layer, frame=layer.frame.assign(name=_renamed(layer.frame["name"], shown)))


def _renamed(names: Sequence[str], shown: Mapping[str, str]) -> list[str]:
    return [shown.get(name, name) if isinstance(name, str) else "" for name in names]
