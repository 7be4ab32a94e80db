"""How likely is it that the plan suffices, when what the optimiser took as certain is drawn anew?

The plan stays: the masses it diverts, the share of the gas its wells and covers serve, the capacity it builds. Decay,
composition of carbon, capture and oxidation of today are drawn once per draw and held through all years, so base year
and target year belong to one possible world.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.estimate import stream
from communique.language import Text
from communique.progress import Probability
from communique.workstreams.methane.model.monte_carlo import CHUNK, Distribution, draw, draw_all
from communique.workstreams.methane.model.sensitivity import Swing
from communique.workstreams.methane.plan.milp import Case
from communique.workstreams.methane.plan.problem import Problem
from communique.workstreams.methane.plan.reading import parties_of
from communique.workstreams.methane.plan.system import (
    Effort,
    System,
    base_emission,
    flows,
    of_party,
    parameters,
    system,
)

Array = NDArray[np.float64]
METHOD = "methane-plan-method-resimulated"
PERCENTILES = (5, 50, 95)


@dataclass(frozen=True)
class Reached:
    """One party's target year over all draws: percentiles 5, 50, 95 of emission (kt CH4) and of the cut reached."""

    party: str
    year: int
    asked: float
    emission: tuple[float, ...]
    cut: tuple[float, ...]
    probability: float


@dataclass(frozen=True)
class Resimulated:
    """The probability that every target of the plan is met at once, and each of them."""

    probability: Probability
    draws: int
    reached: tuple[Reached, ...]


def uncertain(problem: Problem) -> bool:
    """Whether any figure of the file has a range to draw from."""
    return any(not math.isnan(p.low) for p in parameters(problem)) or any(s.relative_error for s in problem.sources)


def worlds(case: Case, seed: int, draws: int) -> Iterator[System]:
    """The systems of all draws, a chunk at a time."""
    values = draw_all(parameters(case.problem), seed, draws)
    factors = np.stack([_factor(s.name, s.relative_error, seed, draws) for s in case.problem.sources], axis=1) if (
        case.problem.sources
    ) else np.zeros((draws, 0))  # fmt: skip
    for start in range(0, draws, CHUNK):
        part = slice(start, start + CHUNK)
        chunk = {name: drawn[part] for name, drawn in values.items()}
        yield system(case.problem, case.spots, chunk, factors[part])


def _factor(name: str, relative_error: float | None, seed: int, draws: int) -> Array:
    """Factor on a source's emission, (draw,): normal with the stated 95 % half-width, one draw for all years."""
    if not relative_error:
        return np.ones(draws)
    spread = Distribution("normal", 1.0, 1 - relative_error, 1 + relative_error, 0.0, math.inf)
    return draw(spread, stream(seed, f"methane.plan.source.{name}"), draws)


def ratios(case: Case, effort: Effort, drawn: Iterator[System] | list[System]) -> tuple[Array, Array]:
    """(emission kt CH4, emission over that of the base year), each (draw, row) with the rows of `rows`."""
    emitted, relative = [], []
    for part in drawn:
        done, base = flows(case.problem, case.spots, part, effort), base_emission(part)
        now = [
            of_party(case.problem, party, done.E[..., column], done.S[..., column])
            for party, _, _, column in rows(case.problem)
        ]
        then = [of_party(case.problem, party, *base) for party, *_ in rows(case.problem)]
        emitted.append(np.stack(np.broadcast_arrays(*now), axis=-1))
        relative.append(emitted[-1] / np.stack(np.broadcast_arrays(*then), axis=-1))
    return np.concatenate(emitted), np.concatenate(relative)


def rows(problem: Problem) -> list[tuple[str, int, float, int]]:
    """(party, year, cut, place of the year) of every target, in the file's order."""
    return [
        (party, target.year, target.cut, problem.years.index(target.year))
        for target in problem.targets
        for party in parties_of(problem, target.of)
    ]


def share_met(problem: Problem, relative: Array) -> Array:
    """(draw,): whether every target is met in a draw."""
    allowed = 1 - np.array([cut for _, _, cut, _ in rows(problem)])
    return np.asarray((relative <= allowed * (1 + ROUNDING)).all(axis=1))


#: The plan meets its target exactly; the solver's feasibility tolerance must not decide a draw.
ROUNDING = 1e-7


def swings(case: Case, effort: Effort) -> tuple[Swing, ...]:
    """The cut that the plan reaches by its leading target, with each parameter alone at the ends of its range."""
    base = {p.name: np.array([p.value]) for p in parameters(case.problem)}

    def cut(name: str, end: float) -> float:
        world = system(case.problem, case.spots, {**base, name: np.array([end])})
        return float(1 - ratios(case, effort, [world])[1][0, 0])

    found = [
        Swing(p.name, cut(p.name, p.low), cut(p.name, p.high))
        for p in parameters(case.problem)
        if not math.isnan(p.low)
    ]
    return tuple(sorted(found, key=lambda s: (-abs((s.at_high or 0.0) - (s.at_low or 0.0)), s.parameter)))


def resimulated(case: Case, effort: Effort, seed: int, draws: int) -> Resimulated:
    """The plan in `draws` worlds; unknown with its reason where the file gives no ranges."""
    if not uncertain(case.problem):
        reason = Text("methane-plan-nothing-uncertain")
        return Resimulated(Probability(None, METHOD, reason=reason), 0, ())
    emitted, relative = ratios(case, effort, worlds(case, seed, draws))
    met = share_met(case.problem, relative)
    found = tuple(
        Reached(
            party, year, cut,
            tuple(float(v) for v in np.percentile(emitted[:, i], PERCENTILES)),
            tuple(float(v) for v in np.percentile(1 - relative[:, i], PERCENTILES)),
            float((relative[:, i] <= (1 - cut) * (1 + ROUNDING)).mean()),
        )
        for i, (party, year, cut, _) in enumerate(rows(case.problem))
    )  # fmt: skip
    return Resimulated(Probability(float(met.mean()), METHOD), len(met), found)
