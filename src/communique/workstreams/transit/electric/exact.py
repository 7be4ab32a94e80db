"""Can fewer rotations be ruled out by listing them all?

Where the rotations that a battery can run are few enough to be listed, the fewest that serve each trip once are a set
partition:

    minimise Σ_r x_r   s.t.   Σ_{r ∋ i} x_r = 1 for each trip i,   x binary
"""

from __future__ import annotations

import numpy as np

from communique.solver import highs
from communique.workstreams.transit.charge_state import TOLERANCE_KWH
from communique.workstreams.transit.electric.duties import Duties, DutyError, Gap, Whole, across, gap

#: Rotations that are listed at most; a day of an agency has beyond counting.
MANY = 20_000


def fewest_exactly(trips: Duties, i: Whole, j: Whole) -> list[Whole] | None:
    """The fewest rotations, proven, or None where there are too many to be listed."""
    listed = _all_rotations(trips, i, j)
    return None if listed is None else _partition(len(trips), listed)


def _all_rotations(trips: Duties, i: Whole, j: Whole) -> list[tuple[int, ...]] | None:
    """Every rotation that the battery can run, grown trip by trip."""
    between = gap(trips, i, j)
    first = np.searchsorted(i, np.arange(len(trips) + 1))
    fresh = trips.cell.usable_kwh - trips.pull_out_kwh[trips.origin] - trips.energy
    home = trips.pull_in_kwh[trips.destination]
    found: list[tuple[int, ...]] = []
    grown: list[tuple[tuple[int, ...], float]] = [((trip,), float(fresh[trip])) for trip in range(len(trips))]
    while grown:
        path, level = grown.pop()
        last = path[-1]
        if level >= home[last] - TOLERANCE_KWH:
            found.append(path)
        for k in range(first[last], first[last + 1]):
            link = Gap(between.out_kwh[k], between.put_kwh[k], between.back_kwh[k])
            left = float(across(level, link, trips.cell)) - trips.energy[j[k]]
            if level - link.out_kwh >= -TOLERANCE_KWH and left >= -TOLERANCE_KWH:
                grown.append(((*path, int(j[k])), left))
        if len(found) + len(grown) > MANY:
            return None
    return found


def _partition(count: int, listed: list[tuple[int, ...]]) -> list[Whole]:
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(listed), count
    model.col_cost_ = np.ones(len(listed))
    model.col_lower_, model.col_upper_ = np.zeros(len(listed)), np.ones(len(listed))
    model.row_lower_ = model.row_upper_ = np.ones(count)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, listed)])
    model.a_matrix_.index_ = np.concatenate([np.array(r) for r in listed])
    model.a_matrix_.value_ = np.ones(len(model.a_matrix_.index_))
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(listed)
    solver = highs()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise DutyError(f"no optimum: {solver.modelStatusToString(solver.getModelStatus())}")
    chosen = np.flatnonzero(np.array(solver.getSolution().col_value) > 0.5)
    return [np.array(listed[r], dtype=np.int64) for r in chosen]
