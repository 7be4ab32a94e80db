"""How far could the answer be off, given what is known of each parameter?

A structural parameter is drawn once per draw and held through all years, so 2020 and 2030 of one draw belong to one
possible world. Each parameter has a random stream of its own: adding one changes no other's draws, and a row of a table
that serves several streams or countries is one unknown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from communique.errors import CommuniqueError
from communique.estimate import stream
from communique.workstreams.methane.model.fod import emissions
from communique.workstreams.methane.model.landfill import LandfillCase, generated, recovered
from communique.workstreams.methane.model.parameters import Parameter

Array = NDArray[np.float64]

#: What a recorded range holds: low to high is read as the 95 % interval (IPCC 2006 vol. 1 chapter 3).
INTERVAL = 0.95
#: Draws of one pass: bounds the memory, never the result.
CHUNK = 2000
#: Parameters that may be any positive figure; all others are shares, between 0 and 1.
POSITIVE = (
    "fod.k", "fod.recovery_factor", "wastewater.bo", "wastewater.bod", "wastewater.krem", "wastewater.collected_factor",
    "waste.generation",
)  # fmt: skip


class UncertaintyError(CommuniqueError):
    """A range that no distribution fits, or draws that contradict what was measured."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a parameter is drawn from.

    kind  fixed | normal | half_normal | lognormal | beta; each lies within the physical bounds by truncation
    """

    kind: str
    value: float
    low: float
    high: float
    lower: float
    upper: float
    warning: str = ""


def distribution(parameter: Parameter) -> Distribution:
    """The distribution of a parameter, from its default and its range read as the 95 % interval.

    No range: fixed. Symmetric: normal. Default at one end of the range: the half of a normal that the range is. Else a
    share is beta-distributed with the default as its mean, and a positive figure log-normal with the default as its
    median and each end of the range as its own quantile. Normals are truncated at the physical bounds.

    Raises UncertaintyError for a default outside its range or its physical bounds.
    """
    p = parameter
    upper = math.inf if p.id in POSITIVE else 1.0
    if not (0 <= p.value <= upper) or p.low > p.value or p.high < p.value:
        raise UncertaintyError(f"{p.name}: {p.value:g} lies outside its range {p.low:g} to {p.high:g} or its bounds")
    warning = ""
    if p.high > upper or p.low < 0:
        warning = f"{p.name}: the range {p.low:g} to {p.high:g} leaves 0 to {upper:g}; the draws are truncated there"
    return Distribution(_kind(p, upper), p.value, p.low, p.high, 0.0, upper, warning)


def _kind(p: Parameter, upper: float) -> str:
    below, above = p.value - p.low, p.high - p.value
    if math.isnan(below) or math.isnan(above) or below == above == 0:
        return "fixed"
    if math.isclose(below, above, rel_tol=1e-6):  # published decimals, not a difference of meaning
        return "normal"
    if below == 0 or above == 0 or p.value == upper:
        return "half_normal"
    if math.isfinite(upper):
        return "beta"
    if p.low <= 0:
        raise UncertaintyError(f"{p.name}: a positive figure cannot have the lower end {p.low:g}")
    return "lognormal"


def draw(dist: Distribution, rng: np.random.Generator, draws: int) -> Array:
    """Values of a parameter, (draw,)."""
    if dist.kind == "fixed":
        return np.full(draws, dist.value)
    if dist.kind == "beta":
        concentration = _concentration(dist.value, max(dist.low, dist.lower), min(dist.high, dist.upper))
        return rng.beta(dist.value * concentration, (1 - dist.value) * concentration, draws)
    if dist.kind == "lognormal":
        return _lognormal(dist, rng.random(draws))
    return _normal(dist, rng.random(draws))


def _normal(dist: Distribution, chance: Array) -> Array:
    """Normal by its inverse, so that truncation is exact: mode at the default, the range's end at 1.96 deviations."""
    from scipy.special import ndtr, ndtri

    lower = dist.value if dist.value == dist.low else dist.lower
    upper = dist.value if dist.value in (dist.high, dist.upper) else dist.upper
    spread = (dist.value - dist.low if upper == dist.value else dist.high - dist.value) / _z()
    start, end = ndtr((lower - dist.value) / spread), ndtr((upper - dist.value) / spread)
    return np.asarray(dist.value + spread * ndtri(start + chance * (end - start)))


def _lognormal(dist: Distribution, chance: Array) -> Array:
    """Log-normal with a spread of its own on either side of the median, so that the recorded range is met exactly."""
    from scipy.special import ndtri

    z = ndtri(chance)
    spread = np.where(z < 0, math.log(dist.value / dist.low), math.log(dist.high / dist.value)) / _z()
    return np.asarray(dist.value * np.exp(spread * z))


def _z() -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + INTERVAL) / 2))


@lru_cache(maxsize=4096)
def _concentration(mean: float, low: float, high: float) -> float:
    """Concentration of the beta distribution of this mean that holds 95 % between low and high."""
    from scipy.optimize import brentq
    from scipy.special import betainc

    def missing(log_concentration: float) -> float:
        a, b = mean * math.exp(log_concentration), (1 - mean) * math.exp(log_concentration)
        return float(betainc(a, b, high) - betainc(a, b, low)) - INTERVAL

    if low <= 0 and high >= 1:
        raise UncertaintyError(f"a share of {mean:g} with the range 0 to 1: nothing is known of it to draw from")
    return math.exp(brentq(missing, 0.0, 2 * math.log(1 / (min(high - mean, mean - low))) + 10))


def draw_all(parameters: Iterable[Parameter], seed: int, draws: int) -> dict[str, Array]:
    """Draws of every parameter by name, each from the stream of that name."""
    return {p.name: draw(distribution(p), stream(seed, f"methane.parameter.{p.name}"), draws) for p in parameters}


@dataclass(frozen=True)
class Simulation:
    """Draws of a case: Gg CH4 over (draw, year), the parameters by name over (draw,), and what to know of them.

    rejected  share of all draws left out because they generate less than was metered as recovered
    """

    years: tuple[int, ...]
    generated: Array
    emitted: Array
    values: Mapping[str, Array]
    rejected: float
    warnings: tuple[str, ...]


def simulate(case: LandfillCase, seed: int, draws: int, values: Mapping[str, Array] | None = None) -> Simulation:
    """Monte Carlo of a case.

    values  draws made elsewhere, such as a composition that sums to one; default: `draw_all` of the case's parameters

    A draw that generates less than was metered as recovered contradicts a measurement and is left out, which `rejected`
    and `warnings` say. Raises UncertaintyError where that leaves less than half of the draws.
    """
    drawn = dict(values) if values is not None else draw_all(case.parameters, seed, draws)
    passes = [_consistent(case, part) for part in _chunks(drawn, draws)]
    made, out, kept = passes[0] if len(passes) == 1 else map(np.concatenate, zip(*passes, strict=True))
    rejected = 1 - float(kept.mean())
    if rejected > 1 / 2:
        raise UncertaintyError(
            f"{case.site}: {rejected:.0%} of the draws generate less methane than was recovered; "
            "the deposits, the parameters or the recovery are wrong"
        )
    values = {name: value[kept] for name, value in drawn.items()}
    return Simulation(case.years, made, out, values, rejected, _warnings(case, rejected))


def _chunks(values: Mapping[str, Array], draws: int) -> Iterator[dict[str, Array]]:
    for start in range(0, draws, CHUNK):
        yield {name: value[start : start + CHUNK] for name, value in values.items()}


def _consistent(case: LandfillCase, values: Mapping[str, Array]) -> tuple[Array, Array, NDArray[np.bool_]]:
    """(generated, emitted) of the draws that generate what was recovered, and which those are."""
    made = generated(case, values)
    taken = recovered(case, values, made)
    kept = np.asarray((taken <= made).all(axis=1), dtype=np.bool_)
    if not kept.all():
        made, taken = made[kept], taken[kept]
    return made, emissions(made, taken, case.oxidation, site=case.site, years=case.years), kept


def _warnings(case: LandfillCase, rejected: float) -> tuple[str, ...]:
    drawn_from = {p.name: distribution(p) for p in case.parameters}
    found = [d.warning for d in drawn_from.values() if d.warning]
    if rejected:
        found.append(f"{rejected:.1%} of the draws generate less than was metered as recovered and are left out")
    fixed = [name for name, d in drawn_from.items() if d.kind == "fixed"]
    if fixed:
        found.append(f"held fixed, since no range is recorded: {', '.join(fixed)}")
    return tuple(found)
