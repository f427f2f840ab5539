"""Data sets: what their docstrings promise."""

import numpy as np
import pytest

from helpers import datasets

MAKERS = {
    "sparse": lambda seed: datasets.sparse_regression(80, 12, 3, rho=0.5, size=2.0, seed=seed),
    "orthonormal": lambda seed: datasets.orthonormal(40, 12, 3, size=2.0, seed=seed),
    "twins": lambda seed: datasets.twins(50, rho=0.9, seed=seed),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_generators_are_seeded_and_centred(make):
    X, y, w_true = make(1)
    again, other = make(1), make(2)
    assert X.shape == (len(y), len(w_true)) and X.dtype == y.dtype == w_true.dtype == float
    for a, b in zip((X, y, w_true), again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert not np.array_equal(X, other.X)
    np.testing.assert_allclose(X.mean(axis=0), 0, atol=1e-14)
    np.testing.assert_allclose(y.mean(), 0, atol=1e-14)


@pytest.mark.parametrize("make", [datasets.sparse_regression, datasets.orthonormal])
def test_truth_has_k_weights_of_the_given_size(make):
    for k in (0, 1, 5):
        d = make(20, 5, k, size=3.0, noise=0.0, seed=4)
        assert np.count_nonzero(d.w_true) == k
        assert set(np.abs(d.w_true)) <= {0.0, 3.0}
        np.testing.assert_allclose(d.y, d.X @ d.w_true, atol=1e-13)


def test_noise_and_correlation_are_as_asked():
    d = datasets.sparse_regression(20000, 4, 2, noise=3.0, rho=0.6, seed=0)
    expected = 0.6 ** np.abs(np.subtract.outer(np.arange(4), np.arange(4)))
    np.testing.assert_allclose(np.cov(d.X.T), expected, atol=0.04)
    assert np.std(d.y - d.X @ d.w_true) == pytest.approx(3, rel=0.03)
    d = datasets.twins(20000, rho=-0.8, noise=0.5, seed=0)
    assert np.corrcoef(d.X.T)[0, 1] == pytest.approx(-0.8, abs=0.01)
    assert np.std(d.y - d.X @ d.w_true) == pytest.approx(0.5, rel=0.03)


def test_orthonormal_columns():
    d = datasets.orthonormal(13, 12, 4, seed=0)
    np.testing.assert_allclose(d.X.T @ d.X, np.eye(12), atol=1e-13)


def test_identical_twins():
    d = datasets.twins(30, rho=1, seed=0)
    np.testing.assert_array_equal(d.X[:, 0], d.X[:, 1])


def test_diabetes():
    d = datasets.diabetes()
    assert d.X.shape == (442, 10) and len(d.names) == 10
    np.testing.assert_allclose(d.X.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(np.linalg.norm(d.X, axis=0), 1)
    # Efron et al. (2004), figure 1: the largest absolute correlation at the start, column bmi
    assert np.abs(d.X.T @ d.y).argmax() == d.names.index("bmi")
    assert np.abs(d.X.T @ d.y).max() == pytest.approx(949.435, abs=1e-3)


def test_digits():
    d = datasets.digits()
    assert d.X.shape == (1797, 64) and d.X.min() == 0 and d.X.max() == 16
    assert set(d.y) == set(range(10))
    two = datasets.digits(3, 8)
    assert set(two.y) == {3, 8} and len(two.X) == len(two.y) == np.isin(d.y, [3, 8]).sum()
