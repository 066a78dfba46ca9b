"""Downloading GeoNames' dumps where there is a network, and adding them."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geomap.errors import InputError, OutputError, ReadError
from geomap.gazetteer.user import user_folder

if TYPE_CHECKING:
    from geomap.gazetteer.adding import Added

__all__ = ["GEONAMES", "download", "fetch", "wanted"]

#: Where GeoNames keeps its dumps.
GEONAMES: Final = "https://download.geonames.org/export/dump/"
_WHOLE: Final = {
    name.lower(): f"{name}{suffix}"
    for name, suffix in (
        ("allCountries", ".zip"), ("alternateNamesV2", ".zip"), ("hierarchy", ".zip"),
        ("admin1CodesASCII", ".txt"), ("admin2Codes", ".txt"), ("cities500", ".zip"),
        ("cities1000", ".zip"), ("cities5000", ".zip"), ("cities15000", ".zip"),
    )
}  # fmt: skip
_COUNTRY: Final = re.compile(r"[A-Za-z]{2}")
_BLOCK: Final = 1 << 18
_TIMEOUT_SECONDS: Final = 60
_NOT_SATISFIABLE: Final = 416
#: Called with the bytes held and the bytes in all (0 when the server does not say).
Progress = Callable[[int, int], None]


def wanted(what: str) -> tuple[str, ...]:
    """Return the files of "geonames:PK,AF" or "geonames:admin1CodesASCII".

    >>> wanted("geonames:pk,admin2Codes")
    ('PK.zip', 'admin2Codes.txt')
    """
    system, _, items = what.partition(":")
    files = []
    for item in items.split(","):
        known = _WHOLE.get(item.strip().lower())
        if system.lower() != "geonames" or not (known or _COUNTRY.fullmatch(item.strip())):
            names = ", ".join(v.partition(".")[0] for v in _WHOLE.values())
            msg = f"{what!r} is not geonames:PK,AF (ISO codes) or one of {names}."
            raise InputError(msg)
        files.append(known or f"{item.strip().upper()}.zip")
    return tuple(dict.fromkeys(files))


def fetch(what: str, *, url: str = GEONAMES, progress: Progress | None = None) -> tuple[Added, ...]:
    """Download dumps ("geonames:PK,AF") and add each; what was downloaded before goes on.

    Raises
    ------
    ReadError
        When a file cannot be had or is not whole; what came so far is kept for the next time.
    """
    from geomap.gazetteer.adding import add

    folder = user_folder() / "downloads"
    added = []
    for file in wanted(what):
        path = download(url.rstrip("/") + "/" + file, folder / file, progress)
        added.append(add(path))
        path.unlink(missing_ok=True)
    return tuple(added)


def download(url: str, path: Path, progress: Progress | None = None) -> Path:
    """Download a file: into a part beside it, resumed where it broke off, of the size promised."""
    part, tag = path.with_name(path.name + ".part"), path.with_name(path.name + ".etag")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        total = _receive(url, part, tag, progress)
        size = part.stat().st_size
        if total and size != total:
            msg = f"{url} broke off after {size:,} of {total:,} bytes; run it again to go on."
            raise ReadError(msg)
        part.replace(path)
        tag.unlink(missing_ok=True)
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as e:
        reason = getattr(e, "reason", None) or e
        msg = f"{url} cannot be had ({reason}); what came so far is kept, run it again to go on."
        raise ReadError(msg) from e
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror})."
        raise OutputError(msg) from error
    return path


def _receive(url: str, part: Path, tag: Path, progress: Progress | None) -> int:
    """Append what is missing to the part; return the promised size, 0 when it is not promised."""
    held = part.stat().st_size if part.exists() and tag.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "geomap"})
    if held:
        request.add_header("Range", f"bytes={held}-")
        request.add_header("If-Range", tag.read_text("utf-8"))
    try:
        answer = urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        if error.code != _NOT_SATISFIABLE:
            raise
        part.unlink()
        return _receive(url, part, tag, progress)
    with answer:
        resumed = answer.status == http.HTTPStatus.PARTIAL_CONTENT
        held = held if resumed else 0
        length = int(answer.headers.get("Content-Length") or 0)
        total = held + length if length else 0
        version = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
        if version:
            tag.write_text(version, "utf-8")
        with part.open("ab" if resumed else "wb") as file:
            while block := answer.read(_BLOCK):
                file.write(block)
                held += len(block)
                if progress:
                    progress(held, total)
    return total
