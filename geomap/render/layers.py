"""Our layers as ordinary folium layers, safe for hostile text and usable on any ``folium.Map``.

No text of an event passes through a template: a layer's data joins one payload block, which is
emitted as it is; only ids that we made go through Jinja. See docs/maps.md on why branca must never
see a user's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure
from folium.map import Layer as FoliumLayer
from folium.template import Template

from geomap.errors import BuildError
from geomap.render.payload import crossings_part, events_part, ground_part, payload_block
from geomap.render.theme import theme_css

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.model import Layer

__all__ = ["CrossingLayer", "EventLayer", "GroundLayer", "Raw", "add_part", "asset"]


@cache
def asset(name: str) -> str:
    """Return a file of the page's bundle as text.

    Raises
    ------
    BuildError
        When the bundle was not built.
    """
    path = files("geomap.render").joinpath("assets", name)
    if not path.is_file():
        msg = f"The page's bundle has no {name}; install geomap again, or build it as web/README.md says."
        raise BuildError(msg)
    return path.read_text(encoding="utf-8")


class Raw(Element):
    """Text that is emitted as it is: never compiled by Jinja."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Raw"
        self.text = text

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401, ARG002 - branca's signature
        """Return the text untouched."""
        return self.text


class Payload(Element):
    """The one block of data of a figure; every layer adds its part."""

    def __init__(self) -> None:
        super().__init__()
        self._name = "Payload"
        self.parts: dict[str, Any] = {}

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401, ARG002 - branca's signature
        """Return the block; it stands before the scripts that read it."""
        return payload_block(self.parts)


def add_part(figure: Figure, name: str, part: dict[str, Any]) -> None:
    """Add a part to the figure's block of data."""
    block = figure.html._children.get("geomap_payload")
    if block is None:
        block = Payload()
        figure.html.add_child(block, name="geomap_payload")
    block.parts[name] = part


class _OwnLayer(FoliumLayer):
    """What our layers share: a part of the payload, and one line of script that names it."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = geomap.{{ this.kind }}('{{ this.get_name() }}');"
        "{% endmacro %}"
    )
    kind = ""

    def __init__(self, part: dict[str, Any], name: str, show: bool = True) -> None:
        super().__init__(name=name, overlay=True, control=True, show=show)
        self._name = type(self).__name__
        self.part = part

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401 - branca's signature
        """Add data, styles and script to the figure."""
        figure = self.get_root()
        add_part(figure, self.get_name(), self.part)
        if not getattr(figure, "has_runtime", False):
            style = f"<style>{theme_css()}{asset('layer.css')}</style>"
            figure.header.add_child(Raw(style), name="geomap_style")
            figure.script.add_child(Raw(asset("page.js")), name="geomap_runtime")
        super().render(**kwargs)


class EventLayer(_OwnLayer):
    """Events as marks, rings, hatched areas and lines, on any ``folium.Map``.

    Parameters
    ----------
    events : GeoDataFrame
        A frame with the columns of docs/architecture.md (EPSG:4326).
    name : str
        The layer's name in a ``LayerControl``; never words of an article.

    Examples
    --------
    >>> import folium
    >>> m = folium.Map(tiles=None)
    >>> EventLayer(events).add_to(m)  # doctest: +SKIP
    """

    kind = "events"

    def __init__(self, events: GeoDataFrame, name: str = "Events", show: bool = True) -> None:
        super().__init__(events_part(events), name, show)


class CrossingLayer(_OwnLayer):
    """Border crossings with their status, on any ``folium.Map``."""

    kind = "crossings"

    def __init__(
        self, crossings: GeoDataFrame, name: str = "Border crossings", show: bool = True
    ) -> None:
        super().__init__(crossings_part(crossings), name, show)


class GroundLayer(_OwnLayer):
    """The quiet ground of a scene, which needs no tiles and no network."""

    kind = "ground"

    def __init__(self, layers: Sequence[Layer], name: str = "Ground", show: bool = True) -> None:
        super().__init__(ground_part(layers), name, show)
