"""What does the OpenAPI description say beyond its routes: how refusals look, and examples out of this very edition?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.web.catalogue import Catalogue, Listing, as_csv
from communique.web.faults import PROBLEM

PREFIX = "/api/v1"
ABOUT = """An edition's promises, figures, evidence and sources, under the names of edition.json. Unknown is null.

Lists come in pages: `limit`, `offset`, and `Link` and `X-Total-Count` in the answer. Every answer has a strong `ETag`:
sent back as `If-None-Match`, what has not changed is answered with 304. HEAD is answered as GET, without the body.
JSON or CSV, by `format` or `Accept`. A parameter that is not known, that is given twice where one value is meant, or
that cannot be read is refused with 422 and its name. Refusals are problems (RFC 9457). One address that asks too often
gets 429 and `Retry-After`. A public edition (TLP:CLEAR) may be read by the scripts of any site (CORS), without
credentials."""
TAGS = [
    {"name": "edition", "description": "What an edition holds, read-only."},
    {"name": "health", "description": "For those who watch the server: alive, and ready for readers."},
]
#: Path → (part of the catalogue, whether one row is answered and not a list).
_READS = {
    "/edition": ("edition", True),
    "/commitments": ("commitments", False),
    "/commitments/{id}": ("commitments", True),
    "/indicators": ("indicators", False),
    "/evidence": ("evidence", False),
    "/sources": ("sources", False),
    "/changes": ("changes", False),
}
_RETRY = {"Retry-After": {"description": "Seconds until the address may ask again.", "schema": {"type": "integer"}}}
_UNCHANGED = {"description": "What If-None-Match names is what would be sent."}


def complete(schema: dict[str, Any], catalogue: Catalogue) -> None:
    """Adds to a description, in place, what it lacks."""
    schema["info"]["description"] = ABOUT
    schema["tags"] = [*TAGS, *schema.get("tags", [])]
    for path, (part, alone) in _READS.items():
        listing: Listing | None = getattr(catalogue, part)
        read = schema["paths"][PREFIX + path]["get"]
        read["responses"]["304"] = _UNCHANGED
        if listing is not None and listing.rows:
            _show(read, listing, alone)
    for operation in (one for operations in schema["paths"].values() for one in operations.values()):
        for status, refusal in operation["responses"].items():
            if _is_problem(status, refusal):
                refusal["content"] = {PROBLEM: refusal["content"].pop("application/json")}
        if "429" in operation["responses"]:
            operation["responses"]["429"]["headers"] = _RETRY


def _show(read: dict[str, Any], listing: Listing, alone: bool) -> None:
    """Its first row as an answer, and a value of it for each parameter."""
    row, content = listing.rows[0], read["responses"]["200"]["content"]
    content["application/json"]["example"] = row if alone else [row]
    content["text/csv"]["example"] = as_csv([row], listing)
    for parameter in read.get("parameters", ()):
        value = {"format": "csv", "limit": 20, "offset": 0}.get(parameter["name"], _value(row, parameter["name"]))
        if value is not None:
            parameter["example"] = [value] if parameter["schema"].get("type") == "array" else value


def _value(row: Mapping[str, Any], name: str) -> Any:
    if name != "party":
        return row.get(name)
    parties = row.get("parties", [row.get("party")])
    return parties[0]["party"] if isinstance(parties[0], Mapping) else parties[0]


def _is_problem(status: str, refusal: dict[str, Any]) -> bool:
    """Whether an answer is a refusal, and not what /readyz says of itself."""
    described = refusal.get("content", {}).get("application/json")
    return described is not None and (
        status.startswith("4") or described["schema"].get("$ref", "").endswith("/Problem")
    )
