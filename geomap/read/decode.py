"""Bytes -> text: which encoding a file is in, and what is no text at all."""

from __future__ import annotations

import codecs
import gzip
import zlib
from pathlib import Path

from geomap.errors import ReadError

__all__ = ["MAX_BYTES", "decode", "likeliest", "read_bytes"]

#: Larger than the event table of the whole world that UCDP gives out (0.25 GB); a corpus is read as
#: a stream instead.
MAX_BYTES = 500_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Encodings of pages without UTF-8 (https://encoding.spec.whatwg.org/), likelier first.
_WEB = (
    *("cp1252", "cp1251", "cp1256", "cp1254", "cp1250", "cp1255", "cp1253", "koi8_r"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)

#: Of these a text has few letters beyond ASCII: below this share it is in one of them.
_LATIN = ("cp1252", "cp1254", "cp1250")
_FEW_ACCENTS = 0.25


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, unpacked when it is gzip.

    Raises
    ------
    ReadError
        When the file is missing, cannot be opened, is empty or unpacks to more than `MAX_BYTES`.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_long(path)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        msg = f"{str(path)!r} cannot be opened ({reason.lower()}); check the path."
        raise ReadError(msg) from error
    if raw[:2] == b"\x1f\x8b":
        raw = _unpack(path)
    if not raw.strip():
        msg = f"{str(path)!r} is empty; an article or an event table was expected."
        raise ReadError(msg)
    if len(raw) > MAX_BYTES:
        raise _too_long(path)
    return raw


def _too_long(path: Path) -> ReadError:
    return ReadError(
        f"{str(path)!r} has more than {MAX_BYTES:,} bytes; split it, or read it with "
        "'geomap corpus' (articles) or 'geomap geocode --place' (a table)."
    )


def _unpack(path: Path) -> bytes:
    try:
        with gzip.open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        msg = f"{str(path)!r} is a damaged gzip file ({error}); pack it again."
        raise ReadError(msg) from error


def decode(
    raw: bytes, name: str, encoding: str | None = None, *, keep_line_ends: bool = False
) -> str:
    r"""Return bytes as text: the given encoding, a byte order mark, UTF-8, or the likeliest other.

    Line ends become ``\n``, unless they are to be kept. A file in UTF-8 with some lines in another
    encoding (two exports pasted together) is read line by line.

    Raises
    ------
    ReadError
        For binary content, an unknown encoding and bytes that fit none.

    >>> decode("Der Grenzübergang bei Jestetten öffnet früher.".encode("cp1252"), "a.txt")
    'Der Grenzübergang bei Jestetten öffnet früher.'
    """
    codec = encoding or next((codec for bom, codec in _BOMS if raw.startswith(bom)), "utf-8")
    if b"\0" in raw and codec in ("utf-8", "utf-8-sig"):
        msg = f"{name!r} is a binary file; text, HTML, JSON lines or a table was expected."
        raise ReadError(msg)
    try:
        text = raw.decode(codec)
    except LookupError as error:
        msg = f"The encoding {codec!r} is unknown; try utf-8, cp1252 or utf-16."
        raise ReadError(msg) from error
    except UnicodeDecodeError as error:
        if encoding:
            msg = f"{name!r} is not {encoding} (byte {error.start}); leave --encoding out."
            raise ReadError(msg) from error
        text = _guess(raw, name)
    return text if keep_line_ends else text.replace("\r\n", "\n").replace("\r", "\n")


def _guess(raw: bytes, name: str) -> str:
    text = _decode_mixed(raw) or _decode_with(likeliest(raw), raw)
    if not text.strip() or _is_noise(text):
        msg = f"{name!r} is in no encoding that could be told; save it as UTF-8 or use --encoding."
        raise ReadError(msg)
    return text


def likeliest(raw: bytes) -> str:
    """Return the name of the encoding in which bytes make the most ordinary text, else ""."""
    from charset_normalizer import from_bytes

    sample = raw[:100_000]
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 128)
    accents = sum(byte > 127 for byte in sample)
    likely_in = _LATIN if accents < _FEW_ACCENTS * letters else _WEB
    matches = list(from_bytes(sample, cp_isolation=list(likely_in)))
    least = min((m.chaos for m in matches), default=0.0)
    likely = [m.encoding for m in matches if m.chaos == least]
    return min(likely, key=_WEB.index) if likely else ""


def _decode_with(codec: str, raw: bytes) -> str:
    try:
        return raw.decode(codec) if codec else ""
    except UnicodeDecodeError:
        return ""


def _decode_mixed(raw: bytes) -> str:
    """Return the text of a file in which some lines are UTF-8 and others are not, else ""."""
    lines = raw.splitlines(keepends=True)
    texts = [_decode_with("utf-8", line) for line in lines]
    odd = [i for i, text in enumerate(texts) if not text]
    if all(lines[i].isascii() for i in set(range(len(lines))) - set(odd)):
        return ""
    codec = likeliest(b"".join(lines[i] for i in odd))
    for i in odd:
        texts[i] = _decode_with(codec, lines[i])
    return "".join(texts) if all(texts) else ""


def _is_noise(text: str) -> bool:
    """Return whether control characters make up more than one part in a hundred."""
    control = sum(1 for c in text[:100_000] if c < " " and c not in "\n\r\t\f")
    return control * 100 > min(len(text), 100_000)
