"""Which records does a file hold, and what is wrong with it? A stream: one record at a time, whatever the file's size.

Recovery is at the next SRC: a record that cannot be read loses nothing but itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from communique.errors import CommuniqueError
from communique.workstreams.passengers.edifact.diagnostics import fault
from communique.workstreams.passengers.edifact.repairs import RECORD
from communique.workstreams.passengers.edifact.segments import Diagnostic, Run, Segment
from communique.workstreams.passengers.edifact.separators import COMPONENT, Separators, cutter
from communique.workstreams.passengers.edifact.tokens import Tokens
from communique.workstreams.passengers.parsing.draft import Draft, composite, figures, first
from communique.workstreams.passengers.parsing.grammar import read_sent
from communique.workstreams.passengers.parsing.losing import opens
from communique.workstreams.passengers.parsing.times import prepared
from communique.workstreams.passengers.parsing.travel import leg, party
from communique.workstreams.passengers.records import Header, Pnr


class MessageError(CommuniqueError):
    """A file in which no message could be read."""


class Sent(NamedTuple):
    """A record as it was sent, from SRC on; `complete` is false where the file ended inside it."""

    header: Header
    pieces: list[Run | Segment]
    separators: Separators
    complete: bool

    def texts(self) -> list[str]:
        """Its segments as text."""
        return [text for piece in self.pieces for text in piece.texts]

    def runs(self) -> list[tuple[int, int]]:
        """The number in its message of the first segment of each piece, and how many follow one another from it."""
        return [(piece.number, len(piece.texts)) for piece in self.pieces]

    def openings(self) -> dict[int, list[str]]:
        """Place of a segment -> tags of the segments that were lost behind it and open a group."""
        found: dict[int, list[str]] = {}
        place = 0
        for piece in self.pieces:
            if isinstance(piece, Segment) and piece.lost:
                found[place] = list(filter(None, (opens(text, self.separators) for text in piece.lost)))
            place += len(piece.texts)
        return found

    def read(self) -> Pnr:
        """The typed record."""
        return read_sent(self.header, self.pieces, self.separators, self.openings(), complete=self.complete)


class Reading:
    """The records of a stream, in order. Iterate once; `headers` and `diagnostics` grow as it is read.

    A message's header is whole only when the next message begins or the stream ends: UNT comes last.
    """

    def __init__(self, stream: BinaryIO, *, repair: bool = False) -> None:
        self.headers: list[Header] = []
        self.diagnostics: list[Diagnostic] = []
        self._tokens = Tokens(stream, self.diagnostics.append, repair=repair)
        self._sender = self._recipient = self._reference = self._group = ""
        self._day: list[str] = ["", ""]
        self._header: Header | None = None  # of the open message
        self._record: list[Run | Segment] | None = None  # of the open record
        self._separators = self._tokens.separators  # of the open record
        self._messages = self._groups = self._in_group = 0
        self._open = False  # whether an interchange is, by its UNB
        self._skipping = False  # up to the next record or the end of the message

    def __iter__(self) -> Iterator[Pnr]:
        for sent in self.sent():
            pnr = sent.read()
            self.diagnostics += pnr.diagnostics
            yield pnr

    def sent(self) -> Iterator[Sent]:
        """The records as they were sent, for whoever reads them otherwise."""
        for piece in self._tokens.pieces():
            if isinstance(piece, Run):
                yield from self._run(piece)
                continue
            if piece.tag in _ENVELOPE:
                yield from self._close_record()
                self._skipping = False
                _ENVELOPE[piece.tag](self, piece)
            elif piece.tag == RECORD:
                yield from self._begin_record(piece)
            else:
                self._add(piece)
            if RECORD in piece.lost:
                yield from self._skip_record(piece)
        yield from self._finish()

    def _run(self, run: Run) -> Iterator[Sent]:
        """A stretch of sound segments, cut where a record begins."""
        bounds = [*_places_of(RECORD, run.texts), len(run.texts)]
        self._add(run.part(0, bounds[0]))
        for at, end in pairwise(bounds):
            yield from self._begin_record(run.part(at, end))

    def _add(self, piece: Run | Segment) -> None:
        if self._record is not None:
            self._record.append(piece)
        elif not self._skipping:
            for segment in piece.segments():
                self._head(segment)

    def _say(self, code: str, segment: Segment, text: str = "") -> None:
        message = self._header.index if self._header else 0
        self.diagnostics.append(fault(code, segment.number, segment.offset, text or segment.tag, message))

    # --- records

    def _begin_record(self, piece: Run | Segment) -> Iterator[Sent]:
        yield from self._close_record()
        if self._header is None:
            segment = next(piece.segments())
            self._say("UNH_MISSING", segment)
            self._begin_message("", "", "", segment.offset)
        self._record, self._skipping = [piece], False
        self._separators = self._tokens.separators

    def _close_record(self, *, complete: bool = True) -> Iterator[Sent]:
        header, pieces = self._header, self._record
        if pieces is None or header is None:
            return
        sent = Sent(header, pieces, self._separators, complete)
        self._record = None
        if not complete:
            lost = not sent.read().locators
            self._say("RECORD_LOST" if lost else "TRUNCATED", next(pieces[0].segments()))
            if lost:
                return
        header.records += 1
        yield sent

    def _skip_record(self, behind: Segment) -> Iterator[Sent]:
        """A record begins inside a segment: nothing of it is read, and nothing is taken for the one before."""
        yield from self._close_record()
        self._say("RECORD_SKIPPED", behind, RECORD)
        self._skipping = True

    # --- the message around them

    def _begin_message(self, reference: str, version: str, access: str, offset: int) -> Header:
        header = Header(
            len(self.headers) + 1, reference, version, access, self._sender, self._recipient,
            prepared(*self._day), offset,
        )  # fmt: skip
        self.headers.append(header)
        self._header = header
        self._messages += 1
        self._in_group += 1
        return header

    def _unh(self, segment: Segment) -> None:
        if self._header is not None:
            self._say("UNT_MISSING", segment)
        kind, version, release = composite(segment.parts, 2, 3, COMPONENT)
        header = self._begin_message(
            first(segment.parts, 1, COMPONENT), f"{version}.{release}", first(segment.parts, 3, COMPONENT),
            segment.offset,
        )  # fmt: skip
        part, header.position = composite(segment.parts, 4, 2, COMPONENT)
        header.part = figures(part)
        if kind != "PNRGOV":
            self._say("NOT_PNRGOV", segment)

    def _head(self, segment: Segment) -> None:
        header, tag = self._header, segment.tag
        if header is None:
            return self._say("OUTSIDE_MESSAGE", segment)
        if tag == "MSG":
            header.kind = composite(segment.parts, 1, 2, COMPONENT)[1]
        elif tag == "ORG":
            header.origin = party(segment.number, segment.parts, COMPONENT)
        elif tag == "EQN":
            header.records_declared = figures(first(segment.parts, 1, COMPONENT))
        elif tag == "TVL":
            draft = Draft(Pnr(header, [segment]), None, COMPONENT)
            header.flight = leg(draft, segment.number, segment.parts)
            self.diagnostics += draft.pnr.diagnostics
        else:
            self._say("UNEXPECTED_SEGMENT", segment)
        return None

    def _unt(self, segment: Segment) -> None:
        header = self._header
        if header is None:
            return self._say("OUTSIDE_MESSAGE", segment)
        declared, reference = (first(segment.parts, index, COMPONENT) for index in (1, 2))
        header.segments = segment.number
        header.segments_declared = figures(declared)
        header.complete = True
        if header.segments_declared != header.segments:
            self._say("SEGMENT_COUNT", segment)
        if reference != header.reference:
            self._say("REFERENCE_MISMATCH", segment)
        if header.records_declared not in (None, header.records):
            self._say("RECORD_COUNT", segment)
        self._header = None
        return None

    # --- the interchange around the messages

    def _unb(self, segment: Segment) -> None:
        self._drop_message(segment)
        if self._open:
            self._say("UNZ_MISSING", segment)
        elements = segment.parts
        self._sender, self._recipient, self._reference = (first(elements, index, COMPONENT) for index in (2, 3, 5))
        self._day = composite(elements, 4, 2, COMPONENT)
        self._messages = self._groups = self._in_group = 0
        self._open = True

    def _ung(self, segment: Segment) -> None:
        self._group, self._groups, self._in_group = first(segment.parts, 5, COMPONENT), self._groups + 1, 0

    def _une(self, segment: Segment) -> None:
        self._drop_message(segment)
        self._counted(segment, self._in_group, self._group)

    def _unz(self, segment: Segment) -> None:
        self._drop_message(segment)
        self._counted(segment, self._groups or self._messages, self._reference if self._open else None)
        self._open = False
        self._messages = self._groups = self._in_group = 0

    def _counted(self, segment: Segment, count: int, expected: str | None) -> None:
        declared, reference = (first(segment.parts, index, COMPONENT) for index in (1, 2))
        if declared.lstrip("0") != str(count or ""):
            self._say("MESSAGE_COUNT", segment)
        if expected is not None and reference != expected:
            self._say("REFERENCE_MISMATCH", segment)

    def _drop_message(self, segment: Segment) -> None:
        if self._header is not None:
            self._say("UNT_MISSING", segment)
            self._header = None

    def _finish(self) -> Iterator[Sent]:
        """The end of the stream: UNZ may lack its terminator; a record that is open is cut."""
        end = Segment(0, self._tokens.offset, [[""]])
        tail = self._tokens.tail
        if tail.startswith("UNZ") and self._header is None:
            self._unz(Segment(0, self._tokens.offset, cutter(self._tokens.separators)(tail)))
        yield from self._close_record(complete=False)
        self._drop_message(end)
        if self._open:
            self._say("UNZ_MISSING", end)


def _places_of(text: str, texts: list[str]) -> Iterator[int]:
    place = -1
    with suppress(ValueError):
        while True:
            place = texts.index(text, place + 1)
            yield place


_ENVELOPE = {
    "UNB": Reading._unb, "UNG": Reading._ung, "UNH": Reading._unh, "UNT": Reading._unt, "UNE": Reading._une,
    "UNZ": Reading._unz,
}  # fmt: skip


def read_bytes(data: bytes, *, repair: bool = False) -> Reading:
    """The reading of what is in memory."""
    return Reading(BytesIO(data), repair=repair)


def read_file(file: str | Path, *, repair: bool = False) -> Iterator[Pnr]:
    """The records of a file, closed at the end. Use `Reading` where diagnostics are wanted.

    Raises MessageError where the file cannot be opened or holds no message.
    """
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below, when the last record was taken
    except OSError as error:
        raise MessageError(f"cannot be read: {error.strerror}", file=file) from error
    with stream:
        reading = Reading(stream, repair=repair)
        yield from reading
        if not reading.headers:
            raise MessageError("holds no message that can be read", file=file)
