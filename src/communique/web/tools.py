"""How do workstreams' live tools become part of the server?

A workstream's `router` (a fastapi.APIRouter) answers under /tools/NAME. What its endpoints need they find at
`request.app.state.tools`, so that no workstream imports the server:

    result = await tools.run(function, *arguments)              in another process, with limits
    async with tools.upload(request, suffix=".zip") as path:    the body as a file that dies with the block
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from fastapi import FastAPI, Request, Response
from starlette.responses import RedirectResponse

from communique.errors import MissingExtra
from communique.hooks import Workstream
from communique.language import COMPLETE, words
from communique.web.answers import prepare, send
from communique.web.faults import answer, page, reader_language
from communique.web.logs import log
from communique.web.uploads import MOST_BYTES, Uploads
from communique.web.workers import (
    Limits,
    ToolBroken,
    ToolFault,
    ToolsBusy,
    ToolTooLarge,
    ToolTooLong,
    Workers,
)

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Mounted:
    """Workstreams whose tools are served, and those whose tools cannot be loaded, with the reason."""

    names: tuple[str, ...]
    missing: Mapping[str, str]


class Tools:
    """What a workstream's endpoints are given. Open between start and end of the server."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._workers: Workers | None = None
        self._uploads: Uploads | None = None
        self._sweeping: asyncio.Task[None] | None = None

    @property
    def open(self) -> bool:
        """Whether tools can be run."""
        return self._workers is not None

    def start(self) -> None:
        """Makes the folder of uploads and begins to sweep it; processes start when first needed."""
        self._uploads = Uploads()
        self._workers = Workers(self.limits, self._uploads.folder)
        self._sweeping = asyncio.create_task(self._uploads.sweep_for_ever())

    def close(self) -> None:
        """Ends all processes and deletes all uploads."""
        if self._sweeping is not None:
            self._sweeping.cancel()
        if self._workers is not None:
            self._workers.close()
            self._workers = None
        if self._uploads is not None:
            self._uploads.close()

    async def run(self, function: Callable[Given, Result], *arguments: Given.args, **named: Given.kwargs) -> Result:
        """function(*arguments), computed in another process; see `Workers.run`."""
        if self._workers is None:
            raise ToolsBusy("the server is starting or ending; try again in a minute")
        return await self._workers.run(function, *arguments, **named)

    def upload(
        self, request: Request, *, suffix: str = "", most_bytes: int = MOST_BYTES
    ) -> AbstractAsyncContextManager[Path]:
        """The request's body as a file; see `Uploads.receive`."""
        if self._uploads is None:
            raise ToolsBusy("the server is starting or ending; try again in a minute")
        return self._uploads.receive(request, suffix=suffix, most_bytes=most_bytes)


def mount(app: FastAPI, workstreams: Mapping[str, Workstream]) -> Mounted:
    """Adds each workstream's router; one whose packages are not installed is left out, and said to be."""
    names, missing = [], {}
    for name, workstream in workstreams.items():
        try:
            router = workstream.load("router")
        except MissingExtra as error:
            missing[name] = str(error)
            log(tool=name, missing=str(error))
            continue
        if router is not None:
            _add_short_addresses(app, f"/tools/{name}")
            app.include_router(router, prefix=f"/tools/{name}", tags=[name])
            names.append(name)
            _lead(app, f"/tools/{name}", f"/tools/{name}/")  # a router that answers there itself came first
    _add_faults(app)
    _add_list(app, tuple(names))
    return Mounted(tuple(names), missing)


def _add_short_addresses(app: FastAPI, tool: str) -> None:
    """A language's folder leads to its first page, as it does in an edition."""
    for code in COMPLETE:
        for short in (f"{tool}/{code}", f"{tool}/{code}/"):
            _lead(app, short, f"{tool}/{code}/index.html")


def _lead(app: FastAPI, short: str, address: str) -> None:
    @app.get(short, include_in_schema=False)
    async def leads() -> Response:
        return RedirectResponse(address, 308)


def _add_list(app: FastAPI, names: tuple[str, ...]) -> None:
    def written(code: str) -> bytes:
        said = words(code)
        text = said.message("web-tools-text" if names else "web-tools-none")
        tools = [(name, said.message(f"workstream-{name}-question")) for name in names]
        return page("tools.html", code, title=said.message("web-tools-title"), text=text, tools=tools).encode()

    pages = {code: prepare(written(code), "text/html; charset=utf-8") for code in COMPLETE}

    _lead(app, "/tools/", "/tools")

    @app.get("/tools", include_in_schema=False)
    async def tools(request: Request) -> Response:
        return send(request, pages[reader_language(request)], vary=("Accept-Language",))


def _add_faults(app: FastAPI) -> None:
    @app.exception_handler(ToolFault)
    async def fault(request: Request, error: ToolFault) -> Response:
        return answer(request, 422, str(error), fault=error.kind)

    @app.exception_handler(ToolTooLong)
    @app.exception_handler(ToolTooLarge)
    async def too_much(request: Request, error: ToolTooLong | ToolTooLarge) -> Response:
        return answer(request, 413, str(error), fault=type(error).__name__)

    @app.exception_handler(ToolsBusy)
    async def busy(request: Request, error: ToolsBusy) -> Response:
        return answer(request, 503, str(error), headers={"Retry-After": "60"})

    @app.exception_handler(ToolBroken)
    async def broken(request: Request, error: ToolBroken) -> Response:
        log(fault=str(error), at=["a tool's process"])
        return answer(request, 500, "a fault of this tool, and not of what it was given")
