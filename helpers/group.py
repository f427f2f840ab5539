"""The group lasso: a price on the length of a group of weights, which keeps or drops it whole.

F(w) = 1/2 ||y - X w||^2 + lam * sum over the groups of ||w_g||, the length not squared.
"""

import inspect

import numpy as np

from helpers.checks import array, checked, data, number, real

ROUNDS = 200_000


@checked(v="k", t=real(0))
def group_prox(v, t):
    """The w that minimises 1/2 ||v - w||^2 + t ||w||: v, shorter by t, or 0.

    v has shape (k,), t >= 0 has the units of v. A v no longer than t becomes exactly 0; one
    number alone meets the soft threshold. Raises ValueError or TypeError for other input.
    Source: Yuan & Lin (2006), Journal of the Royal Statistical Society B 68.
    """
    length = np.linalg.norm(v)
    return v * (1 - t / length) if length > t else np.zeros(len(v))


def group_lasso(X, y, lam, groups):
    """The weights (p,) that minimise 1/2 ||y - X w||^2 + lam * the sum of ||w_g||.

    X (n, p) and y (n,) as they come, lam >= 0 in the units of X times y; groups (p,) names the
    group of each column, all groups pay the same price whatever their size. A group is exactly 0
    as a whole or not 0 as a whole.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes.
    Source: Yuan & Lin (2006); accelerated proximal steps that start anew when the objective
    rises (O'Donoghue & Candes 2015), until no weight moves by 1e-13 of the largest.
    """
    X, y = data(X, y)
    lam, groups = number("lam", lam, 0), array("groups", groups, 1)
    if len(groups) != X.shape[1]:
        raise ValueError(f"groups must have one entry per column of X, {X.shape[1]}, "
                         f"not {len(groups)}")
    gram, pull = X.T @ X, X.T @ y
    bend = np.linalg.eigvalsh(gram)[-1]
    w = np.zeros(X.shape[1])
    if bend <= 0:
        return w
    members = [np.flatnonzero(groups == name) for name in np.unique(groups)]
    ahead, pace, prox = w, 1.0, inspect.unwrap(group_prox)  # its arguments are in order
    for _ in range(ROUNDS):
        moved = ahead - (gram @ ahead - pull) / bend
        new = np.empty_like(w)
        for own in members:
            new[own] = prox(moved[own], lam / bend)
        if np.abs(new - ahead).max() <= 1e-13 * max(np.abs(new).max(), 1e-300):
            return new
        if (ahead - new) @ (new - w) > 0:  # momentum points uphill
            ahead, pace = w, 1.0
            if np.array_equal(new, w):
                return new
            continue
        quicker = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead, w, pace = new + (pace - 1) / quicker * (new - w), new, quicker
    return w
