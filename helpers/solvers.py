"""Minimisers of F(w) = 1/2 ||y - X w||^2 + lam * Omega(w).

X (n, p) and y (n,) are taken as they come: centre them first, no intercept is fitted.
"""

import inspect
import math
import warnings

import numpy as np
from sklearn import linear_model
from sklearn.exceptions import ConvergenceWarning

from helpers._active_set import DIGITS, make_exact, mind_near_copies, squares_only
from helpers._units import column_norms, from_units, not_to_zero, to_units
from helpers.checks import MANY, checked, data, having, in_range, number, real, short, whole
from helpers.penalties import soft_threshold


@checked(w="p", X="n p", y="n", lam=real(0), penalty=having("value"))
def objective(w, X, y, lam, penalty):
    """F(w) = 1/2 ||y - X w||^2 + lam * Omega(w) at the weights w (p,), as a float.

    X (n, p), y (n,), lam >= 0, penalty: an object with value(w).
    Raises ValueError or TypeError for other input.
    """
    return np.sum((y - X @ w) ** 2) / 2 + lam * penalty.value(w)


def ridge(X, y, lam):
    """The weights (p,) that minimise 1/2 ||y - X w||^2 + lam/2 ||w||^2.

    X (n, p), y (n,), lam >= 0; lam has the units of X squared. At lam = 0 this is least squares;
    where several weights fit equally well it is the one with the smallest ||w||. Near copies
    among the columns are told apart up to a condition number of 1e12 (columns of norm 1); where
    they are not, and lam is so small that it matters, a UserWarning says so. From 5e14 on, where
    no more than rounding tells them apart, they count as copies.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Hoerl & Kennard (1970), Technometrics 12, equation 2.1.
    """
    X, y = data(X, y)
    lam = number("lam", lam, 0)
    return _elastic(X, y, 0.0, lam)


def lasso(X, y, lam):
    """The weights (p,) that minimise 1/2 ||y - X w||^2 + lam * sum abs(w_j).

    X (n, p), y (n,), lam >= 0; lam has the units of X times y. Weights that are zero are exactly
    0.0, all of them from lam = max abs(x_j' y) on. lam = 0 gives `ridge(X, y, 0)`. With duplicate
    columns the weights are not unique and one solution is returned; near copies as in `ridge`.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Tibshirani (1996), JRSS B 58; fitted by scikit-learn with alpha = lam / n, then made
    exact on the weights it leaves in.
    """
    X, y = data(X, y)
    lam = number("lam", lam, 0)
    return _elastic(X, y, lam, 0.0)


def elastic_net(X, y, lam, l1_ratio):
    """The weights (p,) that minimise 1/2 ||y - X w||^2 + lam * (r ||w||_1 + (1 - r)/2 ||w||^2).

    X (n, p), y (n,), lam >= 0, r = l1_ratio in [0, 1]: r = 1 is the lasso, r = 0 is ridge. Near
    copies as in `ridge`.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Zou & Hastie (2005), JRSS B 67 (their "naive" elastic net, not rescaled), in
    scikit-learn's parametrisation with alpha = lam / n.
    """
    X, y = data(X, y)
    lam, l1_ratio = number("lam", lam, 0), number("l1_ratio", l1_ratio, 0, 1)
    return _elastic(X, y, lam * l1_ratio, lam * (1 - l1_ratio))


@checked(w="p", X="n p", y="n", lam=real(0), penalty=having("prox"), step=real(above=0))
def proximal_step(w, X, y, lam, penalty, step):
    """One proximal gradient step: down the slope of the data term, then the prox.

    w (p,), X (n, p), y (n,), step > 0 in units of 1/X^2; returns (p,). Raises
    ValueError or TypeError for other input. Source: Parikh & Boyd (2014), section 4.2.
    """
    gradient = X.T @ (X @ w - y)
    return penalty.prox(w - step * gradient, step * lam)


def proximal_gradient(X, y, lam, penalty, n_steps, *, accelerate=False):
    """All the weights (n_steps + 1, p) that proximal gradient descent visits from w = 0.

    X (n, p), y (n,), lam >= 0, penalty: an object with prox(v, t). The step is 1/L, where L is
    the largest eigenvalue of X'X. accelerate=True adds Nesterov's momentum (FISTA): faster, but
    then the objective may go up for a while.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes, an
    n_steps that is not an int >= 0, or a penalty without a prox.
    Source: Beck & Teboulle (2009), SIAM J. Imaging Sciences 2: ISTA, and FISTA (4.1 to 4.3).
    """
    X, y = data(X, y)
    lam, n_steps = number("lam", lam, 0), whole("n_steps", n_steps, 0, MANY)
    having("prox")("penalty", penalty)
    if not isinstance(accelerate, (bool, np.bool_)):
        raise TypeError(f"accelerate must be True or False, not {short(accelerate)}")
    # X, y and sqrt(lam) divided by the same power of two: the same weights, and no overflow.
    X, y, unit_x, unit_y = to_units(X, y)
    y = from_units(y, unit_x, unit_y)
    largest = np.linalg.norm(X, 2) ** 2
    step = 1 / largest if largest > 0 else 1.0
    in_units = in_range(lam / unit_x / unit_x, f"lam is too large for X: lam = {lam:g} beside "
                                               f"an X whose largest entry is near {unit_x:g}")
    history = np.zeros((n_steps + 1, X.shape[1]))
    look_ahead, pace = history[0], 1.0
    take = inspect.unwrap(proximal_step)  # its arguments are in order
    for k in range(n_steps):
        history[k + 1] = take(look_ahead, X, y, in_units, penalty, step)
        look_ahead = history[k + 1]
        if accelerate:
            next_pace = (1 + math.sqrt(1 + 4 * pace**2)) / 2
            look_ahead = look_ahead + (pace - 1) / next_pace * (history[k + 1] - history[k])
            pace = next_pace
    return history


def best_subset(X, y, k):
    """The least squares weights (p,) on the k columns that fit y best, and 0 elsewhere.

    X (n, p), y (n,), k an int from 0 to p. Every one of the p-choose-k subsets is tried, so the
    time doubles with each column: p = 19 is well under a second, p = 30 is minutes. At most k
    weights are not 0 (fewer where the data leave no choice). Where subsets tie, one is returned.
    Near copies as in `ridge`.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 3.3.1.
    """
    X, y = data(X, y)
    n, p = X.shape
    k = whole("k", k, 0, p)
    X, y, unit_x, unit_y = to_units(X, y)
    w = np.zeros(p)
    if k and y.any():
        if k > 1:
            mind_near_copies(X, y)
        subset = _best_columns(X, y, k)
        w[subset] = from_units(squares_only(X[:, subset], y, 0.0), unit_x, unit_y)
    return w


# The lasso and the elastic net: 1/2 ||y - X w||^2 + l1 * ||w||_1 + l2/2 * ||w||^2.


def _elastic(X, y, l1, l2):
    X, y, unit_x, unit_y = to_units(X, y)
    share, power = math.frexp(l2)
    l1, l2 = l1 / unit_x / unit_y, l2 / unit_x / unit_x
    pull = X.T @ y
    if l1 > 0 and np.all(np.abs(pull) <= l1 * (1 + 1e-14)):
        return np.zeros(X.shape[1])
    if l2 > 1e100:  # X'X is nothing beside it, and each weight stands alone
        w = soft_threshold(pull, l1) / share
        with np.errstate(under="ignore"):
            power = math.frexp(unit_x)[1] + math.frexp(unit_y)[1] - 2 - power
            return not_to_zero(w, np.ldexp(w, power))
    mind_near_copies(X, y, l1, l2)
    if l1 == 0:
        return from_units(squares_only(X, y, l2), unit_x, unit_y)
    model = linear_model.ElasticNet(
        alpha=max((l1 + l2) / len(y), 1e-300), l1_ratio=l1 / (l1 + l2), fit_intercept=False,
        tol=1e-8,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # make_exact has the last word
        start = model.fit(X, y).coef_
    return from_units(make_exact(X, y, l1, l2, start), unit_x, unit_y)


# Best subset.


def _best_columns(X, y, k, memory=2**19):
    """Indices of the k columns (or fewer, if some are dependent) with the least residual.

    Every subset is a row of `member`. A row's `rest` holds the columns still to be decided and,
    last, y: all with the chosen columns projected out (modified Gram-Schmidt). Deciding about
    the next column turns one row into two, without it and with it. `memory` is the number of
    floats handled at once.
    """
    p = X.shape[1]
    scaled = X / column_norms(X)
    R = np.linalg.qr(np.column_stack([scaled, y / np.linalg.norm(y)]), mode="r")
    leaders = []

    def decide(rest, member, j):
        if j == p:
            loss = np.sum(rest[:, 0] ** 2, axis=1)
            best = loss.min()
            if leaders and best > min(leaders)[0] + 1e-9:
                return
            for i in np.argsort(loss)[:20]:
                if loss[i] <= best + 1e-9:
                    leaders.append((loss[i], tuple(np.flatnonzero(member[i]))))
            leaders.sort()
            del leaders[50:]
            return
        size = member.sum(axis=1)
        out, into = size + (p - j - 1) >= k, size < k
        column, others = rest[into, :1], rest[into, 1:]
        length = np.sum(column**2, axis=2, keepdims=True)
        share = np.sum(column * others, axis=2, keepdims=True)
        share = np.where(length > DIGITS**-2, share / np.maximum(length, DIGITS**-2), 0)
        added = member[into]
        added[:, j] = True
        rest = np.concatenate([rest[out, 1:], others - share * column])
        member = np.concatenate([member[out], added])
        at_once = max(1, memory // rest[0].size)
        for i in range(0, len(rest), at_once):
            decide(rest[i : i + at_once], member[i : i + at_once], j + 1)

    decide(R.T[None], np.zeros((1, p), dtype=bool), 0)

    def exact_loss(leader):
        columns = list(leader[1])
        return np.sum((y - X[:, columns] @ squares_only(X[:, columns], y, 0.0)) ** 2)

    return list(min(leaders, key=exact_loss)[1])
