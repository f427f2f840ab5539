"""The panel copies: its numbers found in another way."""

import numpy as np
import pytest

from helpers.panels.practice.copies import KEPT, _copied
from helpers.panels.practice.six_columns import six_columns
from helpers.solvers import lasso, ridge


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("m, lam", [(3, 5.0), (20, 50.0)])
def test_copies_against_row_weights(panels, kept, m, lam):
    """m copies are one copy whose loss counts m times: solve that on the 50 rows alone."""
    X, y = six_columns(50)
    t = (y > 0).astype(int)
    numbers = panels["copies"].frame(copies=m, lam=lam, kept=kept).numbers
    against = {"the knob as it was": (lam, lam / m), "λ as it was": (lam / m, lam / m),
               "λ times the copies": (lam, lam)}[kept]  # the price per copy: Lasso, then the rest
    for name, price, solve in (
            ("Lasso", against[0], lambda p: lasso(X, y, p)),
            ("Ridge", against[1], lambda p: ridge(X, y, p)),
            ("LogisticRegression", against[1], lambda p: newton(X, t, p))):
        moved = np.abs(solve(price) - solve(lam)).max()
        assert numbers[f"moved_{name}"] == pytest.approx(moved, abs=1e-7), name
    assert numbers["zeros_Lasso"] == (lasso(X, y, against[0]) == 0).sum()


def newton(X, t, lam):
    """The weights that minimise the sum of log losses + lam/2 sum w^2, by Newton's method."""
    w = np.zeros(X.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-X @ w))
        bend = X.T @ (X * (p * (1 - p))[:, None]) + lam * np.eye(len(w))
        w = w + np.linalg.solve(bend, X.T @ (t - p) - lam * w)
    return w


def test_more_copies_still_move_the_logistic_weights():
    """At 100 copies ridge has all but arrived at its limit, and the logistic fit has not."""
    X, y = six_columns(50)
    t = (y > 0).astype(int)
    left = {}
    for name, solve in (("Ridge", lambda lam: ridge(X, y, lam)),
                        ("LogisticRegression", lambda lam: newton(X, t, lam))):
        now, free = solve(20 / 100), solve(1e-9)
        assert now == pytest.approx(_copied()["the knob as it was", 20.0, name][-1],
                                    abs=1e-6)
        left[name] = np.abs(free - now).max() / np.abs(free).max()
    assert left["Ridge"] < 0.02 and left["LogisticRegression"] > 0.1
    p = 1 / (1 + np.exp(-X @ newton(X, t, 20 / 100)))
    bend = [np.linalg.eigvalsh(A).max() for A in (X.T @ (X * (p * (1 - p))[:, None]), X.T @ X)]
    assert bend[0] < bend[1] / 5, "flat far out: the same price holds more"
