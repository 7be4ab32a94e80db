"""Who signs the rule bundle? A key pair of this installation, kept beside the store and never inside it."""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = Path("keys") / "pathways-finder.ed25519"


class KeyFault(CommuniqueError):
    """A key that cannot be read, or that others on this machine can read."""


@dataclass(frozen=True)
class Signed:
    """A text with its signature and the public key that checks it, both in base 64."""

    text: str
    signature: str
    key: str


def sign(text: str, home: Path) -> Signed:
    """The text signed (Ed25519, RFC 8032) by the key pair below `home`, which is made at the first signature."""
    private = key_pair(home)
    return Signed(text, _said(private.sign(text.encode())), _said(private.public_key().public_bytes_raw()))


def key_pair(home: Path) -> Ed25519PrivateKey:
    """The key pair of this installation.

    Raises KeyFault for a file that holds no key, or that anybody but its owner may read.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    file = home / FILE
    if not file.exists():
        return _make(file)
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise KeyFault("others on this machine may read the signing key; run: chmod 600 on it", file=file)
    try:
        return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
    except ValueError as error:
        raise KeyFault("holds no Ed25519 key of 32 bytes", file=file) from error


def _make(file: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process made it meanwhile: one key for both
        return key_pair(file.parents[len(FILE.parts) - 1])
    with os.fdopen(handle, "wb") as stream:
        stream.write(private.private_bytes_raw())
    return private


def _said(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
