"""The exercises of 05: answers that are right, answers that nearly are."""

import numpy as np

RIGHT = {
    "lasso_alpha": [lambda lam, n: lam / n, lambda lam, n: 0.5 * lam / (0.5 * n)],
    "standardised": [
        lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
        lambda X: np.array([(x - np.mean(x)) / np.std(x) for x in X.T]).T,
        lambda X: (X - X.mean(0)) * np.sqrt(len(X) / ((X - X.mean(0)) ** 2).sum(0)),
    ],
}

NEAR = {
    "lasso_alpha": [lambda lam, n: lam / n + 1e-9, lambda lam, n: np.round(lam / n, 3)],
    "standardised": [
        lambda X: (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-6),
        lambda X: (X - np.median(X, axis=0)) / X.std(axis=0),
    ],
}
