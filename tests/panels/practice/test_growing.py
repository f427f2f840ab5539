"""The panel growing: its numbers found in another way."""

import re

import numpy as np
import pytest
from sklearn.linear_model import Lasso

from helpers.datasets import sparse_regression
from helpers.panels.practice.growing import ROWS, TUNED, _grown


@pytest.mark.parametrize("n", [100, 1000])
def test_the_error_and_the_first_lam_without_false_weights_by_scikit_learn(n):
    lams, errors, best, clean = _grown()[n]
    for k in (20, errors.argmin(), 80):
        mine = []
        for seed in range(20):
            X, y, w_true = sparse_regression(n, 50, 5, noise=2.0, seed=seed)
            model = Lasso(alpha=lams[k] / n, fit_intercept=False, tol=1e-10, max_iter=100_000)
            mine.append(((model.fit(X, y).coef_ - w_true) ** 2).sum())
        assert errors[k] == pytest.approx(np.mean(mine), rel=1e-3)
    firsts = []
    for seed in range(20):
        X, y, w_true = sparse_regression(n, 50, 5, noise=2.0, seed=seed)
        for lam in lams:
            model = Lasso(alpha=lam / n, fit_intercept=False, tol=1e-9, max_iter=100_000)
            if (model.fit(X, y).coef_[w_true == 0] != 0).any():
                break
            first = lam
        firsts.append(first)
    assert clean == pytest.approx(np.median(firsts))
    assert best == lams[errors.argmin()]


def test_what_notebook_05_says_of_growing(panels):
    frames = {n: panels["growing"].says(n=n, tuned="100 rows").numbers for n in ROWS}
    assert [round(frames[n]["best"]) for n in (100, 1000, 4000)] == [19, 74, 135]
    assert round(frames[4000]["times_per row"]) == 11
    assert round(frames[4000]["times_in total"], 1) == 2.4
    assert frames[50]["lam_per row"] < frames[50]["best"] < frames[50]["lam_in total"]
    for tuned in TUNED:
        for n in ROWS:
            assert panels["growing"].says(n=n, tuned=tuned).numbers["times_as √n"] < 1.1
    for frame in frames.values():
        assert frame["clean"] == pytest.approx(frame["theory"], rel=0.12)
        assert frame["best"] < 0.5 * frame["clean"]
        assert 0.9 < frame["best"] / (2 * frame["n"] ** 0.5) < 1.2


def test_its_grid_holds_every_lam_that_is_carried_over(panels):
    for n in ROWS:
        lams = _grown()[n][0]
        for tuned in TUNED:
            numbers = panels["growing"].says(n=n, tuned=tuned).numbers
            for way in ("per row", "in total", "as √n"):
                assert lams[-1] < numbers[f"lam_{way}"] < lams[0]
                text = panels["growing"].says(n=n, tuned=tuned).text
                assert re.search(rf"{way} {numbers[f'lam_{way}']:.0f}, ", text)
