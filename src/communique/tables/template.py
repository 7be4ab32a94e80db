"""Which empty sheet can a party fill in, with units and rules beside it?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.tables.contract import Column, Table, TableError
from communique.tables.frames import empty_frame

_ROWS_TO_FILL = 10_000
_HELP = ("column", "type", "unit", "required", "allowed values and bounds", "category", "marking", "description")


def write_template(table: Table, path: str | Path) -> Path:
    """The path, where an empty sheet for the table now stands; the suffix says which kind: .csv, .xlsx or .parquet.

    The workbook has a second sheet with type, unit, allowed values and rules of each column, and its cells refuse what
    the rules of one column refuse. Raises TableError for another suffix, and for a file that is there already.
    """
    path = Path(path)
    if path.exists():
        raise TableError("there is a file of this name already; choose another", file=path)
    match path.suffix.lower():
        case ".csv":
            names = [column.name for column in table.columns]
            path.write_text(",".join(names) + "\n", encoding="utf-8")
        case ".parquet":
            empty_frame(table).write_parquet(path)
        case ".xlsx":
            _write_workbook(table, path)
        case _:
            raise TableError("a template is a .csv, .xlsx or .parquet file", file=path)
    return path


def _write_workbook(table: Table, path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        bold = book.add_format({"bold": True})
        sheet, rules = book.add_worksheet("data"), book.add_worksheet("rules")
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.write(0, place, column.name, bold)
            sheet.set_column(place, place, max(12, len(column.name) + 2))
            validation = _validation(table, column)
            if validation is not None:
                sheet.data_validation(1, place, _ROWS_TO_FILL, place, validation)
        rules.write_row(0, 0, _HELP, bold)
        for row, column in enumerate(table.columns, start=1):
            rules.write_row(row, 0, _help(table, column))
        for row, line in enumerate(_of_the_table(table), start=len(table.columns) + 2):
            rules.write(row, 0, line)
        rules.set_column(0, len(_HELP) - 1, 22)


def _help(table: Table, column: Column) -> tuple[str, ...]:
    required = column.name in table.key or not column.nullable
    return (
        column.name,
        column.type,
        column.unit or "",
        "yes" if required else "no",
        "; ".join(_limits(column)),
        column.category,
        column.marking,
        column.description,
    )


def _limits(column: Column) -> list[str]:
    bounds = (
        ("≥", column.minimum),
        (">", column.exclusive_minimum),
        ("≤", column.maximum),
        ("<", column.exclusive_maximum),
    )
    said = [f"{sign} {bound}" for sign, bound in bounds if bound is not None]
    said += ["one of: " + ", ".join(column.allowed)] if column.allowed else []
    said += [f"pattern: {column.pattern}"] if column.pattern else []
    said += [f"in the unit of {column.unit_column}"] if column.unit_column else []
    return said


def _of_the_table(table: Table) -> list[str]:
    lines = [f"Table {table.name}, contract {table.version}. {table.description}".strip()]
    if table.key:
        lines.append(f"Each row has its own {', '.join(table.key)}.")
    if table.notation_keys:
        lines.append(f"Where a number is unknown, write one of {', '.join(table.notation_keys)}; never 0.")
    lines += [f"Rule {check.id}: {check.expression}" for check in table.checks if isinstance(check.expression, str)]
    if table.official_source:
        lines.append(f"Official file: {table.official_source}")
    return lines


def _validation(table: Table, column: Column) -> dict[str, Any] | None:
    """What the spreadsheet itself refuses; nothing for number columns where notation keys may stand."""
    if column.allowed and len(",".join(column.allowed)) <= 255:  # the file format's limit for a list
        return {"validate": "list", "source": list(column.allowed)}
    if column.type == "boolean":
        return {"validate": "list", "source": ["TRUE", "FALSE"]}
    if column.type not in ("number", "integer", "year") or (table.notation_keys and column.name not in table.key):
        return None
    return _criterion(column, "decimal" if column.type == "number" else "integer")


def _criterion(column: Column, kind: str) -> dict[str, Any] | None:
    low = column.minimum if column.minimum is not None else column.exclusive_minimum
    high = column.maximum if column.maximum is not None else column.exclusive_maximum
    if low is not None and high is not None:
        return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
    if low is not None:
        return {"validate": kind, "criteria": ">=" if column.minimum is not None else ">", "value": low}
    if high is not None:
        return {"validate": kind, "criteria": "<=" if column.maximum is not None else "<", "value": high}
    return None
