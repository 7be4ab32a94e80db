"""What is wrong with a feed, in the order of how much it matters?"""

from __future__ import annotations

from collections.abc import Iterable

from communique.workstreams.transit.day import Defect, Severity

ORDER: tuple[Severity, ...] = ("fatal", "rejected", "flag", "note")


class Defects:
    """A report that grows while a feed is read."""

    def __init__(self, found: Iterable[Defect] = ()) -> None:
        self._found = list(found)

    def add(self, defect: Defect) -> None:
        self._found.append(defect)

    def rejected(self, code: str, file: str, message: str, *, row: int | None = None, ids: Iterable[str] = ()) -> None:
        """Rows that are left out."""
        self.add(Defect("rejected", code, file, row, message, tuple(ids)))

    def flag(self, code: str, file: str, message: str, *, row: int | None = None, ids: Iterable[str] = ()) -> None:
        """What is used, but doubtful."""
        self.add(Defect("flag", code, file, row, message, tuple(ids)))

    def note(self, code: str, file: str, message: str, *, row: int | None = None, ids: Iterable[str] = ()) -> None:
        """What is worth knowing."""
        self.add(Defect("note", code, file, row, message, tuple(ids)))

    def report(self) -> tuple[Defect, ...]:
        """All of them, the gravest first, otherwise by file, row and code."""
        return tuple(sorted(self._found, key=lambda d: (ORDER.index(d.severity), d.file, d.row or 0, d.code)))
