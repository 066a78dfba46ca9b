"""Toponym resolution: from names in a text to places of the gazetteer, with reasons and rivals."""

from __future__ import annotations

from geomap.geoparse.resolve.hints import Hints, make_hints
from geomap.geoparse.resolve.resolver import resolve

__all__ = ["Hints", "make_hints", "resolve"]
