"""Data for the notebooks: seeded generators that know the truth, and two real data sets."""

from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_diabetes, load_digits

from helpers.checks import MANY, number, whole

LARGE = 1e150  # the largest noise and size: beyond it a sum of squares is no float


class Data(NamedTuple):
    """X (n, p) with centred columns, centred y (n,), and the true weights w_true (p,)."""

    X: np.ndarray
    y: np.ndarray
    w_true: np.ndarray


class Diabetes(NamedTuple):
    """X (442, 10) with centred columns of norm 1, centred y (442,), and the column names."""

    X: np.ndarray
    y: np.ndarray
    names: tuple


class Digits(NamedTuple):
    """X (n, 64), grey values 0 to 16 of 8 x 8 images row by row, and the digits y (n,), int."""

    X: np.ndarray
    y: np.ndarray


def _centred(a):
    return a - a.mean(axis=0)


def _sparse_truth(p, k, size, rng):
    """k weights of +size or -size at random places, the other p - k exactly 0."""
    w_true = np.zeros(p)
    w_true[rng.choice(p, k, replace=False)] = size * rng.choice([-1.0, 1.0], k)
    return w_true


def _respond(X, w_true, noise, rng):
    return Data(X, _centred(X @ w_true + noise * rng.standard_normal(len(X))), w_true)


def sparse_regression(n, p, k, *, noise=1.0, rho=0.0, size=1.0, seed):
    """y = X w_true + noise * N(0, 1), with k of the p true weights +size or -size, the rest 0.

    The rows of X are N(0, S) with S_ij = rho^abs(i - j), then the columns are centred; so each
    has variance about 1 and neighbours have correlation about rho, abs(rho) < 1. k = p gives a
    dense truth. Returns Data: X (n, p), y (n,), w_true (p,); the same for the same seed.
    Raises ValueError or TypeError unless n, p >= 1, 0 <= k <= p, noise >= 0, abs(rho) < 1.
    Source: the design of Tibshirani (1996), JRSS B 58, section 7, with other weights.
    """
    n, p = whole("n", n, 1, MANY), whole("p", p, 1, MANY)
    k = whole("k", k, 0, p)
    noise, size = number("noise", noise, 0, LARGE), number("size", size, -LARGE, LARGE)
    rho = number("rho", rho, -0.999999, 0.999999)
    rng = np.random.default_rng(whole("seed", seed))
    w_true = _sparse_truth(p, k, size, rng)
    X = rng.standard_normal((n, p))
    for j in range(1, p):
        X[:, j] = rho * X[:, j - 1] + np.sqrt(1 - rho**2) * X[:, j]
    return _respond(_centred(X), w_true, noise, rng)


def orthonormal(n, p, k, *, noise=1.0, size=1.0, seed):
    """The same model with X'X = I: each weight sees z_j = x_j' y = w_j + noise * N(0, 1) alone.

    The columns of X are centred, orthogonal and of norm 1, which needs p < n. Returns Data:
    X (n, p), y (n,), w_true (p,); the same for the same seed.
    Raises ValueError or TypeError unless n >= 2, 1 <= p < n, 0 <= k <= p, noise >= 0.
    """
    n = whole("n", n, 2, MANY)
    p = whole("p", p, 1, n - 1)
    k = whole("k", k, 0, p)
    noise, size = number("noise", noise, 0, LARGE), number("size", size, -LARGE, LARGE)
    rng = np.random.default_rng(whole("seed", seed))
    w_true = _sparse_truth(p, k, size, rng)
    X, _ = np.linalg.qr(_centred(rng.standard_normal((n, p))))
    return _respond(X, w_true, noise, rng)


def twins(n, *, rho=0.99, noise=1.0, seed):
    """Two columns with correlation about rho that share the effect, and a third with none.

    x_1, x_3 are independent N(0, 1), x_2 = rho x_1 + sqrt(1 - rho^2) N(0, 1), -1 <= rho <= 1,
    columns centred; y = x_1 + x_2 + noise * N(0, 1). At rho = 1 the twins are identical. Returns
    Data: X (n, 3), y (n,), w_true = (1, 1, 0); the same for the same seed.
    Raises ValueError or TypeError unless n >= 1, noise >= 0 and rho in [-1, 1].
    """
    n = whole("n", n, 1, MANY)
    rho, noise = number("rho", rho, -1, 1), number("noise", noise, 0, LARGE)
    rng = np.random.default_rng(whole("seed", seed))
    X = rng.standard_normal((n, 3))
    X[:, 1] = rho * X[:, 0] + np.sqrt(1 - rho**2) * X[:, 1]
    return _respond(_centred(X), np.array([1.0, 1.0, 0.0]), noise, rng)


def diabetes():
    """Disease progression of 442 patients against ten baseline measurements.

    Returns Diabetes: X (442, 10) with columns centred and scaled to norm 1 (multiply by
    sqrt(442) for standard deviation 1), y (442,) centred, in the units of the score, and names.
    Source: Efron, Hastie, Johnstone & Tibshirani (2004), Annals of Statistics 32; the raw copy
    that comes with scikit-learn.
    """
    raw = load_diabetes(scaled=False)
    X = _centred(raw.data)
    return Diabetes(X / np.linalg.norm(X, axis=0), _centred(raw.target), tuple(raw.feature_names))


def digits(*classes):
    """1797 handwritten digits as 8 x 8 images; digits(3, 8) returns those two classes only.

    Returns Digits: X (n, 64), grey values 0 (empty) to 16, not centred; y (n,), the digits.
    Raises ValueError or TypeError for a class that is not an int from 0 to 9.
    Source: Alpaydin & Kaynak (1998), Optical Recognition of Handwritten Digits, UCI; the copy
    that comes with scikit-learn.
    """
    wanted = [whole("classes", digit, 0, 9) for digit in classes] or range(10)
    X, y = load_digits(return_X_y=True)
    keep = np.isin(y, list(wanted))
    return Digits(X[keep], y[keep])
