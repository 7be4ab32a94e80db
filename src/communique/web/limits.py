"""May this address ask again already? A bucket of tokens for each, and no address kept.

A bucket holds `burst` tokens and gains `per_second`; a request takes one or more. Buckets are named by a keyed hash of
the address. The key is random, lives in memory only and is thrown away with all buckets every hour, so that nobody,
not even with the memory of the process in hand an hour later, can say who asked.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

#: So many addresses are told apart; beyond them the one that has been silent longest is forgotten.
MOST_BUCKETS = 50_000
KEY_LIFE_SECONDS = 3600.0
#: Asked by machines that watch the server, often and from one address.
FREE = ("/healthz", "/readyz")


@dataclass(frozen=True)
class Rate:
    """What one address may ask: `burst` requests at once, `per_second` in the long run; a tool's run counts as more."""

    per_second: float = 40.0
    burst: float = 240.0
    tool_cost: float = 20.0


@dataclass
class Buckets:
    """Tokens left, by hashed address."""

    rate: Rate
    clock: Callable[[], float] = time.monotonic
    most: int = MOST_BUCKETS
    _left: OrderedDict[bytes, tuple[float, float]] = field(default_factory=OrderedDict)  # tokens, and when counted
    _key: bytes = b""
    _key_until: float = -math.inf

    def take(self, address: str, cost: float = 1.0) -> float:
        """Zero, and the tokens are taken; else the seconds to wait until there are enough, and none is taken."""
        now = self.clock()
        self._turn_key(now)
        name = self._name(address)
        tokens, counted = self._left.pop(name, (self.rate.burst, now))
        tokens = min(self.rate.burst, tokens + (now - counted) * self.rate.per_second)
        cost = min(cost, self.rate.burst)
        allowed = tokens >= cost
        self._left[name] = (tokens - cost if allowed else tokens, now)
        if len(self._left) > self.most:
            self._left.popitem(last=False)
        return 0.0 if allowed else (cost - tokens) / self.rate.per_second

    def _turn_key(self, now: float) -> None:
        if now >= self._key_until:
            self._key = secrets.token_bytes(32)
            self._key_until = now + KEY_LIFE_SECONDS
            self._left.clear()

    def _name(self, address: str) -> bytes:
        return hashlib.blake2b(_network(address).encode(), key=self._key, digest_size=16).digest()


def _network(address: str) -> str:
    """The address, or the /64 network of an IPv6 one: a household holds a whole network."""
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


class RateLimit:
    """Answers 429 with Retry-After where an address asks too often."""

    def __init__(self, app: ASGIApp, buckets: Buckets, refusal: Callable[[Scope, int], ASGIApp]) -> None:
        self.app, self.buckets, self.refusal = app, buckets, refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in FREE:
            await self.app(scope, receive, send)
            return
        client = scope.get("client")
        cost = self.buckets.rate.tool_cost if scope["method"] not in ("GET", "HEAD", "OPTIONS") else 1.0
        wait = self.buckets.take(client[0] if client else "", cost)
        app = self.refusal(scope, math.ceil(wait)) if wait else self.app
        await app(scope, receive, send)
