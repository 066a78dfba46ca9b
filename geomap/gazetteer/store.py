"""One store file: opened read-only, immutable and memory-mapped, from any process or thread."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import local
from typing import Any, Final

from geomap.errors import GazetteerError
from geomap.gazetteer.bloom import may_hold

__all__ = ["SCHEMA", "Store"]

#: The schema that this code reads (``meta`` key "schema").
SCHEMA: Final = 1
_MAPPED_BYTES: Final = 1 << 30
_HELP: Final = "Reinstall geomap, or compile the store as gazetteer/README.md says."


class Store:
    """Reads one file. A connection belongs to one process and thread, and opens when needed."""

    def __init__(self, path: Path) -> None:
        """Check that the file is a store; `GazetteerError` says what is wrong with it."""
        self.path = path
        self._local = local()
        if not path.is_file():
            msg = f"There is no gazetteer store at {path}. {_HELP}"
            raise GazetteerError(msg)
        schema = self._meta("schema")
        if schema != SCHEMA:
            msg = f"The gazetteer store {path} has schema {schema!r}, not {SCHEMA}. {_HELP}"
            raise GazetteerError(msg)
        self._bloom: bytes = self._meta("bloom")

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a query."""
        try:
            found: list[Any] = self._connection().execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            msg = f"The gazetteer store {self.path} cannot be read ({error}). {_HELP}"
            raise GazetteerError(msg) from error
        return found

    def may_hold(self, folded: str) -> bool:
        """Whether a folded name may be in the store; False is sure, True is wrong 1 in 150."""
        return may_hold(self._bloom, folded)

    def close(self) -> None:
        """Close this thread's connection; a later question opens it again."""
        held = getattr(self._local, "held", None)
        if held is not None:
            held[1].close()
            self._local.held = None

    def _connection(self) -> sqlite3.Connection:
        held = getattr(self._local, "held", None)
        if held is None or held[0] != os.getpid():
            held = self._local.held = (os.getpid(), _connect(self.path))
        connection: sqlite3.Connection = held[1]
        return connection

    def _meta(self, key: str) -> Any:  # noqa: ANN401 - as the row has it
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None


def _connect(path: Path) -> sqlite3.Connection:
    uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, cached_statements=64)
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    return connection
