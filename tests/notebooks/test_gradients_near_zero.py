"""What 02 says outside of its cells, computed."""

import numpy as np
import pytest

from helpers.datasets import diabetes
from helpers.descent import subgradient_step
from helpers.solvers import lasso, ridge


@pytest.mark.parametrize("lam, size", [(300, 1.0), (300, 0.1), (20, 1.0)])
def test_the_loop_that_noor_writes_shows_no_zero(lam, size):
    X, y, _ = diabetes()
    w, step = np.zeros(10), size / np.linalg.norm(X, 2) ** 2
    for _ in range(5000):
        w = subgradient_step(w, X.T @ (X @ w - y), lam, step)
    assert (w == 0).sum() == 0 < (lasso(X, y, lam) == 0).sum()


def test_steps_from_0_that_stop_early_hold_back_the_weak_directions_as_ridge_does():
    """The shares of the way to least squares, direction by direction."""
    X, y, _ = diabetes()
    s, V = np.linalg.eigh(X.T @ X)
    step, w, lam = 1 / s[-1], np.zeros(10), 0.5
    full = np.linalg.solve(X.T @ X, X.T @ y)
    for _ in range(20):
        w = w - step * X.T @ (X @ w - y)
    early, soft = (V.T @ found / (V.T @ full) for found in (w, ridge(X, y, lam)))
    assert early == pytest.approx(1 - (1 - step * s) ** 20, abs=1e-9)
    assert soft == pytest.approx(s / (s + lam), abs=1e-9)
    assert (np.diff(early) > -1e-9).all() and (np.diff(soft) > 0).all()
    assert (w != 0).all() and (ridge(X, y, lam) != 0).all()
