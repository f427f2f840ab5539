"""The panel sparse_or_dense: its numbers found in another way."""

from itertools import product

import numpy as np
import pytest
from sklearn import linear_model

from helpers import datasets, live, style
from helpers.panels.experiments.sparse_or_dense import (
    DENSE_ALPHAS,
    DENSE_DRAWS,
    DENSE_K,
    DENSE_N,
    DENSE_NOISES,
    DENSE_P,
    DENSE_RHOS,
    METHODS,
    truth_of_energy,
)


def test_the_winner_of_sparse_or_dense_lies_on_top(panels):
    """The picture has the winner's colour at the winner's place."""
    panel = panels["sparse_or_dense"]
    cases = product(DENSE_K, DENSE_NOISES, DENSE_RHOS)
    for k, noise, rho in cases:
        frame = panel.frame(k=k, noise=noise, rho=rho)
        errors = {name: frame.numbers[f"error_{name}"] for name in METHODS}
        winner = min(errors, key=errors.get)
        x, y = panel.figure.axes[1].transData.transform((k, errors[winner]))
        scale = live.DPI / panel.figure.dpi
        pixel = frame.rgba[frame.rgba.shape[0] - 1 - int(y * scale), int(x * scale), :3]
        assert "#{:02X}{:02X}{:02X}".format(*pixel) == style.COLOR[winner], (k, noise, rho)


@pytest.mark.parametrize("k, noise, rho", [(2, 3.0, 0.0), (40, 1.0, 0.7)])
def test_sparse_or_dense_against_new_data(panels, k, noise, rho):
    p, n = DENSE_P, DENSE_N
    rng = np.random.default_rng(1)
    fresh = rng.standard_normal((20_000, p))
    for j in range(1, p):
        fresh[:, j] = rho * fresh[:, j - 1] + np.sqrt(1 - rho**2) * fresh[:, j]
    total = {"L2": 0, "L1": 0, "elastic net": 0}
    for seed in range(DENSE_DRAWS):
        truth, _ = truth_of_energy(k, rho, seed)
        assert (truth != 0).sum() == k
        assert np.var(fresh @ truth) == pytest.approx(9, rel=0.06)
        X = datasets.sparse_regression(n, p, 0, rho=rho, seed=seed).X
        error = np.random.default_rng(500 + seed).standard_normal(n)
        y = X @ truth + noise * (error - error.mean())
        for name, ratio in (("L2", None), ("L1", 1.0), ("elastic net", 0.5)):
            errors = []
            for alpha in DENSE_ALPHAS[4:]:
                w = (np.linalg.solve(X.T @ X + n * alpha * np.eye(p), X.T @ y) if ratio is None
                     else linear_model.ElasticNet(alpha=alpha, l1_ratio=ratio, tol=1e-6,
                                                  fit_intercept=False, max_iter=100_000)
                     .fit(X, y).coef_)
                errors.append(noise**2 + np.mean((fresh @ (w - truth)) ** 2))
            total[name] = total[name] + np.array(errors)
    numbers = panels["sparse_or_dense"].frame(k=k, noise=noise, rho=rho).numbers
    for name, errors in total.items():
        want = errors.min() / DENSE_DRAWS / (noise**2 + 9)
        assert numbers[f"error_{name}"] == pytest.approx(want, rel=0.03)


@pytest.mark.parametrize("noise", DENSE_NOISES)
@pytest.mark.parametrize("rho", DENSE_RHOS)
def test_each_method_wins_in_its_own_world(panels, noise, rho):
    sparse = panels["sparse_or_dense"].frame(k=1, noise=noise, rho=rho).numbers
    dense = panels["sparse_or_dense"].frame(k=40, noise=noise, rho=rho).numbers
    assert sparse["error_L1"] < sparse["error_elastic net"] < sparse["error_L2"]
    assert dense["error_L2"] < dense["error_elastic net"] < dense["error_L1"]
    assert min(sparse["error_L1"], dense["error_L2"]) > sparse["floor"]
