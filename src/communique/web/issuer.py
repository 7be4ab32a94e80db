"""How is the service tried out where there is no OpenID Connect provider? With an issuer on and for this machine.

It gives a token to whoever asks for one, so it listens to this machine alone:

    python -m communique.web.issuer --party MEX --contributor INM --role steward
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from communique.web.keyring import WELL_KNOWN
from communique.web.running import listen, run

ALGORITHM = "ES256"
AUDIENCE = "communique"
LIFE_SECONDS = 3600


class DevelopmentIssuer:
    """An issuer of tokens with keys of its own, which are gone when it ends."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.keys: list[ECKey] = []
        self.rotate()

    def rotate(self) -> None:
        """Signs with a new key from now on; the older ones are no longer published."""
        self.keys = [ECKey.generate_key("P-256", {"kid": secrets.token_hex(8), "use": "sig", "alg": ALGORITHM})]

    def token(self, claims: Mapping[str, Any]) -> str:
        """A signed token for an hour; the claims come over what it says by itself."""
        now = int(time.time())
        own = {"iss": self.url, "aud": AUDIENCE, "iat": now, "nbf": now, "exp": now + LIFE_SECONDS}
        header = {"alg": ALGORITHM, "kid": self.keys[-1].kid, "typ": "at+jwt"}
        return jwt.encode(header, {**own, **claims}, self.keys[-1], algorithms=[ALGORITHM])

    def described(self) -> dict[str, Any]:
        """Its discovery document (OpenID Connect Discovery 1.0, section 3)."""
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/jwks",
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "response_types_supported": ["none"],
            "subject_types_supported": ["public"],
        }

    def published(self) -> dict[str, Any]:
        """Its public keys."""
        return dict(KeySet(list(self.keys)).as_dict(private=False))


def create_issuer(issuer: DevelopmentIssuer) -> FastAPI:
    """The issuer as a server of its two documents."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.get(WELL_KNOWN)(issuer.described)
    app.get("/jwks")(issuer.published)
    return app


def identity_text(issuer: DevelopmentIssuer, party: str, role: str) -> str:
    """An identity.toml that believes this issuer, for one party and one role with every right."""
    return f"""[[issuer]]
url = "{issuer.url}"
audience = "{AUDIENCE}"
parties = ["{party}"]
algorithms = ["{ALGORITHM}"]

[[issuer.role]]
name = "{role}"
may = ["contribute", "withdraw", "read"]
"""


def main(words: Sequence[str]) -> int:
    """Says what to write into identity.toml and a token, and serves until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="issuer", description="An issuer of tokens for trying the service out.")
    parser.add_argument("--party", required=True, help="ISO 3166 alpha-3")
    parser.add_argument("--contributor", required=True, help="code of the organisation")
    parser.add_argument("--role", default="steward")
    parser.add_argument("--subject", default="officer.1")
    parser.add_argument("--port", type=int, default=8100)
    given = parser.parse_args(words)
    with listen("127.0.0.1", given.port) as socket:
        issuer = DevelopmentIssuer(f"http://127.0.0.1:{socket.getsockname()[1]}")
        claims = {"sub": given.subject, "contributor": given.contributor, "roles": [given.role]}
        print(f"# identity.toml\n{identity_text(issuer, given.party, given.role)}", flush=True)
        print(f"# token, good for an hour\n{issuer.token(claims)}", flush=True)
        run(create_issuer(issuer), socket)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
