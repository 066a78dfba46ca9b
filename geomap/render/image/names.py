"""The names on a picture: in Latin letters, in the local script or in both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.render.image.phrases import brief
from geomap.render.text import clean
from geomap.style.language import say

if TYPE_CHECKING:
    from geomap.model import Layer, Scene
    from geomap.render.image.look import Names

__all__ = ["named"]

#: Layers whose names stay as they are in "both": two names of a province crowd a map.
_SHORT = ("admin1", "land")


def named(scene: Scene, names: Names) -> Scene:
    """Return a scene with the names of its places as they are to be shown.

    Headlines lose their place and their actors, which stand beside them on a picture.
    """
    heads = [
        brief(headline, say(scene.strings, clean(place)))
        for headline, place in zip(
            scene.events["headline"], scene.events["place_name"], strict=True
        )
    ]
    events = scene.events.assign(headline=heads)
    if names == "latin" and not scene.strings:
        return replace(scene, events=events)
    shown = _shown(scene, names)
    events = events.assign(place_name=_renamed(events["place_name"], shown))
    crossings = scene.crossings.assign(name=_renamed(scene.crossings["name"], shown))
    layers = tuple(_layer(layer, shown, _shown(scene, "latin")) for layer in scene.layers)
    return replace(scene, events=events, crossings=crossings, layers=layers)


def _shown(scene: Scene, names: Names) -> Callable[[str], str]:
    def show(name: str) -> str:
        ours, local = say(scene.strings, name), scene.local_names.get(name, "")
        if names == "latin" or not local or local == ours:
            return ours
        return local if names == "local" else f"{ours} ({local})"

    return show


def _layer(layer: Layer, shown: Callable[[str], str], short: Callable[[str], str]) -> Layer:
    if "name" not in layer.frame:
        return layer
    show = short if layer.name in _SHORT else shown
    return replace(layer, frame=layer.frame.assign(name=_renamed(layer.frame["name"], show)))


def _renamed(names: Sequence[str], show: Callable[[str], str]) -> list[str]:
    return [show(name) if isinstance(name, str) else "" for name in names]
