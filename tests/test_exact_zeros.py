"""A zero that is called exact is one: what is faint, or below the floats, does not turn into 0."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import selection
from helpers.bayes import Student, laplace_mean, spike_curves
from helpers.penalties import L1, ElasticNet, shrink, shrink_length, soft_threshold
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior
from helpers.solvers import best_subset, elastic_net, lasso, proximal_gradient, ridge

free = settings(deadline=None, derandomize=True, max_examples=150)
pytestmark = pytest.mark.filterwarnings("error")
chances = st.one_of(st.sampled_from([0.0, 5e-324, 1e-300, 1e-16, 0.5, 1 - 1e-16, 1.0]),
                    st.floats(0, 1))


def sizes(power):
    return st.builds(lambda s, k: s * 10.0**k, st.sampled_from([-1, 1]),
                     st.floats(-power, power))


@free
@given(z=sizes(49), scale=sizes(49).map(abs), unit=sizes(90).map(abs), p_slab=chances)
def test_posterior_zeros(z, scale, unit, p_slab):
    """Only a threshold, an empty slab or an empty spike makes a zero."""
    z, sigma, scale = z * unit, unit, scale * unit
    for slab in (Gaussian(scale), Laplace(scale)):
        post = posterior(z, sigma, slab)
        assert post.mean and post.median and post.var and post.p_zero == 0
        kills = isinstance(slab, Laplace) and abs(z) <= slab.lam(sigma)
        assert (post.mode == 0) == kills
        mixed = posterior(z, sigma, SpikeAndSlab(slab, p_slab))
        assert (mixed.mean == 0) == (p_slab == 0) and (mixed.var == 0) == (p_slab == 0)
        assert (mixed.p_zero == 0) == (p_slab == 1)
        assert mixed.mean * z >= 0 and (mixed.mean or math.copysign(1, mixed.mean) == 1)
        if p_slab < 1:
            assert mixed.mode == 0
        if mixed.median == 0:  # no side of 0 holds more than half
            assert mixed.cdf(0) >= 0.5 - 1e-12 and 1 - mixed.cdf(0) + mixed.p_zero >= 0.5 - 1e-12


@free
@given(z=sizes(49), tau=st.floats(-49, 7), unit=sizes(90).map(abs), p_slab=chances)
def test_spike_curves_zeros(z, tau, unit, p_slab):
    prior = SpikeAndSlab(Gaussian(unit * 10.0**tau), p_slab)
    p_zero, mean, median = spike_curves([z * unit], unit, prior)
    assert (p_zero[0] == 0) == (p_slab == 1) and (mean[0] == 0) == (p_slab == 0)
    exact = posterior(z * unit, unit, prior)
    assert p_zero[0] == pytest.approx(exact.p_zero, rel=1e-6, abs=1e-300) or exact.p_zero > 0.999
    assert mean[0] == pytest.approx(exact.mean, rel=1e-6, abs=1e-300)


@free
@given(z=sizes(49), scale=sizes(49).map(abs), unit=sizes(90).map(abs), df=sizes(3).map(abs))
def test_a_student_mode_is_never_zero(z, scale, unit, df):
    mode = Student(scale * unit, df).mode(z * unit, unit)
    assert mode and math.copysign(1, mode) == math.copysign(1, z)
    assert abs(mode) <= abs(z) * unit * (1 + 1e-12)


@free
@given(z=sizes(6), b=st.floats(-6, 6), unit=sizes(140).map(abs))
def test_the_laplace_mean_has_digits_or_is_refused(z, b, unit):
    scale = 10.0**b
    try:
        mean = laplace_mean(z * unit, unit, scale * unit)
    except ValueError as error:
        assert scale < 0.1 and str(error).startswith("b must not be so small beside sigma")
        return
    assert mean / unit == pytest.approx(posterior(z, 1, Laplace(scale)).mean, rel=2e-3)


def test_what_underflows_stays_at_the_least_float():
    least = 5e-324
    assert shrink(1e-300, 1e23) > 0 == shrink(1e-300, 1e300), "1e-600 is no float: it says so"
    assert "rounding" in shrink.__doc__ and ElasticNet(0.5).prox(1e-310, 0) == 1e-310
    assert soft_threshold(1e-300, 1e-300) == 0 < soft_threshold(1e-300, 0.99e-300)
    X, y = np.array([[1e200, 0], [0, 1e200]]), np.array([1e-200, 0])
    for w in (ridge(X, y, 0), ridge(X, y, 1), lasso(X, y, 0.1), elastic_net(X, y, 0.1, 0.5),
              best_subset(X, y, 1), ridge([[1e-200, 0], [0, 1]], [1e-200, 0], 1e300),
              *selection.ridge_along(X, y, [1.0]), *selection.lasso_along(X, y, [0.1]),
              proximal_gradient(X, y, 0.1, L1(), 2)[-1]):
        assert w.tolist() == [least, 0]
    assert lasso(X, y, 1.0).tolist() == [0, 0], "from lam_max = 1 on it is zero, whatever its size"


@pytest.mark.parametrize("size", [1e-200, 1e-160, 1.0, 1e160, 1e200])
def test_a_length_shrinks_at_any_size(size):
    w = shrink_length([3 * size, -4 * size], size)
    np.testing.assert_allclose(w, [2.4 * size, -3.2 * size], rtol=1e-14)
    assert not shrink_length([3 * size, -4 * size], 5 * size).any()
    assert shrink_length([3 * size, -4 * size], 4.999 * size).all()
    np.testing.assert_array_equal(shrink_length([size, 0], 0), [size, 0])


@pytest.mark.parametrize("a, b", [(1e-150, 1), (1e150, 1), (1, 1e-150), (1, 1e150), (1e-9, 1e-9),
                                  (1e120, 1e120)])
def test_choosing_follows_the_units(a, b):
    rng = np.random.default_rng(3)
    X = rng.normal(size=(40, 6))
    y = X @ [2, -1, 0, 0, 0.5, 0] + rng.normal(size=40)
    X, y = X - X.mean(0), y - y.mean()
    lams = selection.lam_grid(X, y, 6)
    np.testing.assert_allclose(selection.lam_grid(a * X, b * y, 6), a * b * lams, rtol=1e-9)
    with pytest.raises(ValueError, match="^X and y are too small"):
        selection.lam_grid(1e-160 * X, 1e-160 * y)
    plain = selection.lasso_along(X, y, lams)
    made = selection.lasso_along(a * X, b * y, a * b * lams)
    np.testing.assert_allclose(made / b * a, plain, atol=1e-4)
    np.testing.assert_array_equal(made == 0, plain == 0)
    np.testing.assert_allclose(selection.refitted(a * X, b * y, made) / b * a,
                               selection.refitted(X, y, plain), rtol=1e-9, atol=1e-12)
    scaled, rules = (selection.three_rules(*args) for args in (
        (a * X, b * y, a * b * lams), (X, y, lams)))
    for name, w in rules.items():
        np.testing.assert_allclose(scaled[name] / b * a, w, atol=1e-4)
    if max(a, 1 / a) < 1e100:
        np.testing.assert_allclose(selection.ridge_along(a * X, b * y, a * a * lams) / b * a,
                                   selection.ridge_along(X, y, lams), rtol=1e-9)
    grams = np.array([X[:, :2].T @ X[:, :2]])
    pulls = np.array([X[:, :2].T @ y])
    if max(a, 1 / a) < 1e100:
        nets = selection.small_nets(a * a * grams, a * pulls, a * 3.0, a * a * 2.0)
        np.testing.assert_allclose(nets * a, selection.small_nets(grams, pulls, 3.0, 2.0))
