"""What does the least cost become when only the cut changes: the same matrix solved again with another right side?

An inner loop on raw HiGHS: linopy builds and solves the model once, with the options of every plan, and bisections and
sweeps then move the one row `target` of the solver's own copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from communique.plan import PlanError, solve

if TYPE_CHECKING:
    from linopy import Model

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Tableau:
    """A model inside the solver: `row` is that of `target`, `columns` the place of each variable's labels."""

    highs: Any
    row: int
    columns: dict[str, NDArray[np.int64]]


@dataclass(frozen=True)
class Found:
    """Least cost at a cut, its proved relative gap, and the value of each variable in the variable's shape."""

    objective: float
    gap: float
    values: dict[str, Array]


def tableau(model: Model) -> Tableau:
    """The solver's copy of a model with a row named `target`, which is solved once on the way."""
    solve(model)
    matrices = model.matrices
    place = {int(label): i for i, label in enumerate(matrices.vlabels)}
    columns = {
        name: np.vectorize(place.__getitem__, otypes=[np.int64])(model.variables[name].labels.values)
        for name in model.variables
    }
    label = int(model.constraints["target"].labels.values.item())
    row = int(np.flatnonzero(np.asarray(matrices.clabels) == label)[0])
    return Tableau(model.solver_model, row, columns)


def least_cost(of: Tableau, cut: float, *, gap: float = 0.0) -> Found | None:
    """The solution at a cut in percentage points, None where it cannot be reached; raises PlanError for any other end.

    gap  relative gap at which the proof may stop; 0 proves the optimum
    """
    import highspy

    of.highs.setOptionValue("mip_rel_gap", gap)
    of.highs.changeRowBounds(of.row, cut, highspy.kHighsInf)
    of.highs.run()
    status = of.highs.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise PlanError(f"the solver ended with {of.highs.modelStatusToString(status)!r} at a cut of {cut:g} points")
    solution = np.asarray(of.highs.getSolution().col_value)
    info = of.highs.getInfo()
    return Found(
        float(info.objective_function_value),
        float(info.mip_gap) if np.isfinite(info.mip_gap) else 0.0,
        {name: solution[columns] for name, columns in of.columns.items()},
    )
