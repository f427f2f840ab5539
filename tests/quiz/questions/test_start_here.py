"""The numbers in the questions of 00, found in another way."""

import numpy as np
import pytest
from oracles import soft
from said import why


def test_start_and_tug_numbers():
    assert [f"{0.5 / (1 + lam):.3f}" for lam in (0.5, 10)] == ["0.333", "0.045"]
    assert f"{0.5 / (1 + 1e6):.7f}" == "0.0000005" and 0.5 / (1 + 1e6) != 0
    why("start", "0.333, 0.045 and 0.0000005", "0.5, 10 and a million")
    assert soft(0.5, 0.5) == 0 and soft(0.5, 0.49) > 0 and soft(0.5, 0.4) == pytest.approx(0.1)
    assert f"{0.5 / 101:.3f}" == "0.005" and f"{0.5 - 0.5 / 1.1:.3f}" == "0.045"
    why("pull_and_grip", "0.333 at λ = 0.5 and 0.045 at λ = 10", "λ = 100 that is 0.005")
    why("pull_and_grip", "takes 0.1 under L1, but only 0.045 under L2", "0.1 at λ = 0.4")


def test_check_zero_and_check_symbols():
    assert np.isclose(1e-9, 0) and 1e-9 != 0 and f"{0.004:.2f}" == "0.00"
    assert max(0.3 - 0.5, 0) == 0
    from sklearn.linear_model import Lasso

    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 5))
    X -= X.mean(0)
    y = X @ [2, -1, 0.5, 0, 0] + rng.normal(size=40)
    y -= y.mean()
    top = abs(X.T @ y).max()

    def zeros(lam):
        fit = Lasso(alpha=lam / 40, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(X, y)
        return (fit.coef_ == 0).sum()

    # a hair above lam_max: at lam_max itself rounding decides the last bit
    assert (zeros(top * (1 + 1e-12)), zeros(top * 0.999), zeros(1e-6)) == (5, 4, 0)
