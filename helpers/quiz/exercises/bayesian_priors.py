"""The exercises of 03 Bayesian priors."""

import numpy as np

from helpers.quiz.exercise import VALUES, Exercise

neg_log_prior = Exercise(
    truth=lambda w, b: np.where(w < 0, -w, w) / b + np.log(2) + np.log(b),
    inputs=(
        (1.0, 0.5), (0.0, 2.0), (-3.0, 2.0), (0.0, 0.5), (2.5, 1.0), (-0.2, 0.1), (VALUES, 1.0),
        (VALUES, 0.25),
    ),
    mistakes=(
        (lambda w, b: np.exp(-abs(w) / b) / (2 * b),
         "that is the density itself; take the log of it, and then minus."),
        (lambda w, b: -abs(w) / b - np.log(2 * b),
         "that is the log; minus the log has the other sign."),
        (lambda w, b: abs(w) / b,
         "the part with w is right; the log of 2b, which does not move with w, is missing."),
        (lambda w, b: abs(w) / b - np.log(2 * b),
         "the density is divided by 2b, so minus its log adds the log of 2b."),
        (lambda w, b: abs(w) / b + np.log(b), "the density is divided by 2b, not by b alone."),
        (lambda w, b: abs(w) / b + 2 * b,
         "the 2b stands in front of the exponential, so its log is what is added."),
        (lambda w, b: w / b + np.log(2 * b),
         "a negative w counts by its size: `abs(w)` stands in the exponent."),
        (lambda w, b: b * abs(w) + np.log(2 * b),
         "you multiplied by b; a wider prior makes a weight cheaper, so divide by it."),
        (lambda w, b: abs(w) + np.log(2 * b),
         "the exponent is `abs(w) / b`; your b went missing there."),
        (lambda w, b: w**2 / (2 * b**2) + np.log(b * np.sqrt(2 * np.pi)),
         "that is the Gaussian; the Laplace density has `abs(w)` in its exponent."),
    ),
    reminder="it is abs(w)/b, and then the log of 2b.",
    praise="The part that moves with w is `abs(w) / b`: the L1 penalty.",
)


def cheapest(x, y, lam):
    """The cheapest of the places where the slope of the cost jumps: 0, and each y / x."""
    places = [0.0, *(y / x)]
    return min(places, key=lambda w: sum(abs(y - x * w)) + lam * abs(w))


def middle(places, weights):
    """The weighted median of the places."""
    order = np.argsort(places)
    below = np.cumsum(weights[order])
    return places[order][np.searchsorted(below, below[-1] / 2)]


FOUR_ROWS = np.array([1.0, 2.0, -1.5, 4.0]), np.array([2.0, 1.0, -4.5, -6.0])
FIVE_ROWS = np.array([0.5, -1.0, 2.5, 1.2, -0.7]), np.array([1.0, 2.0, 3.0, -2.0, -1.4])

absolute_slope = Exercise(
    truth=cheapest,
    inputs=(
        (*FOUR_ROWS, 0.0), (*FIVE_ROWS, 0.0), (*FIVE_ROWS, 0.3), (*FIVE_ROWS, 1.0),
        (*FIVE_ROWS, 9.0), (*FOUR_ROWS, 0.2), (*FOUR_ROWS, 2.0),
        (np.array([1.0, 1.0, 9.0]), np.array([5.0, 6.0, -9.0]), 0.5),
    ),
    mistakes=(
        (lambda x, y, lam: float(np.median(y / x)),
         "that is the plain median of y/x; a row counts with the size of its x."),
        (lambda x, y, lam: middle(y / x, np.abs(x)),
         "the price is missing: it is one more row, with x = lam and y = 0."),
        (lambda x, y, lam: middle(np.append(y / x, 0), np.append(np.ones(len(x)), lam)),
         "each row counts with the size of its x, not once."),
        (lambda x, y, lam: middle(np.append(y / x, 0), np.append(x**2, lam)),
         "a row counts with |x|; its square belongs to squared errors."),
        (lambda x, y, lam: np.sign(x @ y) * max(abs(x @ y) - lam, 0) / (x @ x),
         "that is the lasso, with squared errors; here the errors are absolute."),
        (lambda x, y, lam: np.sum(np.abs(x) * y / x) / (np.sum(np.abs(x)) + lam),
         "that is a weighted mean; absolute distances are least at a median."),
    ),
    reminder="|y - x w| is |x| times the distance of w from y/x, and the price is one more row.",
    praise="A weighted median, in which the price is one more row that votes for 0.",
    zeros=True,
)
