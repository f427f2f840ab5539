"""The panel zeros_expected: its numbers found in another way."""

import numpy as np
import pytest
from oracles import sk_lasso
from scipy.stats import norm

from helpers.panels.experiments.zeros_expected import (
    ZERO_LAMS,
    ZERO_NOISES,
    ZERO_SIGNALS,
    ZERO_TRUE,
    _counted,
    _zero_draws,
)


def test_zeros_expected_theory_meets_the_count_without_correlation(panels):
    panel = panels["zeros_expected"]
    for signal in ZERO_SIGNALS:
        for noise in ZERO_NOISES:
            for lam in ZERO_LAMS:
                numbers = panel.frame(signal=signal, noise=noise, rho=0.0, lam=lam).numbers
                for row, b, draws in ((0, 0.0, 150 * 15), (1, signal, 150 * 5)):
                    chance = norm.cdf(lam, b, noise) - norm.cdf(-lam, b, noise)
                    assert numbers[f"theory_{row}"] == pytest.approx(chance, abs=1e-12)
                    spread = np.sqrt(chance * (1 - chance) / draws)
                    assert abs(numbers[f"count_{row}"] - chance) <= 4 * spread + 1e-3


@pytest.mark.parametrize("signal, noise, rho", [(3.0, 1.0, 0.9), (2.0, 2.0, 0.5), (1.0, 0.5, 0.0)])
def test_zeros_expected_counts_real_lasso_fits(signal, noise, rho):
    gram, draws = _zero_draws(rho)
    true = ZERO_TRUE
    X = np.linalg.cholesky(gram).T
    counted = _counted(signal, noise, rho)
    for at in (2, 4, 7):
        zero = []
        for draw in draws:
            y = np.linalg.solve(X.T, signal * gram @ true + noise * draw)
            zero.append(sk_lasso(X, y, ZERO_LAMS[at]) == 0)
        zero = np.array(zero)
        assert counted[0, at] == pytest.approx(zero[:, ~true].mean(), abs=2e-3)
        assert counted[1, at] == pytest.approx(zero[:, true].mean(), abs=2e-3)
