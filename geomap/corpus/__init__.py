"""The same story over millions of documents: partitions, workers, one merge, counts.

`build` reads a stream of articles, cuts it into partitions, parses them on the cores of this
machine or on a Dask cluster, merges what several documents tell of one event, and writes a folder
that `geomap map` draws:

    events/part-00000.parquet ...   one row an event, as docs/design.md has it (GeoParquet)
    crossings.parquet               one row a crossing, with its newest reports
    counts/*.geojson                events per place and week, stretch of border, crossing, hexagon
    overview.png                    the hexagons, shaded by how many events lie in each
    rejects.csv                     documents that were set aside, and why
    manifest.json                   what went in, what came out

A run that was killed goes on where it stopped when it is called again; so does one whose inputs
have grown.
"""

from __future__ import annotations

from geomap.corpus.build import Built, Options, Progress, build
from geomap.corpus.pool import processes, scheduler

__all__ = ["Built", "Options", "Progress", "build", "processes", "scheduler"]
