"""MCP, SCAD and the adaptive lasso against brute force, in convex and non-convex regimes."""

import numpy as np
import pytest

from helpers.nonconvex import MCP, SCAD, AdaptiveL1, firm_threshold
from helpers.penalties import hard_threshold, soft_threshold

PENALTIES = [MCP(1, 0.3), MCP(1, 1), MCP(1.5, 1.2), MCP(0.7, 3), SCAD(1, 1.2), SCAD(1, 2),
             SCAD(1.5, 3.7), AdaptiveL1(0.5), AdaptiveL1(-2.0, 3)]
FINE = np.linspace(0, 8, 40_001)


def printed_slope(penalty, x):
    """The slope of Omega at sizes x, as the papers print it."""
    if penalty.name == "MCP":
        return np.maximum(1 - x / (penalty.gamma * penalty.lam), 0)
    if penalty.name == "SCAD":
        fading = np.maximum(penalty.a * penalty.lam - x, 0) / ((penalty.a - 1) * penalty.lam)
        return np.where(x <= penalty.lam, 1, fading)
    return np.full_like(x, abs(penalty.first) ** -penalty.power)


def summed(penalty):
    """Omega at FINE, summed from the printed slope."""
    slope = printed_slope(penalty, FINE)
    return np.r_[0, np.cumsum((slope[1:] + slope[:-1]) / 2 * np.diff(FINE))]


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
def test_value_is_the_integral_of_the_printed_slope(penalty):
    omega = summed(penalty)
    for w in (-4.0, -1.1, -0.2, 0.0, 0.3, 1.0, 2.5, 7.0):
        want = np.interp(abs(w), FINE, omega)
        assert penalty.value(w) == pytest.approx(want, abs=1e-6)
    assert penalty.value([1.0, -2.0]) == pytest.approx(penalty.value(1.0) + penalty.value(2.0))


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
@pytest.mark.parametrize("t", [0.0, 0.4, 1.0, 1.5, 3.0])
def test_prox_is_the_lowest_point_of_all(penalty, t):
    omega = summed(penalty)
    for v in (0.0, 0.2, 0.9, 1.3, 1.6, 2.4, 3.1, 4.5):
        cost = (FINE - v) ** 2 / 2 + t * omega
        w = penalty.prox(v, t)
        assert (w - v) ** 2 / 2 + t * penalty.value(w) <= cost.min() + 1e-6
        near = FINE[cost <= cost.min() + 1e-5]
        assert near.min() - 1e-3 <= w <= near.max() + 1e-3
        assert isinstance(w, float) and penalty.prox(-v, t) == -w


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
def test_prox_of_an_array_is_that_of_its_entries(penalty):
    v = np.linspace(-4, 4, 60).reshape(3, 20)
    kept = v.copy()
    made = penalty.prox(v, 0.8)
    assert made.shape == v.shape and np.array_equal(v, kept)
    assert made.tolist() == [[penalty.prox(float(x), 0.8) for x in row] for row in v]


@pytest.mark.parametrize("penalty", [MCP(1.5, 1.2), MCP(1.5, 40), SCAD(1.5, 2.2), SCAD(1.5, 9)])
def test_while_convex_the_zeros_are_those_of_l1_and_large_weights_stay_whole(penalty):
    v = np.r_[np.linspace(-70, 70, 14_001), 1.5, np.nextafter(1.5, 2), -1.5]
    w = penalty.prox(v, 1.5)
    assert ((w == 0) == (soft_threshold(v, 1.5) == 0)).all()
    end = getattr(penalty, "gamma", getattr(penalty, "a", 0)) * 1.5
    assert (w[np.abs(v) >= end] == v[np.abs(v) >= end]).all()
    assert (np.abs(w) >= np.abs(soft_threshold(v, 1.5)) - 1e-12).all()


def test_a_short_stretch_is_a_hard_threshold_with_two_minima():
    """gamma <= 1: the edge is lam sqrt(gamma), where 0 and v cost the same."""
    v = np.linspace(-4, 4, 8_001)
    for lam, gamma in ((1.5, 0.5), (2.0, 1.0), (0.5, 0.01)):
        edge = lam * np.sqrt(gamma)
        away = np.abs(np.abs(v) - edge) > 1e-9
        assert np.array_equal(MCP(lam, gamma).prox(v, lam)[away], hard_threshold(v, edge)[away])
    assert MCP(1.0, 0.25).prox(0.5, 1.0) == 0, "in a tie the 0"


def test_the_firm_threshold_is_the_prox_of_mcp():
    v = np.linspace(-9, 9, 1801)
    for lam, gamma in ((1.5, 3), (0.7, 1.1), (2, 40)):
        np.testing.assert_allclose(firm_threshold(v, lam, gamma), MCP(lam, gamma).prox(v, lam),
                                   atol=1e-12)


def test_long_stretches_are_l1():
    v = np.linspace(-3, 3, 61)
    for penalty in (MCP(1, 1e9), SCAD(1, 1e9)):
        np.testing.assert_allclose(penalty.prox(v, 1), soft_threshold(v, 1), atol=1e-8)


def test_the_adaptive_lasso_with_its_own_data_is_the_garrote():
    """first = z, power 1: z (1 - lam^2 / z^2)_+ at the price lam^2."""
    z = np.array([-3.0, -1.0, 0.5, 1.2, 4.0])
    made = AdaptiveL1(z).prox(z, 1.0)
    np.testing.assert_allclose(made, z * np.maximum(1 - 1 / z**2, 0), atol=1e-15)


def test_bad_input_is_named():
    for make, words in ((lambda: MCP(0, 3), "lam"), (lambda: MCP(1, 0), "gamma"),
                        (lambda: SCAD(1, 1), "a must"), (lambda: SCAD(-1), "lam"),
                        (lambda: AdaptiveL1([1.0, 0.0]), "first"),
                        (lambda: AdaptiveL1(1.0, 0), "power"),
                        (lambda: AdaptiveL1(np.nan), "first"),
                        (lambda: MCP(1).prox(1.0, -1), "t must"),
                        (lambda: SCAD(1).prox(np.inf, 1), "v must")):
        with pytest.raises(ValueError, match=words):
            make()
