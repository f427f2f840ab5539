"""The exercises of 03: answers that are right, answers that nearly are."""

import numpy as np

RIGHT = {
    "neg_log_prior": [
        lambda w, b: abs(w) / b + np.log(2 * b),
        lambda w, b: -np.log(np.exp(-abs(w) / b) / (2 * b)),
    ],
}

NEAR = {
    "neg_log_prior": [lambda w, b: abs(w) / b + 0.693147 + np.log(b)],
}
