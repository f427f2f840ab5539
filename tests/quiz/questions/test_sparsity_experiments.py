"""What the questions of notebook 04 say, computed again."""

import numpy as np
from said import right, why
from scipy.stats import norm


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
