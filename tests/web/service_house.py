"""Three parties, an issuer for each two of them, two tables and a position: what the tests of the service stand on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hand_made
from loopback import Answer, Reader, serving

import communique.exchange
from communique.assess.edition import as_json
from communique.exchange.ledger import Home
from communique.store import Store
from communique.tables import Column, Table
from communique.web.app import create_app
from communique.web.identity import Identity, read_identity
from communique.web.issuer import DevelopmentIssuer
from communique.web.keyring import IssuerSilent
from communique.web.limits import Rate
from communique.web.service import make_service
from communique.web.workers import Limits

PLENTY = Rate(per_second=1e6, burst=1e6)
PATIENT = Limits(seconds=240.0, workers=2, waiting=50)
MEXICO, NORTH = "https://login.example.mx", "https://login.example.org/north"
API = "/api/v1"

CASES = Table(
    name="asylum.cases",
    columns=(
        Column("month", "date"),
        Column("name", category="name"),
        Column("route", category="itinerary", marking="TLP:AMBER"),
        Column("health", category="sensitive"),
    ),
    key=("name",),
)
SITES = Table(
    name="open.sites",
    columns=(Column("site"), Column("tonnes", "number", unit="t", minimum=0.0)),
    key=("site",),
    notation_keys=("NE",),
)


def edition(folder: Path) -> Path:
    """The edition made by hand with one page: all that a server needs."""
    (folder / "en").mkdir()
    (folder / "en" / "index.html").write_text("<!doctype html><title>One page</title>")
    (folder / "edition.json").write_text(as_json(hand_made.edition()))
    return folder


def tables(summit: str) -> Mapping[str, Table]:
    return {CASES.name: CASES, SITES.name: SITES}


IDENTITY = f"""
[[issuer]]
url = "{MEXICO}"
audience = "communique"
parties = ["MEX"]
algorithms = ["ES256"]

[[issuer.role]]
name = "steward"
may = ["contribute", "withdraw"]
purposes = ["terrorism"]
facts = ["case", "age_days", "supervisor", "vital_interest", "court_order"]

[[issuer]]
url = "{NORTH}"
audience = "communique"
parties = ["CAN", "USA"]
algorithms = ["ES256", "RS256", "PS256", "Ed25519"]
claims = {{ party = "country", contributor = "org.code", roles = "realm_access.roles" }}

[[issuer.role]]
name = "analyst"
may = ["read"]
purposes = ["terrorism", "tax"]
facts = ["case", "age_days", "supervisor", "vital_interest", "court_order"]

[[issuer.role]]
name = "sender"
may = ["contribute"]

[limits]
per_second = 1000.0
burst = 100000.0
most_mb = 1

[workstreams.asylum]
positions = "positions"
"""


def identity(folder: Path, text: str = IDENTITY) -> Identity:
    """The identities above, with a folder of positions in which the invented position A is Mexico's."""
    fixtures = Path(str(communique.exchange.__file__)).parent / "fixtures"
    positions = folder / "positions"
    positions.mkdir(parents=True, exist_ok=True)
    (positions / "request.toml").write_text((fixtures / "request.toml").read_text())
    (positions / "mex.toml").write_text((fixtures / "a.toml").read_text().replace('party = "A"', 'party = "MEX"'))
    file = folder / "identity.toml"
    file.write_text(text)
    return read_identity(file)


class Issuers:
    """The two issuers, and how often their documents were asked for."""

    def __init__(self) -> None:
        self.all = {url: DevelopmentIssuer(url) for url in (MEXICO, NORTH)}
        self.asked: list[str] = []
        self.silent = False

    def documents(self, address: str) -> Mapping[str, Any]:
        self.asked.append(address)
        if self.silent:
            raise IssuerSilent("is not there")
        issuer = next(issuer for url, issuer in self.all.items() if address.startswith(url))
        return issuer.published() if address.endswith("/jwks") else issuer.described()

    def mexican(self, contributor: str = "INM", roles: Any = ("steward",), **claims: Any) -> str:
        own = {"sub": f"person of {contributor}", "contributor": contributor, "roles": list(roles)}
        return self.all[MEXICO].token({**own, **claims})

    def northern(self, party: str = "USA", office: str = "CBP", roles: Any = ("analyst",), **claims: Any) -> str:
        own = {
            "sub": f"person of {office}", "country": party, "org": {"code": office},
            "realm_access": {"roles": [*roles]},
        }  # fmt: skip
        return self.all[NORTH].token({**own, **claims})


@dataclass(frozen=True)
class House:
    """A server with the service, and what stands behind it."""

    reader: Reader
    issuers: Issuers
    store: Store
    home: Home
    positions: Path

    def ask(self, path: str, token: str | None = None, method: str = "GET", body: Any = None, **headers: str) -> Answer:
        """The answer to a request under /api/v1 with a bearer token."""
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        sent = body.encode() if isinstance(body, str) else body
        return self.reader.ask(f"{API}{path}", method, sent, **headers)

    def send(self, table: str, text: str | bytes, token: str, query: str = "", **headers: str) -> Answer:
        """A file of CSV, contributed."""
        headers.setdefault("Content_Type", "text/csv")
        return self.ask(f"/tables/{table}/contributions{query}", token, "POST", text, **headers)


@contextlib.contextmanager
def housed(edition: Path, folder: Path, text: str = IDENTITY, limits: Limits = PATIENT) -> Iterator[House]:
    """A server with the service on loopback, in a home of its own."""
    issuers, store, home = Issuers(), Store(folder / "store"), Home(folder / "home")
    service = make_service(
        identity(folder, text), store, home, ask=issuers.documents, tables="service_house:tables", limits=limits
    )
    with serving(create_app(edition, workstreams={}, rate=PLENTY, service=service)) as reader:
        yield House(reader, issuers, store, home, folder / "positions")
