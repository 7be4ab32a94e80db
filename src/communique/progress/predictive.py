"""What may be observed in later years if the past trend goes on?

Three methods, one answer: a mixture of Student t distributions with n − 2 degrees of freedom. All stand on a straight
line in time (of ln y, or of y) and take observed years at any spacing.

- `ols`   independent errors
- `walk`  a random walk with drift
- `ar1`   errors of first-order autocorrelation φ, with φ integrated out: the product's method

The first two are the baselines that the third must beat (`calibration.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# The range of φ is the method's; the number of cells and of points is numerical resolution (tests double both).
PHI_LOWEST = -0.2
CELLS = 40
POINTS_LOG2 = 15


@dataclass(frozen=True)
class Mixture:
    """A predictive distribution: for each draw, Student t components with weights.

    location, scale, weight  (draw, component); a draw's weights sum to 1
    degrees                  degrees of freedom of every component
    """

    location: Floats
    scale: Floats
    weight: Floats
    degrees: int

    def below(self, threshold: ArrayLike) -> Floats:
        """P(value <= threshold) of each draw, (draw,); threshold is one number, or one for each draw."""
        from scipy.special import stdtr

        limit = np.broadcast_to(np.asarray(threshold, dtype=float), self.location.shape[:1])
        inside = stdtr(self.degrees, (limit[:, None] - self.location) / self.scale)
        return np.asarray((self.weight * inside).sum(axis=1))

    def quantile(self, probabilities: ArrayLike) -> Floats:
        """Quantiles over all draws together, in the order given.

        From an even net of points over (draw, component, value) instead of random numbers: the same call gives the
        same figures, neighbouring years move together, and the net itself errs by 0.002 in probability or less.
        """
        from scipy.special import stdtrit

        place, component, value = _net()
        draw = (place * self.location.shape[0]).astype(np.int64)
        ladder = self.weight.cumsum(axis=1)
        ladder[:, -1] = 1.0
        chosen = (ladder[draw] < component[:, None]).sum(axis=1)
        points = self.location[draw, chosen] + self.scale[draw, chosen] * stdtrit(self.degrees, value)
        return np.asarray(np.quantile(points, np.asarray(probabilities, dtype=float)))


@cache
def _net() -> tuple[Floats, Floats, Floats]:
    """Sobol points inside the unit cube, one coordinate each for draw, component and value."""
    from scipy.stats import qmc

    # half a step off the origin, where a Student t value would be infinite
    points = qmc.Sobol(3, scramble=False).random_base2(POINTS_LOG2) + 0.5 ** (POINTS_LOG2 + 1)
    return points[:, 0], points[:, 1], points[:, 2]


def ols(years: ArrayLike, figures: Floats, year: int) -> Mixture:
    """Trend by least squares: centre ŷ_T, scale s √(1 + 1/n + (T − x̄)²/Sxx).

    years (year,), figures (draw, year) on the scale of the line; at least 3 years
    """
    time = np.asarray(years, dtype=float)
    count, away = time.size, time - time.mean()
    spread = float(away @ away)
    slope = figures @ away / spread
    middle = figures.mean(axis=1)
    residual = figures - middle[:, None] - slope[:, None] * away
    reach = year - time.mean()
    variance = (residual**2).sum(axis=1) / (count - 2) * (1 + 1 / count + reach**2 / spread)
    return _single(middle + slope * reach, variance, count)


def walk(years: ArrayLike, figures: Floats, year: int) -> Mixture:
    """Random walk with drift: centre y_n + h d̄, variance s_d² (h + h²/(t_n − t_1)), h years after the last one.

    An increment over g years has g times the variance of one over a year. Arguments as in `ols`.
    """
    time = np.asarray(years, dtype=float)
    steps, span, ahead = np.diff(time), time[-1] - time[0], year - time[-1]
    drift = (figures[:, -1] - figures[:, 0]) / span
    surprise = np.diff(figures, axis=1) - drift[:, None] * steps
    variance = (surprise**2 / steps).sum(axis=1) / (time.size - 2) * (ahead + ahead**2 / span)
    return _single(figures[:, -1] + ahead * drift, variance, time.size)


def _single(centre: Floats, variance: Floats, count: int) -> Mixture:
    return Mixture(centre[:, None], np.sqrt(variance)[:, None], np.ones((centre.size, 1)), count - 2)


def phi_cells() -> Floats:
    """The values of φ that stand for the cells of the integral, evenly spaced in arcsin φ.

    An even spacing in arcsin φ is the prior 1/√(1 − φ²), the reference prior of a stationary first-order
    autoregression; on the bench it is better calibrated near the unit root than an even spacing in φ.
    """
    edges = np.linspace(np.arcsin(PHI_LOWEST), np.pi / 2, CELLS + 1)
    return np.asarray(np.sin((edges[:-1] + edges[1:]) / 2))


def ar1(years: ArrayLike, figures: Floats, future: Sequence[int], combination: Sequence[float] = (1.0,)) -> Mixture:
    """Trend with errors of first-order autocorrelation, φ integrated out.

    What is predicted is Σ c_j y(T_j): one future year with c = 1, or the difference of two.

    years (year,), figures (draw, year), future (T_j), later than the last year, combination (c_j)

    For each φ, with errors correlated φ^g over g years, L whitens y and X = [1, t] (row 1: √(1 − φ²); row i:
    (y_i − φ^g y_{i−1}) / √((1 − φ^{2g})/(1 − φ²))), β̂ is by least squares and

        weight     ∝ prior(φ) |L| |X'X|^{−1/2} RSS^{−(n−2)/2}
        centre     Σ c_j (x_j'β̂ + φ^{h_j} e_n),      e_n the last residual on the original scale
        variance   RSS/(n−2) [c'Vc + δ'(X'X)^{−1}δ],  δ = Σ c_j (x_j − φ^{h_j} x_n),
                   V_jk = φ^{|h_j − h_k|} (1 − φ^{2 min(h_j, h_k)})/(1 − φ²)
    """
    time = np.asarray(years, dtype=float)
    time, last = time - time[-1], time[-1]
    ahead = np.asarray(future, dtype=float) - last
    weights = np.asarray(combination, dtype=float)
    cells = [_cell(phi, time, figures, ahead, weights) for phi in phi_cells()]
    centre, scale, evidence = (np.stack(part, axis=1) for part in zip(*cells, strict=True))
    share = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    return Mixture(centre, scale, share / share.sum(axis=1, keepdims=True), time.size - 2)


def _cell(
    phi: float, time: Floats, figures: Floats, ahead: Floats, combination: Floats
) -> tuple[Floats, Floats, Floats]:
    """Centre, scale and log weight of each draw for one φ."""
    whiten = _whitening(phi, time)
    design = np.column_stack([np.ones_like(time), time])
    whitened = whiten @ design
    inverse = np.linalg.inv(whitened.T @ whitened)
    estimator = inverse @ whitened.T @ whiten
    squares = ((figures @ (whiten - whitened @ estimator).T) ** 2).sum(axis=1)

    fading = phi**ahead
    reach = combination @ (np.column_stack([np.ones_like(ahead), ahead]) - np.outer(fading, design[-1]))
    pull = reach @ estimator
    pull[-1] += combination @ fading
    variance = combination @ _innovations(phi, ahead) @ combination + reach @ inverse @ reach

    freedom = time.size - 2
    known = np.log(np.diag(whiten)).sum() + np.linalg.slogdet(inverse)[1] / 2
    return figures @ pull, np.sqrt(squares / freedom * variance), known - freedom / 2 * np.log(squares)


def _whitening(phi: float, time: Floats) -> Floats:
    steps = np.diff(time)
    size = np.sqrt((1 - phi ** (2 * steps)) / (1 - phi**2))
    whiten = np.diag(np.concatenate([[np.sqrt(1 - phi**2)], 1 / size]))
    later = np.arange(1, time.size)
    whiten[later, later - 1] = -(phi**steps) / size
    return whiten


def _innovations(phi: float, ahead: Floats) -> Floats:
    """Covariance of the errors of future years, given the last one, in units of the innovations' variance."""
    apart = np.abs(ahead[:, None] - ahead[None, :])
    nearer = np.minimum(ahead[:, None], ahead[None, :])
    return np.asarray(phi**apart * (1 - phi ** (2 * nearer)) / (1 - phi**2))
