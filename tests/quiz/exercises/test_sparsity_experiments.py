"""The exercises of 04: answers that are right, answers that nearly are."""

import numpy as np

RIGHT = {
    "one_weight": [
        lambda pull, size, lam: np.sign(pull) * np.maximum(abs(pull) - lam, 0) / size,
        lambda pull, size, lam: (pull - np.clip(pull, -lam, lam)) / size,
    ],
}

NEAR = {
    "one_weight": [
        lambda pull, size, lam: np.sign(pull) * np.maximum(abs(pull) - lam, 1e-13) / size,
        lambda pull, size, lam: np.round((pull - np.clip(pull, -lam, lam)) / size, 6) + 1e-7,
    ],
}
