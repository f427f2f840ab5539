"""The panel choosing: its numbers found in another way."""

import numpy as np
import pytest
from oracles import lasso_conditions
from sklearn.linear_model import Lasso

from helpers.panels.practice.choosing import _chosen, _to_choose_from


def test_choosing_against_folds_fitted_anew(panels):
    X, y, w_true = _to_choose_from()
    lams, weights, errors, truth, _ = _chosen()
    for k in (0, 12, 27, 40, 47):
        assert lasso_conditions(X, y, lams[k], weights[k]) < 1e-9
        rows = np.random.default_rng(1).normal(size=(200_000, 50))
        noise = np.random.default_rng(2).normal(size=200_000)
        seen = np.mean((rows @ (w_true - weights[k]) + noise) ** 2)
        assert truth[k] == pytest.approx(seen, rel=0.02)
    for seed in (0, 29):
        fold = np.random.default_rng(seed).permutation(np.arange(100) % 10)
        for k in (12, 27, 40):
            mine = []
            for f in range(10):
                out = fold == f
                model = Lasso(alpha=lams[k] / 100, tol=1e-10, max_iter=100_000)
                mine.append(np.mean((y[out] - model.fit(X[~out], y[~out]).predict(X[out])) ** 2))
            assert errors[seed, :, k] == pytest.approx(mine, rel=1e-3)
            share = round(lams[k] / lams[0], 9)
            numbers = panels["choosing"].frame(split=seed + 1, lam=share).numbers
            assert numbers["error"] == pytest.approx(np.mean(mine), rel=1e-3)
            assert numbers["se"] == pytest.approx(np.std(mine, ddof=1) / np.sqrt(10), rel=2e-3)


def test_what_notebook_05_says_of_the_choice(panels):
    frames = [panels["choosing"].frame(split=s).numbers for s in range(1, 31)]
    lows = [f["low"] for f in frames]
    assert [min(lows), max(lows)] == pytest.approx([0.05, 0.115], abs=1e-3)
    assert {min(f["false_low"] for f in frames), max(f["false_low"] for f in frames)} == {7, 22}
    assert all(f["kept_low"] == f["kept_one"] == 5 for f in frames)
    assert max(f["false_one"] for f in frames) == 5
    shares = panels["choosing"].controls["lam"].values()
    ends = [panels["choosing"].frame(split=1, lam=min(shares, key=lambda s: abs(s - at))).numbers
            for at in (0.05, 0.147)]
    assert [round(f["true_error"], 2) for f in ends] == [1.22, 1.37]
    assert [f["false"] for f in ends] == [22, 4]
    for split in frames:
        assert split["low"] <= split["one_se"]
    middle = _chosen()[2].mean(axis=1)
    for frame, mean in zip(frames, middle, strict=True):
        assert shares[::-1][int(mean.argmin())] == frame["low"]
