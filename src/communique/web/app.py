"""What is served, and in which order is a request looked at?

log → security headers → reads of other sites → HEAD as GET → rate → size of the query → fault of the software → routes
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique import hooks
from communique.hooks import Workstream
from communique.tables import MARKINGS
from communique.web import api, health, pages
from communique.web.answers import prepare, send
from communique.web.catalogue import as_json, read_catalogue
from communique.web.described import complete
from communique.web.faults import Unbroken, add_faults, answer, too_often
from communique.web.headers import SecurityHeaders
from communique.web.limits import Buckets, Rate, RateLimit
from communique.web.logs import RequestLog
from communique.web.sharing import OpenReads
from communique.web.tools import Tools, mount
from communique.web.workers import Limits

if TYPE_CHECKING:
    from communique.web.admission import Service

#: Every filter of the API at its longest fits; no page and no read needs more.
MOST_QUERY_BYTES = 8192
#: What a tool takes at most where it sets no limit of its own.
MOST_BODY_BYTES = 64 << 20
OPENAPI = f"{api.PREFIX}/openapi.json"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def create_app(
    edition: Path,
    *,
    before: Path | None = None,
    workstreams: Mapping[str, Workstream] | None = None,
    rate: Rate | None = None,
    limits: Limits | None = None,
    service: Service | None = None,
    address: str = "",
) -> FastAPI:
    """The server of one edition, read once; a new edition is another server.

    edition      its folder, as `communique assess --out` writes it; before, an earlier one to compare with
    workstreams  whose tools are served; default all that are installed
    rate         what one address may ask; limits, what one run of a tool may take
    service      for contributions and reads of parties; without it, their addresses are none
    address      where readers reach the server, for pages and feeds that do not know theirs

    Raises EditionError where there is no edition, SiteError where there are no pages.
    """
    app = FastAPI(
        title="Communique", summary="An edition's promises, figures, evidence and sources, read-only.",
        version=version("communique"), openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False,
        lifespan=_lifespan, max_body_size=_most_body_bytes(service), license_info={"name": "Apache-2.0"},
    )  # fmt: skip
    app.state.catalogue = read_catalogue(edition, before)
    app.state.tools = Tools(limits or Limits())
    app.state.service = None
    app.include_router(health.router)
    app.include_router(api.router)
    _add_service(app, service)
    app.state.mounted = mount(app, hooks.workstreams() if workstreams is None else workstreams)
    app.state.site = pages.read_site(edition, app.state.mounted.names, address)
    _describe(app)
    app.include_router(pages.router)  # last: it takes every address that is left
    add_faults(app)
    # the last one added looks first
    app.add_middleware(Unbroken)
    app.add_middleware(ShortQuery)
    app.add_middleware(RateLimit, buckets=Buckets(rate or Rate()), refusal=too_often)
    app.add_middleware(HeadAsGet)
    app.add_middleware(OpenReads, public=app.state.catalogue.edition.rows[0]["marking"] == MARKINGS[0])
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog, tools=app.state.mounted.names)
    return app


def _most_body_bytes(service: Service | None) -> int:
    """Large enough for the largest file that is taken, and the form around it."""
    return MOST_BODY_BYTES if service is None else max(MOST_BODY_BYTES, (service.limits.most_mb + 1) << 20)


def _add_service(app: FastAPI, service: Service | None) -> None:
    if service is not None:
        from communique.web.service import add_service

        add_service(app, service)
        return

    @app.api_route(f"{api.PREFIX}/tables{{rest:path}}", methods=_METHODS, include_in_schema=False)
    @app.api_route(f"{api.PREFIX}/contributions{{rest:path}}", methods=_METHODS, include_in_schema=False)
    async def absent(rest: str) -> Response:
        raise HTTPException(404, "this server takes no contributions")


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    at_work = [app.state.tools, *([app.state.service.tools] if app.state.service else [])]
    for tools in at_work:
        tools.start()
    try:
        yield
    finally:
        for tools in at_work:
            tools.close()


def _describe(app: FastAPI) -> None:
    """Serves the OpenAPI description."""
    schema = app.openapi()
    if app.state.service is not None:
        from communique.web.service_described import describe

        describe(schema)
    complete(schema, app.state.catalogue)
    described = prepare(as_json(schema).encode(), "application/json")

    @app.get(OPENAPI, include_in_schema=False)
    async def openapi(request: Request) -> Response:
        return send(request, described)


class HeadAsGet:
    """Answers HEAD as GET without the body, whose length it tells."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"}
        try:
            await self.app(asked, receive, sending)
        finally:
            scope["route"] = asked.get("route")  # for the log


class ShortQuery:
    """Refuses an address whose query is longer than any that could be meant."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: Any = self.app
        if scope["type"] == "http" and len(scope["query_string"]) > MOST_QUERY_BYTES:
            app = answer(Request(scope), 414, f"a query may have {MOST_QUERY_BYTES} bytes")
        await app(scope, receive, send)
