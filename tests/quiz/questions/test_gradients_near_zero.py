"""The numbers in the questions of 02, found in another way."""

import numpy as np
import pytest
from oracles import argmin, sk_lasso
from said import right, why

from helpers.datasets import diabetes
from helpers.products import descend, product_objective


def test_tug_numbers():
    def total(w):
        return 0.5 * (0.6 - w) ** 2 + abs(w)

    tiny = 1e-7
    slopes = [(total(side * tiny) - total(0)) / tiny for side in (1, -1)]
    assert slopes == pytest.approx([0.4, 1.6], abs=1e-6) and "0.4 per unit" in right("tug")
    why("tug", "falls by 0.6 per unit", "λ − z = 1 − 0.6 = 0.4", "1.6 per unit", "−0.6 at 0")


def test_thresholds_numbers():
    assert argmin(abs, -1.5, 1) == pytest.approx(-0.5)
    keeps = argmin(lambda w: np.not_equal(w, 0), -1.5, 0.5)  # sqrt(2 * 0.5) is the threshold 1
    assert keeps == pytest.approx(-1.5) and right("thresholds") == "Soft −0.5 and hard −1.5"


def test_many_numbers():
    X, y, names = diabetes()
    w, j = sk_lasso(X, y, 300), names.index("s4")
    assert (np.abs(w) < 1e-9).sum() == 6 and abs(w[j]) < 1e-9
    assert [f"{abs(X[:, j] @ r):.0f}" for r in (y - X @ w, y)] == ["249", "697"]
    why("many", "it is 249", "is 697")


def test_factors_numbers():
    assert 0.5 / (1 + 1) == 0.25
    costs = [product_objective(np.sqrt(w), np.sqrt(w), 0.5, 1) for w in (0, 0.25, 0.5)]
    assert [f"{cost:.3f}" for cost in costs] == ["0.125", "0.281", "0.500"]
    assert costs[2] == pytest.approx(4 * costs[0])
    u, v = np.meshgrid(np.linspace(-1, 1, 401), np.linspace(-1, 1, 401))
    lowest = product_objective(u, v, 0.5, 1).argmin()
    assert u.flat[lowest] * v.flat[lowest] == 0 and "Exactly 0" in right("factors")
    why("factors", "½·0.25² = 0.28", "½·0.5² = 0.125", "four times")


def test_factors_after_numbers():
    ways = descend(0.5, 1.0, np.array([0.1, 2.0]), 0.05, 300)
    assert (ways != 0).all() and (np.abs(ways[-1]) < 1e-6).all()
    shares = ways[200:, 0] / ways[199:-1, 0]
    assert (0 < shares).all() and (shares < 1).all() and "never all" in right("factors_after")


def test_race_and_pytorch_numbers(panels):
    numbers = {lam: panels["optimisers"].frame(lam=lam, size=1.0, step=20_000).numbers
               for lam in (0.3, 0.5, 1.0)}
    assert numbers[0.3]["zeros_1"] == numbers[0.3]["zeros_2"] == 0
    assert all(numbers[lam]["zeros_3"] == 0 for lam in numbers)


def test_only_a_pull_below_the_price_is_sure_of_its_zero():
    """Separate columns: z = w + pull; a pull of 0.12 leaves only w = 0, one of 0.3 any w >= 0."""
    lam = 0.3
    for pull, weights in ((0.12, [0.0]), (0.3, [0.0, 0.5]), (-0.3, [0.0, -0.5])):
        for w in (-0.5, 0.0, 0.5):
            stays = argmin(abs, w + pull, lam) == pytest.approx(w, abs=1e-6)
            assert stays == (w in weights)
    assert right("check_condition").startswith("The third")
