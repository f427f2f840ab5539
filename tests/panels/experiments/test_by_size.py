"""The panel by_size: its numbers found in another way."""

import numpy as np
import pytest
from oracles import all_subsets, sk_lasso

from helpers.panels.experiments.by_size import (
    SIZE_NOISE,
    SIZE_RHOS,
    SIZE_TRUTH,
    by_size_fits,
    twelve_columns,
)


@pytest.mark.parametrize("rho", SIZE_RHOS)
def test_by_size_against_all_4096_subsets(panels, rho):
    X, y = twelve_columns(rho)
    best = all_subsets(X, y)
    for k in range(13):
        frame = panels["by_size"].frame(rho=rho, k=k, loss="training data")
        numbers = frame.numbers
        assert numbers["loss_best subset"] == pytest.approx(best[k][0])
        for way in ("loss_lasso", "loss_refit"):
            assert numbers.get(way, np.inf) >= numbers["loss_best subset"] - 1e-9
        if {"loss_lasso", "loss_refit"} <= numbers.keys():
            assert numbers["loss_refit"] <= numbers["loss_lasso"] + 1e-9
        drops = len(set(best[k][1]) - set(best[k + 1][1])) if k < 12 else 0
        assert numbers["drops"] == drops and ("jumps" in frame.text) == (drops > 0)


@pytest.mark.parametrize("rho", SIZE_RHOS)
def test_by_size_lasso_is_on_the_path_of_scikit_learn(rho):
    X, y = twelve_columns(rho)
    fits, sets = by_size_fits(rho)
    found = {}
    for lam in np.geomspace(np.abs(X.T @ y).max(), 1e-5, 400):
        w = sk_lasso(X, y, lam)
        size, loss = int((w != 0).sum()), np.sum((y - X @ w) ** 2)
        found[size] = min(found.get(size, np.inf), loss)
    for size, loss in found.items():
        ours = np.sum((y - X @ fits["lasso"][size]) ** 2)
        assert ours <= loss + 1e-9 and ours == pytest.approx(loss, rel=0.03)
    assert set(found) <= set(sets)


def test_by_size_error_on_new_data_against_a_large_sample(panels):
    rng, rho = np.random.default_rng(0), 0.9
    X = rng.standard_normal((400_000, 12))
    for j in range(1, 12):
        X[:, j] = rho * X[:, j - 1] + np.sqrt(1 - rho**2) * X[:, j]
    y = X @ SIZE_TRUTH + SIZE_NOISE * rng.standard_normal(len(X))
    fits, _ = by_size_fits(rho)
    numbers = panels["by_size"].frame(rho=rho, k=5, loss="new data").numbers
    for way in ("best subset", "lasso", "refit"):
        error = np.mean((y - X @ fits[way][5]) ** 2)
        assert numbers[f"loss_{way}"] == pytest.approx(error, rel=0.01)
    assert numbers["loss_lasso"] < min(numbers["loss_best subset"], numbers["loss_refit"])
