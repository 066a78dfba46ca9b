"""Names for values of libraries without types, so that a signature still says what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Positions, n x 2: on the sheet in mm unless a docstring says otherwise.
    Points: TypeAlias = NDArray[np.float64]

__all__ = ["Face", "Frame", "Geometry", "Numbers", "Row", "Tool"]

#: A GeoDataFrame.
Frame: TypeAlias = Any
#: A row of a frame's ``itertuples``: its columns are attributes.
Row: TypeAlias = Any
#: A shapely geometry, or an array of them.
Geometry: TypeAlias = Any
#: What NumPy takes for an array of numbers.
Numbers: TypeAlias = Any
#: A font face of FreeType or its description.
Face: TypeAlias = Any
#: A figure, renderer, transform or artist of matplotlib.
Tool: TypeAlias = Any
