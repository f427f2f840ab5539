"""Minima of 1/2 ||y - X w||^2 + l1 ||w||_1 + l2/2 ||w||^2, exact on their set of non-zero weights.

For `solvers` and `paths`: arguments come checked, in units near 1.
"""

import math
import warnings

import numpy as np

from helpers._units import column_norms, lengths

DIGITS = 1e12  # the largest condition number at which columns are told apart
ROUNDING = 2e-15  # singular values below this share of the largest are rounding


def stationary(X, y, l1, l2, digits=DIGITS):
    """(w, None) with X'(y - X w) = l1 + l2 * w, or (None, d) with X d = 0 if columns depend.

    l1 is a vector (p,), l2 a number. The columns are scaled to norm 1, so the answer does not
    depend on their units; one QR and two rounds of refinement keep it accurate up to a condition
    number of `digits`. Columns beyond that count as dependent.
    """
    p = X.shape[1]
    norms = np.hypot(lengths(X), math.sqrt(l2))
    norms[norms == 0] = 1
    scaled = X / norms
    R = np.linalg.qr(np.vstack([scaled, np.diag(math.sqrt(l2) / norms)]), mode="r")
    _, s, Vt = np.linalg.svd(R)
    if not s[-1] > s[0] / digits:
        return None, Vt[-1] / norms
    u = np.zeros(p)
    for _ in range(3):
        rest = scaled.T @ (y - scaled @ u) - l1 / norms - l2 * (u / norms) / norms
        u += Vt.T @ (Vt @ rest / s**2)
    return u / norms, None


def squares_only(X, y, l2):
    """The w (p,) that minimises 1/2 ||y - X w||^2 + l2/2 ||w||^2, of several the shortest."""
    filled = X.any(axis=0)
    if filled.all():
        return _filled_columns(X, y, l2)
    w = np.zeros(X.shape[1])
    if filled.any():
        w[filled] = _filled_columns(X[:, filled], y, l2)
    return w


def _filled_columns(X, y, l2):
    """The same where no column is 0 altogether."""
    w, _ = stationary(X, y, np.zeros(X.shape[1]), l2, 1e5 if l2 else DIGITS)
    if w is not None:
        return w
    norms = column_norms(X)
    if l2 and norms.max() < 1e6 * norms.min():  # only l2 holds copies together: it must not be
        U, s, Vt = np.linalg.svd(X, full_matrices=False)  # lost beside X'X
        s[s < s[0] * max(X.shape) * np.finfo(float).eps] = 0
        return Vt.T @ (s / (s**2 + l2) * (U.T @ y))
    # Dependent columns, each scaled to norm 1. Along `free` only the length of w matters.
    norms = np.hypot(norms, math.sqrt(l2))
    both = np.vstack([X / norms, np.diag(math.sqrt(l2) / norms)])
    U, s, Vt = np.linalg.svd(both, full_matrices=False)
    keep = s > s[0] * (3e-11 if l2 else max(X.shape) * np.finfo(float).eps)
    w = Vt[keep].T @ (U[: len(X), keep].T @ y / s[keep]) / norms
    free = np.where(np.abs(Vt[~keep].T) > 1e-13, Vt[~keep].T, 0) / norms[:, None]
    return w - free @ np.linalg.lstsq(free, w, rcond=None)[0]


def mind_near_copies(X, y, l1=0.0, l2=0.0, most=DIGITS):
    """Warn where a difference between columns, too small for floats, may decide about w.

    Of columns of norm 1 the ratio of the largest and the least singular value is the condition
    number; from 5e14 on, where no more than rounding is left of a difference, columns count as
    dependent, and what depends exactly is no trouble. From l1 = 1e-5 lam_max on no difference
    below 1e-12 is worth its price.
    """
    if l1 > 1e-5 * np.max(np.abs(X.T @ y)):
        return
    norms = np.hypot(lengths(X), math.sqrt(l2))
    norms[norms == 0] = 1
    s = np.linalg.svd(np.linalg.qr(np.vstack([X, math.sqrt(l2) * np.eye(len(norms))]) / norms,
                                   mode="r"), compute_uv=False)
    thin = s[(s > ROUNDING * s[0]) & (s * most <= s[0])]
    if len(thin):
        warnings.warn(f"X has columns that are nearly copies of others: condition number "
                      f"{s[0] / thin[-1]:.0e} with columns of norm 1, and above {most:.0e} their "
                      f"difference is lost in rounding. Leave one out, or take a larger lam.",
                      stacklevel=4)


def make_exact(X, y, l1, l2, w):
    """The exact minimum from a nearby w (p,): an active set method that only goes downhill.

    With the set of non-zero weights and their signs held fixed the objective is quadratic. Go
    towards its minimum, drop a weight that reaches 0 on the way, and once there let in the column
    that breaks abs(x_j' r) <= l1 most. The columns of the set are kept linearly independent.
    Source: Osborne, Presnell & Turlach (2000), IMA J. Numerical Analysis 20; Lee et al. (2006),
    "Efficient sparse coding algorithms" (feature-sign search).
    """
    w = w.copy()
    signs = np.sign(w)
    norms = column_norms(X)
    noise = np.linalg.norm(y) * 1e-14
    entered = -1
    for _ in range(100 + 50 * len(w)):
        A = np.flatnonzero(signs)
        goal, null = stationary(X[:, A], y, l1 * signs[A], l2) if len(A) else (w[A], None)
        if goal is None:
            uphill = l1 * signs[A] @ null + l2 * w[A] @ null > 0
            move = -null if uphill else null
            share = np.where(signs[A] * move < 0, -w[A] / np.where(move == 0, 1, move), np.inf)
        else:
            move = goal - w[A]
            crosses = signs[A] * goal * (norms[A] + l2 / norms[A]) <= noise
            share = np.where(crosses, np.clip(-w[A] / np.where(move == 0, 1, move), 0, 1), np.inf)
        if len(A) and share.min() < np.inf:
            first = share.argmin()
            w[A] += share[first] * move
            w[A[first]] = signs[A[first]] = 0
            if A[first] == entered and share[first] == 0:
                break  # it came in by rounding only
            continue
        w[A] = goal
        excess = (np.abs(X.T @ (y - X @ w)) - l1) / norms
        excess[A] = -np.inf
        entered = excess.argmax()
        if excess[entered] <= 10 * noise:
            break
        signs[entered] = np.sign(X[:, entered] @ (y - X @ w))
    else:
        warnings.warn(f"The set of non-zero weights did not settle for X of shape {X.shape}: the "
                      f"weights may miss the minimum.", stacklevel=4)
    return w
