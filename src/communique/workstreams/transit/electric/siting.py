"""At which stops should buses charge on the way, so that the blocks can run, at least cost?

Stops s, visits k of blocks b: y_s chargers, u_{b,k} whether the visit is used for charging, x_{b,k} kWh taken, w_{b,k}
seconds of delay, m_b kWh that no charger gives.

    minimise   Σ_s cost·y_s + delay cost·Σ w + penalty·Σ m
    level      E_usable − Σ_{trips ≤ k+1} E + Σ_{visits ≤ k} x + m_b ≥ 0,  and ≤ E_usable after every charge
    power      x_{b,k} ≤ P·(layover_{b,k} − connection + w_{b,k})/3600,  x_{b,k} ≤ E_usable·u_{b,k}
    delay      w_{b,k} ≤ longest delay·u_{b,k}
    queue      Σ of u over the visits at s at one time ≤ y_s ≤ room_s

Queues are counted by the timetable; a delay is paid for, not passed on to later visits. HiGHS, to optimum.

`locate` asks only where: without queues and delays, the fewest stops with chargers, u and y give way to z_s in {0, 1},

    minimise   Σ_s z_s + penalty·Σ m      s.t.   level;
               x_{b,k} ≤ min(P·(layover_{b,k} − connection)/3600, E_usable)·z_s

which a whole agency allows; how many points a stop needs is then counted from the schedule that uses them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.errors import CommuniqueError
from communique.solver import highs

#: Money for a kWh that stays missing, in chargers: dearer than any charger that could give it.
PENALTY_CHARGERS = 10.0


class SitingError(CommuniqueError):
    """Blocks and visits that do not fit together, or a problem without an optimum."""


@dataclass(frozen=True, slots=True)
class Visits:
    """One block: energy of its trips (trip,), and of each layover between them (trip − 1,) its stop and its times."""

    block: str
    energy_kwh: Sequence[float]
    stop: Sequence[str]
    arrival_s: Sequence[float]
    departure_s: Sequence[float]

    def __post_init__(self) -> None:
        between = max(len(self.energy_kwh) - 1, 0)
        if not len(self.stop) == len(self.arrival_s) == len(self.departure_s) == between:
            raise SitingError(f"block {self.block}: {len(self.energy_kwh)} trips have {between} layovers between them")


@dataclass(frozen=True, slots=True)
class Site:
    """What a charger on the route is: kW into the battery, its cost, seconds to connect, and how many fit at a stop."""

    power_kw: float
    cost: float
    connect_s: float = 0.0
    room: int = 4
    delay_cost_per_s: float = 0.0
    longest_delay_s: float = 0.0


@dataclass(frozen=True)
class Sites:
    """Where chargers go.

    chargers   stop -> how many
    charged    (block, number of the layover) -> kWh
    delayed    (block, number of the layover) -> seconds
    missing    block -> kWh that no charger gives: not to be run by this battery
    """

    chargers: Mapping[str, int]
    charged: Mapping[tuple[str, int], float]
    delayed: Mapping[tuple[str, int], float]
    missing: Mapping[str, float]
    cost: float
    gap: float


@dataclass
class _Rows:
    """A sparse matrix in the making, row by row."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def add(self, lower: float, upper: float, terms: Mapping[int, float]) -> None:
        self.start.append(len(self.column))
        self.column += terms.keys()
        self.value += terms.values()
        self.lower.append(lower)
        self.upper.append(upper)


def site(blocks: Sequence[Visits], usable_kwh: float, charger: Site) -> Sites:
    """The cheapest chargers that let the blocks run, each from full; `missing` lists the blocks that none lets run."""
    if not usable_kwh > 0 or not charger.power_kw > 0 or charger.room < 1:
        raise SitingError("usable energy, power and room for chargers must be positive")
    layovers = [(b, k) for b, block in enumerate(blocks) for k in range(len(block.stop))]
    stops = sorted({stop for block in blocks for stop in block.stop})
    solved = _solve(blocks, layovers, stops, usable_kwh, charger)
    return _sites(blocks, layovers, stops, solved, charger)


def locate(blocks: Sequence[Visits], usable_kwh: float, charger: Site) -> tuple[tuple[str, ...], Mapping[str, float]]:
    """The fewest stops at which chargers let the blocks run, and the kWh that none gives by block."""
    if not usable_kwh > 0 or not charger.power_kw > 0:
        raise SitingError("usable energy and power must be positive")
    layovers = [(b, k, _spare_s(block, k, charger)) for b, block in enumerate(blocks) for k in range(len(block.stop))]
    useful = [(b, k, spare) for b, k, spare in layovers if spare > 0]
    stops = sorted({blocks[b].stop[k] for b, k, _ in useful})
    z, x, m = 0, len(stops), len(stops) + len(useful)
    number, place = {(b, k): x + n for n, (b, k, _) in enumerate(useful)}, {stop: s for s, stop in enumerate(stops)}
    rows = _Rows()
    for b, block in enumerate(blocks):
        _levels(rows, block, {k: number[b, k] for k in range(len(block.stop)) if (b, k) in number}, m + b, usable_kwh)
    most = [min(charger.power_kw * spare / 3600, usable_kwh) for _, _, spare in useful]
    for (b, k, _), limit in zip(useful, most, strict=True):
        rows.add(-np.inf, 0.0, {number[b, k]: 1.0, z + place[blocks[b].stop[k]]: -limit})
    if not blocks:
        return (), {}
    sizes = (len(stops), len(useful), len(blocks))
    energy = [float(sum(block.energy_kwh)) for block in blocks]
    upper = np.concatenate([np.ones(len(stops)), most, energy])
    values, _ = _optimum(_model(rows, np.repeat([1.0, 0.0, PENALTY_CHARGERS], sizes), upper, whole=len(stops)))
    chosen = tuple(stop for stop, value in zip(stops, values, strict=False) if value > 0.5)
    lacking = {block.block: float(v) for block, v in zip(blocks, values[m:], strict=True) if v > 1e-6}
    return chosen, lacking


def _spare_s(block: Visits, k: int, charger: Site) -> float:
    return max(block.departure_s[k] - block.arrival_s[k] - charger.connect_s, 0.0)


def _levels(rows: _Rows, block: Visits, taken_at: Mapping[int, int], missing: int, usable: float) -> None:
    """The level of one block: never below the floor but for what is missing, never above full after a charge."""
    done = float(block.energy_kwh[0]) if len(block.energy_kwh) else 0.0
    rows.add(done - usable, np.inf, {missing: 1.0})
    taken: dict[int, float] = {}
    for k in range(len(block.stop)):
        if k in taken_at:
            taken[taken_at[k]] = 1.0
            rows.add(-np.inf, done, dict(taken))
        done += float(block.energy_kwh[k + 1])
        rows.add(done - usable, np.inf, {**taken, missing: 1.0})


def _model(rows: _Rows, cost: NDArray[np.float64], upper: NDArray[np.float64], *, whole: int) -> Any:
    """min cost·v over the rows, 0 <= v <= upper, the first `whole` values whole numbers."""
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(rows.lower)
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, np.zeros(len(cost)), upper
    model.row_lower_, model.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array([*rows.start, len(rows.column)])
    model.a_matrix_.index_, model.a_matrix_.value_ = np.array(rows.column), np.array(rows.value)
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger] * whole + [kinds.kContinuous] * (len(cost) - whole)
    return model


def _solve(
    blocks: Sequence[Visits], layovers: list[tuple[int, int]], stops: list[str], usable: float, charger: Site
) -> tuple[NDArray[np.float64], float]:
    """Values of y, u, x, w, m in this order, and the gap."""
    sizes = (len(stops), len(layovers), len(layovers), len(layovers), len(blocks))
    y, u, x, w, m = np.cumsum([0, *sizes[:-1]])
    rows = _rows(blocks, layovers, stops, usable, charger, (int(y), int(u), int(x), int(w), int(m)))
    energy = [float(sum(block.energy_kwh)) for block in blocks]
    penalty = PENALTY_CHARGERS * charger.cost + charger.delay_cost_per_s * charger.longest_delay_s
    cost = np.repeat([charger.cost, 0.0, 0.0, charger.delay_cost_per_s, penalty], sizes)
    longest = [charger.longest_delay_s] * len(layovers)
    upper = np.concatenate(
        [[float(charger.room)] * len(stops), [1.0] * len(layovers), [usable] * len(layovers), longest, energy]
    )
    return _optimum(_model(rows, cost, upper, whole=len(stops) + len(layovers)))


def _optimum(model: Any) -> tuple[NDArray[np.float64], float]:
    import highspy

    solver = highs()
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SitingError(f"no optimum: {solver.modelStatusToString(solver.getModelStatus())}")
    return np.array(solver.getSolution().col_value), float(solver.getInfo().mip_gap)


def _rows(
    blocks: Sequence[Visits],
    layovers: list[tuple[int, int]],
    stops: list[str],
    usable: float,
    charger: Site,
    begin: tuple[int, int, int, int, int],
) -> _Rows:
    y, u, x, w, m = begin
    rows, number = _Rows(), {pair: n for n, pair in enumerate(layovers)}
    for b, block in enumerate(blocks):
        _levels(rows, block, {k: x + number[b, k] for k in range(len(block.stop))}, m + b, usable)
    for n, (b, k) in enumerate(layovers):
        spare = _spare_s(blocks[b], k, charger)
        rows.add(-np.inf, charger.power_kw * spare / 3600, {x + n: 1.0, w + n: -charger.power_kw / 3600})
        rows.add(-np.inf, 0.0, {x + n: 1.0, u + n: -usable})
        rows.add(-np.inf, 0.0, {w + n: 1.0, u + n: -charger.longest_delay_s})
    for s, stop in enumerate(stops):
        here = [n for n, (b, k) in enumerate(layovers) if blocks[b].stop[k] == stop]
        for together in _together([layovers[n] for n in here], here, blocks):
            rows.add(-np.inf, 0.0, {**{u + n: 1.0 for n in together}, y + s: -1.0})
    return rows


def _together(pairs: list[tuple[int, int]], numbers: list[int], blocks: Sequence[Visits]) -> list[list[int]]:
    """For each arrival at a stop, the visits that are there at that moment, itself included."""
    spans = [(blocks[b].arrival_s[k], blocks[b].departure_s[k]) for b, k in pairs]
    found = {
        tuple(n for n, (a, d) in zip(numbers, spans, strict=True) if a <= moment and (moment < d or a == moment))
        for moment, _ in spans
    }
    return [list(visits) for visits in sorted(found)]


def _sites(
    blocks: Sequence[Visits],
    layovers: list[tuple[int, int]],
    stops: list[str],
    solved: tuple[NDArray[np.float64], float],
    charger: Site,
) -> Sites:
    values, gap = solved
    s, n = len(stops), len(layovers)
    chargers = {stop: round(v) for stop, v in zip(stops, values[:s], strict=True) if round(v)}
    names = [(blocks[b].block, k) for b, k in layovers]
    taken = {name: float(v) for name, v in zip(names, values[s + n : s + 2 * n], strict=True) if v > 1e-6}
    late = {name: float(v) for name, v in zip(names, values[s + 2 * n : s + 3 * n], strict=True) if v > 1e-6}
    lacking = {block.block: float(v) for block, v in zip(blocks, values[s + 3 * n :], strict=True) if v > 1e-6}
    cost = charger.cost * sum(chargers.values()) + charger.delay_cost_per_s * sum(late.values())
    return Sites(chargers, taken, late, lacking, cost, gap)
