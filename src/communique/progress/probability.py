"""How likely is the target to be met if the past trend goes on and no plan is carried out?

The line, its noise and the noise's memory are estimated from the observed years alone (`predictive.ar1`), on ln y, or
on y where a figure or the target is zero or negative. Uncertain observations enter as draws: every draw gets its own
line, and its own base where the target is a share of a base year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.language import Text
from communique.progress.predictive import Mixture, ar1
from communique.progress.series import ProgressError, Series, observed

Floats = NDArray[np.float64]

MINIMUM_POINTS = 4
#: The range that is ever printed: a model of the past alone knows nothing as surely as 0 or 1.
PRINTED = (0.01, 0.99)


@dataclass(frozen=True)
class Target:
    """What is to be reached, by when.

    direction  "down": at or below; "up": at or above
    year       the target year
    value      a level in the series' unit; or
    factor     a share of the base year's value ("at most 0.85 × 2020" is 0.85 and "down")
    base_year  the base year that the target itself states, None where it states none
    """

    direction: str
    year: int
    value: float | None = None
    factor: float | None = None
    base_year: int | None = None

    def __post_init__(self) -> None:
        if self.direction not in ("up", "down"):
            raise ProgressError(f"direction {self.direction!r}: write up or down", column="direction")
        if (self.value is None) == (self.factor is None):
            raise ProgressError("a target is a value, or a factor of the base year's value, and not both")
        if not np.isfinite(self.value if self.value is not None else self.factor or 0.0):
            raise ProgressError("the target must be a finite number", column="target")
        if self.base_year is not None and self.year <= self.base_year:
            raise ProgressError(
                f"target year {self.year} is not after the base year {self.base_year}", column="target_year"
            )

    def level(self, base: ArrayLike) -> Floats:
        """The level to reach, for one base value or many."""
        base = np.asarray(base, dtype=float)
        return np.full_like(base, self.value) if self.factor is None else self.factor * base


@dataclass(frozen=True)
class Probability:
    """A probability, or why there is none.

    value   0 to 1, never clipped; None where unknown
    method  message id of how it was made: progress-method-ar1, progress-method-observed
    scale   "log" or "linear", the scale of the trend; "" where there is no trend
    points  observed years it stands on
    reason  why the value is unknown
    flags   how it must be read
    """

    value: float | None
    method: str
    scale: str = ""
    points: int = 0
    reason: Text | None = None
    flags: tuple[Text, ...] = ()


def meeting(
    series: Series,
    target: Target,
    *,
    base_year: int | None = None,
    effect: ArrayLike | None = None,
    forecast_base: bool = False,
) -> Probability:
    """Probability that the figure of the target year meets the target.

    base_year      year whose value a relative target multiplies
    effect         what a plan changes in the target year, in the series' unit (negative lowers): a number, or
                   (draw,) as many as the series has, or any number where it has one
    forecast_base  whether a base year later than the last observation may be forecast together with the target
                   year; flagged `progress-flag-baseline-forecast`
    """
    points = series.years.size
    if not points:
        return _unknown(Text("unknown-no-data"), points)
    if effect is not None:
        series, effect = _paired(series, effect)
    base = _base_column(series, target, base_year)
    if target.factor is not None and base is None:
        return _with_forecast_base(series, target, base_year, effect, forecast_base)
    threshold = target.level(series.draws[:, 0] if base is None else base)
    if target.year <= series.years[-1]:
        return _observed(series, target, threshold)
    if points < MINIMUM_POINTS:
        return _unknown(_too_few(points), points)
    logarithmic = bool((series.draws > 0).all() and (threshold > 0).all())
    if effect is not None:
        threshold = threshold - effect
    if logarithmic:
        threshold = np.log(threshold, where=threshold > 0, out=np.full_like(threshold, -np.inf))
    return _trend(series, target, (target.year,), (1.0,), threshold, logarithmic, ())


def _base_column(series: Series, target: Target, base_year: int | None) -> Floats | None:
    if target.factor is None or base_year is None:
        return None
    position = series.index(base_year)
    return None if position is None else series.draws[:, position]


def _paired(series: Series, effect: ArrayLike) -> tuple[Series, Floats]:
    """Series and effect with as many draws; a series of one draw is repeated."""
    change = np.asarray(effect, dtype=float)
    draws = series.draws.shape[0]
    if change.ndim > 1 or not np.isfinite(change).all():
        raise ProgressError("a plan's effect is one finite number, or one for each draw")
    if change.ndim == 1 and draws == 1:
        return replace(series, draws=np.repeat(series.draws, change.size, axis=0)), change
    if change.shape not in ((), (draws,)):
        raise ProgressError(f"a plan's effect has {change.size} draws and the series {draws}")
    return series, change


def _with_forecast_base(
    series: Series, target: Target, base_year: int | None, effect: ArrayLike | None, allowed: bool
) -> Probability:
    """The base lies ahead too: base and target year are forecast together, as ln y_T − ln y_b or y_T − f y_b."""
    points = series.years.size
    if base_year is None or base_year <= series.years[-1] or not allowed:
        year = "none" if base_year is None else str(base_year)
        return _unknown(Text("unknown-base-not-observed", {"year": year}), points)
    if target.year <= base_year:
        reason = Text("unknown-target-year-not-after-base", {"year": str(target.year), "base": str(base_year)})
        return _unknown(reason, points)
    if effect is not None:
        return _unknown(Text("unknown-plan-needs-base", {"year": str(base_year)}), points)
    if points < MINIMUM_POINTS:
        return _unknown(_too_few(points), points)
    factor = float(target.factor or 0.0)
    logarithmic = bool((series.draws > 0).all() and factor > 0)
    share, threshold = (-1.0, np.log(factor)) if logarithmic else (-factor, 0.0)
    flag = Text("progress-flag-baseline-forecast", {"year": str(base_year)})
    ahead = (target.year, base_year)
    return _trend(series, target, ahead, (1.0, share), threshold, logarithmic, (flag,))


def _trend(
    series: Series,
    target: Target,
    future: Sequence[int],
    combination: Sequence[float],
    threshold: ArrayLike,
    logarithmic: bool,
    flags: tuple[Text, ...],
) -> Probability:
    figures = np.log(series.draws) if logarithmic else series.draws
    if _on_a_line(series.years, figures, logarithmic):
        return _unknown(Text("unknown-no-variation"), series.years.size)
    met = float(ar1(series.years, figures, future, combination).below(threshold).mean())
    value = met if target.direction == "down" else 1 - met
    scale = "log" if logarithmic else "linear"
    if not logarithmic:
        flags = (*flags, Text("progress-flag-linear-scale"))
    return Probability(value, "progress-method-ar1", scale, series.years.size, flags=flags)


def _on_a_line(years: NDArray[np.int64], figures: Floats, logarithmic: bool) -> bool:
    """Whether any draw lies exactly on a line: without noise there is nothing to learn a spread from."""
    away = years - years.mean()
    centred = figures - figures.mean(axis=1, keepdims=True)
    residual = centred - np.outer(centred @ away / (away @ away), away)
    # a logarithm carries its figure's relative rounding as an absolute one, however small it is itself
    size = np.maximum(np.abs(figures).max(axis=1), 1.0 if logarithmic else 0.0)
    rounding = np.finfo(float).eps * years.size * size
    return bool((np.abs(residual).max(axis=1) <= rounding).any())


def _observed(series: Series, target: Target, threshold: Floats) -> Probability:
    """The target year is over: the share of draws that met it."""
    position = series.index(target.year)
    if position is None:
        reason = Text("unknown-target-year-not-observed", {"year": str(target.year)})
        return _unknown(reason, series.years.size)
    figures = series.draws[:, position]
    met = figures <= threshold if target.direction == "down" else figures >= threshold
    return Probability(float(met.mean()), "progress-method-observed", points=series.years.size)


def _unknown(reason: Text, points: int) -> Probability:
    return Probability(None, "progress-method-ar1", points=points, reason=reason)


def _too_few(points: int) -> Text:
    return Text("unknown-too-few-points", {"n": points, "needed": MINIMUM_POINTS})


def printed(value: float) -> float:
    """A probability as it may be printed: two digits, inside 0.01–0.99. For print only."""
    low, high = PRINTED
    return min(max(round(value, 2), low), high)


@dataclass(frozen=True)
class Fan:
    """Quantiles of coming years for a chart.

    values  (year, probability) in the series' unit; empty where unknown, with the reason
    """

    years: tuple[int, ...]
    probabilities: tuple[float, ...]
    values: Floats
    scale: str = ""
    reason: Text | None = None


def fan(
    years: Sequence[int],
    values: ArrayLike,
    horizon: Sequence[int],
    probabilities: Sequence[float],
    *,
    draws: ArrayLike | None = None,
) -> Fan:
    """Quantiles of the same predictive distribution as the probability, for each year of the horizon.

    years, values, draws  as in `observed`
    horizon               years after the last observed one

    Raises ProgressError for a horizon that is not in the future.
    """
    series = observed(years, values, draws)
    nothing = np.empty((0, len(probabilities)))
    if series.years.size < MINIMUM_POINTS:
        return Fan((), tuple(probabilities), nothing, reason=_too_few(series.years.size))
    if min(horizon) <= series.years[-1]:
        raise ProgressError(f"the fan begins after the last observed year, {series.years[-1]}", column="year")
    logarithmic = bool((series.draws > 0).all())
    figures = np.log(series.draws) if logarithmic else series.draws
    if _on_a_line(series.years, figures, logarithmic):
        return Fan((), tuple(probabilities), nothing, reason=Text("unknown-no-variation"))
    ahead = [_quantiles(ar1(series.years, figures, (year,)), probabilities, logarithmic) for year in horizon]
    return Fan(tuple(horizon), tuple(probabilities), np.stack(ahead), "log" if logarithmic else "linear")


def _quantiles(mixture: Mixture, probabilities: Sequence[float], logarithmic: bool) -> Floats:
    found = mixture.quantile(probabilities)
    return np.exp(found) if logarithmic else found
