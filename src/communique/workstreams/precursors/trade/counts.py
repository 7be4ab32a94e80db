"""How many shipments are too many for a month, given the series' own trend, season and scatter?

One negative binomial regression a series, all series at once:

    log μ_t = β0 + β1 t + a cos(2πt/12) + b sin(2πt/12) (+ log working days),   Var = μ + α μ²

β by iteratively reweighted least squares, α by Newton's method on its logarithm, in turn: the two are orthogonal, so
turns converge as fast as one joint step. α maximises the likelihood less ½ log det(XᵀWX) (Cox and Reid 1987), which
allows for the four terms already taken from a short history: without that α comes out too small. It is 0 where the
counts scatter no more than a Poisson's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from communique.workstreams.precursors.parameters import figure

Array = NDArray[np.float64]

#: Iterations and relative change at which a fit counts as settled: machine matters, no figures of the field.
ITERATIONS, SETTLED = 100, 1e-5
#: Condition below which the design of a series cannot tell its terms apart.
CONDITION = 1e-12

#: Series fitted at a time: what they need of 72 months fits the cache of a core, and waits for nobody's memory.
BLOCK = 400

MONTHS = 12


@dataclass(frozen=True)
class Fit:
    """Parameters of each series; NaN where it could not be fitted.

    beta        (series, term)
    alpha       (series,), dispersion
    covariance  (series, term, term) of beta
    """

    beta: Array
    alpha: Array
    covariance: Array

    @property
    def fitted(self) -> NDArray[np.bool_]:
        """Which series were fitted."""
        return np.asarray(np.isfinite(self.beta).all(axis=1))


@dataclass(frozen=True)
class Exceedance:
    """What was expected in the tested months and how strange what came is; NaN where not known.

    mean, variance  (series, month), of a new count, the uncertainty of the fit included
    p               (series, month), upper-tail mid-p
    fit             of the history, its outliers given less weight and its dispersion shrunk
    """

    mean: Array
    variance: Array
    p: Array
    fit: Fit


def exceedance(
    counts: ArrayLike, tested: int, *, working_days: ArrayLike | None = None, shrinkage: float | None = None,
    parameter_uncertainty: bool = True,
) -> Exceedance:  # fmt: skip
    """Fits all but the last `tested` months of each series and tests these.

    counts        (series, month), NaN unknown; a month that is not known is fitted without and not tested
    working_days  (series, month) or (month,), where known
    shrinkage     part of the way from a series' own α to the mean of all; default the shipped figure
    parameter_uncertainty  False leaves out what is not known of β: too many alarms, kept to show how many

    A series without a count above zero, with fewer known months than the shipped figure, or whose terms cannot be told
    apart is not fitted: its answers are NaN.
    """
    y = np.asarray(counts, dtype=float)
    history = y.shape[1] - tested
    x = design(y.shape[1], history)
    offset = (
        np.zeros(y.shape) if working_days is None else np.broadcast_to(np.log(np.asarray(working_days, float)), y.shape)
    )
    fit = fit_history(y[:, :history], x[:history], offset[:, :history], shrinkage)
    mean = np.exp(fit.beta @ x[history:].T + offset[:, history:])
    doubt = np.einsum("tk,skl,tl->st", x[history:], fit.covariance, x[history:])
    alpha = fit.alpha[:, None] + (doubt if parameter_uncertainty else np.zeros(mean.shape))
    return Exceedance(mean, mean + alpha * mean**2, mid_p(y[:, history:], mean, alpha), fit)


def design(months: int, history: int) -> Array:
    """Terms of each month, (month, 4): one, trend from −1 to 1 over the history, cosine and sine of the year."""
    t = np.arange(months)
    turn = 2 * np.pi * t / MONTHS
    trend = 2 * t / max(history - 1, 1) - 1
    return np.stack([np.ones(months), trend, np.cos(turn), np.sin(turn)], axis=1)


def fit_history(y: Array, x: Array, offset: Array, shrinkage: float | None = None) -> Fit:
    """Three passes: fit, fit again with outliers of the past given less weight, and again with α shrunk."""
    known = np.isfinite(y) & np.isfinite(offset)
    able = (known.sum(axis=1) >= figure("counts.history")) & (np.where(known, y, 0).sum(axis=1) > 0)
    rows = np.flatnonzero(able)
    # a series without an end to its fit runs off to infinity; it is found by that and given up
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return _spread(_passes(y, x, offset, known, rows, shrinkage), rows, len(y))


def _passes(
    y: Array, x: Array, offset: Array, known: NDArray[np.bool_], rows: NDArray[np.intp], shrinkage: float | None
) -> Fit:
    counts, ones = np.where(known, y, 0.0)[rows], known[rows].astype(float)
    shift = np.where(known, offset, 0.0)[rows]
    beta, alpha = _fit(counts, x, shift, ones, _start(counts, shift, ones, x.shape[1]), np.zeros(len(rows)))
    weights = _weights(counts, np.exp(beta @ x.T + shift), alpha, ones)
    spoilt = np.flatnonzero((weights != ones).any(axis=1))
    beta[spoilt], alpha[spoilt] = _fit(
        counts[spoilt], x, shift[spoilt], weights[spoilt], beta[spoilt], alpha[spoilt]
    )  # fmt: skip
    part = figure("counts.shrinkage") if shrinkage is None else shrinkage
    if part and np.isfinite(alpha).any():
        alpha = (1 - part) * alpha + part * np.nanmean(alpha)
        beta, alpha = _fit(counts, x, shift, weights, beta, alpha, fixed=True)
    return Fit(beta, alpha, _covariance(x, shift, weights, beta, alpha))


def _spread(fit: Fit, rows: NDArray[np.intp], series: int) -> Fit:
    """A fit of some series as one of all, NaN for the others."""
    whole = [np.full((series, *part.shape[1:]), np.nan) for part in (fit.beta, fit.alpha, fit.covariance)]
    for target, part in zip(whole, (fit.beta, fit.alpha, fit.covariance), strict=True):
        target[rows] = part
    return Fit(*whole)


def _fit(
    y: Array, x: Array, offset: Array, weights: Array, beta: Array, alpha: Array, *, fixed: bool = False
) -> tuple[Array, Array]:
    """β and α of highest likelihood from where they are, α as it is where `fixed`; NaN for series without an end.

    Weights multiply each month's likelihood. Series are independent of one another and are fitted BLOCK at a time.
    """
    parts = [slice(start, start + BLOCK) for start in range(0, len(y), BLOCK)]
    found = [_fit_block(y[s], x, offset[s], weights[s], beta[s], alpha[s], fixed=fixed) for s in parts]
    if not found:
        return beta, alpha
    return np.concatenate([part for part, _ in found]), np.concatenate([part for _, part in found])


def _fit_block(
    y: Array, x: Array, offset: Array, weights: Array, beta: Array, alpha: Array, *, fixed: bool
) -> tuple[Array, Array]:
    beta, alpha = beta.copy(), alpha.copy()
    done = np.zeros(len(y), dtype=bool)
    todo = np.flatnonzero(np.isfinite(beta).all(axis=1) & np.isfinite(alpha))
    for _ in range(ITERATIONS):
        if todo.size == 0:
            break
        old_beta, old_alpha = beta[todo], alpha[todo]
        beta[todo] = _step(y[todo], x, offset[todo], weights[todo], old_beta, old_alpha)
        if not fixed:
            mean = np.exp(beta[todo] @ x.T + offset[todo])
            leverage = _leverage(x, weights[todo], mean, old_alpha)
            alpha[todo] = _dispersion_step(y[todo], mean, weights[todo], old_alpha, leverage)
        at_rest = np.abs(beta[todo] - old_beta).max(axis=1) <= SETTLED * (1 + np.abs(old_beta).max(axis=1))
        still = np.asarray(at_rest & (np.abs(alpha[todo] - old_alpha) <= SETTLED * (1 + old_alpha)))
        done[todo[still]] = True
        todo = todo[~still & np.isfinite(beta[todo]).all(axis=1)]
    beta[~done], alpha[~done] = np.nan, np.nan
    return beta, alpha


def _start(y: Array, offset: Array, weights: Array, terms: int) -> Array:
    beta = np.zeros((len(y), terms))
    beta[:, 0] = np.log((weights * y).sum(axis=1) / (weights * np.exp(offset)).sum(axis=1))
    return beta


def _information(x: Array, weight: Array) -> Array:
    """Σ_t w_t x_t x_tᵀ of each series, as one product of matrices."""
    terms = x.shape[1]
    return (weight @ (x[:, :, None] * x[:, None, :]).reshape(len(x), terms**2)).reshape(-1, terms, terms)


def _solvable(information: Array) -> NDArray[np.bool_]:
    finite = np.asarray(np.isfinite(information).all(axis=(1, 2)))
    values = np.linalg.eigvalsh(np.where(finite[:, None, None], information, 0.0))
    return np.asarray(finite & (values[:, 0] > CONDITION * values[:, -1]))


def _step(y: Array, x: Array, offset: Array, weights: Array, beta: Array, alpha: Array) -> Array:
    """One step of iteratively reweighted least squares; NaN where the terms cannot be told apart."""
    linear = beta @ x.T
    mean = np.exp(linear + offset)
    weight = weights * mean / (1 + alpha[:, None] * mean)
    information = _information(x, weight)
    good = _solvable(information)
    new = np.full(beta.shape, np.nan)
    aim = (weight * (linear + (y - mean) / mean)) @ x
    new[good] = np.linalg.solve(information[good], aim[good][:, :, None])[:, :, 0]
    return new


def _covariance(x: Array, offset: Array, weights: Array, beta: Array, alpha: Array) -> Array:
    """Inverse of the information on β, NaN for what is not fitted."""
    mean = np.exp(beta @ x.T + offset)
    information = _information(x, weights * mean / (1 + alpha[:, None] * mean))
    found = np.full(information.shape, np.nan)
    good = _solvable(information)
    found[good] = np.linalg.inv(information[good])
    return found


def _leverage(x: Array, weights: Array, mean: Array, alpha: Array) -> Array:
    """xᵀ (XᵀWX)⁻¹ x of each month, (series, month); NaN where the terms cannot be told apart."""
    information = _information(x, weights * mean / (1 + alpha[:, None] * mean))
    good = _solvable(information)
    found = np.full(mean.shape, np.nan)
    inverse = np.linalg.inv(information[good]).reshape(-1, x.shape[1] ** 2)
    found[good] = inverse @ (x[:, :, None] * x[:, None, :]).reshape(len(x), x.shape[1] ** 2).T
    return found


def _dispersion_step(y: Array, mean: Array, weights: Array, alpha: Array, leverage: Array) -> Array:
    """One Newton step of log r, r = 1/α; 0 where a Poisson's scatter already is more than the counts have."""
    from scipy.special import digamma

    # twice the slope of the adjusted likelihood at α = 0
    over = (weights * ((y - mean) ** 2 - y + mean**2 * leverage)).sum(axis=1) > 0
    new = np.zeros(len(alpha))
    rows = np.flatnonzero(over)
    if rows.size == 0:
        return new
    y, mean, weights, leverage = y[rows], mean[rows], weights[rows], leverage[rows]
    r = 1 / np.where(alpha[rows] > 0, alpha[rows], _moments(y, mean, weights, leverage))
    size = r[:, None]
    together = size + mean
    slope = digamma(y + size) - digamma(size) - np.log1p(mean / size) + (mean - y) / together
    curve = _trigamma(y + size) - _trigamma(size) + mean / (size * together) - (mean - y) / together**2
    adjustment = (weights * leverage * (mean / (1 + mean / size)) ** 2).sum(axis=1) / (2 * r)
    first = r * (weights * slope).sum(axis=1) - adjustment
    # the adjustment falls as 1/r where α is small: its curvature there is the adjustment itself
    second = r * (weights * slope).sum(axis=1) + adjustment + r**2 * (weights * curve).sum(axis=1)
    # away from the top the curve bends the wrong way: there, a step of fixed length uphill
    step = np.where(second < 0, -first / np.where(second < 0, second, -1.0), np.sign(first))
    new[rows] = np.exp(-(np.log(r) + np.clip(step, -1.0, 1.0)))
    return new


def _trigamma(x: Array) -> Array:
    """The second derivative of log Γ, to a per cent: it guides the steps of Newton's method and not where they end."""
    far = 1 / (x + 1)
    return np.asarray(1 / x**2 + far * (1 + far * (1 / 2 + far / 6)))


def _moments(y: Array, mean: Array, weights: Array, leverage: Array) -> Array:
    """α by moments, above zero for counts that scatter more than a Poisson's: where Newton's method begins."""
    more = (weights * ((y - mean) ** 2 - y + mean**2 * leverage)).sum(axis=1)
    return np.asarray(more / (weights * mean**2).sum(axis=1))


def anscombe(y: Array, mean: Array, alpha: Array) -> Array:
    """Anscombe residuals of the negative binomial: (A(y) − A(μ)) / Var(μ)^(1/6), A(y) = ∫₀^y Var(t)^(−1/3) dt.

    A(y) = (3/2) y^(2/3) ₂F₁(1/3, 2/3; 5/3; −αy); with α = 0 it is the Poisson's.
    """
    from scipy.special import hyp2f1

    def area(t: Array) -> Array:
        return np.asarray(1.5 * t ** (2 / 3) * hyp2f1(1 / 3, 2 / 3, 5 / 3, -alpha * t))

    return np.asarray((area(y) - area(mean)) / (mean + alpha * mean**2) ** (1 / 6))


def _weights(y: Array, mean: Array, alpha: Array, known: Array) -> Array:
    """Weights that make an outlier of the past count less: s⁻² above the limit, then scaled to the same sum.

    Above the mean an Anscombe residual is no larger than Pearson's, since the variance only grows: so it is worked out
    only where Pearson's exceeds the limit.
    """
    scatter = np.broadcast_to(alpha[:, None], y.shape)
    limit = figure("counts.outlier")
    rows = np.nonzero((y - mean) > limit * np.sqrt(mean + scatter * mean**2))
    residual = np.zeros(y.shape)
    residual[rows] = anscombe(y[rows], mean[rows], scatter[rows])
    far = residual > limit
    weights = known * np.where(far, 1 / np.where(far, residual, 1.0) ** 2, 1.0)
    return np.asarray(weights * (known.sum(axis=1) / weights.sum(axis=1))[:, None])


def mid_p(y: Array, mean: Array, alpha: Array) -> Array:
    """Upper-tail mid-p of counts under a negative binomial: Pr[Y > y] + Pr[Y = y] / 2; NaN where unknown."""
    from scipy.stats import nbinom

    found = np.full(y.shape, np.nan)
    at = np.isfinite(y) & np.isfinite(mean) & np.isfinite(alpha)
    size = 1 / alpha[at]
    chance = 1 / (1 + alpha[at] * mean[at])
    found[at] = nbinom.sf(y[at], size, chance) + nbinom.pmf(y[at], size, chance) / 2
    return found
