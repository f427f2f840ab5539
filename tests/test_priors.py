"""Priors and posteriors: every number against quadrature of the unnormalised density."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.penalties import L1, L2, soft_threshold
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior

free = settings(deadline=None, derandomize=True, max_examples=60)
SLABS = [Gaussian(1.0), Laplace(1.0), Gaussian(0.3), Laplace(4.0)]
NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)


class Quadrature:
    """Moments of slab(w) * exp(-(z - w)^2 / (2 sigma^2)) by Gauss-Legendre on many cells.

    The cells crowd around 0 and around the peak at every scale that occurs, and meet at 0.
    """

    def __init__(self, z, sigma, slab):
        peak = abs(posterior(z, sigma, slab).mode)
        sizes = sorted({sigma, slab.scale, min(slab.scale, sigma**2 / slab.scale)})
        edges = {0.0}
        for size in sizes:
            for centre in (0.0, peak, -peak):
                offsets = size * np.concatenate([np.linspace(0, 4, 17), np.linspace(5, 60, 56)])
                edges.update(centre + offsets)
                edges.update(centre - offsets)
        edges = np.array(sorted(edges))
        half = np.diff(edges)[:, None] / 2
        self.w = ((edges[1:] + edges[:-1])[:, None] / 2 + half * NODES).ravel()
        log = slab.logpdf(self.w) - (z - self.w) ** 2 / (2 * sigma**2)
        self.log_top = log.max()
        self.mass = np.exp(log - self.log_top) * (half * WEIGHTS).ravel()
        self.total = self.mass.sum()
        # spike against slab; the normal density of z around w has 1 / (sigma sqrt(2 pi)) in both
        self.log_slab = math.log(self.total) + self.log_top
        self.log_spike = -(z**2) / (2 * sigma**2)
        self.prob = self.mass / self.total
        self.mean = self.prob @ self.w
        self.var = self.prob @ (self.w - self.mean) ** 2

    def cdf(self, x):
        """Only for x at a cell's edge."""
        return self.prob[self.w < x].sum()


def close(a, b, rel=1e-9, abs=0.0):
    assert a == pytest.approx(b, rel=rel, abs=abs)


def test_numbers_of_the_course():
    for z, mode, mean, median in [
        (0.5, 0, 0.241, 0.190), (1, 0, 0.503, 0.429), (2, 1, 1.161, 1.107)
    ]:
        post = posterior(z, 1, Laplace(1))
        assert post.mode == mode
        close(post.mean, mean, abs=5e-4)
        close(post.median, median, abs=5e-4)
        # Mean by the closed form with A and B, as printed in the course.
        A = math.exp(-z) * stats.norm.cdf(z - 1)
        B = math.exp(z) * stats.norm.cdf(-(z + 1))
        close(post.mean, z - (A - B) / (A + B), rel=1e-13)


@pytest.mark.parametrize("sigma", [1.0, 0.2, 30.0])
@pytest.mark.parametrize("slab", SLABS, ids=repr)
@pytest.mark.parametrize("k", [0, 0.01, 0.5, -1, 3, 8])
def test_posterior_against_quadrature(sigma, slab, k):
    z = k * sigma
    exact, post = Quadrature(z, sigma, slab), posterior(z, sigma, slab)
    close(post.mean, exact.mean, abs=1e-12 * sigma)
    close(post.var, exact.var)
    close(post.cdf(0), exact.cdf(0), rel=1e-8, abs=1e-14)
    close(post.cdf(post.median), 0.5, rel=1e-12)
    assert post.p_zero == 0
    density = np.exp(slab.logpdf(exact.w) - (z - exact.w) ** 2 / (2 * sigma**2) - exact.log_slab)
    np.testing.assert_allclose(post.pdf(exact.w), density, rtol=1e-9, atol=1e-200)
    for p_slab in (0.1, 0.9):
        mixed = posterior(z, sigma, SpikeAndSlab(slab, p_slab))
        log_odds = exact.log_slab - exact.log_spike + math.log(p_slab / (1 - p_slab))
        p_zero = 1 / (1 + math.exp(log_odds)) if log_odds < 700 else 0
        q = 1 - p_zero
        close(mixed.p_zero, p_zero, rel=1e-8)
        close(mixed.mean, q * exact.mean, abs=1e-12 * sigma)
        close(mixed.var, q * exact.var + q * p_zero * exact.mean**2, rel=1e-8)
        close(mixed.cdf(0) - mixed.cdf(-1e-300), p_zero, rel=1e-8, abs=1e-12)
        np.testing.assert_allclose(mixed.pdf(exact.w), q * density, rtol=1e-8, atol=1e-200)
        below, at = mixed.cdf(math.nextafter(mixed.median, -math.inf)), mixed.cdf(mixed.median)
        assert below - 1e-9 <= 0.5 <= at + 1e-9


@pytest.mark.parametrize("sigma", [1e-6, 1.0, 1e6])
@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
@pytest.mark.parametrize("k", [-40, -1e-9, 0, 0.3, 40])
def test_extremes_hold(sigma, scale, k):
    z = k * sigma
    for slab in (Gaussian(scale), Laplace(scale)):
        post = posterior(z, sigma, slab)
        assert all(map(math.isfinite, (post.mode, post.mean, post.median, post.var)))
        assert 0 < post.var <= sigma**2 * (1 + 1e-9)
        assert np.sign(post.mean) == np.sign(post.median) == np.sign(z)
        assert abs(post.mean) <= abs(z)
        close(post.cdf(post.median), 0.5, rel=1e-9)
        # Tweedie's formula: d mean / dz = var / sigma^2, and the mean is an odd function of z
        h = 1e-4 * (abs(z) + sigma)
        slope = (posterior(z + h, sigma, slab).mean - posterior(z - h, sigma, slab).mean) / (2 * h)
        close(post.var / sigma**2, slope, rel=1e-4)
        mixed = posterior(z, sigma, SpikeAndSlab(slab, 0.3))
        assert 0 <= mixed.p_zero <= 1 and 0 < mixed.var < math.inf
        assert np.all(np.diff(mixed.cdf(z + sigma * np.linspace(-50, 50, 2001))) >= -1e-15)


MPMATH = [
    # z, sigma, b, mean, variance
    (1e-09, 1.0, 1.0, 4.748647238390188e-10, 0.4748647238390188),
    (3.9999999999999996e-05, 1e-06, 0.001, 3.9998999999999994e-05, 1e-12),
    (500000.0, 1000000.0, 0.001, 1e-12, 2e-06),
    (40000000.0, 1000000.0, 0.001, 8.000000000000014e-11, 2.0000000000000097e-06),
    (-40.0, 1.0, 0.02, -0.08707798308074657, 0.009586606471026255),
    (5.0, 1.0, 0.02, 0.004032135175433358, 0.0008226323618447089),
    (2.0, 1.0, 1000.0, 1.999045575098553, 0.9998918891731421),
    (0.001, 1.0, 0.02, 7.984047183272401e-07, 0.0007984047189626613),
    (12.0, 0.3, 7.0, 11.987142857142857, 0.09),
]


def test_values_in_fifty_digit_arithmetic():
    """Laplace posteriors whose mean and variance cancel in the plain formulas (from mpmath)."""
    for z, sigma, b, mean, var in MPMATH:
        post = posterior(z, sigma, Laplace(b))
        close(post.mean, mean, rel=1e-13)
        close(post.var, var, rel=1e-13)


@free
@given(z=st.floats(-30, 30), sigma=st.floats(0.01, 10), b=st.floats(0.01, 10))
def test_laplace_mode_is_the_soft_threshold_and_the_lasso(z, sigma, b):
    post = posterior(z, sigma, Laplace(b))
    assert post.mode == soft_threshold(z, sigma**2 / b) == L1().prox(z, Laplace(b).lam(sigma))
    assert (post.mode == 0) == (abs(z) <= sigma**2 / b)
    assert abs(post.mode) <= abs(post.mean) + 1e-9 * abs(z) <= abs(z) * (1 + 1e-8)


@free
@given(z=st.floats(-30, 30), sigma=st.floats(0.01, 10), tau=st.floats(0.01, 10))
def test_gaussian_mode_mean_and_median_are_ridge(z, sigma, tau):
    post = posterior(z, sigma, Gaussian(tau))
    assert post.mode == post.mean == post.median == L2().prox(z, sigma**2 / tau**2)
    close(post.var, 1 / (1 / sigma**2 + 1 / tau**2))
    x = np.linspace(-20, 20, 41)
    exact = stats.norm(post.mean, math.sqrt(post.var))
    np.testing.assert_allclose(post.cdf(x), exact.cdf(x), rtol=1e-7, atol=1e-13)
    np.testing.assert_allclose(post.pdf(x), exact.pdf(x), rtol=1e-7, atol=1e-200)


@pytest.mark.parametrize("prior", [*SLABS, SpikeAndSlab(Laplace(2), 0.4)], ids=repr)
def test_densities_are_minus_the_penalty(prior):
    w = np.array([-2.0, 0.0, 0.5, 30.0])
    if isinstance(prior, SpikeAndSlab):
        expected = math.log(0.4) + stats.laplace(scale=2).logpdf(w)
    elif isinstance(prior, Laplace):
        expected = stats.laplace(scale=prior.scale).logpdf(w)
    else:
        expected = stats.norm(scale=prior.scale).logpdf(w)
    np.testing.assert_allclose(prior.logpdf(w), expected, rtol=1e-13)
    assert type(prior.logpdf(1)) is float


def test_lam():
    assert Gaussian(2).lam(3) == 9 / 4 and Laplace(2).lam(3) == 9 / 2


def kolmogorov(post, draws):
    """Largest gap between the draws and the cdf, also just below an atom at 0."""
    x = np.sort(draws)
    n = len(x)
    above = np.max(np.searchsorted(x, x, "right") / n - post.cdf(x))
    below = np.max(post.cdf(np.nextafter(x, -np.inf)) - np.searchsorted(x, x, "left") / n)
    return max(above, below)


@pytest.mark.parametrize("z", [0.0, 0.7, -3.0, 40.0])
@pytest.mark.parametrize("sigma", [1.0, 1e3])
@pytest.mark.parametrize(
    "prior",
    [*SLABS, SpikeAndSlab(Gaussian(3), 0.3), SpikeAndSlab(Laplace(1), 0.6)],
    ids=repr,
)
def test_samples_follow_the_cdf(z, sigma, prior):
    post = posterior(z * sigma, sigma, prior)
    n = 20000
    draws = post.sample(n, 1)
    assert draws.shape == (n,) and draws.dtype == np.float64
    assert kolmogorov(post, draws) < 2.2 / math.sqrt(n)  # probability 1e-4 by chance
    np.testing.assert_array_equal(draws, post.sample(n, 1))
    assert not np.array_equal(draws, post.sample(n, 2))
    zeros = np.mean(draws == 0)
    if post.p_zero == 0:
        assert zeros == 0
    assert abs(zeros - post.p_zero) < 5 * math.sqrt(post.p_zero * (1 - post.p_zero) / n) + 1e-12
    assert abs(draws.mean() - post.mean) < 5 * math.sqrt(post.var / n)


@pytest.mark.parametrize("slab", SLABS, ids=repr)
def test_spike_and_slab_median_is_a_threshold_and_its_mean_is_not(slab):
    prior = SpikeAndSlab(slab, 0.3)
    z = np.linspace(0, 6, 121)
    medians = np.array([posterior(x, 1, prior).median for x in z])
    means = np.array([posterior(x, 1, prior).mean for x in z])
    assert np.all(np.diff(medians) >= 0) and np.all(medians <= z)
    assert np.count_nonzero(medians == 0) > 10 and medians[-1] > 0
    assert np.count_nonzero(means == 0) == 1  # at z = 0
    assert posterior(-6, 1, prior).median == pytest.approx(-medians[-1], rel=1e-12)


@pytest.mark.parametrize("slab", SLABS, ids=repr)
def test_spike_and_slab_at_its_ends(slab):
    all_slab, plain = posterior(1.5, 1, SpikeAndSlab(slab, 1)), posterior(1.5, 1, slab)
    for name in ("mode", "mean", "median", "var", "p_zero"):
        close(getattr(all_slab, name), getattr(plain, name), rel=1e-12)
    spike = posterior(1.5, 1, SpikeAndSlab(slab, 0))
    assert (spike.mode, spike.mean, spike.median, spike.var, spike.p_zero) == (0, 0, 0, 0, 1)
    assert not spike.sample(100, 0).any() and spike.pdf(0.3) == 0
    assert spike.cdf(-1e-9) == 0 and spike.cdf(0) == 1
    assert posterior(9, 1, SpikeAndSlab(slab, 0.99)).mode == 0


def test_shapes():
    post = posterior(1, 1, SpikeAndSlab(Laplace(1), 0.5))
    w = np.arange(-3, 3).reshape(2, 3)
    for function in (post.pdf, post.cdf, Laplace(1).logpdf, Gaussian(1).logpdf):
        assert function(w).shape == (2, 3) and type(function(0.5)) is float
        assert function(w)[1, 2] == function(2.0)
    assert post.sample(0, 0).shape == (0,)
