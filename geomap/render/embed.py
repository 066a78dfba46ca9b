"""Scene -> embed.html: a figure to paste into one's own page, with the picture as fallback."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from geomap.render.files import write_atomically
from geomap.render.text import clean, isolate

if TYPE_CHECKING:
    from geomap.model import Scene

__all__ = ["embed_text", "save_embed"]


def save_embed(
    scene: Scene, path: str | Path, page: str = "map.html", picture: str = "map.png"
) -> Path:
    """Write the snippet; ``page`` and ``picture`` are paths as seen from the page that shows it.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    return write_atomically(path, embed_text(scene, page, picture))


def embed_text(scene: Scene, page: str = "map.html", picture: str = "map.png") -> str:
    """Return a small page whose figure is the snippet to copy."""
    title, alt, caption = (
        escape(isolate(clean(text)), quote=True)
        for text in (scene.title, scene.alt_text, scene.caption)
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
</head>
<body style="margin:0 auto;max-width:60rem;font-family:system-ui,sans-serif">
<main>
<!-- Copy from here; map.html and map.png go to the same folder. -->
<figure style="margin:0">
<iframe src="{quote(page)}" title="{title}" loading="lazy"
 sandbox="allow-scripts allow-downloads allow-popups"
 style="display:block;width:100%;height:min(75vh,640px);min-height:420px;border:0"></iframe>
<noscript><img src="{quote(picture)}" alt="{alt}" style="max-width:100%;height:auto"></noscript>
<figcaption style="font-size:.85rem;line-height:1.4;padding:.5rem">{caption}</figcaption>
</figure>
<!-- To here. -->
</main>
</body>
</html>
"""
