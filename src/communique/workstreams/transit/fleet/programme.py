"""How is a plan of many small solutions built and solved without the cost of naming every cell to a modelling library?

Columns and rows by key, straight to HiGHS: a front, a search for conflicting wishes and a plan's own solution are
dozens of programmes of one shape. As for every plan of this package: one path, fixed seed, no time limit, no gap left.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from communique.solver import highs
from communique.workstreams.transit.fleet.problem import FleetError

Terms = Iterable[tuple[Hashable, float]]


@dataclass
class Programme:
    """minimise cost x subject to low <= A x <= high and 0 <= x <= upper, every x whole."""

    upper: dict[Hashable, float] = field(default_factory=dict)
    rows: list[tuple[str, dict[Hashable, float], float, float]] = field(default_factory=list)

    def whole(self, key: Hashable, upper: float) -> None:
        """A new variable 0, 1, … upper."""
        self.upper[key] = upper

    def row(self, name: str, terms: Terms, *, low: float = -math.inf, high: float = math.inf) -> None:
        """A constraint; `name` begins with the wish it belongs to."""
        found: dict[Hashable, float] = {}
        for key, coefficient in terms:
            found[key] = found.get(key, 0.0) + coefficient
        self.rows.append((name, found, low, high))

    def equal(self, name: str, terms: Terms, value: float) -> None:
        """A constraint with a fixed value."""
        self.row(name, terms, low=value, high=value)


@dataclass(frozen=True)
class Solution:
    """Whole values by key, the objective, and the relative gap to the proved bound."""

    values: Mapping[Hashable, int]
    objective: float
    gap: float


def solve(programme: Programme, cost: Terms, *, without: Iterable[str] = ()) -> Solution | None:
    """The least of `cost`; None where no values are possible. Rows whose wish is in `without` are left out.

    Raises FleetError where the solver ends with neither.
    """
    import highspy

    place = {key: i for i, key in enumerate(programme.upper)}
    left_out = set(without)
    rows = [row for row in programme.rows if row[0].split(" ")[0] not in left_out]
    solver = highs()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(_matrix(highspy, programme, rows, place, cost))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise FleetError(f"the solver ended with {solver.modelStatusToString(status)!r}")
    found = np.round(np.asarray(solver.getSolution().col_value)).astype(int)
    info = solver.getInfo()
    return Solution(
        {key: int(found[i]) for key, i in place.items()}, float(info.objective_function_value), float(info.mip_gap)
    )


def _matrix(highspy: Any, programme: Programme, rows: list[Any], place: Mapping[Hashable, int], cost: Terms) -> Any:
    found = highspy.HighsLp()
    found.num_col_, found.num_row_ = len(place), len(rows)
    weights = np.zeros(len(place))
    for key, weight in cost:
        weights[place[key]] += weight
    found.col_cost_, found.col_lower_ = weights, np.zeros(len(place))
    found.col_upper_ = np.array(list(programme.upper.values()), dtype=float)
    found.row_lower_ = np.array([row[2] for row in rows])
    found.row_upper_ = np.array([row[3] for row in rows])
    found.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    found.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(row[1]) for row in rows])]).astype(np.int32)
    found.a_matrix_.index_ = np.array([place[key] for row in rows for key in row[1]], dtype=np.int32)
    found.a_matrix_.value_ = np.array([value for row in rows for value in row[1].values()], dtype=float)
    found.integrality_ = [highspy.HighsVarType.kInteger] * len(place)
    return found
