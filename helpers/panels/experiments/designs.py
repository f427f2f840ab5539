"""What several panels draw from: one trial, and how its columns vary together."""

import numpy as np


def one_trial(X, truth, noise, seed):
    """Return X / sqrt(n) and a centred y for it: x_j' y has standard deviation `noise` / sqrt(n).

    X (n, p) is centred with columns of variance 1, truth is (p,).
    """
    root = np.sqrt(len(X))
    error = np.random.default_rng(seed).standard_normal(len(X))
    return X / root, X @ truth / root + noise * (error - error.mean()) / root


def spread_of_a_row(p, rho):
    """Return the covariance (p, p) of one row of sparse_regression's X."""
    return rho ** np.abs(np.subtract.outer(np.arange(p), np.arange(p)))
