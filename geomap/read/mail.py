"""Saved e-mails (.eml): the plain text, or the text of the HTML part."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import Final

from geomap.model import Document, Reject
from geomap.read import html
from geomap.read.dates import parse_day

__all__ = ["looks_like", "read"]

_HEADER: Final = re.compile(
    rb"^(?:from|to|date|subject|received|return-path|mime-version|message-id|delivered-to|"
    rb"content-type|dkim-signature):[ \t]",
    re.IGNORECASE,
)
_LEAST_HEADERS: Final = 3


def looks_like(raw: bytes) -> bool:
    """Whether bytes begin with the header lines of a message."""
    lines = raw[:20_000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    named = sum(bool(_HEADER.match(line)) for line in lines)
    folded = all(_is_header(line) for line in lines)
    return named >= _LEAST_HEADERS and folded


def _is_header(line: bytes) -> bool:
    return line[:1] in (b" ", b"\t") or bool(re.match(rb"[!-9;-~]+:", line))


def read(raw: bytes, name: str) -> Iterator[Document | Reject]:
    """Yield one document: body, subject, day and sender."""
    message = email.message_from_bytes(raw, policy=default)
    text = _body(message)
    if not text.strip():
        yield Reject(name, None, "", f"{name!r} is a message without text; save its body.")
        return
    yield Document(
        id=name,
        text=text,
        title=str(message.get("subject", "")),
        published=parse_day(str(message.get("date", ""))),
        publisher=parseaddr(str(message.get("from", "")))[0],
    )


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, ValueError):  # an encoding that does not exist
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return html.text_of(text) if part.get_content_subtype() == "html" else text
