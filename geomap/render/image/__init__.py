"""Scene -> static picture: PNG, SVG and PDF, laid out once, without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.render.files import write_atomically
from geomap.render.image.look import Look
from geomap.render.text import clean

if TYPE_CHECKING:
    from geomap.model import Scene

__all__ = ["Look", "picture_bytes", "save_image", "save_images"]

_SUFFIXES = (".png", ".svg", ".pdf")


def save_image(scene: Scene, path: str | Path, look: Look | None = None) -> Path:
    """Write the picture of a scene; the suffix chooses: .png, .svg or .pdf.

    ``look`` is its size, theme, resolution and choice of names.

    Raises
    ------
    OutputError
        When the suffix is another or the file cannot be written.
    """
    return save_images(scene, [path], look)[0]


def save_images(
    scene: Scene, paths: Sequence[str | Path], look: Look | None = None
) -> tuple[Path, ...]:
    """Write the picture of a scene in several formats; it is laid out once.

    The same scene gives the same bytes. SVG and PDF keep text as text; the alt text travels in
    each file (PNG iTXt, SVG desc, PDF subject).

    Raises
    ------
    OutputError
        When a suffix is not .png, .svg or .pdf, or a file cannot be written.
    """
    wanted = [Path(path) for path in paths]
    for path in wanted:
        if path.suffix.lower() not in _SUFFIXES:
            raise OutputError(
                f"{path.name!r} is not a picture that geomap makes; use {', '.join(_SUFFIXES)}."
            )
    made = _rendered(scene, [path.suffix.lower().removeprefix(".") for path in wanted], look)
    return tuple(write_atomically(path, data) for path, data in zip(wanted, made, strict=True))


def picture_bytes(scene: Scene, form: str = "png", look: Look | None = None) -> bytes:
    """Return the picture of a scene as a file's bytes; ``form`` is png, svg or pdf."""
    return _rendered(scene, [form], look)[0]


def _rendered(scene: Scene, forms: Sequence[str], look: Look | None) -> list[bytes]:
    from geomap.render.image.page import compose
    from geomap.render.image.sheet import render

    look = look or Look()
    sheet = compose(scene, look)
    about = {
        "title": clean(scene.title) or "Map",
        "alt": clean(scene.alt_text),
        "description": "\n".join(clean(line) for line in scene.description.splitlines()),
        "caption": clean(scene.caption),
        "language": scene.strings.get("language") or "en",
    }
    return [render(sheet, form, about, look.page.dpi) for form in forms]
