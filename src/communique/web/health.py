"""Does the server live, and can it be sent readers?"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from communique.web import models
from communique.web.answers import NEVER_KEPT

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=models.Health)
async def alive(response: Response) -> models.Health:
    """Whether the server lives."""
    response.headers["Cache-Control"] = NEVER_KEPT
    return models.Health(status="ok")


@router.get("/readyz", response_model=models.Readiness, responses={503: {"model": models.Readiness}})
async def ready(request: Request, response: Response) -> models.Readiness:
    """Whether it can be sent readers, with which edition and tools; 503 before it has started and when it ends."""
    state = request.app.state
    edition = state.catalogue.edition.rows[0]
    response.headers["Cache-Control"] = NEVER_KEPT
    response.status_code = 200 if state.tools.open else 503
    return models.Readiness(
        status="ready" if state.tools.open else "not ready",
        summit=edition["summit"],
        on=edition["on"],
        known_at=edition["known_at"],
        tools=[models.Tool(name=name, address=f"/tools/{name}") for name in state.mounted.names],
        missing=dict(state.mounted.missing),
    )
