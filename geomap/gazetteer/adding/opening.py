"""Opening what the user gives: a file or the one table in a zip, never more than is safe."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from geomap.errors import ReadError

__all__ = ["Input", "blocks", "head", "open_input", "read_all"]

_BLOCK: Final = 1 << 22
#: A zip that unpacks to more than this many times its size is no table: GeoNames' dumps pack 1:5.
_MOST_RATIO: Final = 100
#: GeoNames' largest dump has 1.7 GB.
_MOST_BYTES: Final = 8 << 30
#: A file that is read whole (GeoJSON) may have at most this many bytes.
_MOST_WHOLE: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Input:
    """A file, or a member of a zip; ``name`` tells what it is, ``size`` is in unpacked bytes."""

    path: Path
    member: str
    name: str
    size: int

    @property
    def print(self) -> str:
        """What tells this very file from another: name, size and time."""
        stat = self.path.stat()
        return f"{self.path.name} {self.member} {stat.st_size} {stat.st_mtime_ns}"


def open_input(path: Path) -> Input:
    """Return what a path holds; `ReadError` when it is missing, empty or an unsafe zip."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            msg = f"{path} is not a file; give a table, a zip of one, or a GeoJSON file."
            raise ReadError(msg)
        zipped = zipfile.is_zipfile(path)
    except OSError as error:
        msg = f"{path} cannot be read ({(error.strerror or 'error').lower()})."
        raise ReadError(msg) from error
    if zipped:
        return _zip_input(path)
    if not size:
        msg = f"{path} is empty."
        raise ReadError(msg)
    return Input(path, "", path.name, size)


def _zip_input(path: Path) -> Input:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and m.file_size]
    except (zipfile.BadZipFile, OSError) as error:
        msg = f"{path} is a damaged zip ({error}); download it again."
        raise ReadError(msg) from error
    tables = [m for m in members if Path(m.filename).name.lower() != "readme.txt"]
    same = [m for m in tables if Path(m.filename).stem == path.stem]
    found = same or tables
    if len(found) != 1:
        names = ", ".join(m.filename for m in found[:5]) or "nothing"
        msg = f"{path} must hold one table, but holds {names}; unpack it and add one of them."
        raise ReadError(msg)
    member = found[0]
    if member.file_size > max(_MOST_RATIO * max(member.compress_size, 1), 1 << 20):
        ratio = member.file_size // max(member.compress_size, 1)
        msg = f"{path} would unpack to {ratio:,} times its size; that is no table, but a zip bomb."
        raise ReadError(msg)
    _check_size(path, member.file_size, _MOST_BYTES)
    return Input(path, member.filename, Path(member.filename).name, member.file_size)


def _check_size(path: Path, size: int, most: int) -> None:
    if size > most:
        msg = f"{path} unpacks to {size / 1e9:.1f} GB; at most {most / 1e9:.0f} GB can be read."
        raise ReadError(msg)


@contextmanager
def _stream(source: Input) -> Iterator[IO[bytes]]:
    """Open the bytes of an input; errors of a damaged or locked zip become `ReadError`."""
    try:
        if not source.member:
            with source.path.open("rb") as file:
                yield file
        else:
            with zipfile.ZipFile(source.path) as archive, archive.open(source.member) as file:
                yield file
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        msg = f"{source.path} cannot be unpacked ({error}); download it again."
        raise ReadError(msg) from error
    except OSError as error:
        msg = f"{source.path} cannot be read ({(error.strerror or str(error)).lower()})."
        raise ReadError(msg) from error


def head(source: Input, size: int = 1 << 16) -> bytes:
    """Return the first bytes."""
    with _stream(source) as file:
        return file.read(size)


def read_all(source: Input) -> bytes:
    """Return all bytes, of at most 1 GB."""
    _check_size(source.path, source.size, _MOST_WHOLE)
    with _stream(source) as file:
        return file.read(_MOST_WHOLE + 1)


def blocks(source: Input, start: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """Yield whole lines by the block, each with the offset after it, from an offset on."""
    with _stream(source) as file:
        file.seek(start)
        end, rest = start, b""
        while data := file.read(_BLOCK):
            cut = data.rfind(b"\n") + 1
            if not cut and len(rest) > _BLOCK:
                msg = f"{source.path} has no line breaks in {len(rest):,} bytes; it is no table."
                raise ReadError(msg)
            if not cut:
                rest += data
                continue
            whole, rest = rest + data[:cut], data[cut:]
            end += len(whole)
            yield end, whole.split(b"\n")[:-1]
        if rest:
            yield end + len(rest), [rest]
