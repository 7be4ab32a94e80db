"""Which file was sent in a form (multipart/form-data, RFC 7578)? One part of the name `file`, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

from communique.errors import CommuniqueError

FIELD = b"file"
_PIECE = 1 << 20  # bytes read at a time
_SUFFIX = 8  # letters of a suffix; longer ones are none
_BY_TYPE = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/plain": ".txt",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


class FormError(CommuniqueError):
    """A form that does not hold exactly one file."""


def suffix_of(media_type: str) -> str | None:
    """How the name of a file of this type ends; None for a type that no table comes in."""
    return _BY_TYPE.get(media_type.partition(";")[0].strip().lower())


def boundary_of(content_type: str) -> bytes | None:
    """The boundary of a form; None where the type is not that of a form with a boundary."""
    kind, options = parse_options_header(content_type)
    return options.get(b"boundary") or None if kind == b"multipart/form-data" else None


def only_file(body: Path, content_type: str) -> Path:
    """The file of a form, beside it; the sender's name for it is kept only in how it ends.

    Raises FormError where the form is damaged, or holds anything but one part named `file`.
    """
    reading = _Reading(body)
    try:
        with body.open("rb") as sent:
            parser = MultipartParser(boundary_of(content_type) or b"", reading.callbacks())
            while piece := sent.read(_PIECE):
                parser.write(piece)
            parser.finalize()
        if not reading.whole:
            raise FormError("the form is cut off: its last boundary is missing")
        return reading.kept()
    except FormParserError as error:
        raise FormError("the form is damaged") from error
    finally:
        reading.close()


class _Reading:
    """What the parser has met so far."""

    def __init__(self, body: Path) -> None:
        self._part = body.with_name(f"{body.name}-part")
        self._out = self._part.open("xb")
        self._headers: dict[bytes, bytes] = {}
        self._name = self._value = b""
        self._suffix: str | None = None
        self.whole = False

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_header_field": self._on_name, "on_header_value": self._on_value, "on_header_end": self._on_header,
            "on_headers_finished": self._on_headers, "on_part_data": self._on_data, "on_end": self._on_end,
        }  # fmt: skip

    def _on_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _on_headers(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if options.get(b"name") != FIELD or self._suffix is not None:
            raise FormError("the form has one part, named file; all else stands in the query")
        ending = Path(options.get(b"filename", b"").decode("latin-1")).suffix.lower()
        by_type = suffix_of(self._headers.get(b"content-type", b"").decode("latin-1"))
        plain = ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= _SUFFIX
        self._suffix = ending if plain else by_type or ""

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self._out.write(data[start:end])

    def _on_end(self) -> None:
        self.whole = True

    def kept(self) -> Path:
        """The part under a name that ends as the sender's does."""
        if self._suffix is None:
            raise FormError("the form holds no file")
        self._out.close()
        return self._part.rename(self._part.with_name(f"{self._part.name}{self._suffix}"))

    def close(self) -> None:
        self._out.close()
        self._part.unlink(missing_ok=True)
