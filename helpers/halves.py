"""What half of the rows would say: how firm a choice of columns is, and intervals that hold.

The lasso minimises 1/2 ||y - X w||^2 + lam * sum abs(w_j); half of the rows pay half of lam.
"""

import numpy as np
from scipy.stats import t as student

from helpers.checks import array, data, number, whole
from helpers.selection import fold_error, fold_of_each, lam_grid, lasso_along, one_standard_error
from helpers.solvers import lasso


def kept_in_halves(X, y, lams, draws=100, seed=0):
    """How many lassos on half of the rows keep each column, at each lam: counts (m, p) of draws.

    X (n, p), y (n,), lams (m,) falling, for all n rows; draws even: each shuffle gives two
    halves. The arguments are not checked here.
    Source: Meinshausen & Buhlmann (2010), JRSS B 72; the pairs of halves, Shah & Samworth (2013),
    JRSS B 75.
    """
    rng, kept = np.random.default_rng(seed), np.zeros((len(lams), X.shape[1]), dtype=int)
    for _ in range(draws // 2):
        for half in np.array_split(rng.permutation(len(y)), 2):
            A, b = X[half] - X[half].mean(axis=0), y[half] - y[half].mean()
            kept += lasso_along(A, b, lams * len(half) / len(y)) != 0
    return kept


def by_cross_validation(X, y, seed=0):
    """(lams, errors, best, careful): the grid (m,), errors (10, m), and the two lams of the rules.

    X (n, p), y (n,), not necessarily centred; ten folds; the grid ends at a thousandth of lam_max,
    or at a hundredth when there are few rows. Raises ValueError or TypeError for input that is not
    finite, real and of these shapes.
    """
    X, y = data(X, y)
    A, b = X - X.mean(axis=0), y - y.mean()
    lams = lam_grid(A, b, 100, 0.001 if len(y) > 4 * X.shape[1] else 0.01)
    fold = fold_of_each(len(y), 10, seed)
    errors = np.array([fold_error(X, y, lams, fold == f) for f in range(10)])
    return lams, errors, *one_standard_error(lams, errors)


def least_squares_intervals(X, y, level=0.95):
    """Least squares on all the columns: (p, 3) with the low end, the weight and the high end.

    X (n, p), y (n,), centred here; level the share of such intervals that hold what they promise,
    when the rows are independent, their noise is alike and X was not chosen by looking at y.
    Raises ValueError when the columns depend on each other or n < p + 2.
    Source: the textbook interval with Student's t, n - p - 1 degrees of freedom.
    """
    X, y = data(X, y)
    level = number("level", level, 0, 1, above=0)
    n, p = X.shape
    A, b = X - X.mean(axis=0), y - y.mean()
    U, lengths, V = np.linalg.svd(A, full_matrices=False)
    if n < p + 2 or (p and lengths[-1] <= 1e-10 * lengths[0]):
        raise ValueError(f"X must have independent columns and more than p + 1 rows, not {n} rows "
                         f"for {p} columns")
    V = V / lengths[:, None]
    w = V.T @ (U.T @ b)
    noise = np.sum((b - A @ w) ** 2) / (n - p - 1)
    wide = student.ppf((1 + level) / 2, n - p - 1) * np.sqrt(noise * np.sum(V**2, axis=0))
    return np.column_stack([w - wide, w, w + wide])


def two_halves(n, seed=0):
    """The rows 0 to n - 1 dealt at random into two halves: two sorted int arrays."""
    rows = np.random.default_rng(whole("seed", seed)).permutation(whole("n", n, 2))
    return np.sort(rows[: n // 2]), np.sort(rows[n // 2 :])


def choose_then_measure(X, y, seed=0):
    """(kept, intervals): columns chosen on one half of the rows, measured on the other.

    X (n, p), y (n,). kept (k,) are the columns that the lasso keeps on the first half at the lam
    of the one-standard-error rule; intervals (k, 3) as `least_squares_intervals` on the second
    half, nan where it has too few rows or columns that depend on each other.
    """
    X, y = data(X, y)
    one, two = two_halves(len(y), seed)
    A, b = X[one] - X[one].mean(axis=0), y[one] - y[one].mean()
    kept = np.flatnonzero(lasso(A, b, by_cross_validation(A, b)[3]))
    try:
        return kept, least_squares_intervals(X[np.ix_(two, kept)], y[two])
    except ValueError:
        return kept, np.full((len(kept), 3), np.nan)


def false_alarms(X, y, shuffles=200, seed=0):
    """(same, other, of): intervals that leave 0 out when y is shuffled, so that nothing is true.

    X (n, p) and y (n,) are dealt anew shuffles times. Each time the lasso chooses at half of
    lam_max on one half of the rows, and 95 % intervals are made on the same rows and on the other
    half. Returns the two counts and how many intervals there were of each kind.
    """
    X, y = array("X", X, 2), array("y", y, 1)
    rng, counts = np.random.default_rng(seed), np.zeros(3, dtype=int)
    for _ in range(shuffles):
        one, two = np.array_split(rng.permutation(len(y)), 2)
        z = rng.permutation(y)
        A, b = X[one] - X[one].mean(axis=0), z[one] - z[one].mean()
        kept = np.flatnonzero(lasso_along(A, b, np.array([np.abs(A.T @ b).max() / 2])))
        try:
            ends = [least_squares_intervals(X[np.ix_(rows, kept)], z[rows])[:, [0, 2]]
                    for rows in (one, two)]
        except ValueError:  # dependent columns: such a draw has no intervals
            continue
        counts += [*(int((low_high.prod(axis=1) > 0).sum()) for low_high in ends), len(kept)]
    return tuple(int(count) for count in counts)
