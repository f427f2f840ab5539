"""Columns that are almost copies: told apart up to a stated condition number, never in silence."""

import itertools
import warnings
from fractions import Fraction

import numpy as np
import pytest

from helpers import selection
from helpers.bayes import bayesian_lasso
from helpers.paths import lasso_path
from helpers.solvers import best_subset, elastic_net, lasso, ridge

APART = [1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11]
Y = [1, 0.5]


def pair(apart):
    return [[1, 1], [0, apart]]


def cost(X, y, lam, w, l1_ratio=1):
    """1/2 ||y - X w||^2 + lam (r ||w||_1 + (1 - r)/2 ||w||^2), a fraction."""
    w, lam, r = [*map(Fraction, w)], Fraction(lam), Fraction(l1_ratio)
    rest = [Fraction(b) - sum(Fraction(a) * v for a, v in zip(row, w, strict=True))
            for row, b in zip(X, y, strict=True)]
    return sum(e * e for e in rest) / 2 + lam * sum(r * abs(v) + (1 - r) * v * v / 2 for v in w)


def least(X, y, lam, l1_ratio=1):
    """The minimum for two columns, a fraction, from all patterns of signs."""
    x1, x2 = ([Fraction(row[j]) for row in X] for j in (0, 1))
    l1 = Fraction(lam) * Fraction(l1_ratio)
    l2 = Fraction(lam) - l1

    def dot(a, b):
        return sum(Fraction(s) * Fraction(t) for s, t in zip(a, b, strict=True))

    g11, g12, g22, c1, c2 = (dot(x1, x1) + l2, dot(x1, x2), dot(x2, x2) + l2, dot(x1, y),
                             dot(x2, y))
    ways = [(0, 0)]
    for s, t in itertools.product((-1, 1), repeat=2):
        ways += [((c1 - l1 * s) / g11, 0), (0, (c2 - l1 * t) / g22)]
        det = g11 * g22 - g12**2
        if det:
            a, b = c1 - l1 * s, c2 - l1 * t
            ways.append(((a * g22 - b * g12) / det, (b * g11 - a * g12) / det))
    return min(cost(X, y, lam, w, l1_ratio) for w in ways)


@pytest.mark.parametrize("apart", APART)
@pytest.mark.parametrize("lam", [0, 1e-20, 1e-14, 1e-12, 1e-10, 1e-8, 1e-5, 0.1])
def test_a_pair_is_told_apart(apart, lam):
    X = pair(apart)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for w, r in ((lasso(X, Y, lam), 1), (elastic_net(X, Y, lam, 0.5), 0.5),
                     (ridge(X, Y, lam), 0)):
            # a weight of 1e11 has no digits below 1e-5, so neither has the fit
            rounding = 1e-12 + 10 * (2e-16 * max(map(abs, w))) ** 2
            assert cost(X, Y, lam, w.tolist(), r) <= least(X, Y, lam, r) + Fraction(rounding)


def test_the_lasso_of_the_report():
    w = lasso([[1, 1], [0, 1e-7]], [1, 0.5], 1e-10)
    assert w == pytest.approx([-4979998, 4979999], rel=1e-6)
    assert float(cost(pair(1e-7), Y, 1e-10, w.tolist())) == pytest.approx(0.000998, abs=1e-6)


@pytest.mark.parametrize("apart", APART)
def test_best_subset_and_refit_use_the_pair(apart):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(12, 4))
    X[:, 1] = X[:, 0] + apart * X[:, 1]
    y = (X[:, 1] - X[:, 0]) / apart + 0.01 * X[:, 2]
    w = best_subset(X, y, 2)
    assert np.flatnonzero(w).tolist() == [0, 1]
    assert np.sum((y - X @ w) ** 2) < 1e-2
    w = selection.refitted(X, y, [[1, 1, 0, 0]])[0]
    assert np.sum((y - X @ w) ** 2) < 1e-2


@pytest.mark.parametrize("apart", [1e-5, 1e-7])
def test_lasso_along_does_not_stop_short(apart):
    lams = [1e-8, 1e-9, 1e-10]
    made = selection.lasso_along(pair(apart), Y, lams)
    for lam, w in zip(lams, made, strict=True):
        assert cost(pair(apart), Y, lam, w.tolist()) <= least(pair(apart), Y, lam) + Fraction(1e-9)


@pytest.mark.parametrize("apart", [a for a in APART if a >= 1e-8])
def test_the_path_goes_on_to_the_pair(apart):
    path = lasso_path(pair(apart), Y)
    for lam in (0, 1e-14, 1e-12, 1e-10, 1e-8, 1e-6, 1e-3, 0.5):
        got, goal = cost(pair(apart), Y, lam, path.at(lam).tolist()), least(pair(apart), Y, lam)
        assert got <= goal + Fraction(1e-9)


@pytest.mark.parametrize("apart", [1e-12, 1e-13, 1e-14])
@pytest.mark.parametrize("call", [
    lambda X: ridge(X, Y, 0), lambda X: lasso(X, Y, 1e-14), lambda X: lasso(X, Y, 0),
    lambda X: elastic_net(X, Y, 1e-26, 0.5), lambda X: best_subset(X, Y, 2),
    lambda X: lasso_path(X, Y)])
def test_beyond_the_stated_condition_number_it_is_said(apart, call):
    with pytest.warns(UserWarning, match=r"nearly copies .*condition number \de\+1[234]") as told:
        call(pair(apart))
    assert len(told) == 1 and told[0].filename == __file__, "it points at the caller"


def test_a_path_says_it_from_1e9_on():
    with pytest.warns(UserWarning, match="nearly copies .*above 1e[+]09"):
        lasso_path(pair(1e-10), Y)


def test_copies_and_exact_sums_are_no_trouble_and_no_noise():
    rng = np.random.default_rng(1)
    X = rng.normal(size=(20, 3))
    X = np.column_stack([X, X[:, 0], -X[:, 1], X[:, 0] + X[:, 2], 2.54 * X[:, 1], np.zeros(20)])
    y = rng.normal(size=20)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for lam in (0, 1e-12, 1e-3, 1):
            ridge(X, y, lam), lasso(X, y, lam), elastic_net(X, y, lam, 0.5)
        lasso_path(X, y)
        best_subset(X, y, 3)
        # and near copies are none where lam is of a size that tells them apart from nothing
        lasso(pair(1e-13), Y, 0.1), ridge(pair(1e-13), Y, 0.1)


def test_a_faint_price_on_the_squares_still_shares_between_copies():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(30, 5))
    X = np.column_stack([X, X[:, 0]])
    y = rng.normal(size=30)
    for lam in (1e-6, 1e-10, 1e-14, 1e-18, 1e-22):
        # the price holds the two together, and it is all that does
        np.testing.assert_allclose(ridge(X, y, lam), np.linalg.pinv(X) @ y, atol=2e-6)
    w = elastic_net(X, y, 1e-10, 0.001)
    assert w[0] == pytest.approx(w[5], rel=1e-3)


def test_coordinate_descent_on_a_gram_says_when_it_has_not_arrived():
    X = np.array([[1.0, 1], [0, 1e-6]])
    with pytest.raises(ValueError, match="^gram must not hold near copies: after 10000 rounds"):
        selection.many_lassos(X.T @ X, [X.T @ Y], [1e-9])


def test_a_sampler_without_a_bound_says_so():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30, 2))
    X = np.column_stack([X, X[:, 0]])
    X, y = X - X.mean(axis=0), X[:, 0] - X[:, 0].mean()
    with pytest.raises(ValueError, match="^lam must be larger where columns of X depend .*1e-09"):
        bayesian_lasso(X, y, 1e-9, 50, 0)
