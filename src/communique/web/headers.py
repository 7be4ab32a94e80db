"""What may a page do in a reader's browser? As little as it needs, said in headers on every answer.

The policy of a page is computed from the page: its own inline scripts and styles by hash, what the map library needs
only where there is a map. Nothing is ever allowed by 'unsafe-inline' or to another site.
"""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: For answers that are no pages.
BARE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
#: Tools' own pages: their own scripts, styles and forms, and nobody else's.
TOOLS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_YEAR_SECONDS = 31_536_000


class _Inline(HTMLParser):
    """Collects the scripts and styles that stand in a page, and whether it loads the map library."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self.map = False
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        source = given.get("src") or ""
        self.map |= "maplibre-gl.js" in source
        runs = given.get("type") in (None, "", "module", "text/javascript", "importmap")
        self._open = tag if tag == "style" or (tag == "script" and not source and runs) else ""

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open].append(data)


def page_policy(html: str, *, framed: bool = False) -> str:
    """The Content-Security-Policy of a page of the site; one that is `framed` may stand in a frame of any other."""
    read = _Inline()
    read.feed(html)
    read.close()
    blob = " blob:" if read.map else ""  # the map library starts its worker from a blob and draws into one
    parts = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *map(_hash, read.found["script"])]),
        "style-src": " ".join(["'self'", *map(_hash, read.found["style"])]),
        "img-src": f"'self' data:{blob}",  # data: pictures stand in the map library's style
        "font-src": "'self'",
        "connect-src": f"'self'{' blob: data:' if read.map else ''}",
        "worker-src": f"'self'{blob}",
        "manifest-src": "'self'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "*" if framed else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class SecurityHeaders:
    """Adds what is missing of the headers above to every answer; one that an answer brings itself stands."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _secure(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, sending)


def _secure(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    if "frame-ancestors *" in headers.get("Content-Security-Policy", ""):
        del headers["X-Frame-Options"]  # it knows no exception; the policy says more
    tool = scope["path"].startswith("/tools/")
    if tool:
        headers.setdefault("Cache-Control", "no-store")  # what a tool answers holds what it was given
    html = headers.get("content-type", "").startswith("text/html")
    headers.setdefault("Content-Security-Policy", TOOLS if html or tool else BARE)
    if scope["scheme"] == "https":
        headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR_SECONDS}")
