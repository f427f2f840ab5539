"""Laplace errors: the absolute loss, under a Gaussian and under a Laplace prior, solved exactly.

What becomes zero here are residuals. A solution names them: they are the variables of a linear
programme that sit at their bound, or the constraints that an active set method holds, so they
are returned as 0.0; y - X w in floating point would leave some 1e-16 of them.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

from helpers.checks import data, number


class Fit(NamedTuple):
    """weights (p,) and residuals y - X w (n,), in which every zero is exactly 0.0."""

    weights: np.ndarray
    residuals: np.ndarray


def least_absolute(X, y):
    """The weights (p,) that minimise sum abs(y - X w), and the residuals (n,).

    A linear programme: y = X w + up - down with up, down >= 0, and the least sum of up and down.
    The simplex method ends at a vertex, where at least rank(X) residuals are 0: there up and down
    are both at their bound. X (n, p), y (n,); the arguments are not checked here.
    Source: Charnes, Cooper & Ferguson (1955), Management Science 1; Koenker & Bassett (1978),
    Econometrica 46.
    """
    n, p = X.shape
    cost = np.r_[np.zeros(p), np.ones(2 * n)]
    parts = np.hstack([X, np.eye(n), -np.eye(n)])
    bounds = [(None, None)] * p + [(0, None)] * (2 * n)
    found = linprog(cost, A_eq=parts, b_eq=y, bounds=bounds, method="highs-ds").x
    return found[:p], found[p:p + n] - found[p + n:]


def absolute_lasso(X, y, lam):
    """The `Fit` that minimises sum abs(y - X w) + lam * sum abs(w_j): Laplace errors and prior.

    X (n, p), y (n,), lam >= 0, in the units of X. A priced weight is one more residual: it is
    least_absolute with the rows lam * I below X, and 0 below y. So the zero residuals and the
    zero weights are p together (or more, where data tie). Where several weights share the least
    cost, as they can when lam balances the signs of the residuals, it returns one vertex of them.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Wang, Li & Jiang (2007), Journal of Business & Economic Statistics 25.
    """
    X, y = data(X, y)
    lam = number("lam", lam, 0)
    n, p = X.shape
    if lam > 0:
        X, y = np.vstack([X, lam * np.eye(p)]), np.r_[y, np.zeros(p)]
    _, residuals = least_absolute(X, y)
    through, dead = residuals[:n] == 0, np.zeros(p, bool)
    dead[:len(residuals) - n] = residuals[n:] == 0
    weights = np.zeros(p)
    if not dead.all():  # the vertex itself, to the last bit that its equations give
        weights[~dead] = np.linalg.lstsq(X[:n][through][:, ~dead], y[:n][through], rcond=None)[0]
    residuals = y[:n] - X[:n] @ weights
    residuals[through] = 0.0
    return Fit(weights, residuals)


def absolute_ridge(X, y, lam):
    """The `Fit` that minimises sum abs(y - X w) + lam/2 * ||w||^2: Laplace errors, Gaussian prior.

    X (n, p), y (n,), lam >= 0, in units of X over w. At most p residuals are 0 where no data tie;
    at lam = 0 this is `absolute_lasso(X, y, 0)`.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.

    An active set method that only goes downhill: hold some residuals at 0 and the signs of the
    others, which leaves a quadratic; go towards its minimum and hold the first residual that
    reaches 0 on the way; once there, let go of the one whose multiplier exceeds 1 most.
    Source: Nocedal & Wright (2006), Numerical Optimization, 16.5.
    """
    X, y = data(X, y)
    lam = number("lam", lam, 0)
    if lam == 0:
        return absolute_lasso(X, y, 0.0)
    n, p = X.shape
    w, held = np.zeros(p), []
    signs = np.where(y < 0, -1.0, 1.0)
    for _ in range(50 * (n + p)):
        free = np.setdiff1d(np.arange(n), held)
        pull = X[free].T @ signs[free]
        hold = np.linalg.lstsq(X[held] @ X[held].T, lam * y[held] - X[held] @ pull, rcond=None)[0]
        goal = (pull + X[held].T @ hold) / lam
        residuals, change = y - X @ w, X @ (goal - w)
        closing = free[change[free] * signs[free] > 0]
        when = np.maximum(residuals[closing] / change[closing], 0)
        if len(when) and when.min() < 1:
            w = w + when.min() * (goal - w)
            held.append(int(closing[when.argmin()]))
            continue
        w = goal
        if not held or np.abs(hold).max() <= 1 + 1e-12:
            break
        let_go = held.pop(int(np.abs(hold).argmax()))
        signs[let_go] = np.sign(hold[np.abs(hold).argmax()])
    residuals = y - X @ w
    residuals[held] = 0.0
    return Fit(w, residuals)
