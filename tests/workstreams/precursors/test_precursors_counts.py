"""The fit of counts: parameters come back, errors are of the promised rate, and nothing depends on order."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from communique.workstreams.precursors.trade.counts import anscombe, design, exceedance, fit_history, mid_p

MONTHS, TESTED = 72, 12


def made(series, alpha, seed=1, months=MONTHS, level=3.0):
    """Counts of known parameters: (counts, beta)."""
    rng = np.random.default_rng(seed)
    x = design(months, months - TESTED)
    beta = np.stack([rng.normal(level, 0.5, series), *rng.normal(0, 0.25, (3, series))], axis=1)
    mean = np.exp(beta @ x.T)
    counts = rng.poisson(mean) if alpha == 0 else rng.negative_binomial(1 / alpha, 1 / (1 + alpha * mean))
    return counts.astype(float), beta


def test_parameters_come_back_without_bias():
    counts, beta = made(600, 0.3)
    fit = fit_history(
        counts[:, :-TESTED], design(MONTHS, MONTHS - TESTED)[:-TESTED], np.zeros((600, 60)), shrinkage=0.0
    )
    assert fit.fitted.all()
    error = (fit.beta - beta).mean(axis=0)
    # four standard errors of the mean of 600 fits
    assert np.abs(error[1:]).max() < 4 * np.sqrt(np.diagonal(fit.covariance, axis1=1, axis2=2).mean(axis=0).max() / 600)
    assert fit.alpha.mean() == pytest.approx(0.3, rel=0.06)


def test_a_fit_is_where_the_likelihood_is_highest():
    """Against a general optimiser on the same adjusted likelihood, one series at a time."""
    from scipy.optimize import minimize

    counts, _ = made(4, 0.25, seed=7)
    y, x = counts[:, :-TESTED], design(MONTHS, MONTHS - TESTED)[:-TESTED]
    y = np.minimum(y, np.quantile(y, 0.9, axis=1, keepdims=True).round())  # without outliers all weights are one
    fit = fit_history(y, x, np.zeros(y.shape), shrinkage=0.0)

    def loss(beta, own, alpha):
        mean = np.exp(x @ beta)
        return -stats.nbinom.logpmf(own, 1 / alpha, 1 / (1 + alpha * mean)).sum()

    def best(own, alpha, start):
        return minimize(loss, start, (own, alpha), method="BFGS", options={"gtol": 1e-7}).x

    def adjusted(own, log_alpha, start):
        alpha = np.exp(log_alpha)
        beta = best(own, alpha, start)
        mean = np.exp(x @ beta)
        return loss(beta, own, alpha) + np.linalg.slogdet((x * (mean / (1 + alpha * mean))[:, None]).T @ x)[1] / 2

    assert (fit.alpha > 1e-3).all()  # none at the edge, where the optimum is no turning point
    for own, beta, alpha in zip(y, fit.beta, np.asarray(fit.alpha), strict=True):
        np.testing.assert_allclose(beta, best(own, alpha, beta + 0.05), atol=2e-4)
        here = np.log(alpha)
        assert adjusted(own, here, beta) < min(adjusted(own, here - 0.05, beta), adjusted(own, here + 0.05, beta))


def test_counts_of_a_poisson_have_no_dispersion_and_no_fault():
    counts, _ = made(300, 0, seed=2)
    found = exceedance(counts, TESTED, shrinkage=0.0)
    assert found.fit.fitted.all()
    assert np.median(found.fit.alpha) < 0.01


def test_the_promised_rate_is_kept_and_a_plug_in_without_uncertainty_alarms_too_often():
    counts, _ = made(1500, 0.3, seed=3)
    share = {
        whole: np.mean(exceedance(counts, TESTED, parameter_uncertainty=whole).p < 0.01) for whole in (True, False)
    }  # fmt: skip
    # 18,000 months in series of twelve that share one fit: about 0.0154 and 0.0199, with a standard error near 0.001
    assert share[True] < 0.018
    assert share[False] > 0.018
    assert share[False] > share[True] * 1.15


def test_an_outlier_of_the_past_hardly_moves_what_is_expected():
    counts, _ = made(1, 0.1, seed=4)
    spoilt = counts.copy()
    spoilt[0, 40] = counts.max() * 8
    ours, theirs = exceedance(counts, TESTED), exceedance(spoilt, TESTED)
    assert theirs.mean == pytest.approx(ours.mean, rel=0.25)
    unweighted = spoilt[0, :-TESTED].mean() / counts[0, :-TESTED].mean()
    assert unweighted > 1.1


def test_series_do_not_touch_each_other_but_by_shrinkage():
    counts, _ = made(20, 0.2, seed=5)
    order = np.random.default_rng(0).permutation(20)
    whole, mixed = exceedance(counts, TESTED), exceedance(counts[order], TESTED)
    np.testing.assert_allclose(mixed.p, whole.p[order], rtol=1e-6)
    alone = exceedance(counts[:1], TESTED, shrinkage=0.0)
    np.testing.assert_allclose(alone.p, exceedance(counts, TESTED, shrinkage=0.0).p[:1], rtol=1e-6)


def test_more_shipments_never_have_a_higher_p():
    counts, _ = made(50, 0.2, seed=6)
    more = counts.copy()
    more[:, -TESTED:] += 3
    assert (exceedance(more, TESTED).p <= exceedance(counts, TESTED).p).all()


def test_an_unknown_month_is_fitted_without_and_not_tested():
    counts, _ = made(3, 0.2, seed=8)
    counts[0, 5] = counts[0, -1] = np.nan
    found = exceedance(counts, TESTED)
    assert found.fit.fitted.all()
    assert np.isnan(found.p[0, -1])
    assert np.isfinite(np.delete(found.p.ravel(), TESTED - 1)).all()


def test_series_that_cannot_be_fitted_are_unknown_and_leave_the_others_alone():
    counts, _ = made(4, 0.2, seed=9)
    spoilt = np.concatenate([counts, np.zeros((1, MONTHS)), np.full((1, MONTHS), np.nan), counts[:1]])
    spoilt[-1, :30] = np.nan  # too short
    single = np.zeros((1, MONTHS))
    single[0, 10] = 1  # one shipment in six years: trend and season have no finite fit
    found = exceedance(np.concatenate([spoilt, single]), TESTED)
    assert found.fit.fitted.tolist() == [True] * 4 + [False] * 4
    assert np.isnan(found.p[4:]).all()
    np.testing.assert_allclose(found.p[:4], exceedance(counts, TESTED).p, rtol=1e-6)


def test_working_days_explain_what_they_explain():
    rng = np.random.default_rng(10)
    days = rng.integers(5, 24, MONTHS).astype(float)
    counts = rng.poisson(2.0 * days, (200, MONTHS)).astype(float)
    with_days, without = exceedance(counts, TESTED, working_days=days), exceedance(counts, TESTED)
    assert with_days.fit.alpha.mean() < without.fit.alpha.mean() / 5


def test_the_mid_p_and_its_variance_are_those_of_the_distribution():
    mean, alpha = np.array([[4.0]]), np.array([[0.5]])
    y = np.array([[6.0]])
    pmf = stats.nbinom.pmf(np.arange(500), 2.0, 1 / 3)
    assert mid_p(y, mean, alpha)[0, 0] == pytest.approx(pmf[7:].sum() + pmf[6] / 2)
    assert (pmf * (np.arange(500) - 4.0) ** 2).sum() == pytest.approx(4 + 0.5 * 16)


@pytest.mark.parametrize("alpha", [0.0, 0.2, 2.0])
def test_anscombe_residuals_are_the_integral_they_claim_to_be(alpha):
    y, mean = np.array([0.0, 1.0, 9.0, 40.0]), np.full(4, 6.0)
    expected = [
        integrate.quad(lambda t: (t + alpha * t * t) ** (-1 / 3), 6.0, each)[0] / (6.0 + alpha * 36.0) ** (1 / 6)
        for each in y
    ]
    np.testing.assert_allclose(anscombe(y, mean, np.full(4, alpha)), expected, rtol=1e-6)
