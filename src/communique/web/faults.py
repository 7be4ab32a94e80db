"""What does a reader get where there is no answer: a page in their language, or a problem for machines (RFC 9457)?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.language import COMPLETE, LOCALES, words
from communique.web.answers import NEVER_KEPT, Prepared, prepare, send
from communique.web.logs import log_fault
from communique.web.negotiation import language, media_type

PROBLEM = "application/problem+json"
#: Faults that have words of their own on a page; others are said by the nearest.
SAID = (400, 404, 405, 414, 429, 500, 503)
MACHINES = ("/api/", "/healthz", "/readyz")
HERE = Path(__file__).parent


def add_faults(app: FastAPI) -> None:
    """Answers every refusal of the app in the reader's form."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405 and "GET" in headers.get("Allow", ""):
            headers["Allow"] += ", HEAD"  # every page and read of the API answers it
        return answer(request, error.status_code, str(error.detail), headers=headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(request, 422, "; ".join(_said(error.errors())))


def _said(errors: Iterable[Mapping[str, Any]]) -> list[str]:
    """Where and what, without the value: it is the asker's own and need not be repeated."""
    return [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in errors]


def answer(
    request: Request,
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    fault: str = "",
    more: Mapping[str, Any] | None = None,
) -> Response:
    """A refusal: a page for people, a problem with `detail`, the kind of `fault` and what is `more` for machines."""
    if _for_people(request):
        return send(
            request, notice(reader_language(request), status), status=status, keep=NEVER_KEPT,
            vary=("Accept", "Accept-Language"), headers=headers,
        )  # fmt: skip
    problem = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **({"fault": fault} if fault else {}),
        **(more or {}),
    }
    content = json.dumps(problem, ensure_ascii=False)
    return Response(content, status, {"Cache-Control": NEVER_KEPT, **(headers or {})}, PROBLEM)


def _for_people(request: Request) -> bool:
    if request.scope["path"].startswith(MACHINES):
        return False
    # who does not say is a browser that reads, or a script that sends; a form without scripts says
    offered = ("text/html", PROBLEM) if request.method in ("GET", "HEAD") else (PROBLEM, "text/html")
    return media_type(request.headers.get("accept"), offered) == "text/html"


def reader_language(request: Request) -> str:
    """The language of the folder a reader is in, else the one the browser asks for."""
    folder = request.scope["path"].split("/")[1:2]
    if folder and folder[0] in COMPLETE:
        return str(folder[0])
    return language(request.headers.get("accept-language"), COMPLETE)


@cache
def notice(code: str, status: int) -> Prepared:
    """The page that says what is wrong and what to do."""
    said = status if status in SAID else 500 if status >= 500 else 400
    title, text = (words(code).message(f"web-{said}-{part}") for part in ("title", "text"))
    return prepare(page("notice.html", code, title=title, text=text).encode(), "text/html; charset=utf-8")


def page(template: str, code: str, **given: Any) -> str:
    """A page of the server itself, in one language."""
    said = words(code)
    locale = LOCALES[code].replace("_", "-")
    return str(_environment().get_template(template).render(code=code, locale=locale, t=said.message, **given))


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


class Unbroken:
    """Turns a fault of the software into an answer; only its kind and place are written down."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            log_fault(error)
            if not started:
                response = answer(Request(scope), 500, "a fault of this software, and not of the request")
                await response(scope, receive, send)


def too_often(scope: Scope, seconds: int) -> ASGIApp:
    """The answer to an address that asks too often."""
    detail = f"too many requests from this address; ask again in {seconds} s"
    return answer(Request(scope), 429, detail, headers={"Retry-After": str(seconds)})
