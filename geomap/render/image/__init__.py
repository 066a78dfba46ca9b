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
    from geomap.render.image.paper import Sheet
    from geomap.scene.steps import By

__all__ = [
    "Look",
    "picture_bytes",
    "save_animation",
    "save_image",
    "save_images",
    "save_series",
]

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
    wanted = [_picture_path(path) for path in paths]
    made = _rendered(scene, [path.suffix.lower().removeprefix(".") for path in wanted], look)
    return tuple(write_atomically(path, data) for path, data in zip(wanted, made, strict=True))


def picture_bytes(scene: Scene, form: str = "png", look: Look | None = None) -> bytes:
    """Return the picture of a scene as a file's bytes; ``form`` is png, svg or pdf."""
    return _rendered(scene, [form], look)[0]


def save_series(scene: Scene, path: str | Path, by: By, look: Look | None = None) -> Path:
    """Write small multiples, one panel a day, week, month or type: .png, .svg or .pdf.

    Raises
    ------
    InputError
        When there are no steps or too many.
    OutputError
        When the suffix is another or the file cannot be written.
    """
    from geomap.render.image.series import compose_series

    path = _picture_path(path)
    look = look or Look()
    (made,) = _forms(scene, compose_series(scene, by, look), [path.suffix[1:].lower()], look)
    return write_atomically(path, made)


def save_animation(scene: Scene, path: str | Path, by: By, look: Look | None = None) -> Path:
    """Write a GIF with one frame a step, and the frames as PNG into a folder of its name.

    Raises
    ------
    InputError
        When there are no steps or too many.
    OutputError
        When a file cannot be written.
    """
    from geomap.render.image.series import frames, gif_bytes

    path = Path(path)
    look = look or Look()
    pngs = [_forms(scene, sheet, ["png"], look)[0] for sheet in frames(scene, by, look)]
    folder = path.with_suffix("")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{str(folder)!r} cannot be made ({error}).") from error
    for i, png in enumerate(pngs, 1):
        write_atomically(folder / f"{i:03}.png", png)
    return write_atomically(path, gif_bytes(pngs))


def _picture_path(path: str | Path) -> Path:
    path = Path(path)
    if path.suffix.lower() not in _SUFFIXES:
        raise OutputError(
            f"{path.name!r} is not a picture that geomap makes; use {', '.join(_SUFFIXES)}."
        )
    return path


def _rendered(scene: Scene, forms: Sequence[str], look: Look | None) -> list[bytes]:
    from geomap.render.image.page import compose

    look = look or Look()
    return _forms(scene, compose(scene, look), forms, look)


def _forms(scene: Scene, sheet: Sheet, forms: Sequence[str], look: Look) -> list[bytes]:
    from geomap.render.image.sheet import render

    about = {
        "title": clean(scene.title) or "Map",
        "alt": clean(scene.alt_text),
        "description": "\n".join(clean(line) for line in scene.description.splitlines()),
        "caption": clean(scene.caption),
        "language": scene.strings.get("language") or "en",
    }
    return [render(sheet, form, about, look.page.dpi) for form in forms]
