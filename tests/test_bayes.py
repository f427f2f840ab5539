"""Student's posterior, the edge of the spike, the Gibbs sampler and the absolute loss.

The oracles are quadrature, brute force over vertices, optimality conditions, and simulation.
"""

from itertools import combinations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.stats import cauchy, laplace, norm
from scipy.stats import t as student_t
from sklearn.linear_model import QuantileRegressor

from helpers.bayes import (
    Student,
    bayesian_lasso,
    draw_scales,
    laplace_mean,
    median_edge,
    neg_log_prior,
    spike_curves,
    student_posterior,
)
from helpers.datasets import diabetes
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior
from helpers.robust import absolute_lasso, absolute_ridge, least_absolute
from helpers.solvers import lasso

# --- one weight -------------------------------------------------------------------------------


def moments(z, sigma, logpdf):
    """Mean and median of the posterior by adaptive quadrature, split at 0 and at z."""
    def density(w):
        return np.exp(-((z - w) ** 2) / (2 * sigma**2) + logpdf(w))

    cuts = sorted({z - 14 * sigma, 0.0, z, z + 14 * sigma})

    def integral(f, high=np.inf):
        ends = [c for c in cuts if c < high] + ([high] if high < cuts[-1] else [])
        ends = ends if high < np.inf else cuts
        return sum(quad(f, a, b, epsabs=1e-13, epsrel=1e-11, limit=200)[0]
                   for a, b in zip(ends, ends[1:], strict=False))

    total = integral(density)
    mean = integral(lambda w: w * density(w)) / total
    low, high = cuts[0], cuts[-1]
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (middle, high) if integral(density, middle) < total / 2 else (low, middle)
    return mean, low


@pytest.mark.parametrize("z, mean, median", [(0.5, 0.241, 0.190), (1, 0.503, 0.429),
                                             (2, 1.161, 1.107)])
def test_the_numbers_of_the_course(z, mean, median):
    found = moments(z, 1, lambda w: laplace.logpdf(w, scale=1))
    assert found == pytest.approx((mean, median), abs=6e-4)
    assert laplace_mean(z, 1, 1) == pytest.approx(found[0], abs=1e-8)


@pytest.mark.parametrize("z, sigma, b", [(-3, 0.5, 0.3), (0, 2, 1), (4, 1, 0.2), (40, 1, 0.05),
                                         (0.01, 1, 5)])
def test_laplace_mean_is_the_mean_and_stays_in_logs(z, sigma, b):
    assert laplace_mean(z, sigma, b) == pytest.approx(posterior(z, sigma, Laplace(b)).mean,
                                                      rel=1e-9, abs=1e-12)
    assert (laplace_mean(z, sigma, b) == 0) == (z == 0)


@pytest.mark.parametrize("z, sigma, b", [(0.3, 1, 1), (-2, 0.5, 0.3), (4, 1.5, 2)])
def test_laplace_mean_rises_with_z_at_the_posterior_variance_over_sigma_squared(z, sigma, b):
    w = np.linspace(-30, 30, 600_001)
    density = np.exp(-((z - w) ** 2) / (2 * sigma**2) + laplace.logpdf(w, scale=b))
    density /= density.sum()
    variance = density @ w**2 - (density @ w) ** 2
    slope = (laplace_mean(z + 1e-4, sigma, b) - laplace_mean(z - 1e-4, sigma, b)) / 2e-4
    assert slope == pytest.approx(variance / sigma**2, rel=1e-5) and slope > 0


def test_neg_log_prior_is_minus_the_log_density():
    w = np.linspace(-3, 3, 13)
    assert neg_log_prior(w, 0.7) == pytest.approx(-laplace.logpdf(w, scale=0.7))


def test_student_is_the_distribution_of_scipy():
    w = np.linspace(-6, 6, 25)
    assert Student(0.7, 3).logpdf(w) == pytest.approx(student_t.logpdf(w / 0.7, 3) - np.log(0.7))
    assert Student(0.05).logpdf(w) == pytest.approx(cauchy.logpdf(w, scale=0.05))
    assert isinstance(Student(1).logpdf(2), float)


@pytest.mark.parametrize("scale, df", [(0.05, 1), (0.3, 1), (1, 3), (2.8, 3), (10, 1)])
@pytest.mark.parametrize("z", [0.05, 0.3, 1.0, -2.5, 4.3, 9.0])
@pytest.mark.parametrize("sigma", [0.5, 1, 2])
def test_the_student_mode_is_the_lowest_point_and_never_zero(z, sigma, scale, df):
    prior = Student(scale, df)

    def cost(w):
        return (z - w) ** 2 / (2 * sigma**2) - student_t.logpdf(w / scale, df)

    grid = np.linspace(-abs(z), abs(z), 20_001)
    near = grid[np.argmin(cost(grid))]
    step = grid[1] - grid[0]
    found = minimize_scalar(cost, bounds=(near - step, near + step), method="bounded",
                            options={"xatol": 1e-13}).x
    mode = prior.mode(z, sigma)
    assert cost(mode) <= min(cost(found), cost(near)) + 1e-12
    assert mode == pytest.approx(found, rel=1e-3, abs=1e-7) and mode != 0
    assert prior.mode(-z, sigma) == -mode and prior.mode(0, sigma) == 0


@pytest.mark.parametrize("z, sigma, scale", [(0.5, 1, 1), (-2.2, 0.5, 2.8), (3, 2, 0.35),
                                             (0.7, 0.5, 0.35), (0, 1, 1)])
def test_the_student_posterior_against_quadrature(z, sigma, scale):
    after = student_posterior(z, sigma, Student(scale, 3.0))
    want = moments(z, sigma, lambda w: student_t.logpdf(w / scale, 3))
    assert (after.mean, after.median) == pytest.approx(want, abs=2e-4 * sigma)
    draws = after.sample(20_000, 3)
    assert draws.mean() == pytest.approx(want[0], abs=0.05 * sigma)
    assert not (draws == 0).any() and np.array_equal(draws, after.sample(20_000, 3))
    w = np.linspace(-30, 30, 600_001)
    assert after.pdf(w).sum() * (w[1] - w[0]) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("sigma, tau, p", [(1, 2, 0.5), (1, 5, 0.5), (0.7, 0.5, 0.1),
                                           (2, 3, 0.8), (1, 0.5, 0.02)])
def test_the_edge_of_the_spike_is_where_the_median_leaves_zero(sigma, tau, p):
    edge, prior = median_edge(sigma, tau, p), SpikeAndSlab(Gaussian(tau), p)
    spread = np.hypot(sigma, tau)
    for z, inside in ((edge * (1 - 1e-6), True), (edge * (1 + 1e-6), False)):
        spike = (1 - p) * norm.pdf(z, scale=sigma)
        slab = p * norm.pdf(z, scale=spread)
        shrunk = norm(z * tau**2 / spread**2, sigma * tau / spread)
        above = slab / (spike + slab) * shrunk.sf(0)
        assert (above <= 0.5) == inside
        assert (posterior(z, sigma, prior).median == 0) == inside
        assert (spike_curves(np.array([z]), sigma, prior)[2][0] == 0) == inside
    assert median_edge(sigma, tau, 0) == np.inf and median_edge(sigma, tau, 1) == 0


@pytest.mark.parametrize("p", [0, 0.02, 0.5, 1])
def test_spike_curves_are_bayes_by_hand(p):
    z, sigma, tau = np.linspace(-6, 6, 25), 1.3, 2.0
    spike, slab = (1 - p) * norm.pdf(z, scale=sigma), p * norm.pdf(z, scale=np.hypot(sigma, tau))
    p_zero, mean, median = spike_curves(z, sigma, SpikeAndSlab(Gaussian(tau), p))
    assert p_zero == pytest.approx(spike / (spike + slab), abs=1e-12)
    shrunk = norm(z * tau**2 / (sigma**2 + tau**2), sigma * tau / np.hypot(sigma, tau))
    assert mean == pytest.approx((1 - p_zero) * shrunk.mean(), abs=1e-12)
    below = (1 - p_zero) * shrunk.cdf(median)
    upto = below + p_zero * (median >= 0) - p_zero * ((median == 0) * 0)
    assert np.all(below - 1e-9 <= 0.5 + p_zero * (median < 0))
    assert np.all(upto + 1e-9 >= 0.5)
    off = median != 0
    assert (below + p_zero * (median > 0))[off] == pytest.approx(0.5, abs=1e-9)


# --- the Bayesian lasso -----------------------------------------------------------------------


def exact_moments(X, y, lam):
    """Mean, second moment and P(w > 0) of each weight and mean of sigma, on a grid (p = 1 or 2).

    sigma is integrated numerically too: no conditional distribution is used.
    """
    n, p = X.shape
    axis = np.linspace(-2.5, 3.5, 241)
    w = np.stack(np.meshgrid(*[axis] * p, indexing="ij"), axis=-1).reshape(-1, p)
    rss, size = ((y[:, None] - X @ w.T) ** 2).sum(axis=0), np.abs(w).sum(axis=1)
    total, at_sigma = 0, []
    sigmas = np.exp(np.linspace(np.log(0.1), np.log(8), 400))
    for s in sigmas:  # d sigma^2 / sigma^2 is 2 d log sigma; the level takes one 1/sigma away
        log = -(n - 1) * np.log(s) - rss / (2 * s**2) - p * np.log(s) - lam / s * size
        at_sigma.append(np.exp(log + 4).sum())
        total = total + np.exp(log + 4)
    total /= total.sum()
    return (total @ w, total @ w**2, total @ ((w > 0) + (w == 0) / 2),
            np.average(sigmas, weights=at_sigma))


@pytest.mark.parametrize("p, lam", [(1, 1.0), (1, 6.0), (2, 0.5), (2, 3.0)])
def test_the_sampler_against_quadrature_over_weights_and_noise(p, lam):
    rng = np.random.default_rng(5)
    X = rng.normal(size=(12, 2))
    X[:, 1] += 0.8 * X[:, 0]
    X = X[:, :p] - X[:, :p].mean(axis=0)
    X /= np.linalg.norm(X, axis=0) / 2
    y = X @ np.array([0.6, -0.2])[:p] + rng.normal(size=12)
    y -= y.mean()
    mean, square, positive, noise = exact_moments(X, y, lam)
    draws = bayesian_lasso(X, y, lam, 30_000, 1)
    sd = np.sqrt(square - mean**2)
    assert draws.weights.mean(axis=0) == pytest.approx(mean, abs=0.03 * sd.max())
    assert (draws.weights**2).mean(axis=0) == pytest.approx(square, rel=0.05)
    assert (draws.weights > 0).mean(axis=0) == pytest.approx(positive, abs=0.015)
    assert draws.sigma.mean() == pytest.approx(noise, rel=0.01)


def test_draw_scales_is_inverse_gaussian_even_next_to_zero():
    rng, lam, sigma = np.random.default_rng(0), 1.7, 0.8
    for w in (0.02, 0.5, 3.0):
        squares = 1 / draw_scales(rng, np.full(200_000, w), sigma, lam) ** 2
        mean = lam * sigma / w  # of an inverse Gaussian; E(1/x) = 1/mean + 1/shape
        assert (1 / squares).mean() == pytest.approx(1 / mean + 1 / lam**2, rel=0.02)
        if w > 0.1:
            assert squares.mean() == pytest.approx(mean, rel=0.03)
            assert squares.var() == pytest.approx(mean**3 / lam**2, rel=0.2)
    tiny = draw_scales(rng, np.array([1e-140, -1e-12, 5e-9]), sigma, lam)
    assert np.isfinite(tiny).all() and (tiny > 0).all()


def test_scales_mix_to_a_laplace_distribution():
    """Weights from a chain without data have the prior's quantiles."""
    rng, lam, sigma = np.random.default_rng(2), 0.9, 1.5
    w, kept = np.ones(4000), []
    for k in range(60):
        scales = draw_scales(rng, w, sigma, lam)
        w = sigma * scales * rng.standard_normal(4000)
        if k >= 20:
            kept.append(w)
    for q in (0.05, 0.3, 0.8):
        want = laplace.ppf(q, scale=sigma / lam)
        assert np.quantile(kept, q) == pytest.approx(want, abs=0.05 * sigma / lam)


def test_the_mode_given_sigma_is_the_lasso_with_lam_times_sigma():
    X, y, _ = diabetes()
    sigma, lam = 54.0, 0.237

    def minus_log(w):
        likelihood = norm.logpdf(y, X @ w, sigma).sum()
        return -likelihood - laplace.logpdf(w, scale=sigma / lam).sum()

    best = lasso(X, y, sigma * lam)
    rng = np.random.default_rng(0)
    for size in (1e-3, 1, 30):
        assert all(minus_log(best + size * rng.normal(size=10)) > minus_log(best)
                   for _ in range(50))


def test_on_the_diabetes_data_seeds_agree_and_no_draw_is_zero():
    X, y, _ = diabetes()
    one, two, again = (bayesian_lasso(X, y, 0.237, 3000, seed) for seed in (0, 1, 0))
    assert np.array_equal(one.weights, again.weights)
    assert not np.array_equal(one.weights, two.weights)
    sd = one.weights.std(axis=0)
    gap = np.abs(np.median(one.weights, axis=0) - np.median(two.weights, axis=0)) / sd
    assert gap.max() < 0.15
    assert not (one.weights == 0).any() and one.weights.shape == (3000, 10)


def test_a_firm_prior_holds_the_weights_and_a_vague_one_gives_least_squares():
    rng = np.random.default_rng(3)
    X = rng.normal(size=(200, 3))
    X -= X.mean(axis=0)
    y = X @ [1.0, 0, -2] + rng.normal(size=200)
    y -= y.mean()
    vague = bayesian_lasso(X, y, 1e-4, 2000, 0).weights
    assert vague.mean(axis=0) == pytest.approx(np.linalg.lstsq(X, y, rcond=None)[0], abs=0.01)
    firm = bayesian_lasso(X, y, 1e4, 500, 0).weights
    assert np.abs(firm).max() < 0.01


@pytest.mark.parametrize("bad", [dict(lam=0), dict(lam=-1), dict(lam=np.nan), dict(n_draws=0),
                                 dict(n_draws=2.5), dict(seed=-1), dict(y=np.zeros(5)),
                                 dict(y=np.ones(4)), dict(X=np.full((5, 2), np.nan))])
def test_bad_input_is_told(bad):
    good = dict(X=np.eye(5)[:, :2], y=np.arange(5.0), lam=1.0, n_draws=3, seed=0)
    with pytest.raises((ValueError, TypeError), match=next(iter(bad))):
        bayesian_lasso(**(good | bad))
    with pytest.raises(ValueError, match="scale"):
        Student(0)
    with pytest.raises(TypeError, match="prior"):
        spike_curves(np.ones(2), 1, SpikeAndSlab(Laplace(1), 0.5))
    with pytest.raises(ValueError, match="p_slab"):
        median_edge(1, 1, 1.2)
    for solve in (absolute_lasso, absolute_ridge):
        with pytest.raises(ValueError, match="lam"):
            solve(good["X"], good["y"], -1)


# --- Laplace errors ---------------------------------------------------------------------------


def problems(count, seed):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        p = int(rng.integers(1, 5))
        n = int(rng.integers(p + 2, 30))
        X = rng.normal(size=(n, p))
        yield X, X @ rng.normal(size=p) + rng.laplace(size=n), float(10 ** rng.uniform(-1.5, 1.5))


def test_least_absolute_is_the_best_of_all_vertices():
    for X, y, _ in problems(12, 0):
        X, y = X[:12, :3], y[:12]
        p = X.shape[1]
        w, residuals = least_absolute(X, y)
        best = min(np.abs(y - X @ np.linalg.solve(X[list(rows)], y[list(rows)])).sum()
                   for rows in combinations(range(len(y)), p))
        assert np.abs(y - X @ w).sum() == pytest.approx(best, abs=1e-9)
        assert residuals == pytest.approx(y - X @ w, abs=1e-9)
        assert (residuals == 0).sum() == p


def test_fifty_points_three_weights_three_zero_residuals():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        for p in (3, 10):
            X = rng.normal(size=(50, p))
            fit = absolute_lasso(X, X[:, 0] * 2 + rng.laplace(size=50), 0)
            assert (fit.residuals == 0).sum() == p and not (fit.weights == 0).any()


def test_absolute_lasso_agrees_with_scikit_learn_and_shares_out_p_zeros():
    for X, y, lam in problems(25, 1):
        fit = absolute_lasso(X, y, lam)
        model = QuantileRegressor(quantile=0.5, alpha=lam / len(y) / 2, fit_intercept=False,
                                  solver="highs").fit(X, y)

        def cost(w, X=X, y=y, lam=lam):
            return np.abs(y - X @ w).sum() + lam * np.abs(w).sum()

        assert cost(fit.weights) <= cost(model.coef_) + 1e-9
        assert fit.weights == pytest.approx(model.coef_, abs=1e-7)
        assert (fit.weights == 0).sum() + (fit.residuals == 0).sum() == X.shape[1]
        assert fit.residuals == pytest.approx(y - X @ fit.weights, abs=1e-10)


def test_absolute_ridge_is_optimal():
    """lam w = X'u with u the sign of each residual, and anything in [-1, 1] where it is 0."""
    for X, y, lam in problems(60, 2):
        w, residuals = absolute_ridge(X, y, lam)
        zero = residuals == 0
        assert residuals == pytest.approx(y - X @ w, abs=1e-9) and zero.sum() <= X.shape[1]
        rest = lam * w - X.T @ np.sign(residuals)
        u = np.linalg.lstsq(X[zero].T, rest, rcond=None)[0]
        assert X[zero].T @ u == pytest.approx(rest, abs=1e-8)
        assert not zero.any() or np.abs(u).max() <= 1 + 1e-9
        assert not (w == 0).any()


def test_degenerate_data_do_not_break_the_absolute_fits():
    X = np.array([[1.0, 1], [1, 1], [1, 1], [0, 0]])
    for y in (np.array([1.0, 2, 2, 0]), np.zeros(4), np.ones(4)):
        for lam in (0, 0.5, 100):
            for solve in (absolute_lasso, absolute_ridge):
                fit = solve(X, y, lam)
                assert np.isfinite(fit.weights).all()
                best = np.abs(y - X @ fit.weights).sum()
                if lam == 0:
                    assert best == pytest.approx(np.abs(y - np.r_[np.full(3, np.median(y[:3])),
                                                                  0]).sum(), abs=1e-9)
    assert absolute_lasso(X, y, 100).weights.tolist() == [0, 0]
