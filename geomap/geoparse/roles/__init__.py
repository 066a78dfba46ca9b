"""What a mention does in its text: stand for ground, for a power, for a paper's desk."""

from __future__ import annotations

from geomap.geoparse.roles.assign import assign_roles

__all__ = ["assign_roles"]
