"""Which clocks and which records stand in these files? TOML and CSV read strictly; a fault has file, row, column."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from communique.exchange.clocks import Clock, ClockError, Period, Subject

_TEXTS = ("id", "origin", "action", "text", "citation")
_KEYS = {*_TEXTS, "period", "exceptions", "repeats"}
_FLAGS: Mapping[str, bool | None] = {"true": True, "false": False, "": None}
DONE = "done:"


def read_clocks(file: Path) -> tuple[Clock, ...]:
    """The clocks of a TOML file of `[[clock]]` tables: id, origin, period (ISO 8601), action, text, citation,
    exceptions, repeats. Raises ClockError naming the file and the clock."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8")).get("clock", [])
    except OSError as error:
        raise ClockError(f"cannot be opened: {error.strerror}", file=file) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClockError(f"not readable as TOML: {error}", file=file) from error
    if not isinstance(tables, list) or not tables:
        raise ClockError("there is no [[clock]]", file=file)
    clocks = tuple(_clock(number, table, file) for number, table in enumerate(tables, 1))
    twice = {clock.id for clock in clocks if sum(other.id == clock.id for other in clocks) > 1}
    if twice:
        raise ClockError(f"two clocks have the id {', '.join(sorted(twice))}", file=file)
    return clocks


def _clock(number: int, table: Any, file: Path) -> Clock:
    name = f"clock {table.get('id', number)}" if isinstance(table, dict) else f"clock {number}"
    if not isinstance(table, dict) or set(table) - _KEYS or {"id", "origin", "period", "action"} - set(table):
        raise ClockError(
            f"{name}: write id, origin, period, action, and of {', '.join(sorted(_KEYS))} no more", file=file
        )
    exceptions, repeats = table.get("exceptions", []), table.get("repeats", False)
    texts = [table[key] for key in (*_TEXTS, "period") if key in table]
    if not all(isinstance(text, str) for text in [*texts, *exceptions]) or not isinstance(repeats, bool):
        raise ClockError(f"{name}: texts are texts, exceptions a list of texts, repeats true or false", file=file)
    try:
        return Clock(
            **{key: table[key] for key in _TEXTS if key in table}, period=Period.of(table["period"]),
            exceptions=tuple(exceptions), repeats=repeats,
        )  # fmt: skip
    except ClockError as error:
        raise ClockError(f"{name}: {error.message}", file=file) from None


def read_subjects(file: Path, clocks: Iterable[Clock]) -> list[Subject]:
    """The records of a CSV file: `record`, a column of days per event, of true/false per exception, `done:CLOCK`.

    An empty cell is not known. Raises ClockError naming row and column for what is neither, for a column that no clock
    asks for, and for a record that stands twice.
    """
    clocks = tuple(clocks)
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            _refuse_columns(reader.fieldnames or (), clocks, file)
            flags = {flag for clock in clocks for flag in clock.exceptions}
            found: dict[str, Subject] = {}
            for row in reader:
                subject = _subject(row, flags, file, reader.line_num)
                if subject.record in found:
                    raise ClockError("the record stands twice", file=file, row=reader.line_num, column="record")
                found[subject.record] = subject
            return list(found.values())
    except OSError as error:
        raise ClockError(f"cannot be opened: {error.strerror}", file=file) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise ClockError(f"not readable as CSV: {error}", file=file) from error


def _refuse_columns(columns: Iterable[str], clocks: tuple[Clock, ...], file: Path) -> None:
    asked = {"record", *(c.origin for c in clocks), *(f for c in clocks for f in c.exceptions)}
    asked |= {f"{DONE}{clock.id}" for clock in clocks}
    if "record" not in columns or set(columns) - asked:
        strange = ", ".join(sorted(set(columns) - asked)) or "no column record"
        raise ClockError(f"{strange}: the clocks ask for {', '.join(sorted(asked))}", file=file, row=1)


def _subject(row: Mapping[str, str | None], flags: set[str], file: Path, line: int) -> Subject:
    origins: dict[str, date] = {}
    done: dict[str, date] = {}
    known: dict[str, bool | None] = {}
    for column, cell in row.items():
        if column is None or cell is None:
            raise ClockError("too many or too few cells", file=file, row=line)
        if column == "record":
            continue
        if column in flags:
            if cell not in _FLAGS:
                raise ClockError(f"{cell!r}: write true, false or nothing", file=file, row=line, column=column)
            known[column] = _FLAGS[cell]
        elif cell:
            (done if column.startswith(DONE) else origins)[column.removeprefix(DONE)] = _day(cell, file, line, column)
    if not row["record"]:
        raise ClockError("which record?", file=file, row=line, column="record")
    return Subject(str(row["record"]), origins, known, done)


def _day(cell: str, file: Path, line: int, column: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ClockError(f"{cell!r} is not a date such as 2026-11-24", file=file, row=line, column=column) from None
