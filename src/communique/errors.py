"""What went wrong, where, and what to do: one family of errors for everything a person can mend."""

from __future__ import annotations

from pathlib import Path


class CommuniqueError(Exception):
    """A fault that its reader can mend.

    message  what is wrong and what to do, one or two sentences
    file     the file that holds the fault, if one does
    row      its row: 1 is the first line of the file, header included
    column   its column or key
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | Path | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        self.message = message
        self.file = None if file is None else str(file)
        self.row = row
        self.column = column
        super().__init__(message)

    def __str__(self) -> str:
        where = " ".join(
            part
            for part in (
                self.file or "",
                f"row {self.row}" if self.row is not None else "",
            )
            if part
        )
        if self.column is not None:
            where = f"{where}, column {self.column}" if where else f"column {self.column}"
        return f"{where}: {self.message}" if where else self.message


class MissingExtra(CommuniqueError):
    """A workstream's own dependency is not installed; the message has the command that installs it."""
