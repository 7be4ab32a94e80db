"""Where will the pages stand, so that they can name themselves to those who share, embed, cite and follow them?"""

from __future__ import annotations

from urllib.parse import urlsplit

from communique.errors import CommuniqueError

#: What no address holds unescaped, and what would end the attribute or the line that it is written in.
_NEVER = frozenset("\"'<>\\^`{|}")


class AddressError(CommuniqueError):
    """What is given as the address of a site is none."""


def base_address(text: str | None) -> str:
    """The address with a slash at its end; empty where it is not said. Raises AddressError for anything else."""
    if text is None:
        return ""
    if not _is_address(text):
        raise AddressError(f"{text!r} is not an address such as https://example.org/nals/", column="--address")
    return text.rstrip("/") + "/"


def _is_address(text: str) -> bool:
    if not text.isascii() or not text.isprintable() or " " in text or _NEVER & set(text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:  # a port that is no number, or brackets that hold no address
        return False
    return bool(host) and parts.scheme in ("http", "https") and "@" not in parts.netloc and not set("?#") & set(text)
