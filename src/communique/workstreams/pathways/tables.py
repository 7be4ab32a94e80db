"""Which pathways are there, and what was found out about the state of each? The catalogue's two CSV files."""

from __future__ import annotations

import calendar
import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

from communique.geo import NORTH_AMERICA
from communique.rules import Fault
from communique.workstreams.pathways.pathway import Code, Pathway, StatusRow

PATHWAY_COLUMNS = (
    "id", "country", "program", "legal_basis", "who", "apply_at", "official_host", "fee", "from", "to", "to_kind",
    "from_precision", "confidence", "needs_verification", "discretionary", "application", "criteria_as_recorded",
    "recorded_on",
)  # fmt: skip
STATUS_COLUMNS = ("pathway", "code", "from", "to", "as_of", "confidence", "source", "note", "recorded_on")
CODES = ("open", "restricted", "paused", "closed", "unknown")
LETTERS = ("A", "B", "C", "A/B", "A/C", "B/C")


class _Row:
    """One row of a CSV file: cells by column, and the faults of those that cannot be read."""

    def __init__(self, cells: Mapping[str, str], file: Path, line: int, faults: list[Fault]) -> None:
        self.cells, self.file, self.line, self.faults = cells, file, line, faults

    def fault(self, column: str, message: str) -> None:
        self.faults.append(Fault(self.line, f"column {column}: {message}", file=str(self.file)))

    def text(self, column: str) -> str:
        return self.cells[column]

    def one_of(self, column: str, allowed: tuple[str, ...]) -> Any:
        if self.cells[column] not in allowed:
            self.fault(column, f"{self.cells[column]!r} is none of {', '.join(allowed)}")
        return self.cells[column]

    def day(self, column: str) -> date | None:
        try:
            return date.fromisoformat(self.cells[column]) if self.cells[column] else None
        except ValueError:
            self.fault(column, f"{self.cells[column]!r} is no date such as 2026-11-24")
            return None

    def needed_day(self, column: str) -> date:
        found = self.day(column)
        if found is None and not self.cells[column]:
            self.fault(column, "a date is needed")
        return found or date.min

    def checked(self, column: str) -> date:
        """The last day of a month such as 2026-11, or the day itself."""
        text = self.cells[column]
        if len(text) != 7:
            return self.needed_day(column)
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            self.fault(column, f"{text!r} is no month such as 2026-11")
            return date.min
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _rows(file: Path, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[_Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            faults.append(Fault(1, f"columns must be {', '.join(columns)}", file=str(file)))
            return
        try:
            for cells in reader:
                if None in cells or None in cells.values():
                    faults.append(Fault(reader.line_num, "too many or too few cells", file=str(file)))
                    continue
                yield _Row(cells, file, reader.line_num, faults)
        except (csv.Error, UnicodeDecodeError) as error:
            faults.append(Fault(reader.line_num + 1, f"not readable as CSV: {error}", file=str(file)))


def read_pathways(file: Path, faults: list[Fault]) -> dict[str, Pathway]:
    """Pathways by id, in the file's order; what cannot be read is added to `faults`."""
    found: dict[str, Pathway] = {}
    for row in _rows(file, PATHWAY_COLUMNS, faults):
        pathway = _pathway(row)
        if pathway.id in found:
            row.fault("id", f"{pathway.id} is in the file twice")
        found[pathway.id] = pathway
    return found


def _pathway(row: _Row) -> Pathway:
    return Pathway(
        id=row.text("id"),
        country=row.one_of("country", NORTH_AMERICA),
        program=row.text("program"),
        legal_basis=row.text("legal_basis"),
        who=row.text("who"),
        apply_at=row.text("apply_at"),
        official_host=row.text("official_host"),
        fee=row.text("fee"),
        valid_from=row.needed_day("from"),
        valid_from_precision=row.one_of("from_precision", ("day", "year")),
        valid_to=row.day("to"),
        valid_to_kind=row.one_of("to_kind", ("last_day", "ended_on", "")),
        confidence=row.one_of("confidence", LETTERS),
        needs_verification=row.one_of("needs_verification", ("yes", "no")) == "yes",
        discretionary=row.one_of("discretionary", ("yes", "no")) == "yes",
        application=row.one_of("application", ("yes", "referral only", "no longer")),
    )


def read_statuses(
    file: Path, reviews: Path | None, pathways: Mapping[str, Pathway], faults: list[Fault]
) -> dict[str, tuple[StatusRow, ...]]:
    """States by pathway, the catalogue's own and then the re-checks of the reviews file."""
    found: dict[str, tuple[StatusRow, ...]] = {}
    for each in (file, reviews):
        if each is None or not each.exists():
            continue
        for row in _rows(each, STATUS_COLUMNS, faults):
            name = row.text("pathway")
            if name not in pathways:
                row.fault("pathway", f"no such pathway: {name}")
                continue
            doubted = each == file and pathways[name].needs_verification
            found[name] = _beside(found.get(name, ()), _status(row, doubted=doubted))
    return found


def _beside(rows: tuple[StatusRow, ...], new: StatusRow) -> tuple[StatusRow, ...]:
    """The rows with a new one, which supersedes from its first day what was recorded earlier on the same day."""
    kept = []
    for row in rows:
        if row.recorded_on == new.recorded_on and (row.valid_to is None or row.valid_to >= new.valid_from):
            if row.valid_from >= new.valid_from:
                continue
            row = replace(row, valid_to=new.valid_from - timedelta(days=1))
        kept.append(row)
    return (*kept, new)


def _status(row: _Row, *, doubted: bool) -> StatusRow:
    return StatusRow(
        pathway=row.text("pathway"),
        code=cast(Code, row.one_of("code", CODES)),
        valid_from=row.needed_day("from"),
        valid_to=row.day("to"),
        as_of=row.checked("as_of"),
        confidence=row.one_of("confidence", LETTERS),
        source=row.text("source"),
        note=row.text("note"),
        recorded_on=row.needed_day("recorded_on"),
        verified=not doubted and "C" not in row.text("confidence"),
    )
