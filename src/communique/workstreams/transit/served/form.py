"""What does an upload form bring? Its file, without trusting a word of what its sender calls it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from communique.workstreams.transit.day import FeedError

#: Bytes of a header line at most, and of what follows the file; bytes copied at a time.
HEAD, PIECE = 8192, 1 << 20


def file_of_form(form: Path, to: Path) -> None:
    """Writes the file of a multipart form of one field to `to`; raises FeedError where the form brings none."""
    with form.open("rb") as stream:
        boundary = stream.readline(HEAD).strip()
        if not boundary.startswith(b"--") or not _is_file(stream):
            raise FeedError("no file was chosen")
        begin = stream.tell()
        end = _end(stream, b"\r\n" + boundary + b"--", begin)
        if end <= begin:
            raise FeedError("no file was chosen")
        stream.seek(begin)
        with to.open("wb") as out:
            while begin < end and (read := stream.read(min(PIECE, end - begin))):
                begin += out.write(read)


def _is_file(stream: BinaryIO) -> bool:
    """Whether the part that begins here is a file; the stream is then at its first byte."""
    found = False
    while line := stream.readline(HEAD):
        found = found or (line.lower().startswith(b"content-disposition:") and b"filename=" in line.lower())
        if line == b"\r\n":
            return found
    return False


def _end(stream: BinaryIO, mark: bytes, begin: int) -> int:
    """Where the closing boundary begins: looked for from the end, for a zip may hold any bytes."""
    size = stream.seek(0, 2)
    tail_at = max(begin, size - HEAD)
    stream.seek(tail_at)
    place = stream.read().rfind(mark)
    return begin if place < 0 else tail_at + place
