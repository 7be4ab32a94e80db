"""Which rows of a sheet are good, and what is wrong with each of the others?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from communique.tables.casting import Fault, cast
from communique.tables.contract import Table, is_public
from communique.tables.reading import Sheet
from communique.tables.rules import faults, repeated_keys

FAILURES = pl.Schema({"row": pl.Int64, "rule": pl.String, "column": pl.String, "value": pl.String, "detail": pl.String})
RECORDS = pl.Schema({"row": pl.Int64, "record": pl.String})

_NO_FAILURES = pl.DataFrame(schema=FAILURES)
_NO_RECORDS = pl.DataFrame(schema=RECORDS)


@dataclass(frozen=True)
class Checked:
    """A sheet divided.

    typed      every row of the file in the contract's schema, good or not
    out        which of them are not good: they fail a rule, or are blank
    first_row  number in the file of the first of them
    failures   row, rule, column, value, detail: one line for each rule that a row does not hold
    records    row, record: each bad row as a JSON object of its public columns as they were written
    rows       number of rows in the file, blank ones left out: good and bad ones together
    notes      what was found out while reading
    extra      columns that were kept out
    """

    typed: pl.DataFrame
    out: pl.Series
    first_row: int
    failures: pl.DataFrame
    records: pl.DataFrame
    rows: int
    notes: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @cached_property
    def good(self) -> pl.DataFrame:
        """The rows that hold every rule: the contract's schema and `row`."""
        return self.lazy().collect()

    @property
    def accepted(self) -> int:
        """Number of good rows."""
        return self.typed.height - int(self.out.sum())

    @property
    def bad(self) -> int:
        """Number of rows that fail at least one rule."""
        return self.records.height

    @property
    def ends(self) -> tuple[int, int]:
        """Numbers of the first and the last good row; there is one."""
        places = (~self.out).arg_true()
        return self.first_row + places[0], self.first_row + places[-1]

    def lazy(self) -> pl.LazyFrame:
        """The good rows as in `good`, of which no copy is made before they are read."""
        flagged = self.typed.with_columns(self.out.alias("|out")).lazy()
        good = flagged.with_row_index("row", offset=self.first_row).filter(~pl.col("|out"))
        return good.select(*self.typed.columns, pl.col("row").cast(pl.Int64))

    def pieces(self, size: int) -> Iterator[Checked]:
        """The same, so many rows of the file at a time: memory that is used again is worth twice that which is new."""
        for start in range(0, self.typed.height, size):
            typed, out = self.typed.slice(start, size), self.out.slice(start, size)
            yield replace(self, typed=typed, out=out, first_row=self.first_row + start)

    def by_rule(self) -> dict[str, int]:
        """Rule -> number of rows that fail it."""
        counts = self.failures.group_by("rule").agg(pl.col("row").n_unique()).sort("rule")
        return dict(counts.iter_rows())


def check(table: Table, sheet: Sheet) -> Checked:
    """The sheet's good rows, and what each other row fails. All copies of a key that repeats are bad."""
    parts = [_check_chunk(table, sheet, chunk, start) for chunk, start in _numbered(sheet)]
    typed = pl.concat([part.typed for part in parts], rechunk=False)
    out = pl.concat([part.out for part in parts], rechunk=True)
    failures = [*(part.failures for part in parts), _malformed(table, sheet)]
    records = [*(part.records for part in parts), _malformed_records(sheet)]
    if table.key:
        repeated = repeated_keys(typed.select(table.key))
        if repeated.any():
            failures.append(_repeated(table, _at(typed, repeated, sheet.first_row)))
            records.append(_records(table, _at(typed, repeated & ~out, sheet.first_row)))
            out = out | repeated
    blank = sum(part.empty for part in parts) - len(sheet.malformed)
    return Checked(
        typed=typed,
        out=out,
        first_row=sheet.first_row,
        failures=pl.concat(failures).sort("row", maintain_order=True),
        records=pl.concat(records).sort("row"),
        rows=typed.height - blank,
        notes=(*sheet.notes, *([f"{blank} blank rows were passed over"] if blank else [])),
        extra=sheet.extra,
    )


def _at(typed: pl.DataFrame, where: pl.Series, first: int) -> pl.DataFrame:
    """The rows where it is true, with their numbers."""
    return typed.filter(where).with_columns(row=where.arg_true().cast(pl.Int64) + first)


def refuse(table: Table, checked: Checked, failures: pl.DataFrame) -> Checked:
    """The same, with good rows that fail a rule found later (columns as `failures` of Checked) made bad."""
    places = failures["row"].unique() - checked.first_row
    late = pl.repeat(False, checked.typed.height, dtype=pl.Boolean, eager=True).scatter(places, True)
    return replace(
        checked,
        out=checked.out | late,
        failures=pl.concat([checked.failures, failures]).sort("row", maintain_order=True),
        records=pl.concat([checked.records, _records(table, _at(checked.typed, late, checked.first_row))]).sort("row"),
    )


@dataclass(frozen=True)
class _Part:
    """One chunk: its typed rows, which of them are out, and why; `empty` counts rows without any value."""

    typed: pl.DataFrame
    out: pl.Series
    failures: pl.DataFrame
    records: pl.DataFrame
    empty: int


def _numbered(sheet: Sheet) -> Iterator[tuple[pl.DataFrame, int]]:
    start = sheet.first_row
    for chunk in sheet.chunks():
        yield chunk, start
        start += chunk.height


def _check_chunk(table: Table, sheet: Sheet, chunk: pl.DataFrame, start: int) -> _Part:
    read = cast(table, chunk, comma=sheet.comma)
    every = _together(read.faults, faults(table))
    flags = read.frame.select(fault.at.fill_null(False).alias(str(place)) for place, fault in enumerate(every))
    empty = _without_value(chunk)
    failing = flags.select(pl.any_horizontal(pl.all())).to_series() & ~empty
    if not failing.any():
        return _Part(read.frame, empty, _NO_FAILURES, _NO_RECORDS, int(empty.sum()))
    bad = chunk.with_columns(row=pl.int_range(start, start + chunk.height, dtype=pl.Int64)).filter(failing)
    failures = _listed(table, bad, flags.filter(failing), every)
    return _Part(read.frame, failing | empty, failures, _records(table, bad), int(empty.sum()))


def _together(unread: Sequence[Fault], rules: Sequence[Fault]) -> list[Fault]:
    """All faults; a value that could not be read is not said to be missing as well."""
    known = {fault.column: fault.at for fault in unread}
    return [
        *unread,
        *(
            replace(rule, at=rule.at & ~known[rule.column])
            if rule.rule == "rule-required" and rule.column in known
            else rule
            for rule in rules
        ),
    ]


def _without_value(chunk: pl.DataFrame) -> pl.Series:
    """Whether a row has no value in any column: it is blank, or it was malformed."""
    empty = [
        pl.col(name).is_null() | (pl.col(name) == "") if kind == pl.String else pl.col(name).is_null()
        for name, kind in chunk.schema.items()
    ]
    return chunk.select(pl.all_horizontal(empty)).to_series()


def _listed(table: Table, bad: pl.DataFrame, flags: pl.DataFrame, every: Sequence[Fault]) -> pl.DataFrame:
    lines = []
    for place, fault in enumerate(every):
        rows = bad.filter(flags[str(place)])
        if rows.height:
            value = pl.col(fault.column).cast(pl.String) if fault.column else pl.lit(None, pl.String)
            lines.append(_lines(rows, fault.rule, fault.column, value))
    return pl.concat(lines)


def _lines(rows: pl.DataFrame, rule: str, column: str | None, value: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "row",
        rule=pl.lit(rule),
        column=pl.lit(column, pl.String),
        value=value,
        detail=pl.lit(None, pl.String),
    )


def _repeated(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    return _lines(rows, "rule-duplicate-key", ", ".join(table.key), key_text(table))


def key_text(table: Table) -> pl.Expr:
    """The key of a row as one text."""
    return pl.concat_str([pl.col(name).cast(pl.String) for name in table.key], separator=", ")


def _records(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    public = [column.name for column in table.columns if is_public(column)]
    if not public:
        return rows.select("row", record=pl.lit("{}"))
    values = pl.struct(pl.col(name).cast(pl.String) for name in public)
    return rows.select("row", record=values.struct.json_encode())


def _malformed(table: Table, sheet: Sheet) -> pl.DataFrame:
    """A row cut into the wrong number of fields: its text is shown only where every column is public."""
    shown = all(is_public(column) for column in table.columns)
    lines = [(row, "rule-row-shape", None, text if shown else None, None) for row, text in sheet.malformed]
    return pl.DataFrame(lines, schema=FAILURES, orient="row")


def _malformed_records(sheet: Sheet) -> pl.DataFrame:
    return pl.DataFrame([(row, "{}") for row, _ in sheet.malformed], schema=RECORDS, orient="row")
