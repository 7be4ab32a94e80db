"""What do several files hold together? Records as they come, then messages, their pushes and every diagnostic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from communique.workstreams.passengers.edifact.diagnostics import fault
from communique.workstreams.passengers.edifact.segments import Diagnostic
from communique.workstreams.passengers.parsing.reading import MessageError, Reading
from communique.workstreams.passengers.parsing.summary import diagnostic_summary, header_summary, summary
from communique.workstreams.passengers.records import Header
from communique.workstreams.passengers.splits import Key, Push, key_of, receive


def opened(file: Path) -> BinaryIO:
    """The file's bytes. Raises MessageError where it cannot be opened."""
    try:
        return file.open("rb")
    except OSError as error:
        raise MessageError(f"cannot be read: {error.strerror}", file=file) from error


class SeveralFiles:
    """The summaries of the records of files, in order. Iterate once; `messages` and `diagnostics` are then whole.

    The parts of a split push may stand in different files; a push of which parts are missing is said to be incomplete.
    """

    def __init__(self, files: Sequence[Path], *, repair: bool = False) -> None:
        self.files, self.repair = files, repair
        self.messages: list[dict[str, Any]] = []
        self.diagnostics: list[dict[str, Any]] = []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        held: dict[Key, Push[str]] = {}
        headers: list[tuple[str, Header]] = []
        for file in self.files:
            with opened(file) as stream:
                reading = Reading(stream, repair=self.repair)
                for pnr in reading:
                    yield {**summary(pnr), "file": file.name}
            self._diagnose(file.name, reading.diagnostics)
            for header in reading.headers:
                headers.append((file.name, header))
                self._receive(held, header, file.name)
        for push in held.values():
            header, name = next(iter(push.parts.values()))
            self._diagnose(name, [fault("PUSH_INCOMPLETE", 0, header.offset, "", header.index)])
        for name, header in headers:
            whole = key_of(header) not in held
            self.messages.append({"file": name, **header_summary(header), "push_complete": whole})

    def _receive(self, held: dict[Key, Push[str]], header: Header, name: str) -> None:
        known = held.get(key_of(header))
        if header.part is not None and known and header.part in known.parts:
            self._diagnose(name, [fault("PART_REPEATED", 0, header.offset, "", header.index)])
        receive(held, header, name, datetime.now(UTC))

    def _diagnose(self, name: str, found: list[Diagnostic]) -> None:
        in_order = sorted(found, key=lambda diagnostic: diagnostic.offset)
        self.diagnostics += [{**diagnostic_summary(diagnostic), "file": name} for diagnostic in in_order]
