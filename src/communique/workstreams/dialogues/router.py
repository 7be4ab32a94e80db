"""How are the rooms read on a served site? Pages and calendars for today, without scripts, and nothing is kept.

The reading room's filters travel in the address of a GET. The record is read anew when the store has changed.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from communique.commitment import SummitError
from communique.geo import NORTH_AMERICA
from communique.home import the_store
from communique.language import COMPLETE
from communique.workstreams.dialogues.pages import CALENDAR, Filters, House, contents, reading_room
from communique.workstreams.dialogues.reading import found, reader, shipped_alone
from communique.workstreams.dialogues.tables import STRENGTHS, TOPICS

router = APIRouter(include_in_schema=False)
TYPES = {"css": "text/css", "ics": CALENDAR, "html": "text/html"}
CHECKED = {"Cache-Control": "no-cache"}  # a new contribution is seen at once


@lru_cache(maxsize=4)
def _house(summit: str, day: dt.date, stamp: tuple[tuple[str, int], ...]) -> House:
    """The record of a day; `stamp` changes with every contribution."""
    store = the_store()
    try:
        screened, loaded = found(store, summit, day)
    except SummitError:  # the edition of a folder that is not here: the shipped record is all there is
        return House(shipped_alone(day), None, day, day, live=True)
    return House(screened, loaded, day, day, reader(store, day), live=True)


def _today(request: Request) -> House:
    from communique.store import versions

    summit = str(request.app.state.catalogue.edition.rows[0]["summit"])
    return _house(summit, dt.datetime.now(dt.UTC).date(), tuple(sorted(versions(the_store()).items())))


def _language(request: Request) -> str:
    wanted = request.headers.get("accept-language", "").lower()
    return next((code for _, code in sorted((wanted.find(c), c) for c in COMPLETE if c in wanted)), "en")


@router.get("")
@router.get("/")
def front(request: Request) -> Response:
    """To the pages in the reader's language."""
    return RedirectResponse(f"/tools/dialogues/{_language(request)}/index.html", 302, {"Vary": "Accept-Language"})


@router.get("/bodies/{body}")
def body(body: str, request: Request) -> Response:
    """To the page of a body in the reader's language."""
    if body not in _today(request).found.record.bodies:
        raise HTTPException(404, "there is no such body")
    return RedirectResponse(
        f"/tools/dialogues/{_language(request)}/bodies/{body}.html", 302, {"Vary": "Accept-Language"}
    )


@router.get("/{language}/practices.html")
async def practices(
    language: str, request: Request, topic: str = "", country: str = "", strength: str = "", not_in: str = ""
) -> Response:
    """The reading room, filtered; a filter that is not known is refused, not passed over."""
    known = (("topic", topic, TOPICS), ("country", country, NORTH_AMERICA), ("strength", strength, STRENGTHS),
             ("not_in", not_in, NORTH_AMERICA))  # fmt: skip
    if language not in COMPLETE:
        raise HTTPException(404, "there is no such page")
    for name, value, allowed in known:
        if value and value not in allowed:
            raise HTTPException(422, f"{name} is none of {', '.join(allowed)}")
    asked = Filters(topic, country, strength, not_in)
    page = await run_in_threadpool(lambda: reading_room(_today(request), language, asked))
    return Response(page, media_type="text/html", headers=CHECKED)


@router.get("/{name:path}")
async def file(name: str, request: Request) -> Response:
    """A page, a calendar or the style."""

    def made() -> bytes | None:
        make = contents(_today(request)).get(name)
        return make() if make else None

    content = await run_in_threadpool(made)
    if content is None:
        raise HTTPException(404, "there is no such page")
    return Response(content, media_type=TYPES[name.rpartition(".")[2]], headers=CHECKED)
