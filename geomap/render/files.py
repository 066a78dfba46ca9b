"""Writing files whole: all of a file or none of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from geomap.errors import OutputError

__all__ = ["write_atomically"]


def write_atomically(path: str | Path, content: bytes | str | Iterable[str]) -> Path:
    """Write a file in one step and return its path; a reader never sees half of it.

    ``content`` may come in pieces of text. Text is written as UTF-8; what UTF-8 cannot hold (a lone
    surrogate) becomes "?".

    Raises
    ------
    OutputError
        When the folder is missing or cannot be written; an earlier file is left as it was.
    """
    path = Path(path)
    pieces = [content] if isinstance(content, bytes | str) else content
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece)
        Path(scratch).chmod(0o666 & ~_umask())
        Path(scratch).replace(path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        Path(scratch).unlink(missing_ok=True)
    return path


def _umask() -> int:
    """Return the process's mask of file modes, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _not_written(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or type(error).__name__).lower()
    return OutputError(
        f"{str(path)!r} cannot be written ({reason}); choose a folder that exists and is yours."
    )
