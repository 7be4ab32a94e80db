"""Which addresses serve a planner? A feed goes in, its defects and a plan come out; nothing is kept beyond the hour."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse

from communique.errors import CommuniqueError
from communique.language import COMPLETE
from communique.workstreams.transit.served import pages, work
from communique.workstreams.transit.served.jobs import Job, Jobs, start

router = APIRouter(include_in_schema=False)
jobs = Jobs()
MOST_FORM = 200_000
TYPES = {"css": "text/css", "js": "text/javascript"}
#: A report's own pages: as strict as the server's, with what the map library needs.
REPORT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self' blob: data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@router.get("/")
def front(request: Request) -> Response:
    """To the page in the reader's language."""
    wanted = request.headers.get("accept-language", "").lower()
    ranked = sorted((wanted.find(code), code) for code in COMPLETE if code in wanted)
    code = ranked[0][1] if ranked else "en"
    return RedirectResponse(f"{request.url.path.rstrip('/')}/{code}/index.html", 302, {"Vary": "Accept-Language"})


@router.get("/static/{name}")
def asset(name: str) -> Response:
    """A style or script."""
    found = pages.static().get(name)
    if found is None:
        raise HTTPException(404, "there is no such file")
    return Response(found, media_type=TYPES[name.rpartition(".")[2]])


@router.get("/{language}/index.html")
def index(language: str) -> Response:
    """Where a feed is dropped."""
    return HTMLResponse(pages.start_page(_known(language)))


@router.post("/{language}/feed")
async def feed(language: str, request: Request) -> Response:
    """A feed, looked at; then to the page of what was found."""
    tools = request.app.state.tools
    _known(language)
    folder: Path | None = None
    async with tools.upload(request, suffix=".form") as form:
        try:
            folder = jobs.folder(form.parent)
            found = await tools.run(work.look, form, folder)
        except CommuniqueError as error:
            if folder is not None:
                _empty(folder)
            fault = getattr(error, "kind", "") or type(error).__name__, str(error)
            return HTMLResponse(pages.start_page(language, fault), 422)
    name = jobs.add(Job(folder, found))
    return RedirectResponse(f"{name}/", 303)


def _empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


@router.get("/{language}/{name}/")
def shown(language: str, name: str) -> Response:
    """What was found, how far the plan is, or the plan."""
    job = jobs.get(name)
    if job is None:
        return HTMLResponse(pages.gone_page(_known(language)), 404)
    return HTMLResponse(pages.job_page(_known(language), name, job))


@router.post("/{language}/{name}/plan")
async def plan(language: str, name: str, request: Request) -> Response:
    """Starts the plan that was asked for."""
    tools, job = request.app.state.tools, jobs.get(name)
    if job is None:
        return HTMLResponse(pages.gone_page(_known(language)), 404)
    if int(request.headers.get("content-length") or 0) > MOST_FORM:
        raise HTTPException(413, "the form is too long")
    sent = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=len(pages.NOTHING))
    if job.state != "planning":
        job.chosen = {field: sent.get(field, [""])[0].strip() for field in pages.NOTHING}
        try:
            await tools.run(work.settings, job.folder, job.chosen)
            start(job, tools.run)
        except CommuniqueError as error:
            job.state, job.fault = "ready", (getattr(error, "kind", "") or type(error).__name__, str(error))
    return RedirectResponse(f"/tools/transit/{_known(language)}/{name}/", 303)


@router.get("/{language}/{name}/report.zip")
def taken_along(language: str, name: str) -> Response:
    """The whole report as one file."""
    return FileResponse(_report(name).with_suffix(".zip"), media_type="application/zip", filename="transit-plan.zip")


@router.get("/{language}/{name}/report/{path:path}")
def read_here(language: str, name: str, path: str) -> Response:
    """A file of the report."""
    root = _report(name).resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise HTTPException(404, "there is no such page in the report")
    return FileResponse(file, headers={"Content-Security-Policy": REPORT, "Cache-Control": "no-store"})


def _report(name: str) -> Path:
    job = jobs.get(name)
    if job is None or job.state != "done":
        raise HTTPException(404, "there is no such report, or no longer")
    return job.folder / work.REPORT


def _known(language: str) -> str:
    if language not in COMPLETE:
        raise HTTPException(404, "there is no such page")
    return language
