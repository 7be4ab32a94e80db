"""With which key is something signed, and who checks it? Ed25519 (RFC 8032), public keys as files in PEM."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from communique.exchange.ledger import Home, LedgerError, kept_key, missing

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_NAME = re.compile(r"[a-z]+(_[a-z]+)*")


class SignatureError(LedgerError):
    """A signature or a key that does not hold."""


def signing_key(home: Home, name: str = "log") -> Ed25519PrivateKey:
    """The signing key of that name, made when it is asked for the first time."""
    if not _NAME.fullmatch(name):
        raise SignatureError(f"{name!r}: a key's name is words in lower case")
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ModuleNotFoundError as error:
        raise missing(error) from error
    file = home.keys / "signing" / f"{name}.key"
    return Ed25519PrivateKey.from_private_bytes(
        kept_key(file, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    )


def public_pem(key: Ed25519PublicKey) -> bytes:
    """The file that is given to others, so that they can check signatures."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public(file: str | Path) -> Ed25519PublicKey:
    """The public key of a PEM file; raises SignatureError for a file that holds none of Ed25519."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ModuleNotFoundError as error:
        raise missing(error) from error
    try:
        found = load_pem_public_key(Path(file).read_bytes())
    except OSError as error:
        raise SignatureError(f"the key cannot be opened: {error.strerror}", file=file) from error
    except ValueError:
        raise SignatureError("this is no public key in PEM", file=file) from None
    if not isinstance(found, Ed25519PublicKey):
        raise SignatureError("this is not a key of Ed25519", file=file)
    return found


def key_id(key: Ed25519PublicKey) -> str:
    """The name by which a log or a witness is known: SHA-256 of its public key."""
    return sha256(key.public_bytes_raw()).hexdigest()


@lru_cache(maxsize=8)
def log_of(key: Ed25519PrivateKey) -> str:
    """The name of the log or witness that signs with this key; a log signs many heads with one."""
    return key_id(key.public_key())


def holds(key: Ed25519PublicKey, signature: str, data: bytes) -> bool:
    """Whether the signature, in lower-case hex, is the key's for these bytes."""
    from cryptography.exceptions import InvalidSignature

    try:
        raw = bytes.fromhex(signature)
        if raw.hex() != signature:  # one signature has one text
            return False
        key.verify(raw, data)
    except (ValueError, InvalidSignature):
        return False
    return True
