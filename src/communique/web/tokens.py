"""Does this token hold, and whose is it? Bearer tokens of OpenID Connect issuers (RFC 6750, 7519, 8725).

A token chooses nothing: neither the issuer (only those of the file), nor the algorithm (only those of its issuer, and
none with a shared secret), nor the key (only those that the issuer publishes; keys and addresses in a header are not
looked at).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwt import JWTClaimsRegistry

from communique.errors import CommuniqueError
from communique.web.identity import ALGORITHMS, Identity, Issuer, Who, who
from communique.web.keyring import Fetch, Keyring, NoSuchKey, fetch

MOST_CHARACTERS = 16_384
#: Of tokens for access; one for logging out, for a proof or for an event is none (RFC 8725, section 3.11).
TYPES = ("jwt", "at+jwt", "application/jwt", "application/at+jwt")


class NoToken(CommuniqueError):
    """A request without a token."""


class BadToken(CommuniqueError):
    """A token that does not hold; `column` says what of it: form, issuer, algorithm, key, signature, time or claims."""


class Gate:
    """Knows the issuers of a file and their keys."""

    def __init__(self, identity: Identity, ask: Fetch = fetch, clock: Callable[[], float] = time.time) -> None:
        self._issuers = {issuer.url: issuer for issuer in identity.issuer}
        self._keyrings = {url: Keyring(url, ask) for url in self._issuers}
        self._clock = clock

    async def bearer(self, headers: Sequence[str]) -> Who:
        """Whose token the Authorization headers of a request carry.

        Raises NoToken, BadToken, NobodyKnown where nobody known is named, IssuerSilent where its issuer gives no keys.
        """
        if not headers:
            raise NoToken("a bearer token of a known issuer is needed")
        scheme, _, token = headers[0].strip().partition(" ")
        if len(headers) > 1 or scheme.lower() != "bearer":
            raise BadToken("one header with one bearer token is needed", column="form")
        return await self._verified(token.strip())

    async def _verified(self, token: str) -> Who:
        header, claims = _peeked(token)
        issuer = self._issuers.get(str(claims.get("iss")))
        if issuer is None:
            raise BadToken("its issuer is not known here", column="issuer")
        algorithm = header["alg"]
        if algorithm not in issuer.algorithms:
            raise BadToken("its algorithm is not one of its issuer", column="algorithm")
        try:
            key = await self._keyrings[issuer.url].key(header.get("kid"), algorithm)
        except NoSuchKey as error:
            raise BadToken(error.message, column="key") from error
        return who(_checked(token, key, algorithm, issuer, int(self._clock())), issuer)


def _peeked(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Header and claims, not yet to be believed; raises BadToken for what has not the form of a token for access."""
    if len(token) > MOST_CHARACTERS:
        raise BadToken("it is longer than any that is meant", column="form")
    try:
        signed = jws.extract_compact(token.encode("ascii"))
        claims = json.loads(signed.payload or b"")
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadToken("it has not the form of a signed token", column="form") from error
    header = signed.headers()
    if not isinstance(claims, dict) or not isinstance(header.get("kid"), str | None):
        raise BadToken("it has not the form of a signed token", column="form")
    if header.get("alg") not in ALGORITHMS:
        raise BadToken("its algorithm is not one that is taken here", column="algorithm")
    kind = header.get("typ", "JWT")
    if not isinstance(kind, str) or kind.lower() not in TYPES:
        raise BadToken("it is a token of another kind", column="form")
    return header, claims


def _checked(token: str, key: Any, algorithm: str, issuer: Issuer, now: int) -> Mapping[str, Any]:
    """The claims, to be believed from here on."""
    allowed = jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False)  # RFC 7515, 4: ignored if not known
    wanted = JWTClaimsRegistry(
        now, issuer.leeway_seconds,
        iss={"essential": True, "value": issuer.url}, aud={"essential": True, "value": issuer.audience},
        exp={"essential": True}, sub={"essential": True},
    )  # fmt: skip
    try:
        claims = jwt.decode(token, key, algorithms=[algorithm], registry=allowed).claims
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadToken("its signature does not hold", column="signature") from error
    try:
        wanted.validate(claims)
    except ExpiredTokenError as error:
        raise BadToken("it has expired", column="time") from error
    except JoseError as error:
        raise BadToken(f"its claims do not hold: {error.description}", column="claims") from error
    return claims
