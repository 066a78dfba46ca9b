"""The quiet ground: sea, land, lakes, lines, towns' dots; nothing here has color or a promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.render.image.geometry import Cutter
from geomap.render.image.paper import Box, Shape
from geomap.render.image.paths import box_path, line_path, rings_path
from geomap.style import PALETTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Scene
    from geomap.render.image.kinds import Frame, Geometry, Points

__all__ = ["Ground", "draw_ground", "layer"]

#: Every picture is drawn in the light theme; `look.themed` gives it another one's colors.
THEME = PALETTE["light"]
CONTESTED_DASH = (6.0, 3.0)
#: A map wider than this (degrees) has thin lines and no first-order divisions.
CONTINENT = 45.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The shapes of the ground and the lines (mm) that labels should keep off."""

    shapes: tuple[Shape, ...]
    lines: tuple[Points, ...]
    contested: tuple[tuple[str, Points], ...]


def layer(scene: Scene, name: str) -> Frame:
    """Return the frame of a layer of the ground; an empty one when the scene has none."""
    found = next((x.frame for x in scene.layers if x.name == name), None)
    return scene.events.iloc[:0] if found is None else found


def draw_ground(scene: Scene, cutter: Cutter, fine: bool = True) -> Ground:
    """Return the ground of a window; ``fine`` adds first-order divisions."""
    clip = cutter.view.box
    borders = cutter.lines(layer(scene, "country_lines").geometry)
    contested = _contested(scene, cutter)
    dashed = [line for _, line in contested]
    window = cutter.view.window()
    wide = window.east - window.west > CONTINENT
    admin = cutter.lines(_outlines(layer(scene, "admin1"))) if fine and not wide else []
    thin = 0.5 if wide else 1.0
    shapes = [
        Shape(box_path(clip), THEME.sea),
        *_land(scene, cutter),
        _lines(admin, clip, THEME.admin1_line, 0.5),
        *_lakes(scene, cutter, clip),
        _lines(borders, clip, THEME.country_line, 0.8 * thin),
        _lines(dashed, clip, THEME.land, 1.6 * thin),
        _lines(dashed, clip, THEME.contested_line, 1.0 * thin, CONTESTED_DASH),
    ]
    return Ground(tuple(shapes), (*borders, *dashed), contested)


def _land(scene: Scene, cutter: Cutter) -> list[Shape]:
    frame, clip = layer(scene, "land"), cutter.view.box
    if not len(frame):
        return []
    focus = frame["focus"].to_numpy(bool) if "focus" in frame else np.ones(len(frame), bool)
    shapes = frame.geometry.to_numpy()
    near, far = rings_path(cutter.rings(shapes[focus])), rings_path(cutter.rings(shapes[~focus]))
    # The coast is drawn under the land, so that only its outer half shows.
    coast = [Shape(path, None, THEME.coast, 1.0, clip=clip) for path in (far, near)]
    fills = [Shape(far, THEME.neighbor, clip=clip), Shape(near, THEME.land, clip=clip)]
    return [*coast, *fills]


def _lakes(scene: Scene, cutter: Cutter, clip: Box) -> list[Shape]:
    rings = cutter.rings(layer(scene, "lakes").geometry)
    return [Shape(rings_path(rings), THEME.sea, THEME.coast, 0.4, clip=clip)] if rings else []


def _outlines(frame: Frame) -> Geometry:
    """Return lines also where the layer gives areas."""
    import shapely

    shapes = frame.geometry.to_numpy()
    kinds = shapely.get_type_id(shapes)
    return np.where((kinds == 3) | (kinds == 6), shapely.boundary(shapes), shapes)


def _contested(scene: Scene, cutter: Cutter) -> tuple[tuple[str, Points], ...]:
    frame = layer(scene, "contested_lines")
    if not len(frame):
        return ()
    import shapely

    found = []
    for name, part in frame.groupby(frame["name"].fillna(""), sort=True):
        whole = shapely.line_merge(shapely.union_all(cutter.cut(part.geometry)))
        found += [(str(name), line) for line in cutter.lines([whole])]
    return tuple(found)


def _lines(
    lines: Sequence[Points],
    clip: Box,
    color: str,
    width: float,
    dash: tuple[float, ...] = (),
) -> Shape:
    return Shape(line_path(list(lines)), None, color, width, dash, clip=clip)
