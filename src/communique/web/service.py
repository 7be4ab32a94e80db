"""How do authenticated parties contribute over HTTP, and read what the positions let them read?

Under /api/v1, and only where the server was told whom to believe (`communique serve --identity`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, HTTPException, Path, Query, Request, Response
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from communique.exchange.ledger import Home
from communique.store import Store
from communique.tables import Table
from communique.web import contributing, reading
from communique.web import service_models as models
from communique.web.admission import Guarded, Refused, Service, add_faults, admitted, service_of, stated, work
from communique.web.answers import NEVER_KEPT, prepare, send
from communique.web.api import (
    ETAG_HEADER,
    PAGE_HEADERS,
    PREFIX,
    REFUSALS,
    AskedForPage,
    Name,
    format_of,
    links,
    text_header,
)
from communique.web.catalogue import TYPES, Listing, Row, as_csv, as_json, flattened
from communique.web.faults import reader_language
from communique.web.formdata import boundary_of, suffix_of
from communique.web.identity import Identity, Party
from communique.web.keyring import Fetch, fetch
from communique.web.limits import Buckets, Rate
from communique.web.models import Problem
from communique.web.standing import TABLES, Standing
from communique.web.tokens import Gate
from communique.web.tools import Tools
from communique.web.workers import Limits

#: What one piece of work may take; contributions have processes of their own, so that no tool keeps a party waiting.
WORK = Limits(seconds=120.0, workers=2, waiting=32)
BEARER = "bearer"


def make_service(
    identity: Identity,
    store: Store,
    home: Home,
    *,
    ask: Fetch = fetch,
    tables: str = TABLES,
    limits: Limits = WORK,
) -> Service:
    """The service of a store and a log, for the bearers that a file of identities lets in.

    ask     how an issuer's documents are got
    tables  function that gives the tables of a summit, as "module:function"
    """
    return Service(
        gate=Gate(identity, ask),
        standing=Standing(store, home, identity.summit, identity.workstreams, tables),
        limits=identity.limits,
        buckets=Buckets(Rate(identity.limits.per_second, identity.limits.burst)),
        tools=Tools(limits),
    )


# -- what can be asked ------------------------------------------------------------------------------------------------


def _facts(texts: Sequence[str]) -> dict[str, bool | int | str]:
    """FIELD is true; FIELD=VALUE is true, false, a whole number or a word."""
    found: dict[str, bool | int | str] = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name in found:
            raise ValueError(f"{name} is stated twice")
        truth = {"": True, "true": True, "false": False}
        found[name] = truth[value] if value in truth else int(value) if value.isdecimal() else value
    return found


def _stated_once(texts: list[str]) -> list[str]:
    _facts(texts)
    return texts


Plain = StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", min_length=1, max_length=120)
Text = Annotated[str, Plain]
Country = Annotated[Party, StringConstraints(pattern="^[A-Z]{3}$")]
Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
Fact = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*(=([0-9]{1,6}|[a-z]+(_[a-z]+)*))?$", max_length=80)]
Column = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
Marking = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
TableName = Annotated[str, Path(description="Name of a table; /api/v1/tables lists them.", max_length=120)]
ContributionId = Annotated[Name, Path(description="Id of a contribution of yours.")]
Facts = Annotated[
    list[Fact],
    AfterValidator(_stated_once),
    Field(max_length=20, description="What holds of the request: FIELD, or FIELD=VALUE; several: all of them."),
]
PURPOSE = Field(default=None, description="For what, in the words of the positions.")


class AskedToContribute(BaseModel):
    """On which terms a file is handed in."""

    model_config = {"extra": "forbid"}
    on_behalf_of: Text | None = Field(default=None, description="For whom, where that is somebody else.")
    licence: Text | None = Field(default=None, description="Under which others may use it.")
    marking: Marking | None = Field(default=None, description="TLP 2.0; default the strictest of the columns.")
    vintage: Text | None = Field(default=None, description="Issue of a series that is revised as a whole.")
    supersedes: Name | None = Field(default=None, description="Contribution of yours that this one corrects.")
    official: Name | None = Field(default=None, description="Read an official file's own format.")
    decimal: Literal[".", ","] | None = Field(default=None, description="Decimal sign where the file leaves it open.")
    to: list[Country] = Field(default=[], max_length=20, description="Party to whom it is handed; several: all.")
    purpose: Purpose | None = PURPOSE
    fact: Facts = []


class AskedForContributions(AskedForPage):
    """Which of your contributions?"""

    table: list[Name] = Field(default=[], max_length=20, description="Of a table; several: any of them.")
    state: list[Literal["current", "superseded", "withdrawn", "empty"]] = Field(
        default=[], max_length=4, description="What became of it; several: any of them."
    )


class AskedToDecide(BaseModel):
    """Whose rows are to be read, for what?"""

    model_config = {"extra": "forbid"}
    owner: Country = Field(description="The party whose rows are asked for, ISO 3166 alpha-3.")
    purpose: Purpose | None = PURPOSE
    fact: Facts = []
    column: list[Column] = Field(
        default=[], max_length=100, description="Only this column; several: all of them. Default: all that may be read."
    )
    known_at: dt.date | None = Field(default=None, description="What had been recorded by the end of that day.")
    at_most: Marking = Field(default="TLP:RED", description="Only contributions with this marking or a freer one.")


class AskedForRows(AskedToDecide, AskedForPage):
    """Which rows, for what?"""


# -- routes -----------------------------------------------------------------------------------------------------------

Answers = dict[int | str, dict[str, Any]]
_PROBLEM: dict[str, Any] = {"model": Problem}
_DENIALS: Answers = {
    401: {
        **_PROBLEM,
        "description": "There is no token, or it does not hold.",
        "headers": {"WWW-Authenticate": text_header("What is wanted (RFC 6750).")},
    },
    403: {"model": models.Denial, "description": "The roles or the positions do not allow it."},
    503: {**_PROBLEM, "description": "The issuer, the store or all processes are busy or cannot be reached."},
}
_NONE: Answers = {404: {**_PROBLEM, "description": "There is no such table or, of yours, no such contribution."}}
_TWICE: Answers = {
    400: {**_PROBLEM, "description": "The body is no text."},
    409: {**_PROBLEM, "description": "It was withdrawn before."},
}
_CSV = {"content": {"text/csv": {"schema": {"type": "string"}}}}


def _responses(found: dict[str, Any], *more: Answers) -> Answers:
    answers: Answers = {200: {"description": "Found.", **found}, **REFUSALS, **_DENIALS}
    for one in more:
        answers |= one
    return answers


def _only(right: str | None, **more: Any) -> dict[str, Any]:
    return {"x-right": right, "security": [{BEARER: []}], **more}


_FILE = {
    "requestBody": {
        "required": True,
        "description": "The file: as the body, or as the one part `file` of a form.",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object", "required": ["file"], "additionalProperties": False,
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
            **{
                kind: {"schema": {"type": "string", "format": "binary"}}
                for kind in ("text/csv", "application/vnd.apache.parquet", "application/octet-stream")
            },
        },
    }
}  # fmt: skip
_SENT: Answers = {
    200: {"model": models.ReceiptSaid, "description": "You sent the same file before; nothing is stored again."},
    201: {
        "model": models.ReceiptSaid,
        "description": "Recorded; bad rows are set aside.",
        "headers": {"Location": text_header("Of the contribution.")},
    },
    409: {**_PROBLEM, "description": "The store holds it already, or what is to be corrected cannot be."},
    408: {**_PROBLEM, "description": "The file took too long to arrive."},
    413: {**_PROBLEM, "description": "The file, or reading it, needs more than it may."},
    415: {**_PROBLEM, "description": "No table comes in files of this type."},
    507: {**_PROBLEM, "description": "There is no room left."},
}

router = APIRouter(prefix=PREFIX, tags=["service"], route_class=Guarded)


@router.get(
    "/tables",
    response_model=list[models.TableSaid],
    responses=_responses({"headers": PAGE_HEADERS, **_CSV}),
    openapi_extra=_only(None),
)
async def tables(request: Request, asked: Annotated[AskedForPage, Query()]) -> Response:
    """The tables that can be contributed, with their columns, categories and markings."""
    found = [_table_said(table) for table in service_of(request).standing.all_tables().values()]
    return _listed(request, asked, found, models.TableSaid, frozenset({"columns"}))


@router.post(
    "/tables/{table}/contributions",
    status_code=201,
    response_model=models.ReceiptSaid,
    responses={**_responses({}), **_NONE, **_SENT},
    openapi_extra=_only("contribute", **_FILE),
)
async def contribute(request: Request, table: TableName, asked: Annotated[AskedToContribute, Query()]) -> Response:
    """Hand in a file: good rows are stored, bad rows set aside with rule, row and column."""
    service, found = service_of(request), admitted(request)
    _known(service, table)
    facts = _facts(asked.fact)
    await stated(request, asked.purpose, facts, "contribute")
    form, suffix = _sent_as(request, asked.official is not None)
    terms = contributing.Terms(
        **asked.model_dump(include={"on_behalf_of", "licence", "marking", "vintage", "supersedes", "decimal"}),
        format=asked.official, to=tuple(asked.to), purpose=asked.purpose, facts=facts,
        language=reader_language(request),
    )  # fmt: skip
    async with service.tools.upload(request, suffix=suffix, most_bytes=service.limits.most_mb << 20) as body:
        handed = await work(
            request, contributing.hand_in, service.standing, found.who, found.role.name, table, body, form, terms
        )
    headers = {"Location": f"{PREFIX}/contributions/{handed.receipt['contribution_id']}"}
    return _whole(request, handed.receipt, status=201 if handed.fresh else 200, headers=headers)


@router.get(
    "/tables/{table}/decisions",
    response_model=models.Decided,
    responses=_responses({"headers": ETAG_HEADER}, _NONE),
    openapi_extra=_only("read"),
)
async def decisions(request: Request, table: TableName, asked: Annotated[AskedToDecide, Query()]) -> Response:
    """What the owner's position says of each column, without a row."""
    page = await _read(request, table, asked, reading.decided)
    return _whole(request, _decided(request, table, asked, page))


@router.get(
    "/tables/{table}/rows",
    response_model=models.RowsSaid,
    responses=_responses({"headers": PAGE_HEADERS, **_CSV}, _NONE),
    openapi_extra=_only("read"),
)
async def rows(request: Request, table: TableName, asked: Annotated[AskedForRows, Query()]) -> Response:
    """Rows of one owner, with the columns that its position lets you read, and the decision on each column."""
    form = format_of(request, asked)
    page = await _read(request, table, asked, reading.rows)
    said = _decided(request, table, asked, page)
    denied = page.refused or () if page.columns else page.kept_back
    if denied:
        raise Refused(
            403, f"{table}: of {asked.owner} may not be read: {', '.join(denied)}", fault="ReadRefused",
            decisions=page.decisions,
        )  # fmt: skip
    why = f'<{PREFIX}/tables/{table}/decisions?{_without_pages(request)}>; rel="describedby"'
    headers = {"X-Total-Count": str(page.total), "Link": f"{links(request, asked, page.total)}, {why}"}
    if form == "csv":
        return _sent(request, as_csv(page.rows, Listing((), page.columns, frozenset())), "csv", headers)
    return _sent(request, as_json({**said, "rows": page.rows}), "json", headers)


@router.get(
    "/contributions",
    response_model=list[models.ContributionSaid],
    responses=_responses({"headers": PAGE_HEADERS, **_CSV}),
    openapi_extra=_only("contribute"),
)
async def contributions(request: Request, asked: Annotated[AskedForContributions, Query()]) -> Response:
    """Your contributions in the order of recording, what they superseded, and what was withdrawn and why."""
    found = admitted(request)
    lines = await work(request, contributing.listed, service_of(request).standing, found.who, found.role.name)
    kept = [
        line
        for line in lines
        if (not asked.table or line["table"] in asked.table) and (not asked.state or line["state"] in asked.state)
    ]
    return _listed(request, asked, kept, models.ContributionSaid)


@router.get(
    "/contributions/{id}",
    response_model=models.ContributionSaid,
    responses=_responses({"headers": ETAG_HEADER}, _NONE),
    openapi_extra=_only("contribute"),
)
async def contribution(request: Request, id: ContributionId) -> Response:
    """One of your contributions."""
    found = admitted(request)
    lines = await work(request, contributing.listed, service_of(request).standing, found.who, found.role.name, id)
    return _whole(request, lines[0])


@router.get(
    "/contributions/{id}/quarantine",
    response_model=list[models.SetAside],
    responses=_responses({"headers": PAGE_HEADERS, **_CSV}, _NONE),
    openapi_extra=_only("contribute"),
)
async def quarantine(request: Request, id: ContributionId, asked: Annotated[AskedForPage, Query()]) -> Response:
    """Rows of one of your contributions that were set aside: rule, row, column; values only where they are public."""
    found, language = admitted(request), reader_language(request)
    lines = await work(
        request, contributing.set_aside, service_of(request).standing, found.who, found.role.name, id, language
    )
    return _listed(request, asked, lines, models.SetAside)


@router.post(
    "/contributions/{id}/withdrawal",
    response_model=models.WithdrawalSaid,
    responses=_responses({}, _NONE, _TWICE),
    openapi_extra=_only("withdraw"),
)
async def withdrawal(request: Request, id: ContributionId, why: models.Withdrawing) -> Response:
    """Take one of your contributions back: its bytes are destroyed, its place in the history stays."""
    found = admitted(request)
    done = await work(
        request, contributing.take_back, service_of(request).standing, found.who, found.role.name, id, why.reason
    )
    return _whole(request, done)


# -- how it is answered -----------------------------------------------------------------------------------------------


def _known(service: Service, table: str) -> Table:
    found = service.standing.all_tables().get(table)
    if found is None:
        raise HTTPException(404, "there is no such table; /api/v1/tables lists them")
    return found


def _sent_as(request: Request, official: bool) -> tuple[str | None, str]:
    """The Content-Type of a form, or None and how the name of the file ends."""
    kind = request.headers.get("content-type", "")
    if boundary_of(kind):
        return kind, ""
    suffix = suffix_of(kind)
    if suffix is None and not official:
        raise Refused(
            415, "send text/csv, text/tab-separated-values, a spreadsheet, Parquet, or a form with a file", fault="type"
        )
    return None, suffix or ""


async def _read(request: Request, table: str, asked: AskedToDecide, how: Any) -> reading.Page:
    service, found = service_of(request), admitted(request)
    contract = _known(service, table)
    unknown = set(asked.column) - {column.name for column in contract.columns}
    if unknown:
        raise HTTPException(422, f"query.column: the table has no column {', '.join(sorted(unknown))}")
    facts = _facts(asked.fact)
    await stated(request, asked.purpose, facts, "read")
    page = asked.model_dump(include={"owner", "purpose", "known_at", "at_most", "offset", "limit"})
    wanted = reading.Asked(table=table, facts=facts, columns=tuple(asked.column), **page)
    done: reading.Page = await work(request, how, service.standing, found.who, found.role.name, wanted)
    return done


def _decided(request: Request, table: str, asked: AskedToDecide, page: reading.Page) -> dict[str, Any]:
    return {
        "table": table, "owner": asked.owner, "reader": admitted(request).who.party, "purpose": asked.purpose,
        "decisions": page.decisions, "kept_back": page.kept_back,
    }  # fmt: skip


def _table_said(table: Table) -> dict[str, Any]:
    columns = [
        {name: getattr(column, name) for name in ("name", "type", "unit", "category", "marking", "nullable")}
        | {"description": column.description or None}
        for column in table.columns
    ]
    return {
        "table": table.name, "version": table.version, "key": list(table.key), "formats": sorted(table.loaders),
        "official_source": table.official_source or None, "description": table.description or None, "columns": columns,
    }  # fmt: skip


def _listed(
    request: Request,
    asked: AskedForPage,
    found: Sequence[Row],
    model: type[BaseModel],
    nested: frozenset[str] = frozenset(),
) -> Response:
    form = format_of(request, asked)
    shown = found[asked.offset : asked.offset + asked.limit]
    headers = {"X-Total-Count": str(len(found)), "Link": links(request, asked, len(found))}
    if form == "json":
        return _sent(request, as_json(shown), "json", headers)
    columns = tuple(dict.fromkeys(name for row in found for name in flattened(row, nested))) or tuple(
        model.model_fields
    )
    return _sent(request, as_csv(shown, Listing((), columns, nested)), "csv", headers)


def _whole(request: Request, data: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return _sent(request, as_json(data), "json", headers or {}, status)


def _sent(
    request: Request, text: str, form: Literal["json", "csv"], headers: dict[str, str], status: int = 200
) -> Response:
    """Kept by nobody on the way, and yet with a validator: who has it already need not be sent it again."""
    return send(
        request, prepare(text.encode(), TYPES[form]), status=status, keep=NEVER_KEPT,
        vary=("Accept", "Accept-Language", "Authorization"), headers=headers,
    )  # fmt: skip


def _without_pages(request: Request) -> str:
    left_out = ("limit", "offset", "format")
    return urlencode([(name, value) for name, value in request.query_params.multi_items() if name not in left_out])


def add_service(app: FastAPI, service: Service) -> None:
    """Adds the service's routes to the server."""
    service.standing.all_tables()  # a fault of a workstream's tables is found now, and not in a request
    app.state.service = service
    app.include_router(router)
    add_faults(app)


def describe(schema: dict[str, Any]) -> None:
    """Adds to the OpenAPI description how a token is sent."""
    schema["components"]["securitySchemes"] = {
        BEARER: {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "An access token of an OpenID Connect issuer that this server believes.",
        }
    }  # fmt: skip
