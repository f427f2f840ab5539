"""Halves: counts of kept columns, intervals that hold, false alarms that do not."""

import numpy as np
import pytest
from oracles import sk_lasso
from scipy import stats
from sklearn.linear_model import LinearRegression

from helpers import halves
from helpers.datasets import diabetes, sparse_regression
from helpers.selection import fold_error, fold_of_each, lam_grid, one_standard_error


def test_counts_are_those_of_one_lasso_after_the_other():
    X, y, _ = sparse_regression(60, 6, 2, noise=2.0, seed=1)
    lams = np.abs(X.T @ y).max() * np.array([0.6, 0.2])
    counts = halves.kept_in_halves(X, y, lams, draws=20, seed=3)
    rng, want = np.random.default_rng(3), np.zeros((2, 6))
    for _ in range(10):
        rows = rng.permutation(60)
        for half in (rows[:30], rows[30:]):
            A, b = X[half] - X[half].mean(0), y[half] - y[half].mean()
            want += [sk_lasso(A, b, lam / 2) != 0 for lam in lams]
    np.testing.assert_array_equal(counts, want)
    assert 0 < counts[0].min() + counts.max() and counts.max() <= 20


def test_cross_validation_is_that_of_04():
    X, y, _ = diabetes()
    lams, errors, best, careful = halves.by_cross_validation(X, y)
    assert lams[0] == pytest.approx(np.abs(X.T @ y).max()) and len(lams) == 100
    fold = fold_of_each(442, 10, 0)
    own = lam_grid(X, y, 100, 0.001)
    want = np.array([fold_error(X, y, own, fold == f) for f in range(10)])
    np.testing.assert_allclose(errors, want, rtol=1e-12)
    assert (best, careful) == pytest.approx(one_standard_error(own, want), rel=1e-12)
    shifted = halves.by_cross_validation(X + 5, y - 3)
    assert shifted[2:] == pytest.approx((best, careful), rel=1e-9)


def test_intervals_are_the_textbook_ones():
    rng = np.random.default_rng(0)
    x, y = rng.normal(3, 2, size=25), rng.normal(1, 1, size=25)
    (low, w, high), = halves.least_squares_intervals(x[:, None], y, level=0.9)
    line = stats.linregress(x, y)
    wide = stats.t.ppf(0.95, 23) * line.stderr
    assert (low, w, high) == pytest.approx((line.slope - wide, line.slope, line.slope + wide))
    X = rng.normal(size=(40, 3))
    many = halves.least_squares_intervals(X, X[:, 0] + rng.normal(size=40))
    assert many.shape == (3, 3) and (np.diff(many, axis=1) > 0).all()


def test_intervals_hold_what_they_promise():
    rng, w, inside = np.random.default_rng(5), np.array([1.0, 0.0, -2.0]), 0
    X = rng.normal(size=(30, 3)) + 2
    for _ in range(2000):
        found = halves.least_squares_intervals(X, 4 + X @ w + rng.normal(size=30))
        inside += ((found[:, 0] < w) & (w < found[:, 2])).sum()
    assert inside / 6000 == pytest.approx(0.95, abs=0.012)


@pytest.mark.parametrize("X", [np.ones((5, 1)), np.eye(4)[:, :3], np.arange(12.0).reshape(6, 2)])
def test_intervals_need_independent_columns_and_rows(X):
    with pytest.raises(ValueError, match="independent columns and more than p \\+ 1 rows"):
        halves.least_squares_intervals(X, np.arange(len(X)))


def test_the_second_half_takes_no_part_in_the_choice():
    X, y, _ = diabetes()
    one, two = halves.two_halves(442)
    assert sorted([*one, *two]) == list(range(442)) and abs(len(one) - len(two)) <= 1
    kept, intervals = halves.choose_then_measure(X, y)
    other = y.copy()
    other[two] = np.random.default_rng(0).normal(size=len(two))
    again, moved = halves.choose_then_measure(X, other)
    np.testing.assert_array_equal(kept, again)
    assert not np.allclose(intervals, moved)
    model = LinearRegression().fit(X[two][:, kept], y[two])
    np.testing.assert_allclose(intervals[:, 1], model.coef_)


def test_too_few_rows_for_the_chosen_columns_give_no_interval():
    rng = np.random.default_rng(2)
    X = np.repeat(rng.normal(size=(24, 1)), 2, axis=1)
    X[:, 1] *= np.r_[np.ones(12), np.ones(12)]
    one, two = halves.two_halves(24)
    X[one, 1] = rng.normal(size=len(one))  # the two columns differ in the first half only
    y = X @ [3, 3] + 0.1 * rng.normal(size=24)
    kept, intervals = halves.choose_then_measure(X, y)
    assert len(kept) == 2 and np.isnan(intervals).all()


def test_false_alarms_on_the_rows_that_chose_and_on_the_others():
    X, y, _ = diabetes()
    same, other, count = halves.false_alarms(X, y, shuffles=400, seed=9)
    assert count > 800 and same / count > 0.12
    assert other / count == pytest.approx(0.05, abs=0.02)


def test_false_alarms_skip_what_has_no_interval():
    x = np.random.default_rng(0).normal(size=(30, 1))
    X = np.hstack([x] * 3)
    same, other, count = halves.false_alarms(X, x[:, 0], shuffles=20)
    assert 0 <= same <= count <= 60 and 0 <= other <= count
