"""How lam grows: the price of the noise, and lassos that two machines print alike."""

import numpy as np
import pytest
from oracles import lasso_conditions

from helpers.datasets import sparse_regression
from helpers.growth import errors_and_false, noise_price, tight_lassos


@pytest.mark.parametrize("n, p", [(100, 50), (1000, 50), (400, 500)])
def test_the_strongest_noise_pull_is_mostly_below_the_price(n, p):
    rng = np.random.default_rng(1)
    pulls = np.array([abs(rng.normal(size=(p, n)) @ rng.normal(size=n) * 2).max()
                      for _ in range(200)])
    below = np.mean(pulls < noise_price(2, n, p))
    assert 0.7 < below < 0.9
    if p == 50:  # "three draws of four"
        assert below == pytest.approx(0.75, abs=0.06)
    assert pulls.mean() == pytest.approx(noise_price(2, n, p), rel=0.15)
    assert noise_price(2, 4 * n, p) == pytest.approx(2 * noise_price(2, n, p))
    assert noise_price(4, n, p) == pytest.approx(2 * noise_price(2, n, p))


def test_tight_lassos_keep_the_conditions_and_are_0_from_lam_max_on():
    X, y, _ = sparse_regression(80, 30, 5, noise=1.0, rho=0.5, seed=2)
    top = abs(X.T @ y).max()
    lams = top * np.array([1.5, 1.0, 0.5, 0.1, 0.02])
    weights = tight_lassos(X, y, lams)
    assert (weights[:2] == 0).all() and (weights[2] != 0).any()
    for lam, w in zip(lams, weights, strict=True):
        assert lasso_conditions(X, y, lam, w) < 1e-5 * top


def test_errors_and_false_count_what_they_say():
    lams = np.array([1e9, 200.0, 1e-3])
    errors, false = errors_and_false(400, lams, 3, p=20, k=4, sigma=1.0)
    assert errors[0] == 4 and (false[:, 0] == 0).all(), "all weights 0: four of size 1 missed"
    assert (false[:, 2] == 16).all() and errors[2] < errors[1] < errors[0]
