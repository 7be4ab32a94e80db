"""Do events that are called likely happen as often as that?

The bench draws series whose truth is known, hides their later years, asks every method for the probability of a
target, and looks up what happened. A series is a straight line plus errors that are independent, correlated, or a
random walk; its slope has either sign. Its target is set from the observed years alone, as a government's is, evenly
over the range in which either baseline sees a chance; whether it lies above or below is a coin's toss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.progress.predictive import Mixture, ar1, ols, phi_cells, walk

Floats = NDArray[np.float64]

METHODS = ("ols", "walk", "ar1-even", "ar1")
PRODUCT, BASELINES = "ar1", ("ols", "walk")
LEVELS = (0.0, 0.5, 0.8, 1.0)
LENGTHS = range(8, 16)
HORIZONS = range(4, 13)
BINS = 5

# What a pass is (the specification's own figures).
WORST_LEVEL, WIDEST_MISS, FEWEST_IN_BIN = 1.2, 0.06, 100

#: Targets lie within this many scales of either baseline's centre, so that probabilities fill 0 to 1.
REACH = 2.5


@dataclass(frozen=True)
class Forecasts:
    """Forecasts of one autocorrelation level: probabilities by method, (series,), and whether the target was met."""

    probabilities: Mapping[str, Floats]
    met: NDArray[np.bool_]


@dataclass(frozen=True)
class Bin:
    """Forecasts within a fifth of 0 to 1: how many, their mean, and the share that came true."""

    count: int
    forecast: float
    observed: float


def bench(series_per_level: int = 2000, *, seed: int = 0) -> dict[float, Forecasts]:
    """Forecasts and outcomes by autocorrelation level, at least `series_per_level` series at each."""
    children = np.random.SeedSequence(seed).spawn(len(LEVELS))
    return {
        level: _level(level, series_per_level, np.random.default_rng(child))
        for level, child in zip(LEVELS, children, strict=True)
    }


def _level(level: float, count: int, chance: np.random.Generator) -> Forecasts:
    shapes = [(length, horizon) for length in LENGTHS for horizon in HORIZONS]
    each = -(-count // len(shapes))
    groups = [_group(level, each, length, horizon, chance) for length, horizon in shapes]
    return Forecasts(
        {m: np.concatenate([g.probabilities[m] for g in groups]) for m in METHODS},
        np.concatenate([g.met for g in groups]),
    )


def _group(level: float, count: int, length: int, horizon: int, chance: np.random.Generator) -> Forecasts:
    truth = simulate(level, count, length + horizon, chance)
    years, past, future = np.arange(length), truth[:, :length], truth[:, -1]
    mixtures = dict(_forecast(years, past, length - 1 + horizon))
    target = _targets([mixtures[m] for m in BASELINES], chance)
    down = chance.random(count) < 0.5
    below = {method: mixture.below(target) for method, mixture in mixtures.items()}
    chances = {method: np.where(down, p, 1 - p) for method, p in below.items()}
    return Forecasts(chances, np.where(down, future <= target, future >= target))


def simulate(level: float, count: int, length: int, chance: np.random.Generator) -> Floats:
    """Series (series, year) of a line plus errors of autocorrelation `level`; at 1 the errors are a random walk.

    Innovations have variance 1 and slopes are standard normal: every method is the same under a change of unit, so
    the unit is free, and slopes reach from far below to far above what noise hides.
    """
    steps = chance.standard_normal((count, length))
    errors = np.empty_like(steps)
    errors[:, 0] = 0.0 if level == 1 else steps[:, 0] / np.sqrt(1 - level**2)
    for year in range(1, length):
        errors[:, year] = level * errors[:, year - 1] + steps[:, year]
    slope = chance.standard_normal((count, 1))
    return np.asarray(errors + slope * np.arange(length))


def _forecast(years: NDArray[np.int64], past: Floats, year: int) -> Iterator[tuple[str, Mixture]]:
    product = ar1(years, past, (year,))
    yield "ols", ols(years, past, year)
    yield "walk", walk(years, past, year)
    yield "ar1-even", _even(product)
    yield "ar1", product


def _even(product: Mixture) -> Mixture:
    """The same method with every φ equally likely beforehand: d φ = √(1 − φ²) d arcsin φ."""
    weight = product.weight * np.sqrt(1 - phi_cells() ** 2)
    return Mixture(product.location, product.scale, weight / weight.sum(axis=1, keepdims=True), product.degrees)


def _targets(baselines: list[Mixture], chance: np.random.Generator) -> Floats:
    low = np.min([m.location[:, 0] - REACH * m.scale[:, 0] for m in baselines], axis=0)
    high = np.max([m.location[:, 0] + REACH * m.scale[:, 0] for m in baselines], axis=0)
    return np.asarray(low + (high - low) * chance.random(low.size))


def brier(probabilities: Floats, met: NDArray[np.bool_]) -> float:
    """Mean squared distance of forecast and outcome: 0 is perfect, 0.25 is a coin's."""
    return float(np.mean((probabilities - met) ** 2))


def log_score(probabilities: Floats, met: NDArray[np.bool_]) -> float:
    """Mean surprise −ln p of what happened, with p as printed (0.01–0.99), since no 0 or 1 is ever published."""
    from communique.progress.probability import PRINTED

    happened = np.where(met, probabilities, 1 - probabilities)
    return float(-np.log(np.clip(happened, *PRINTED)).mean())


def reliability(probabilities: Floats, met: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Five bins of equal width: count, mean forecast and share that came true (NaN in an empty bin)."""
    index = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return tuple(_bin(probabilities[index == i], met[index == i]) for i in range(BINS))


def _bin(probabilities: Floats, met: NDArray[np.bool_]) -> Bin:
    if not probabilities.size:
        return Bin(0, float("nan"), float("nan"))
    return Bin(int(probabilities.size), float(probabilities.mean()), float(met.mean()))


def pooled(forecasts: Mapping[float, Forecasts], method: str) -> tuple[Floats, NDArray[np.bool_]]:
    """Forecasts and outcomes of one method over all levels."""
    every = forecasts.values()
    return np.concatenate([f.probabilities[method] for f in every]), np.concatenate([f.met for f in every])


def scores(forecasts: Mapping[float, Forecasts], method: str) -> dict[float, float]:
    """Brier score by level."""
    return {level: brier(f.probabilities[method], f.met) for level, f in forecasts.items()}


def shortcomings(forecasts: Mapping[float, Forecasts], method: str = PRODUCT) -> list[str]:
    """What keeps a method from passing, one sentence each; empty when it passes."""
    ours = scores(forecasts, method)
    theirs = {name: scores(forecasts, name) for name in BASELINES}
    found = []
    for name, levels in theirs.items():
        mean, other = np.mean(list(ours.values())), np.mean(list(levels.values()))
        if not mean < other:
            found.append(f"mean Brier score {mean:.4f} is not below {name}, {other:.4f}")
    for level, score in ours.items():
        better = min(levels[level] for levels in theirs.values())
        if score > WORST_LEVEL * better:
            found.append(f"at {level} the Brier score {score:.4f} is above {WORST_LEVEL} x {better:.4f}")
    for bin in reliability(*pooled(forecasts, method)):
        if bin.count >= FEWEST_IN_BIN and abs(bin.observed - bin.forecast) > WIDEST_MISS:
            found.append(f"forecasts of {bin.forecast:.2f} came true in {bin.observed:.2f} of {bin.count}")
    return found


def as_markdown(forecasts: Mapping[float, Forecasts]) -> str:
    """The bench as tables: scores by method and level, and the product's reliability."""
    levels = list(forecasts)
    lines = [
        "|method|" + "".join(f"Brier at {level}|" for level in levels) + "mean Brier|log score|",
        "|-|" + "-:|" * (len(levels) + 2),
    ]
    for method in METHODS:
        by_level = scores(forecasts, method)
        cells = [*by_level.values(), float(np.mean(list(by_level.values()))), log_score(*pooled(forecasts, method))]
        lines.append(f"|{method}|" + "".join(f"{cell:.4f}|" for cell in cells))
    lines += ["", "|method|bin|forecasts|mean forecast|came true|difference|", "|-|-|-:|-:|-:|-:|"]
    for method in METHODS:
        for place, bin in enumerate(reliability(*pooled(forecasts, method))):
            name = f"{place / BINS:.1f}–{(place + 1) / BINS:.1f}"
            miss = bin.observed - bin.forecast
            lines.append(f"|{method}|{name}|{bin.count}|{bin.forecast:.3f}|{bin.observed:.3f}|{miss:+.3f}|")
    return "\n".join(lines)
