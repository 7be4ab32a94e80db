"""In which bytes is a JSON value signed? RFC 8785: one value, one text, whatever program wrote it."""

from __future__ import annotations

import json
import math
from json.encoder import encode_basestring
from typing import Any

from communique.errors import CommuniqueError

_WORDS = {None: "null", True: "true", False: "false"}
_SAFE = 2**53 - 1  # beyond it two integers share one double


class CanonicalError(CommuniqueError):
    """A value that JSON cannot carry from one program to the next unchanged."""


def canonical(value: Any) -> bytes:
    """The UTF-8 bytes of a JSON value by RFC 8785.

    Raises CanonicalError for NaN, infinities, integers beyond 2^53 - 1, lone surrogates, keys that are no texts and
    values that are not JSON.
    """
    try:
        return _text(value).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError(f"half of a surrogate pair is no character: {error.object[error.start]!r}") from None


def parsed(data: bytes) -> Any:
    """The value of canonical bytes; raises CanonicalError for bytes that are not the one text of their value."""
    try:
        value = json.loads(data, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise CanonicalError(f"not readable as JSON: {error}") from None
    if canonical(value) != data:
        raise CanonicalError("not the canonical text of its value (RFC 8785)")
    return value


def _integer(text: str) -> int | float:
    """ECMAScript writes a double up to 10^21 without an exponent; beyond 2^53 such a text is a double's."""
    value = int(text)
    return value if abs(value) <= _SAFE else float(text)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        if abs(value) > _SAFE:
            raise CanonicalError(f"{value} is beyond the integers that JSON carries exactly; write it as a text")
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return f"{{{','.join([f'{encode_basestring(key)}:{_text(value[key])}' for key in _sorted(value)])}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_text, value))}]"
    raise CanonicalError(f"{type(value).__name__} is no JSON value")


def _sorted(keys: dict[Any, Any]) -> list[str]:
    """By UTF-16 code units, which for ASCII is the order of Python."""
    try:
        return sorted(keys) if "".join(keys).isascii() else sorted(keys, key=_utf16)
    except TypeError:
        return sorted(keys, key=_utf16)  # which names the key that is no text


def _utf16(key: Any) -> bytes:
    if not isinstance(key, str):
        raise CanonicalError(f"the key {key!r} is no text")
    return key.encode("utf-16-be", "surrogatepass")


def _number(value: float) -> str:
    """ECMAScript's text of a double: the shortest digits that read back as the same, in its own layout."""
    if not math.isfinite(value):
        raise CanonicalError(f"{value} is no JSON number")
    if value == 0:
        return "0"
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).lstrip("0")
    # the decimal point stands after `point` digits: value = 0.digits x 10^point
    point = len(whole) + int(exponent or 0) - (len(whole + part) - len(digits))
    digits = digits.rstrip("0")
    return ("-" if value < 0 else "") + _layout(digits, point)


def _layout(digits: str, point: int) -> str:
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
