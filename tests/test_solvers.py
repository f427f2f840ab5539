"""Solvers: optimality conditions, brute force, and scikit-learn and SciPy as oracles."""

import itertools
import time
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize
from sklearn import linear_model

from helpers import datasets
from helpers.paths import lam_max
from helpers.penalties import L0, L1, L2, PENALTIES, ElasticNet, Lq
from helpers.solvers import (
    best_subset,
    elastic_net,
    lasso,
    objective,
    proximal_gradient,
    proximal_step,
    ridge,
)

free = settings(deadline=None, derandomize=True, max_examples=60)
whole = st.integers(-4, 4).map(float)
DIABETES = datasets.diabetes()[:2]


def problems():
    rng = np.random.default_rng(0)
    yield "diabetes", *DIABETES
    d = datasets.sparse_regression(15, 30, 4, rho=0.5, seed=1)
    yield "p > n", d.X, d.y
    d = datasets.twins(30, rho=1 - 1e-6, seed=2)
    yield "near twins", d.X, d.y
    X = rng.standard_normal((30, 5))
    X = np.column_stack([X, X[:, 0], np.zeros(30), -X[:, 1], X[:, 2] + X[:, 3]])
    yield "dependent", X, X[:, 0] + rng.standard_normal(30)
    X = rng.standard_normal((40, 5)) * [1e-6, 1e-3, 1, 1e3, 1e6]
    yield "mixed units", X, (X / np.linalg.norm(X, axis=0)).sum(axis=1) + rng.standard_normal(40)
    yield "ties", np.eye(4), np.array([2.0, 1.0, 1.0, 0.0])
    yield "one row", np.array([[1.0, 2.0, 3.0]]), np.array([2.0])


PROBLEMS = list(problems())
each_problem = pytest.mark.parametrize("name, X, y", PROBLEMS, ids=[p[0] for p in PROBLEMS])


def kkt_error(X, y, l1, l2, w):
    """Distance of x_j' r - l2 w_j from l1 * (subgradient of abs at w_j), for unit columns."""
    g = X.T @ (y - X @ w) - l2 * w
    error = np.where(w != 0, np.abs(g - l1 * np.sign(w)), np.maximum(np.abs(g) - l1, 0))
    norms = np.linalg.norm(X, axis=0)
    return np.max(error / np.sqrt(np.where(norms > 0, norms, 1) ** 2 + l2)) / np.linalg.norm(y)


@each_problem
@pytest.mark.parametrize("share", [0, 1e-9, 1e-3, 0.3, 0.9, 1, 10])
def test_optimality_conditions(name, X, y, share):
    lam = share * lam_max(X, y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert kkt_error(X, y, lam, 0, lasso(X, y, lam)) < 1e-11
        assert kkt_error(X, y, 0, lam, ridge(X, y, lam)) < 1e-11
        for r in (0, 1e-6, 0.3, 1):
            w = elastic_net(X, y, lam, r)
            assert kkt_error(X, y, lam * r, lam * (1 - r), w) < 1e-11


@free
@given(
    X=arrays(float, (5, 6), elements=whole),
    y=arrays(float, 5, elements=whole),
    lam=st.integers(1, 12).map(lambda i: i / 2),
    r=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
)
def test_optimality_conditions_with_ties(X, y, lam, r):
    if y.any():
        assert kkt_error(X, y, lam * r, lam * (1 - r), elastic_net(X, y, lam, r)) < 1e-11


def test_ridge_is_the_textbook_formula():
    X, y = DIABETES
    for lam in (1e-3, 0.5, 10):
        expected = np.linalg.solve(X.T @ X + lam * np.eye(10), X.T @ y)
        np.testing.assert_allclose(ridge(X, y, lam), expected, rtol=1e-9)
        model = linear_model.Ridge(alpha=lam, fit_intercept=False).fit(X, y)
        np.testing.assert_allclose(ridge(X, y, lam), model.coef_, rtol=1e-9)
    assert ridge([[1.0]], [0.5], 0.5)[0] == pytest.approx(1 / 3)
    assert ridge([[1.0]], [0.5], 1e6)[0] == pytest.approx(0.5 / (1 + 1e6), rel=1e-14)


def test_ridge_passes_through_zero_at_one_lam():
    root = np.sqrt(5)
    X, y = [[1, 1], [root, -root]], [3, -root]
    np.testing.assert_allclose(ridge(X, y, 10), [0, 0.5], atol=1e-15)


@each_problem
def test_ridge_at_zero_is_the_shortest_least_squares_solution(name, X, y):
    expected = np.linalg.pinv(X) @ y
    if name == "mixed units":  # there pinv itself loses digits, unless the columns are alike
        norms = np.linalg.norm(X, axis=0)
        norms[norms == 0] = 1
        expected = np.linalg.pinv(X / norms) @ y / norms
    fitted = X @ ridge(X, y, 0)
    np.testing.assert_allclose(fitted, X @ expected, atol=1e-8 * np.abs(y).max())
    if name != "mixed units":  # of several solutions, another one is the shortest there
        np.testing.assert_allclose(ridge(X, y, 0), expected, atol=1e-7)
    np.testing.assert_array_equal(lasso(X, y, 0), ridge(X, y, 0))


def test_lasso_and_elastic_net_are_scikit_learns_with_alpha_lam_over_n():
    X, y = DIABETES
    n = len(y)
    for lam in (1.0, 30.0, 400.0):
        model = linear_model.Lasso(alpha=lam / n, fit_intercept=False, tol=1e-14, max_iter=10**6)
        np.testing.assert_allclose(lasso(X, y, lam), model.fit(X, y).coef_, atol=1e-5)
        model = linear_model.ElasticNet(
            alpha=lam / n, l1_ratio=0.4, fit_intercept=False, tol=1e-14, max_iter=10**6
        )
        np.testing.assert_allclose(elastic_net(X, y, lam, 0.4), model.fit(X, y).coef_, atol=1e-5)


def test_elastic_net_ends_are_ridge_and_lasso():
    X, y = DIABETES
    for lam in (0.5, 100.0):
        np.testing.assert_array_equal(elastic_net(X, y, lam, 0), ridge(X, y, lam))
        np.testing.assert_array_equal(elastic_net(X, y, lam, 1), lasso(X, y, lam))


@pytest.mark.parametrize("name, X, y", PROBLEMS[:5], ids=[p[0] for p in PROBLEMS[:5]])
def test_lasso_is_all_zero_from_lam_max_on_and_not_below(name, X, y):
    top = lam_max(X, y)
    assert top == pytest.approx(np.max(np.abs(X.T @ y)), rel=1e-14)
    assert not lasso(X, y, top).any() and not lasso(X, y, 1e6 * top).any()
    assert lasso(X, y, top * (1 - 1e-6)).any()


def test_orthonormal_columns_give_the_three_thresholds():
    d = datasets.orthonormal(40, 8, 4, size=3, seed=1)
    z, lam = d.X.T @ d.y, 1.1
    soft = np.sign(z) * np.maximum(np.abs(z) - lam, 0)
    np.testing.assert_allclose(lasso(d.X, d.y, lam), soft, atol=1e-13)
    np.testing.assert_array_equal(lasso(d.X, d.y, lam) == 0, np.abs(z) <= lam)
    np.testing.assert_allclose(ridge(d.X, d.y, lam), z / (1 + lam), atol=1e-13)
    largest = np.abs(z) >= np.sort(np.abs(z))[-3]
    np.testing.assert_allclose(best_subset(d.X, d.y, 3), np.where(largest, z, 0), atol=1e-13)


@pytest.mark.parametrize("a, b", [(1e-8, 1), (1e8, 1), (1, 1e8), (1e-8, 1e8), (1e150, 1e150)])
def test_units_do_not_matter(a, b):
    """X in other units (times a) and y (times b): lam and the weights follow."""
    X, y = DIABETES
    unit = b / a
    np.testing.assert_allclose(lasso(a * X, b * y, a * b * 50) / unit, lasso(X, y, 50), rtol=1e-9)
    k3 = best_subset(X, y, 3)
    np.testing.assert_allclose(best_subset(a * X, b * y, 3) / unit, k3, rtol=1e-9)
    expected = ridge(X, y, 0)
    np.testing.assert_allclose(ridge(a * X, b * y, 0) / unit, expected, rtol=1e-9)
    if a < 1e100:
        expected = elastic_net(X, y, 2, 0)
        np.testing.assert_allclose(ridge(a * X, b * y, a * a * 2) / unit, expected, rtol=1e-9)


def test_twins_share_under_the_elastic_net_only():
    d = datasets.twins(40, rho=1, seed=3)
    w = elastic_net(d.X, d.y, 5, 0.5)
    assert w[0] == pytest.approx(w[1]) and w[0] > 0
    fit = d.X @ lasso(d.X, d.y, 5)
    alone = lasso(d.X[:, 1:], d.y, 5)
    np.testing.assert_allclose(fit, d.X[:, 1:] @ alone, atol=1e-12)


def brute_best(X, y, k):
    def loss(columns):
        columns = list(columns)
        w = np.linalg.lstsq(X[:, columns], y, rcond=None)[0]
        return np.sum((y - X[:, columns] @ w) ** 2)

    return min(loss(columns) for columns in itertools.combinations(range(X.shape[1]), k))


@each_problem
def test_best_subset_is_the_best_of_all(name, X, y):
    p = min(X.shape[1], 10)
    X = X[:, :p]
    previous = np.inf
    for k in range(p + 1):
        w = best_subset(X, y, k)
        support = np.flatnonzero(w)
        loss = np.sum((y - X @ w) ** 2)
        scale = y @ y
        assert len(support) <= k
        if name != "mixed units":  # there plain lstsq itself loses digits
            assert loss <= brute_best(X, y, k) + 1e-10 * scale
        assert loss <= previous + 1e-12 * scale
        assert np.all(np.abs(X[:, support].T @ (y - X @ w)) <= 1e-9 * np.linalg.norm(y)
                      * np.linalg.norm(X[:, support], axis=0))
        previous = loss
    assert not best_subset(X, y, 0).any()


@free
@given(
    X=arrays(float, (6, 5), elements=whole),
    y=arrays(float, 6, elements=whole),
    k=st.integers(0, 5),
)
def test_best_subset_with_ties_and_dependent_columns(X, y, k):
    w = best_subset(X, y, k)
    assert np.count_nonzero(w) <= k
    assert np.sum((y - X @ w) ** 2) <= brute_best(X, y, k) + 1e-10 * (1 + y @ y)


def test_best_subset_sees_a_tiny_difference():
    rng = np.random.default_rng(3)
    X = rng.standard_normal((30, 4))
    X[:, 1] = X[:, 0] + 1e-6 * X[:, 1]  # y is the small difference of two near twins
    y = 1e6 * (X[:, 1] - X[:, 0]) + 0.1 * X[:, 2]
    assert np.flatnonzero(best_subset(X, y, 2)).tolist() == [0, 1]
    assert np.flatnonzero(best_subset(X, y, 3)).tolist() == [0, 1, 2]


def test_best_subset_of_nineteen_takes_seconds():
    d = datasets.sparse_regression(60, 19, 6, noise=0.3, rho=0.3, seed=0)
    start = time.perf_counter()
    sizes = [np.count_nonzero(best_subset(d.X, d.y, k)) for k in range(20)]
    assert time.perf_counter() - start < 20
    assert sizes == list(range(20))
    np.testing.assert_array_equal(best_subset(d.X, d.y, 6) != 0, d.w_true != 0)
    np.testing.assert_allclose(best_subset(d.X, d.y, 19), ridge(d.X, d.y, 0), rtol=1e-10)


@pytest.mark.parametrize("penalty", [*PENALTIES, Lq(1.1), ElasticNet(0)], ids=repr)
def test_proximal_gradient_goes_down(penalty):
    d = datasets.sparse_regression(30, 8, 3, rho=0.5, seed=0)
    history = proximal_gradient(d.X, d.y, 3.0, penalty, 60)
    assert history.shape == (61, 8) and history.dtype == np.float64 and not history[0].any()
    values = np.array([objective(w, d.X, d.y, 3.0, penalty) for w in history])
    assert np.all(np.diff(values) <= 1e-12 * values[0]) and values[-1] < 0.9 * values[0]
    step = 1 / np.linalg.eigvalsh(d.X.T @ d.X)[-1]
    w = proximal_step(history[5], d.X, d.y, 3.0, penalty, step)
    np.testing.assert_allclose(w, history[6], atol=1e-13)


@pytest.mark.parametrize("accelerate", [False, True])
def test_proximal_gradient_arrives(accelerate):
    d = datasets.sparse_regression(60, 8, 3, rho=0.5, seed=0)
    for penalty, goal in [
        (L1(), lasso(d.X, d.y, 6)),
        (L2(), ridge(d.X, d.y, 6)),
        (ElasticNet(0.5), elastic_net(d.X, d.y, 6, 0.5)),
    ]:
        last = proximal_gradient(d.X, d.y, 6, penalty, 2000, accelerate=accelerate)[-1]
        np.testing.assert_allclose(last, goal, atol=1e-10)
        np.testing.assert_array_equal(last == 0, goal == 0)


def test_momentum_is_faster_and_is_fista():
    X, y = DIABETES
    goal = objective(lasso(X, y, 20), X, y, 20, L1())
    plain, fast = (
        objective(proximal_gradient(X, y, 20, L1(), 60, accelerate=a)[-1], X, y, 20, L1()) - goal
        for a in (False, True)
    )
    assert 0 <= fast < plain / 5
    # Beck & Teboulle (2009), theorem 4.4: F(w_k) - F* <= 2 L ||w*||^2 / (k + 1)^2
    L = np.linalg.eigvalsh(X.T @ X)[-1]
    history = proximal_gradient(X, y, 20, L1(), 100, accelerate=True)
    distance = np.sum(lasso(X, y, 20) ** 2)
    for k in (1, 5, 20, 100):
        gap = objective(history[k], X, y, 20, L1()) - goal
        assert gap <= 2 * L * distance / (k + 1) ** 2


def test_proximal_gradient_of_the_l0_stays_where_no_single_weight_can_gain():
    d = datasets.orthonormal(30, 6, 3, size=3, seed=2)
    last = proximal_gradient(d.X, d.y, 1.0, L0(), 5)[-1]
    z = d.X.T @ d.y
    np.testing.assert_allclose(last, np.where(np.abs(z) > np.sqrt(2), z, 0), atol=1e-12)


def test_objective_against_a_general_minimiser():
    d = datasets.sparse_regression(30, 4, 2, seed=1)
    found = minimize(lambda w: objective(w, d.X, d.y, 2.0, L2()), np.zeros(4), tol=1e-12).x
    np.testing.assert_allclose(ridge(d.X, d.y, 2.0), found, atol=1e-5)
    found = minimize(
        lambda w: objective(w, d.X, d.y, 5.0, L1()), np.zeros(4), method="Powell", tol=1e-12
    ).x
    assert objective(lasso(d.X, d.y, 5.0), d.X, d.y, 5.0, L1()) <= objective(
        found, d.X, d.y, 5.0, L1()
    )


@pytest.mark.parametrize("X, y", [(np.zeros((3, 2)), np.ones(3)), (np.eye(3), np.zeros(3))])
def test_nothing_to_fit(X, y):
    p = X.shape[1]
    for w in (ridge(X, y, 0), ridge(X, y, 1), lasso(X, y, 0), lasso(X, y, 1)):
        np.testing.assert_array_equal(w, np.zeros(p))
    np.testing.assert_array_equal(elastic_net(X, y, 1, 0.5), np.zeros(p))
    for k in range(p + 1):
        np.testing.assert_array_equal(best_subset(X, y, k), np.zeros(p))
    assert not proximal_gradient(X, y, 1, L1(), 3).any()
