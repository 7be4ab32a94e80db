"""Which power in which slot charges every bus in time at least cost?

    minimise    sum_t price_t h p_t + D p_max + sum_w D_w p_w
    subject to  sum_t h p_it  = E_i                     energy of each bus, at the meter
                sum_i p_it   <= p_max <= transformer    mean power of every slot
                sum_i p_it   <= p_w                     for the slots of each demand window w
                0 <= p_it    <= P share_it              the bus's presence in the slot

h is the slot's length. Built as sparse columns straight for HiGHS. What no window can hold is told by block: a stay too
short for its energy at once; a transformer too small for all together by a first linear programme that leaves out as
little energy as possible, before cost is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.solver import highs
from communique.workstreams.transit.charging.sessions import ChargingError, Session
from communique.workstreams.transit.charging.tariff import Tariff
from communique.workstreams.transit.charging.windows import Windows, from_sessions, from_slots

#: Energy below this share of what was asked is rounding of the solver, not a bus left without charge.
ROUNDING = 1e-7
UNBOUNDED = 1e30  # HiGHS reads any larger figure as no bound


@dataclass(frozen=True)
class Unmet:
    """Energy that a block cannot get: kWh at the meter, and why (`no-window`, `short-window`, `transformer`)."""

    block: str
    missing_kwh: float
    reason: str


@dataclass(frozen=True)
class Charged:
    """A day of charging.

    objective, energy_cost, demand_cost   money a day, for what is delivered
    peak_kw        highest mean power of a slot
    load           (slot,) kW of all buses; power, (entry,) kW of each entry of the windows
    delivered      (bus,) kWh at the meter
    unmet          blocks that do not get all they need
    plugs          most buses charging in one slot
    """

    objective: float
    energy_cost: float
    demand_cost: float
    peak_kw: float
    load: NDArray[np.float64]
    power: NDArray[np.float64]
    delivered: NDArray[np.float64]
    unmet: tuple[Unmet, ...]
    windows: Windows = field(repr=False)
    plugs: int = 0
    gap: float = 0.0


def charge(sessions: Iterable[Session], tariff: Tariff) -> Charged:
    """The least-cost day of sessions under a tariff; see `least_cost`."""
    return solve(from_sessions(sessions, tariff), tariff)


def least_cost(
    meter_kwh: ArrayLike,
    first: ArrayLike,
    last: ArrayLike,
    *,
    max_power_kw: float,
    prices: ArrayLike,
    demand_charge: float,
    slot_hours: float = 1.0,
    transformer_kw: float | None = None,
) -> Charged:
    """The least-cost day of plain arrays: kWh at the meter, first and last slot of each stay, both inclusive."""
    tariff = Tariff(
        slot_minutes=slot_hours * 60,
        energy_price=tuple(np.asarray(prices, dtype=float).tolist()),
        demand_charge_per_kw_day=demand_charge,
        max_power_kw=max_power_kw,
        transformer_kw=transformer_kw,
    )
    return solve(from_slots(meter_kwh, first, last, len(tariff.energy_price)), tariff)


def solve(windows: Windows, tariff: Tariff) -> Charged:
    """The least-cost day of windows; raises ChargingError where the solver ends without an answer."""
    most = windows.hours * tariff.max_power_kw * tariff.slot_hours
    wanted = np.minimum(windows.energy, most)
    power = _run(windows, tariff, wanted)
    if power is None:
        wanted = _most_energy(windows, tariff, wanted)
        power = _run(windows, tariff, wanted)
    if power is None:
        raise ChargingError("no charging plan was found, though energy was left out to make one possible")
    return told(windows, tariff, power, most)


def told(windows: Windows, tariff: Tariff, power: NDArray[np.float64], most: NDArray[np.float64]) -> Charged:
    """Cost, load and unmet energy of given powers."""
    load = np.bincount(windows.slot, weights=power, minlength=len(tariff.energy_price)).astype(np.float64)
    delivered = _energy(windows, tariff, power)
    energy_cost = float(load @ np.array(tariff.prices)) * tariff.slot_hours
    demand_cost = tariff.demand_charge_per_kw_day * float(load.max(initial=0.0))
    demand_cost += sum(w.charge_per_kw_day * float(load[list(w.slots)].max()) for w in tariff.demand_windows)
    busy = np.bincount(windows.slot[power > ROUNDING * tariff.max_power_kw], minlength=load.size)
    return Charged(
        energy_cost + demand_cost, energy_cost, demand_cost, float(load.max(initial=0.0)), load, power, delivered,
        _unmet(windows, delivered, most), windows, int(busy.max(initial=0)),
    )  # fmt: skip


def _energy(windows: Windows, tariff: Tariff, power: NDArray[np.float64]) -> NDArray[np.float64]:
    """kWh of each bus."""
    summed = np.bincount(windows.bus, weights=power, minlength=len(windows.blocks))
    return summed.astype(np.float64) * tariff.slot_hours


def _unmet(windows: Windows, delivered: NDArray[np.float64], most: NDArray[np.float64]) -> tuple[Unmet, ...]:
    missing = windows.energy - delivered
    found = []
    for i in np.flatnonzero(missing > ROUNDING * np.maximum(windows.energy, 1.0)):
        short = windows.energy[i] > most[i]
        reason = "no-window" if most[i] == 0 else "short-window" if short else "transformer"
        found.append(Unmet(windows.blocks[i], float(missing[i]), reason))
    return tuple(found)


def _run(windows: Windows, tariff: Tariff, wanted: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Powers of least cost that deliver exactly `wanted`; None where that cannot be."""
    entries, buses = windows.bus.size, len(windows.blocks)
    if entries == 0:
        return np.zeros(0)
    limits = _limits(windows, tariff, buses)
    cost = np.concatenate([np.array(tariff.prices)[windows.slot] * tariff.slot_hours, limits.cost])
    upper = np.concatenate([windows.share * tariff.max_power_kw, limits.upper])
    rows_low = np.concatenate([wanted, np.full(limits.rows, -UNBOUNDED)])
    rows_high = np.concatenate([wanted, np.zeros(limits.rows)])
    start, index, value = _columns(windows, tariff, limits)
    solution = _optimum(cost, upper, rows_low, rows_high, start, index, value)
    return None if solution is None else np.maximum(solution[:entries], 0.0)


def _most_energy(windows: Windows, tariff: Tariff, wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """The most of `wanted` that the transformer lets through, kWh of each bus."""
    entries = windows.bus.size
    limits = _limits(windows, tariff, len(windows.blocks))
    cost = np.concatenate([np.full(entries, -tariff.slot_hours), np.zeros(limits.cost.size)])
    upper = np.concatenate([windows.share * tariff.max_power_kw, limits.upper])
    rows_low = np.concatenate([np.zeros(wanted.size), np.full(limits.rows, -UNBOUNDED)])
    rows_high = np.concatenate([wanted, np.zeros(limits.rows)])
    solution = _optimum(cost, upper, rows_low, rows_high, *_columns(windows, tariff, limits))
    if solution is None:
        raise ChargingError("no charging plan was found")
    power = np.maximum(solution[:entries], 0.0)
    return np.asarray(np.minimum(_energy(windows, tariff, power), wanted))


@dataclass(frozen=True)
class _Limits:
    """Columns p_max and p_w, and the rows that bind slots to them: row_of[k][slot] is its row, or -1."""

    cost: NDArray[np.float64]
    upper: NDArray[np.float64]
    row_of: NDArray[np.int64]
    rows: int


def _limits(windows: Windows, tariff: Tariff, first_row: int) -> _Limits:
    slots = len(tariff.energy_price)
    used = np.zeros(slots, dtype=bool)
    used[windows.slot] = True
    masks = [used]
    for window in tariff.demand_windows:
        mask = np.zeros(slots, dtype=bool)
        mask[list(window.slots)] = True
        masks.append(mask & used)
    chosen = np.array(masks)
    row_of = np.where(chosen, first_row + np.cumsum(chosen.ravel()).reshape(chosen.shape) - 1, -1)
    charges = [tariff.demand_charge_per_kw_day, *(w.charge_per_kw_day for w in tariff.demand_windows)]
    upper = np.full(len(masks), UNBOUNDED)
    if tariff.transformer_kw is not None:
        upper[0] = tariff.transformer_kw
    return _Limits(np.array(charges), upper, row_of, int(chosen.sum()))


def _columns(
    windows: Windows, tariff: Tariff, limits: _Limits
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Start, row index and value of each column, compressed by column."""
    rows = [windows.bus.astype(np.int64), *(limits.row_of[k][windows.slot] for k in range(limits.cost.size))]
    stacked = np.stack(rows, axis=1)
    values = np.ones_like(stacked, dtype=float)
    values[:, 0] = tariff.slot_hours
    there = stacked >= 0
    counts = there.sum(axis=1)
    own = [limits.row_of[k][limits.row_of[k] >= 0] for k in range(limits.cost.size)]
    start = np.concatenate([[0], np.cumsum(np.concatenate([counts, [rows.size for rows in own]]))])
    index = np.concatenate([stacked[there], *own])
    value = np.concatenate([values[there], *(np.full(rows.size, -1.0) for rows in own)])
    return start.astype(np.int32), index.astype(np.int32), value


def _optimum(
    cost: NDArray[np.float64],
    upper: NDArray[np.float64],
    rows_low: NDArray[np.float64],
    rows_high: NDArray[np.float64],
    start: NDArray[np.int32],
    index: NDArray[np.int32],
    value: NDArray[np.float64],
) -> NDArray[np.float64] | None:
    import highspy

    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = cost.size, rows_low.size
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, np.zeros(cost.size), upper
    programme.row_lower_, programme.row_upper_ = rows_low, rows_high
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_, programme.a_matrix_.index_, programme.a_matrix_.value_ = start, index, value
    solver = highs()
    solver.setOptionValue("presolve", "off")  # it finds nothing to remove here and takes half as long again
    solver.passModel(programme)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise ChargingError(f"the solver ended with {solver.modelStatusToString(status)!r}")
    return np.asarray(solver.getSolution().col_value)
