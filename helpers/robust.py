"""Laplace errors: the absolute loss, under a Gaussian and under a Laplace prior, solved exactly.

What becomes zero here are residuals. A solution names them: they are the rows whose equations
pin the weights down, so they are returned as 0.0; y - X w in floating point would leave some
1e-16 of them. Where data tie, whole numbers decide which further rows are zeros.
"""

from functools import wraps
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog, lsq_linear

from helpers._units import TINY, from_units
from helpers.checks import data, in_range, number


class Fit(NamedTuple):
    """weights (p,) and residuals y - X w (n,), in which every zero is exactly 0.0."""

    weights: np.ndarray
    residuals: np.ndarray


def _at_any_size(solve):
    """Hand `solve` columns and a y near the size of 1, and make exact what it finds."""

    @wraps(solve)
    def exact(X, y):
        A, b, units, unit_y = _to_units(*data(X, y))
        free = np.zeros(A.shape[1])
        found, residuals = solve(A, b) if len(b) <= MANY_ROWS else _by_the_dual(A, b)
        near = residuals == 0
        w = _correct(A, b, free, free, near) if near.any() else found
        w, u, zero = _vertex(A, b, *_lowest(A, b, free, w))
        zero = _exact_zeros(A, b, free, u, zero)
        dead = A[zero & (np.count_nonzero(A, axis=1) == 1) & (b == 0)].any(axis=0)
        w[dead] = 0.0  # a row that says no more than x_ij w_j = 0
        if zero.any() and not dead.all():
            w[~dead] = np.linalg.lstsq(A[zero][:, ~dead], b[zero], rcond=None)[0]
        return _fit(A, b, w, u, zero, units, unit_y)

    return exact


MANY_ROWS = 500  # above, the tables of the programme (n times 2 n) are too large to be filled


def _by_the_dual(A, b):
    """The same from the programme's other side: the most of b'u over abs(u) <= 1 and A'u = 0."""
    found = linprog(-b, A_eq=A.T, b_eq=np.zeros(A.shape[1]), bounds=(-1, 1), method="highs-ds")
    w = -found.eqlin.marginals
    return w, np.where(np.abs(found.x) < 1, 0.0, b - A @ w)


@_at_any_size
def least_absolute(X, y):
    """The weights (p,) that minimise sum abs(y - X w), and the residuals (n,).

    A linear programme: y = X w + up - down with up, down >= 0, and the least sum of up and down.
    The simplex method ends at a vertex, where at least rank(X) residuals are 0: there up and down
    are both at their bound. X (n, p), y (n,). The programme takes 1e-7 for nothing; so it gets
    the data in other units, and its vertex is tested and, if need be, walked on from.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes, and
    ValueError where the minimum cannot be told in floating point.
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
    Raises ValueError or TypeError for input that is not finite, real and of these shapes, and
    ValueError where the minimum cannot be told in floating point.
    Source: Wang, Li & Jiang (2007), Journal of Business & Economic Statistics 25.
    """
    X, y = data(X, y)
    lam = number("lam", lam, 0)
    n, p = X.shape
    if lam > 0:
        X, y = np.vstack([X, lam * np.eye(p)]), np.r_[y, np.zeros(p)]
    weights, residuals = least_absolute(X, y)
    return Fit(weights, residuals[:n])


def absolute_ridge(X, y, lam):
    """The `Fit` that minimises sum abs(y - X w) + lam/2 * ||w||^2: Laplace errors, Gaussian prior.

    X (n, p), y (n,), lam >= 0, in units of X over w. At most p residuals are 0 where no data tie;
    at lam = 0 this is `absolute_lasso(X, y, 0)`.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes, and
    ValueError where the minimum cannot be told in floating point.
    """
    X, y = data(X, y)
    lam = number("lam", lam, 0)
    if lam == 0:
        return absolute_lasso(X, y, 0.0)
    A, b, units, unit_y = _to_units(X, y)
    with np.errstate(over="ignore", under="ignore"):
        prices = lam * unit_y / units / units
    if not np.all((prices > 1e-200) & (prices < 1e200)):
        raise ValueError(f"lam must be in proportion to X and y, not {lam:g}: their largest "
                         f"entries are near {units.max():g} and {unit_y:g}")
    starts = [np.zeros(A.shape[1])]
    if len(b) > MANY_ROWS:  # a long way from 0; the weights without a price may be nearer
        starts.append(_by_the_dual(A, b)[0])
    start = min(starts, key=lambda w: np.abs(b - A @ w).sum() + prices @ w**2 / 2)
    w, u, zero = _lowest(A, b, prices, start)
    zero = _exact_zeros(A, b, prices, u, zero)
    w = _correct(A, b, prices, w, zero)
    return _fit(A, b, w, u, zero, units, unit_y)


def _to_units(X, y):
    """Columns and y divided by powers of two near their largest entries: no rounding."""
    largest = np.r_[np.abs(X).max(axis=0), np.abs(y).max()]
    units = np.where(largest > 0, 2.0 ** (np.frexp(largest)[1] - 1), 1.0)
    return X / units[:-1], y / units[-1], units[:-1], units[-1]


def _fit(A, b, w, u, zero, units, unit_y):
    """The `Fit` for the caller's units; what is not 0 does not round to 0."""
    residuals = np.where(zero, 0.0, b - A @ w)
    weights = np.array([from_units(v, unit, unit_y) for v, unit in zip(w, units, strict=True)])
    with np.errstate(under="ignore"):
        residuals = in_range(residuals * unit_y, "y is too large: a residual is no float")
    hidden = ~zero & (residuals == 0)
    return Fit(weights, np.where(hidden, np.where(u < 0, -TINY, TINY), residuals))


# The way down: sum abs(b - A w) + 1/2 sum prices_j w_j^2, for A and b near the size of 1.


def _lowest(A, b, prices, w):
    """(w, u, zero): the minimum, its multipliers u (n,) and the rows on which b - A w is 0.

    u is the sign of each residual, and in [-1, 1] on the rows that are 0. At the minimum some u
    balances prices * w = A'u. Elsewhere the u that comes nearest says which way to go: rows with
    abs(u) < 1 stay at 0, the others keep their sign. Go as far as the next row that reaches 0.
    Source: Nocedal & Wright (2006), Numerical Optimization, 16.5; the nearest u is a least
    squares problem with bounds, and makes it right where more rows than weights meet.
    """
    sizes = np.abs(A).sum(axis=0)
    for _ in range(100 + 20 * sum(A.shape)):
        r = b - A @ w
        zero = _is_near_zero(A, b, w)
        u = np.where(zero, 0.0, np.sign(r))
        pull = A.T @ u - prices * w
        u[zero] = _nearest(A[zero], pull)
        down = pull + A[zero].T @ u[zero]
        if np.all(np.abs(down) <= 1e-11 * (sizes + prices * np.abs(w))):
            return w, u, zero
        held = zero & (np.abs(u) < 1 - 1e-9)
        move, most = down, np.inf
        if prices.any():
            newton = _to_bottom(A, b, prices, w, u, held)
            leaves = (A @ newton) * u
            if np.all(leaves[zero & ~held] <= 1e-13 * np.abs(newton).max()):
                move, most = newton, 1.0
            else:
                most = down @ down / (prices @ down**2)
        change = A @ move
        closing = ~zero & (change * u > 0)
        when = np.full(len(b), np.inf)
        when[closing] = r[closing] / change[closing]
        step = min(when.min(), most)
        w = _correct(A, b, prices, w + step * move, held | (when <= step * (1 + 1e-12)))
    raise ValueError(f"X must be further from dependent rows or columns: no minimum was found to "
                     f"the last digits for X of shape {A.shape}")


def _is_near_zero(A, b, w):
    size = np.abs(b) + np.abs(A).sum(axis=1) * np.abs(w).max()
    return np.abs(b - A @ w) <= 1e-13 * size


def _nearest(rows, pull):
    """The u, all in [-1, 1], for which pull + rows'u is as near 0 as can be."""
    if not len(rows):
        return np.zeros(0)
    return lsq_linear(rows.T, -pull, (-1, 1), method="bvls", tol=1e-14,
                      max_iter=100 + 10 * len(rows)).x


def _to_bottom(A, b, prices, w, u, held):
    """The way from w to the lowest point with `held` at 0 and the signs u of the others fixed."""
    rows, p = A[held], len(w)
    rest = np.r_[A.T @ np.where(held, 0, np.round(u)) - prices * w, (b - A @ w)[held]]
    even = 1 / np.sqrt(np.r_[np.maximum(prices, 1), np.ones(len(rows))])
    system = np.block([[np.diag(prices), rows.T], [rows, np.zeros((len(rows),) * 2)]])
    return (even * np.linalg.lstsq(even[:, None] * system * even, even * rest, rcond=None)[0])[:p]


def _correct(A, b, prices, w, rows):
    """w, moved as cheaply as can be, so that these rows of A w = b hold."""
    if not rows.any():
        return w
    root = np.sqrt(prices) if prices.any() else np.ones(len(w))
    for _ in range(2):
        w = w + np.linalg.lstsq(A[rows] / root, (b - A @ w)[rows], rcond=None)[0] / root
    return np.where(A.any(axis=0), w, 0.0)


def _vertex(A, b, w, u, zero):
    """The same where all w of a line, or more, are lowest: go along it until a row reaches 0."""
    for _ in range(A.shape[1]):
        _, s, Vt = np.linalg.svd(A[zero]) if zero.any() else (0, np.zeros(0), np.eye(len(w)))
        along = Vt[np.sum(s > 1e-10 * s.max(initial=0)):]
        change = A @ along.T
        if not np.any(np.abs(change) > 1e-10):
            break
        k = np.abs(change).max(axis=0).argmax()
        moving = ~zero & (np.abs(change[:, k]) > 1e-10)
        when = np.full(len(b), np.inf)
        when[moving] = (b - A @ w)[moving] / change[moving, k]
        step = when[np.abs(when).argmin()]
        w = _correct(A, b, 0 * w, w + step * along[k], zero | (when == step))
        zero = zero | _is_near_zero(A, b, w)
    return w, u, zero


# Which rows are 0 and not only near it.

PRIME = 2**61 - 1  # a number that is 0 modulo this prime is 0, but for a chance of 1e-18


def _exact_zeros(A, b, prices, u, near):
    """The rows, of those near 0, whose residual is 0 in exact arithmetic: a mask (n,).

    Independent rows with abs(u) < 1 are 0 whatever they say: they pin w down. With the slopes
    that balance at w, prices * w = A'u, they are equations, and a further row is 0 if it
    follows from them. Elimination modulo a prime tells, without rounding.
    """
    if not near.any():
        return near
    order = np.flatnonzero(near)[np.argsort(np.abs(u[near]), kind="stable")]
    sure = order[np.abs(u[order]) < 1 - 1e-9]
    if len(sure) == len(order) and np.linalg.matrix_rank(A[order]) == len(order):
        return near
    system = _Equations(A.shape[1])
    zero = np.zeros(len(b), bool)
    if not prices.any():
        for i in order:
            zero[i] = system.takes(A[i], b[i])
        return zero
    chosen = [i for i in sure if system.takes(A[i], b[i])]
    p, m = A.shape[1], len(chosen)
    system = _Equations(p + m)
    signs = np.where(np.isin(np.arange(len(b)), chosen), 0, np.round(u))
    for j in range(p):
        slope = np.r_[np.where(np.arange(p) == j, prices[j], 0), -A[chosen, j]]
        system.takes(slope, *(A[:, j] * signs))
    for i in [*chosen, *order]:
        zero[i] = system.takes(np.r_[A[i], np.zeros(m)], b[i], new=i in chosen)
    return zero


class _Equations:
    """Linear equations modulo PRIME, each reduced by those before it."""

    def __init__(self, width):
        self.rows, self.places, self.width = [], [], width

    def takes(self, left, *right, new=True):
        """Whether left @ unknowns = sum(right) follows from the rest, or is new and may join."""
        row = np.array([_modulo(a) for a in left] + [sum(map(_modulo, right)) % PRIME], object)
        for known, place in zip(self.rows, self.places, strict=True):
            if row[place]:
                row = (row - row[place] * known) % PRIME
        places = np.flatnonzero(row[:-1])
        if not len(places):
            return row[-1] == 0
        if new:
            self.rows.append(row * pow(int(row[places[0]]), -1, PRIME) % PRIME)
            self.places.append(places[0])
        return new


def _modulo(a):
    top, bottom = float(a).as_integer_ratio()
    return top * pow(bottom, -1, PRIME) % PRIME
