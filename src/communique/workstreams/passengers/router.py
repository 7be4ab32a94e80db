"""How does anybody ask what becomes of a record under each regime? By a form in the address; no script, nothing kept.

The form asks for two days, an element, a purpose, a recipient and what is true of the case: nothing of a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from communique.exchange.request import RequestForm
from communique.facts import Source, load
from communique.language import COMPLETE
from communique.render.assets import assets
from communique.render.html import anchor, render
from communique.render.room import Room, room_page
from communique.render.words import PageWords
from communique.view import View
from communique.workstreams.passengers import views
from communique.workstreams.passengers.life import ORIGINS, LifeError, life
from communique.workstreams.passengers.positions_of import all_on, positions

router = APIRouter(include_in_schema=False)
HERE = Path(__file__).parent
ROOM = Room(
    HERE / "templates",
    "passengers-page-name",
    tuple((f"{name}.html", f"passengers-page-{name}") for name in ("index", "positions", "sources")),
    styles=("assets/site.css", "assets/passengers.css"),
)
CHOICES = ("category", "purpose", "recipient")
COMPARED = ("passengers-elements", "passengers-unified-", "passengers-positions", "passengers-differences")


@router.get("")
@router.get("/")
def front(request: Request) -> Response:
    """To the page in the reader's language."""
    wanted = request.headers.get("accept-language", "").lower()
    language = next((code for _, code in sorted((wanted.find(c), c) for c in COMPLETE if c in wanted)), "en")
    return RedirectResponse(f"/tools/passengers/{language}/index.html", 302, {"Vary": "Accept-Language"})


@router.get("/assets/site.css")
def style() -> Response:
    """The style of the pages."""
    return Response(_style(), media_type="text/css")


@router.get("/assets/passengers.css")
def own_style() -> Response:
    """What the form needs besides."""
    return Response((HERE / "static" / "passengers.css").read_bytes(), media_type="text/css")


@router.get("/{language}/index.html")
async def simulator(language: str, request: Request) -> Response:
    """One record's life under each regime; what cannot be read in the address is refused, not passed over."""
    _known(language)
    today = dt.datetime.now(dt.UTC).date()
    asked = _asked(request.query_params.multi_items(), today)
    page = await run_in_threadpool(lambda: _page(language, "index.html", _lived(asked, today, language)))
    return Response(page, media_type="text/html")


@router.get("/{language}/positions.html")
async def compared(language: str) -> Response:
    """The positions side by side, what is common by verb, and what each country would have to change."""
    _known(language)
    today = dt.datetime.now(dt.UTC).date()
    page = await run_in_threadpool(_compared, language, today)
    return Response(page, media_type="text/html")


@router.get("/{language}/sources.html")
def sources_page(language: str) -> Response:
    """Where each clause was read."""
    _known(language)
    entries = [(anchor(key), source) for key, source in sorted(_sources().items())]
    return Response(_page(language, "sources.html", {"entries": entries}), media_type="text/html")


def _known(language: str) -> None:
    if language not in COMPLETE:
        raise HTTPException(404, "there is no such page")


def _asked(items: list[tuple[str, str]], today: dt.date) -> dict[str, Any]:
    """What the address asks; the page's example for what it leaves out. Raises 422 naming what it cannot read."""
    form = positions().form
    given = dict(items)
    allowed = {*ORIGINS, *CHOICES, *form.flags}
    for name, _ in items:
        if name not in allowed or [n for n, _ in items].count(name) > 1:
            raise HTTPException(422, f"{name}: asked twice, or not one of {', '.join(sorted(allowed))}")
    days = dict(zip(ORIGINS, views.example(today), strict=True))
    found: dict[str, Any] = {name: _day(name, given.get(name), days[name]) for name in ORIGINS}
    for name in CHOICES:
        found[name] = given.get(name, views.EXAMPLE[name])
        if found[name] not in form.listed(name):
            raise HTTPException(422, f"{name} is none of {', '.join(form.listed(name))}")
    found["flags"] = {name: True for name in form.flags if given.get(name) == "yes"}
    if any(given[name] not in ("yes", "") for name in form.flags if name in given):
        raise HTTPException(422, "what is true of the case is yes, or is left out")
    return found


def _day(name: str, text: str | None, default: dt.date) -> dt.date:
    if text is None:
        return default
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise HTTPException(422, f"{name} is a day such as {default.isoformat()}") from None


def _lived(asked: Mapping[str, Any], today: dt.date, language: str) -> dict[str, Any]:
    everybody, form = all_on(today), positions().form
    origins = {name: asked[name] for name in ORIGINS}
    try:
        found = life(everybody, origins, **{name: asked[name] for name in CHOICES}, flags=asked["flags"])
    except LifeError as error:
        raise HTTPException(422, error.message) from None
    return {
        "asked": asked, "choices": [(name, *_options(name, form, language)) for name in CHOICES],
        "flags": [(flag, form.fields[flag].label[language]) for flag in form.flags],
        "views": [
            _drawn(views.timeline(asked["load"], asked["departure"], found, everybody), language),
            _drawn(views.life_table(everybody, found), language),
        ],
    }  # fmt: skip


def _options(name: str, form: RequestForm, language: str) -> tuple[str, list[tuple[str, str]]]:
    asked = form.fields[name]
    values = getattr(asked, "values", {})
    return asked.label[language], [(value, said[language]) for value, said in values.items()]


@lru_cache(maxsize=6)
def _compared(language: str, today: dt.date) -> str:
    drawn = [_drawn(table, language) for table in views.compared(today, None) if table.id.startswith(COMPARED)]
    return _page(language, "positions.html", {"views": drawn})


def _drawn(view: View, language: str) -> str:
    return str(render(view, PageWords(language), sources=_sources(), level=2, interactive=False).html)


@lru_cache(maxsize=1)
def _sources() -> dict[str, Source]:
    found: dict[str, Source] = {}
    for folder in ("codes", "law"):
        found |= {f"passengers/{key}": s for key, s in load(HERE / folder, figures=False).sources.items()}
    return found


@lru_cache(maxsize=1)
def _style() -> bytes:
    content = dict(assets(chart=False, map=False))["site.css"]
    return content if isinstance(content, bytes) else content.encode()


def _page(language: str, page: str, more: Mapping[str, Any]) -> str:
    words = PageWords(language)
    title = words.t(f"passengers-page-{page.removesuffix('.html')}")
    return room_page(ROOM, f"passengers_{page}", words, page, title, served=True, **more)
