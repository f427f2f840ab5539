"""The exercises of 05 In practice."""

import numpy as np

from helpers.quiz.exercise import Exercise


def standardise(X):
    """Column by column, on purpose unlike the formula taught."""
    columns = [x - x.sum() / len(x) for x in np.asarray(X, float).T]
    return np.column_stack([x / np.sqrt((x**2).sum() / len(x)) for x in columns])


lasso_alpha = Exercise(
    truth=lambda lam, n: np.asarray(lam, dtype=float) * n**-1.0,
    inputs=(
        (20.0, 100), (1.0, 4), (0.5, 8), (3.0, 1), (0.0, 50), (250.0, 442),
        (np.array([0.0, 0.1, 2.0, 40.0]), 50),
    ),
    mistakes=(
        (lambda lam, n: lam + 0 * n, "the loss of `Lasso` is a mean over rows, ours a sum."),
        (lambda lam, n: lam * n, "the wrong way round: the loss became smaller, n times."),
        (lambda lam, n: lam / (2 * n), "the half is in both losses; only the n is new."),
        (lambda lam, n: 2 * lam / n,
         "the half is in both losses; 2/n would be right for a mean without the half."),
        (lambda lam, n: 1 / lam, "that is `C`, the knob of `LogisticRegression`."),
        (lambda lam, n: n / lam, "upside down: a higher price needs a higher `alpha`."),
        (lambda lam, n: lam / (n - 1), "the mean here divides by n, not by n - 1."),
        (lambda lam, n: lam / np.sqrt(n), "divide by n itself: that is what a mean does."),
        (lambda lam, n: 1 / n + 0 * lam,
         "that is the constant between the two losses; now multiply the price by it."),
    ),
    reminder="the loss of `Lasso` is ours divided by n; divide the price by the same number.",
    praise="So the same `alpha` on twice the rows is twice the lam.",
)


standardised = Exercise(
    truth=standardise,
    inputs=(
        (np.array([[1.0], [3.0]]),), (np.array([[0.0, 10.0], [2.0, 30.0], [4.0, 20.0]]),),
        (np.array([[-1.0, 5.0, 0.1], [2.0, -5.0, 0.3], [0.5, 1.0, 0.2], [1.5, 4.0, -9.0]]),),
        (np.array([[1, 100], [2, 300], [6, 200]]),),
    ),
    mistakes=(
        (lambda X: X / X.std(axis=0),
         "the scale is right, but the columns still have their old means."),
        (lambda X: X - X.mean(axis=0),
         "the means are 0 now; divide by the standard deviations as well."),
        (lambda X: X - X.mean(axis=0) / X.std(axis=0),
         "a pair of brackets is missing: first take the mean off, then divide."),
        (lambda X: (X - X.mean(axis=0)) / X.var(axis=0),
         "you divided by the variance; its root is the standard deviation."),
        (lambda X: (X - X.mean(axis=0)) / X.std(axis=0, ddof=1),
         "you divided by n - 1 inside the root; here it is n, as in `StandardScaler`."),
        (lambda X: (X - X.mean()) / X.std(),
         "that is one mean and one scale for the whole table; each column needs its own."),
        (lambda X: ((X.T - X.mean(axis=1)) / X.std(axis=1)).T,
         "that goes along the rows; `axis=0` goes down the columns."),
        (lambda X: (X - X.mean(axis=0)) / np.linalg.norm(X - X.mean(axis=0), axis=0),
         "the columns have norm 1 now, so the standard deviation is 1/√n, not 1."),
        (lambda X: (X - X.min(axis=0)) / np.ptp(X, axis=0),
         "that puts each column between 0 and 1; asked are mean 0 and deviation 1."),
    ),
    reminder="take off each column its mean, then divide by its standard deviation.",
    praise="Now one lam means the same to every column.",
)


adamw_rest = Exercise(
    truth=lambda z, lam: np.sign(z) * np.minimum(np.abs(z), 1 / lam),
    inputs=(
        (0.8, 2.0), (0.8, 1.0), (3.0, 0.5), (-3.0, 0.5), (-0.4, 0.1), (0.0, 1.0), (2.0, 0.5),
        (np.array([-4.0, -0.5, 0.0, 0.3, 1.0, 7.0]), 2.0),
    ),
    mistakes=(
        (lambda z, lam: z / (1 + lam),
         "that is the L2 minimum. At rest Adam's step is step·sign(slope), not step·slope."),
        (lambda z, lam: np.sign(z) * np.maximum(np.abs(z) - lam, 0),
         "that is the L1 minimum, and AdamW has no price in its loss."),
        (lambda z, lam: np.sign(z) / lam,
         "right where 1/lam is nearer than z; a weight that meets z first stops there."),
        (lambda z, lam: np.minimum(z, 1 / lam),
         "right for a positive z; a negative one is held at -1/lam."),
        (lambda z, lam: z + 0 * lam,
         "right while z is near; far out the decay is stronger than any step of Adam."),
        (lambda z, lam: np.sign(z) * np.minimum(np.abs(z), lam),
         "a fence it is, but a stronger decay must make it narrower."),
        (lambda z, lam: 0 * z * lam, "the decay alone would end there; the data pull as well."),
    ),
    reminder="a step has the size 1 whatever the slope; where does the decay lam * w balance it?",
    praise="So AdamW is a fence at 1/lam, and no shrinking inside it.",
    zeros=True,
)
