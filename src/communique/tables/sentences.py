"""How is a rule said to a person?"""

from __future__ import annotations

from typing import Any

from communique.tables.contract import Column, Table


def sentence(table: Table, rule: str, language: str, column: str | None = None) -> str:
    """One sentence for a rule of a table in a language: what the row must hold.

    rule    id of a core rule ("rule-not-negative") or of one of the table's checks
    column  the column it speaks of, where there is one
    """
    from communique.language import message

    return message(language, rule, **_arguments(table, rule, column))


def _arguments(table: Table, rule: str, column: str | None) -> dict[str, Any]:
    if rule == "rule-duplicate-key" or rule == "rule-already-contributed":
        return {"key": ", ".join(table.key)}
    if column is None:
        return {}
    return {"column": column, **_bounds(table.column(column))}


def _bounds(column: Column) -> dict[str, Any]:
    said = {
        "minimum": column.minimum if column.minimum is not None else column.exclusive_minimum,
        "maximum": column.maximum if column.maximum is not None else column.exclusive_maximum,
        "allowed": ", ".join(column.allowed),
        "pattern": column.pattern,
        "unit": column.unit,
        "type": column.type,
    }
    return {name: str(value) for name, value in said.items() if value not in (None, "")}
