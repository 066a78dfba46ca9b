"""In which language and script the page writes its words and the names on its map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.style.language import CODE, is_rtl, say

if TYPE_CHECKING:
    import numpy as np

    from geomap.model import Scene

__all__ = ["ENGLISH", "Tongue", "tongue_of"]


@dataclass(frozen=True, slots=True)
class Tongue:
    """``strings``: phrases by English phrase; ``shown``: names to write, by the frames' names."""

    strings: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    def say(self, phrase: str) -> str:
        """Return a phrase of `style` in the language."""
        return say(self.strings, phrase)

    def names_of(self, names: np.ndarray) -> np.ndarray:
        """Return names as the map writes them."""
        import numpy as np

        found: np.ndarray = np.array([self.shown.get(n, n) for n in names], object)
        return found

    @property
    def attributes(self) -> str:
        """The ``lang`` and ``dir`` of an element that holds the scene's own words."""
        code = self.strings.get(CODE, "en")
        return f'lang="{code}" dir="{"rtl" if is_rtl(self.strings) else "ltr"}"'


#: English, and the names as they stand in the frames.
ENGLISH = Tongue()


def tongue_of(scene: Scene) -> Tongue:
    """Return the tongue of a scene."""
    return Tongue(scene.strings, scene.shown_names)
