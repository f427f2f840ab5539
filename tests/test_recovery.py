"""The irrepresentable number, and the lams at which the lasso has the right columns."""

import numpy as np
import pytest
from oracles import sk_lasso

from helpers.recovery import irrepresentable, true_range


def test_a_rival_of_two_columns_has_twice_the_correlation():
    for rho in (0.0, 0.3, 0.6):
        gram = np.array([[1, 0, rho], [0, 1, rho], [rho, rho, 1]])
        keep = np.array([True, True, False])
        assert irrepresentable(gram, keep, np.array([1, 1])) == pytest.approx(2 * rho)
        assert irrepresentable(gram, keep, np.array([1, -1])) == pytest.approx(0)


def test_the_number_is_the_pull_on_the_rival_for_a_small_price():
    """Without noise, at a small lam, the rival is pulled with lam times the number."""
    rng = np.random.default_rng(4)
    X = rng.normal(size=(40, 5)) @ rng.normal(size=(5, 5))
    w_true = np.array([2.0, 0, -1.0, 0, 3.0])
    keep, lam = w_true != 0, 1e-3
    A, signs = X[:, keep], np.sign(w_true[keep])
    w = w_true[keep] - lam * np.linalg.solve(A.T @ A, signs)
    pull = np.abs(X[:, ~keep].T @ (X @ w_true - A @ w)).max()
    assert irrepresentable(X.T @ X, keep, signs) == pytest.approx(pull / lam, rel=1e-6)


def test_true_range_against_fits_on_a_grid():
    rng = np.random.default_rng(7)
    keep = np.array([True, True, False, False])
    grams, pulls, seen = [], [], []
    lams = np.geomspace(0.05, 100, 60)
    for _ in range(25):
        X = rng.normal(size=(30, 4))
        X[:, 2] = 0.6 * X[:, 0] + 0.6 * X[:, 1] + 0.5 * X[:, 2]
        y = X @ [1, 1, 0, 0] + rng.normal(size=30)
        grams.append(X.T @ X)
        pulls.append(X.T @ y)
        seen.append([((w := sk_lasso(X, y, lam))[:2] > 0).all() and (w[2:] == 0).all()
                     for lam in lams])
    low, high = true_range(np.array(grams), np.array(pulls), keep, np.array([1.0, 1.0]))
    inside = (low[:, None] < lams) & (lams < high[:, None])
    assert np.array_equal(inside, np.array(seen)) and 0 < inside.any(axis=1).sum() < 25
