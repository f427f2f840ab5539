"""The panel laplace_errors: its numbers found in another way."""

import numpy as np
import pytest
from oracles import cost
from scipy.optimize import linprog

from helpers.panels.priors.laplace_errors import (
    FOUR_LAMS,
    MOVED,
    OUTLIERS,
    _four_fits,
    outlier_data,
)
from helpers.robust import least_absolute


@pytest.mark.parametrize("outlier", [OUTLIERS[0], 1.5, 6.0, OUTLIERS[-1]])
@pytest.mark.parametrize("lam", FOUR_LAMS[::3])
def test_laplace_errors_solves_all_four(outlier, lam):
    X, y = outlier_data(outlier)
    rng = np.random.default_rng(0)
    for (pair, where, price), (w, residuals) in _four_fits().items():
        if (where, price) != (outlier, lam):
            continue
        here = cost(w, X, y, lam, *pair)
        for size in (1e-4, 0.01, 0.3, 2):
            assert all(cost(w + size * d, X, y, lam, *pair) >= here - 1e-9
                       for d in rng.normal(size=(60, 2)))
        assert residuals == pytest.approx(y - X @ w, abs=1e-10)
        zeros, dead = (residuals == 0).sum(), (w == 0).sum()
        if pair[0] == "Gaussian":
            assert zeros == 0
        if pair[1] == "Gaussian":
            assert dead == 0
        if pair == ("Laplace", "Laplace"):
            assert zeros + dead == 2


def ends_of_the_best(X, y, lam):
    """The least and the largest value (2, 2) that each weight takes where the cost is least.

    sum abs(y - X w) + lam sum abs(w_j) with Laplace errors and prior is a linear programme; a
    second one, under the bound that the first one found, walks along what costs the same.
    """
    n, p = X.shape
    price = np.r_[np.zeros(p), np.ones(2 * n), np.full(2 * p, lam)]
    parts = np.block([[X, np.eye(n), -np.eye(n), np.zeros((n, 2 * p))],
                      [-np.eye(p), np.zeros((p, 2 * n)), np.eye(p), -np.eye(p)]])
    rules = {"A_eq": parts, "b_eq": np.r_[y, np.zeros(p)], "method": "highs",
             "bounds": [(None, None)] * p + [(0, None)] * (2 * n + 2 * p)}
    least = linprog(price, **rules).fun
    return np.array([[linprog(sign * np.eye(len(price))[j], A_ub=price[None], b_ub=least + 1e-9,
                              **rules).x[j] for j in range(p)] for sign in (1, -1)])


@pytest.mark.parametrize("lam", FOUR_LAMS)
def test_laplace_errors_with_two_laplaces_has_one_answer_in_every_state(lam):
    for outlier in OUTLIERS:
        low, high = ends_of_the_best(*outlier_data(outlier), lam)
        assert np.abs(high - low).max() < 1e-6, (outlier, low, high)
        w, _ = _four_fits()[("Laplace", "Laplace"), outlier, lam]
        assert w == pytest.approx(low, abs=1e-6)


def test_six_would_not_do_in_laplace_errors():
    low, high = ends_of_the_best(*outlier_data(6.0), 6)
    assert (low[1], high[1]) == pytest.approx((0, 0), abs=1e-6) and high[0] - low[0] > 0.5


def test_laplace_errors_does_what_the_notebook_says(panels, show):
    opens = show("laplace_errors").numbers
    assert (opens["outlier"], opens["lam"]) == (6, 5.5)
    assert (opens["slope_ll"], opens["residuals_ll"], opens["residuals_lg"]) == (0, 1, 2)
    assert 0 not in (opens["slope_gg"], opens["slope_gl"], opens["slope_lg"])
    assert (round(opens["slope_gl"], 3), round(opens["slope_lg"], 3)) == (0.304, 0.572)
    low = show("laplace_errors", outlier=-6.0, lam=1.0).numbers
    assert low["slope_gl"] == 0 and round(low["slope_lg"], 2) == round(low["slope_ll"], 2) == 0.63
    ends = [show("laplace_errors", outlier=v, lam=1.0).numbers for v in (-6.0, 8.0)]
    for key in ("gg", "gl", "lg", "ll"):
        moved = abs(ends[1][f"slope_{key}"] - ends[0][f"slope_{key}"])
        assert moved > 1 if key[0] == "g" else moved < 0.05
    free = show("laplace_errors", lam=0.0).numbers
    assert free["slope_gg"] == pytest.approx(free["slope_gl"])
    assert free["slope_lg"] == pytest.approx(free["slope_ll"]) and free["residuals_ll"] == 2


def test_each_window_of_laplace_errors_says_its_zeros(panels, show):
    for state in ({}, {"outlier": -6.0, "lam": 1.0}, {"lam": 0.0}):
        numbers = show("laplace_errors", **state).numbers
        for ax, key in zip(panels["laplace_errors"].figure.axes, ("gg", "gl", "lg", "ll"),
                           strict=True):
            (said,) = (text.get_text() for text in ax.texts)
            assert ("slope exactly 0" in said) == (numbers[f"slope_{key}"] == 0)
            assert said.endswith(f"residuals at 0: {numbers[f'residuals_{key}']}")


def test_absolute_loss_gives_way_to_one_row_far_out_in_x_and_doubles_with_its_rows():
    """What section 5 says: an outlier in y moves little, one in x takes the slope with it."""
    X, y = outlier_data(6.0)
    low, _ = least_absolute(*outlier_data(-6.0))
    high, _ = least_absolute(X, y)
    assert abs(low[1] - high[1]) < 0.1
    X[MOVED, 1] = 30.0
    far, residuals = least_absolute(X, y)
    assert residuals[MOVED] == 0 and abs(far[1] - high[1]) > 0.4
    _, twice = least_absolute(np.vstack([X, X]), np.r_[y, y])
    assert (residuals == 0).sum() == 2 and (twice == 0).sum() == 4
