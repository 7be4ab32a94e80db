"""What can be worked out about a hidden cell from all that is published?

    lowest, highest  x_i   such that   x >= 0,   x_j = published_j,   A x = 0

A holds the additive relations of the table: cells of a line minus its margin. For one and two columns with margins A is
totally unimodular, so these bounds are also the bounds over whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from communique.exchange.release.counting import ReleaseError
from communique.solver import highs

if TYPE_CHECKING:
    from numpy.typing import NDArray

Equation = tuple[tuple[int, ...], int]
"""The cells of a line, and the cell that is their sum."""


@dataclass(frozen=True)
class Additive:
    """A table with its margins as one list of cells, and the sums that bind them."""

    values: NDArray[np.int64]
    equations: tuple[Equation, ...]


def with_margins(counts: NDArray[np.int64]) -> Additive:
    """A table of one or two columns with margins: inner cells first, then totals by row, by column, and of all."""
    if counts.ndim == 1:
        inner = tuple(range(counts.size))
        return Additive(np.append(counts, counts.sum()), ((inner, counts.size),))
    if counts.ndim != 2:
        raise ReleaseError("a table under suppression has one or two columns; more need other protection")
    rows, columns = counts.shape
    number = np.arange(counts.size).reshape(rows, columns)
    of_row, of_column = counts.size + np.arange(rows), counts.size + rows + np.arange(columns)
    total = counts.size + rows + columns
    equations = [(tuple(map(int, number[r])), int(of_row[r])) for r in range(rows)]
    equations += [(tuple(map(int, number[:, c])), int(of_column[c])) for c in range(columns)]
    equations += [(tuple(map(int, of_row)), total), (tuple(map(int, of_column)), total)]
    values = np.concatenate([counts.ravel(), counts.sum(axis=1), counts.sum(axis=0), [counts.sum()]])
    return Additive(values.astype(np.int64), tuple(equations))


def intervals(table: Additive, hidden: NDArray[np.bool_], cells: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Cell -> lowest and highest value that fits all that is published, by linear programming."""
    model = loaded(np.where(hidden, 0, table.values), np.where(hidden, np.inf, table.values), table.equations)
    return {cell: (_bound(model, cell, 1.0), _bound(model, cell, -1.0)) for cell in cells}


def loaded(lower: NDArray[Any], upper: NDArray[Any], equations: Sequence[Equation]) -> Any:
    """A HiGHS model of cells between bounds, with the sums as rows."""
    model = highs()
    model.addVars(len(lower), lower.astype(float), upper.astype(float))
    for parts, total in equations:
        columns = np.array([*parts, total], dtype=np.int32)
        model.addRow(0.0, 0.0, len(columns), columns, np.array([*[1.0] * len(parts), -1.0]))
    return model


def _bound(model: Any, cell: int, sign: float) -> float:
    model.changeColCost(cell, sign)
    model.run()
    status = model.modelStatusToString(model.getModelStatus())
    value = model.getInfo().objective_function_value
    model.changeColCost(cell, 0.0)
    if status == "Optimal":
        return float(sign * value)
    if sign < 0 and status in ("Unbounded", "Primal infeasible or unbounded"):
        return float(np.inf)
    raise ReleaseError(f"the published cells contradict one another ({status})")
