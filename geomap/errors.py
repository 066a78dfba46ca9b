"""The errors of geomap: one tree, each leaf also kin to a builtin.

    GeomapError
    ├── InputError (ValueError)          what the user gave cannot be used
    │   ├── ReadError                    a file is missing, empty, binary or of no known format
    │   └── SchemaError                  a frame or table does not have the columns it must have
    ├── GazetteerError (LookupError)     the place store is missing, damaged or does not hold an id
    ├── OutputError (OSError)            a result cannot be written
    └── BuildError (RuntimeError)        the store or the page bundle cannot be built

A message says what was got, what was wanted and the cure, and ends with a full stop.
"""

from __future__ import annotations

__all__ = [
    "BuildError",
    "GazetteerError",
    "GeomapError",
    "InputError",
    "OutputError",
    "ReadError",
    "SchemaError",
]


class GeomapError(Exception):
    """Any error that geomap raises on purpose."""


class InputError(GeomapError, ValueError):
    """What the user gave cannot be used."""


class ReadError(InputError):
    """A file is missing, empty, binary or of no known format."""


class SchemaError(InputError):
    """A frame or table does not have the columns or values that it must have."""


class GazetteerError(GeomapError, LookupError):
    """The place store is missing or damaged, or does not hold an id."""


class OutputError(GeomapError, OSError):
    """A result cannot be written."""


class BuildError(GeomapError, RuntimeError):
    """The place store or the page's bundle cannot be built."""
