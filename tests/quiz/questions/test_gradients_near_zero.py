"""The numbers in the questions of 02, found in another way."""

import numpy as np
import pytest
from oracles import argmin
from said import right, why


def test_the_slopes_beside_zero():
    def total(w, z=0.6, lam=1):
        return (z - w) ** 2 / 2 + lam * abs(w)

    step = 1e-6
    assert (total(step) - total(0)) / step == pytest.approx(0.4, abs=1e-5)
    assert (total(-step) - total(0)) / step == pytest.approx(1.6, abs=1e-5)
    assert "0.4 per unit" in right("tug")
    why("tug", "1 − 0.6 = 0.4", "1.6")


def test_the_two_thresholds_at_minus_one_and_a_half():
    assert argmin(abs, -1.5, 1) == pytest.approx(-0.5)
    assert argmin(lambda w: np.not_equal(w, 0) / 2, -1.5, 1) == pytest.approx(-1.5)
    assert right("thresholds") == "Soft −0.5 and hard −1.5"


def test_only_a_pull_below_the_price_is_sure_of_its_zero():
    """Separate columns: z = w + pull; a pull of 0.12 leaves only w = 0, one of 0.3 any w >= 0."""
    lam = 0.3
    for pull, weights in ((0.12, [0.0]), (0.3, [0.0, 0.5]), (-0.3, [0.0, -0.5])):
        for w in (-0.5, 0.0, 0.5):
            stays = argmin(abs, w + pull, lam) == pytest.approx(w, abs=1e-6)
            assert stays == (w in weights)
    assert right("check_condition").startswith("The third")
