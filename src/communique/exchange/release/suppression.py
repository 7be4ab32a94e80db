"""Which cells of a table must be hidden so that no small count can be worked out?

Primary: counts of 1 … k - 1, in margins too. Complementary: for each primary cell p in turn, the cheapest cells that
let its value move by k while every published cell and every sum stays as it is:

    minimise    sum_i c_i (|u_i| + |d_i|)        c_i = 0 for hidden cells, else 1 + count
    such that   A u = 0,  A d = 0,  u >= -a,  d >= -a,  u_p - d_p >= k

Every cell that u or d moves is hidden. Then complementary cells that turn out not to be needed are shown again, and the
attack of `attack` is made on what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from communique.exchange.release.attack import Additive, intervals
from communique.exchange.release.counting import ReleaseError
from communique.facts import load
from communique.solver import highs

if TYPE_CHECKING:
    from numpy.typing import NDArray

Zeros = Literal["publish", "suppress"]

_MOVED = 1e-6  # a flow below it is the solver's rounding


@cache
def usual_k() -> int:
    """The least count that is published where a release says nothing else."""
    return int(load(Path(__file__).parents[1] / "facts").value("smallest_published_count"))


@dataclass(frozen=True)
class Protected:
    """A table that may be published: `hidden` cells are left out, primary and complementary alike.

    narrowest  the least width of the interval that an attacker can find for a primary cell; None without one
    """

    table: Additive
    hidden: NDArray[np.bool_]
    primary: int
    complementary: int
    narrowest: float | None


def protect(table: Additive, k: int, zeros: Zeros = "publish") -> Protected:
    """The table with its small cells hidden well enough.

    zeros  whether cells of zero are published, or hidden as small ones are

    Raises ReleaseError for k below 2, and where hiding cells cannot protect the table: categories must then be merged.
    """
    if k < 2:
        raise ReleaseError("k is 2 or more: with 1 no count is small", column="k")
    small = (table.values < k) & ((table.values > 0) | (zeros == "suppress"))
    hidden = small.copy()
    cells = [int(cell) for cell in np.flatnonzero(small)]
    for cell in sorted(cells, key=lambda cell: -int(table.values[cell])):
        if _narrow(table, hidden, cell, k):
            hidden |= _moved(table, hidden, cell, k)
    hidden = _shown_again(table, hidden, small, k)
    widths = [high - low for low, high in intervals(table, hidden, cells).values()]
    if any(width < k - _MOVED for width in widths):
        raise ReleaseError("the attack on the protected table succeeded; it is not released")
    narrowest = float(np.round(min(widths), 6)) if widths else None
    return Protected(table, hidden, int(small.sum()), int(hidden.sum() - small.sum()), narrowest)


def _narrow(table: Additive, hidden: NDArray[np.bool_], cell: int, k: int) -> bool:
    low, high = intervals(table, hidden, [cell])[cell]
    return high - low < k - _MOVED


def _moved(table: Additive, hidden: NDArray[np.bool_], cell: int, k: int) -> NDArray[np.bool_]:
    """The cells that have to give way so that `cell` can move by k."""
    count = len(table.values)
    cost = np.where(hidden, 0.0, 1.0 + table.values)
    down = table.values.astype(float)
    model = highs()
    # per cell: u up, u down, d up, d down
    model.addVars(4 * count, np.zeros(4 * count), np.concatenate([np.full(count, np.inf), down] * 2))
    for column, value in enumerate(np.tile(cost, 4)):
        model.changeColCost(column, float(value))
    for parts, total in table.equations:
        line, signs = np.array([*parts, total]), np.array([*[1.0] * len(parts), -1.0])
        for start in (0, 2 * count):
            columns = np.concatenate([start + line, start + count + line]).astype(np.int32)
            model.addRow(0.0, 0.0, len(columns), columns, np.concatenate([signs, -signs]))
    ends = np.array([cell, count + cell, 2 * count + cell, 3 * count + cell], dtype=np.int32)
    model.addRow(float(k), np.inf, 4, ends, np.array([1.0, -1.0, -1.0, 1.0]))
    moved: NDArray[np.bool_] = _solved(model).reshape(4, count).max(axis=0) > _MOVED
    return moved


def _solved(model: Any) -> NDArray[np.float64]:
    model.run()
    status = model.modelStatusToString(model.getModelStatus())
    if status != "Optimal":
        raise ReleaseError(f"no cells can be hidden that would protect this table ({status}): merge categories")
    return np.asarray(model.getSolution().col_value, dtype=float)


def _shown_again(table: Additive, hidden: NDArray[np.bool_], small: NDArray[np.bool_], k: int) -> NDArray[np.bool_]:
    """Without the complementary cells that protect nothing, the largest tried first."""
    cells = [int(cell) for cell in np.flatnonzero(small)]
    extra = np.flatnonzero(hidden & ~small)
    for candidate in extra[np.argsort(-table.values[extra], kind="stable")]:
        fewer = hidden.copy()
        fewer[candidate] = False
        if not any(_narrow(table, fewer, cell, k) for cell in cells):
            hidden = fewer
    return hidden
