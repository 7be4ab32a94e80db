"""How is the service described for machines? What each operation may answer, which right it needs, how tokens go."""

from __future__ import annotations

from typing import Any

from communique.web import service_models as models
from communique.web.api import REFUSALS, text_header
from communique.web.models import Problem

BEARER = "bearer"
Answers = dict[int | str, dict[str, Any]]
PROBLEM: dict[str, Any] = {"model": Problem}
DENIALS: Answers = {
    401: {
        **PROBLEM,
        "description": "There is no token, or it does not hold.",
        "headers": {"WWW-Authenticate": text_header("What is wanted (RFC 6750).")},
    },
    403: {"model": models.Denial, "description": "The roles or the positions do not allow it."},
    503: {**PROBLEM, "description": "The issuer, the store or all processes are busy or cannot be reached."},
}
NONE: Answers = {404: {**PROBLEM, "description": "There is no such table or, of yours, no such contribution."}}
TWICE: Answers = {
    400: {**PROBLEM, "description": "The body is no text."},
    409: {**PROBLEM, "description": "It was withdrawn before."},
}
CSV = {"content": {"text/csv": {"schema": {"type": "string"}}}}


def responses(found: dict[str, Any], *more: Answers) -> Answers:
    """All that an operation may answer; `found` describes its 200, `more` comes over what every operation has."""
    answers: Answers = {200: {"description": "Found.", **found}, **REFUSALS, **DENIALS}
    for one in more:
        answers |= one
    return answers


def only(right: str | None, **more: Any) -> dict[str, Any]:
    """That an operation needs a token, and which right; with None, any role will do."""
    return {"x-right": right, "security": [{BEARER: []}], **more}


FILE = {
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
SENT: Answers = {
    200: {"model": models.ReceiptSaid, "description": "You sent the same file before; nothing is stored again."},
    201: {
        "model": models.ReceiptSaid,
        "description": "Recorded; bad rows are set aside.",
        "headers": {"Location": text_header("Of the contribution.")},
    },
    409: {**PROBLEM, "description": "The store holds it already, or what is to be corrected cannot be."},
    408: {**PROBLEM, "description": "The file took too long to arrive."},
    413: {**PROBLEM, "description": "The file, or reading it, needs more than it may."},
    415: {**PROBLEM, "description": "No table comes in files of this type."},
    507: {**PROBLEM, "description": "There is no room left."},
}


def describe(schema: dict[str, Any]) -> None:
    """Adds to the OpenAPI description how a token is sent."""
    schema["components"]["securitySchemes"] = {
        BEARER: {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "An access token of an OpenID Connect issuer that this server believes.",
        }
    }  # fmt: skip
