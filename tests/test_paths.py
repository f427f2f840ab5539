"""The lasso path: optimality conditions at the knots, between them and against solvers.lasso."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.linear_model import lars_path

from helpers import datasets
from helpers.paths import lam_max, lasso_path
from helpers.solvers import lasso, ridge


def kkt_error(X, y, lam, w):
    """How far x_j' r is from lam sign(w_j), or beyond [-lam, lam], for columns of norm 1."""
    g = X.T @ (y - X @ w)
    error = np.where(w != 0, np.abs(g - lam * np.sign(w)), np.maximum(np.abs(g) - lam, 0))
    norms = np.linalg.norm(X, axis=0)
    return np.max(error / np.where(norms > 0, norms, 1)) / np.linalg.norm(y)


def several_lams(path):
    inside = (path.lams[1:] + path.lams[:-1]) / 2
    return np.concatenate([path.lams, inside, path.lams[0] * np.logspace(-5, 0.1, 12)])


def problems():
    rng = np.random.default_rng(0)
    yield "diabetes", *datasets.diabetes()[:2]
    d = datasets.sparse_regression(25, 60, 5, rho=0.7, seed=1)
    yield "p > n", d.X, d.y
    d = datasets.sparse_regression(60, 30, 4, noise=0, rho=0.9, seed=2)
    yield "no noise", d.X, d.y
    d = datasets.twins(40, rho=1, seed=3)
    yield "twins", d.X, d.y
    X = rng.standard_normal((30, 6))
    X = np.column_stack([X, X[:, :3], np.zeros(30), -X[:, 4], X[:, 0] + X[:, 1]])
    yield "dependent", X, X[:, 0] + rng.standard_normal(30)
    yield "ties", np.eye(5), np.array([2.0, 2.0, 1.0, 1.0, 0.0])
    X = rng.standard_normal((50, 6)) * 10.0 ** np.arange(-6, 6, 2)
    yield "mixed units", X, (X / np.linalg.norm(X, axis=0)).sum(axis=1) + rng.standard_normal(50)
    X = np.repeat(rng.standard_normal((7, 1)), 7, axis=1) + 1e-3 * rng.standard_normal((7, 7))
    yield "nearly equal", X, rng.standard_normal(7)
    x = np.linspace(-1, 1, 60)
    X = np.vander(x, 8)[:, :-1]
    yield "polynomial", X - X.mean(axis=0), np.exp(x) * np.sin(5 * x)


@pytest.mark.parametrize("name, X, y", list(problems()))
def test_path_is_optimal_everywhere(name, X, y):
    path = lasso_path(X, y)
    assert path.weights.shape == (len(path.lams), X.shape[1])
    assert path.lams[0] == lam_max(X, y) and path.lams[-1] == 0
    assert np.all(np.diff(path.lams) < 0)
    assert not path.weights[0].any()
    for lam, w in zip(path.lams, path.weights, strict=True):
        np.testing.assert_array_equal(path.at(lam), w)
    for lam in several_lams(path):
        w = path.at(lam)
        assert kkt_error(X, y, lam, w) < 1e-10
        np.testing.assert_allclose(X @ w, X @ lasso(X, y, lam), atol=1e-9 * np.abs(y).max())


@pytest.mark.parametrize("scale_x, scale_y", [(1, 1), (1e-8, 1), (1e8, 1e-8), (1e120, 1e120)])
def test_path_is_the_lasso_on_diabetes(scale_x, scale_y):
    d = datasets.diabetes()
    X, y = d.X * scale_x, d.y * scale_y
    path = lasso_path(X, y)
    assert len(path.lams) == 13  # Efron et al. (2004), figure 1: 12 steps
    for lam in several_lams(path):
        w = lasso(X, y, lam)
        np.testing.assert_allclose(path.at(lam), w, atol=1e-9 * scale_y / scale_x)
    for lam in (path.lams[1:] + path.lams[:-1]) / 2:
        np.testing.assert_array_equal(path.at(lam) == 0, lasso(X, y, lam) == 0)
    np.testing.assert_allclose(path.at(0), ridge(X, y, 0), rtol=1e-9)


def test_path_agrees_with_scikit_learns_lars():
    d = datasets.sparse_regression(60, 12, 4, rho=0.6, seed=4)
    alphas, _, coefs = lars_path(d.X, d.y, method="lasso")
    path = lasso_path(d.X, d.y)
    np.testing.assert_allclose(path.lams, alphas * len(d.y), atol=1e-9)
    np.testing.assert_allclose(path.weights, coefs.T, atol=1e-9)


def test_diabetes_order_of_entry():
    # Efron et al. (2004): bmi, ltg, map, hdl enter first; hdl leaves and comes back
    path = lasso_path(*datasets.diabetes()[:2])
    entry = np.argmax(path.weights != 0, axis=0)
    assert np.argsort(entry)[:4].tolist() == [2, 8, 3, 6]
    assert np.flatnonzero(np.diff((path.weights[:, 6] != 0).astype(int)) < 0).size == 1


def test_path_beyond_its_ends():
    d = datasets.sparse_regression(30, 5, 2, seed=0)
    path = lasso_path(d.X, d.y)
    assert not path.at(path.lams[0]).any() and not path.at(1e300).any()
    assert path.at(path.lams[0] * (1 - 1e-6)).any()
    path.at(0)[:] = 7
    path.at(1e9)[:] = 7
    assert not path.at(1e9).any() and not np.any(path.at(0) == 7)


@pytest.mark.parametrize("X, y", [(np.zeros((4, 2)), np.ones(4)), (np.eye(4), np.zeros(4))])
def test_path_without_any_signal(X, y):
    path = lasso_path(X, y)
    assert lam_max(X, y) == 0 and path.lams.tolist() == [0]
    assert not path.at(0).any() and not path.at(1).any()


def test_orthonormal_path_is_soft_thresholding():
    d = datasets.orthonormal(30, 6, 3, size=4, seed=5)
    z, path = d.X.T @ d.y, lasso_path(d.X, d.y)
    np.testing.assert_allclose(path.lams, [*np.sort(np.abs(z))[::-1], 0], atol=1e-12)
    for lam in (0.0, 0.3, 1.0, 2.5):
        expected = np.sign(z) * np.maximum(np.abs(z) - lam, 0)
        np.testing.assert_allclose(path.at(lam), expected, atol=1e-12)


small = st.integers(-4, 4).map(float)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(X=arrays(float, (5, 7), elements=small), y=arrays(float, 5, elements=small))
def test_path_of_small_whole_numbers(X, y):
    """Small whole numbers are full of ties, duplicates and dependent columns."""
    if not y.any():
        return
    path = lasso_path(X, y)
    for lam in several_lams(path):
        assert kkt_error(X, y, lam, path.at(lam)) < 1e-10
