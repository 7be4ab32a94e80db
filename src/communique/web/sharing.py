"""May the scripts of other sites read what is served? A public edition's data yes, everything else no.

Whoever reads a public edition from another page reads what anybody may read, so its API, files of data and feeds allow
any origin (Fetch standard, CORS protocol), never with credentials. Pages, tools and what parties hand in and read do
not; nor does an edition that is marked stricter than TLP:CLEAR: it may stand in a network that a stranger's page cannot
reach, but its reader's browser can.
"""

from __future__ import annotations

from fastapi import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API = "/api/v1/"
#: What belongs to parties, and what a tool made for somebody.
_CLOSED = (f"{API}tables", f"{API}contributions", "/tools/")
_OPEN = (API, "/data/", "/edition.json")
ANY = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
EXPOSED = {"Access-Control-Expose-Headers": "ETag, Link, Retry-After, X-Total-Count"}
ASKED_FIRST = {
    **ANY,
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Vary": "Access-Control-Request-Method",
}


def is_open(path: str) -> bool:
    """Whether an address holds data of the edition, which anybody may read where the edition is public."""
    return (path.startswith(_OPEN) or path.endswith(".atom")) and not path.startswith(_CLOSED)


class OpenReads:
    """Lets any site read a public edition's data, and answers a browser that asks first."""

    def __init__(self, app: ASGIApp, public: bool) -> None:
        self.app, self.public = app, public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self.public or not is_open(scope["path"]):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            await Response(status_code=204, headers=ASKED_FIRST)(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(ANY | EXPOSED)
            await send(message)

        await self.app(scope, receive, sending)
