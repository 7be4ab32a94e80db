"""What is the contract of a contributed table: its columns, its key, its rules?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import polars as pl

ColumnType = Literal["string", "integer", "number", "boolean", "date", "year", "country"]
Duplicates = Literal["refuse", "quarantine", "allow"]
Bound = float | date

MARKINGS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""TLP 2.0, the freest first."""

PUBLIC = "public"
"""The category whose values may be shown in quarantine when the marking is TLP:CLEAR too."""

LINEAGE = ("contribution_id", "party", "contributor", "recorded_at", "row")
"""What the store adds to each row; no contract may use these names."""

NUMERIC = ("integer", "number")

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TABLE_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


class ContractError(CommuniqueError):
    """A table is declared in a way that contradicts itself."""


class TableError(CommuniqueError):
    """A file cannot be read as the table it is handed in for."""


@dataclass(frozen=True)
class Column:
    """One column of a contract.

    name         in lower case, as in the file's header
    type         string, integer, number, boolean, date (ISO 8601), year, or country (any code or name that
                 `communique.geo` knows, kept as ISO alpha-3)
    unit         of the stored values, such as "kt"
    category     what kind of information it is; anything but "public" is never copied into quarantine
    marking      TLP 2.0 marking of the column
    nullable     whether the value may be missing; key columns never may
    minimum, maximum, exclusive_minimum, exclusive_maximum   bounds, in `unit`
    allowed      the only texts that may stand here
    pattern      regular expression that the whole text must match
    trim         whether blanks around the text are taken off; without it "MX " is not "MX"
    unit_column  the string column that names each row's unit; a unit that differs is converted by
                 `communique.units`, or the row goes to quarantine
    """

    name: str
    type: ColumnType = "string"
    _: KW_ONLY
    unit: str | None = None
    category: str = PUBLIC
    marking: str = MARKINGS[0]
    nullable: bool = False
    minimum: Bound | None = None
    maximum: Bound | None = None
    exclusive_minimum: Bound | None = None
    exclusive_maximum: Bound | None = None
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    trim: bool = False
    unit_column: str | None = None
    description: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ContractError(f"the column name {self.name!r} is not lower case letters, digits, underscores")
        if self.type not in get_args(ColumnType):
            raise ContractError(f"column {self.name}: {self.type!r} is not one of {get_args(ColumnType)}")
        if self.marking not in MARKINGS:
            raise ContractError(f"column {self.name}: {self.marking!r} is not one of {MARKINGS}")
        if self.unit_column is not None and (self.unit is None or self.type != "number"):
            raise ContractError(f"column {self.name}: a unit column needs a number column with a unit")
        if (self.allowed or self.pattern) and self.type != "string":
            raise ContractError(f"column {self.name}: allowed values and patterns are for strings")


@dataclass(frozen=True)
class Check:
    """A rule over several columns of one row.

    id          message id of the rule's sentence, such as "inventory-net-not-above-gross"
    expression  Polars SQL text that is true where the row holds ("net_kt <= gross_kt"), or a function without
                arguments that returns such an expression; null means unknown, which fails no row
    columns     the columns it speaks of; the first is the one named in quarantine
    """

    id: str
    expression: str | Callable[[], pl.Expr]
    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The contract of one contributed table.

    name             dotted, such as "methane.inventory"
    version          of the contract; a new column is a new version
    columns          in the order of the file
    key              the columns that name a row; none of them may be missing
    checks           rules across columns
    notation_keys    such as ("NO", "NE", "IE", "NA"): in a number column they mean a value that is unknown for a
                     stated reason, kept as null with the key in the companion column `<column>_notation`
    duplicates       what happens to a key that the store already holds: refuse the file, quarantine the row, allow
    official_source  where the current official file is found
    loaders          official formats: name -> function of a path that returns a frame, or its "module:function"
    """

    name: str
    columns: tuple[Column, ...]
    version: int = 1
    key: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    notation_keys: tuple[str, ...] = ()
    duplicates: Duplicates = "refuse"
    official_source: str = ""
    description: str = ""
    loaders: Mapping[str, str | Callable[..., Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _TABLE_NAME.fullmatch(self.name):
            raise ContractError(f"the table name {self.name!r} is not dotted lower case")
        if self.duplicates not in get_args(Duplicates):
            raise ContractError(f"table {self.name}: {self.duplicates!r} is not one of {get_args(Duplicates)}")
        names = [column.name for column in self.columns]
        self._refuse_twice(names)
        self._refuse_reserved(names)
        self._refuse_unknown(names)

    def _refuse_twice(self, names: list[str]) -> None:
        twice = sorted({name for name in names if names.count(name) > 1})
        if not names or twice:
            raise ContractError(f"table {self.name}: {f'columns declared twice: {twice}' if twice else 'no columns'}")

    def _refuse_reserved(self, names: list[str]) -> None:
        taken = sorted({*LINEAGE, *companions(self).values()} & set(names))
        if taken:
            raise ContractError(f"table {self.name}: the store itself adds {', '.join(taken)}; choose another name")

    def _refuse_unknown(self, names: list[str]) -> None:
        spoken = [*self.key, *(name for check in self.checks for name in check.columns)]
        spoken += [column.unit_column for column in self.columns if column.unit_column]
        unknown = sorted(set(spoken) - set(names))
        if unknown:
            raise ContractError(f"table {self.name}: keys, checks or units name unknown columns {', '.join(unknown)}")
        if any(not check.columns for check in self.checks):
            raise ContractError(f"table {self.name}: each check names the columns it speaks of")

    def column(self, name: str) -> Column:
        """The column of that name; raises ContractError when the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise ContractError(f"table {self.name} has no column {name}")


def companions(table: Table) -> dict[str, str]:
    """Column -> its notation companion, for each number column outside the key of a table with notation keys."""
    if not table.notation_keys:
        return {}
    return {
        column.name: f"{column.name}_notation"
        for column in table.columns
        if column.type in NUMERIC and column.name not in table.key
    }


def is_public(column: Column) -> bool:
    """Whether the column's values may be shown to anyone."""
    return column.category == PUBLIC and column.marking == MARKINGS[0]


def strictest(*markings: str) -> str:
    """The strictest of some markings, TLP:CLEAR for none; raises ContractError for a marking that is none."""
    for marking in markings:
        if marking not in MARKINGS:
            raise ContractError(f"{marking!r} is not a marking; use one of {', '.join(MARKINGS)}")
    return max(markings, key=MARKINGS.index, default=MARKINGS[0])
