"""What may a party hand in, and which of its rows hold? Contract, reading, rules and empty sheet of a table.

`Column`, `Check` and `Table` are plain data and load no library, so that a workstream may declare its tables when it is
discovered; everything that needs Polars is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.tables.contract import MARKINGS, Check, Column, ContractError, Table, TableError, is_public

if TYPE_CHECKING:
    from communique.tables.checking import Checked, check
    from communique.tables.frames import empty_frame, schema
    from communique.tables.loading import load_official
    from communique.tables.reading import Sheet, read_sheet, sheet_of_frame
    from communique.tables.sentences import sentence
    from communique.tables.template import write_template

_LAZY = {
    "Checked": "checking",
    "check": "checking",
    "load_official": "loading",
    "Sheet": "reading",
    "read_sheet": "reading",
    "sheet_of_frame": "reading",
    "empty_frame": "frames",
    "schema": "frames",
    "sentence": "sentences",
    "write_template": "template",
}

__all__ = [
    "MARKINGS",
    "Check",
    "Checked",
    "Column",
    "ContractError",
    "Sheet",
    "Table",
    "TableError",
    "check",
    "empty_frame",
    "is_public",
    "load_official",
    "read_sheet",
    "schema",
    "sentence",
    "sheet_of_frame",
    "write_template",
]


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    globals()[name] = value
    return value
