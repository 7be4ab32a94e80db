"""How many charging points does the depot need, and what if a point that charges gives at least some power?

The linear programme of `least_cost` with the part z_it of a slot in which bus i holds a point:

    sum_i z_it <= N                             no more buses at a time than points (N whole)
    P_min share_it z_it <= p_it <= P share_it z_it
    objective + plug_cost_per_day N             where N is free

Without a minimum power points may change hands within a slot, z is any share and only N is whole: within a slot the
parts can always be lined up without one bus on two points (McNaughton's wrap-around rule). With one, z is 0 or 1: a
bus holds its point for the whole slot. That is a mixed-integer programme, exact to the `gap` that it returns; it may
stop at a relative gap of `gap` or after `NODES` nodes, never by the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.plan import TOLERANCE
from communique.solver import highs
from communique.workstreams.transit.charging.least_cost import UNBOUNDED, Charged, solve, told
from communique.workstreams.transit.charging.sessions import ChargingError, Session
from communique.workstreams.transit.charging.tariff import Tariff
from communique.workstreams.transit.charging.windows import Windows, from_sessions

#: Nodes of the branching after which the best plan found is taken, with its gap: the same on every machine.
NODES = 200


def charge_with_plugs(
    sessions: Iterable[Session], tariff: Tariff, *, plug_cost_per_day: float = 0.0, gap: float = 1e-3
) -> Charged:
    """The least-cost day with the tariff's `plugs` points, or with as many as pay where it gives none.

    Energy that the linear programme cannot deliver is left out as it is there. Raises ChargingError, with the fewest
    points that would do, where `plugs` are too few.
    """
    windows = from_sessions(sessions, tariff)
    relaxed = solve(windows, tariff)
    if windows.bus.size == 0:
        return relaxed
    _check_points(windows, tariff, relaxed.delivered, gap)
    found = _run(windows, tariff, relaxed.delivered, tariff.plugs, plug_cost_per_day, gap)
    if found is None:
        raise ChargingError(
            f"no plan keeps the minimum power of {tariff.min_power_kw:g} kW with these points, windows and transformer"
        )
    power, points, proved = found
    answer = told(windows, tariff, power, windows.hours * tariff.max_power_kw * tariff.slot_hours)
    return replace(answer, objective=answer.objective + plug_cost_per_day * points, plugs=points, gap=proved)


def _check_points(windows: Windows, tariff: Tariff, wanted: NDArray[np.float64], gap: float) -> None:
    """Whether the points that are given could do, by the smaller programme without prices and minimum power."""
    if tariff.plugs is None:
        return
    free = tariff.model_copy(
        update={"energy_price": (0.0,) * len(tariff.energy_price), "co2_price_per_t": 0.0, "min_power_kw": 0.0,
                "demand_charge_per_kw_day": 0.0, "demand_windows": ()}
    )  # fmt: skip
    found = _run(windows, free, wanted, None, 1.0, gap)
    if found is not None and found[1] > tariff.plugs:
        raise ChargingError(f"{tariff.plugs} charging points are too few for these windows; {found[1]} would do")


def _run(
    windows: Windows, tariff: Tariff, wanted: NDArray[np.float64], plugs: int | None, plug_cost: float, gap: float
) -> tuple[NDArray[np.float64], int, float] | None:
    """Powers, points and proved gap; None where it cannot be. Columns: p, z, p_max, N, p_w; rows as said above."""
    import highspy
    from scipy.sparse import coo_matrix

    n, buses, slots = windows.bus.size, len(windows.blocks), len(tariff.energy_price)
    entry, ones = np.arange(n), np.ones(n)
    most, least = windows.share * tariff.max_power_kw, windows.share * tariff.min_power_kw
    peak, count, every = 2 * n, 2 * n + 1, np.arange(slots)
    peak_row, plug_row = buses, buses + slots
    on_row, off_row = buses + 2 * slots, buses + 2 * slots + n
    parts = [
        (windows.bus, entry, ones * tariff.slot_hours),
        (peak_row + windows.slot, entry, ones), (peak_row + every, np.full(slots, peak), -np.ones(slots)),
        (plug_row + windows.slot, n + entry, ones), (plug_row + every, np.full(slots, count), -np.ones(slots)),
        (on_row + entry, entry, ones), (on_row + entry, n + entry, -most),
        (off_row + entry, entry, -ones), (off_row + entry, n + entry, least),
    ]  # fmt: skip
    row, extra = off_row + n, []
    for k, window in enumerate(tariff.demand_windows):
        inside = np.isin(windows.slot, window.slots)
        parts.append((row + windows.slot[inside], entry[inside], ones[inside]))
        parts.append((row + np.arange(slots), np.full(slots, count + 1 + k), -np.ones(slots)))
        row += slots
        extra.append(window.charge_per_kw_day)
    matrix = coo_matrix(
        (np.concatenate([v for _, _, v in parts]),
         (np.concatenate([r for r, _, _ in parts]), np.concatenate([c for _, c, _ in parts]))),
        shape=(row, 2 * n + 2 + len(extra)),
    ).tocsc()  # fmt: skip
    cost = np.concatenate([np.array(tariff.prices)[windows.slot] * tariff.slot_hours, np.zeros(n),
                           [tariff.demand_charge_per_kw_day, plug_cost], extra])  # fmt: skip
    top = UNBOUNDED if tariff.transformer_kw is None else tariff.transformer_kw
    upper = np.concatenate([most, ones, [top, buses if plugs is None else plugs], np.full(len(extra), UNBOUNDED)])
    high = np.concatenate([wanted, np.zeros(row - buses)])
    low = np.concatenate([wanted, np.full(row - buses, -UNBOUNDED)])
    whole = np.concatenate([np.zeros(n), ones * (tariff.min_power_kw > 0), [0, 1], np.zeros(len(extra))]).astype(bool)
    return _optimum(highspy, matrix, cost, upper, low, high, whole, gap, windows.slot)


def _optimum(
    highspy: Any, matrix: Any, cost: Any, upper: Any, low: Any, high: Any, whole: Any, gap: float, slot: Any
) -> tuple[NDArray[np.float64], int, float] | None:
    n = slot.size
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = matrix.shape
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, np.zeros(cost.size), upper
    programme.row_lower_, programme.row_upper_ = low, high
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_, programme.a_matrix_.index_ = matrix.indptr, matrix.indices
    programme.a_matrix_.value_ = matrix.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    programme.integrality_ = [kinds[int(w)] for w in whole]
    solver = highs()
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_max_nodes", NODES)
    solver.passModel(programme)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    found = solver.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
    if not found:
        raise ChargingError(f"no plan was found within {NODES} nodes: give more points or less minimum power")
    values = np.asarray(solver.getSolution().col_value)
    held = np.bincount(slot, weights=values[n : 2 * n]).max(initial=0.0)
    return np.maximum(values[:n], 0.0), int(np.ceil(held - TOLERANCE)), float(solver.getInfo().mip_gap)
