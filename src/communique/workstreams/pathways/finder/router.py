"""How does a person without scripts use the finder? By forms: the server judges what a form brings, and keeps nothing.

Answers travel in the body of a POST only, never in an address, so that no log holds them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse

from communique.workstreams.pathways.answers import AnswerError, Contradicted
from communique.workstreams.pathways.books import shipped
from communique.workstreams.pathways.evaluation import evaluate
from communique.workstreams.pathways.finder import forms
from communique.workstreams.pathways.finder.home import home
from communique.workstreams.pathways.finder.present import given, translated
from communique.workstreams.pathways.finder.said import LANGUAGES, country_names, is_country, value_id
from communique.workstreams.pathways.finder.site import Pages, contents
from communique.workstreams.pathways.pathway import Answer
from communique.workstreams.pathways.questions import Asked, ranking

router = APIRouter(include_in_schema=False)
NO_STORE = {"Cache-Control": "no-store"}  # a page of answers is in no cache, the browser's own included
TYPES = {"css": "text/css", "js": "text/javascript", "json": "application/json", "svg": "image/svg+xml"}
SELECTS = 3  # countries a form offers beyond those already chosen


@lru_cache(maxsize=2)
def _site(on: date) -> tuple[Mapping[str, bytes], Pages]:
    """Files and pages for a day; made once a day."""
    files = contents(shipped(), on, home(), live=True)
    return files, Pages(on, json.loads(files["bundle.json"])["key"], live=True)


def _today() -> date:
    return datetime.now().astimezone().date()


@router.get("/")
def front(request: Request) -> Response:
    """To the pages in the reader's language."""
    wanted = request.headers.get("accept-language", "").lower()
    ranked = sorted((wanted.find(code), code) for code in LANGUAGES if code in wanted)
    code = ranked[0][1] if ranked else "en"
    return RedirectResponse(f"{request.url.path.rstrip('/')}/{code}/index.html", 302, {"Vary": "Accept-Language"})


@router.get("/{name:path}")
def file(name: str, request: Request) -> Response:
    """A file of the finder, gzipped for those who read that, and not sent again to those who have it."""
    full = f"{name}index.html" if name.endswith("/") else name
    found = _site(_today())[0].get(full)
    if found is None:
        raise HTTPException(404, "there is no such page in the finder")
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{_digest(found)}{"-gzip" if zipped else ""}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    kind = TYPES.get(full.rpartition(".")[2], "text/html")
    if not zipped:
        return Response(found, media_type=kind, headers=headers)
    return Response(_zipped(found), media_type=kind, headers={**headers, "Content-Encoding": "gzip"})


@lru_cache(maxsize=64)
def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


@lru_cache(maxsize=64)
def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


@router.post("/{language}/answers")
async def answers(language: str, request: Request) -> Response:
    """The next question, a fault, or the results, from a form that brings all earlier answers along."""
    if language not in LANGUAGES:
        raise HTTPException(404, "there is no such page in the finder")
    if int(request.headers.get("content-length") or 0) > forms.MOST:
        raise HTTPException(413, "the form is too long")
    try:
        sent = forms.read_form(await request.body(), shipped())
        return await run_in_threadpool(lambda: Turn(language, _today()).taken(sent))
    except (forms.FormFault, AnswerError) as error:
        raise HTTPException(422, "the form cannot be read") from error


class Turn:
    """One form answered by one page."""

    def __init__(self, language: str, on: date) -> None:
        self.language, self.on = language, on
        self.catalogue = shipped()
        self.pages = _site(on)[1]

    def taken(self, sent: forms.Sent) -> Response:
        """What the pressed button asks for."""
        answers = dict(sent.answers)
        do, _, about = sent.do.partition(":")
        if do == "edit" and about in self.catalogue.questions:
            return self.ask(about, answers)
        if do == "home":
            return RedirectResponse("index.html", 303, NO_STORE)
        if do in ("answer", "unsure", "declined") and sent.fact:
            return self.answered(sent, do, answers)
        return self.results(answers) if do == "results" else self.next(answers)

    def answered(self, sent: forms.Sent, do: str, before: dict[str, Any]) -> Response:
        kind = self.catalogue.book.facts[sent.fact]
        try:
            said = {"unsure": None, "declined": "declined"}
            value = said[do] if do in said else forms.read_field(kind, sent.fields, self.language)
        except forms.FieldFault as fault:
            return self.ask(sent.fact, before, translated(self.language, fault.id, **fault.arguments))
        answers = {**before, sent.fact: value}
        try:
            return self.next(answers)
        except Contradicted as clash:
            return self.ask(sent.fact, before, self._clash(clash))

    def _clash(self, clash: Contradicted) -> Markup:
        asked = [translated(self.language, f"pathways-ask-{fact.replace('_', '-')}") for fact in clash.fields]
        return Markup(" ").join([translated(self.language, "finder-fault-both"), *asked])

    def judged(self, answers: Mapping[str, Any]) -> tuple[Answer, list[Asked]]:
        read = forms.as_read(self.catalogue, answers)
        found = evaluate(self.catalogue, read, self.on)
        return found, ranking(self.catalogue, read, self.on, found=found)

    def next(self, answers: dict[str, Any]) -> Response:
        found, questions = self.judged(answers)
        if not questions:
            return self._results(answers, found, questions)
        return self.ask(questions[0].fact, answers, decides=questions[0].decides, found=found)

    def results(self, answers: dict[str, Any]) -> Response:
        return self._results(answers, *self.judged(answers))

    def _results(self, answers: dict[str, Any], found: Answer, questions: list[Asked]) -> Response:
        names = country_names(self.catalogue, self.language)
        page = self.pages.results(
            found, self.language, given=given(self.catalogue, answers, self.language, names),
            hidden=forms.hidden(answers), more=bool(questions),
        )  # fmt: skip
        return HTMLResponse(page, headers=NO_STORE)

    def ask(
        self,
        fact: str,
        answers: dict[str, Any],
        fault: Markup | None = None,
        decides: tuple[tuple[str, float], ...] = (),
        found: Answer | None = None,
    ) -> Response:
        kind = self.catalogue.book.facts[fact]
        found = found or evaluate(self.catalogue, forms.as_read(self.catalogue, answers), self.on)
        order = list(answers)
        nth = order.index(fact) if fact in answers else len(order)
        said = answers.get(fact)
        between = said["between"] if isinstance(said, dict) else [None, None]
        chosen = said if isinstance(said, list) else [said]
        options = [] if is_country(fact) else self._options(fact, kind.sort, kind.values or (), chosen)
        page = self.pages.page(
            "ask.html", self.language, fact=fact, question=kind.question, kind=forms.shown(fact, kind), fault=fault,
            nth=nth + 1, all=len(found.findings), done=sum(map(_decided, found.findings)), hidden=forms.hidden(answers),
            previous=order[nth - 1] if nth else "", sensitive=kind.sensitivity not in (None, "private"),
            options=options, chosen=self._selects(kind.sort, chosen), shape=forms.shape_of(kind),
            countries=sorted(country_names(self.catalogue, self.language).items(), key=_last_stateless),
            value="" if said is None or said == "declined" or isinstance(said, (dict, list, bool)) else said,
            low=_blank(between[0]), high=_blank(between[1]), ending="-day" if kind.sort == "date" else "",
            decides=[f"pathways-name-{pathway}" for pathway, _ in decides],
        )  # fmt: skip
        return HTMLResponse(page, headers=NO_STORE)

    def _options(self, fact: str, sort: str, values: tuple[str, ...], chosen: list[Any]) -> list[dict[str, Any]]:
        if sort == "bool":
            return [
                {"value": v, "words": f"finder-{'yes' if v else 'no'}", "chosen": chosen[0] is v} for v in (True, False)
            ]
        return [{"value": v, "words": value_id(fact, v), "chosen": v in chosen} for v in values]

    def _selects(self, sort: str, chosen: list[Any]) -> list[str]:
        said = [each for each in chosen if isinstance(each, str)]
        return [*said, *[""] * SELECTS] if sort == "set" else (said or [""])[:1]


def _decided(found: Any) -> bool:
    return found.criteria.truth is not None or found.status.truth is False


def _blank(end: Any) -> str:
    return "" if end is None else str(end)


def _last_stateless(item: tuple[str, str]) -> tuple[bool, str]:
    import unicodedata

    code, name = item
    return code == "XXA", "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())
