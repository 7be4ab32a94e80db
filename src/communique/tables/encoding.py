"""In which encoding is a text file written, and can it be read without guessing?"""

from __future__ import annotations

import codecs
import mmap
from dataclasses import dataclass
from pathlib import Path

from communique.tables.contract import TableError

BLOCK = 1 << 24

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The characters beyond ASCII that English, Spanish and French tables hold. A file of another single-byte encoding read
# as Windows-1252 shows others almost at once (é of Mac Roman becomes Ž), so it is refused rather than garbled.
_WESTERN = frozenset("ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜŸÆŒàáâäçèéêëìíîïñòóôöùúûüÿæœ¿¡«»‹›“”‘’–—…•·°ºª²³¹µ½¼¾±×÷€£¢§©®™ß\u00a0")


@dataclass(frozen=True)
class Text:
    """A text file that is UTF-8 without a byte order mark from here on.

    source    the file itself where it already is, else its bytes
    encoding  what it was written in
    """

    source: Path | bytes
    encoding: str


def read_text(path: Path) -> Text:
    """The file as UTF-8.

    Raises TableError for an empty file, and for one whose encoding cannot be told: never a garbled letter.
    """
    if path.stat().st_size == 0:
        raise TableError("the file is empty", file=path)
    with path.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content:
        encoding = _encoding(content, path)
        if encoding == "utf-8":
            return Text(path, encoding)
        return Text(_transcoded(content[:], encoding, path), encoding)


def _encoding(content: mmap.mmap, path: Path) -> str:
    head = content[:4]
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if content.find(b"\0") >= 0:
        return _wide_without_mark(content, path)
    fault = _utf8_fault(content)
    return "utf-8" if fault is None else _single_byte(content, fault, path)


def _wide_without_mark(content: mmap.mmap, path: Path) -> str:
    """UTF-16 shows as a zero byte beside nearly every letter, on one side only; else it is no text."""
    sample = content[: 1 << 16]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 == 0 and low == 0 and high > len(sample) // 4:
        return "utf-16-le"
    if len(content) % 2 == 0 and high == 0 and low > len(sample) // 4:
        return "utf-16-be"
    raise TableError("the file holds zero bytes: it is not a text file, or it is damaged", file=path)


def _utf8_fault(content: mmap.mmap) -> int | None:
    """Where the content stops being UTF-8; None if nowhere."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(content), BLOCK):
        end = min(start + BLOCK, len(content))
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(content[start:end], final=end == len(content))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _single_byte(content: mmap.mmap, fault: int, path: Path) -> str:
    row = content[:fault].count(b"\n") + 1
    try:
        letters = content[:].decode("cp1252")
    except UnicodeDecodeError:
        letters = "\ufffd"
    if {letter for letter in letters if ord(letter) > 127} <= _WESTERN:
        return "cp1252"
    raise TableError(
        f"the byte 0x{content[fault]:02x} is neither UTF-8 nor a letter of Latin-1 or Windows-1252 as English, Spanish "
        "or French write them: the file is cut off, or in another encoding; save it as UTF-8",
        file=path,
        row=row,
    )


def _transcoded(content: bytes, encoding: str, path: Path) -> bytes:
    try:
        return content.decode(encoding).encode("utf-8")
    except UnicodeDecodeError as error:
        raise TableError(
            f"the file is marked as {encoding} but its byte {error.start} is not: it is cut off or damaged", file=path
        ) from error
