"""What is written down of a request? What keeps a server running, and nothing of the person who asked.

One JSON object a line: time, method, the template of the route (never the address that was asked for), status,
milliseconds, bytes. No address, no agent, no query, no body, no words of an error.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGGER = logging.getLogger("communique.web")
#: A method is the asker's own word; any other than these could say anything.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")


def write_to_standard_error() -> None:
    """Sends the lines to standard error; without this, they go where the program that serves sends its own."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def log(**fields: Any) -> None:
    """One line."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    LOGGER.info(json.dumps({"time": now, **fields}, separators=(",", ":")))


def log_fault(error: BaseException) -> None:
    """The kind of a fault and the lines of code it went through; its words may hold what a person sent."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno}" for frame in frames[-8:]]
    log(fault=f"{type(error).__module__}.{type(error).__qualname__}", at=where)


class RequestLog:
    """Writes one line for every request, when its answer is out."""

    def __init__(self, app: ASGIApp, tools: Sequence[str] = ()) -> None:
        self.app = app
        self.prefixes = [f"/tools/{name}" for name in tools]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, sent = time.perf_counter(), {"status": 0, "bytes": 0}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
            elif message["type"] == "http.response.body":
                sent["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            milliseconds = round(1000 * (time.perf_counter() - began), 1)
            log(method=method, route=self._route(scope), status=sent["status"], ms=milliseconds, bytes=sent["bytes"])

    def _route(self, scope: Scope) -> str:
        """The template of the route; a tool's own routes are named below its prefix."""
        template = str(getattr(scope.get("route"), "path", "-"))
        under = next((one for one in self.prefixes if f"{scope['path']}/".startswith(f"{one}/")), "")
        return template if template.startswith(under) or scope.get("route") is None else under + template
