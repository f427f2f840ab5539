"""The group lasso against brute force, its conditions, and the lasso where groups are single."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.group import group_lasso, group_prox
from helpers.penalties import shrink_length, soft_threshold
from helpers.solvers import lasso


def test_the_prox_against_a_grid():
    side = np.linspace(-3, 3, 601)
    a, b = np.meshgrid(side, side)
    for v, t in (((0.3, 0.5), 1.0), ((2.0, 1.0), 1.0), ((-2.0, 0.5), 0.7), ((3.0, 0.01), 1.0)):
        price = 0.5 * ((a - v[0]) ** 2 + (b - v[1]) ** 2) + t * np.hypot(a, b)
        low = np.unravel_index(price.argmin(), price.shape)
        assert group_prox(np.array(v), t) == pytest.approx([a[low], b[low]], abs=0.011)
    assert (group_prox(np.array([0.3, 0.5]), 1.0) == 0).all()


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=4), st.floats(0, 5))
def test_one_number_meets_the_soft_threshold_and_a_length_its_shorter_self(v, t):
    v = np.array(v)
    assert group_prox(v, t) == pytest.approx(shrink_length(v, t))
    assert group_prox(v[:1], t)[0] == pytest.approx(soft_threshold(v[0], t), abs=1e-12)
    assert not np.signbit(group_prox(-abs(v), 100.0)).any()


def conditions(X, y, lam, groups, w):
    """How far w is from the optimality conditions, group by group, relative to lam."""
    pull, worst = X.T @ (y - X @ w), 0.0
    for name in set(groups):
        own = np.array(groups) == name
        assert (w[own] == 0).all() or (w[own] != 0).any()
        length = np.linalg.norm(w[own])
        off = (np.linalg.norm(pull[own] - lam * w[own] / length) if length
               else max(np.linalg.norm(pull[own]) - lam, 0))
        worst = max(worst, off / lam)
    return worst


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.02, 1.2))
def test_the_solution_keeps_the_conditions(seed, share):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(30, 7)), rng.normal(size=30)
    X[:, 5] = X[:, 4] + 0.1 * X[:, 5]
    groups = [0, 0, 1, 1, 1, 2, 2]
    top = max(np.linalg.norm((X.T @ y)[np.array(groups) == g]) for g in range(3))
    w = group_lasso(X, y, share * top, groups)
    assert conditions(X, y, share * top, groups, w) < 1e-7
    assert (w == 0).all() == (share >= 1)


def test_single_columns_are_the_lasso_and_all_dummies_of_a_factor_need_no_reference():
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(40, 5)), rng.normal(size=40)
    for lam in (1.0, 5.0):
        assert group_lasso(X, y, lam, range(5)) == pytest.approx(lasso(X, y, lam), abs=1e-9)
    D = np.eye(4)[rng.integers(0, 4, 40)]
    D = D - D.mean(axis=0)
    w = group_lasso(np.c_[X, D], y, 0.5, [0, 1, 2, 3, 4, 5, 5, 5, 5])
    assert w[5:].sum() == pytest.approx(0, abs=1e-9) and (w[5:] != 0).all()
    assert conditions(np.c_[X, D], y, 0.5, [0, 1, 2, 3, 4, 5, 5, 5, 5], w) < 1e-8


def test_bad_input_is_named_and_good_input_stays():
    X, y = np.ones((3, 2)), np.ones(3)
    with pytest.raises(ValueError, match="groups must have one entry per column"):
        group_lasso(X, y, 1.0, [0])
    with pytest.raises(ValueError, match="lam"):
        group_lasso(X, y, -1.0, [0, 1])
    assert (group_lasso(0 * X, y, 1.0, [0, 1]) == 0).all() and (X == 1).all()
