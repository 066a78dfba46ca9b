"""The user's own store: a folder of additions, each a store file of its own, over the packaged one.

An addition is put in place whole or not at all, so that whoever reads meanwhile sees the old or the
new one. Additions come before the packaged store, in the order of their names.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from geomap.errors import GazetteerError, InputError, OutputError

__all__ = ["ENVIRONMENT", "addition_path", "additions", "remove", "slug", "user_folder"]

#: Names the folder of additions, or one store file, instead of the usual place.
ENVIRONMENT: Final = "GEOMAP_GAZETTEER"
_SUFFIX: Final = ".sqlite"
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


def user_folder() -> Path:
    """Return the folder of additions: ``GEOMAP_GAZETTEER``, else the user's data folder."""
    own = os.environ.get(ENVIRONMENT, "")
    if own:
        return Path(own)
    from platformdirs import user_data_path

    return user_data_path("geomap", appauthor=False) / "gazetteer"


def additions() -> tuple[Path, ...]:
    """Return the store files of the user, in the order in which they are asked."""
    folder = user_folder()
    if folder.is_dir():
        return tuple(sorted(folder.glob(f"*{_SUFFIX}")))
    return (folder,) if folder.suffix == _SUFFIX else ()


def addition_path(name: str) -> Path:
    """Return where an addition of a name stands or would stand."""
    folder = user_folder()
    if folder.is_file():
        msg = f"{ENVIRONMENT} names the file {folder}; name a folder to add to."
        raise InputError(msg)
    return folder / f"{slug(name)}{_SUFFIX}"


def slug(name: str) -> str:
    """Return a name as a file name: lower-case letters, digits and hyphens.

    >>> slug("My Places (2026)")
    'my-places-2026'
    """
    short = _NOT_SLUG.sub("-", name.lower()).strip("-")
    if not short:
        msg = f"{name!r} has no letter or digit of the alphabet; give the addition a name."
        raise InputError(msg)
    return short


def remove(name: str) -> Path:
    """Remove an addition; `GazetteerError` when there is none of that name."""
    path = addition_path(name)
    try:
        path.unlink()
    except FileNotFoundError:
        held = ", ".join(p.stem for p in additions()) or "none"
        msg = f"There is no addition {slug(name)!r} in {path.parent}; there are: {held}."
        raise GazetteerError(msg) from None
    except OSError as error:
        msg = f"{path} cannot be removed ({error.strerror})."
        raise OutputError(msg) from error
    path.with_name(f"{path.stem}.rejects.csv").unlink(missing_ok=True)
    return path
