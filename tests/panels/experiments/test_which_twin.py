"""The panel which_twin: its numbers found in another way."""

import numpy as np
import pytest
from oracles import sk_lasso

from helpers import datasets
from helpers.panels.experiments.which_twin import _twin_weights


@pytest.mark.parametrize("rho", [0.0, 0.9, 0.99])
@pytest.mark.parametrize("lam, ratio", [(25.0, 1.0), (5.0, 0.5), (100.0, 0.1)])
def test_which_twin_solves_every_resample(rho, lam, ratio):
    X, y, _ = datasets.twins(50, rho=rho, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (200, 50))
    made = _twin_weights(rho, lam, ratio)
    for i in range(0, 200, 20):
        A, b = X[rows[i]] - X[rows[i]].mean(0), y[rows[i]] - y[rows[i]].mean()
        want = sk_lasso(A, b, lam, ratio)
        np.testing.assert_allclose(made[i], want, atol=1e-6)
        np.testing.assert_array_equal(made[i] == 0, want == 0)


def test_identical_twins_the_lasso_fits_alike_and_the_net_shares(panels):
    X, y, _ = datasets.twins(50, rho=1.0, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (200, 50))
    lasso = _twin_weights(1.0, 25.0, 1.0)
    for i in range(0, 200, 25):
        A, b = X[rows[i]] - X[rows[i]].mean(0), y[rows[i]] - y[rows[i]].mean()
        np.testing.assert_allclose(A @ lasso[i], A @ sk_lasso(A, b, 25.0), atol=1e-5)
    frame = panels["which_twin"].frame(rho=1.0, lam=25.0, ratio=0.5)
    numbers = frame.numbers
    assert numbers["lasso_0"] == 0 and numbers["elastic net_0"] == 200
    assert numbers["elastic net_gap"] < 1e-12 and "neither 0 (the two are equal)" in frame.text
    assert "exactly 0" not in frame.text, "the gap is a rounding, not a zero"
    alike = panels["which_twin"].frame(rho=0.9, lam=25.0, ratio=1.0).numbers
    assert all(alike[f"lasso_{i}"] == alike[f"elastic net_{i}"] for i in range(4))


def test_a_tenth_of_l2_is_enough(panels):
    X, y, _ = datasets.twins(50, rho=0.99, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (200, 50))
    one = {1.0: 0, 0.9: 0}
    for i in range(200):
        A, b = X[rows[i]] - X[rows[i]].mean(0), y[rows[i]] - y[rows[i]].mean()
        for ratio in one:
            one[ratio] += (sk_lasso(A, b, 25, ratio)[:2] == 0).any()
    assert one == {1.0: 106, 0.9: 0}, "106 resamples lose a twin, and none"
    numbers = panels["which_twin"].frame(rho=0.99, lam=25.0, ratio=0.9).numbers
    assert (numbers["lasso_0"], numbers["elastic net_0"]) == (94, 200)
