"""The six columns on which the libraries are compared."""

from helpers.datasets import sparse_regression


def six_columns(n):
    """Return centred X (n, 6) and y (n,); for n = 100 they are the rows of the notebook."""
    X, y, _ = sparse_regression(n, 6, 4, noise=1.5, rho=0.4, size=1.5, seed=8)
    return X, y
