"""With which public keys does an issuer sign today? Asked once, kept, and asked again when keys change.

Only a bearer of a token makes the server ask, and never more often than once a minute, whatever key a token names:
nobody can use this server to flood an issuer. Where the issuer cannot be reached, known keys serve for a day.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, Key, OKPKey, RSAKey

from communique.errors import CommuniqueError
from communique.web.identity import LOOPBACK

WELL_KNOWN = "/.well-known/openid-configuration"
#: Keys are asked for again after an hour; those that are known serve for a day where that fails.
FRESH_SECONDS = 3600.0
USABLE_SECONDS = 86_400.0
PAUSE_SECONDS = 60.0
ANSWER_SECONDS = 10.0
MOST_BYTES = 1 << 20
#: RFC 7518, section 3.3: a key of 2048 bits or larger must be used.
LEAST_RSA_BITS = 2048
_TYPES = {"R": "RSA", "P": "RSA", "E": "EC"}

Fetch = Callable[[str], Mapping[str, Any]]


class IssuerSilent(CommuniqueError):
    """An issuer that gave no keys: nothing is known of its tokens."""


class NoSuchKey(CommuniqueError):
    """A token that names no key with which its issuer signs."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An issuer is where its address says, or nowhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def fetch(address: str) -> Mapping[str, Any]:
    """The JSON object at an address; raises IssuerSilent where there is none within ten seconds and a megabyte."""
    at = urlsplit(address)
    if at.scheme != "https" and not (at.scheme == "http" and at.hostname in LOOPBACK):
        raise IssuerSilent("names an address for its keys that is not https")
    direct = [urllib.request.ProxyHandler({})] if at.hostname in LOOPBACK else []
    try:
        with urllib.request.build_opener(_NoRedirect, *direct).open(address, timeout=ANSWER_SECONDS) as answer:
            content = answer.read(MOST_BYTES + 1)
        found = json.loads(content) if len(content) <= MOST_BYTES else None
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise IssuerSilent(f"gives no answer that can be read ({type(error).__name__})") from error
    if not isinstance(found, dict):
        raise IssuerSilent("gives no answer that can be read")
    return found


class Keyring:
    """The public keys of one issuer."""

    def __init__(self, issuer: str, ask: Fetch = fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self.issuer, self._ask, self._clock = issuer, ask, clock
        self._keys: tuple[Key, ...] = ()
        self._got = self._tried = -math.inf
        self._asking = asyncio.Lock()

    async def key(self, kid: str | None, algorithm: str) -> Key:
        """The key of that id for the algorithm; without an id, the only key that fits it.

        Raises NoSuchKey, and IssuerSilent where no keys are known.
        """
        found = self._chosen(kid, algorithm) if self._age() < FRESH_SECONDS else None
        if found is None:
            await self._renew()
            found = self._chosen(kid, algorithm)
        if found is None:
            raise NoSuchKey("the issuer signs with no such key")
        return found

    def _age(self) -> float:
        return self._clock() - self._got

    def _chosen(self, kid: str | None, algorithm: str) -> Key | None:
        fitting = [key for key in self._keys if _fits(key, algorithm) and (kid is None or key.kid == kid)]
        return fitting[0] if len(fitting) == 1 else None

    async def _renew(self) -> None:
        """Asks the issuer, unless somebody did within the last minute."""
        async with self._asking:
            if self._clock() - self._tried >= PAUSE_SECONDS:
                self._tried = self._clock()
                try:
                    self._keys, self._got = await asyncio.to_thread(self._fetched), self._tried
                except IssuerSilent:
                    if self._age() >= USABLE_SECONDS:
                        raise
        if self._age() >= USABLE_SECONDS:
            raise IssuerSilent("gave no keys a moment ago")

    def _fetched(self) -> tuple[Key, ...]:
        described = self._ask(self.issuer.rstrip("/") + WELL_KNOWN)
        if described.get("issuer") != self.issuer:  # OpenID Connect Discovery 1.0, section 4.3
            raise IssuerSilent("calls itself by another address than the one that is trusted")
        listed = self._ask(str(described.get("jwks_uri"))).get("keys")
        if not isinstance(listed, list):
            raise IssuerSilent("gives no list of keys")
        return tuple(_usable(listed))


def _usable(listed: Iterable[Any]) -> Iterator[Key]:
    """Keys that can be read and verify signatures; others are passed over, as RFC 7517, section 5 has it."""
    for written in listed:
        if not isinstance(written, dict) or written.get("use", "sig") != "sig":
            continue
        if "verify" not in written.get("key_ops", ["verify"]):
            continue
        try:
            key = JWKRegistry.import_key(_public(written))
        except (JoseError, ValueError, TypeError, KeyError, AttributeError):
            continue
        if isinstance(key, RSAKey) and key.raw_value.key_size < LEAST_RSA_BITS:
            continue
        if isinstance(key, RSAKey | ECKey | OKPKey):
            yield key


def _public(written: Mapping[str, Any]) -> dict[str, Any]:
    return {name: written[name] for name in ("kty", "kid", "alg", "crv", "n", "e", "x", "y") if name in written}


def _fits(key: Key, algorithm: str) -> bool:
    kind = "OKP" if algorithm == "Ed25519" else _TYPES[algorithm[0]]
    return key.key_type == kind and key.get("alg", algorithm) == algorithm
