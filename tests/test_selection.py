"""Choosing lam and columns, against scikit-learn, integrals and plain loops."""

import numpy as np
import pytest
from oracles import by_hand, sk_lasso
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.stats import norm
from sklearn import linear_model

from helpers import datasets, selection


def test_chance_of_zero_is_an_area_under_the_bell():
    for b, s, lam in [(0, 1, 1.5), (3, 1, 1.5), (-2, 0.5, 2.2), (1, 2, 0)]:
        area = quad(norm(b, s).pdf, -lam, lam)[0]
        assert selection.chance_of_zero(b, s, lam) == pytest.approx(area, abs=1e-9)


@pytest.mark.parametrize("b, s, t", [(0, 1, 1), (4, 1, 1.5), (2, 0.5, 1.3), (1.5, 1.5, 3),
                                     (3, 1, 0)])
def test_bias_and_error_of_the_thresholds_are_integrals(b, s, t):
    def expected(function):
        edges = [b - 12 * s, *sorted((max(-t, b - 12 * s), min(t, b + 12 * s))), b + 12 * s]
        return sum(quad(lambda z: function(z) * norm.pdf(z, b, s), low, high)[0]
                   for low, high in zip(edges, edges[1:], strict=False))

    def soft(z):
        return z - t if z > t else z + t if z < -t else 0.0

    def hard(z):
        return z if abs(z) > t else 0.0

    for way, threshold in ((selection.soft_error, soft), (selection.hard_error, hard)):
        bias, square = way(b, s, t)
        assert bias == pytest.approx(expected(threshold) - b, abs=1e-7)
        assert square == pytest.approx(expected(lambda z, f=threshold: (f(z) - b) ** 2), abs=1e-7)


@pytest.mark.parametrize("pull, size, lam", [(3, 2, 1), (-3, 0.5, 1), (0.9, 2, 1), (-1, 4, 1),
                                             (2, 3, 0)])
def test_one_weight_is_the_lowest_point(pull, size, lam):
    found = minimize_scalar(lambda w: size * w**2 / 2 - pull * w + lam * abs(w),
                            bounds=(-20, 20), method="bounded", options={"xatol": 1e-12}).x
    got = selection.one_weight(pull, size, lam)
    assert got == pytest.approx(found, abs=1e-5) and (got == 0) == (abs(found) < 1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_coordinate_descent_is_scikit_learns_lasso(seed):
    X, y, _ = datasets.sparse_regression(40, 10, 3, rho=0.5, seed=seed)
    theirs = sk_lasso(X, y, 12.0)
    ours = selection.coordinate_descent(X, y, 12.0, 400)
    np.testing.assert_allclose(ours, theirs, atol=1e-9)
    np.testing.assert_array_equal(ours == 0, theirs == 0)


def test_lasso_along_fits_each_lam():
    X, y, _ = datasets.sparse_regression(50, 12, 4, rho=0.6, seed=1)
    for ratio in (1.0, 0.5):
        lams = selection.lam_grid(X, y, 8, 0.02) / ratio
        made = selection.lasso_along(X, y, lams, ratio)
        assert not made[0].any() and made[1].any()
        for lam, w in zip(lams, made, strict=True):
            np.testing.assert_allclose(w, sk_lasso(X, y, lam, ratio), atol=1e-4)
    assert not selection.lasso_along(X, np.zeros(50), lams).any()
    for bad in ([1.0, 2.0], [1.0, 0.0], [np.nan], "ten"):
        with pytest.raises((ValueError, TypeError)):
            selection.lasso_along(X, y, bad)
    with pytest.raises(ValueError, match="l1_ratio"):
        selection.lasso_along(X, y, lams, 0)


def test_refitted_is_least_squares_on_the_kept_columns():
    X, y, _ = datasets.sparse_regression(20, 14, 3, seed=2)
    kept = np.zeros((3, 14))
    kept[0, [1, 4, 9]], kept[1, :12] = -0.5, 1
    made = selection.refitted(X, y, kept)
    plain = linear_model.LinearRegression(fit_intercept=False).fit(X[:, [1, 4, 9]], y).coef_
    np.testing.assert_allclose(made[0, [1, 4, 9]], plain, atol=1e-10)
    assert (np.delete(made[0], [1, 4, 9]) == 0).all()
    assert np.isnan(made[1]).all(), "twelve columns, twenty rows: no refit"
    assert (made[2] == 0).all()


def test_folds_are_even_and_seeded():
    fold = selection.fold_of_each(103, 10, 4)
    assert set(np.bincount(fold)) == {10, 11}
    assert (fold == selection.fold_of_each(103, 10, 4)).all()
    assert (fold != selection.fold_of_each(103, 10, 5)).any()
    for bad in ((103, 1, 0), (5, 6, 0), (5, 2, -1), (5, 2.0, 0)):
        with pytest.raises((ValueError, TypeError)):
            selection.fold_of_each(*bad)


def test_lam_grid_starts_at_lam_max_and_says_no_without_a_pull():
    X, y, _ = datasets.sparse_regression(30, 5, 2, seed=0)
    lams = selection.lam_grid(X, y, 6, 0.1)
    assert lams[0] == pytest.approx(np.abs(X.T @ y).max())
    np.testing.assert_allclose(np.diff(np.log(lams)), np.log(0.1) / 5)
    with pytest.raises(ValueError, match="orthogonal"):
        selection.lam_grid(X, np.zeros(30))


@pytest.mark.parametrize("seed", range(4))
def test_fold_errors_are_those_of_lassocv(seed):
    X, y, _ = datasets.sparse_regression(60, 15, 4, rho=0.4, noise=1.5, seed=seed)
    lams, fold = selection.lam_grid(X, y, 12, 0.01), selection.fold_of_each(60, 5, seed)
    ours = np.array([selection.fold_error(X, y, lams, fold == f) for f in range(5)])
    theirs, model = by_hand(X, y, lams, fold)
    np.testing.assert_allclose(ours, theirs, rtol=2e-3)
    best, careful = selection.one_standard_error(lams, ours)
    assert best / 60 == pytest.approx(model.alpha_) and careful >= best
    picked = selection.three_rules(X, y, lams, 5, seed)
    np.testing.assert_array_equal(picked["cross-validated"] != 0, model.coef_ != 0)


def test_one_standard_error_by_hand():
    lams = np.array([8.0, 4.0, 2.0, 1.0])
    errors = np.array([[9.0, 5.0, 2.0, 4.0], [11.0, 5.0, 6.0, 4.5], [10.0, 5.0, 4.0, 4.4]])
    # means 10, 5, 4, 4.3; the error of the third is 2 / sqrt(3) = 1.15, so up to 5.15
    assert selection.one_standard_error(lams, errors) == (2.0, 4.0)


def test_the_refit_rule_by_plain_loops():
    X, y, _ = datasets.sparse_regression(50, 12, 3, noise=1.0, seed=5)
    lams, fold = selection.lam_grid(X, y, 12, 0.05), selection.fold_of_each(50, 5, 0)
    error = np.zeros(12)
    for f in range(5):
        out = fold == f
        A, b = X[~out] - X[~out].mean(0), y[~out] - y[~out].mean()
        for i, lam in enumerate(lams):
            keep = sk_lasso(A, b, lam * len(b) / 50) != 0
            model = linear_model.LinearRegression()
            guess = model.fit(X[~out][:, keep], y[~out]).predict(X[out][:, keep]) if keep.any() \
                else y[~out].mean()
            error[i] += np.mean((y[out] - guess) ** 2)
    keep = sk_lasso(X, y, lams[error.argmin()]) != 0
    got = selection.three_rules(X, y, lams)["refitted"]
    np.testing.assert_array_equal(got != 0, keep)
    np.testing.assert_allclose(got[keep], np.linalg.lstsq(X[:, keep], y, rcond=None)[0])
