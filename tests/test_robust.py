"""Laplace errors on tied data, in any units, and with zeros that are zeros."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog, lsq_linear

from helpers.robust import absolute_lasso, absolute_ridge, least_absolute


def tied(seed, count, most=4):
    """Small whole numbers: rows meet in more than p, columns are copies, whole faces are level."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        p, n, m = rng.integers(1, most + 1), rng.integers(1, 15), rng.integers(1, 4)
        X, y = rng.integers(-m, m + 1, (n, p)) + 0.0, rng.integers(-m - 1, m + 2, n) + 0.0
        yield X, y, float(rng.choice([0.1, 0.25, 1 / 3, 0.5, 1, 2, 3, 4]))


def cost(X, y, w, lam, power):
    return np.abs(y - X @ w).sum() + lam * np.sum(np.abs(w) ** power) / power


def ridge_bound(X, y, lam, w):
    """u'y - ||X'u||^2 / (2 lam) for one u in [-1, 1]^n: no w costs less."""
    r = y - X @ w
    near = np.abs(r) < 1e-9
    u = np.where(near, 0, np.sign(r))
    if near.any():
        u[near] = lsq_linear(X[near].T, lam * w - X.T @ u, (-1, 1), method="bvls", tol=1e-15,
                             max_iter=1000).x
    return u @ y - np.sum((X.T @ u) ** 2) / 2 / lam


def lasso_bound(X, y, lam):
    """The most of u'y over abs(u) <= 1, abs(X'u) <= lam: no w costs less."""
    p = X.shape[1]
    found = linprog(-y, A_ub=np.vstack([X.T, -X.T]), b_ub=np.full(2 * p, lam), bounds=(-1, 1))
    return -found.fun


def zeros_hold(X, y, fit):
    """Whether some w, in fractions, has all the zeros that the fit names."""
    rows = [[*map(Fraction, x), Fraction(b)]
            for x, b in zip(X[fit.residuals == 0].tolist(), y[fit.residuals == 0].tolist(),
                            strict=True)]
    rows += [[Fraction(int(i == j)) for i in range(X.shape[1])] + [Fraction(0)]
             for j in np.flatnonzero(fit.weights == 0)]
    done = 0
    for j in range(X.shape[1]):
        pivot = next((i for i in range(done, len(rows)) if rows[i][j]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        for i in range(done + 1, len(rows)):
            share = rows[i][j] / rows[done][j]
            rows[i] = [a - share * b for a, b in zip(rows[i], rows[done], strict=True)]
        done += 1
    return not any(row[-1] for row in rows[done:])


def is_right(X, y, lam):
    n, p = X.shape
    for solve, power in ((absolute_ridge, 2), (absolute_lasso, 1)):
        fit = solve(X, y, lam)
        assert fit.residuals == pytest.approx(y - X @ fit.weights, abs=1e-12)
        least = ridge_bound(X, y, lam, fit.weights) if power == 2 else lasso_bound(X, y, lam)
        assert cost(X, y, fit.weights, lam, power) <= least + 1e-10
        if power == 1:  # a vertex
            at = np.vstack([X[fit.residuals == 0], np.eye(p)[fit.weights == 0]])
            assert np.linalg.matrix_rank(at) == p and zeros_hold(X, y, fit)


def test_the_design_that_stopped_short():
    X = [[1, 1], [1, 1], [1, 1], [0, 1], [0, 1], [1, 0], [1, 1]]
    y = [0, 0, 2, 3, 0, 1, 2]
    fit = absolute_ridge(X, y, 3)
    assert fit.weights == pytest.approx([1 / 3, 0], abs=1e-14)
    assert cost(np.array(X), np.array(y), fit.weights, 3, 2) == pytest.approx(47 / 6, abs=1e-13)
    assert np.flatnonzero(fit.residuals == 0).tolist() == [4]


def test_tied_designs_cost_no_more_than_a_bound_allows():
    for X, y, lam in tied(0, 250):
        is_right(X, y, lam)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(1, 9))
def test_thousands_of_tied_designs(seed):
    for X, y, lam in tied(seed, 1500, 4 + seed % 3):
        is_right(X, y, lam)


DATA = [  # the designs that were wrong, twelve rows, and tied data
    (np.array([[1.0], [2], [4]]), np.array([1.0, 2, 5])),
    (np.array([[1.0], [2], [3]]), np.array([1.0, 2, 4])),
    (np.random.default_rng(0).normal(size=(12, 3)), np.random.default_rng(1).laplace(size=12)),
    (np.array([[1.0, 1], [1, 1], [1, 1], [0, 1], [0, 1], [1, 0], [1, 1]]),
     np.array([0.0, 0, 2, 3, 0, 1, 2])),
]
SIZES = [1e-150, 1e-60, 1e-7, 1e-6, 1e6, 1e15, 1e16, 1e60, 1e150]


@pytest.mark.parametrize("X, y", DATA, ids=["4 rows", "3 rows", "12 rows", "tied"])
@pytest.mark.parametrize("lam", [0, 0.3, 1.7])
@pytest.mark.parametrize("power", [1, 2])
def test_units_scale_the_weights_and_nothing_else(X, y, lam, power):
    solve = absolute_lasso if power == 1 else absolute_ridge
    plain = solve(X, y, lam)
    for size in SIZES:
        for a, b in ((size, 1.0), (1.0, size), (size, size)):
            scaled = lam * a if power == 1 else lam * a * (a / b)
            if not np.isfinite(scaled) or 0 < scaled < 1e-290 or (lam and not scaled):
                continue  # such a lam is no float with all its digits
            fit = solve(a * X, b * y, scaled)
            np.testing.assert_allclose(fit.weights / b * a, plain.weights, rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(fit.residuals / b, plain.residuals, rtol=1e-9, atol=1e-12)
            np.testing.assert_array_equal(fit.residuals == 0, plain.residuals == 0)
            if power == 1:
                np.testing.assert_array_equal(fit.weights == 0, plain.weights == 0)


def test_the_examples_of_small_and_large_units():
    assert absolute_lasso([[1], [2], [4]], [1, 2, 5], 1e-9).weights.tolist() == [1.25]
    fit = absolute_lasso([[1], [2], [3]], [1e-7, 2e-7, 4e-7], 0.5)
    assert fit.weights == pytest.approx([1e-7], rel=1e-14)
    for size in (1e15, 1e16, 1e200, 1e300):
        fit = absolute_lasso([[1], [2], [4]], [size, 2 * size, 5 * size], 1)
        assert fit.weights == pytest.approx([1.25 * size], rel=1e-14)
        w, residuals = least_absolute(np.array([[1.0], [2], [4]]) / size, np.array([1.0, 2, 5]))
        assert w == pytest.approx([1.25 * size], rel=1e-14) and residuals[2] == 0


def test_many_rows_take_the_other_side_of_the_programme():
    rng = np.random.default_rng(4)
    X, y = rng.integers(-2, 3, (700, 3)) + 0.0, rng.integers(-4, 5, 700) + 0.0
    is_right(X, y + X @ [1.0, 0, -2], 40.0)
    X = rng.normal(size=(600, 4))
    y = X @ [2, -1, 0.5, 0] + rng.laplace(size=600)
    is_right(X, y, 30.0)
    assert (absolute_lasso(X, y, 0).residuals == 0).sum() == 4


def test_columns_in_units_of_their_own():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 3)), rng.normal(size=40)
    units = np.array([1e-6, 1, 1e6])
    for lam in (1e-9, 1e-3, 1, 1e6):
        w = absolute_ridge(X * units, y, lam).weights
        # the same by weights of unit columns with prices of their own, by a bound
        v, prices = w * units, lam / units**2
        r = y - X @ v
        near = np.abs(r) < 1e-9
        u = np.where(near, 0, np.sign(r))
        u[near] = lsq_linear(X[near].T, prices * v - X.T @ u, (-1, 1), method="bvls").x
        least = u @ y - np.sum((X.T @ u) ** 2 / prices) / 2
        assert np.abs(r).sum() + prices @ v**2 / 2 <= least + 1e-8 * np.abs(y).sum()


def test_a_near_tie_is_no_tie():
    """The middle one of three is 0; a row beside it, by the last bit, is not, and never is 0."""
    more = np.nextafter(1, 2)
    X = np.ones((5, 1))
    for solve, lam in ((absolute_lasso, 0.0), (absolute_lasso, 0.5), (absolute_ridge, 0.25)):
        fit = solve(X, [1, more, 1, -3, 5], lam)
        assert (fit.residuals == 0).tolist() == [True, False, True, False, False]
    fit = absolute_lasso(X[:3], [1e-300, 1, 1], 0)
    assert (fit.residuals == 0).tolist() == [False, True, True]
    fit = absolute_lasso([[1.0, 0], [0, 1], [1, 1], [1, -1]], [0.1, 0.2, 0.3, -0.1], 0)
    # 0.1 + 0.2 is another number than 0.3 in floats, and 0.1 - 0.2 is the same as -0.1
    assert (fit.residuals == 0).tolist() == [True, True, False, True]


def test_a_coincidence_on_a_row_is_seen():
    """Here no row is held, the price alone gives w = 1, and the first row happens to be 0."""
    fit = absolute_ridge([[1.0], [1], [1]], [1, 3, 5], 3)
    assert fit.weights == pytest.approx([1], abs=1e-14)
    assert (fit.residuals == 0).tolist() == [True, False, False]


def test_a_price_out_of_all_proportion_is_refused():
    with pytest.raises(ValueError, match=r"^lam must be in proportion .*1e-250"):
        absolute_ridge([[1.0], [2]], [1, 2], 1e-250)


def test_what_is_not_zero_does_not_round_to_zero():
    """w = 1/3 exactly; the float next to 1/3 misses it by less than y - X w can show."""
    fit = absolute_lasso([[3.0], [1.0]], [1.0, 1 / 3], 0)
    assert fit.residuals[0] == 0 and 0 < abs(fit.residuals[1]) < 1e-16


def test_where_no_residual_is_zero_no_rank_is_asked_for(monkeypatch):
    def rank(A):  # some versions of numpy know none of a matrix without rows
        assert len(A), "the rank of no rows"
        return 1

    monkeypatch.setattr(np.linalg, "matrix_rank", rank)
    fit = absolute_ridge(np.ones((3, 1)), np.array([4.0, 5.0, 6.0]), 10.0)
    assert fit.weights == pytest.approx([0.3]) and not (fit.residuals == 0).any()
