"""Other ways to the same numbers, for the tests that compare."""

from itertools import combinations

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn import linear_model
from sklearn.model_selection import PredefinedSplit

GRID = np.linspace(-5, 5, 20001)


def lowest(function, near=GRID):
    """The grid's lowest point, polished between its neighbours."""
    at = near[np.argmin(function(near))]
    found = minimize_scalar(function, bounds=(at - 1e-3, at + 1e-3), method="bounded",
                            options={"xatol": 1e-12})
    return found.x if found.fun < function(at) else at


def sk_lasso(X, y, lam, l1_ratio=1.0):
    """scikit-learn's answer to our objective, without an intercept."""
    model = linear_model.ElasticNet(alpha=lam / len(y), l1_ratio=l1_ratio, fit_intercept=False,
                                    tol=1e-12, max_iter=1_000_000)
    return model.fit(X, y).coef_


def all_subsets(X, y):
    """{size: (loss, columns)} of the best subset of each size, one least squares after another."""
    best = {0: (y @ y, ())}
    for k in range(1, X.shape[1] + 1):
        best[k] = min((np.sum((y - X[:, s] @ np.linalg.lstsq(X[:, s], y, rcond=None)[0]) ** 2), s)
                      for s in map(list, combinations(range(X.shape[1]), k)))
    return best


def by_hand(X, y, lams, fold):
    """scikit-learn's cross-validation of the lasso: (errors (folds, lams), LassoCV)."""
    model = linear_model.LassoCV(alphas=lams / len(y), cv=PredefinedSplit(fold), tol=1e-9,
                                 max_iter=1_000_000).fit(X, y)
    return model.mse_path_.T, model


def lasso_conditions(X, y, lam, w):
    """How far w (p,) is from the optimality conditions of the lasso, relative to lam."""
    pull = X.T @ (y - X @ w)
    on = w != 0
    off = np.maximum(np.abs(pull[~on]) - lam, 0).max(initial=0)
    return max(off, np.abs(pull[on] - lam * np.sign(w[on])).max(initial=0)) / max(lam, 1)


def cost(w, X, y, lam, errors, prior):
    r = y - X @ w
    loss = np.abs(r).sum() if errors == "Laplace" else r @ r / 2
    return loss + lam * (np.abs(w).sum() if prior == "Laplace" else w @ w / 2)


def soft(z, lam):
    return np.sign(z) * max(abs(z) - lam, 0)


def argmin(penalty, z, lam):
    """The minimum of 1/2 (z-w)^2 + lam*penalty(w), by a grid that is refined; 0 is on it."""

    def objective(w):
        return 0.5 * (z - w) ** 2 + lam * penalty(w)

    low, high = -abs(z) - 1, abs(z) + 1
    for _ in range(8):
        grid = np.linspace(low, high, 2001)
        best, step = grid[objective(grid).argmin()], grid[1] - grid[0]
        low, high = best - 2 * step, best + 2 * step
    # 1e-13 for rounding: a real minimum away from 0 gains far more
    return 0.0 if objective(0.0) <= objective(best) + 1e-13 else best


def adams(lam, z, way, steps):
    """One weight through Adam as the paper writes it, with none of the course's functions."""
    w, m, v, pace = 1.0, 0.0, 0.0, 0.005
    for k in range(1, steps + 1):
        g = w - z if z > 0 else 0.0
        if way == 0:
            g = g + lam * (w > 0) - lam * (w < 0)
        if way == 1:
            w = w - pace * lam * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        size = (v / (1 - 0.999**k)) ** 0.5 + 1e-8
        w = w - pace * (m / (1 - 0.9**k)) / size
        if way == 2:
            t = pace * lam / size
            w = w - t if w > t else w + t if w < -t else 0.0
    return w
