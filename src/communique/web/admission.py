"""Who is let in, to what, and how are others told why not?

A request to the service is looked at in this order, and nothing else of it is read before: token → rate of its subject
→ right of its roles. Who is not known enters nothing in the log of decisions: strangers could fill it. A known one who
lacks a right is entered.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, ParamSpec, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from communique.errors import CommuniqueError
from communique.web.faults import answer
from communique.web.identity import Limits, NobodyKnown, Role, Who
from communique.web.keyring import IssuerSilent
from communique.web.limits import Buckets
from communique.web.logs import log
from communique.web.standing import Standing, enter
from communique.web.tokens import BadToken, Gate, NoToken
from communique.web.tools import Tools
from communique.web.workers import ToolFault

Given = ParamSpec("Given")
Result = TypeVar("Result")

_REALM = 'Bearer realm="communique"'
#: What a fault of the work means for the asker; any other is a fault in what was sent.
_STATUS = {
    "NotYours": 404, "AlreadyThere": 409, "RecordError": 409, "HandingRefused": 403, "ReadRefused": 403,
    "StoreError": 500, "PositionError": 500, "LedgerError": 503, "WritersCollide": 503, "StoreFull": 507,
}  # fmt: skip
_OURS = "the store, its log or the positions cannot be used now; nothing of this request is done"


class Refused(HTTPException):
    """A refusal with the kind of its fault, and what else is to be said of it."""

    def __init__(
        self, status: int, detail: str, *, fault: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(status, detail, headers)
        self.fault, self.more = fault, more


@dataclass(frozen=True)
class Service:
    """What the service needs: who is let in, where all is kept, and the processes that do the work."""

    gate: Gate
    standing: Standing
    limits: Limits
    buckets: Buckets
    tools: Tools


@dataclass(frozen=True)
class Admitted:
    """Somebody with the right for what they ask, and the role that has it."""

    who: Who
    role: Role


class Guarded(APIRoute):
    """A route that lets in only who has the right named by its `x-right`; with null, whoever has a role."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, behind the door."""
        handler = super().get_route_handler()
        right = (self.openapi_extra or {})["x-right"]

        async def guarded(request: Request) -> Response:
            request.state.admitted = await _admit(request, right)
            return await handler(request)

        return guarded


def service_of(request: Request) -> Service:
    """The service that answers."""
    found: Service = request.app.state.service
    return found


def admitted(request: Request) -> Admitted:
    """Who asks; every route of the service is `Guarded`."""
    found: Admitted = request.state.admitted
    return found


async def _admit(request: Request, right: Any) -> Admitted:
    service = service_of(request)
    who = await _bearer(request, service)
    cost = service.limits.contribution_cost if request.method == "POST" else 1.0
    wait = service.buckets.take(f"{who.issuer}\n{who.subject}", cost)
    if wait:
        seconds = str(math.ceil(wait))
        raise Refused(
            429, f"too many requests of this subject; ask again in {seconds} s", fault="rate",
            headers={"Retry-After": seconds},
        )  # fmt: skip
    role = who.role(right)
    if role is None:
        await deny(service, who, right or "see", f"right:{right or 'any'}")
        _refuse_right(f"none of your roles has the right: {right or 'any'}")
    return Admitted(who, role)


async def _bearer(request: Request, service: Service) -> Who:
    try:
        return await service.gate.bearer(request.headers.getlist("authorization"))
    except NoToken as error:
        raise Refused(401, error.message, fault="token", headers={"WWW-Authenticate": _REALM}) from None
    except BadToken as error:
        log(refused="token", for_its=error.column)
        challenge = f'{_REALM}, error="invalid_token", error_description="{error.message}"'
        raise Refused(
            401, f"the token is refused: {error.message}", fault=f"token:{error.column}",
            headers={"WWW-Authenticate": challenge},
        ) from None  # fmt: skip
    except NobodyKnown as error:
        log(refused="claims")
        raise Refused(403, f"the token's claim {error.column} {error.message}", fault="identity") from None
    except IssuerSilent as error:
        log(refused="issuer", for_its=error.message)
        raise Refused(
            503, "the issuer of this token cannot be asked for its keys now", fault="issuer",
            headers={"Retry-After": "60"},
        ) from None  # fmt: skip


async def deny(service: Service, who: Who, action: str, clause: str) -> None:
    """Enters in the log that somebody known was denied."""
    role = who.roles[0].name if who.roles else "none"
    await asyncio.to_thread(enter, service.standing.home, who, role, action, "deny", clauses=(clause,))


def _refuse_right(detail: str) -> NoReturn:
    raise Refused(
        403, detail, fault="right", headers={"WWW-Authenticate": f'{_REALM}, error="insufficient_scope"'}
    )  # fmt: skip


async def stated(request: Request, purpose: str | None, facts: Mapping[str, Any], action: str) -> None:
    """Raises Refused where the role may not read for the purpose, or may not state one of the facts."""
    found = admitted(request)
    codes = [f"purpose:{purpose}"] if purpose is not None and purpose not in found.role.purposes else []
    codes += [f"fact:{name}" for name in facts if name not in found.role.facts]
    if codes:
        await deny(service_of(request), found.who, action, codes[0])
        _refuse_right(f"your role may not state {', '.join(codes)}")


async def work(
    request: Request, function: Callable[Given, Result], *arguments: Given.args, **named: Given.kwargs
) -> Result:
    """function(*arguments) in a process of its own; its faults become refusals."""
    try:
        return await service_of(request).tools.run(function, *arguments, **named)
    except ToolFault as error:
        status = _STATUS.get(error.kind, 422)
        if status >= 500:
            log(refused="service", for_its=error.kind)
        plain = str(CommuniqueError(error.message, row=error.row, column=error.column))
        raise Refused(status, _OURS if status >= 500 else plain, fault=error.kind) from None


def add_faults(app: FastAPI) -> None:
    """Answers refusals as problems."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return answer(
            request, error.status_code, str(error.detail), headers=error.headers, fault=error.fault, more=error.more
        )
