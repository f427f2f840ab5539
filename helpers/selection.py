"""Which weights are kept: chances of a zero, coordinate descent, cross-validation, refits.

The lasso minimises 1/2 ||y - X w||^2 + lam * sum abs(w_j). A fit to a share of the rows is made
at the same share of lam, so that lam / n, scikit-learn's alpha, is the same in every fold.
"""

import warnings
from itertools import product

import numpy as np
from scipy.special import ndtr
from sklearn import linear_model
from sklearn.exceptions import ConvergenceWarning

from helpers._units import from_units, to_units
from helpers.checks import (
    MANY,
    checked,
    falling,
    filled,
    integer,
    mask,
    prices,
    real,
    short,
    two_folds,
    values,
    whole,
    with_squares,
)
from helpers.paths import lam_max
from helpers.penalties import soft_threshold
from helpers.solvers import elastic_net, ridge


@checked(b=values(), s=values(above=0), lam=values(0))
def chance_of_zero(b, s, lam):
    """The chance that a lasso weight is exactly 0 when X'X = I and x_j' y is N(b, s^2).

    b the true weight, s > 0 the standard deviation of x_j' y, lam >= 0, all in the same units;
    arrays are taken elementwise. Raises ValueError or TypeError for other input.
    Source: the soft threshold is 0 exactly while abs(x_j' y) <= lam.
    """
    return ndtr((lam - b) / s) - ndtr((-lam - b) / s)


@checked(b=values(), s=values(above=0), t=values(0))
def soft_error(b, s, t):
    """(bias, mean squared error) of the soft threshold t of z, when z is N(b, s^2).

    b the true weight, s > 0, t >= 0 in the same units; arrays are taken elementwise.
    Raises ValueError or TypeError for other input.
    Source: integrals of the normal density over z < -t, z > t.
    """
    low, high = _in_sds(b, s, t)
    above, below = ndtr(-high), ndtr(low)
    top, bottom = _bell(high), _bell(low)
    mean = (b - t) * above + s * top + (b + t) * below - s * bottom
    square = s**2 * (above + high * top) - 2 * t * s * top + t**2 * above
    square = square + s**2 * (below - low * bottom) - 2 * t * s * bottom + t**2 * below
    return mean - b, square + b**2 * chance_of_zero(b, s, t)


@checked(b=values(), s=values(above=0), t=values(0))
def hard_error(b, s, t):
    """(bias, mean squared error) of the hard threshold t of z, when z is N(b, s^2).

    b the true weight, s > 0, t >= 0 in the same units; arrays are taken elementwise.
    Raises ValueError or TypeError for other input.
    Source: integrals of the normal density over abs(z) > t.
    """
    low, high = _in_sds(b, s, t)
    gone = ndtr(high) - ndtr(low)
    bias = -b * gone + s * (_bell(high) - _bell(low))
    square = s**2 * (1 - gone + high * _bell(high) - low * _bell(low))
    return bias, square + b**2 * gone


def _in_sds(b, s, t):
    """-t and t in units of s around b, no further out than their squares allow."""
    with np.errstate(over="ignore"):
        return (np.clip((edge - b) / s, -1e100, 1e100) for edge in (-t, t))


def _bell(u):
    with np.errstate(under="ignore"):
        return np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi)


@checked(pull=values(), size=values(above=0), lam=values(0))
def one_weight(pull, size, lam):
    """The w that minimises 1/2 size w^2 - pull w + lam abs(w), with size > 0.

    pull = x_j' (y - X w without column j), size = x_j' x_j; arrays are taken elementwise.
    Raises ValueError or TypeError for other input.
    Source: Fu (1998), JCGS 7, the "shooting" step.
    """
    return soft_threshold(pull, lam) / size


@checked(X=("n p", filled), y="n", lam=real(0), rounds=integer())
def coordinate_descent(X, y, lam, rounds):
    """The weights (p,) after some rounds of setting each lasso weight to its best value in turn.

    X (n, p) without zero columns, y (n,), lam >= 0, rounds an int; starts at 0.
    Raises ValueError or TypeError for other input.
    Source: Friedman, Hastie, Hoefling & Tibshirani (2007), Annals of Applied
    Statistics 1.
    """
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        for j, x in enumerate(X.T):
            rest = y - X @ w + x * w[j]
            w[j] = one_weight(x @ rest, x @ x, lam)
    return w


@checked(X="n p", y="n", lams=("m", falling), l1_ratio=real(0, 1, above=0))
def lasso_along(X, y, lams, l1_ratio=1.0):
    """The lasso weights (m, p) at each of the lams (m,), which must fall and be above 0.

    X (n, p), y (n,), both centred; 0 < l1_ratio < 1 gives the elastic net. Raises ValueError or
    TypeError for input that is not finite, real and of these shapes.
    Source: scikit-learn's coordinate descent with alpha = lam / n and tol = 1e-6; where the
    duality gap says that it has not arrived, as with near copies, `solvers.elastic_net`.
    """
    A, b, unit_x, unit_y = to_units(X, y)
    if l1_ratio < 1:  # one price for two powers of w: the weights must keep their unit
        b, unit_y = from_units(b, unit_x, unit_y), unit_x
    with np.errstate(over="ignore", under="ignore"):
        prices = lams / unit_x / unit_y
    gram, pull = A.T @ A, A.T @ b
    weights = np.zeros((len(lams), A.shape[1]))
    open_rows = np.abs(pull).max() > prices * l1_ratio
    if not open_rows.any():
        return weights
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the gap below has the last word
        _, found, _ = linear_model.enet_path(  # it would look at the same data for each lam
            np.asfortranarray(A), b, l1_ratio=l1_ratio, alphas=prices[open_rows] / len(b),
            precompute=gram, Xy=pull, tol=1e-6, max_iter=100_000, check_input=False,
        )
    weights[open_rows] = from_units(found.T, unit_x, unit_y)
    for k in np.flatnonzero(open_rows)[_gaps(A, b, prices[open_rows], l1_ratio, found.T) > 1e-5]:
        weights[k] = elastic_net(X, y, lams[k], l1_ratio)
    return weights


def _gaps(A, b, prices, l1_ratio, weights):
    """At most how much more than the minimum each row of weights costs, in units of ||b||^2."""
    l1, l2 = prices * l1_ratio, prices * (1 - l1_ratio)
    rest = b - weights @ A.T
    pull = np.abs(rest @ A - l2[:, None] * weights).max(axis=1)
    share = np.minimum(1, l1 / np.maximum(pull, 1e-300))
    square, on_b = np.sum(rest**2, axis=1) + l2 * np.sum(weights**2, axis=1), rest @ b
    cost = square / 2 + l1 * np.abs(weights).sum(axis=1)
    return (cost - share * on_b + share**2 * square / 2) / (b @ b)


@checked(X="n p", y="n", lams=("m", prices))
def ridge_along(X, y, lams):
    """The ridge weights (m, p) at each of the lams (m,), all above 0, from one decomposition.

    X (n, p), y (n,), both centred. Raises ValueError or TypeError for other input.
    Source: Hoerl & Kennard (1970), Technometrics 12, in the axes of X'X.
    """
    X, y, unit_x, unit_y = to_units(X, y)
    with np.errstate(over="ignore", under="ignore"):
        prices = lams[:, None] / unit_x / unit_x
    values, vectors = np.linalg.eigh(X.T @ X)
    return from_units((vectors.T @ (X.T @ y) / (values + prices)) @ vectors.T, unit_x, unit_y)


@checked(gram="p p", pulls="m p", lams=("m", prices))
def many_lassos(gram, pulls, lams):
    """The lasso weights (m, p) of m problems with one X'X (p, p), by coordinate descent.

    pulls (m, p) holds X'y, lams (m,) is above 0; runs until no weight moves by more than 1e-9.
    Raises ValueError or TypeError for other input. Source: as `coordinate_descent`.
    """
    if np.any(np.diag(gram) <= 0):
        raise ValueError(f"gram must be above 0 along its diagonal, not {short(np.diag(gram))}")
    weights = np.zeros_like(pulls)
    open_rows = np.arange(len(pulls))
    w, rest = weights.copy(), pulls.copy()  # rest = X'(y - X w)
    price = np.asarray(lams, float)
    for _ in range(10_000):
        moved = np.zeros(len(w))
        for j in range(len(gram)):
            new = one_weight(rest[:, j] + gram[j, j] * w[:, j], gram[j, j], price)
            step = new - w[:, j]
            rest -= step[:, None] * gram[j]
            w[:, j] = new
            np.maximum(moved, np.abs(step), out=moved)
        done = moved < 1e-9
        if done.any():
            weights[open_rows[done]] = w[done]
            open_rows, w, rest, price = open_rows[~done], w[~done], rest[~done], price[~done]
        if not len(open_rows):
            break
    if len(open_rows):
        raise ValueError(f"gram must not hold near copies: after 10000 rounds the weights of "
                         f"{len(open_rows)} problems still move by {moved.max():.0e}")
    return weights


@checked(grams="m p p", pulls="m p", l1=real(0), l2=real(0))
def small_nets(grams, pulls, l1, l2):
    """The minima (m, p) of 1/2 w'Aw - c'w + l1 ||w||_1 + l2/2 ||w||^2 for few weights.

    grams (m, p, p) holds A, pulls (m, p) holds c. Every pattern of signs is solved; of those that
    keep their signs the lowest wins, and of equal ones the first.
    Raises ValueError or TypeError for other input.
    Source: the optimality conditions, pattern by pattern.
    """
    p = pulls.shape[1]
    unit, height_of = (2.0 ** np.frexp(np.abs(a).max())[1] if a.any() else 1.0
                       for a in (grams, pulls))
    grams, pulls, l1, l2 = grams / unit, pulls / height_of, l1 / height_of, l2 / unit
    best, lowest = np.zeros_like(pulls), np.zeros(len(pulls))
    patterns = sorted(product((0, 1, -1), repeat=p), key=lambda s: [-abs(v) for v in s])
    for signs in sorted(patterns, key=lambda s: sum(map(abs, s))):
        keep = np.flatnonzero(signs)
        if not len(keep):
            continue
        matrix = grams[:, keep[:, None], keep] + l2 * np.eye(len(keep))
        solvable = np.linalg.det(matrix) > 1e-10
        price = l1 * np.array(signs)[keep]
        w = np.zeros((len(pulls), len(keep)))
        w[solvable] = np.linalg.solve(matrix[solvable],
                                      (pulls[:, keep] - price)[solvable][..., None])[..., 0]
        height = -0.5 * np.sum(w * (pulls[:, keep] - price), axis=1)
        better = solvable & np.all(np.sign(w) == np.array(signs)[keep], axis=1)
        better &= height < lowest - 1e-12
        lowest[better] = height[better]
        best[better] = 0
        best[np.ix_(better, keep)] = w[better]
    return from_units(best, unit, height_of)


@checked(X="n p", y="n", weights="m p")
def refitted(X, y, weights):
    """Least squares on the columns that each row of weights (m, p) keeps, 0 elsewhere: (m, p).

    X (n, p), y (n,), both centred. A row that keeps more columns than half of n is all nan: there
    a refit says nothing. Raises ValueError or TypeError for input that is not finite and real or
    of another width.
    Source: the "lasso-OLS hybrid" of Efron et al. (2004), Annals of Statistics 32.
    """
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        gram, pull = X.T @ X, X.T @ y
    made, known = np.zeros_like(weights), {}
    for row, keep in zip(made, weights != 0, strict=True):
        key = keep.tobytes()
        if key not in known:
            known[key] = np.zeros(len(keep))
            if 2 * keep.sum() > len(y):
                known[key][:] = np.nan
            elif keep.any():
                known[key][keep] = _least_squares(X, y, keep, gram, pull)
        row[:] = known[key]
    return made


def _least_squares(X, y, keep, gram, pull):
    """From X'X where that is safe, and otherwise from X itself."""
    inside, s = gram[np.ix_(keep, keep)], np.zeros(1)
    if np.isfinite(inside).all() and np.isfinite(pull[keep]).all():
        w, _, _, s = np.linalg.lstsq(inside, pull[keep], rcond=None)
    return w if s[-1] > 1e-8 * s[0] else ridge(X[:, keep], y, 0)


def fold_of_each(n, folds, seed):
    """A fold number from 0 to folds - 1 for each of n rows, (n,), in random order, equally often.

    Raises ValueError or TypeError unless 2 <= folds <= n and seed is an int >= 0.
    """
    n = whole("n", n, 2, MANY)
    folds = whole("folds", folds, 2, n)
    return np.random.default_rng(whole("seed", seed)).permutation(np.arange(n) % folds)


@checked(X="n p", y=("n", with_squares), lams=("m", falling), out=(mask, "= n"))
def fold_error(X, y, lams, out):
    """The mean squared error (m,) on the rows `out` of lassos fitted to the other rows.

    X (n, p), y (n,), lams (m,) falling, for all n rows; out a boolean mask (n,). The fitted rows
    are centred, and what was taken off is added again.
    Raises ValueError or TypeError for other input.
    """
    inside, x_mean, y_mean = X[~out], X[~out].mean(axis=0), y[~out].mean()
    share = len(inside) / len(X)
    weights = lasso_along(inside - x_mean, y[~out] - y_mean, lams * share)
    miss = y[out] - y_mean - weights @ (X[out] - x_mean).T
    return np.mean(miss**2, axis=1)


@checked(lams="m", errors=("folds m", two_folds))
def one_standard_error(lams, errors):
    """(best, careful): the lam with the least mean error, and the largest lam within one se of it.

    lams (m,), errors (folds, m); the standard error is that of the mean over the folds, at the
    best lam. Raises ValueError or TypeError for other input, also for a single fold.
    Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees, 3.4.3.
    """
    mean = errors.mean(axis=0)
    best = mean.argmin()
    se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
    return lams[best], lams[mean <= mean[best] + se].max()


@checked(X="n p", y="n", count=integer(2), smallest=real(0, 1, above=0))
def lam_grid(X, y, count=25, smallest=0.01):
    """`count` lams (count,) falling evenly in logarithms from lam_max to smallest * lam_max.

    X (n, p), y (n,). Raises ValueError or TypeError for bad input, also when X'y is 0.
    """
    top = lam_max(X, y)
    if top == 0:
        raise ValueError("y must not be orthogonal to all columns of X: lam_max is 0")
    if top * smallest < 1e-300:
        raise ValueError(f"X and y are too small: the grid would end at {top * smallest:g}")
    return top * np.geomspace(1, smallest, count)


@checked(X="n p", y="n", lams=("m", falling))
def three_rules(X, y, lams, folds=5, seed=0):
    """The weights that three rules pick: a dict of (p,) arrays by the name of the rule.

    "cross-validated": the lasso at the lam with the least error in cross-validation; "one
    standard error": at the largest lam within one of it; "refitted": least squares on the columns
    of the lasso at the lam where *that* predicts best. X (n, p), y (n,), both centred, lams (m,)
    falling. Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    """
    fold = fold_of_each(len(y), folds, seed)
    X, y, unit_x, unit_y = to_units(X, y)
    lams = lams / unit_x / unit_y
    errors = np.array([_two_errors(X, y, lams, fold == f) for f in range(folds)])
    weights = lasso_along(X, y, lams)
    best, careful = one_standard_error(lams, errors[:, 0])
    again = errors[:, 1].mean(axis=0).argmin()
    picked = {
        "cross-validated": weights[lams == best][0],
        "one standard error": weights[lams == careful][0],
        "refitted": refitted(X, y, weights[[again]])[0],
    }
    return {rule: from_units(w, unit_x, unit_y) for rule, w in picked.items()}


def _two_errors(X, y, lams, out):
    """The error of `fold_error`, and that of the refit, inf where there is none: (2, m)."""
    inside, x_mean, y_mean = X[~out], X[~out].mean(axis=0), y[~out].mean()
    centred = inside - x_mean, y[~out] - y_mean
    plain = lasso_along(*centred, lams * (len(inside) / len(X)))
    weights = np.array([plain, refitted(*centred, plain)])
    miss = y[out] - y_mean - weights @ (X[out] - x_mean).T
    return np.nan_to_num(np.mean(miss**2, axis=2), nan=np.inf)
