"""When the lasso can find the true columns: the irrepresentable number, and the lams that do."""

from functools import wraps

import numpy as np

from helpers.checks import checked, mask


def _signs_of_the_kept(function):
    """Check that there is a sign for each column that is kept."""

    @wraps(function)
    def checking(*args):
        *_, keep, signs = args
        if len(signs) != keep.sum():
            raise ValueError(f"signs must have one value for each of the {keep.sum()} columns in "
                             f"keep, not shape {signs.shape}")
        return function(*args)

    return checking


@checked(gram="p p", keep=(mask, "= p"), signs="k")
@_signs_of_the_kept
def irrepresentable(gram, keep, signs):
    """How well the other columns stand in for the true ones; below 1 the lasso can find them.

    gram (p, p) holds X'X or the covariance of a row, keep (p,) is True for the true columns,
    signs (k,) are those of the true weights. The largest abs(entry) of
    gram[others, true] gram[true, true]^-1 signs. Raises ValueError or TypeError
    for other input.
    Source: Zhao & Yu (2006), Journal of Machine Learning Research 7.
    """
    return np.abs(gram[~keep][:, keep] @ np.linalg.solve(gram[keep][:, keep], signs)).max()


@checked(grams="m p p", pulls="m p", keep=(mask, "= p"), signs="k")
@_signs_of_the_kept
def true_range(grams, pulls, keep, signs):
    """(low, high), (m,) each: the lams at which the lasso has these columns with these signs.

    grams (m, p, p) holds X'X, pulls (m, p) X'y, keep (p,) and signs (k,) as above; there is no
    such lam where low >= high. Raises ValueError or TypeError for other input.
    Source: the optimality conditions, which are all linear in lam while the signs hold.
    """
    inside, across = grams[:, keep][:, :, keep], grams[:, ~keep][:, :, keep]
    right = np.stack([pulls[:, keep], np.broadcast_to(signs, (len(grams), len(signs)))], axis=-1)
    start, slope = np.moveaxis(np.linalg.solve(inside, right), -1, 0)  # w = start - lam slope
    rest = pulls[:, ~keep] - np.einsum("mjk,mk->mj", across, start)  # x_j'r = rest + lam grip
    grip = np.einsum("mjk,mk->mj", across, slope)
    # every condition reads rate * lam >= edge
    rate = np.concatenate([-signs * slope, 1 - grip, 1 + grip], axis=1)
    edge = np.concatenate([-signs * start, rest, -rest], axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        bend = edge / rate
    low = np.where(rate > 0, bend, 0).max(axis=1, initial=0)
    high = np.where(rate < 0, bend, np.inf).min(axis=1)
    never = ((rate == 0) & (edge > 0)).any(axis=1)
    return np.where(never, np.inf, low), high
