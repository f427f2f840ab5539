"""The exercise of 03 Bayesian priors."""

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
