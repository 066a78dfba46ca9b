"""Scene -> files. A renderer reads a Scene and nothing else; one registry line a suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.render.data import SUFFIXES, save_frame
from geomap.render.embed import save_embed
from geomap.render.html import save_html, to_html
from geomap.render.image import (
    Look,
    picture_bytes,
    save_animation,
    save_image,
    save_images,
    save_series,
)
from geomap.render.report import save_report

if TYPE_CHECKING:
    from geomap.model import Scene

__all__ = [
    "RENDERERS",
    "Look",
    "notebook_html",
    "picture_bytes",
    "save",
    "save_animation",
    "save_embed",
    "save_frame",
    "save_html",
    "save_image",
    "save_images",
    "save_report",
    "save_series",
]


def _save_events(scene: Scene, path: Path) -> Path:
    return save_frame(scene.events, path)


#: suffix -> what writes it.
RENDERERS: Mapping[str, Callable[[Scene, Path], Path]] = MappingProxyType(
    {
        ".html": save_html,
        ".png": save_image,
        ".svg": save_image,
        ".pdf": save_image,
        ".md": save_report,
        ".docx": save_report,
        **dict.fromkeys(SUFFIXES, _save_events),
    }
)


def save(scene: Scene, path: Path, look: Look | None = None) -> Path:
    """Write one file of a scene; the suffix chooses the renderer, ``look`` is for pictures.

    Raises
    ------
    OutputError
        When no renderer writes such a suffix, or the file cannot be written.
    """
    renderer = RENDERERS.get(path.suffix.lower())
    if renderer is None:
        msg = f"{path.name!r} has no suffix that geomap writes; use {', '.join(RENDERERS)}."
        raise OutputError(msg)
    if renderer is save_image:
        return save_image(scene, path, look)
    return renderer(scene, path)


def notebook_html(scene: Scene, height: int = 560) -> str:
    """Return the page in a frame of its own, as a notebook shows it."""
    return (
        f'<iframe srcdoc="{escape(to_html(scene), quote=True)}" title="{escape(scene.title)}" '
        f'style="width:100%;height:{height}px;border:0" sandbox="allow-scripts"></iframe>'
    )
