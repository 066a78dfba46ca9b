"""What only the compiler writes: lines between countries and disputed areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import shapely

from geomap.gazetteer.write import Writer

from .lines import Line


def write_borders(writer: Writer, found: Iterable[Line]) -> None:
    """Write the lines between countries."""
    writer.many("borders", 12, (_border(line) for line in found))


def write_disputed(writer: Writer, table: Iterable[Mapping[str, str]]) -> None:
    """Write disputed areas: who claims, who administers."""
    columns = "id name claimed_by administered_by lat lon radius_km note source".split()
    numbers = {"lat", "lon", "radius_km"}
    rows = ([r[c] or (None if c in numbers else "") for c in columns] for r in table)
    writer.many("disputed", 9, rows)


def _border(line: Line) -> tuple[object, ...]:
    aliases = dict.fromkeys(n for n, _ in line.row.names[:6] if n != line.row.name)
    binary = bytes(shapely.to_wkb(line.geometry, byte_order=1))
    return (
        line.row.id, line.country_a, line.country_b, line.status, line.note, line.claimed_by,
        ";".join(aliases), *line.geometry.bounds, binary,
    )  # fmt: skip
