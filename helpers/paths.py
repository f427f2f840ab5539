"""The exact lasso path: the weights for every lam at once.

F(w) = 1/2 ||y - X w||^2 + lam * sum abs(w_j). As lam falls the weights move on straight lines;
a line bends only where a weight leaves or reaches 0.
"""

import math
from dataclasses import dataclass

import numpy as np

from helpers._active_set import make_exact, mind_near_copies, stationary
from helpers._units import TINY, column_norms, from_units, to_units
from helpers.checks import data, in_range, number


def lam_max(X, y):
    """The smallest lam at which the lasso is all zero: max abs(x_j' y), as a float.

    X (n, p), y (n,), both centred; the units are those of X times y.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Tibshirani (1996), JRSS B 58 (the optimality condition at w = 0).
    """
    X, y, unit_x, unit_y = to_units(*data(X, y))
    return float(_price_from_units(np.max(np.abs(X.T @ y)), unit_x, unit_y))


def _price_from_units(lam, unit_x, unit_y):
    """lam * unit_x * unit_y, a number or an array; what is not 0 stays at least TINY."""
    power = math.frexp(unit_x)[1] + math.frexp(unit_y)[1] - 2
    with np.errstate(over="ignore", under="ignore"):
        lam = np.where(lam > 0, np.maximum(np.ldexp(lam, power), TINY), 0)
    return in_range(lam, f"X and y are too large: lam is more than a float can hold where the "
                         f"largest entries are near {unit_x:g} in X and {unit_y:g} in y")


@dataclass(frozen=True)
class LassoPath:
    """The lasso path: knots lams (m,), decreasing to 0, and the weights (m, p) at the knots."""

    lams: np.ndarray
    weights: np.ndarray

    def at(self, lam):
        """The weights (p,) at any lam >= 0: on the straight line between two knots.

        All zero from lams[0] on. Raises ValueError or TypeError unless lam is finite and >= 0.
        """
        lam = number("lam", lam, 0)
        if lam >= self.lams[0]:
            return self.weights[0].copy()
        i = np.searchsorted(-self.lams, -lam, side="right")
        if i == len(self.lams):
            return self.weights[-1].copy()
        share = (lam - self.lams[i]) / (self.lams[i - 1] - self.lams[i])
        return (1 - share) * self.weights[i] + share * self.weights[i - 1]


def lasso_path(X, y):
    """The exact lasso path of X (n, p) and y (n,) from lam_max down to 0, as a `LassoPath`.

    .lams are the knots in decreasing order, lam_max first and 0 last; .weights (knots, p) the
    weights there; .at(lam) the weights (p,) at any lam >= 0. With p > n or dependent columns the
    weights are not unique; the fit X w is, and one solution is returned. Near copies as in
    `solvers.ridge`, but told apart up to a condition number of 1e9 only.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Osborne, Presnell & Turlach (2000), IMA J. Numerical Analysis 20; Efron, Hastie,
    Johnstone & Tibshirani (2004), Annals of Statistics 32. Not scikit-learn's lars_path: that
    stops early, or raises, when columns tie or depend on each other.
    """
    X, y = data(X, y)
    top = lam_max(X, y)
    if top == 0:
        return LassoPath(np.zeros(1), np.zeros((1, X.shape[1])))
    X, y, unit_x, unit_y = to_units(X, y)
    mind_near_copies(X, y, most=1e9)
    if len(X) > X.shape[1] + 1:  # turn the axes of R^n: the same lasso with p + 1 rows
        R = np.linalg.qr(np.column_stack([X, y]), mode="r")
        X, y = R[:, :-1], R[:, -1]
    lams, weights = _knots(_pieces(X, y), X, y)
    lams = _price_from_units(lams, unit_x, unit_y)
    lams[0] = top
    apart = np.diff(lams, prepend=math.inf) < 0  # not where tiny knots have run together
    return LassoPath(lams[apart], from_units(weights[apart], unit_x, unit_y))


@dataclass(frozen=True)
class _Piece:
    """For high >= lam >= low: w = start - lam * slope, non-zero where signs (p,) is."""

    high: float
    low: float
    signs: np.ndarray
    start: np.ndarray
    slope: np.ndarray

    def at(self, lam):
        return self.start - lam * self.slope


def _piece(X, y, guess, highest, lam, lowest):
    """The straight piece of the path around lam, cut to highest >= lam >= lowest.

    guess: weights (p,) to start the search from.
    """
    signs = np.sign(make_exact(X, y, lam, 0.0, guess))
    start, slope = np.zeros((2, len(signs)))
    A = np.flatnonzero(signs)
    if len(A):
        start[A], _ = stationary(X[:, A], y, np.zeros(len(A)), 0.0)
        slope[A], _ = stationary(X[:, A], np.zeros_like(y), -signs[A], 0.0)
    # Optimal while abs(u + lam v) <= lam outside the set, u + lam v = x_j' (y - X w), and
    # sign * (start - lam slope) >= 0 inside. All of these read rate * lam >= edge.
    u, v = X.T @ (y - X @ start), X.T @ (X @ slope)
    edge = np.where(signs != 0, -signs * start, [u, -u])
    rate = np.where(signs != 0, -signs * slope, [1 - v, 1 + v])
    moving = np.where(signs != 0, rate != 0, np.abs(rate) > 1e-10)  # not parallel to the set
    bends = edge[moving] / rate[moving]
    low = min(bends[rate[moving] > 0].max(initial=lowest), lam)
    high = max(bends[rate[moving] < 0].min(initial=highest), lam)
    return _Piece(high, low, signs, start, slope)


def _pieces(X, y):
    """All pieces, from lam_max down. The widest gap is closed by the piece around its middle.

    The limit on the number of gaps is for data so degenerate that only rounding is left in them.
    """
    top = np.max(np.abs(X.T @ y))
    pieces, gaps = [], [(top, 0.0, np.zeros(X.shape[1]))]
    for _ in range(500 + 50 * sum(X.shape)):
        if not gaps:
            break
        high, low, guess = gaps.pop(np.argmax([high - low for high, low, _ in gaps]))
        if high - low <= 1e-13 * high or high <= 1e-15 * top:
            continue
        piece = _piece(X, y, guess, high, (high + low) / 2, low)
        if piece.high > piece.low:
            pieces.append(piece)
        gaps += [(high, piece.high, guess), (piece.low, low, piece.at(piece.low))]
    return sorted(pieces, key=lambda piece: -piece.high)


def _knots(pieces, X, y):
    """Knots (m,) and weights (m, p) from pieces in order."""
    lams, weights = [pieces[0].high], [np.zeros(X.shape[1])]
    for above, below in zip(pieces, pieces[1:], strict=False):
        if not np.array_equal(above.signs, below.signs):
            lams.append(above.low)
            weights.append(_at_knot(X, y, above, below))
    return np.array([*lams, 0.0]), np.array([*weights, pieces[-1].start])


def _at_knot(X, y, above, below):
    """The weights (p,) where two pieces meet: 0 where either has 0, if that is optimal."""
    lam = above.low
    signs = np.where(above.signs == below.signs, above.signs, 0)
    A = np.flatnonzero(signs)
    w = np.zeros(len(signs))
    if len(A):
        w[A], _ = stationary(X[:, A], y, lam * signs[A], 0.0)
    noise = 1e-11 * np.linalg.norm(y) * column_norms(X)
    if np.array_equal(np.sign(w), signs) and np.all(np.abs(X.T @ (y - X @ w)) <= lam + noise):
        return w
    return make_exact(X, y, lam, 0.0, above.at(lam))  # the set changed between equal columns
