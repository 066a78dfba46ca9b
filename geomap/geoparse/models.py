"""The learned figures of the geoparser: tagger, roles, ranker. Plain numbers, no library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from geomap.geoparse.tagger import Tagger

__all__ = ["Models", "default_models"]

_FOLDER: Final = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Models:
    """Weights of the three steps; those of roles and ranker are one readable figure a signal."""

    tagger: Tagger
    roles: Mapping[str, float]
    ranker: Mapping[str, float]

    @classmethod
    def load(cls, folder: Path) -> Models:
        """Read what `save` wrote."""
        return cls(
            Tagger.load(folder / "tagger.json.gz"),
            json.loads((folder / "roles.json").read_text(encoding="utf-8")),
            json.loads((folder / "ranker.json").read_text(encoding="utf-8")),
        )

    def save(self, folder: Path) -> None:
        """Write three files, sorted by name: the same bytes each time."""
        folder.mkdir(parents=True, exist_ok=True)
        self.tagger.save(folder / "tagger.json.gz")
        for name, weights in (("roles", self.roles), ("ranker", self.ranker)):
            text = json.dumps(dict(sorted(weights.items())), indent=0, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


@cache
def default_models() -> Models:
    """Return the weights that ship with the package, read once."""
    return Models.load(_FOLDER)
