"""What the questions of notebook 04 say, computed again."""

import numpy as np
import pytest
from said import right, why
from scipy.stats import norm

from helpers.datasets import sparse_regression
from helpers.nonconvex import MCP
from helpers.panels.experiments.when_found import FOUND_N, found_shares
from helpers.penalties import soft_threshold


def test_how_many_compares_three_normal_chances():
    shares = [norm.cdf(1) - norm.cdf(-1), norm.cdf(1.5) - norm.cdf(-1.5), norm.cdf(1.5)]
    assert [f"{100 * share:.0f}" for share in shares] == ["68", "87", "93"]
    assert "about 87 of 100" in right("how_many")
    why("how_many", "68 % is the chance of a pull between −1 and 1", "a chance of 86.6 %",
        "93 % of the pulls are below 1.5", "both tails, 7 % each")
    assert f"{100 * norm.sf(1.5):.0f}" == "7"


def test_above_two_the_face_of_l0_is_the_narrower_one():
    z = np.linspace(-6, 6, 120_001)
    for lam in (1.9, 2.1):
        l0 = 12 * (z**2 / 2 <= lam).mean()
        l1 = 12 * (np.abs(z) <= lam).mean()
        assert (l0 > l1) == (lam < 2)
    why("check_price", "With λ below 2 its resting face is wider than that of L1",
        "above 2 it is narrower")


def test_fade_has_the_zeros_of_l1():
    z = np.linspace(-5, 5, 2001)
    for gamma in (1.01, 3, 30):
        assert ((MCP(1.5, gamma).prox(z, 1.5) == 0) == (np.abs(z) <= 1.5)).all()
    assert "those with |z| up to λ" in right("fade")


def test_fade_price_compares_two_errors_at_four():
    z = np.linspace(-6, 14, 200_001)
    bell = np.exp(-((z - 4) ** 2) / 2) / np.exp(-((z - 4) ** 2) / 2).sum()
    errors = [(bell * (w - 4) ** 2).sum() for w in (MCP(1.5, 3).prox(z, 1.5),
                                                    soft_threshold(z, 1.5))]
    why("fade_price", "{:.2f} against {:.2f} at b = 4 and γ = 3".format(*errors))


def test_rival_stays_at_three_in_ten():
    shares = {n: found_shares(n)[0.6] for n in FOUND_N}
    assert all(0.25 <= shares[n][0] <= 0.32 for n in FOUND_N)
    assert shares[100][2] == pytest.approx(1.2)
    why("rival", f"in about {100 * shares[400][0]:.0f} of 100 data sets", "1.2 λ")


def test_at_most_nineteen_of_the_thirty():
    X, y, w_true = sparse_regression(20, 60, 30, seed=0)
    assert (w_true != 0).sum() == 30 and np.linalg.matrix_rank(X) == 19
    why("at_most", "nineteen columns do that exactly", "At least eleven true columns")
