"""How is something that does not change sent: whole, packed, or not again?

Prepared once: bytes, the same packed, and a strong validator for each (RFC 9110, sections 8.8 and 13). Ranges are not
offered, so that a request for one gets the whole, as the standard has it.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from communique.web.negotiation import takes_gzip

#: Asked for again every time, and answered in a few bytes where nothing changed.
CHECKED = "no-cache"
#: Its address holds a hash of its content.
FOREVER = "public, max-age=31536000, immutable"
NEVER_KEPT = "no-store"

_PACKED_ALREADY = ("application/vnd.apache.parquet", "application/vnd.openxmlformats", "font/", "image/png")


@dataclass(frozen=True)
class Prepared:
    """Content with its hash; `packed` is None where packing does not pay."""

    content: bytes
    media_type: str
    digest: str
    packed: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)


def prepare(content: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Prepared:
    """Content ready to be sent; the same content gives the same bytes."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    packed = None if media_type.startswith(_PACKED_ALREADY) else gzip.compress(content, mtime=0)
    if packed is not None and len(packed) > 0.9 * len(content):
        packed = None
    return Prepared(content, media_type, digest, packed, headers or {})


def send(
    request: Request,
    prepared: Prepared,
    *,
    status: int = 200,
    keep: str = CHECKED,
    vary: tuple[str, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer: 304 where the reader has it already, packed where the reader can unpack it.

    keep  Cache-Control; vary, request headers besides Accept-Encoding on which the choice of content depended
    """
    packed = prepared.packed if takes_gzip(request.headers.get("accept-encoding")) else None
    tag = f'"{prepared.digest}{"-gzip" if packed is not None else ""}"'
    varies = (*vary, *(("Accept-Encoding",) if prepared.packed is not None else ()))
    sent = {"ETag": tag, "Cache-Control": keep, "Accept-Ranges": "none", **prepared.headers, **(headers or {})}
    if varies:
        sent["Vary"] = ", ".join(varies)
    if status == 200 and _known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=sent)
    if packed is not None:
        sent["Content-Encoding"] = "gzip"
    return Response(packed if packed is not None else prepared.content, status, sent, prepared.media_type)


def _known(header: str | None, tag: str) -> bool:
    """Whether If-None-Match names the tag; compared weakly, as the standard asks."""
    if header is None:
        return False
    named = [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in named or tag in named
