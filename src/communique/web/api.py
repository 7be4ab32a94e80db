"""How do machines read an edition? Under /api/v1: the parts of edition.json by the same names, as JSON or CSV.

Lists can be cut to pages: `limit` and `offset`, with Link headers (RFC 8288) to the other pages and X-Total-Count.
Every answer has an ETag. What is asked for and cannot be understood is refused, never guessed at or passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from communique.commitment.model import Kind
from communique.web import models
from communique.web.answers import send
from communique.web.catalogue import TYPES, Catalogue, Format, Listing, Row, written, written_alone
from communique.web.negotiation import media_type

PREFIX = "/api/v1"
MOST_ROWS = 1000

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,80}$")]
Party = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
SectionAsked = Annotated[list[Name], Field(max_length=20, description="Section of the text; several: any of them.")]
KindAsked = Annotated[list[Kind], Field(max_length=20, description="Kind of promise; several: any of them.")]
PartyAsked = Annotated[list[Party], Field(max_length=20, description="ISO 3166 alpha-3; several: any of them.")]
CommitmentAsked = Annotated[list[Name], Field(max_length=20, description="Id of a commitment; several: any of them.")]


class Asked(BaseModel):
    """What every read takes. Parameters that are not known are refused."""

    model_config = ConfigDict(extra="forbid")
    format: Format | None = Field(default=None, description="json or csv; without it, the Accept header decides.")


class AskedForPage(Asked):
    """What every list takes."""

    limit: int = Field(default=100, ge=1, le=MOST_ROWS, description="At most so many rows.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="Without the first so many rows.")


class AskedForCommitments(AskedForPage):
    """Which promises?"""

    section: SectionAsked = []
    kind: KindAsked = []
    status: list[models.State] = Field(
        default=[],
        max_length=20,
        description="Where it stands, or with `party` where that party stands; several: any of them.",
    )
    party: PartyAsked = []


class AskedForFigures(AskedForPage):
    """Which figures?"""

    commitment: CommitmentAsked = []
    id: list[Name] = Field(default=[], max_length=20, description="Id of an indicator; several: any of them.")
    party: PartyAsked = []


class AskedForEvidence(AskedForPage):
    """Which rows of evidence?"""

    commitment: CommitmentAsked = []
    kind: list[Name] = Field(default=[], max_length=20, description="Kind of evidence; several: any of them.")
    party: PartyAsked = []


class AskedForChanges(AskedForPage):
    """Which changes?"""

    commitment: CommitmentAsked = []


def text_header(description: str) -> dict[str, Any]:
    """A header of an answer, as OpenAPI describes it."""
    return {"description": description, "schema": {"type": "string"}}


ETAG_HEADER = {"ETag": text_header("Strong validator of these bytes, for If-None-Match.")}
PAGE_HEADERS = {
    **ETAG_HEADER,
    "X-Total-Count": {"description": "Rows that fit, on all pages.", "schema": {"type": "integer", "minimum": 0}},
    "Link": text_header("Pages: first, prev, next, last (RFC 8288)."),
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    406: {"model": models.Problem, "description": "Neither JSON nor CSV is acceptable to the asker."},
    414: {"model": models.Problem, "description": "The query is longer than any that is meant."},
    422: {"model": models.Problem, "description": "A parameter is not known or cannot be read."},
    429: {"model": models.Problem, "description": "Too many requests from one address."},
}


def _answers(headers: dict[str, Any], missing: str = "") -> dict[int | str, dict[str, Any]]:
    csv = {"text/csv": {"schema": {"type": "string"}}}
    found: dict[int | str, dict[str, Any]] = {200: {"description": "Found.", "headers": headers, "content": csv}}
    if missing:
        found[404] = {"model": models.Problem, "description": missing}
    return found | REFUSALS


router = APIRouter(prefix=PREFIX, tags=["edition"])


@router.get("/edition", response_model=models.Edition, responses=_answers(ETAG_HEADER))
async def edition(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """What the edition is: its summit, both clocks, and what it was made from."""
    return _alone(request, _catalogue(request).edition, 0, asked)


@router.get("/commitments", response_model=list[models.Commitment], responses=_answers(PAGE_HEADERS))
async def commitments(request: Request, asked: Annotated[AskedForCommitments, Query()]) -> Response:
    """The promises, in their order."""

    def fits(row: Row) -> bool:
        stands = [p["state"] for p in row["parties"] if p["party"] in asked.party] if asked.party else [row["status"]]
        return (
            _among(row["section"], asked.section)
            and _among(row["kind"], asked.kind)
            and any(_among(state, asked.status) for state in stands)
        )

    return _page(request, _catalogue(request).commitments, asked, fits)


@router.get(
    "/commitments/{id}",
    response_model=models.Commitment,
    responses=_answers(ETAG_HEADER, "There is no such commitment."),
)
async def commitment(
    request: Request,
    id: Annotated[str, Path(description="Id of a commitment.", max_length=120, examples=["06-waste-methane"])],
    asked: Annotated[Asked, Query()],
) -> Response:
    """One promise."""
    listing = _catalogue(request).commitments
    place = next((place for place, row in enumerate(listing.rows) if row["id"] == id), None)
    if place is None:
        raise HTTPException(404, "there is no such commitment; /api/v1/commitments lists them")
    return _alone(request, listing, place, asked)


@router.get("/indicators", response_model=list[models.CommitmentFigure], responses=_answers(PAGE_HEADERS))
async def indicators(request: Request, asked: Annotated[AskedForFigures, Query()]) -> Response:
    """The figures of all promises: one indicator of one party against one target."""

    def fits(row: Row) -> bool:
        return (
            _among(row["commitment"], asked.commitment)
            and _among(row["id"], asked.id)
            and _among(row["party"], asked.party)
        )

    return _page(request, _catalogue(request).indicators, asked, fits)


@router.get("/evidence", response_model=list[models.CommitmentEvidence], responses=_answers(PAGE_HEADERS))
async def evidence(request: Request, asked: Annotated[AskedForEvidence, Query()]) -> Response:
    """The evidence of all promises, rejected rows included."""

    def fits(row: Row) -> bool:
        return (
            _among(row["commitment"], asked.commitment)
            and _among(row["kind"], asked.kind)
            and (not asked.party or any(party in asked.party for party in row["parties"]))
        )

    return _page(request, _catalogue(request).evidence, asked, fits)


@router.get("/sources", response_model=list[models.Source], responses=_answers(PAGE_HEADERS))
async def sources(request: Request, asked: Annotated[AskedForPage, Query()]) -> Response:
    """Every source that a figure or an event cites."""
    return _page(request, _catalogue(request).sources, asked, lambda row: True)


@router.get(
    "/changes",
    response_model=list[models.Change],
    responses=_answers(PAGE_HEADERS, "The server was given no earlier edition."),
)
async def changes(request: Request, asked: Annotated[AskedForChanges, Query()]) -> Response:
    """What changed since the earlier edition, and why."""
    listing = _catalogue(request).changes
    if listing is None:
        raise HTTPException(404, "there is no earlier edition to compare with; it is given with --before")
    return _page(request, listing, asked, lambda row: _among(row["commitment"], asked.commitment))


def _catalogue(request: Request) -> Catalogue:
    found: Catalogue = request.app.state.catalogue
    return found


def _among(value: str, wanted: list[Any]) -> bool:
    return not wanted or value in wanted


def _alone(request: Request, listing: Listing, place: int, asked: Asked) -> Response:
    _once(request, asked)
    return send(request, written_alone(listing, place, format_of(request, asked)), vary=("Accept",))


def _page(request: Request, listing: Listing, asked: AskedForPage, fits: Callable[[Row], bool]) -> Response:
    _once(request, asked)
    form = format_of(request, asked)
    places = [place for place, row in enumerate(listing.rows) if fits(row)]
    shown = tuple(places[asked.offset : asked.offset + asked.limit])
    headers = {"X-Total-Count": str(len(places)), "Link": links(request, asked, len(places))}
    return send(request, written(listing, shown, form), vary=("Accept",), headers=headers)


def _once(request: Request, asked: Asked) -> None:
    """Refuses a parameter that is given twice where one value is meant; 422 naming it."""
    for name in set(request.query_params):
        if len(request.query_params.getlist(name)) > 1 and not isinstance(getattr(asked, name), list):
            raise HTTPException(422, f"query.{name}: is given more than once, and one value is meant")


def format_of(request: Request, asked: Asked) -> Format:
    """JSON or CSV, as asked for by name or by the Accept header; 406 where neither will do."""
    if asked.format is not None:
        return asked.format
    accepted = media_type(request.headers.get("accept"), ("application/json", "text/csv"))
    if accepted is None:
        raise HTTPException(406, f"there is {' and '.join(TYPES.values())}")
    return "csv" if accepted == "text/csv" else "json"


def links(request: Request, asked: AskedForPage, total: int) -> str:
    """Addresses of the other pages; without the server's name, which only the asker knows for sure."""
    last = max(0, (total - 1) // asked.limit * asked.limit)
    pages = {"first": 0, "last": last}
    if asked.offset > 0:
        pages["prev"] = max(0, min(asked.offset - asked.limit, last))
    if asked.offset + asked.limit < total:
        pages["next"] = asked.offset + asked.limit
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("limit", "offset")]
    links = []
    for rel, offset in pages.items():
        query = urlencode([*kept, ("limit", asked.limit), ("offset", offset)])
        links.append(f'<{request.url.path}?{query}>; rel="{rel}"')
    return ", ".join(links)
