"""How many cases are in each cell, and how many cells does one case touch?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import polars as pl


class ReleaseError(CommuniqueError):
    """A table that cannot be released as asked."""


@dataclass(frozen=True)
class Cells:
    """The exact counts of cases, for use inside the house only.

    by       the columns, each with its categories: known beforehand, not read off the data
    counts   one per combination, the last column running fastest
    touched  the largest number of cells that one case is counted in
    """

    by: Mapping[str, tuple[str, ...]]
    counts: tuple[int, ...]
    touched: int

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """The categories of each cell."""
        return tuple(product(*self.by.values()))

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of categories by column."""
        return tuple(len(categories) for categories in self.by.values())


def count_cases(frame: pl.DataFrame, by: Mapping[str, Sequence[str]], case: str | None = None) -> Cells:
    """Distinct cases per cell, empty cells too.

    by    column -> its categories. They are declared: that a category has no case is a finding like any other
    case  the column that names a case; without it every row is a case of its own

    Raises ReleaseError naming row and column (row 1 is the header) for a value that is missing or no category.
    """
    import polars as pl

    declared = {column: tuple(categories) for column, categories in by.items()}
    _refuse(frame, declared, case)
    cell: pl.Expr = pl.lit(0, pl.Int64)
    for column, categories in declared.items():
        place = {name: at for at, name in enumerate(categories)}
        number = pl.col(column).cast(pl.String).replace_strict(place, return_dtype=pl.Int64)
        cell = cell * len(categories) + number
    who = pl.col(case) if case is not None else pl.int_range(pl.len())
    rows = frame.select(cell=cell, case=who).unique()
    found: dict[int, int] = dict(rows.group_by("cell").len().iter_rows())
    touched = max(rows.group_by("case").len()["len"].to_list(), default=0)
    size = prod(len(names) for names in declared.values())
    return Cells(declared, tuple(found.get(cell, 0) for cell in range(size)), touched)


def _refuse(frame: pl.DataFrame, by: Mapping[str, tuple[str, ...]], case: str | None) -> None:
    import polars as pl

    if not by:
        raise ReleaseError("by which columns is to be counted?")
    for column in [*by, *([case] if case is not None else [])]:
        if column not in frame.columns:
            raise ReleaseError(f"the data has no such column; it has {', '.join(frame.columns)}", column=column)
        gap = frame[column].is_null().arg_max()
        if frame[column].null_count():
            raise ReleaseError(
                "is missing; give what is not known a category of its own", row=(gap or 0) + 2, column=column
            )
    for column, categories in by.items():
        if not categories or len(set(categories)) != len(categories):
            raise ReleaseError("its categories are declared, each once", column=column)
        strange = ~frame[column].cast(pl.String).is_in(categories)
        if strange.any():
            raise ReleaseError("the value is none of the declared categories", row=first_row(strange), column=column)


def first_row(where: pl.Series) -> int:
    """The file's row of the first true value; row 1 is the header."""
    return (where.arg_max() or 0) + 2
