"""Our layers as ordinary folium layers, safe for hostile text and usable on any ``folium.Map``.

No text of an event passes through a template: branca compiles what it has rendered as a template
once more, so that ``{{...}}`` in a popup would run. A layer's data goes into blocks that are
emitted as they are; only ids that we made go through Jinja.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure
from folium.map import Layer as FoliumLayer
from folium.template import Template

from geomap.errors import BuildError
from geomap.render.ground import ground_blocks
from geomap.render.payload import Block, crossings_blocks, data_blocks, events_blocks
from geomap.render.theme import theme_css
from geomap.render.tongue import ENGLISH, Tongue

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.model import Layer

__all__ = ["CrossingLayer", "EventLayer", "GroundLayer", "Raw", "add_runtime", "asset"]


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
        msg = f"The page's bundle has no {name}; install geomap again or build it (web/README.md)."
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


def add_runtime(figure: Figure) -> None:
    """Add our styles and script to somebody's map, once."""
    if "geomap_runtime" not in figure.script._children:
        style = Raw(f"<style>{theme_css()}{asset('layer.css')}</style>")
        figure.header.add_child(style, name="geomap_style")
        figure.script.add_child(Raw(asset("page.js")), name="geomap_runtime")


class _OwnLayer(FoliumLayer):
    """What our layers share: blocks of data, and one line of script that names them."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = geomap.{{ this.kind }}('{{ this.get_name() }}');"
        "{% endmacro %}"
    )
    kind = ""

    def __init__(self, blocks: Iterator[Block], name: str, show: bool = True) -> None:
        super().__init__(name=name, overlay=True, control=True, show=show)
        self._name = type(self).__name__
        self.blocks = blocks

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's signature
        """Add data, styles and script to the figure; nothing is returned, as in folium."""
        figure: Any = self.get_root()
        self.blocks = list(self.blocks)  # type: ignore[assignment]  # a map may be rendered twice
        text = "\n".join(data_blocks(self.get_name(), iter(self.blocks)))
        figure.html.add_child(Raw(text), name=f"{self.get_name()}_data")
        add_runtime(figure)
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


class EventLayer(_OwnLayer):
    """Events as marks, rings, hatched areas and lines, on any ``folium.Map``.

    Parameters
    ----------
    events : GeoDataFrame
        A frame with the columns of docs/design.md (EPSG:4326).
    name : str
        The layer's name in a ``LayerControl``; never words of an article.

    Examples
    --------
    >>> import folium
    >>> m = folium.Map(tiles=None)
    >>> EventLayer(events).add_to(m)  # doctest: +SKIP
    """

    kind = "events"

    def __init__(
        self,
        events: GeoDataFrame,
        name: str = "Events",
        show: bool = True,
        tongue: Tongue = ENGLISH,
    ) -> None:
        super().__init__(events_blocks(events, tongue), name, show)


class CrossingLayer(_OwnLayer):
    """Border crossings with their status, on any ``folium.Map``."""

    kind = "crossings"

    def __init__(
        self,
        crossings: GeoDataFrame,
        name: str = "Border crossings",
        show: bool = True,
        tongue: Tongue = ENGLISH,
    ) -> None:
        super().__init__(crossings_blocks(crossings, tongue), name, show)


class GroundLayer(_OwnLayer):
    """The quiet ground of a scene, which needs no tiles and no network."""

    kind = "ground"

    def __init__(
        self,
        layers: Sequence[Layer],
        name: str = "Ground",
        show: bool = True,
        tongue: Tongue = ENGLISH,
    ) -> None:
        super().__init__(ground_blocks(layers, tongue.shown), name, show)
