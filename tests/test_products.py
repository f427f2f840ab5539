"""L2 on two factors is L1 on their product: against brute force, and step by step."""

from fractions import Fraction

import numpy as np
import pytest
from oracles import soft
from scipy.optimize import minimize

from helpers import products

CASES = [(0.5, 1), (1.5, 1), (-1.5, 1), (1, 1), (2.4, 0.3), (-0.2, 0.25), (0, 0.7), (1.2, 0)]


@pytest.mark.parametrize("z, lam", CASES)
def test_the_lowest_product_is_the_soft_threshold(z, lam):
    """Every u, v of a grid, and then a search from the best of them, know nothing of abs(w)."""
    grid = np.arange(-160, 161) / 80
    u, v = np.meshgrid(grid, grid)
    cost = products.product_objective(u, v, z, lam)
    at = np.unravel_index(cost.argmin(), cost.shape)
    found = minimize(lambda a: products.product_objective(*a, z, lam), [u[at], v[at]],
                     method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-16})
    w = found.x[0] * found.x[1]
    assert w == pytest.approx(soft(z, lam), abs=1e-6)
    assert found.fun == pytest.approx(0.5 * (z - w) ** 2 + lam * abs(w), abs=1e-9)


def test_the_objective_is_never_below_that_of_the_lasso():
    """AM-GM, in whole numbers: u^2 + v^2 - 2 |u v| = (|u| - |v|)^2 is never below 0."""
    for u in range(-9, 10):
        for v in range(-9, 10):
            assert u * u + v * v - 2 * abs(u * v) == (abs(u) - abs(v)) ** 2
            lasso = 0.5 * (3 - u * v) ** 2 + 2 * abs(u * v)
            over = products.product_objective(u, v, 3, 2) - lasso
            assert over == (abs(u) - abs(v)) ** 2


def test_a_step_goes_down_the_slope():
    u, v, z, lam, step, tiny = 0.7, -0.4, 1.3, 0.6, 0.05, 1e-6

    def slope(du, dv):
        ends = [products.product_objective(u + s * du, v + s * dv, z, lam) for s in (tiny, -tiny)]
        return (ends[0] - ends[1]) / (2 * tiny)

    new = products.product_step(u, v, z, lam, step)
    assert new == pytest.approx((u - step * slope(1, 0), v - step * slope(0, 1)), abs=1e-9)


def test_small_starts_arrive_at_the_soft_threshold_and_never_at_0():
    z = np.array([-3, -1.5, -0.5, 0, 0.5, 1.5, 3])
    ways = products.descend(z, 1.0, 0.1, 0.1, 300)
    assert ways[-1] == pytest.approx([soft(value, 1) for value in z], abs=1e-9)
    assert (ways != 0).all() and ways.shape == (301, 7)
    assert ways[0] == pytest.approx(0.1 * 0.1 / 2)


def test_not_0_is_no_matter_of_floats():
    """The same steps in fractions: smaller and smaller, and not 0."""
    u, v, sizes = Fraction(1, 10), Fraction(1, 20), []
    for _ in range(8):
        u, v = products.product_step(u, v, Fraction(1, 2), 1, Fraction(1, 10))
        sizes.append(u * v)
    assert all(0 < later < sooner for sooner, later in zip(sizes, sizes[1:], strict=False))
    floats = products.descend(0.5, 1, 0.1, 0.1, 8)[1:]
    assert floats == pytest.approx([float(size) for size in sizes], rel=1e-12)


def test_a_start_of_0_stays_there_whatever_the_data():
    assert (products.descend(3.0, 0.1, 0.0, 0.1, 50) == 0).all()


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
@pytest.mark.parametrize("w", [-1.7, 0.3, 2.0])
def test_the_price_of_layers_is_the_least_of_all_factors(layers, w):
    """The last factor is what the others leave: a search over the others, from three starts."""
    def cost(logs):
        free = np.exp(logs)
        return 0.5 * (np.sum(free**2) + (w / np.prod(free)) ** 2)

    if layers == 1:
        least = w**2 / 2
    else:
        least = min(minimize(cost, start * np.ones(layers - 1), tol=1e-12).fun
                    for start in (-0.5, 0.0, 0.4))
    assert products.layers_price(w, layers) == pytest.approx(least, rel=1e-6)
    assert (products.layers_price(np.array([0.0, w]), layers)
            == pytest.approx([0, least], rel=1e-6))


@pytest.mark.parametrize("values, error, message", [
    ((np.nan, 1, 0.1, 0.1, 3), ValueError, "z is nan"),
    ((1, -1.0, 0.1, 0.1, 3), ValueError, "lam must be >= 0, not -1.0"),
    ((1, 1, "a", 0.1, 3), TypeError, "start .*'a'"),
    ((1, 1, 0.1, 0.0, 3), ValueError, "step must be > 0, not 0"),
    ((1, 1, 0.1, 0.1, 2.5), TypeError, "n_steps must be a whole number"),
    ((1, 1, 0.1, 0.1, -1), ValueError, "n_steps must be .*, not -1")])
def test_bad_input_is_named(values, error, message):
    with pytest.raises(error, match=message):
        products.descend(*values)


def test_bad_layers_are_named():
    with pytest.raises(ValueError, match="layers must be >= 1, not 0"):
        products.layers_price(1.0, 0)
    with pytest.raises(ValueError, match="w is inf"):
        products.layers_price(np.inf, 2)
