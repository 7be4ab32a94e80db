"""How do authenticated parties contribute over HTTP, and read what the positions let them read?

Under /api/v1, and only where the server was told whom to believe (`communique serve --identity`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel

from communique.exchange.ledger import Home
from communique.store import Store
from communique.tables import Table
from communique.web import contributing, reading
from communique.web import service_asked as asking
from communique.web import service_models as models
from communique.web.admission import Guarded, Refused, Service, add_faults, admitted, service_of, stated, work
from communique.web.answers import NEVER_KEPT, prepare, send
from communique.web.api import ETAG_HEADER, PAGE_HEADERS, PREFIX, AskedForPage, Name, format_of, links
from communique.web.catalogue import TYPES, Listing, Row, as_csv, as_json, flattened
from communique.web.faults import reader_language
from communique.web.formdata import boundary_of, suffix_of
from communique.web.identity import Identity, Who
from communique.web.keyring import Fetch, fetch
from communique.web.limits import Buckets, Rate
from communique.web.service_described import CSV, FILE, NONE, SENT, TWICE, only, responses
from communique.web.standing import TABLES, Standing
from communique.web.tokens import Gate
from communique.web.tools import Tools
from communique.web.workers import Limits

TableName = Annotated[str, Path(description="Name of a table; /api/v1/tables lists them.", max_length=120)]
Reading = Callable[[Standing, Who, str, reading.Asked], reading.Page]
ContributionId = Annotated[Name, Path(description="Id of a contribution of yours.")]
#: What one piece of work may take; contributions have processes of their own, so that no tool keeps a party waiting.
WORK = Limits(seconds=120.0, workers=2, waiting=32)


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


router = APIRouter(prefix=PREFIX, tags=["service"], route_class=Guarded)


@router.get(
    "/tables",
    response_model=list[models.TableSaid],
    responses=responses({"headers": PAGE_HEADERS, **CSV}),
    openapi_extra=only(None),
)
async def tables(request: Request, asked: Annotated[AskedForPage, Query()]) -> Response:
    """The tables that can be contributed, with their columns, categories and markings."""
    found = [_table_said(table) for table in service_of(request).standing.all_tables().values()]
    return _listed(request, asked, found, models.TableSaid, frozenset({"columns"}))


@router.post(
    "/tables/{table}/contributions",
    status_code=201,
    response_model=models.ReceiptSaid,
    responses={**responses({}), **NONE, **SENT},
    openapi_extra=only("contribute", **FILE),
)
async def contribute(
    request: Request, table: TableName, asked: Annotated[asking.AskedToContribute, Query()]
) -> Response:
    """Hand in a file: good rows are stored, bad rows set aside with rule, row and column."""
    service = service_of(request)
    _known(service, table)
    facts = asking.facts_of(asked.fact)
    await stated(request, asked.purpose, facts, "contribute")
    form, suffix = _sent_as(request, asked.official is not None)
    terms = contributing.Terms(
        **asked.model_dump(include={"on_behalf_of", "licence", "marking", "vintage", "supersedes", "decimal"}),
        format=asked.official, to=tuple(asked.to), purpose=asked.purpose, facts=facts,
        language=reader_language(request),
    )  # fmt: skip
    async with service.tools.upload(request, suffix=suffix, most_bytes=service.limits.most_mb << 20) as body:
        handed = await work(request, contributing.hand_in, *_acting(request), table, body, form, terms)
    headers = {"Location": f"{PREFIX}/contributions/{handed.receipt['contribution_id']}"}
    return _whole(request, handed.receipt, status=201 if handed.fresh else 200, headers=headers)


@router.get(
    "/tables/{table}/decisions",
    response_model=models.Decided,
    responses=responses({"headers": ETAG_HEADER}, NONE),
    openapi_extra=only("read"),
)
async def decisions(request: Request, table: TableName, asked: Annotated[asking.AskedToDecide, Query()]) -> Response:
    """What the owner's position says of each column, without a row."""
    page = await _read(request, table, asked, reading.decided)
    return _whole(request, _decided(request, table, asked, page))


@router.get(
    "/tables/{table}/rows",
    response_model=models.RowsSaid,
    responses=responses({"headers": PAGE_HEADERS, **CSV}, NONE),
    openapi_extra=only("read"),
)
async def rows(request: Request, table: TableName, asked: Annotated[asking.AskedForRows, Query()]) -> Response:
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
    responses=responses({"headers": PAGE_HEADERS, **CSV}),
    openapi_extra=only("contribute"),
)
async def contributions(request: Request, asked: Annotated[asking.AskedForContributions, Query()]) -> Response:
    """Your contributions in the order of recording, what they superseded, and what was withdrawn and why."""
    lines = await work(request, contributing.listed, *_acting(request))
    kept = [
        line
        for line in lines
        if (not asked.table or line["table"] in asked.table) and (not asked.state or line["state"] in asked.state)
    ]
    return _listed(request, asked, kept, models.ContributionSaid)


@router.get(
    "/contributions/{id}",
    response_model=models.ContributionSaid,
    responses=responses({"headers": ETAG_HEADER}, NONE),
    openapi_extra=only("contribute"),
)
async def contribution(request: Request, id: ContributionId) -> Response:
    """One of your contributions."""
    lines = await work(request, contributing.listed, *_acting(request), id)
    return _whole(request, lines[0])


@router.get(
    "/contributions/{id}/quarantine",
    response_model=list[models.SetAside],
    responses=responses({"headers": PAGE_HEADERS, **CSV}, NONE),
    openapi_extra=only("contribute"),
)
async def quarantine(request: Request, id: ContributionId, asked: Annotated[AskedForPage, Query()]) -> Response:
    """Rows of one of your contributions that were set aside: rule, row, column; values only where they are public."""
    lines = await work(request, contributing.set_aside, *_acting(request), id, reader_language(request))
    return _listed(request, asked, lines, models.SetAside)


@router.post(
    "/contributions/{id}/withdrawal",
    response_model=models.WithdrawalSaid,
    responses=responses({}, NONE, TWICE),
    openapi_extra=only("withdraw"),
)
async def withdrawal(request: Request, id: ContributionId, why: models.Withdrawing) -> Response:
    """Take one of your contributions back: its bytes are destroyed, its place in the history stays."""
    done = await work(request, contributing.take_back, *_acting(request), id, why.reason)
    return _whole(request, done)


# -- how it is answered -----------------------------------------------------------------------------------------------


def _acting(request: Request) -> tuple[Standing, Who, str]:
    """What every piece of work begins with: where, who, and in which role."""
    found = admitted(request)
    return service_of(request).standing, found.who, found.role.name


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


async def _read(request: Request, table: str, asked: asking.AskedToDecide, how: Reading) -> reading.Page:
    contract = _known(service_of(request), table)
    unknown = set(asked.column) - {column.name for column in contract.columns}
    if unknown:
        raise HTTPException(422, f"query.column: the table has no column {', '.join(sorted(unknown))}")
    facts = asking.facts_of(asked.fact)
    await stated(request, asked.purpose, facts, "read")
    page = asked.model_dump(include={"owner", "purpose", "known_at", "at_most", "offset", "limit"})
    wanted = reading.Asked(table=table, facts=facts, columns=tuple(asked.column), **page)
    return await work(request, how, *_acting(request), wanted)


def _decided(request: Request, table: str, asked: asking.AskedToDecide, page: reading.Page) -> dict[str, Any]:
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
    service.standing.check()
    app.state.service = service
    app.include_router(router)
    add_faults(app)
